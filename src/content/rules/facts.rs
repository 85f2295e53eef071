//! Rules for numbers: each with its source beside it, told as "7 out of 100", and never a dose.

use super::{Notes, excerpt};
use crate::content::{
    Kind, Rule,
    draft::Draft,
    markdown::passages::{Passage, Place},
};

pub(in crate::content) const NUMBER_WITHOUT_SOURCE: Rule = Rule::error(
    "number-without-source",
    "A figure of fact has its source in the same sentence, item or row.",
    "cite its source right after the full stop, such as [^S18], or say it without the number",
);
pub(in crate::content) const ONE_IN_X: Rule = Rule::error(
    "one-in-x",
    "A share is told out of 100, never as 1 in some.",
    "say it out of 100, such as \u{201c}7 out of 100 people\u{201d}",
);
pub(in crate::content) const DOSE: Rule = Rule::error(
    "dose",
    "No dose of a medicine is told.",
    "leave doses to the reader's own doctor and pharmacist",
);
pub(in crate::content) const PERCENT: Rule = Rule::warning(
    "percent",
    "Percentages stand in tables alone.",
    "say \u{201c}7 out of 100 people\u{201d}; percentages are for tables",
);

/// Units in which medicines are given.
const DOSE_UNITS: [&str; 11] = [
    "mg",
    "mcg",
    "µg",
    "μg",
    "ml",
    "milligram",
    "milligrams",
    "microgram",
    "micrograms",
    "milliliter",
    "milliliters",
];

/// Words that show a volume to be the body's and not a medicine's.
const BODY_VOLUMES: [&str; 4] = ["urine", "bladder", "blood", "void"];

/// Numbers in words that can follow "1 in".
const NUMBER_WORDS: [&str; 12] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "fifty", "every",
];

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    for passage in draft.passages() {
        // Pages about the site state no medical facts; their numbers are of standards and of law.
        if draft.kind != Kind::About {
            figures(&passage, notes);
        }
        if passage.place != Place::Row {
            ratios(&passage, notes);
            doses(&passage, notes);
        }
        if !matches!(passage.place, Place::Row | Place::Cell | Place::Heading) && draft.kind != Kind::About {
            percents(&passage, notes);
        }
    }
}

/// A figure of fact needs its source in the same sentence, item or row.
fn figures(passage: &Passage, notes: &mut Notes<'_>) {
    let remedy = match passage.place {
        // A heading tells no fact, cells are looked at by row, and an outcome block names its source.
        Place::Heading | Place::Cell | Place::Outcome => return,
        Place::Summary | Place::Caption | Place::Alt | Place::BoxHeading => {
            "say it without the number here, and give the number with its source in the text"
        }
        _ => "cite its source right after the full stop, such as [^S18], or say it without the number",
    };
    let whole = matches!(passage.place, Place::Item | Place::Row);
    if whole && !passage.cited.is_empty() {
        return;
    }
    for sentence in passage.sentences() {
        if sentence.cited.is_empty()
            && let Some(number) = figure(sentence.text)
        {
            let what = format!(
                "the number {number} has no source: \u{201c}{}\u{201d}",
                excerpt(sentence.text)
            );
            notes.fault(sentence.line, NUMBER_WITHOUT_SOURCE.broken(what).instead(remedy));
        }
    }
}

/// The first number that is no part of a name such as L4-L5, S1, B12 or COVID-19.
pub(in crate::content) fn figure(text: &str) -> Option<String> {
    text.split(|character: char| character.is_whitespace() || matches!(character, '(' | ')' | '/' | '—'))
        .find(|word| is_figure(word))
        .map(|word| {
            word.trim_matches(|character: char| !character.is_alphanumeric())
                .to_owned()
        })
}

/// Whether a word is a number and no name.
pub(in crate::content) fn is_figure(word: &str) -> bool {
    word.contains(char::is_numeric) && !is_name(word)
}

/// Whether a word with a number in it is a name: it begins with a letter, a hyphen only follows a capital, and nothing
/// else stands inside it, as in "n=70".
fn is_name(word: &str) -> bool {
    let word = word.trim_matches(|character: char| !character.is_alphanumeric());
    let inside = |character: char| character.is_alphanumeric() || matches!(character, '-' | '–' | '\'' | '’');
    if !word.chars().all(inside) {
        return false;
    }
    let hyphenated = word.contains(['-', '–']);
    word.starts_with(char::is_uppercase) || (word.starts_with(char::is_alphabetic) && !hyphenated)
}

fn ratios(passage: &Passage, notes: &mut Notes<'_>) {
    let lower = passage.text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    for three in words.windows(3) {
        let [one, within, many] = three else { continue };
        let one = one.trim_start_matches(|character: char| !character.is_alphanumeric());
        let many = many.trim_end_matches(|character: char| !character.is_alphanumeric());
        let number = many.replace(',', "").parse::<u32>().is_ok() || NUMBER_WORDS.contains(&many);
        if matches!(one, "1" | "one") && *within == "in" && number {
            notes.fault(
                passage.line,
                ONE_IN_X.broken(format!("\u{201c}{one} in {many}\u{201d} is hard to compare")),
            );
        }
    }
}

fn doses(passage: &Passage, notes: &mut Notes<'_>) {
    for sentence in passage.sentences() {
        let lower = sentence.text.to_lowercase();
        if BODY_VOLUMES.iter().any(|volume| lower.contains(volume)) {
            continue;
        }
        if let Some(dose) = dose(&lower) {
            notes.fault(sentence.line, DOSE.broken(format!("\u{201c}{dose}\u{201d} is a dose")));
        }
    }
}

/// A number with a unit of medicines, written together or apart.
fn dose(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()))
        .collect();
    let together = words.iter().copied().find(|word| {
        let unit =
            word.trim_start_matches(|character: char| character.is_ascii_digit() || matches!(character, '.' | ','));
        unit.len() < word.len() && DOSE_UNITS.contains(&unit)
    });
    let apart = words.windows(2).find_map(|pair| match pair {
        [number, unit] if number.ends_with(|last: char| last.is_ascii_digit()) && DOSE_UNITS.contains(unit) => {
            Some(format!("{number} {unit}"))
        }
        _ => None,
    });
    together.map(str::to_owned).or(apart)
}

fn percents(passage: &Passage, notes: &mut Notes<'_>) {
    if passage.text.contains('%') {
        notes.fault(
            passage.line,
            PERCENT.broken(format!(
                "a percentage stands in text: \u{201c}{}\u{201d}",
                excerpt(&passage.text)
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_nerves_and_other_names_are_no_figures() {
        for text in [
            "At L4-L5 and L5–S1 (C6, T12-L1), S1.",
            "Vitamin B12 and COVID-19.",
            "A T2-weighted scan.",
            "L4/L5 or L4-5",
            "L4's disc",
        ] {
            assert_eq!(figure(text), None, "{text}");
        }
    }

    #[test]
    fn counts_times_and_shares_are_figures() {
        for (text, number) in [
            ("about 70 of them", "70"),
            ("within 6-12 weeks", "6-12"),
            ("a 100-point scale", "100-point"),
            ("($5)", "5"),
            ("½ of them", "½"),
            ("(n=70)", "n=70"),
            ("p<0.05", "p<0.05"),
            ("about:60", "about:60"),
        ] {
            assert_eq!(figure(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn doses_are_found_and_other_measures_are_not() {
        assert_eq!(dose("take 400 mg twice"), Some("400 mg".to_owned()));
        assert_eq!(dose("take 0.5ml,"), Some("0.5ml".to_owned()));
        assert_eq!(dose("a cut of 8 mm"), None);
    }
}

//! A figure as a sentence words it: numbers with their units and the bound before them, such as "fewer than 1 out of 100"
//! or "6 weeks to 3 months".
//!
//! ```text
//! figure = [bound] number [unit] { joint number [unit] }
//! ```
//!
//! "About" is no part of it, since it does not change which number it is; "over" is none either, since it may say "during".
//! Units are measures alone: what a number counts is told in `claims.toml`. A mark such as a comma or a bracket ends a
//! figure. The hundred that people are counted out of is no figure of its own, nor is a scale of a hundred points.

use crate::content::rules::facts::is_figure;

/// Words before a number that make a bound of it.
const BOUNDS: [&str; 8] = [
    "fewer than",
    "less than",
    "more than",
    "longer than",
    "up to",
    "at least",
    "at most",
    "under",
];

/// Words that join two numbers in one figure.
const JOINTS: [&str; 4] = ["to", "or", "of", "out of"];

/// What all numbers are told out of.
const DENOMINATORS: [&str; 2] = ["100", "100-point"];

/// Words after a number that say in what it is measured.
const UNITS: [&str; 33] = [
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "night",
    "nights",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "mm",
    "millimeter",
    "millimeters",
    "cm",
    "centimeter",
    "centimeters",
    "inch",
    "inches",
    "kilogram",
    "kilograms",
    "pounds",
    "point",
    "points",
    "degrees",
    "°C",
    "°F",
    "million",
];

/// Marks that stand between words as a space does, but end a figure.
const MARKS_BETWEEN: [char; 4] = ['(', ')', '/', '—'];

/// The figures of a text in order, with one space between their words.
pub(in crate::content) fn figures(text: &str) -> Vec<String> {
    let words = words(text);
    let mut found = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let bound = BOUNDS.iter().find_map(|bound| Some((*bound, after(rest, bound)?)));
        let (mut figure, number) = bound.map_or((String::new(), rest), |(bound, rest)| (format!("{bound} "), rest));
        if let Some(left) = take_figure(number, &mut figure) {
            if !DENOMINATORS.contains(&figure.as_str()) {
                found.push(figure);
            }
            rest = left;
        } else {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    found
}

/// A figure without what it is measured in or out of, which the words around it or the head of a table may say instead.
pub(in crate::content) fn bare(figure: &str) -> &str {
    if let Some((number, _)) = figure.rsplit_once(" out of ").or_else(|| figure.rsplit_once(" of ")) {
        return number;
    }
    let unit = |(_, last): &(&str, &str)| UNITS.contains(last);
    figure
        .rsplit_once(' ')
        .filter(unit)
        .map_or(figure, |(number, _)| number)
}

/// Writes the numbers at the start of `words` to `figure`; gives the words after them. `None` when there is no number.
fn take_figure<'w, 't>(words: &'w [Word<'t>], figure: &mut String) -> Option<&'w [Word<'t>]> {
    let mut rest = take_number(words, figure)?;
    loop {
        let before = words.get(words.len() - rest.len() - 1);
        if before.is_some_and(|word| word.ended) {
            return Some(rest);
        }
        let mut longer = figure.clone();
        let joined = JOINTS.iter().find_map(|joint| {
            let left = after(rest, joint)?;
            longer = format!("{figure} {joint} ");
            take_number(left, &mut longer)
        });
        match joined {
            Some(left) => (*figure, rest) = (longer, left),
            None => return Some(rest),
        }
    }
}

fn take_number<'w, 't>(words: &'w [Word<'t>], figure: &mut String) -> Option<&'w [Word<'t>]> {
    let (number, rest) = words.split_first().filter(|(word, _)| is_figure(word.text))?;
    figure.push_str(number.text);
    match rest.split_first() {
        Some((unit, left)) if !number.ended && UNITS.contains(&unit.text) => {
            figure.push(' ');
            figure.push_str(unit.text);
            Some(left)
        }
        _ => Some(rest),
    }
}

/// The words after an expression with which `words` begin; a mark within or after it parts it from them.
fn after<'w, 't>(words: &'w [Word<'t>], expression: &str) -> Option<&'w [Word<'t>]> {
    let mut rest = words;
    for expected in expression.split(' ') {
        let (word, left) = rest.split_first()?;
        if word.ended || !word.text.eq_ignore_ascii_case(expected) {
            return None;
        }
        rest = left;
    }
    Some(rest)
}

/// A word without the marks around it.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    /// Whether a mark stands between it and the next.
    ended: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    for stretch in text.split_whitespace() {
        for (place, piece) in stretch.split(MARKS_BETWEEN).enumerate() {
            let mark = |character: char| !character.is_alphanumeric() && !matches!(character, '°' | '<' | '>');
            let opened = place > 0 || piece.starts_with(mark);
            if opened && let Some(last) = found.last_mut() {
                last.ended = true;
            }
            let word = piece.trim_matches(mark);
            if !word.is_empty() {
                let ended = piece.ends_with(mark);
                found.push(Word { text: word, ended });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_its_numbers_with_their_units() {
        for (text, figure) in [
            ("It did so in 88 out of 100 people.", "88 out of 100"),
            ("about 60 to 95 out of 100, by study", "60 to 95 out of 100"),
            ("It took 6 weeks to 3 months.", "6 weeks to 3 months"),
            ("for 1 or 2 nights", "1 or 2 nights"),
            ("5 points lower", "5 points"),
            ("a 98-person trial", "98-person"),
            ("(38.5 °C or more)", "38.5 °C"),
            ("2 of 18 trials with 2,762 people", "2 of 18"),
            ("the 32 trials", "32"),
        ] {
            assert_eq!(figures(text).first().map(String::as_str), Some(figure), "{text}");
        }
    }

    #[test]
    fn a_bound_is_part_of_a_figure_and_a_hedge_is_not() {
        assert_eq!(figures("Fewer than 1 out of 100"), ["fewer than 1 out of 100"]);
        assert_eq!(figures("Up to 4"), ["up to 4"]);
        assert_eq!(figures("about 4"), ["4"]);
        assert_eq!(figures("it adds up to, say, 4"), ["4"]);
    }

    #[test]
    fn a_mark_parts_figures_and_names_are_none() {
        assert_eq!(figures("39.4 °C (103 °F)"), ["39.4 °C", "103 °F"]);
        assert_eq!(figures("7, 8 and 9"), ["7", "8", "9"]);
        assert_eq!(figures("6 (of 100) on a 100-point scale"), ["6"]);
        assert_eq!(figures("aged 30 to\nL5"), ["30"]);
        assert!(figures("L4-L5, L4/L5, B12 and S1 to S3 (C6)").is_empty());
    }

    #[test]
    fn a_bare_figure_leaves_its_unit_to_the_words_around_it() {
        assert_eq!(bare("up to 4 out of 100"), "up to 4");
        assert_eq!(bare("6 to 12 weeks"), "6 to 12");
        assert_eq!(bare("38 °C"), "38");
        assert_eq!(bare("2,762"), "2,762");
    }
}

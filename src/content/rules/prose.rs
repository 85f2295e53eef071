//! Rules for sentences: their length, voice and grade.

use super::{
    Notes, excerpt,
    readability::{Measure, ratio},
};
use crate::content::{
    Rule,
    draft::Draft,
    markdown::{
        passages::{Passage, Place},
        sentences::words,
    },
};

pub(super) const LONG_SENTENCE: Rule = Rule::error(
    "long-sentence",
    "A sentence has at most 25 words.",
    "make two of it, each of at most 25",
);
pub(super) const LONG_PARAGRAPH: Rule = Rule::error(
    "long-paragraph",
    "A paragraph has at most 3 sentences.",
    "split it after at most 3",
);
pub(super) const GRADE: Rule = Rule::error(
    "grade",
    "A page reads at grade 8 or below.",
    "use shorter words and sentences: at most 8, better 6",
);
pub(super) const HIGH_GRADE: Rule = Rule::warning(
    "high-grade",
    "A page reads at grade 6 or below.",
    "use shorter words and sentences: aim at 6",
);
pub(super) const MEAN_SENTENCE: Rule = Rule::warning(
    "mean-sentence",
    "A page's sentences have at most 15 words on average.",
    "aim at 15 or fewer",
);
pub(super) const PASSIVE: Rule = Rule::warning(
    "passive",
    "At most 15 of 100 sentences of a page are passive.",
    "say who does what",
);

/// Words that a sentence may have.
const LONGEST_SENTENCE: usize = 25;
/// Sentences that a paragraph may have.
const LONGEST_PARAGRAPH: usize = 3;
/// The mean length of a page's sentences from which it is told.
const LONG_MEAN: f64 = 15.0;
/// The share of passive sentences from which it is told.
const MANY_PASSIVES: f64 = 0.15;
/// The grades from which a page is told, and refused.
const AIM_GRADE: f64 = 6.0;
const HIGHEST_GRADE: f64 = 8.0;
/// Sentences below which a mean says nothing.
const FEW_SENTENCES: usize = 8;

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    let mut measure = Measure::default();
    let mut passives = 0;
    for passage in draft.passages() {
        lengths(&passage, notes);
        // The summary and key points say again what the text says.
        if passage.is_prose() && !matches!(passage.place, Place::Summary | Place::KeyPoint) {
            for sentence in passage.sentences() {
                measure.add(sentence.text);
                passives += usize::from(is_passive(sentence.text));
            }
        }
    }
    if measure.sentences >= FEW_SENTENCES {
        averages(measure, passives, notes);
    }
}

fn lengths(passage: &Passage, notes: &mut Notes<'_>) {
    if matches!(passage.place, Place::Row | Place::Heading) {
        return;
    }
    let sentences = passage.sentences();
    for sentence in &sentences {
        let count = words(sentence.text).count();
        if count > LONGEST_SENTENCE {
            let what = format!(
                "the sentence has {count} words: \u{201c}{}\u{201d}",
                excerpt(sentence.text)
            );
            notes.fault(sentence.line, LONG_SENTENCE.broken(what));
        }
    }
    let count = passage.sentence_count();
    if passage.place == Place::Paragraph && count > LONGEST_PARAGRAPH {
        let what = format!(
            "the paragraph has {count} sentences: \u{201c}{}\u{201d}",
            excerpt(&passage.text)
        );
        notes.fault(passage.line, LONG_PARAGRAPH.broken(what));
    }
}

fn averages(measure: Measure, passives: usize, notes: &mut Notes<'_>) {
    if let Some(grade) = measure.grade() {
        let what = format!("the text reads at grade {grade:.1}");
        if grade > HIGHEST_GRADE {
            notes.fault(1, GRADE.broken(what));
        } else if grade > AIM_GRADE {
            notes.fault(1, HIGH_GRADE.broken(what));
        }
    }
    if let Some(mean) = measure.words_per_sentence().filter(|mean| *mean > LONG_MEAN) {
        notes.fault(
            1,
            MEAN_SENTENCE.broken(format!("a sentence has {mean:.1} words on average")),
        );
    }
    if let Some(share) = ratio(passives, measure.sentences).filter(|share| *share > MANY_PASSIVES) {
        let what = format!("{:.0} out of 100 sentences are passive", share * 100.0);
        notes.fault(1, PASSIVE.broken(what));
    }
}

/// Forms of "be" that can begin a passive.
const BE: [&str; 10] = [
    "is", "are", "was", "were", "be", "been", "being", "am", "isn't", "aren't",
];

/// Words that may stand between "be" and the participle, besides those in -ly.
const BETWEEN: [&str; 9] = [
    "not",
    "often",
    "also",
    "never",
    "always",
    "still",
    "now",
    "then",
    "sometimes",
];

/// Participles that do not end in -ed.
const PARTICIPLES: [&str; 28] = [
    "done", "given", "taken", "made", "seen", "found", "told", "kept", "held", "put", "cut", "sent", "left", "known",
    "shown", "chosen", "worn", "written", "hit", "hurt", "drawn", "broken", "brought", "built", "felt", "lost", "paid",
    "read",
];

/// Words in -ed that describe a state, and others that end so.
const STATES: [&str; 16] = [
    "tired",
    "scared",
    "worried",
    "limited",
    "advanced",
    "bed",
    "red",
    "need",
    "indeed",
    "hundred",
    "mixed",
    "related",
    "concerned",
    "experienced",
    "interested",
    "supposed",
];

fn is_passive(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = words(&lower)
        .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()))
        .collect();
    words.iter().enumerate().any(|(at, word)| {
        let after = words.get(at + 1..).unwrap_or_default();
        let mut after = after
            .iter()
            .skip_while(|word| BETWEEN.contains(word) || (word.ends_with("ly") && word.len() > 4));
        BE.contains(word) && after.next().is_some_and(|word| is_participle(word))
    })
}

fn is_participle(word: &str) -> bool {
    PARTICIPLES.contains(&word) || (word.ends_with("ed") && word.len() > 3 && !STATES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passives_are_told_from_states() {
        assert!(is_passive("The piece is slowly taken out."));
        assert!(is_passive("Most were not treated."));
        assert!(!is_passive("You are tired and the cut is small."));
        assert!(!is_passive("Surgery removed it."));
    }
}

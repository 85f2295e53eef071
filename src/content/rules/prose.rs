//! Rules for sentences: their length, voice and grade.

use super::{Notes, excerpt};
use crate::content::{
    Rule,
    draft::Draft,
    markdown::{
        passages::{Passage, Place},
        sentences::words,
    },
    quality::Measure,
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

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    let passages = draft.passages();
    for passage in &passages {
        lengths(passage, notes);
    }
    averages(&Measure::of(&passages), notes);
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

fn averages(measure: &Measure, notes: &mut Notes<'_>) {
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
    if let Some(share) = measure.passive_share().filter(|share| *share > MANY_PASSIVES) {
        let what = format!("{:.0} out of 100 sentences are passive", share * 100.0);
        notes.fault(1, PASSIVE.broken(what));
    }
}

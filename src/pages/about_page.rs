//! What stands at the foot of an article about the article itself: when it was checked, by whom, and what has changed.

use jiff::civil::Date;

use super::Frame;
use super::cited::count_key;
use crate::content::{Article, ClinicalReview, Quality, Values, Words};

/// The history of a page.
pub(super) struct AboutPage<'a> {
    pub(super) reviewed: Day,
    pub(super) next_review: Day,
    pub(super) review: ReviewState,
    /// How hard it is to read. `None` when it has too few sentences to tell.
    pub(super) reading: Option<String>,
    /// Its sources by kind. `None` when it has none.
    pub(super) sources: Option<String>,
    /// What else there is to say of it, each under its name; only comparisons have more.
    pub(super) more: Vec<(String, String)>,
    pub(super) changes: Vec<Changed<'a>>,
    /// The page that tells how pages are made.
    pub(super) how_we_write: Option<String>,
}

/// A day of the calendar.
pub(super) struct Day {
    /// For machines.
    pub(super) iso: String,
    pub(super) words: String,
}

/// What the page says of a clinician's review. On about pages nothing is said.
pub(super) enum ReviewState {
    Unneeded,
    Awaiting,
    Done(String),
}

/// A line of the page's history.
pub(super) struct Changed<'a> {
    pub(super) day: Day,
    pub(super) what: &'a str,
}

impl<'a> AboutPage<'a> {
    /// The history of an article.
    pub(super) fn of(frame: &Frame<'a>, article: &'a Article) -> Self {
        let library = frame.library;
        let words = library.words();
        let changes = article.changes.iter().map(|change| Changed {
            day: Day::of(words, change.date),
            what: &change.what,
        });
        Self {
            reviewed: Day::of(words, article.review.reviewed),
            next_review: Day::of(words, article.review.next_review),
            review: ReviewState::of(words, article),
            reading: reading(words, &article.quality),
            sources: sources(words, &article.quality),
            more: Vec::new(),
            changes: changes.collect(),
            how_we_write: library
                .article("about/how-we-write")
                .map(|page| format!("{}{}", library.language().url_prefix(), page.path())),
        }
    }
}

/// The grade and the length of a sentence, both rounded: more would only seem exact.
fn reading(words: &Words, quality: &Quality) -> Option<String> {
    let mut values = Values::new();
    values.set("grade", quality.measure.grade()?.round().max(1.0));
    values.set("words", quality.measure.words_per_sentence()?.round());
    Some(words.with_all("reading-level-value", &values))
}

fn sources(words: &Words, quality: &Quality) -> Option<String> {
    let kinds = quality.sources.iter();
    let kinds = kinds.map(|(kind, count)| words.with(count_key(*kind), "count", *count));
    // A number does not stand alone at the end of a line.
    let kinds: Vec<String> = kinds.map(|kind| kind.replacen(' ', "\u{a0}", 1)).collect();
    let mut values = Values::new();
    values.set("count", quality.sources.values().sum::<usize>());
    values.set("kinds", kinds.join(", "));
    (!kinds.is_empty()).then(|| words.with_all("sources-by-kind", &values))
}

impl Day {
    pub(super) fn of(words: &Words, date: Date) -> Self {
        Self {
            iso: date.to_string(),
            words: words.date(date),
        }
    }
}

impl ReviewState {
    pub(super) fn of(words: &Words, article: &Article) -> Self {
        match &article.review.clinical {
            None => Self::Unneeded,
            Some(ClinicalReview::Awaiting) => Self::Awaiting,
            Some(ClinicalReview::By {
                name,
                credentials,
                date,
            }) => Self::Done(format!("{name}, {credentials}, {}", words.date(*date))),
        }
    }
}

//! What stands at the foot of an article about the article itself: when it was checked, by whom, and what has changed.

use jiff::civil::Date;

use super::Frame;
use crate::content::{Article, ClinicalReview, Words};

/// The history of a page.
pub(super) struct AboutPage<'a> {
    pub(super) reviewed: Day,
    pub(super) next_review: Day,
    pub(super) review: ReviewState,
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
            more: Vec::new(),
            changes: changes.collect(),
            how_we_write: library
                .article("about/how-we-write")
                .map(|page| format!("{}{}", library.language().url_prefix(), page.path())),
        }
    }
}

impl Day {
    fn of(words: &Words, date: Date) -> Self {
        Self {
            iso: date.to_string(),
            words: words.date(date),
        }
    }
}

impl ReviewState {
    fn of(words: &Words, article: &Article) -> Self {
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

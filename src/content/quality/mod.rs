//! How good an article is, as numbers: the rules judge by them, `check` prints them, and the page shows them.

mod passives;
mod readability;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};

pub use readability::Measure;

use super::{
    Change, ClinicalReview, ContentProblems, SourceId, SourceKind, draft::Draft, markdown::passages::Passage,
    rules::citations::cited, sources::Sources,
};

/// Days ahead at which a review is due.
pub(in crate::content) const SOON_DAYS: i32 = 60;

/// The quality card of one article. What its file does not tell yet is missing.
#[derive(Debug, Clone, Default)]
pub struct Quality {
    /// Every word that a reader reads, tables left out.
    pub words: usize,
    /// What was counted in its prose.
    pub measure: Measure,
    /// The sources that it cites.
    pub cited: BTreeSet<SourceId>,
    /// How many of them there are of each kind.
    pub sources: BTreeMap<SourceKind, usize>,
    /// The day the editors last checked the whole page.
    pub reviewed: Option<Date>,
    /// The day by which they check it again.
    pub next_review: Option<Date>,
    /// Whether a clinician has signed it off. `None` also on about pages, which need no such review.
    pub clinical: Option<ClinicalReview>,
    /// What was changed and when, newest first.
    pub changes: Vec<Change>,
}

impl Quality {
    /// Measures what could be read of an article.
    pub(in crate::content) fn of(draft: &Draft, sources: Option<&Sources>) -> Self {
        let passages = draft.passages();
        let cited: BTreeSet<SourceId> = cited(draft).into_iter().map(|(_, id)| SourceId(id)).collect();
        let mut kinds = BTreeMap::new();
        for source in cited.iter().filter_map(|id| sources?.get(id)) {
            *kinds.entry(source.kind).or_default() += 1;
        }
        let front = &draft.front;
        Self {
            words: passages.iter().map(Passage::word_count).sum(),
            measure: Measure::of(&passages),
            cited,
            sources: kinds,
            reviewed: front.reviewed.as_ref().map(|at| at.value),
            next_review: front.next_review.as_ref().map(|at| at.value),
            clinical: front.clinical.as_ref().map(|at| at.value.clone()),
            changes: front.changes.iter().map(|at| at.value.clone()).collect(),
        }
    }

    /// Whether the next review was due before this day.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.next_review.is_some_and(|next| next < today)
    }

    /// Whether the next review is due soon, but not overdue.
    pub fn is_due(&self, today: Date) -> bool {
        let soon = today.saturating_add(SOON_DAYS.days());
        self.next_review.is_some_and(|next| (today..=soon).contains(&next))
    }
}

/// All that a check finds: the faults, and the quality of each article.
#[derive(Debug, Default)]
pub struct Survey {
    /// Every fault.
    pub problems: ContentProblems,
    /// The card of each article, with its file and the prose that was measured.
    pub articles: Vec<Surveyed>,
    /// How many sources there are, usual practice left out.
    pub sources: usize,
}

/// An article as a check finds it.
#[derive(Debug)]
pub struct Surveyed {
    /// The file, relative to the content folder.
    pub file: String,
    /// The path on the site, with the leading slash.
    pub path: String,
    /// Its quality card.
    pub quality: Quality,
    /// The passages that were measured, each as a reader reads it.
    pub prose: Vec<String>,
}

impl Surveyed {
    pub(in crate::content) fn of(draft: &Draft, sources: Option<&Sources>) -> Self {
        let passages = draft.passages();
        Self {
            file: draft.file.clone(),
            path: format!("/{}", draft.path()),
            quality: Quality::of(draft, sources),
            prose: readability::prose(&passages).map(str::to_owned).collect(),
        }
    }
}

/// The quality of all articles together.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many articles there are.
    pub articles: usize,
    /// The words of all.
    pub words: usize,
    /// The mean of their grades; `None`, as the next one, when none has any.
    pub grade: Option<f64>,
    /// The mean of their mean sentence lengths.
    pub words_per_sentence: Option<f64>,
    /// How many different sources they cite, usual practice left out.
    pub sources_used: usize,
    /// Of how many.
    pub sources: usize,
    /// Reviews that are due soon.
    pub due: usize,
    /// Reviews that should have been by now.
    pub overdue: usize,
}

impl Survey {
    /// What was found in the files for which `keep` holds.
    #[must_use]
    pub fn only(self, keep: impl Fn(&str) -> bool) -> Self {
        let mut articles = self.articles;
        articles.retain(|article| keep(&article.file));
        Self {
            problems: self.problems.only(&keep),
            articles,
            ..self
        }
    }

    /// Sums up all articles as of a day.
    pub fn summary(&self, today: Date) -> Summary {
        let qualities = || self.articles.iter().map(|article| &article.quality);
        let used: BTreeSet<&SourceId> = qualities().flat_map(|quality| &quality.cited).collect();
        Summary {
            articles: self.articles.len(),
            words: qualities().map(|quality| quality.words).sum(),
            grade: mean(qualities().filter_map(|quality| quality.measure.grade())),
            words_per_sentence: mean(qualities().filter_map(|quality| quality.measure.words_per_sentence())),
            sources_used: used.iter().filter(|id| !id.is_usual_practice()).count(),
            sources: self.sources,
            due: qualities().filter(|quality| quality.is_due(today)).count(),
            overdue: qualities().filter(|quality| quality.is_overdue(today)).count(),
        }
    }
}

fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = numbers.fold((0.0, 0.0), |(count, sum), number| (count + 1.0, sum + number));
    (count > 0.0).then(|| sum / count)
}

//! Choices side by side: what each may bring, what it may harm and what it is like, from `comparisons/*.toml`.
//!
//! The file is the front matter of an article without a text: [`front`] reads it, the rules look at its texts as at any
//! others, and once they are rendered it becomes a [`Comparison`]. Every outcome has a cell for every choice.

pub(in crate::content) mod front;
#[cfg(test)]
mod tests;

use serde::Deserialize;

use super::{Html, OutOf100, Slug};

pub(in crate::content) use front::ComparisonFront;

/// A decision with its choices and what is known of them.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Every text in Markdown, rendered, so that sources are numbered in order of reading.
    texts: Vec<Html>,
    /// The pages that lead to it, as paths with the leading slash.
    pub pages: Vec<String>,
    /// What the reader has.
    pub condition: TextId,
    /// For whom it is; each the end of a sentence.
    pub suits: Vec<TextId>,
    /// Signs with which nobody should stop to compare.
    pub stop: Vec<TextId>,
    /// Where all such signs stand: a path of this site with its anchor.
    pub more_signs: String,
    /// How choices go together, and which others there are.
    pub together: TextId,
    /// The choices in order; the first is to wait.
    pub choices: Vec<Choice>,
    /// What may come of them, group by group.
    pub outcomes: Vec<OutcomeRow>,
    /// What nobody knows.
    pub unknown: Vec<TextId>,
    /// What may matter to a reader, to be weighed.
    pub matters: Vec<String>,
    /// Questions for the visit.
    pub questions: Vec<String>,
}

impl Comparison {
    /// The markup of a text.
    pub fn text(&self, id: TextId) -> Option<&Html> {
        self.texts.get(id.0)
    }

    /// The same with its texts rendered anew, in their order.
    pub(in crate::content) fn with_texts(&self, texts: Vec<Html>) -> Self {
        Self { texts, ..self.clone() }
    }
}

/// Which of a comparison's texts it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextId(usize);

/// One of the things that a reader can choose.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What cells and form fields call it.
    pub key: Slug,
    /// What readers call it.
    pub name: String,
    /// What it is, in a few sentences.
    pub what: TextId,
    /// The path of its own page. `None` when there is none.
    pub page: Option<String>,
}

/// One outcome over all choices.
#[derive(Debug, Clone)]
pub struct OutcomeRow {
    /// The anchor.
    pub id: Slug,
    /// What sort of outcome it is.
    pub group: OutcomeGroup,
    /// The outcome in a few words.
    pub heading: String,
    /// How to read the row. `None` when it needs no word.
    pub note: Option<TextId>,
    /// One for each choice, in their order.
    pub cells: Vec<Cell>,
}

/// What sort of outcome it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeGroup {
    /// What may get better, in numbers.
    Benefit,
    /// What may go wrong, in numbers.
    Harm,
    /// What it is like and how long it takes, in words.
    Experience,
}

/// What is known of one outcome of one choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What was found.
    pub finding: Finding,
    /// How sure the source is of it. `None` when it is not rated.
    pub certainty: Option<Certainty>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// How many people out of a hundred.
    Number {
        /// The number.
        number: OutOf100,
        /// Who they are, with the source.
        people: TextId,
        /// When they were counted.
        time: String,
    },
    /// No good number; a text when there is something to say all the same.
    Gap(Option<TextId>),
    /// It cannot happen, and why.
    CannotHappen(TextId),
    /// What it is like.
    Words(TextId),
}

/// How sure a review is of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Certainty {
    /// The true result may well be far off.
    #[serde(rename = "very low")]
    VeryLow,
    /// Between the two.
    #[serde(rename = "very low to low")]
    VeryLowToLow,
    /// The true result may be far off.
    #[serde(rename = "low")]
    Low,
    /// The true result is probably near.
    #[serde(rename = "moderate")]
    Moderate,
    /// More studies are unlikely to change it.
    #[serde(rename = "high")]
    High,
}

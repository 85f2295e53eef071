//! Words that readers meet in reports and letters, from `glossary.toml`.

use serde::Deserialize;

/// One entry of the glossary.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The anchor on the glossary page.
    pub slug: String,
    /// The headword.
    pub name: String,
    /// What it means in plain words.
    pub plain: String,
    /// Other words for it.
    pub variants: Vec<String>,
    /// How to say it, the stressed syllable in capitals.
    pub say: String,
    /// Whether its first use on a page becomes a link.
    pub link: bool,
}

/// All terms, A to Z.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    pub(in crate::content) terms: Vec<Term>,
}

impl Glossary {
    /// Every term in order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }
}

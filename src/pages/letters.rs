//! The row of letters above a list from A to Z.

/// A letter of the row.
pub(super) struct Letter {
    pub(super) letter: char,
    /// The anchor. `None` for a letter without entries, which is no link.
    pub(super) id: Option<String>,
}

impl Letter {
    /// A to Z, and what else entries begin with.
    pub(super) fn row(used: &[char]) -> Vec<Self> {
        let mut letters: Vec<char> = ('A'..='Z').chain(used.iter().copied()).collect();
        letters.sort_unstable();
        letters.dedup();
        let letters = letters.into_iter().map(|letter| Self {
            letter,
            id: used.contains(&letter).then(|| anchor(letter)),
        });
        letters.collect()
    }
}

/// The anchor of the entries under a letter.
pub(super) fn anchor(letter: char) -> String {
    format!("letter-{}", letter.to_lowercase())
}

/// The capital under which a name stands.
pub(super) fn initial(name: &str) -> char {
    let first = name.chars().find(|c| c.is_alphanumeric());
    first.and_then(|c| c.to_uppercase().next()).unwrap_or('#')
}

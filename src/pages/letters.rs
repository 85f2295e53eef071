//! A list from A to Z, with the row of letters above it.

/// Entries by the letter that they begin with.
pub(super) struct AToZ<E> {
    pub(super) letters: Vec<Letter>,
    pub(super) panels: Vec<Panel<E>>,
}

/// The entries under one letter.
pub(super) struct Panel<E> {
    pub(super) letter: char,
    pub(super) id: String,
    pub(super) entries: Vec<E>,
}

impl<E> AToZ<E> {
    /// Puts each entry under the first letter of its name, in the order given.
    pub(super) fn of<'n>(entries: impl Iterator<Item = (&'n str, E)>) -> Self {
        let mut panels: Vec<Panel<E>> = Vec::new();
        for (name, entry) in entries {
            let letter = initial(name);
            match panels.iter_mut().find(|panel| panel.letter == letter) {
                Some(panel) => panel.entries.push(entry),
                None => panels.push(Panel {
                    letter,
                    id: anchor(letter),
                    entries: vec![entry],
                }),
            }
        }
        panels.sort_by_key(|panel| panel.letter);
        let used: Vec<char> = panels.iter().map(|panel| panel.letter).collect();
        Self {
            letters: Letter::row(&used),
            panels,
        }
    }
}

/// A letter of the row.
pub(super) struct Letter {
    pub(super) letter: char,
    /// The anchor. `None` for a letter without entries, which is no link.
    pub(super) id: Option<String>,
}

impl Letter {
    /// A to Z, and what else entries begin with.
    fn row(used: &[char]) -> Vec<Self> {
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
fn anchor(letter: char) -> String {
    format!("letter-{}", letter.to_lowercase())
}

/// The capital under which a name stands.
fn initial(name: &str) -> char {
    let first = name.chars().find(|c| c.is_alphanumeric());
    first.and_then(|c| c.to_uppercase().next()).unwrap_or('#')
}

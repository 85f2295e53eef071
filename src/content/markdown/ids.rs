//! Ids that are unique on a page, and ids made from words.

use std::collections::{BTreeMap, BTreeSet};

/// Ids that the page around an article uses.
const OF_THE_PAGE: [&str; 7] = [
    "main",
    "contents",
    "key-points",
    "sources",
    "related",
    "for-your-visit",
    "search",
];

/// Beginnings of ids that the program gives to what it makes.
const OF_THE_PROGRAM: [&str; 7] = ["care-", "callout-", "figure-", "c-", "s-", "kept-", "kit-"];

/// Whether an author must not use this id.
pub(in crate::content) fn reserved(id: &str) -> bool {
    OF_THE_PAGE.contains(&id) || OF_THE_PROGRAM.iter().any(|start| id.starts_with(start))
}

/// An id made from words: lower-case letters and digits with single hyphens; `section` when none is left.
pub(in crate::content) fn slug_of(words: &str) -> String {
    let mut slug = String::new();
    for character in words.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') && character != '\'' && character != '’' {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug.to_owned()
    }
}

/// The ids given out on one page.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: BTreeSet<String>,
    /// How often each id was wished for.
    wishes: BTreeMap<String, usize>,
}

impl Ids {
    /// The wished id, or the first free one of `id-2`, `id-3` and so on.
    pub(super) fn unique(&mut self, wished: &str) -> String {
        let count = self.wishes.entry(wished.to_owned()).or_default();
        loop {
            *count += 1;
            let id = if *count == 1 {
                wished.to_owned()
            } else {
                format!("{wished}-{count}")
            };
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_ids() {
        assert_eq!(slug_of("What you may feel: L4-L5!"), "what-you-may-feel-l4-l5");
        assert_eq!(slug_of("Don't"), "dont");
        assert_eq!(slug_of("¿?"), "section");
    }

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        assert_eq!([ids.unique("a"), ids.unique("a"), ids.unique("a")], ["a", "a-2", "a-3"]);
    }
}

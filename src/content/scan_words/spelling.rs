//! How the words of a report are found in a text, however they are written.

use std::collections::BTreeMap;

/// Spellings by their first word, the longest first; each with the number of the scan word that it belongs to.
#[derive(Debug, Default)]
pub(super) struct Spellings(BTreeMap<String, Vec<Spelling>>);

#[derive(Debug)]
struct Spelling {
    words: Vec<String>,
    of: usize,
}

impl Spellings {
    /// Takes up a spelling; gives the number that it belongs to already, if it does.
    pub(super) fn add(&mut self, words: Vec<String>, of: usize) -> Option<usize> {
        let first = words.first().cloned().unwrap_or_default();
        let known = self.0.entry(first).or_default();
        if let Some(same) = known.iter().find(|spelling| spelling.words == words) {
            return Some(same.of);
        }
        let place = known.partition_point(|spelling| spelling.words.len() >= words.len());
        known.insert(place, Spelling { words, of });
        None
    }

    /// The longest spelling that a text begins with: the number it belongs to, and how many words it has.
    pub(super) fn at_start(&self, words: &[String]) -> Option<(usize, usize)> {
        let fitting = self.0.get(words.first()?)?;
        let found = fitting.iter().find(|spelling| words.starts_with(&spelling.words))?;
        Some((found.of, found.words.len()))
    }
}

/// A word as it is compared: in the singular, in US spelling, with `disc` for `disk`. It need be no English, only the same
/// for all that count as one word.
pub(super) fn stem(word: &str) -> String {
    let mut word = word.replace("ae", "e").replace("oe", "e").replace("isation", "ization");
    for (british, american) in [
        ("ised", "ized"),
        ("ising", "izing"),
        ("disk", "disc"),
        ("centre", "center"),
    ] {
        if word.starts_with("disk") || word.ends_with(british) {
            word = word.replace(british, american);
        }
    }
    for (ending, instead) in [
        ("oses", "osis"),
        ("eses", "esis"),
        ("sses", "ss"),
        ("xes", "x"),
        ("ies", "y"),
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            return format!("{stem}{instead}");
        }
    }
    let plural = word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if plural {
        word.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_british_spellings_count_as_the_same_word() {
        for (one, other) in [
            ("bulge", "bulges"),
            ("stenosis", "stenoses"),
            ("listhesis", "listheses"),
            ("disc", "disks"),
            ("compress", "compresses"),
            ("sacralized", "sacralised"),
            ("lumbarization", "lumbarisation"),
            ("hematoma", "haematomas"),
            ("edema", "oedema"),
            ("center", "centre"),
            ("osteophyte", "osteophytes"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
    }

    #[test]
    fn what_only_looks_like_a_plural_stays_whole() {
        for word in ["stenosis", "canal", "conus", "mass", "annulus", "is"] {
            assert_eq!(stem(word), word);
        }
    }

    #[test]
    fn the_longest_spelling_wins_and_none_has_two_owners() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut spellings = Spellings::default();
        assert_eq!(spellings.add(words("canal"), 1), None);
        assert_eq!(spellings.add(words("canal stenosis"), 2), None);
        assert_eq!(spellings.add(words("canal"), 3), Some(1));
        assert_eq!(spellings.at_start(&words("canal stenosis here")), Some((2, 2)));
        assert_eq!(spellings.at_start(&words("canal here")), Some((1, 1)));
        assert_eq!(spellings.at_start(&words("here")), None);
    }
}

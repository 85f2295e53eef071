//! The words that the pages and the lists of synonyms know, and the nearest of them to one that they do not.

use std::collections::{BTreeMap, HashSet};

use strsim::osa_distance;

/// How many words may stand for one that is not known, or that is not yet written to its end.
const MOST_GUESSES: usize = 6;

/// The words known, with how often they stand there.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// In the order of their letters.
    words: Vec<KnownWord>,
    stems: HashSet<String>,
}

#[derive(Debug)]
struct KnownWord {
    text: String,
    length: usize,
    /// Which letters it has, one bit each; it tells most words apart without counting edits.
    letters: u32,
    count: u32,
}

impl Lexicon {
    /// Takes up words with how often they stand on pages, and the stems of all.
    pub(super) fn new(counts: BTreeMap<String, u32>, stems: HashSet<String>) -> Self {
        let words = counts.into_iter().map(|(text, count)| KnownWord {
            length: text.chars().count(),
            letters: letters(&text),
            text,
            count,
        });
        Self {
            words: words.collect(),
            stems,
        }
    }

    /// Whether some page or list has the word itself.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words
            .binary_search_by(|known| known.text.as_str().cmp(word))
            .is_ok()
    }

    /// Whether some page or list has a form of the word with this stem.
    pub(super) fn knows_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// Words that begin so, the most frequent first.
    pub(super) fn completions(&self, beginning: &str) -> Vec<&str> {
        let from = self.words.partition_point(|known| known.text.as_str() < beginning);
        let rest = self.words.get(from..).unwrap_or_default();
        let mut found: Vec<&KnownWord> = rest
            .iter()
            .take_while(|known| known.text.starts_with(beginning))
            .collect();
        found.sort_by_key(|known| std::cmp::Reverse(known.count));
        found
            .iter()
            .take(MOST_GUESSES)
            .map(|known| known.text.as_str())
            .collect()
    }

    /// The known words with the fewest slips from a word, the likeliest first; none where all are too far.
    pub(super) fn nearest(&self, word: &str) -> Vec<&str> {
        let length = word.chars().count();
        let most = slips_allowed(length);
        let mask = letters(word);
        let mut found: Vec<(usize, bool, std::cmp::Reverse<u32>, &str)> = Vec::new();
        for known in &self.words {
            // Each slip changes two letters of the set at most.
            let near =
                known.length.abs_diff(length) <= most && (known.letters ^ mask).count_ones() as usize <= 2 * most;
            if !near {
                continue;
            }
            let slips = osa_distance(&known.text, word);
            if slips <= most && slips < known.length {
                // People seldom miss the first letter.
                let other_start = known.text.chars().next() != word.chars().next();
                found.push((slips, other_start, std::cmp::Reverse(known.count), &known.text));
            }
        }
        found.sort_unstable();
        let fewest = found.first().map(|first| (first.0, first.1));
        let best = found.iter().take_while(|guess| Some((guess.0, guess.1)) == fewest);
        best.take(MOST_GUESSES).map(|guess| guess.3).collect()
    }

    /// Two known words that were written as one.
    pub(super) fn parts<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        let ends = word.char_indices().skip(3).map(|(at, _)| at);
        let splits = ends.filter_map(|at| word.split_at_checked(at));
        let mut whole =
            splits.filter(|(first, second)| second.chars().nth(2).is_some() && self.knows(first) && self.knows(second));
        whole.next()
    }
}

/// How many slips of the finger a word may have.
fn slips_allowed(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte % 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let words = [
            ("slipped", 9),
            ("slip", 4),
            ("sciatica", 30),
            ("disc", 90),
            ("dish", 1),
            ("back", 50),
            ("pain", 80),
        ];
        let counts = words.iter().map(|(word, count)| ((*word).to_owned(), *count));
        Lexicon::new(counts.collect(), HashSet::new())
    }

    #[test]
    fn a_word_may_have_as_many_slips_as_its_length_allows() {
        let lexicon = lexicon();
        assert_eq!(lexicon.nearest("sliped"), ["slipped"]);
        assert_eq!(
            lexicon.nearest("siatcia"),
            [] as [&str; 0],
            "two slips in seven letters"
        );
        assert_eq!(lexicon.nearest("siatcica"), ["sciatica"], "two slips in eight");
        assert_eq!(lexicon.nearest("dsic"), ["disc"], "two letters changed places");
        assert_eq!(lexicon.nearest("dis"), [] as [&str; 0], "three letters must be right");
    }

    #[test]
    fn the_word_that_pages_use_more_is_the_likelier() {
        assert_eq!(lexicon().nearest("disx"), ["disc", "dish"]);
    }

    #[test]
    fn a_beginning_is_completed_and_a_double_word_parted() {
        assert_eq!(lexicon().completions("sli"), ["slipped", "slip"]);
        assert_eq!(lexicon().parts("backpain"), Some(("back", "pain")));
        assert_eq!(lexicon().parts("backslash"), None);
    }
}

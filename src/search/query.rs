//! What a reader looks for, as plain text of a bounded length.

use super::wording::Wording;

/// Letters that are taken; far more than any name of a page has.
const MOST_LETTERS: usize = 400;

/// Words that are taken.
const MOST_WORDS: usize = 30;

/// What a reader looks for. No mark in it has a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    text: String,
    is_cut: bool,
}

impl Query {
    /// Takes what was typed, without marks that nobody sees, and no more of it than one can look for.
    pub fn typed(text: &str) -> Self {
        let seen = |c: char| if c.is_control() { ' ' } else { c };
        let bounded: String = text.chars().take(MOST_LETTERS * 4).map(seen).collect();
        let mut words = bounded.split_whitespace();
        let mut kept = String::new();
        for word in words.by_ref().take(MOST_WORDS) {
            let letters = kept.chars().count() + word.chars().count();
            if letters >= MOST_LETTERS {
                let first: String = word.chars().take(MOST_LETTERS).collect();
                let text = if kept.is_empty() { first } else { kept };
                return Self { text, is_cut: true };
            }
            if !kept.is_empty() {
                kept.push(' ');
            }
            kept.push_str(word);
        }
        let is_cut = words.next().is_some() || text.chars().nth(MOST_LETTERS * 4).is_some();
        Self { text: kept, is_cut }
    }

    /// What is looked for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether more was typed than is looked for.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it is too short to mean anything: one letter, or marks alone.
    pub fn is_too_short(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none()
    }

    /// Its words as they are compared.
    pub(super) fn words(&self, wording: &Wording) -> Vec<super::wording::Word> {
        wording.words(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_bounded_and_says_so() {
        let long = Query::typed(&"leg ".repeat(100));
        assert_eq!((long.text().split(' ').count(), long.is_cut()), (MOST_WORDS, true));
        let one_word = Query::typed(&"a".repeat(10_000));
        assert_eq!((one_word.text().len(), one_word.is_cut()), (MOST_LETTERS, true));
        let usual = Query::typed("  leg \0 pain\n");
        assert_eq!((usual.text(), usual.is_cut()), ("leg pain", false));
    }

    #[test]
    fn one_letter_or_marks_alone_are_too_short() {
        for text in ["", "x", "🙂🙂", "?!"] {
            assert!(Query::typed(text).is_too_short(), "{text}");
        }
        assert!(!Query::typed("L5").is_too_short());
    }
}

//! How a text becomes words that can be compared: small letters without accents, one spelling, levels as one word, stems.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

use crate::content::{LevelName, Synonyms};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, in our spelling, not yet a stem.
    pub(super) text: String,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
}

/// How words of one language are made comparable.
pub(super) struct Wording {
    /// What the pages write instead; mostly one word.
    spellings: HashMap<String, Vec<String>>,
    small_words: HashSet<String>,
    levels: HashSet<String>,
    stemmer: TextAnalyzer,
}

impl Wording {
    /// Takes up other spellings.
    pub(super) fn of(synonyms: &Synonyms) -> Self {
        let plain = |text: &str| -> Vec<String> { words_of(text).into_iter().map(|word| word.text).collect() };
        let spellings = synonyms.spellings().iter();
        let small_words = synonyms.small_words().iter();
        Self {
            spellings: spellings
                .map(|spelling| (plain(&spelling.from).concat(), plain(&spelling.to)))
                .collect(),
            small_words: small_words.map(|word| plain(word).concat()).collect(),
            levels: LevelName::all().map(LevelName::slug).collect(),
            stemmer: TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(Language::English))
                .build(),
        }
    }

    /// The words of a text in order; a level is one word, such as `l4-l5`.
    pub(super) fn words(&self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut rest = words_of(text).into_iter().peekable();
        while let Some(word) = rest.next() {
            if let Some(level) = self.level_alone(&word.text) {
                words.push(Word { text: level, ..word });
            } else if let Some(level) = rest.peek().and_then(|next| self.level_of_two(&word, next, text)) {
                let end = rest.next().map_or(word.range.end, |next| next.range.end);
                words.push(Word {
                    text: level,
                    range: word.range.start..end,
                });
            } else if let Some(ours) = self.spellings.get(&word.text) {
                words.extend(ours.iter().map(|ours| Word {
                    text: ours.clone(),
                    range: word.range.clone(),
                }));
            } else {
                words.push(word);
            }
        }
        words
    }

    /// The stem of a word. Levels have none.
    pub(super) fn stem(&self, word: &str) -> String {
        let mut stemmer = self.stemmer.clone();
        let mut stream = stemmer.token_stream(word);
        let mut stem = String::new();
        stream.process(&mut |token| stem.push_str(&token.text));
        stem
    }

    /// The stems of a text in order.
    pub(super) fn stems(&self, text: &str) -> Vec<String> {
        self.words(text).iter().map(|word| self.stem(&word.text)).collect()
    }

    /// A name without its small words, as one term to be met whole.
    pub(super) fn whole(&self, text: &str) -> String {
        let words = self.words(text);
        let large: Vec<String> = words
            .iter()
            .filter(|word| !self.is_small(&word.text))
            .map(|word| self.stem(&word.text))
            .collect();
        large.join(" ")
    }

    /// Whether a search may pass a word over.
    pub(super) fn is_small(&self, word: &str) -> bool {
        self.small_words.contains(word)
    }

    /// Whether a word is the name of a level.
    pub(super) fn is_level(&self, word: &str) -> bool {
        self.levels.contains(word)
    }

    /// `l4l5` and `l45` for a level.
    fn level_alone(&self, word: &str) -> Option<String> {
        let (region, numbers) = word.split_at_checked(1)?;
        if !matches!(region, "c" | "t" | "l") || numbers.is_empty() {
            return None;
        }
        // The bone above has a number of one or two digits; `t12` is a bone and not T1-T2.
        let numbers_below_ten = numbers.len() == 2 && !(region == "t" && numbers.starts_with('1'));
        (1..numbers.len()).find_map(|at| {
            let (above, below) = numbers.split_at_checked(at)?;
            let bare = below.bytes().all(|byte| byte.is_ascii_digit());
            (!bare || numbers_below_ten).then(|| self.level(&format!("{region}{above}"), below))?
        })
    }

    /// `l4 l5`, `l4/5` and the like for a level. A bare number counts only right behind a mark.
    fn level_of_two(&self, above: &Word, below: &Word, text: &str) -> Option<String> {
        // Nearly every pair of words ends here, so that a whole library costs little.
        let is_bone =
            above.text.starts_with(['c', 't', 'l']) && above.text.ends_with(|last: char| last.is_ascii_digit());
        if !is_bone {
            return None;
        }
        let bare = below.text.bytes().all(|byte| byte.is_ascii_digit());
        let between = text.get(above.range.end..below.range.start)?.trim();
        let marked = between.chars().count() == 1;
        let together = if bare { marked } else { marked || between.is_empty() };
        together.then(|| self.level(&above.text, &below.text))?
    }

    /// The level between a bone such as `l4` and one such as `l5` or `5`.
    fn level(&self, above: &str, below: &str) -> Option<String> {
        let region = above.get(..1)?;
        let names = [
            format!("{above}-{below}"),
            format!("{above}-{region}{below}"),
            format!("{above}-{}{below}", next_region(region)),
        ];
        names.into_iter().find(|name| self.levels.contains(name))
    }
}

/// The part of the spine below.
fn next_region(region: &str) -> &'static str {
    match region {
        "c" => "t",
        "t" => "l",
        _ => "s",
    }
}

/// The words of a text as they are written, in small letters without accents. An apostrophe parts no words.
fn words_of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_alphanumeric() {
            if !open {
                words.push(Word {
                    text: String::new(),
                    range: at..end,
                });
                open = true;
            }
            if let Some(word) = words.last_mut() {
                word.range.end = end;
                word.text.extend(c.to_lowercase().map(without_accent));
            }
        } else {
            open = open && is_within_words(c);
        }
    }
    words
}

/// Apostrophes, accents that stand alone, and marks that nobody sees.
fn is_within_words(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '`' | '´' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}'
    )
}

/// The letter under an accent, for the languages whose words readers bring along.
fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let wording = Wording::of(&Synonyms::default());
        wording.words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_level_is_one_word_however_it_is_written() {
        for text in [
            "L4-L5", "L4/5", "l4 l5", "L4-5", "L4–L5", "L4 / L5", "l4l5", "L45", "L4 - 5",
        ] {
            assert_eq!(words(text), ["l4-l5"], "{text}");
        }
        for (text, level) in [
            ("L5 S1", "l5-s1"),
            ("L5/1", "l5-s1"),
            ("l5s1", "l5-s1"),
            ("C5/6", "c5-c6"),
            ("c56", "c5-c6"),
            ("C7-T1", "c7-t1"),
            ("T12/L1", "t12-l1"),
            ("t11-12", "t11-t12"),
        ] {
            assert_eq!(words(text), [level], "{text}");
        }
    }

    #[test]
    fn what_is_no_level_stays_as_it_is() {
        assert_eq!(words("L5 nerve"), ["l5", "nerve"]);
        assert_eq!(words("L4 5 weeks"), ["l4", "5", "weeks"]);
        assert_eq!(words("T12"), ["t12"]);
        assert_eq!(words("L4-L2"), ["l4", "l2"]);
    }

    #[test]
    fn accents_apostrophes_and_hidden_marks_do_not_matter() {
        assert_eq!(
            words("Ciática can’t cie\u{301}n so\u{ad}re"),
            ["ciatica", "cant", "cien", "sore"]
        );
        assert_eq!(words("\0 <b>; DROP -- 🙂 שלום"), ["b", "drop", "שלום"]);
    }
}

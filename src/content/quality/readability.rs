//! How hard a text is to read: the Flesch-Kincaid grade, with syllables counted by rule.

use super::passives::is_passive;
use crate::content::markdown::{
    passages::{Passage, Place},
    sentences::{sentences, words},
};

/// Sentences below which a mean says nothing.
const FEW_SENTENCES: usize = 8;

/// Words below which a sentence is not measured.
const FEW_WORDS: usize = 3;

/// What was counted in the prose of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measure {
    sentences: usize,
    words: usize,
    syllables: usize,
    passives: usize,
}

impl Measure {
    /// Counts the prose among some passages.
    pub(in crate::content) fn of(passages: &[Passage]) -> Self {
        let mut measure = Self::default();
        for text in prose(passages) {
            for sentence in sentences(text).into_iter().filter_map(|range| text.get(range)) {
                measure.add(sentence);
            }
        }
        measure
    }

    /// An answer or an item of a word or two is no sentence, and many of them would make a hard text look easy.
    fn add(&mut self, sentence: &str) {
        if words(sentence).count() < FEW_WORDS {
            return;
        }
        self.sentences += 1;
        for word in words(sentence) {
            self.words += 1;
            self.syllables += syllables(word);
        }
        self.passives += usize::from(is_passive(sentence));
    }

    /// The Flesch-Kincaid grade; `None`, as the other means, for a text with few sentences.
    pub fn grade(&self) -> Option<f64> {
        let per_word = ratio(self.syllables, self.words)?;
        Some(0.39 * self.words_per_sentence()? + 11.8 * per_word - 15.59)
    }

    /// The mean length of a sentence.
    pub fn words_per_sentence(&self) -> Option<f64> {
        self.per_sentence(self.words)
    }

    /// How many of the sentences are passive, from 0 to 1.
    pub fn passive_share(&self) -> Option<f64> {
        self.per_sentence(self.passives)
    }

    fn per_sentence(&self, count: usize) -> Option<f64> {
        ratio(count, self.sentences).filter(|_| self.sentences >= FEW_SENTENCES)
    }
}

/// The texts whose sentences are measured, without labels. The summary and key points say again what the text says.
pub(super) fn prose(passages: &[Passage]) -> impl Iterator<Item = &str> {
    passages
        .iter()
        .filter(|passage| passage.is_prose() && !matches!(passage.place, Place::Summary | Place::KeyPoint))
        .map(Passage::unlabeled)
        .filter(|text| !text.is_empty())
}

/// A share of two counts; `None` when there is nothing to share by.
fn ratio(part: usize, whole: usize) -> Option<f64> {
    let part = u32::try_from(part).ok()?;
    let whole = u32::try_from(whole).ok().filter(|whole| *whole > 0)?;
    Some(f64::from(part) / f64::from(whole))
}

/// The syllables of a word, estimated: a voice for each group of vowels, with the commonest exceptions of English.
fn syllables(word: &str) -> usize {
    word.split('-').map(part_syllables).sum::<usize>().max(1)
}

/// Endings that leave the e before them silent: "safe-ly".
const ENDINGS: [&str; 7] = ["ly", "ment", "ments", "ful", "ness", "less", "ty"];

/// First parts of compounds that keep their silent e: "some-one".
const BEGINNINGS: [&str; 5] = ["some", "time", "guide", "side", "use"];

fn part_syllables(part: &str) -> usize {
    let part = part.trim_matches(|character: char| !character.is_alphanumeric());
    let spelled = part.chars().count() > 1 && part.chars().all(char::is_uppercase);
    if spelled {
        return part.chars().count();
    }
    let lower = part.to_lowercase();
    let letters: String = lower.chars().filter(|letter| letter.is_alphabetic()).collect();
    if letters.is_empty() {
        // A number is said, but how it is said depends on its language; one syllable, as textstat counts it.
        return usize::from(!part.is_empty());
    }
    stem_syllables(&letters)
}

fn stem_syllables(letters: &str) -> usize {
    for ending in ENDINGS {
        if let Some(stem) = letters
            .strip_suffix(ending)
            .filter(|stem| stem.len() > 3 && stem.ends_with('e'))
        {
            return plain_syllables(stem) + 1;
        }
    }
    for beginning in BEGINNINGS {
        if let Some(rest) = letters.strip_prefix(beginning).filter(|rest| rest.len() > 2) {
            return 1 + plain_syllables(rest);
        }
    }
    // "typi-cal-ly" has no voice for its al.
    plain_syllables(letters) - usize::from(letters.ends_with("ically"))
}

fn plain_syllables(letters: &str) -> usize {
    let letters: Vec<char> = letters.chars().collect();
    (groups(&letters) + apart(&letters))
        .saturating_sub(silent_ending(&letters))
        .max(1)
}

/// Groups of vowels; a y between two vowels parts them, as in "layer".
fn groups(letters: &[char]) -> usize {
    let mut count = 0;
    let mut inside = false;
    for (at, letter) in letters.iter().enumerate() {
        let next_speaks = letters.get(at + 1).is_some_and(|next| is_vowel(*next));
        let speaks = is_vowel(*letter) || (*letter == 'y' && at > 0 && !(inside && next_speaks));
        count += usize::from(speaks && !inside);
        inside = speaks;
    }
    count
}

/// Pairs within a group that are spoken apart, as in "sci-atic", "flu-id", "usu-al" and "easi-er".
fn apart(letters: &[char]) -> usize {
    let before = |at: usize| at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
    let is_apart = |at: usize, pair: &[char]| match pair {
        ['i', 'o'] if "nh".contains(before(at)) => false,
        ['i', 'a' | 'o'] => {
            !"tscgxl".contains(before(at)) || (before(at) == 'c' && before(at.saturating_sub(1)) == 's')
        }
        ['i', 'u'] | ['u', 'i'] if before(at) == 'l' => true,
        ['u', 'a'] => !matches!(before(at), 'q' | 'g'),
        ['e', 'o'] => letters.get(at + 2) != Some(&'p') && (at < 2 || before(at) != 'g'),
        ['e', 'u'] => letters.get(at + 2) == Some(&'s'),
        ['e', 'a'] => matches!(letters.get(at + 2..), Some([] | ['s'])) && letters.len() > 3,
        ['i', 'e'] => at > 2 && matches!(letters.get(at + 2..), Some(['r'] | ['r', 's'])),
        // Between two vowels the y is none: "stay-ing".
        ['y', 'i'] if is_vowel(before(at)) => false,
        [_, 'i'] => letters.get(at + 2..) == Some(&['n', 'g']) && !matches!(pair, ['a' | 'u', _]),
        _ => false,
    };
    letters
        .windows(2)
        .enumerate()
        .filter(|(at, pair)| is_apart(*at, pair) && pair.iter().all(|letter| is_vowel(*letter) || *letter == 'y'))
        .count()
}

/// Whether the vowel of the last syllable is not spoken, as in "disease", "moved" and "bones".
fn silent_ending(letters: &[char]) -> usize {
    let silent = match letters {
        // "ta-ble" and "mus-cles" speak it.
        [.., last, 'l', 'e'] | [.., last, 'l', 'e', 's'] => is_vowel(*last),
        [.., last, 'e'] => !is_vowel(*last),
        [.., 's' | 'c', 'h', 'e', 's'] => false,
        [.., last, 'e', 's'] => !is_vowel(*last) && !"sxzcg".contains(*last),
        [.., last, 'l', 'e', 'd'] => is_vowel(*last) || *last == 'l',
        [.., last, 'e', 'd'] => !is_vowel(*last) && !"td".contains(*last),
        _ => false,
    };
    usize::from(silent)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'é')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts with their grades by textstat 0.7.13 over the CMU dictionary.
    const GRADES: [(&str, f64); 3] = [
        (
            "A disc is a soft pad between two bones of the spine. It has a tough outer ring. The center is soft.",
            0.68,
        ),
        (
            "Most people with a herniated disc get better without surgery. Leg pain often eases within twelve weeks. \
             Keep moving gently, and change position often.",
            7.2,
        ),
        (
            "Surgeons usually recommend an operation when severe weakness is getting worse. A magnetic resonance \
             imaging scan shows where the nerve is pressed. Recovery differs from person to person, and nobody can \
             promise a complete result.",
            10.2,
        ),
    ];

    fn grade(text: &str) -> f64 {
        let mut measure = Measure::default();
        for range in sentences(text).into_iter().cycle().take(24) {
            measure.add(text.get(range).unwrap());
        }
        measure.grade().unwrap()
    }

    #[test]
    fn grades_agree_with_textstat() {
        for (text, published) in GRADES {
            let ours = grade(text);
            assert!(
                (ours - published).abs() < 0.5,
                "{ours:.2}, textstat {published}: {text}"
            );
        }
    }

    #[test]
    fn syllables_of_common_words_are_counted() {
        for (word, count) in [
            ("people", 2),
            ("disc", 1),
            ("sciatica", 4),
            ("usually", 4),
            ("someone", 2),
            ("bones", 1),
            ("muscle", 2),
            ("moved", 1),
            ("needed", 2),
            ("area", 3),
            ("MRI", 3),
            ("fluid", 2),
            ("safely", 2),
            ("operation", 4),
            ("doing", 2),
            ("layer", 2),
            ("12", 1),
            ("low-back", 2),
            ("nucleus", 3),
            ("typically", 3),
            ("easier", 3),
            ("staying", 2),
            ("trying", 2),
            ("opinion", 3),
            ("cushion", 2),
            ("safety", 2),
            ("useful", 2),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn a_word_or_two_makes_no_text_look_easier() {
        let mut measure = Measure::default();
        (0..FEW_SENTENCES).for_each(|_| measure.add("It often helps most people."));
        let before = measure;
        measure.add("Not quite.");
        measure.add("No.");
        assert_eq!(measure, before);
        measure.add("It can help.");
        assert_ne!(measure, before);
    }

    #[test]
    fn a_text_of_few_sentences_has_no_grade() {
        let mut measure = Measure::default();
        (1..FEW_SENTENCES).for_each(|_| measure.add("It helps most."));
        assert_eq!(measure.grade(), None);
        measure.add("It helps most.");
        assert!(measure.grade().is_some());
    }
}

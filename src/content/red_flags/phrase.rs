//! How a phrase is written, how it is found in a text, and when a word before it takes it back.

use super::Groups;
use crate::content::{
    fields::Fields,
    placeholder::{Piece, pieces},
};

/// How many words `…` may stand for.
const GAP: usize = 4;

/// How many words before a phrase may hold its denial.
const REACH: usize = 4;

/// A word of a text in lower case, without apostrophes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    text: String,
    /// What parts it from the word before.
    before: Stop,
}

/// How much two words are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stop {
    Nothing,
    /// A comma, a dash, a new line: a phrase goes on over it, a denial does not.
    Pause,
    /// The end of a sentence: nothing goes on.
    End,
}

/// What is looked for: every part must be somewhere in the text.
#[derive(Debug, Clone)]
pub(super) struct Phrase(Vec<Vec<Step>>);

/// Words that follow the words of the step before.
#[derive(Debug, Clone)]
struct Step {
    /// Whether other words may stand between.
    after_gap: bool,
    /// Each is one or several words.
    choices: Vec<Vec<String>>,
}

/// Words that take back what follows.
#[derive(Debug, Clone, Default)]
pub(super) struct Denials {
    words: Vec<Vec<String>>,
    doubts: Vec<Vec<String>>,
    turns: Vec<Vec<String>>,
    joins: Vec<Vec<String>>,
}

impl Phrase {
    /// Reads a phrase as authors write it.
    pub(super) fn parse(written: &str, groups: &Groups) -> Result<Self, String> {
        let parts = written.split('+').map(|part| steps(part, groups));
        Ok(Self(parts.collect::<Result<_, _>>()?))
    }

    /// Whether a text holds every part, each at least once without a denial before it.
    pub(super) fn is_in(&self, words: &[Word], denials: &Denials) -> bool {
        self.0.iter().all(|steps| {
            let starts = 0..words.len();
            starts
                .filter(|&start| words.get(start..).is_some_and(|rest| fits(steps, rest, true)))
                .any(|start| !denials.take_back(words, start))
        })
    }
}

fn steps(part: &str, groups: &Groups) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut after_gap = false;
    for piece in pieces(part) {
        match piece {
            Piece::Name(name) => {
                let words = groups.get(name).ok_or_else(|| format!("there is no group `{name}`"))?;
                let choices = words.iter().map(|words| plain(words)).collect();
                steps.push(Step { after_gap, choices });
                after_gap = false;
            }
            Piece::Text(text) => {
                for (at, words) in text.split('…').enumerate() {
                    after_gap |= at > 0;
                    let words = plain(words);
                    if !words.is_empty() {
                        let choices = vec![words];
                        steps.push(Step { after_gap, choices });
                        after_gap = false;
                    }
                }
            }
        }
    }
    let is_empty = |step: &Step| step.choices.is_empty() || step.choices.iter().any(Vec::is_empty);
    if steps.is_empty() || steps.iter().any(is_empty) {
        return Err(format!("there are no words in `{}`", part.trim()));
    }
    Ok(steps)
}

/// Whether words begin with these steps; before the first word there may be the end of a sentence.
fn fits(steps: &[Step], words: &[Word], first: bool) -> bool {
    let Some((step, later)) = steps.split_first() else {
        return true;
    };
    let most = if step.after_gap { GAP } else { 0 };
    let goes_on = |skipped: usize| {
        let passed = words.iter().take(skipped + 1);
        first || passed.into_iter().all(|word| word.before < Stop::End)
    };
    (0..=most).filter(|&skipped| goes_on(skipped)).any(|skipped| {
        let from = words.get(skipped..).unwrap_or_default();
        let mut choices = step.choices.iter();
        choices.any(|choice| after(choice, from).is_some_and(|rest| fits(later, rest, false)))
    })
}

/// What follows these words at the beginning of a text. `None` when it does not begin with them.
fn after<'a>(wanted: &[String], words: &'a [Word]) -> Option<&'a [Word]> {
    let (found, rest) = words.split_at_checked(wanted.len())?;
    let same = found.iter().zip(wanted).all(|(word, wanted)| word.text == *wanted);
    let whole = found.iter().skip(1).all(|word| word.before < Stop::End);
    (same && whole).then_some(rest)
}

impl Denials {
    pub(super) fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let mut list = |key| {
            let list = fields.required_list(key)?;
            Some(list.iter().map(|words| plain(&words.value)).collect())
        };
        let (denials, doubts, turns, joins) = (list("denials"), list("doubts"), list("turns"), list("joins"));
        Some(Self {
            words: denials?,
            doubts: doubts?,
            turns: turns?,
            joins: joins?,
        })
    }

    /// Whether a word shortly before `start` takes back what begins there.
    fn take_back(&self, words: &[Word], start: usize) -> bool {
        let mut left = REACH;
        for at in (0..start).rev() {
            let parted = words.get(at + 1).is_none_or(|next| next.before > Stop::Nothing);
            let here = words.get(at..).unwrap_or_default();
            let is_one = |list: &[Vec<String>]| list.iter().any(|wanted| after(wanted, here).is_some());
            if left == 0 || parted || is_one(&self.turns) || is_one(&self.doubts) {
                return false;
            }
            if is_one(&self.words) {
                return true;
            }
            left = if is_one(&self.joins) { REACH } else { left - 1 };
        }
        false
    }
}

/// The words of a text, each with what parts it from the one before.
pub(super) fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut before = Stop::Nothing;
    let mut open = String::new();
    for c in text.chars().flat_map(char::to_lowercase).chain(['\n']) {
        if c.is_alphanumeric() {
            open.push(c);
        } else if !is_within_words(c) {
            if !open.is_empty() {
                let text = std::mem::take(&mut open);
                words.push(Word { text, before });
                before = Stop::Nothing;
            }
            before = before.max(stop(c));
        }
    }
    words
}

/// Apostrophes of every keyboard, and marks that nobody sees: `can't`, `can’t` and `cant` are one word.
fn is_within_words(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

fn stop(c: char) -> Stop {
    match c {
        '.' | '!' | '?' | ';' | '…' => Stop::End,
        ',' | ':' | '–' | '—' | '(' | ')' | '/' | '\n' => Stop::Pause,
        _ => Stop::Nothing,
    }
}

fn plain(text: &str) -> Vec<String> {
    words_of(text).into_iter().map(|word| word.text).collect()
}

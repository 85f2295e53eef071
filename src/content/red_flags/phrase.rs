//! How a phrase is written, how it is found in a text, and when a word before it takes it back.

use std::collections::HashMap;

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
pub(in crate::content) struct Word {
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

/// A text made ready to be searched for many phrases.
pub(super) struct Message<'a> {
    words: &'a [Word],
    /// Where each word stands.
    places: HashMap<&'a str, Vec<usize>>,
    /// Whether what begins at a word is denied by one before it.
    denied: Vec<bool>,
}

/// What is looked for: every part must be somewhere in the text.
#[derive(Debug, Clone)]
pub(super) struct Phrase(Vec<Part>);

/// Words in a row.
#[derive(Debug, Clone)]
struct Part {
    /// The words that it can begin with.
    beginnings: Vec<String>,
    steps: Vec<Step>,
}

/// Words that follow the words of the step before.
#[derive(Debug, Clone)]
struct Step {
    /// Whether other words may stand between.
    after_gap: bool,
    /// Each is one or several words.
    choices: Vec<Vec<String>>,
}

/// Words that take back what follows, and those that end or carry on that they do.
#[derive(Debug, Clone)]
pub(in crate::content) struct Denials(HashMap<String, Vec<Signal>>);

/// One or several words, filed under the first.
#[derive(Debug, Clone)]
struct Signal {
    words: Vec<String>,
    effect: Effect,
}

/// What a word does to a denial. Where words can be read in two ways, the earlier one here counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// It ends one, or is none.
    End,
    Begin,
    CarryOn,
}

impl Word {
    /// The letters of the word.
    pub(in crate::content) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a sentence ended before it.
    pub(in crate::content) fn begins_sentence(&self) -> bool {
        self.before == Stop::End
    }
}

impl Phrase {
    /// Reads a phrase as authors write it.
    pub(super) fn parse(written: &str, groups: &Groups) -> Result<Self, String> {
        let parts = written.split('+').map(|part| steps(part, groups).map(Part::new));
        Ok(Self(parts.collect::<Result<_, _>>()?))
    }

    /// Whether a text holds every part, each at least once without a denial before it if it is one that can be denied.
    pub(super) fn is_in(&self, message: &Message<'_>, deniable: bool) -> bool {
        self.0.iter().all(|part| {
            let known = part
                .beginnings
                .iter()
                .filter_map(|word| message.places.get(word.as_str()));
            known.flatten().any(|&start| {
                let stands = !deniable || message.denied.get(start) == Some(&false);
                stands
                    && message
                        .words
                        .get(start..)
                        .is_some_and(|rest| fits(&part.steps, rest, true))
            })
        })
    }
}

impl Part {
    fn new(steps: Vec<Step>) -> Self {
        let choices = steps.first().map_or(&[][..], |step| &step.choices);
        let mut beginnings: Vec<_> = choices.iter().filter_map(|words| words.first().cloned()).collect();
        beginnings.sort_unstable();
        beginnings.dedup();
        Self { beginnings, steps }
    }
}

impl<'a> Message<'a> {
    pub(super) fn new(words: &'a [Word], denials: &Denials) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            places.entry(&word.text).or_default().push(at);
        }
        Self {
            words,
            places,
            denied: denials.reach(words),
        }
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
    pub(in crate::content) fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let lists = [
            ("doubts", Effect::End),
            ("turns", Effect::End),
            ("denials", Effect::Begin),
            ("joins", Effect::CarryOn),
        ]
        .map(|(key, effect)| Some((fields.required_list(key)?, effect)));
        let mut signals: HashMap<String, Vec<Signal>> = HashMap::new();
        for list in lists {
            let (list, effect) = list?;
            for written in list {
                let words = plain(&written.value);
                let first = words.first().cloned().unwrap_or_default();
                signals.entry(first).or_default().push(Signal { words, effect });
            }
        }
        Some(Self(signals))
    }

    /// For each word of a text, whether one shortly before it takes back what begins there.
    pub(in crate::content) fn reach(&self, words: &[Word]) -> Vec<bool> {
        // How many words ago a denial was begun or carried on; `None` where none holds.
        let mut since = None;
        let mut denied = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            since = since.filter(|_| word.before == Stop::Nothing);
            denied.push(since.is_some());
            since = match self.effect(words.get(at..).unwrap_or_default()) {
                Some(Effect::End) => None,
                Some(Effect::Begin) => Some(1),
                Some(Effect::CarryOn) => since.map(|_| 1),
                None => since.map(|ago| ago + 1).filter(|&ago| ago <= REACH),
            };
        }
        denied
    }

    /// What the words at the beginning of a text do to a denial.
    fn effect(&self, words: &[Word]) -> Option<Effect> {
        let mut signals = self.0.get(&words.first()?.text)?.iter();
        let found = signals.find(|signal| after(&signal.words, words).is_some());
        found.map(|signal| signal.effect)
    }
}

/// The words of a text, each with what parts it from the one before.
pub(in crate::content) fn words_of(text: &str) -> Vec<Word> {
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

//! Which section of a page a hit leads to, and what it shows of it: whole sentences, with the words that were looked for
//! marked.

use std::collections::HashMap;

use super::{entry::Entry, understanding::Concept, wording::Wording};

/// Letters of an extract: about two lines. No sentence is cut, so a long one alone may have more.
const LETTERS: usize = 190;

/// Letters of a line that says too little alone.
const SHORT: usize = 40;

/// A piece of an extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words, with the space around them.
    pub text: String,
    /// Whether they were looked for.
    pub is_marked: bool,
}

/// The stems of a page's text, as numbers, taken apart at load.
#[derive(Debug, Default)]
pub(super) struct PageStems {
    /// Of the title and the other names.
    pub(super) names: Box<[u32]>,
    pub(super) summary: Box<[u32]>,
    /// Of each section.
    pub(super) sections: Box<[SectionStems]>,
}

/// The stems of a section.
#[derive(Debug, Default)]
pub(super) struct SectionStems {
    pub(super) heading: Box<[u32]>,
    pub(super) sentences: Box<[Box<[u32]>]>,
}

impl PageStems {
    /// Every stem of the page, as often as it stands there.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        let sections = self.sections.iter();
        let text = sections.flat_map(|section| section.heading.iter().chain(section.sentences.iter().flatten()));
        self.names.iter().chain(&self.summary).chain(text).copied()
    }
}

/// What a query looks for, made ready to be compared with the stems of a page.
pub(super) struct Sought {
    /// Each stem with a bit of its own.
    bits: HashMap<u32, u64>,
    /// One of 64 bits for each stem; it tells most words of a page apart without a look into `bits`.
    sieve: u64,
    /// For each concept the bits of each way in which it may stand there.
    concepts: Vec<Vec<u64>>,
}

/// What of a page answers a query best.
pub(super) struct Chosen<'a> {
    /// The section. `None` where the page as a whole is the answer.
    pub(super) section: Option<usize>,
    /// Whole sentences.
    pub(super) text: Vec<&'a str>,
}

impl Sought {
    /// Takes up concepts; `ids` are the numbers of all stems that pages have.
    pub(super) fn new(concepts: &[Concept], ids: &HashMap<String, u32>) -> Self {
        let mut bits: HashMap<u32, u64> = HashMap::new();
        let mut mask_of = |stems: &[String]| {
            stems.iter().try_fold(0, |mask, stem| {
                let next = bits.len();
                let bit = *bits
                    .entry(*ids.get(stem)?)
                    .or_insert(1_u64.checked_shl(u32::try_from(next).ok()?)?);
                Some(mask | bit)
            })
        };
        let concepts = concepts.iter().map(|concept| {
            let ways = concept.ways.iter();
            ways.filter_map(|way| mask_of(&way.stems)).collect()
        });
        let concepts = concepts.collect();
        Self {
            sieve: bits.keys().fold(0, |sieve, id| sieve | sieve_bit(*id)),
            bits,
            concepts,
        }
    }

    /// The bit of a stem that is looked for.
    fn bit(&self, id: u32) -> Option<u64> {
        let may_be = self.sieve & sieve_bit(id) != 0;
        may_be.then(|| self.bits.get(&id).copied())?
    }

    /// Which concepts some stems speak of, a bit each.
    fn concepts_in(&self, stems: &[u32]) -> u32 {
        let there = stems
            .iter()
            .filter_map(|stem| self.bit(*stem))
            .fold(0, |mask, bit| mask | bit);
        if there == 0 {
            return 0;
        }
        let speaks = |ways: &Vec<u64>| ways.iter().any(|way| there & way == *way);
        let spoken = self.concepts.iter().map(speaks);
        spoken
            .enumerate()
            .fold(0, |mask, (at, speaks)| mask | (u32::from(speaks) << (at % 32)))
    }
}

fn sieve_bit(id: u32) -> u64 {
    1 << (id % 64)
}

/// Chooses what of a page answers: the page itself where its names say it all, else the section that says the most of what
/// they do not.
pub(super) fn choose<'a>(entry: &'a Entry, page: &PageStems, sought: &Sought) -> Chosen<'a> {
    let named = sought.concepts_in(&page.names);
    let whole_page = Chosen {
        section: None,
        text: vec![entry.summary.as_str()],
    };
    let mut best = (0, 0, 0);
    for (number, section) in page.sections.iter().enumerate() {
        let heading = sought.concepts_in(&section.heading);
        for (at, sentence) in section.sentences.iter().enumerate() {
            let here = sought.concepts_in(sentence);
            let missing = ((here | heading) & !named).count_ones();
            // A line of a list or a cell is shown only where it says more than any sentence.
            let whole = if is_prose(sentence_text(entry, number, at)) {
                4
            } else {
                0
            };
            let value = 8 * missing + 3 * (heading & !named).count_ones() + here.count_ones() + whole;
            if missing > 0 && value > best.0 {
                best = (value, number, at);
            }
        }
    }
    let (value, number, at) = best;
    match entry.sections.get(number) {
        Some(section) if value > 0 => {
            let text = from_sentence(&section.sentences, at);
            let says_little = matches!(text.as_slice(), [line] if line.len() < SHORT && !is_prose(line));
            Chosen {
                section: Some(number),
                text: if says_little { whole_page.text } else { text },
            }
        }
        _ => whole_page,
    }
}

fn sentence_text(entry: &Entry, section: usize, at: usize) -> &str {
    let sentence = entry
        .sections
        .get(section)
        .and_then(|section| section.sentences.get(at));
    sentence.map_or("", String::as_str)
}

/// Whether a text is a whole sentence, and not a line of a list or a cell, which reads badly beside another.
fn is_prose(text: &str) -> bool {
    text.ends_with(['.', '!', '?'])
}

/// A sentence and those after it, as far as there is room.
fn from_sentence(sentences: &[String], at: usize) -> Vec<&str> {
    let mut letters = 0;
    let mut text: Vec<&str> = Vec::new();
    for sentence in sentences.iter().skip(at) {
        letters += sentence.len() + 1;
        let goes_on = text.last().is_none_or(|last| is_prose(last) && is_prose(sentence));
        if !text.is_empty() && (letters > LETTERS || !goes_on) {
            break;
        }
        text.push(sentence);
    }
    text
}

/// Cuts a text where words begin and end that were looked for.
pub(super) fn marked(text: &str, sought: &Sought, ids: &HashMap<String, u32>, wording: &Wording) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut until = 0;
    let mut add = |from: usize, to: usize, is_marked: bool| {
        if let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) {
            pieces.push(Piece {
                text: text.to_owned(),
                is_marked,
            });
        }
    };
    for word in wording.words(text) {
        let is_sought = !wording.is_small(&word.text)
            && ids
                .get(&wording.stem(&word.text))
                .is_some_and(|id| sought.bits.contains_key(id));
        if is_sought && word.range.start >= until {
            add(until, word.range.start, false);
            add(word.range.start, word.range.end, true);
            until = word.range.end;
        }
    }
    add(until, text.len(), false);
    pieces
}

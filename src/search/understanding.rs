//! From the words of a query to what they mean: slips mended, beginnings completed, phrases with what means the same.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use super::{
    Query,
    lexicon::Lexicon,
    wording::{Word, Wording},
};
use crate::content::Synonyms;

/// How much a word counts that means the same as what was typed.
const SAME: f32 = 0.9;
/// How much a word counts that may be meant: another form of a beginning, or of a word with a slip.
const GUESS: f32 = 0.6;

/// One thing that a reader looks for, in every way it may stand on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Concept {
    pub(super) ways: Vec<Way>,
}

/// Words in a row, as stems.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    pub(super) stems: Vec<String>,
    /// 1 for what was typed, less for what stands in for it.
    pub(super) weight: f32,
}

/// What a query means.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Understood {
    pub(super) concepts: Vec<Concept>,
    /// Stems of words too small to look for, which still tell "when" from "why" in a title.
    pub(super) small: Vec<String>,
    /// The whole query as one name, in every way.
    pub(super) names: Vec<Way>,
    /// The query with its slips mended. `None` when there were none.
    pub(super) mended: Option<String>,
}

/// What the lists of synonyms know.
#[derive(Default)]
pub(super) struct Phrases {
    /// By their first stem, the longest first.
    known: HashMap<String, Vec<Phrase>>,
    /// Those of several words, by the first, with all that means the same as some phrase.
    rows: HashMap<String, BTreeSet<Vec<String>>>,
}

#[derive(Debug, Default)]
struct Phrase {
    stems: Vec<String>,
    /// What means the same, itself not included.
    same: Vec<Vec<String>>,
}

/// A word of a query on its way to a concept.
struct Unit {
    stem: String,
    small: bool,
    /// What it may be as well.
    guesses: Vec<String>,
    /// Where it was typed, and what for it should have been.
    mended: Option<(Range<usize>, String)>,
}

impl Phrases {
    /// Takes up every group and meaning.
    pub(super) fn of(synonyms: &Synonyms, wording: &Wording) -> Self {
        let stems = |phrase: &String| wording.stems(phrase);
        let groups: Vec<Vec<Vec<String>>> = synonyms
            .groups()
            .iter()
            .map(|group| group.iter().map(stems).collect())
            .collect();
        let mut phrases = Self::default();
        for group in &groups {
            for phrase in group {
                phrases.add(phrase, group);
            }
        }
        for meaning in synonyms.meanings() {
            let to: Vec<Vec<String>> = meaning.to.iter().map(stems).collect();
            let of_to = groups
                .iter()
                .filter(|group| group.iter().any(|phrase| to.contains(phrase)));
            let mut all = to.clone();
            all.extend(of_to.flatten().cloned());
            for phrase in meaning.from.iter().map(stems) {
                phrases.add(&phrase, &all);
            }
        }
        phrases
    }

    fn add(&mut self, stems: &[String], same: &[Vec<String>]) {
        let Some(first) = stems.first() else { return };
        let same = same.iter().filter(|other| !other.is_empty());
        for row in same.clone().map(Vec::as_slice).chain([stems]) {
            if let [first, _, ..] = row {
                self.rows.entry(first.clone()).or_default().insert(row.to_vec());
            }
        }
        let known = self.known.entry(first.clone()).or_default();
        let place = known.partition_point(|phrase| phrase.stems.len() > stems.len());
        let found = known.iter().position(|phrase| phrase.stems == stems);
        let at = found.unwrap_or_else(|| {
            known.insert(
                place,
                Phrase {
                    stems: stems.to_vec(),
                    ..Phrase::default()
                },
            );
            place
        });
        if let Some(phrase) = known.get_mut(at) {
            for other in same {
                if *other != phrase.stems && !phrase.same.contains(other) {
                    phrase.same.push(other.clone());
                }
            }
        }
    }

    /// Every phrase of several words that a text begins with, be it looked up as it is or for what means the same.
    pub(super) fn rows_at_start<'a>(&'a self, stems: &'a [String]) -> impl Iterator<Item = &'a [String]> {
        let beginning = stems.first().and_then(|first| self.rows.get(first));
        let rows = beginning.into_iter().flatten().map(Vec::as_slice);
        rows.filter(|row| stems.starts_with(row))
    }

    /// The longest phrase that some words begin with.
    fn at_start(&self, units: &[Unit]) -> Option<&Phrase> {
        let fitting = self.known.get(&units.first()?.stem)?;
        fitting.iter().find(|phrase| {
            let typed = units.get(..phrase.stems.len());
            typed.is_some_and(|typed| typed.iter().map(|unit| &unit.stem).eq(&phrase.stems))
        })
    }
}

/// What a query means to some pages.
pub(super) fn understand(query: &Query, wording: &Wording, lexicon: &Lexicon, phrases: &Phrases) -> Understood {
    let units = units(query, wording, lexicon);
    let mut understood = Understood {
        mended: mended(query.text(), &units),
        ..Understood::default()
    };
    let mut rest = units.as_slice();
    while let Some((unit, after)) = rest.split_first() {
        if let Some(phrase) = phrases.at_start(rest) {
            understood.concepts.push(Concept::of_phrase(phrase));
            rest = rest.get(phrase.stems.len()..).unwrap_or_default();
            continue;
        }
        if unit.small {
            understood.small.push(unit.stem.clone());
        } else {
            understood.concepts.push(Concept::of_word(unit));
        }
        rest = after;
    }
    if understood.concepts.is_empty() {
        understood.concepts = units.iter().map(Concept::of_word).collect();
    }
    understood.names = names(&units, &understood.concepts);
    understood
}

impl Concept {
    fn of_word(unit: &Unit) -> Self {
        let guesses = unit.guesses.iter().map(|stem| Way::new(vec![stem.clone()], GUESS));
        let typed = Way::new(vec![unit.stem.clone()], 1.0);
        Self {
            ways: std::iter::once(typed).chain(guesses).collect(),
        }
    }

    fn of_phrase(phrase: &Phrase) -> Self {
        let same = phrase.same.iter().map(|stems| Way::new(stems.clone(), SAME));
        let typed = Way::new(phrase.stems.clone(), 1.0);
        Self {
            ways: std::iter::once(typed).chain(same).collect(),
        }
    }
}

impl Way {
    fn new(stems: Vec<String>, weight: f32) -> Self {
        Self { stems, weight }
    }
}

/// The query as the name of a page: as it was typed and, where it is one thing, in every other way.
fn names(units: &[Unit], concepts: &[Concept]) -> Vec<Way> {
    let stems = |unit: &Unit| unit.stem.clone();
    let large = units.iter().filter(|unit| !unit.small).map(stems);
    // With its small words it is the more surely what was typed.
    let mut names = vec![
        Way::new(units.iter().map(stems).collect(), 1.3),
        Way::new(large.collect(), 1.0),
    ];
    if let [concept] = concepts {
        names.extend(concept.ways.iter().cloned());
    }
    names
}

/// The words of a query, each made one that some page has where that can be done; others stay as they are.
fn units(query: &Query, wording: &Wording, lexicon: &Lexicon) -> Vec<Unit> {
    let words = query.words(wording);
    let mut units = Vec::new();
    let mut rest = words.as_slice();
    while let Some((word, after)) = rest.split_first() {
        let next = after.first();
        if let Some(joined) = next.and_then(|next| joined(&word.text, &next.text, wording, lexicon)) {
            units.push(Unit::of(&joined, wording));
            rest = after.get(1..).unwrap_or_default();
        } else {
            units.extend(mended_unit(word, after.is_empty(), wording, lexicon));
            rest = after;
        }
    }
    units
}

impl Unit {
    fn of(word: &str, wording: &Wording) -> Self {
        Self {
            stem: wording.stem(word),
            small: wording.is_small(word),
            guesses: Vec::new(),
            mended: None,
        }
    }

    /// What a word may be, the likeliest first.
    fn guessed(first: &str, others: &[&str], wording: &Wording) -> Self {
        Self {
            guesses: others.iter().map(|guess| wording.stem(guess)).collect(),
            ..Self::of(first, wording)
        }
    }
}

/// A word as some page has it: as it is, completed if it is the `last`, without its slips, or parted in two.
fn mended_unit(word: &Word, last: bool, wording: &Wording, lexicon: &Lexicon) -> Vec<Unit> {
    let typed = Unit::of(&word.text, wording);
    if typed.small || wording.is_level(&word.text) || lexicon.knows(&word.text) {
        return vec![typed];
    }
    let nearest = lexicon.nearest(&word.text);
    // Another form of a known word is no slip, unless it is close to quite another word.
    let is_form = |guess: &&str| wording.stem(guess) == typed.stem;
    if lexicon.knows_stem(&typed.stem) && (nearest.is_empty() || nearest.iter().any(is_form)) {
        return vec![typed];
    }
    if let Some((first, others)) = lexicon.completions(&word.text).split_first().filter(|_| last) {
        return vec![Unit::guessed(first, others, wording)];
    }
    let mended = |text: String| Some((word.range.clone(), text));
    if let Some((first, others)) = nearest.split_first() {
        return vec![Unit {
            mended: mended((*first).to_owned()),
            ..Unit::guessed(first, others, wording)
        }];
    }
    let Some((first, second)) = lexicon.parts(&word.text) else {
        return vec![typed];
    };
    let first_part = Unit {
        mended: mended(format!("{first} {second}")),
        ..Unit::of(first, wording)
    };
    vec![first_part, Unit::of(second, wording)]
}

/// Two words that pages write as one.
fn joined(first: &str, second: &str, wording: &Wording, lexicon: &Lexicon) -> Option<String> {
    let joined = format!("{first}{second}");
    let both_large = !wording.is_small(first) && !wording.is_small(second);
    (both_large && lexicon.knows(&joined)).then_some(joined)
}

/// The query with its slips mended, everything else as it was typed.
fn mended(typed: &str, units: &[Unit]) -> Option<String> {
    let mut text = String::new();
    let mut until = 0;
    for (range, instead) in units.iter().filter_map(|unit| unit.mended.as_ref()) {
        text.push_str(typed.get(until..range.start)?);
        text.push_str(instead);
        until = range.end;
    }
    text.push_str(typed.get(until..)?);
    (until > 0).then_some(text)
}

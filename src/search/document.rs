//! A page as a document of the index, and a query as what is looked for in its parts.

use std::collections::HashMap;

use tantivy::{
    TantivyDocument, Term,
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query as Clause, TermQuery},
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};

use super::{
    entry::Entry,
    extract::{PageStems, SectionStems},
    understanding::{Phrases, Understood, Way},
    wording::Wording,
};

/// The parts of a document, each with how much a word in it counts.
pub(super) struct Fields {
    /// A name as one term.
    whole: Field,
    title: Field,
    /// Other names of the page.
    names: Field,
    headings: Field,
    summary: Field,
    text: Field,
}

const TITLE: f32 = 5.0;
const NAMES: f32 = 4.0;
const HEADINGS: f32 = 1.6;
const SUMMARY: f32 = 1.5;
const TEXT: f32 = 1.2;
/// For words in a row: as rare as all of them, but no more than one thing that is said.
const PHRASE: f32 = 0.8;
/// For a query that is a name.
const WHOLE: f32 = 12.0;
/// For small words, which only tell titles apart.
const SMALL: f32 = 0.4;
/// How much the other parts add to the one that fits best.
const OTHER_PARTS: f32 = 0.1;

/// The words of an entry, part by part.
pub(super) struct EntryWords {
    names: Vec<Vec<String>>,
    summary: Vec<String>,
    sections: Vec<(Vec<String>, Vec<Vec<String>>)>,
}

impl EntryWords {
    /// Takes an entry apart.
    pub(super) fn of(entry: &Entry, wording: &Wording) -> Self {
        let words = |text: &String| -> Vec<String> { wording.words(text).into_iter().map(|word| word.text).collect() };
        let sections = entry.sections.iter();
        Self {
            names: std::iter::once(&entry.title).chain(&entry.names).map(words).collect(),
            summary: words(&entry.summary),
            sections: sections
                .map(|section| (words(&section.heading), section.sentences.iter().map(words).collect()))
                .collect(),
        }
    }

    /// Every word of the entry.
    pub(super) fn words(&self) -> impl Iterator<Item = &String> {
        let names = self.names.iter().flatten();
        let sections = self.sections.iter();
        let text = sections.flat_map(|(heading, sentences)| heading.iter().chain(sentences.iter().flatten()));
        names.chain(&self.summary).chain(text)
    }

    /// The stems of its words as numbers.
    pub(super) fn numbered(&self, number: &impl Fn(&[String]) -> Box<[u32]>) -> PageStems {
        let sections = self.sections.iter().map(|(heading, sentences)| SectionStems {
            heading: number(heading),
            sentences: sentences.iter().map(|sentence| number(sentence)).collect(),
        });
        PageStems {
            summary: number(&self.summary),
            names: self.names.iter().flat_map(|name| number(name)).collect(),
            sections: sections.collect(),
        }
    }
}

impl Fields {
    /// The parts, and the schema that has them.
    pub(super) fn new() -> (Schema, Self) {
        let part = |record| {
            let indexing = TextFieldIndexing::default().set_index_option(record);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut schema = Schema::builder();
        let fields = Self {
            whole: schema.add_text_field("whole", part(IndexRecordOption::Basic)),
            title: schema.add_text_field("title", part(IndexRecordOption::WithFreqs)),
            names: schema.add_text_field("names", part(IndexRecordOption::WithFreqs)),
            headings: schema.add_text_field("headings", part(IndexRecordOption::WithFreqs)),
            summary: schema.add_text_field("summary", part(IndexRecordOption::WithFreqs)),
            text: schema.add_text_field("text", part(IndexRecordOption::WithFreqs)),
        };
        (schema.build(), fields)
    }

    /// Whether a part holds names as one term each.
    pub(super) fn is_whole_name(&self, field: Field) -> bool {
        field == self.whole
    }

    /// An entry, part by part.
    pub(super) fn document(
        &self,
        entry: &Entry,
        words: &EntryWords,
        stems: &HashMap<&str, String>,
        (wording, phrases): (&Wording, &Phrases),
    ) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let stem = |word: &String| stems.get(word.as_str()).cloned().unwrap_or_default();
        let terms = |words: &mut dyn Iterator<Item = &String>| terms_of(&words.map(stem).collect::<Vec<_>>(), phrases);
        for name in std::iter::once(&entry.title).chain(&entry.names) {
            let every_word = wording.stems(name).join(" ");
            document.add_pre_tokenized_text(self.whole, as_taken([wording.whole(name), every_word]));
        }
        for (number, name) in words.names.iter().enumerate() {
            let part = if number == 0 { self.title } else { self.names };
            document.add_pre_tokenized_text(part, terms(&mut name.iter()));
        }
        document.add_pre_tokenized_text(self.summary, terms(&mut words.summary.iter()));
        for (heading, sentences) in &words.sections {
            document.add_pre_tokenized_text(self.headings, terms(&mut heading.iter()));
            document.add_pre_tokenized_text(self.text, terms(&mut sentences.iter().flatten()));
        }
        document
    }

    /// Every concept in any part, enough of them at once; what is named so comes first.
    pub(super) fn query(&self, understood: &Understood, enough: usize) -> BooleanQuery {
        let concepts = understood.concepts.iter().map(|concept| {
            let ways = concept.ways.iter().flat_map(|way| self.in_every_part(way));
            any_of(ways.collect())
        });
        let concepts = BooleanQuery::union_with_minimum_required_clauses(concepts.collect(), enough);
        let names = understood.names.iter().map(|name| {
            let term = Term::from_field_text(self.whole, &term_of(&name.stems));
            boosted(
                Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
                WHOLE * name.weight,
            )
        });
        let small = understood.small.iter().map(|stem| {
            let term = Term::from_field_text(self.title, stem);
            boosted(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), SMALL)
        });
        let mut clauses: Vec<(Occur, Box<dyn Clause>)> = vec![(Occur::Must, Box::new(concepts))];
        clauses.push((Occur::Should, any_of(names.collect())));
        clauses.extend(small.map(|clause| (Occur::Should, clause)));
        BooleanQuery::new(clauses)
    }

    fn in_every_part<'a>(&'a self, way: &'a Way) -> impl Iterator<Item = Box<dyn Clause>> + 'a {
        let parts = [
            (self.title, TITLE),
            (self.names, NAMES),
            (self.headings, HEADINGS),
            (self.summary, SUMMARY),
            (self.text, TEXT),
        ];
        let term = term_of(&way.stems);
        let weight = if way.stems.len() > 1 {
            PHRASE * way.weight
        } else {
            way.weight
        };
        parts.into_iter().map(move |(field, boost)| {
            let term = Term::from_field_text(field, &term);
            let clause = TermQuery::new(term, IndexRecordOption::WithFreqs);
            boosted(Box::new(clause), boost * weight)
        })
    }
}

fn boosted(clause: Box<dyn Clause>, boost: f32) -> Box<dyn Clause> {
    Box::new(BoostQuery::new(clause, boost))
}

fn any_of(clauses: Vec<Box<dyn Clause>>) -> Box<dyn Clause> {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(clauses, OTHER_PARTS))
}

/// Words in a row as one term. Only those are there which a query can be looked up by, so that no positions need be
/// compared.
fn term_of(stems: &[String]) -> String {
    stems.join(" ")
}

/// The words of such a term.
pub(super) fn stems_of(term: &str) -> impl Iterator<Item = &str> {
    term.split(' ')
}

/// The terms of a text: its words, the parts of its levels, so that each finds it, and the phrases that begin with a word.
fn terms_of(stems: &[String], phrases: &Phrases) -> PreTokenizedString {
    let mut terms = Vec::new();
    for (at, stem) in stems.iter().enumerate() {
        if let Some((above, below)) = stem.split_once('-') {
            terms.extend([above.to_owned(), below.to_owned()]);
        }
        terms.push(stem.clone());
        let rest = stems.get(at..).unwrap_or_default();
        terms.extend(phrases.rows_at_start(rest).map(term_of));
    }
    as_taken(terms)
}

/// Terms as the index takes them.
fn as_taken(terms: impl IntoIterator<Item = String>) -> PreTokenizedString {
    let token = |(position, text)| Token {
        text,
        position,
        ..Token::default()
    };
    PreTokenizedString {
        text: String::new(),
        tokens: (0..).zip(terms).map(token).collect(),
    }
}

//! The index of a library: built once, asked for each query.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::Arc,
};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tantivy::{
    IndexReader, Searcher, TantivyDocument, TantivyError, Term,
    collector::TopDocs,
    directory::RamDirectory,
    query::Bm25StatisticsProvider,
    schema::{Field, Schema},
};

use super::{
    Found, Piece, Query,
    document::{EntryWords, Fields, stems_of},
    entry::{self, Entry},
    extract::{PageStems, Sought, choose, marked},
    lexicon::Lexicon,
    understanding::{Phrases, Understood, understand},
    wording::Wording,
};
use crate::content::{Kind, Library};

/// What went wrong in the index; only a fault in the program can cause it.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed: {0}")]
pub struct SearchError(#[from] TantivyError);

/// Everything of a library that can be found.
pub struct Index {
    entries: Vec<Entry>,
    pages: Vec<PageStems>,
    /// The number of each stem.
    ids: HashMap<String, u32>,
    /// How many entries have each stem, by its number.
    having: Vec<u32>,
    wording: Wording,
    lexicon: Lexicon,
    phrases: Phrases,
    fields: Fields,
    reader: IndexReader,
    /// How likely each entry is what a reader wants, whatever the query.
    likely: Arc<[f32]>,
    /// Entries of the glossary by their names.
    terms: HashMap<String, usize>,
}

/// What was found, as far as one page of results shows it.
#[derive(Debug)]
pub struct Results<'a> {
    /// How many pages were found in all, at most a hundred, the definition not counted.
    pub total: usize,
    /// What the query as a whole means. `None` when it is no term, and from the second page on.
    pub definition: Option<Definition<'a>>,
    /// Those that this page of results shows, the best first.
    pub hits: Vec<Hit<'a>>,
    /// The query with its slips mended. `None` when there were none.
    pub did_you_mean: Option<String>,
}

/// A term of the glossary that a query names.
#[derive(Debug)]
pub struct Definition<'a> {
    /// The headword.
    pub name: &'a str,
    /// What it means in plain words.
    pub plain: &'a str,
    /// Its anchor on the page of the glossary.
    pub anchor: &'a str,
}

/// A page that was found.
#[derive(Debug)]
pub struct Hit<'a> {
    /// Which sort of page it is.
    pub found: Found,
    /// The path, without a language prefix.
    pub path: &'a str,
    /// The section it leads to; empty for the page itself.
    pub anchor: &'a str,
    /// The page's title.
    pub title: &'a str,
    /// The page's definition or, for a question, its short answer.
    pub summary: &'a str,
    /// The section's heading; empty for the page itself.
    pub heading: &'a str,
    /// Whole sentences that answer.
    pub extract: Vec<Piece>,
}

/// How many pages are found at the most; nobody reads so far.
const MOST_FOUND: usize = 100;
/// The place, from 0, whose fit others are measured by: with the ten that a page of results shows, none is left out.
const USUAL_PLACE: usize = 9;
/// What fits less than so much of that is left out.
const FAR_BELOW: f32 = 0.45;

/// Memory for the making of the index, in bytes; it grows when there is more.
const WRITER_MEMORY: usize = 50_000_000;

/// How likely an entry is what a reader wants.
fn likely(found: Found) -> f32 {
    match found {
        Found::Article(Kind::Story) => 0.6,
        Found::Article(Kind::About) => 0.7,
        Found::Article(_) | Found::Tool => 1.0,
        Found::List => 0.5,
        Found::Term => 0.4,
    }
}

impl Index {
    /// Reads a library.
    pub fn build(library: &Library) -> Result<Self, SearchError> {
        let wording = Wording::of(library.synonyms());
        let phrases = Phrases::of(library.synonyms(), &wording);
        let entries = entry::all(library);
        let mut counts = words_of_synonyms(library, &wording);
        let read: Vec<EntryWords> = entries
            .par_iter()
            .map(|entry| EntryWords::of(entry, &wording))
            .collect();
        for word in read.iter().flat_map(EntryWords::words) {
            *counts.entry(word.clone()).or_default() += 1;
        }
        let stems: HashMap<&str, String> = counts.keys().map(|word| (word.as_str(), wording.stem(word))).collect();
        let ids = numbered(&stems);
        let (schema, fields) = Fields::new();
        let documents = entries.iter().zip(&read);
        let documents = documents.map(|(entry, words)| fields.document(entry, words, &stems, (&wording, &phrases)));
        let reader = written(schema, documents)?;
        let number = |words: &[String]| -> Box<[u32]> {
            let stems = words.iter().filter_map(|word| stems.get(word.as_str()));
            stems.filter_map(|stem| ids.get(stem).copied()).collect()
        };
        let pages: Vec<PageStems> = read.iter().map(|words| words.numbered(&number)).collect();
        drop(stems);
        Ok(Self {
            terms: terms(&entries, &wording),
            likely: entries.iter().map(|entry| likely(entry.found)).collect(),
            having: entries_with(&pages, ids.len()),
            lexicon: Lexicon::new(counts, ids.keys().cloned().collect()),
            entries,
            pages,
            ids,
            wording,
            phrases,
            fields,
            reader,
        })
    }

    /// Finds the pages from `first` on, `most` of them at the most; the best of all is 0.
    pub fn search(&self, query: &Query, first: usize, most: usize) -> Result<Results<'_>, SearchError> {
        let understood = understand(query, &self.wording, &self.lexicon, &self.phrases);
        let term = understood
            .names
            .iter()
            .find_map(|name| self.terms.get(&name.stems.join(" ")));
        let mut found = self.ranked(&understood)?;
        let defined = term.filter(|_| first == 0).and_then(|term| self.entries.get(*term));
        // What stands above the results as their answer is not told once more among them.
        found.retain(|number| Some(number) != term);
        let shown = found.iter().skip(first).take(most);
        let sought = Sought::new(&understood.concepts, &self.ids);
        Ok(Results {
            total: found.len(),
            definition: defined.map(|entry| Definition {
                name: &entry.title,
                plain: &entry.summary,
                anchor: entry.sections.first().map_or("", |section| &section.anchor),
            }),
            hits: shown.filter_map(|number| self.hit(*number, &sought)).collect(),
            did_you_mean: understood.mended,
        })
    }

    /// The numbers of the entries that fit, the best first.
    fn ranked(&self, understood: &Understood) -> Result<Vec<usize>, SearchError> {
        let count = understood.concepts.len();
        // Of many words, not every one need be there.
        let enough = count.div_ceil(2);
        let found = self.ranked_with(understood, enough)?;
        if !found.is_empty() || enough <= 1 {
            return Ok(found);
        }
        self.ranked_with(understood, 1)
    }

    fn ranked_with(&self, understood: &Understood, enough: usize) -> Result<Vec<usize>, SearchError> {
        let query = self.fields.query(understood, enough);
        let likely = Arc::clone(&self.likely);
        let best = TopDocs::with_limit(MOST_FOUND).tweak_score(move |_: &tantivy::SegmentReader| {
            let likely = Arc::clone(&likely);
            move |number: u32, score: f32| score * likely.get(number as usize).copied().unwrap_or(1.0)
        });
        let searcher = self.reader.searcher();
        let rarity = Rarity {
            index: self,
            searcher: &searcher,
        };
        let best = searcher.search_with_statistics_provider(&query, &best, &rarity)?;
        // The first may be far above all others since it is named so; what is far below the next ones is chance.
        let usual = best.get(USUAL_PLACE).map_or(0.0, |(score, _)| *score);
        let near = best.iter().take_while(|(score, _)| *score >= usual * FAR_BELOW);
        Ok(near.map(|(_, address)| address.doc_id as usize).collect())
    }

    /// How many entries have a stem. `None` when there is no such stem.
    fn pages_with(&self, stem: &str) -> Option<u64> {
        let id = self.ids.get(stem)?;
        self.having.get(*id as usize).copied().map(u64::from)
    }

    fn hit(&self, number: usize, sought: &Sought) -> Option<Hit<'_>> {
        let entry = self.entries.get(number)?;
        let chosen = choose(entry, self.pages.get(number)?, sought);
        let is_term = entry.found == Found::Term;
        let section = entry.sections.get(chosen.section.unwrap_or_default());
        let section = section.filter(|_| chosen.section.is_some() || is_term);
        Some(Hit {
            found: entry.found,
            path: &entry.path,
            anchor: section.map_or("", |section| &section.anchor),
            title: &entry.title,
            summary: &entry.summary,
            heading: section.map_or("", |section| &section.heading),
            extract: marked(&chosen.text.join(" "), sought, &self.ids, &self.wording),
        })
    }
}

/// How rare words are on the whole: "back" is in few titles, and common all the same.
struct Rarity<'a> {
    index: &'a Index,
    searcher: &'a Searcher,
}

impl Bm25StatisticsProvider for Rarity<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    /// A phrase is as rare as its words together would be if each stood anywhere.
    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let all = self.searcher.num_docs();
        let value = term.value();
        let mut stems = stems_of(value.as_str().unwrap_or_default());
        let with_these = stems.try_fold(all, |pages, stem| {
            Some(pages * self.index.pages_with(stem)? / all.max(1))
        });
        match with_these.filter(|_| !self.index.fields.is_whole_name(term.field())) {
            Some(count) => Ok(count),
            None => self.searcher.doc_freq(term),
        }
    }
}

/// How many pages have each stem.
fn entries_with(pages: &[PageStems], stems: usize) -> Vec<u32> {
    let mut having = vec![0; stems];
    for page in pages {
        let mut on_page: Vec<u32> = page.all().collect();
        on_page.sort_unstable();
        on_page.dedup();
        for stem in on_page {
            if let Some(count) = having.get_mut(stem as usize) {
                *count += 1;
            }
        }
    }
    having
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("entries", &self.entries.len())
            .finish_non_exhaustive()
    }
}

/// One segment in memory, so that a document's number is that of its entry.
fn written(schema: Schema, documents: impl Iterator<Item = TantivyDocument>) -> Result<IndexReader, SearchError> {
    let mut writer = tantivy::Index::builder()
        .schema(schema)
        .single_segment_index_writer(RamDirectory::create(), WRITER_MEMORY)?;
    for document in documents {
        writer.add_document(document)?;
    }
    Ok(writer.finalize()?.reader()?)
}

/// Words that only lists of synonyms may have; a reader's word can be one of them.
fn words_of_synonyms(library: &Library, wording: &Wording) -> BTreeMap<String, u32> {
    let synonyms = library.synonyms();
    let groups = synonyms.groups().iter().flatten();
    let meanings = synonyms
        .meanings()
        .iter()
        .flat_map(|meaning| meaning.from.iter().chain(&meaning.to));
    let phrases = groups.chain(meanings);
    phrases
        .flat_map(|phrase| wording.words(phrase))
        .map(|word| (word.text, 1))
        .collect()
}

fn numbered(stems: &HashMap<&str, String>) -> HashMap<String, u32> {
    let mut distinct: Vec<&String> = stems.values().collect();
    distinct.sort_unstable();
    distinct.dedup();
    (0..).zip(distinct).map(|(id, stem)| (stem.clone(), id)).collect()
}

fn terms(entries: &[Entry], wording: &Wording) -> HashMap<String, usize> {
    let mut terms = HashMap::new();
    for (number, entry) in entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.found == Found::Term)
    {
        for name in std::iter::once(&entry.title).chain(&entry.names) {
            terms.entry(wording.whole(name)).or_insert(number);
        }
    }
    terms
}

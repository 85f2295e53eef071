//! What can be found: every article, term and tool of a library, in the same form.

use std::sync::Arc;

use super::tools::{TOOLS, Tool};
use crate::content::{Article, Details, Kind, Library, ScanWords, Section, Term};

/// Which sort of page was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// An article of a kind.
    Article(Kind),
    /// An entry of the glossary.
    Term,
    /// A form or a tool.
    Tool,
    /// The list of a kind of articles.
    List,
}

/// A page, or an entry of the glossary.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) found: Found,
    /// The path on the site, without a language prefix or an anchor.
    pub(super) path: String,
    pub(super) title: String,
    /// Other names of it.
    pub(super) names: Vec<String>,
    pub(super) summary: String,
    /// Its text; the opening is the first.
    pub(super) sections: Arc<[Section]>,
}

/// Everything of a library that can be found.
pub(super) fn all(library: &Library) -> Vec<Entry> {
    let articles = library.articles().iter().map(of_article);
    let terms = library.glossary().terms().iter().map(of_term);
    let tools = TOOLS.iter().map(|tool| of_tool(library, tool));
    let written = |kind: &Kind| library.of_kind(*kind).next().is_some();
    let lists = Kind::ALL.into_iter().filter(written).map(|kind| of_list(library, kind));
    articles.chain(terms).chain(tools).chain(lists).collect()
}

fn of_article(article: &Article) -> Entry {
    let level = match &article.details {
        Details::Level(level) => Some(level.name.to_string()),
        _ => None,
    };
    Entry {
        found: Found::Article(article.kind),
        path: article.path(),
        title: article.title.clone(),
        names: article.also_called.iter().cloned().chain(level).collect(),
        summary: article.summary.clone(),
        sections: Arc::clone(&article.sections),
    }
}

fn of_term(term: &Term) -> Entry {
    let medical = term.medical.iter().cloned();
    let section = Section {
        anchor: term.slug.clone(),
        sentences: medical.collect(),
        ..Section::default()
    };
    Entry {
        found: Found::Term,
        path: "/glossary".to_owned(),
        title: term.name.clone(),
        names: term.variants.clone(),
        summary: term.plain.clone(),
        sections: [section].into(),
    }
}

fn of_tool(library: &Library, tool: &Tool) -> Entry {
    let sections = match tool.path {
        "/scan-words" => words_of_reports(library.scan_words()),
        _ => Vec::new(),
    };
    named(
        Found::Tool,
        library,
        tool.path.to_owned(),
        (tool.name, tool.what),
        sections,
    )
}

fn of_list(library: &Library, kind: Kind) -> Entry {
    named(
        Found::List,
        library,
        format!("/{}", kind.folder()),
        (kind.list_key(), kind.list_intro_key()),
        Vec::new(),
    )
}

/// A page of the program, by the keys of its name and of what it is for.
fn named(found: Found, library: &Library, path: String, (name, what): (&str, &str), sections: Vec<Section>) -> Entry {
    Entry {
        found,
        path,
        title: library.words().get(name),
        names: Vec::new(),
        summary: library.words().get(what),
        sections: sections.into(),
    }
}

/// The names that the words of reports have, so that they lead to where each is explained.
fn words_of_reports(words: &ScanWords) -> Vec<Section> {
    let sections = words.words().map(|word| Section {
        anchor: word.key.clone(),
        heading: word.name.clone(),
        sentences: Vec::new(),
    });
    sections.collect()
}

//! The glossary, A to Z.

use askama::Template;

use super::{
    Address, Frame, RenderError, Rendered,
    layout::{HTML, Layout, fill},
    structured_data,
};
use crate::content::{Term, Words};

#[derive(Template)]
#[template(path = "pages/glossary.html")]
struct GlossaryPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    letters: Vec<Letter>,
    panels: Vec<Panel<'a>>,
}

/// A letter of the row on top.
struct Letter {
    letter: char,
    /// The anchor. `None` for a letter without entries, which is no link.
    id: Option<String>,
}

/// All entries of one letter.
struct Panel<'a> {
    letter: char,
    id: String,
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    term: &'a Term,
    say: Option<String>,
    variants: Option<String>,
}

/// Renders the glossary.
pub(super) fn render(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let path = Address::Glossary.path();
    let mut layout = Layout::new(frame, words.get("glossary-heading"), words.get("glossary-intro"))
        .at(&path)
        .below(Vec::new());
    layout.structured = structured_data::terms(&layout, frame.library.glossary());
    let panels = panels(words, frame.library.glossary().terms());
    let page = GlossaryPage {
        words,
        letters: letters(&panels),
        panels,
        layout,
    };
    fill(&path, HTML, &page)
}

fn panels<'a>(words: &Words, terms: &'a [Term]) -> Vec<Panel<'a>> {
    let mut panels: Vec<Panel<'a>> = Vec::new();
    for term in terms {
        let letter = initial(term);
        let entry = Entry {
            term,
            say: (!term.say.is_empty()).then(|| words.with("glossary-say", "how", term.say.as_str())),
            variants: (!term.variants.is_empty())
                .then(|| words.with("glossary-variants", "names", term.variants.join(", "))),
        };
        match panels.iter_mut().find(|panel| panel.letter == letter) {
            Some(panel) => panel.entries.push(entry),
            None => panels.push(Panel {
                letter,
                id: format!("letter-{}", letter.to_lowercase()),
                entries: vec![entry],
            }),
        }
    }
    panels.sort_by_key(|panel| panel.letter);
    panels
}

/// The capital under which a term stands.
fn initial(term: &Term) -> char {
    let first = term.name.chars().find(|c| c.is_alphanumeric());
    first.and_then(|c| c.to_uppercase().next()).unwrap_or('#')
}

/// A to Z, and what else terms begin with.
fn letters(panels: &[Panel<'_>]) -> Vec<Letter> {
    let others = panels.iter().map(|panel| panel.letter);
    let mut letters: Vec<char> = ('A'..='Z').chain(others).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
        .into_iter()
        .map(|letter| Letter {
            letter,
            id: panels
                .iter()
                .find(|panel| panel.letter == letter)
                .map(|panel| panel.id.clone()),
        })
        .collect()
}

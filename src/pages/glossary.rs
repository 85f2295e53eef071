//! The glossary, A to Z.

use std::collections::BTreeMap;

use askama::Template;

use super::{
    Address, Frame, RenderError, Rendered,
    layout::{HTML, Layout, fill},
    letters::AToZ,
    link_card::LinkCard,
    structured_data,
};
use crate::content::{Article, Term, Words};

#[derive(Template)]
#[template(path = "pages/glossary.html")]
struct GlossaryPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    list: AToZ<Entry<'a>>,
}

struct Entry<'a> {
    term: &'a Term,
    say: Option<String>,
    medical: Option<String>,
    variants: Option<String>,
    /// The first pages that use the word.
    used: Vec<LinkCard<'a>>,
    /// How many more there are, in words. `None` when all are named.
    more: Option<String>,
}

/// How many of the pages that use a word are named.
const PAGES_NAMED: usize = 4;

impl<'a> Entry<'a> {
    fn of(frame: &Frame<'a>, term: &'a Term, pages: &[&'a Article]) -> Self {
        let words = frame.library.words();
        let more = pages.len().saturating_sub(PAGES_NAMED);
        Self {
            term,
            say: (!term.say.is_empty()).then(|| words.with("glossary-say", "how", term.say.as_str())),
            medical: term
                .medical
                .as_deref()
                .map(|meaning| words.with("glossary-medical", "meaning", meaning)),
            variants: (!term.variants.is_empty())
                .then(|| words.with("glossary-variants", "names", term.variants.join(", "))),
            used: pages
                .iter()
                .take(PAGES_NAMED)
                .map(|article| LinkCard::of(frame, article))
                .collect(),
            more: (more > 0).then(|| words.with("glossary-used-more", "count", more)),
        }
    }
}

/// The pages that use each term, in the order of the library.
fn pages_by_term<'a>(frame: &Frame<'a>) -> BTreeMap<&'a str, Vec<&'a Article>> {
    let mut pages: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
    for article in frame.library.articles() {
        for term in &article.body.terms {
            pages.entry(term).or_default().push(article);
        }
    }
    pages
}

/// Renders the glossary. Its template also holds what `site.js` shows beside a word on other pages.
pub(super) fn render(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let path = Address::Glossary.path();
    let mut layout = Layout::new(frame, words.get("glossary-heading"), words.get("glossary-intro"))
        .at(&path)
        .below(Vec::new());
    layout.structured = structured_data::terms(&layout, frame.library.glossary());
    let page = GlossaryPage {
        words,
        list: list(frame),
        layout,
    };
    fill(&path, HTML, &page)
}

fn list<'a>(frame: &Frame<'a>) -> AToZ<Entry<'a>> {
    let pages = pages_by_term(frame);
    AToZ::of(frame.library.glossary().terms().iter().map(|term| {
        let pages = pages.get(term.slug.as_str()).map_or(&[][..], Vec::as_slice);
        (term.name.as_str(), Entry::of(frame, term, pages))
    }))
}

//! The search: its field, what was found, and what browsers are told of it.
//!
//! What a reader types is in the address of the page, as in any search, and nowhere else: answers are never kept, nothing
//! logs them, and the page tells no other page where the reader comes from. The suggestions below the field are chosen by
//! the browser itself, from a list of all titles that is the same for every reader.

use askama::Template;
use form_urlencoded::Serializer;
use serde::Serialize;

use super::{
    Address, Frame, RenderError, Rendered,
    emergency::EmergencyCard,
    layout::{HTML, Layout, Link, fill},
    structured_data,
};
use crate::{
    content::{Kind, Words},
    search::{Found, Hit, Piece, Query, Results},
};

/// Where the search is.
pub(super) const PATH: &str = "/search";

/// How many pages of the site a page of results shows.
pub const HITS_ON_A_PAGE: usize = 10;

/// What a reader looks for.
pub struct SearchAsked<'a> {
    /// What was typed.
    pub query: &'a Query,
    /// Which page of results, from 0.
    pub page: usize,
    /// Whether it may tell of an emergency.
    pub sounds_urgent: bool,
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct SearchPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    typed: &'a str,
    urgent: Option<EmergencyCard<'a>>,
    note: Option<String>,
    did_you_mean: Option<Link>,
    definition: Option<TermView<'a>>,
    hits: Vec<HitView<'a>>,
    /// The number of the first of them, from 1.
    first: usize,
    /// The page of results before this one, and the one after it.
    before: Option<String>,
    after: Option<String>,
    place: String,
    tips: Vec<String>,
    ways_on: Vec<Link>,
}

struct TermView<'a> {
    name: &'a str,
    plain: &'a str,
    href: String,
}

struct HitView<'a> {
    href: String,
    title: &'a str,
    kind: String,
    heading: &'a str,
    extract: Vec<Piece>,
    /// Whether it answers the query itself: the best page is a question, shown with its short answer.
    is_answer: bool,
}

#[derive(Template)]
#[template(path = "pages/opensearch.xml")]
struct OpenSearchPage<'a> {
    name: &'a str,
    description: String,
    language: &'static str,
    icon: String,
    search: String,
}

/// Renders the page as first shown.
pub(super) fn blank(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let mut layout = layout(frame, words.get("search-title")).at(PATH);
    layout.structured = structured_data::plain("WebPage", &layout);
    let note = words.get("search-lede");
    fill(PATH, HTML, &SearchPage::of(layout, "", Some(note)))
}

/// Renders what was found.
pub fn search<'a>(
    frame: &Frame<'a>,
    asked: &SearchAsked<'a>,
    results: Option<Results<'a>>,
) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let typed = asked.query.text();
    let mut page = if let Some(results) = results {
        SearchPage::with(frame, asked, results)
    } else {
        let note = if asked.query.is_empty() {
            "search-empty"
        } else {
            "search-too-short"
        };
        SearchPage::of(layout(frame, words.get("search-title")), typed, Some(words.get(note)))
    };
    page.urgent = asked.sounds_urgent.then(|| EmergencyCard::of(frame));
    fill(PATH, HTML, &page)
}

impl<'a> SearchPage<'a> {
    fn of(layout: Layout<'a>, typed: &'a str, note: Option<String>) -> Self {
        Self {
            words: layout.words,
            typed,
            urgent: None,
            note,
            did_you_mean: None,
            definition: None,
            hits: Vec::new(),
            first: 1,
            before: None,
            after: None,
            place: String::new(),
            tips: Vec::new(),
            ways_on: ways_on(&layout),
            layout,
        }
    }

    fn with(frame: &Frame<'a>, asked: &SearchAsked<'a>, results: Results<'a>) -> Self {
        let words = frame.library.words();
        let typed = asked.query.text();
        let layout = layout(frame, heading(words, typed, &results));
        let note = asked.query.is_cut().then(|| words.get("search-cut"));
        let pages = results.total.div_ceil(HITS_ON_A_PAGE);
        let other = |page: usize| (page < pages).then(|| layout.href(&address(typed, page)));
        let is_empty = results.total == 0 && results.definition.is_none();
        let mut place = crate::content::Values::new();
        place.set("page", asked.page + 1);
        place.set("pages", pages);
        let (before, after) = (asked.page.checked_sub(1).and_then(other), other(asked.page + 1));
        Self {
            did_you_mean: results.did_you_mean.map(|mended| Link {
                href: layout.href(&address(&mended, 0)),
                words: mended,
            }),
            definition: results.definition.map(|term| TermView {
                name: term.name,
                plain: term.plain,
                href: layout.href(&format!("{}#{}", Address::Glossary.path(), term.anchor)),
            }),
            first: asked.page * HITS_ON_A_PAGE + 1,
            before,
            after,
            place: words.with_all("search-place", &place),
            tips: if is_empty { tips(words) } else { Vec::new() },
            hits: hits(&layout, asked.page, results.hits),
            ..Self::of(layout, typed, note)
        }
    }
}

fn layout<'a>(frame: &Frame<'a>, heading: String) -> Layout<'a> {
    let description = frame.library.words().get("search-lede");
    Layout::new(frame, heading, description)
        .with_search_field()
        .at_place(PATH, "page")
        .below(Vec::new())
}

/// How much was found, and for what.
fn heading(words: &Words, typed: &str, results: &Results<'_>) -> String {
    let mut values = crate::content::Values::new();
    values.set("count", results.total);
    values.set("query", typed);
    words.with_all("search-count", &values)
}

/// The address of a page of results, from 0.
fn address(typed: &str, page: usize) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("q", typed);
    if page > 0 {
        query.append_pair("page", &(page + 1).to_string());
    }
    format!("{PATH}?{}", query.finish())
}

fn hits<'a>(layout: &Layout<'_>, page: usize, hits: Vec<Hit<'a>>) -> Vec<HitView<'a>> {
    let views = hits.into_iter().enumerate().map(|(number, hit)| {
        let is_answer = page == 0 && number == 0 && hit.found == Found::Article(Kind::Question);
        let anchor = if hit.anchor.is_empty() || is_answer {
            String::new()
        } else {
            format!("#{}", hit.anchor)
        };
        let whole = Piece {
            text: hit.summary.to_owned(),
            is_marked: false,
        };
        HitView {
            href: layout.href(&format!("{}{anchor}", hit.path)),
            title: hit.title,
            kind: layout.words.get(kind(hit.found)),
            heading: if is_answer { "" } else { hit.heading },
            extract: if is_answer { vec![whole] } else { hit.extract },
            is_answer,
        }
    });
    views.collect()
}

fn kind(found: Found) -> &'static str {
    match found {
        Found::Article(kind) => kind.name_key(),
        Found::Term => "foot-glossary",
        Found::Tool => "search-tool",
        Found::List => "search-list",
    }
}

/// What to try when nothing was found.
fn tips(words: &Words) -> Vec<String> {
    ["search-tip-fewer", "search-tip-plain", "search-tip-spelling"]
        .map(|tip| words.get(tip))
        .into()
}

/// Where else to look; told below every list, since the page that is wanted may not be in it.
fn ways_on(layout: &Layout<'_>) -> Vec<Link> {
    let ways = [
        ("/glossary", "error-glossary"),
        ("/conditions", "search-conditions"),
        ("/contact", "error-contact"),
    ];
    let ways = ways.into_iter().map(|(path, key)| Link {
        href: layout.href(path),
        words: layout.words.get(key),
    });
    ways.collect()
}

/// A name with the page that it leads to.
#[derive(Serialize)]
struct Title<'a>(&'a str, String);

/// Every title, other name and term with its page, for the suggestions below the field.
pub(super) fn titles(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let library = frame.library;
    let href = |path: &str| format!("{}{path}", library.language().url_prefix());
    let articles = library.articles().iter().flat_map(|article| {
        let names = std::iter::once(&article.title).chain(&article.also_called);
        names.map(move |name| Title(name, href(&article.path())))
    });
    let terms = library.glossary().terms().iter();
    let terms = terms.map(|term| Title(&term.name, href(&format!("/glossary#{}", term.slug))));
    let titles: Vec<Title<'_>> = articles.chain(terms).collect();
    let text = serde_json::to_string(&titles).map_err(|cause| RenderError {
        page: Address::Titles.path(),
        cause: askama::Error::Custom(Box::new(cause)),
    })?;
    Ok(Rendered {
        media_type: "application/json",
        text,
    })
}

/// Renders what a browser needs to offer the search of its own accord.
pub(super) fn opensearch(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let layout = Layout::new(frame, String::new(), String::new());
    let page = OpenSearchPage {
        name: &layout.site.name,
        description: layout.words.get("search-lede"),
        language: frame.library.language().tag(),
        icon: format!("{}{}", frame.origin, frame.assets.url("icon-192.png")),
        search: layout.public(PATH),
    };
    fill(
        &Address::OpenSearch.path(),
        "application/opensearchdescription+xml",
        &page,
    )
}

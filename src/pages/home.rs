//! The front page.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, Link, fill},
    levels::{self, RegionOfLevels},
    link_card::LinkCard,
    structured_data,
};
use crate::content::{Html, Kind, Words};

/// Where a reader may stand, in the order in which people mostly come to it.
const WAYS_IN: [(&str, &str, &str); 7] = [
    ("/check", "way-urgent", "way-urgent-more"),
    ("/symptoms", "way-symptoms", "way-symptoms-more"),
    ("/scan-words", "way-report", "way-report-more"),
    ("/conditions", "way-name", "way-name-more"),
    ("/questions-to-ask", "way-visit", "way-visit-more"),
    ("/compare", "way-choosing", "way-choosing-more"),
    ("/procedures", "way-procedure", "way-procedure-more"),
];

/// What people call things, and the page that answers.
const OFTEN: [(&str, &str); 5] = [
    ("questions/what-is-a-slipped-disc", "often-slipped-disc"),
    ("questions/how-long-does-sciatica-last", "often-sciatica"),
    ("questions/my-scan-shows-a-bulge", "often-bulge"),
    ("symptoms/foot-drop", "often-foot-drop"),
    ("procedures/microdiscectomy", "often-microdiscectomy"),
];

/// Good pages to begin with.
const START: [&str; 6] = [
    "conditions/herniated-disc",
    "anatomy/what-a-disc-is",
    "questions/do-i-need-a-scan-now",
    "treatments/staying-active",
    "conditions/disc-extrusion",
    "questions/will-it-come-back",
];

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    figure: Option<Html>,
    regions: Vec<RegionOfLevels>,
    levels: String,
    finder: String,
    often: Vec<Link>,
    ways: Vec<Way>,
    start: Vec<LinkCard<'a>>,
    how_we_write: Option<String>,
}

/// A link with a second line.
struct Way {
    href: String,
    words: String,
    more: String,
}

/// Renders the front page.
pub(super) fn render(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let library = frame.library;
    let words = library.words();
    let mut layout = Layout::new(frame, words.get("home-promise"), words.get("home-lede"))
        .at("/")
        .with_levels()
        .with_search_field();
    layout.title = format!("{} – {}", layout.site.name, layout.site.tagline);
    layout.structured = structured_data::site(&layout);
    let page = HomePage {
        words,
        figure: library.figure_of_levels(levels::FIGURE),
        regions: levels::regions(&layout),
        levels: layout.href("/levels"),
        finder: layout.href("/levels/find"),
        often: often(&layout),
        ways: ways(&layout),
        start: START
            .iter()
            .filter_map(|path| library.article(path))
            .map(|article| LinkCard::of(frame, article))
            .collect(),
        how_we_write: library
            .article("about/how-we-write")
            .map(|article| layout.href(&article.path())),
        layout,
    };
    fill("/", HTML, &page)
}

fn often(layout: &Layout<'_>) -> Vec<Link> {
    OFTEN
        .into_iter()
        .filter_map(|(path, key)| {
            let article = layout.frame.library.article(path)?;
            Some(Link {
                href: layout.href(&article.path()),
                words: layout.words.get(key),
            })
        })
        .collect()
}

fn ways(layout: &Layout<'_>) -> Vec<Way> {
    WAYS_IN
        .into_iter()
        .filter(|(path, _, _)| {
            let kind = path.strip_prefix('/').and_then(Kind::from_folder);
            kind.is_none_or(|kind| layout.frame.library.of_kind(kind).next().is_some())
        })
        .map(|(path, key, more)| Way {
            href: layout.href(path),
            words: layout.words.get(key),
            more: layout.words.get(more),
        })
        .collect()
}

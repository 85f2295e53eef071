//! The Atom feed of changes.

use askama::Template;
use jiff::civil::Date;

use super::{
    Address, Frame, RenderError, Rendered,
    layout::{Layout, fill},
};
use crate::content::Words;

/// How many changes the feed tells.
const NEWEST: usize = 50;

#[derive(Template)]
#[template(path = "pages/feed.xml")]
struct FeedPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    address: String,
    home: String,
    updated: String,
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    id: String,
    title: &'a str,
    url: String,
    date: Date,
    what: &'a str,
}

impl Entry<'_> {
    fn updated(&self) -> String {
        instant(self.date)
    }
}

/// Renders the feed, the newest change first.
pub(super) fn render(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let layout = Layout::new(frame, words.get("feed-title"), words.get("feed-subtitle"));
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for article in frame.library.articles() {
        let url = layout.public(&article.path());
        entries.extend(article.changes.iter().enumerate().map(|(newer, change)| Entry {
            // Counted from the oldest, so that a later change does not rename an earlier one.
            id: format!("{url}#change-{}", article.changes.len() - newer),
            title: &article.title,
            url: url.clone(),
            date: change.date,
            what: &change.what,
        }));
    }
    entries.sort_by(|one, other| other.date.cmp(&one.date).then_with(|| one.url.cmp(&other.url)));
    entries.truncate(NEWEST);
    let path = Address::Feed.path();
    let page = FeedPage {
        words,
        address: layout.public(&path),
        home: layout.public("/"),
        updated: instant(entries.first().map_or(Date::constant(2026, 1, 1), |newest| newest.date)),
        entries,
        layout,
    };
    fill(&path, "application/atom+xml; charset=utf-8", &page)
}

/// The first moment of a day, as Atom writes it.
fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

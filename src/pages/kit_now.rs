//! The chosen pages at once, for a reader who wants nothing kept.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, fill},
    link_card::LinkCard,
};
use crate::{
    content::{Kind, Words},
    forms::NOT_SURE,
};

/// The pages for a reader who is not sure.
const FOR_MOST: [&str; 4] = [
    "conditions/herniated-disc",
    "anatomy/what-a-disc-is",
    "treatments/staying-active",
    "questions/do-i-need-a-scan-now",
];

#[derive(Template)]
#[template(path = "pages/kit_now.html")]
struct KitNowPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    cards: Vec<LinkCard<'a>>,
}

/// Renders the links to the chosen pages; nothing is kept. A topic is the slug of a page, or [`NOT_SURE`].
pub fn kit_now(frame: &Frame<'_>, topics: &[String]) -> Result<Rendered, RenderError> {
    let library = frame.library;
    let words = library.words();
    let chosen = [Kind::Condition, Kind::Procedure]
        .into_iter()
        .flat_map(|kind| library.of_kind(kind))
        .filter(|article| topics.iter().any(|topic| topic == article.slug.as_str()));
    let mut articles: Vec<_> = chosen.collect();
    if topics.iter().any(|topic| topic == NOT_SURE) {
        let for_most = FOR_MOST.iter().filter_map(|path| library.article(path));
        for article in for_most {
            if !articles.iter().any(|chosen| chosen.path() == article.path()) {
                articles.push(article);
            }
        }
    }
    let page = KitNowPage {
        layout: Layout::new(frame, words.get("kit-now-heading"), words.get("kit-now-lede")).for_a_form(),
        words,
        cards: articles
            .into_iter()
            .map(|article| LinkCard::of(frame, article))
            .collect(),
    };
    fill("kit_now", HTML, &page)
}

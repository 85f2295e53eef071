//! The chosen pages at once, for a reader who wants nothing kept.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, fill},
    link_card::LinkCard,
};
use crate::{content::Words, forms::kit_pages};

#[derive(Template)]
#[template(path = "pages/kit_now.html")]
struct KitNowPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    cards: Vec<LinkCard<'a>>,
}

/// Renders the links to the chosen pages; nothing is kept. A topic is the slug of a page, or [`crate::forms::NOT_SURE`].
pub fn kit_now(frame: &Frame<'_>, topics: &[String]) -> Result<Rendered, RenderError> {
    let library = frame.library;
    let words = library.words();
    let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
    let page = KitNowPage {
        layout: Layout::new(frame, words.get("kit-now-heading"), words.get("kit-now-lede")).for_a_form(),
        words,
        cards: kit_pages(library, &topics)
            .into_iter()
            .map(|article| LinkCard::of(frame, article))
            .collect(),
    };
    fill("kit_now", HTML, &page)
}

//! The pages for requests that cannot be answered as asked.

use askama::Template;

use super::{
    Failure, Frame, RenderError, Rendered, kit,
    layout::{HTML, Layout, Link, fill},
};
use crate::{content::Words, kit::KitChoice};

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    what: String,
    answers: String,
    ways_on: Vec<Link>,
}

/// Renders the page for a request that cannot be answered as asked.
pub fn error(frame: &Frame<'_>, failure: Failure) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let (heading, what, answers) = keys(failure);
    let what = words.get(what);
    let mut layout = Layout::new(frame, words.get(heading), what.clone()).for_a_form();
    if failure == Failure::NotFound {
        layout = layout.with_search_field();
    }
    let way = |path: &str, key: &str| Link {
        href: layout.href(path),
        words: words.get(key),
    };
    let page = ErrorPage {
        words,
        what,
        answers: words.get(answers),
        ways_on: vec![
            way("/", "error-home"),
            way("/glossary", "error-glossary"),
            way("/contact", "error-contact"),
        ],
        layout,
    };
    fill(heading, HTML, &page)
}

/// Renders the page for a kit that cannot be made a PDF just now, which leads to the same kit on a page.
pub fn kit_busy(frame: &Frame<'_>, choice: &KitChoice) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let what = words.get("kit-busy-what");
    let layout = Layout::new(frame, words.get("kit-busy"), what.clone()).for_a_form();
    let way = |path: &str, key: &str| Link {
        href: layout.href(&format!("{path}?{}", choice.query())),
        words: words.get(key),
    };
    let page = ErrorPage {
        words,
        what,
        answers: words.get("kit-busy-instead"),
        ways_on: vec![way(kit::PATH, "kit-busy-read"), way(kit::PDF, "kit-busy-again")],
        layout,
    };
    fill("kit-busy", HTML, &page)
}

/// The heading, what happened, and what became of a reader's answers.
fn keys(failure: Failure) -> (&'static str, &'static str, &'static str) {
    match failure {
        Failure::NotFound => ("not-found", "not-found-what", "not-found-answers"),
        Failure::Forbidden => ("forbidden", "forbidden-what", "answers-not-sent"),
        Failure::MethodNotAllowed => ("method-not-allowed", "method-not-allowed-what", "answers-not-sent"),
        Failure::TooLarge => ("too-large", "too-large-what", "answers-not-sent"),
        Failure::UnsupportedMediaType => ("unsupported", "unsupported-what", "answers-not-sent"),
        Failure::Unprocessable | Failure::BadRequest => ("bad-request", "bad-request-what", "answers-not-sent"),
        Failure::TooManyRequests => ("too-many", "too-many-what", "answers-not-sent"),
        Failure::Internal => ("internal", "internal-what", "answers-unsure"),
        Failure::Unavailable => ("unavailable", "unavailable-what", "answers-not-sent"),
    }
}

//! Page structs over the templates; the stage between the [`Library`] and the bytes on the wire.
//!
//! [`plan`] lists every page that a URL alone can reach, [`render`] makes one of them. Pages that answer a form have
//! functions of their own. Each page is a struct and the template of the same name under `templates/pages/`; what all
//! share is in the layout. No template holds prose: every word comes from `words.ftl`.

mod about_page;
mod address;
mod article;
mod cited;
mod compact;
mod comparison;
mod connect;
mod emergency;
mod error;
mod failure;
mod feed;
mod form;
mod frame;
mod glossary;
mod home;
mod kept_by_forms;
mod kind_index;
mod kit;
mod kit_choice;
mod layout;
mod letters;
mod level;
mod level_finder;
mod levels;
mod link_card;
mod notice;
mod questions_to_ask;
mod scan_words;
mod search;
mod sent;
mod sitemap;
mod sources;
mod structured_data;
mod symptom_check;
#[cfg(test)]
mod tests;
mod timeline;
mod updates;
mod what_matters;
#[cfg(test)]
mod words_test;

use jiff::civil::Date;

pub use address::Address;
pub use connect::too_early;
pub use error::{error, kit_busy};
pub use failure::{Failure, Notice};
pub use form::{
    Change, FORM_FIELD, Found, MyRequest, Typed, check, correct_my_request, erase_my_request, form, found_request,
    my_request, my_request_changed,
};
pub use frame::{AssetUrls, Frame};
pub use kit::{kit, kit_manuscript};
pub use kit_choice::kit_choice;
pub use level_finder::levels_found;
pub use questions_to_ask::questions_to_ask;
pub use scan_words::{WordsAsked, scan_words};
pub use search::{HITS_ON_A_PAGE, SearchAsked, search};
pub use sent::{sent, sent_urgent};
pub use symptom_check::symptom_check;
pub use updates::{UpdatesStep, updates};
pub use what_matters::what_matters;

use crate::content::{Article, Details, Kind, Library};

/// A finished document and how to label it.
pub struct Rendered {
    /// The media type with its charset.
    pub media_type: &'static str,
    /// The document.
    pub text: String,
}

/// A template that could not be filled; only a fault in the program can cause it.
#[derive(Debug, thiserror::Error)]
#[error("the page {page} could not be rendered: {cause}")]
pub struct RenderError {
    /// The page's name or path.
    pub page: String,
    /// What the template engine says.
    pub cause: askama::Error,
}

/// Every address of the library, in the order of the sitemap.
pub fn plan(library: &Library) -> Vec<Address> {
    let mut plan = vec![Address::Home];
    for kind in Kind::ALL {
        let mut articles = library.of_kind(kind).peekable();
        if articles.peek().is_some() {
            plan.push(Address::Index(kind));
        }
        if kind == Kind::Level && articles.peek().is_some() {
            plan.push(Address::LevelFinder);
        }
        for article in articles {
            let path = format!("{}/{}", kind.folder(), article.slug);
            let timeline = article.timeline.is_some().then(|| Address::Timeline(path.clone()));
            plan.push(Address::Article(path));
            plan.extend(timeline);
        }
    }
    plan.extend([
        Address::SymptomCheck,
        Address::ScanWords,
        Address::QuestionsToAsk,
        Address::Kit,
        Address::Glossary,
        Address::Sources,
        Address::Connect,
        Address::Search,
        Address::Titles,
        Address::OpenSearch,
        Address::Sitemap,
        Address::Feed,
        Address::Robots,
        Address::Manifest,
    ]);
    plan
}

/// Renders the document at an address. An article that the library does not have gets the page for what is not found.
pub fn render(address: &Address, frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    match address {
        Address::Home => home::render(frame),
        Address::Index(Kind::Level) => levels::render(frame),
        Address::Index(kind) => kind_index::render(frame, *kind),
        Address::Article(path) => match frame.library.article(path) {
            Some(article) => match &article.details {
                Details::Comparison(comparison) => comparison::render(frame, article, comparison),
                _ => article::render(frame, article),
            },
            None => error(frame, Failure::NotFound),
        },
        Address::Timeline(path) => match frame.library.article(path).and_then(timeline::Subject::of) {
            Some(subject) => timeline::render(frame, &subject),
            None => error(frame, Failure::NotFound),
        },
        Address::LevelFinder => level_finder::blank(frame),
        Address::SymptomCheck => symptom_check::blank(frame),
        Address::ScanWords => scan_words::blank(frame),
        Address::QuestionsToAsk => questions_to_ask::blank(frame),
        Address::Kit => kit_choice::blank(frame),
        Address::Glossary => glossary::render(frame),
        Address::Sources => sources::render(frame),
        Address::Connect => connect::render(frame),
        Address::Search => search::blank(frame),
        Address::Titles => search::titles(frame),
        Address::OpenSearch => search::opensearch(frame),
        Address::Sitemap => sitemap::sitemap(frame),
        Address::Feed => feed::render(frame),
        Address::Robots => sitemap::robots(frame),
        Address::Manifest => sitemap::manifest(frame),
    }
}

/// The day on which an article last changed.
fn changed(article: &Article) -> Date {
    let changes = article.changes.iter().map(|change| change.date);
    changes.max().unwrap_or(article.review.reviewed)
}

//! Questions to ask at a visit: topics to tick, and a list to print with room to write.
//!
//! Topics, or the page that they are for, stand in the address, so that pages can lead to the list with theirs ticked; they
//! name no person.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, Link, fill},
    structured_data,
};
use crate::content::{Article, Details, Kind, VisitTopic, Words};

/// Where the list is.
pub(super) const PATH: &str = "/questions-to-ask";

/// How many questions an article shows that has none of its own.
const ON_ARTICLES: usize = 3;

/// The section with an article's own questions.
const OWN_QUESTIONS: &str = "questions";

#[derive(Template)]
#[template(path = "pages/questions_to_ask.html")]
struct QuestionsPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    action: String,
    boxes: Vec<TopicBox<'a>>,
    /// The topics that are shown: those that were chosen, or all.
    topics: Vec<&'a VisitTopic>,
    /// Whether there is room to write, as on a list that somebody asked for.
    is_chosen: bool,
}

/// A topic to tick.
struct TopicBox<'a> {
    topic: &'a VisitTopic,
    ticked: bool,
}

/// Renders the page as first shown, with every question.
pub(super) fn blank(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let mut layout = layout(frame);
    layout.structured = structured_data::plain("WebPage", &layout);
    page(layout, &[])
}

/// Renders the list of some topics, and of those for the article at a path, if there is one; searches are told of the page
/// with all of them.
pub fn questions_to_ask(frame: &Frame<'_>, topics: &[&str], path: &str) -> Result<Rendered, RenderError> {
    let of_article = frame.library.questions_to_ask().for_page(path);
    let topics: Vec<&str> = of_article
        .map(|topic| topic.key.as_str())
        .chain(topics.iter().copied())
        .collect();
    page(layout(frame), &topics)
}

fn layout<'a>(frame: &Frame<'a>) -> Layout<'a> {
    let words = frame.library.words();
    Layout::new(frame, words.get("visit-title"), words.get("visit-lede"))
        .at(PATH)
        .with_tools()
        .below(Vec::new())
}

fn page(layout: Layout<'_>, chosen: &[&str]) -> Result<Rendered, RenderError> {
    let all = layout.frame.library.questions_to_ask().topics();
    let is_in = |topic: &VisitTopic| chosen.contains(&topic.key.as_str());
    let is_chosen = all.iter().any(is_in);
    let boxes = all.iter().map(|topic| TopicBox {
        topic,
        ticked: is_in(topic),
    });
    let page = QuestionsPage {
        words: layout.words,
        action: layout.href(PATH),
        boxes: boxes.collect(),
        topics: all.iter().filter(|topic| !is_chosen || is_in(topic)).collect(),
        is_chosen,
        layout,
    };
    fill(PATH, HTML, &page)
}

/// What an article offers to take along to a visit.
pub(super) struct ForVisit<'a> {
    /// The first questions of the topics that the article is about; none where it has questions of its own.
    pub(super) questions: Vec<&'a str>,
    /// The list with those topics ticked. `None` where no topic is for the article.
    pub(super) list: Option<String>,
    /// The comparisons that are for the article and that its text does not lead to.
    pub(super) comparisons: Vec<Link>,
}

impl<'a> ForVisit<'a> {
    /// `None` where there is nothing to offer.
    pub(super) fn of(layout: &Layout<'a>, article: &Article) -> Option<Self> {
        let path = article.path();
        let topics: Vec<&VisitTopic> = layout.frame.library.questions_to_ask().for_page(&path).collect();
        let asks_itself = article.body.headings.iter().any(|heading| heading.id == OWN_QUESTIONS);
        let most = if asks_itself { 0 } else { ON_ARTICLES };
        let questions = topics.iter().filter_map(|topic| topic.questions.first());
        let list = format!("{PATH}?page={}", path.trim_start_matches('/'));
        let comparisons = comparisons(layout, article);
        (!topics.is_empty() || !comparisons.is_empty()).then(|| Self {
            questions: questions.take(most).map(String::as_str).collect(),
            list: (!topics.is_empty()).then(|| layout.href(&list)),
            comparisons,
        })
    }
}

fn comparisons(layout: &Layout<'_>, article: &Article) -> Vec<Link> {
    let path = article.path();
    let is_for = |page: &&Article| match &page.details {
        Details::Comparison(comparison) => comparison.pages.contains(&path),
        _ => false,
    };
    let is_told = |page: &&Article| article.body.links.iter().any(|(href, _)| *href == page.path());
    let pages = layout.frame.library.of_kind(Kind::Comparison);
    let links = pages.filter(is_for).filter(|page| !is_told(page)).map(|page| Link {
        href: layout.href(&page.path()),
        words: page.title.clone(),
    });
    links.collect()
}

//! A kit on one page, to read and to print.

use askama::{Template, filters::HtmlSafe};

use super::{
    Frame, RenderError, Rendered,
    about_page::{Day, ReviewState},
    cited::Cited,
    comparison::ComparisonView,
    emergency::EmergencyCard,
    kit_choice,
    layout::{HTML, Layout, Link, fill},
    level::LevelView,
};
use crate::{
    content::{Article, Details, Html, Kind, Words},
    kit::{Chapter, Extract, Kit, KitChoice, Manuscript, NOT_SURE, Part, Situation},
};

pub(super) use crate::kit::{PDF, READ as PATH};

/// Days of the diary.
const DIARY_DAYS: usize = 14;

#[derive(Template)]
#[template(path = "pages/kit.html")]
struct KitPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    document: &'a Markup,
}

/// What [`Document`] renders; no other text is trusted so.
struct Markup(String);

impl std::fmt::Display for Markup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// The kit itself, the same for the page and for the typesetter: well-formed XML, so that both can read it.
#[derive(Template)]
#[template(path = "kit/document.html")]
struct Document<'a> {
    layout: &'a Layout<'a>,
    words: &'a Words,
    kit: &'a Kit<'a>,
    /// What it is about, a line each.
    titles: Vec<String>,
    paper: &'static str,
    is_large: bool,
    with_pictures: bool,
    reviewed: Option<Day>,
    /// Says that a clinician has still to review one of its pages.
    awaiting: Option<String>,
    /// Says what pages for who is not sure are.
    unsure: Option<String>,
    /// Every sign of an emergency, where no page of the kit has a card.
    card: Option<EmergencyCard<'a>>,
    situations: Vec<SituationView<'a>>,
    chapters: Vec<ChapterView<'a>>,
    compared: Vec<ComparedView<'a>>,
    /// What a person can do, after the steps.
    self_care: Option<ChapterView<'a>>,
    /// The days of the diary; empty when it is left out.
    diary: Vec<String>,
    /// Empty when they are left out, and then no number in the text leads to them.
    cited: Vec<Cited<'a>>,
    pages: Vec<PageLine<'a>>,
    /// The same kit as a PDF.
    pdf: String,
    /// The form with this choice.
    change: String,
    /// The whole address of this kit.
    address: String,
}

/// A page in a few points.
struct SituationView<'a> {
    title: &'a str,
    summary: &'a str,
    key_points: &'a [Html],
    /// The facts of a procedure, each with its name.
    facts: Vec<(String, &'a str)>,
}

/// A chapter with what each page adds to it.
struct ChapterView<'a> {
    id: &'static str,
    heading: String,
    passages: Vec<PassageView<'a>>,
}

/// A section of a page, or the facts of a level.
struct PassageView<'a> {
    /// The page that it is from. `None` in a kit of one page.
    title: Option<&'a str>,
    heading: String,
    html: Option<&'a Html>,
    level: Option<LevelView<'a>>,
}

/// A comparison.
struct ComparedView<'a> {
    title: &'a str,
    view: ComparisonView<'a>,
}

/// A page that the kit is made of.
struct PageLine<'a> {
    title: &'a str,
    href: String,
    reviewed: Day,
    review: ReviewState,
}

/// Renders a kit.
pub fn kit(frame: &Frame<'_>, choice: &KitChoice) -> Result<Rendered, RenderError> {
    let (layout, document) = document(frame, choice)?;
    let page = KitPage {
        words: frame.library.words(),
        document: &document,
        layout,
    };
    fill(PATH, HTML, &page)
}

/// The same kit for the typesetter.
pub fn kit_manuscript(frame: &Frame<'_>, choice: &KitChoice) -> Result<Manuscript, RenderError> {
    let (layout, Markup(markup)) = document(frame, choice)?;
    let words = frame.library.words();
    Ok(Manuscript {
        site: layout.site.name.clone(),
        phone: words.with("kit-foot", "phone", &layout.site.phone_display),
        address_alt: words.get("kit-address-alt"),
        sheet: words.with("kit-sheet", "number", "{}"),
        language: frame.library.language().tag(),
        address: address(&layout, choice),
        title: layout.heading,
        markup,
    })
}

fn document<'a>(frame: &Frame<'a>, choice: &KitChoice) -> Result<(Layout<'a>, Markup), RenderError> {
    let (asked, words) = (choice.asked(), frame.library.words());
    let kit = Kit::assemble(frame.library, choice);
    let titles = titles(words, &kit, choice);
    let heading = words.with("kit-heading", "topics", titles.join(", "));
    let layout = Layout::new(frame, heading, words.get("kit-lede")).with_kit();
    let is_one = kit.articles.len() == 1;
    let mut reviews = kit.articles.iter().map(|article| ReviewState::of(words, article));
    let is_awaiting = reviews.any(|state| matches!(state, ReviewState::Awaiting));
    let document = Document {
        words,
        kit: &kit,
        titles,
        paper: asked.paper().value(),
        is_large: asked.is_large(),
        with_pictures: asked.has(Part::Pictures),
        reviewed: kit.reviewed.map(|day| Day::of(words, day)),
        awaiting: is_awaiting.then(|| words.get("kit-awaiting")),
        unsure: asked.is_about(NOT_SURE).then(|| words.get("kit-unsure-note")),
        card: kit.warnings.is_empty().then(|| EmergencyCard::of(frame)),
        situations: kit.situations.iter().map(|told| situation(words, told)).collect(),
        chapters: kit.chapters.iter().map(|told| chapter(&layout, told, is_one)).collect(),
        compared: compared(&layout, &kit)
            .ok_or_else(|| unfilled(askama::Error::custom("a text of a comparison is missing")))?,
        self_care: kit.self_care.as_ref().map(|told| chapter(&layout, told, is_one)),
        diary: diary(words, asked.has(Part::SelfCare)),
        cited: Cited::all(frame, &kit.sources),
        pages: kit.articles.iter().map(|article| page_line(&layout, article)).collect(),
        pdf: layout.href(&format!("{PDF}?{}", choice.query())),
        change: layout.href(&format!("{}?{}", kit_choice::PATH, choice.query())),
        address: address(&layout, choice),
        layout: &layout,
    };
    let document = document.render().map_err(unfilled)?;
    Ok((layout, Markup(document)))
}

fn unfilled(cause: askama::Error) -> RenderError {
    RenderError {
        page: PATH.to_owned(),
        cause,
    }
}

/// What was chosen. Pages for who is not sure are no diagnosis, so they name none.
fn titles(words: &Words, kit: &Kit<'_>, choice: &KitChoice) -> Vec<String> {
    let chosen = kit
        .articles
        .iter()
        .filter(|article| choice.asked().is_about(article.slug.as_str()));
    let unsure = choice.asked().is_about(NOT_SURE).then(|| words.get("kit-unsure"));
    chosen.map(|article| article.title.clone()).chain(unsure).collect()
}

/// Where the kit can be read.
fn address(layout: &Layout<'_>, choice: &KitChoice) -> String {
    layout.public(&format!("{PATH}?{}", choice.query()))
}

impl Document<'_> {
    /// The parts that there are, in order, as links. The anchor of a part is the key of its heading.
    fn contents(&self) -> Vec<Link> {
        let has = |chapter| self.chapters.iter().any(|told| told.id == chapter_key(chapter));
        let parts = [
            ("kit-help", true),
            ("kit-situation", !self.situations.is_empty()),
            (chapter_key(Chapter::About), has(Chapter::About)),
            (chapter_key(Chapter::Outlook), has(Chapter::Outlook)),
            (chapter_key(Chapter::Choices), has(Chapter::Choices)),
            ("kit-compared", !self.compared.is_empty()),
            ("kit-steps", !self.kit.steps.is_empty()),
            (chapter_key(Chapter::SelfCare), self.self_care.is_some()),
            ("kit-questions", !self.kit.questions.is_empty()),
            ("kit-diary", !self.diary.is_empty()),
            ("kit-terms", !self.kit.terms.is_empty()),
            ("sources", !self.cited.is_empty()),
            ("kit-reach", true),
            ("kit-made", true),
        ];
        let parts = parts.into_iter().filter(|(_, is_there)| *is_there);
        let links = parts.map(|(id, _)| Link {
            href: format!("#{id}"),
            words: self.words.get(id),
        });
        links.collect()
    }
}

/// The anchor of a chapter, which is the key of its heading too.
fn chapter_key(chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::About => "kit-about",
        Chapter::Outlook => "kit-outlook",
        Chapter::Choices => "kit-choices",
        Chapter::SelfCare => "kit-self-care",
    }
}

/// `None` when a text is missing.
fn compared<'a>(layout: &Layout<'_>, kit: &'a Kit<'_>) -> Option<Vec<ComparedView<'a>>> {
    let views = kit.compared.iter().zip(1_usize..).map(|(compared, number)| {
        let view = ComparisonView::of(layout, &compared.comparison, &format!("kit-{number}-"))?;
        let title = compared.article.title.as_str();
        Some(ComparedView { title, view })
    });
    views.collect()
}

fn chapter<'a>(
    layout: &Layout<'_>,
    (chapter, extracts): &'a (Chapter, Vec<Extract<'_>>),
    is_one: bool,
) -> ChapterView<'a> {
    let id = chapter_key(*chapter);
    let passages = extracts.iter().flat_map(|extract| {
        let title = (!is_one).then_some(extract.article.title.as_str());
        let level = extract.level.as_ref().map(|level| PassageView {
            title,
            heading: layout.words.get("level-glance"),
            html: None,
            level: Some(LevelView::of(layout, level)),
        });
        let passages = extract.passages.iter().map(move |passage| PassageView {
            title,
            heading: passage.excerpt.heading.clone(),
            html: Some(&passage.excerpt.html),
            level: None,
        });
        level.into_iter().chain(passages)
    });
    ChapterView {
        id,
        heading: layout.words.get(id),
        passages: passages.collect(),
    }
}

fn situation<'a>(words: &Words, told: &'a Situation<'_>) -> SituationView<'a> {
    let article = told.article;
    let facts = match &article.details {
        Details::Procedure { anesthesia, stay, .. } => vec![
            (words.get("fact-anesthesia"), anesthesia.as_str()),
            (words.get("fact-stay"), stay.as_str()),
        ],
        _ => Vec::new(),
    };
    SituationView {
        title: &article.title,
        summary: &article.summary,
        key_points: &told.key_points,
        facts,
    }
}

fn diary(words: &Words, is_in: bool) -> Vec<String> {
    let days = (1..=DIARY_DAYS).filter(|_| is_in);
    days.map(|day| words.with("kit-diary-day", "day", day)).collect()
}

fn page_line<'a>(layout: &Layout<'_>, article: &'a Article) -> PageLine<'a> {
    PageLine {
        title: &article.title,
        href: layout.public(&article.path()),
        reviewed: Day::of(layout.words, article.review.reviewed),
        review: ReviewState::of(layout.words, article),
    }
}

/// Whether a kit can be about pages of a kind.
pub(super) fn is_topic(kind: Kind) -> bool {
    matches!(kind, Kind::Condition | Kind::Procedure | Kind::Level)
}

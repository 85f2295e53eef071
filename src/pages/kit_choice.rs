//! What a kit is to be: a form that works by its address alone, with what the reader comes from chosen already.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, fill},
    structured_data,
};
use crate::{
    content::{Article, Kind, LevelName, Words},
    kit::{Detail, KitFault, KitQuery, MOST_TOPICS, NOT_SURE, Part, topics},
};

/// Where the form is.
pub(super) const PATH: &str = "/kit";

/// A question with one answer: its field, the key of its legend, and each value with the key of its words.
type Asked = (&'static str, &'static str, [(&'static str, &'static str); 2]);

const ONE_OF: [Asked; 3] = [
    (
        "detail",
        "kit-make-detail",
        [("plain", "kit-make-plain"), ("more", "kit-make-more")],
    ),
    (
        "print",
        "kit-make-print",
        [("usual", "kit-make-usual"), ("large", "kit-make-large")],
    ),
    (
        "paper",
        "kit-make-paper",
        [("letter", "kit-make-letter"), ("a4", "kit-make-a4")],
    ),
];

#[derive(Template)]
#[template(path = "pages/kit_choice.html")]
struct KitChoicePage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    action: String,
    /// Where a kit can be asked for that is sent.
    by_mail: String,
    faults: Vec<Fault>,
    groups: Vec<Group>,
    /// The levels stand folded, since most readers do not know theirs.
    levels: Vec<Choice>,
    levels_open: bool,
    unsure: Choice,
    parts: Vec<Choice>,
    one_of: Vec<OneOf>,
}

/// A line of the error summary.
struct Fault {
    field: &'static str,
    message: String,
}

/// Topics of one kind.
struct Group {
    id: String,
    name: String,
    choices: Vec<Choice>,
}

/// A question with one answer.
struct OneOf {
    name: &'static str,
    legend: String,
    choices: Vec<Choice>,
}

/// One answer to choose.
struct Choice {
    id: String,
    value: String,
    words: String,
    is_chosen: bool,
}

/// Renders the form as first shown.
pub(super) fn blank(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let mut layout = layout(frame).at(PATH).below(Vec::new());
    layout.structured = structured_data::plain("WebPage", &layout);
    page(layout, &KitQuery::read(std::iter::empty(), frame.library))
}

/// Renders the form with what an address chooses, after what is wrong with it.
pub fn kit_choice(frame: &Frame<'_>, query: &KitQuery) -> Result<Rendered, RenderError> {
    let layout = layout(frame);
    if query.faults().is_empty() {
        return page(layout.at(PATH).below(Vec::new()), query);
    }
    let title = format!("{} {}", layout.words.get("form-title-error-prefix"), layout.title);
    page(Layout { title, ..layout }, query)
}

fn layout<'a>(frame: &Frame<'a>) -> Layout<'a> {
    let words = frame.library.words();
    Layout::new(frame, words.get("kit-make-title"), words.get("kit-make-lead")).with_kit()
}

fn page(layout: Layout<'_>, query: &KitQuery) -> Result<Rendered, RenderError> {
    let (words, library) = (layout.words, layout.frame.library);
    let group = |kind: Kind, key: &str| Group {
        id: format!("about-{}", kind.folder()),
        name: words.get(key),
        choices: topics(library)
            .filter(|article| article.kind == kind)
            .map(|article| about(article.slug.as_str(), name_of(article), query))
            .collect(),
    };
    let groups = [
        group(Kind::Condition, "kit-topics-conditions"),
        group(Kind::Procedure, "kit-make-procedures"),
    ];
    let levels = group(Kind::Level, "kit-make-levels").choices;
    let page = KitChoicePage {
        words,
        action: layout.href(PATH),
        by_mail: by_mail(&layout, query),
        faults: query.faults().iter().map(|fault| told(words, fault)).collect(),
        groups: groups.into_iter().filter(|group| !group.choices.is_empty()).collect(),
        levels_open: levels.iter().any(|level| level.is_chosen),
        levels,
        unsure: about(NOT_SURE, words.get("kit-make-not-sure"), query),
        parts: Part::ALL
            .into_iter()
            .map(|part| part_choice(words, part, query))
            .collect(),
        one_of: ONE_OF.into_iter().map(|asked| one_of(words, asked, query)).collect(),
        layout,
    };
    fill(PATH, HTML, &page)
}

/// A level by its number, everything else by its title.
fn name_of(article: &Article) -> String {
    let level = LevelName::of_slug(article.slug.as_str());
    level.map_or_else(|| article.title.clone(), |level| level.to_string())
}

fn about(value: &str, words: String, query: &KitQuery) -> Choice {
    Choice {
        id: format!("about-{value}"),
        value: value.to_owned(),
        words,
        is_chosen: query.is_about(value),
    }
}

fn part_choice(words: &Words, part: Part, query: &KitQuery) -> Choice {
    Choice {
        id: format!("part-{}", part.value()),
        value: part.value().to_owned(),
        words: words.get(match part {
            Part::Pictures => "kit-part-pictures",
            Part::Comparison => "kit-part-comparison",
            Part::Questions => "kit-part-questions",
            Part::Timeline => "kit-part-timeline",
            Part::SelfCare => "kit-part-self-care",
            Part::Glossary => "kit-part-glossary",
            Part::Sources => "kit-part-sources",
        }),
        is_chosen: query.has(part),
    }
}

fn one_of(words: &Words, (name, legend, choices): Asked, query: &KitQuery) -> OneOf {
    let chosen = match name {
        "detail" if query.detail() == Detail::More => "more",
        "detail" => "plain",
        "print" if query.is_large() => "large",
        "print" => "usual",
        _ => query.paper().value(),
    };
    OneOf {
        name,
        legend: words.get(legend),
        choices: choices
            .map(|(value, key)| Choice {
                id: format!("{name}-{value}"),
                value: value.to_owned(),
                words: words.get(key),
                is_chosen: value == chosen,
            })
            .into(),
    }
}

/// What is wrong, in words; a value that there is not is named.
fn told(words: &Words, fault: &KitFault) -> Fault {
    Fault {
        field: fault.field(),
        message: match fault {
            KitFault::NoTopic => words.get("error-kit-no-topic"),
            KitFault::TooManyTopics => words.with("error-kit-too-many", "most", MOST_TOPICS),
            KitFault::SeveralLevels => words.get("error-kit-levels"),
            KitFault::Unknown { value, .. } => words.with("error-kit-unknown", "value", shown(value)),
        },
    }
}

/// Letters of an unknown value that are shown; nobody typed more by mistake.
const SHOWN_LETTERS: usize = 40;

fn shown(value: &str) -> String {
    value
        .chars()
        .filter(|letter| !letter.is_control())
        .take(SHOWN_LETTERS)
        .collect()
}

/// The request for a kit that is sent, about the first topic that it can be about.
fn by_mail(layout: &Layout<'_>, query: &KitQuery) -> String {
    let can_be_sent = |article: &&Article| article.kind != Kind::Level && query.is_about(article.slug.as_str());
    let first = topics(layout.frame.library).find(can_be_sent);
    let topic = first.map_or_else(String::new, |article| format!("?topic={}", article.slug));
    layout.href(&format!("/info-kit{topic}"))
}

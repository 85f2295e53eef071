//! What matters to a reader who has choices: ticks that become a page to print, and are kept nowhere.
//!
//! The ticks come in the body of a request and go into the answer; they stand in no address.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, Link, fill},
};
use crate::{
    content::{Article, Choice, Comparison, Details, Words},
    forms::RawForm,
};

/// How much something can matter: the value of the tick, its words, and the heading above what has it.
const WEIGHTS: [(&str, &str, &str); 3] = [
    ("a-lot", "matters-a-lot", "matters-heading-a-lot"),
    ("a-little", "matters-a-little", "matters-heading-a-little"),
    ("not", "matters-not", "matters-heading-not"),
];

/// The field that says which way the reader leans, and its value for no way yet.
const LEANING: &str = "leaning";
const UNSURE: &str = "not-sure";

/// The form with what is ticked in it.
pub(super) struct WhatMatters<'a> {
    /// Where it is sent.
    pub(super) action: String,
    pub(super) items: Vec<Item<'a>>,
    pub(super) leaning: Vec<Tick>,
}

/// Something that may matter.
pub(super) struct Item<'a> {
    pub(super) name: String,
    pub(super) words: &'a str,
    pub(super) weights: Vec<Tick>,
}

/// A radio button.
pub(super) struct Tick {
    pub(super) id: String,
    pub(super) value: String,
    pub(super) words: String,
    pub(super) ticked: bool,
}

impl<'a> WhatMatters<'a> {
    /// The form as first shown.
    pub(super) fn blank(layout: &Layout<'_>, article: &Article, comparison: &'a Comparison) -> Self {
        Self::ticked(layout, article, comparison, &RawForm::default())
    }

    fn ticked(layout: &Layout<'_>, article: &Article, comparison: &'a Comparison, sent: &RawForm) -> Self {
        let words = layout.words;
        let items = comparison.matters.iter().zip(1..).map(|(item, number): (_, usize)| {
            let name = format!("matter-{number}");
            let weights = WEIGHTS
                .iter()
                .map(|(value, key, _)| tick(&name, value, words.get(key), sent));
            Item {
                weights: weights.collect(),
                words: item,
                name,
            }
        });
        let choices = comparison.choices.iter();
        let choices = choices.map(|choice| tick(LEANING, choice.key.as_str(), choice.name.clone(), sent));
        let unsure = tick(LEANING, UNSURE, words.get("matters-not-sure"), sent);
        Self {
            action: layout.href(&article.path()),
            items: items.collect(),
            leaning: choices.chain([unsure]).collect(),
        }
    }

    fn is_blank(&self) -> bool {
        let mut ticks = self.items.iter().flat_map(|item| &item.weights).chain(&self.leaning);
        ticks.all(|tick| !tick.ticked)
    }
}

fn tick(name: &str, value: &str, words: String, sent: &RawForm) -> Tick {
    Tick {
        id: format!("{name}-{value}"),
        value: value.to_owned(),
        words,
        ticked: sent.text(name) == value,
    }
}

#[derive(Template)]
#[template(path = "pages/what_matters.html")]
struct WhatMattersPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    article: &'a Article,
    /// Back to the comparison.
    back: String,
    matters: WhatMatters<'a>,
    /// Says so when nothing was ticked; then the rest is empty.
    faults: Vec<Fault>,
    groups: Vec<Group<'a>>,
    leaning: Option<Leaning<'a>>,
    questions: &'a [String],
}

/// A line of the error summary.
struct Fault {
    field: String,
    message: String,
}

/// Everything that matters as much.
struct Group<'a> {
    heading: String,
    items: Vec<&'a str>,
}

/// Which way the reader leans.
enum Leaning<'a> {
    To(&'a Choice),
    NotSure,
}

/// Renders what a reader ticked, to print; the flag tells whether anything was ticked. `None` when the article is no
/// comparison. The page has no address of its own, and no search lists it.
pub fn what_matters(
    frame: &Frame<'_>,
    article: &Article,
    sent: &RawForm,
) -> Result<Option<(Rendered, bool)>, RenderError> {
    let Details::Comparison(comparison) = &article.details else {
        return Ok(None);
    };
    let words = frame.library.words();
    let mut layout = Layout::new(frame, words.get("matters-title"), words.get("matters-lede")).with_tools();
    let parent = Link {
        href: layout.href(&article.path()),
        words: article.title.clone(),
    };
    layout = layout.below(vec![parent]);
    let matters = WhatMatters::ticked(&layout, article, comparison, sent);
    let is_blank = matters.is_blank();
    if is_blank {
        layout.title = format!("{} {}", words.get("form-title-error-prefix"), layout.title);
    }
    let page = WhatMattersPage {
        words,
        article,
        back: layout.href(&article.path()),
        faults: if is_blank {
            vec![nothing_ticked(words, &matters)]
        } else {
            Vec::new()
        },
        groups: groups(words, comparison, sent),
        leaning: leaning(comparison, sent),
        questions: &comparison.questions,
        matters,
        layout,
    };
    Ok(Some((fill("what_matters", HTML, &page)?, !is_blank)))
}

fn nothing_ticked(words: &Words, matters: &WhatMatters<'_>) -> Fault {
    let first = matters.items.iter().flat_map(|item| &item.weights).next();
    Fault {
        field: first.map(|tick| tick.id.clone()).unwrap_or_default(),
        message: words.get("error-matters-empty"),
    }
}

fn groups<'a>(words: &Words, comparison: &'a Comparison, sent: &RawForm) -> Vec<Group<'a>> {
    let groups = WEIGHTS.iter().map(|(weight, _, heading)| {
        let items = comparison.matters.iter().zip(1..);
        let items = items.filter(|(_, number): &(_, usize)| sent.text(&format!("matter-{number}")) == *weight);
        Group {
            heading: words.get(heading),
            items: items.map(|(item, _)| item.as_str()).collect(),
        }
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}

fn leaning<'a>(comparison: &'a Comparison, sent: &RawForm) -> Option<Leaning<'a>> {
    match sent.text(LEANING) {
        UNSURE => Some(Leaning::NotSure),
        told => {
            let choice = comparison.choices.iter().find(|choice| choice.key.as_str() == told);
            choice.map(Leaning::To)
        }
    }
}

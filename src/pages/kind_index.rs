//! The list of all pages of one kind; questions stand under their topics.

use std::collections::BTreeMap;

use askama::Template;

use super::{
    Address, Frame, RenderError, Rendered,
    layout::{HTML, Layout, Link, fill},
    link_card::LinkCard,
    structured_data,
};
use crate::content::{Details, Kind, Topic, Words};

#[derive(Template)]
#[template(path = "pages/kind_index.html")]
struct KindIndexPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    groups: Vec<Group<'a>>,
    /// The way to the levels, which stand below the anatomy and have no place of their own in the navigation.
    levels: Option<Link>,
}

/// Pages that belong together.
struct Group<'a> {
    /// `None` where the whole kind is one group.
    heading: Option<Heading>,
    cards: Vec<LinkCard<'a>>,
}

struct Heading {
    id: &'static str,
    words: String,
}

/// Renders the list of a kind.
pub(super) fn render(frame: &Frame<'_>, kind: Kind) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let path = Address::Index(kind).path();
    let mut layout = Layout::new(frame, words.get(kind.list_key()), words.get(kind.list_intro_key()))
        .at(&path)
        .within(kind, "page")
        .below(Vec::new());
    layout.structured = structured_data::plain("CollectionPage", &layout);
    let groups = if kind == Kind::Question {
        by_topic(frame)
    } else {
        let cards = frame.library.of_kind(kind).map(|article| LinkCard::of(frame, article));
        vec![Group {
            heading: None,
            cards: cards.collect(),
        }]
    };
    let page = KindIndexPage {
        words,
        groups,
        levels: levels(&layout, kind),
        layout,
    };
    fill(&path, HTML, &page)
}

fn levels(layout: &Layout<'_>, kind: Kind) -> Option<Link> {
    layout.frame.library.of_kind(Kind::Level).next()?;
    (kind == Kind::Anatomy).then(|| Link {
        href: layout.href("/levels"),
        words: layout.words.get(Kind::Level.list_key()),
    })
}

fn by_topic<'a>(frame: &Frame<'a>) -> Vec<Group<'a>> {
    let mut topics: BTreeMap<Topic, Vec<LinkCard<'a>>> = BTreeMap::new();
    for article in frame.library.of_kind(Kind::Question) {
        if let Details::Question { topic } = article.details {
            topics.entry(topic).or_default().push(LinkCard::of(frame, article));
        }
    }
    let groups = topics.into_iter().map(|(topic, cards)| {
        let key = topic_key(topic);
        Group {
            heading: Some(Heading {
                id: key,
                words: frame.library.words().get(key),
            }),
            cards,
        }
    });
    groups.collect()
}

/// The word for a topic, which is also its anchor.
fn topic_key(topic: Topic) -> &'static str {
    match topic {
        Topic::About => "topic-about",
        Topic::Outlook => "topic-outlook",
        Topic::Diagnosis => "topic-diagnosis",
        Topic::SelfCare => "topic-self-care",
        Topic::Treatments => "topic-treatments",
        Topic::Surgery => "topic-surgery",
        Topic::DailyLife => "topic-daily-life",
        Topic::Recurrence => "topic-recurrence",
    }
}

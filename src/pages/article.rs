//! An article of any kind.

use askama::Template;

use super::{
    Address, Frame, RenderError, Rendered,
    about_page::{AboutPage, ReviewState},
    cited::Cited,
    kept_by_forms::KeptByForm,
    kit,
    layout::{HTML, Layout, Link, fill},
    level::LevelView,
    link_card::LinkCard,
    questions_to_ask::ForVisit,
    structured_data, symptom_check, timeline,
};
use crate::content::{Article, Details, Heading, Html, Kind, NextStep, Radiation, Stance, Words};

/// How many sections make a contents list worth its room.
const SECTIONS_FOR_CONTENTS: usize = 3;

#[derive(Template)]
#[template(path = "pages/article.html")]
struct ArticlePage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    article: &'a Article,
    kind: &'static str,
    body: &'a Html,
    after_kept: Option<&'a Html>,
    /// What forms keep; empty on pages that do not tell it.
    kept: Vec<KeptByForm>,
    /// Where readers learn how soon they need help. `None` on pages that are not about what they feel.
    check: Option<String>,
    about: AboutPage<'a>,
    feedback: String,
    /// What the feedback is on.
    feedback_page: String,
    also_called: String,
    reading_time: String,
    facts: Vec<Fact>,
    /// Where the steps stand on a page of their own.
    timeline: Option<String>,
    /// The facts of a level. `None` on other pages.
    level: Option<LevelView<'a>>,
    contents: Vec<Section>,
    visit: Option<ForVisit<'a>>,
    next_step: Option<&'a NextStep>,
    related: Vec<LinkCard<'a>>,
    cited: Vec<Cited<'a>>,
}

/// A line of the contents list.
struct Section {
    id: String,
    words: String,
}

/// A fact that only one kind has.
struct Fact {
    name: String,
    value: String,
    /// Pages that the fact names, instead of a value.
    links: Vec<Link>,
}

/// Renders the article.
pub(super) fn render(frame: &Frame<'_>, article: &Article) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let mut layout = Layout::new(frame, article.title.clone(), article.summary.clone())
        .at(&article.path())
        .within(place_of(article.kind), "true");
    if article.kind == Kind::Level {
        layout = layout.with_levels();
    }
    if kit::is_topic(article.kind) && !leads_to_own_kit(article) {
        layout = layout.with_kit_topic(&article.slug);
    }
    let parents = parents(&layout, article.kind);
    layout = layout.below(parents);
    layout.og_type = "article";
    layout.structured = structured_data::article(&layout, article);
    let cited = Cited::all(frame, &article.body.citations);
    let page = ArticlePage {
        words,
        article,
        kind: article.kind.folder(),
        body: &article.body.html,
        after_kept: article.body.after_kept.as_ref(),
        kept: match article.body.after_kept {
            Some(_) => KeptByForm::all(frame),
            None => Vec::new(),
        },
        check: matches!(article.kind, Kind::Condition | Kind::Symptom).then(|| layout.href(symptom_check::PATH)),
        about: AboutPage::of(frame, article),
        feedback: layout.href("/feedback"),
        feedback_page: format!("{}/{}", article.kind.folder(), article.slug),
        also_called: article.also_called.join(", "),
        reading_time: words.with("reading-time", "minutes", article.reading_minutes()),
        timeline: article.timeline.as_ref().map(|_| layout.href(&timeline::path(article))),
        facts: facts(&layout, &article.details),
        level: match &article.details {
            Details::Level(level) => Some(LevelView::of(&layout, level)),
            _ => None,
        },
        contents: contents(words, article, !cited.is_empty()),
        visit: ForVisit::of(&layout, article),
        next_step: article.next_step.as_ref(),
        related: related(frame, article),
        cited,
        layout,
    };
    fill(&article.path(), HTML, &page)
}

/// Whether the next step opens the form for a kit with the page's own topic.
fn leads_to_own_kit(article: &Article) -> bool {
    let own = format!("?about={}", article.slug);
    article.next_step.as_ref().is_some_and(|step| step.href.ends_with(&own))
}

/// The place in the navigation that a kind belongs to.
fn place_of(kind: Kind) -> Kind {
    match kind {
        Kind::Level => Kind::Anatomy,
        other => other,
    }
}

/// The lists above an article: that of its kind and, where that has no place in the navigation, the one above it.
fn parents(layout: &Layout<'_>, kind: Kind) -> Vec<Link> {
    let mut kinds = vec![place_of(kind), kind];
    kinds.dedup();
    let links = kinds.into_iter().map(|kind| Link {
        href: layout.href(&Address::Index(kind).path()),
        words: layout.words.get(kind.name_key()),
    });
    links.collect()
}

fn contents(words: &Words, article: &Article, with_sources: bool) -> Vec<Section> {
    let sections = article.body.headings.iter().filter(|heading| heading.level == 2);
    let sections = sections.map(|Heading { id, text, .. }| Section {
        id: id.clone(),
        words: text.clone(),
    });
    let sources = with_sources.then(|| Section {
        id: "sources".to_owned(),
        words: words.get("sources"),
    });
    let contents: Vec<_> = sections.chain(sources).collect();
    if contents.len() > SECTIONS_FOR_CONTENTS {
        contents
    } else {
        Vec::new()
    }
}

fn facts(layout: &Layout<'_>, details: &Details) -> Vec<Fact> {
    levels(layout, details)
        .into_iter()
        .chain(own_facts(layout.words, details))
        .collect()
}

/// The levels that a page is about, each with its page.
fn levels(layout: &Layout<'_>, details: &Details) -> Option<Fact> {
    let pages = details
        .levels()
        .iter()
        .filter_map(|level| Some((level, layout.frame.library.level(*level)?)));
    let links: Vec<Link> = pages
        .map(|(level, page)| Link {
            href: layout.href(&page.path()),
            words: level.to_string(),
        })
        .collect();
    let name = layout.words.get("fact-levels");
    (!links.is_empty()).then(|| Fact {
        name,
        value: String::new(),
        links,
    })
}

fn own_facts(words: &Words, details: &Details) -> Vec<Fact> {
    let fact = |key: &str, value: String| Fact {
        name: words.get(key),
        value,
        links: Vec::new(),
    };
    match details {
        Details::Symptom { nerves } if !nerves.is_empty() => vec![fact("fact-nerves", nerves.join(", "))],
        Details::Test { radiation } => vec![fact("fact-radiation", words.get(radiation_key(*radiation)))],
        Details::Treatment { stance } => vec![fact("fact-stance", words.get(stance_key(*stance)))],
        Details::Procedure { anesthesia, stay, .. } => vec![
            fact("fact-anesthesia", anesthesia.clone()),
            fact("fact-stay", stay.clone()),
        ],
        Details::Story { operated, result } => vec![
            fact("fact-example", words.get("fact-example-value")),
            fact(
                "fact-operated",
                words.get(if *operated {
                    "fact-operated-yes"
                } else {
                    "fact-operated-no"
                }),
            ),
            fact("fact-result", words.get(result_key(result))),
        ],
        Details::About { owner } => vec![fact("fact-owner", owner.clone())],
        _ => Vec::new(),
    }
}

fn radiation_key(radiation: Radiation) -> &'static str {
    match radiation {
        Radiation::None => "radiation-none",
        Radiation::Low => "radiation-low",
        Radiation::Moderate => "radiation-moderate",
        Radiation::Varies => "radiation-varies",
    }
}

fn stance_key(stance: Stance) -> &'static str {
    match stance {
        Stance::Recommended => "stance-recommended",
        Stance::MayHelp => "stance-may-help",
        Stance::NotRecommended => "stance-not-recommended",
        Stance::Unproven => "stance-unproven",
    }
}

fn result_key(result: &str) -> &'static str {
    match result {
        "better" => "result-better",
        "worse" => "result-worse",
        _ => "result-same",
    }
}

/// The pages that an article names as related, and on the page of a level those about it.
pub(super) fn related<'a>(frame: &Frame<'a>, article: &Article) -> Vec<LinkCard<'a>> {
    let chosen = article.related.iter().filter_map(|path| frame.library.article(path));
    chosen
        .chain(about_level(frame, article))
        .map(|related| LinkCard::of(frame, related))
        .collect()
}

/// On the page of a level, the pages that name it as theirs and that its author has not chosen already.
fn about_level<'a>(frame: &Frame<'a>, article: &Article) -> impl Iterator<Item = &'a Article> {
    let name = match &article.details {
        Details::Level(level) => Some(level.name),
        _ => None,
    };
    let names = move |page: &&Article| name.is_some_and(|name| page.details.levels().contains(&name));
    let chosen = |page: &&Article| article.related.iter().any(|path| page.path() == format!("/{path}"));
    frame
        .library
        .articles()
        .iter()
        .filter(names)
        .filter(move |page| !chosen(page))
}

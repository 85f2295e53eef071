//! An article of any kind.

use askama::Template;

use super::{
    Address, Frame, RenderError, Rendered,
    cited::Cited,
    kept_by_forms::KeptByForm,
    layout::{HTML, Layout, Link, fill, kind_key},
    link_card::LinkCard,
    structured_data, timeline,
};
use crate::content::{Article, ClinicalReview, Details, Heading, Html, NextStep, Radiation, Stance, Words};

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
    how_we_write: Option<String>,
    feedback: String,
    also_called: String,
    reviewed: String,
    next_review: String,
    reading_time: String,
    review: ReviewState,
    facts: Vec<Fact>,
    /// Where the steps stand on a page of their own.
    timeline: Option<String>,
    contents: Vec<Section>,
    next_step: Option<&'a NextStep>,
    related: Vec<LinkCard<'a>>,
    cited: Vec<Cited<'a>>,
    changes: Vec<Changed<'a>>,
}

/// A line of the contents list.
struct Section {
    id: String,
    words: String,
}

/// What the page says of a clinician's review. On about pages nothing is said.
enum ReviewState {
    Unneeded,
    Awaiting,
    Done(String),
}

/// A fact that only one kind has.
struct Fact {
    name: String,
    value: String,
}

/// A line of the page's history.
struct Changed<'a> {
    day: String,
    words: String,
    what: &'a str,
}

/// Renders the article.
pub(super) fn render(frame: &Frame<'_>, article: &Article) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let mut layout = Layout::new(frame, article.title.clone(), article.summary.clone())
        .at(&article.path())
        .within(article.kind, "true");
    let parent = Link {
        href: layout.href(&Address::Index(article.kind).path()),
        words: words.get(kind_key(article.kind)),
    };
    layout = layout.below(vec![parent]);
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
        how_we_write: frame
            .library
            .article("about/how-we-write")
            .map(|page| layout.href(&page.path())),
        feedback: layout.href("/feedback"),
        also_called: article.also_called.join(", "),
        reviewed: words.date(article.review.reviewed),
        next_review: words.date(article.review.next_review),
        reading_time: words.with("reading-time", "minutes", article.reading_minutes()),
        review: review(words, article),
        facts: facts(words, &article.details),
        timeline: article.timeline.as_ref().map(|_| layout.href(&timeline::path(article))),
        contents: contents(words, article, !cited.is_empty()),
        next_step: article.next_step.as_ref(),
        related: related(frame, article),
        cited,
        changes: changes(words, article),
        layout,
    };
    fill(&article.path(), HTML, &page)
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

fn review(words: &Words, article: &Article) -> ReviewState {
    match &article.review.clinical {
        None => ReviewState::Unneeded,
        Some(ClinicalReview::Awaiting) => ReviewState::Awaiting,
        Some(ClinicalReview::By {
            name,
            credentials,
            date,
        }) => ReviewState::Done(format!("{name}, {credentials}, {}", words.date(*date))),
    }
}

fn facts(words: &Words, details: &Details) -> Vec<Fact> {
    let fact = |key: &str, value: String| Fact {
        name: words.get(key),
        value,
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

fn related<'a>(frame: &Frame<'a>, article: &Article) -> Vec<LinkCard<'a>> {
    let articles = article.related.iter().filter_map(|path| frame.library.article(path));
    articles.map(|related| LinkCard::of(frame, related)).collect()
}

fn changes<'a>(words: &Words, article: &'a Article) -> Vec<Changed<'a>> {
    let changes = article.changes.iter().map(|change| Changed {
        day: change.date.to_string(),
        words: words.date(change.date),
        what: &change.what,
    });
    changes.collect()
}

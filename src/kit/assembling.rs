//! The document of a kit as data: what stands in it, in which order, taken out of the articles.

use jiff::civil::Date;

use super::{
    KitChoice, NOT_SURE,
    choice::{Detail, KitQuery, Part, topics},
};
use crate::content::{
    Article, Comparison, Details, Excerpt, Excerpts, Extras, Html, Kind, Level, Library, SourceId, Term, Warning,
};

/// What those read who are not sure what they have.
const FOR_THE_UNSURE: [&str; 3] = [
    "conditions/herniated-disc",
    "questions/do-i-need-a-scan-now",
    "treatments/staying-active",
];

/// A chapter that is made of sections of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chapter {
    /// What it is.
    About,
    /// What usually happens, in numbers.
    Outlook,
    /// What can be done.
    Choices,
    /// What a person can do.
    SelfCare,
}

/// The sections of each kind with their chapter and with how much detail they are in, in the order of reading.
const SECTIONS: [(Chapter, Kind, &str, Detail); 25] = [
    (Chapter::About, Kind::Condition, "what", Detail::Plain),
    (Chapter::About, Kind::Condition, "symptoms", Detail::Plain),
    (Chapter::About, Kind::Condition, "causes", Detail::More),
    (Chapter::About, Kind::Condition, "risk-factors", Detail::More),
    (Chapter::About, Kind::Condition, "tests", Detail::More),
    (Chapter::About, Kind::Level, "where", Detail::Plain),
    (Chapter::About, Kind::Level, "limit", Detail::Plain),
    (Chapter::About, Kind::Procedure, "what", Detail::Plain),
    (Chapter::About, Kind::Procedure, "who", Detail::More),
    (Chapter::About, Kind::Procedure, "who-not", Detail::More),
    (Chapter::About, Kind::Question, "answer", Detail::Plain),
    (Chapter::Outlook, Kind::Condition, "outlook", Detail::Plain),
    (Chapter::Outlook, Kind::Condition, "unknown", Detail::More),
    (Chapter::Outlook, Kind::Procedure, "results", Detail::Plain),
    (Chapter::Outlook, Kind::Procedure, "how-long", Detail::More),
    (Chapter::Outlook, Kind::Procedure, "risks", Detail::Plain),
    (Chapter::Outlook, Kind::Procedure, "again", Detail::More),
    (Chapter::Outlook, Kind::Procedure, "unknown", Detail::More),
    (Chapter::Choices, Kind::Condition, "options", Detail::Plain),
    (Chapter::Choices, Kind::Condition, "surgery", Detail::More),
    (Chapter::Choices, Kind::Procedure, "alternatives", Detail::Plain),
    (Chapter::SelfCare, Kind::Condition, "prevention", Detail::Plain),
    (Chapter::SelfCare, Kind::Treatment, "how-it-works", Detail::Plain),
    (Chapter::SelfCare, Kind::Treatment, "benefits", Detail::More),
    (Chapter::SelfCare, Kind::Treatment, "harms", Detail::More),
];

/// Questions of a topic for visits that a kit in plain detail has.
const PLAIN_QUESTIONS: usize = 1;

/// The section of an article with its own questions.
const OWN_QUESTIONS: &str = "questions";

/// A kit, ready to be shown.
pub struct Kit<'a> {
    /// The pages that it is made of: what was chosen, and what those read who are not sure.
    pub articles: Vec<&'a Article>,
    /// When the last of them was reviewed. `None` when there is no page.
    pub reviewed: Option<Date>,
    /// The signs with which to get help. Empty when no page tells any.
    pub warnings: Vec<Warning>,
    /// The main points, page by page.
    pub situations: Vec<Situation<'a>>,
    /// The chapters with something in them, in order, but what a person can do.
    pub chapters: Vec<(Chapter, Vec<Extract<'a>>)>,
    /// Choices side by side.
    pub compared: Vec<Compared<'a>>,
    /// What happens when, for each procedure.
    pub steps: Vec<Steps<'a>>,
    /// What a person can do. `None` when no page tells it, or it is left out.
    pub self_care: Option<(Chapter, Vec<Extract<'a>>)>,
    /// What to ask, under headings; own questions of a page first.
    pub questions: Vec<(&'a str, Vec<String>)>,
    /// The terms that it uses, A to Z; empty when they are left out.
    pub terms: Vec<&'a Term>,
    /// The sources, numbered from 1; empty when they are left out.
    pub sources: Vec<SourceId>,
}

/// A page in a few points.
pub struct Situation<'a> {
    /// The page.
    pub article: &'a Article,
    /// What to take away.
    pub key_points: Vec<Html>,
}

/// What a page adds to a chapter.
pub struct Extract<'a> {
    /// The page.
    pub article: &'a Article,
    /// The facts of a level. `None` for other pages, and in other chapters than the first.
    pub level: Option<Level>,
    /// Its sections.
    pub passages: Vec<Passage>,
}

/// A section of a page.
pub struct Passage {
    /// The id of the section on its own page.
    pub id: &'static str,
    /// Its heading and its text.
    pub excerpt: Excerpt,
}

/// Choices side by side.
pub struct Compared<'a> {
    /// The page.
    pub article: &'a Article,
    /// The choices with texts of this kit.
    pub comparison: Comparison,
}

/// The steps of a procedure.
pub struct Steps<'a> {
    /// Its page.
    pub article: &'a Article,
    /// A section for each part.
    pub phases: Html,
}

impl<'a> Kit<'a> {
    /// Puts a kit together. The parts are asked for in the order of reading, in which sources are numbered.
    pub fn assemble(library: &'a Library, choice: &KitChoice) -> Self {
        let asked = choice.asked();
        let articles = articles(library, asked);
        let extras = Extras {
            drawings: asked.has(Part::Pictures),
            marks: asked.has(Part::Sources),
        };
        let mut excerpts = library.excerpts(&articles, extras);
        // Each kit has the signs of the most general page, whatever its own pages leave out.
        let general = FOR_THE_UNSURE.first().and_then(|path| library.article(path));
        let for_emergencies: Vec<&Article> = general.into_iter().chain(articles.iter().copied()).collect();
        let warnings = excerpts.warnings(&for_emergencies, &articles);
        let situations = situations(&mut excerpts, &articles);
        let mut chapters = Vec::new();
        for chapter in [Chapter::About, Chapter::Outlook, Chapter::Choices] {
            chapters.extend(filled(&mut excerpts, &articles, chapter, asked));
        }
        let compared = compared(&mut excerpts, library, &articles, asked);
        let steps = steps(&mut excerpts, &articles, asked);
        let self_care = filled(&mut excerpts, &articles, Chapter::SelfCare, asked);
        let questions = questions(&mut excerpts, library, &articles, asked);
        let (sources, terms) = excerpts.finish();
        let is_used = |term: &&Term| asked.has(Part::Glossary) && terms.contains(&term.slug);
        Self {
            reviewed: articles.iter().map(|article| article.review.reviewed).max(),
            questions,
            articles,
            warnings,
            situations,
            chapters,
            compared,
            steps,
            self_care,
            terms: library.glossary().terms().iter().filter(is_used).collect(),
            sources,
        }
    }
}

/// The chosen pages in the order of the form, then those for who is not sure.
fn articles<'a>(library: &'a Library, asked: &KitQuery) -> Vec<&'a Article> {
    let mut articles: Vec<&Article> = topics(library)
        .filter(|article| asked.is_about(article.slug.as_str()))
        .collect();
    if asked.is_about(NOT_SURE) {
        let knows = articles.iter().any(|article| article.kind == Kind::Condition);
        let general = FOR_THE_UNSURE.iter().filter_map(|path| library.article(path));
        articles.extend(general.filter(|article| !(knows && article.kind == Kind::Condition)));
    }
    articles
}

fn situations<'a>(excerpts: &mut Excerpts<'_>, articles: &[&'a Article]) -> Vec<Situation<'a>> {
    let about = articles
        .iter()
        .filter(|article| !matches!(article.kind, Kind::Question | Kind::Treatment));
    let situations = about.map(|article| Situation {
        article,
        key_points: excerpts.key_points(article),
    });
    situations.collect()
}

/// A chapter with what each page adds to it. `None` when that is nothing.
fn filled<'a>(
    excerpts: &mut Excerpts<'_>,
    articles: &[&'a Article],
    chapter: Chapter,
    asked: &KitQuery,
) -> Option<(Chapter, Vec<Extract<'a>>)> {
    if chapter == Chapter::SelfCare && !asked.has(Part::SelfCare) {
        return None;
    }
    let extracts: Vec<Extract<'a>> = articles
        .iter()
        .map(|article| extract(excerpts, article, chapter, asked.detail()))
        .filter(|extract| extract.level.is_some() || !extract.passages.is_empty())
        .collect();
    (!extracts.is_empty()).then_some((chapter, extracts))
}

fn extract<'a>(excerpts: &mut Excerpts<'_>, article: &'a Article, chapter: Chapter, detail: Detail) -> Extract<'a> {
    let level = match chapter {
        Chapter::About => excerpts.level(article),
        _ => None,
    };
    let wanted = SECTIONS
        .iter()
        .filter(|(place, kind, _, least)| (*place, *kind) == (chapter, article.kind) && *least <= detail);
    let passages = wanted.filter_map(|(_, _, id, _)| {
        let excerpt = excerpts.section(article, id)?;
        Some(Passage { id, excerpt })
    });
    Extract {
        level,
        passages: passages.collect(),
        article,
    }
}

/// Every comparison that is for one of the pages, once; in plain detail those that are for most of them.
fn compared<'a>(
    excerpts: &mut Excerpts<'_>,
    library: &'a Library,
    articles: &[&Article],
    asked: &KitQuery,
) -> Vec<Compared<'a>> {
    if !asked.has(Part::Comparison) {
        return Vec::new();
    }
    let paths: Vec<String> = articles.iter().map(|article| article.path()).collect();
    let in_common = |page: &Article| match &page.details {
        Details::Comparison(comparison) => comparison.pages.iter().filter(|path| paths.contains(path)).count(),
        _ => 0,
    };
    let most = library.of_kind(Kind::Comparison).map(in_common).max();
    let least = match asked.detail() {
        Detail::Plain => most.unwrap_or_default().max(1),
        Detail::More => 1,
    };
    let pages = library
        .of_kind(Kind::Comparison)
        .filter(|page| in_common(page) >= least);
    pages
        .filter_map(|article| {
            let comparison = excerpts.comparison(article)?;
            Some(Compared { article, comparison })
        })
        .collect()
}

fn steps<'a>(excerpts: &mut Excerpts<'_>, articles: &[&'a Article], asked: &KitQuery) -> Vec<Steps<'a>> {
    if !asked.has(Part::Timeline) {
        return Vec::new();
    }
    let procedures = articles.iter().filter(|article| article.kind == Kind::Procedure);
    procedures
        .filter_map(|article| {
            let phases = excerpts.steps(article)?;
            Some(Steps { article, phases })
        })
        .collect()
}

/// What to ask about each page, then about what a visit is for; no question twice.
fn questions<'a>(
    excerpts: &mut Excerpts<'_>,
    library: &'a Library,
    articles: &[&'a Article],
    asked: &KitQuery,
) -> Vec<(&'a str, Vec<String>)> {
    if !asked.has(Part::Questions) {
        return Vec::new();
    }
    let most = match asked.detail() {
        Detail::Plain => PLAIN_QUESTIONS,
        Detail::More => usize::MAX,
    };
    let own = articles
        .iter()
        .map(|article| (article.title.as_str(), excerpts.entries(article, OWN_QUESTIONS)));
    let paths: Vec<String> = articles.iter().map(|article| article.path()).collect();
    let visits = library.questions_to_ask();
    let is_for = |key: &str| {
        let mut topics = paths.iter().flat_map(|path| visits.for_page(path));
        topics.any(|topic| topic.key.as_str() == key)
    };
    let is_for_none = !visits.topics().iter().any(|topic| is_for(topic.key.as_str()));
    // A page that no subject is for, such as a disc's, has the questions of all.
    let topics = visits.topics().iter();
    let topics = topics.filter(|topic| is_for_none || is_for(topic.key.as_str()));
    let topics = topics.map(|topic| {
        let first = topic.questions.iter().take(most).cloned();
        (topic.name.as_str(), first.collect::<Vec<_>>())
    });
    let mut told = std::collections::BTreeSet::new();
    let groups = own.chain(topics).map(|(heading, mut group)| {
        group.retain(|question| told.insert(question.clone()));
        (heading, group)
    });
    groups.filter(|(_, group)| !group.is_empty()).collect()
}

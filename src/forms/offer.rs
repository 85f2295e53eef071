//! What an info kit can be about.

use crate::content::{Details, Kind, Library, Slug};

use super::KitTopics;

/// One page that can go into a kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitTopic {
    /// The value of the check box, and of `topic` in links to the form.
    pub slug: Slug,
    /// The title of the page.
    pub title: String,
    /// A condition or a procedure.
    pub kind: Kind,
    /// Whether somebody can have it, or have had it; a page about all procedures is not one of them.
    pub is_case: bool,
}

impl KitTopic {
    /// The path of the page, without the leading slash, as [`Library::article`] takes it.
    pub fn path(&self) -> String {
        format!("{}/{}", self.kind.folder(), self.slug)
    }
}

/// Every topic of one library: conditions by title, then procedures by title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KitOffer(Vec<KitTopic>);

impl KitOffer {
    /// What a library has to offer.
    pub fn of(library: &Library) -> Self {
        let kinds = [Kind::Condition, Kind::Procedure];
        let articles = kinds.into_iter().flat_map(|kind| library.of_kind(kind));
        articles
            .map(|article| KitTopic {
                slug: article.slug.clone(),
                title: article.title.clone(),
                kind: article.kind,
                is_case: !matches!(article.details, Details::Procedure { general: true, .. }),
            })
            .collect()
    }

    /// Every topic.
    pub fn topics(&self) -> impl Iterator<Item = &KitTopic> {
        self.0.iter()
    }

    /// The topics of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &KitTopic> {
        self.0.iter().filter(move |topic| topic.kind == kind)
    }

    /// The topics of one kind that somebody can have, or have had.
    pub fn cases(&self, kind: Kind) -> impl Iterator<Item = &KitTopic> {
        self.of_kind(kind).filter(|topic| topic.is_case)
    }

    /// The topic with this slug.
    pub fn topic(&self, slug: &str) -> Option<&KitTopic> {
        self.0.iter().find(|topic| topic.slug.as_str() == slug)
    }

    /// The chosen topics, in the order of the offer; a page withdrawn since then is left out.
    pub fn chosen<'a>(&'a self, topics: &'a KitTopics) -> impl Iterator<Item = &'a KitTopic> {
        self.0.iter().filter(|topic| topics.slugs.contains(&topic.slug))
    }
}

impl FromIterator<KitTopic> for KitOffer {
    fn from_iter<I: IntoIterator<Item = KitTopic>>(topics: I) -> Self {
        Self(topics.into_iter().collect())
    }
}

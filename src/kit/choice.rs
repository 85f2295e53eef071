//! What a reader chooses for a kit, as the address of the kit tells it.

use std::collections::BTreeSet;

use crate::content::{Article, Kind, Library, Slug};

/// Where readers find a kit as a page, by its query.
pub const READ: &str = "/kit/read";

/// Where they find it as a PDF.
pub const PDF: &str = "/kit/pdf";

/// The topic of those who do not know yet what they have.
pub const NOT_SURE: &str = "not-sure";

/// How many topics a kit can have, so that it stays one that a person can read.
pub const MOST_TOPICS: usize = 6;

/// Chosen when no part is; without it, an address without parts has all of them.
pub const NO_PART: &str = "none";

/// The fields of the address, in its order.
pub mod field {
    /// A topic: the slug of a page, or [`NOT_SURE`](super::NOT_SURE).
    pub const ABOUT: &str = "about";
    /// A part that is in it.
    pub const PART: &str = "part";
    /// `plain` or `more`.
    pub const DETAIL: &str = "detail";
    /// `usual` or `large`.
    pub const PRINT: &str = "print";
    /// `letter` or `a4`.
    pub const PAPER: &str = "paper";
}

use field::{ABOUT, DETAIL, PAPER, PART, PRINT};

/// The kinds of pages that a kit can be about.
const KINDS: [Kind; 3] = [Kind::Condition, Kind::Procedure, Kind::Level];

/// A part that a reader can leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Drawings.
    Pictures,
    /// Choices side by side.
    Comparison,
    /// Questions with room to write.
    Questions,
    /// What happens when at a procedure.
    Timeline,
    /// What a person can do, and a diary.
    SelfCare,
    /// The terms that it uses.
    Glossary,
    /// The references.
    Sources,
}

impl Part {
    /// Every part, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Pictures,
        Self::Comparison,
        Self::Questions,
        Self::Timeline,
        Self::SelfCare,
        Self::Glossary,
        Self::Sources,
    ];

    /// The value in the address.
    pub fn value(self) -> &'static str {
        match self {
            Self::Pictures => "pictures",
            Self::Comparison => "comparison",
            Self::Questions => "questions",
            Self::Timeline => "timeline",
            Self::SelfCare => "self-care",
            Self::Glossary => "glossary",
            Self::Sources => "sources",
        }
    }
}

/// How much the kit tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Detail {
    /// What most people need.
    #[default]
    Plain,
    /// Causes, tests, what is not known and the like as well.
    More,
}

/// The paper that it is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 8.5 by 11 inches.
    #[default]
    Letter,
    /// 210 by 297 millimeters.
    A4,
}

impl Paper {
    /// The value in the address.
    pub fn value(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::A4 => "a4",
        }
    }
}

/// Why an address is none of a kit. Readers are told by the words of the form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KitFault {
    /// It names no topic.
    #[error("it is about no page that there is")]
    NoTopic,
    /// It names more than [`MOST_TOPICS`].
    #[error("it is about more than {MOST_TOPICS} topics")]
    TooManyTopics,
    /// It names several levels; their maps of the body would be taken for one.
    #[error("it is about several levels")]
    SeveralLevels,
    /// A field has a value that there is not.
    #[error("it has the {field} \"{value}\", which there is not")]
    Unknown {
        /// The name of the field.
        field: &'static str,
        /// The value as it came.
        value: String,
    },
}

impl KitFault {
    /// The field that it is about.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Unknown { field, .. } => field,
            _ => ABOUT,
        }
    }
}

/// What an address asks for, as far as it is known; what a form shows as chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitQuery {
    about: Vec<Slug>,
    unsure: bool,
    parts: BTreeSet<Part>,
    detail: Detail,
    is_large: bool,
    paper: Paper,
    faults: Vec<KitFault>,
}

impl KitQuery {
    /// Reads the names and values of an address; names that no kit has are passed over.
    pub fn read<'q>(pairs: impl Iterator<Item = (&'q str, &'q str)>, library: &Library) -> Self {
        let pairs: Vec<(&str, &str)> = pairs.filter(|(_, value)| !value.is_empty()).collect();
        let all = |name: &'static str| {
            pairs
                .iter()
                .filter(move |(known, _)| *known == name)
                .map(|(_, value)| *value)
        };
        let mut faults = Vec::new();
        let mut asked = |name: &'static str, is_known: &dyn Fn(&str) -> bool| -> Vec<&str> {
            let (known, unknown): (Vec<&str>, Vec<&str>) = all(name).partition(|value| is_known(value));
            faults.extend(unknown.into_iter().map(|value| KitFault::Unknown {
                field: name,
                value: value.to_owned(),
            }));
            known
        };
        let about = asked(ABOUT, &|value| is_topic(library, value));
        let parts = asked(PART, &|value| {
            value == NO_PART || Part::ALL.iter().any(|part| part.value() == value)
        });
        let detail = asked(DETAIL, &|value| ["plain", "more"].contains(&value));
        let print = asked(PRINT, &|value| ["usual", "large"].contains(&value));
        let paper = asked(PAPER, &|value| ["letter", "a4"].contains(&value));
        let is_in = |part: &Part| parts.is_empty() || parts.contains(&part.value());
        Self {
            about: topics(library)
                .filter(|article| about.contains(&article.slug.as_str()))
                .map(|article| article.slug.clone())
                .collect(),
            unsure: about.contains(&NOT_SURE),
            parts: Part::ALL.into_iter().filter(is_in).collect(),
            detail: if detail.contains(&"more") {
                Detail::More
            } else {
                Detail::Plain
            },
            is_large: print.contains(&"large"),
            paper: if paper.contains(&"a4") {
                Paper::A4
            } else {
                Paper::Letter
            },
            faults,
        }
    }

    /// What is wrong with the address itself; that it names no topic yet is no fault here.
    pub fn faults(&self) -> &[KitFault] {
        &self.faults
    }

    /// The choice, once there is nothing wrong with it.
    pub fn choice(mut self, library: &Library) -> Result<KitChoice, Self> {
        let levels = self.about.iter().filter(|slug| is_level(library, slug)).count();
        let count = self.about.len() + usize::from(self.unsure);
        let rules = [
            (count == 0 && self.faults.is_empty(), KitFault::NoTopic),
            (count > MOST_TOPICS, KitFault::TooManyTopics),
            (levels > 1, KitFault::SeveralLevels),
        ];
        let broken = rules.into_iter().filter(|(is_broken, _)| *is_broken);
        self.faults.extend(broken.map(|(_, fault)| fault));
        if self.faults.is_empty() {
            Ok(KitChoice(self))
        } else {
            Err(self)
        }
    }

    /// Whether a topic is chosen, or [`NOT_SURE`].
    pub fn is_about(&self, value: &str) -> bool {
        if value == NOT_SURE {
            self.unsure
        } else {
            self.about.iter().any(|slug| slug.as_str() == value)
        }
    }

    /// Whether a part is in it.
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// How much it tells.
    pub fn detail(&self) -> Detail {
        self.detail
    }

    /// Whether it is in large print.
    pub fn is_large(&self) -> bool {
        self.is_large
    }

    /// The paper that it is printed on.
    pub fn paper(&self) -> Paper {
        self.paper
    }

    /// The topics as the address names them.
    pub fn about(&self) -> impl Iterator<Item = &str> {
        let unsure = self.unsure.then_some(NOT_SURE);
        self.about.iter().map(Slug::as_str).chain(unsure)
    }

    /// The one way to write what is known of it in an address; what is usual is left out.
    pub fn query(&self) -> String {
        let KitQuery {
            parts,
            detail,
            is_large,
            paper,
            ..
        } = self;
        let about = self.about().map(|value| (ABOUT, value));
        let parts: Vec<&str> = match parts.len() {
            0 => vec![NO_PART],
            count if count == Part::ALL.len() => Vec::new(),
            _ => parts.iter().map(|part| part.value()).collect(),
        };
        let others = [
            (*detail == Detail::More).then_some((DETAIL, "more")),
            is_large.then_some((PRINT, "large")),
            (*paper == Paper::A4).then_some((PAPER, "a4")),
        ];
        let pairs = about
            .chain(parts.into_iter().map(|value| (PART, value)))
            .chain(others.into_iter().flatten());
        // Every value is a slug or a word of this file, so that nothing needs an escape.
        let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("&")
    }
}

/// What a kit is to be: at least one topic, and nothing that the library does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitChoice(KitQuery);

impl KitChoice {
    /// A kit about these topics with every part; a page withdrawn since they were chosen is left out.
    pub fn about<'t>(topics: impl Iterator<Item = &'t str>, library: &Library) -> Result<Self, KitQuery> {
        let known = topics.filter(|value| is_topic(library, value));
        KitQuery::read(known.map(|topic| (ABOUT, topic)), library).choice(library)
    }

    /// What it asks for.
    pub fn asked(&self) -> &KitQuery {
        &self.0
    }

    /// The one way to write it in an address; what is usual is left out.
    pub fn query(&self) -> String {
        self.0.query()
    }
}

/// Every page that a kit can be about, in the order of the form.
pub fn topics(library: &Library) -> impl Iterator<Item = &Article> {
    KINDS.into_iter().flat_map(|kind| library.of_kind(kind))
}

/// The page with this slug that a kit can be about.
fn topic<'a>(library: &'a Library, slug: &str) -> Option<&'a Article> {
    topics(library).find(|article| article.slug.as_str() == slug)
}

fn is_topic(library: &Library, value: &str) -> bool {
    value == NOT_SURE || topic(library, value).is_some()
}

fn is_level(library: &Library, slug: &Slug) -> bool {
    topic(library, slug.as_str()).is_some_and(|article| article.kind == Kind::Level)
}

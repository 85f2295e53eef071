//! An article as the rest of the program sees it: checked front matter and a rendered body.

use std::{fmt, str::FromStr, sync::Arc};

use jiff::civil::Date;

use super::{Comparison, Html, Kind, Level, LevelName, Quality, SourceId, excerpts::Manuscript};

/// The last segment of an article's URL: lower-case letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// For text that is no page.
    pub(in crate::content) fn of_no_page() -> Self {
        Self(String::new())
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if text.split('-').all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err("a slug has lower-case letters and digits, with single hyphens between them")
        }
    }
}

/// One page of the library.
#[derive(Debug, Clone)]
pub struct Article {
    /// What it is about.
    pub kind: Kind,
    /// Where it stands within its kind.
    pub slug: Slug,
    /// The heading and the name in lists; at most 65 characters.
    pub title: String,
    /// The definition in one sentence; for a question, the short answer in at most two.
    pub summary: String,
    /// Other names readers may know it by.
    pub also_called: Vec<String>,
    /// Two to five sentences to take away, rendered, citations included.
    pub key_points: Vec<Html>,
    /// What belongs to the kind alone.
    pub details: Details,
    /// Paths of related pages without the leading slash (`conditions/herniated-disc`), in the author's order.
    pub related: Vec<String>,
    /// What to do after reading. `None` only on about pages.
    pub next_step: Option<NextStep>,
    /// When and by whom it was checked.
    pub review: Review,
    /// What was changed and when, newest first.
    pub changes: Vec<Change>,
    /// The rendered text.
    pub body: Body,
    /// The same in plain sentences, for the search; the opening is the first.
    pub sections: Arc<[Section]>,
    /// The steps of a procedure alone. `None` on other pages.
    pub timeline: Option<Timeline>,
    /// How good it is, as numbers.
    pub quality: Quality,
    /// What it was rendered from, so that parts of it can be rendered beside those of others.
    pub(in crate::content) manuscript: Arc<Manuscript>,
    /// The file it came from, relative to the content folder.
    pub file: String,
}

impl Article {
    /// The path on the site, with the leading slash and without a language prefix.
    pub fn path(&self) -> String {
        format!("/{}/{}", self.kind.folder(), self.slug)
    }

    /// Minutes it takes to read at 200 words a minute, at least one.
    pub fn reading_minutes(&self) -> usize {
        self.body.words.div_ceil(200).max(1)
    }
}

/// Front matter that only one kind has.
#[derive(Debug, Clone)]
pub enum Details {
    /// Where in the spine the part lies.
    Anatomy {
        /// Regions of the spine.
        regions: Vec<Region>,
        /// Disc levels such as `L3-L4`; empty when it is about all.
        levels: Vec<LevelName>,
    },
    /// Where the problem arises and how records code it.
    Condition {
        /// Regions of the spine.
        regions: Vec<Region>,
        /// Disc levels such as `L3-L4`; empty when it is about all.
        levels: Vec<LevelName>,
        /// ICD-10 codes; empty when the facts give none.
        icd10: Vec<String>,
    },
    /// Which nerve roots can cause it.
    Symptom {
        /// Roots such as `L5`.
        nerves: Vec<String>,
    },
    /// What the test exposes a person to.
    Test {
        /// X-ray dose, in words.
        radiation: Radiation,
    },
    /// Whether guidelines favor it.
    Treatment {
        /// The stance in one phrase.
        stance: Stance,
    },
    /// What having it involves.
    Procedure {
        /// Regions of the spine.
        regions: Vec<Region>,
        /// Disc levels; empty when it is done at any.
        levels: Vec<LevelName>,
        /// Anesthesia in a short phrase.
        anesthesia: String,
        /// Time in hospital in a short phrase.
        stay: String,
        /// Whether it tells of all procedures, so that nobody has had "it".
        general: bool,
    },
    /// Which nerves the disc usually presses, and what that does.
    Level(Box<Level>),
    /// The choices and what is known of them.
    Comparison(Box<Comparison>),
    /// Where the question stands on the questions page.
    Question {
        /// The group it is listed under.
        topic: Topic,
    },
    /// What the example shows.
    Story {
        /// Whether the person had an operation.
        operated: bool,
        /// `better`, `same` or `worse`.
        result: String,
    },
    /// Who keeps the page.
    About {
        /// A role, never a person who does not exist.
        owner: String,
    },
}

impl Details {
    /// The levels that the page names as its own, without the page of a level itself.
    pub fn levels(&self) -> &[LevelName] {
        match self {
            Self::Anatomy { levels, .. } | Self::Condition { levels, .. } | Self::Procedure { levels, .. } => levels,
            _ => &[],
        }
    }
}

/// A part of the spine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// The neck.
    Cervical,
    /// The chest part.
    Thoracic,
    /// The lower back.
    Lumbar,
}

/// How much X-ray a test uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Radiation {
    /// None at all.
    None,
    /// About a plain X-ray.
    Low,
    /// About a CT scan.
    Moderate,
    /// Depends on which test of the group is used.
    Varies,
}

/// What guidelines say of a treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub enum Stance {
    /// Advised for most people.
    #[serde(rename = "recommended")]
    Recommended,
    /// Some evidence, or advised for some.
    #[serde(rename = "may help")]
    MayHelp,
    /// Advised against.
    #[serde(rename = "not recommended")]
    NotRecommended,
    /// No good evidence.
    #[serde(rename = "unproven")]
    Unproven,
}

/// The group of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// What the condition is.
    About,
    /// What usually happens.
    Outlook,
    /// Finding out.
    Diagnosis,
    /// What a person can do.
    SelfCare,
    /// Care without an operation.
    Treatments,
    /// Operations.
    Surgery,
    /// Work, sleep, travel, sport.
    DailyLife,
    /// Coming back.
    Recurrence,
}

/// The one thing to do after reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The words on the button.
    pub text: String,
    /// A path on this site.
    pub href: String,
}

/// When and by whom an article was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The day the editors last checked the whole page.
    pub reviewed: Date,
    /// The day by which they check it again.
    pub next_review: Date,
    /// Whether a clinician has signed it off. `None` on about pages, which need no such review.
    pub clinical: Option<ClinicalReview>,
}

/// The state of a clinician's review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClinicalReview {
    /// Nobody has signed it off yet.
    Awaiting,
    /// Signed off.
    By {
        /// The clinician's name.
        name: String,
        /// Degrees and post.
        credentials: String,
        /// The day of the review.
        date: Date,
    },
}

/// One entry of an article's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day of the change.
    pub date: Date,
    /// What changed, in the reader's words.
    pub what: String,
}

/// The rendered text of an article.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Everything under the title, key points and sources excluded; on the page that tells what forms keep, down to there.
    pub html: Html,
    /// What follows on what forms keep, which pages put in between. `None` on all other pages.
    pub after_kept: Option<Html>,
    /// Headings in order, for the contents list.
    pub headings: Vec<Heading>,
    /// Sources in order of first citation, key points counted first; the number shown is the index plus one.
    pub citations: Vec<SourceId>,
    /// The glossary's terms that it uses or is about, as the anchors of their entries.
    pub terms: Vec<String>,
    /// Number of words a reader reads.
    pub words: usize,
    /// Internal links as written, with the line in the file.
    pub links: Vec<(String, usize)>,
}

/// The steps of a procedure alone, from before to long after, for a page of their own.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The signs of an emergency; empty when the article names none.
    pub emergency: Html,
    /// A section for each part, with its heading and its steps.
    pub phases: Html,
    /// Sources in order of first citation, numbered for this page alone.
    pub citations: Vec<SourceId>,
}

/// A stretch of a page that a link can lead to, in plain sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The anchor; empty for what stands before the first heading.
    pub anchor: String,
    /// The heading, without markup; empty for what stands before the first.
    pub heading: String,
    /// What a reader reads there, sentence by sentence, without marks of sources.
    pub sentences: Vec<String>,
}

/// A heading with an id to link to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 4.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The words, without markup.
    pub text: String,
}

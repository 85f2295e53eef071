//! What articles are about: the kinds, where each stands, and the keys of the words that name it.

/// What an article is about; decides its folder, URL, required sections and template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Parts of the spine and how they work.
    Anatomy,
    /// A named problem of a disc or of what lies beside it.
    Condition,
    /// Something a person feels or notices.
    Symptom,
    /// A way of finding out what is wrong.
    Test,
    /// Care without an operation.
    Treatment,
    /// An operation or injection.
    Procedure,
    /// One disc and the nerves beside it.
    Level,
    /// Choices side by side.
    Comparison,
    /// One question with its short answer.
    Question,
    /// An example journey, marked as no real person.
    Story,
    /// How the site itself works.
    About,
}

impl Kind {
    /// Every kind, in the order in which the site lists them.
    pub const ALL: [Self; 11] = [
        Self::Anatomy,
        Self::Condition,
        Self::Symptom,
        Self::Test,
        Self::Treatment,
        Self::Procedure,
        Self::Level,
        Self::Comparison,
        Self::Question,
        Self::Story,
        Self::About,
    ];

    /// The first segment of the URL; also the folder under `content/<language>/`, but that of comparisons, which are data
    /// and stand in `comparisons/`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Anatomy => "anatomy",
            Self::Condition => "conditions",
            Self::Symptom => "symptoms",
            Self::Test => "tests",
            Self::Treatment => "treatments",
            Self::Procedure => "procedures",
            Self::Level => "levels",
            Self::Comparison => "compare",
            Self::Question => "questions",
            Self::Story => "stories",
            Self::About => "about",
        }
    }

    /// The kind whose folder this is.
    pub fn from_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// The key of its name among the words.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Anatomy => "kind-anatomy",
            Self::Condition => "kind-conditions",
            Self::Symptom => "kind-symptoms",
            Self::Test => "kind-tests",
            Self::Treatment => "kind-treatments",
            Self::Procedure => "kind-procedures",
            Self::Level => "kind-levels",
            Self::Comparison => "kind-comparisons",
            Self::Question => "kind-questions",
            Self::Story => "kind-stories",
            Self::About => "kind-about",
        }
    }

    /// The key of the heading of its list.
    pub fn list_key(self) -> &'static str {
        match self {
            Self::Level => "index-levels",
            Self::Comparison => "index-comparisons",
            Self::Question => "index-questions",
            Self::Story => "index-stories",
            Self::About => "index-about",
            Self::Anatomy | Self::Condition | Self::Symptom | Self::Test | Self::Treatment | Self::Procedure => {
                self.name_key()
            }
        }
    }

    /// The key of what its list is for.
    pub fn list_intro_key(self) -> &'static str {
        match self {
            Self::Anatomy => "intro-anatomy",
            Self::Condition => "intro-conditions",
            Self::Symptom => "intro-symptoms",
            Self::Test => "intro-tests",
            Self::Treatment => "intro-treatments",
            Self::Procedure => "intro-procedures",
            Self::Level => "intro-levels",
            Self::Comparison => "intro-comparisons",
            Self::Question => "intro-questions",
            Self::Story => "intro-stories",
            Self::About => "intro-about",
        }
    }
}

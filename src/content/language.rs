//! The languages a library can be written in.

/// A language of the site; decides the content folder and the start of every URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// US English, at the root of the site.
    English,
}

impl Language {
    /// The BCP 47 tag, for `lang` and `hreflang`; also the folder under `content/`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// What stands before every path of this language; empty for the language at the root.
    pub fn url_prefix(self) -> &'static str {
        match self {
            Self::English => "",
        }
    }
}

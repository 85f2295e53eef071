//! The references that articles cite, from `sources.toml`.

use std::fmt;

use serde::Deserialize;

/// The id of a source, such as `S27`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct SourceId(pub(in crate::content) String);

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One reference.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Authors, title and where it appeared.
    pub reference: String,
    /// The year or `current`; empty when not known.
    pub year: String,
    /// What sort of publication it is.
    pub kind: SourceKind,
    /// Where to read it. `None` for books and the like.
    pub url: Option<String>,
}

/// What sort of publication a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// Advice of a professional or public body.
    Guideline,
    /// A review of studies.
    Review,
    /// A trial.
    Trial,
    /// Any other study.
    Study,
    /// One or a few cases.
    #[serde(rename = "case report")]
    CaseReport,
    /// A book.
    Textbook,
    /// A leaflet of one hospital.
    #[serde(rename = "hospital leaflet")]
    HospitalLeaflet,
    /// A page of a health service.
    #[serde(rename = "health service")]
    HealthService,
    /// An online reference work.
    #[serde(rename = "reference page")]
    ReferencePage,
    /// News or a regulator.
    #[serde(rename = "press and regulator")]
    PressAndRegulator,
    /// What clinicians usually do; not yet confirmed.
    #[serde(rename = "usual practice")]
    UsualPractice,
}

/// All references, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub(in crate::content) entries: Vec<(SourceId, Source)>,
}

impl Sources {
    /// Every reference with its id.
    pub fn iter(&self) -> impl Iterator<Item = (&SourceId, &Source)> {
        self.entries.iter().map(|(id, source)| (id, source))
    }

    /// The reference with this id.
    pub fn get(&self, id: &SourceId) -> Option<&Source> {
        self.entries
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, source)| source)
    }
}

//! The numbered list of sources at the end of a page.

use super::Frame;
use crate::content::{SourceId, SourceKind};

/// A source in the list at the end.
pub(super) struct Cited<'a> {
    pub(super) number: usize,
    pub(super) reference: &'a str,
    pub(super) url: Option<&'a str>,
    /// What it is and from when.
    pub(super) description: String,
    pub(super) back: String,
}

impl<'a> Cited<'a> {
    /// The sources that a page cites, numbered from 1.
    pub(super) fn all(frame: &Frame<'a>, citations: &[SourceId]) -> Vec<Self> {
        let words = frame.library.words();
        let sources = citations.iter().zip(1..);
        sources
            .filter_map(|(id, number)| {
                let source = frame.library.sources().get(id)?;
                let kind = words.get(source_key(source.kind));
                Some(Self {
                    number,
                    reference: &source.reference,
                    url: source.url.as_deref(),
                    description: match source.year.as_str() {
                        "" => kind,
                        year => format!("{kind}, {year}"),
                    },
                    back: words.with("source-back", "number", number),
                })
            })
            .collect()
    }
}

/// The word for a sort of publication.
pub(super) fn source_key(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Guideline => "source-guideline",
        SourceKind::Review => "source-review",
        SourceKind::Trial => "source-trial",
        SourceKind::Study => "source-study",
        SourceKind::CaseReport => "source-case-report",
        SourceKind::Textbook => "source-textbook",
        SourceKind::HospitalLeaflet => "source-hospital-leaflet",
        SourceKind::HealthService => "source-health-service",
        SourceKind::ReferencePage => "source-reference-page",
        SourceKind::PressAndRegulator => "source-press-and-regulator",
        SourceKind::UsualPractice => "source-usual-practice",
    }
}

/// How many there are of a sort of publication.
pub(super) fn count_key(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Guideline => "count-guideline",
        SourceKind::Review => "count-review",
        SourceKind::Trial => "count-trial",
        SourceKind::Study => "count-study",
        SourceKind::CaseReport => "count-case-report",
        SourceKind::Textbook => "count-textbook",
        SourceKind::HospitalLeaflet => "count-hospital-leaflet",
        SourceKind::HealthService => "count-health-service",
        SourceKind::ReferencePage => "count-reference-page",
        SourceKind::PressAndRegulator => "count-press-and-regulator",
        SourceKind::UsualPractice => "count-usual-practice",
    }
}

//! Every reference of the site, grouped by what it is.

use askama::Template;

use super::{
    Address, Frame, RenderError, Rendered,
    cited::source_key,
    layout::{HTML, Layout, fill},
    structured_data,
};
use crate::content::{SourceKind, Words};

/// The order of the groups: what weighs most comes first.
const ORDER: [SourceKind; 11] = [
    SourceKind::Guideline,
    SourceKind::Review,
    SourceKind::Trial,
    SourceKind::Study,
    SourceKind::CaseReport,
    SourceKind::HealthService,
    SourceKind::HospitalLeaflet,
    SourceKind::ReferencePage,
    SourceKind::Textbook,
    SourceKind::PressAndRegulator,
    SourceKind::UsualPractice,
];

#[derive(Template)]
#[template(path = "pages/sources.html")]
struct SourcesPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    count: String,
    groups: Vec<Group<'a>>,
}

struct Group<'a> {
    id: &'static str,
    heading: String,
    sources: Vec<Reference<'a>>,
}

struct Reference<'a> {
    /// The id in the files of the authors, in small letters.
    id: String,
    text: &'a str,
    year: &'a str,
    url: Option<&'a str>,
}

/// Renders the list of references.
pub(super) fn render(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let path = Address::Sources.path();
    let mut layout = Layout::new(frame, words.get("sources-heading"), words.get("sources-intro"))
        .at(&path)
        .below(Vec::new());
    layout.structured = structured_data::plain("CollectionPage", &layout);
    let page = SourcesPage {
        words,
        count: words.with("sources-count", "count", frame.library.sources().iter().count()),
        groups: ORDER
            .into_iter()
            .map(|kind| group(frame, kind))
            .filter(|group| !group.sources.is_empty())
            .collect(),
        layout,
    };
    fill(&path, HTML, &page)
}

fn group<'a>(frame: &Frame<'a>, kind: SourceKind) -> Group<'a> {
    let sources = frame.library.sources().iter().filter(|(_, source)| source.kind == kind);
    Group {
        id: source_key(kind),
        heading: frame.library.words().get(plural_key(kind)),
        sources: sources
            .map(|(id, source)| Reference {
                id: id.to_string().to_lowercase(),
                text: &source.reference,
                year: &source.year,
                url: source.url.as_deref(),
            })
            .collect(),
    }
}

fn plural_key(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Guideline => "sources-guidelines",
        SourceKind::Review => "sources-reviews",
        SourceKind::Trial => "sources-trials",
        SourceKind::Study => "sources-studies",
        SourceKind::CaseReport => "sources-case-reports",
        SourceKind::Textbook => "sources-textbooks",
        SourceKind::HospitalLeaflet => "sources-hospital-leaflets",
        SourceKind::HealthService => "sources-health-services",
        SourceKind::ReferencePage => "sources-reference-pages",
        SourceKind::PressAndRegulator => "sources-press-and-regulators",
        SourceKind::UsualPractice => "sources-usual-practice",
    }
}

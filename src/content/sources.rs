//! The references that articles cite, from `sources.toml`.

use std::fmt;

use serde::Deserialize;

use super::{Problem, Rule, fields::Fields};

pub(in crate::content) const SOURCE_ID: Rule = Rule::error(
    "source-id",
    "The id of a source is S and a number.",
    "use S and a number, such as S27",
);
pub(in crate::content) const SOURCE_URL: Rule = Rule::error(
    "source-url",
    "A source's address is one of the web.",
    "begin it with https://, or leave the key out",
);

/// Where the references stand.
pub(in crate::content) const FILE: &str = "sources.toml";

/// The id that stands for usual practice, which no publication backs.
const USUAL_PRACTICE: &str = "P";

/// The id of a source, such as `S27`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(in crate::content) String);

impl SourceId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it stands for usual practice instead of a publication.
    pub fn is_usual_practice(&self) -> bool {
        self.0 == USUAL_PRACTICE
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One reference.
#[derive(Debug, Clone)]
pub struct Source {
    /// The line of its table in the file.
    pub(in crate::content) line: usize,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
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

impl SourceKind {
    /// What `sources.toml` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Guideline => "guideline",
            Self::Review => "review",
            Self::Trial => "trial",
            Self::Study => "study",
            Self::CaseReport => "case report",
            Self::Textbook => "textbook",
            Self::HospitalLeaflet => "hospital leaflet",
            Self::HealthService => "health service",
            Self::ReferencePage => "reference page",
            Self::PressAndRegulator => "press and regulator",
            Self::UsualPractice => "usual practice",
        }
    }
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

    /// How many there are, usual practice left out.
    pub(in crate::content) fn published(&self) -> usize {
        self.entries.iter().filter(|(id, _)| !id.is_usual_practice()).count()
    }
}

impl Sources {
    pub(in crate::content) fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(FILE, text, 1)?;
        let mut problems = Vec::new();
        let mut entries = Vec::new();
        for (id, mut source) in fields.tables() {
            let line = source.line();
            let read = Source::read(&mut source);
            problems.extend(source.finish());
            if !is_source_id(&id) {
                problems.push(Problem::new(
                    FILE,
                    line,
                    SOURCE_ID.broken(format!("`{id}` is not an id of a source")),
                ));
            }
            entries.extend(read.map(|source| (SourceId(id), source)));
        }
        problems.extend(fields.finish());
        if problems.is_empty() {
            Ok(Self { entries })
        } else {
            Err(problems)
        }
    }
}

impl Source {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let reference = fields.required("reference");
        let year = fields.required("year");
        let kind = fields.required("kind");
        let url = fields.optional::<String>("url");
        if let Some(at) = url
            .as_ref()
            .filter(|at| !at.value.starts_with("https://") && !at.value.starts_with("http://"))
        {
            fields.fault(
                at.line,
                SOURCE_URL.broken(format!("`{}` is not a web address", at.value)),
            );
        }
        Some(Self {
            line: fields.line(),
            reference: reference?.value,
            year: year?.value,
            kind: kind?.value,
            url: url.map(|at| at.value),
        })
    }
}

fn is_source_id(id: &str) -> bool {
    id == USUAL_PRACTICE
        || id
            .strip_prefix('S')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_keep_the_order_of_the_file() {
        let entry = |id: &str| format!("[{id}]\nreference = \"r\"\nyear = \"\"\nkind = \"review\"\n");
        let sources = Sources::parse(&(entry("S10") + &entry("S2") + &entry("P"))).unwrap();
        let ids: Vec<&str> = sources.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["S10", "S2", "P"]);
    }

    #[test]
    fn an_unknown_kind_is_told_with_its_line() {
        let text = "[S1]\nreference = \"r\"\nyear = \"\"\nkind = \"blog\"\n";
        let problems = Sources::parse(text).unwrap_err();
        assert_eq!((problems[0].line, problems[0].rule.name), (4, "wrong-value"));
    }
}

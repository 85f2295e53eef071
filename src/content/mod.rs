//! Turns the files that authors write into a checked [`Library`]; the first stage of the reading lane.

mod article;
mod glossary;
mod html;
mod language;
mod library;
mod problem;
mod site_facts;
mod sources;
mod words;

pub use article::{
    Article, Body, Change, ClinicalReview, Details, Heading, Kind, NextStep, Radiation, Region, Review, Slug, Stance,
    Topic,
};
pub use glossary::{Glossary, Term};
pub use html::Html;
pub use language::Language;
pub use library::Library;
pub use problem::{ContentProblems, Problem, Severity};
pub use site_facts::{RetentionDays, SiteFacts};
pub use sources::{Source, SourceId, SourceKind, Sources};
pub use words::Words;

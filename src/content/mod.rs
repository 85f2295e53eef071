//! Turns the files that authors write into a checked [`Library`]; the first stage of the reading lane.

mod article;
mod claims;
mod comparison;
mod details;
mod draft;
mod excerpts;
mod fields;
mod figure;
mod figure_labels;
mod figure_parts;
mod folder;
mod front_matter;
mod glossary;
mod html;
mod kind;
mod language;
mod level;
mod level_finder;
mod library;
mod markdown;
mod out_of_100;
mod placeholder;
mod problem;
mod quality;
mod questions_to_ask;
mod red_flags;
mod rule;
mod rules;
mod scan_words;
mod site_facts;
mod sources;
mod stock;
mod symptom_check;
mod synonyms;
mod words;

pub use article::{
    Article, Body, Change, ClinicalReview, Details, Heading, NextStep, Radiation, Region, Review, Section, Slug,
    Stance, Timeline, Topic,
};
pub use comparison::{Cell, Certainty, Choice, Comparison, Finding, OutcomeGroup, OutcomeRow, TextId};
pub use excerpts::{Excerpt, Excerpts, Extras, Warning};
pub use folder::ContentDir;
pub use glossary::{Glossary, Term};
pub use html::Html;
pub use kind::Kind;
pub use language::Language;
pub use level::{Confidence, Level, LevelName, Root, Weakness};
pub use level_finder::{Fit, LevelFinder, Pick, PickGroup, UrgentAdvice};
pub use library::Library;
pub use out_of_100::OutOf100;
pub use problem::{ContentProblems, Problem};
pub use quality::{Measure, Quality, Summary, Survey, Surveyed};
pub use questions_to_ask::{QuestionsToAsk, VisitTopic};
pub use red_flags::{RedFlags, Sign};
pub use rule::{Rule, Severity};
pub use rules::RULES;
pub use scan_words::{Explained, ExplainedWord, Found, FoundWord, ScanFinding, ScanWord, ScanWords, WordGroup};
pub use site_facts::{RetentionDays, SiteFacts};
pub use sources::{Source, SourceId, SourceKind, Sources};
pub use symptom_check::{Advice, Answer, Answers, CheckQuestion, NextSteps, SymptomCheck, Urgency};
pub use synonyms::{Meaning, Spelling, Synonyms};
pub use words::{Values, Words};

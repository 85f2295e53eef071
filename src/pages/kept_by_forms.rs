//! What each form keeps, as the privacy page tells it: a short table a form, from the table of the forms room.

use super::Frame;
use crate::forms::{FormName, KeptField};

/// What one form keeps.
pub(super) struct KeptByForm {
    /// The id of the heading.
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) lead: String,
    pub(super) rows: Vec<KeptRow>,
    pub(super) days: String,
}

/// One thing that is kept.
pub(super) struct KeptRow {
    pub(super) what: String,
    pub(super) why: String,
    pub(super) seen_by: Vec<String>,
}

impl KeptByForm {
    /// Every form, in the order in which staff see them.
    pub(super) fn all(frame: &Frame<'_>) -> Vec<Self> {
        FormName::ALL.map(|form| Self::of(frame, form)).into()
    }

    fn of(frame: &Frame<'_>, form: FormName) -> Self {
        let words = frame.library.words();
        let (heading, lead) = keys(form);
        Self {
            id: anchor(form),
            heading: words.get(heading),
            lead: words.get(lead),
            rows: form.kept().iter().map(|field| KeptRow::of(frame, field)).collect(),
            days: days(frame, form),
        }
    }
}

impl KeptRow {
    fn of(frame: &Frame<'_>, field: &KeptField) -> Self {
        let words = frame.library.words();
        Self {
            what: words.get(field.what),
            why: sentence(&words.get(field.why)),
            seen_by: field.seen_by.iter().map(|receiver| words.get(receiver.key())).collect(),
        }
    }
}

/// The id under which the privacy page tells what a form keeps.
pub(super) fn anchor(form: FormName) -> String {
    format!("kept-{form}")
}

/// How long it is kept, as the form and the privacy page say it.
pub(super) fn days(frame: &Frame<'_>, form: FormName) -> String {
    let library = frame.library;
    let days = form.days_kept(&library.site().retention_days);
    let key = match form {
        FormName::Updates => "updates-kept",
        _ => "form-kept",
    };
    library.words().with(key, "days", days)
}

/// The keys of the heading and of what stands under it.
fn keys(form: FormName) -> (&'static str, &'static str) {
    match form {
        FormName::Kit => ("kept-by-kit", "kept-by-kit-lead"),
        FormName::Contact => ("kept-by-contact", "kept-by-contact-lead"),
        FormName::ScanReview => ("kept-by-scan-review", "kept-by-scan-review-lead"),
        FormName::Connect => ("kept-by-connect", "kept-by-connect-lead"),
        FormName::Volunteer => ("kept-by-volunteer", "kept-by-volunteer-lead"),
        FormName::Updates => ("kept-by-updates", "kept-by-updates-lead"),
        FormName::Feedback => ("kept-by-feedback", "kept-by-feedback-lead"),
    }
}

/// A part of a sentence as a sentence of its own.
fn sentence(part: &str) -> String {
    let mut rest = part.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    format!("{}{}.", first.collect::<String>(), rest.as_str())
}

//! The confirmation: what was sent, under which number, and what comes next. No personal data.
//!
//! Where the text that was sent may tell of an emergency, the emergency card stands before it.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    emergency::EmergencyCard,
    layout::{HTML, Layout, fill},
};
use crate::{
    content::{SiteFacts, Words},
    forms::{FormName, MyRequestForm, Reference},
};

#[derive(Template)]
#[template(path = "pages/sent.html")]
struct SentPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    site: &'a SiteFacts,
    home: String,
    my_request: String,
    /// What stands before the confirmation. `None` when nothing sounded urgent.
    urgent: Option<EmergencyCard<'a>>,
    confirmed: String,
    reference: String,
    next: String,
    /// Whether staff answer it.
    answered: bool,
    kept: String,
}

/// Renders the confirmation of a request that is stored.
pub fn sent(frame: &Frame<'_>, form: FormName, reference: &Reference) -> Result<Rendered, RenderError> {
    fill("sent", HTML, &page(frame, form, reference))
}

/// Renders the confirmation of a request whose text may tell of an emergency.
pub fn sent_urgent(frame: &Frame<'_>, form: FormName, reference: &Reference) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let page = SentPage {
        layout: Layout::new(frame, words.get("urgent-title"), words.get("sent-description")).for_a_form(),
        urgent: Some(EmergencyCard::of(frame)),
        ..page(frame, form, reference)
    };
    fill("sent", HTML, &page)
}

fn page<'a>(frame: &Frame<'a>, form: FormName, reference: &Reference) -> SentPage<'a> {
    let words = frame.library.words();
    let site = frame.library.site();
    let (heading, next, kept) = match form {
        FormName::Kit => ("sent-kit", "sent-kit-next", "sent-kept"),
        FormName::Contact => ("sent-contact", "sent-contact-next", "sent-kept"),
        FormName::ScanReview => ("sent-scan-review", "sent-scan-review-next", "sent-kept"),
        FormName::Connect => ("sent-connect", "sent-connect-next", "sent-kept"),
        FormName::Volunteer => ("sent-volunteer", "sent-volunteer-next", "sent-kept"),
        FormName::Updates => ("sent-updates", "sent-updates-next", "updates-kept"),
        FormName::Feedback => ("sent-feedback", "sent-feedback-next", "sent-kept"),
    };
    let layout = Layout::new(frame, words.get(heading), words.get("sent-description")).for_a_form();
    SentPage {
        words,
        site,
        home: layout.href("/"),
        my_request: layout.href(MyRequestForm::PATH),
        urgent: None,
        confirmed: layout.heading.clone(),
        reference: reference.to_string(),
        answered: form.is_checked(),
        next: words.with(next, "days", site.reply_working_days),
        kept: words.with(kept, "days", form.days_kept(&site.retention_days)),
        layout,
    }
}

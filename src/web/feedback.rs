//! Feedback on a page: the answer at its foot, then a form of its own, then the confirmation.
//!
//! The foot of an article holds no key, so that everybody can be sent the same bytes; it asks for the form, which has
//! one, and nothing is stored before that is sent.

use axum::{
    extract::{RawQuery, State},
    http::{StatusCode, Uri},
};
use jiff::Timestamp;

use super::{
    requests::{Answer, Desk, SentForm, confirmation, private_page, urgent_confirmation},
    site::SiteHandle,
};
use crate::{
    forms::{FeedbackForm, FieldErrors, FormName, FormStamp, RawForm, SentStamp, Submission},
    pages,
};

/// The form, with the page and the answer from its foot.
pub(super) async fn feedback_form(State(site): State<SiteHandle>, RawQuery(query): RawQuery) -> Answer {
    let site = site.current();
    let query = RawForm::parse(query.unwrap_or_default().as_bytes())?;
    let form = FeedbackForm {
        missing: String::new(),
        ..FeedbackForm::from_raw(&query, site.library())
    };
    let stamp = FormStamp::fresh(Timestamp::now())?;
    let page = pages::feedback_form(&site.frame(), &form, &FieldErrors::default(), &stamp, None)?;
    Ok(private_page(StatusCode::OK, page))
}

/// Takes feedback.
pub(super) async fn send_feedback(State(site): State<SiteHandle>, desk: Desk, SentForm(raw): SentForm) -> Answer {
    let site = site.current();
    let form = FeedbackForm::from_raw(&raw, site.library());
    let sent = SentStamp::from_raw(&raw);
    let outcome = match form.validate() {
        Ok(feedback) => desk.keep(&site, &Submission::Feedback(feedback), &sent).await,
        Err(errors) => Err(desk.refuse(errors)),
    };
    match outcome {
        Ok(kept) => Ok(kept.confirmed_below("/feedback")),
        Err(refusal) => {
            let stamp = refusal.stamp(&sent)?;
            let page = pages::feedback_form(&site.frame(), &form, &refusal.errors, &stamp, refusal.notice())?;
            Ok(refusal.answer(page))
        }
    }
}

/// Confirms feedback.
pub(super) async fn feedback_sent(State(site): State<SiteHandle>, uri: Uri) -> Answer {
    confirmation(&site, FormName::Feedback, &uri)
}

/// Confirms feedback that may tell of an emergency, after the emergency card.
pub(super) async fn feedback_sent_urgent(State(site): State<SiteHandle>, uri: Uri) -> Answer {
    urgent_confirmation(&site, FormName::Feedback, &uri)
}

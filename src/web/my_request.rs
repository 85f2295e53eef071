//! A reader's own request: found by its reference and the email address or phone number in it, shown, corrected, erased.
//!
//! There is no session: every step carries the two again and is checked anew. Nothing of a request stands in a URL, and
//! one that is not there is answered as one that is somebody else's.

use axum::{extract::State, http::StatusCode};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    desk::{Desk, Refusal, goes},
    requests::{Answer, STEP_FIELD, SentForm, private_page, see_other},
    site::{Site, SiteHandle},
};
use crate::{
    forms::{FieldErrors, FormName, MyRequestForm, RawForm, Submission},
    pages::{self, Change, Found, Frame, MyRequest, RenderError, Rendered},
    store::{Status, Stored},
};

/// The form by which a request is found again.
pub(super) async fn show(State(site): State<SiteHandle>) -> Answer {
    answer(&site.current(), &MyRequestForm::default(), None, pages::my_request)
}

/// Shows what is kept of a request.
pub(super) async fn find(State(site): State<SiteHandle>, desk: Desk, SentForm(raw): SentForm) -> Answer {
    let (site, form) = (site.current(), MyRequestForm::from_raw(&raw));
    let stored = match claimed(&desk, &site, &form).await {
        Ok(stored) => stored,
        Err(refusal) => return answer(&site, &form, Some(&refusal), pages::my_request),
    };
    let values = stored.submission.open().map(Submission::typed);
    let found = Found {
        form: stored.listed.form,
        reference: &stored.listed.reference,
        values: values.as_ref(),
        came: day(stored.listed.received),
        goes: day(goes(&site, &stored.listed)),
        is_handled: stored.listed.status == Status::Handled,
        has_notes: !stored.notes.is_empty(),
    };
    answer(&site, &form, None, |frame, request| {
        pages::found_request(frame, request, &found)
    })
}

/// Gives the form that a request was sent by, filled; or takes it and puts it in the place of the request.
pub(super) async fn correct(State(site): State<SiteHandle>, desk: Desk, SentForm(raw): SentForm) -> Answer {
    let (site, form) = (site.current(), MyRequestForm::from_raw(&raw));
    let is_sent = raw.text(STEP_FIELD) == "send";
    let told: Result<FormName, _> = raw.text(pages::FORM_FIELD).parse();
    let stored = match (claimed(&desk, &site, &form).await, told) {
        (Ok(stored), _) => stored,
        (Err(refusal), Ok(name)) if is_sent => {
            let correction = name.read_correction(&raw, site.library());
            return match correction.asked {
                // A double click, whose first has changed by what the reader is known.
                Ok(submission) if !refusal.errors.is_empty() && desk.holds(&form, &submission).await => {
                    Ok(see_other("/my-request/corrected"))
                }
                // What was typed comes back, whatever the reason.
                _ => to_correct(&site, &form, name, &raw, &refusal),
            };
        }
        (Err(refusal), _) => return answer(&site, &form, Some(&refusal), pages::my_request),
    };
    let name = stored.listed.form;
    if !is_sent {
        // What is sealed is typed anew.
        let values = stored.submission.open().map(Submission::typed).unwrap_or_default();
        return answer(&site, &form, None, |frame, request| {
            pages::correct_my_request(frame, request, name, &values)
        });
    }
    let outcome = match name.read_correction(&raw, site.library()).asked {
        Ok(submission) => desk.correct(&stored.listed.reference, &submission).await,
        Err(mistakes) => Err(mistakes.into()),
    };
    match outcome {
        Ok(true) => Ok(see_other("/my-request/corrected")),
        Ok(false) => to_correct(&site, &form, name, &raw, &nothing_found()),
        Err(refusal) => to_correct(&site, &form, name, &raw, &refusal),
    }
}

/// Asks once whether a request is to be erased; or erases it. Whoever sends that twice reads the same twice.
pub(super) async fn erase(State(site): State<SiteHandle>, desk: Desk, SentForm(raw): SentForm) -> Answer {
    let (site, form) = (site.current(), MyRequestForm::from_raw(&raw));
    let is_sent = raw.text(STEP_FIELD) == "send";
    let refusal = match desk.claimed(&site, &form).await {
        Ok(None) if is_sent => return Ok(see_other("/my-request/erased")),
        Ok(Some(stored)) if is_sent => match desk.erase(&stored.listed.reference).await {
            Ok(()) => return Ok(see_other("/my-request/erased")),
            Err(refusal) => Some(refusal),
        },
        Ok(Some(_)) => None,
        Ok(None) => Some(nothing_found()),
        Err(refusal) => Some(refusal),
    };
    match refusal {
        // The same button again, under the reason why it did nothing.
        None => answer(&site, &form, None, pages::erase_my_request),
        Some(refusal) if is_sent && refusal.errors.is_empty() => {
            answer(&site, &form, Some(&refusal), pages::erase_my_request)
        }
        Some(refusal) => answer(&site, &form, Some(&refusal), pages::my_request),
    }
}

/// Says that a request is corrected; can be reloaded and names none.
pub(super) async fn corrected(State(site): State<SiteHandle>) -> Answer {
    let page = pages::my_request_changed(&site.current().frame(), Change::Corrected)?;
    Ok(private_page(StatusCode::OK, page))
}

/// Says that a request is erased; can be reloaded and names none.
pub(super) async fn erased(State(site): State<SiteHandle>) -> Answer {
    let page = pages::my_request_changed(&site.current().frame(), Change::Erased)?;
    Ok(private_page(StatusCode::OK, page))
}

async fn claimed(desk: &Desk, site: &Site, form: &MyRequestForm) -> Result<Stored, Refusal> {
    desk.claimed(site, form).await?.ok_or_else(nothing_found)
}

fn nothing_found() -> Refusal {
    FieldErrors::of_whole_form("error-my-request-unknown").into()
}

/// The form that corrects a request once more, with everything that was typed into it.
fn to_correct(site: &Site, form: &MyRequestForm, name: FormName, raw: &RawForm, refusal: &Refusal) -> Answer {
    let values = name.read_correction(raw, site.library()).typed;
    answer(site, form, Some(refusal), |frame, request| {
        pages::correct_my_request(frame, request, name, &values)
    })
}

/// Answers with a page of this request; a refusal tells why the last step did nothing.
fn answer(
    site: &Site,
    form: &MyRequestForm,
    refusal: Option<&Refusal>,
    page: impl FnOnce(&Frame<'_>, MyRequest<'_>) -> Result<Rendered, RenderError>,
) -> Answer {
    let nothing_wrong = FieldErrors::default();
    let request = MyRequest {
        claim: form,
        errors: refusal.map_or(&nothing_wrong, |refusal| &refusal.errors),
        notice: refusal.and_then(Refusal::notice),
    };
    let page = page(&site.frame(), request)?;
    Ok(match refusal {
        Some(refusal) => refusal.answer(page),
        None => private_page(StatusCode::OK, page),
    })
}

fn day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

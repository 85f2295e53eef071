//! The words of a scan report: explained, and what was typed forgotten.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    error::AppError,
    requests::{SentForm, private_page_coded, sounds_urgent},
    site::SiteHandle,
};
use crate::pages::{self, WordsAsked};

/// Explains the words of a report. Its signature has no way to the store, and nothing of it is in a log or an address.
pub(super) async fn explain(
    State(site): State<SiteHandle>,
    headers: HeaderMap,
    sent: SentForm,
) -> Result<Response, AppError> {
    let site = site.current();
    let fields = sent.fields();
    let asked = WordsAsked {
        text: fields.text("text"),
        ticked: &fields.all("word").collect::<Vec<_>>(),
        age: fields.text("age").parse().ok(),
        sounds_urgent: sounds_urgent(&site, Some(fields.text("text"))),
    };
    let (page, is_asked) = pages::scan_words(&site.frame(), &asked)?;
    let status = if is_asked {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(private_page_coded(status, page, &headers))
}

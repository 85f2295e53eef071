//! The symptom check: answered and forgotten.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    error::AppError,
    requests::{SentForm, private_page},
    site::SiteHandle,
};
use crate::pages;

/// Tells what to do after some answers. Its signature has no way to the store, and no answer is in a log or an address.
pub(super) async fn answer(State(site): State<SiteHandle>, sent: SentForm) -> Result<Response, AppError> {
    let site = site.current();
    let answers: Vec<_> = sent.fields().iter().collect();
    let (page, is_whole) = pages::symptom_check(&site.frame(), &answers)?;
    let status = if is_whole {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(private_page(status, page))
}

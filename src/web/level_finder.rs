//! The levels that fit what a reader ticked: worked out, told and forgotten.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    error::AppError,
    requests::{SentForm, private_page},
    site::SiteHandle,
};
use crate::pages;

/// Tells which levels fit. Its signature has no way to the store, and what was ticked is in no log and no address.
pub(super) async fn find_levels(State(site): State<SiteHandle>, sent: SentForm) -> Result<Response, AppError> {
    let site = site.current();
    let ticked: Vec<&str> = sent.fields().all("pick").collect();
    let (page, any) = pages::levels_found(&site.frame(), &ticked)?;
    let status = if any {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(private_page(status, page))
}

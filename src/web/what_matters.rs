//! What matters to a reader who compares: ticks in, a page to print out, nothing kept.

use axum::{
    extract::State,
    http::{StatusCode, Uri},
};

use super::{
    error::AppError,
    requests::{Answer, SentForm, private_page},
    site::SiteHandle,
};
use crate::pages;

/// Makes a page of what was ticked under a comparison. It asks for the site alone, so it cannot keep anything.
pub(super) async fn what_matters(State(site): State<SiteHandle>, uri: Uri, SentForm(sent): SentForm) -> Answer {
    let site = site.current();
    let article = site.library().article(uri.path().trim_start_matches('/'));
    let article = article.ok_or(AppError::NotFound)?;
    let (page, is_ticked) = pages::what_matters(&site.frame(), article, &sent)?.ok_or(AppError::NotFound)?;
    let status = if is_ticked {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(private_page(status, page))
}

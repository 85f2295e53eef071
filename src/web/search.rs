//! The search: looked up and forgotten.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use super::{
    error::AppError,
    reading,
    requests::{private_page_coded, sounds_urgent},
    site::SiteHandle,
};
use crate::{
    forms::RawForm,
    pages::{self, HITS_ON_A_PAGE, SearchAsked},
    search::Query,
};

/// The last page of results that can be asked for; there are no more hits than these hold.
const LAST_PAGE: usize = 10;

/// Shows what was found; without a query it is a document like others. The log names the route alone, and the page tells
/// no other page its address.
pub(super) async fn search(State(site): State<SiteHandle>, request: Request) -> Result<Response, AppError> {
    let Some(query) = request.uri().query() else {
        return Ok(reading::document(State(site), request).await);
    };
    let fields = RawForm::parse(query.as_bytes())?;
    let query = Query::typed(fields.text("q"));
    let page: usize = fields.text("page").parse().unwrap_or(1).clamp(1, LAST_PAGE) - 1;
    let site = site.current();
    let results = if query.is_too_short() {
        None
    } else {
        Some(site.index().search(&query, page * HITS_ON_A_PAGE, HITS_ON_A_PAGE)?)
    };
    let asked = SearchAsked {
        query: &query,
        page,
        sounds_urgent: sounds_urgent(&site, Some(fields.text("q"))),
    };
    let page = pages::search(&site.frame(), &asked, results)?;
    let mut response = private_page_coded(StatusCode::OK, page, request.headers());
    response
        .headers_mut()
        .insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

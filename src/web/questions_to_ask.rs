//! Questions to take along to a visit, of the topics that the address names.

use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};

use super::{error::AppError, reading, requests::private_page, site::SiteHandle};
use crate::{forms::RawForm, pages};

/// Makes the list of some topics; without any it is a document like others.
pub(super) async fn questions_to_ask(State(site): State<SiteHandle>, request: Request) -> Result<Response, AppError> {
    let Some(query) = request.uri().query() else {
        return Ok(reading::document(State(site), request).await);
    };
    let query = RawForm::parse(query.as_bytes())?;
    let topics: Vec<&str> = query.all("topic").collect();
    let page = pages::questions_to_ask(&site.current().frame(), &topics, query.text("page"))?;
    Ok(private_page(StatusCode::OK, page))
}

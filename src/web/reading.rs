//! Answers for everything that a URL alone can reach.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use super::{
    error::AppError,
    negotiation::{coding_for, holds_already},
    representation::Representations,
    site::SiteHandle,
};

const ALLOWED: &str = "GET, HEAD";

/// Serves a document of the site; the route of last resort, so it also decides what is not found.
pub(super) async fn document(State(site): State<SiteHandle>, request: Request) -> Response {
    let site = site.current();
    let path = request.uri().path();
    let reading = request.method() == Method::GET || request.method() == Method::HEAD;
    match site.document(path) {
        Some(document) if reading => represent(document, &request),
        Some(_) => AppError::MethodNotAllowed { allowed: ALLOWED }.into_response(),
        None if reading => {
            let usual = usual_spelling(path);
            let known = site.document(&usual).is_some() || super::is_form_path(&usual);
            if known && usual != path {
                moved(&usual, request.uri())
            } else {
                AppError::NotFound.into_response()
            }
        }
        None => AppError::NotFound.into_response(),
    }
}

pub(super) fn represent(document: &Representations, request: &Request) -> Response {
    let chosen = document.in_coding(coding_for(request.headers()));
    let known = holds_already(request.headers(), &chosen.entity_tag);
    let body = if known || request.method() == Method::HEAD {
        Body::empty()
    } else {
        Body::from(chosen.body.clone())
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, document.policy.header());
    headers.insert(header::ETAG, chosen.entity_tag.clone());
    if document.varies() {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(header::CONTENT_TYPE, document.media_type.clone());
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(chosen.body.len()));
    if let Some(encoding) = &chosen.encoding {
        headers.insert(header::CONTENT_ENCODING, encoding.clone());
    }
    response
}

/// The one spelling of a path that we link to: small letters, no slash at the end.
fn usual_spelling(path: &str) -> String {
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        "/".to_owned()
    } else {
        trimmed.to_ascii_lowercase()
    }
}

/// Sends the reader to a path of ours. It is a known path, so it cannot lead to another site.
fn moved(path: &str, asked: &Uri) -> Response {
    let target = asked
        .query()
        .map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    match HeaderValue::try_from(target) {
        Ok(location) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response(),
        Err(_) => AppError::NotFound.into_response(),
    }
}

//! Every way a request can fail, and the one place where a failure becomes a page.

use std::error::Error;

use axum::{
    body::Body,
    extract::{Request, State, rejection::BytesRejection},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use tower_http::timeout::TimeoutError;

use super::{caching::CachePolicy, site::SiteHandle};
use crate::pages::{Failure, RenderError};

/// Why a request has no other answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum AppError {
    /// No such page.
    #[error("no such page")]
    NotFound,
    /// The page exists, but not for this method.
    #[error("the method is not allowed; allowed are {allowed}")]
    MethodNotAllowed {
        /// The value of `Allow`.
        allowed: &'static str,
    },
    /// The body is not a form.
    #[error("the body is not of a media type that forms have")]
    UnsupportedMediaType,
    /// The body did not come whole: it is too large, took too long or broke off.
    #[error("the body did not come whole: {0}")]
    Body(#[from] BytesRejection),
    /// The body is a form that no browser of ours would send.
    #[error("the form could not be read: {0}")]
    Unreadable(#[from] crate::forms::FormRefusal),
    /// No key could be made for a form.
    #[error(transparent)]
    NoRandomness(#[from] crate::forms::NoRandomness),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// The search failed.
    #[error(transparent)]
    Search(#[from] crate::search::SearchError),
    /// The kit could not be set.
    #[error(transparent)]
    Typesetting(#[from] crate::kit::TypesettingError),
    /// Work beside the answering threads broke off.
    #[error("work broke off: {0}")]
    Broken(String),
    /// A template failed.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl AppError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Body(cause) if took_too_long(cause) => StatusCode::REQUEST_TIMEOUT,
            Self::Body(cause) => cause.status(),
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoRandomness(_) | Self::Search(_) | Self::Render(_) | Self::Typesetting(_) | Self::Broken(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }
}

fn took_too_long(cause: &BytesRejection) -> bool {
    let first: &(dyn Error + 'static) = cause;
    std::iter::successors(Some(first), |&cause| cause.source()).any(<dyn Error>::is::<TimeoutError>)
}

impl IntoResponse for AppError {
    /// A bare status; [`pages_for_errors`] gives it its page. A fault of ours is logged here, once.
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(cause = %self, "a request failed");
        }
        let mut response = status.into_response();
        if let Self::MethodNotAllowed { allowed } = self {
            response
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static(allowed));
        }
        response
    }
}

/// Gives every failed answer that is not yet a page the page for its status, whichever layer it came from.
pub(super) async fn pages_for_errors(State(site): State<SiteHandle>, request: Request, next: Next) -> Response {
    let head = request.method() == axum::http::Method::HEAD;
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_page(&response) {
        return response;
    }
    let page = site.current().failure(failure_for(status));
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(page.len()));
    parts
        .headers
        .insert(header::CACHE_CONTROL, CachePolicy::Private.header());
    if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
        parts
            .headers
            .entry(header::RETRY_AFTER)
            .or_insert(HeaderValue::from_static("60"));
    }
    Response::from_parts(parts, if head { Body::empty() } else { Body::from(page) })
}

fn is_page(response: &Response) -> bool {
    let media_type = response.headers().get(header::CONTENT_TYPE);
    media_type.is_some_and(|media_type| media_type.as_bytes().starts_with(b"text/html"))
}

fn failure_for(status: StatusCode) -> Failure {
    match status.as_u16() {
        403 => Failure::Forbidden,
        404 => Failure::NotFound,
        405 => Failure::MethodNotAllowed,
        408 | 503 => Failure::Unavailable,
        413 => Failure::TooLarge,
        415 => Failure::UnsupportedMediaType,
        422 => Failure::Unprocessable,
        429 => Failure::TooManyRequests,
        400..=499 => Failure::BadRequest,
        _ => Failure::Internal,
    }
}

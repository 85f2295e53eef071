//! The edge of the house: HTTP in, documents and form answers out.
//!
//! [`router`] is the whole URL space. What a URL alone can reach is a [`Site`] made at load; forms are answered one by
//! one. Around both stand the layers of [`router`], outermost first.

mod caching;
mod connections;
mod error;
mod health;
mod negotiation;
mod reading;
mod representation;
mod requests;
mod security_headers;
mod server;
mod site;
mod static_files;

use std::time::Duration;

use axum::{
    Router,
    error_handling::HandleErrorLayer,
    extract::{FromRef, MatchedPath, Request},
    http::{HeaderName, StatusCode},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use tower::{ServiceBuilder, limit::GlobalConcurrencyLimitLayer, load_shed::LoadShedLayer};
use tower_http::{
    catch_panic::CatchPanicLayer,
    csrf::{ConfigError, CsrfLayer},
    limit::RequestBodyLimitLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::{RequestBodyDeadlineLayer, TimeoutLayer},
    trace::TraceLayer,
};

pub use health::Draining;
pub use representation::{Coding, Effort, Representation, Representations};
pub use server::{ConnectionLimits, Server, Stopper};
pub use site::{Site, SiteHandle};

use crate::store::Store;

/// What handlers may ask for; each names only the part that it needs, so its signature tells what it can touch.
#[derive(Clone, FromRef)]
pub struct AppState {
    /// The site of the moment.
    pub site: SiteHandle,
    /// Where submissions are kept.
    pub store: Store,
    /// Whether the site is on its way out.
    pub draining: Draining,
}

/// The largest form body, in bytes: the longest message in four-byte letters, percent-encoded, and some room.
const BODY_LIMIT: usize = 64 * 1024;
/// From the first to the last byte of a body.
const BODY_DEADLINE: Duration = Duration::from_mins(1);
/// For an answer; longer than the store's own deadline, so that its answer comes first.
const ANSWER_DEADLINE: Duration = Duration::from_secs(75);
/// Requests being answered at once; the next is told to come back.
const REQUESTS_AT_ONCE: usize = 1_024;

/// Paths that are answered per request and linked to; the fallback sends other spellings of them here.
const FORM_PATHS: [&str; 2] = ["/info-kit", "/contact"];

/// The URL space, a line a path. Whatever is not here is looked up among the site's documents.
///
/// `origin` is where readers know the site; forms are taken only from there or from the host asked.
pub fn router(state: AppState, origin: &str) -> Result<Router, ConfigError> {
    let https = origin.starts_with("https://");
    let layers = ServiceBuilder::new()
        .map_request(without_foreign_request_id)
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_request(())
                .on_response(log_answer)
                .on_failure(()),
        )
        .layer(PropagateRequestIdLayer::x_request_id())
        .map_response(move |response: Response| security_headers::secure(response, https))
        .layer(middleware::from_fn_with_state(
            state.site.clone(),
            error::pages_for_errors,
        ))
        .layer(CatchPanicLayer::custom(answer_panic))
        .layer(HandleErrorLayer::new(|_: tower::BoxError| async {
            StatusCode::SERVICE_UNAVAILABLE
        }))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(REQUESTS_AT_ONCE))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            ANSWER_DEADLINE,
        ))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(RequestBodyDeadlineLayer::new(BODY_DEADLINE))
        .layer(CsrfLayer::new().add_trusted_origin(origin)?);

    Ok(Router::new()
        .route("/info-kit", get(requests::kit_form).post(requests::send_kit))
        .route("/info-kit/now", get(requests::kit_now))
        .route("/info-kit/sent/{reference}", get(requests::kit_sent))
        .route("/contact", get(requests::contact_form).post(requests::send_contact))
        .route("/contact/sent/{reference}", get(requests::contact_sent))
        .route("/livez", get(health::alive))
        .route("/readyz", get(health::ready))
        .fallback(reading::document)
        .layer(layers)
        .with_state(state))
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A client's own request id could carry anything into the log.
fn without_foreign_request_id<B>(mut request: axum::http::Request<B>) -> axum::http::Request<B> {
    request.headers_mut().remove(REQUEST_ID);
    request
}

/// Names the request in the log by method and route only: paths and queries can hold what people typed.
fn span(request: &Request) -> tracing::Span {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("(document)", MatchedPath::as_str);
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), route, id)
}

fn log_answer(response: &Response, took: Duration, _: &tracing::Span) {
    tracing::info!(status = response.status().as_u16(), ms = took.as_millis(), "answered");
}

/// The panic's text may hold what a reader typed, so only the fact is logged here; the place is in the panic hook's line.
fn answer_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

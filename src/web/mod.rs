//! The edge of the house: HTTP in, documents and form answers out.
//!
//! [`router`] is the whole URL space. What a URL alone can reach is a [`Site`] made at load; forms are answered one by
//! one. Around both stand the layers of `with_layers`.

mod caching;
mod client_address;
mod connections;
mod desk;
mod error;
mod health;
mod kit;
mod kit_press;
mod level_finder;
mod limits;
mod metrics;
mod my_request;
mod negotiation;
mod questions_to_ask;
mod reading;
mod refreshing;
mod representation;
mod requests;
mod scan_words;
mod search;
mod security_headers;
mod server;
mod site;
mod static_files;
mod symptom_check;
mod updates;
mod what_matters;

use std::time::Duration;

use axum::{
    Router,
    extract::{FromRef, Request},
    http::{HeaderName, StatusCode, Version, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    csrf::{ConfigError, CsrfLayer},
    limit::RequestBodyLimitLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::{RequestBodyDeadlineLayer, TimeoutLayer},
    trace::TraceLayer,
};

pub use client_address::TrustedProxies;
pub use health::{Disk, Draining, machine_router};
pub use limits::{FormLimits, FormRate};
pub use metrics::Metrics;
pub use refreshing::with_refreshing;
pub use representation::{Coding, Effort, Representation, Representations};
pub use server::{ConnectionLimits, Server, Stopper};
pub use site::{Site, SiteError, SiteHandle};

use crate::{
    forms::{
        ContactForm, FeedbackForm, FormName, KitForm, MyRequestForm, ScanReviewForm, SeekerForm, UpdatesForm,
        VolunteerForm,
    },
    outbox::Spool,
    store::Store,
};
use level_finder::find_levels;
use questions_to_ask::questions_to_ask;
use requests::{send, sent, sent_urgent, show, too_early};
use what_matters::what_matters;

/// What handlers may ask for; each names only the part that it needs, so its signature tells what it can touch.
#[derive(Clone, FromRef)]
pub struct AppState {
    /// The site of the moment.
    pub site: SiteHandle,
    /// Where submissions are kept.
    pub store: Store,
    /// Where letters lie that go with their request.
    pub spool: Spool,
    /// Whether the site is on its way out.
    pub draining: Draining,
    /// How many forms one address may send.
    pub limits: FormLimits,
    /// What the site counts of itself.
    pub metrics: Metrics,
}

/// The largest form body, in bytes: a paste of 256 KB, each byte of it percent-encoded, and some room. It is far more than
/// any field takes, so that who pastes too much gets the form back with the text and not a bare refusal.
const BODY_LIMIT: usize = 1024 * 1024;
/// From the first to the last byte of a body.
const BODY_DEADLINE: Duration = Duration::from_mins(1);
/// For an answer; longer than the store's own deadline, so that its answer comes first.
const ANSWER_DEADLINE: Duration = Duration::from_secs(75);

/// Whether a path is answered per request and linked to; the fallback sends other spellings of them here.
fn is_form_path(path: &str) -> bool {
    [kit::READ, kit_press::PDF, MyRequestForm::PATH].contains(&path)
        || FormName::ALL.iter().any(|form| form.path() == path)
}

/// The URL space, a line a path. Whatever is not here is looked up among the site's documents.
///
/// `origin` is where readers know the site; forms are taken only from there or from the host asked.
pub fn router(state: AppState, origin: &str) -> Result<Router, ConfigError> {
    let routes = Router::new()
        .route("/info-kit", get(show::<KitForm>).post(send::<KitForm>))
        .route("/info-kit/now", get(kit::moved))
        .route("/kit", get(kit::choose))
        .route(kit::READ, get(kit::read))
        .route(kit_press::PDF, get(kit_press::pdf))
        .route("/info-kit/sent/{reference}", get(sent::<KitForm>))
        .route("/contact", get(show::<ContactForm>).post(send::<ContactForm>))
        .route("/contact/sent/{reference}", get(sent::<ContactForm>))
        .route("/contact/sent/urgent/{reference}", get(sent_urgent::<ContactForm>))
        .route("/scan-review", get(show::<ScanReviewForm>).post(send::<ScanReviewForm>))
        .route("/scan-review/sent/{reference}", get(sent::<ScanReviewForm>))
        .route(
            "/scan-review/sent/urgent/{reference}",
            get(sent_urgent::<ScanReviewForm>),
        )
        .route("/connect/ask", get(show::<SeekerForm>).post(send::<SeekerForm>))
        .route("/connect/ask/sent/{reference}", get(sent::<SeekerForm>))
        .route("/connect/ask/sent/urgent/{reference}", get(sent_urgent::<SeekerForm>))
        .route("/connect/too-early", get(too_early))
        .route("/connect/too-early/urgent", get(too_early))
        .route(
            "/connect/volunteer",
            get(show::<VolunteerForm>).post(send::<VolunteerForm>),
        )
        .route("/connect/volunteer/sent/{reference}", get(sent::<VolunteerForm>))
        .route("/updates", get(show::<UpdatesForm>).post(send::<UpdatesForm>))
        .route("/updates/sent/{reference}", get(sent::<UpdatesForm>))
        .route(
            "/updates/confirm/{token}",
            get(updates::show_confirm).post(updates::confirm),
        )
        .route("/updates/asked", get(updates::asked))
        .route("/updates/stop/{token}", get(updates::show_stop).post(updates::stop))
        .route("/feedback", get(show::<FeedbackForm>).post(send::<FeedbackForm>))
        .route("/feedback/sent/{reference}", get(sent::<FeedbackForm>))
        .route("/feedback/sent/urgent/{reference}", get(sent_urgent::<FeedbackForm>))
        .route("/my-request", get(my_request::show).post(my_request::find))
        .route("/my-request/correct", post(my_request::correct))
        .route("/my-request/corrected", get(my_request::corrected))
        .route("/my-request/erase", post(my_request::erase))
        .route("/my-request/erased", get(my_request::erased))
        .route("/check", get(reading::document).post(symptom_check::answer))
        .route("/scan-words", get(reading::document).post(scan_words::explain))
        .route("/levels/find", get(reading::document).post(find_levels))
        .route("/questions-to-ask", get(questions_to_ask))
        .route("/search", get(search::search))
        .route("/compare/{slug}", get(reading::document).post(what_matters))
        .fallback(reading::document)
        .with_state(state.clone());
    with_layers(routes, state.site, state.metrics, origin)
}

/// Puts around the routes what every request and every answer goes through, outermost first.
///
/// How many requests are answered at once is bounded by the connections: each has one request under way.
pub fn with_layers(routes: Router, site: SiteHandle, metrics: Metrics, origin: &str) -> Result<Router, ConfigError> {
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
        .layer(middleware::from_fn_with_state(metrics, metrics::observe))
        .layer(PropagateRequestIdLayer::x_request_id())
        .map_response(move |response: Response| security_headers::secure(response, https))
        .layer(middleware::from_fn_with_state(site, error::pages_for_errors))
        .layer(CatchPanicLayer::custom(answer_panic))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            ANSWER_DEADLINE,
        ))
        .layer(middleware::from_fn(only_with_one_host))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(RequestBodyDeadlineLayer::new(BODY_DEADLINE))
        .layer(CsrfLayer::new().add_trusted_origin(origin)?);
    Ok(routes.layer(layers))
}

/// Refuses a request that names no host or several: a proxy in front might have understood another one.
async fn only_with_one_host(request: Request, next: Next) -> Response {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    if hosts == 1 || (hosts == 0 && request.version() < Version::HTTP_11) {
        next.run(request).await
    } else {
        StatusCode::BAD_REQUEST.into_response()
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A client's own request id could carry anything into the log.
fn without_foreign_request_id<B>(mut request: axum::http::Request<B>) -> axum::http::Request<B> {
    request.headers_mut().remove(REQUEST_ID);
    request
}

/// Names the request in the log by method and route only: paths and queries can hold what people typed.
fn span(request: &Request) -> tracing::Span {
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    let method = metrics::usual_method(request.method());
    tracing::info_span!("request", method, route = metrics::route_of(request), id)
}

fn log_answer(response: &Response, took: Duration, _: &tracing::Span) {
    tracing::info!(
        status = response.status().as_u16(),
        ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
}

/// The panic's text may hold what a reader typed, so only the fact is logged here; the program's own
/// panic hook tells the place.
fn answer_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

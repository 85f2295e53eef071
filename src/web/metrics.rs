//! What the site counts of itself, for Prometheus: by route, method and status, and by nothing that a reader sends.

use std::{fmt, sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

use crate::store::{DeliveryCounts, Store};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds in seconds: from a page that was there already to a form at the store's deadline.
const BOUNDS: [f64; 9] = [0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0, 75.0];

/// The counters of one site. Clones share them.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    answers: Family<Answered, Counter>,
    seconds: Family<Route, Histogram>,
    accepted: Family<Route, Counter>,
    refused: Family<Refused, Counter>,
    outbox: Family<InState, Gauge>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InState {
    state: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let answers = Family::default();
        let seconds = Family::new_with_constructor((|| Histogram::new(BOUNDS)) as fn() -> Histogram);
        let accepted = Family::default();
        let refused = Family::default();
        let outbox = Family::default();
        let mut registry = Registry::with_prefix("discwise");
        registry.register("answers", "Answers given", answers.clone());
        registry.register_with_unit("answer", "Time to an answer", Unit::Seconds, seconds.clone());
        registry.register("submissions_accepted", "Submissions newly stored", accepted.clone());
        registry.register("submissions_refused", "Forms not taken, by status", refused.clone());
        registry.register("outbox", "Letters and calls not sent, by state", outbox.clone());
        Self {
            registry: Arc::new(registry),
            answers,
            seconds,
            accepted,
            refused,
            outbox,
        }
    }
}

impl Metrics {
    /// Every counter as text.
    fn told(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }

    fn set_outbox(&self, counts: DeliveryCounts) {
        let states = [
            ("waiting", counts.waiting),
            ("held", counts.held),
            ("dead", counts.dead),
        ];
        for (state, count) in states {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            self.outbox.get_or_create(&InState { state }).set(count);
        }
    }

    fn count(&self, route: &str, method: &'static str, response: &Response, seconds: f64) {
        let route = route.to_owned();
        let status = response.status();
        let of_route = Route { route: route.clone() };
        self.seconds.get_or_create(&of_route).observe(seconds);
        if response.extensions().get::<NewlyStored>().is_some() {
            self.accepted.get_or_create(&of_route).inc();
        }
        let code = status.as_u16();
        if method == "POST" && route != DOCUMENT && (status.is_client_error() || status.is_server_error()) {
            let refused = Refused {
                route: route.clone(),
                status: code,
            };
            self.refused.get_or_create(&refused).inc();
        }
        let answered = Answered {
            route,
            method,
            status: code,
        };
        self.answers.get_or_create(&answered).inc();
    }
}

/// Marks an answer to a form that was stored for the first time.
#[derive(Clone)]
pub(super) struct NewlyStored;

/// Counts a request when it is answered.
pub(super) async fn observe(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = route_of(&request).to_owned();
    let method = usual_method(request.method());
    let response = next.run(request).await;
    metrics.count(&route, method, &response, begun.elapsed().as_secs_f64());
    response
}

/// What logs and counters call everything that no route names.
const DOCUMENT: &str = "(document)";

/// The route that a request took, as the router writes it.
pub(super) fn route_of(request: &Request) -> &str {
    request
        .extensions()
        .get::<MatchedPath>()
        .map_or(DOCUMENT, MatchedPath::as_str)
}

/// A client can make up a method, and write into it what it likes.
pub(super) fn usual_method(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        _ => "other",
    }
}

/// The counters, for Prometheus to fetch.
pub(super) async fn metrics(State(metrics): State<Metrics>, State(store): State<Store>) -> Response {
    // Without the store, its own probe tells; the other counters are told all the same.
    if let Ok(counts) = store.count_deliveries().await {
        metrics.set_outbox(counts);
    }
    match metrics.told() {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(fmt::Error) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_that_a_client_made_up_is_not_told() {
        let made_up = Method::from_bytes(b"SAM-SMITH").unwrap();
        assert_eq!(usual_method(&made_up), "other");
        assert_eq!(usual_method(&Method::POST), "POST");
    }
}

//! Answers for machines that watch over the site; never kept, never a page.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{caching::CachePolicy, error::Plain};
use crate::store::Store;

/// Whether the site is on its way out and takes no new readers.
#[derive(Debug, Clone, Default)]
pub struct Draining(Arc<AtomicBool>);

impl Draining {
    /// From now on `/readyz` tells load balancers to go elsewhere.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Alive: the process answers.
pub(super) async fn alive() -> Response {
    plain(StatusCode::OK, "alive\n")
}

/// Ready: not on the way out, and the store can be written.
pub(super) async fn ready(State(draining): State<Draining>, State(store): State<Store>) -> Response {
    if draining.begun() {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "draining\n");
    }
    match store.ready().await {
        Ok(()) => plain(StatusCode::OK, "ready\n"),
        Err(cause) => {
            tracing::warn!(%cause, "the store cannot be written");
            plain(StatusCode::SERVICE_UNAVAILABLE, "store\n")
        }
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, CachePolicy::Private.header()),
    ];
    let mut response = (status, headers, text).into_response();
    response.extensions_mut().insert(Plain);
    response
}

//! Answers for machines that watch over the site, on a listener of their own; never kept, logged or limited.

use std::path::PathBuf;

use axum::{
    Router,
    extract::{FromRef, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rustix::fs::statvfs;
use tokio::sync::watch;

use super::{AppState, caching::CachePolicy, metrics};
use crate::store::Store;

/// What machines may ask for.
#[derive(Clone, FromRef)]
struct Watched {
    store: Store,
    draining: Draining,
    metrics: metrics::Metrics,
    disk: Disk,
}

/// The URL space of the listener for machines. Readers never reach it.
pub fn machine_router(state: &AppState, disk: Disk) -> Router {
    let watched = Watched {
        store: state.store.clone(),
        draining: state.draining.clone(),
        metrics: state.metrics.clone(),
        disk,
    };
    Router::new()
        .route("/livez", get(alive))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::metrics))
        .with_state(watched)
}

/// Where the store is, and the room that must be left there.
#[derive(Debug, Clone)]
pub struct Disk {
    /// The folder of the store.
    pub folder: PathBuf,
    /// Bytes; with less free the site is not ready.
    pub least_free: u64,
}

impl Disk {
    /// The disk of a folder, full when less than 16 MiB are left: some thousand long messages.
    pub fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            least_free: 16 * 1024 * 1024,
        }
    }

    /// A disk that cannot be asked is no reason to turn readers away; the store tells whether it can write.
    fn is_full(&self) -> bool {
        let free = statvfs(&self.folder).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
        free.is_ok_and(|free| free < self.least_free)
    }
}

/// Whether the site is on its way out and takes no new readers.
#[derive(Debug, Clone, Default)]
pub struct Draining(watch::Sender<bool>);

impl Draining {
    /// From now on `/readyz` tells load balancers to go elsewhere.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    fn begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is.
    pub(super) async fn beginning(&self) {
        // The sender is ours, so that the wait cannot fail.
        self.0.subscribe().wait_for(|begun| *begun).await.ok();
    }
}

/// Alive: the process answers.
async fn alive() -> Response {
    plain(StatusCode::OK, "alive\n")
}

/// Ready: not on the way out, the store can be written, and there is room for more. Else it says which is not so.
async fn ready(State(draining): State<Draining>, State(store): State<Store>, State(disk): State<Disk>) -> Response {
    if draining.begun() {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "draining\n");
    }
    if disk.is_full() {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "disk\n");
    }
    match store.ready().await {
        Ok(()) => plain(StatusCode::OK, "ready\n"),
        Err(_cannot_write) => plain(StatusCode::SERVICE_UNAVAILABLE, "store\n"),
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
    (status, headers, text).into_response()
}

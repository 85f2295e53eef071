//! Pages that refresh themselves when the content changes: for authors at work, never for readers.

use axum::{
    Router,
    extract::State,
    http::header,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures_util::stream::{self, Stream};

use super::{Draining, SiteHandle};

/// Where the script is that pages made by [`Site::for_authors`](super::Site::for_authors) load.
pub(super) const SCRIPT: &str = "/_watch/refresh.js";

/// Puts the script and the stream of changes before the site.
pub fn with_refreshing(router: Router, site: SiteHandle, draining: Draining) -> Router {
    Router::new()
        .route(SCRIPT, get(script))
        .route("/_watch/changes", get(changes))
        .with_state((site, draining))
        .fallback_service(router)
}

async fn script() -> Response {
    let media_type = (header::CONTENT_TYPE, "text/javascript; charset=utf-8");
    ([media_type], include_str!("refreshing.js")).into_response()
}

/// One event for each new site, until this one stops.
async fn changes(State((site, draining)): State<(SiteHandle, Draining)>) -> impl IntoResponse {
    let events: std::pin::Pin<Box<dyn Stream<Item = _> + Send>> = Box::pin(stream::unfold(
        (site.looking_ahead(), draining),
        async |(mut site, draining)| {
            let changed = tokio::select! {
                changed = site.changed() => changed,
                () = draining.beginning() => false,
            };
            changed.then(|| {
                (
                    Ok::<_, std::convert::Infallible>(Event::default().data("changed")),
                    (site, draining),
                )
            })
        },
    ));
    Sse::new(events).keep_alive(KeepAlive::default())
}

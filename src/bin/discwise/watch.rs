//! Follows the content folder for an author at work: each save is served at once, or told what is wrong with it.

use std::{io, path::Path, sync::Arc, time::Duration};

use discwise::{
    content::{ContentDir, Language, Library},
    operator,
    web::Site,
};
use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache, new_debouncer,
    notify::{EventKind, RecommendedWatcher, RecursiveMode},
};
use tokio::sync::watch;

use crate::failure::Failure;

/// Watches as long as it is held.
pub(crate) type Watching = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Editors write a file in several steps; one save is one change.
const ONE_SAVE: Duration = Duration::from_millis(100);

/// Publishes the content of a folder anew after each change to it. What has problems is told and not served.
pub(crate) fn follow(folder: &Path, origin: String, publisher: watch::Sender<Arc<Site>>) -> Result<Watching, Failure> {
    let content = ContentDir::Folder(folder.to_owned());
    let reload = move |events: DebounceEventResult| {
        if has_changes(&events) {
            publish(&content, &origin, &publisher);
        }
    };
    let cannot = |cause| Failure::Watch {
        folder: folder.display().to_string(),
        cause,
    };
    let mut watching = new_debouncer(ONE_SAVE, None, reload).map_err(cannot)?;
    watching.watch(folder, RecursiveMode::Recursive).map_err(cannot)?;
    tracing::info!("watching {}", folder.display());
    Ok(watching)
}

/// Reading a file is an event too, and ours; an error may hide a change.
fn has_changes(events: &DebounceEventResult) -> bool {
    events.as_ref().map_or(true, |events| {
        events.iter().any(|event| !matches!(event.kind, EventKind::Access(_)))
    })
}

fn publish(content: &ContentDir, origin: &str, publisher: &watch::Sender<Arc<Site>>) {
    let (library, problems) = Library::load_and_check(content, Language::English, jiff::Zoned::now().date());
    // Nothing can be done for an author whose terminal is gone.
    operator::check(&problems, false, &mut io::stdout().lock()).ok();
    let Some(library) = library else {
        tracing::warn!("the last good content is still served");
        return;
    };
    match Site::for_authors(library, origin) {
        Ok(site) => {
            publisher.send_replace(Arc::new(site));
            tracing::info!("the change is served");
        }
        Err(error) => tracing::error!("the last good content is still served: {error}"),
    }
}

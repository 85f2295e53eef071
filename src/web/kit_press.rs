//! Kits as PDF files: set beside the threads that answer, a few at a time, and kept for the next who ask.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::{RawQuery, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use lru::LruCache;
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use super::{
    caching::CachePolicy,
    error::AppError,
    kit::form,
    reading,
    representation::{Effort, Representations},
    requests::{Answer, private_page},
    site::{Site, SiteHandle},
};
use crate::{
    forms::RawForm,
    kit::{KitChoice, KitQuery, Typesetter, TypesettingError},
    pages,
};

pub(super) use crate::kit::PDF;

/// How many kits are set at once; each takes a core for a moment.
const AT_ONCE: usize = 2;
/// How long a reader waits, for a place and for the kit.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a reader who was sent away is to wait, in seconds.
const AGAIN_AFTER: HeaderValue = HeaderValue::from_static("20");
/// How many bytes of kits are kept; one has about half a megabyte, and half as much again when coded.
const KEPT: usize = 48 << 20;

/// Sets the kits of one site. It goes when the site goes, and its kits with it, so that none outlives its content.
pub(super) struct Press {
    typesetter: Typesetter,
    free: Arc<Semaphore>,
    kept: Mutex<Kept>,
}

/// The kits that were asked for last, by the query of their choice.
struct Kept {
    kits: LruCache<String, Arc<Representations>>,
    bytes: usize,
}

impl Press {
    pub(super) fn new() -> Result<Self, TypesettingError> {
        Ok(Self {
            typesetter: Typesetter::new()?,
            free: Arc::new(Semaphore::new(AT_ONCE)),
            kept: Mutex::new(Kept {
                kits: LruCache::unbounded(),
                bytes: 0,
            }),
        })
    }

    fn kept(&self, query: &str) -> Option<Arc<Representations>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.kits.get(query).cloned()
    }

    fn keep(&self, query: String, kit: Arc<Representations>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += kit.weight();
        if let Some((_, before)) = kept.kits.push(query, kit) {
            kept.bytes -= before.weight();
        }
        while kept.bytes > KEPT {
            let Some((_, oldest)) = kept.kits.pop_lru() else { return };
            kept.bytes -= oldest.weight();
        }
    }
}

/// The kit that the address tells of as a PDF, or the form with what is wrong with it. When there is no place for it in
/// time, the page leads to the kit that needs no setting.
pub(super) async fn pdf(State(site): State<SiteHandle>, RawQuery(query): RawQuery, request: Request) -> Answer {
    let site = site.current();
    let fields = RawForm::parse(query.unwrap_or_default().as_bytes())?;
    let choice = match KitQuery::read(fields.iter(), site.library()).choice(site.library()) {
        Ok(choice) => choice,
        Err(refused) => return form(&site, &refused),
    };
    let kit = match site.press().kept(&choice.query()) {
        Some(kit) => kit,
        None => match set(Arc::clone(&site), choice.clone()).await {
            Some(kit) => kit?,
            None => return busy(&site, &choice),
        },
    };
    let mut response = reading::represent(&kit, &request);
    let headers = response.headers_mut();
    let file = format!("inline; filename=\"{}\"", file_name(&choice));
    headers.extend([
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(file).unwrap_or(HeaderValue::from_static("inline")),
        ),
        (
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex"),
        ),
    ]);
    Ok(response)
}

/// `None` when it takes too long. What was begun is finished and kept all the same, for who asks again.
async fn set(site: Arc<Site>, choice: KitChoice) -> Option<Result<Arc<Representations>, AppError>> {
    let free = Arc::clone(&site.press().free);
    let place = timeout(PATIENCE, free.acquire_owned()).await.ok()?.ok()?;
    let setting = spawn_blocking(move || {
        let _place = place;
        let press = site.press();
        // Another reader may have asked for the same kit meanwhile.
        if let Some(kit) = press.kept(&choice.query()) {
            return Ok(kit);
        }
        let manuscript = pages::kit_manuscript(&site.frame(), &choice)?;
        let bytes = press.typesetter.typeset(&manuscript)?;
        // The tags of an accessible file take much room, and compress well.
        let kit = Representations::new(bytes, "application/pdf", CachePolicy::Page, Effort::Quick);
        let kit = Arc::new(kit);
        press.keep(choice.query(), Arc::clone(&kit));
        Ok(kit)
    });
    let set = timeout(PATIENCE, setting).await.ok()?;
    Some(set.unwrap_or_else(|cause| Err(AppError::Broken(cause.to_string()))))
}

fn busy(site: &Site, choice: &KitChoice) -> Answer {
    let page = pages::kit_busy(&site.frame(), choice)?;
    let mut response: Response = private_page(StatusCode::SERVICE_UNAVAILABLE, page).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, AGAIN_AFTER);
    Ok(response)
}

/// The name under which a reader saves it; topics are slugs, so that nothing in it needs an escape.
fn file_name(choice: &KitChoice) -> String {
    let topics: Vec<&str> = choice.asked().about().collect();
    format!("info-kit-{}.pdf", topics.join("-"))
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, routing::get};
    use tower::ServiceExt;

    use super::*;
    use crate::content::{ContentDir, Language, Library};

    fn site() -> Site {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");
        let library = Library::load(&ContentDir::Folder(folder.into()), Language::English).unwrap();
        Site::build(library, "https://discs.example.org", Effort::Plain).unwrap()
    }

    fn kit(bytes: usize) -> Arc<Representations> {
        let kit = Representations::new(vec![0; bytes], "application/pdf", CachePolicy::Page, Effort::Plain);
        Arc::new(kit)
    }

    #[test]
    fn the_kits_that_were_asked_for_last_are_kept_within_the_bound() {
        let press = Press::new().unwrap();
        press.keep("a".to_owned(), kit(KEPT / 2));
        press.keep("b".to_owned(), kit(KEPT / 4));
        press.keep("b".to_owned(), kit(KEPT / 4));
        assert!(press.kept("a").is_some() && press.kept("b").is_some());
        assert!(press.kept("a").is_some());
        press.keep("c".to_owned(), kit(KEPT / 2));
        assert!(press.kept("b").is_none(), "the one that nobody asked for stayed");
        assert!(press.kept("a").is_some() && press.kept("c").is_some());
        press.keep("d".to_owned(), kit(KEPT + 1));
        let kept = press.kept.lock().unwrap();
        assert_eq!(
            (kept.kits.len(), kept.bytes),
            (0, 0),
            "more is kept than there is room for"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_for_whom_there_is_no_place_is_led_to_the_page() {
        let (_sender, handle) = SiteHandle::new(site());
        let all = Arc::clone(&handle.current().press().free);
        let places = u32::try_from(AT_ONCE).unwrap();
        let taken = all.acquire_many_owned(places).await.unwrap();
        let routes: Router = Router::new().route(PDF, get(pdf)).with_state(handle);
        let request = || {
            Request::get("/kit/pdf?about=sample-condition&paper=a4")
                .body(Body::empty())
                .unwrap()
        };
        let answer = routes.clone().oneshot(request()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()[header::RETRY_AFTER], "20");
        let page = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let page = String::from_utf8(page.to_vec()).unwrap();
        assert!(page.contains("/kit/read?about=sample-condition"), "{page}");
        drop(taken);
        tokio::time::resume();
        assert_eq!(routes.oneshot(request()).await.unwrap().status(), StatusCode::OK);
    }
}

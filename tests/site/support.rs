//! A site as production builds it, with a store of its own, asked without a network.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, Method, Request, StatusCode, header},
};
use discwise::{
    content::{ContentDir, Language, Library},
    outbox::Spool,
    store::{Store, StoreSettings},
    web::{self, AppState, Disk, Draining, Effort, FormLimits, Metrics, Site, SiteHandle, TrustedProxies},
};
use http_body_util::BodyExt;
use jiff::{Timestamp, ToSpan};
use scraper::{Html, Selector};
use tempfile::TempDir;
use tower::ServiceExt;

/// The origin that the site under test is known by; no request is ever sent there.
pub const ORIGIN: &str = "https://discs.example.org";

/// A site over the production router. Its store goes with it.
pub struct TestSite {
    router: Router,
    machines: Router,
    state: AppState,
    /// The store behind the forms.
    pub store: Store,
    /// What tells the site that it is on its way out.
    pub draining: Draining,
    /// The folder of the store.
    pub data: TempDir,
    _site: tokio::sync::watch::Sender<Arc<Site>>,
}

impl TestSite {
    /// The real content; forms are not limited.
    pub async fn start() -> Self {
        Self::with_limits(unlimited()).await
    }

    /// The real content, and limits on forms.
    pub async fn with_limits(limits: FormLimits) -> Self {
        Self::of(Arc::clone(&REAL_SITE), limits).await
    }

    /// Some other content; forms are not limited.
    pub async fn with(library: Library) -> Self {
        Self::of(built(library), unlimited()).await
    }

    async fn of(site: Arc<Site>, limits: FormLimits) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        // Shorter than in production, so that a test of a locked store need not wait as long as a reader might.
        let settings = StoreSettings {
            deadline: Duration::from_secs(3),
            ..StoreSettings::default()
        };
        let store = Store::open_with(&data.path().join("data"), settings)
            .await
            .expect("a fresh store");
        let (sender, handle) = SiteHandle::new(site);
        let draining = Draining::default();
        let state = AppState {
            site: handle,
            store: store.clone(),
            spool: Spool::beside_the_store(&data.path().join("data")),
            draining: draining.clone(),
            limits,
            metrics: Metrics::default(),
        };
        let disk = Disk::of(data.path().to_owned());
        let machines = web::machine_router(&state, disk);
        let router = web::router(state.clone(), ORIGIN).expect("the origin is sound");
        Self {
            router,
            machines,
            state,
            store,
            draining,
            data,
            _site: sender,
        }
    }

    /// What production puts behind a socket.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The same, with routes of a test before it.
    pub fn router_with(&self, routes: Router) -> Router {
        let (site, metrics) = (self.state.site.clone(), Metrics::default());
        let routes = routes.fallback_service(self.router());
        web::with_layers(routes, site, metrics, ORIGIN).expect("the origin is sound")
    }

    /// The site of this moment.
    pub fn site(&self) -> Arc<Site> {
        self.state.site.current()
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// Asks for a page with headers.
    pub async fn get_with(&self, path: &str, headers: &[(HeaderName, &str)]) -> Answer {
        self.send(Method::GET, path, headers, Body::empty()).await
    }

    /// Sends a form as a browser on the same site does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let headers = [
            (header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
            (HeaderName::from_static("sec-fetch-site"), "same-origin"),
        ];
        self.send(Method::POST, path, &headers, Body::from(body)).await
    }

    /// Sends any request.
    pub async fn send(&self, method: Method, path: &str, headers: &[(HeaderName, &str)], body: Body) -> Answer {
        Self::send_to(self.router(), method, path, headers, body).await
    }

    /// Sends a sound contact message under a key.
    pub async fn send_message(&self, key: &str) -> Answer {
        let opened = Timestamp::now() - 1.minute();
        let fields = [
            ("key", key),
            ("opened", &opened.as_millisecond().to_string()),
            ("name", "Sam Smith"),
            ("reply_by", "email"),
            ("email", "sam@example.org"),
            ("message", "Does it heal by itself?"),
            ("step", "send"),
        ];
        self.post("/contact", &fields).await
    }

    /// Changes the disk that decides whether the site is ready.
    pub fn watch_disk(&mut self, disk: Disk) {
        self.machines = web::machine_router(&self.state, disk);
    }

    /// Asks as a machine that watches over the site does.
    pub async fn probe(&self, path: &str) -> Answer {
        Self::send_to(self.machines.clone(), Method::GET, path, &[], Body::empty()).await
    }

    async fn send_to(router: Router, method: Method, path: &str, headers: &[(HeaderName, &str)], body: Body) -> Answer {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header(header::HOST, "localhost");
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request = request.body(body).expect("a sound request");
        let response = router.oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes();
        Answer {
            asked: format!("{method} {path}"),
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// The real content, read from the project's folder, so that a test sees what an author just wrote; read once for all tests.
pub fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(load);
    &LIBRARY
}

/// The real site. Nothing in it changes, so that all tests share one; each has a store of its own.
static REAL_SITE: LazyLock<Arc<Site>> = LazyLock::new(|| built(load()));

fn load() -> Library {
    let content = ContentDir::Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/content").into());
    Library::load(&content, Language::English).unwrap_or_else(|problems| panic!("{problems}"))
}

fn built(library: Library) -> Arc<Site> {
    Arc::new(Site::build(library, ORIGIN, Effort::Quick).expect("every page renders"))
}

fn unlimited() -> FormLimits {
    FormLimits::new(None, TrustedProxies::default())
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Method and path, for failing tests.
    pub asked: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as sent.
    pub body: Bytes,
}

impl Answer {
    /// The same answer, after seeing that it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}:\n{}", self.asked, self.text());
        self
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header of visible letters"))
    }

    /// The parsed page.
    pub fn page(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The text of the first element that fits, white space folded.
    #[track_caller]
    pub fn words(&self, selector: &str) -> String {
        words(&self.page(), selector)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("{}: no {selector}", self.asked))
    }

    /// An attribute of the first element that fits.
    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        attributes(&self.page(), selector, name)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("{}: no {selector} with {name}", self.asked))
    }
}

/// The text of each element that fits, white space folded.
pub fn words(page: &Html, selector: &str) -> Vec<String> {
    page.select(&sound(selector))
        .map(|element| {
            element
                .text()
                .collect::<String>()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

/// An attribute of each element that fits and has it.
pub fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    page.select(&sound(selector))
        .filter_map(|element| element.attr(name))
        .map(str::to_owned)
        .collect()
}

/// A selector that a test wrote.
pub fn sound(selector: &str) -> Selector {
    Selector::parse(selector).expect("a sound selector")
}

//! How long a kit takes as a PDF, made anew and kept, and how much memory a thousand different kits leave behind.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench tells its figures, and fails by panicking"
)]

use std::{
    fs,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use discwise::{
    content::{ContentDir, Language, Library},
    kit::{KitChoice, KitQuery, Typesetter},
    outbox::Spool,
    pages,
    store::Store,
    web::{self, AppState, Draining, Effort, FormLimits, Metrics, Site, SiteHandle, TrustedProxies},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

const ORIGIN: &str = "https://discs.example.org";

/// One page of the library with all that goes along: about eight sheets.
const SHORT: &str = "about=sciatica&part=pictures&part=self-care&part=sources";
/// Three pages with every part.
const LONG: &str = "about=disc-extrusion&about=microdiscectomy&about=l4-l5";

/// Different kits, for the memory.
const KITS: usize = 1_000;

fn main() {
    let library = Library::load(&ContentDir::Embedded, Language::English).expect("the content is sound");
    let site = Site::build(library, ORIGIN, Effort::Plain).expect("every page renders");
    let site = Arc::new(site);
    for (name, query) in [("short", SHORT), ("long", LONG)] {
        anew(&site, name, query);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(kept(Arc::clone(&site)));
    memory(&site);
}

fn choice(site: &Site, query: &str) -> KitChoice {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let read = KitQuery::read(pairs, site.library()).choice(site.library());
    read.map_err(|refused| format!("{:?}", refused.faults()))
        .expect("a kit that there is")
}

/// Every kit forgets what Typst has kept, so that none is quicker for the one before it.
fn anew(site: &Site, name: &str, query: &str) {
    let choice = choice(site, query);
    let begun = Instant::now();
    let typesetter = Typesetter::new().expect("fonts");
    let ready = begun.elapsed();
    let mut times: Vec<Duration> = Vec::new();
    let mut bytes = 0;
    for _ in 0..60 {
        let begun = Instant::now();
        let manuscript = pages::kit_manuscript(&site.frame(), &choice).expect("a kit");
        bytes = typesetter.typeset(&manuscript).expect("a sound kit").len();
        times.push(begun.elapsed());
    }
    let first = times.first().copied().unwrap_or_default();
    times.sort();
    println!(
        "{name} kit anew: p50 {:?}, p99 {:?}; first {first:?} after {ready:?} for fonts; {bytes} bytes",
        at(&times, 50),
        at(&times, 99)
    );
}

fn at(times: &[Duration], percent: usize) -> Duration {
    let last = times.len().saturating_sub(1);
    times.get(last * percent / 100).copied().unwrap_or_default()
}

/// What the process holds after a hundred kits and after all.
fn memory(site: &Site) {
    let typesetter = Typesetter::new().expect("fonts");
    let slugs: Vec<&str> = discwise::kit::topics(site.library())
        .map(|article| article.slug.as_str())
        .collect();
    let settings = [
        "",
        "&detail=more",
        "&paper=a4",
        "&print=large",
        "&part=none",
        "&part=pictures",
    ];
    let slugs = &slugs;
    let pairs = slugs.iter().flat_map(|first| {
        let others = slugs.iter().filter(move |second| *second > first && !is_level(second));
        others.map(move |second| format!("about={first}&about={second}"))
    });
    let kits = pairs.flat_map(|pair| settings.map(|settings| format!("{pair}{settings}")));
    let kits: Vec<String> = kits.step_by(3).take(KITS).collect();
    // The first again at the end: what memory they took is there already, unless it was lost.
    let kits = kits.iter().chain(kits.iter().take(200));
    let begun = Instant::now();
    for (number, query) in kits.enumerate() {
        let choice = choice(site, query);
        let manuscript = pages::kit_manuscript(&site.frame(), &choice).expect("a kit");
        typesetter.typeset(&manuscript).expect("a sound kit");
        if [0, 199, 399, 599, 799, KITS - 1, KITS + 199].contains(&number) {
            println!("after {} kits and {:?}: {}", number + 1, begun.elapsed(), resident());
        }
    }
}

/// Two levels in one kit are refused.
fn is_level(slug: &str) -> bool {
    slug.contains('-') && slug.chars().any(|letter| letter.is_ascii_digit())
}

/// What the kernel tells of this process.
fn resident() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status
        .lines()
        .filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"));
    lines.collect::<Vec<_>>().join(", ")
}

/// The same kit again, from request to answer.
async fn kept(site: Arc<Site>) {
    let data = tempfile::tempdir().expect("a temporary folder");
    let (_sender, handle) = SiteHandle::new(site);
    let state = AppState {
        site: handle,
        store: Store::open(data.path()).await.expect("a fresh store"),
        spool: Spool::beside_the_store(data.path()),
        draining: Draining::default(),
        limits: FormLimits::new(None, TrustedProxies::default()),
        metrics: Metrics::default(),
    };
    let router = web::router(state, ORIGIN).expect("the origin is sound");
    let mut times = Vec::new();
    for _ in 0..2_000 {
        let begun = Instant::now();
        answer(&router, &format!("/kit/pdf?{LONG}")).await;
        times.push(begun.elapsed());
    }
    times.remove(0);
    times.sort();
    println!("long kit kept: p50 {:?}, p99 {:?}", at(&times, 50), at(&times, 99));
}

async fn answer(router: &Router, path: &str) {
    let request = Request::get(path)
        .header(header::HOST, "localhost")
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::empty())
        .expect("a request");
    let answer = router.clone().oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.into_body().collect().await.expect("a body");
}

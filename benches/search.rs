//! How long a whole answer of the search takes, from request to compressed page, over libraries of several sizes.
//!
//! Larger libraries are the articles of ours over and over, each with a slug and a title of its own and with some of its
//! words changed by a seeded generator, so that the words keep the long tail of real prose. Loading 10,000 articles takes
//! half a minute before their figures; `cargo bench --bench search -- 110 1000` names other sizes. Beside the time on the
//! clock stands the time of the processor, which says more where others work on the same machine.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench tells its figures, and fails by panicking"
)]

use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use discwise::{
    content::{ContentDir, Language, Library},
    outbox::Spool,
    store::Store,
    web::{self, AppState, Draining, Effort, FormLimits, Metrics, Site, SiteHandle, TrustedProxies},
};
use http_body_util::BodyExt;
use rustix::time::{ClockId, clock_gettime};
use tower::ServiceExt;

const ORIGIN: &str = "https://discs.example.org";

/// Queries of every sort: a word, many, a level, slips, a beginning, nothing, marks.
const QUERIES: [&str; 12] = [
    "sciatica",
    "slipped disc",
    "sliped disk L5 leg numb",
    "l4/5",
    "can i run after microdiscectomy",
    "how long does it take to get better without surgery",
    "legs hurt walking better leaning on shopping cart",
    "microdis",
    "siatica pane in the buttok",
    "zzyzxq",
    "\"disc\" AND (pain OR leg)",
    "ACDF",
];

/// How many articles there are at least; the first is our own content.
const SIZES: [usize; 3] = [110, 1_000, 10_000];

/// Rounds over all queries.
const ROUNDS: usize = 50;

/// Numbers that look random and are the same in every run (xorshift).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// Our content with copies of its conditions, symptoms and treatments until there are so many articles.
fn content_of(pages: usize, folder: &Path) -> ContentDir {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    copy(&ours, folder);
    let mut seeded = Seeded(0x9e37_79b9_7f4a_7c15);
    let mut articles = Vec::new();
    for kind in ["anatomy", "symptoms", "treatments"] {
        for entry in fs::read_dir(ours.join("en").join(kind)).expect("our content") {
            articles.push((kind, entry.expect("an article").path()));
        }
    }
    articles.sort();
    let first = ours_already(&ours);
    let kind_of = |number: usize| {
        articles
            .get((number - first) % articles.len())
            .map_or("", |(kind, _)| *kind)
    };
    for (number, (kind, path)) in (first..pages).zip(articles.iter().cycle()) {
        // Each copy is reached from another.
        let next = if number + 1 < pages { number + 1 } else { first };
        let next = format!("{}/copy-{next}", kind_of(next));
        let text = fs::read_to_string(path).expect("an article");
        let copy = folder.join("en").join(kind).join(format!("copy-{number}.md"));
        fs::write(copy, varied(&text, number, &next, &mut seeded)).expect("a temporary file");
    }
    ContentDir::Folder(folder.to_owned())
}

/// How many articles and comparisons there are.
fn ours_already(content: &Path) -> usize {
    let library = Library::load(&ContentDir::Folder(content.to_owned()), Language::English).expect("sound content");
    library.articles().len()
}

/// The same article under another title, one in thirty of its long words made another.
fn varied(text: &str, number: usize, next: &str, seeded: &mut Seeded) -> String {
    let (front, body) = text.split_once("\n+++\n").expect("front matter");
    let front = front.replacen("title = \"", &format!("title = \"{number}: "), 1);
    let (before, related) = front.split_once("related = [\"").expect("related pages");
    let (_, others) = related.split_once('"').expect("a related page");
    let front = format!("{before}related = [\"{next}\"{others}");
    let mut varied = String::new();
    for line in body.split_inclusive('\n') {
        let plain = line.starts_with(|first: char| first.is_ascii_uppercase()) && !line.contains(['[', '{']);
        for word in line.split_inclusive(' ') {
            let long = plain && word.len() > 6 && word.trim_end().bytes().all(|byte| byte.is_ascii_lowercase());
            if long && seeded.below(30) == 0 {
                varied.extend([word.trim_end(), "a", &letters(seeded.below(5_000)), " "]);
            } else {
                varied.push_str(word);
            }
        }
    }
    format!("{front}\n+++\n{varied}")
}

fn letters(number: u64) -> String {
    let digits = [number / 400 % 20, number / 20 % 20, number % 20];
    digits
        .iter()
        .filter_map(|digit| char::from_u32('a' as u32 + u32::try_from(*digit).ok()?))
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder");
    for entry in fs::read_dir(from).expect("our content") {
        let path = entry.expect("a file").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

async fn router(library: Library, data: &Path) -> Router {
    // Answers of the search are coded one by one; the pages that lie ready need no coding here.
    let site = Site::build(library, ORIGIN, Effort::Plain).expect("every page renders");
    let (sender, handle) = SiteHandle::new(Arc::new(site));
    // The site stays for as long as the bench runs.
    std::mem::forget(sender);
    let state = AppState {
        site: handle,
        store: Store::open(data).await.expect("a fresh store"),
        spool: Spool::beside_the_store(data),
        draining: Draining::default(),
        limits: FormLimits::new(None, TrustedProxies::default()),
        metrics: Metrics::default(),
    };
    web::router(state, ORIGIN).expect("the origin is sound")
}

async fn answer(router: Router, query: &str) -> usize {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("q", query)
        .finish();
    let request = Request::get(format!("/search?{query}"))
        .header(header::HOST, "localhost")
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::empty())
        .expect("a sound request");
    let response = router.oneshot(request).await.expect("an answer");
    assert_eq!(response.status(), 200);
    response
        .into_body()
        .collect()
        .await
        .expect("a whole body")
        .to_bytes()
        .len()
}

/// How long answers took.
#[derive(Default)]
struct Times {
    clock: Vec<Duration>,
    processor: Vec<Duration>,
}

impl Times {
    fn add(&mut self, others: &Self) {
        self.clock.extend(&others.clock);
        self.processor.extend(&others.processor);
    }

    fn told(&mut self) -> String {
        let Self { clock, processor } = self;
        let (half, most, all) = (within(clock, 500), within(clock, 990), within(clock, 1_000));
        let (half_at_work, most_at_work) = (within(processor, 500), within(processor, 990));
        format!(
            "p50 {half:.2?}, p99 {most:.2?}, longest {all:.2?}; processor p50 {half_at_work:.2?}, p99 {most_at_work:.2?}"
        )
    }
}

/// The time below which this share of the answers stays, in thousandths.
fn within(times: &mut [Duration], thousandths: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * thousandths / 1_000).min(times.len() - 1);
    times.get(at).copied().unwrap_or_default()
}

/// What this process has had of the processor; it answers on one thread.
fn processor() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).expect("time goes forward")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    for pages in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let content = content_of(pages, &folder.path().join("content"));
        let library = Library::load(&content, Language::English).expect("sound content");
        let count = library.articles().len();
        let router = router(library, &folder.path().join("data")).await;
        let mut times = QUERIES.map(|query| (query, Times::default()));
        for round in 0..=ROUNDS {
            for (query, times) in &mut times {
                let (clock, before) = (Instant::now(), processor());
                answer(router.clone(), query).await;
                // The first round warms up.
                if round > 0 {
                    times.processor.push(processor().saturating_sub(before));
                    times.clock.push(clock.elapsed());
                }
            }
        }
        let mut all = Times::default();
        for (_, times) in &times {
            all.add(times);
        }
        println!("{count} articles: a search {}", all.told());
        for (query, mut times) in times {
            println!("    {query}: {}", times.told());
        }
    }
}

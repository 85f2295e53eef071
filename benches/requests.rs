//! How many submissions are accepted in a second, each synced to disk before its sender sends the next: by one sender
//! and by many at once, with commits shared and with one commit each.

#![expect(clippy::expect_used, reason = "a bench that cannot begin fails by panicking")]

use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use discwise::{
    forms::{ContactForm, Language, RawForm, ReaderForm, Submission, SubmissionKey},
    store::{Store, StoreSettings},
};
use jiff::Timestamp;
use tokio::{runtime::Runtime, task::JoinSet};

const SENDERS: [u64; 4] = [1, 16, 64, 256];

fn message() -> Submission {
    let typed = b"name=Sam&reply_by=email&email=sam%40example.org&message=Does+it+heal+by+itself%3F";
    let raw = RawForm::parse(typed).expect("a readable form");
    Submission::Contact(ContactForm::from_raw(&raw).validate().expect("a sound message"))
}

/// How long senders need who each send so many submissions, one after the other.
async fn time_to_send(store: &Store, message: &Submission, senders: u64, each: u64) -> Duration {
    let mut sending = JoinSet::new();
    let begun = Instant::now();
    for _ in 0..senders {
        let (store, message) = (store.clone(), message.clone());
        sending.spawn(async move {
            for _ in 0..each {
                let key = SubmissionKey::random().expect("random numbers");
                let accepted = store.accept(&message, Language::English, key, Timestamp::now()).await;
                accepted.expect("the submission is accepted");
            }
        });
    }
    sending.join_all().await;
    begun.elapsed()
}

fn measure(criterion: &mut Criterion, runtime: &Runtime, name: &str, group: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = StoreSettings {
        group,
        ..StoreSettings::default()
    };
    let store = runtime
        .block_on(Store::open_with(folder.path(), settings))
        .expect("a fresh store");
    let message = message();
    let mut bench = criterion.benchmark_group(name);
    bench
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3));
    for senders in SENDERS {
        bench.throughput(Throughput::Elements(senders));
        bench.bench_function(BenchmarkId::new("senders", senders), |bencher| {
            bencher.iter_custom(|each| runtime.block_on(time_to_send(&store, &message, senders, each)));
        });
    }
    bench.finish();
    runtime.block_on(store.close());
}

fn requests(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    measure(criterion, &runtime, "accept, one commit each", 1);
    measure(
        criterion,
        &runtime,
        "accept, commits shared",
        StoreSettings::default().group,
    );
}

criterion_group!(benches, requests);
criterion_main!(benches);

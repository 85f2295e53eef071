//! How many submissions one sender has accepted in a second, each synced to disk before the next is sent.

#![expect(clippy::expect_used, reason = "a bench that cannot begin fails by panicking")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use discwise::{
    forms::{ContactForm, Language, RawForm, Submission, SubmissionKey},
    store::Store,
};
use jiff::Timestamp;

fn message() -> Submission {
    let typed = b"name=Sam&reply_by=email&email=sam%40example.org&message=Does+it+heal+by+itself%3F";
    let raw = RawForm::parse(typed).expect("a readable form");
    Submission::Contact(ContactForm::from_raw(&raw).validate().expect("a sound message"))
}

fn requests(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = runtime.block_on(Store::open(folder.path())).expect("a fresh store");
    let message = message();
    let mut group = criterion.benchmark_group("requests");
    group.sample_size(50).throughput(Throughput::Elements(1));
    group.bench_function("accept a submission", |bencher| {
        bencher.iter(|| {
            let key = SubmissionKey::random().expect("random numbers");
            runtime
                .block_on(store.accept(&message, Language::English, key, Timestamp::now()))
                .expect("the submission is accepted")
        });
    });
    group.finish();
    runtime.block_on(store.close());
}

criterion_group!(benches, requests);
criterion_main!(benches);

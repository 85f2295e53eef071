//! How long the content takes until it can be served, and how long finding one page takes then.

#![expect(clippy::expect_used, reason = "a bench that cannot begin fails by panicking")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use discwise::{
    content::{ContentDir, Language, Library},
    web::{Coding, Effort, Site},
};

fn library() -> Library {
    Library::load(&ContentDir::Embedded, Language::English).expect("the content is sound")
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reading");
    group.sample_size(10);
    // What is made is let go outside the time: a server never does that.
    group.bench_function("load the library", |bencher| bencher.iter_with_large_drop(library));
    group.bench_function("render and compress a site, quick", |bencher| {
        bencher.iter_with_setup(library, |library| {
            Site::build(library, "https://discs.example.org", Effort::Quick).expect("every page renders")
        });
    });
    let site = Site::build(library(), "https://discs.example.org", Effort::Quick).expect("every page renders");
    group.sample_size(100);
    group.bench_function("look up a page", |bencher| {
        bencher.iter(|| {
            let document = site
                .document(black_box("/conditions/disc-extrusion"))
                .expect("the page exists");
            document.in_coding(Coding::Brotli).body.clone()
        });
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);

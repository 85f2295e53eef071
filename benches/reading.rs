//! How long it takes to open the doors, and what a page view costs.

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
    group.bench_function("load the library", |bencher| bencher.iter(library));
    group.bench_function("render and compress a site, quick", |bencher| {
        bencher.iter_with_setup(library, |library| {
            Site::build(library, "https://discs.example.org", Effort::Quick)
        });
    });
    let site = Site::build(library(), "https://discs.example.org", Effort::Quick).expect("every page renders");
    group.sample_size(100);
    group.bench_function("look up a page", |bencher| {
        bencher.iter(|| {
            let document = site.document(black_box("/conditions/disc-extrusion"));
            document.map(|document| document.in_coding(Coding::Brotli).body.clone())
        });
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);

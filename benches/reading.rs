//! How long the content takes until it can be served, how long finding one page takes then, and how long a message is
//! looked through for signs of an emergency.

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

/// Three kilobytes as people write them, with words that signs begin with, and no sign.
const MESSAGE: &str = "I can't sleep because of my back. My leg is numb down to the toes, and I have no strength to walk far. \
    Should I worry? My scan shows a bulge at L4-L5. I lost my job over it, so both of us are very tired now. ";

/// As much as a site looks through, made to take long.
const HARD: &str = "no or can't no lose both numb or ";

fn signs(criterion: &mut Criterion) {
    let library = library();
    let mut group = criterion.benchmark_group("signs of an emergency");
    group.sample_size(20);
    for (name, text) in [
        ("3 KB without one", MESSAGE.repeat(15)),
        ("20 KB made hard", HARD.repeat(20_000 / HARD.len())),
    ] {
        assert!(
            library.red_flags().named_in(&text).is_none(),
            "{name}: nothing is to be found"
        );
        group.bench_function(name, |bencher| {
            bencher.iter(|| library.red_flags().named_in(black_box(&text)).is_some());
        });
    }
    group.finish();
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

criterion_group!(benches, reading, signs);
criterion_main!(benches);

//! The search as readers use it: the judged set, hostile words, the page, and what is never told of a query.

use std::{collections::BTreeSet, fmt::Write};

use discwise::search::{Index, Query};
use serde::Deserialize;

use crate::support::{TestSite, library};

/// What patients type, and the pages that must come.
#[derive(Deserialize)]
struct JudgedSet {
    query: Vec<Judged>,
}

#[derive(Deserialize)]
struct Judged {
    q: String,
    want: Vec<String>,
    within: usize,
}

impl Judged {
    /// On which place the first wanted page comes, from 1. A definition stands above all places, so that it is the first
    /// where the glossary is wanted, and takes none from the pages where it is not.
    fn place(&self, index: &Index) -> Option<usize> {
        let results = index.search(&Query::typed(&self.q), 0, 10).unwrap();
        let wanted = |path: &str| self.want.iter().any(|want| want == path);
        if results.definition.is_some() && wanted("/glossary") {
            return Some(1);
        }
        results
            .hits
            .iter()
            .position(|hit| wanted(hit.path))
            .map(|place| place + 1)
    }
}

/// A share of a whole, in percent.
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

#[test]
fn what_patients_type_brings_the_page_that_a_librarian_would_hand_them() {
    let set: JudgedSet = toml::from_str(include_str!("judged-queries.toml")).unwrap();
    let index = Index::build(library()).unwrap();
    let (mut first, mut first_three, mut table) = (0, 0, String::new());
    for judged in &set.query {
        let place = judged.place(&index);
        first += usize::from(place == Some(1));
        first_three += usize::from(place.is_some_and(|place| place <= 3));
        let verdict = if place.is_some_and(|place| place <= judged.within) {
            ""
        } else {
            "late"
        };
        let place = place.map_or("-".to_owned(), |place| place.to_string());
        writeln!(
            table,
            "{verdict:4} {place:>2} of {}  {:60} {}",
            judged.within,
            judged.q,
            judged.want.join(" ")
        )
        .unwrap();
    }
    let count = set.query.len();
    let (first, first_three) = (percent(first, count), percent(first_three, count));
    println!("{table}\n{count} queries: {first:.1} % come first, {first_three:.1} % in the first 3");
    assert!(count >= 150, "only {count} queries");
    assert!(first_three >= 95.0, "{first_three:.1} % in the first 3\n{table}");
    assert!(first >= 85.0, "{first:.1} % first\n{table}");
}

#[tokio::test]
async fn every_page_of_the_judged_set_is_there() {
    let set: JudgedSet = toml::from_str(include_str!("judged-queries.toml")).unwrap();
    let wanted: BTreeSet<&String> = set.query.iter().flat_map(|judged| &judged.want).collect();
    let site = TestSite::start().await;
    for path in wanted {
        site.get(path).await.expect(200);
    }
}

//! Comparisons as a reader who must decide gets them: whole, balanced, honest about gaps; and nothing kept of what is ticked.

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use discwise::{
    content::{Comparison, Details, Finding, Kind, OutcomeGroup},
    store::Filter,
};
use scraper::{ElementRef, Html};

use crate::support::{TestSite, attributes, library, sound, words};

const LOW_BACK: &str = "/compare/leg-pain-from-a-low-back-disc";

/// Every comparison with its path.
fn comparisons(library: &discwise::content::Library) -> Vec<(String, &Comparison)> {
    let found = library
        .of_kind(Kind::Comparison)
        .filter_map(|article| match &article.details {
            Details::Comparison(comparison) => Some((article.path(), &**comparison)),
            _ => None,
        });
    found.collect()
}

fn inside<'a>(element: &ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&sound(selector)).collect()
}

fn text_of(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn cells(page: &Html) -> Vec<ElementRef<'_>> {
    page.select(&sound(".choices-table td")).collect()
}

#[tokio::test]
async fn the_three_comparisons_of_the_guide_are_there() {
    let site = TestSite::start().await;
    let listed = attributes(&site.get("/compare").await.expect(200).page(), "main .card a", "href");
    assert_eq!(listed.len(), 3);
    let home = site.get("/").await.expect(200).page();
    assert!(attributes(&home, ".ways a", "href").contains(&"/compare".to_owned()));
}

#[tokio::test]
async fn each_cell_of_a_comparison_has_its_parts() {
    let library = library();
    let site = TestSite::start().await;
    for (path, comparison) in comparisons(library) {
        let page = site.get(&path).await.expect(200).page();
        let findings: Vec<&Finding> = comparison
            .outcomes
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| &cell.finding)
            .collect();
        let cells = cells(&page);
        assert_eq!(cells.len(), findings.len(), "{path}");
        assert_eq!(
            cells.len(),
            comparison.outcomes.len() * comparison.choices.len(),
            "{path}"
        );
        for (cell, finding) in cells.iter().zip(findings) {
            let told = text_of(cell);
            let has = |selector: &str| inside(cell, selector).len() == 1;
            match finding {
                Finding::Number { .. } => {
                    assert!(
                        has(".cell-number") && has(".cell-people") && has(".cell-time"),
                        "{path}: {told}"
                    );
                    assert!(has(".cell-sure"), "{path} does not tell how sure: {told}");
                    assert!(has("svg.icon-array[aria-label]"), "{path} draws no dots: {told}");
                    assert!(has(".cell-people sup a"), "{path} names no source: {told}");
                    assert!(told.contains("out of 100"), "{path}: {told}");
                }
                Finding::Gap(_) => assert!(told.contains("No good number was found."), "{path}: {told}"),
                Finding::CannotHappen(_) => assert!(told.contains("Does not apply."), "{path}: {told}"),
                Finding::Words(_) => assert!(!has(".cell-number") && told.len() > 10, "{path}: {told}"),
            }
        }
    }
}

#[tokio::test]
async fn a_cell_belongs_to_its_choice_and_its_outcome_for_those_who_listen() {
    let library = library();
    let site = TestSite::start().await;
    for (path, comparison) in comparisons(library) {
        let page = site.get(&path).await.expect(200).page();
        let names: Vec<&str> = comparison.choices.iter().map(|choice| choice.name.as_str()).collect();
        for (at, cell) in cells(&page).iter().enumerate() {
            let headers = cell.attr("headers").unwrap();
            let told: Vec<String> = headers
                .split(' ')
                .map(|id| words(&page, &format!("#{id}")).join(" "))
                .collect();
            assert_eq!(told[0], names[at % names.len()], "{path}");
            assert!(
                told[1].starts_with(&comparison.outcomes[at / names.len()].heading),
                "{path}: {told:?}"
            );
            assert_eq!(cell.attr("role"), Some("cell"));
        }
    }
}

#[tokio::test]
async fn benefits_and_harms_have_the_same_form_and_every_choice_as_many_rows() {
    let library = library();
    for (path, comparison) in comparisons(library) {
        let count = |group: OutcomeGroup| comparison.outcomes.iter().filter(|row| row.group == group).count();
        assert!(
            count(OutcomeGroup::Benefit) > 0 && count(OutcomeGroup::Harm) > 0,
            "{path}"
        );
        assert!(count(OutcomeGroup::Experience) > 0, "{path}");
        assert_eq!(
            comparison.choices[0].key.as_str(),
            "wait",
            "{path}: doing nothing is a choice"
        );
    }
    let site = TestSite::start().await;
    let page = site.get(LOW_BACK).await.expect(200).page();
    let tables: Vec<ElementRef<'_>> = page.select(&sound(".choices-table")).collect();
    let classes = |table: &ElementRef<'_>| table.attr("class").map(str::to_owned);
    assert_eq!(tables.len(), 3);
    assert_eq!(classes(&tables[0]), classes(&tables[1]));
}

/// The qualifying and certifying criteria of the International Patient Decision Aid Standards.
#[tokio::test]
async fn a_comparison_has_what_a_decision_aid_must_have() {
    let library = library();
    let site = TestSite::start().await;
    for (path, comparison) in comparisons(library) {
        let answer = site.get(&path).await.expect(200);
        let page = answer.page();
        assert!(
            answer.words(".lede").contains("The choice is"),
            "{path} does not state the decision"
        );
        for (section, least) in [
            ("for-you", 80),
            ("choices", 150),
            ("benefits", 100),
            ("harms", 200),
            ("experience", 200),
            ("unknown", 80),
            ("questions", 80),
            ("what-matters", 80),
            ("sources", 80),
        ] {
            let told = words(&page, &format!("section[aria-labelledby={section}]")).join(" ");
            assert!(told.len() > least, "{path} says little under {section}: {told}");
        }
        assert_eq!(
            words(&page, ".the-choices > li").len(),
            comparison.choices.len(),
            "{path}"
        );
        let about = words(&page, ".about-page").join(" ");
        for part in [
            "Last reviewed",
            "Next review due",
            "How we keep it up to date",
            "Where the numbers come from",
            "How sure a number is",
            "Who paid for it",
        ] {
            assert!(about.contains(part), "{path} does not say: {part}");
        }
        assert_eq!(attributes(&page, "main .care", "data-level"), ["emergency"], "{path}");
    }
}

#[tokio::test]
async fn what_a_comparison_is_for_leads_to_it_once() {
    let library = library();
    let site = TestSite::start().await;
    let mut pairs = 0;
    for (path, comparison) in comparisons(library) {
        for page in &comparison.pages {
            let answer = site.get(page).await.expect(200);
            let count = |selector: &str| {
                let leads = attributes(&answer.page(), selector, "href");
                leads.iter().filter(|link| **link == path).count()
            };
            let to_it = count("main article a") - count("main article .card a");
            assert_eq!(to_it, 1, "{page} leads {to_it} times to {path}");
            pairs += 1;
        }
    }
    assert!(pairs > 20, "only {pairs}");
}

#[tokio::test]
async fn the_options_of_a_condition_lead_to_their_comparison() {
    let library = library();
    for (path, comparison) in comparisons(library) {
        for page in comparison.pages.iter().filter(|page| page.starts_with("/conditions/")) {
            let article = library.article(page.trim_start_matches('/')).unwrap();
            let (_, from_options) = article.body.html.as_str().split_once("id=\"options\"").unwrap();
            let (options, _) = from_options.split_once("<h2").unwrap();
            assert!(options.contains(&format!("href=\"{path}\"")), "{page}");
        }
    }
}

#[tokio::test]
async fn ticks_become_a_page_to_print() {
    let site = TestSite::start().await;
    let ticks = [("matter-1", "a-lot"), ("matter-2", "not"), ("leaning", "surgery")];
    let answer = site.post(LOW_BACK, &ticks).await.expect(200);
    let page = answer.page();
    let told = words(&page, "main section");
    let first = told
        .iter()
        .find(|section| section.starts_with("Matters a lot to me"))
        .unwrap();
    assert!(first.contains("Less leg pain as soon as possible"), "{first}");
    assert!(
        told.iter().any(|section| section.contains("Surgery (microdiscectomy)")),
        "{told:?}"
    );
    assert!(
        !told.iter().any(|section| section.starts_with("Matters a little")),
        "{told:?}"
    );
    assert_eq!(
        attributes(&page, "input[checked]", "id"),
        ["matter-1-a-lot", "matter-2-not", "leaning-surgery"]
    );
    let unsure = site.post(LOW_BACK, &[("leaning", "not-sure")]).await.expect(200);
    assert!(unsure.words("main section").contains("I am not sure yet"));
}

#[tokio::test]
async fn nothing_ticked_is_told_and_nothing_ticked_is_kept() {
    let site = TestSite::start().await;
    for ticks in [&[][..], &[("matter-1", "most"), ("leaning", "<b>magic")]] {
        let answer = site.post(LOW_BACK, ticks).await.expect(422);
        assert!(answer.words("title").starts_with("Error: "));
        let page = answer.page();
        let target = attributes(&page, ".error-summary a", "href").remove(0);
        assert_eq!(page.select(&sound(&target)).count(), 1);
        assert!(!answer.text().contains("magic"));
    }
    let answer = site.post(LOW_BACK, &[("matter-1", "a-lot")]).await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("set-cookie"), "");
    assert_eq!(answer.attribute("meta[name=robots]", "content"), "noindex");
    assert!(
        site.store.list(&Filter::default()).await.unwrap().is_empty(),
        "something was stored"
    );
    // In an address, ticks mean nothing.
    let asked = format!("{LOW_BACK}?matter-1=a-lot");
    let page = site
        .send(Method::GET, &asked, &[], Body::empty())
        .await
        .expect(200)
        .page();
    assert!(attributes(&page, "input[checked]", "id").is_empty());
    assert_eq!(attributes(&page, "form.matters", "method"), ["post"]);
    site.post("/compare/no-such-choice", &[("matter-1", "a-lot")])
        .await
        .expect(404);
}

#[tokio::test]
async fn a_comparison_and_its_styles_are_light() {
    let library = library();
    let site = TestSite::start().await;
    for (path, _) in comparisons(library) {
        let br = [(axum::http::header::ACCEPT_ENCODING, "br")];
        let answer = site.get_with(&path, &br).await.expect(200);
        assert!(answer.body.len() < 24 * 1024, "{path}: {} bytes", answer.body.len());
        let ids = attributes(&site.get(&path).await.page(), "[id]", "id");
        let different: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(different.len(), ids.len(), "{path} has an id twice");
    }
}

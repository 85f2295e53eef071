//! The level explorer: every page tells what the table of levels tells, leads to its neighbors, and is found from a body.

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use discwise::{
    content::{Confidence, Details, Kind, Level, LevelName, SourceId},
    store::Filter,
};

use crate::support::{Answer, TestSite, attributes, library, sound, words};

/// Level, root pressed off the center, root pressed far to the side, a word of the reflex, the confidence, and sources
/// that the row rests on.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Confidence,
    &'static [&'static str],
);

/// The table that a clinician checks, written a second time.
const TABLE: [Row; 23] = [
    ("C2-C3", "C3", "C3", "None", Confidence::Medium, &["S62"]),
    ("C3-C4", "C4", "C4", "None", Confidence::Medium, &["S62", "S137"]),
    ("C4-C5", "C5", "C5", "Biceps", Confidence::High, &["S62", "S172"]),
    (
        "C5-C6",
        "C6",
        "C6",
        "brachioradialis",
        Confidence::High,
        &["S62", "S172", "S156"],
    ),
    ("C6-C7", "C7", "C7", "Triceps", Confidence::High, &["S62", "S172"]),
    ("C7-T1", "C8", "C8", "None", Confidence::High, &["S62", "S175"]),
    ("T1-T2", "T1", "T1", "None", Confidence::High, &["S160", "S159"]),
    ("T2-T3", "T2", "T2", "None", Confidence::Medium, &["S151"]),
    ("T3-T4", "T3", "T3", "None", Confidence::High, &["S151", "S152"]),
    ("T4-T5", "T4", "T4", "None", Confidence::High, &["S151", "S152", "S175"]),
    ("T5-T6", "T5", "T5", "None", Confidence::High, &["S151", "S152"]),
    ("T6-T7", "T6", "T6", "None", Confidence::Medium, &["S151", "S152"]),
    ("T7-T8", "T7", "T7", "None", Confidence::Medium, &["S151", "S152"]),
    ("T8-T9", "T8", "T8", "upper belly", Confidence::Medium, &["S152"]),
    ("T9-T10", "T9", "T9", "upper belly", Confidence::Medium, &["S152"]),
    (
        "T10-T11",
        "T10",
        "T10",
        "upper or lower belly",
        Confidence::High,
        &["S152", "S175"],
    ),
    (
        "T11-T12",
        "T11",
        "T11",
        "lower belly",
        Confidence::High,
        &["S152", "S161"],
    ),
    (
        "T12-L1",
        "T12",
        "T12",
        "lower belly",
        Confidence::Medium,
        &["S152", "S154"],
    ),
    ("L1-L2", "L2", "L1", "None", Confidence::Medium, &["S153", "S162"]),
    (
        "L2-L3",
        "L3",
        "L2",
        "knee jerk",
        Confidence::High,
        &["S61", "S153", "S172"],
    ),
    (
        "L3-L4",
        "L4",
        "L3",
        "Knee jerk",
        Confidence::High,
        &["S61", "S153", "S169"],
    ),
    ("L4-L5", "L5", "L4", "None", Confidence::High, &["S61", "S153"]),
    (
        "L5-S1",
        "S1",
        "L5",
        "Ankle jerk",
        Confidence::High,
        &["S61", "S153", "S169"],
    ),
];

fn path_of(level: LevelName) -> String {
    format!("/levels/{}", level.slug())
}

async fn find(site: &TestSite, keys: &[&str]) -> Answer {
    let fields: Vec<(&str, &str)> = keys.iter().map(|key| ("pick", *key)).collect();
    site.post("/levels/find", &fields).await
}

/// The levels that an answer names, in its order.
fn named(answer: &Answer) -> Vec<String> {
    words(&answer.page(), ".fits li > a")
}

#[test]
fn every_level_tells_what_the_table_tells() {
    let library = library();
    let pages: Vec<(&Level, BTreeSet<&str>)> = library
        .of_kind(Kind::Level)
        .filter_map(|page| match &page.details {
            Details::Level(level) => Some((&**level, page.body.citations.iter().map(SourceId::as_str).collect())),
            _ => None,
        })
        .collect();
    assert_eq!(pages.len(), TABLE.len());
    for ((level, cited), (name, off_center, far_side, reflex, confidence, sources)) in pages.into_iter().zip(TABLE) {
        assert_eq!(level.name.as_str(), name, "the pages stand in the order of the spine");
        assert_eq!(level.off_center.as_str(), off_center, "{name}");
        assert_eq!(level.far_side.as_str(), far_side, "{name}");
        assert!(level.reflex.as_str().contains(reflex), "{name}: {}", level.reflex);
        assert_eq!(level.confidence, confidence, "{name}");
        let missing: Vec<_> = sources.iter().filter(|source| !cited.contains(**source)).collect();
        assert!(missing.is_empty(), "{name} does not cite {missing:?}");
        assert!(cited.contains("S148"), "{name} does not say how often the map fits");
        assert!(
            !level.weak.is_empty() || level.strength.is_some(),
            "{name} says nothing of strength"
        );
        assert_eq!(level.skin.first(), Some(&level.off_center), "{name}");
    }
}

#[tokio::test]
async fn every_level_page_has_its_map_its_limit_its_cards_and_its_neighbors() {
    let site = TestSite::start().await;
    for level in LevelName::all() {
        let answer = site.get(&path_of(level)).await.expect(200);
        let page = answer.page();
        let count = |selector: &str| page.select(&sound(selector)).count();
        assert_eq!(count(".body-map svg[role=img]"), 2, "{level}");
        assert!(count(".body-map .marked .area") > 0, "{level} marks no area");
        assert_eq!(
            count(".body-map .area"),
            count(":is(.marked, .marked-too) > .area"),
            "{level} shows others"
        );
        assert_eq!(count("#limit"), 1, "{level}");
        assert_eq!(
            count("[data-level=emergency]") + count("[data-level=urgent]"),
            2,
            "{level}"
        );
        assert_eq!(count(".emergency-line"), 1, "{level}");
        let ways = |rel: &str| attributes(&page, &format!(".pager [rel={rel}]"), "href");
        assert_eq!(ways("prev"), level.above().map(path_of).into_iter().collect::<Vec<_>>());
        assert_eq!(ways("next"), level.below().map(path_of).into_iter().collect::<Vec<_>>());
        let data = words(&page, "script[type='application/ld+json']").join("");
        assert!(
            data.contains("MedicalWebPage") && data.contains("BreadcrumbList"),
            "{level}"
        );
        assert_eq!(attributes(&page, ".crumbs li a", "href"), ["/", "/anatomy", "/levels"]);
    }
}

#[tokio::test]
async fn each_disc_of_the_drawing_and_each_line_of_the_list_leads_to_its_page() {
    let site = TestSite::start().await;
    let expected: Vec<String> = LevelName::all().map(path_of).collect();
    for (path, list) in [("/levels", ".levels-list li > a"), ("/", ".chips a")] {
        let page = site.get(path).await.expect(200).page();
        assert_eq!(
            attributes(&page, ".spine-links svg[role=group] a", "href"),
            expected,
            "{path}"
        );
        assert_eq!(attributes(&page, list, "href"), expected, "{path}");
    }
}

#[tokio::test]
async fn the_links_of_the_drawing_are_high_enough_for_a_finger_and_do_not_overlap() {
    let site = TestSite::start().await;
    let page = site.get("/levels").await.expect(200).page();
    let numbers = |name: &str| -> Vec<f64> {
        let all = attributes(&page, ".spine-links a .hit", name);
        all.iter().map(|number| number.parse().unwrap()).collect()
    };
    let (tops, heights) = (numbers("y"), numbers("height"));
    assert_eq!(tops.len(), 23);
    let width: f64 = attributes(&page, ".spine-links svg", "viewBox")[0]
        .split(' ')
        .nth(2)
        .unwrap()
        .parse()
        .unwrap();
    // figures.css lets the drawing get no narrower than this.
    let scale = 22.1 * 16.0 / width;
    for (at, (top, height)) in tops.iter().zip(&heights).enumerate() {
        assert!(height * scale >= 24.0, "disc {at} is {} px high", height * scale);
        assert!(
            tops.get(at + 1).is_none_or(|next| top + height <= next + 0.01),
            "disc {at} overlaps the next"
        );
    }
}

#[tokio::test]
async fn a_page_about_a_level_and_the_page_of_the_level_lead_to_each_other() {
    let library = library();
    let site = TestSite::start().await;
    let mut pairs = 0;
    for article in library.articles() {
        for level in article.details.levels() {
            let there = site.get(&article.path()).await.expect(200).page();
            assert!(
                attributes(&there, ".facts a", "href").contains(&path_of(*level)),
                "{}",
                article.path()
            );
            let back = site.get(&path_of(*level)).await.expect(200).page();
            assert!(
                attributes(&back, ".related a", "href").contains(&article.path()),
                "{level}"
            );
            pairs += 1;
        }
    }
    assert!(pairs > 10, "only {pairs}");
    let nerves = site.get("/anatomy/nerves-and-levels").await.expect(200).page();
    let leads: BTreeSet<String> = attributes(&nerves, ".table a", "href").into_iter().collect();
    for level in LevelName::all() {
        assert!(leads.contains(&path_of(level)), "{level}");
    }
}

#[tokio::test]
async fn what_is_felt_leads_to_the_levels_that_press_its_root() {
    let site = TestSite::start().await;
    for (keys, expected) in [
        (&["middle-finger"][..], &["C6-C7"][..]),
        (&["thumb-side", "bend-elbow"], &["C5-C6", "C4-C5"]),
        (&["inner-shin", "chair"], &["L3-L4", "L4-L5"]),
        (&["top-of-foot", "lift-toe"], &["L4-L5", "L5-S1"]),
        (&["tiptoe"], &["L5-S1"]),
    ] {
        let answer = find(&site, keys).await.expect(200);
        assert_eq!(named(&answer), expected, "{keys:?}");
        assert!(
            answer.words(".found .map-limit").len() > 50,
            "the honest limit stands over the levels"
        );
    }
}

#[tokio::test]
async fn every_pick_leads_to_a_level_or_to_the_emergency_card() {
    let library = library();
    let site = TestSite::start().await;
    let finder = library.level_finder();
    let groups = finder
        .groups()
        .iter()
        .flat_map(|group| group.felt.iter().chain(&group.weak));
    for pick in groups.chain(finder.signs()) {
        let answer = find(&site, &[&pick.key]).await.expect(200);
        let page = answer.page();
        let first = page.select(&sound("main > *")).next().unwrap();
        let card = first.attr("data-level") == Some("emergency");
        assert_eq!(card, pick.alarm, "{}", pick.key);
        assert!(card || !named(&answer).is_empty(), "{} leads nowhere", pick.key);
        assert_eq!(attributes(&page, "input[checked]", "value"), [pick.key.as_str()]);
    }
}

#[tokio::test]
async fn a_red_flag_comes_first_and_weakness_brings_the_urgent_card() {
    let site = TestSite::start().await;
    let flagged = find(&site, &["both-legs", "lift-foot"]).await.expect(200).page();
    let cards = attributes(&flagged, "main [data-level]", "data-level");
    assert_eq!(cards, ["emergency", "urgent"]);
    let weak = find(&site, &["tiptoe"]).await.expect(200).page();
    assert_eq!(attributes(&weak, "main [data-level]", "data-level"), ["urgent"]);
    let felt = find(&site, &["heel"]).await.expect(200).page();
    assert!(attributes(&felt, "main [data-level]", "data-level").is_empty());
}

#[tokio::test]
async fn nothing_ticked_is_told_and_nothing_ticked_is_kept() {
    let site = TestSite::start().await;
    for keys in [&[][..], &["no-such-key"]] {
        let answer = find(&site, keys).await.expect(422);
        assert!(answer.words("title").starts_with("Error: "));
        let page = answer.page();
        let target = attributes(&page, ".error-summary a", "href").remove(0);
        assert_eq!(page.select(&sound(&target)).count(), 1);
    }
    let answer = find(&site, &["bladder", "stairs"]).await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("set-cookie"), "");
    assert_eq!(answer.attribute("meta[name=robots]", "content"), "noindex");
    assert_eq!(answer.attribute("main form", "method"), "post");
    assert!(
        site.store.list(&Filter::default()).await.unwrap().is_empty(),
        "something was stored"
    );
    // In an address, what was ticked means nothing.
    let asked = site
        .send(Method::GET, "/levels/find?pick=bladder", &[], Body::empty())
        .await
        .expect(200);
    assert!(attributes(&asked.page(), "input[checked]", "value").is_empty());
}

#[tokio::test]
async fn every_level_page_is_light() {
    let site = TestSite::start().await;
    for level in LevelName::all() {
        let headers = [(axum::http::header::ACCEPT_ENCODING, "br")];
        let answer = site.get_with(&path_of(level), &headers).await.expect(200);
        assert!(answer.body.len() < 12_288, "{level}: {} bytes", answer.body.len());
    }
}

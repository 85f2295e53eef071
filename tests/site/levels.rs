//! The level explorer: every page tells what the table of levels tells, leads to its neighbors, and is found from a body.

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use discwise::{
    content::{self, Details, Kind, Level, LevelName, SourceId},
    store::Filter,
};
use scraper::Html;

use crate::{
    folder::any_file_holds,
    level_table::{DEEDS, MIDDLE, PLACES, REFLEXES, Row, TABLE},
    process::{Running, data, run},
    support::{Answer, TestSite, attributes, library, sound, words},
};

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

/// What a rendered text says, without its marks of sources.
fn plain(html: &content::Html) -> String {
    let text = Html::parse_fragment(html.as_str());
    let kept = text.root_element().descendants().filter(|node| {
        let marks = node.ancestors().filter_map(|above| above.value().as_element());
        !marks.into_iter().any(|mark| mark.name() == "sup")
    });
    kept.filter_map(|node| node.value().as_text().map(|text| &**text))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Those of some words that a text has, in any of their forms.
fn told(text: &str, of: &[&'static str]) -> BTreeSet<&'static str> {
    let text = text.to_lowercase();
    let said: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |stem: &&&str| said.iter().any(|word| word.starts_with(**stem));
    of.iter().filter(has).copied().collect()
}

#[track_caller]
fn assert_same(disc: &str, told_by_page: &str, told_by_table: &str, of: &[&'static str]) {
    let (page, table) = (told(told_by_page, of), told(told_by_table, of));
    assert!(!table.is_empty(), "{disc}: no word of {told_by_table:?} is looked for");
    assert_eq!(page, table, "{disc}\n page: {told_by_page}\ntable: {told_by_table}");
}

/// Where each root of a level is felt: that pressed off the center, and that far to the side, when it is another.
fn felt(level: &Level) -> (&str, Option<&str>) {
    let said = level.felt_in_words.as_str();
    match said.split_once(&format!("{}: ", level.far_side)) {
        Some((off_center, far_side)) => (off_center, Some(far_side)),
        None => (said, None),
    }
}

fn weak(level: &Level) -> String {
    let pairs = level.weak.iter().flat_map(|weak| [&weak.sign, &weak.muscle]);
    pairs.chain(&level.strength).map(plain).collect::<Vec<_>>().join(" ")
}

fn assert_row(level: &Level, row: &Row) {
    let disc = row.disc;
    let (off_center, felt_off_center) = row.off_center;
    assert_eq!(level.name.as_str(), disc, "the pages stand in the order of the spine");
    assert_eq!(level.off_center.as_str(), off_center, "{disc}");
    assert_eq!(
        level.far_side.as_str(),
        row.far_side.map_or(off_center, |(root, _)| root),
        "{disc}"
    );
    assert_eq!(level.confidence, row.confidence, "{disc}");
    assert_eq!(level.skin.first(), Some(&level.off_center), "{disc}");
    let (near, far) = felt(level);
    assert_same(disc, near, felt_off_center, PLACES);
    assert_eq!(far.is_some(), row.far_side.is_some(), "{disc}");
    if let (Some(far), Some((_, expected))) = (far, row.far_side) {
        assert_same(disc, far, expected, PLACES);
    }
    assert_same(disc, &weak(level), row.weak, DEEDS);
    assert_same(disc, &plain(&level.reflex), row.reflex, REFLEXES);
    assert_same(disc, &plain(&level.central), row.central, MIDDLE);
    let common = plain(&level.common);
    assert!(common.starts_with(row.common), "{disc}: {common}");
    if let Some((here, of)) = row.counted {
        let hundred = (f64::from(here) * 100.0 / f64::from(of)).round();
        assert!(
            common.contains(&format!("about {hundred} out of 100")),
            "{disc}: {common}"
        );
    }
}

#[test]
fn every_level_tells_what_the_table_tells() {
    let library = library();
    let pages: Vec<_> = library.of_kind(Kind::Level).collect();
    assert_eq!(pages.len(), TABLE.len());
    for (page, row) in pages.into_iter().zip(&TABLE) {
        let Details::Level(level) = &page.details else {
            panic!("{} is no page of a level", page.path());
        };
        assert_row(level, row);
        let cited: BTreeSet<&str> = page.body.citations.iter().map(SourceId::as_str).collect();
        let missing: Vec<_> = row.sources.iter().filter(|source| !cited.contains(**source)).collect();
        assert!(missing.is_empty(), "{} does not cite {missing:?}", row.disc);
        assert!(
            cited.contains("S148"),
            "{} does not say how often the map fits",
            row.disc
        );
    }
}

#[tokio::test]
async fn every_level_page_has_its_map_its_limit_its_cards_and_its_neighbors() {
    let site = TestSite::start().await;
    for level in LevelName::all() {
        let answer = site.get(&path_of(level)).await.expect(200);
        let page = answer.page();
        let count = |selector: &str| page.select(&sound(selector)).count();
        assert_eq!(count("[aria-labelledby=body-map] svg[role=img]"), 2, "{level}");
        assert!(count(".body-map .marked .area") > 0, "{level} marks no area");
        assert_eq!(
            count(".body-map .area"),
            count(":is(.marked, .marked-too) > .area"),
            "{level} shows others"
        );
        assert_eq!(
            count(".body-map .muscle"),
            count("[aria-labelledby=muscle-map] .marked > .muscle"),
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
    let mut found = BTreeSet::new();
    for pick in groups.chain(finder.signs()) {
        let answer = find(&site, &[&pick.key]).await.expect(200);
        let page = answer.page();
        let first = page.select(&sound("main > *")).next().unwrap();
        let card = first.attr("data-level") == Some("emergency");
        assert_eq!(card, pick.alarm, "{}", pick.key);
        assert!(card || !named(&answer).is_empty(), "{} leads nowhere", pick.key);
        assert_eq!(attributes(&page, "input[checked]", "value"), [pick.key.as_str()]);
        found.extend(named(&answer));
    }
    assert_eq!(found.len(), TABLE.len(), "only these are ever found: {found:?}");
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

/// Marked in what a reader ticks; never in what the site says of itself.
const MARK: &str = "xq7tick";

#[test]
fn what_is_ticked_leaves_no_trace_on_the_disk_or_in_the_log() {
    let data = data();
    let store = data.path().join("store");
    let site = Running::start(&store);
    for (fields, status) in [
        (format!("pick=bladder&pick=inner-shin&pick={MARK}"), 200),
        (format!("pick={MARK}"), 422),
    ] {
        let length = fields.len();
        let answer = site.ask(&format!(
            "POST /levels/find HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: \
             application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{fields}"
        ));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
        let headers = answer.split("\r\n\r\n").next().unwrap().to_lowercase();
        assert!(headers.contains("cache-control: no-store"), "{headers}");
        assert!(
            !headers.contains("set-cookie") && !headers.contains("\nlocation:"),
            "{headers}"
        );
        assert!(!answer.contains(MARK), "a key that there is not comes back");
    }
    let log = site.log.wait_until(|log| log.matches("\"answered\"").count() >= 2);
    for ticked in [MARK, "bladder", "inner-shin"] {
        assert!(!log.contains(ticked), "{log}");
        assert!(!any_file_holds(&store, ticked), "{ticked} is on the disk");
    }
    let stored = run(&[
        "submissions",
        "list",
        "--format",
        "json",
        "--data",
        store.to_str().unwrap(),
    ]);
    assert!(stored.status.success() && stored.stdout.is_empty(), "{stored:?}");
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

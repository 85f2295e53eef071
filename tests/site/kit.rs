//! Kits made at once: chosen by a form or by one click, whole on one page, and refused with a reason.

use std::collections::BTreeSet;

use discwise::{content::Kind, kit};
use scraper::Html;

use crate::support::{Answer, TestSite, attributes, library, sound, words};

/// The part of a site's kits that a test looks at: each topic alone, each with another and other settings, and mixtures.
fn sampled() -> Vec<String> {
    let slugs: Vec<String> = kit::topics(library()).map(|article| article.slug.to_string()).collect();
    let settings = [
        "",
        "&detail=more",
        "&part=none",
        "&part=questions&part=comparison&print=large",
        "&part=pictures&part=timeline&part=glossary&paper=a4",
    ];
    let each = slugs.iter().zip(settings.into_iter().cycle());
    let each = each.map(|(slug, settings)| format!("/kit/read?about={slug}{settings}"));
    let mixed = [
        "/kit/read?about=not-sure&detail=more",
        "/kit/read?about=disc-extrusion&about=microdiscectomy&about=l4-l5&detail=more",
        "/kit/read?about=neck-disc-herniation&about=acdf&about=foraminotomy&about=c5-c6",
        "/kit/read?about=herniated-disc&about=sciatica&about=microdiscectomy&about=open-discectomy&about=l5-s1&about=not-sure",
    ];
    each.chain(mixed.map(str::to_owned)).collect()
}

/// What a careful reader, a screen reader or a printer would stumble over.
fn faults(page: &Html) -> Vec<String> {
    let mut faults: Vec<String> = page.errors.iter().map(ToString::to_string).collect();
    let mut ids = BTreeSet::new();
    for id in attributes(page, "[id]", "id") {
        if !ids.insert(id.clone()) {
            faults.push(format!("id {id} twice"));
        }
    }
    let named = [
        ("a[href^='#']", "href"),
        ("[aria-labelledby]", "aria-labelledby"),
        ("td[headers]", "headers"),
    ];
    for (selector, name) in named {
        let targets = attributes(page, selector, name);
        let targets = targets
            .iter()
            .flat_map(|list| list.split(' '))
            .map(|id| id.trim_start_matches('#'));
        faults.extend(
            targets
                .filter(|id| !ids.contains(*id))
                .map(|id| format!("{name} names a missing id {id}")),
        );
    }
    let mut last = 0;
    for heading in page.select(&sound("h1, h2, h3, h4, h5, h6")) {
        let level: u32 = heading.value().name()[1..].parse().unwrap();
        if level > last + 1 {
            faults.push(format!(
                "h{level} after h{last}: {}",
                heading.text().collect::<String>()
            ));
        }
        last = level;
    }
    if words(page, "h1").len() != 1 {
        faults.push("not one h1".to_owned());
    }
    if attributes(page, "meta[name=robots]", "content") != ["noindex"] {
        faults.push("searches may list it".to_owned());
    }
    if words(page, "#kit-help ~ .care[data-level=emergency] li").len() < 3 {
        faults.push("no signs of an emergency".to_owned());
    }
    faults
}

#[tokio::test]
async fn kits_of_every_topic_are_sound() {
    let site = TestSite::start().await;
    let sampled = sampled();
    assert!(sampled.len() >= 40, "only {}", sampled.len());
    let mut told = Vec::new();
    for path in &sampled {
        let page = site.get(path).await.expect(200).page();
        told.extend(faults(&page).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}

#[tokio::test]
async fn the_signs_of_an_emergency_come_before_all_else() {
    let site = TestSite::start().await;
    let page = site.get("/kit/read?about=sciatica&part=none").await.expect(200).page();
    let chapters = attributes(&page, "main > section", "aria-labelledby");
    assert_eq!(chapters[..2], ["kit-help", "kit-situation"], "{chapters:?}");
    assert_eq!(
        chapters[chapters.len() - 2..],
        ["kit-reach", "kit-made"],
        "{chapters:?}"
    );
}

#[tokio::test]
async fn the_contents_name_every_chapter_in_order() {
    let site = TestSite::start().await;
    let path = "/kit/read?about=disc-extrusion&about=microdiscectomy&about=l4-l5";
    let page = site.get(path).await.expect(200).page();
    let listed = attributes(&page, ".kit-contents a", "href");
    let headings: Vec<String> = attributes(&page, "main h2[id]", "id")
        .into_iter()
        .filter(|id| id != "kit-contents")
        .map(|id| format!("#{id}"))
        .collect();
    assert_eq!(listed, headings);
    assert!(listed.len() >= 14, "{listed:?}");
}

#[tokio::test]
async fn what_is_left_out_is_nowhere_in_the_kit() {
    let site = TestSite::start().await;
    let whole = site
        .get("/kit/read?about=disc-extrusion&about=microdiscectomy")
        .await
        .expect(200)
        .page();
    let bare = site
        .get("/kit/read?about=disc-extrusion&about=microdiscectomy&part=none")
        .await
        .expect(200)
        .page();
    for part in [
        "figure.drawing",
        "#kit-compared",
        "#kit-questions",
        "#kit-steps",
        "#kit-self-care",
        "#kit-diary",
        "#kit-terms",
        "#sources",
        "sup a",
    ] {
        assert!(whole.select(&sound(part)).next().is_some(), "no {part}");
        assert!(bare.select(&sound(part)).next().is_none(), "{part} is still there");
    }
}

#[tokio::test]
async fn every_source_of_a_kit_is_cited_in_it() {
    let site = TestSite::start().await;
    for path in sampled().iter().filter(|path| !path.contains("part=")) {
        let page = site.get(path).await.expect(200).page();
        let cited: BTreeSet<String> = attributes(&page, "sup a", "href").into_iter().collect();
        let listed: BTreeSet<String> = attributes(&page, "#sources ~ ol > li", "id")
            .into_iter()
            .map(|id| format!("#{id}"))
            .collect();
        assert_eq!(cited, listed, "{path}");
    }
}

#[tokio::test]
async fn one_click_from_a_page_opens_the_form_with_its_topic_chosen() {
    let site = TestSite::start().await;
    let topics = [Kind::Condition, Kind::Procedure, Kind::Level];
    for article in topics.into_iter().flat_map(|kind| library().of_kind(kind)) {
        let page = site.get(&article.path()).await.expect(200).page();
        let link = format!("/kit?about={}", article.slug);
        assert!(
            attributes(&page, "a[href]", "href").contains(&link),
            "{}",
            article.path()
        );
        let form = site.get(&link).await.expect(200).page();
        assert_eq!(
            attributes(&form, "input[name=about][checked]", "value"),
            [article.slug.as_str()]
        );
    }
    let elsewhere = site.get("/questions/can-i-drive").await.expect(200).page();
    assert!(attributes(&elsewhere, "footer a", "href").contains(&"/kit".to_owned()));
}

#[tokio::test]
async fn the_form_leads_on_to_the_one_address_of_the_kit() {
    let site = TestSite::start().await;
    let form = site.get("/kit").await.expect(200);
    assert_ne!(form.header("etag"), "");
    let page = form.page();
    let mut pairs: Vec<String> = page
        .select(&sound("main form input"))
        .filter(|input| input.attr("type") == Some("hidden") || input.attr("checked").is_some())
        .map(|input| format!("{}={}", input.attr("name").unwrap(), input.attr("value").unwrap()))
        .collect();
    pairs.extend(["about=sciatica".to_owned(), "make=kit".to_owned()]);
    let made = site.get(&format!("/kit?{}", pairs.join("&"))).await.expect(303);
    assert_eq!(made.header("location"), "/kit/read?about=sciatica");
    let bare = pairs
        .iter()
        .filter(|pair| !pair.starts_with("part=") || *pair == "part=none");
    let bare: Vec<&str> = bare.map(String::as_str).collect();
    let made = site.get(&format!("/kit?{}", bare.join("&"))).await.expect(303);
    assert_eq!(made.header("location"), "/kit/read?about=sciatica&part=none");
    let kit = site
        .get("/kit/read?about=sciatica&detail=more&paper=a4")
        .await
        .expect(200);
    assert_eq!(kit.header("cache-control"), "no-store");
    let change = attributes(&kit.page(), ".kit-tools a[href^='/kit?']", "href").remove(0);
    let form = site.get(&change).await.expect(200).page();
    let checked = attributes(&form, "input[type=radio][checked]", "value");
    assert_eq!(checked, ["more", "usual", "a4"]);
}

/// Looks at a form that came back.
fn refused(answer: &Answer, reason: &str) {
    let page = answer.page();
    let told = words(&page, ".error-summary li").join(" ");
    assert!(told.contains(reason), "{told}");
    assert!(words(&page, "head > title").join("").starts_with("Error:"));
    let fields = attributes(&page, ".error-summary a", "href");
    for field in fields {
        assert_eq!(page.select(&sound(&format!("fieldset{field}"))).count(), 1, "{field}");
    }
}

#[tokio::test]
async fn a_bad_choice_comes_back_with_what_is_wrong_and_what_was_right() {
    let site = TestSite::start().await;
    let bad = site
        .get("/kit/read?about=rain&about=sciatica&part=songs&detail=less")
        .await
        .expect(400);
    for value in ["rain", "songs", "less"] {
        refused(&bad, value);
    }
    assert_eq!(
        attributes(&bad.page(), "input[name=about][checked]", "value"),
        ["sciatica"]
    );
    refused(&site.get("/kit?about=%3Cscript%3E").await.expect(400), "<script>");
    refused(
        &site.get("/kit/read").await.expect(400),
        "Choose what your kit is about",
    );
    refused(
        &site.get("/kit?make=kit").await.expect(400),
        "Choose what your kit is about",
    );
    refused(
        &site.get("/kit/read?about=l4-l5&about=l3-l4").await.expect(400),
        "one disc level",
    );
    let many: Vec<String> = kit::topics(library())
        .take(kit::MOST_TOPICS + 1)
        .map(|article| format!("about={}", article.slug))
        .collect();
    refused(
        &site.get(&format!("/kit/read?{}", many.join("&"))).await.expect(400),
        "no more than 6 topics",
    );
    site.get("/kit/read?about=%FF").await.expect(400);
}

#[tokio::test]
async fn the_old_list_of_pages_leads_to_the_form_with_its_topics() {
    let site = TestSite::start().await;
    let moved = site
        .get("/info-kit/now?topic=sciatica&topic=not-sure")
        .await
        .expect(301);
    assert_eq!(moved.header("location"), "/kit?about=sciatica&about=not-sure");
    assert_eq!(
        site.get("/info-kit/now?topic=rain")
            .await
            .expect(301)
            .header("location"),
        "/kit"
    );
    assert_eq!(site.get("/info-kit/now").await.expect(301).header("location"), "/kit");
    assert_eq!(
        site.get("/Kit/Read/?about=sciatica")
            .await
            .expect(308)
            .header("location"),
        "/kit/read?about=sciatica"
    );
}

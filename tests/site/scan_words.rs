//! The words of a scan report over HTTP: found, told with their numbers, and forgotten.

use axum::{
    body::Body,
    http::{HeaderName, Method, header},
};
use discwise::store::Filter;

use crate::support::{Answer, TestSite, attributes, library, sound, words};

async fn explain(site: &TestSite, fields: &[(&str, &str)]) -> Answer {
    site.post("/scan-words", fields).await
}

/// The anchors of the words that an answer explains, in order.
fn explained(answer: &Answer) -> Vec<String> {
    attributes(&answer.page(), ".scan-word", "aria-labelledby")
}

#[tokio::test]
async fn every_word_stands_in_the_list_and_can_be_ticked() {
    let library = library();
    let site = TestSite::start().await;
    let blank = site.get("/scan-words").await.expect(200);
    let mut listed = explained(&blank);
    let mut offered = attributes(&blank.page(), "input[name=word]", "value");
    assert!(listed.len() > 40, "only {} words", listed.len());
    let names = words(&blank.page(), ".scan-word h4");
    assert!(names.is_sorted_by_key(|name| name.to_lowercase()), "{names:?}");
    listed.sort();
    offered.sort();
    assert_eq!(listed, offered);
    for word in library.scan_words().words() {
        let answer = explain(&site, &[("word", &word.key)]).await.expect(200);
        assert_eq!(explained(&answer), [word.key.as_str()]);
        let page = answer.page();
        assert_eq!(
            page.select(&sound("main figure svg")).count(),
            usize::from(word.figure.is_some()),
            "{}",
            word.key
        );
        let links = attributes(&page, ".scan-word > p:last-of-type a", "href");
        assert!(
            word.page.iter().all(|page| links.contains(page)),
            "{}: {links:?}",
            word.key
        );
        assert_eq!(
            page.select(&sound("#how-common")).count(),
            usize::from(word.finding.is_some()),
            "{}",
            word.key
        );
        for target in attributes(&page, "main a[href^='#']", "href") {
            assert_eq!(page.select(&sound(&target)).count(), 1, "{}: {target}", word.key);
        }
    }
}

#[tokio::test]
async fn a_line_of_a_report_gives_its_words_with_the_share_at_the_readers_age() {
    let site = TestSite::start().await;
    let line = "L4-5: disc bulges and an annular fissure. No foraminal stenosis.";
    for (age, bulge, fissure) in [("20", "30", "19"), ("50", "60", "23"), ("80", "84", "29")] {
        let answer = explain(&site, &[("text", line), ("age", age)]).await.expect(200);
        assert_eq!(explained(&answer), ["bulge", "annular-fissure", "foraminal-stenosis"]);
        let told = words(&answer.page(), ".outcome-words");
        for (told, share) in told.iter().zip([bulge, fissure]) {
            assert!(
                told.starts_with(&format!("About age {age}: {share} out of 100 ")),
                "{told}"
            );
        }
        let pictures = attributes(&answer.page(), ".icon-array", "aria-label");
        assert_eq!(pictures[0], format!("{bulge} of 100 dots are filled"));
        assert_eq!(words(&answer.page(), ".scan-denied").len(), 1);
        assert_eq!(attributes(&answer.page(), "input[name=age][checked]", "value"), [age]);
        assert!(!answer.text().contains("L4-5: disc"), "the line is told again");
    }
}

#[tokio::test]
async fn who_does_not_tell_an_age_sees_every_age() {
    let site = TestSite::start().await;
    for age in ["none", "", "999", "x"] {
        let answer = explain(&site, &[("word", "spondylolisthesis"), ("age", age)])
            .await
            .expect(200);
        let cells = words(&answer.page(), "#how-common ~ .table td");
        assert_eq!(cells, ["3", "5", "8", "14", "23", "35", "50"]);
        assert!(words(&answer.page(), ".outcome").is_empty());
        assert!(!words(&answer.page(), ".sources li").is_empty());
    }
}

#[tokio::test]
async fn unknown_words_are_named_safely_and_lead_on() {
    let site = TestSite::start().await;
    let answer = explain(
        &site,
        &[("text", "<script>alert(1)</script> hemangioma pseudarthrosis")],
    )
    .await
    .expect(200);
    assert!(!answer.text().contains("<script>alert"));
    let unknown = words(&answer.page(), ".scan-unknown li");
    assert_eq!(unknown, ["script", "alert", "hemangioma", "pseudarthrosis"]);
    let links = attributes(&answer.page(), ".scan-unknown a", "href");
    assert!(links.contains(&"/glossary#pseudarthrosis".to_owned()), "{links:?}");
    assert!(links.contains(&"/contact".to_owned()));
    assert!(answer.words("main").contains("We found none of the words"));
    let letters = ('a'..='t').flat_map(|first| ('y'..='z').map(move |second| [first, second, 'q', ' ']));
    let many: String = letters.flatten().collect();
    let answer = explain(&site, &[("text", &many)]).await.expect(200);
    assert_eq!(words(&answer.page(), ".scan-unknown li").len(), 12, "no more than help");
}

#[tokio::test]
async fn a_text_that_may_tell_of_an_emergency_gets_the_card_first() {
    let site = TestSite::start().await;
    let answer = explain(&site, &[("text", "disc extrusion and I am numb between my legs")])
        .await
        .expect(200);
    let page = answer.page();
    let first = page.select(&sound("main > *")).next().unwrap();
    assert_eq!(first.attr("data-level"), Some("emergency"));
    assert_eq!(explained(&answer), ["extrusion"]);
    let calm = explain(&site, &[("text", "disc extrusion")]).await.expect(200);
    assert!(attributes(&calm.page(), "main [data-level]", "data-level").is_empty());
}

#[tokio::test]
async fn nothing_asked_is_told_and_nothing_asked_is_kept() {
    let site = TestSite::start().await;
    for fields in [&[][..], &[("text", "  "), ("age", "50")], &[("word", "no-such-word")]] {
        let answer = explain(&site, fields).await.expect(422);
        assert!(answer.words("title").starts_with("Error: "));
        assert_eq!(attributes(&answer.page(), ".error-summary a", "href"), ["#text"]);
    }
    let answer = explain(&site, &[("word", "bulge"), ("text", "stenosis")])
        .await
        .expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("set-cookie"), "");
    assert_eq!(answer.header("etag"), "");
    assert_eq!(answer.attribute("meta[name=robots]", "content"), "noindex");
    assert_eq!(answer.attribute("main form", "method"), "post");
    assert!(site.store.list(&Filter::default()).await.unwrap().is_empty());
    let blank = site.get("/scan-words").await.expect(200);
    let asked = site
        .send(Method::GET, "/scan-words?word=bulge&text=stenosis", &[], Body::empty())
        .await
        .expect(200);
    assert_eq!(asked.text(), blank.text(), "in an address, a word means nothing");
}

#[tokio::test]
async fn the_list_of_all_words_is_light_and_so_is_an_answer_with_all_of_them() {
    let site = TestSite::start().await;
    let answer = site
        .get_with("/scan-words", &[(header::ACCEPT_ENCODING, "br")])
        .await
        .expect(200);
    assert!(answer.body.len() < 30_720, "{} bytes", answer.body.len());
    let library = library();
    let mut all = form_urlencoded::Serializer::new("age=50&".to_owned());
    for word in library.scan_words().words() {
        all.append_pair("word", &word.key);
    }
    let headers = [
        (header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
        (HeaderName::from_static("sec-fetch-site"), "same-origin"),
        (header::ACCEPT_ENCODING, "br"),
    ];
    let answer = site
        .send(Method::POST, "/scan-words", &headers, Body::from(all.finish()))
        .await
        .expect(200);
    assert_eq!(answer.header("content-encoding"), "br");
    assert!(answer.body.len() < 30_720, "{} bytes", answer.body.len());
}

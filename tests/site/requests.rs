//! The writing lane over HTTP: what a person, a double click, a robot and another site send.

use axum::{
    body::Body,
    http::{HeaderName, Method, header},
};
use discwise::store::Filter;
use jiff::{Timestamp, ToSpan};

use crate::support::{Answer, TestSite, attributes, words};

const FORM: &str = "application/x-www-form-urlencoded";

/// The hidden fields of a form as shown, opened long enough ago for a person to have filled it in.
async fn stamp(site: &TestSite, path: &str) -> (String, String) {
    let shown = site.get(path).await.expect(200);
    let opened = Timestamp::now().checked_sub(30.seconds()).unwrap().as_millisecond();
    assert!(!shown.attribute("input[name=opened]", "value").is_empty());
    (shown.attribute("input[name=key]", "value"), opened.to_string())
}

async fn send_kit(site: &TestSite, key: &str, opened: &str, email: &str) -> Answer {
    let fields = [
        ("key", key),
        ("opened", opened),
        ("website", ""),
        ("topics", "disc-extrusion"),
        ("topics", "microdiscectomy"),
        ("delivery", "email"),
        ("name", "Sam O’Neill"),
        ("email", email),
        ("address", ""),
        ("step", "send"),
    ];
    site.post("/info-kit", &fields).await
}

#[tokio::test]
async fn a_kit_request_is_stored_and_confirmed_by_its_reference_alone() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/info-kit?topic=disc-extrusion").await;
    let sent = send_kit(&site, &key, &opened, "sam@example.org").await.expect(303);
    let confirmation = site.get(sent.header("location")).await.expect(200);
    let text = confirmation.text();
    assert!(!text.contains("sam@example.org") && !text.contains("Neill"));
    assert_eq!(confirmation.header("cache-control"), "no-store");
    let reference = sent.header("location").rsplit('/').next().unwrap().to_owned();
    assert!(text.contains(&reference));
    let stored = site
        .store
        .find(&reference.parse().unwrap())
        .await
        .unwrap()
        .expect("the request is stored");
    let kept = stored.submission.open().unwrap().reveal_json().unwrap();
    assert!(
        kept.contains("sam@example.org") && kept.contains("Sam O’Neill"),
        "{kept}"
    );
}

#[tokio::test]
async fn the_page_that_a_reader_comes_from_is_chosen() {
    let site = TestSite::start().await;
    let shown = site.get("/info-kit?topic=disc-extrusion").await.expect(200);
    assert_eq!(
        attributes(&shown.page(), "input[name=topics][checked]", "value"),
        ["disc-extrusion"]
    );
    let unknown = site.get("/info-kit?topic=%3Cscript%3E").await.expect(200);
    assert!(attributes(&unknown.page(), "input[name=topics][checked]", "value").is_empty());
    assert!(!unknown.text().contains("<script>"));
}

#[tokio::test]
async fn sending_twice_stores_once_and_gives_the_same_reference() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/info-kit").await;
    let (first, second) = tokio::join!(
        send_kit(&site, &key, &opened, "sam@example.org"),
        send_kit(&site, &key, &opened, "sam@example.org")
    );
    let third = send_kit(&site, &key, &opened, "sam@example.org").await.expect(303);
    assert_eq!(first.expect(303).header("location"), third.header("location"));
    assert_eq!(second.expect(303).header("location"), third.header("location"));
    assert_eq!(site.store.list(&Filter::default()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_used_key_with_other_text_is_never_called_a_success() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/info-kit").await;
    send_kit(&site, &key, &opened, "sam@example.org").await.expect(303);
    let other = send_kit(&site, &key, &opened, "kim@example.org").await.expect(422);
    assert_eq!(other.attribute("input[name=email]", "value"), "kim@example.org");
    let fresh = other.attribute("input[name=key]", "value");
    assert_ne!(fresh, key);
    send_kit(&site, &fresh, &opened, "kim@example.org").await.expect(303);
    assert_eq!(site.store.list(&Filter::default()).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_form_with_a_mistake_comes_back_whole() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/info-kit").await;
    let fields = [
        ("key", key.as_str()),
        ("opened", &opened),
        ("topics", "disc-extrusion"),
        ("topics", "not-sure"),
        ("delivery", "post"),
        ("name", "  \"Zoë\" <b>Ng</b> "),
        ("email", "sam@"),
        ("address", ""),
    ];
    let back = site.post("/info-kit", &fields).await.expect(422);
    let page = back.page();
    assert!(back.words("title").starts_with("Error: "));
    assert_eq!(
        attributes(&page, "input[name=topics][checked]", "value"),
        ["disc-extrusion", "not-sure"]
    );
    assert_eq!(attributes(&page, "input[name=delivery][checked]", "value"), ["post"]);
    assert_eq!(back.attribute("input[name=name]", "value"), "  \"Zoë\" <b>Ng</b> ");
    assert_eq!(back.attribute("input[name=email]", "value"), "sam@");
    assert_eq!(back.attribute("input[name=key]", "value"), key);
    assert_eq!(attributes(&page, ".error-summary a", "href"), ["#address"]);
    assert_eq!(attributes(&page, "#address", "aria-invalid"), ["true"]);
    let described = attributes(&page, "#address", "aria-describedby").join("");
    assert!(described.split(' ').any(|id| id == "address-error"), "{described}");
    assert_eq!(words(&page, "#address-error").len(), 1);
    assert!(site.store.list(&Filter::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_message_is_stored_as_typed_in_any_script() {
    let site = TestSite::start().await;
    let message = "Ça fait mal…\nдиск L4-L5 🙂 -- '; DROP TABLE submissions; <script>alert(1)</script> =SUM(A1)";
    let (key, opened) = stamp(&site, "/contact").await;
    let fields = [
        ("key", key.as_str()),
        ("opened", &opened),
        ("name", "李"),
        ("reply_by", "phone"),
        ("phone", "(202) 555-0143"),
        ("email", ""),
        ("best_time", "morning"),
        ("message", message),
        ("step", "send"),
    ];
    let sent = site.post("/contact", &fields).await.expect(303);
    let reference = sent.header("location").rsplit('/').next().unwrap().parse().unwrap();
    let stored = site
        .store
        .find(&reference)
        .await
        .unwrap()
        .unwrap()
        .submission
        .open()
        .unwrap()
        .clone();
    let revealed = stored.revealed_fields();
    assert!(revealed.iter().any(|(_, value)| value == message), "{revealed:?}");
    assert!(revealed.iter().any(|(_, value)| value == "李"));
}

#[tokio::test]
async fn a_message_that_tells_of_an_emergency_is_stored_and_answered_with_the_emergency_card_first() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/contact").await;
    let fields = [
        ("key", key.as_str()),
        ("opened", &opened),
        ("name", "Sam"),
        ("reply_by", "email"),
        ("email", "sam@example.org"),
        ("message", "Since last night I’m numb between my legs."),
        ("step", "send"),
    ];
    let sent = site.post("/contact", &fields).await.expect(303);
    let location = sent.header("location");
    assert!(location.starts_with("/contact/sent/urgent/"), "{location}");
    let again = site.post("/contact", &fields).await.expect(303);
    assert_eq!(again.header("location"), location);
    let confirmation = site.get(location).await.expect(200);
    let text = confirmation.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(at("data-level=\"emergency\"") < at("class=\"reference\""));
    assert!(at("href=\"tel:911\"") < at("class=\"reference\""));
    assert!(!text.contains("last night") && !text.contains("Sam"));
    assert_eq!(confirmation.header("cache-control"), "no-store");
    let reference = location.rsplit('/').next().unwrap().parse().unwrap();
    assert!(site.store.find(&reference).await.unwrap().is_some());
}

#[tokio::test]
async fn feedback_goes_from_the_foot_of_a_page_to_the_store_without_a_trace_of_its_writer() {
    let site = TestSite::start().await;
    let article = site.get("/conditions/disc-extrusion").await.expect(200);
    assert_eq!(
        article.attribute(".feedback input[name=page]", "value"),
        "conditions/disc-extrusion"
    );
    assert_eq!(article.attribute(".feedback", "action"), "/feedback");
    assert!(article.header("cache-control").starts_with("public"));
    let form = "/feedback?page=conditions%2Fdisc-extrusion&answered=no";
    let (key, opened) = stamp(&site, form).await;
    let shown = site.get(form).await.expect(200);
    assert_eq!(shown.attribute("input[name=answered][checked]", "value"), "no");
    let fields = [
        ("key", key.as_str()),
        ("opened", &opened),
        ("page", "conditions/disc-extrusion"),
        ("answered", "no"),
        ("missing", "Prices. Ask me: sam@example.org, 555 010 0123"),
    ];
    let sent = site.post("/feedback", &fields).await.expect(303);
    let location = sent.header("location");
    assert!(location.starts_with("/feedback/sent/"), "{location}");
    site.get(location).await.expect(200);
    let reference = location.rsplit('/').next().unwrap().parse().unwrap();
    let stored = site
        .store
        .find(&reference)
        .await
        .unwrap()
        .unwrap()
        .submission
        .open()
        .unwrap()
        .clone();
    let told: Vec<_> = stored.revealed_fields().into_iter().map(|(_, value)| value).collect();
    assert_eq!(told, ["conditions/disc-extrusion", "no", "Prices. Ask me: […] […]"]);
}

#[tokio::test]
async fn feedback_about_a_page_that_is_not_ours_is_about_the_site() {
    let site = TestSite::start().await;
    let path = "/feedback?page=https://elsewhere.example&answered=%3Cb%3E&missing=Hello";
    let shown = site.get(path).await.expect(200);
    assert!(!shown.text().contains("elsewhere.example") && !shown.text().contains("Hello"));
    let (key, opened) = stamp(&site, path).await;
    let empty = [("key", key.as_str()), ("opened", opened.as_str())];
    let refused = site.post("/feedback", &empty).await.expect(422);
    assert_eq!(words(&refused.page(), "#answered-error").len(), 1);
    let urgent = [empty[0], empty[1], ("answered", "no"), ("missing", "I can't pee")];
    let sent = site.post("/feedback", &urgent).await.expect(303);
    assert!(sent.header("location").starts_with("/feedback/sent/urgent/"));
    site.get(sent.header("location")).await.expect(200);
}

#[tokio::test]
async fn a_reader_can_ask_to_talk_about_a_scan_and_reports_are_left_at_home() {
    let site = TestSite::start().await;
    for from in ["/tests/mri", "/contact"] {
        let links = attributes(&site.get(from).await.page(), "main a", "href");
        assert!(links.iter().any(|link| link == "/scan-review"), "{from}");
    }
    let (key, opened) = stamp(&site, "/scan-review").await;
    let form = site.get("/scan-review").await.expect(200);
    assert!(form.words("main .lede").contains("no diagnosis"));
    assert!(attributes(&form.page(), "input[type=file]", "name").is_empty());
    let fields = [
        ("key", key.as_str()),
        ("opened", &opened),
        ("scan", "mri"),
        ("made", "last May"),
        ("message", "What is a “Modic change”?"),
        ("name", "Sam"),
        ("reply_by", "email"),
        ("email", "sam@example.org"),
        ("step", "send"),
    ];
    let sent = site.post("/scan-review", &fields).await.expect(303);
    let location = sent.header("location");
    assert!(location.starts_with("/scan-review/sent/"), "{location}");
    site.get(location).await.expect(200);
    let reference = location.rsplit('/').next().unwrap().parse().unwrap();
    let stored = site.store.find(&reference).await.unwrap().unwrap().submission;
    let told: Vec<_> = stored
        .open()
        .unwrap()
        .revealed_fields()
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    assert_eq!(told[..4], ["mri", "last May", "What is a “Modic change”?", "Sam"]);
}

#[tokio::test]
async fn a_robot_is_stopped_and_a_person_taken_for_one_loses_nothing() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/contact").await;
    let now = Timestamp::now().as_millisecond().to_string();
    for (opened, website) in [(now.as_str(), ""), (opened.as_str(), "https://spam.example"), ("", "")] {
        let fields = [
            ("key", key.as_str()),
            ("opened", opened),
            ("website", website),
            ("name", "Sam"),
            ("reply_by", "email"),
            ("email", "sam@example.org"),
            ("message", "Does it heal by itself?"),
            ("step", "send"),
        ];
        let back = site.post("/contact", &fields).await.expect(422);
        assert_eq!(
            back.attribute("input[name=message]", "value"),
            "Does it heal by itself?"
        );
        assert_eq!(attributes(&back.page(), "input[name=website]", "value").join(""), "");
    }
    assert!(site.store.list(&Filter::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn reading_the_kit_now_keeps_nothing() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/info-kit").await;
    let fields = [
        ("key", key.as_str()),
        ("opened", &opened),
        ("topics", "disc-extrusion"),
        ("delivery", "now"),
        ("name", "Sam"),
        ("email", "sam@example.org"),
    ];
    let answer = site.post("/info-kit", &fields).await.expect(303);
    assert_eq!(answer.header("location"), "/kit/read?about=disc-extrusion");
    let kit = site.get(answer.header("location")).await.expect(200);
    assert!(kit.text().contains("/conditions/disc-extrusion"));
    assert!(site.store.list(&Filter::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn forms_from_other_sites_are_refused_with_a_page() {
    let site = TestSite::start().await;
    for headers in [
        vec![(HeaderName::from_static("sec-fetch-site"), "cross-site")],
        vec![(header::ORIGIN, "https://evil.example")],
        vec![(header::ORIGIN, "null")],
    ] {
        let mut headers = headers;
        headers.push((header::CONTENT_TYPE, FORM));
        let answer = site
            .send(Method::POST, "/contact", &headers, Body::from("name=Sam"))
            .await
            .expect(403);
        assert!(answer.words("h1").len() > 3);
    }
    let headers = [(header::ORIGIN, crate::support::ORIGIN), (header::CONTENT_TYPE, FORM)];
    site.send(Method::POST, "/contact", &headers, Body::from("name=Sam"))
        .await
        .expect(422);
}

#[tokio::test]
async fn what_is_no_form_is_refused_with_a_page() {
    let site = TestSite::start().await;
    let same_site = (HeaderName::from_static("sec-fetch-site"), "same-origin");
    for (media_type, body, status) in [
        ("application/json", "{}".to_owned(), 415),
        ("multipart/form-data; boundary=x", "--x--".to_owned(), 415),
        ("text/plain", "a".to_owned(), 415),
        ("", "name=a".to_owned(), 415),
        (FORM, format!("message={}", "a".repeat(1_100_000)), 413),
        (FORM, "name=%FF%FE".to_owned(), 400),
        (FORM, "name=a%00b".to_owned(), 400),
        (FORM, "a=b&".repeat(10_000), 400),
        (
            "application/x-www-form-urlencoded; charset=utf-8",
            "name=a".to_owned(),
            422,
        ),
    ] {
        let headers = [same_site.clone(), (header::CONTENT_TYPE, media_type)];
        let answer = site
            .send(Method::POST, "/contact", &headers, Body::from(body))
            .await
            .expect(status);
        assert!(answer.words("h1").len() > 3, "{media_type}");
        assert!(!answer.text().contains("serde"));
    }
    assert!(site.store.list(&Filter::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_long_paste_comes_back_whole_with_its_fault() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/contact").await;
    // 256 KB of text in letters that travel as three bytes for one.
    let paste = "диск ".repeat(256 * 1024 / 9);
    let fields = [
        ("key", key.as_str()),
        ("opened", &opened),
        ("name", "Sam"),
        ("reply_by", "email"),
        ("email", "sam@example.org"),
        ("message", &paste),
    ];
    let back = site.post("/contact", &fields).await.expect(422);
    assert_eq!(attributes(&back.page(), ".error-summary a", "href"), ["#message"]);
    assert_eq!(back.words("textarea[name=message]"), paste.trim_end());
}

#[tokio::test]
async fn looking_at_a_form_with_values_in_the_address_changes_and_shows_nothing() {
    let site = TestSite::start().await;
    let shown = site
        .get("/contact?name=Sam&email=sam@example.org&message=hello-there")
        .await
        .expect(200);
    assert!(!shown.text().contains("sam@example.org") && !shown.text().contains("hello-there"));
    assert_eq!(shown.header("cache-control"), "no-store");
    assert!(site.store.list(&Filter::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_confirmation_exists_only_for_something_like_a_reference() {
    let site = TestSite::start().await;
    site.get("/contact/sent/BCDF-2345").await.expect(200);
    site.get("/contact/sent/urgent/BCDF-2345").await.expect(200);
    for path in [
        "/contact/sent/urgent/hello",
        "/contact/sent/urgent",
        "/contact/sent/hello",
        "/contact/sent/%3Cscript%3E",
        "/info-kit/sent/AEIO-0011",
        "/contact/sent/",
    ] {
        site.get(path).await.expect(404);
    }
}

#[tokio::test]
async fn a_store_that_cannot_be_written_gives_the_text_back_and_recovers() {
    let site = TestSite::start().await;
    let (key, opened) = stamp(&site, "/info-kit").await;
    let file = std::fs::read_dir(site.data.path().join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            path.extension()
                .is_some_and(|extension| extension == "sqlite" || extension == "db")
        })
        .expect("the database file");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file);
    let mut other = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options)
        .await
        .unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let refused = send_kit(&site, &key, &opened, "sam@example.org").await.expect(503);
    assert_eq!(refused.attribute("input[name=email]", "value"), "sam@example.org");
    assert_eq!(refused.header("retry-after"), "60");
    assert_eq!(refused.header("cache-control"), "no-store");
    let told = [
        ("key", key.as_str()),
        ("opened", opened.as_str()),
        ("answered", "no"),
        ("missing", "I can't pee since last night"),
    ];
    let urgent = site.post("/feedback", &told).await.expect(503);
    assert_eq!(
        attributes(&urgent.page(), "main > .urgent:first-child .care", "data-level"),
        ["emergency"]
    );
    site.get("/conditions/disc-extrusion").await.expect(200);
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    send_kit(&site, &key, &opened, "sam@example.org").await.expect(303);
    assert_eq!(site.store.list(&Filter::default()).await.unwrap().len(), 1);
}

//! The symptom check over HTTP: what each answer leads to, and that nothing of it stays.

use std::{collections::BTreeMap, fs, path::Path};

use axum::{body::Body, http::Method};
use discwise::content::{Answer as Said, Urgency};
use serde_json::Value;

use crate::{
    folder::any_file_holds,
    process::{Running, data},
    support::{Answer, TestSite, attributes, library, sound, words},
};

/// Sent along where nothing is asked for it.
const MARK: &str = "xq7mark";

/// The answer `no` to every question, but for one.
fn all_no_but(key: &str, value: &str) -> Vec<(String, String)> {
    let questions = library().symptom_check().questions().iter();
    let answers = questions.map(|question| {
        let value = if question.key == key { value } else { "no" };
        (question.key.clone(), value.to_owned())
    });
    answers.filter(|(_, value)| !value.is_empty()).collect()
}

async fn answer(site: &TestSite, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    site.post("/check", &fields).await
}

/// The look of each card, in order.
fn cards(answer: &Answer) -> Vec<String> {
    attributes(&answer.page(), "main [data-level]", "data-level")
}

#[tokio::test]
async fn every_answer_that_is_no_plain_no_leads_to_what_its_question_needs() {
    let check = library().symptom_check();
    let site = TestSite::start().await;
    for question in check.questions() {
        for (said, value) in Said::ALL.into_iter().filter(|(said, _)| said.counts()) {
            let told = answer(&site, &all_no_but(&question.key, value)).await.expect(200);
            assert_eq!(
                told.words("h1"),
                check.next_steps(question.urgency).title,
                "{} {said:?}",
                question.key
            );
            let listed = words(&told.page(), "main > .care li");
            assert!(question.signs.iter().all(|sign| listed.contains(sign)), "{listed:?}");
            let first = match question.urgency {
                Urgency::Emergency => "emergency",
                Urgency::Today | Urgency::Days => "urgent",
                Urgency::Visit | Urgency::SelfCare => "self-care",
            };
            let expected: Vec<&str> = match first {
                "emergency" => vec![first],
                other => vec![other, "emergency"],
            };
            assert_eq!(cards(&told), expected, "{}", question.key);
        }
    }
}

#[tokio::test]
async fn an_emergency_comes_first_with_a_call_and_nothing_to_read() {
    let site = TestSite::start().await;
    let told = answer(&site, &all_no_but("saddle", "not-sure")).await.expect(200);
    let page = told.page();
    let main: Vec<&str> = page
        .select(&sound("main > *"))
        .map(|element| element.value().name())
        .collect();
    assert_eq!(main[..2], ["h1", "section"]);
    let card = page.select(&sound("main > .care")).next().unwrap();
    let first = card.select(&sound("div > *")).next().unwrap();
    assert!(
        first.html().contains("href=\"tel:911\""),
        "the call stands before the list"
    );
    let links = attributes(&page, "main a", "href");
    assert!(links.iter().all(|link| link.starts_with("tel:")), "{links:?}");
}

#[tokio::test]
async fn an_emergency_does_not_wait_for_other_answers() {
    let site = TestSite::start().await;
    for value in ["yes", "not-sure"] {
        let told = site.post("/check", &[("limbs", value)]).await.expect(200);
        assert_eq!(cards(&told), ["emergency"]);
        assert_eq!(attributes(&told.page(), "input[checked]", "value"), [value]);
    }
}

#[tokio::test]
async fn a_missing_answer_is_asked_for_and_the_others_stay() {
    let site = TestSite::start().await;
    for (fields, missing) in [
        (all_no_but("weakness", ""), 1),
        (vec![("weakness".to_owned(), "yes".to_owned())], 8),
        (all_no_but("weakness", "perhaps"), 1),
        (Vec::new(), 9),
    ] {
        let shown = answer(&site, &fields).await.expect(422);
        assert!(shown.words("title").starts_with("Error: "));
        let page = shown.page();
        let faults = attributes(&page, ".error-summary a", "href");
        assert_eq!(faults.len(), missing, "{fields:?}");
        for target in &faults {
            assert_eq!(page.select(&sound(target)).count(), 1, "{target}");
        }
        let kept = attributes(&page, "input[checked]", "name");
        assert_eq!(kept.len(), 9 - missing);
        assert!(cards(&shown).is_empty(), "no advice on half of the answers");
        assert_eq!(shown.attribute("meta[name=robots]", "content"), "noindex");
    }
}

#[tokio::test]
async fn reassurance_never_says_that_nothing_is_wrong_and_tells_what_would_change_it() {
    let site = TestSite::start().await;
    let told = answer(&site, &all_no_but("", "")).await.expect(200);
    assert_eq!(cards(&told), ["self-care", "emergency"]);
    let text = told.words("main");
    for promise in [
        "nothing is wrong",
        "nothing wrong",
        "nothing serious",
        "you are fine",
        "no need to worry",
    ] {
        assert!(!text.to_lowercase().contains(promise), "{promise}");
    }
    assert!(text.contains("Only someone who examines you"));
    assert_eq!(told.page().select(&sound("#change")).count(), 1);
    let signs = words(&told.page(), ".care[data-level=emergency] li");
    assert_eq!(signs.len(), library().red_flags().signs().len());
}

#[tokio::test]
async fn answers_are_taken_from_the_body_alone_and_no_cache_may_keep_them() {
    let site = TestSite::start().await;
    let told = answer(&site, &all_no_but("saddle", "yes")).await.expect(200);
    for answered in [&told, &site.post("/check", &[]).await.expect(422)] {
        assert_eq!(answered.header("cache-control"), "no-store");
        assert_eq!(answered.header("set-cookie"), "");
        assert_eq!(answered.header("location"), "");
        assert_eq!(answered.header("etag"), "");
        assert_eq!(answered.attribute("main form", "method"), "post");
        assert_eq!(answered.attribute("main form", "action"), "/check");
    }
    let blank = site.get("/check").await.expect(200);
    let asked = site
        .send(Method::GET, "/check?saddle=yes", &[], Body::empty())
        .await
        .expect(200);
    assert_eq!(asked.text(), blank.text(), "in an address, an answer means nothing");
}

/// Every file of a folder with what it holds.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The part of an answer before its body, without what differs from one request to the next.
fn head(answer: &str) -> Vec<String> {
    let (head, _) = answer.split_once("\r\n\r\n").unwrap();
    let own = ["date:", "x-request-id:", "content-length:"];
    let lines = head
        .lines()
        .filter(|line| !own.iter().any(|name| line.starts_with(name)));
    lines.map(str::to_owned).collect()
}

/// A line of the log without its time, its duration and its id.
fn told_of(line: &str) -> Value {
    let mut line: Value = serde_json::from_str(line).unwrap();
    for own in ["/timestamp", "/ms", "/span/id"] {
        *line.pointer_mut(own).unwrap() = Value::Null;
    }
    line
}

/// Answers of every urgency; something is sent along that is no answer, and easy to find.
fn given() -> Vec<Vec<(String, String)>> {
    let answers = [
        ("", ""),
        ("saddle", "yes"),
        ("limbs", "not-sure"),
        ("weakness", "yes"),
        ("lasting", "not-sure"),
    ];
    let given = answers.map(|(key, value)| {
        let mut fields = all_no_but(key, value);
        fields.push((MARK.to_owned(), MARK.to_owned()));
        fields
    });
    given.into()
}

#[tokio::test]
async fn the_store_is_the_same_to_the_last_byte_whatever_is_answered() {
    let site = TestSite::start().await;
    let before = files(site.data.path());
    assert!(before.keys().any(|name| name.ends_with("discwise.db")));
    for fields in given() {
        answer(&site, &fields).await.expect(200);
    }
    answer(&site, &[]).await.expect(422);
    let changed = before != files(site.data.path());
    assert!(!changed, "a file of the store has changed");
}

#[test]
fn log_and_headers_are_the_same_whatever_is_answered() {
    let data = data();
    let folder = data.path().join("store");
    let site = Running::start(&folder);
    let answers: Vec<String> = given()
        .iter()
        .map(|fields| {
            let mut body = form_urlencoded::Serializer::new(String::new());
            site.post("/check", &body.extend_pairs(fields).finish())
        })
        .collect();
    for answer in &answers {
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert_eq!(head(answer), head(&answers[0]));
        assert!(!answer.contains(MARK), "what is no answer is told again");
    }
    assert!(answers[0] != answers[1], "the answers themselves differ");
    assert!(!any_file_holds(&folder, MARK));
    let log = site
        .log
        .wait_until(|log| log.matches("\"answered\"").count() >= answers.len());
    let told: Vec<Value> = log
        .lines()
        .filter(|line| line.contains("\"answered\""))
        .map(told_of)
        .collect();
    assert_eq!(told.len(), answers.len());
    assert!(told.iter().all(|line| *line == told[0]), "{told:#?}");
    assert_eq!(told[0]["span"]["route"], "/check");
    assert!(!log.contains(MARK), "{log}");
}

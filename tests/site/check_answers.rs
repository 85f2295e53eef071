//! Answers are seen once more before they are sent: nothing is stored until then, and nothing is lost on the way.

use discwise::store::Filter;
use jiff::{Timestamp, ToSpan};
use scraper::Html;

use crate::support::{Answer, TestSite, attributes, sound, words};

/// Text of a kind that is lost where something is not escaped or not counted in letters.
const MESSAGE: &str = "\n\"Does it heal?\" <b>&amp;\nдиск L4-L5 🙂 & 'so' on =1+1";

/// Typed, also for a way to be answered that was not chosen.
const TYPED: [(&str, &str); 6] = [
    ("name", "Zoë “Z” O'Neill"),
    ("reply_by", "phone"),
    ("email", "zoe@example.org"),
    ("phone", "(202) 555-0143"),
    ("best_time", "morning"),
    ("message", MESSAGE),
];

/// The hidden fields of a form that was opened a while ago.
async fn stamped(site: &TestSite, path: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let shown = site.get(path).await.expect(200);
    let opened = Timestamp::now().checked_sub(30.seconds()).unwrap().as_millisecond();
    let stamp = [
        ("key", shown.attribute("input[name=key]", "value")),
        ("opened", opened.to_string()),
        ("website", String::new()),
    ];
    let typed = typed.iter().map(|&(name, value)| (name, value.to_owned()));
    let fields = stamp.into_iter().chain(typed);
    fields.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What a browser sends when a button of the page's form is pressed.
fn fields_of(page: &Html, step: &str) -> Vec<(String, String)> {
    let controls = sound("main form :is(input, textarea)");
    let fields = page.select(&controls).filter_map(|field| {
        let kind = field.attr("type").unwrap_or_default();
        let left_out = matches!(kind, "radio" | "checkbox") && field.attr("checked").is_none();
        // The first line end in a text area belongs to the markup; the parser takes it off as a browser does.
        let value = match field.value().name() {
            "textarea" => field.text().collect(),
            _ => field.attr("value").unwrap_or_default().to_owned(),
        };
        (!left_out).then(|| (field.attr("name").unwrap_or_default().to_owned(), value))
    });
    let fields: Vec<_> = fields.collect();
    let step = [("step".to_owned(), step.to_owned())];
    fields.into_iter().chain(step).collect()
}

async fn post(site: &TestSite, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    site.post(path, &fields).await
}

async fn stored(site: &TestSite) -> usize {
    site.store.list(&Filter::default()).await.unwrap().len()
}

#[tokio::test]
async fn answers_are_shown_before_anything_is_stored_and_then_sent_as_typed() {
    let site = TestSite::start().await;
    let check = post(&site, "/contact", &stamped(&site, "/contact", &TYPED).await)
        .await
        .expect(200);
    assert_eq!(check.header("cache-control"), "no-store");
    assert_eq!(stored(&site).await, 0);
    let page = check.page();
    let told = words(&page, ".answers dd:not(.change)");
    assert_eq!(
        told[..4],
        ["Zoë “Z” O'Neill", "By phone", "(202) 555-0143", "In the morning"]
    );
    assert!(told[4].contains("<b>&amp;") && told[4].contains("🙂"), "{told:?}");
    assert_eq!(told.len(), 5, "the email address is not asked for: {told:?}");
    assert_eq!(words(&page, ".change button").len(), 5);
    let sent = post(&site, "/contact", &fields_of(&page, "send")).await.expect(303);
    let reference = sent.header("location").rsplit('/').next().unwrap().parse().unwrap();
    let kept = site.store.find(&reference).await.unwrap().unwrap().submission;
    let kept = kept.open().unwrap().revealed_fields();
    let value = |name: &str| kept.iter().find(|(known, _)| *known == name).unwrap().1.as_str();
    assert_eq!((value("name"), value("message")), (TYPED[0].1, MESSAGE.trim()));
    assert!(kept.iter().all(|(name, _)| *name != "email"), "{kept:?}");
}

#[tokio::test]
async fn a_change_brings_back_every_value_however_often() {
    let site = TestSite::start().await;
    let mut fields = stamped(&site, "/contact", &TYPED).await;
    let key = fields[0].1.clone();
    for _ in 0..3 {
        let check = post(&site, "/contact", &fields).await.expect(200);
        let change = check.attribute(".change button[formaction$='#message']", "formaction");
        assert_eq!(change, "/contact#message");
        let form = post(&site, "/contact", &fields_of(&check.page(), "change"))
            .await
            .expect(200);
        assert_eq!(form.header("cache-control"), "no-store");
        assert!(words(&form.page(), ".error-summary").is_empty());
        fields = fields_of(&form.page(), "");
        for (name, value) in TYPED {
            let kept = fields.iter().filter(|(known, _)| known == name);
            assert_eq!(kept.map(|(_, value)| value.as_str()).collect::<Vec<_>>(), [value]);
        }
        assert_eq!(fields[0].1, key);
    }
    assert_eq!(stored(&site).await, 0);
}

#[tokio::test]
async fn a_kit_by_mail_is_checked_with_every_topic() {
    let site = TestSite::start().await;
    let typed = [
        ("topics", "disc-extrusion"),
        ("topics", "not-sure"),
        ("delivery", "post"),
        ("name", "Sam"),
        ("address", "1 Elm Street\nSpringfield"),
    ];
    let check = post(&site, "/info-kit", &stamped(&site, "/info-kit", &typed).await)
        .await
        .expect(200);
    let told = words(&check.page(), ".answers dd:not(.change)");
    assert_eq!(told[1..], ["By mail, on paper", "Sam", "1 Elm StreetSpringfield"]);
    assert!(told[0].contains("I am not sure"), "{told:?}");
    let back = post(&site, "/info-kit", &fields_of(&check.page(), "change")).await;
    assert_eq!(
        attributes(&back.page(), "input[name=topics][checked]", "value"),
        ["disc-extrusion", "not-sure"]
    );
    assert_eq!(stored(&site).await, 0);
    post(&site, "/info-kit", &fields_of(&check.page(), "send"))
        .await
        .expect(303);
    assert_eq!(stored(&site).await, 1);
}

#[tokio::test]
async fn sending_the_checked_answers_twice_stores_once() {
    let site = TestSite::start().await;
    let fields = stamped(&site, "/contact", &TYPED).await;
    let check = post(&site, "/contact", &fields).await.expect(200);
    let send = fields_of(&check.page(), "send");
    let (first, second) = tokio::join!(post(&site, "/contact", &send), post(&site, "/contact", &send));
    assert_eq!(
        first.expect(303).header("location"),
        second.expect(303).header("location")
    );
    // Back to the answers and on again, as after a confirmation.
    let again = post(&site, "/contact", &fields).await.expect(200);
    post(&site, "/contact", &fields_of(&again.page(), "send"))
        .await
        .expect(303);
    assert_eq!(stored(&site).await, 1);
}

#[tokio::test]
async fn hidden_values_are_checked_like_typed_ones() {
    let site = TestSite::start().await;
    let check = post(&site, "/contact", &stamped(&site, "/contact", &TYPED).await).await;
    for (name, value, fault) in [
        ("phone", "none", "#phone"),
        ("reply_by", "pigeon", "#reply_by"),
        ("best_time", "midnight", "#best_time"),
        ("message", " ", "#message"),
        ("name", &"x".repeat(101), "#name"),
        ("key", "zz", "#form"),
    ] {
        let mut fields = fields_of(&check.page(), "send");
        let field = fields.iter_mut().find(|(known, _)| known == name).unwrap();
        value.clone_into(&mut field.1);
        let back = post(&site, "/contact", &fields).await.expect(422);
        assert_eq!(attributes(&back.page(), ".error-summary a", "href"), [fault]);
        assert_eq!(attributes(&back.page(), fault, "id").len(), 1, "{fault}");
    }
    assert_eq!(stored(&site).await, 0);
}

#[tokio::test]
async fn answers_that_tell_of_an_emergency_stand_below_the_emergency_card() {
    let site = TestSite::start().await;
    let mut typed = TYPED;
    typed[5].1 = "Since last night I’m numb between my legs.";
    let check = post(&site, "/contact", &stamped(&site, "/contact", &typed).await)
        .await
        .expect(200);
    assert_eq!(
        attributes(&check.page(), "main > .urgent:first-child .care", "data-level"),
        ["emergency"]
    );
}

#[tokio::test]
async fn whoever_has_no_plan_is_asked_to_come_back_and_nothing_is_kept() {
    let site = TestSite::start().await;
    for (message, path) in [
        ("How were the first weeks?", "/connect/too-early"),
        ("I am numb between my legs", "/connect/too-early/urgent"),
    ] {
        let typed = [("plan", "no"), ("name", "Zoë O'Neill"), ("message", message)];
        let mut fields = stamped(&site, "/connect/ask", &typed).await;
        for step in ["", "send"] {
            fields.push(("step".to_owned(), step.to_owned()));
            let answer = post(&site, "/connect/ask", &fields).await.expect(303);
            assert_eq!(answer.header("location"), path);
        }
        let page = site.get(path).await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.words("h1"), "Come back when you have a plan");
        let urgent = page
            .text()
            .contains("Something that you wrote can be a sign of an emergency");
        assert_eq!(urgent, path.ends_with("urgent"), "{path}");
        assert!(!page.text().contains("Neill"));
    }
    assert_eq!(stored(&site).await, 0);
}

#[tokio::test]
async fn a_wish_to_talk_and_an_offer_are_checked_in_the_words_of_their_questions() {
    let site = TestSite::start().await;
    for (path, own, told) in [
        ("/connect/ask", ("plan", "not-sure"), "I am not sure"),
        ("/connect/volunteer", ("treated", "1-2"), "1 to 2 years ago"),
    ] {
        let typed = [
            ("condition", "disc-extrusion"),
            ("procedure", "not-sure"),
            own,
            ("name", "Zoë"),
            ("reply_by", "email"),
            ("email", "zoe@example.org"),
            ("consent", "yes"),
        ];
        let check = post(&site, path, &stamped(&site, path, &typed).await).await.expect(200);
        let page = check.page();
        let answers = words(&page, ".answers dd:not(.change)");
        let expected = ["Disc extrusion", "Another one, or I am not sure", told];
        assert_eq!(answers[..3], expected);
        let stored_before = stored(&site).await;
        let sent = post(&site, path, &fields_of(&page, "send")).await.expect(303);
        assert!(sent.header("location").starts_with(&format!("{path}/sent/")));
        assert_eq!(stored(&site).await, stored_before + 1);
    }
}

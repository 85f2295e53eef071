//! A reader comes back to a request: sees it, corrects it, erases it; and nobody else learns whether it is there.

use std::{num::NonZeroU32, process::Command};

use axum::http::Method;
use discwise::{
    forms::{FormName, Reference},
    store::{DeliveryKind, DeliveryState, Filter, Status},
    web::{FormLimits, FormRate, TrustedProxies},
};
use jiff::{Timestamp, ToSpan};
use scraper::Html;

use crate::{
    folder::any_file_holds,
    process::{BINARY, Running, data},
    sealing,
    support::{Answer, TestSite, attributes, library, sound, words},
};

const MESSAGE: [(&str, &str); 6] = [
    ("name", "Zoë “Z” O'Neill"),
    ("reply_by", "phone"),
    ("email", ""),
    ("phone", "(202) 555-0143"),
    ("best_time", "morning"),
    ("message", "\"Does it heal?\" <b>&amp;\nдиск L4-L5 🙂"),
];

const KIT: [(&str, &str); 5] = [
    ("topics", "disc-extrusion"),
    ("topics", "microdiscectomy"),
    ("delivery", "email"),
    ("name", ""),
    ("email", "sam@example.org"),
];

async fn sent(site: &TestSite, path: &str, typed: &[(&str, &str)]) -> Reference {
    let shown = site.get(path).await.expect(200);
    let key = shown.attribute("input[name=key]", "value");
    let opened = Timestamp::now().checked_sub(30.seconds()).unwrap().as_millisecond();
    let opened = opened.to_string();
    let stamp = [("key", key.as_str()), ("opened", &opened), ("step", "send")];
    let answer = site.post(path, &[&stamp, typed].concat()).await.expect(303);
    let reference = answer.header("location").rsplit('/').next().unwrap().to_owned();
    reference.parse().unwrap()
}

/// What a browser sends when a button of the page's form is pressed that says `step`.
fn fields_of(page: &Html, step: &str) -> Vec<(String, String)> {
    let controls = sound("main form :is(input, textarea)");
    let fields = page.select(&controls).filter_map(|field| {
        let kind = field.attr("type").unwrap_or_default();
        let left_out = matches!(kind, "radio" | "checkbox") && field.attr("checked").is_none();
        let value = match field.value().name() {
            "textarea" => field.text().collect(),
            _ => field.attr("value").unwrap_or_default().to_owned(),
        };
        (!left_out).then(|| (field.attr("name").unwrap_or_default().to_owned(), value))
    });
    let step = (!step.is_empty()).then(|| ("step".to_owned(), step.to_owned()));
    fields.chain(step).collect()
}

async fn press(site: &TestSite, page: &Answer, path: &str, step: &str) -> Answer {
    post(site, path, &fields_of(&page.page(), step)).await
}

async fn post(site: &TestSite, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    site.post(path, &fields).await
}

async fn look_up(site: &TestSite, reference: &str, contact: &str) -> Answer {
    site.post("/my-request", &[("reference", reference), ("contact", contact)])
        .await
}

fn set(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(known, _)| known == name);
    value.clone_into(&mut field.unwrap_or_else(|| panic!("no {name}")).1);
}

/// The questions and answers below the second heading.
fn told(page: &Answer) -> Vec<(String, String)> {
    let page = page.page();
    words(&page, ".answers dt")
        .into_iter()
        .zip(words(&page, ".answers dd"))
        .collect()
}

#[tokio::test]
async fn a_message_is_shown_in_the_words_of_its_questions() {
    let site = TestSite::start().await;
    let reference = sent(&site, "/contact", &MESSAGE).await;
    let found = look_up(
        &site,
        &format!(" {} ", reference.to_string().to_lowercase()),
        "+1 202 555 0143",
    )
    .await;
    let found = found.expect(200);
    assert_eq!(found.header("cache-control"), "no-store");
    assert!(found.headers.get("set-cookie").is_none());
    let told = told(&found);
    let value = |what: &str| {
        let row = told.iter().find(|(known, _)| known == what);
        row.unwrap_or_else(|| panic!("no {what} in {told:?}")).1.as_str()
    };
    assert_eq!(value("Your reference number"), reference.to_string());
    assert_eq!(
        value("Where it stands"),
        "We have it. We have not finished with it yet."
    );
    assert_eq!(value("Full name"), MESSAGE[0].1);
    assert_eq!(value("How would you like us to answer?"), "By phone");
    assert_eq!(value("Phone number"), "(202) 555-0143");
    assert!(value("Your message").contains("\"Does it heal?\" <b>&amp;"));
    assert!(told.iter().all(|(what, _)| what != "Email address"), "{told:?}");
    let goes = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date() + 90.days();
    assert_eq!(value("It is erased by itself on"), library().words().date(goes));

    site.store.handle(&reference, Timestamp::now()).await.unwrap();
    site.store
        .note(&reference, "marker-note", Timestamp::now())
        .await
        .unwrap();
    let handled = look_up(&site, reference.as_str(), "202.555.0143")
        .await
        .expect(200)
        .text();
    assert!(handled.contains("We have dealt with it") && handled.contains("Notes of our staff"));
    assert!(!handled.contains("marker-note"));
}

#[tokio::test]
async fn a_message_is_corrected_in_its_own_form_and_told_to_staff() {
    let site = TestSite::start().await;
    let reference = sent(&site, "/contact", &MESSAGE).await;
    let found = look_up(&site, reference.as_str(), "2025550143").await.expect(200);
    let form = press(&site, &found, "/my-request/correct", "").await.expect(200);
    assert_eq!(form.header("cache-control"), "no-store");
    let mut fields = fields_of(&form.page(), "send");
    for (name, value) in MESSAGE {
        assert!(
            fields.contains(&(name.to_owned(), value.to_owned())),
            "{name}: {fields:?}"
        );
    }
    set(&mut fields, "reply_by", "email");
    set(&mut fields, "email", "zoe@");
    let wrong = post(&site, "/my-request/correct", &fields).await.expect(422);
    assert_eq!(attributes(&wrong.page(), ".error-summary a", "href"), ["#email"]);
    let mut fields = fields_of(&wrong.page(), "send");
    site.store.handle(&reference, Timestamp::now()).await.unwrap();
    set(&mut fields, "email", "zoe@example.org");
    for _ in 0..2 {
        // A double click: the second comes when the first has changed what the reader is known by.
        let saved = post(&site, "/my-request/correct", &fields).await.expect(303);
        assert_eq!(saved.header("location"), "/my-request/corrected");
    }
    let stored = site.store.find(&reference).await.unwrap().unwrap();
    assert_eq!(stored.listed.status, Status::New);
    let kept = stored.submission.open().unwrap().revealed_fields();
    assert!(kept.contains(&("email", "zoe@example.org".to_owned())), "{kept:?}");
    assert!(kept.iter().all(|(name, _)| *name != "phone"), "{kept:?}");
    assert_eq!(site.store.list(&Filter::default()).await.unwrap().len(), 1);
    let waiting = site.store.deliveries(Some(DeliveryState::Waiting)).await.unwrap();
    let kinds: Vec<_> = waiting.iter().map(|delivery| delivery.kind).collect();
    assert_eq!(kinds, [DeliveryKind::StaffNotice, DeliveryKind::CorrectionNotice]);
    look_up(&site, reference.as_str(), "2025550143").await.expect(422);
    look_up(&site, reference.as_str(), "ZOE@example.org").await.expect(200);
}

const WISH: [(&str, &str); 6] = [
    ("condition", "disc-extrusion"),
    ("procedure", "microdiscectomy"),
    ("plan", "yes"),
    ("name", "Zoë"),
    ("reply_by", "email"),
    ("email", "zoe@example.org"),
];

const OFFER: [(&str, &str); 7] = [
    ("condition", "disc-extrusion"),
    ("procedure", "microdiscectomy"),
    ("treated", "1-2"),
    ("name", "Zoë"),
    ("reply_by", "email"),
    ("email", "zoe@example.org"),
    ("consent", "yes"),
];

/// Sends a form, looks it up and opens it again; gives the reference and what a browser would send back.
async fn opened_again(site: &TestSite, path: &str, typed: &[(&str, &str)]) -> (Reference, Vec<(String, String)>) {
    let reference = sent(site, path, typed).await;
    let found = look_up(site, reference.as_str(), "zoe@example.org").await.expect(200);
    let told = told(&found);
    for answer in ["Disc extrusion", "Microdiscectomy"] {
        assert!(told.iter().any(|(_, shown)| shown == answer), "{told:?}");
    }
    let form = press(site, &found, "/my-request/correct", "").await.expect(200);
    let fields = fields_of(&form.page(), "send");
    for &(name, value) in typed {
        let field = (name.to_owned(), value.to_owned());
        assert!(fields.contains(&field), "{field:?}: {fields:?}");
    }
    (reference, fields)
}

async fn kept(site: &TestSite, reference: &Reference) -> Vec<(&'static str, String)> {
    let stored = site.store.find(reference).await.unwrap().unwrap();
    stored.submission.open().unwrap().revealed_fields()
}

#[tokio::test]
async fn a_wish_to_talk_is_corrected_and_needs_a_plan_still() {
    let site = TestSite::start().await;
    let (reference, mut fields) = opened_again(&site, "/connect/ask", &WISH).await;
    set(&mut fields, "procedure", "not-sure");
    set(&mut fields, "plan", "no");
    let wrong = post(&site, "/my-request/correct", &fields).await.expect(422);
    assert_eq!(attributes(&wrong.page(), ".error-summary a", "href"), ["#plan"]);
    assert!(wrong.words(".error-summary").contains("erase your request"));
    assert!(
        kept(&site, &reference)
            .await
            .contains(&("procedure", WISH[1].1.to_owned()))
    );
    let mut fields = fields_of(&wrong.page(), "send");
    set(&mut fields, "plan", "not-sure");
    post(&site, "/my-request/correct", &fields).await.expect(303);
    let kept = kept(&site, &reference).await;
    for (name, value) in [
        ("condition", "disc-extrusion"),
        ("procedure", "not-sure"),
        ("plan", "not-sure"),
    ] {
        assert!(kept.contains(&(name, value.to_owned())), "{name}: {kept:?}");
    }
}

#[tokio::test]
async fn an_offer_to_talk_is_corrected_and_needs_consent_still() {
    let site = TestSite::start().await;
    let (reference, mut fields) = opened_again(&site, "/connect/volunteer", &OFFER).await;
    set(&mut fields, "treated", "3-5");
    set(&mut fields, "reply_by", "phone");
    set(&mut fields, "phone", "(202) 555-0143");
    let without = fields.iter().filter(|(name, _)| name != "consent").cloned();
    let wrong = post(&site, "/my-request/correct", &without.collect::<Vec<_>>()).await;
    let wrong = wrong.expect(422).page();
    assert_eq!(attributes(&wrong, ".error-summary a", "href"), ["#consent"]);
    post(&site, "/my-request/correct", &fields).await.expect(303);
    let kept = kept(&site, &reference).await;
    assert!(kept.contains(&("treated", "3-5".to_owned())), "{kept:?}");
    assert!(kept.iter().all(|(name, _)| *name != "email"), "{kept:?}");
    look_up(&site, reference.as_str(), "202 555 0143").await.expect(200);
}

#[tokio::test]
async fn a_kit_is_shown_corrected_and_erased_with_its_letters() {
    let site = TestSite::start().await;
    let reference = sent(&site, "/info-kit", &KIT).await;
    let found = look_up(&site, reference.as_str(), "sam@example.org").await.expect(200);
    assert!(found.text().contains("Disc extrusion") && found.text().contains("Microdiscectomy"));
    let form = press(&site, &found, "/my-request/correct", "").await.expect(200);
    let page = form.page();
    assert_eq!(
        attributes(&page, "input[name=topics][checked]", "value"),
        ["disc-extrusion", "microdiscectomy"]
    );
    assert_eq!(attributes(&page, "input[name=delivery]", "value"), ["email", "post"]);
    let mut fields = fields_of(&page, "send");
    set(&mut fields, "delivery", "now");
    post(&site, "/my-request/correct", &fields).await.expect(422);
    set(&mut fields, "delivery", "email");
    set(&mut fields, "email", "kim@example.org");
    post(&site, "/my-request/correct", &fields).await.expect(303);

    let spool = site.data.path().join("data/spool");
    std::fs::create_dir_all(&spool).unwrap();
    let letter = spool.join(format!("{reference}-1.eml"));
    std::fs::write(&letter, "To: kim@example.org").unwrap();
    let found = look_up(&site, reference.as_str(), "kim@example.org").await.expect(200);
    let asked = press(&site, &found, "/my-request/erase", "").await.expect(200);
    assert!(asked.words("main").contains(&reference.to_string()));
    assert_eq!(site.store.list(&Filter::default()).await.unwrap().len(), 1);
    let kept = press(&site, &asked, "/my-request", "").await.expect(200);
    assert_eq!(kept.text(), found.text(), "it can be kept");
    for _ in 0..2 {
        let erased = press(&site, &asked, "/my-request/erase", "send").await.expect(303);
        assert_eq!(erased.header("location"), "/my-request/erased");
    }
    assert!(site.store.list(&Filter::default()).await.unwrap().is_empty());
    assert!(!letter.exists());
    let audit = site.store.audit().await.unwrap();
    let done: Vec<_> = audit.iter().map(|line| line.action.as_str()).collect();
    assert_eq!(done, ["erased by reader", "corrected"]);
    let file = std::fs::read(site.data.path().join("data/discwise.db")).unwrap();
    for address in ["kim@example.org", "sam@example.org"] {
        assert!(!file.windows(address.len()).any(|bytes| bytes == address.as_bytes()));
    }
}

/// Requests that nobody finds, each with what would find one like it.
async fn not_to_be_found(site: &TestSite) -> Vec<Reference> {
    let of_another = sent(site, "/contact", &MESSAGE).await;
    let old = site.store.find(&of_another).await.unwrap().unwrap().submission;
    let mut references = vec![of_another, Reference::random().unwrap()];
    let post = [
        ("topics", "disc-extrusion"),
        ("delivery", "post"),
        ("name", "Sam"),
        ("address", "1 Street"),
    ];
    references.push(sent(site, "/info-kit", &post).await);
    references.push(sent(site, "/feedback", &[("answered", "no"), ("missing", "pam@example.org")]).await);
    // Over its days, and still in the store.
    let key = discwise::forms::SubmissionKey::random().unwrap();
    let came = Timestamp::now() - (90 * 24).hours();
    let english = discwise::forms::Language::English;
    let old = old.open().unwrap();
    let expired = site.store.accept(old, english, key, came).await.unwrap().reference;
    references.push(expired);
    references
}

#[tokio::test]
async fn what_is_not_there_is_answered_as_what_is_somebody_elses() {
    let site = TestSite::start().await;
    let references = not_to_be_found(&site).await;
    look_up(&site, references[0].as_str(), "2025550143").await.expect(200);
    for contact in ["pam@example.org", "202 555 0144"] {
        for (path, step) in [
            ("/my-request", ""),
            ("/my-request/correct", ""),
            ("/my-request/erase", ""),
            ("/my-request/correct", "send"),
            ("/my-request/erase", "send"),
        ] {
            let mut answers = Vec::new();
            for reference in &references {
                let mut fields = vec![
                    ("reference", reference.as_str()),
                    ("contact", contact),
                    ("form", "contact"),
                ];
                fields.extend((!step.is_empty()).then_some(("step", step)));
                let answer = site.post(path, &fields).await;
                let mut headers = answer.headers.clone();
                headers.remove("x-request-id");
                let text = answer.text().replace(reference.as_str(), "REFERENCE");
                answers.push((answer.status, format!("{headers:?}"), text));
            }
            for answer in &answers {
                assert_eq!(answer, &answers[0], "{path} {step}");
            }
            let erased = path.ends_with("erase") && step == "send";
            assert_eq!(answers[0].0, if erased { 303 } else { 422 }, "{path} {step}");
        }
    }
    // The right number does not open what is over its days.
    look_up(&site, references[4].as_str(), "2025550143").await.expect(422);
    assert_eq!(
        site.store.list(&Filter::default()).await.unwrap().len(),
        4,
        "nothing was erased"
    );
}

#[tokio::test]
async fn what_cannot_be_looked_up_comes_back_with_the_reason() {
    let site = TestSite::start().await;
    for (reference, contact, faults) in [
        ("", "", &["#reference", "#contact"][..]),
        ("BCDF-234", "sam@example.org", &["#reference"]),
        ("O0O0-1111", "sam@example.org", &["#reference"]),
        ("BCDF-2345", "hello", &["#contact"]),
        ("' OR 1=1 --", "' OR 1=1 --", &["#reference", "#contact"]),
        ("BCDF-2345", "'; DROP TABLE submissions; --@x", &["#form"]),
        ("BCDF-2345", "<script>alert(1)</script>@example.org", &["#form"]),
        ("BCDF-2345", "\u{202e}@\u{0}", &[]),
    ] {
        let answer = look_up(&site, reference, contact).await;
        if faults.is_empty() {
            answer.expect(400);
            continue;
        }
        let back = answer.expect(422);
        assert_eq!(
            attributes(&back.page(), ".error-summary a", "href"),
            faults,
            "{contact}"
        );
        assert_eq!(back.attribute("#reference", "value"), reference);
        assert_eq!(back.attribute("#contact", "value"), contact);
        assert!(!back.text().contains("<script>alert"));
        for fault in faults {
            assert_eq!(attributes(&back.page(), fault, "id").len(), 1, "{fault}");
        }
    }
    for path in ["/my-request/correct", "/my-request/erase"] {
        site.post(path, &[]).await.expect(422);
        let read = site.get(path).await.expect(405);
        assert_eq!(read.header("allow"), "POST");
    }
    let asked = site
        .get("/my-request?reference=BCDF-2345&contact=sam@example.org")
        .await
        .expect(200);
    assert_eq!(asked.attribute("#reference", "value"), "");
    let elsewhere = [
        (axum::http::header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
        (axum::http::HeaderName::from_static("sec-fetch-site"), "cross-site"),
    ];
    let body = axum::body::Body::from("reference=BCDF2345&contact=sam@example.org&step=send");
    site.send(Method::POST, "/my-request/erase", &elsewhere, body)
        .await
        .expect(403);
}

async fn limited(burst: u32) -> TestSite {
    let rate = FormRate {
        burst: NonZeroU32::new(burst).unwrap(),
        then_every: std::time::Duration::from_secs(30),
    };
    TestSite::with_limits(FormLimits::new(Some(rate), TrustedProxies::default())).await
}

#[tokio::test]
async fn guessing_is_slowed_down_and_reading_is_not() {
    let site = limited(7).await;
    let reference = sent(&site, "/contact", &MESSAGE).await;
    for _ in 0..3 {
        look_up(&site, reference.as_str(), "guess@example.org")
            .await
            .expect(422);
    }
    // Each try in vain counted twice, so that not even the right answer tells any more.
    let slowed = look_up(&site, reference.as_str(), "2025550143").await.expect(429);
    assert!(!slowed.header("retry-after").is_empty());
    assert_eq!(slowed.attribute("#contact", "value"), "2025550143");
    assert!(!slowed.text().contains("Does it heal"));
    for _ in 0..20 {
        site.get("/my-request").await.expect(200);
    }
    let mut fields = vec![
        ("reference", reference.as_str()),
        ("contact", "2025550143"),
        ("form", "contact"),
    ];
    fields.extend([("name", "Zoë"), ("message", "Typed for long"), ("step", "send")]);
    let back = site.post("/my-request/correct", &fields).await.expect(429);
    assert!(back.text().contains("Typed for long"), "what was typed comes back");
    let erase = site.post("/my-request/erase", &fields).await.expect(429);
    assert_eq!(erase.attribute("button[name=step]", "value"), "send");
    assert_eq!(site.store.list(&Filter::default()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn every_confirmation_and_the_privacy_page_lead_to_it() {
    let site = TestSite::start().await;
    for form in FormName::ALL.into_iter().filter(|form| form.is_checked()) {
        let page = site.get(&format!("{}/sent/BCDF-2345", form.path())).await.expect(200);
        assert!(attributes(&page.page(), "main a", "href").contains(&"/my-request".to_owned()));
    }
    let privacy = site.get("/about/privacy").await.expect(200);
    assert!(attributes(&privacy.page(), "main a", "href").contains(&"/my-request".to_owned()));
}

#[test]
fn what_is_sealed_is_not_shown_and_can_be_sent_anew_and_erased() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let (recipient, identity) = sealing::keys(data.path(), "ann");
    let site = Running::start_by(Command::new(BINARY).args(["--recipient", &recipient]), &folder);
    let reference = site.send_message(7, "marker-first words");
    let claim = format!("reference={reference}&contact=sam%40example.org");
    let found = site.post("/my-request", &claim);
    assert!(
        found.starts_with("HTTP/1.1 200") && found.contains("It is locked"),
        "{found}"
    );
    let blank = site.post("/my-request/correct", &claim);
    assert!(blank.starts_with("HTTP/1.1 200") && !(found + &blank).contains("marker-"));
    let anew = "form=contact&step=send&name=Kim&reply_by=email&email=kim%40example.org&message=marker-second";
    let saved = site.post("/my-request/correct", &format!("{claim}&{anew}"));
    assert!(saved.starts_with("HTTP/1.1 303"), "{saved}");
    assert!(!any_file_holds(&folder, "marker-") && !any_file_holds(&folder, "kim@example.org"));
    let shown = [
        "submissions",
        "show",
        &reference,
        "--identity",
        &identity,
        "--data",
        path,
    ];
    let shown = sealing::told(&shown);
    assert!(
        shown.contains("marker-second") && !shown.contains("marker-first"),
        "{shown}"
    );
    let claim = format!("reference={reference}&contact=kim%40example.org");
    let erased = site.post("/my-request/erase", &format!("{claim}&step=send"));
    assert!(erased.contains("/my-request/erased"), "{erased}");
    let gone = site.post("/my-request", &claim);
    assert!(gone.starts_with("HTTP/1.1 422"), "{gone}");
}

//! Letters, their form as mail, and when they are tried again.

use std::{net::TcpListener, str::FromStr as _, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use lettre::Address;

use super::{
    Carriers, MailTransport, Outbox, Spool, Webhook,
    letters::{self, Letter},
    mail::{Mail, Sender},
    webhook::signature,
    worker::after,
};
use crate::{
    content::{ContentDir, Language, Library},
    forms::{Asked, FormName, KitForm, KitOffer, KitRequest, KitTopics, Private, Reference, Submission, SubmissionKey},
    store::{Delivery, DeliveryKind, DeliveryState, Listed, Status, Store, StoreSettings},
};

fn library() -> Library {
    let content = ContentDir::Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/content").into());
    Library::load(&content, Language::English).unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap()
}

fn delivery(kind: DeliveryKind) -> Delivery {
    Delivery {
        id: 7,
        request: Listed {
            reference: Reference::from_str("BCDF-2345").unwrap(),
            form: FormName::Kit,
            language: "en".to_owned(),
            status: Status::New,
            received: now(),
        },
        kind,
        state: DeliveryState::Waiting,
        attempts: 0,
        due: now(),
        fault: None,
    }
}

fn mail(name: &str, subject: &str, text: &str) -> String {
    let letter = Letter {
        to: "sam@example.org".to_owned(),
        subject: subject.to_owned(),
        text: text.to_owned(),
        stop: None,
    };
    let sender = Sender {
        name: name.to_owned(),
        address: Address::from_str("hello@example.org").unwrap(),
    };
    let mail = Mail::new(letter, sender, &delivery(DeliveryKind::KitLetter), now()).unwrap();
    String::from_utf8(mail.bytes).unwrap()
}

#[test]
fn no_text_can_end_a_letter_or_add_a_header() {
    let hostile = [
        "a\r\n.\r\nMAIL FROM:<x@example.org>\r\n",
        "a\n.\nMAIL FROM:<x@example.org>\n",
        "a\r.\rMAIL FROM:<x@example.org>\r",
        "a\n.\r\nMAIL FROM:<x@example.org>",
        ".\n.\r.\0.",
        "a\r\nBcc: x@example.org\r\n\r\nMore",
        "a\0b\u{85}c\u{2028}d\u{b}e",
    ];
    let fields = |mail: &str| {
        let (head, _) = mail.split_once("\r\n\r\n").unwrap();
        let names = head.lines().filter(|line| !line.starts_with([' ', '\t']));
        names
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let harmless = fields(&mail("Discwise", "Hello", "Hello"));
    for text in hostile {
        for mail in [mail(text, "s", "t"), mail("n", text, "t"), mail("n", "s", text)] {
            let lines: Vec<&str> = mail.split("\r\n").collect();
            assert!(lines.iter().all(|line| !line.contains(['\r', '\n', '\0'])), "{mail:?}");
            assert_eq!(fields(&mail), harmless, "{mail:?}");
        }
    }
}

#[test]
fn an_address_with_a_line_end_gets_no_letter() {
    for to in [
        "sam@example.org\r\nBcc: x@example.org",
        "sam\n@example.org",
        "sam@example.org\0",
        "",
    ] {
        let letter = Letter {
            to: to.to_owned(),
            subject: "s".to_owned(),
            text: "t".to_owned(),
            stop: None,
        };
        let sender = Sender {
            name: "n".to_owned(),
            address: Address::from_str("hello@example.org").unwrap(),
        };
        assert!(Mail::new(letter, sender, &delivery(DeliveryKind::KitLetter), now()).is_err());
    }
}

#[test]
fn a_letter_that_is_sent_again_has_the_same_name() {
    let id = |mail: &str| {
        let line = mail.lines().find(|line| line.starts_with("Message-ID:"));
        line.unwrap().to_owned()
    };
    let first = mail("n", "s", "t");
    assert_eq!(id(&first), "Message-ID: <BCDF2345.7@example.org>");
    assert_eq!(id(&first), id(&mail("n", "other", "other")));
}

#[test]
fn a_failed_delivery_is_tried_for_two_days_with_longer_and_longer_pauses() {
    let mut at = now();
    let mut pauses = Vec::new();
    for failures in 0.. {
        let Some(next) = after(failures, at) else { break };
        pauses.push(next.duration_since(at));
        at = next;
    }
    assert!(
        pauses.is_sorted() && pauses[0] == SignedDuration::from_mins(1),
        "{pauses:?}"
    );
    let whole = at.duration_since(now());
    assert!(
        whole > SignedDuration::from_hours(36) && whole < SignedDuration::from_hours(48),
        "{whole}"
    );
}

#[tokio::test]
async fn a_program_that_never_answers_is_given_up_after_the_last_try() {
    let folder = tempfile::tempdir().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let calls = std::thread::spawn(move || silent.incoming().take(9).collect::<Result<Vec<_>, _>>());
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=").unwrap();
    let settings = StoreSettings {
        webhook: true,
        ..StoreSettings::default()
    };
    let store = Store::open_with(&folder.path().join("store"), settings).await.unwrap();
    let asked = Submission::Kit(request("Sam", &["not-sure"]));
    let key = SubmissionKey::random().unwrap();
    store.accept(&asked, Language::English, key, now()).await.unwrap();
    let library = Arc::new(library());
    let carriers = Carriers {
        mail: MailTransport::Spool(Spool::beside_the_store(folder.path())),
        webhook: Some(Webhook::new(&url, &secret, Duration::from_millis(50)).unwrap()),
        staff_mail: None,
    };
    let outbox = Outbox::new(
        store.clone(),
        Arc::new(move || Arc::clone(&library)),
        String::new(),
        carriers,
    )
    .unwrap();
    let (_stop, stopped) = tokio::sync::watch::channel(false);
    let mut at = now();
    for attempts in 1..=9 {
        outbox.deliver_due(at, &stopped).await.unwrap();
        let all = store.deliveries(None).await.unwrap();
        let call = all
            .iter()
            .find(|delivery| delivery.kind == DeliveryKind::Webhook)
            .unwrap();
        assert_eq!((call.attempts, call.fault.as_deref()), (attempts, Some("timeout")));
        assert_eq!(call.state == DeliveryState::Dead, attempts == 9);
        assert!(attempts == 9 || call.due > at, "it is due at {} again", call.due);
        at = call.due;
    }
    assert_eq!(calls.join().unwrap().unwrap().len(), 9);
    let dead = store.deliveries(Some(DeliveryState::Dead)).await.unwrap();
    assert_eq!(dead.len(), 1, "{dead:?}");
    let later = at.checked_add(SignedDuration::from_hours(100)).unwrap();
    assert_eq!(outbox.deliver_due(later, &stopped).await.unwrap(), 0);
    store.close().await;
}

fn request(name: &str, topics: &[&str]) -> KitRequest {
    let form = KitForm {
        topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
        delivery: "email".to_owned(),
        name: name.to_owned(),
        email: "sam@example.org".to_owned(),
        ..KitForm::default()
    };
    match form.validate(&KitOffer::of(&library())).unwrap() {
        Asked::Keep(Submission::Kit(request)) => request,
        other => panic!("a kit by email is sent, not {other:?}"),
    }
}

#[test]
fn the_kit_letter_leads_to_the_kit_and_says_how_to_go_on() {
    let library = library();
    let reference = Reference::from_str("BCDF-2345").unwrap();
    let asked = request("Sam Smith", &["disc-extrusion", "microdiscectomy", "not-sure"]);
    let letter = letters::kit_letter(&library, "https://discs.example.org", &reference, &asked).unwrap();
    assert_eq!(letter.to, "sam@example.org");
    assert!(!letter.subject.contains("Sam") && !letter.subject.contains("BCDF"));
    let begins = "Hello Sam Smith,\n\n\
        You asked us for an info kit, to read and to take to your visit. It is ready.\n\n\
        Read it on our site, or print it from there:\n\
        https://discs.example.org/kit/read?about=disc-extrusion&about=microdiscectomy&about=not-sure\n\n\
        Get the same kit as a file to print or to keep (PDF):\n\
        https://discs.example.org/kit/pdf?about=disc-extrusion&about=microdiscectomy&about=not-sure\n\n\
        The kit gives general information. It does not replace advice from someone who can examine you.\n\n";
    assert!(letter.text.starts_with(begins), "{}", letter.text);
    for expected in ["Call 911 now.", "BCDF-2345", "hello@example.org", "90 days"] {
        assert!(letter.text.contains(expected), "no {expected} in\n{}", letter.text);
    }
    assert!(
        !letter.text.contains("mail-") && !letter.text.contains('{'),
        "{}",
        letter.text
    );
}

#[test]
fn the_kit_letter_leads_to_no_page_that_was_withdrawn() {
    let library = library();
    let reference = Reference::from_str("BCDF-2345").unwrap();
    let asked = |slugs: &[&str]| KitRequest {
        topics: Private::new(KitTopics {
            slugs: slugs.iter().map(|slug| slug.parse().unwrap()).collect(),
            unsure: false,
        }),
        ..request("Sam", &["not-sure"])
    };
    let link = |slugs: &[&str]| {
        let letter = letters::kit_letter(&library, "", &reference, &asked(slugs)).unwrap();
        let mut lines = letter.text.lines();
        lines.find(|line| line.starts_with("/kit/read")).unwrap().to_owned()
    };
    assert_eq!(link(&["withdrawn-page", "sciatica"]), "/kit/read?about=sciatica");
    // The page there asks what the kit is to be about.
    assert_eq!(link(&["withdrawn-page"]), "/kit/read?");
}

#[test]
fn a_letter_greets_by_a_name_and_carries_no_words_of_strangers() {
    let library = library();
    let reference = Reference::from_str("BCDF-2345").unwrap();
    let hello = |name| {
        let letter = letters::kit_letter(&library, "", &reference, &request(name, &["not-sure"])).unwrap();
        letter.text.lines().next().unwrap().to_owned()
    };
    for name in [
        "Sam",
        "Dr. Ann O’Neil-Smith Jr.",
        "José Ñáñez",
        "আনিকা রহমান",
        "Нина",
        "王小明",
    ] {
        assert_eq!(hello(name), format!("Hello {name},"));
    }
    for words in [
        "Win now at evil.example",
        "http://evil.example",
        "Call 555 0100",
        "sam@evil.example",
        "You have won a prize so come here",
        "www.evil.example/x",
    ] {
        assert_eq!(hello(words), "Hello,");
    }
}

#[test]
fn a_notice_for_staff_tells_the_reference_and_the_form_alone() {
    let about = delivery(DeliveryKind::StaffNotice);
    let letter = letters::staff_notice(&library(), &about, "desk@example.org".to_owned());
    assert_eq!(letter.subject, "New request BCDF-2345");
    assert!(letter.text.contains("Form: kit\n") && letter.text.contains("discwise submissions show BCDF-2345"));
    assert!(
        !letter.text.contains("mail-") && !letter.text.contains('{'),
        "{}",
        letter.text
    );
}

#[test]
fn a_call_is_signed_as_the_standard_says() {
    // The example of the specification.
    let payload = "{\"test\": 2432232314}";
    let key = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    let signed = signature(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", payload).unwrap();
    assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

//! What the commands print.

use std::{
    os::unix::fs::PermissionsExt as _,
    str::FromStr as _,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use tempfile::TempDir;

use crate::{
    content::{ContentProblems, Problem, RetentionDays, Rule},
    forms::{Asked, ContactForm, FormName, KitForm, KitOffer, Language, Reference, Submission, SubmissionKey},
    outbox::Spool,
    store::{Filter, Identities, Recipients, Store, StoreSettings},
};

use super::{
    ExportFormat, ListFormat, OperatorError, audit_list, check, confirm, keygen, retention_due, retention_keep,
    retention_run, spreadsheet::harmless, submissions_erase, submissions_export, submissions_export_to,
    submissions_handled, submissions_list, submissions_note, submissions_show, submissions_show_sealed,
    submissions_stats,
};

struct Desk {
    store: Store,
    references: Vec<Reference>,
    folder: TempDir,
}

impl Desk {
    fn spool(&self) -> Spool {
        Spool::beside_the_store(self.folder.path())
    }
}

fn message(name: &str, phone: &str, text: &str) -> Submission {
    let form = ContactForm {
        name: name.to_owned(),
        reply_by: "phone".to_owned(),
        phone: phone.to_owned(),
        message: text.to_owned(),
        ..ContactForm::default()
    };
    Submission::Contact(form.validate().unwrap())
}

fn kit() -> Submission {
    let form = KitForm {
        topics: vec!["not-sure".to_owned()],
        delivery: "post".to_owned(),
        name: "Ann".to_owned(),
        address: "1 Elm Street\nSpringfield".to_owned(),
        ..KitForm::default()
    };
    match form.validate(&KitOffer::default()).unwrap() {
        Asked::Keep(submission) => submission,
        Asked::ReadKit(_) | Asked::TooEarly => panic!("a kit by post is sent"),
    }
}

async fn desk(submissions: &[Submission]) -> Desk {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut references = Vec::new();
    for (submission, ms) in submissions.iter().zip(1_790_000_000_000..) {
        let key = SubmissionKey::random().unwrap();
        let received = Timestamp::from_millisecond(ms).unwrap();
        references.push(
            store
                .accept(submission, Language::English, key, received)
                .await
                .unwrap()
                .reference,
        );
    }
    Desk {
        store,
        references,
        folder,
    }
}

async fn listed(desk: &Desk, filter: Filter, format: ListFormat) -> String {
    let mut out = Vec::new();
    submissions_list(&desk.store, &filter, format, &mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

async fn exported(desk: &Desk, format: ExportFormat) -> String {
    let mut out = Vec::new();
    submissions_export(&desk.store, &Filter::default(), format, None, &mut out)
        .await
        .unwrap();
    String::from_utf8(out).unwrap()
}

#[tokio::test]
async fn a_list_is_a_table_with_the_newest_first_and_nothing_personal() {
    let desk = desk(&[kit(), message("Zoë Marker", "555 010 0123", "My marker leg")]).await;
    let table = listed(&desk, Filter::default(), ListFormat::Table).await;
    let expected = format!(
        "REFERENCE   FORM         RECEIVED              STATUS    LANGUAGE\n\
         {}   contact      2026-09-21 14:13 UTC  new       en\n\
         {}   kit          2026-09-21 14:13 UTC  new       en\n",
        desk.references[1], desk.references[0]
    );
    assert_eq!(table, expected);
}

#[tokio::test]
async fn an_empty_list_says_so() {
    let desk = desk(&[]).await;
    assert_eq!(
        listed(&desk, Filter::default(), ListFormat::Table).await,
        "No submissions.\n"
    );
    assert_eq!(listed(&desk, Filter::default(), ListFormat::Json).await, "");
}

#[tokio::test]
async fn a_list_can_be_csv_or_json_lines_and_of_one_form() {
    let desk = desk(&[kit(), message("Zoë Marker", "555 010 0123", "My marker leg")]).await;
    let kits = Filter {
        form: Some(FormName::Kit),
        ..Filter::default()
    };
    let reference = &desk.references[0];
    assert_eq!(
        listed(&desk, kits, ListFormat::Csv).await,
        format!(
            "\"reference\",\"form\",\"received\",\"status\",\"language\"\r\n\
             \"{reference}\",\"kit\",\"2026-09-21T14:13:20Z\",\"new\",\"en\"\r\n"
        )
    );
    let line = listed(&desk, kits, ListFormat::Json).await;
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["reference"], reference.to_string());
    assert_eq!(value["received"], "2026-09-21T14:13:20Z");
    assert!(line.ends_with("}\n"));
}

#[tokio::test]
async fn a_request_is_shown_with_its_fields_in_form_order() {
    let desk = desk(&[kit()]).await;
    let mut out = Vec::new();
    submissions_show(&desk.store, &desk.references[0], None, &mut out)
        .await
        .unwrap();
    let expected = format!(
        "reference   {}\nform        kit\nreceived    2026-09-21 14:13 UTC\nstatus      new\nlanguage    en\n\
         topics      not-sure\ndelivery    post\nname        Ann\naddress     1 Elm Street\n            Springfield\n",
        desk.references[0]
    );
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[tokio::test]
async fn a_message_can_neither_steer_the_terminal_nor_pass_for_a_field() {
    let desk = desk(&[message(
        "Ann",
        "555 010 0123",
        "Hi \u{1b}[2J\u{202e}\nstatus      handled",
    )])
    .await;
    let mut out = Vec::new();
    submissions_show(&desk.store, &desk.references[0], None, &mut out)
        .await
        .unwrap();
    let shown = String::from_utf8(out).unwrap();
    assert!(
        shown.contains("Hi \\u{1b}[2J\\u{202e}\n            status      handled\n"),
        "{shown}"
    );
    assert!(!shown.contains('\u{1b}'));
}

#[tokio::test]
async fn an_unknown_reference_is_not_found() {
    let desk = desk(&[]).await;
    let reference = Reference::from_str("BCDF-2345").unwrap();
    let outcome = submissions_show(&desk.store, &reference, None, &mut Vec::new()).await;
    assert_eq!(outcome.unwrap_err().to_string(), "there is no submission BCDF-2345");
}

#[tokio::test]
async fn staff_note_handle_and_erase_a_request() {
    let desk = desk(&[message("Ann", "555 010 0123", "Hello"), kit()]).await;
    let (store, reference, now) = (
        &desk.store,
        &desk.references[0],
        Timestamp::from_second(1_790_000_000).unwrap(),
    );
    let mut out = Vec::new();
    submissions_note(store, reference, "=Called", now, &mut out)
        .await
        .unwrap();
    submissions_handled(store, reference, now, &mut out).await.unwrap();
    submissions_show(store, reference, None, &mut out).await.unwrap();
    let csv = exported(&desk, ExportFormat::Csv).await;
    assert!(
        csv.contains("\"handled\"") && csv.contains("2026-09-21 14:13 UTC: =Called\""),
        "{csv}"
    );
    assert!(exported(&desk, ExportFormat::Json).await.contains("=Called\"]"));
    submissions_erase(store, &desk.spool(), reference, now, &mut out)
        .await
        .unwrap();
    let told = String::from_utf8(out).unwrap();
    assert!(
        told.starts_with(&format!("{reference} noted.\n{reference} handled.\nreference")),
        "{told}"
    );
    assert!(
        told.ends_with(&format!(
            "note        2026-09-21 14:13 UTC: =Called\n{reference} erased.\n"
        )),
        "{told}"
    );
    let again = submissions_erase(store, &desk.spool(), reference, now, &mut Vec::new()).await;
    assert!(matches!(again, Err(OperatorError::NotFound(_))), "{again:?}");
    assert_eq!(store.list(&Filter::default()).await.unwrap().len(), 1);
}

const DAYS: RetentionDays = RetentionDays {
    kit: 30,
    contact: 90,
    scan_review: 365,
    connect: 365,
    volunteer: 365,
    updates: 7,
    feedback: 365,
};

/// So many days after the first request of a desk came.
fn days_later(days: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + days * 24 * 60 * 60).unwrap()
}

#[tokio::test]
async fn requests_are_removed_when_the_days_of_their_form_are_over() {
    let desk = desk(&[kit(), message("Ann", "555 010 0123", "Hello"), kit()]).await;
    for (day, removed, left) in [(30, 0, 3), (31, 2, 1), (90, 0, 1), (91, 1, 0)] {
        let now = days_later(day);
        let mut out = Vec::new();
        assert_eq!(
            u64::try_from(retention_due(&desk.store, DAYS, now, &mut out).await.unwrap()).unwrap(),
            removed,
            "day {day}"
        );
        let told = String::from_utf8(out).unwrap();
        assert!(
            told.starts_with("kit: ") && told.contains("older than 30 days\ncontact: "),
            "{told}"
        );
        assert_eq!(
            retention_run(&desk.store, &desk.spool(), DAYS, now).await.unwrap(),
            removed
        );
        assert_eq!(desk.store.list(&Filter::default()).await.unwrap().len(), left);
    }
}

#[tokio::test]
async fn days_beyond_the_calendar_remove_nothing() {
    let desk = desk(&[kit()]).await;
    let forever = RetentionDays {
        kit: u32::MAX,
        contact: u32::MAX,
        scan_review: u32::MAX,
        connect: u32::MAX,
        volunteer: u32::MAX,
        updates: u32::MAX,
        feedback: u32::MAX,
    };
    assert_eq!(
        retention_run(&desk.store, &desk.spool(), forever, days_later(1))
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn the_running_site_removes_at_its_start_and_every_round_until_the_store_is_closed() {
    let desk = desk(&[kit(), message("Ann", "555 010 0123", "Hello")]).await;
    let day = Arc::new(AtomicI64::new(40));
    let clock = {
        let day = Arc::clone(&day);
        move || days_later(day.load(Ordering::SeqCst))
    };
    let keeping = tokio::spawn(retention_keep(
        desk.store.clone(),
        desk.spool(),
        DAYS,
        clock,
        Duration::from_millis(20),
    ));
    for (passed, left) in [(40, 1), (100, 0)] {
        day.store(passed, Ordering::SeqCst);
        for _ in 0..250 {
            if desk.store.list(&Filter::default()).await.unwrap().len() == left {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(desk.store.list(&Filter::default()).await.unwrap().len(), left);
    }
    desk.store.close().await;
    tokio::time::timeout(Duration::from_secs(5), keeping)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test]
async fn a_clock_that_was_ahead_for_a_while_removes_nothing() {
    let desk = desk(&[kit(), kit()]).await;
    let rounds = Arc::new(AtomicI64::new(0));
    let clock = {
        let rounds = Arc::clone(&rounds);
        // Wrong at the start, then put right, then wrong once more.
        move || {
            days_later(if rounds.fetch_add(1, Ordering::SeqCst) % 6 < 5 {
                4_000
            } else {
                1
            })
        }
    };
    let keeping = tokio::spawn(retention_keep(
        desk.store.clone(),
        desk.spool(),
        DAYS,
        clock,
        Duration::from_millis(1),
    ));
    while rounds.load(Ordering::SeqCst) < 20 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(desk.store.list(&Filter::default()).await.unwrap().len(), 2);
    desk.store.close().await;
    keeping.await.unwrap();
}

#[tokio::test]
async fn the_audit_tells_what_was_done_and_nothing_of_whom() {
    let desk = desk(&[message("Ann Marker", "555 010 0123", "marker"), kit()]).await;
    let printed = async |format| {
        let mut out = Vec::new();
        audit_list(&desk.store, format, &mut out).await.unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(printed(ListFormat::Table).await, "Nothing was done yet.\n");
    let [first, second] = &desk.references[..] else {
        panic!("two requests")
    };
    let at = Timestamp::from_millisecond(1_790_000_000_000).unwrap();
    let out = &mut Vec::new();
    submissions_note(&desk.store, first, "marker", at, out).await.unwrap();
    submissions_erase(&desk.store, &desk.spool(), second, at, out)
        .await
        .unwrap();
    retention_run(&desk.store, &desk.spool(), DAYS, days_later(4_000))
        .await
        .unwrap();
    let table = printed(ListFormat::Table).await;
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let lines: Vec<_> = table.lines().map(words).collect();
    assert_eq!(lines[0], ["AT", "ACTION", "REFERENCE", "FORM", "REQUESTS"]);
    assert_eq!(lines[1][3..], ["expired", "contact", "1"]);
    assert_eq!(lines[2][3..], ["erased", &second.to_string(), "1"]);
    assert_eq!(lines[3][3..], ["noted", &first.to_string(), "1"]);
    assert_eq!(lines.len(), 4);
    let csv = printed(ListFormat::Csv).await;
    assert!(
        csv.starts_with("\"at\",\"action\",\"reference\",\"form\",\"requests\"\r\n"),
        "{csv}"
    );
    let json = printed(ListFormat::Json).await;
    let newest: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&newest["action"], &newest["form"]),
        (&"expired".into(), &"contact".into())
    );
    assert!(newest["reference"].is_null());
    for text in [&table, &csv, &json] {
        assert!(!text.to_lowercase().contains("marker"), "{text}");
    }
}

#[test]
fn what_cannot_be_undone_is_asked_for() {
    let ask = |yes, typed: Option<&'static str>| {
        let mut typed = typed.map(str::as_bytes);
        let answers = typed.as_mut().map(|typed| typed as &mut dyn std::io::BufRead);
        confirm("All goes.", yes, answers, &mut Vec::new())
    };
    assert!(ask(true, None).is_ok());
    assert!(ask(false, Some("Yes\n")).is_ok());
    for typed in ["y\n", "no\n", "\n", ""] {
        assert!(
            matches!(ask(false, Some(typed)), Err(OperatorError::Declined)),
            "{typed:?}"
        );
    }
    assert!(matches!(ask(false, None), Err(OperatorError::Unasked)));
}

#[tokio::test]
async fn an_export_to_csv_holds_every_request_and_no_formula() {
    let evil = message(
        "=HYPERLINK(\"http://x\")",
        "+1 555 010 0123",
        "＝1+1, \"quoted\"\nand a second line",
    );
    let desk = desk(&[evil, kit()]).await;
    let csv = exported(&desk, ExportFormat::Csv).await;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| &rows[row][columns.iter().position(|column| column == name).unwrap()];
    assert_eq!(rows.len(), 2);
    assert_eq!(cell(0, "name"), "'=HYPERLINK(\"http://x\")");
    assert_eq!(cell(0, "phone"), "'+1 555 010 0123");
    assert_eq!(cell(0, "message"), "'＝1+1, \"quoted\"\nand a second line");
    assert_eq!(cell(1, "address"), "1 Elm Street\nSpringfield");
    assert_eq!(cell(1, "message"), "");
    assert_eq!(cell(1, "reference"), desk.references[1].to_string());
}

#[tokio::test]
async fn an_export_has_a_column_for_every_field() {
    let desk = desk(&[kit(), message("Ann", "555 010 0123", "Hello")]).await;
    let csv = exported(&desk, ExportFormat::Csv).await;
    let header = csv.lines().next().unwrap();
    for stored in desk.store.next_stored(&Filter::default(), 0).await.unwrap() {
        for (field, _) in stored.submission.open().unwrap().revealed_fields() {
            assert!(header.contains(&format!("\"{field}\"")), "{field} is in no column");
        }
    }
}

#[tokio::test]
async fn an_export_to_json_holds_the_values_as_sent() {
    let desk = desk(&[message("=Ann", "+1 555 010 0123", "One\nTwo"), kit()]).await;
    let lines = exported(&desk, ExportFormat::Json).await;
    let values: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(values.len(), 2);
    assert_eq!(values[0]["fields"]["name"], "=Ann");
    assert_eq!(values[0]["fields"]["phone"], "+1 555 010 0123");
    assert_eq!(values[0]["fields"]["message"], "One\nTwo");
    assert_eq!(values[1]["fields"]["topics"], serde_json::json!([]));
    assert_eq!(values[1]["fields"]["unsure"], true);
}

#[tokio::test]
async fn an_export_to_a_file_is_new_private_and_filtered() {
    let desk = desk(&[message("Ann", "555 010 0123", "Hello"), kit()]).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("out.csv");
    let kits = Filter {
        form: Some(FormName::Kit),
        ..Filter::default()
    };
    submissions_export_to(&file, &desk.store, &kits, ExportFormat::Csv, None)
        .await
        .unwrap();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("1 Elm Street") && !text.contains("Hello"), "{text}");
    let again = submissions_export_to(&file, &desk.store, &Filter::default(), ExportFormat::Csv, None).await;
    assert!(again.unwrap_err().to_string().contains("out.csv"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

struct SealedDesk {
    desk: Desk,
    identities: Identities,
}

/// A desk at which one request is open, with a note, and the later one is sealed, with a note.
async fn half_sealed_desk() -> SealedDesk {
    let mut desk = desk(&[message("Ann", "555 010 0123", "Open words")]).await;
    let opened_note = desk.store.note(&desk.references[0], "Open note", days_later(0)).await;
    assert!(opened_note.unwrap());
    let file = desk.folder.path().join("identity");
    let mut out = Vec::new();
    keygen(&file, days_later(0), &mut out).unwrap();
    let recipient = String::from_utf8(out).unwrap();
    let settings = StoreSettings {
        recipients: Recipients::parse([recipient.trim()]).unwrap(),
        ..StoreSettings::default()
    };
    desk.store = Store::open_with(desk.folder.path(), settings).await.unwrap();
    let key = SubmissionKey::random().unwrap();
    let receipt = desk.store.accept(&kit(), Language::English, key, days_later(0)).await;
    let reference = receipt.unwrap().reference;
    assert!(desk.store.note(&reference, "Sealed note", days_later(0)).await.unwrap());
    desk.references.push(reference);
    SealedDesk {
        desk,
        identities: Identities::read(&file).unwrap(),
    }
}

#[tokio::test]
async fn a_sealed_request_is_shown_whole_only_with_its_identity() {
    let SealedDesk { desk, identities } = half_sealed_desk().await;
    let show = async |turn: usize, identities: Option<&Identities>| {
        let mut out = Vec::new();
        let shown = submissions_show(&desk.store, &desk.references[turn], identities, &mut out).await;
        (
            shown.map_err(|error| error.to_string()),
            String::from_utf8(out).unwrap(),
        )
    };
    let (shown, told) = show(1, None).await;
    assert!(shown.is_ok());
    assert!(
        told.contains("kit") && told.contains("content     sealed; --identity FILE"),
        "{told}"
    );
    assert!(!told.contains("Elm") && !told.contains("Sealed note"), "{told}");
    let (shown, told) = show(1, Some(&identities)).await;
    assert!(shown.is_ok());
    assert!(told.contains("1 Elm Street") && told.contains("Sealed note"), "{told}");
    let (shown, told) = show(0, Some(&identities)).await;
    assert!(shown.is_ok());
    assert!(told.contains("Open words") && told.contains("Open note"), "{told}");

    let other = TempDir::new().unwrap();
    let file = other.path().join("identity");
    keygen(&file, days_later(0), &mut Vec::new()).unwrap();
    let (shown, told) = show(1, Some(&Identities::read(&file).unwrap())).await;
    assert!(shown.unwrap_err().contains("not to this identity"));
    assert!(told.contains("kit") && !told.contains("Elm"), "{told}");

    let mut armored = Vec::new();
    submissions_show_sealed(&desk.store, &desk.references[1], &mut armored)
        .await
        .unwrap();
    assert!(armored.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----\n"));
    assert!(armored.ends_with(b"-----END AGE ENCRYPTED FILE-----\n"));
    let open = submissions_show_sealed(&desk.store, &desk.references[0], &mut Vec::new()).await;
    assert!(open.unwrap_err().to_string().contains("is not sealed"));
}

#[tokio::test]
async fn an_export_says_of_each_row_whether_it_is_still_sealed() {
    let SealedDesk { desk, identities } = half_sealed_desk().await;
    let export = async |format, identities: Option<&Identities>| {
        let mut out = Vec::new();
        let sealed = submissions_export(&desk.store, &Filter::default(), format, identities, &mut out).await;
        (sealed.unwrap(), String::from_utf8(out).unwrap())
    };
    let (sealed, csv) = export(ExportFormat::Csv, None).await;
    assert_eq!(sealed, 1);
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert!(lines[0].ends_with("\"notes\",\"sealed\""), "{csv}");
    assert!(lines[1].contains("Open words") && lines[1].ends_with("\"no\""), "{csv}");
    assert!(lines[2].contains("\"kit\"") && lines[2].ends_with("\"yes\""), "{csv}");
    assert!(!csv.contains("Elm") && !csv.contains("Sealed note"), "{csv}");
    let (sealed, json) = export(ExportFormat::Json, None).await;
    let values: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (sealed, &values[1]["fields"], &values[1]["sealed"]),
        (1, &serde_json::Value::Null, &true.into())
    );
    assert_eq!(
        (&values[0]["fields"]["message"], &values[0]["sealed"]),
        (&"Open words".into(), &false.into())
    );

    let (sealed, csv) = export(ExportFormat::Csv, Some(&identities)).await;
    assert_eq!((sealed, csv.matches("\"no\"\r\n").count()), (0, 2));
    assert!(csv.contains("1 Elm Street") && csv.contains("Sealed note"), "{csv}");
    let (sealed, json) = export(ExportFormat::Json, Some(&identities)).await;
    assert!(
        sealed == 0 && json.contains("1 Elm Street") && json.contains("Sealed note"),
        "{json}"
    );
}

#[test]
fn a_pair_of_keys_never_takes_the_place_of_another() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("identity");
    let mut out = Vec::new();
    keygen(&file, days_later(0), &mut out).unwrap();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let written = std::fs::read_to_string(&file).unwrap();
    let recipient = String::from_utf8(out).unwrap();
    assert!(
        recipient.starts_with("age1") && recipient.lines().count() == 1,
        "{recipient}"
    );
    assert!(written.contains(&format!("# public key: {recipient}")), "{written}");
    let again = keygen(&file, days_later(0), &mut Vec::new()).unwrap_err().to_string();
    assert!(again.contains("identity"), "{again}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
}

#[tokio::test]
async fn stats_count_each_form_by_state_and_tell_how_long_the_oldest_waits() {
    let desk = desk(&[message("Ann", "555 010 0123", "Hello"), kit(), kit()]).await;
    desk.store.handle(&desk.references[0], days_later(0)).await.unwrap();
    let mut out = Vec::new();
    submissions_stats(&desk.store, days_later(4), &mut out).await.unwrap();
    let told = String::from_utf8(out).unwrap();
    for line in [
        "FORM              NEW  HANDLED  OLDEST NEW\n",
        "kit                 2        0  3 days\n",
        "contact             0        1\n",
    ] {
        assert!(told.contains(line), "{told}");
    }
}

#[tokio::test]
async fn an_empty_export_to_csv_is_its_header() {
    let desk = desk(&[]).await;
    assert_eq!(exported(&desk, ExportFormat::Csv).await.lines().count(), 1);
}

#[tokio::test]
async fn an_export_longer_than_one_batch_is_whole() {
    let desk = desk(&vec![message("Ann", "555 010 0123", "Hello"); 501]).await;
    let csv = exported(&desk, ExportFormat::Csv).await;
    assert_eq!(csv.matches("\r\n").count(), 502);
    assert_eq!(exported(&desk, ExportFormat::Json).await.lines().count(), 501);
}

#[tokio::test]
async fn a_reader_who_goes_away_is_told_apart() {
    struct Gone;
    impl std::io::Write for Gone {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let desk = desk(&[kit()]).await;
    for format in [ListFormat::Table, ListFormat::Csv, ListFormat::Json] {
        let error = submissions_list(&desk.store, &Filter::default(), format, &mut Gone)
            .await
            .unwrap_err();
        assert!(error.is_broken_pipe(), "{error:?}");
    }
    let long = vec![message("Ann", "555 010 0123", &"long ".repeat(700)); 20];
    let desk_of_long = self::desk(&long).await;
    let error = submissions_export(
        &desk_of_long.store,
        &Filter::default(),
        ExportFormat::Csv,
        None,
        &mut Gone,
    )
    .await;
    assert!(error.unwrap_err().is_broken_pipe());
    assert!(!OperatorError::NotFound(desk.references[0].clone()).is_broken_pipe());
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_made_harmless() {
    for cell in [
        "=1",
        "+1",
        "-1",
        "@SUM",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u{3000}＝1",
        "＋1",
        "－1",
        "＠x",
        "\0",
        "\tx",
    ] {
        assert_eq!(harmless(cell), format!("'{cell}"), "{cell:?}");
    }
    for cell in [
        "",
        "Ann",
        "1-2",
        "a=b",
        "'quoted'",
        "O’Brien",
        "中文",
        "(555) 010-0123",
        "  indented",
    ] {
        assert_eq!(harmless(cell), cell);
    }
}

/// A rule that stops publication, and one that does not.
const DEAD_LINK: Rule = Rule::error("dead-link", "", "");
const LONG_LIST: Rule = Rule::warning("long-list", "", "");

fn problem(line: usize, rule: &'static Rule) -> Problem {
    Problem {
        file: "en/conditions/x.md".to_owned(),
        line,
        rule,
        what: "no such page".to_owned(),
        remedy: "link to a page that exists".to_owned(),
    }
}

fn checked(problems: Vec<Problem>, strict: bool) -> (bool, String) {
    let mut out = Vec::new();
    let passed = check(&ContentProblems::new(problems), strict, &mut out).unwrap();
    (passed, String::from_utf8(out).unwrap())
}

#[test]
fn content_in_order_passes() {
    assert_eq!(
        checked(Vec::new(), true),
        (true, "The content is in order.\n".to_owned())
    );
}

#[test]
fn an_error_in_the_content_is_told_with_its_place_and_remedy() {
    let (passed, out) = checked(vec![problem(9, &LONG_LIST), problem(3, &DEAD_LINK)], false);
    assert!(!passed);
    assert_eq!(
        out,
        "en/conditions/x.md:3: dead-link: no such page; link to a page that exists\n\
         en/conditions/x.md:9: long-list: no such page; link to a page that exists (warning)\n\
         The content cannot be published: 1 error, 1 warning.\n"
    );
}

#[test]
fn warnings_stop_only_a_strict_check() {
    let warnings = || vec![problem(1, &LONG_LIST), problem(2, &LONG_LIST)];
    let (passed, out) = checked(warnings(), false);
    assert!(
        passed && out.ends_with("The content can be published, with 2 warnings.\n"),
        "{out}"
    );
    let (passed, out) = checked(warnings(), true);
    assert!(
        !passed && out.ends_with("The content cannot be published: 2 errors.\n"),
        "{out}"
    );
}

#[test]
fn problems_stand_together_by_file() {
    let mut elsewhere = problem(1, &DEAD_LINK);
    elsewhere.file = "en/tests/y.md".to_owned();
    let (_, out) = checked(vec![elsewhere, problem(3, &DEAD_LINK), problem(9, &DEAD_LINK)], false);
    let files: Vec<&str> = out.lines().map(|line| line.split(':').next().unwrap()).collect();
    let (x, y) = ("en/conditions/x.md", "en/tests/y.md");
    assert_eq!(files[..4], [x, x, "", y]);
}

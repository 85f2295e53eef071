//! What the store promises.

mod correcting;
mod lookup;
mod matches;
mod sealing;

use std::{collections::BTreeSet, os::unix::fs::PermissionsExt as _, path::Path, str::FromStr as _, time::Duration};

use jiff::Timestamp;
use sqlx::{
    Connection as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use tempfile::TempDir;
use tokio::time::Instant;

use crate::forms::{Asked, ContactForm, FormName, KitForm, KitOffer, Language, Submission, SubmissionKey};

use super::{DeliveryKind, Filter, Receipt, Status, Store, StoreError, StoreSettings};

const NOON: i64 = 1_790_000_000_000;

fn at(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap()
}

fn message(text: &str) -> Submission {
    let form = ContactForm {
        name: "Nguyễn Thị O’Brien".to_owned(),
        reply_by: "phone".to_owned(),
        phone: "(555) 010-0123".to_owned(),
        message: text.to_owned(),
        ..ContactForm::default()
    };
    Submission::Contact(form.validate().unwrap())
}

fn kit() -> Submission {
    let form = KitForm {
        topics: vec!["not-sure".to_owned()],
        delivery: "email".to_owned(),
        email: "ann@example.org".to_owned(),
        ..KitForm::default()
    };
    match form.validate(&KitOffer::default()).unwrap() {
        Asked::Keep(submission) => submission,
        Asked::ReadKit(_) | Asked::TooEarly => panic!("a kit by email is sent"),
    }
}

fn key() -> SubmissionKey {
    SubmissionKey::random().unwrap()
}

async fn accept(store: &Store, submission: &Submission, key: SubmissionKey) -> Result<Receipt, StoreError> {
    store.accept(submission, Language::English, key, at(NOON)).await
}

fn impatient() -> StoreSettings {
    StoreSettings {
        deadline: Duration::from_millis(500),
        ..StoreSettings::default()
    }
}

/// A connection as another program would open it.
async fn stranger(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("discwise.db"))
        .journal_mode(SqliteJournalMode::Wal)
        .busy_timeout(Duration::from_secs(5));
    SqliteConnection::connect_with(&options).await.unwrap()
}

async fn rows(folder: &Path) -> i64 {
    let mut connection = stranger(folder).await;
    sqlx::query_scalar("SELECT count(*) FROM submissions")
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn an_accepted_request_is_there_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let sent = message("First line\n\nSecond line: naïve 中文 \u{1F642}");
    let store = Store::open(folder.path()).await.unwrap();
    let receipt = accept(&store, &sent, key()).await.unwrap();
    assert!(!receipt.repeated);
    store.close().await;

    let store = Store::open(folder.path()).await.unwrap();
    let stored = store.find(&receipt.reference).await.unwrap().unwrap();
    assert_eq!(stored.submission.open(), Some(&sent));
    assert_eq!(stored.listed.form, FormName::Contact);
    assert_eq!(stored.listed.language, "en");
    assert_eq!(stored.listed.status, Status::New);
    assert_eq!(stored.listed.received, at(NOON));
}

#[tokio::test]
async fn an_accepted_request_is_seen_by_another_process_at_once() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let receipt = accept(&store, &kit(), key()).await.unwrap();

    let operator = Store::open_existing(folder.path()).await.unwrap();
    assert_eq!(
        operator
            .find(&receipt.reference)
            .await
            .unwrap()
            .unwrap()
            .submission
            .open(),
        Some(&kit())
    );
    accept(&store, &kit(), key()).await.unwrap();
    assert_eq!(operator.list(&Filter::default()).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_simultaneous_equal_requests_are_stored_once() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let key = key();
    let sending: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { accept(&store, &message("Hello"), key).await.unwrap() })
        })
        .collect();
    let mut receipts = Vec::new();
    for sent in sending {
        receipts.push(sent.await.unwrap());
    }
    assert_eq!(receipts.iter().filter(|receipt| !receipt.repeated).count(), 1);
    assert!(
        receipts
            .iter()
            .all(|receipt| receipt.reference == receipts[0].reference)
    );
    assert_eq!(rows(folder.path()).await, 1);
}

/// Sends requests while another process holds the lock, so that they wait together.
async fn send_together(store: &Store, folder: &Path, requests: Vec<(Submission, SubmissionKey)>) -> Vec<Outcome> {
    let mut other = stranger(folder).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let sending: Vec<_> = requests
        .into_iter()
        .map(|(submission, key)| {
            let store = store.clone();
            tokio::spawn(async move { accept(&store, &submission, key).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    let mut outcomes = Vec::new();
    for sent in sending {
        outcomes.push(sent.await.unwrap());
    }
    outcomes
}

type Outcome = Result<Receipt, StoreError>;

#[tokio::test]
async fn requests_that_wait_together_share_a_commit() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut watcher = stranger(folder.path()).await;
    // SQLite keeps no count of commits, but of pages in the log: each commit adds the pages that it changes anew.
    let many = (0..100)
        .map(|turn| (message(&format!("message {turn}")), key()))
        .collect();
    let outcomes = send_together(&store, folder.path(), many).await;
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Ok(Receipt { repeated: false, .. })))
    );
    let (_, pages, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(PASSIVE)")
        .fetch_one(&mut watcher)
        .await
        .unwrap();
    assert!(pages < 60, "{pages} pages were written");
    assert_eq!(rows(folder.path()).await, 100);
}

#[tokio::test]
async fn requests_that_wait_together_are_each_answered_for_themselves() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let (used, twice) = (key(), key());
    let first = accept(&store, &message("Before"), used).await.unwrap();
    let outcomes = send_together(
        &store,
        folder.path(),
        vec![
            (kit(), key()),
            (message("Other text"), used),
            (message("Before"), used),
            (message("Double click"), twice),
            (message("Double click"), twice),
            (message("Other text"), twice),
            (kit(), key()),
        ],
    )
    .await;
    let told: Vec<_> = outcomes
        .iter()
        .map(|outcome| {
            outcome
                .as_ref()
                .map(|receipt| receipt.repeated)
                .map_err(ToString::to_string)
        })
        .collect();
    let reused = || Err(StoreError::KeyReused.to_string());
    assert_eq!(
        told,
        [Ok(false), reused(), Ok(true), Ok(false), Ok(true), reused(), Ok(false)]
    );
    assert_eq!(outcomes[2].as_ref().unwrap().reference, first.reference);
    assert_eq!(
        outcomes[3].as_ref().unwrap().reference,
        outcomes[4].as_ref().unwrap().reference
    );
    assert_eq!(rows(folder.path()).await, 4);
    let letters = store.deliveries(None).await.unwrap();
    let brought_by = |outcome: &Outcome| {
        let reference = &outcome.as_ref().unwrap().reference;
        let own = letters.iter().filter(|letter| letter.request.reference == *reference);
        own.map(|letter| letter.kind).collect::<Vec<_>>()
    };
    assert_eq!(
        brought_by(&outcomes[0]),
        [DeliveryKind::KitLetter, DeliveryKind::StaffNotice]
    );
    assert_eq!(brought_by(&outcomes[2]), [DeliveryKind::StaffNotice]);
    assert_eq!(brought_by(&outcomes[3]), [DeliveryKind::StaffNotice]);
}

#[tokio::test]
async fn who_draws_a_reference_that_is_taken_gets_another() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query(
        "CREATE TRIGGER taken BEFORE INSERT ON submissions WHEN NEW.reference LIKE 'B%' OR NEW.form = 'kit'
         BEGIN SELECT RAISE(IGNORE); END",
    )
    .execute(&mut other)
    .await
    .unwrap();
    let many = (0..60).map(|turn| (message(&format!("message {turn}")), key()));
    let together = send_together(&store, folder.path(), many.collect()).await;
    let references: BTreeSet<_> = together.iter().map(|told| &told.as_ref().unwrap().reference).collect();
    assert_eq!(references.len(), 60);
    assert!(references.iter().all(|reference| !reference.as_str().starts_with('B')));
    assert_eq!(store.count_deliveries().await.unwrap().waiting, 60);
    // Where every reference is taken, something else is wrong.
    let hopeless = accept(&store, &kit(), key()).await;
    assert!(matches!(hopeless, Err(StoreError::NoFreeReference)), "{hopeless:?}");
    assert_eq!(rows(folder.path()).await, 60);
}

#[tokio::test]
async fn a_request_that_fails_does_not_fail_those_that_wait_with_it() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query(
        "CREATE TRIGGER bad AFTER INSERT ON submissions WHEN NEW.form = 'kit'
         BEGIN SELECT RAISE(ROLLBACK, 'no kits today'); END",
    )
    .execute(&mut other)
    .await
    .unwrap();
    let requests = vec![
        (message("one"), key()),
        (kit(), key()),
        (message("two"), key()),
        (message("three"), key()),
    ];
    let outcomes = send_together(&store, folder.path(), requests).await;
    let stored: Vec<_> = outcomes.iter().map(Result::is_ok).collect();
    assert_eq!(stored, [true, false, true, true]);
    assert!(matches!(outcomes[1], Err(StoreError::Failed(_))), "{:?}", outcomes[1]);
    assert_eq!(rows(folder.path()).await, 3);
}

#[tokio::test]
async fn a_used_key_with_another_text_is_refused_and_the_store_goes_on() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let used = key();
    accept(&store, &message("Hello"), used).await.unwrap();
    let refused = accept(&store, &message("Hello again"), used).await;
    assert!(matches!(refused, Err(StoreError::KeyReused)), "{refused:?}");
    assert!(!accept(&store, &message("Hello again"), key()).await.unwrap().repeated);
}

#[tokio::test]
async fn the_key_itself_is_not_in_the_files() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let key = key();
    accept(&store, &message("Hello"), key).await.unwrap();
    for entry in folder.path().read_dir().unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(16).any(|window| window == key.as_bytes()));
    }
}

#[tokio::test]
async fn a_lock_of_another_process_ends_in_busy_within_the_deadline_while_reading_goes_on() {
    let folder = TempDir::new().unwrap();
    let store = Store::open_with(folder.path(), impatient()).await.unwrap();
    let first = accept(&store, &kit(), key()).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();

    let begun = Instant::now();
    let waiting = {
        let store = store.clone();
        tokio::spawn(async move { accept(&store, &kit(), key()).await })
    };
    let reading = Instant::now();
    assert!(store.find(&first.reference).await.unwrap().is_some());
    assert!(
        reading.elapsed() < Duration::from_millis(400),
        "{:?}",
        reading.elapsed()
    );
    assert!(matches!(waiting.await.unwrap(), Err(StoreError::Busy)));
    assert!(begun.elapsed() < Duration::from_millis(1_500), "{:?}", begun.elapsed());

    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    accept(&store, &kit(), key()).await.unwrap();
    assert_eq!(rows(folder.path()).await, 2);
}

#[tokio::test]
async fn a_short_lock_is_waited_out() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let waiting = {
        let store = store.clone();
        tokio::spawn(async move { accept(&store, &kit(), key()).await })
    };
    tokio::time::sleep(Duration::from_millis(600)).await;
    sqlx::query("COMMIT").execute(&mut other).await.unwrap();
    waiting.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_full_queue_is_busy_at_once() {
    let folder = TempDir::new().unwrap();
    let settings = StoreSettings {
        queue: 1,
        ..impatient()
    };
    let store = Store::open_with(folder.path(), settings).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let sending: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let begun = Instant::now();
                let outcome = accept(&store, &kit(), key()).await;
                assert!(matches!(outcome, Err(StoreError::Busy)), "{outcome:?}");
                begun.elapsed()
            })
        })
        .collect();
    let mut at_once = 0;
    for sent in sending {
        at_once += usize::from(sent.await.unwrap() < Duration::from_millis(200));
    }
    assert!(at_once >= 6, "{at_once} of 8");
}

#[tokio::test]
async fn a_caller_who_leaves_does_not_leave_a_transaction_open() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let hello = message("Hello");
    for patience in 0..20 {
        let leaving = accept(&store, &hello, key());
        tokio::time::timeout(Duration::from_micros(patience * 100), leaving)
            .await
            .ok();
    }
    accept(&store, &kit(), key()).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
}

#[tokio::test]
async fn a_store_without_room_says_so_and_takes_requests_again_once_there_is_room() {
    let folder = TempDir::new().unwrap();
    let settings = StoreSettings {
        most_bytes: Some(160 * 1024),
        ..StoreSettings::default()
    };
    let store = Store::open_with(folder.path(), settings).await.unwrap();
    let long = message(&"long ".repeat(790));
    let mut taken = 0;
    let full = loop {
        match accept(&store, &long, key()).await {
            Ok(_) => taken += 1,
            Err(error) => break error,
        }
        assert!(taken < 100, "the bound does not hold");
    };
    assert!(matches!(full, StoreError::Full), "{full:?}");
    assert!(matches!(store.ready().await, Err(StoreError::Full)));
    assert_eq!(store.list(&Filter::default()).await.unwrap().len(), taken);
    assert_eq!(rows(folder.path()).await, i64::try_from(taken).unwrap());

    let mut other = stranger(folder.path()).await;
    sqlx::query("DELETE FROM submissions WHERE id % 2 = 0")
        .execute(&mut other)
        .await
        .unwrap();
    accept(&store, &long, key()).await.unwrap();
}

#[tokio::test]
async fn a_store_that_is_locked_at_the_start_opens_and_works_later() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("discwise.db"), b"").unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();

    let store = Store::open_with(folder.path(), impatient()).await.unwrap();
    assert!(matches!(accept(&store, &kit(), key()).await, Err(StoreError::Busy)));
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    // The store that has no patience may still find the lock for a moment, while the machine is busy.
    while let Err(refused) = accept(&store, &kit(), key()).await {
        assert!(matches!(refused, StoreError::Busy), "{refused:?}");
    }
}

#[tokio::test]
async fn two_processes_may_make_the_store_at_the_same_moment() {
    let folder = TempDir::new().unwrap();
    let (first, second) = tokio::join!(Store::open(folder.path()), Store::open(folder.path()));
    accept(&first.unwrap(), &kit(), key()).await.unwrap();
    accept(&second.unwrap(), &kit(), key()).await.unwrap();
    assert_eq!(rows(folder.path()).await, 2);
}

#[tokio::test]
async fn a_lost_connection_is_replaced() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query("ALTER TABLE submissions RENAME TO hidden")
        .execute(&mut other)
        .await
        .unwrap();
    assert!(matches!(
        accept(&store, &kit(), key()).await,
        Err(StoreError::Failed(_))
    ));
    sqlx::query("ALTER TABLE hidden RENAME TO submissions")
        .execute(&mut other)
        .await
        .unwrap();
    accept(&store, &kit(), key()).await.unwrap();
}

#[tokio::test]
async fn nothing_is_acknowledged_into_a_file_that_was_removed_or_replaced() {
    let outer = TempDir::new().unwrap();
    let folder = outer.path().join("data");
    let store = Store::open(&folder).await.unwrap();
    accept(&store, &kit(), key()).await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    accept(&store, &kit(), key()).await.unwrap();
    assert_eq!(rows(&folder).await, 1);

    let backup = outer.path().join("backup");
    Store::open(&backup).await.unwrap().close().await;
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::rename(&backup, &folder).unwrap();
    accept(&store, &kit(), key()).await.unwrap();
    assert_eq!(rows(&folder).await, 1);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_called_damaged_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("discwise.db");
    std::fs::write(&file, "garbage ".repeat(1000)).unwrap();
    let opened = Store::open_existing(folder.path()).await;
    assert!(matches!(opened.map(drop), Err(StoreError::Damaged)));
    assert_eq!(std::fs::read(&file).unwrap().len(), 8000);
}

#[tokio::test]
async fn nobody_else_can_read_the_files() {
    let outer = TempDir::new().unwrap();
    let folder = outer.path().join("made").join("here");
    let store = Store::open(&folder).await.unwrap();
    accept(&store, &kit(), key()).await.unwrap();
    assert_eq!(mode(&folder), 0o700);
    for file in ["discwise.db", "discwise.db-wal", "discwise.db-shm"] {
        assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
    }
}

#[tokio::test]
async fn files_that_others_could_read_are_closed_to_them() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("discwise.db");
    Store::open(folder.path()).await.unwrap().close().await;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    Store::open(folder.path()).await.unwrap();
    assert_eq!(mode(&file), 0o600);
}

#[tokio::test]
async fn a_folder_that_was_there_keeps_its_mode() {
    let folder = TempDir::new().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o750)).unwrap();
    Store::open(folder.path()).await.unwrap();
    assert_eq!(mode(folder.path()), 0o750);
}

#[tokio::test]
async fn every_acknowledged_request_is_synced_and_erased_bytes_are_overwritten() {
    let folder = TempDir::new().unwrap();
    let place = super::Place::new(folder.path());
    let connector = super::Connector::new(place.clone(), super::KeyFile::new(place.site_key()), None, false);
    let mut connection = connector.writer(Instant::now() + Duration::from_secs(5)).await.unwrap();
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let secure_delete: i64 = sqlx::query_scalar("PRAGMA secure_delete")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let temp_store: i64 = sqlx::query_scalar("PRAGMA temp_store")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(
        (journal.as_str(), synchronous, secure_delete, temp_store),
        ("wal", 2, 1, 2)
    );
}

#[tokio::test]
async fn readers_cannot_write() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let refused = sqlx::query("DELETE FROM submissions")
        .execute(&store.readers)
        .await
        .unwrap_err();
    assert!(matches!(StoreError::from(refused), StoreError::ReadOnly));
}

#[tokio::test]
async fn a_readiness_probe_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let store = Store::open_with(folder.path(), impatient()).await.unwrap();
    store.ready().await.unwrap();
    assert!(!folder.path().join("probe").exists());
    let mut other = stranger(folder.path()).await;
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM probe")
        .fetch_one(&mut other)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_store_under_a_lock_is_not_ready() {
    let folder = TempDir::new().unwrap();
    let store = Store::open_with(folder.path(), impatient()).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    assert!(matches!(store.ready().await, Err(StoreError::Busy)));
}

#[tokio::test]
async fn a_list_has_the_newest_first_and_can_be_of_one_form() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut references = Vec::new();
    for (submission, ms) in [
        (kit(), NOON),
        (message("Later"), NOON + 2),
        (kit(), NOON + 1),
        (kit(), NOON + 1),
    ] {
        let receipt = store
            .accept(&submission, Language::English, key(), at(ms))
            .await
            .unwrap();
        references.push(receipt.reference);
    }
    let all = store.list(&Filter::default()).await.unwrap();
    let order: Vec<_> = all.iter().map(|listed| listed.reference.clone()).collect();
    assert_eq!(order, [1, 3, 2, 0].map(|index: usize| references[index].clone()));
    let kits = store
        .list(&Filter {
            form: Some(FormName::Kit),
            ..Filter::default()
        })
        .await
        .unwrap();
    assert_eq!(kits.len(), 3);
}

#[tokio::test]
async fn an_export_reads_in_the_order_of_arrival_and_goes_on_where_it_stopped() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    for text in ["one", "two", "three"] {
        accept(&store, &message(text), key()).await.unwrap();
    }
    let batch = store.next_stored(&Filter::default(), 0).await.unwrap();
    assert_eq!(
        batch
            .iter()
            .map(|stored| stored.submission.open().unwrap())
            .collect::<Vec<_>>(),
        [&message("one"), &message("two"), &message("three")]
    );
    assert_eq!(
        store.next_stored(&Filter::default(), batch[0].position).await.unwrap(),
        batch[1..]
    );
    assert!(
        store
            .next_stored(&Filter::default(), batch[2].position)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_store_that_is_not_there_is_missing_and_not_made() {
    let folder = TempDir::new().unwrap();
    let missing = Store::open_existing(&folder.path().join("mistyped")).await;
    assert!(matches!(missing, Err(StoreError::Missing { .. })));
    assert!(!folder.path().join("mistyped").exists());
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let outer = TempDir::new().unwrap();
    let file = outer.path().join("file");
    std::fs::write(&file, "").unwrap();
    let Err(error) = Store::open(&file.join("data")).await else {
        panic!("a file is no folder")
    };
    assert!(error.to_string().contains("file/data"), "{error}");
}

#[tokio::test]
async fn a_store_of_a_newer_program_is_left_alone() {
    let folder = TempDir::new().unwrap();
    Store::open(folder.path()).await.unwrap().close().await;
    let mut other = stranger(folder.path()).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', TRUE, x'00', 0)",
    )
    .execute(&mut other)
    .await
    .unwrap();
    assert!(matches!(Store::open(folder.path()).await, Err(StoreError::Newer)));
}

#[tokio::test]
async fn a_closed_store_says_so_and_leaves_the_database_and_its_key() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let waiting = store.clone();
    let sent = tokio::spawn(async move { accept(&waiting, &kit(), key()).await });
    tokio::task::yield_now().await;
    store.close().await;
    sent.await.unwrap().unwrap();
    assert!(matches!(accept(&store, &kit(), key()).await, Err(StoreError::Closed)));
    assert_eq!(folder.path().read_dir().unwrap().count(), 2);
    store.close().await;
}

#[tokio::test]
async fn a_request_that_cannot_be_read_is_named_without_its_text() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let receipt = accept(&store, &kit(), key()).await.unwrap();
    let mut other = stranger(folder.path()).await;
    sqlx::query("UPDATE submissions SET personal = '{\"secret\":1}'")
        .execute(&mut other)
        .await
        .unwrap();
    let error = store.find(&receipt.reference).await.unwrap_err().to_string();
    assert!(
        error.contains(receipt.reference.as_str()) && !error.contains("secret"),
        "{error}"
    );
}

/// Whether any file of the folder holds these bytes.
fn any_file_holds(folder: &Path, text: &str) -> bool {
    folder.read_dir().unwrap().any(|entry| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

async fn audit(folder: &Path) -> Vec<(String, Option<String>, Option<String>, i64)> {
    sqlx::query_as("SELECT action, reference, form, requests FROM audit ORDER BY id")
        .fetch_all(&mut stranger(folder).await)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_erased_request_leaves_no_byte_in_any_file_while_the_site_runs() {
    let folder = TempDir::new().unwrap();
    let site = Store::open(folder.path()).await.unwrap();
    let mut references = Vec::new();
    for turn in 0..120_usize {
        // From one cell of a page to chains of overflow pages, so that pages are split, merged and freed.
        let text = format!(
            "marker-{turn:03}-begin {} marker-{turn:03}-end",
            "x".repeat(turn * 331 % 3_900)
        );
        references.push(accept(&site, &message(&text), key()).await.unwrap().reference);
    }
    site.find(&references[0]).await.unwrap().unwrap();
    let staff = Store::open_existing(folder.path()).await.unwrap();
    staff.note(&references[1], "marker-001-note", at(NOON)).await.unwrap();
    assert!(any_file_holds(folder.path(), "marker-001-note"));
    for (turn, reference) in references.iter().enumerate().filter(|(turn, _)| turn % 3 != 0) {
        assert!(staff.erase(reference, at(NOON)).await.unwrap(), "{turn}");
    }
    for turn in 0..120 {
        let there = any_file_holds(folder.path(), &format!("marker-{turn:03}-"));
        assert_eq!(there, turn % 3 == 0, "message {turn}");
    }
    assert_eq!(rows(folder.path()).await, 40);
    assert!(!staff.erase(&references[1], at(NOON)).await.unwrap());
    let audit = audit(folder.path()).await;
    assert_eq!(audit.len(), 81);
    assert_eq!(audit[0].0, "noted");
    let erased = references[1].as_str().to_owned();
    assert_eq!(audit[1], ("erased".to_owned(), Some(erased), None, 1));
}

#[tokio::test]
async fn an_erasure_that_a_reader_keeps_in_the_log_says_so_and_can_be_finished() {
    let folder = TempDir::new().unwrap();
    let store = Store::open_with(folder.path(), impatient()).await.unwrap();
    let reference = accept(&store, &message("marker"), key()).await.unwrap().reference;
    let mut reader = stranger(folder.path()).await;
    let mut reading = reader.begin().await.unwrap();
    sqlx::query("SELECT count(*) FROM submissions")
        .execute(&mut *reading)
        .await
        .unwrap();
    let erased = store.erase(&reference, at(NOON)).await;
    assert!(matches!(erased, Err(StoreError::Lingering)), "{erased:?}");
    accept(&store, &kit(), key()).await.unwrap();
    reading.rollback().await.unwrap();
    assert!(!store.erase(&reference, at(NOON)).await.unwrap());
    assert!(!any_file_holds(folder.path(), "marker"));
}

#[tokio::test]
async fn what_is_older_than_its_form_allows_is_removed_and_counted() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    for (submission, ms) in [
        (message("marker-old"), NOON - 2),
        (message("marker-older"), NOON - 1_000),
        (message("just in time"), NOON - 1),
        (kit(), NOON - 1_000),
    ] {
        store
            .accept(&submission, Language::English, key(), at(ms))
            .await
            .unwrap();
    }
    let removed = store.expire(FormName::Contact, at(NOON - 1), at(NOON)).await.unwrap();
    assert_eq!(removed, 2);
    store.sweep().await.unwrap();
    assert!(!any_file_holds(folder.path(), "marker-old"));
    assert!(any_file_holds(folder.path(), "just in time"));
    assert_eq!(rows(folder.path()).await, 2);
    let contact = Some("contact".to_owned());
    assert_eq!(audit(folder.path()).await, [("expired".to_owned(), None, contact, 2)]);
}

#[tokio::test]
async fn staff_mark_requests_write_notes_and_list_by_state_and_age() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let first = accept(&store, &message("one"), key()).await.unwrap().reference;
    let second = accept(&store, &message("two"), key()).await.unwrap().reference;
    assert!(store.handle(&first, at(NOON)).await.unwrap());
    assert!(store.note(&first, "Called.\nNo answer.", at(NOON)).await.unwrap());
    assert!(store.note(&first, "Called again.", at(NOON)).await.unwrap());
    let stored = store.find(&first).await.unwrap().unwrap();
    assert_eq!(stored.listed.status, Status::Handled);
    let notes = stored
        .notes
        .iter()
        .map(|note| (note.at, note.text.open().unwrap().reveal().as_str()));
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [(at(NOON), "Called. No answer."), (at(NOON), "Called again.")]
    );
    let new = Filter {
        status: Some(Status::New),
        ..Filter::default()
    };
    let listed = store.list(&new).await.unwrap();
    assert_eq!(listed.iter().map(|one| &one.reference).collect::<Vec<_>>(), [&second]);
    assert_eq!(store.next_stored(&new, 0).await.unwrap().len(), 1);
    for (ms, count) in [(NOON, 0), (NOON + 1, 2)] {
        let older = Filter {
            received_before: Some(at(ms)),
            ..Filter::default()
        };
        assert_eq!(store.list(&older).await.unwrap().len(), count);
        assert_eq!(store.next_stored(&older, 0).await.unwrap().len(), count);
    }
    let unknown = crate::forms::Reference::random().unwrap();
    assert!(!store.handle(&unknown, at(NOON)).await.unwrap());
    assert!(!store.note(&unknown, "text", at(NOON)).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_is_whole_and_can_be_put_in_the_place_of_the_store() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    for turn in 0..200 {
        accept(&store, &message(&format!("before {turn}")), key())
            .await
            .unwrap();
    }
    let sending = {
        let store = store.clone();
        tokio::spawn(async move {
            loop {
                if accept(&store, &message("meanwhile"), key()).await.is_err() {
                    break;
                }
            }
        })
    };
    let elsewhere = TempDir::new().unwrap();
    for turn in 0..5 {
        let restored = elsewhere.path().join(turn.to_string());
        std::fs::create_dir(&restored).unwrap();
        let copy = restored.join("discwise.db");
        let sent_before = rows(folder.path()).await;
        store.backup(&copy).await.unwrap();
        assert_eq!(mode(&copy), 0o600);
        assert_eq!(restored.read_dir().unwrap().count(), 1);
        let sound: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(&mut stranger(&restored).await)
            .await
            .unwrap();
        assert_eq!(sound, "ok");
        assert!(rows(&restored).await >= sent_before);
        let restored = Store::open_existing(&restored).await.unwrap();
        let batch = restored.next_stored(&Filter::default(), 0).await.unwrap();
        assert!(batch.len() >= 200);
        accept(&restored, &message("after"), key()).await.unwrap();
        restored.close().await;
    }
    store.close().await;
    sending.await.unwrap();
}

#[tokio::test]
async fn a_backup_writes_over_nothing_and_leaves_nothing_half_done() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let there = folder.path().join("there.db");
    std::fs::write(&there, "mine").unwrap();
    assert!(store.backup(&there).await.unwrap_err().to_string().contains("there.db"));
    assert_eq!(std::fs::read(&there).unwrap(), b"mine");
    std::fs::remove_file(folder.path().join("discwise.db")).unwrap();
    let half = folder.path().join("half.db");
    assert!(store.backup(&half).await.is_err());
    assert!(!half.exists());
}

#[test]
fn result_codes_of_sqlite_are_told_apart() {
    let read = |code| StoreError::of_code(code).map(|error| format!("{error:?}"));
    assert_eq!(read(13).as_deref(), Some("Full"));
    assert_eq!(read(778).as_deref(), Some("Full"));
    assert_eq!(read(5).as_deref(), Some("Busy"));
    assert_eq!(read(261).as_deref(), Some("Busy"));
    assert_eq!(read(1544).as_deref(), Some("ReadOnly"));
    assert_eq!(read(11).as_deref(), Some("Damaged"));
    assert_eq!(read(26).as_deref(), Some("Damaged"));
    assert_eq!(read(1), None);
}

#[test]
fn a_reference_reads_back_from_a_row() {
    let reference = crate::forms::Reference::random().unwrap();
    assert_eq!(super::reading::reference(reference.as_str()).unwrap(), reference);
    assert!(crate::forms::Reference::from_str("no").is_err());
}

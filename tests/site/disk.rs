//! What becomes of forms, and of everything else, while the store is locked or has no room.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use crate::{
    folder::{Stranger, exported},
    process::{BINARY, Running, data, message_body, reference_in, run},
};

/// What is under the key, long enough to fill small disks.
fn message(key: u128) -> String {
    format!("message {key} {}", "-".repeat(3_900))
}

/// Sends the message under a key; gives its reference, or `None` after an honest refusal: a page that asks to try again
/// later and has what was typed.
pub fn try_message(site: &Running, key: u128) -> Option<String> {
    let message = message(key);
    let answer = site.post("/contact", &message_body(key, &message));
    if answer.starts_with("HTTP/1.1 303") {
        return reference_in(&answer);
    }
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("\r\nretry-after: "), "{answer}");
    assert!(answer.contains(&message), "what was typed is gone");
    None
}

/// Sends messages, from a key on, until there is no room; gives the acknowledged ones and the key that was refused.
pub fn fill(site: &Running, from: u128) -> (BTreeSet<(String, String)>, u128) {
    let mut acknowledged = BTreeSet::new();
    for key in from..from + 1_000 {
        match try_message(site, key) {
            Some(reference) => acknowledged.insert((reference, message(key))),
            None => return (acknowledged, key),
        };
    }
    panic!("a thousand messages did not fill the store");
}

pub fn assert_pages_go_on(site: &Running) {
    for page in ["/conditions/sample-condition", "/contact"] {
        let answer = site.get(page);
        assert!(answer.starts_with("HTTP/1.1 200"), "{page}: {answer}");
    }
}

fn stored(folder: &Path) -> BTreeSet<(String, String)> {
    exported(folder).into_iter().collect()
}

#[test]
fn a_short_lock_of_another_process_is_waited_out_while_pages_go_on() {
    let data = data();
    let folder = data.path().join("store");
    let site = &Running::start(&folder);
    let mut stranger = Stranger::at(&folder);
    stranger.run("BEGIN IMMEDIATE");
    thread::scope(|scope| {
        let senders: Vec<_> = (1..=4).map(|key| scope.spawn(move || try_message(site, key))).collect();
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(3) {
            assert_pages_go_on(site);
        }
        assert!(
            senders.iter().all(|sender| !sender.is_finished()),
            "the lock held nobody up"
        );
        stranger.run("ROLLBACK");
        for sender in senders {
            assert!(sender.join().unwrap().is_some(), "the lock was waited out");
        }
    });
    assert_eq!(stored(&folder).len(), 4);
}

#[test]
fn a_long_lock_of_another_process_gives_forms_back_in_time_while_pages_go_on() {
    let data = data();
    let folder = data.path().join("store");
    let site = &Running::start(&folder);
    let mut stranger = Stranger::at(&folder);
    stranger.run("BEGIN IMMEDIATE");
    thread::scope(|scope| {
        let begun = Instant::now();
        let senders: Vec<_> = (1..=4).map(|key| scope.spawn(move || try_message(site, key))).collect();
        while senders.iter().any(|sender| !sender.is_finished()) {
            assert_pages_go_on(site);
            let list = run(&["submissions", "list", "--data", folder.to_str().unwrap()]);
            assert_eq!(list.stdout, b"No submissions.\n", "staff can read");
            assert!(begun.elapsed() < Duration::from_secs(15), "a form waits on");
        }
        assert!(senders.into_iter().all(|sender| sender.join().unwrap().is_none()));
    });
    stranger.run("ROLLBACK");
    assert!(try_message(site, 1).is_some(), "the same form again");
    assert_eq!(stored(&folder).len(), 1);
}

/// A site whose files may not grow past so many blocks of 512 bytes, until [`lift`].
pub fn limited(blocks: u32, folder: &Path) -> Running {
    let script = format!("ulimit -S -f {blocks}; exec \"$0\" \"$@\"");
    Running::start_by(Command::new("/bin/sh").args(["-c", &script, BINARY]), folder)
}

fn lift(site: &Running) {
    let pid = site.pid().to_string();
    let lifted = Command::new("prlimit")
        .args(["--pid", &pid, "--fsize=unlimited"])
        .status();
    assert!(lifted.unwrap().success());
}

#[test]
fn a_limit_on_file_size_gives_forms_back_until_there_is_room() {
    let data = data();
    let folder = data.path().join("store");
    let site = limited(400, &folder);
    let (mut acknowledged, refused) = fill(&site, 1);
    assert_pages_go_on(&site);
    assert_eq!(stored(&folder), acknowledged);
    lift(&site);
    let reference = try_message(&site, refused).expect("it goes on without a new start");
    acknowledged.insert((reference, message(refused)));
    drop(site);
    let site = limited(50, &folder);
    assert_pages_go_on(&site);
    assert_eq!(
        try_message(&site, refused + 1),
        None,
        "a full store opens, but takes nothing"
    );
    assert_eq!(stored(&folder), acknowledged);
    lift(&site);
    assert!(try_message(&site, refused + 1).is_some());
}

#[test]
fn the_limit_on_the_store_bounds_the_database_and_its_log() {
    const LIMIT: u64 = 1 << 20;
    let data = data();
    let folder = data.path().join("store");
    let mut command = Command::new(BINARY);
    command.args(["--store-limit", "1M"]);
    let site = Running::start_by(&mut command, &folder);
    try_message(&site, 1).expect("there is room");
    // As long as somebody reads an old state the log cannot be moved into the database.
    let mut stranger = Stranger::at(&folder);
    stranger.run("BEGIN");
    stranger.text("SELECT reference FROM submissions");
    let (acknowledged, refused) = fill(&site, 2);
    let bytes = |file| fs::metadata(folder.join(file)).unwrap().len();
    // One commit of one message begins below the limit and ends above it.
    assert!(
        (LIMIT..LIMIT + (64 << 10)).contains(&bytes("discwise.db-wal")),
        "{}",
        bytes("discwise.db-wal")
    );
    assert!(bytes("discwise.db") <= LIMIT);
    assert_eq!(stored(&folder).len(), acknowledged.len() + 1);
    stranger.run("COMMIT");
    let (more, _) = fill(&site, refused);
    assert!(!more.is_empty(), "it goes on when the log can be emptied");
    assert!(bytes("discwise.db") <= LIMIT && bytes("discwise.db-wal") <= LIMIT + (64 << 10));
    assert_pages_go_on(&site);
}

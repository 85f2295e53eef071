//! What a kill at any moment may and may not do to requests under way, and what is sent twice at once.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    process::Command,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use crate::{
    folder::{Stranger, exported},
    process::{BINARY, Running, data, message_body, reference_in, start_and_kill},
};

/// How often the site is killed in every run of the tests, and in a long one.
const KILLS: u32 = 50;
const MANY_KILLS: u32 = 500;
/// How many people send at once.
const POSTERS: u32 = 4;
/// A site that is killed lives no longer than this after its start, in milliseconds.
const LONGEST_LIFE: u32 = 500;
/// After a kill readers wait no longer than this.
const RECOVERY: Duration = Duration::from_secs(5);

#[test]
fn kills_at_any_moment_lose_no_acknowledged_message_and_store_none_twice() {
    survive(KILLS);
}

#[test]
#[ignore = "takes some minutes; tests/run --long"]
fn hundreds_of_kills_lose_no_acknowledged_message_and_store_none_twice() {
    survive(MANY_KILLS);
}

/// Somebody who goes on sending through every kill, and what they were told.
struct Poster {
    number: u32,
    /// How many messages they have begun to send.
    begun: u32,
    references: HashMap<String, String>,
}

impl Poster {
    fn new(number: u32) -> Self {
        Self {
            number,
            begun: 0,
            references: HashMap::new(),
        }
    }

    /// Sends one message after another until the site is gone or `most` were sent. The last of the time before is sent
    /// again under its key, whether it was acknowledged or under way at the kill.
    fn send(&mut self, site: &Running, most: u32) {
        let first = self.begun.saturating_sub(1);
        for turn in first..first.saturating_add(most) {
            self.begun = self.begun.max(turn + 1);
            if !self.try_turn(site, turn) {
                return;
            }
        }
    }

    /// Whether it was acknowledged.
    fn try_turn(&mut self, site: &Running, turn: u32) -> bool {
        let message = message(self.number, turn);
        let key = u128::from(self.number + 1) << 64 | u128::from(turn);
        let Some(reference) = site.try_message(key, &message) else {
            return false;
        };
        let before = self.references.insert(message, reference.clone());
        assert!(before.is_none_or(|before| before == reference), "another reference");
        true
    }
}

/// A message of any length, whose words tell whether all of it is there.
fn message(poster: u32, turn: u32) -> String {
    let longer = "-".repeat((turn * 37 % 3_500) as usize);
    format!("message {poster}-{turn} {longer} end")
}

fn survive(kills: u32) {
    let data = data();
    let folder = data.path().join("store");
    let mut posters: Vec<Poster> = (0..POSTERS).map(Poster::new).collect();
    for round in 0..kills {
        if round % 10 == 9 {
            // The next start finds what a start that was cut off has left.
            start_and_kill(&folder, random_life());
        }
        let begun = Instant::now();
        let site = start(&folder);
        assert!(begun.elapsed() < RECOVERY, "start {round} took {:?}", begun.elapsed());
        thread::scope(|scope| {
            for poster in &mut posters {
                scope.spawn(|| poster.send(&site, u32::MAX));
            }
            thread::sleep(random_life());
            site.signal("-KILL");
        });
    }
    let site = start(&folder);
    for poster in &mut posters {
        poster.send(&site, 3);
    }
    let acknowledged: u32 = posters.iter().map(|poster| poster.begun).sum();
    assert!(acknowledged > kills, "only {acknowledged} messages");
    assert_all_kept(&folder, &posters);
}

/// With few pages, so that most of the time goes to requests.
fn start(folder: &Path) -> Running {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");
    Running::start_by(Command::new(BINARY).args(["--content", content]), folder)
}

fn random_life() -> Duration {
    Duration::from_millis((getrandom::u32().unwrap() % LONGEST_LIFE).into())
}

/// Sees that every message is there once, whole, under the reference that its sender has, and nothing else.
fn assert_all_kept(folder: &Path, posters: &[Poster]) {
    let stored = exported(folder);
    let references: HashSet<&String> = stored.iter().map(|(reference, _)| reference).collect();
    assert_eq!(references.len(), stored.len(), "a reference was given twice");
    let mut kept: HashMap<&String, &String> = HashMap::new();
    for (reference, message) in &stored {
        assert_eq!(kept.insert(message, reference), None, "{message} was stored twice");
    }
    for poster in posters {
        assert_eq!(
            poster.references.len(),
            poster.begun as usize,
            "what was begun was acknowledged"
        );
        for turn in 0..poster.begun {
            let message = message(poster.number, turn);
            let acknowledged = poster.references.get(&message);
            assert_eq!(kept.remove(&message), acknowledged, "{message}");
        }
    }
    assert!(kept.is_empty(), "nobody sent {kept:?}");
    assert_eq!(Stranger::at(folder).text("PRAGMA integrity_check"), "ok");
}

#[test]
fn twenty_equal_forms_at_once_are_one_request_with_one_reference() {
    const SENDERS: usize = 20;
    let data = data();
    let folder = data.path().join("store");
    let site = Running::start(&folder);
    let together = Barrier::new(SENDERS);
    let body = message_body(7, "a double click, and more");
    let references: HashSet<String> = thread::scope(|scope| {
        let send = || {
            together.wait();
            site.post("/contact", &body)
        };
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(send)).collect();
        let answers = senders.into_iter().map(|sender| sender.join().unwrap());
        answers.map(|answer| reference_in(&answer).unwrap()).collect()
    });
    let stored = exported(&folder);
    assert_eq!(stored.len(), 1, "{stored:?}");
    assert_eq!(references, HashSet::from([stored[0].0.clone()]));
}

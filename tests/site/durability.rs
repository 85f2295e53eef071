//! What a kill at any moment may and may not do to requests under way, and what is sent twice at once.

use std::{
    collections::{HashMap, HashSet},
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{
        Barrier, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    folder::{Stranger, exported},
    process::{BINARY, Running, data, message_body, reference_in, run, start_and_kill},
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
    assert_staff_hear_of_all_once(&folder, &posters);
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

/// Sees that each message brings one letter to staff, whatever was cut off on its way.
fn assert_staff_hear_of_all_once(folder: &Path, posters: &[Poster]) {
    let begun = Instant::now();
    let waiting = "SELECT CAST(count(*) AS TEXT) FROM deliveries WHERE state <> 'done'";
    while Stranger::at(folder).text(waiting) != "0" {
        assert!(begun.elapsed() < Duration::from_mins(10), "letters still wait");
        thread::sleep(Duration::from_millis(100));
    }
    let letters = fs::read_dir(folder.join("spool")).unwrap();
    let mut of: Vec<String> = letters
        .map(|letter| letter.unwrap().file_name().into_string().unwrap())
        .map(|name| name.rsplit_once('-').unwrap().0.to_owned())
        .collect();
    let mut sent: Vec<String> = posters
        .iter()
        .flat_map(|poster| poster.references.values().cloned())
        .collect();
    of.sort();
    sent.sort();
    assert_eq!(of, sent);
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

#[test]
fn backups_under_load_hold_all_that_was_acknowledged_before_and_can_be_served() {
    let data = data();
    let folder = data.path().join("store");
    let site = start(&folder);
    let senders = Senders::default();
    let backups: Vec<_> = thread::scope(|scope| {
        for poster in 0..POSTERS {
            let (site, senders) = (&site, &senders);
            scope.spawn(move || senders.send(site, poster));
        }
        let backups = (0..4).map(|turn| senders.back_up(&folder, data.path().join(format!("{turn}.db"))));
        let backups = backups.collect();
        senders.done.store(true, Ordering::Relaxed);
        backups
    });
    for (turn, (file, before)) in backups.iter().enumerate() {
        let restored = data.path().join(format!("restored-{turn}"));
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        fs::create_dir(&restored).unwrap();
        fs::copy(file, restored.join("discwise.db")).unwrap();
        if turn % 2 == 0 {
            fs::copy(folder.join("site.key"), restored.join("site.key")).unwrap();
        }
        assert_restored(&restored, before);
        let again = back_up(&folder, file);
        assert_eq!(again.status.code(), Some(1), "a backup was written over");
    }
}

fn back_up(folder: &Path, file: &Path) -> Output {
    run(&["backup", file.to_str().unwrap(), "--data", folder.to_str().unwrap()])
}

/// What was acknowledged so far: message, key and reference.
type Acknowledged = HashMap<String, (u128, String)>;

/// People who send until they are done.
#[derive(Default)]
struct Senders {
    acknowledged: Mutex<Acknowledged>,
    done: AtomicBool,
}

impl Senders {
    fn send(&self, site: &Running, poster: u32) {
        for turn in 0.. {
            if self.done.load(Ordering::Relaxed) {
                return;
            }
            let (key, message) = (u128::from(poster + 1) << 64 | u128::from(turn), message(poster, turn));
            let reference = site.try_message(key, &message).unwrap();
            self.acknowledged.lock().unwrap().insert(message, (key, reference));
        }
    }

    fn acknowledged(&self) -> Acknowledged {
        self.acknowledged.lock().unwrap().clone()
    }

    /// Backs up after some more were acknowledged; gives the file and what must be in it.
    fn back_up(&self, folder: &Path, file: PathBuf) -> (PathBuf, Acknowledged) {
        let enough = self.acknowledged().len() + 20;
        while self.acknowledged().len() < enough {
            thread::sleep(Duration::from_millis(5));
        }
        let before = self.acknowledged();
        let backup = back_up(folder, &file);
        assert!(backup.status.success(), "{}", String::from_utf8_lossy(&backup.stderr));
        (file, before)
    }
}

fn assert_restored(folder: &Path, before: &Acknowledged) {
    assert_eq!(Stranger::at(folder).text("PRAGMA integrity_check"), "ok");
    let site = start(folder);
    let stored: HashMap<String, String> = exported(folder)
        .into_iter()
        .map(|(reference, message)| (message, reference))
        .collect();
    let lost = before
        .iter()
        .find(|(message, (_, reference))| stored.get(*message) != Some(reference));
    assert_eq!(lost, None, "{} are stored", stored.len());
    let (message, (key, reference)) = before.iter().next().unwrap();
    assert_eq!(
        site.try_message(*key, message).as_ref(),
        Some(reference),
        "the same form again"
    );
    assert!(site.try_message(1, "another one").is_some());
}

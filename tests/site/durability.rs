//! What a kill at any moment may and may not do to requests under way.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::process::{Running, data, run};

/// How often the site is killed.
const KILLS: u32 = 10;
/// How many people send at once.
const POSTERS: u32 = 4;

#[test]
fn kills_at_any_moment_lose_no_acknowledged_message_and_store_none_twice() {
    let data = data();
    let folder = data.path().join("store");
    let mut acknowledged = Vec::new();
    for round in 0..KILLS {
        let begun = Instant::now();
        let site = Running::start(&folder);
        assert!(begun.elapsed() < Duration::from_secs(30), "start {round} took too long");
        // Each round dies at another moment: during the first messages, or in the middle of many.
        let life = Duration::from_millis(10 + u64::from(round * round) * 6);
        acknowledged.extend(killed_while_people_send(&site, round, life));
    }
    let stored = stored_messages(&folder);
    let references: HashSet<&String> = stored.iter().map(|(reference, _)| reference).collect();
    let messages: HashMap<&String, &String> = stored.iter().map(|(reference, message)| (message, reference)).collect();
    assert_eq!(references.len(), stored.len(), "a reference was given twice");
    assert_eq!(messages.len(), stored.len(), "a message was stored twice");
    assert!(
        acknowledged.len() >= KILLS as usize,
        "only {} messages",
        acknowledged.len()
    );
    for (message, reference) in &acknowledged {
        assert_eq!(messages.get(message), Some(&reference), "{message} was acknowledged");
    }
}

/// Lets people send, each message twice under one key, until the site is killed; gives what was acknowledged.
fn killed_while_people_send(site: &Running, round: u32, life: Duration) -> Vec<(String, String)> {
    thread::scope(|scope| {
        let posters: Vec<_> = (0..POSTERS)
            .map(|poster| scope.spawn(move || send_until_killed(site, round, poster)))
            .collect();
        thread::sleep(life);
        site.signal("-KILL");
        posters.into_iter().flat_map(|poster| poster.join().unwrap()).collect()
    })
}

fn send_until_killed(site: &Running, round: u32, poster: u32) -> Vec<(String, String)> {
    let mut acknowledged = Vec::new();
    for turn in 0.. {
        let message = format!("message {round}-{poster}-{turn}");
        let key = u128::from(round) << 64 | u128::from(poster) << 32 | turn;
        let first = site.try_message(key, &message);
        let again = site.try_message(key, &message);
        if let (Some(first), Some(again)) = (&first, &again) {
            assert_eq!(first, again, "the same message under the same key");
        }
        acknowledged.extend(
            first
                .clone()
                .or_else(|| again.clone())
                .map(|reference| (message, reference)),
        );
        if again.is_none() {
            break;
        }
    }
    acknowledged
}

/// Reference and message of every stored request, as staff export them.
fn stored_messages(folder: &Path) -> Vec<(String, String)> {
    let folder = folder.to_str().unwrap();
    let export = run(&["submissions", "export", "--format", "json", "--data", folder]);
    assert_eq!(
        export.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&export.stderr)
    );
    let lines = String::from_utf8(export.stdout).unwrap();
    let text = |stored: &serde_json::Value, path| stored.pointer(path).unwrap().as_str().unwrap().to_owned();
    lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|stored| (text(&stored, "/reference"), text(&stored, "/fields/message")))
        .collect()
}

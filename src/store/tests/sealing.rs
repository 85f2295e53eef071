//! What sealing hides, from whom, and what goes on working.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::forms::{ContactPoint, Reference, Submission};

use super::super::{
    EnvelopeCount, Filter, Identities, KeyPair, RecipientFault, Recipients, Store, StoreError, StoreSettings, Stored,
};
use super::{NOON, accept, any_file_holds, at, audit, key, kit, message, stranger};

/// Keys of somebody who may read requests.
struct Reader {
    recipient: String,
    identities: Identities,
}

fn reader() -> Reader {
    let pair = KeyPair::generate(at(NOON));
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("identity");
    std::fs::write(&file, pair.identity_file.reveal()).unwrap();
    Reader {
        recipient: pair.recipient,
        identities: Identities::read(&file).unwrap(),
    }
}

async fn sealing_to(folder: &Path, readers: &[&Reader]) -> Store {
    let keys = readers.iter().map(|reader| reader.recipient.as_str());
    let settings = StoreSettings {
        recipients: Recipients::parse(keys).unwrap(),
        ..StoreSettings::default()
    };
    Store::open_with(folder, settings).await.unwrap()
}

async fn find(store: &Store, reference: &Reference) -> Stored {
    store.find(reference).await.unwrap().unwrap()
}

/// What a form leaves behind when it is stored, in any row.
fn marked(turn: usize) -> Submission {
    message(&format!(
        "marker-{turn}-begin {} marker-{turn}-end",
        "x".repeat(turn * 331 % 3_900 / (1 + turn % 4 * 9))
    ))
}

const PERSONAL: [&str; 4] = ["marker-", "Nguyễn", "010-0123", "ann@example.org"];

#[tokio::test]
async fn no_file_holds_a_word_of_what_is_sealed() {
    let folder = TempDir::new().unwrap();
    let ann = reader();
    let store = sealing_to(folder.path(), &[&ann]).await;
    let mut references = vec![accept(&store, &kit(), key()).await.unwrap().reference];
    for turn in 0..60 {
        references.push(accept(&store, &marked(turn), key()).await.unwrap().reference);
    }
    let nothing_shows = |when: &str| {
        for word in PERSONAL {
            assert!(!any_file_holds(folder.path(), word), "{word} after {when}");
        }
    };
    nothing_shows("storing");
    assert!(store.handle(&references[1], at(NOON)).await.unwrap());
    assert!(store.note(&references[1], "marker-note", at(NOON)).await.unwrap());
    nothing_shows("handling");
    store.backup(&folder.path().join("backup.db")).await.unwrap();
    nothing_shows("a backup");
    let kept = find(&store, &references[2]).await;
    let armored = sealed_lines(&kept);
    assert!(any_file_holds(folder.path(), &armored));
    std::fs::remove_file(folder.path().join("backup.db")).unwrap();
    assert!(store.erase(&references[2], at(NOON)).await.unwrap());
    nothing_shows("erasing");
    assert!(
        !any_file_holds(folder.path(), &armored),
        "the sealed text outlived its erasure"
    );
    store.close().await;
    nothing_shows("closing");

    let store = sealing_to(folder.path(), &[&ann]).await;
    let stored = find(&store, &references[1]).await.opened_by(&ann.identities).unwrap();
    assert_eq!(stored.submission.open(), Some(&marked(0)));
    assert_eq!(stored.notes[0].text.open().unwrap().reveal(), "marker-note");
    assert!(!stored.is_sealed());
}

/// A line from the middle of the sealed text, which stands in one page of the database.
fn sealed_lines(stored: &Stored) -> String {
    let super::super::Envelope::Sealed(sealed) = &stored.submission else {
        panic!("it is open");
    };
    sealed.armored().lines().nth(3).unwrap().to_owned()
}

#[tokio::test]
async fn each_recipient_opens_alone_and_nobody_else_does() {
    let folder = TempDir::new().unwrap();
    let (ann, bob, eve) = (reader(), reader(), reader());
    let store = sealing_to(folder.path(), &[&ann, &bob]).await;
    let reference = accept(&store, &kit(), key()).await.unwrap().reference;
    let stored = find(&store, &reference).await;
    assert_eq!(stored.submission.open(), None);
    assert!(!format!("{stored:?}").contains("AGE"), "{stored:?}");
    for reader in [&ann, &bob] {
        let opened = stored.clone().opened_by(&reader.identities).unwrap();
        assert_eq!(opened.submission.open(), Some(&kit()));
    }
    assert_eq!(stored.clone().opened_by(&eve.identities).unwrap(), stored);

    let mut other = stranger(folder.path()).await;
    sqlx::query("UPDATE submissions SET personal = substr(personal, 1, length(personal) - 60)")
        .execute(&mut other)
        .await
        .unwrap();
    let damaged = find(&store, &reference).await.opened_by(&ann.identities);
    let told = damaged.unwrap_err().to_string();
    assert!(told.contains(reference.as_str()) && told.contains("damaged"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sealed_requests_are_stored_once_and_found_by_contact() {
    let folder = TempDir::new().unwrap();
    let ann = reader();
    let store = sealing_to(folder.path(), &[&ann]).await;
    let one_key = key();
    let sending: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { accept(&store, &kit(), one_key).await.unwrap() })
        })
        .collect();
    let mut receipts = Vec::new();
    for sent in sending {
        receipts.push(sent.await.unwrap());
    }
    assert_eq!(receipts.iter().filter(|receipt| !receipt.repeated).count(), 1);
    let reference = receipts[0].reference.clone();
    assert!(receipts.iter().all(|receipt| receipt.reference == reference));
    let other = accept(&store, &message("Other"), one_key).await;
    assert!(matches!(other, Err(StoreError::KeyReused)), "{other:?}");
    let found = async |store: &Store, typed| {
        let contact = ContactPoint::typed(typed).unwrap();
        store.find_by_contact(&reference, &contact).await.unwrap().is_some()
    };
    assert!(found(&store, "Ann@example.org").await);
    assert!(!found(&store, "555 010 0123").await);

    store.close().await;
    let old_key = std::fs::read(folder.path().join("site.key")).unwrap();
    std::fs::remove_file(folder.path().join("site.key")).unwrap();
    let store = sealing_to(folder.path(), &[&ann]).await;
    assert!(!found(&store, "ann@example.org").await, "nobody can make its code anew");
    store.close().await;
    std::fs::write(folder.path().join("site.key"), old_key).unwrap();
    let store = sealing_to(folder.path(), &[&ann]).await;
    assert!(found(&store, "ann@example.org").await, "the old key is back");
}

#[tokio::test]
async fn what_was_open_is_sealed_later_and_no_byte_of_it_stays_open() {
    let folder = TempDir::new().unwrap();
    let site = Store::open(folder.path()).await.unwrap();
    let mut references = Vec::new();
    // Most of them short: many share a page, and must move when one of them grows.
    for turn in 0..600 {
        references.push(accept(&site, &marked(turn), key()).await.unwrap().reference);
    }
    assert!(site.note(&references[0], "marker-note", at(NOON)).await.unwrap());
    assert_eq!(site.seal(at(NOON)).await.unwrap(), 0, "there is nobody to seal to");
    let ann = reader();
    let staff = sealing_to(folder.path(), &[&ann]).await;
    let sealed_before = accept(&staff, &kit(), key()).await.unwrap().reference;
    let before = find(&staff, &sealed_before).await;
    let count = async || staff.count_envelopes().await.unwrap();
    assert_eq!(count().await, EnvelopeCount { open: 600, sealed: 1 });
    assert!(any_file_holds(folder.path(), "marker-599-end"));

    assert_eq!(staff.seal(at(NOON)).await.unwrap(), 600);
    assert_eq!(count().await, EnvelopeCount { open: 0, sealed: 601 });
    for word in PERSONAL {
        assert!(!any_file_holds(folder.path(), word), "{word}");
    }
    assert_eq!(find(&staff, &sealed_before).await, before);
    for (turn, reference) in references.iter().enumerate() {
        let stored = find(&site, reference).await.opened_by(&ann.identities).unwrap();
        assert_eq!(stored.submission.open(), Some(&marked(turn)));
    }
    let noted = find(&site, &references[0]).await.opened_by(&ann.identities).unwrap();
    assert_eq!(noted.notes[0].text.open().unwrap().reveal(), "marker-note");
    let batches = audit(folder.path()).await.into_iter().filter(|line| line.0 == "sealed");
    assert_eq!(batches.map(|line| line.3).sum::<i64>(), 600);
    assert_eq!(staff.seal(at(NOON)).await.unwrap(), 0);
    accept(&site, &kit(), key()).await.unwrap();
    assert_eq!(site.list(&Filter::default()).await.unwrap().len(), 602);
}

#[tokio::test]
async fn a_note_is_never_open_beside_a_sealed_request() {
    let folder = TempDir::new().unwrap();
    let store = sealing_to(folder.path(), &[&reader()]).await;
    let reference = accept(&store, &kit(), key()).await.unwrap().reference;
    let forgetful = Store::open_existing(folder.path()).await.unwrap();
    let refused = forgetful.note(&reference, "marker-note", at(NOON)).await;
    assert!(matches!(refused, Err(StoreError::NeedsRecipient)), "{refused:?}");
    assert!(forgetful.handle(&reference, at(NOON)).await.unwrap());
    assert!(!any_file_holds(folder.path(), "marker-note"));
    assert!(find(&store, &reference).await.notes.is_empty());
}

#[test]
fn only_a_public_key_is_a_recipient() {
    let pair = KeyPair::generate(at(NOON));
    let twice = [pair.recipient.as_str(), &format!(" {} ", pair.recipient)];
    assert_eq!(Recipients::parse(twice).unwrap().count(), 1);
    assert!(Recipients::parse([]).unwrap().is_empty());
    let cut = pair.recipient.get(..40).unwrap();
    for bad in ["", "ann", cut, "age1pq1xyz"] {
        let fault = Recipients::parse([pair.recipient.as_str(), bad]).err();
        assert_eq!(fault, Some(RecipientFault::Unknown(bad.to_owned())));
    }
    let secret = pair.identity_file.reveal().lines().last().unwrap().to_owned();
    for secret in [secret.clone(), secret.to_lowercase()] {
        let told = Recipients::parse([secret.as_str()]).err().unwrap().to_string();
        assert!(told.contains("secret") && !told.contains(&secret), "{told}");
    }
}

#[test]
fn an_identity_file_that_is_none_is_told_without_what_stands_in_it() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let pair = KeyPair::generate(at(NOON));
    for (path, told) in [
        (folder.path().join("missing"), "No such file"),
        (file("comments", "# nothing\n\n"), "no line of it"),
        (file("public", &pair.recipient), "line 1"),
        (file("letter", "# for Ann\nmarker-private\n"), "line 2"),
    ] {
        let error = Identities::read(&path).err().unwrap().to_string();
        assert!(error.contains(told) && error.contains("--identity"), "{error}");
        assert!(!error.contains("marker-private"), "{error}");
    }
}

#[test]
fn a_pair_of_keys_is_written_as_the_stock_tool_writes_it() {
    let pair = KeyPair::generate(at(NOON));
    let lines: Vec<&str> = pair.identity_file.reveal().lines().collect();
    assert_eq!(lines[0], "# created: 2026-09-21T14:13:20Z");
    assert_eq!(lines[1], format!("# public key: {}", pair.recipient));
    assert!(lines[2].starts_with("AGE-SECRET-KEY-1") && lines.len() == 3);
    assert!(pair.recipient.starts_with("age1"));
    assert_ne!(pair.recipient, KeyPair::generate(at(NOON)).recipient);
}

//! How a request is found by what its sender knows, and what the key of the site is worth.

use tempfile::TempDir;

use crate::forms::{ContactPoint, Reference};

use super::super::{LinkSigner, Store};
use super::{NOON, accept, any_file_holds, at, key, kit, message, mode, stranger};

async fn found(store: &Store, reference: &Reference, typed: &str) -> bool {
    let contact = ContactPoint::typed(typed).unwrap();
    let stored = store.find_by_contact(reference, &contact).await.unwrap();
    stored.is_some_and(|stored| stored.listed.reference == *reference)
}

#[tokio::test]
async fn a_request_is_found_by_its_reference_and_the_address_or_number_in_it() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let by_email = accept(&store, &kit(), key()).await.unwrap().reference;
    let by_phone = accept(&store, &message("Hello"), key()).await.unwrap().reference;
    for typed in [
        "ann@example.org",
        " Ann@Example.ORG ",
        "\u{202a}ann@example.org\u{202c}",
    ] {
        assert!(found(&store, &by_email, typed).await, "{typed}");
        assert!(!found(&store, &by_phone, typed).await, "{typed}");
    }
    for typed in ["(555) 010-0123", "555.010.0123", "+1 555 010 0123", "5550100123 ext 4"] {
        assert!(found(&store, &by_phone, typed).await, "{typed}");
        assert!(!found(&store, &by_email, typed).await, "{typed}");
    }
    for typed in ["bob@example.org", "ann@example.com", "555 010 0124"] {
        assert!(!found(&store, &by_email, typed).await, "{typed}");
        assert!(!found(&store, &by_phone, typed).await, "{typed}");
    }
    let unknown = Reference::random().unwrap();
    assert!(!found(&store, &unknown, "ann@example.org").await);
}

#[tokio::test]
async fn the_key_is_made_once_for_the_owner_alone_and_stays_out_of_backups() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("site.key");
    let stores = tokio::join!(Store::open(folder.path()), Store::open(folder.path()));
    let store = stores.0.unwrap();
    let made = std::fs::read(&file).unwrap();
    assert_eq!((made.len(), mode(&file)), (32, 0o600));
    let signature = store.link_signer().unwrap().sign("test", b"x");
    let other = stores.1.unwrap();
    assert!(other.link_signer().unwrap().verify("test", b"x", &signature));
    store.close().await;
    other.close().await;
    let names = |folder: &std::path::Path| {
        let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names(folder.path()), ["discwise.db", "site.key"]);

    let store = Store::open(folder.path()).await.unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), made);
    let elsewhere = TempDir::new().unwrap();
    store.backup(&elsewhere.path().join("copy.db")).await.unwrap();
    assert_eq!(names(elsewhere.path()), ["copy.db"]);
    let bytes = std::fs::read(elsewhere.path().join("copy.db")).unwrap();
    assert!(!bytes.windows(32).any(|window| window == made));
}

#[tokio::test]
async fn a_lost_key_is_made_anew_and_readable_requests_are_found_again() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let reference = accept(&store, &kit(), key()).await.unwrap().reference;
    let signature = store.link_signer().unwrap().sign("test", b"x");
    store.close().await;
    std::fs::remove_file(folder.path().join("site.key")).unwrap();

    let store = Store::open(folder.path()).await.unwrap();
    assert!(found(&store, &reference, "ann@example.org").await);
    assert!(!store.link_signer().unwrap().verify("test", b"x", &signature));
    store.close().await;

    std::fs::write(folder.path().join("site.key"), b"short").unwrap();
    let told = Store::open(folder.path()).await.err().unwrap().to_string();
    assert!(told.contains("site.key") && told.contains("32 bytes"), "{told}");
}

#[tokio::test]
async fn a_signature_holds_for_one_message_and_one_purpose() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let signer: LinkSigner = store.link_signer().unwrap();
    let signature = signer.sign("confirm", b"message");
    assert!(signer.verify("confirm", b"message", &signature));
    assert!(!signer.verify("stop", b"message", &signature));
    assert!(!signer.verify("confirm", b"messagE", &signature));
    assert!(!signer.verify("confirm", b"message", &signature[..31]));
    assert!(!signer.verify("confirm", b"message", b""));
    assert_ne!(signer.sign("ab", b"c"), signer.sign("a", b"bc"));
}

/// A store as the version before made it, with one request and its notes.
async fn store_of_version_2(folder: &std::path::Path) {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let migrations = TempDir::new().unwrap();
    for name in ["0001_submissions.sql", "0002_changes.sql"] {
        std::fs::copy(source.join(name), migrations.path().join(name)).unwrap();
    }
    std::fs::write(folder.join("discwise.db"), b"").unwrap();
    let mut connection = stranger(folder).await;
    let migrator = sqlx::migrate::Migrator::new(migrations.path()).await.unwrap();
    migrator.run(&mut connection).await.unwrap();
    let notes = "2026-09-21 14:13 UTC: Called: no answer.\n2026-09-22 08:00 UTC: marker-note\n";
    sqlx::query(
        "INSERT INTO submissions (reference, key_hash, digest, form, language, status, received_ms, personal, notes)
         VALUES ('BCDF2345', x'00', x'00', 'kit', 'en', 'new', $1, $2, $3)",
    )
    .bind(NOON)
    .bind(kit().reveal_json().unwrap())
    .bind(notes)
    .execute(&mut connection)
    .await
    .unwrap();
}

#[tokio::test]
async fn requests_and_notes_of_an_older_version_are_found_and_kept() {
    let folder = TempDir::new().unwrap();
    store_of_version_2(folder.path()).await;
    let store = Store::open(folder.path()).await.unwrap();
    let reference: Reference = "BCDF-2345".parse().unwrap();
    assert!(found(&store, &reference, "ann@example.org").await);
    let stored = store.find(&reference).await.unwrap().unwrap();
    let notes = stored
        .notes
        .iter()
        .map(|note| (note.at.to_string(), note.text.open().unwrap().reveal().as_str()));
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [
            ("2026-09-21T14:13:00Z".to_owned(), "Called: no answer."),
            ("2026-09-22T08:00:00Z".to_owned(), "marker-note"),
        ]
    );
    assert!(store.erase(&reference, at(NOON)).await.unwrap());
    assert!(!any_file_holds(folder.path(), "marker-note"));
}

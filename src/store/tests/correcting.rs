//! What a correction keeps, and what it changes.

use tempfile::TempDir;

use crate::{
    forms::{ContactForm, ContactPoint, Reference, Submission},
    store::{
        DeliveryKind::{CorrectionNotice, CorrectionWebhook, KitLetter, StaffNotice, Webhook},
        DeliveryState, Status, Store, StoreError, StoreSettings, Try,
    },
};

use super::{NOON, accept, any_file_holds, at, audit, key, kit, message, rows};

fn kit_to(email: &str) -> Submission {
    let Submission::Kit(_) = kit() else { panic!("a kit") };
    let json = kit().reveal_json().unwrap().replace("ann@example.org", email);
    Submission::from_json(crate::forms::FormName::Kit, &json).unwrap()
}

fn message_by_email(text: &str) -> Submission {
    let form = ContactForm {
        name: "Ann".to_owned(),
        reply_by: "email".to_owned(),
        email: "ann@example.org".to_owned(),
        message: text.to_owned(),
        ..ContactForm::default()
    };
    Submission::Contact(form.validate().unwrap())
}

async fn is_of(store: &Store, reference: &Reference, contact: &str) -> bool {
    let contact = ContactPoint::typed(contact).unwrap();
    store.find_by_contact(reference, &contact).await.unwrap().is_some()
}

#[tokio::test]
async fn a_correction_takes_the_place_of_what_was_stored_under_the_same_reference() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let first = key();
    let reference = accept(&store, &message("marker-old"), first).await.unwrap().reference;
    store.handle(&reference, at(NOON)).await.unwrap();
    let corrected = message_by_email("marker-new");
    assert!(store.correct(&reference, &corrected, at(NOON + 1)).await.unwrap());
    let stored = store.find(&reference).await.unwrap().unwrap();
    assert_eq!(stored.submission.open(), Some(&corrected));
    assert_eq!((stored.listed.status, stored.listed.received), (Status::New, at(NOON)));
    assert!(is_of(&store, &reference, "ann@example.org").await);
    assert!(!is_of(&store, &reference, "(555) 010-0123").await);

    // The first form sent once more is still the same request; other words under its key are still none.
    let again = accept(&store, &message("marker-old"), first).await.unwrap();
    assert!(again.repeated && again.reference == reference);
    let other = accept(&store, &corrected, first).await;
    assert!(matches!(other, Err(StoreError::KeyReused)));
    assert_eq!(rows(folder.path()).await, 1);
    store.sweep().await.unwrap();
    assert!(!any_file_holds(folder.path(), "marker-old"));
}

#[tokio::test]
async fn a_correction_is_told_once_however_often_it_is_sent() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let reference = accept(&store, &message("First"), key()).await.unwrap().reference;
    for _ in 0..3 {
        assert!(store.correct(&reference, &message("Second"), at(NOON)).await.unwrap());
    }
    let unknown = Reference::random().unwrap();
    assert!(!store.correct(&unknown, &message("Second"), at(NOON)).await.unwrap());
    assert!(
        !store.correct(&reference, &kit(), at(NOON)).await.unwrap(),
        "another form"
    );
    assert!(store.erase_for_reader(&reference, at(NOON)).await.unwrap());
    let told = Some(reference.as_str().to_owned());
    assert_eq!(
        audit(folder.path()).await,
        [
            ("corrected".to_owned(), told.clone(), None, 1),
            ("erased by reader".to_owned(), told, None, 1)
        ]
    );
}

#[tokio::test]
async fn a_correction_tells_staff_and_sends_the_kit_to_the_address_that_is_right() {
    let folder = TempDir::new().unwrap();
    let settings = StoreSettings {
        webhook: true,
        ..StoreSettings::default()
    };
    let store = Store::open_with(folder.path(), settings).await.unwrap();
    let reference = accept(&store, &kit_to("slip@example.org"), key())
        .await
        .unwrap()
        .reference;
    let waiting = async || {
        let waiting = store.deliveries(Some(DeliveryState::Waiting)).await.unwrap();
        waiting.iter().map(|delivery| delivery.kind).collect::<Vec<_>>()
    };
    assert_eq!(waiting().await, [KitLetter, StaffNotice, Webhook]);
    for email in ["ann@example.org", "ann@example.com"] {
        store.correct(&reference, &kit_to(email), at(NOON)).await.unwrap();
        // What was not sent yet to the address before is not sent there any more.
        let expected = [StaffNotice, Webhook, KitLetter, CorrectionNotice, CorrectionWebhook];
        assert_eq!(waiting().await, expected);
    }
    for delivery in store.deliveries(None).await.unwrap() {
        store.tried(delivery.id, Try::Sent, at(NOON)).await.unwrap();
    }
    store
        .correct(&reference, &kit_to("ann@example.org"), at(NOON))
        .await
        .unwrap();
    assert_eq!(waiting().await, [KitLetter, CorrectionNotice, CorrectionWebhook]);
}

#[tokio::test]
async fn requests_that_were_corrected_leave_no_byte_when_they_are_erased() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut references = Vec::new();
    for turn in 0..120 {
        let short = message(&format!("marker-{turn:03}-"));
        references.push(accept(&store, &short, key()).await.unwrap().reference);
    }
    // They grow by as much as a form takes, so that the rows around them move.
    for (turn, reference) in references.iter().enumerate().step_by(3) {
        let long = message(&format!("marker-{turn:03}-{}", "long ".repeat(turn * 6)));
        store.correct(reference, &long, at(NOON)).await.unwrap();
    }
    for (turn, reference) in references.iter().enumerate().filter(|(turn, _)| turn % 4 != 0) {
        assert!(store.erase_for_reader(reference, at(NOON)).await.unwrap(), "{turn}");
    }
    for turn in 0..120 {
        let there = any_file_holds(folder.path(), &format!("marker-{turn:03}-"));
        assert_eq!(there, turn % 4 == 0, "message {turn}");
    }
}

//! What happens to two who are to be brought together, and to the letters about it.

use jiff::Timestamp;
use tempfile::TempDir;

use crate::forms::{KitOffer, RawForm, ReaderForm as _, Reference, SeekerForm, Submission, VolunteerForm};

use super::super::{DeliveryKind, DeliveryState, MatchState, Side, Store, Try};
use super::{NOON, accept, at, key, kit, stranger};

/// A store with one seeker and one volunteer.
struct Two {
    store: Store,
    seeker: Reference,
    volunteer: Reference,
    folder: TempDir,
}

fn now() -> Timestamp {
    at(NOON + 1)
}

fn seeker() -> Submission {
    let typed = b"condition=not-sure&procedure=not-sure&plan=yes&name=Ann&reply_by=email&email=ann@example.org";
    let form = SeekerForm::from_raw(&RawForm::parse(typed).unwrap());
    Submission::ConnectSeeker(form.validate(&KitOffer::default()).unwrap())
}

fn volunteer() -> Submission {
    let typed =
        b"condition=not-sure&procedure=not-sure&treated=1-2&name=Bob&reply_by=phone&phone=5550100123&consent=yes";
    let form = VolunteerForm::from_raw(&RawForm::parse(typed).unwrap());
    Submission::ConnectVolunteer(form.validate(&KitOffer::default()).unwrap())
}

async fn two() -> Two {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let seeker = accept(&store, &seeker(), key()).await.unwrap().reference;
    let volunteer = accept(&store, &volunteer(), key()).await.unwrap().reference;
    Two {
        store,
        seeker,
        volunteer,
        folder,
    }
}

impl Two {
    async fn propose(&self) -> Reference {
        let proposal = self
            .store
            .propose(&self.seeker, &self.volunteer, now())
            .await
            .unwrap()
            .unwrap();
        assert!(!proposal.repeated);
        proposal.found.reference
    }

    /// The deliveries of a kind: whose, and how far.
    async fn queued(&self, kind: DeliveryKind) -> Vec<(Reference, DeliveryState)> {
        let all = self.store.deliveries(None).await.unwrap().into_iter();
        let of_kind = all.filter(|delivery| delivery.kind == kind);
        of_kind
            .map(|delivery| (delivery.request.reference, delivery.state))
            .collect()
    }

    /// Notes that everything was sent.
    async fn send_all(&self) {
        for delivery in self.store.deliveries(None).await.unwrap() {
            assert!(self.store.tried(delivery.id, Try::Sent, now()).await.unwrap());
        }
    }

    async fn introduced(&self, of: &Reference) -> bool {
        let found = self.store.find_match(of).await.unwrap().unwrap();
        self.store.introduction(&found).await.unwrap().is_some()
    }
}

#[tokio::test]
async fn nothing_but_two_acceptances_makes_an_introduction() {
    for (first, second) in [(Side::Seeker, Side::Volunteer), (Side::Volunteer, Side::Seeker)] {
        let two = two().await;
        let of = two.propose().await;
        assert!(!two.introduced(&of).await);
        assert!(two.store.accept_match(&of, first, now()).await.unwrap());
        assert!(!two.store.accept_match(&of, first, now()).await.unwrap());
        assert!(!two.introduced(&of).await);
        assert!(two.queued(DeliveryKind::MatchIntroduction).await.is_empty());
        assert!(two.store.accept_match(&of, second, now()).await.unwrap());
        assert!(two.introduced(&of).await);
        assert_eq!(two.queued(DeliveryKind::MatchIntroduction).await.len(), 2);
        assert!(!two.store.decline_match(&of, first, now()).await.unwrap());
        assert!(two.introduced(&of).await);
    }
}

#[tokio::test]
async fn the_file_itself_refuses_to_introduce_two_who_have_not_both_accepted() {
    let two = two().await;
    let of = two.propose().await;
    two.store.accept_match(&of, Side::Seeker, now()).await.unwrap();
    let mut connection = stranger(two.folder.path()).await;
    let forced = sqlx::query("UPDATE matches SET state = 'introduced'")
        .execute(&mut connection)
        .await;
    assert!(forced.is_err());
}

#[tokio::test]
async fn what_has_not_been_asked_yet_is_not_asked_after_the_end_and_nobody_is_told_of_it() {
    let two = two().await;
    let of = two.propose().await;
    assert_eq!(two.queued(DeliveryKind::MatchProposal).await.len(), 2);
    assert!(two.store.expire_match(&of, now()).await.unwrap());
    assert!(two.queued(DeliveryKind::MatchProposal).await.is_empty());
    assert!(two.queued(DeliveryKind::MatchEnded).await.is_empty());
    let of = two.propose().await;
    assert!(two.store.erase(&two.seeker, now()).await.unwrap());
    assert!(two.store.find_match(&of).await.unwrap().is_none());
    assert!(two.queued(DeliveryKind::MatchProposal).await.is_empty());
    assert!(two.queued(DeliveryKind::MatchEnded).await.is_empty());
}

#[tokio::test]
async fn whoever_is_left_is_told_once_while_they_still_wait() {
    for removed_by_age in [false, true] {
        let two = two().await;
        two.propose().await;
        two.send_all().await;
        if removed_by_age {
            let form = Side::Seeker.form();
            assert_eq!(two.store.expire(form, now(), now()).await.unwrap(), 1);
        } else {
            assert!(two.store.erase(&two.seeker, now()).await.unwrap());
        }
        let told = [(two.volunteer.clone(), DeliveryState::Waiting)];
        assert_eq!(two.queued(DeliveryKind::MatchEnded).await, told);
        assert!(two.store.matches().await.unwrap().is_empty());
        let due = two.store.due_deliveries(now()).await.unwrap();
        assert_eq!(due.len(), 1, "it is due at once");
    }
}

#[tokio::test]
async fn an_introduction_that_has_not_left_does_not_leave_once_one_is_gone() {
    let two = two().await;
    let of = two.propose().await;
    two.send_all().await;
    for side in Side::ALL {
        two.store.accept_match(&of, side, now()).await.unwrap();
    }
    let letters = two.store.deliveries(Some(DeliveryState::Waiting)).await.unwrap();
    let to_seeker = letters
        .iter()
        .find(|letter| letter.request.reference == two.seeker)
        .unwrap();
    two.store.tried(to_seeker.id, Try::Sent, now()).await.unwrap();
    assert!(two.store.erase(&two.seeker, now()).await.unwrap());
    assert!(two.queued(DeliveryKind::MatchIntroduction).await.is_empty());
    assert_eq!(two.queued(DeliveryKind::MatchEnded).await.len(), 1);
}

#[tokio::test]
async fn whoever_was_introduced_hears_no_more_of_it() {
    let two = two().await;
    let of = two.propose().await;
    for side in Side::ALL {
        two.store.accept_match(&of, side, now()).await.unwrap();
    }
    let asked = two.queued(DeliveryKind::MatchProposal).await;
    let settled = asked.iter().all(|(_, state)| *state == DeliveryState::Done);
    assert!(settled, "whoever has answered is not asked any more: {asked:?}");
    two.send_all().await;
    assert!(two.store.erase(&two.volunteer, now()).await.unwrap());
    assert!(two.queued(DeliveryKind::MatchEnded).await.is_empty());
}

#[tokio::test]
async fn the_same_two_are_proposed_once_and_again_after_nobody_answered() {
    let two = two().await;
    let of = two.propose().await;
    let again = two
        .store
        .propose(&two.seeker, &two.volunteer, now())
        .await
        .unwrap()
        .unwrap();
    assert!(again.repeated && again.found.reference == of);
    two.store.expire_match(&of, now()).await.unwrap();
    let second = two.propose().await;
    two.store.decline_match(&second, Side::Volunteer, now()).await.unwrap();
    let last = two
        .store
        .propose(&two.seeker, &two.volunteer, now())
        .await
        .unwrap()
        .unwrap();
    assert!(last.repeated && last.found.state == MatchState::Declined);
}

#[tokio::test]
async fn only_a_seeker_and_a_volunteer_are_matched() {
    let two = two().await;
    let other = accept(&two.store, &kit(), key()).await.unwrap().reference;
    for (seeker, volunteer) in [
        (&two.volunteer, &two.seeker),
        (&two.seeker, &other),
        (&other, &two.volunteer),
    ] {
        assert!(two.store.propose(seeker, volunteer, now()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn every_step_has_its_line_in_the_audit_and_no_other() {
    let two = two().await;
    let of = two.propose().await;
    two.store.propose(&two.seeker, &two.volunteer, now()).await.unwrap();
    for side in [Side::Seeker, Side::Seeker, Side::Volunteer] {
        two.store.accept_match(&of, side, now()).await.unwrap();
    }
    let lines = two.store.audit().await.unwrap();
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.action.as_str(), line.reference.as_ref()))
        .collect();
    assert_eq!(
        told,
        [
            ("introduced", Some(&of)),
            ("accepted", Some(&of)),
            ("proposed", Some(&of))
        ]
    );
}

#[tokio::test]
async fn whoever_corrects_how_to_be_reached_is_asked_in_that_way() {
    let two = two().await;
    let of = two.propose().await;
    for delivery in two.store.deliveries(None).await.unwrap() {
        two.store.tried(delivery.id, Try::ToCall, now()).await.unwrap();
    }
    let found = async || two.store.find_match(&of).await.unwrap().unwrap();
    assert!(found().await.volunteer.to_call);
    let typed =
        b"condition=not-sure&procedure=not-sure&treated=1-2&name=Bob&reply_by=email&email=bob@example.org&consent=yes";
    let form = VolunteerForm::from_raw(&RawForm::parse(typed).unwrap());
    let corrected = Submission::ConnectVolunteer(form.validate(&KitOffer::default()).unwrap());
    assert!(two.store.correct(&two.volunteer, &corrected, now()).await.unwrap());
    assert!(!found().await.volunteer.to_call);
    let asked = (two.volunteer.clone(), DeliveryState::Waiting);
    assert!(two.queued(DeliveryKind::MatchProposal).await.contains(&asked));
}

#[tokio::test]
async fn one_call_tells_all_and_whoever_may_have_been_called_hears_of_the_end() {
    let two = two().await;
    let of = two.propose().await;
    two.send_all().await;
    let waiting = two.queued(DeliveryKind::MatchProposal).await;
    assert!(waiting.iter().all(|(_, state)| *state == DeliveryState::Done));
    assert!(!two.store.note_called(&two.volunteer, now()).await.unwrap());
    two.store.expire_match(&of, now()).await.unwrap();
    let again = two.propose().await;
    for delivery in two.store.deliveries(Some(DeliveryState::Waiting)).await.unwrap() {
        two.store.tried(delivery.id, Try::ToCall, now()).await.unwrap();
    }
    two.store.expire_match(&again, now()).await.unwrap();
    let to_volunteer = two.queued(DeliveryKind::MatchEnded).await;
    let to_volunteer = to_volunteer.iter().filter(|(whose, _)| *whose == two.volunteer);
    assert_eq!(to_volunteer.count(), 2);
    assert!(two.store.note_called(&two.volunteer, now()).await.unwrap());
    let matches = two.store.matches().await.unwrap();
    assert!(matches.iter().all(|found| !found.volunteer.to_call), "{matches:?}");
    assert!(!two.store.note_called(&two.volunteer, now()).await.unwrap());
}

//! Tries what is due, again and again with longer pauses, until it is sent or two days are over.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tokio::{sync::watch, time::sleep};

use super::{
    Fault, MailTransport, Outbox,
    letters::{self, Letter},
    links,
    mail::{Mail, Sender},
    matching::Made,
    sender,
};
use crate::{
    content::Library,
    forms::{Reference, Submission},
    store::{Delivery, DeliveryKind, DeliveryState, Identities, StoreError, Try},
};

/// The pauses after each failure; after the last, a delivery is given up.
const PAUSES: [SignedDuration; 8] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(15),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(3),
    SignedDuration::from_hours(6),
    SignedDuration::from_hours(12),
    SignedDuration::from_hours(24),
];

/// How often the queue is looked at although nobody called: for what is due by now, and what staff have put back.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Between two tries to note an outcome.
const NOTE_AGAIN: Duration = Duration::from_secs(1);

/// What became of a delivery that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Sent,
    /// Staff have been told to call.
    ToCall,
    /// Its request is sealed, and no key of it is here.
    Held,
}

/// What became of the letters that only staff can send.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldOutcome {
    /// Sent.
    pub sent: usize,
    /// Sealed to other keys.
    pub sealed: usize,
    /// Those that failed and stay for the next time, with why.
    pub failed: Vec<(Reference, Fault)>,
}

impl Outbox {
    /// Delivers until told to stop, or until the store is closed. `lock` is a file that only one process can hold: two
    /// would send everything twice.
    pub async fn run(self, lock: &Path, clock: impl Fn() -> Timestamp, mut stop: watch::Receiver<bool>) {
        let mut held = None;
        let mut told = false;
        loop {
            if held.is_none() {
                held = Lock::take(lock)
                    .inspect_err(|cause| tracing::warn!(%cause, "the outbox cannot be locked"))
                    .unwrap_or_default();
                if held.is_none() && !std::mem::replace(&mut told, true) {
                    tracing::warn!("another process delivers letters from this data folder; this one waits");
                }
            }
            if held.is_some() {
                match self.deliver_due(clock(), &stop).await {
                    Ok(_) => {}
                    Err(StoreError::Closed) => return,
                    Err(error) => tracing::warn!(%error, "the outbox could not be read"),
                }
            }
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = self.store.deliveries_queued() => {}
                () = sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Tries everything that is due, oldest first; gives how many were sent. Where a way is found closed, what else
    /// would go that way is left for the next time.
    pub async fn deliver_due(&self, now: Timestamp, stop: &watch::Receiver<bool>) -> Result<usize, StoreError> {
        let mut sent = 0;
        let (mut no_mail, mut no_calls) = (false, false);
        for delivery in self.store.due_deliveries(now).await? {
            let closed = match delivery.kind {
                DeliveryKind::Webhook | DeliveryKind::CorrectionWebhook => &mut no_calls,
                DeliveryKind::StaffNotice
                | DeliveryKind::CorrectionNotice
                | DeliveryKind::KitLetter
                | DeliveryKind::UpdatesConfirm
                | DeliveryKind::UpdatesLetter
                | DeliveryKind::MatchProposal
                | DeliveryKind::MatchIntroduction
                | DeliveryKind::MatchEnded => &mut no_mail,
            };
            if *stop.borrow() {
                break;
            }
            if *closed {
                continue;
            }
            let outcome = self.deliver(&delivery, None, now).await;
            *closed = outcome.is_err_and(Fault::is_of_the_way);
            sent += usize::from(matches!(outcome, Ok(Outcome::Sent | Outcome::ToCall)));
            self.note(&delivery, outcome, now).await?;
        }
        Ok(sent)
    }

    /// Sends what the site cannot, since the requests are sealed, by the key of staff.
    pub async fn deliver_held(&self, identities: &Identities, now: Timestamp) -> Result<HeldOutcome, StoreError> {
        let mut outcomes = HeldOutcome::default();
        for delivery in self.store.deliveries(Some(DeliveryState::Held)).await? {
            match self.deliver(&delivery, Some(identities), now).await {
                Ok(Outcome::Held) => outcomes.sealed += 1,
                Ok(outcome) => {
                    outcomes.sent += 1;
                    self.note(&delivery, Ok(outcome), now).await?;
                }
                Err(fault) => outcomes.failed.push((delivery.request.reference, fault)),
            }
        }
        Ok(outcomes)
    }

    async fn deliver(
        &self,
        delivery: &Delivery,
        identities: Option<&Identities>,
        now: Timestamp,
    ) -> Result<Outcome, Fault> {
        let library = (self.library)();
        let mut outcome = Outcome::Sent;
        let letter = match delivery.kind {
            DeliveryKind::Webhook | DeliveryKind::CorrectionWebhook => {
                let hook = self.carriers.webhook.as_ref().ok_or(Fault::NoWebhook)?;
                return hook.call(delivery, now).await.map(|()| Outcome::Sent);
            }
            DeliveryKind::StaffNotice | DeliveryKind::CorrectionNotice => {
                letters::staff_notice(&library, delivery, self.staff_address(&library))
            }
            DeliveryKind::MatchProposal | DeliveryKind::MatchIntroduction | DeliveryKind::MatchEnded => {
                match self.match_letter(&library, delivery, identities).await? {
                    Made::Letter(letter) => letter,
                    Made::Call(letter) => {
                        outcome = Outcome::ToCall;
                        letter
                    }
                    Made::Nothing => return Ok(Outcome::Sent),
                    Made::Sealed => return Ok(Outcome::Held),
                }
            }
            DeliveryKind::KitLetter | DeliveryKind::UpdatesConfirm | DeliveryKind::UpdatesLetter => {
                let reference = &delivery.request.reference;
                let stored = self.store.find(reference).await.map_err(|_store| Fault::Letter)?;
                // Gone meanwhile: there is nothing to send and nobody to tell.
                let Some(mut stored) = stored else {
                    return Ok(Outcome::Sent);
                };
                if let Some(identities) = identities {
                    stored = stored.opened_by(identities).map_err(|_private| Fault::Letter)?;
                }
                let Some(submission) = stored.submission.open() else {
                    return Ok(Outcome::Held);
                };
                self.letter_to_reader(&library, submission, delivery, now).await?
            }
        };
        let from = Sender {
            name: library.site().name.clone(),
            address: sender(library.site()).map_err(|_unfit| Fault::Letter)?,
        };
        let mail = Mail::new(letter, from, delivery, now)?;
        self.carry(&mail, delivery).await.map(|()| outcome)
    }

    async fn letter_to_reader(
        &self,
        library: &Library,
        submission: &Submission,
        delivery: &Delivery,
        now: Timestamp,
    ) -> Result<Letter, Fault> {
        let reference = &delivery.request.reference;
        match submission {
            Submission::Kit(request) => {
                letters::kit_letter(library, &self.origin, reference, request).ok_or(Fault::Letter)
            }
            Submission::Updates(request) => {
                let signer = self.store.link_signer().map_err(|_store| Fault::Letter)?;
                let stop = links::to_stop(reference, &self.origin, &signer);
                if delivery.kind == DeliveryKind::UpdatesLetter {
                    let written = self
                        .store
                        .letter_of(delivery.id)
                        .await
                        .map_err(|_store| Fault::Letter)?;
                    let written = written.ok_or(Fault::Letter)?;
                    return Ok(letters::updates_letter(library, written, request, stop));
                }
                let confirm = links::to_confirm(delivery, now, &self.origin, &signer);
                Ok(letters::confirm_letter(
                    library,
                    &self.origin,
                    request,
                    reference,
                    (&confirm, stop),
                ))
            }
            _ => Err(Fault::Letter),
        }
    }

    /// Where letters for staff go.
    pub(super) fn staff_address(&self, library: &Library) -> String {
        self.carriers
            .staff_mail
            .clone()
            .unwrap_or_else(|| library.site().email.clone())
    }

    async fn carry(&self, mail: &Mail, delivery: &Delivery) -> Result<(), Fault> {
        match &self.carriers.mail {
            MailTransport::Smtp(smtp) => smtp.send(mail).await,
            MailTransport::Spool(spool) => {
                let (spool, delivery, bytes) = (spool.clone(), delivery.clone(), mail.bytes.clone());
                let put = tokio::task::spawn_blocking(move || spool.put(&delivery, &bytes));
                put.await.unwrap_or(Err(Fault::Spool(io::ErrorKind::Other)))
            }
        }
    }

    /// Writes the outcome down, however long that takes: what is sent and not noted would be sent again.
    async fn note(
        &self,
        delivery: &Delivery,
        outcome: Result<Outcome, Fault>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (kind, id) = (delivery.kind.as_str(), delivery.id);
        let told = outcome.err().map(|fault| fault.to_string()).unwrap_or_default();
        let fault = told.as_str();
        let outcome = match (outcome, after(delivery.attempts, now)) {
            (Ok(Outcome::Sent), _) => Try::Sent,
            (Ok(Outcome::Held), _) => Try::Held,
            (Ok(Outcome::ToCall), _) => Try::ToCall,
            (Err(_), Some(due)) => Try::Again { fault, due },
            (Err(_), None) => Try::GivenUp { fault },
        };
        match outcome {
            Try::Sent => tracing::info!(kind, id, "delivered"),
            Try::ToCall => tracing::info!(kind, id, "staff were told to call"),
            Try::Held => tracing::info!(kind, id, "sealed; `discwise outbox send` sends it"),
            Try::Again { fault, .. } => tracing::warn!(kind, id, fault, "not delivered yet"),
            Try::GivenUp { fault } => tracing::error!(kind, id, fault, "given up; `discwise outbox list` shows it"),
        }
        loop {
            match self.store.tried(delivery.id, outcome, now).await {
                Ok(true) => return Ok(()),
                Ok(false) => {
                    // Its request was erased while it was on its way.
                    if let MailTransport::Spool(spool) = &self.carriers.mail {
                        spool.take_back(delivery);
                    }
                    return Ok(());
                }
                Err(StoreError::Closed) => return Err(StoreError::Closed),
                Err(error) => tracing::warn!(%error, kind, id, "an outcome could not be noted yet"),
            }
            sleep(NOTE_AGAIN).await;
        }
    }
}

/// When a delivery that has failed once more is tried again. `None` when it is given up.
pub(super) fn after(failures_before: u32, now: Timestamp) -> Option<Timestamp> {
    let pause = PAUSES.get(usize::try_from(failures_before).ok()?)?;
    now.checked_add(*pause).ok()
}

/// A file that only one process can hold; given back when it is dropped, or the process ends in any way.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes it. `None` while another process holds it.
    pub fn take(path: &Path) -> io::Result<Option<Self>> {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(cause)) => Err(cause),
        }
    }
}

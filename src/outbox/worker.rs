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
    Fault, MailTransport, Outbox, letters,
    mail::{Mail, Sender},
    sender,
};
use crate::{
    forms::Submission,
    store::{Delivery, DeliveryKind, Envelope, StoreError, Try},
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

impl Outbox {
    /// Delivers until told to stop, or until the store is closed. `lock` is a file that only one process can hold: two
    /// would send everything twice.
    pub async fn run(self, lock: &Path, clock: impl Fn() -> Timestamp, mut stop: watch::Receiver<bool>) {
        let mut held = None;
        let mut told = false;
        loop {
            if held.is_none() {
                held = only_one(lock)
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
                DeliveryKind::Webhook => &mut no_calls,
                DeliveryKind::StaffNotice | DeliveryKind::KitLetter => &mut no_mail,
            };
            if *stop.borrow() {
                break;
            }
            if *closed {
                continue;
            }
            let outcome = self.deliver(&delivery, now).await;
            *closed = outcome.is_err_and(Fault::is_of_the_way);
            sent += usize::from(outcome.is_ok());
            self.note(&delivery, outcome, now).await?;
        }
        Ok(sent)
    }

    async fn deliver(&self, delivery: &Delivery, now: Timestamp) -> Result<(), Fault> {
        let library = (self.library)();
        let letter = match delivery.kind {
            DeliveryKind::Webhook => {
                let hook = self.carriers.webhook.as_ref().ok_or(Fault::NoWebhook)?;
                return hook.call(delivery, now).await;
            }
            DeliveryKind::StaffNotice => {
                let to = self.carriers.staff_mail.as_ref().unwrap_or(&library.site().email);
                letters::staff_notice(&library, &delivery.request, to.clone())
            }
            DeliveryKind::KitLetter => {
                let reference = &delivery.request.reference;
                let stored = self.store.find(reference).await.map_err(|_store| Fault::Letter)?;
                // Gone meanwhile: there is nothing to send and nobody to tell.
                let Some(stored) = stored else { return Ok(()) };
                let request = match &stored.submission {
                    Envelope::Open(Submission::Kit(request)) => request,
                    Envelope::Open(_) => return Err(Fault::Letter),
                    Envelope::Sealed(_) => return Err(Fault::Sealed),
                };
                letters::kit_letter(&library, &self.origin, reference, request).ok_or(Fault::Letter)?
            }
        };
        let from = Sender {
            name: library.site().name.clone(),
            address: sender(library.site()).map_err(|_unfit| Fault::Letter)?,
        };
        self.carry(&Mail::new(letter, from, delivery, now)?, delivery).await
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
    async fn note(&self, delivery: &Delivery, outcome: Result<(), Fault>, now: Timestamp) -> Result<(), StoreError> {
        let (kind, id) = (delivery.kind.as_str(), delivery.id);
        let fault = outcome.err().map(|fault| fault.to_string());
        let due = match outcome {
            // No time opens it.
            Err(Fault::Sealed) => None,
            _ => after(delivery.attempts, now),
        };
        let outcome = match (&fault, due) {
            (None, _) => Try::Sent,
            (Some(fault), Some(due)) => Try::Again { fault, due },
            (Some(fault), None) => Try::GivenUp { fault },
        };
        match outcome {
            Try::Sent => tracing::info!(kind, id, "delivered"),
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

/// The file, locked until it is dropped or the process ends. `None` while another process holds it.
fn only_one(lock: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(lock)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(cause)) => Err(cause),
    }
}

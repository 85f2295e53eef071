//! Keeps requests in SQLite until staff have dealt with them; the second stage of the writing lane, and the only SQL.
//!
//! One task owns the one connection that writes (`writer`): a reader who closes the browser half-way cannot leave a
//! transaction open, and the deadline covers the wait in the queue as well as the wait for a lock of another process. Requests that
//! wait together share one commit, and each is answered after it.
//! Reading has a small pool of its own (`reading`) and goes on while writing waits.

mod accepting;
mod audit;
mod backup;
mod changes;
mod connection;
mod correcting;
mod deliveries;
mod error;
mod matches;
mod place;
mod reading;
mod sealing;
mod site_key;
#[cfg(test)]
mod tests;
mod updates;
mod updates_letters;
mod writer;

use std::{path::Path, sync::Arc, time::Duration};

use jiff::Timestamp;
use sqlx::{SqlitePool, sqlite::SqliteConnectOptions};
use tokio::{
    sync::{Notify, mpsc, oneshot},
    time::{Instant, timeout_at},
};

use crate::forms::{Language, Reference, Submission, SubmissionKey};

pub use audit::Audited;
pub use deliveries::{Delivery, DeliveryCounts, DeliveryKind, DeliveryState, Try};
pub use error::StoreError;
pub use matches::{Introduction, Match, MatchSide, MatchState, Proposal, Side};
pub use reading::{EnvelopeCount, Filter, Listed, Note, Status, Stored};
pub use sealing::{Envelope, Identities, KeyPair, RecipientFault, Recipients, Sealed};
pub use site_key::LinkSigner;
pub use updates_letters::{UpdatesLetter, UpdatesReaders};

use accepting::Entry;
use connection::Connector;
use place::Place;
use site_key::KeyFile;
use writer::{Job, Waiting, Writer};

/// How much longer than the deadline a caller waits for a write that has begun in time, before it stops listening.
const GRACE: Duration = Duration::from_secs(1);

/// How long a readiness probe may take.
const PROBE_PATIENCE: Duration = Duration::from_secs(2);

/// The bounds of a store, and to whom it seals what it keeps.
#[derive(Clone)]
pub struct StoreSettings {
    /// How long a request may wait for the queue and for the database together.
    pub deadline: Duration,
    /// How many requests may wait at once.
    pub queue: usize,
    /// How many requests may share one commit; those that wait together are stored together.
    pub group: usize,
    /// The most that the database may grow to, in bytes, and its log likewise, but for one commit; `None` for as far as
    /// the disk goes.
    pub most_bytes: Option<u64>,
    /// Whether a program of the operator is to be told of each request.
    pub webhook: bool,
    /// To whom requests and notes are sealed; nobody by default, and then they are kept open.
    pub recipients: Recipients,
}

impl Default for StoreSettings {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(10),
            queue: 256,
            group: 256,
            most_bytes: None,
            webhook: false,
            recipients: Recipients::default(),
        }
    }
}

/// What the reader gets for a request that is safely on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The number to quote.
    pub reference: Reference,
    /// Whether this same request was stored before, for instance by a double click.
    pub repeated: bool,
}

/// Every request that readers have sent. Clones share the one store.
#[derive(Clone)]
pub struct Store {
    jobs: mpsc::Sender<Job>,
    readers: SqlitePool,
    key_file: KeyFile,
    /// How to open a connection for a backup.
    copying: SqliteConnectOptions,
    /// Wakes whoever delivers.
    queued: Arc<Notify>,
    settings: StoreSettings,
}

impl Store {
    /// Opens the store in a folder, making both on the first start.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::open_with(folder, StoreSettings::default()).await
    }

    /// Opens a store that must be there already, so that a mistyped folder is an error and not an empty list.
    pub async fn open_existing(folder: &Path) -> Result<Self, StoreError> {
        Self::open_existing_with(folder, StoreSettings::default()).await
    }

    /// The same with bounds of one's own.
    pub async fn open_existing_with(folder: &Path, settings: StoreSettings) -> Result<Self, StoreError> {
        let place = Place::new(folder);
        if place.is_taken()? {
            // A short visit: a file system that is read-only now stays so.
            let still = place.is_still();
            Self::open_at(place, still, settings).await
        } else {
            Err(StoreError::Missing {
                folder: folder.to_owned(),
            })
        }
    }

    /// Opens the store with bounds of one's own. Must be called inside a Tokio runtime.
    ///
    /// A disk that is full or read-only, or a lock held by another process, does not stop the start: reading works as
    /// far as it can, and writing begins as soon as the disk allows.
    pub async fn open_with(folder: &Path, settings: StoreSettings) -> Result<Self, StoreError> {
        Self::open_at(Place::new(folder), false, settings).await
    }

    /// With `still` for files that cannot change while the store is open.
    async fn open_at(place: Place, still: bool, settings: StoreSettings) -> Result<Self, StoreError> {
        let key_file = KeyFile::new(place.site_key());
        let connector = Connector::new(place, key_file.clone(), settings.most_bytes, still);
        let readers = connector.readers();
        let copying = connector.copying_options();
        let (jobs, inbox) = mpsc::channel(settings.queue.max(1));
        let queued = Arc::new(Notify::new());
        let mut writer = Writer::new(connector, inbox, settings.group, Arc::clone(&queued));
        match writer.connect(Instant::now() + settings.deadline).await {
            Ok(()) => {}
            Err(error @ (StoreError::Full | StoreError::Busy | StoreError::ReadOnly)) => {
                tracing::warn!(%error, "the store cannot take requests yet");
            }
            Err(error) => return Err(error),
        }
        tokio::spawn(writer.run());
        Ok(Self {
            jobs,
            readers,
            key_file,
            copying,
            queued,
            settings,
        })
    }

    /// Stores a request; it is on disk when this returns.
    ///
    /// The same request under the same key is stored once and gets the same receipt, however often it comes. After
    /// [`StoreError::Busy`] the request may still be stored; sending it again under its key finds that out.
    pub async fn accept(
        &self,
        submission: &Submission,
        language: Language,
        key: SubmissionKey,
        now: Timestamp,
    ) -> Result<Receipt, StoreError> {
        let codes = self.key_file.key()?.codes(&submission.contact_points());
        let kept = self.settings.recipients.enclose(submission.reveal_json()?)?;
        let deliveries = DeliveryKind::brought_by(submission, self.settings.webhook);
        let entry = Entry::new(submission, kept, language, &key, codes, deliveries, now);
        self.ask(self.settings.deadline, |deadline, reply| {
            Job::Accept(Waiting { entry, deadline, reply })
        })
        .await
    }

    /// Signs what stands in links of mail, with the key of this site.
    pub fn link_signer(&self) -> Result<LinkSigner, StoreError> {
        Ok(LinkSigner::new(self.key_file.key()?.clone()))
    }

    /// Whether a request could be stored now: takes the lock, writes, leaves nothing behind.
    pub async fn ready(&self) -> Result<(), StoreError> {
        let patience = PROBE_PATIENCE.min(self.settings.deadline);
        self.ask(patience, |deadline, reply| Job::Probe { deadline, reply })
            .await
    }

    /// Finishes what waits in the queue and closes the files; every clone is closed with it.
    pub async fn close(&self) {
        // The readers go first: the last connection to close tidies the write-ahead log away.
        self.readers.close().await;
        let (reply, done) = oneshot::channel();
        if self.jobs.send(Job::Close { reply }).await.is_ok() {
            done.await.ok();
        }
    }

    async fn ask<T>(
        &self,
        patience: Duration,
        job: impl FnOnce(Instant, oneshot::Sender<Result<T, StoreError>>) -> Job,
    ) -> Result<T, StoreError> {
        let deadline = Instant::now() + patience;
        let (reply, answer) = oneshot::channel();
        match self.jobs.try_send(job(deadline, reply)) {
            Ok(()) => {}
            Err(mpsc::error::TrySendError::Full(_)) => return Err(StoreError::Busy),
            Err(mpsc::error::TrySendError::Closed(_)) => return Err(StoreError::Closed),
        }
        match timeout_at(deadline + GRACE, answer).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_writer_gone)) => Err(StoreError::Closed),
            Err(_too_late) => Err(StoreError::Busy),
        }
    }
}

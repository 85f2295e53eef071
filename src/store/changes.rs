//! What staff change, and what age removes. Each change and its line in the audit are one transaction, and what is
//! removed leaves no byte: its pages are overwritten, and the write-ahead log, which still has them, is emptied.

use jiff::Timestamp;
use sqlx::SqliteConnection;
use tokio::time::{Duration, Instant, sleep};

use crate::forms::{FormName, Private, Reference};

use super::{
    DeliveryKind, DeliveryState, Recipients, Status, Store, StoreError, UpdatesLetter,
    connection::{begin, commit, roll_back},
    correcting::{self, Correction},
    matches::{self, Step},
    sealing, updates_letters,
    writer::Job,
};

/// How many requests are removed by age in one transaction, so that nobody who sends one waits long.
const BATCH: i64 = 500;

/// How many letters ask an address to confirm, so that nobody can have it flooded.
const MOST_LETTERS: i64 = 5;

/// A pause between two tries to empty the log, in which requests are stored.
const PAUSE: Duration = Duration::from_millis(200);

/// How long writing the whole database anew may take.
const REBUILDING: Duration = Duration::from_mins(10);

/// One change; gives how many requests it found.
pub(super) enum Change {
    Erase(Reference, By),
    Correct(Correction),
    Expire {
        form: FormName,
        received_before: Timestamp,
    },
    Handle(Reference),
    /// An address has said that it wants updates.
    Confirm(Reference),
    /// Another letter to confirm by, unless that is done already.
    AskAgain(Reference),
    /// A letter to everybody who wants updates.
    Letter(UpdatesLetter),
    /// A note as it is to be kept, and whether it is sealed.
    Note(Reference, Private<String>, bool),
    /// Some of what is open, to these.
    Seal(Recipients),
    /// How a try of a delivery ended; `due` is only given when there is another.
    Try {
        id: i64,
        state: DeliveryState,
        due: Option<Timestamp>,
        fault: Option<String>,
    },
    /// The deliveries of one request, or without one all that were given up.
    Retry(Option<Reference>),
    /// A step of two who are to be brought together.
    Match(Step),
}

/// At whose wish a request is removed.
#[derive(Clone, Copy)]
pub(super) enum By {
    Staff,
    Reader,
}

impl Store {
    /// Removes a request and every trace of its content; `false` when there is none of this reference. The log is
    /// emptied either way, so that after [`StoreError::Lingering`] the same call can be made again.
    pub async fn erase(&self, reference: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        self.erase_by(By::Staff, reference, now).await
    }

    /// The same at the wish of whoever sent it, as the audit then says.
    pub async fn erase_for_reader(&self, reference: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        self.erase_by(By::Reader, reference, now).await
    }

    async fn erase_by(&self, by: By, reference: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        let found = self.change(Change::Erase(reference.clone(), by), now).await?;
        self.sweep().await?;
        Ok(found > 0)
    }

    /// Removes the requests of a form that came before a moment; gives how many they were. [`Store::sweep`] does the
    /// rest.
    pub async fn expire(&self, form: FormName, received_before: Timestamp, now: Timestamp) -> Result<u64, StoreError> {
        let mut removed = 0;
        loop {
            let some = self.change(Change::Expire { form, received_before }, now).await?;
            removed += some;
            if some == 0 {
                return Ok(removed);
            }
        }
    }

    /// Marks a request as dealt with; `false` when there is none of this reference.
    pub async fn handle(&self, reference: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        let found = self.change(Change::Handle(reference.clone()), now).await?;
        Ok(found > 0)
    }

    /// Writes a note, on one line, below the notes of a request; `false` when there is none of this reference.
    pub async fn note(&self, reference: &Reference, text: &str, now: Timestamp) -> Result<bool, StoreError> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let recipients = &self.settings.recipients;
        let kept = Private::new(recipients.enclose(text)?);
        let note = Change::Note(reference.clone(), kept, !recipients.is_empty());
        let found = self.change(note, now).await?;
        Ok(found > 0)
    }

    /// Seals whatever is still open to the recipients of this store, so that no file keeps a byte of it in the open;
    /// gives how many requests it sealed. Whoever sends a form meanwhile may have to wait.
    pub async fn seal(&self, now: Timestamp) -> Result<u64, StoreError> {
        if self.settings.recipients.is_empty() {
            return Ok(0);
        }
        let mut sealed = 0;
        loop {
            let some = self.change(Change::Seal(self.settings.recipients.clone()), now).await?;
            sealed += some;
            if some == 0 {
                break;
            }
        }
        // Even when nothing was open any more: an earlier run may have been cut off before this.
        self.ask(REBUILDING, |deadline, reply| Job::Rebuild { deadline, reply })
            .await?;
        self.sweep().await?;
        Ok(sealed)
    }

    /// Empties the write-ahead log, in which removed bytes live on.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        let end = Instant::now() + self.settings.deadline;
        loop {
            // The writer tries once and goes on, so that requests need not wait for whoever is reading.
            let swept = self
                .ask(self.settings.deadline, |deadline, reply| Job::Sweep { deadline, reply })
                .await;
            match swept {
                Err(StoreError::Lingering) if Instant::now() < end => sleep(PAUSE).await,
                outcome => return outcome,
            }
        }
    }

    pub(super) async fn change(&self, change: Change, now: Timestamp) -> Result<u64, StoreError> {
        self.ask(self.settings.deadline, |deadline, reply| Job::Change {
            change,
            now,
            deadline,
            reply,
        })
        .await
    }
}

/// Makes a change and writes it into the audit, or does neither.
pub(super) async fn apply(
    connection: &mut SqliteConnection,
    change: &Change,
    now: Timestamp,
    deadline: Instant,
) -> Result<u64, StoreError> {
    begin(connection, deadline).await?;
    let outcome = match write(connection, change, now).await {
        Ok(found) => commit(connection).await.map(|()| found),
        error => error,
    };
    if outcome.is_err() {
        roll_back(connection).await.ok();
    }
    outcome
}

async fn write(connection: &mut SqliteConnection, change: &Change, now: Timestamp) -> Result<u64, StoreError> {
    forbid(connection, change).await?;
    let query = match change {
        Change::Seal(recipients) => {
            let sealed = sealing::seal_some(connection, recipients).await?;
            return noted(connection, change, sealed, now).await;
        }
        Change::Confirm(reference) => {
            let confirmed = confirm(connection, reference).await?;
            return noted(connection, change, confirmed, now).await;
        }
        Change::AskAgain(reference) => return ask_again(connection, reference, now).await,
        Change::Letter(letter) => {
            let queued = updates_letters::queue(connection, letter, now).await?;
            return noted(connection, change, queued, now).await;
        }
        Change::Correct(correction) => return correcting::correct(connection, change, correction, now).await,
        Change::Match(step) => return matches::take(connection, step, now).await,
        Change::Erase(reference, _) => {
            sqlx::query("DELETE FROM submissions WHERE reference = $1").bind(reference.as_str())
        }
        Change::Expire { form, received_before } => sqlx::query(
            "DELETE FROM submissions WHERE id IN
             (SELECT id FROM submissions WHERE form = $1 AND received_ms < $2 AND status <> $4
              ORDER BY received_ms LIMIT $3)",
        )
        .bind(form.as_str())
        .bind(received_before.as_millisecond())
        .bind(BATCH)
        // Its reader stops them when they like.
        .bind(Status::Confirmed.as_str()),
        Change::Handle(reference) => sqlx::query("UPDATE submissions SET status = $2 WHERE reference = $1")
            .bind(reference.as_str())
            .bind(Status::Handled.as_str()),
        Change::Note(reference, text, _) => sqlx::query(
            "INSERT INTO notes (submission, at_ms, text) SELECT id, $2, $3 FROM submissions WHERE reference = $1",
        )
        .bind(reference.as_str())
        .bind(now.as_millisecond())
        .bind(text.reveal().as_str()),
        Change::Try { id, state, due, fault } => sqlx::query(
            "UPDATE deliveries SET state = $2, attempts = attempts + 1, due_ms = coalesce($3, due_ms), fault = $4
             WHERE id = $1",
        )
        .bind(id)
        .bind(state.as_str())
        .bind(due.map(Timestamp::as_millisecond))
        .bind(fault.as_deref()),
        Change::Retry(reference) => sqlx::query(
            "UPDATE deliveries SET state = 'waiting', attempts = 0, due_ms = $2 WHERE state <> 'done' AND
             CASE WHEN $1 IS NULL THEN state = 'dead'
             ELSE submission = (SELECT id FROM submissions WHERE reference = $1) END",
        )
        .bind(reference.as_ref().map(Reference::as_str))
        .bind(now.as_millisecond()),
    };
    let found = query.execute(&mut *connection).await?.rows_affected();
    noted(connection, change, found, now).await
}

/// Tells the audit of what was changed.
async fn noted(
    connection: &mut SqliteConnection,
    change: &Change,
    found: u64,
    now: Timestamp,
) -> Result<u64, StoreError> {
    if found > 0 {
        audit(connection, change, found, now).await?;
    }
    Ok(found)
}

/// Fails where a change must not be made.
async fn forbid(connection: &mut SqliteConnection, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Note(reference, _, false) if sealing::is_sealed(connection, reference).await? => {
            Err(StoreError::NeedsRecipient)
        }
        Change::Handle(reference) if wants_updates(connection, reference).await? => {
            Err(StoreError::OfItsReader(reference.clone()))
        }
        _ => Ok(()),
    }
}

/// Whether this is a wish for updates.
async fn wants_updates(connection: &mut SqliteConnection, reference: &Reference) -> Result<bool, StoreError> {
    let found: i64 = sqlx::query_scalar("SELECT count(*) FROM submissions WHERE reference = $1 AND form = $2")
        .bind(reference.as_str())
        .bind(FormName::Updates.as_str())
        .fetch_one(connection)
        .await?;
    Ok(found > 0)
}

async fn confirm(connection: &mut SqliteConnection, reference: &Reference) -> Result<u64, StoreError> {
    let query = sqlx::query("UPDATE submissions SET status = $2 WHERE reference = $1 AND status = $3")
        .bind(reference.as_str())
        .bind(Status::Confirmed.as_str())
        .bind(Status::Unconfirmed.as_str());
    Ok(query.execute(connection).await?.rows_affected())
}

async fn ask_again(
    connection: &mut SqliteConnection,
    reference: &Reference,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let query = sqlx::query(
        "INSERT INTO deliveries (submission, kind, state, due_ms)
         SELECT id, $2, $3, $4 FROM submissions WHERE reference = $1 AND status = $5
         AND (SELECT count(*) FROM deliveries WHERE submission = submissions.id) < $6",
    )
    .bind(reference.as_str())
    .bind(DeliveryKind::UpdatesConfirm.as_str())
    .bind(DeliveryState::Waiting.as_str())
    .bind(now.as_millisecond())
    .bind(Status::Unconfirmed.as_str())
    .bind(MOST_LETTERS);
    Ok(query.execute(connection).await?.rows_affected())
}

pub(super) async fn audit(
    connection: &mut SqliteConnection,
    change: &Change,
    found: u64,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (action, reference, form) = match change {
        Change::Erase(reference, By::Staff) => ("erased", Some(reference), None),
        Change::Erase(reference, By::Reader) => ("erased by reader", Some(reference), None),
        Change::Correct(correction) => ("corrected", Some(&correction.reference), None),
        Change::Expire { form, .. } => ("expired", None, Some(form)),
        Change::Handle(reference) => ("handled", Some(reference), None),
        Change::Confirm(reference) => ("confirmed", Some(reference), None),
        Change::Letter(_) => ("mailed", None, Some(&FormName::Updates)),
        Change::Note(reference, ..) => ("noted", Some(reference), None),
        Change::Seal(_) => ("sealed", None, None),
        Change::Retry(reference) => ("retried", reference.as_ref(), None),
        // The delivery itself tells, and a match writes its own line.
        Change::Try { .. } | Change::AskAgain(_) | Change::Match(_) => return Ok(()),
    };
    log(connection, action, reference, form.copied(), found, now).await
}

/// Writes a line of the audit.
pub(super) async fn log(
    connection: &mut SqliteConnection,
    action: &str,
    reference: Option<&Reference>,
    form: Option<FormName>,
    found: u64,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO audit (at_ms, action, reference, form, requests) VALUES ($1, $2, $3, $4, $5)")
        .bind(now.as_millisecond())
        .bind(action)
        .bind(reference.map(Reference::as_str))
        .bind(form.map(FormName::as_str))
        .bind(i64::try_from(found).unwrap_or(i64::MAX))
        .execute(connection)
        .await?;
    Ok(())
}

/// Writes the whole database anew: when rows grow, as they do when they are sealed, SQLite moves their neighbours and
/// may leave copies of them in the gaps of a page, which it does not overwrite.
pub(super) async fn rebuild(connection: &mut SqliteConnection, deadline: Instant) -> Result<(), StoreError> {
    // The copy may be larger than memory.
    sqlx::query("PRAGMA temp_store = FILE")
        .execute(&mut *connection)
        .await?;
    let outcome = vacuum(connection, deadline).await;
    sqlx::query("PRAGMA temp_store = MEMORY").execute(connection).await?;
    outcome
}

async fn vacuum(connection: &mut SqliteConnection, deadline: Instant) -> Result<(), StoreError> {
    loop {
        let rebuilt = sqlx::query("VACUUM").execute(&mut *connection).await;
        match rebuilt.map_err(StoreError::from) {
            Err(StoreError::Busy) if Instant::now() < deadline => sleep(PAUSE).await,
            outcome => return outcome.map(drop),
        }
    }
}

/// Moves the log into the database and cuts it to nothing, unless a reader still needs it.
pub(super) async fn sweep(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let outcome: Result<(i64, i64, i64), _> = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(connection)
        .await;
    match outcome.map_err(StoreError::from) {
        Ok((0, ..)) => Ok(()),
        Ok(_) | Err(StoreError::Busy) => Err(StoreError::Lingering),
        Err(error) => Err(error),
    }
}

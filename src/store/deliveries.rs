//! What a request brings about outside the store: letters and calls that wait, are done, or were given up.
//!
//! A delivery is queued in the transaction of its request and names nobody, so that no request is acknowledged without
//! it, and none outlives its request.

use std::str::FromStr;

use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::forms::{Delivery as KitDelivery, Reference, Submission};

use super::{
    Listed, Store, StoreError,
    changes::Change,
    reading::{ListedRow, listed, unreadable},
};

/// How many due deliveries one look finds.
const BATCH: i64 = 1000;

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeliveryKind {
    /// A letter that tells staff of a request, and nothing about whose it is.
    StaffNotice,
    /// The same for a program of the operator.
    Webhook,
    /// The info kit, to the reader.
    KitLetter,
    /// A letter that tells staff that a reader has corrected a request.
    CorrectionNotice,
    /// The same for a program of the operator.
    CorrectionWebhook,
    /// The letter by which a reader confirms that they want updates.
    UpdatesConfirm,
    /// A letter of staff to everybody who wants updates.
    UpdatesLetter,
    /// The question whether a reader would like to talk with another one.
    MatchProposal,
    /// How to reach the other one, after both have accepted.
    MatchIntroduction,
    /// That it did not come about.
    MatchEnded,
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// It has not been sent yet, or has failed and will be tried again.
    Waiting,
    /// Its request is sealed: staff send it, with the key.
    Held,
    /// Staff have been told to call; they note when they have.
    ToCall,
    /// It has been sent, or staff have called.
    Done,
    /// It has failed for so long that it is not tried again, until staff ask for it.
    Dead,
}

/// One delivery; holds nothing personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Tells it from every other one.
    pub id: i64,
    /// The request that it belongs to, as in lists.
    pub request: Listed,
    /// What is sent.
    pub kind: DeliveryKind,
    /// How far it is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next; after that, when it would have been.
    pub due: Timestamp,
    /// Why the last try failed. `None` when none has failed.
    pub fault: Option<String>,
}

/// How many deliveries need somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    /// Those that are still to be sent.
    pub waiting: u64,
    /// Those that only staff can send, since their requests are sealed.
    pub held: u64,
    /// Those that were given up.
    pub dead: u64,
}

/// How a try ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try<'a> {
    /// It was sent.
    Sent,
    /// It cannot be made here: its request is sealed.
    Held,
    /// Staff were told to call.
    ToCall,
    /// It was not, and is tried again.
    Again {
        /// Why, in a few words that name nobody.
        fault: &'a str,
        /// When.
        due: Timestamp,
    },
    /// It was not, and is given up.
    GivenUp {
        /// Why, in a few words that name nobody.
        fault: &'a str,
    },
}

impl DeliveryKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::StaffNotice,
        Self::Webhook,
        Self::KitLetter,
        Self::CorrectionNotice,
        Self::CorrectionWebhook,
        Self::UpdatesConfirm,
        Self::UpdatesLetter,
        Self::MatchProposal,
        Self::MatchIntroduction,
        Self::MatchEnded,
    ];

    /// The word in the store and in lists.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StaffNotice => "staff-notice",
            Self::Webhook => "webhook",
            Self::KitLetter => "kit-letter",
            Self::CorrectionNotice => "correction-notice",
            Self::CorrectionWebhook => "correction-webhook",
            Self::UpdatesConfirm => "updates-confirm",
            Self::UpdatesLetter => "updates-letter",
            Self::MatchProposal => "match-proposal",
            Self::MatchIntroduction => "match-introduction",
            Self::MatchEnded => "match-ended",
        }
    }

    /// What a request brings about; the one place that decides it. `webhook` tells whether a program waits for calls.
    pub(super) fn brought_by(submission: &Submission, webhook: bool) -> Vec<Self> {
        let answered = match submission {
            Submission::Kit(request) => match request.delivery {
                KitDelivery::Email { .. } => vec![Self::KitLetter, Self::StaffNotice],
                KitDelivery::Post { .. } => vec![Self::StaffNotice],
            },
            Submission::Contact(_)
            | Submission::ScanReview(_)
            | Submission::ConnectSeeker(_)
            | Submission::ConnectVolunteer(_) => vec![Self::StaffNotice],
            // Nobody but the address itself can say that it is right, so that staff need not hear of it.
            Submission::Updates(_) => return vec![Self::UpdatesConfirm],
            // Nobody waits for an answer; staff read it when they mend pages.
            Submission::Feedback(_) => return Vec::new(),
        };
        answered.into_iter().chain(webhook.then_some(Self::Webhook)).collect()
    }

    /// What a request brings about when its reader corrects it: the reader gets what they would have got.
    pub(super) fn brought_by_correction(submission: &Submission, webhook: bool) -> Vec<Self> {
        let anew = |kind| match kind {
            Self::StaffNotice => Self::CorrectionNotice,
            Self::Webhook => Self::CorrectionWebhook,
            to_reader => to_reader,
        };
        let first = Self::brought_by(submission, webhook);
        first.into_iter().map(anew).collect()
    }
}

impl FromStr for DeliveryKind {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or("no kind of delivery")
    }
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Held, Self::ToCall, Self::Done, Self::Dead];

    /// The word in the store and in lists.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::ToCall => "to-call",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }
}

impl FromStr for DeliveryState {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or("a delivery is waiting, held, to-call, done or dead")
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    delivery: i64,
    kind: String,
    state: String,
    attempts: i64,
    due_ms: i64,
    fault: Option<String>,
    reference: String,
    form: String,
    language: String,
    status: String,
    received_ms: i64,
}

impl Store {
    /// The deliveries in one state, or all, oldest first.
    pub async fn deliveries(&self, state: Option<DeliveryState>) -> Result<Vec<Delivery>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT deliveries.id AS delivery, kind, state, attempts, due_ms, fault,
             reference, form, language, status, received_ms
             FROM deliveries JOIN submissions ON submissions.id = submission
             WHERE $1 IS NULL OR state = $1 ORDER BY deliveries.id",
        )
        .bind(state.map(DeliveryState::as_str))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(delivery).collect()
    }

    /// Whether there is a delivery with this id.
    pub async fn has_delivery(&self, id: i64) -> Result<bool, StoreError> {
        let found: i64 = sqlx::query_scalar("SELECT count(*) FROM deliveries WHERE id = $1")
            .bind(id)
            .fetch_one(&self.readers)
            .await?;
        Ok(found > 0)
    }

    /// Some of the deliveries that are due, those that have waited longest first.
    pub async fn due_deliveries(&self, now: Timestamp) -> Result<Vec<Delivery>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT deliveries.id AS delivery, kind, state, attempts, due_ms, fault,
             reference, form, language, status, received_ms
             FROM deliveries JOIN submissions ON submissions.id = submission
             WHERE state = 'waiting' AND due_ms <= $1 ORDER BY due_ms, deliveries.id LIMIT $2",
        )
        .bind(now.as_millisecond())
        .bind(BATCH)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(delivery).collect()
    }

    /// How many deliveries wait, for the site and for staff, and how many were given up.
    pub async fn count_deliveries(&self) -> Result<DeliveryCounts, StoreError> {
        let (waiting, held, dead): (i64, i64, i64) = sqlx::query_as(
            "SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'held'),
             count(*) FILTER (WHERE state = 'dead') FROM deliveries WHERE state IN ('waiting', 'held', 'dead')",
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(DeliveryCounts {
            waiting: u64::try_from(waiting).unwrap_or_default(),
            held: u64::try_from(held).unwrap_or_default(),
            dead: u64::try_from(dead).unwrap_or_default(),
        })
    }

    /// Writes down how a try ended; `false` when the delivery is gone, and its request with it.
    pub async fn tried(&self, id: i64, outcome: Try<'_>, now: Timestamp) -> Result<bool, StoreError> {
        let (state, due, fault) = match outcome {
            Try::Sent => (DeliveryState::Done, None, None),
            Try::Held => (DeliveryState::Held, None, None),
            Try::ToCall => (DeliveryState::ToCall, None, None),
            Try::Again { fault, due } => (DeliveryState::Waiting, Some(due), Some(fault.to_owned())),
            Try::GivenUp { fault } => (DeliveryState::Dead, None, Some(fault.to_owned())),
        };
        let change = Change::Try { id, state, due, fault };
        Ok(self.change(change, now).await? > 0)
    }

    /// Has deliveries tried again at once, as if for the first time: those of one request that are not done, or all
    /// that were given up. Gives how many they are.
    pub async fn retry_deliveries(&self, of: Option<&Reference>, now: Timestamp) -> Result<u64, StoreError> {
        self.change(Change::Retry(of.cloned()), now).await
    }

    /// Returns when deliveries may have been queued since it was last called.
    pub async fn deliveries_queued(&self) {
        self.queued.notified().await;
    }
}

/// Queues the deliveries of a correction in the place of what is still to be sent, but for what tells of the request
/// itself: nothing goes to an address that has been taken back. What is to be said about a match is said anew, in the way
/// that is now asked for.
pub(super) async fn queue_correction(
    connection: &mut SqliteConnection,
    submission: i64,
    kinds: &[DeliveryKind],
    due: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM deliveries WHERE submission = $1 AND state <> $2 AND kind NOT IN ($3, $4)
         AND kind NOT LIKE 'match-%'",
    )
    .bind(submission)
    .bind(DeliveryState::Done.as_str())
    .bind(DeliveryKind::StaffNotice.as_str())
    .bind(DeliveryKind::Webhook.as_str())
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE deliveries SET state = $3, attempts = 0, due_ms = $4
         WHERE submission = $1 AND state <> $2 AND kind LIKE 'match-%'",
    )
    .bind(submission)
    .bind(DeliveryState::Done.as_str())
    .bind(DeliveryState::Waiting.as_str())
    .bind(due.as_millisecond())
    .execute(&mut *connection)
    .await?;
    queue(connection, submission, kinds, due).await
}

/// Queues the deliveries of a request that has just become a row.
pub(super) async fn queue(
    connection: &mut SqliteConnection,
    submission: i64,
    kinds: &[DeliveryKind],
    due: Timestamp,
) -> Result<(), StoreError> {
    for kind in kinds {
        sqlx::query("INSERT INTO deliveries (submission, kind, state, due_ms) VALUES ($1, $2, $3, $4)")
            .bind(submission)
            .bind(kind.as_str())
            .bind(DeliveryState::Waiting.as_str())
            .bind(due.as_millisecond())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

fn delivery(row: Row) -> Result<Delivery, StoreError> {
    let key = row.reference.clone();
    let about: ListedRow = (row.reference, row.form, row.language, row.status, row.received_ms);
    Ok(Delivery {
        id: row.delivery,
        request: listed(about)?,
        kind: row.kind.parse().map_err(|cause: &str| unreadable(&key, &cause))?,
        state: row.state.parse().map_err(|cause: &str| unreadable(&key, &cause))?,
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        due: Timestamp::from_millisecond(row.due_ms).map_err(|cause| unreadable(&key, &cause))?,
        fault: row.fault,
    })
}

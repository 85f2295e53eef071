//! Letters of staff to everybody who wants updates: kept once, and queued once for each address that has confirmed.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use crate::forms::FormName;

use super::{
    DeliveryKind, DeliveryState, Status, Store, StoreError, audit::moment, changes::Change, sealing::FIRST_LINE,
};

/// A letter of staff; holds nothing of its readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdatesLetter {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// How many addresses have confirmed that they want updates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpdatesReaders {
    /// All of them.
    pub all: u64,
    /// Those that are sealed, so that staff send their letters.
    pub sealed: u64,
}

impl UpdatesLetter {
    fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"discwise updates letter 1\0");
        hash.update((self.subject.len() as u64).to_be_bytes());
        hash.update(&self.subject);
        hash.update(&self.text);
        hash.finalize().into()
    }
}

impl Store {
    /// To how many a letter would go now.
    pub async fn count_updates_readers(&self) -> Result<UpdatesReaders, StoreError> {
        let (all, sealed): (i64, i64) = sqlx::query_as(
            "SELECT count(*), count(*) FILTER (WHERE sealed) FROM
                 (SELECT substr(personal, 1, length($3)) = $3 AS sealed, min(id) FROM submissions
                  WHERE form = $1 AND status = $2 GROUP BY coalesce(email_mac, id))",
        )
        .bind(FormName::Updates.as_str())
        .bind(Status::Confirmed.as_str())
        .bind(FIRST_LINE)
        .fetch_one(&self.readers)
        .await?;
        Ok(UpdatesReaders {
            all: all.unsigned_abs(),
            sealed: sealed.unsigned_abs(),
        })
    }

    /// When this very letter was queued. `None` when it was not.
    pub async fn letter_queued(&self, letter: &UpdatesLetter) -> Result<Option<Timestamp>, StoreError> {
        let queued: Option<i64> = sqlx::query_scalar("SELECT queued_ms FROM updates_letters WHERE digest = $1")
            .bind(letter.digest().as_slice())
            .fetch_optional(&self.readers)
            .await?;
        queued.map(moment).transpose()
    }

    /// Queues a letter for each address that has confirmed, once; gives how many they are. 0 when the same letter was
    /// queued before, or nobody has confirmed; then nothing is kept of it.
    pub async fn queue_letter(&self, letter: &UpdatesLetter, now: Timestamp) -> Result<u64, StoreError> {
        let queued = self.change(Change::Letter(letter.clone()), now).await?;
        self.queued.notify_one();
        Ok(queued)
    }

    /// The letter that a delivery is to carry. `None` when the delivery is gone, and its reader with it.
    pub async fn letter_of(&self, delivery: i64) -> Result<Option<UpdatesLetter>, StoreError> {
        let row: Option<(String, String)> = sqlx::query_as(
            "SELECT subject, text FROM deliveries JOIN updates_letters ON updates_letters.id = updates_letter
             WHERE deliveries.id = $1",
        )
        .bind(delivery)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|(subject, text)| UpdatesLetter { subject, text }))
    }
}

/// Keeps the letter and queues it, or does neither.
pub(super) async fn queue(
    connection: &mut SqliteConnection,
    letter: &UpdatesLetter,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let kept = sqlx::query(
        "INSERT INTO updates_letters (digest, subject, text, queued_ms) SELECT $1, $2, $3, $4
         WHERE EXISTS (SELECT 1 FROM submissions WHERE form = $5 AND status = $6) ON CONFLICT DO NOTHING",
    )
    .bind(letter.digest().as_slice())
    .bind(letter.subject.as_str())
    .bind(letter.text.as_str())
    .bind(now.as_millisecond())
    .bind(FormName::Updates.as_str())
    .bind(Status::Confirmed.as_str())
    .execute(&mut *connection)
    .await?;
    if kept.rows_affected() == 0 {
        return Ok(0);
    }
    // Who has asked twice gets it once.
    let queued = sqlx::query(
        "INSERT INTO deliveries (submission, kind, state, due_ms, updates_letter)
         SELECT min(id), $1, $2, $3, $4 FROM submissions WHERE form = $5 AND status = $6
         GROUP BY coalesce(email_mac, id)",
    )
    .bind(DeliveryKind::UpdatesLetter.as_str())
    .bind(DeliveryState::Waiting.as_str())
    .bind(now.as_millisecond())
    .bind(kept.last_insert_rowid())
    .bind(FormName::Updates.as_str())
    .bind(Status::Confirmed.as_str())
    .execute(connection)
    .await?;
    Ok(queued.rows_affected())
}

//! What was done to requests, and when; nothing here can be traced to a person.

use jiff::Timestamp;

use crate::forms::Reference;

use super::{Store, StoreError, reading};

/// One line of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// When it was done.
    pub at: Timestamp,
    /// What was done, such as `erased`.
    pub action: String,
    /// To which request. `None` where it was done to many.
    pub reference: Option<Reference>,
    /// To the requests of which form. `None` where it was done to one, or to all forms.
    pub form: Option<String>,
    /// To how many requests.
    pub requests: i64,
}

type AuditRow = (i64, String, Option<String>, Option<String>, i64);

impl Store {
    /// All that was done, newest first.
    pub async fn audit(&self) -> Result<Vec<Audited>, StoreError> {
        let rows: Vec<AuditRow> =
            sqlx::query_as("SELECT at_ms, action, reference, form, requests FROM audit ORDER BY id DESC")
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter().map(audited).collect()
    }

    /// The latest time that the store knows: when the newest request came or something was last done. `None` for a
    /// store in which nothing has happened.
    pub async fn latest(&self) -> Result<Option<Timestamp>, StoreError> {
        let latest: Option<i64> = sqlx::query_scalar(
            "SELECT max(ms) FROM (SELECT max(received_ms) AS ms FROM submissions UNION ALL SELECT max(at_ms) FROM audit)",
        )
        .fetch_one(&self.readers)
        .await?;
        latest.map(moment).transpose()
    }
}

fn audited((ms, action, reference, form, requests): AuditRow) -> Result<Audited, StoreError> {
    Ok(Audited {
        at: moment(ms)?,
        action,
        reference: reference.map(|text| reading::reference(&text)).transpose()?,
        form,
        requests,
    })
}

/// A time that the store itself has written.
pub(super) fn moment(ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(ms).map_err(|_never_written| StoreError::Damaged)
}

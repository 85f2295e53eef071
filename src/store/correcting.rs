//! A request sent anew by its reader: other words under the same reference.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::forms::{FormName, Reference, Submission};

use super::{
    DeliveryKind, Status, Store, StoreError,
    changes::{self, Change},
    deliveries,
    site_key::ContactCodes,
};

/// What takes the place of what was stored.
pub(super) struct Correction {
    pub(super) reference: Reference,
    form: FormName,
    personal: String,
    codes: ContactCodes,
    deliveries: Vec<DeliveryKind>,
}

impl Store {
    /// Puts a submission of the same form in the place of what was stored under a reference; staff are to look at it
    /// again. `false` when there is no such request.
    ///
    /// The key that it was first sent with stays that of its first words: who sends those once more, by going back in
    /// the browser, gets the reference that they have, and no second request.
    pub async fn correct(
        &self,
        reference: &Reference,
        submission: &Submission,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let correction = Correction {
            reference: reference.clone(),
            form: submission.form(),
            personal: self.settings.recipients.enclose(submission.reveal_json()?)?,
            codes: self.key_file.key()?.codes(&submission.contact_points()),
            deliveries: DeliveryKind::brought_by_correction(submission, self.settings.webhook),
        };
        let found = self.change(Change::Correct(correction), now).await?;
        self.queued.notify_one();
        Ok(found > 0)
    }
}

/// Writes a correction. The same one twice, as by a double click, changes nothing; only where it is sealed that cannot be
/// seen, and staff are told once more.
pub(super) async fn correct(
    connection: &mut SqliteConnection,
    change: &Change,
    correction: &Correction,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let kept: Option<(i64, String)> =
        sqlx::query_as("SELECT id, personal FROM submissions WHERE reference = $1 AND form = $2")
            .bind(correction.reference.as_str())
            .bind(correction.form.as_str())
            .fetch_optional(&mut *connection)
            .await?;
    let Some((row, kept)) = kept else { return Ok(0) };
    if kept == correction.personal {
        return Ok(1);
    }
    sqlx::query("UPDATE submissions SET personal = $2, email_mac = $3, phone_mac = $4, status = $5 WHERE id = $1")
        .bind(row)
        .bind(correction.personal.as_str())
        .bind(correction.codes.email_bytes())
        .bind(correction.codes.phone_bytes())
        .bind(Status::New.as_str())
        .execute(&mut *connection)
        .await?;
    deliveries::queue_correction(connection, row, &correction.deliveries, now).await?;
    changes::audit(connection, change, 1, now).await?;
    Ok(1)
}

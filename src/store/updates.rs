//! Wishes for updates: confirmed, asked about once more, stopped.

use jiff::Timestamp;

use crate::forms::{FormName, Reference};

use super::{
    DeliveryKind, Status, Store, StoreError,
    changes::{By, Change},
    reading::{self, unreadable},
};

impl Store {
    /// Notes that an address wants updates; `false` when there is no unconfirmed wish of this reference.
    pub async fn confirm_updates(&self, reference: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.change(Change::Confirm(reference.clone()), now).await? > 0)
    }

    /// Sends another letter to confirm by, which makes the links in older ones void; `false` when there is nothing to
    /// confirm.
    pub async fn ask_again_to_confirm(&self, reference: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        let asked = self.change(Change::AskAgain(reference.clone()), now).await? > 0;
        self.queued.notify_one();
        Ok(asked)
    }

    /// The state of a wish for updates, and its newest letter to confirm by. `None` when there is none.
    pub async fn updates_wish(&self, reference: &Reference) -> Result<Option<(Status, i64)>, StoreError> {
        let row: Option<(String, i64)> = sqlx::query_as(
            "SELECT status, max(deliveries.id) FROM submissions JOIN deliveries ON deliveries.submission = submissions.id
             WHERE reference = $1 AND form = $2 AND kind = $3 GROUP BY submissions.id",
        )
        .bind(reference.as_str())
        .bind(FormName::Updates.as_str())
        .bind(DeliveryKind::UpdatesConfirm.as_str())
        .fetch_optional(&self.readers)
        .await?;
        let read = |(status, letter): (String, i64)| {
            let status = status
                .parse()
                .map_err(|cause: &str| unreadable(reference.as_str(), &cause))?;
            Ok((status, letter))
        };
        row.map(read).transpose()
    }

    /// Removes a wish for updates and every other one of the same address; `false` when there is none of this reference.
    pub async fn stop_updates(&self, reference: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        let same: Vec<String> = sqlx::query_scalar(
            "SELECT others.reference FROM submissions AS others JOIN submissions AS this ON others.form = this.form
             AND (others.id = this.id OR others.email_mac = this.email_mac) WHERE this.reference = $1 AND this.form = $2",
        )
        .bind(reference.as_str())
        .bind(FormName::Updates.as_str())
        .fetch_all(&self.readers)
        .await?;
        for one in &same {
            self.change(Change::Erase(reading::reference(one)?, By::Reader), now)
                .await?;
        }
        self.sweep().await?;
        Ok(!same.is_empty())
    }
}

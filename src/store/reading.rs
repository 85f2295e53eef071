//! What staff can ask the store.

use std::{convert::Infallible, str::FromStr};

use jiff::Timestamp;

use crate::forms::{ContactPoint, FormName, Private, Reference, Submission};

use super::{Envelope, Identities, Store, StoreError, sealing::FIRST_LINE, site_key::StoredCodes};

/// How many requests one [`Store::next_stored`] reads.
const BATCH: i64 = 500;

/// Which requests are meant; the default means all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of one form.
    pub form: Option<FormName>,
    /// Only those in one state.
    pub status: Option<Status>,
    /// Only those that came before this moment.
    pub received_before: Option<Timestamp>,
}

/// What has been done about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing yet.
    New,
    /// Staff have dealt with it.
    Handled,
    /// Its address has not said yet that it wants updates.
    Unconfirmed,
    /// Its address wants updates.
    Confirmed,
}

impl Status {
    /// Every state, in the order in which a request passes through them.
    pub const ALL: [Self; 4] = [Self::New, Self::Handled, Self::Unconfirmed, Self::Confirmed];

    /// What a request of a form begins with.
    pub(super) fn first_of(form: FormName) -> Self {
        match form {
            FormName::Updates => Self::Unconfirmed,
            _ => Self::New,
        }
    }

    /// The word in the store and in lists.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Handled => "handled",
            Self::Unconfirmed => "unconfirmed",
            Self::Confirmed => "confirmed",
        }
    }
}

impl FromStr for Status {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or("a status is new, handled, unconfirmed or confirmed")
    }
}

/// What may be known of a request without opening it; holds nothing personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The number that the reader has.
    pub reference: Reference,
    /// The form it came by.
    pub form: FormName,
    /// The tag of the language it was written in.
    pub language: String,
    /// What has been done about it.
    pub status: Status,
    /// When it was stored.
    pub received: Timestamp,
}

/// A whole request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its place in the order of arrival, for [`Store::next_stored`].
    pub position: i64,
    /// What is in every list.
    pub listed: Listed,
    /// What the reader asked or wrote.
    pub submission: Envelope<Submission>,
    /// What staff wrote down, in order.
    pub notes: Vec<Note>,
}

/// A note of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When it was written.
    pub at: Timestamp,
    /// One line.
    pub text: Envelope<Private<String>>,
}

/// How many requests can be read by whoever has the store, and how many cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnvelopeCount {
    /// The request or a note of it is open.
    pub open: u64,
    /// The request and every note of it are sealed.
    pub sealed: u64,
}

impl Stored {
    /// The request with everything opened that is sealed to one of these identities.
    pub fn opened_by(self, identities: &Identities) -> Result<Self, StoreError> {
        let Self { listed, .. } = &self;
        let (form, reference) = (listed.form, listed.reference.clone());
        let damaged = |cause: String| unreadable(reference.as_str(), &cause);
        let read = |json: String| Submission::from_json(form, &json);
        let notes = self.notes.into_iter().map(|note| {
            let text = note
                .text
                .opened_by(identities, |text| Ok::<_, Infallible>(Private::new(text)));
            Ok(Note {
                at: note.at,
                text: text.map_err(damaged)?,
            })
        });
        Ok(Self {
            submission: self.submission.opened_by(identities, read).map_err(damaged)?,
            notes: notes.collect::<Result<_, StoreError>>()?,
            ..self
        })
    }

    /// Whether anything of it is still sealed.
    pub fn is_sealed(&self) -> bool {
        self.submission.open().is_none() || self.notes.iter().any(|note| note.text.open().is_none())
    }
}

pub(super) type ListedRow = (String, String, String, String, i64);
type StoredRow = (i64, String, String, String, String, i64, String);

impl Store {
    /// The requests that a filter lets through, newest first.
    pub async fn list(&self, filter: &Filter) -> Result<Vec<Listed>, StoreError> {
        let rows: Vec<ListedRow> = sqlx::query_as(
            "SELECT reference, form, language, status, received_ms FROM submissions
             WHERE ($1 IS NULL OR form = $1) AND ($2 IS NULL OR status = $2) AND ($3 IS NULL OR received_ms < $3)
             ORDER BY received_ms DESC, id DESC",
        )
        .bind(filter.form.map(FormName::as_str))
        .bind(filter.status.map(Status::as_str))
        .bind(filter.received_before.map(Timestamp::as_millisecond))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(listed).collect()
    }

    /// Whether there is a request with this reference.
    pub async fn has(&self, reference: &Reference) -> Result<bool, StoreError> {
        let found: i64 = sqlx::query_scalar("SELECT count(*) FROM submissions WHERE reference = $1")
            .bind(reference.as_str())
            .fetch_one(&self.readers)
            .await?;
        Ok(found > 0)
    }

    /// The request with this reference. `None` when there is none.
    pub async fn find(&self, reference: &Reference) -> Result<Option<Stored>, StoreError> {
        let row: Option<StoredRow> = sqlx::query_as(
            "SELECT id, reference, form, language, status, received_ms, personal FROM submissions
             WHERE reference = $1",
        )
        .bind(reference.as_str())
        .fetch_optional(&self.readers)
        .await?;
        Ok(self.stored(row.into_iter().collect()).await?.pop())
    }

    /// The request with this reference, if its sender gave this address or this number. `None` when there is none, and
    /// when it is of somebody else; both take the same work, so that nobody can tell them apart by the clock.
    pub async fn find_by_contact(
        &self,
        reference: &Reference,
        contact: &ContactPoint,
    ) -> Result<Option<Stored>, StoreError> {
        let codes: Option<StoredCodes> =
            sqlx::query_as("SELECT email_mac, phone_mac FROM submissions WHERE reference = $1")
                .bind(reference.as_str())
                .fetch_optional(&self.readers)
                .await?;
        if self.key_file.key()?.knows(contact, &codes.unwrap_or_default()) {
            self.find(reference).await
        } else {
            Ok(None)
        }
    }

    /// The next requests after a position (0 for the first), in the order of arrival; empty after the last. An export
    /// of any length needs the memory of one such batch, and holds no lock between two.
    pub async fn next_stored(&self, filter: &Filter, after: i64) -> Result<Vec<Stored>, StoreError> {
        let rows: Vec<StoredRow> = sqlx::query_as(
            "SELECT id, reference, form, language, status, received_ms, personal FROM submissions
             WHERE id > $1 AND ($2 IS NULL OR form = $2) AND ($3 IS NULL OR status = $3)
             AND ($4 IS NULL OR received_ms < $4) ORDER BY id LIMIT $5",
        )
        .bind(after)
        .bind(filter.form.map(FormName::as_str))
        .bind(filter.status.map(Status::as_str))
        .bind(filter.received_before.map(Timestamp::as_millisecond))
        .bind(BATCH)
        .fetch_all(&self.readers)
        .await?;
        self.stored(rows).await
    }

    /// How many requests are open and how many are sealed.
    pub async fn count_envelopes(&self) -> Result<EnvelopeCount, StoreError> {
        let (all, open): (i64, i64) = sqlx::query_as(
            "SELECT count(*), count(*) FILTER (WHERE substr(personal, 1, length($1)) <> $1 OR id IN
                 (SELECT submission FROM notes WHERE substr(text, 1, length($1)) <> $1))
             FROM submissions",
        )
        .bind(FIRST_LINE)
        .fetch_one(&self.readers)
        .await?;
        Ok(EnvelopeCount {
            open: open.unsigned_abs(),
            sealed: (all - open).unsigned_abs(),
        })
    }

    /// Rows in the order of arrival, with the notes that belong to them.
    async fn stored(&self, rows: Vec<StoredRow>) -> Result<Vec<Stored>, StoreError> {
        let (Some((first, ..)), Some((last, ..))) = (rows.first(), rows.last()) else {
            return Ok(Vec::new());
        };
        let notes: Vec<(i64, i64, String)> = sqlx::query_as(
            "SELECT submission, at_ms, text FROM notes WHERE submission BETWEEN $1 AND $2 ORDER BY submission, id",
        )
        .bind(first)
        .bind(last)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|row| stored(row, &notes)).collect()
    }
}

/// Reads a reference that the store itself has written.
pub(super) fn reference(text: &str) -> Result<Reference, StoreError> {
    Reference::from_str(text).map_err(|fault| unreadable(text, &fault))
}

fn stored(row: StoredRow, notes: &[(i64, i64, String)]) -> Result<Stored, StoreError> {
    let (position, key, form, language, status, ms, personal) = row;
    let listed = listed((key, form, language, status, ms))?;
    let of_others = notes.partition_point(|(submission, ..)| *submission < position);
    let own = notes
        .iter()
        .skip(of_others)
        .take_while(|(submission, ..)| *submission == position);
    let notes = own.map(|(_, ms, text)| {
        Ok(Note {
            at: moment(*ms, &listed.reference)?,
            text: Envelope::of_kept(text.clone()).map(Private::new),
        })
    });
    let notes = notes.collect::<Result<_, StoreError>>()?;
    let submission = Envelope::of_kept(personal)
        .map(|json| Submission::from_json(listed.form, &json))
        .transpose()
        .map_err(|fault| unreadable(listed.reference.as_str(), &fault))?;
    Ok(Stored {
        position,
        listed,
        submission,
        notes,
    })
}

pub(super) fn listed((key, form, language, status, ms): ListedRow) -> Result<Listed, StoreError> {
    let reference = reference(&key)?;
    Ok(Listed {
        received: moment(ms, &reference)?,
        reference,
        form: FormName::from_str(&form).map_err(|fault| unreadable(&key, &fault))?,
        language,
        status: Status::from_str(&status).map_err(|fault| unreadable(&key, &fault))?,
    })
}

pub(super) fn moment(ms: i64, reference: &Reference) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(ms).map_err(|fault| unreadable(reference.as_str(), &fault))
}

pub(super) fn unreadable(reference: &str, cause: &impl ToString) -> StoreError {
    StoreError::Unreadable {
        reference: reference.to_owned(),
        cause: cause.to_string(),
    }
}

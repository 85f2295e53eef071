//! Turns requests into rows: however many share a commit, one statement takes them all, since each way to the thread of
//! the database and back costs as much as several rows.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;
use tokio::time::Instant;

use crate::forms::{Digest, FormName, Language, Reference, Submission, SubmissionKey};

use super::{
    DeliveryKind, DeliveryState, Receipt, Status, StoreError,
    connection::{begin, commit, roll_back},
    reading,
    site_key::ContactCodes,
};

/// With so few tries a taken reference is bad luck; after them it is a fault.
const REFERENCE_TRIES: usize = 8;

/// Stores what is new with its deliveries, and tells of each request that is not new what stands under its key: nothing
/// where its reference belongs to another one. `$1` is a JSON array of [`Row`]s. A reference is fresh in every try, so that
/// it stands beside its key only if this statement has put it there.
const STORE: &str = "
    INSERT INTO submissions (reference, key_hash, digest, form, language, status, received_ms, personal, email_mac,
                             phone_mac)
    SELECT value ->> 'reference', unhex(value ->> 'key_hash'), unhex(value ->> 'digest'), value ->> 'form',
           value ->> 'language', value ->> 'status', value ->> 'received_ms', value ->> 'personal',
           unhex(value ->> 'email_mac'), unhex(value ->> 'phone_mac')
    FROM json_each($1) WHERE true ON CONFLICT DO NOTHING;

    INSERT INTO deliveries (submission, kind, state, due_ms)
    SELECT submissions.id, kinds.value, $2, received_ms FROM json_each($1) AS sent
    CROSS JOIN submissions ON reference = sent.value ->> 'reference' AND key_hash = unhex(sent.value ->> 'key_hash')
    CROSS JOIN json_each(sent.value -> 'deliveries') AS kinds;

    SELECT sent.key, reference, digest FROM json_each($1) AS sent
    LEFT JOIN submissions ON key_hash = unhex(sent.value ->> 'key_hash')
    WHERE reference IS NOT sent.value ->> 'reference'";

/// A request on its way to a row.
pub(super) struct Entry {
    key_hash: Digest,
    digest: Digest,
    form: FormName,
    language: Language,
    received: Timestamp,
    /// The fields as JSON, or that sealed.
    personal: String,
    codes: ContactCodes,
    deliveries: Vec<DeliveryKind>,
}

/// The same in JSON, with bytes in hexadecimal.
#[derive(Serialize)]
struct Row<'a> {
    reference: &'a str,
    key_hash: String,
    digest: String,
    form: &'static str,
    language: &'static str,
    status: &'static str,
    received_ms: i64,
    personal: &'a str,
    email_mac: Option<String>,
    phone_mac: Option<String>,
    deliveries: Vec<&'static str>,
}

impl Entry {
    pub(super) fn new(
        submission: &Submission,
        kept: String,
        language: Language,
        key: &SubmissionKey,
        codes: ContactCodes,
        deliveries: Vec<DeliveryKind>,
        received: Timestamp,
    ) -> Self {
        Self {
            key_hash: key.fingerprint(),
            digest: submission.digest(key),
            form: submission.form(),
            language,
            received,
            personal: kept,
            codes,
            deliveries,
        }
    }

    fn row<'a>(&'a self, reference: &'a Reference) -> Row<'a> {
        Row {
            reference: reference.as_str(),
            key_hash: hex(self.key_hash.as_bytes()),
            digest: hex(self.digest.as_bytes()),
            form: self.form.as_str(),
            language: self.language.tag(),
            status: Status::first_of(self.form).as_str(),
            received_ms: self.received.as_millisecond(),
            personal: &self.personal,
            email_mac: self.codes.email_bytes().map(hex),
            phone_mac: self.codes.phone_bytes().map(hex),
            deliveries: self.deliveries.iter().map(|kind| kind.as_str()).collect(),
        }
    }
}

/// What SQL reads back with `unhex`.
fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// What each of many requests is answered.
pub(super) type Outcomes = Vec<Result<Receipt, StoreError>>;

/// Stores requests in one transaction. Only what concerns one of them alone is told of that one; any other failure is of
/// all.
pub(super) async fn store(
    connection: &mut SqliteConnection,
    entries: &[&Entry],
    deadline: Instant,
) -> Result<Outcomes, StoreError> {
    for _ in 0..REFERENCE_TRIES {
        begin(connection, deadline).await?;
        let found = find_or_insert(connection, entries).await;
        let anything_new = matches!(&found, Ok(Some(outcomes)) if outcomes.iter().flatten().any(|told| !told.repeated));
        let stored = if anything_new {
            commit(connection).await.and(found)
        } else {
            found
        };
        if stored.is_err() || !anything_new {
            // SQLite takes back some failed transactions by itself; then there is nothing to roll back, which is well.
            roll_back(connection).await.ok();
        }
        if let Some(outcomes) = stored? {
            return Ok(outcomes);
        }
    }
    Err(StoreError::NoFreeReference)
}

/// Puts the rows there that are not. `None` when one of the references was taken: all is to be done anew with others.
async fn find_or_insert(connection: &mut SqliteConnection, entries: &[&Entry]) -> Result<Option<Outcomes>, StoreError> {
    let references = entries.iter().map(|_| Reference::random());
    let references = references.collect::<Result<Vec<_>, _>>()?;
    let rows = entries.iter().zip(&references);
    let rows: Vec<_> = rows.map(|(entry, reference)| entry.row(reference)).collect();
    let standing: Vec<(i64, Option<String>, Option<Vec<u8>>)> = sqlx::query_as(STORE)
        .bind(serde_json::to_string(&rows).map_err(|cause| sqlx::Error::Encode(cause.into()))?)
        .bind(DeliveryState::Waiting.as_str())
        .fetch_all(connection)
        .await?;
    let mut outcomes: Outcomes = references.into_iter().map(|fresh| Ok(receipt(fresh, false))).collect();
    for (at, reference, digest) in standing {
        let (Some(reference), Some(digest)) = (reference, digest) else {
            return Ok(None);
        };
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        if let (Some(entry), Some(outcome)) = (entries.get(at), outcomes.get_mut(at)) {
            *outcome = if digest == entry.digest.as_bytes() {
                Ok(receipt(reading::reference(&reference)?, true))
            } else {
                Err(StoreError::KeyReused)
            };
        }
    }
    Ok(Some(outcomes))
}

fn receipt(reference: Reference, repeated: bool) -> Receipt {
    Receipt { reference, repeated }
}

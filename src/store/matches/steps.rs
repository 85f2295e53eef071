//! The steps of a match, each with its letters and its line in the audit in one transaction.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{MatchState, Side};
use crate::{
    forms::Reference,
    store::{DeliveryKind, DeliveryState, StoreError, changes},
};

/// A step of a match.
pub(in crate::store) enum Step {
    /// With the reference that the match will have.
    Propose {
        of: Reference,
        seeker: Reference,
        volunteer: Reference,
    },
    Accept(Reference, Side),
    Decline(Reference, Side),
    Expire(Reference),
    /// Staff have called the sender of this request.
    Called(Reference),
}

/// Takes a step inside a transaction and writes it into the audit; gives 0 when it changes nothing.
pub(in crate::store) async fn take(
    connection: &mut SqliteConnection,
    step: &Step,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let (of, action) = match step {
        Step::Propose { of, seeker, volunteer } => {
            if insert(connection, of, seeker, volunteer, now).await? == 0 {
                return Ok(0);
            }
            queue(connection, of, DeliveryKind::MatchProposal, now).await?;
            (of, "proposed")
        }
        Step::Accept(of, by) => {
            if accept(connection, of, *by, now).await? == 0 {
                return Ok(0);
            }
            note_answer(connection, of, *by).await?;
            let both = end(connection, of, MatchState::Introduced, now).await? > 0;
            if both {
                queue(connection, of, DeliveryKind::MatchIntroduction, now).await?;
            }
            (of, if both { "introduced" } else { "accepted" })
        }
        Step::Decline(of, by) => {
            if end(connection, of, MatchState::Declined, now).await? == 0 {
                return Ok(0);
            }
            note_answer(connection, of, *by).await?;
            tell_of_the_end(connection, of, Some(*by), now).await?;
            (of, "declined")
        }
        Step::Expire(of) => {
            if end(connection, of, MatchState::Expired, now).await? == 0 {
                return Ok(0);
            }
            tell_of_the_end(connection, of, None, now).await?;
            (of, "given up")
        }
        Step::Called(request) => {
            if note_call(connection, request).await? == 0 {
                return Ok(0);
            }
            (request, "called")
        }
    };
    changes::log(connection, action, Some(of), None, 1, now).await?;
    Ok(1)
}

async fn insert(
    connection: &mut SqliteConnection,
    of: &Reference,
    seeker: &Reference,
    volunteer: &Reference,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO matches (reference, seeker, volunteer, state, proposed_ms)
         SELECT $1, s.id, v.id, $6, $7 FROM submissions s JOIN submissions v ON v.reference = $3 AND v.form = $5
         WHERE s.reference = $2 AND s.form = $4 AND NOT EXISTS (SELECT 1 FROM submissions WHERE reference = $1)
         ON CONFLICT DO NOTHING",
    )
    .bind(of.as_str())
    .bind(seeker.as_str())
    .bind(volunteer.as_str())
    .bind(Side::Seeker.form().as_str())
    .bind(Side::Volunteer.form().as_str())
    .bind(MatchState::Proposed.as_str())
    .bind(now.as_millisecond())
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected())
}

async fn accept(
    connection: &mut SqliteConnection,
    of: &Reference,
    by: Side,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let query = match by {
        Side::Seeker => {
            "UPDATE matches SET seeker_accepted_ms = $2
             WHERE reference = $1 AND state = 'proposed' AND seeker_accepted_ms IS NULL"
        }
        Side::Volunteer => {
            "UPDATE matches SET volunteer_accepted_ms = $2
             WHERE reference = $1 AND state = 'proposed' AND volunteer_accepted_ms IS NULL"
        }
    };
    let accepted = sqlx::query(query).bind(of.as_str()).bind(now.as_millisecond());
    Ok(accepted.execute(connection).await?.rows_affected())
}

/// Whoever has answered has been asked: there is no call to make.
async fn note_answer(connection: &mut SqliteConnection, of: &Reference, by: Side) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE deliveries SET state = 'done' FROM matches WHERE matches.id = of_match AND matches.reference = $1
         AND kind = 'match-proposal' AND submission = CASE $2 WHEN 'seeker' THEN seeker ELSE volunteer END",
    )
    .bind(of.as_str())
    .bind(by.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

/// One call tells all that there was to tell.
async fn note_call(connection: &mut SqliteConnection, request: &Reference) -> Result<u64, StoreError> {
    let called = sqlx::query(
        "UPDATE deliveries SET state = 'done' WHERE id IN
         (SELECT calls.id FROM calls JOIN submissions ON submissions.id = submission WHERE reference = $1)",
    )
    .bind(request.as_str());
    Ok(called.execute(connection).await?.rows_affected())
}

/// Ends a match that is open; by an introduction only one that both have accepted.
async fn end(
    connection: &mut SqliteConnection,
    of: &Reference,
    state: MatchState,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let ended = sqlx::query(
        "UPDATE matches SET state = $2, ended_ms = $3 WHERE reference = $1 AND state = 'proposed'
         AND ($2 <> 'introduced' OR (seeker_accepted_ms IS NOT NULL AND volunteer_accepted_ms IS NOT NULL))",
    )
    .bind(of.as_str())
    .bind(state.as_str())
    .bind(now.as_millisecond());
    Ok(ended.execute(connection).await?.rows_affected())
}

/// Queues a letter about a match to both.
async fn queue(
    connection: &mut SqliteConnection,
    of: &Reference,
    kind: DeliveryKind,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO deliveries (submission, of_match, kind, state, due_ms)
         SELECT submissions.id, matches.id, $2, $3, $4 FROM matches JOIN submissions
         ON submissions.id IN (seeker, volunteer) WHERE matches.reference = $1 ORDER BY submissions.id",
    )
    .bind(of.as_str())
    .bind(kind.as_str())
    .bind(DeliveryState::Waiting.as_str())
    .bind(now.as_millisecond())
    .execute(connection)
    .await?;
    Ok(())
}

/// Tells whoever has been asked that it did not come about, but for the one who ended it. The letter is of their request
/// alone: it goes out even when the match is gone by then.
async fn tell_of_the_end(
    connection: &mut SqliteConnection,
    of: &Reference,
    ended_by: Option<Side>,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO deliveries (submission, kind, state, due_ms)
         SELECT submission, $3, $4, $5 FROM deliveries JOIN matches ON matches.id = of_match
         WHERE matches.reference = $1 AND kind = 'match-proposal' AND deliveries.state IN ('done', 'to-call')
         AND submission IS NOT CASE $2 WHEN 'seeker' THEN seeker WHEN 'volunteer' THEN volunteer END",
    )
    .bind(of.as_str())
    .bind(ended_by.map(Side::as_str))
    .bind(DeliveryKind::MatchEnded.as_str())
    .bind(DeliveryState::Waiting.as_str())
    .bind(now.as_millisecond())
    .execute(&mut *connection)
    .await?;
    forget_proposals(connection, of).await
}

/// What has not been asked yet is not asked any more.
async fn forget_proposals(connection: &mut SqliteConnection, of: &Reference) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM deliveries WHERE kind = 'match-proposal' AND state <> 'done'
         AND of_match = (SELECT id FROM matches WHERE reference = $1)",
    )
    .bind(of.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

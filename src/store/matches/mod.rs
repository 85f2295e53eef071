//! Two readers whom staff would like to bring together: a seeker, who asked to talk with a patient, and a volunteer.
//!
//! ```text
//! proposed  ->  accepted by one  ->  introduced
//!    |                |
//!    +----------------+-->  declined | expired | gone, when either request is removed
//! ```
//!
//! A match holds nothing personal. What one of them may learn of the other is an [`Introduction`], and there is none
//! before both have accepted.

mod steps;

use std::str::FromStr;

use jiff::Timestamp;

use crate::forms::{FormName, Reference};

use super::{
    Identities, Store, StoreError, Stored,
    changes::Change,
    reading::{moment, reference, unreadable},
};

pub(super) use steps::{Step, take};

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one who asked to talk.
    Seeker,
    /// The one who offered to.
    Volunteer,
}

/// How far a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchState {
    /// Both have been asked, and not both have answered.
    Proposed,
    /// Both have accepted, and each is told how to reach the other.
    Introduced,
    /// One of them would rather not.
    Declined,
    /// An answer did not come in time.
    Expired,
}

/// A match; holds nothing personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// What both quote when they answer.
    pub reference: Reference,
    /// How far it is.
    pub state: MatchState,
    /// When both were asked.
    pub proposed: Timestamp,
    /// When it came to its end, good or not. `None` while an answer is awaited.
    pub ended: Option<Timestamp>,
    /// The one who asked to talk.
    pub seeker: MatchSide,
    /// The one who offered to.
    pub volunteer: MatchSide,
}

/// What a match knows of one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchSide {
    /// Their request.
    pub request: Reference,
    /// Whether staff have to call them about it, and have not noted that they did.
    pub to_call: bool,
    /// When they accepted. `None` when they have not.
    pub accepted: Option<Timestamp>,
}

/// The requests of two who have both accepted. Nothing else lets a letter tell one how to reach the other, and only the
/// store can make it.
pub struct Introduction {
    seeker: Stored,
    volunteer: Stored,
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The match of the two.
    pub found: Match,
    /// Whether the two had been matched before, and nothing was done.
    pub repeated: bool,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Seeker, Self::Volunteer];

    /// The word on the command line and in lists.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seeker => "seeker",
            Self::Volunteer => "volunteer",
        }
    }

    /// The form that makes somebody this side.
    pub fn form(self) -> FormName {
        match self {
            Self::Seeker => FormName::Connect,
            Self::Volunteer => FormName::Volunteer,
        }
    }
}

impl FromStr for Side {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|side| side.as_str() == text)
            .ok_or("a side is seeker or volunteer")
    }
}

impl MatchState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Introduced, Self::Declined, Self::Expired];

    /// The word in the store and in lists.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Introduced => "introduced",
            Self::Declined => "declined",
            Self::Expired => "expired",
        }
    }
}

impl FromStr for MatchState {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|state| state.as_str() == text).ok_or("no state of a match")
    }
}

impl Match {
    /// What it knows of one of the two.
    pub fn side(&self, side: Side) -> &MatchSide {
        match side {
            Side::Seeker => &self.seeker,
            Side::Volunteer => &self.volunteer,
        }
    }

    /// Those whom staff have to call about it.
    pub fn to_call(&self) -> impl Iterator<Item = Side> {
        Side::ALL.into_iter().filter(|side| self.side(*side).to_call)
    }

    /// Those whose answer is awaited.
    pub fn waits_for(&self) -> impl Iterator<Item = Side> {
        let open = self.state == MatchState::Proposed;
        Side::ALL
            .into_iter()
            .filter(move |side| open && self.side(*side).accepted.is_none())
    }

    /// The one that is not this request.
    pub fn other_than(&self, request: &Reference) -> &MatchSide {
        if self.seeker.request == *request {
            &self.volunteer
        } else {
            &self.seeker
        }
    }
}

impl Introduction {
    /// Makes one if both have accepted; the only way to it.
    fn of(found: &Match, seeker: Stored, volunteer: Stored) -> Option<Self> {
        let both = found.seeker.accepted.is_some() && found.volunteer.accepted.is_some();
        (both && found.state == MatchState::Introduced).then_some(Self { seeker, volunteer })
    }

    /// The request of the one that is not this.
    pub fn other_than(&self, told: &Reference) -> &Stored {
        if self.seeker.listed.reference == *told {
            &self.volunteer
        } else {
            &self.seeker
        }
    }

    /// Whether either request is still sealed.
    pub fn is_sealed(&self) -> bool {
        [&self.seeker, &self.volunteer]
            .iter()
            .any(|stored| stored.submission.open().is_none())
    }

    /// The same with everything opened that is sealed to one of these identities.
    pub fn opened_by(self, identities: &Identities) -> Result<Self, StoreError> {
        Ok(Self {
            seeker: self.seeker.opened_by(identities)?,
            volunteer: self.volunteer.opened_by(identities)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    reference: String,
    state: String,
    proposed_ms: i64,
    ended_ms: Option<i64>,
    seeker: String,
    seeker_to_call: bool,
    seeker_accepted_ms: Option<i64>,
    volunteer: String,
    volunteer_to_call: bool,
    volunteer_accepted_ms: Option<i64>,
}

impl Store {
    /// Asks two whether they would like to talk: the match and the letters to both are one transaction. Two who were
    /// matched before are not asked again, unless nobody answered then. `None` when there is no such seeker or
    /// no such volunteer.
    pub async fn propose(
        &self,
        seeker: &Reference,
        volunteer: &Reference,
        now: Timestamp,
    ) -> Result<Option<Proposal>, StoreError> {
        let step = Step::Propose {
            of: Reference::random()?,
            seeker: seeker.clone(),
            volunteer: volunteer.clone(),
        };
        let made = self.change(Change::Match(step), now).await?;
        let of_both = |found: &Match| found.seeker.request == *seeker && found.volunteer.request == *volunteer;
        let newest = self.matches().await?.into_iter().find(of_both);
        Ok(newest.map(|found| Proposal {
            found,
            repeated: made == 0,
        }))
    }

    /// Notes that one of the two would like to talk; `false` when that changes nothing. With the second acceptance, the
    /// letters that tell each how to reach the other are queued.
    pub async fn accept_match(&self, of: &Reference, by: Side, now: Timestamp) -> Result<bool, StoreError> {
        self.step(Step::Accept(of.clone(), by), now).await
    }

    /// Notes that one of the two would rather not talk; `false` when the match had ended before. The other is told that
    /// it did not come about.
    pub async fn decline_match(&self, of: &Reference, by: Side, now: Timestamp) -> Result<bool, StoreError> {
        self.step(Step::Decline(of.clone(), by), now).await
    }

    /// Waits for answers no longer; `false` when the match had ended before. Both are told that it did not come about.
    pub async fn expire_match(&self, of: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        self.step(Step::Expire(of.clone()), now).await
    }

    /// Notes that staff have called somebody about their matches; `false` when there was no call to make.
    pub async fn note_called(&self, request: &Reference, now: Timestamp) -> Result<bool, StoreError> {
        self.step(Step::Called(request.clone()), now).await
    }

    async fn step(&self, step: Step, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.change(Change::Match(step), now).await? > 0)
    }

    /// Every match, newest first.
    pub async fn matches(&self) -> Result<Vec<Match>, StoreError> {
        self.matches_like(None, None).await
    }

    /// The match with this reference. `None` when there is none.
    pub async fn find_match(&self, of: &Reference) -> Result<Option<Match>, StoreError> {
        Ok(self.matches_like(Some(of), None).await?.pop())
    }

    /// The match that a delivery is about. `None` when there is none, or none any more.
    pub async fn match_of_delivery(&self, delivery: i64) -> Result<Option<Match>, StoreError> {
        Ok(self.matches_like(None, Some(delivery)).await?.pop())
    }

    /// What the two of a match may know of each other now. `None` unless both have accepted.
    pub async fn introduction(&self, of: &Match) -> Result<Option<Introduction>, StoreError> {
        // Read again: it may have ended since.
        let (Some(found), Some(seeker), Some(volunteer)) = (
            self.find_match(&of.reference).await?,
            self.find(&of.seeker.request).await?,
            self.find(&of.volunteer.request).await?,
        ) else {
            return Ok(None);
        };
        Ok(Introduction::of(&found, seeker, volunteer))
    }

    /// Whether the sender of a request wants to be called, not written to; known without opening it.
    pub async fn wants_a_call(&self, request: &Reference) -> Result<bool, StoreError> {
        let wanted: Option<bool> = sqlx::query_scalar("SELECT email_mac IS NULL FROM submissions WHERE reference = $1")
            .bind(request.as_str())
            .fetch_optional(&self.readers)
            .await?;
        Ok(wanted.unwrap_or(false))
    }

    async fn matches_like(&self, of: Option<&Reference>, delivery: Option<i64>) -> Result<Vec<Match>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT matches.reference, state, proposed_ms, ended_ms,
             s.reference AS seeker, seeker_accepted_ms,
             EXISTS (SELECT 1 FROM calls WHERE submission = seeker AND (of_match = matches.id
                     OR of_match IS NULL AND state IN ('declined', 'expired'))) AS seeker_to_call,
             v.reference AS volunteer, volunteer_accepted_ms,
             EXISTS (SELECT 1 FROM calls WHERE submission = volunteer AND (of_match = matches.id
                     OR of_match IS NULL AND state IN ('declined', 'expired'))) AS volunteer_to_call
             FROM matches JOIN submissions s ON s.id = seeker JOIN submissions v ON v.id = volunteer
             WHERE ($1 IS NULL OR matches.reference = $1)
             AND ($2 IS NULL OR matches.id = (SELECT of_match FROM deliveries WHERE deliveries.id = $2))
             ORDER BY matches.id DESC",
        )
        .bind(of.map(Reference::as_str))
        .bind(delivery)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(found).collect()
    }
}

fn found(row: &Row) -> Result<Match, StoreError> {
    let own = reference(&row.reference)?;
    let time = |ms: Option<i64>| ms.map(|ms| moment(ms, &own)).transpose();
    let side = |request: &str, to_call, accepted| {
        Ok::<_, StoreError>(MatchSide {
            request: reference(request)?,
            to_call,
            accepted: time(accepted)?,
        })
    };
    Ok(Match {
        state: row
            .state
            .parse()
            .map_err(|cause: &str| unreadable(&row.reference, &cause))?,
        proposed: moment(row.proposed_ms, &own)?,
        ended: time(row.ended_ms)?,
        seeker: side(&row.seeker, row.seeker_to_call, row.seeker_accepted_ms)?,
        volunteer: side(&row.volunteer, row.volunteer_to_call, row.volunteer_accepted_ms)?,
        reference: own,
    })
}

//! Which volunteers fit a seeker.

use std::io;

use crate::{
    content::Slug,
    forms::{Case, FormName, NOT_SURE, Private, Reference, Submission},
    store::{Filter, Identities, Match, MatchState, Side, Store, Stored},
};

use super::{OperatorError, connect::came_as};

/// How well one topic of two readers goes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Same,
    /// One of the two is not sure.
    Unsure,
    Other,
}

/// How well two readers go together; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Both,
    BothUnsure,
    Condition,
    ConditionUnsure,
}

impl Fit {
    fn of(one: Option<&Slug>, other: Option<&Slug>) -> Self {
        match (one, other) {
            (Some(one), Some(other)) if one == other => Self::Same,
            (Some(_), Some(_)) => Self::Other,
            _ => Self::Unsure,
        }
    }
}

impl Rank {
    /// `None` for readers who have nothing to tell each other.
    fn of(seeker: &Case, volunteer: &Case) -> Option<Self> {
        let condition = Fit::of(seeker.condition.as_ref(), volunteer.condition.as_ref());
        let procedure = Fit::of(seeker.procedure.as_ref(), volunteer.procedure.as_ref());
        match (condition, procedure) {
            (Fit::Other, _) => None,
            (Fit::Same, Fit::Same) => Some(Self::Both),
            (_, Fit::Same | Fit::Unsure) => Some(Self::BothUnsure),
            (Fit::Same, Fit::Other) => Some(Self::Condition),
            (Fit::Unsure, Fit::Other) => Some(Self::ConditionUnsure),
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::BothUnsure => "both (not sure)",
            Self::Condition => "condition",
            Self::ConditionUnsure => "condition (not sure)",
        }
    }
}

/// A volunteer who fits.
struct Suggested {
    stored: Stored,
    case: Private<Case>,
    rank: Rank,
    /// In how many matches an answer is awaited.
    busy: usize,
}

/// Prints the volunteers who fit a seeker, best first and those who are being asked already last; nothing of it tells
/// who they are. Two who were matched before are not suggested again, unless nobody answered then.
pub async fn connect_suggest(
    store: &Store,
    seeker: &Reference,
    identities: Option<&Identities>,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    came_as(store, seeker, Side::Seeker).await?;
    let stored = store.find(seeker).await?;
    let stored = stored.ok_or_else(|| OperatorError::NotFound(seeker.clone()))?;
    let (_, sought) = opened(stored, identities)?;
    let matches = store.matches().await?;
    let mut fitting = Vec::new();
    for volunteer in volunteers(store).await? {
        let reference = &volunteer.listed.reference;
        if matches.iter().any(|found| settled(found, seeker, reference)) {
            continue;
        }
        let busy = matches.iter().filter(|found| is_asked(found, reference)).count();
        let (stored, case) = opened(volunteer, identities)?;
        if let Some(rank) = Rank::of(sought.reveal(), case.reveal()) {
            fitting.push(Suggested {
                stored,
                case,
                rank,
                busy,
            });
        }
    }
    fitting.sort_by_key(|one| (one.busy > 0, one.rank, one.busy, one.stored.position));
    print_table(sought.reveal(), &fitting, out)?;
    Ok(out.flush()?)
}

/// Whether these two have been matched, so that they are not to be asked.
fn settled(found: &Match, seeker: &Reference, volunteer: &Reference) -> bool {
    found.seeker.request == *seeker && found.volunteer.request == *volunteer && found.state != MatchState::Expired
}

/// Whether this volunteer takes part in a match that waits for an answer.
fn is_asked(found: &Match, volunteer: &Reference) -> bool {
    found.volunteer.request == *volunteer && found.state == MatchState::Proposed
}

async fn volunteers(store: &Store) -> Result<Vec<Stored>, OperatorError> {
    let filter = Filter {
        form: Some(FormName::Volunteer),
        ..Filter::default()
    };
    let mut all = Vec::new();
    loop {
        let after = all.last().map_or(0, |last: &Stored| last.position);
        let batch = store.next_stored(&filter, after).await?;
        if batch.is_empty() {
            return Ok(all);
        }
        all.extend(batch);
    }
}

/// A request with what its sender has and what is done about it.
fn opened(stored: Stored, identities: Option<&Identities>) -> Result<(Stored, Private<Case>), OperatorError> {
    let stored = match identities {
        Some(identities) => stored.opened_by(identities)?,
        None => stored,
    };
    let reference = stored.listed.reference.clone();
    let case = match (stored.submission.open(), identities) {
        (Some(submission), _) => submission.talker().map(|talker| talker.case.clone()),
        (None, Some(_)) => return Err(OperatorError::SealedToOthers(reference)),
        (None, None) => return Err(OperatorError::Sealed(reference)),
    };
    case.map(|case| (stored, case))
        .ok_or(OperatorError::NotFound(reference))
}

fn print_table(sought: &Case, fitting: &[Suggested], out: &mut dyn io::Write) -> io::Result<()> {
    let [condition, procedure] = told(sought);
    writeln!(out, "Sought: {condition}, {procedure}")?;
    if fitting.is_empty() {
        return writeln!(out, "No volunteer fits.");
    }
    writeln!(
        out,
        "{:<10}  {:<20}  {:>4}  {:<28}  {:<28}  {:<9}  RECEIVED",
        "VOLUNTEER", "FITS", "BUSY", "CONDITION", "PROCEDURE", "TREATED"
    )?;
    for one in fitting {
        let listed = &one.stored.listed;
        let [condition, procedure] = told(one.case.reveal());
        let talker = one.stored.submission.open().and_then(Submission::talker);
        let treated = talker.and_then(|talker| talker.treated);
        writeln!(
            out,
            "{:<10}  {:<20}  {:>4}  {condition:<28}  {procedure:<28}  {:<9}  {}",
            listed.reference.to_string(),
            one.rank.as_str(),
            one.busy,
            treated.map_or("", |treated| treated.reveal().as_str()),
            listed.received.strftime("%Y-%m-%d")
        )?;
    }
    Ok(())
}

fn told(case: &Case) -> [&str; 2] {
    [&case.condition, &case.procedure].map(|slug| slug.as_ref().map_or(NOT_SURE, Slug::as_str))
}

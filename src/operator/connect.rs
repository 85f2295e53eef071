//! Bringing two readers together: ask both, note their answers, give up, see how far each match is.

use std::io;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::{
    forms::Reference,
    store::{Match, MatchState, Side, Store},
};

use super::{ListFormat, OperatorError, spreadsheet::writer, submissions::print_json_line};

const COLUMNS: [&str; 8] = [
    "match",
    "state",
    "seeker",
    "volunteer",
    "waits_for",
    "to_call",
    "proposed",
    "ended",
];

/// Asks both whether they would like to talk, by a letter, or for those who want to be called by a note to staff.
pub async fn connect_propose(
    store: &Store,
    seeker: &Reference,
    volunteer: &Reference,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    for (reference, side) in [(seeker, Side::Seeker), (volunteer, Side::Volunteer)] {
        came_as(store, reference, side).await?;
    }
    let proposed = store.propose(seeker, volunteer, now).await?;
    // One of the two was erased since.
    let proposal = proposed.ok_or_else(|| OperatorError::NotFound(seeker.clone()))?;
    let (found, of) = (&proposal.found, &proposal.found.reference);
    match (proposal.repeated, found.state) {
        (false, _) => writeln!(out, "{of} proposed.")?,
        (true, MatchState::Proposed) => writeln!(out, "{of} was proposed before; nothing was done.")?,
        (true, state) => return Err(OperatorError::MatchEnded { of: of.clone(), state }),
    }
    for side in found.to_call() {
        let request = &found.side(side).request;
        writeln!(out, "Call the {} and ask: {request} wants no letters.", side.as_str())?;
    }
    Ok(out.flush()?)
}

/// Checks that there is a request with this reference and that it came by the form of its side.
pub(super) async fn came_as(store: &Store, reference: &Reference, side: Side) -> Result<(), OperatorError> {
    let stored = store.find(reference).await?;
    let stored = stored.ok_or_else(|| OperatorError::NotFound(reference.clone()))?;
    let (found, wanted) = (stored.listed.form, side.form());
    if found == wanted {
        Ok(())
    } else {
        Err(OperatorError::OtherForm {
            reference: reference.clone(),
            found,
            wanted,
        })
    }
}

/// Notes that one of the two would like to talk; after the second yes, each is told how to reach the other.
pub async fn connect_accepted(
    store: &Store,
    of: &Reference,
    by: Side,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let done = store.accept_match(of, by, now).await?;
    let found = find(store, of).await?;
    match (done, found.state) {
        (true, MatchState::Introduced) => {
            writeln!(out, "{of} introduced: both have accepted.")?;
            for side in found.to_call() {
                let request = &found.side(side).request;
                let other = &found.other_than(request).request;
                let side = side.as_str();
                writeln!(out, "Call the {side}, {request}, and tell them how to reach {other}.")?;
            }
        }
        (true, _) => writeln!(out, "{of} accepted by the {}; the other has not answered.", by.as_str())?,
        // Their yes is known.
        (false, _) if found.side(by).accepted.is_some() && found.state != MatchState::Declined => {
            writeln!(
                out,
                "{of} was accepted by the {} before; nothing was done.",
                by.as_str()
            )?;
        }
        (false, state) => return Err(OperatorError::MatchEnded { of: of.clone(), state }),
    }
    Ok(out.flush()?)
}

/// Notes that one of the two would rather not talk; the other is told that it did not come about, and not why.
pub async fn connect_declined(
    store: &Store,
    of: &Reference,
    by: Side,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    if store.decline_match(of, by, now).await? {
        writeln!(out, "{of} declined.")?;
        return Ok(out.flush()?);
    }
    let state = find(store, of).await?.state;
    Err(OperatorError::MatchEnded { of: of.clone(), state })
}

/// Notes that staff have called somebody about their matches.
pub async fn connect_called(
    store: &Store,
    request: &Reference,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    if !store.has(request).await? {
        return Err(OperatorError::NotFound(request.clone()));
    }
    if store.note_called(request, now).await? {
        writeln!(out, "{request} called.")?;
    } else {
        writeln!(out, "There was no call to make for {request}; nothing was done.")?;
    }
    Ok(out.flush()?)
}

async fn find(store: &Store, of: &Reference) -> Result<Match, OperatorError> {
    let found = store.find_match(of).await?;
    found.ok_or_else(|| OperatorError::NoMatch(of.clone()))
}

/// Prints the matches that have waited for an answer for longer than so many days, and gives them.
pub async fn connect_due(
    store: &Store,
    days: u32,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<Vec<Match>, OperatorError> {
    let age = SignedDuration::from_hours(24 * i64::from(days));
    let mut due = store.matches().await?;
    due.retain(|found| found.state == MatchState::Proposed && now.duration_since(found.proposed) > age);
    print_table(&due, out)?;
    out.flush()?;
    Ok(due)
}

/// Gives matches up.
pub async fn connect_expire(
    store: &Store,
    due: &[Match],
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let mut given_up = 0;
    for found in due {
        given_up += u32::from(store.expire_match(&found.reference, now).await?);
    }
    writeln!(out, "{given_up} given up.")?;
    Ok(out.flush()?)
}

/// Prints every match, newest first; nothing of it is personal.
pub async fn connect_list(store: &Store, format: ListFormat, out: &mut dyn io::Write) -> Result<(), OperatorError> {
    let list = store.matches().await?;
    match format {
        ListFormat::Table => print_table(&list, out)?,
        ListFormat::Csv => {
            let mut csv = writer(&mut *out);
            csv.write_record(COLUMNS)?;
            for found in &list {
                csv.write_record(row(found, |time| time.to_string()))?;
            }
            csv.flush()?;
        }
        ListFormat::Json => {
            for found in &list {
                print_json_line(&Line::from(found), out)?;
            }
        }
    }
    Ok(out.flush()?)
}

fn print_table(list: &[Match], out: &mut dyn io::Write) -> io::Result<()> {
    if list.is_empty() {
        return writeln!(out, "No matches.");
    }
    let day = |time: Timestamp| time.strftime("%Y-%m-%d").to_string();
    let rows = list.iter().map(|found| row(found, day));
    let heading = COLUMNS.map(|name| name.replace('_', " ").to_uppercase());
    for [of, state, seeker, volunteer, waits_for, to_call, proposed, ended] in std::iter::once(heading).chain(rows) {
        let line = format!(
            "{of:<10}  {state:<10}  {seeker:<10}  {volunteer:<10}  {waits_for:<17}  {to_call:<17}  {proposed:<10}  {ended}"
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn row(found: &Match, time: impl Fn(Timestamp) -> String) -> [String; 8] {
    [
        found.reference.to_string(),
        found.state.as_str().to_owned(),
        found.seeker.request.to_string(),
        found.volunteer.request.to_string(),
        names(found.waits_for()).join(" "),
        names(found.to_call()).join(" "),
        time(found.proposed),
        found.ended.map(time).unwrap_or_default(),
    ]
}

fn names(sides: impl Iterator<Item = Side>) -> Vec<&'static str> {
    sides.map(Side::as_str).collect()
}

/// A line of a list.
#[derive(Serialize)]
struct Line {
    r#match: String,
    state: &'static str,
    seeker: String,
    volunteer: String,
    waits_for: Vec<&'static str>,
    to_call: Vec<&'static str>,
    proposed: Timestamp,
    ended: Option<Timestamp>,
}

impl From<&Match> for Line {
    fn from(found: &Match) -> Self {
        Self {
            r#match: found.reference.to_string(),
            state: found.state.as_str(),
            seeker: found.seeker.request.to_string(),
            volunteer: found.volunteer.request.to_string(),
            waits_for: names(found.waits_for()),
            to_call: names(found.to_call()),
            proposed: found.proposed,
            ended: found.ended,
        }
    }
}

//! What staff change: a request dealt with, a note, an erasure.

use std::io::{self, BufRead};

use jiff::Timestamp;

use crate::{forms::Reference, outbox::Spool, store::Store};

use super::OperatorError;

/// Whether what cannot be undone may be done: with `yes` at once, else by asking on the terminal (`answers`, `None` when
/// nobody sits there).
pub fn confirm(
    question: &str,
    yes: bool,
    answers: Option<&mut dyn BufRead>,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    if yes {
        return Ok(());
    }
    let answers = answers.ok_or(OperatorError::Unasked)?;
    write!(out, "{question} Type yes to go on: ")?;
    out.flush()?;
    let mut answer = String::new();
    answers.read_line(&mut answer)?;
    if answer.trim().eq_ignore_ascii_case("yes") {
        Ok(())
    } else {
        Err(OperatorError::Declined)
    }
}

/// Removes one request; nothing of it stays in any file of the store, and no letter in the spool.
pub async fn submissions_erase(
    store: &Store,
    spool: &Spool,
    reference: &Reference,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let found = store.erase(reference, now).await?;
    spool.tidy(store).await?;
    tell(found, reference, "erased", out)
}

/// Marks one request as dealt with.
pub async fn submissions_handled(
    store: &Store,
    reference: &Reference,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let found = store.handle(reference, now).await?;
    tell(found, reference, "handled", out)
}

/// Writes a note to one request.
pub async fn submissions_note(
    store: &Store,
    reference: &Reference,
    text: &str,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let found = store.note(reference, text, now).await?;
    tell(found, reference, "noted", out)
}

/// Seals every request that is still open to the recipients of the store.
pub async fn submissions_seal(store: &Store, now: Timestamp, out: &mut dyn io::Write) -> Result<(), OperatorError> {
    let sealed = store.seal(now).await?;
    writeln!(out, "{sealed} sealed.")?;
    Ok(out.flush()?)
}

fn tell(found: bool, reference: &Reference, done: &str, out: &mut dyn io::Write) -> Result<(), OperatorError> {
    if !found {
        return Err(OperatorError::NotFound(reference.clone()));
    }
    writeln!(out, "{reference} {done}.")?;
    Ok(out.flush()?)
}

//! Letters and calls that wait or were given up.

use std::io;

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    forms::Reference,
    store::{Delivery, DeliveryState, Store},
};

use super::{ListFormat, OperatorError, spreadsheet::writer, submissions::print_json_line};

const COLUMNS: [&str; 6] = ["reference", "kind", "state", "attempts", "due", "fault"];

/// Prints every delivery, or those in one state, oldest first; nothing of it is personal.
pub async fn outbox_list(
    store: &Store,
    state: Option<DeliveryState>,
    format: ListFormat,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let list = store.deliveries(state).await?;
    match format {
        ListFormat::Table => print_table(&list, out)?,
        ListFormat::Csv => {
            let mut csv = writer(&mut *out);
            csv.write_record(COLUMNS)?;
            for delivery in &list {
                csv.write_record(row(delivery, delivery.due.to_string()))?;
            }
            csv.flush()?;
        }
        ListFormat::Json => {
            for delivery in &list {
                print_json_line(&Line::from(delivery), out)?;
            }
        }
    }
    Ok(out.flush()?)
}

/// Has deliveries tried again at once: those of one request that are not done, or all that were given up.
pub async fn outbox_retry(
    store: &Store,
    of: Option<&Reference>,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    if let Some(reference) = of
        && !store.has(reference).await?
    {
        return Err(OperatorError::NotFound(reference.clone()));
    }
    let again = store.retry_deliveries(of, now).await?;
    writeln!(out, "{again} put back; the running site sends them within seconds.")?;
    Ok(out.flush()?)
}

fn print_table(list: &[Delivery], out: &mut dyn io::Write) -> io::Result<()> {
    if list.is_empty() {
        return writeln!(out, "No deliveries.");
    }
    let rows = list
        .iter()
        .map(|delivery| row(delivery, delivery.due.strftime("%Y-%m-%d %H:%M UTC").to_string()));
    for [reference, kind, state, attempts, due, fault] in std::iter::once(COLUMNS.map(str::to_uppercase)).chain(rows) {
        let line = format!("{reference:<10}  {kind:<18}  {state:<8}  {attempts:>8}  {due:<20}  {fault}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn row(delivery: &Delivery, due: String) -> [String; 6] {
    [
        delivery.request.reference.to_string(),
        delivery.kind.as_str().to_owned(),
        delivery.state.as_str().to_owned(),
        delivery.attempts.to_string(),
        due,
        delivery.fault.clone().unwrap_or_default(),
    ]
}

/// A line of a list.
#[derive(Serialize)]
struct Line<'a> {
    reference: String,
    kind: &'static str,
    state: &'static str,
    attempts: u32,
    due: Timestamp,
    fault: Option<&'a str>,
}

impl<'a> From<&'a Delivery> for Line<'a> {
    fn from(delivery: &'a Delivery) -> Self {
        Self {
            reference: delivery.request.reference.to_string(),
            kind: delivery.kind.as_str(),
            state: delivery.state.as_str(),
            attempts: delivery.attempts,
            due: delivery.due,
            fault: delivery.fault.as_deref(),
        }
    }
}

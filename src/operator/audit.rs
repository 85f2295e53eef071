//! What was done to requests, as a list.

use std::io;

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    forms::Reference,
    store::{Audited, Store},
};

use super::{ListFormat, OperatorError, spreadsheet::writer, submissions::print_json_line};

const COLUMNS: [&str; 5] = ["at", "action", "reference", "form", "requests"];

/// Prints what staff and the site did to requests and when, newest first; nothing of it is personal.
pub async fn audit_list(store: &Store, format: ListFormat, out: &mut dyn io::Write) -> Result<(), OperatorError> {
    let done = store.audit().await?;
    match format {
        ListFormat::Table => print_table(&done, out)?,
        ListFormat::Csv => {
            let mut csv = writer(&mut *out);
            csv.write_record(COLUMNS)?;
            for audited in &done {
                csv.write_record(row(audited, audited.at.to_string()))?;
            }
            csv.flush()?;
        }
        ListFormat::Json => {
            for audited in &done {
                print_json_line(&Line::from(audited), out)?;
            }
        }
    }
    Ok(out.flush()?)
}

fn print_table(done: &[Audited], out: &mut dyn io::Write) -> io::Result<()> {
    if done.is_empty() {
        return writeln!(out, "Nothing was done yet.");
    }
    let at = |audited: &Audited| audited.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
    let rows = done.iter().map(|audited| row(audited, at(audited)));
    for [at, action, reference, form, requests] in std::iter::once(COLUMNS.map(str::to_uppercase)).chain(rows) {
        writeln!(
            out,
            "{at:<20}  {action:<10}  {reference:<10}  {form:<10}  {requests:>8}"
        )?;
    }
    Ok(())
}

fn row(audited: &Audited, at: String) -> [String; 5] {
    [
        at,
        audited.action.clone(),
        audited.reference.as_ref().map(ToString::to_string).unwrap_or_default(),
        audited.form.clone().unwrap_or_default(),
        audited.requests.to_string(),
    ]
}

/// A line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    at: Timestamp,
    action: &'a str,
    reference: Option<String>,
    form: Option<&'a str>,
    requests: i64,
}

impl<'a> From<&'a Audited> for Line<'a> {
    fn from(audited: &'a Audited) -> Self {
        Self {
            at: audited.at,
            action: &audited.action,
            reference: audited.reference.as_ref().map(Reference::to_string),
            form: audited.form.as_deref(),
            requests: audited.requests,
        }
    }
}

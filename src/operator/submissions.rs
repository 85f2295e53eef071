//! Requests as lists, one by one, and as files.

use std::{io, path::Path};

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    forms::{FormName, Reference, Submission},
    store::{Filter, Listed, Note, Store, Stored},
};

use super::{
    OperatorError, private_file,
    spreadsheet::{harmless, writer},
};

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// Columns for people.
    Table,
    /// CSV with a header line.
    Csv,
    /// One JSON object a line.
    Json,
}

/// How whole requests are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// CSV with a header line. A cell that a spreadsheet would run, such as a phone number with its plus, has an
    /// apostrophe before it.
    Csv,
    /// One JSON object a line, values exactly as sent.
    Json,
}

const LIST_COLUMNS: [&str; 5] = ["reference", "form", "received", "status", "language"];

/// The columns of an export after those of a list: every field of every form, once.
fn field_columns() -> Vec<&'static str> {
    let mut columns = Vec::new();
    for field in FormName::ALL.into_iter().flat_map(FormName::kept) {
        if !columns.contains(&field.name) {
            columns.push(field.name);
        }
    }
    columns
}

/// Prints what is known of each request without opening it, newest first; nothing of it is personal.
pub async fn submissions_list(
    store: &Store,
    filter: &Filter,
    format: ListFormat,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let list = store.list(filter).await?;
    match format {
        ListFormat::Table => print_table(&list, out)?,
        ListFormat::Csv => print_csv(&list, out)?,
        ListFormat::Json => {
            for listed in &list {
                print_json_line(&ListedLine::from(listed), out)?;
            }
        }
    }
    Ok(out.flush()?)
}

/// Prints one request for people, personal data and all.
pub async fn submissions_show(
    store: &Store,
    reference: &Reference,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let stored = store
        .find(reference)
        .await?
        .ok_or_else(|| OperatorError::NotFound(reference.clone()))?;
    let about = LIST_COLUMNS.into_iter().zip(table_row(&stored.listed));
    let notes = stored.notes.iter().map(|note| ("note", note_line(note)));
    for (label, value) in about.chain(stored.submission.revealed_fields()).chain(notes) {
        print_field(label, &value, out)?;
    }
    Ok(out.flush()?)
}

/// Writes whole requests in the order of arrival, personal data and all, without holding them all in memory.
pub async fn submissions_export(
    store: &Store,
    filter: &Filter,
    format: ExportFormat,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    if format == ExportFormat::Csv {
        let mut csv = writer(&mut *out);
        csv.write_record(LIST_COLUMNS.into_iter().chain(field_columns()).chain(["notes"]))?;
        csv.flush()?;
    }
    let mut position = 0;
    loop {
        let batch = store.next_stored(filter, position).await?;
        let Some(last) = batch.last() else { break };
        position = last.position;
        match format {
            ExportFormat::Csv => print_stored_csv(&batch, out)?,
            ExportFormat::Json => {
                for stored in &batch {
                    print_json_line(&StoredLine::of(stored)?, out)?;
                }
            }
        }
    }
    Ok(out.flush()?)
}

/// Writes the same into a new file that nobody else can read.
pub async fn submissions_export_to(
    path: &Path,
    store: &Store,
    filter: &Filter,
    format: ExportFormat,
) -> Result<(), OperatorError> {
    let file = private_file::create(path)?;
    let mut out = io::BufWriter::new(&file);
    let done = submissions_export(store, filter, format, &mut out).await;
    drop(out);
    private_file::finish(&file, path, done)
}

fn print_table(list: &[Listed], out: &mut dyn io::Write) -> io::Result<()> {
    if list.is_empty() {
        return writeln!(out, "No submissions.");
    }
    let heading = LIST_COLUMNS.map(str::to_uppercase);
    for [reference, form, received, status, language] in std::iter::once(heading).chain(list.iter().map(table_row)) {
        writeln!(
            out,
            "{reference:<10}  {form:<11}  {received:<20}  {status:<8}  {language}"
        )?;
    }
    Ok(())
}

fn table_row(listed: &Listed) -> [String; 5] {
    [
        listed.reference.to_string(),
        listed.form.to_string(),
        listed.received.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        listed.status.as_str().to_owned(),
        listed.language.clone(),
    ]
}

fn print_csv(list: &[Listed], out: &mut dyn io::Write) -> Result<(), OperatorError> {
    let mut csv = writer(out);
    csv.write_record(LIST_COLUMNS)?;
    for listed in list {
        csv.write_record(csv_row(listed))?;
    }
    Ok(csv.flush()?)
}

fn csv_row(listed: &Listed) -> [String; 5] {
    let [reference, form, _, status, language] = table_row(listed);
    [reference, form, listed.received.to_string(), status, language]
}

fn print_stored_csv(batch: &[Stored], out: &mut dyn io::Write) -> Result<(), OperatorError> {
    let mut csv = writer(out);
    let columns = field_columns();
    for stored in batch {
        let fields = stored.submission.revealed_fields();
        let value = |column: &str| {
            fields
                .iter()
                .find(|(name, _)| *name == column)
                .map_or("", |(_, value)| value.as_str())
        };
        let mut row = Vec::from(csv_row(&stored.listed));
        row.extend(columns.iter().map(|column| harmless(value(column)).into_owned()));
        row.push(harmless(&note_lines(stored).join("\n")).into_owned());
        csv.write_record(row)?;
    }
    Ok(csv.flush()?)
}

/// A line of a list.
#[derive(Serialize)]
struct ListedLine<'a> {
    reference: String,
    form: &'static str,
    received: Timestamp,
    status: &'static str,
    language: &'a str,
}

impl<'a> From<&'a Listed> for ListedLine<'a> {
    fn from(listed: &'a Listed) -> Self {
        Self {
            reference: listed.reference.to_string(),
            form: listed.form.as_str(),
            received: listed.received,
            status: listed.status.as_str(),
            language: &listed.language,
        }
    }
}

/// A line of an export.
#[derive(Serialize)]
struct StoredLine<'a> {
    #[serde(flatten)]
    listed: ListedLine<'a>,
    fields: serde_json::Value,
    notes: Vec<String>,
}

impl<'a> StoredLine<'a> {
    fn of(stored: &'a Stored) -> Result<Self, OperatorError> {
        Ok(Self {
            listed: (&stored.listed).into(),
            fields: json_fields(&stored.submission)?,
            notes: note_lines(stored),
        })
    }
}

fn note_lines(stored: &Stored) -> Vec<String> {
    stored.notes.iter().map(note_line).collect()
}

fn note_line(note: &Note) -> String {
    format!("{}: {}", note.at.strftime("%Y-%m-%d %H:%M UTC"), note.text.reveal())
}

fn json_fields(submission: &Submission) -> Result<serde_json::Value, OperatorError> {
    let json = submission.reveal_json().map_err(crate::store::StoreError::from)?;
    Ok(serde_json::from_str(&json)?)
}

pub(super) fn print_json_line(line: &impl Serialize, out: &mut dyn io::Write) -> Result<(), OperatorError> {
    serde_json::to_writer(&mut *out, line)?;
    Ok(writeln!(out)?)
}

/// A label and its value. Further lines of the value are indented, so that a message cannot pass for a field, and what
/// would steer a terminal or turn the direction of writing is spelled out.
fn print_field(label: &str, value: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut label = label;
    for line in value.split('\n') {
        let shown: String = line.chars().map(visible).collect();
        writeln!(out, "{label:<10}  {shown}")?;
        label = "";
    }
    Ok(())
}

fn visible(c: char) -> String {
    let steers = c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if steers && c != '\t' {
        c.escape_unicode().to_string()
    } else {
        c.to_string()
    }
}

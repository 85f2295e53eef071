//! Requests as lists, one by one, and as files.

use std::{io, path::Path};

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    forms::{FormName, Reference, Submission},
    store::{Envelope, Filter, Identities, Listed, Note, Store, Stored},
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

/// The columns of an export after those of a form. `sealed` tells of which rows the content or a note is missing here.
const LAST_COLUMNS: [&str; 2] = ["notes", "sealed"];

/// Stands for what cannot be read here.
const SEALED: &str = "sealed; --identity FILE opens it";

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

/// Prints one request for people, personal data and all, as far as it is open or sealed to one of the identities.
pub async fn submissions_show(
    store: &Store,
    reference: &Reference,
    identities: Option<&Identities>,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let stored = opened(find(store, reference).await?, identities)?;
    let about = LIST_COLUMNS.into_iter().zip(table_row(&stored.listed));
    let fields = match &stored.submission {
        Envelope::Open(submission) => submission.revealed_fields(),
        Envelope::Sealed(_) => vec![("content", SEALED.to_owned())],
    };
    let notes = stored.notes.iter().map(|note| ("note", note_line(note)));
    for (label, value) in about.chain(fields).chain(notes) {
        print_field(label, &value, out)?;
    }
    out.flush()?;
    if identities.is_some() && stored.is_sealed() {
        return Err(OperatorError::SealedToOthers(reference.clone()));
    }
    Ok(())
}

/// Prints what one request is sealed as, for the stock tool to open.
pub async fn submissions_show_sealed(
    store: &Store,
    reference: &Reference,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    match find(store, reference).await?.submission {
        Envelope::Open(_) => Err(OperatorError::NotSealed(reference.clone())),
        Envelope::Sealed(sealed) => {
            out.write_all(sealed.armored().as_bytes())?;
            Ok(out.flush()?)
        }
    }
}

async fn find(store: &Store, reference: &Reference) -> Result<Stored, OperatorError> {
    let stored = store.find(reference).await?;
    stored.ok_or_else(|| OperatorError::NotFound(reference.clone()))
}

fn opened(stored: Stored, identities: Option<&Identities>) -> Result<Stored, OperatorError> {
    match identities {
        Some(identities) => Ok(stored.opened_by(identities)?),
        None => Ok(stored),
    }
}

/// Writes whole requests in the order of arrival, personal data and all, without holding them all in memory. Of a
/// request that is sealed, and not to one of the identities, only what is in every list; gives how many those are.
pub async fn submissions_export(
    store: &Store,
    filter: &Filter,
    format: ExportFormat,
    identities: Option<&Identities>,
    out: &mut dyn io::Write,
) -> Result<usize, OperatorError> {
    if format == ExportFormat::Csv {
        let mut csv = writer(&mut *out);
        csv.write_record(LIST_COLUMNS.into_iter().chain(field_columns()).chain(LAST_COLUMNS))?;
        csv.flush()?;
    }
    let mut position = 0;
    let mut sealed = 0;
    loop {
        let batch = store.next_stored(filter, position).await?;
        let Some(last) = batch.last() else { break };
        position = last.position;
        let batch = batch.into_iter().map(|stored| opened(stored, identities));
        let batch = batch.collect::<Result<Vec<_>, _>>()?;
        sealed += batch.iter().filter(|stored| stored.is_sealed()).count();
        match format {
            ExportFormat::Csv => print_stored_csv(&batch, out)?,
            ExportFormat::Json => {
                for stored in &batch {
                    print_json_line(&StoredLine::of(stored)?, out)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(sealed)
}

/// Writes the same into a new file that nobody else can read.
pub async fn submissions_export_to(
    path: &Path,
    store: &Store,
    filter: &Filter,
    format: ExportFormat,
    identities: Option<&Identities>,
) -> Result<usize, OperatorError> {
    let file = private_file::create(path)?;
    let mut out = io::BufWriter::new(&file);
    let done = submissions_export(store, filter, format, identities, &mut out).await;
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
        let fields = stored
            .submission
            .open()
            .map(Submission::revealed_fields)
            .unwrap_or_default();
        let value = |column: &str| {
            fields
                .iter()
                .find(|(name, _)| *name == column)
                .map_or("", |(_, value)| value.as_str())
        };
        let mut row = Vec::from(csv_row(&stored.listed));
        row.extend(columns.iter().map(|column| harmless(value(column)).into_owned()));
        row.push(harmless(&note_lines(stored).join("\n")).into_owned());
        row.push(if stored.is_sealed() { "yes" } else { "no" }.to_owned());
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
    /// `null` where it is sealed.
    fields: Option<serde_json::Value>,
    notes: Vec<String>,
    sealed: bool,
}

impl<'a> StoredLine<'a> {
    fn of(stored: &'a Stored) -> Result<Self, OperatorError> {
        Ok(Self {
            listed: (&stored.listed).into(),
            fields: stored.submission.open().map(json_fields).transpose()?,
            notes: note_lines(stored),
            sealed: stored.is_sealed(),
        })
    }
}

fn note_lines(stored: &Stored) -> Vec<String> {
    stored.notes.iter().map(note_line).collect()
}

fn note_line(note: &Note) -> String {
    let text = note.text.open().map_or(SEALED, |text| text.reveal());
    format!("{}: {text}", note.at.strftime("%Y-%m-%d %H:%M UTC"))
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
pub(super) fn print_field(label: &str, value: &str, out: &mut dyn io::Write) -> io::Result<()> {
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

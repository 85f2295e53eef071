//! CSV that a spreadsheet shows and does not run.

use std::{borrow::Cow, io};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

/// A writer after RFC 4180. Every cell stands in quotes: a program that splits at semicolons cannot cut a formula out of
/// the middle of a cell.
pub(super) fn writer(out: &mut dyn io::Write) -> Writer<&mut dyn io::Write> {
    WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(out)
}

/// The cell, with an apostrophe before it if a spreadsheet would take it for a formula. Some programs skip leading
/// blanks and read full-width signs as plain ones, hence both.
pub(super) fn harmless(cell: &str) -> Cow<'_, str> {
    let starts_oddly = cell.starts_with(char::is_control);
    let first = cell.chars().find(|c| !c.is_whitespace() && !c.is_control());
    if starts_oddly || first.is_some_and(|c| "=+-@＝＋－＠".contains(c)) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

//! Rules for single words: abbreviations, spelling, placeholders, markup that was not understood.

use std::collections::BTreeSet;

use super::Notes;
use crate::content::{
    Rule,
    draft::Draft,
    markdown::passages::{Passage, Place},
    placeholder::{Piece, pieces},
    site_facts::PLACEHOLDERS,
};

pub(super) const PLACEHOLDER: Rule = Rule::error(
    "placeholder",
    "A name in braces stands for something.",
    "use one of {emergency}, {phone}",
);
pub(super) const DISK: Rule = Rule::warning(
    "disk",
    "Disc is spelled with a c.",
    "write \u{201c}disc\u{201d}: search finds both",
);
pub(super) const BROKEN_MARKUP: Rule = Rule::error(
    "broken-markup",
    "No brackets of a link or citation stand in the text as they are.",
    "mend the link or citation: [words](/path) and then [^S18], neither inside the other",
);
pub(super) const ABBREVIATION: Rule = Rule::warning(
    "abbreviation",
    "An abbreviation is spelled out at its first use.",
    "write the words, then the abbreviation in brackets",
);

/// Abbreviations that everyone knows, numerals and names.
const KNOWN: [&str; 20] = [
    "US", "UK", "NHS", "OK", "AM", "PM", "TV", "ID", "ZIP", "PDF", "II", "III", "IV", "VI", "AA", "IP", "HTML", "DNA",
    "CC", "BY",
];

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    let mut met = BTreeSet::new();
    // The title names the subject; what it spells out need not be spelled out again.
    let names = draft.front.title.iter().chain(&draft.front.also_called);
    for name in names.filter(|name| name.value.contains('(')) {
        abbreviations(&Passage::new(Place::Heading, name.line, &name.value), &mut met, notes);
    }
    for passage in draft.passages() {
        placeholders(&passage, notes);
        // What stands in a row stands in its cells too.
        if passage.place != Place::Row {
            disk(&passage, notes);
            leftovers(&passage, notes);
            abbreviations(&passage, &mut met, notes);
        }
    }
}

fn placeholders(passage: &Passage, notes: &mut Notes<'_>) {
    for piece in pieces(&passage.text) {
        if let Piece::Name(name) = piece
            && !PLACEHOLDERS.contains(&name)
            && passage.place != Place::Row
        {
            notes.fault(
                passage.line,
                PLACEHOLDER.broken(format!("{{{name}}} stands for nothing")),
            );
        }
    }
}

fn disk(passage: &Passage, notes: &mut Notes<'_>) {
    let lower = passage.text.to_lowercase();
    if lower
        .split(|character: char| !character.is_alphanumeric())
        .any(|word| matches!(word, "disk" | "disks"))
    {
        notes.fault(passage.line, DISK.broken("\u{201c}disk\u{201d} is spelled with a k"));
    }
}

/// Brackets that were meant as a link or a citation and would be read as they stand.
fn leftovers(passage: &Passage, notes: &mut Notes<'_>) {
    // A summary takes no markup at all, which is a rule of its own.
    if passage.place == Place::Summary {
        return;
    }
    for mark in ["](", "][", "[^"] {
        if let Some(at) = passage.text.find(mark) {
            notes.fault(
                passage.line_at(at),
                BROKEN_MARKUP.broken(format!("`{mark}` stands in the text as it is")),
            );
        }
    }
}

/// An abbreviation is spelled out where it is first used: "magnetic resonance imaging (MRI)".
fn abbreviations(passage: &Passage, met: &mut BTreeSet<String>, notes: &mut Notes<'_>) {
    let text = &passage.text;
    let mut at = 0;
    for word in text.split(|character: char| !character.is_alphanumeric()) {
        let start = at;
        // Every separator that splits here is one character; find where the next word begins.
        let end = start + word.len();
        at = end
            + text
                .get(end..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        let stem = word.strip_suffix('s').unwrap_or(word);
        let shouted = stem.len() > 1 && stem.chars().all(|character| character.is_ascii_uppercase());
        if !shouted || KNOWN.contains(&stem) || !met.insert(stem.to_owned()) {
            continue;
        }
        let opened = text.get(..start).is_some_and(within_brackets);
        // "BPC-157" is a name, whole as it stands.
        let name = text.get(end..).is_some_and(|after| {
            after
                .strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(char::is_numeric))
        });
        let explained = text.get(end..).is_some_and(|after| after.starts_with(" ("));
        if !opened && !explained && !name {
            notes.fault(
                passage.line_at(start),
                ABBREVIATION
                    .broken(format!("{word} is not spelled out at its first use"))
                    .instead(format!("write the words, then ({word})")),
            );
        }
    }
}

/// Whether a bracket is open at the end of a text.
fn within_brackets(before: &str) -> bool {
    before
        .rfind('(')
        .is_some_and(|open| before.get(open..).is_some_and(|rest| !rest.contains(')')))
}

//! The publish rules: what an article, a figure or the whole library must be before readers see it.
//!
//! Each file is a family of rules over a [`Draft`]; a new rule is a constant, a function that notes faults, a line in
//! [`RULES`], and two cases in `tests/fixtures`: one that breaks it, and one that keeps just within it.

pub(in crate::content) mod boxes;
pub(in crate::content) mod citations;
mod claims;
mod connections;
mod dates;
pub(in crate::content) mod facts;
pub(in crate::content) mod figures;
mod identity;
mod images;
pub(in crate::content) mod kept_by_forms;
pub(in crate::content) mod levels;
mod links;
mod lists;
mod prose;
mod questions_to_ask;
mod registry;
pub(in crate::content) mod scan_words;
mod sections;
pub(in crate::content) mod symptom_check;
mod wording;

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Problem, draft::Draft, rule::Fault, stock::Stock};

pub use registry::RULES;

/// Checks every article by itself and against the others.
pub(in crate::content) fn check(drafts: &[Draft], stock: &Stock) -> Vec<Problem> {
    let map = links::SiteMap::of(drafts, stock);
    let alone = drafts.par_iter().flat_map_iter(|draft| {
        let mut notes = Notes::on(&draft.file);
        dates::interval(draft, &mut notes);
        identity::check(draft, &mut notes);
        levels::check(draft, &mut notes);
        if draft.readable {
            sections::check(draft, &mut notes);
            check_text(draft, &map, stock, &mut notes);
        }
        notes.problems
    });
    let mut problems: Vec<Problem> = alone.collect();
    problems.extend(identity::twins(drafts));
    problems.extend(connections::check(drafts, stock));
    problems.extend(check_tools(&map, stock));
    problems.extend(questions_to_ask::check(drafts, stock));
    problems.extend(claims::check(drafts, stock));
    problems
}

/// Checks what stands in files of its own and not in articles.
fn check_tools(map: &links::SiteMap, stock: &Stock) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(draft) = &stock.symptom_check {
        let mut notes = Notes::on(&draft.file);
        symptom_check::check(draft, stock, &mut notes);
        for text in draft.texts() {
            check_text(text, map, stock, &mut notes);
        }
        problems.extend(notes.problems);
    }
    if let Some(words) = &stock.scan_words {
        let mut notes = Notes::on(&words.file);
        scan_words::check(words, map, stock, &mut notes);
        for text in words.texts() {
            check_text(text, map, stock, &mut notes);
        }
        problems.extend(notes.problems);
    }
    problems
}

/// Checks a text by what holds for every text.
fn check_text(text: &Draft, map: &links::SiteMap, stock: &Stock, notes: &mut Notes<'_>) {
    links::check(text, map, notes);
    boxes::check(text, notes);
    citations::check(text, stock, notes);
    facts::check(text, notes);
    images::check(text, stock, notes);
    kept_by_forms::check(text, notes);
    lists::check(text, notes);
    prose::check(text, notes);
    wording::check(text, notes);
}

/// Checks every article's dates against the day: what passes tomorrow may not pass the day after.
pub(in crate::content) fn check_dates(drafts: &[Draft], today: Date) -> Vec<Problem> {
    let each = drafts.iter().flat_map(|draft| {
        let mut notes = Notes::on(&draft.file);
        dates::against(draft, today, &mut notes);
        notes.problems
    });
    each.collect()
}

/// The faults of one file while they are found.
pub(super) struct Notes<'a> {
    file: &'a str,
    problems: Vec<Problem>,
}

impl<'a> Notes<'a> {
    fn on(file: &'a str) -> Self {
        Self {
            file,
            problems: Vec::new(),
        }
    }

    fn fault(&mut self, line: usize, fault: Fault) {
        self.problems.push(Problem::new(self.file, line, fault));
    }
}

/// The start of a text, for a message.
fn excerpt(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = flat.chars().take(60).collect();
    if short.len() < flat.len() {
        short.push('…');
    }
    short
}

//! Rules for headings: which sections a kind has and in which order, levels, ids.

use std::collections::BTreeMap;

use super::Notes;
use crate::content::{
    Kind,
    draft::Draft,
    markdown::{
        document::{BlockKind, Heading, plain_text},
        reserved,
    },
};

/// The ids of the sections that a kind must have, in order. `None` where the author is free.
fn required(kind: Kind) -> Option<&'static [&'static str]> {
    match kind {
        Kind::Anatomy => Some(&["where", "parts", "job", "supply", "changes"]),
        Kind::Condition => Some(&[
            "help",
            "what",
            "symptoms",
            "causes",
            "risk-factors",
            "outlook",
            "tests",
            "options",
            "surgery",
            "prevention",
            "unknown",
            "questions",
        ]),
        Kind::Symptom => Some(&[
            "help",
            "feels-like",
            "why",
            "which-nerve",
            "other-causes",
            "today",
            "checks",
            "options",
        ]),
        Kind::Test => Some(&["shows", "cannot-show", "how", "risks", "not-needed"]),
        Kind::Treatment => Some(&[
            "how-it-works",
            "benefits",
            "harms",
            "guidelines",
            "who-should-not",
            "doing-nothing",
            "questions",
        ]),
        Kind::Procedure => Some(&[
            "what",
            "who",
            "who-not",
            "alternatives",
            "before",
            "during",
            "after",
            "recovery",
            "results",
            "how-long",
            "risks",
            "again",
            "help",
            "unknown",
            "questions",
        ]),
        Kind::Level => Some(&["where", "limit", "help"]),
        Kind::Question => Some(&["answer"]),
        Kind::Story => Some(&["journey", "choice", "result", "usual-result"]),
        Kind::Comparison | Kind::About => None,
    }
}

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    let headings: Vec<(usize, &Heading)> = headings(draft).collect();
    if let Some(required) = required(draft.kind) {
        sections(required, &headings, notes);
    }
    levels(&headings, notes);
    ids(&headings, notes);
    if draft.kind != Kind::Question {
        questions(&headings, notes);
    }
}

fn headings(draft: &Draft) -> impl Iterator<Item = (usize, &Heading)> {
    draft.document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some((block.line, heading)),
        _ => None,
    })
}

fn sections(required: &[&str], headings: &[(usize, &Heading)], notes: &mut Notes<'_>) {
    let all = required.join(", ");
    let mut found = Vec::new();
    let mut furthest = 0;
    for (line, heading) in headings.iter().filter(|(_, heading)| heading.level == 2) {
        let id = heading.id.as_deref().unwrap_or_default();
        let Some(place) = required.iter().position(|known| *known == id) else {
            let what = format!(
                "the section \u{201c}{}\u{201d} {{#{id}}} is not one of this kind",
                plain_text(&heading.inlines)
            );
            let remedy = match id {
                "sources" => "take it out: the program lists the sources".to_owned(),
                _ => format!("make it a ### under one of {all}, or give it one of these ids"),
            };
            notes.error(*line, "unknown-section", what, remedy);
            continue;
        };
        if place < furthest {
            notes.error(
                *line,
                "section-order",
                format!("the section {{#{id}}} comes too late"),
                format!("keep the order {all}"),
            );
        }
        furthest = furthest.max(place);
        found.push(id);
    }
    let missing: Vec<String> = required
        .iter()
        .filter(|id| !found.contains(id))
        .map(|id| format!("{{#{id}}}"))
        .collect();
    if !missing.is_empty() {
        let what = format!("missing here: {}", missing.join(", "));
        notes.error(
            1,
            "missing-section",
            what,
            format!("write each as `## … {{#id}}`; the order is {all}"),
        );
    }
}

fn levels(headings: &[(usize, &Heading)], notes: &mut Notes<'_>) {
    let mut above = 1;
    for (line, heading) in headings {
        if heading.level == 1 {
            notes.error(
                *line,
                "second-h1",
                "there is a heading of level 1",
                "begin sections with ##: the title is the only level 1",
            );
        } else if heading.level > 4 {
            notes.error(
                *line,
                "heading-level",
                format!("the heading is of level {}", heading.level),
                "use ## to ####",
            );
        } else if heading.level > above + 1 {
            let what = format!("a heading of level {} follows one of level {above}", heading.level);
            notes.error(
                *line,
                "heading-skip",
                what,
                format!("make it {}", "#".repeat(usize::from(above) + 1)),
            );
        }
        above = heading.level;
    }
}

fn ids(headings: &[(usize, &Heading)], notes: &mut Notes<'_>) {
    let mut seen = BTreeMap::new();
    for (line, heading) in headings {
        if plain_text(&heading.inlines).trim().is_empty() {
            notes.error(
                *line,
                "empty-heading",
                "the heading has no words",
                "give it words, or take it out",
            );
        }
        let Some(id) = &heading.id else { continue };
        if reserved(id) {
            notes.error(
                *line,
                "heading-id",
                format!("the page itself uses the id `{id}`"),
                "choose another id",
            );
        }
        if let Some(first) = seen.insert(id, *line) {
            notes.error(
                *line,
                "heading-id",
                format!("the id `{id}` is used before, on line {first}"),
                "choose another id",
            );
        }
    }
}

fn questions(headings: &[(usize, &Heading)], notes: &mut Notes<'_>) {
    for (line, heading) in headings {
        if plain_text(&heading.inlines).trim_end().ends_with('?') {
            notes.warning(
                *line,
                "heading-question",
                "the heading is a question",
                "say what stands below it; questions have pages of their own",
            );
        }
    }
}

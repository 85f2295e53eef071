//! Rules for headings: which sections a kind has and in which order, levels, ids.

use std::collections::BTreeMap;

use super::Notes;
use crate::content::{
    Kind, Rule,
    draft::Draft,
    markdown::{
        document::{BlockKind, Heading, plain_text},
        reserved,
    },
};

pub(super) const UNKNOWN_SECTION: Rule = Rule::error(
    "unknown-section",
    "A page has the sections of its kind, and no others.",
    "make it a ### under a section of the kind, or give it the id of one",
);
pub(super) const SECTION_ORDER: Rule = Rule::error(
    "section-order",
    "The sections stand in the order of the kind.",
    "move it up",
);
pub(super) const MISSING_SECTION: Rule = Rule::error(
    "missing-section",
    "Every section of the kind is there.",
    "write each as `## … {#id}`",
);
pub(super) const SECOND_H1: Rule = Rule::error(
    "second-h1",
    "The title is the only heading of level 1.",
    "begin sections with ##: the title is the only level 1",
);
pub(super) const HEADING_LEVEL: Rule = Rule::error("heading-level", "Headings go down to level 4.", "use ## to ####");
pub(super) const HEADING_SKIP: Rule = Rule::error(
    "heading-skip",
    "A heading is at most one level below the one before.",
    "make it one level below",
);
pub(super) const EMPTY_HEADING: Rule =
    Rule::error("empty-heading", "A heading has words.", "give it words, or take it out");
pub(super) const HEADING_ID: Rule = Rule::error(
    "heading-id",
    "The id of a heading is on its page once.",
    "choose another id",
);
pub(super) const HEADING_QUESTION: Rule = Rule::warning(
    "heading-question",
    "A heading says what stands below it, but on pages of questions.",
    "say what stands below it; questions have pages of their own",
);

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
            notes.fault(*line, UNKNOWN_SECTION.broken(what).instead(remedy));
            continue;
        };
        if place < furthest {
            notes.fault(
                *line,
                SECTION_ORDER
                    .broken(format!("the section {{#{id}}} comes too late"))
                    .instead(format!("keep the order {all}")),
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
        notes.fault(
            1,
            MISSING_SECTION
                .broken(what)
                .instead(format!("write each as `## … {{#id}}`; the order is {all}")),
        );
    }
}

fn levels(headings: &[(usize, &Heading)], notes: &mut Notes<'_>) {
    let mut above = 1;
    for (line, heading) in headings {
        if heading.level == 1 {
            notes.fault(*line, SECOND_H1.broken("there is a heading of level 1"));
        } else if heading.level > 4 {
            notes.fault(
                *line,
                HEADING_LEVEL.broken(format!("the heading is of level {}", heading.level)),
            );
        } else if heading.level > above + 1 {
            let what = format!("a heading of level {} follows one of level {above}", heading.level);
            notes.fault(
                *line,
                HEADING_SKIP
                    .broken(what)
                    .instead(format!("make it {}", "#".repeat(usize::from(above) + 1))),
            );
        }
        above = heading.level;
    }
}

fn ids(headings: &[(usize, &Heading)], notes: &mut Notes<'_>) {
    let mut seen = BTreeMap::new();
    for (line, heading) in headings {
        if plain_text(&heading.inlines).trim().is_empty() {
            notes.fault(*line, EMPTY_HEADING.broken("the heading has no words"));
        }
        let Some(id) = &heading.id else { continue };
        if reserved(id) {
            notes.fault(*line, HEADING_ID.broken(format!("the page itself uses the id `{id}`")));
        }
        if let Some(first) = seen.insert(id, *line) {
            notes.fault(
                *line,
                HEADING_ID.broken(format!("the id `{id}` is used before, on line {first}")),
            );
        }
    }
}

fn questions(headings: &[(usize, &Heading)], notes: &mut Notes<'_>) {
    for (line, heading) in headings {
        if plain_text(&heading.inlines).trim_end().ends_with('?') {
            notes.fault(*line, HEADING_QUESTION.broken("the heading is a question"));
        }
    }
}

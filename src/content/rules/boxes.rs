//! Rules for care cards and callouts.

use super::{Notes, excerpt};
use crate::content::{
    Kind,
    draft::Draft,
    markdown::{
        document::{Alert, Block, BlockKind, plain_text},
        passages::{all_blocks, links},
    },
};

/// The section in which care cards are looked for.
const HELP: &str = "help";
/// Callouts that a page may have.
const MOST_CALLOUTS: usize = 2;

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    let mut section = "";
    let mut seen: Vec<(Alert, &str)> = Vec::new();
    for block in &draft.document.blocks {
        match &block.kind {
            BlockKind::Heading(heading) if heading.level == 2 => section = heading.id.as_deref().unwrap_or_default(),
            BlockKind::Alert { alert, blocks } => {
                many(*alert, &seen, block.line, notes);
                seen.push((*alert, section));
                content(*alert, blocks, block.line, notes);
            }
            _ => {}
        }
        nested(block, notes);
    }
    if matches!(
        draft.kind,
        Kind::Condition | Kind::Symptom | Kind::Procedure | Kind::Level
    ) {
        missing(&seen, notes);
    }
}

fn many(alert: Alert, seen: &[(Alert, &str)], line: usize, notes: &mut Notes<'_>) {
    let before = seen.iter().filter(|(known, _)| *known == alert).count();
    if alert.level().is_some() && before > 0 {
        notes.error(
            line,
            "second-care-card",
            format!("there is a second {} on this page", alert.marker()),
            "put all of it into one card",
        );
    }
    if alert == Alert::Callout && before == MOST_CALLOUTS {
        notes.error(
            line,
            "callouts",
            format!("there are more than {MOST_CALLOUTS} callouts"),
            "keep those that matter most",
        );
    }
}

fn missing(seen: &[(Alert, &str)], notes: &mut Notes<'_>) {
    for alert in [Alert::Emergency, Alert::Urgent] {
        if !seen.contains(&(alert, HELP)) {
            let marker = alert.marker();
            notes.error(
                1,
                "care-card-missing",
                format!("there is no {marker} in the section {{#{HELP}}}"),
                format!("add `> {marker}` there, with its heading and its list"),
            );
        }
    }
}

fn content(alert: Alert, blocks: &[Block], line: usize, notes: &mut Notes<'_>) {
    let marker = alert.marker();
    if alert == Alert::Inset {
        return;
    }
    let Some((
        Block {
            kind: BlockKind::Paragraph { inlines, .. },
            line: heading_line,
        },
        rest,
    )) = blocks.split_first()
    else {
        notes.error(
            line,
            "box-heading",
            format!("the {marker} has no heading"),
            "begin it with a short paragraph of its own",
        );
        return;
    };
    let heading = plain_text(inlines);
    if rest.is_empty() {
        notes.error(
            line,
            "box-empty",
            format!("the {marker} has nothing below its heading"),
            "leave an empty > line after the heading, then say more",
        );
    }
    if alert.level().is_some() && !heading.trim_end().ends_with("if:") {
        notes.error(
            *heading_line,
            "care-card-heading",
            format!(
                "\u{201c}{}\u{201d} does not end in \u{201c}if:\u{201d}",
                excerpt(&heading)
            ),
            "make it one call to action, such as \u{201c}Call a doctor today if:\u{201d}",
        );
    }
    if alert == Alert::Emergency {
        for link in links(blocks) {
            notes.error(
                link.line,
                "emergency-link",
                format!("the emergency card links to {}", link.href),
                "take the link out: nobody should read on here",
            );
        }
    }
}

/// A card inside another block would be missed by the rules above.
fn nested(block: &Block, notes: &mut Notes<'_>) {
    for block in all_blocks(std::slice::from_ref(block)).into_iter().skip(1) {
        if matches!(block.kind, BlockKind::Alert { .. } | BlockKind::Heading(_)) {
            notes.error(
                block.line,
                "nested-box",
                "a box or heading stands inside a list, a quotation or another box",
                "move it out, to the start of the line",
            );
        }
    }
}

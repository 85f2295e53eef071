//! Rules for care cards and callouts.

use super::{Notes, excerpt};
use crate::content::{
    Kind, Rule,
    draft::Draft,
    markdown::{
        document::{Alert, Block, BlockKind, plain_text},
        passages::{all_blocks, links},
    },
};

pub(in crate::content) const SECOND_CARE_CARD: Rule = Rule::error(
    "second-care-card",
    "A page has one care card of each level.",
    "put all of it into one card",
);
pub(in crate::content) const CALLOUTS: Rule = Rule::error(
    "callouts",
    "A page has at most 2 callouts.",
    "keep those that matter most",
);
pub(in crate::content) const CARE_CARD_MISSING: Rule = Rule::error(
    "care-card-missing",
    "Conditions, symptoms, procedures and levels have an emergency and an urgent card in their help section.",
    "add it there, with its heading and its list",
);
pub(in crate::content) const BOX_HEADING: Rule = Rule::error(
    "box-heading",
    "A card or callout begins with a heading.",
    "begin it with a short paragraph of its own",
);
pub(in crate::content) const BOX_EMPTY: Rule = Rule::error(
    "box-empty",
    "A card or callout says something below its heading.",
    "leave an empty > line after the heading, then say more",
);
pub(in crate::content) const CARE_CARD_HEADING: Rule = Rule::error(
    "care-card-heading",
    "A care card's heading is a call to action that ends in “if:”.",
    "make it one call to action, such as \u{201c}Call a doctor today if:\u{201d}",
);
pub(in crate::content) const EMERGENCY_LINK: Rule = Rule::error(
    "emergency-link",
    "An emergency card has no link.",
    "take the link out: nobody should read on here",
);
pub(in crate::content) const NESTED_BOX: Rule = Rule::error(
    "nested-box",
    "Cards, callouts and headings stand in nothing else.",
    "move it out, to the start of the line",
);

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
        notes.fault(
            line,
            SECOND_CARE_CARD.broken(format!("there is a second {} on this page", alert.marker())),
        );
    }
    if alert == Alert::Callout && before == MOST_CALLOUTS {
        notes.fault(
            line,
            CALLOUTS.broken(format!("there are more than {MOST_CALLOUTS} callouts")),
        );
    }
}

fn missing(seen: &[(Alert, &str)], notes: &mut Notes<'_>) {
    for alert in [Alert::Emergency, Alert::Urgent] {
        if !seen.contains(&(alert, HELP)) {
            let marker = alert.marker();
            notes.fault(
                1,
                CARE_CARD_MISSING
                    .broken(format!("there is no {marker} in the section {{#{HELP}}}"))
                    .instead(format!("add `> {marker}` there, with its heading and its list")),
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
        notes.fault(line, BOX_HEADING.broken(format!("the {marker} has no heading")));
        return;
    };
    let heading = plain_text(inlines);
    if rest.is_empty() {
        notes.fault(
            line,
            BOX_EMPTY.broken(format!("the {marker} has nothing below its heading")),
        );
    }
    if alert.level().is_some() && !heading.trim_end().ends_with("if:") {
        notes.fault(
            *heading_line,
            CARE_CARD_HEADING.broken(format!(
                "\u{201c}{}\u{201d} does not end in \u{201c}if:\u{201d}",
                excerpt(&heading)
            )),
        );
    }
    if alert == Alert::Emergency {
        for link in links(blocks) {
            notes.fault(
                link.line,
                EMERGENCY_LINK.broken(format!("the emergency card links to {}", link.href)),
            );
        }
    }
}

/// A card inside another block would be missed by the rules above.
fn nested(block: &Block, notes: &mut Notes<'_>) {
    for block in all_blocks(std::slice::from_ref(block)).into_iter().skip(1) {
        if matches!(block.kind, BlockKind::Alert { .. } | BlockKind::Heading(_)) {
            notes.fault(
                block.line,
                NESTED_BOX.broken("a box or heading stands inside a list, a quotation or another box"),
            );
        }
    }
}

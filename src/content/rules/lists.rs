//! Rules for lists: do and do not, steps, length.

use super::{Notes, excerpt};
use crate::content::{
    draft::Draft,
    markdown::{
        document::{Alert, Block, BlockKind, Item, Role},
        passages::{inside, of_blocks},
    },
};

/// Items that a list may have without being split into groups.
const LONGEST_LIST: usize = 7;

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    roles(&draft.document.blocks, notes);
    let mut stack: Vec<&Block> = draft.document.blocks.iter().collect();
    while let Some(block) = stack.pop() {
        match &block.kind {
            // Every sign of an emergency must be there, however many there are.
            BlockKind::Alert {
                alert: Alert::Emergency,
                ..
            } => continue,
            BlockKind::List { items, .. } => length(items, notes),
            _ => {}
        }
        stack.extend(inside(block));
    }
}

fn length(items: &[Item], notes: &mut Notes<'_>) {
    if items.len() > LONGEST_LIST
        && let Some(first) = items.first()
    {
        notes.warning(
            first.line,
            "long-list",
            format!("the list has {} items", items.len()),
            format!("split it into groups of at most {LONGEST_LIST}, each under a ###"),
        );
    }
}

/// Checks the list that a heading's class speaks of.
fn roles(blocks: &[Block], notes: &mut Notes<'_>) {
    let mut rest = blocks;
    while let Some((block, after)) = rest.split_first() {
        rest = after;
        let BlockKind::Heading(heading) = &block.kind else {
            continue;
        };
        match (heading.role, after.first().map(|next| &next.kind)) {
            (Role::Plain, _) => {}
            (Role::Do | Role::Dont, Some(BlockKind::List { items, .. })) => {
                for item in items {
                    opening(heading.role, item, notes);
                }
            }
            (Role::Do | Role::Dont, _) => {
                notes.error(
                    block.line,
                    "do-list",
                    "no list follows this heading",
                    "put the list right below it, or take the class away",
                );
            }
            (Role::Steps, _) => steps(block.line, after, notes),
        }
    }
}

fn opening(role: Role, item: &Item, notes: &mut Notes<'_>) {
    let text = of_blocks(&item.blocks)
        .into_iter()
        .map(|passage| passage.text)
        .next()
        .unwrap_or_default();
    let negative = text.starts_with("Do not ");
    if role == Role::Dont && !negative {
        notes.error(
            item.line,
            "do-not-item",
            format!(
                "\u{201c}{}\u{201d} does not start \u{201c}Do not\u{201d}",
                excerpt(&text)
            ),
            "begin it with \u{201c}Do not\u{201d}, so that it is safe to read alone",
        );
    }
    if role == Role::Do && (negative || text.starts_with("Do ")) {
        notes.error(
            item.line,
            "do-item",
            format!("\u{201c}{}\u{201d} starts with \u{201c}Do\u{201d}", excerpt(&text)),
            "begin it with the action itself",
        );
    }
}

fn steps(line: usize, after: &[Block], notes: &mut Notes<'_>) {
    let section = after
        .iter()
        .take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
    let lists = section
        .filter(|block| matches!(block.kind, BlockKind::List { ordered: true, .. }))
        .count();
    if lists != 1 {
        notes.error(
            line,
            "steps",
            format!("this section of steps has {lists} numbered lists"),
            "give it exactly one: 1. **Short heading.** Text.",
        );
    }
}

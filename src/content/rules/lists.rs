//! Rules for lists: do and do not, steps, length.

use super::{Notes, excerpt};
use crate::content::{
    Rule,
    draft::Draft,
    markdown::{
        document::{Alert, Block, BlockKind, Item, Role},
        passages::{inside, of_blocks},
    },
};

pub(super) const LONG_LIST: Rule = Rule::warning(
    "long-list",
    "A list has at most 7 items.",
    "split it into groups of at most 7, each under a ###",
);
pub(super) const DO_LIST: Rule = Rule::error(
    "do-list",
    "A heading of the class do or dont has its list right below.",
    "put the list right below it, or take the class away",
);
pub(super) const DO_NOT_ITEM: Rule = Rule::error(
    "do-not-item",
    "What not to do begins “Do not”.",
    "begin it with \u{201c}Do not\u{201d}, so that it is safe to read alone",
);
pub(super) const DO_ITEM: Rule = Rule::error(
    "do-item",
    "What to do begins with the action.",
    "begin it with the action itself",
);
pub(super) const STEPS: Rule = Rule::error(
    "steps",
    "A section of steps has one numbered list.",
    "give it exactly one: 1. **Short heading.** Text.",
);

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
        notes.fault(
            first.line,
            LONG_LIST.broken(format!("the list has {} items", items.len())),
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
                notes.fault(block.line, DO_LIST.broken("no list follows this heading"));
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
        notes.fault(
            item.line,
            DO_NOT_ITEM.broken(format!(
                "\u{201c}{}\u{201d} does not start \u{201c}Do not\u{201d}",
                excerpt(&text)
            )),
        );
    }
    if role == Role::Do && (negative || text.starts_with("Do ")) {
        notes.fault(
            item.line,
            DO_ITEM.broken(format!(
                "\u{201c}{}\u{201d} starts with \u{201c}Do\u{201d}",
                excerpt(&text)
            )),
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
        notes.fault(
            line,
            STEPS.broken(format!("this section of steps has {lists} numbered lists")),
        );
    }
}

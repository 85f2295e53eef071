//! Rules for the place where the privacy page tells what each form keeps.

use super::Notes;
use crate::content::{
    Rule,
    draft::Draft,
    markdown::{document::BlockKind, passages::all_blocks},
};

pub(in crate::content) const KEPT_BY_FORMS: Rule = Rule::error(
    "kept-by-forms",
    "The privacy page, and it alone, has one place that tells what each form keeps.",
    "put the lines ```kept-by-forms and ``` where it is to stand, outside lists and boxes",
);

/// The one page with such a place; forms link to it.
const PAGE: &str = "about/privacy";

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    let is_place = |kind: &BlockKind| matches!(kind, BlockKind::KeptByForms);
    let blocks = &draft.document.blocks;
    let all = all_blocks(blocks);
    let mut places = all.iter().filter(|block| is_place(&block.kind)).map(|block| block.line);
    let first = places.next();
    if draft.path() == PAGE {
        if !blocks.iter().any(|block| is_place(&block.kind)) {
            notes.fault(
                first.unwrap_or(1),
                KEPT_BY_FORMS.broken("this page does not tell what each form keeps"),
            );
        }
    } else if let Some(line) = first {
        let remedy = format!("take it out, and link to /{PAGE}");
        notes.fault(
            line,
            KEPT_BY_FORMS
                .broken("only the privacy page tells what each form keeps")
                .instead(remedy),
        );
    }
    if let Some(line) = places.next() {
        notes.fault(
            line,
            KEPT_BY_FORMS
                .broken("what each form keeps stands here once more")
                .instead("take this one out"),
        );
    }
}

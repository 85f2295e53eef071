//! Rules for sources: every citation has one, and pages that advise rest on enough good ones.

use std::collections::BTreeSet;

use super::Notes;
use crate::content::{
    Kind, Rule, SourceId, SourceKind,
    draft::Draft,
    markdown::{
        document::{BlockKind, Inline, InlineKind},
        passages::{all_blocks, each_inline, inner},
    },
    stock::Stock,
};

pub(super) const UNKNOWN_SOURCE: Rule = Rule::error(
    "unknown-source",
    "A citation names a source of sources.toml.",
    "mend the id, or add the source to sources.toml",
);
pub(super) const FEW_SOURCES: Rule = Rule::error(
    "few-sources",
    "A page of advice rests on at least 3 sources.",
    "cite at least 3 different ones",
);
pub(super) const WEAK_SOURCES: Rule = Rule::error(
    "weak-sources",
    "A page of advice rests on a guideline or a review.",
    "cite one: single studies are not enough for advice",
);

/// Different sources that a page of advice needs.
const FEWEST: usize = 3;

pub(super) fn check(draft: &Draft, stock: &Stock, notes: &mut Notes<'_>) {
    let cited = cited(draft);
    for (line, id) in &cited {
        if !stock.knows_source(id) {
            notes.fault(*line, UNKNOWN_SOURCE.broken(format!("there is no source {id}")));
        }
    }
    let different: BTreeSet<SourceId> = cited.into_iter().map(|(_, id)| SourceId(id)).collect();
    // Without front matter the key points, and what they cite, are not known.
    let advises = matches!(
        draft.kind,
        Kind::Condition | Kind::Treatment | Kind::Procedure | Kind::Comparison
    );
    if advises && draft.front.title.is_some() {
        enough(&different, stock, notes);
    }
}

fn enough(different: &BTreeSet<SourceId>, stock: &Stock, notes: &mut Notes<'_>) {
    let published = different.iter().filter(|id| !id.is_usual_practice()).count();
    if published < FEWEST {
        notes.fault(1, FEW_SOURCES.broken(format!("the number of sources is {published}")));
    }
    let Some(sources) = &stock.sources else { return };
    let strong = |id: &SourceId| {
        sources
            .get(id)
            .is_some_and(|source| matches!(source.kind, SourceKind::Guideline | SourceKind::Review))
    };
    if !different.iter().any(strong) {
        notes.fault(
            1,
            WEAK_SOURCES.broken("no guideline and no review is among the sources"),
        );
    }
}

/// Every citation with its line, outcome blocks included.
pub(in crate::content) fn cited(draft: &Draft) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut visit = |inline: &Inline| {
        if let InlineKind::Citation(id) = &inline.kind {
            found.push((inline.line, id.clone()));
        }
    };
    for opening in draft.openings() {
        inner(opening, &mut visit);
    }
    each_inline(&draft.document.blocks, &mut visit);
    for block in all_blocks(&draft.document.blocks) {
        if let BlockKind::Outcome(outcome) = &block.kind {
            found.push((outcome.source.line, outcome.source.value.clone()));
        }
    }
    found
}

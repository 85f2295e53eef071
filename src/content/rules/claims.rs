//! Rules for figures across pages: each is one that its source is known to give, and each that is known is told.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Notes, citations::UNKNOWN_SOURCE};
use crate::content::{
    Kind, Problem, Rule, ScanWords, Words,
    claims::{Claims, bare, figures},
    draft::Draft,
    fields::At,
    markdown::{
        document::BlockKind,
        outcome::Outcome,
        passages::{Cited, Passage, Place, all_blocks},
    },
    stock::Stock,
};

pub(super) const UNKNOWN_CLAIM: Rule = Rule::error(
    "unknown-claim",
    "A figure beside a source is one that claims.toml says the source gives.",
    "mend the figure or the source; if the source does give it, add it to claims.toml with what it counts",
);
pub(super) const UNUSED_CLAIM: Rule = Rule::warning(
    "unused-claim",
    "A figure of claims.toml is told on some page.",
    "take it out, or mend it as pages word it",
);

/// The file of what is known, within the folder of a language.
pub(in crate::content) const FILE: &str = "claims.toml";

/// A figure with the sources beside it.
struct Told<'a> {
    file: &'a str,
    line: usize,
    figure: String,
    /// At least one.
    sources: Vec<String>,
}

/// Looks at every text together.
pub(super) fn check(drafts: &[Draft], stock: &Stock) -> Vec<Problem> {
    let Some(claims) = &stock.claims else {
        return Vec::new();
    };
    let check = stock.symptom_check.iter().flat_map(|draft| draft.texts());
    let tools = stock.scan_words.iter().flat_map(ScanWords::texts).chain(check);
    let texts: Vec<&Draft> = drafts.iter().chain(tools).collect();
    let words = stock.words.as_ref();
    let told: Vec<Told<'_>> = texts.par_iter().flat_map_iter(|text| told_in(text, words)).collect();
    let mut problems = unknown(&told, claims, stock);
    problems.extend(faults_of_file(claims, stock));
    // A text that cannot be read whole may well tell what seems unused.
    let whole = words.is_some() && stock.symptom_check.is_some() && stock.scan_words.is_some();
    if whole && drafts.iter().all(|draft| draft.front.title.is_some()) {
        problems.extend(unused(&told, claims, stock));
    }
    problems
}

fn unknown(told: &[Told<'_>], claims: &Claims, stock: &Stock) -> Vec<Problem> {
    let mut known = BTreeSet::new();
    for of in claims.sources() {
        let figures = of.figures.iter().flat_map(|(figure, _)| [figure, bare(figure)]);
        known.extend(figures.map(|figure| (of.id.as_str(), figure)));
    }
    let strange = told.iter().filter(|told| {
        // Of a source that is not there, another rule tells.
        let gives = |source: &str| !stock.knows_source(source) || known.contains(&(source, &told.figure));
        !told.sources.iter().any(|source| gives(source))
    });
    let problems = strange.map(|told| {
        let sources = told.sources.join(" or ");
        let what = format!("{sources} is not known to give \u{201c}{}\u{201d}", told.figure);
        Problem::new(told.file, told.line, UNKNOWN_CLAIM.broken(what))
    });
    problems.collect()
}

fn faults_of_file(claims: &Claims, stock: &Stock) -> Vec<Problem> {
    let file = stock.own(FILE);
    let mut notes = Notes::on(&file);
    for of in claims.sources().iter().filter(|of| !stock.knows_source(of.id.as_str())) {
        let what = format!("there is no source {}", of.id);
        notes.fault(of.line, UNKNOWN_SOURCE.broken(what));
    }
    notes.problems
}

fn unused(told: &[Told<'_>], claims: &Claims, stock: &Stock) -> Vec<Problem> {
    let mut used = BTreeSet::new();
    for told in told {
        used.extend(
            told.sources
                .iter()
                .map(|source| (source.as_str(), told.figure.as_str())),
        );
    }
    let file = stock.own(FILE);
    let mut notes = Notes::on(&file);
    for of in claims.sources() {
        for (figure, At { line, .. }) in &of.figures {
            if ![figure, bare(figure)]
                .iter()
                .any(|figure| used.contains(&(of.id.as_str(), *figure)))
            {
                let what = format!("no page tells \u{201c}{figure}\u{201d} with {}", of.id);
                notes.fault(*line, UNUSED_CLAIM.broken(what));
            }
        }
    }
    notes.problems
}

/// Every figure of a text that stands beside a source.
fn told_in<'a>(text: &'a Draft, words: Option<&Words>) -> Vec<Told<'a>> {
    // As in `facts`: pages about the site state no medical facts.
    if text.kind == Kind::About {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut tell = |line: usize, told: &str, sources: &[&str]| {
        let figures = figures(told).into_iter().filter(|_| !sources.is_empty());
        found.extend(figures.map(|figure| Told {
            file: &text.file,
            line,
            figure,
            sources: sources.iter().map(|source| (*source).to_owned()).collect(),
        }));
    };
    in_passages(&text.passages(), &mut tell);
    for outcome in outcomes(text) {
        let source = [outcome.source.value.as_str()];
        let number = words.map(|words| outcome.number.value.in_words(words));
        tell(outcome.number.line, &number.unwrap_or_default(), &source);
        tell(outcome.label.line, &outcome.label.value, &source);
    }
    found
}

/// Calls `tell` for every sentence with the sources beside it: its own, or else those of its item or its row.
fn in_passages(passages: &[Passage], tell: &mut dyn FnMut(usize, &str, &[&str])) {
    let mut row: &[Cited] = &[];
    for passage in passages {
        let around = match passage.place {
            Place::Row => {
                row = &passage.cited;
                continue;
            }
            Place::Cell if passage.cited.is_empty() => row,
            Place::Cell | Place::Item => &passage.cited,
            _ => &[],
        };
        for sentence in passage.sentences() {
            let beside = if sentence.cited.is_empty() {
                around
            } else {
                sentence.cited
            };
            let mut sources: Vec<&str> = beside.iter().map(|cited| cited.source.as_str()).collect();
            sources.dedup();
            tell(sentence.line, sentence.text, &sources);
        }
    }
}

/// The numbers of people in outcome blocks and in the cells of a comparison.
fn outcomes(text: &Draft) -> impl Iterator<Item = &Outcome> {
    let blocks = all_blocks(&text.document.blocks).into_iter();
    let blocks = blocks.filter_map(|block| match &block.kind {
        BlockKind::Outcome(outcome) => Some(outcome),
        _ => None,
    });
    let cells = text.front.comparison.iter().flat_map(|comparison| &comparison.numbers);
    blocks.chain(cells)
}

//! Rules for figures across pages: each is one that its source is known to give, and each that is known is told.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Notes, citations::UNKNOWN_SOURCE};
use crate::content::{
    Kind, OutOf100, Problem, Rule, ScanWords, Words,
    claims::{Claims, ClaimsOfSource, bare, figures},
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

pub(super) const CLAIM_WITHOUT_MEANING: Rule = Rule::warning(
    "claim-without-meaning",
    "A figure of claims.toml says what it counts.",
    "say in a few words what it counts, once the source has been looked at",
);

/// The file of what is known, within the folder of a language.
const FILE: &str = "claims.toml";

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
    let (Some(claims), Some(words)) = (&stock.claims, &stock.words) else {
        return Vec::new();
    };
    let check = stock.symptom_check.iter().flat_map(|draft| draft.texts());
    let tools = stock.scan_words.iter().flat_map(ScanWords::texts).chain(check);
    let texts: Vec<&Draft> = drafts.iter().chain(tools).collect();
    let mut told: Vec<Told<'_>> = texts.par_iter().flat_map_iter(|text| told_in(text, words)).collect();
    let table = stock.scan_words.iter();
    told.extend(table.flat_map(|scan_words| told_in_table(scan_words, words)));
    let mut problems = unknown(&told, claims, stock);
    problems.extend(faults_of_file(claims, stock));
    // A text that cannot be read whole may well tell what seems unused.
    let tools_are_whole = stock.symptom_check.is_some() && stock.scan_words.is_some();
    if tools_are_whole && drafts.iter().all(|draft| draft.front.title.is_some()) {
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
    for ClaimsOfSource { line, id, figures } in claims.sources() {
        if !stock.knows_source(id.as_str()) {
            notes.fault(*line, UNKNOWN_SOURCE.broken(format!("there is no source {id}")));
        }
        for (figure, meaning) in figures.iter().filter(|(_, meaning)| meaning.value.trim().is_empty()) {
            let what = format!("what \u{201c}{figure}\u{201d} counts is not told");
            notes.fault(meaning.line, CLAIM_WITHOUT_MEANING.broken(what));
        }
    }
    notes.problems
}

fn unused(told: &[Told<'_>], claims: &Claims, stock: &Stock) -> Vec<Problem> {
    let mut used = BTreeSet::new();
    for Told { figure, sources, .. } in told {
        used.extend(sources.iter().map(|source| (source.as_str(), figure.as_str())));
    }
    let file = stock.own(FILE);
    let mut notes = Notes::on(&file);
    for ClaimsOfSource { id, figures, .. } in claims.sources() {
        let is_used = |figure: &str| used.contains(&(id.as_str(), figure));
        for (figure, At { line, .. }) in figures {
            if !is_used(figure) && !is_used(bare(figure)) {
                let what = format!("no page tells \u{201c}{figure}\u{201d} with {id}");
                notes.fault(*line, UNUSED_CLAIM.broken(what));
            }
        }
    }
    notes.problems
}

/// The figures of some words, with the sources beside them; none where there is no source.
fn tell<'a>(file: &'a str, line: usize, told: &str, sources: &[&str]) -> Vec<Told<'a>> {
    let figures = figures(told).into_iter().filter(|_| !sources.is_empty());
    let figures = figures.map(|figure| Told {
        file,
        line,
        figure,
        sources: sources.iter().map(|source| (*source).to_owned()).collect(),
    });
    figures.collect()
}

/// Every figure of a text that stands beside a source.
fn told_in<'a>(text: &'a Draft, words: &Words) -> Vec<Told<'a>> {
    // As in `facts`: pages about the site state no medical facts.
    if text.kind == Kind::About {
        return Vec::new();
    }
    let mut found = told_in_passages(&text.file, &text.passages());
    for Outcome { number, label, source } in outcomes(text) {
        let source = [source.value.as_str()];
        found.extend(tell(&text.file, number.line, &number.value.in_words(words), &source));
        found.extend(tell(&text.file, label.line, &label.value, &source));
    }
    found
}

/// Each sentence has the sources beside it: its own, or else those of its item or its row.
fn told_in_passages<'a>(file: &'a str, passages: &[Passage]) -> Vec<Told<'a>> {
    let mut found = Vec::new();
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
            let own = Some(sentence.cited).filter(|own| !own.is_empty());
            let mut sources = ids(own.unwrap_or(around));
            sources.dedup();
            found.extend(tell(file, sentence.line, sentence.text, &sources));
        }
    }
    found
}

fn ids(cited: &[Cited]) -> Vec<&str> {
    cited.iter().map(|cited| cited.source.as_str()).collect()
}

/// The table of what scans show in people without pain.
fn told_in_table<'a>(scan_words: &'a ScanWords, words: &Words) -> Vec<Told<'a>> {
    let mut found = Vec::new();
    for (line, shares, label) in scan_words.counts() {
        let label = Passage::of(Place::Item, line, label);
        for share in shares {
            let number = OutOf100::exactly(*share).in_words(words);
            found.extend(tell(&scan_words.file, line, &number, &ids(&label.cited)));
        }
    }
    found
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

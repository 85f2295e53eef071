//! Stage 2: what a reader reads, laid out in passages, so that a rule need not know Markdown.

use super::{
    document::{Alert, Block, BlockKind, Definition, Inline, InlineKind, Row},
    sentences::{sentences, words},
};
use crate::content::fields::Lines;

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content) enum Place {
    Summary,
    KeyPoint,
    Heading,
    Paragraph,
    /// An item of a list or a meaning of a definition list, without what is nested in it.
    Item,
    /// The call to action of a care card or callout.
    BoxHeading,
    /// A whole row of a table; its cells follow as passages of their own.
    Row,
    Cell,
    Caption,
    Alt,
    /// The words of an outcome block.
    Outcome,
}

/// A stretch of text read in one go.
#[derive(Debug)]
pub(in crate::content) struct Passage {
    pub(in crate::content) place: Place,
    pub(in crate::content) line: usize,
    /// The words alone; a line break of the source is a newline.
    pub(in crate::content) text: String,
    /// The sources that it cites, in order.
    pub(in crate::content) cited: Vec<Cited>,
    /// Where a bold label that opens it ends, such as "Benefits."; 0 when there is none.
    pub(in crate::content) label: usize,
}

impl Passage {
    pub(in crate::content) fn new(place: Place, line: usize, text: &str) -> Self {
        Self {
            place,
            line,
            text: text.to_owned(),
            cited: Vec::new(),
            label: 0,
        }
    }

    pub(in crate::content) fn of(place: Place, line: usize, inlines: &[Inline]) -> Self {
        let mut passage = Self::new(place, line, "");
        passage.add(inlines);
        passage.label = label(inlines);
        passage
    }

    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.text.push_str(text),
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Link { inlines: inner, .. } => {
                    self.add(inner);
                }
                InlineKind::Citation(source) => self.cited.push(Cited {
                    at: self.text.len(),
                    source: source.clone(),
                }),
                InlineKind::Break => self.text.push('\n'),
                InlineKind::Image(_) => {}
            }
        }
    }

    /// The sentences, each with its line and the sources that it cites.
    pub(in crate::content) fn sentences(&self) -> Vec<Sentence<'_>> {
        let lines = Lines::of(&self.text, self.line);
        let ranges = sentences(&self.text);
        let starts = ranges.iter().skip(1).map(|range| range.start).chain([usize::MAX]);
        let found = ranges.iter().zip(starts).filter_map(|(range, next)| {
            let text = self.text.get(range.clone())?;
            let before = |end: usize| self.cited.partition_point(|cited| cited.at < end);
            let cited = self
                .cited
                .get(before(range.start + 1)..before(next))
                .unwrap_or_default();
            Some(Sentence {
                line: lines.at(range.start),
                text,
                cited,
            })
        });
        found.collect()
    }

    /// How many sentences it has besides a bold label.
    pub(in crate::content) fn sentence_count(&self) -> usize {
        sentences(self.text.get(self.label..).unwrap_or_default()).len()
    }

    /// The text without a bold label that ends in a mark, as "Benefits." does: it names what follows, as a heading does.
    pub(in crate::content) fn unlabeled(&self) -> &str {
        match self.text.split_at_checked(self.label) {
            Some((label, rest)) if label.ends_with(['.', ':', '!', '?']) => rest.trim_start(),
            _ => &self.text,
        }
    }

    /// The line on which a byte of the text stands.
    pub(in crate::content) fn line_at(&self, offset: usize) -> usize {
        self.line + self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
    }

    /// How many words it adds to the reading time.
    pub(in crate::content) fn word_count(&self) -> usize {
        if matches!(self.place, Place::Row | Place::Alt) {
            0
        } else {
            words(&self.text).count()
        }
    }

    /// Whether it is prose, whose sentences are measured.
    pub(in crate::content) fn is_prose(&self) -> bool {
        matches!(
            self.place,
            Place::Summary | Place::KeyPoint | Place::Paragraph | Place::Item
        )
    }
}

/// A source as a passage cites it.
#[derive(Debug)]
pub(in crate::content) struct Cited {
    /// Where in the text, by byte.
    at: usize,
    pub(in crate::content) source: String,
}

/// A sentence within a passage.
#[derive(Debug, Clone, Copy)]
pub(in crate::content) struct Sentence<'a> {
    pub(in crate::content) line: usize,
    pub(in crate::content) text: &'a str,
    pub(in crate::content) cited: &'a [Cited],
}

/// The length of the bold label that opens a text.
fn label(inlines: &[Inline]) -> usize {
    match inlines.first() {
        Some(Inline {
            kind: InlineKind::Strong(label),
            ..
        }) => super::document::plain_text(label).len(),
        _ => 0,
    }
}

/// The passages of some blocks, in order of reading.
pub(in crate::content) fn of_blocks(blocks: &[Block]) -> Vec<Passage> {
    let mut passages = Vec::new();
    collect(blocks, &mut passages);
    passages
}

fn collect(blocks: &[Block], out: &mut Vec<Passage>) {
    for Block { line, kind } in blocks {
        match kind {
            BlockKind::Heading(heading) => out.push(Passage::of(Place::Heading, *line, &heading.inlines)),
            BlockKind::Paragraph { inlines, .. } => out.push(Passage::of(Place::Paragraph, *line, inlines)),
            BlockKind::List { items, .. } => items.iter().for_each(|item| collect_item(item.line, &item.blocks, out)),
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|part| match part {
                Definition::Term { line, inlines } => out.push(Passage::of(Place::Heading, *line, inlines)),
                Definition::Meaning { line, blocks } => collect_item(*line, blocks, out),
            }),
            BlockKind::Table(table) => {
                table
                    .head
                    .cells
                    .iter()
                    .for_each(|cell| out.push(Passage::of(Place::Heading, table.head.line, cell)));
                table.rows.iter().for_each(|row| collect_row(row, out));
            }
            BlockKind::Quote(blocks) => collect(blocks, out),
            BlockKind::Alert { alert, blocks } => collect_alert(*alert, blocks, out),
            BlockKind::Figure(image) => {
                out.push(Passage::new(Place::Alt, *line, &image.alt));
                out.push(Passage::new(Place::Caption, *line, &image.caption));
            }
            BlockKind::Outcome(outcome) => {
                out.push(Passage::new(Place::Outcome, outcome.label.line, &outcome.label.value));
            }
            BlockKind::KeptByForms | BlockKind::Rule => {}
        }
    }
}

/// An item's own paragraphs are one passage; what is nested in it follows.
fn collect_item(line: usize, blocks: &[Block], out: &mut Vec<Passage>) {
    let mut own = Passage::new(Place::Item, line, "");
    for block in blocks {
        if let BlockKind::Paragraph { inlines, .. } = &block.kind {
            if own.text.is_empty() {
                own.line = block.line;
                own.label = label(inlines);
            }
            // Empty lines between paragraphs, and what is nested there, count as lines too.
            let gap = block.line.saturating_sub(own.line_at(own.text.len()));
            own.text.push_str(&"\n".repeat(gap));
            own.add(inlines);
        }
    }
    out.push(own);
    for block in blocks {
        if !matches!(block.kind, BlockKind::Paragraph { .. }) {
            collect(std::slice::from_ref(block), out);
        }
    }
}

fn collect_row(row: &Row, out: &mut Vec<Passage>) {
    let mut whole = Passage::new(Place::Row, row.line, "");
    for cell in &row.cells {
        whole.add(cell);
        whole.text.push(' ');
    }
    out.push(whole);
    out.extend(row.cells.iter().map(|cell| Passage::of(Place::Cell, row.line, cell)));
}

fn collect_alert(alert: Alert, blocks: &[Block], out: &mut Vec<Passage>) {
    match blocks.split_first() {
        Some((
            Block {
                line,
                kind: BlockKind::Paragraph { inlines, .. },
            },
            rest,
        )) if alert != Alert::Inset => {
            out.push(Passage::of(Place::BoxHeading, *line, inlines));
            collect(rest, out);
        }
        _ => collect(blocks, out),
    }
}

/// A link as the author wrote it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::content) struct Link<'a> {
    pub(in crate::content) line: usize,
    pub(in crate::content) href: &'a str,
    pub(in crate::content) words: String,
}

/// The blocks that stand right inside a block.
pub(in crate::content) fn inside(block: &Block) -> Vec<&Block> {
    match &block.kind {
        BlockKind::Quote(blocks) | BlockKind::Alert { blocks, .. } => blocks.iter().collect(),
        BlockKind::List { items, .. } => items.iter().flat_map(|item| &item.blocks).collect(),
        BlockKind::Definitions(parts) => {
            let meanings = parts.iter().filter_map(|part| match part {
                Definition::Meaning { blocks, .. } => Some(blocks),
                Definition::Term { .. } => None,
            });
            meanings.flatten().collect()
        }
        _ => Vec::new(),
    }
}

/// Every one of some blocks, each before those inside it.
pub(in crate::content) fn all_blocks(blocks: &[Block]) -> Vec<&Block> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = waiting.pop() {
        found.push(block);
        waiting.extend(inside(block).into_iter().rev());
    }
    found
}

/// Calls `visit` for every inline of some blocks, in order of reading, those inside others included.
pub(in crate::content) fn each_inline<'b>(blocks: &'b [Block], visit: &mut dyn FnMut(&'b Inline)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => inner(&heading.inlines, visit),
            BlockKind::Paragraph { inlines, .. } => inner(inlines, visit),
            BlockKind::List { items, .. } => items.iter().for_each(|item| each_inline(&item.blocks, visit)),
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|part| match part {
                Definition::Term { inlines, .. } => inner(inlines, visit),
                Definition::Meaning { blocks, .. } => each_inline(blocks, visit),
            }),
            BlockKind::Table(table) => {
                let rows = std::iter::once(&table.head).chain(&table.rows);
                rows.flat_map(|row| &row.cells).for_each(|cell| inner(cell, visit));
            }
            BlockKind::Quote(blocks) | BlockKind::Alert { blocks, .. } => each_inline(blocks, visit),
            BlockKind::Figure(_) | BlockKind::Outcome(_) | BlockKind::KeptByForms | BlockKind::Rule => {}
        }
    }
}

/// Calls `visit` for every one of some inlines, those inside others included.
pub(in crate::content) fn inner<'b>(inlines: &'b [Inline], visit: &mut dyn FnMut(&'b Inline)) {
    for inline in inlines {
        visit(inline);
        match &inline.kind {
            InlineKind::Emphasis(inlines) | InlineKind::Strong(inlines) | InlineKind::Link { inlines, .. } => {
                inner(inlines, visit);
            }
            InlineKind::Text(_) | InlineKind::Image(_) | InlineKind::Citation(_) | InlineKind::Break => {}
        }
    }
}

/// Every link in some blocks.
pub(in crate::content) fn links(blocks: &[Block]) -> Vec<Link<'_>> {
    let mut found = Vec::new();
    each_inline(blocks, &mut |inline| {
        if let InlineKind::Link { href, inlines } = &inline.kind {
            found.push(Link {
                line: inline.line,
                href,
                words: super::document::plain_text(inlines),
            });
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(text: &str) -> Vec<Passage> {
        of_blocks(&super::super::document("a.md", text, 1).blocks)
    }

    #[test]
    fn a_citation_belongs_to_the_sentence_before_it() {
        let passages = passages("It helps 7 people.[^S1] It costs 3 days.\nOr 4.[^S2]");
        let told: Vec<(usize, bool)> = passages[0]
            .sentences()
            .iter()
            .map(|part| (part.line, !part.cited.is_empty()))
            .collect();
        assert_eq!(told, [(1, true), (1, false), (2, true)]);
    }

    #[test]
    fn a_label_names_what_follows_and_is_no_sentence() {
        let unlabeled = |text| passages(text)[0].unlabeled().to_owned();
        assert_eq!(unlabeled("**Urgent.** See a doctor."), "See a doctor.");
        assert_eq!(unlabeled("- **Urgent:** now"), "now");
        assert_eq!(unlabeled("**Do not** wait."), "Do not wait.");
        assert_eq!(unlabeled("Do **not.** Wait."), "Do not. Wait.");
    }

    #[test]
    fn an_item_is_a_passage_and_what_is_nested_in_it_another() {
        let passages = passages("- one\n  - two\n- three\n");
        let told: Vec<(usize, &str)> = passages.iter().map(|part| (part.line, part.text.as_str())).collect();
        assert_eq!(told, [(1, "one"), (2, "two"), (3, "three")]);
    }

    #[test]
    fn every_paragraph_of_an_item_keeps_its_line() {
        let passages = passages("-\n  One.\n\n  Two.\n\n  - x\n\n  Three.\n");
        let lines: Vec<usize> = passages[0].sentences().iter().map(|part| part.line).collect();
        assert_eq!(lines, [2, 4, 8]);
    }

    #[test]
    fn a_row_is_read_whole_and_by_cell() {
        let passages = passages("| A | B |\n|---|---|\n| x | 7[^S1] |\n");
        let rows: Vec<&Passage> = passages.iter().filter(|part| part.place == Place::Row).collect();
        assert_eq!((rows[0].line, rows[0].cited.len()), (3, 1));
        assert_eq!(passages.iter().filter(|part| part.place == Place::Cell).count(), 2);
    }
}

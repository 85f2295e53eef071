//! The elements that are open while a document is built.

use pulldown_cmark::BlockQuoteKind;

use super::document::{Block, BlockKind, Definition, Inline, Item, Role, Row, Table};

/// What has been opened and not yet closed.
pub(super) enum Open {
    Root,
    Paragraph,
    Heading {
        level: u8,
        id: Option<String>,
        role: Role,
    },
    Quote(Option<BlockQuoteKind>),
    Fence {
        info: String,
    },
    List {
        ordered: bool,
    },
    Item,
    Definitions,
    Term,
    Meaning,
    Table,
    Head,
    Row,
    Cell,
    Emphasis,
    Strong,
    Link(String),
    Image {
        file: String,
        caption: String,
    },
    /// Markup that is not used here; what it holds is left out.
    Refused,
}

/// An open element with what it holds so far.
pub(super) struct Frame {
    pub(super) open: Open,
    pub(super) line: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    pub(super) items: Vec<Item>,
    pub(super) definitions: Vec<Definition>,
    pub(super) table: Table,
    pub(super) row: Row,
    pub(super) text: String,
}

impl Frame {
    pub(super) fn new(open: Open, line: usize) -> Self {
        Self {
            open,
            line,
            blocks: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
            definitions: Vec::new(),
            table: Table::default(),
            row: Row {
                line,
                cells: Vec::new(),
            },
            text: String::new(),
        }
    }

    /// Ends the text of a tight list item, before a block or at the item's end.
    pub(super) fn settle(&mut self) {
        let inlines = std::mem::take(&mut self.inlines);
        if let Some(first) = inlines.first() {
            let line = first.line;
            self.blocks.push(Block {
                line,
                kind: BlockKind::Paragraph { inlines, tight: true },
            });
        }
    }

    /// Ends such text where the element just closed can hold it.
    pub(super) fn settle_if_container(&mut self) {
        if matches!(self.open, Open::Item | Open::Meaning | Open::Quote(_)) {
            self.settle();
        }
    }
}

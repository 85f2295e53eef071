//! An article's text as a tree of blocks, each with the line it stands on; between parsing and the rules.

use super::outcome::Outcome;
use crate::content::Problem;

/// The text of an article.
#[derive(Debug, Default)]
pub(in crate::content) struct Document {
    pub(in crate::content) blocks: Vec<Block>,
    /// What the parser itself refuses: raw HTML, code, depth.
    pub(in crate::content) problems: Vec<Problem>,
}

/// A block of text.
#[derive(Debug)]
pub(in crate::content) struct Block {
    pub(in crate::content) line: usize,
    pub(in crate::content) kind: BlockKind,
}

/// What a block is.
#[derive(Debug)]
pub(in crate::content) enum BlockKind {
    Heading(Heading),
    /// `tight` when it is the text of a list item without blank lines, which takes no `<p>`.
    Paragraph {
        inlines: Vec<Inline>,
        tight: bool,
    },
    /// `ordered` when it is numbered.
    List {
        ordered: bool,
        items: Vec<Item>,
    },
    Definitions(Vec<Definition>),
    Table(Table),
    Quote(Vec<Block>),
    Alert {
        alert: Alert,
        blocks: Vec<Block>,
    },
    Figure(Image),
    Outcome(Outcome),
    /// Where the page tells what each form keeps, from the table in the forms room.
    KeptByForms,
    Rule,
}

/// A heading as the author wrote it.
#[derive(Debug)]
pub(in crate::content) struct Heading {
    /// 1 to 6.
    pub(in crate::content) level: u8,
    pub(in crate::content) id: Option<String>,
    pub(in crate::content) role: Role,
    pub(in crate::content) inlines: Vec<Inline>,
}

/// What a heading's class makes of the list below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content) enum Role {
    Plain,
    Do,
    Dont,
    Steps,
}

/// The boxes that GitHub's alerts stand for here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::content) enum Alert {
    Emergency,
    Urgent,
    SelfCare,
    Callout,
    Inset,
}

impl Alert {
    /// The word for it in markup and ids; care cards only.
    pub(in crate::content) fn level(self) -> Option<&'static str> {
        match self {
            Self::Emergency => Some("emergency"),
            Self::Urgent => Some("urgent"),
            Self::SelfCare => Some("self-care"),
            Self::Callout | Self::Inset => None,
        }
    }

    /// What the author writes for it.
    pub(in crate::content) fn marker(self) -> &'static str {
        match self {
            Self::Emergency => "[!CAUTION]",
            Self::Urgent => "[!WARNING]",
            Self::SelfCare => "[!TIP]",
            Self::Callout => "[!IMPORTANT]",
            Self::Inset => "[!NOTE]",
        }
    }
}

/// An item of a list.
#[derive(Debug)]
pub(in crate::content) struct Item {
    pub(in crate::content) line: usize,
    pub(in crate::content) blocks: Vec<Block>,
}

/// A line of a definition list.
#[derive(Debug)]
pub(in crate::content) enum Definition {
    Term { line: usize, inlines: Vec<Inline> },
    Meaning { line: usize, blocks: Vec<Block> },
}

/// A table; every row has as many cells as the head.
#[derive(Debug, Default)]
pub(in crate::content) struct Table {
    pub(in crate::content) head: Row,
    pub(in crate::content) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(in crate::content) struct Row {
    pub(in crate::content) line: usize,
    pub(in crate::content) cells: Vec<Vec<Inline>>,
}

/// An image that stands for a figure.
#[derive(Debug)]
pub(in crate::content) struct Image {
    pub(in crate::content) alt: String,
    pub(in crate::content) file: String,
    /// Empty when the author gave none.
    pub(in crate::content) caption: String,
}

/// A stretch of text within a block.
#[derive(Debug)]
pub(in crate::content) struct Inline {
    pub(in crate::content) line: usize,
    pub(in crate::content) kind: InlineKind,
}

/// What a stretch of text is.
#[derive(Debug)]
pub(in crate::content) enum InlineKind {
    /// A line break within the source is a newline here.
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link {
        href: String,
        inlines: Vec<Inline>,
    },
    Image(Image),
    Citation(String),
    Break,
}

/// The words of some inlines without markup or citations.
pub(in crate::content) fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    collect(inlines, &mut text);
    text
}

fn collect(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(text),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Link { inlines: inner, .. } => {
                collect(inner, out);
            }
            InlineKind::Break => out.push('\n'),
            InlineKind::Image(_) | InlineKind::Citation(_) => {}
        }
    }
}

//! Stage 1: from the events of the Markdown parser to a [`Document`]. No recursion, so that no nesting can overflow.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::{
    document::{Alert, Block, BlockKind, Definition, Document, Heading, Image, Inline, InlineKind, Item, Role},
    frame::{Frame, Open},
    outcome::Outcome,
};
use crate::content::{Problem, Rule, fields::Lines, rule::Fault, rules::kept_by_forms::KEPT_BY_FORMS};

pub(in crate::content) const ONE_PARAGRAPH: Rule = Rule::error(
    "one-paragraph",
    "A key point or other short text is one paragraph.",
    "write it as a single paragraph of plain text",
);
pub(in crate::content) const RAW_HTML: Rule =
    Rule::error("raw-html", "Text is Markdown without raw HTML.", "write it in Markdown");
pub(in crate::content) const NESTING: Rule =
    Rule::error("nesting", "Text is nested a little only.", "write it flatter");
pub(in crate::content) const HEADING_ATTRIBUTE: Rule = Rule::error(
    "heading-attribute",
    "The braces of a heading hold an id, .do, .dont or .steps.",
    "use {#id} or one of .do, .dont and .steps",
);
pub(in crate::content) const FOOTNOTE_DEFINITION: Rule = Rule::error(
    "footnote-definition",
    "Sources are told in sources.toml alone.",
    "put it into sources.toml; here only cite it",
);
pub(in crate::content) const CODE_BLOCK: Rule = Rule::error(
    "code-block",
    "There are no code blocks.",
    "use ```outcome for a result, or take the indentation away",
);

/// Blocks inside blocks that are followed; deeper ones are a problem and left out.
const DEEPEST_BLOCK: usize = 20;

/// Parses a text that begins on the line `first` of `file`.
pub(in crate::content) fn document(file: &str, text: &str, first: usize) -> Document {
    // The old footnotes give a reference also where no definition stands: definitions are in sources.toml.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_OLD_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut builder = Builder::new(file, Lines::of(text, first));
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.take(event, range.start);
    }
    builder.finish()
}

/// Parses one line of text, such as a key point, that stands on a line of `file`.
pub(in crate::content) fn inlines(file: &str, text: &str, line: usize) -> (Vec<Inline>, Vec<Problem>) {
    let Document { blocks, mut problems } = document(file, text, line);
    let mut found = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Paragraph { inlines, .. } if found.is_empty() => found = inlines,
            _ => problems.push(Problem::new(
                file,
                line,
                ONE_PARAGRAPH.broken("this text is more than one paragraph"),
            )),
        }
    }
    (found, problems)
}

struct Builder<'a> {
    file: &'a str,
    lines: Lines,
    root: Frame,
    stack: Vec<Frame>,
    /// How many opened elements are being left out, since they are too deep.
    skipped: usize,
    problems: Vec<Problem>,
}

impl<'a> Builder<'a> {
    fn new(file: &'a str, lines: Lines) -> Self {
        Self {
            file,
            lines,
            root: Frame::new(Open::Root, 1),
            stack: Vec::new(),
            skipped: 0,
            problems: Vec::new(),
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().unwrap_or(&mut self.root)
    }

    fn fault(&mut self, line: usize, fault: Fault) {
        self.problems.push(Problem::new(self.file, line, fault));
    }

    fn take(&mut self, event: Event<'_>, offset: usize) {
        let line = self.lines.at(offset);
        match event {
            Event::Start(tag) => self.start(tag, line),
            Event::End(end) => self.end(end),
            _ if self.skipped > 0 => {}
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, line);
            }
            Event::SoftBreak => self.text("\n", line),
            Event::HardBreak => self.top().inlines.push(Inline {
                line,
                kind: InlineKind::Break,
            }),
            Event::Html(html) => self.html_block(&html, line),
            Event::InlineHtml(html) => self.raw_html(&html, line),
            Event::FootnoteReference(id) => {
                let kind = InlineKind::Citation(id.into_string());
                self.top().inlines.push(Inline { line, kind });
            }
            Event::Rule => self.block(line, BlockKind::Rule),
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str, line: usize) {
        let frame = self.top();
        if matches!(frame.open, Open::Fence { .. }) {
            frame.text.push_str(text);
        } else if let Some(Inline {
            kind: InlineKind::Text(last),
            ..
        }) = frame.inlines.last_mut()
        {
            last.push_str(text);
        } else {
            frame.inlines.push(Inline {
                line,
                kind: InlineKind::Text(text.to_owned()),
            });
        }
    }

    /// A block of HTML comes line by line; its first line tells enough.
    fn html_block(&mut self, html: &str, line: usize) {
        let told = !self.top().text.is_empty();
        self.top().text.push_str(html);
        if !told {
            self.raw_html(html, line);
        }
    }

    fn raw_html(&mut self, html: &str, line: usize) {
        let shown: String = html.trim().chars().take(40).collect();
        if !shown.is_empty() {
            self.fault(line, RAW_HTML.broken(format!("`{shown}` is raw HTML")));
        }
    }

    fn block(&mut self, line: usize, kind: BlockKind) {
        let frame = self.top();
        frame.settle();
        frame.blocks.push(Block { line, kind });
    }

    fn start(&mut self, tag: Tag<'_>, line: usize) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        if self.stack.len() >= DEEPEST_BLOCK {
            self.skipped = 1;
            self.fault(line, NESTING.broken("this is nested too deeply"));
            return;
        }
        let open = self.opened(tag, line);
        self.stack.push(Frame::new(open, line));
    }

    fn opened(&mut self, tag: Tag<'_>, line: usize) -> Open {
        match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let role = self.role(&classes, line);
                for (name, _) in attrs {
                    let what = format!("`{name}` in the braces of a heading means nothing");
                    self.fault(line, HEADING_ATTRIBUTE.broken(what));
                }
                Open::Heading {
                    level: level as u8,
                    id: id.map(CowStr::into_string),
                    role,
                }
            }
            Tag::BlockQuote(kind) => Open::Quote(kind),
            Tag::CodeBlock(kind) => Open::Fence { info: info(kind) },
            Tag::List(start) => Open::List {
                ordered: start.is_some(),
            },
            Tag::Item => Open::Item,
            Tag::DefinitionList => Open::Definitions,
            Tag::DefinitionListTitle => Open::Term,
            Tag::DefinitionListDefinition => Open::Meaning,
            Tag::Table(_) => Open::Table,
            Tag::TableHead => Open::Head,
            Tag::TableRow => Open::Row,
            Tag::TableCell => Open::Cell,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Link { dest_url, .. } => Open::Link(dest_url.into_string()),
            Tag::Image { dest_url, title, .. } => Open::Image {
                file: dest_url.into_string(),
                caption: title.into_string(),
            },
            Tag::FootnoteDefinition(label) => {
                let what = format!("the source [^{label}] is defined in the text");
                self.fault(line, FOOTNOTE_DEFINITION.broken(what));
                Open::Refused
            }
            // The text of an HTML block arrives as events of its own; the others are not switched on.
            Tag::HtmlBlock | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {
                Open::Refused
            }
        }
    }

    fn role(&mut self, classes: &[CowStr<'_>], line: usize) -> Role {
        let mut role = Role::Plain;
        for class in classes {
            role = match &**class {
                "do" => Role::Do,
                "dont" => Role::Dont,
                "steps" => Role::Steps,
                other => {
                    let what = format!("the class `.{other}` means nothing on a heading");
                    self.fault(line, HEADING_ATTRIBUTE.broken(what));
                    role
                }
            };
        }
        role
    }

    fn end(&mut self, _: TagEnd) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        // The parser closes everything it opens, so there is always a frame.
        if let Some(mut frame) = self.stack.pop() {
            frame.settle_if_container();
            self.close(frame);
        }
    }

    fn close(&mut self, frame: Frame) {
        let Frame {
            open,
            line,
            blocks,
            inlines,
            items,
            definitions,
            table,
            row,
            text,
        } = frame;
        match open {
            Open::Root | Open::Refused => {}
            Open::Paragraph => self.block(line, paragraph(inlines)),
            Open::Heading { level, id, role } => {
                self.block(
                    line,
                    BlockKind::Heading(Heading {
                        level,
                        id,
                        role,
                        inlines,
                    }),
                );
            }
            Open::Quote(kind) => self.block(line, quote(kind, blocks)),
            Open::Fence { info } => self.fence(&info, &text, line),
            Open::List { ordered } => self.block(line, BlockKind::List { ordered, items }),
            Open::Item => self.top().items.push(Item { line, blocks }),
            Open::Definitions => self.block(line, BlockKind::Definitions(definitions)),
            Open::Term => self.top().definitions.push(Definition::Term { line, inlines }),
            Open::Meaning => self.top().definitions.push(Definition::Meaning { line, blocks }),
            Open::Table => self.block(line, BlockKind::Table(table)),
            Open::Head => self.top().table.head = row,
            Open::Row => self.top().table.rows.push(row),
            Open::Cell => self.top().row.cells.push(inlines),
            Open::Emphasis => self.inline(line, InlineKind::Emphasis(inlines)),
            Open::Strong => self.inline(line, InlineKind::Strong(inlines)),
            Open::Link(href) => self.inline(line, InlineKind::Link { href, inlines }),
            Open::Image { file, caption } => {
                let alt = super::document::plain_text(&inlines);
                self.inline(line, InlineKind::Image(Image { alt, file, caption }));
            }
        }
    }

    fn inline(&mut self, line: usize, kind: InlineKind) {
        self.top().inlines.push(Inline { line, kind });
    }

    fn fence(&mut self, info: &str, text: &str, line: usize) {
        match info {
            "outcome" => match Outcome::parse(self.file, text, line + 1) {
                Ok(outcome) => self.block(line, BlockKind::Outcome(outcome)),
                Err(problems) => self.problems.extend(problems),
            },
            "kept-by-forms" => {
                self.block(line, BlockKind::KeptByForms);
                if !text.is_empty() {
                    let what = "what forms keep cannot be written here";
                    self.fault(
                        line,
                        KEPT_BY_FORMS
                            .broken(what)
                            .instead("leave the block empty: the program fills it"),
                    );
                }
            }
            _ => {
                self.fault(line, CODE_BLOCK.broken("code blocks are not used here"));
            }
        }
    }

    fn finish(mut self) -> Document {
        self.root.settle();
        Document {
            blocks: self.root.blocks,
            problems: self.problems,
        }
    }
}

fn info(kind: CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Indented => String::new(),
        CodeBlockKind::Fenced(info) => info.trim().to_owned(),
    }
}

fn quote(kind: Option<BlockQuoteKind>, blocks: Vec<Block>) -> BlockKind {
    let alert = match kind {
        None => return BlockKind::Quote(blocks),
        Some(BlockQuoteKind::Caution) => Alert::Emergency,
        Some(BlockQuoteKind::Warning) => Alert::Urgent,
        Some(BlockQuoteKind::Tip) => Alert::SelfCare,
        Some(BlockQuoteKind::Important) => Alert::Callout,
        Some(BlockQuoteKind::Note) => Alert::Inset,
    };
    BlockKind::Alert { alert, blocks }
}

/// A paragraph, or a figure where an image stands alone in it.
fn paragraph(mut inlines: Vec<Inline>) -> BlockKind {
    match inlines.pop() {
        Some(Inline {
            kind: InlineKind::Image(image),
            ..
        }) if inlines.is_empty() => BlockKind::Figure(image),
        last => {
            inlines.extend(last);
            BlockKind::Paragraph { inlines, tight: false }
        }
    }
}

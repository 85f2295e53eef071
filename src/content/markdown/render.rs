//! Stage 3: from a checked [`Document`] to the markup of a page. Infallible: the rules have refused what it cannot show.

use super::{
    citations::Citations,
    document::{Alert, Block, BlockKind, Definition, Document, Heading, Image, Inline, Item, Role, plain_text},
    ids::{Ids, slug_of},
    outcome::Outcome,
    passages,
    terms::TermLinks,
};
use crate::content::{
    self, Body, Html, SourceId, Timeline, excerpts::Binding, figure::drawing_name, html::escape, stock::Shelf,
};

/// Renders the lines that open a page, such as key points, and its text. `names` are what its subject is called.
pub(in crate::content) fn render<'n>(
    shelf: &Shelf,
    names: impl Iterator<Item = &'n str>,
    openings: &[&[Inline]],
    document: &Document,
) -> (Vec<Html>, Body) {
    let mut page = Page::new(shelf, names);
    let openings: Vec<Html> = openings.iter().map(|opening| page.opening(opening)).collect();
    page.blocks(&document.blocks);
    let after_kept = page.kept_at.map(|at| page.out.split_off(at));
    let body = Body {
        html: Html::from_renderer(page.out),
        after_kept: after_kept.map(Html::from_renderer),
        headings: page.headings,
        citations: page.citations.into_sources(),
        terms: page.terms.into_slugs(),
        words: passages::of_blocks(&document.blocks)
            .iter()
            .map(passages::Passage::word_count)
            .sum(),
        links: passages::links(&document.blocks)
            .into_iter()
            .map(|link| (link.href.to_owned(), link.line))
            .collect(),
    };
    (openings, body)
}

/// Renders the steps of one page alone. `None` for a page without steps.
pub(in crate::content) fn timeline<'n>(
    shelf: &Shelf,
    names: impl Iterator<Item = &'n str>,
    document: &Document,
) -> Option<Timeline> {
    let emergency = document.blocks.iter().find(|block| {
        matches!(
            block.kind,
            BlockKind::Alert {
                alert: Alert::Emergency,
                ..
            }
        )
    });
    let mut page = Page::new(shelf, names);
    if let Some(card) = emergency {
        page.block(card);
    }
    let emergency = std::mem::take(&mut page.out);
    if !page.phases(&document.blocks) {
        return None;
    }
    Some(Timeline {
        emergency: Html::from_renderer(emergency),
        phases: Html::from_renderer(page.out),
        citations: page.citations.into_sources(),
    })
}

/// A page while it is written.
pub(in crate::content) struct Page<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) out: String,
    pub(super) ids: Ids,
    pub(in crate::content) citations: Citations,
    pub(super) terms: TermLinks<'a>,
    headings: Vec<content::Heading>,
    /// How much stands before what forms keep. `None` until it is reached.
    kept_at: Option<usize>,
    /// Callouts so far, for their ids.
    pub(super) callouts: usize,
    /// What the next list is, as the heading above it says.
    role: Role,
    /// False inside care cards, which are read on their own.
    pub(in crate::content) linking: bool,
    /// Names given to tables, so that no two are the same.
    pub(super) table_names: Ids,
    /// How excerpts are put in. `None` on a page of its own.
    pub(in crate::content) binding: Option<Binding>,
}

impl<'a> Page<'a> {
    pub(in crate::content) fn new<'n>(shelf: &'a Shelf, names: impl Iterator<Item = &'n str>) -> Self {
        Self {
            shelf,
            out: String::new(),
            ids: Ids::default(),
            citations: Citations::default(),
            terms: TermLinks::new(&shelf.terms, shelf.language.url_prefix(), names),
            headings: Vec::new(),
            kept_at: None,
            callouts: 0,
            role: Role::Plain,
            linking: true,
            table_names: Ids::default(),
            binding: None,
        }
    }

    /// A line that opens a page.
    pub(in crate::content) fn opening(&mut self, inlines: &[Inline]) -> Html {
        let markup = self.inlines(inlines, true);
        Html::from_renderer(markup)
    }

    /// Adds markup to the page.
    pub(super) fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The heading that stands above this point; empty before the first.
    pub(super) fn section(&self) -> &str {
        self.headings.last().map_or("", |heading| heading.text.as_str())
    }

    /// The level for a heading of a box: below the section's, or a section's own where there is none yet.
    pub(super) fn box_level(&self) -> u8 {
        self.deeper(if self.headings.is_empty() { 2 } else { 3 })
    }

    /// A level of headings as it is where an excerpt stands.
    fn deeper(&self, level: u8) -> u8 {
        level + self.binding.as_ref().map_or(0, |binding| binding.deeper)
    }

    /// Begins an excerpt of a section, whose heading stands elsewhere, and gives the words of that heading.
    pub(in crate::content) fn begin(&mut self, heading: &[Inline]) -> String {
        let text = self.filled(&plain_text(heading));
        self.role = Role::Plain;
        self.headings = vec![content::Heading {
            level: 2,
            id: String::new(),
            text: text.clone(),
        }];
        text
    }

    /// What was written since the last time.
    pub(in crate::content) fn taken(&mut self) -> Html {
        Html::from_renderer(std::mem::take(&mut self.out))
    }

    /// The sources in the order of their numbers, and the anchors of the terms.
    pub(in crate::content) fn into_sources_and_terms(self) -> (Vec<SourceId>, Vec<String>) {
        (self.citations.into_sources(), self.terms.into_slugs())
    }

    /// Writes the steps of a procedure alone, a section for each part. False when there are none.
    pub(in crate::content) fn phases(&mut self, blocks: &[Block]) -> bool {
        self.headings.clear();
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) if heading.role == Role::Steps => self.phase(heading),
                BlockKind::List { ordered: true, .. } if self.role == Role::Steps => self.block(block),
                _ => {}
            }
        }
        let any = !self.headings.is_empty();
        if any {
            self.push("</section>\n");
        }
        any
    }

    pub(in crate::content) fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            if let BlockKind::Heading(heading) = &block.kind
                && matches!(heading.role, Role::Do | Role::Dont)
                && let Some((
                    Block {
                        kind: BlockKind::List { items, .. },
                        ..
                    },
                    behind,
                )) = after.split_first()
            {
                self.do_list(heading, items);
                rest = behind;
            } else {
                self.block(block);
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph { inlines, tight } => self.paragraph(inlines, *tight),
            BlockKind::List { ordered, items } => self.list(*ordered, items),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Quote(blocks) => self.wrapped("<blockquote>", blocks, "</blockquote>\n"),
            BlockKind::Alert { alert, blocks } => self.alert(*alert, blocks),
            BlockKind::Figure(image) => self.figure(image),
            BlockKind::Outcome(outcome) => self.outcome(outcome),
            BlockKind::KeptByForms => self.kept_at = Some(self.out.len()),
            BlockKind::Rule => self.push("<hr>\n"),
        }
    }

    fn alert(&mut self, alert: Alert, blocks: &[Block]) {
        match alert {
            Alert::Emergency | Alert::Urgent | Alert::SelfCare => self.care_card(alert, blocks),
            Alert::Callout => self.callout(blocks),
            Alert::Inset => self.inset(blocks),
        }
    }

    pub(super) fn wrapped(&mut self, before: &str, blocks: &[Block], after: &str) {
        self.push(before);
        self.blocks(blocks);
        self.push(after);
    }

    fn paragraph(&mut self, inlines: &[Inline], tight: bool) {
        let markup = self.inlines(inlines, true);
        if tight {
            self.push(&markup);
        } else {
            self.push(&format!("<p>{markup}</p>\n"));
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let id = self.note_heading(heading);
        self.role = heading.role;
        let words = self.inlines(&heading.inlines, false);
        let level = self.deeper(heading.level);
        self.push(&format!("<h{level} id=\"{}\">{words}</h{level}>\n", escape(&id)));
    }

    /// Begins a part of a timeline, and ends the one before it.
    fn phase(&mut self, heading: &Heading) {
        self.push(if self.headings.is_empty() {
            "<section>\n"
        } else {
            "</section>\n<section>\n"
        });
        self.heading(heading);
    }

    /// Adds a heading to the contents list and gives its id.
    fn note_heading(&mut self, heading: &Heading) -> String {
        let text = self.filled(&plain_text(&heading.inlines));
        let id = self.ids.unique(&heading.id.clone().unwrap_or_else(|| slug_of(&text)));
        self.headings.push(content::Heading {
            level: heading.level,
            id: id.clone(),
            text,
        });
        id
    }

    fn do_list(&mut self, heading: &Heading, items: &[Item]) {
        let which = if heading.role == Role::Do { "do" } else { "dont" };
        let id = escape(&self.note_heading(heading));
        self.role = Role::Plain;
        let words = self.inlines(&heading.inlines, false);
        let level = self.deeper(heading.level);
        self.push(&format!(
            "<section class=\"do-list\" data-list=\"{which}\" aria-labelledby=\"{id}\">\
             <h{level} id=\"{id}\">{words}</h{level}>\n<ul role=\"list\">\n"
        ));
        self.items(items);
        self.push("</ul>\n</section>\n");
    }

    fn list(&mut self, ordered: bool, items: &[Item]) {
        let steps = ordered && self.role == Role::Steps;
        let (before, after) = match (ordered, steps) {
            (true, true) => ("<ol class=\"steps\">\n", "</ol>\n"),
            (true, false) => ("<ol>\n", "</ol>\n"),
            (false, _) => ("<ul>\n", "</ul>\n"),
        };
        if steps {
            // Only the first list below the heading, and none inside it.
            self.role = Role::Plain;
        }
        self.push(before);
        self.items(items);
        self.push(after);
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.wrapped("<li>", &item.blocks, "</li>\n");
        }
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.push("<dl>\n");
        for definition in definitions {
            match definition {
                Definition::Term { inlines, .. } => {
                    let words = self.inlines(inlines, false);
                    self.push(&format!("<dt>{words}</dt>\n"));
                }
                Definition::Meaning { blocks, .. } => self.wrapped("<dd>", blocks, "</dd>\n"),
            }
        }
        self.push("</dl>\n");
    }

    fn figure(&mut self, image: &Image) {
        let name = drawing_name(&image.file).unwrap_or_default();
        let Some(drawing) = self.shelf.drawings.get(name) else {
            return;
        };
        if let Some(binding) = &mut self.binding
            && (!binding.with_drawings || !binding.drawn.insert(name.to_owned()))
        {
            return;
        }
        let id = self.ids.unique(&format!("figure-{name}"));
        let described = if image.alt.trim().is_empty() {
            &drawing.description
        } else {
            &image.alt
        };
        let svg = drawing.svg(&id, described);
        let caption = escape(&self.filled(&image.caption));
        let summary = escape(&self.shelf.words.get("figure-in-words"));
        let words = escape(&drawing.description);
        // The long words stand in the caption: HTML lets a caption be first or last, with nothing beside it.
        self.push(&format!(
            "<figure class=\"drawing\" id=\"{id}\">{svg}\n<figcaption>{caption}\n\
             <details class=\"figure-words\"><summary>{summary}</summary><p>{words}</p></details></figcaption></figure>\n"
        ));
    }

    fn outcome(&mut self, outcome: &Outcome) {
        let words = &self.shelf.words;
        let number = escape(&outcome.number.value.in_words(words));
        let label = self.terms.link(&self.shelf.filled(&outcome.label.value));
        let stop = if outcome.label.value.trim_end().ends_with('.') {
            ""
        } else {
            "."
        };
        let cite = self.citations.mark(&[&outcome.source.value], words);
        let picture = outcome.number.value.picture(words);
        self.push(&format!(
            "<div class=\"outcome\"><p class=\"outcome-words\"><strong>{number}</strong> {label}{stop}{cite}</p>\n{picture}</div>\n"
        ));
    }

    /// A text of the interface.
    pub(in crate::content) fn words(&self, key: &str) -> String {
        self.shelf.words.get(key)
    }

    /// Text with its placeholders filled in, not yet markup.
    pub(in crate::content) fn filled(&self, text: &str) -> String {
        self.shelf.filled(text)
    }
}

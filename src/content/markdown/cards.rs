//! Markup of care cards, callouts and inset text.

use super::{
    document::{Alert, Block, BlockKind, plain_text},
    render::Page,
};
use crate::content::html::escape;

impl Page<'_> {
    /// A care card: hidden words, the call to action as a heading, then what it is about. It is read on its own, so no term in it links away.
    pub(super) fn care_card(&mut self, alert: Alert, blocks: &[Block]) {
        let Some(level) = alert.level() else { return };
        let id = self.ids.unique(&format!("care-{level}"));
        let hidden = self.shelf.words.get(&format!("care-{level}"));
        self.push(&format!(
            "<section class=\"care\" data-level=\"{level}\" aria-labelledby=\"{id}\">"
        ));
        let rest = self.box_heading(&id, &hidden, blocks);
        self.linking = false;
        self.wrapped("<div>\n", rest, "</div>\n</section>\n");
        self.linking = true;
    }

    pub(super) fn callout(&mut self, blocks: &[Block]) {
        self.callouts += 1;
        let id = self.ids.unique(&format!("callout-{}", self.callouts));
        let hidden = self.shelf.words.get("callout-important");
        self.push(&format!("<section class=\"callout\" aria-labelledby=\"{id}\">"));
        let rest = self.box_heading(&id, &hidden, blocks);
        self.wrapped("", rest, "</section>\n");
    }

    /// Inset text. The hidden word stands inside the first paragraph, so that it is read in one breath with it.
    pub(super) fn inset(&mut self, blocks: &[Block]) {
        let hidden = escape(&self.shelf.words.get("inset-information"));
        let hidden = format!("<span class=\"visually-hidden\">{hidden} </span>");
        self.push("<div class=\"inset\">");
        match blocks.split_first() {
            Some((
                Block {
                    kind: BlockKind::Paragraph { inlines, .. },
                    ..
                },
                rest,
            )) => {
                let words = self.inlines(inlines, true);
                self.push(&format!("<p>{hidden}{words}</p>\n"));
                self.blocks(rest);
            }
            _ => self.wrapped(&hidden, blocks, ""),
        }
        self.push("</div>\n");
    }

    /// Writes the first paragraph as the heading of a box and gives back what follows it.
    fn box_heading<'b>(&mut self, id: &str, hidden: &str, blocks: &'b [Block]) -> &'b [Block] {
        let (words, rest) = match blocks.split_first() {
            Some((
                Block {
                    kind: BlockKind::Paragraph { inlines, .. },
                    ..
                },
                rest,
            )) => (escape(&self.filled(&plain_text(inlines))), rest),
            _ => (String::new(), blocks),
        };
        let level = self.box_level();
        let hidden = escape(hidden);
        self.push(&format!(
            "<h{level} id=\"{id}\"><span class=\"visually-hidden\">{hidden} </span>{words}</h{level}>\n"
        ));
        rest
    }
}

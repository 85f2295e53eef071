//! Markup of text within a block: emphasis, links, citations, placeholders and glossary terms.

use super::{
    document::{Inline, InlineKind},
    render::Page,
};
use crate::content::{
    html::escape,
    placeholder::{Piece, pieces},
};

impl Page<'_> {
    /// The markup of some inlines. `terms` is false where a glossary link would disturb, as in headings.
    pub(super) fn inlines(&mut self, inlines: &[Inline], terms: bool) -> String {
        let mut out = String::new();
        let mut rest = inlines;
        while let Some((inline, after)) = rest.split_first() {
            rest = after;
            match &inline.kind {
                InlineKind::Text(text) => out.push_str(&self.text(text, terms)),
                InlineKind::Emphasis(inner) => out.push_str(&self.tagged("em", inner, terms)),
                InlineKind::Strong(inner) => out.push_str(&self.tagged("strong", inner, terms)),
                InlineKind::Link { href, inlines } => out.push_str(&self.link(href, inlines)),
                InlineKind::Citation(_) => {
                    let cited = leading_citations(std::slice::from_ref(inline), after);
                    out.push_str(&self.citations.mark(&cited, &self.shelf.words));
                    rest = after.get(cited.len() - 1..).unwrap_or_default();
                }
                InlineKind::Break => out.push_str("<br>\n"),
                // The rules let no image stand within text.
                InlineKind::Image(image) => out.push_str(&escape(&image.alt)),
            }
        }
        out
    }

    fn tagged(&mut self, tag: &str, inlines: &[Inline], terms: bool) -> String {
        format!("<{tag}>{}</{tag}>", self.inlines(inlines, terms))
    }

    fn link(&mut self, href: &str, inlines: &[Inline]) -> String {
        let words = self.inlines(inlines, false);
        format!("<a href=\"{}\">{words}</a>", escape(&self.href(href)))
    }

    fn text(&mut self, text: &str, terms: bool) -> String {
        let mut out = String::new();
        for piece in pieces(text) {
            match piece {
                Piece::Text(text) if terms && self.linking => out.push_str(&self.terms.link(text)),
                Piece::Text(text) => out.push_str(&escape(text)),
                Piece::Name(name) => match self.shelf.site.placeholder(name) {
                    Some(value) => out.push_str(&escape(&value)),
                    None => out.extend(["{", name, "}"]),
                },
            }
        }
        out
    }

    /// A link as the reader's browser needs it: paths get the start of the page's language, and an excerpt leads to the
    /// anchors of the page that it is from.
    fn href(&self, written: &str) -> String {
        let from = match &self.binding {
            Some(binding) if written.starts_with('#') => binding.from.as_str(),
            _ => "",
        };
        let is_path = written.starts_with('/') || !from.is_empty();
        let prefix = if is_path { self.shelf.language.url_prefix() } else { "" };
        format!("{prefix}{from}{written}")
    }
}

/// The ids of a citation and of those that follow it without a gap.
fn leading_citations<'i>(first: &'i [Inline], after: &'i [Inline]) -> Vec<&'i str> {
    let ids = first.iter().chain(after).map_while(|inline| match &inline.kind {
        InlineKind::Citation(id) => Some(id.as_str()),
        _ => None,
    });
    ids.collect()
}

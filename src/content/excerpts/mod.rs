//! Parts of articles, rendered anew to stand together on one page: a section here, key points there, with one count of
//! sources over all of them, ids that are unique among them, and each drawing once.

mod warnings;

use std::{collections::BTreeSet, sync::Arc};

pub use warnings::Warning;

use super::{
    Article, Comparison, Details, Html, Level, SourceId,
    markdown::{
        Page,
        document::{Block, BlockKind, Document, Inline, Item, plain_text},
    },
    stock::Shelf,
};

/// What an article was rendered from.
#[derive(Debug)]
pub(in crate::content) struct Manuscript {
    pub(in crate::content) key_points: Vec<Vec<Inline>>,
    /// The texts that only its kind has.
    pub(in crate::content) own_texts: Vec<Vec<Inline>>,
    pub(in crate::content) document: Document,
}

/// What an article's excerpt is put in with.
#[derive(Debug, Default)]
pub(in crate::content) struct Binding {
    /// The path of the article that is written now, for links to its own anchors.
    pub(in crate::content) from: String,
    /// How much deeper headings stand than on their own page.
    pub(in crate::content) deeper: u8,
    pub(in crate::content) with_drawings: bool,
    /// The drawings that are there already.
    pub(in crate::content) drawn: BTreeSet<String>,
}

/// What comes along with the text of excerpts.
#[derive(Debug, Clone, Copy)]
pub struct Extras {
    /// Drawings.
    pub drawings: bool,
    /// The marks of sources; without them there is nothing to lead to a list of sources.
    pub marks: bool,
}

/// A section of an article.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// Its heading, without markup.
    pub heading: String,
    /// What stands below it; headings in it are of level 4 and deeper.
    pub html: Html,
}

/// A page that is put together from parts of articles; sources are numbered in the order in which parts are asked for.
pub struct Excerpts<'a> {
    page: Page<'a>,
}

impl<'a> Excerpts<'a> {
    /// `articles` are those that it is about: their own names are explained, and never links.
    pub(in crate::content) fn new(shelf: &'a Shelf, articles: &[&Article], extras: Extras) -> Self {
        let names = articles.iter().flat_map(|article| {
            let also = article.also_called.iter().map(String::as_str);
            std::iter::once(article.title.as_str()).chain(also)
        });
        let mut page = Page::new(shelf, names);
        page.binding = Some(Binding {
            with_drawings: extras.drawings,
            ..Binding::default()
        });
        page.citations.unmarked = !extras.marks;
        Self { page }
    }

    /// What an article has to take away.
    pub fn key_points(&mut self, article: &Article) -> Vec<Html> {
        let manuscript = self.open(article);
        let points = manuscript.key_points.iter();
        points.map(|point| self.page.opening(point)).collect()
    }

    /// The section of an article with this id. `None` when it has none, or nothing is left of it.
    pub fn section(&mut self, article: &Article, id: &str) -> Option<Excerpt> {
        let manuscript = self.open(article);
        let (heading, blocks) = section(&manuscript.document.blocks, id)?;
        let heading = self.page.begin(heading);
        self.page.blocks(blocks);
        let html = self.page.taken();
        (!html.as_str().trim().is_empty()).then_some(Excerpt { heading, html })
    }

    /// The entries of the lists in a section of an article, without markup; empty when it has no such section.
    pub fn entries(&mut self, article: &Article, id: &str) -> Vec<String> {
        let manuscript = self.open(article);
        let blocks = section(&manuscript.document.blocks, id).map_or(&[][..], |(_, blocks)| blocks);
        let items = blocks.iter().flat_map(|block| match &block.kind {
            BlockKind::List { items, .. } => items.as_slice(),
            _ => &[],
        });
        items.map(|item| self.page.filled(&words_of(item))).collect()
    }

    /// The steps of a procedure alone, a section for each part with its heading of level 4. `None` for an article without
    /// steps.
    pub fn steps(&mut self, article: &Article) -> Option<Html> {
        let manuscript = self.open(article);
        if let Some(binding) = &mut self.page.binding {
            binding.deeper = 2;
        }
        self.page.phases(&manuscript.document.blocks).then(|| self.page.taken())
    }

    /// The facts of a level. `None` for other articles.
    pub fn level(&mut self, article: &Article) -> Option<Level> {
        let Details::Level(level) = &article.details else {
            return None;
        };
        Some(level.with_texts(self.own_texts(article)))
    }

    /// Choices side by side. `None` for other articles.
    pub fn comparison(&mut self, article: &Article) -> Option<Comparison> {
        let Details::Comparison(comparison) = &article.details else {
            return None;
        };
        Some(comparison.with_texts(self.own_texts(article)))
    }

    /// The sources of all that was asked for, in the order of their numbers, and the anchors of the glossary's terms that
    /// it uses or is about.
    pub fn finish(self) -> (Vec<SourceId>, Vec<String>) {
        self.page.into_sources_and_terms()
    }

    /// Turns to an article.
    fn open(&mut self, article: &Article) -> Arc<Manuscript> {
        if let Some(binding) = &mut self.page.binding {
            binding.from = article.path();
            binding.deeper = 1;
        }
        Arc::clone(&article.manuscript)
    }

    fn own_texts(&mut self, article: &Article) -> Vec<Html> {
        let manuscript = self.open(article);
        let texts = manuscript.own_texts.iter();
        texts.map(|text| self.page.opening(text)).collect()
    }
}

/// The heading of a section and the blocks below it, up to the next of its level.
fn section<'b>(blocks: &'b [Block], id: &str) -> Option<(&'b [Inline], &'b [Block])> {
    let is_section = |block: &Block| matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 2);
    let start = blocks.iter().position(|block| {
        is_section(block) && matches!(&block.kind, BlockKind::Heading(heading) if heading.id.as_deref() == Some(id))
    })?;
    let (first, rest) = blocks.get(start..)?.split_first()?;
    let end = rest.iter().position(is_section).unwrap_or(rest.len());
    match &first.kind {
        BlockKind::Heading(heading) => Some((&heading.inlines, rest.get(..end)?)),
        _ => None,
    }
}

/// The words of an item.
fn words_of(item: &Item) -> String {
    let texts = item.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph { inlines, .. } => Some(plain_text(inlines)),
        _ => None,
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::Extras;
    use crate::content::{ContentDir, Language, Library};

    const ALL: Extras = Extras {
        drawings: true,
        marks: true,
    };

    fn library() -> Library {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");
        Library::load(&ContentDir::Folder(folder.into()), Language::English).unwrap()
    }

    #[test]
    fn sources_are_numbered_over_all_parts_in_the_order_of_asking() {
        let library = library();
        let condition = library.article("conditions/sample-condition").unwrap();
        let mut excerpts = library.excerpts(&[condition], ALL);
        let symptoms = excerpts.section(condition, "symptoms").unwrap();
        assert!(symptoms.html.as_str().contains("#s-1"), "{}", symptoms.html);
        let points = excerpts.key_points(condition);
        assert!(points[0].as_str().contains("#s-2"), "{}", points[0]);
        let (sources, _) = excerpts.finish();
        let ids: Vec<&str> = sources.iter().map(super::SourceId::as_str).collect();
        assert_eq!(ids, ["S3", "S1", "S2"]);
    }

    #[test]
    fn headings_stand_one_level_deeper_and_a_drawing_is_there_once() {
        let library = library();
        let condition = library.article("conditions/sample-condition").unwrap();
        let mut excerpts = library.excerpts(&[condition], ALL);
        let symptoms = excerpts.section(condition, "symptoms").unwrap();
        assert!(symptoms.html.as_str().contains("<h4 id=\"leg\""), "{}", symptoms.html);
        let first = excerpts.section(condition, "what").unwrap();
        let again = excerpts.section(condition, "what").unwrap();
        assert!(first.html.as_str().contains("<svg") && !again.html.as_str().contains("<svg"));
        let bare = Extras {
            drawings: false,
            marks: false,
        };
        let mut bare = library.excerpts(&[condition], bare);
        assert!(!bare.section(condition, "what").unwrap().html.as_str().contains("<svg"));
        assert!(
            !bare
                .section(condition, "symptoms")
                .unwrap()
                .html
                .as_str()
                .contains("#s-")
        );
    }

    #[test]
    fn a_section_that_is_not_there_is_none() {
        let library = library();
        let condition = library.article("conditions/sample-condition").unwrap();
        assert!(library.excerpts(&[], ALL).section(condition, "weather").is_none());
    }
}

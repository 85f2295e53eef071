//! Rules for images: figures of our own, told in words, each alone in its paragraph.

use super::Notes;
use crate::content::{
    draft::Draft,
    figure::drawing_name,
    markdown::{
        document::{BlockKind, Image, InlineKind},
        passages::{all_blocks, each_inline},
        sentences::sentences,
    },
    stock::Stock,
};

/// Sentences that a caption may have.
const LONGEST_CAPTION: usize = 2;

pub(super) fn check(draft: &Draft, stock: &Stock, notes: &mut Notes<'_>) {
    each_inline(&draft.document.blocks, &mut |inline| {
        if let InlineKind::Image(image) = &inline.kind {
            notes.error(
                inline.line,
                "image-in-text",
                format!("the image {} stands within text", image.file),
                "put it alone between two empty lines",
            );
        }
    });
    for block in all_blocks(&draft.document.blocks) {
        if let BlockKind::Figure(image) = &block.kind {
            figure(image, block.line, stock, notes);
        }
    }
}

fn figure(image: &Image, line: usize, stock: &Stock, notes: &mut Notes<'_>) {
    if image.alt.trim().is_empty() {
        notes.error(
            line,
            "image-alt",
            "the image has no words for those who do not see it",
            "write them in the square brackets: ![What it shows](…)",
        );
    }
    if image.caption.trim().is_empty() {
        notes.error(
            line,
            "image-caption",
            "the image has no caption",
            "add one: ![…](figures/x.svg \"Caption.\")",
        );
    } else if image.caption.trim() == image.alt.trim() {
        notes.error(
            line,
            "image-caption",
            "the caption repeats the alternative text",
            "let the caption say why the picture matters",
        );
    } else if sentences(&image.caption).len() > LONGEST_CAPTION {
        notes.error(
            line,
            "image-caption",
            "the caption is long",
            format!("say it in {LONGEST_CAPTION} sentences"),
        );
    }
    let Some(name) = drawing_name(&image.file) else {
        notes.error(
            line,
            "image-file",
            format!("{} is not a figure of this site", image.file),
            "use a drawing of figures/, such as figures/stages.svg",
        );
        return;
    };
    if !stock.drawings.contains_key(name) {
        let known: Vec<&str> = stock.drawings.keys().map(String::as_str).collect();
        notes.error(
            line,
            "image-file",
            format!("there is no file {}", image.file),
            format!("the figures are {}", known.join(", ")),
        );
    }
}

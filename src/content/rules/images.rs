//! Rules for images: figures of our own, told in words, each alone in its paragraph.

use super::Notes;
use crate::content::{
    Rule,
    draft::Draft,
    figure::drawing_name,
    markdown::{
        document::{BlockKind, Image, InlineKind},
        passages::{all_blocks, each_inline},
        sentences::sentences,
    },
    stock::Stock,
};

pub(super) const IMAGE_IN_TEXT: Rule = Rule::error(
    "image-in-text",
    "An image stands alone in its paragraph.",
    "put it alone between two empty lines",
);
pub(super) const IMAGE_ALT: Rule = Rule::error(
    "image-alt",
    "An image is told in words for those who do not see it.",
    "write them in the square brackets: ![What it shows](…)",
);
pub(super) const IMAGE_CAPTION: Rule = Rule::error(
    "image-caption",
    "An image has a short caption of its own.",
    "add one: ![…](figures/x.svg \"Caption.\")",
);
pub(super) const IMAGE_FILE: Rule = Rule::error(
    "image-file",
    "An image is a figure of this site.",
    "use a drawing of figures/, such as figures/stages.svg",
);

/// Sentences that a caption may have.
const LONGEST_CAPTION: usize = 2;

pub(super) fn check(draft: &Draft, stock: &Stock, notes: &mut Notes<'_>) {
    each_inline(&draft.document.blocks, &mut |inline| {
        if let InlineKind::Image(image) = &inline.kind {
            notes.fault(
                inline.line,
                IMAGE_IN_TEXT.broken(format!("the image {} stands within text", image.file)),
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
        notes.fault(
            line,
            IMAGE_ALT.broken("the image has no words for those who do not see it"),
        );
    }
    if image.caption.trim().is_empty() {
        notes.fault(line, IMAGE_CAPTION.broken("the image has no caption"));
    } else if image.caption.trim() == image.alt.trim() {
        notes.fault(
            line,
            IMAGE_CAPTION
                .broken("the caption repeats the alternative text")
                .instead("let the caption say why the picture matters"),
        );
    } else if sentences(&image.caption).len() > LONGEST_CAPTION {
        notes.fault(
            line,
            IMAGE_CAPTION
                .broken("the caption is long")
                .instead(format!("say it in {LONGEST_CAPTION} sentences")),
        );
    }
    let Some(name) = drawing_name(&image.file) else {
        notes.fault(
            line,
            IMAGE_FILE.broken(format!("{} is not a figure of this site", image.file)),
        );
        return;
    };
    if !stock.drawings.contains_key(name) {
        let known: Vec<&str> = stock.drawings.keys().map(String::as_str).collect();
        notes.fault(
            line,
            IMAGE_FILE
                .broken(format!("there is no file {}", image.file))
                .instead(format!("the figures are {}", known.join(", "))),
        );
    }
}

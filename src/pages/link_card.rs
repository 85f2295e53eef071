//! A page's name and one sentence, for lists of pages.

use super::Frame;
use crate::content::Article;

/// A link to an article with its summary.
pub(super) struct LinkCard<'a> {
    pub(super) href: String,
    pub(super) title: &'a str,
    pub(super) summary: &'a str,
}

impl<'a> LinkCard<'a> {
    /// The card of an article.
    pub(super) fn of(frame: &Frame<'_>, article: &'a Article) -> Self {
        Self {
            href: format!("{}{}", frame.library.language().url_prefix(), article.path()),
            title: &article.title,
            summary: &article.summary,
        }
    }
}

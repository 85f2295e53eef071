//! How long an answer may be kept: named by intention here, turned into a header here and nowhere else.

use axum::http::HeaderValue;

/// Who may keep an answer, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachePolicy {
    /// A page of the library: kept, but asked after each time, so that a correction is seen at once.
    Page,
    /// A file whose name changes with its content: kept for ever.
    Fingerprinted,
    /// Made for one reader, or passing: never kept.
    Private,
}

impl CachePolicy {
    /// The value of `Cache-Control`.
    pub fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Page => "public, no-cache",
            Self::Fingerprinted => "public, max-age=31536000, immutable",
            Self::Private => "no-store",
        })
    }
}

//! Page structs over the templates; the stage between the [`Library`] and the bytes on the wire.
//!
//! [`plan`] lists every page that a URL alone can reach, [`render`] makes one of them. Pages that answer a form have
//! functions of their own.

mod address;
mod failure;
mod frame;

pub use address::Address;
pub use failure::{Failure, Notice};
pub use frame::{AssetUrls, Frame};

use crate::content::Library;

/// A finished document and how to label it.
pub struct Rendered {
    /// The media type with its charset.
    pub media_type: &'static str,
    /// The document.
    pub text: String,
}

/// A template that could not be filled; only a fault in the program can cause it.
#[derive(Debug, thiserror::Error)]
#[error("the page {page} could not be rendered: {cause}")]
pub struct RenderError {
    /// The page's name or path.
    pub page: String,
    /// What the template engine says.
    pub cause: askama::Error,
}

/// Every address of the library, in the order of the sitemap.
pub fn plan(library: &Library) -> Vec<Address> {
    let _ = library;
    Vec::new()
}

/// Renders the document at an address.
pub fn render(address: &Address, frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let _ = (address, frame);
    Ok(Rendered {
        media_type: "text/html; charset=utf-8",
        text: String::new(),
    })
}

/// Renders the page for a request that cannot be answered as asked.
pub fn error(frame: &Frame<'_>, failure: Failure) -> Result<Rendered, RenderError> {
    let _ = failure;
    render(&Address::Home, frame)
}

/// Renders the links to the chosen kit pages for a reader who wants nothing kept; a topic is the slug of an article.
pub fn kit_now(frame: &Frame<'_>, topics: &[String]) -> Result<Rendered, RenderError> {
    let _ = topics;
    render(&Address::Home, frame)
}

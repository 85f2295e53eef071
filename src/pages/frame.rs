//! What every page needs beside its own text.

use std::collections::BTreeMap;

use crate::content::Library;

/// The fingerprinted URL of each static file, by its name such as `site.css`.
#[derive(Debug, Clone, Default)]
pub struct AssetUrls(BTreeMap<String, String>);

impl AssetUrls {
    /// Takes the URLs by file name.
    pub fn new(urls: BTreeMap<String, String>) -> Self {
        Self(urls)
    }

    /// The URL of a static file; the bare name under `/static/` when there is no such file, which the link test finds.
    pub fn url(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| format!("/static/{name}"))
    }
}

/// The surroundings of a page.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The content of the page's language.
    pub library: &'a Library,
    /// Where the static files are.
    pub assets: &'a AssetUrls,
    /// The public origin such as `https://example.org`, without a slash at the end; never taken from a request.
    pub origin: &'a str,
    /// The script by which pages refresh themselves while authors write. `None` for readers.
    pub refreshing: Option<&'static str>,
}

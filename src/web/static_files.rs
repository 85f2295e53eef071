//! Stylesheet, script, fonts and icons: embedded, named by their content, compressed once.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;

use super::{
    caching::CachePolicy,
    representation::{Effort, Representations, fingerprint},
};
use crate::pages::AssetUrls;

#[derive(RustEmbed)]
#[folder = "static/"]
#[exclude = "*.txt"]
struct StaticFiles;

/// Each stylesheet with the files that it is joined from; in a layer a later one wins. What only some pages need stands
/// apart, so that the others do not carry it.
const STYLESHEETS: [(&str, &[&str]); 5] = [
    (
        "site.css",
        &[
            "css/tokens.css",
            "css/base.css",
            "css/layout.css",
            "css/components.css",
            "css/figures.css",
            "css/print.css",
        ],
    ),
    ("search.css", &["css/search.css"]),
    ("levels.css", &["css/levels.css"]),
    ("kit.css", &["css/levels.css", "css/comparisons.css", "css/kit.css"]),
    (
        "tools.css",
        &["css/symptom-check.css", "css/scan-words.css", "css/comparisons.css"],
    ),
];

/// The static files, ready to send, and where they are.
pub(super) struct Assets {
    /// The fingerprinted URL of each file by its name.
    pub(super) urls: AssetUrls,
    /// Each URL's path with its documents.
    pub(super) documents: Vec<(String, Representations)>,
}

impl Assets {
    /// Joins the stylesheets, names every file by its content and compresses it.
    pub(super) fn build(effort: Effort) -> Self {
        let mut assets = Builder {
            urls: BTreeMap::new(),
            documents: Vec::new(),
            effort,
        };
        // Fonts and icons come first: the stylesheet names them by their fingerprinted URLs.
        for name in StaticFiles::iter().filter(|name| !name.starts_with("css/")) {
            if let Some(file) = StaticFiles::get(&name) {
                assets.add(name.rsplit('/').next().unwrap_or(&name), file.data.into_owned());
            }
        }
        for (name, files) in STYLESHEETS {
            let stylesheet = assets.stylesheet(files);
            assets.add(name, stylesheet.into_bytes());
        }
        Self {
            urls: AssetUrls::new(assets.urls),
            documents: assets.documents,
        }
    }
}

struct Builder {
    urls: BTreeMap<String, String>,
    documents: Vec<(String, Representations)>,
    effort: Effort,
}

impl Builder {
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        // Every page names several files, so a part of the fingerprint: enough to tell two versions of one file apart.
        let version: String = fingerprint(&bytes).chars().take(6).collect();
        let url = format!("/static/{stem}.{version}.{extension}");
        let document = Representations::new(bytes, media_type(extension), CachePolicy::Fingerprinted, self.effort);
        self.urls.insert(name.to_owned(), url.clone());
        self.documents.push((url, document));
    }

    fn stylesheet(&self, files: &[&str]) -> String {
        let mut joined = String::new();
        for name in files {
            if let Some(file) = StaticFiles::get(name) {
                push_compact(&mut joined, &String::from_utf8_lossy(&file.data));
            }
        }
        self.urls.iter().fold(joined, |css, (name, url)| {
            css.replace(&format!("../fonts/{name}"), url)
                .replace(&format!("../icons/{name}"), url)
        })
    }
}

/// Comments and indentation are for those who work on a stylesheet; they need not travel to its readers.
fn push_compact(joined: &mut String, css: &str) {
    let mut parts = css.split("/*");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    bare.extend(parts.filter_map(|part| part.split_once("*/")).map(|(_, rest)| rest));
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
        joined.push_str(line);
        joined.push('\n');
    }
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

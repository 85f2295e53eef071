//! `sitemap.xml`, `robots.txt` and the web manifest: what machines ask for first.

use askama::Template;
use serde::Serialize;

use super::{
    Address, Frame, RenderError, Rendered, changed,
    layout::{Layout, fill},
};
use crate::forms::{FormName, MyRequestForm};

#[derive(Template)]
#[template(path = "pages/sitemap.xml")]
struct SitemapPage {
    entries: Vec<Entry>,
}

struct Entry {
    url: String,
    /// The day of the last change. `None` where no article alone decides it.
    changed: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/robots.txt")]
struct RobotsPage {
    sitemap: String,
}

#[derive(Serialize)]
struct Manifest<'a> {
    name: &'a str,
    short_name: &'a str,
    description: &'a str,
    lang: &'static str,
    start_url: String,
    scope: String,
    display: &'static str,
    background_color: &'static str,
    theme_color: &'static str,
    icons: Vec<Icon>,
}

#[derive(Serialize)]
struct Icon {
    src: String,
    sizes: &'static str,
    #[serde(rename = "type")]
    media_type: &'static str,
    purpose: &'static str,
}

/// Renders the sitemap of everything that people read.
pub(super) fn sitemap(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let prefix = frame.library.language().url_prefix();
    let public = |path: &str| format!("{}{prefix}{path}", frame.origin);
    let pages = super::plan(frame.library);
    let pages = pages.iter().filter(|address| address.is_for_people()).map(|address| {
        let article = match address {
            Address::Article(path) => frame.library.article(path),
            _ => None,
        };
        Entry {
            url: public(&address.path()),
            changed: article.map(|article| changed(article).to_string()),
        }
    });
    let forms = FormName::ALL.iter().map(|form| form.path());
    let forms = forms.chain([MyRequestForm::PATH]).map(|path| Entry {
        url: public(path),
        changed: None,
    });
    let page = SitemapPage {
        entries: pages.chain(forms).collect(),
    };
    fill("/sitemap.xml", "application/xml; charset=utf-8", &page)
}

/// Renders `robots.txt`: everything may be read.
pub(super) fn robots(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let sitemap = format!("{}{}", frame.origin, Address::Sitemap.path());
    fill("/robots.txt", "text/plain; charset=utf-8", &RobotsPage { sitemap })
}

/// Renders the web manifest.
pub(super) fn manifest(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let site = frame.library.site();
    let home = Layout::new(frame, String::new(), String::new()).href("/");
    let icon = |name: &str, sizes, media_type, purpose| Icon {
        src: frame.assets.url(name),
        sizes,
        media_type,
        purpose,
    };
    let manifest = Manifest {
        name: &site.name,
        short_name: &site.name,
        description: &site.tagline,
        lang: frame.library.language().tag(),
        start_url: home.clone(),
        scope: home,
        display: "browser",
        background_color: "#faf6ee",
        theme_color: "#faf6ee",
        icons: vec![
            icon("icon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "maskable"),
        ],
    };
    let text = serde_json::to_string(&manifest).map_err(|cause| RenderError {
        page: Address::Manifest.path(),
        cause: askama::Error::Custom(Box::new(cause)),
    })?;
    Ok(Rendered {
        media_type: "application/manifest+json",
        text,
    })
}

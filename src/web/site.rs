//! A whole site in memory: every document of one library, ready to send.

use std::{collections::HashMap, sync::Arc};

use bytes::Bytes;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use tokio::sync::watch;

use super::{
    caching::CachePolicy,
    kit_press::Press,
    refreshing,
    representation::{Effort, Representations},
    static_files::Assets,
};
use crate::{
    content::Library,
    kit::TypesettingError,
    pages::{self, AssetUrls, Failure, Frame, RenderError},
    search::{Index, SearchError},
};

/// Every document that a URL alone can reach, and what pages made per request need.
pub struct Site {
    library: Arc<Library>,
    index: Arc<Index>,
    assets: AssetUrls,
    origin: Arc<str>,
    documents: HashMap<String, Representations>,
    failures: Arc<HashMap<Failure, Bytes>>,
    press: Arc<Press>,
    refreshing: Option<&'static str>,
}

/// Why there is no site; only a fault in the program can cause it.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A page could not be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The library could not be made ready for searching.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The typesetter of the kits could not be made ready.
    #[error(transparent)]
    Typesetting(#[from] TypesettingError),
}

impl Site {
    /// Renders every page of the library and the pages for errors, and builds the index of the search beside it, all cores
    /// at work.
    pub fn build(library: Library, origin: &str, effort: Effort) -> Result<Self, SiteError> {
        Self::render(library, origin, effort, None)
    }

    /// The same for authors at work, whose pages refresh themselves; see [`with_refreshing`](super::with_refreshing).
    pub fn for_authors(library: Library, origin: &str) -> Result<Self, SiteError> {
        Self::render(library, origin, Effort::Plain, Some(refreshing::SCRIPT))
    }

    fn render(
        library: Library,
        origin: &str,
        effort: Effort,
        refreshing: Option<&'static str>,
    ) -> Result<Self, SiteError> {
        let assets = Assets::build(effort);
        let frame = Frame {
            library: &library,
            assets: &assets.urls,
            origin,
            refreshing,
        };
        let (documents, index) = rayon::join(|| documents(&frame, effort), || Index::build(&library));
        let mut documents = documents?;
        let failures = Failure::ALL
            .into_iter()
            .map(|failure| Ok((failure, Bytes::from(pages::error(&frame, failure)?.text))))
            .collect::<Result<_, RenderError>>()?;
        documents.extend(assets.documents);
        Ok(Self {
            library: Arc::new(library),
            index: Arc::new(index?),
            assets: assets.urls,
            origin: Arc::from(origin),
            documents,
            failures: Arc::new(failures),
            press: Arc::new(Press::new()?),
            refreshing,
        })
    }

    /// The same site, compressed as small as it gets; takes seconds of one core.
    #[must_use]
    pub fn recompressed(&self) -> Self {
        let documents = self
            .documents
            .iter()
            .map(|(path, ready)| (path.clone(), ready.recompressed(Effort::Best)))
            .collect();
        Self {
            library: Arc::clone(&self.library),
            index: Arc::clone(&self.index),
            assets: self.assets.clone(),
            origin: Arc::clone(&self.origin),
            documents,
            failures: Arc::clone(&self.failures),
            press: Arc::clone(&self.press),
            refreshing: self.refreshing,
        }
    }

    /// The document at a path, exactly as written.
    pub fn document(&self, path: &str) -> Option<&Representations> {
        self.documents.get(path)
    }

    /// The page that tells of a failure.
    pub fn failure(&self, failure: Failure) -> Bytes {
        self.failures.get(&failure).cloned().unwrap_or_default()
    }

    /// What the search looks through.
    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    /// What sets its kits.
    pub(super) fn press(&self) -> &Press {
        &self.press
    }

    /// The content behind the pages.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The same, for who works beside the site.
    pub fn shared_library(&self) -> Arc<Library> {
        Arc::clone(&self.library)
    }

    /// What a page made per request needs around it.
    pub fn frame(&self) -> Frame<'_> {
        Frame {
            library: &self.library,
            assets: &self.assets,
            origin: &self.origin,
            refreshing: self.refreshing,
        }
    }
}

/// Every page of the library, rendered and compressed.
fn documents(frame: &Frame<'_>, effort: Effort) -> Result<HashMap<String, Representations>, RenderError> {
    let pages = pages::plan(frame.library).into_par_iter().map(|address| {
        let rendered = pages::render(&address, frame)?;
        let document = rendered.text.into_bytes();
        let document = Representations::new(document, rendered.media_type, CachePolicy::Page, effort);
        Ok((address.path(), document))
    });
    pages.collect()
}

/// Where handlers find the site of the moment; a better one replaces it whole.
#[derive(Clone)]
pub struct SiteHandle(watch::Receiver<Arc<Site>>);

impl SiteHandle {
    /// A handle, and the sender that replaces the site.
    pub fn new(site: impl Into<Arc<Site>>) -> (watch::Sender<Arc<Site>>, Self) {
        let (sender, receiver) = watch::channel(site.into());
        (sender, Self(receiver))
    }

    /// The site as it is now; stays whole while the caller holds it.
    pub fn current(&self) -> Arc<Site> {
        Arc::clone(&self.0.borrow())
    }

    /// The same handle, for who waits for another site than that of this moment.
    #[must_use]
    pub(super) fn looking_ahead(mut self) -> Self {
        self.0.mark_unchanged();
        self
    }

    /// Waits for the next site. False when there will be none.
    pub(super) async fn changed(&mut self) -> bool {
        self.0.changed().await.is_ok()
    }
}

//! What happens when at a procedure, on one page to print and to hang up.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    cited::Cited,
    layout::{HTML, Layout, Link, fill},
    structured_data,
};
use crate::content::{Article, Timeline, Words};

#[derive(Template)]
#[template(path = "pages/timeline.html")]
struct TimelinePage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    timeline: &'a Timeline,
    article: Link,
    cited: Vec<Cited<'a>>,
}

/// An article that has steps.
pub(super) struct Subject<'a> {
    article: &'a Article,
    timeline: &'a Timeline,
}

impl<'a> Subject<'a> {
    /// The article with its steps. `None` when it has none.
    pub(super) fn of(article: &'a Article) -> Option<Self> {
        let timeline = article.timeline.as_ref()?;
        Some(Self { article, timeline })
    }
}

/// Where the steps of an article stand.
pub(super) fn path(article: &Article) -> String {
    format!("{}/timeline", article.path())
}

/// Renders the steps.
pub(super) fn render(frame: &Frame<'_>, subject: &Subject<'_>) -> Result<Rendered, RenderError> {
    let (words, article) = (frame.library.words(), subject.article);
    let path = path(article);
    let title = article.title.as_str();
    let heading = words.with("timeline-heading", "title", title);
    let mut layout = Layout::new(frame, heading, words.with("timeline-intro", "title", title))
        .at(&path)
        .within(article.kind, "true");
    let kind = Link {
        href: layout.href(&format!("/{}", article.kind.folder())),
        words: words.get(article.kind.name_key()),
    };
    let whole = |layout: &Layout<'_>, words| Link {
        href: layout.href(&article.path()),
        words,
    };
    let parent = whole(&layout, article.title.clone());
    layout = layout.below(vec![kind, parent]);
    layout.structured = structured_data::plain("MedicalWebPage", &layout);
    let page = TimelinePage {
        words,
        timeline: subject.timeline,
        article: whole(&layout, words.with("timeline-whole", "title", title)),
        cited: Cited::all(frame, &subject.timeline.citations),
        layout,
    };
    fill(&path, HTML, &page)
}

//! What stands around every page: head, emergency line, masthead and foot.

use super::{
    Frame, RenderError, Rendered, compact::compact, kept_by_forms, kit_choice, search, structured_data::JsonLd,
};
use crate::{
    content::{Kind, SiteFacts, Slug, Words},
    forms::{FieldErrors, FormName},
};

/// Where the emergency line leads when the library has this article.
const EMERGENCY_ARTICLE: &str = "conditions/cauda-equina-syndrome";

/// The kinds of the main navigation.
const NAVIGATION: [Kind; 7] = [
    Kind::Anatomy,
    Kind::Condition,
    Kind::Symptom,
    Kind::Test,
    Kind::Treatment,
    Kind::Procedure,
    Kind::Question,
];

/// Pages about the site, named in the foot.
const FOOT_ARTICLES: [(&str, &str); 4] = [
    ("about/how-we-write", "foot-how-we-write"),
    ("about/privacy", "foot-privacy"),
    ("about/accessibility", "foot-accessibility"),
    ("about/disclaimer", "foot-disclaimer"),
];

/// Pages of the program, named in the foot.
const FOOT_PAGES: [(&str, &str); 9] = [
    ("/check", "foot-check"),
    ("/scan-words", "foot-scan-words"),
    ("/questions-to-ask", "foot-questions-to-ask"),
    ("/glossary", "foot-glossary"),
    ("/sources", "foot-sources"),
    ("/contact", "foot-contact"),
    (kit_choice::PATH, "foot-info-kit"),
    ("/connect", "foot-connect"),
    ("/updates", "foot-updates"),
];

/// A link with its words.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) words: String,
}

/// A place in the main navigation.
pub(super) struct Place {
    pub(super) href: String,
    pub(super) words: String,
    /// The value of `aria-current`: `page` on the list itself, `true` on a page below it. `None` elsewhere.
    pub(super) current: Option<&'static str>,
}

/// Whether a page has the whole masthead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// With navigation.
    Reading,
    /// Without it, so that nothing draws a reader away from a form or an error.
    Form,
}

/// The values of the skeleton.
pub(super) struct Layout<'a> {
    pub(super) frame: Frame<'a>,
    pub(super) words: &'a Words,
    pub(super) site: &'a SiteFacts,
    /// The whole title of the window.
    pub(super) title: String,
    /// The heading of the page, also its name when it is shared.
    pub(super) heading: String,
    pub(super) description: String,
    /// The public URL. `None` on pages that no search should list.
    pub(super) canonical: Option<String>,
    /// What the page is when it is shared: `website` or `article`.
    pub(super) og_type: &'static str,
    pub(super) shape: Shape,
    /// A stylesheet that this page needs besides that of the site.
    pub(super) stylesheet: Option<&'static str>,
    /// Whether there is a field to search with, with its look, its script and what browsers are told of it.
    pub(super) has_search_field: bool,
    pub(super) places: Vec<Place>,
    /// The pages above this one, home first.
    pub(super) crumbs: Vec<Link>,
    pub(super) structured: Option<JsonLd>,
    pub(super) emergency: Option<String>,
    pub(super) foot: Vec<Link>,
}

impl<'a> Layout<'a> {
    /// The surroundings of a page with this heading.
    pub(super) fn new(frame: &Frame<'a>, heading: String, description: String) -> Self {
        let library = frame.library;
        let prefix = library.language().url_prefix();
        let words = library.words();
        Self {
            frame: *frame,
            words,
            site: library.site(),
            title: format!("{heading} – {}", library.site().name),
            heading,
            description,
            canonical: None,
            og_type: "website",
            shape: Shape::Reading,
            stylesheet: None,
            has_search_field: false,
            places: places(frame),
            crumbs: Vec::new(),
            structured: None,
            emergency: library
                .article(EMERGENCY_ARTICLE)
                .map(|article| format!("{prefix}{}#help", article.path())),
            foot: foot(frame),
        }
    }

    /// Gives the page its public address.
    pub(super) fn at(mut self, path: &str) -> Self {
        self.canonical = Some(self.public(path));
        self
    }

    /// Marks the kind in the navigation: `page` for its list, `true` for a page below it.
    pub(super) fn within(self, kind: Kind, current: &'static str) -> Self {
        self.at_place(&format!("/{}", kind.folder()), current)
    }

    /// Marks a place in the navigation.
    pub(super) fn at_place(mut self, path: &str, current: &'static str) -> Self {
        let href = self.href(path);
        for place in &mut self.places {
            place.current = (place.href == href).then_some(current);
        }
        self
    }

    /// Takes up the field to search with.
    pub(super) fn with_search_field(mut self) -> Self {
        self.has_search_field = true;
        self
    }

    /// Takes up the look of the spine, the body map and the lists of levels.
    pub(super) fn with_levels(mut self) -> Self {
        self.stylesheet = Some("levels.css");
        self
    }

    /// Takes up the look of the tools: the symptom check, comparisons, and lists to take along.
    pub(super) fn with_tools(mut self) -> Self {
        self.stylesheet = Some("tools.css");
        self
    }

    /// Takes up the look of kits, and of what they take over from levels and comparisons.
    pub(super) fn with_kit(mut self) -> Self {
        self.stylesheet = Some("kit.css");
        self
    }

    /// Lets the link to kits in the foot choose the topic that the page is about.
    pub(super) fn with_kit_topic(mut self, slug: &Slug) -> Self {
        let kit = self.href(kit_choice::PATH);
        for link in self.foot.iter_mut().filter(|link| link.href == kit) {
            link.href = format!("{kit}?about={slug}");
        }
        self
    }

    /// Leaves the navigation out.
    pub(super) fn for_a_form(mut self) -> Self {
        self.shape = Shape::Form;
        self
    }

    /// Says in the title that the form came back with faults.
    pub(super) fn with_faults(mut self, errors: &FieldErrors) -> Self {
        if !errors.is_empty() {
            self.title = format!("{} {}", self.words.get("form-title-error-prefix"), self.title);
        }
        self
    }

    /// Where the site says what a form keeps. `None` when the library has no such page.
    pub(super) fn privacy(&self, form: FormName) -> Option<String> {
        let article = self.frame.library.article("about/privacy")?;
        Some(format!(
            "{}#{}",
            self.href(&article.path()),
            kept_by_forms::anchor(form)
        ))
    }

    /// Sets the pages above this one; home is added.
    pub(super) fn below(mut self, parents: Vec<Link>) -> Self {
        let home = Link {
            href: self.href("/"),
            words: self.words.get("home"),
        };
        self.crumbs = std::iter::once(home).chain(parents).collect();
        self
    }

    /// A path of this site in the page's language.
    pub(super) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.frame.library.language().url_prefix())
    }

    /// The whole URL of a path, for those who read the page elsewhere.
    pub(super) fn public(&self, path: &str) -> String {
        format!("{}{}", self.frame.origin, self.href(path))
    }

    /// The phone number as a `tel:` link takes it.
    pub(super) fn phone(&self) -> String {
        self.site.phone.replace(' ', "")
    }

    /// Whether the masthead has its navigation.
    pub(super) fn is_reading(&self) -> bool {
        self.shape == Shape::Reading
    }
}

fn places(frame: &Frame<'_>) -> Vec<Place> {
    let library = frame.library;
    let written = |kind: &Kind| library.of_kind(*kind).next().is_some();
    let kinds = NAVIGATION.into_iter().filter(written);
    let places = kinds.map(|kind| (format!("/{}", kind.folder()), kind.name_key()));
    places
        .chain([(search::PATH.to_owned(), "nav-search")])
        .map(|(path, key)| Place {
            href: format!("{}{path}", library.language().url_prefix()),
            words: library.words().get(key),
            current: None,
        })
        .collect()
}

fn foot(frame: &Frame<'_>) -> Vec<Link> {
    let library = frame.library;
    let prefix = library.language().url_prefix();
    let articles = FOOT_ARTICLES
        .into_iter()
        .filter(|(path, _)| library.article(path).is_some())
        .map(|(path, key)| (format!("{prefix}/{path}"), key));
    let pages = FOOT_PAGES
        .into_iter()
        .map(|(path, key)| (format!("{prefix}{path}"), key));
    articles
        .chain(pages)
        .map(|(href, key)| Link {
            href,
            words: library.words().get(key),
        })
        .collect()
}

/// Whether a word names a level such as `L3-L4`, which no line should break in two.
pub(super) fn names_level(word: &str) -> bool {
    word.contains('-') && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Fills a template; `page` names it in an error.
pub(super) fn fill(
    page: &str,
    media_type: &'static str,
    template: &impl askama::Template,
) -> Result<Rendered, RenderError> {
    let text = template.render().map_err(|cause| RenderError {
        page: page.to_owned(),
        cause,
    })?;
    let text = if media_type == HTML { compact(&text) } else { text };
    Ok(Rendered { media_type, text })
}

/// The media type of a page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

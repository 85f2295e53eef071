//! What search engines are told of a page, as JSON-LD in the words of schema.org.

use std::fmt;

use askama::filters::HtmlSafe;
use serde::Serialize;

use super::layout::Layout;
use crate::content::{Article, ClinicalReview, Details, Glossary, Html};

// Content made the markup, so it goes out as it is.
impl HtmlSafe for Html {}

/// A finished JSON-LD document that can stand inside a `script` element.
pub(super) struct JsonLd(String);

impl HtmlSafe for JsonLd {}

impl fmt::Display for JsonLd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonLd {
    /// Writes the nodes so that no text among them can end the script element.
    fn of(graph: Vec<Node<'_>>) -> Option<Self> {
        let document = Document {
            context: "https://schema.org",
            graph,
        };
        // Plain structs of text always serialize; without the data the page is still whole.
        let json = serde_json::to_string(&document).ok()?;
        Some(Self(json.replace('<', "\\u003c")))
    }
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Page(Box<Page<'a>>),
    Breadcrumbs(Breadcrumbs<'a>),
    Terms(Terms<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_by: Option<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Subject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<Question<'a>>,
    publisher: Organization<'a>,
}

impl<'a> Page<'a> {
    fn new(kind: &'static str, layout: &'a Layout<'_>) -> Self {
        Self {
            kind,
            name: &layout.heading,
            description: &layout.description,
            url: layout.canonical.as_deref(),
            last_reviewed: None,
            date_modified: None,
            reviewed_by: None,
            about: None,
            main_entity: None,
            publisher: Organization {
                kind: "Organization",
                name: &layout.site.name,
                url: layout.public("/"),
            },
        }
    }
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    job_title: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Subject<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternate_name: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code: Vec<Code<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "codeValue")]
    value: &'a str,
    #[serde(rename = "codingSystem")]
    system: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    accepted_answer: Answer<'a>,
}

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Crumb<'a>>,
}

#[derive(Serialize)]
struct Crumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Terms<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    has_defined_term: Vec<Term<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Term<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternate_name: &'a [String],
}

/// The site as a whole.
pub(super) fn site(layout: &Layout<'_>) -> Option<JsonLd> {
    let mut site = Page::new("WebSite", layout);
    site.name = &layout.site.name;
    JsonLd::of(vec![Node::Page(Box::new(site))])
}

/// A page without medical claims of its own.
pub(super) fn plain(kind: &'static str, layout: &Layout<'_>) -> Option<JsonLd> {
    JsonLd::of(with_breadcrumbs(layout, Page::new(kind, layout)))
}

/// The glossary with every term.
pub(super) fn terms(layout: &Layout<'_>, glossary: &Glossary) -> Option<JsonLd> {
    let mut graph = with_breadcrumbs(layout, Page::new("WebPage", layout));
    graph.push(Node::Terms(Terms {
        kind: "DefinedTermSet",
        name: &layout.heading,
        has_defined_term: glossary
            .terms()
            .iter()
            .map(|term| Term {
                kind: "DefinedTerm",
                name: &term.name,
                description: &term.plain,
                alternate_name: &term.variants,
            })
            .collect(),
    }));
    JsonLd::of(graph)
}

/// An article, its subject and, on a question page, the answer.
pub(super) fn article(layout: &Layout<'_>, article: &Article) -> Option<JsonLd> {
    let mut page = Page::new(page_kind(&article.details), layout);
    page.last_reviewed = Some(article.review.reviewed.to_string());
    page.date_modified = Some(super::changed(article).to_string());
    page.about = subject(article);
    if let Some(ClinicalReview::By { name, credentials, .. }) = &article.review.clinical {
        page.reviewed_by = Some(Person {
            kind: "Person",
            name,
            job_title: credentials,
        });
    }
    if matches!(article.details, Details::Question { .. }) {
        page.main_entity = Some(Question {
            kind: "Question",
            name: &article.title,
            accepted_answer: Answer {
                kind: "Answer",
                text: &article.summary,
            },
        });
    }
    JsonLd::of(with_breadcrumbs(layout, page))
}

fn page_kind(details: &Details) -> &'static str {
    match details {
        Details::Question { .. } => "FAQPage",
        Details::About { .. } => "AboutPage",
        Details::Story { .. } => "WebPage",
        _ => "MedicalWebPage",
    }
}

fn subject(article: &Article) -> Option<Subject<'_>> {
    let kind = match &article.details {
        Details::Anatomy { .. } | Details::Level(_) => "AnatomicalStructure",
        Details::Condition { .. } => "MedicalCondition",
        Details::Symptom { .. } => "MedicalSignOrSymptom",
        Details::Test { .. } => "MedicalTest",
        Details::Treatment { .. } => "MedicalTherapy",
        Details::Procedure { .. } => "MedicalProcedure",
        Details::Comparison(_) | Details::Question { .. } | Details::Story { .. } | Details::About { .. } => {
            return None;
        }
    };
    let codes: &[String] = match &article.details {
        Details::Condition { icd10, .. } => icd10,
        _ => &[],
    };
    Some(Subject {
        kind,
        name: &article.title,
        alternate_name: &article.also_called,
        code: codes
            .iter()
            .map(|code| Code {
                kind: "MedicalCode",
                value: code,
                system: "ICD-10",
            })
            .collect(),
    })
}

fn with_breadcrumbs<'a>(layout: &'a Layout<'_>, page: Page<'a>) -> Vec<Node<'a>> {
    let mut graph = vec![Node::Page(Box::new(page))];
    if !layout.crumbs.is_empty() {
        let parents = layout.crumbs.iter().map(|link| {
            (
                link.words.as_str(),
                Some(format!("{}{}", layout.frame.origin, link.href)),
            )
        });
        let here = (layout.heading.as_str(), layout.canonical.clone());
        graph.push(Node::Breadcrumbs(Breadcrumbs {
            kind: "BreadcrumbList",
            item_list_element: parents
                .chain(std::iter::once(here))
                .zip(1..)
                .map(|((name, item), position)| Crumb {
                    kind: "ListItem",
                    position,
                    name,
                    item,
                })
                .collect(),
        }));
    }
    graph
}

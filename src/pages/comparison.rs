//! Choices side by side: what each may bring, what it may harm and what it is like, in tables of the same form.

use askama::Template;

use super::{
    Address, Frame, RenderError, Rendered,
    about_page::AboutPage,
    article::related,
    cited::Cited,
    layout::{HTML, Layout, Link, fill},
    link_card::LinkCard,
    structured_data,
    what_matters::WhatMatters,
};
use crate::content::{
    Article, Cell, Certainty, Comparison, Finding, Html, Kind, NextStep, OutcomeGroup, OutcomeRow, TextId, Words,
};

/// The groups of outcomes with their anchor, their heading and the line below it.
const GROUPS: [(OutcomeGroup, &str, &str, &str); 3] = [
    (
        OutcomeGroup::Benefit,
        "benefits",
        "compare-benefits",
        "compare-benefits-more",
    ),
    (OutcomeGroup::Harm, "harms", "compare-harms", "compare-harms-more"),
    (
        OutcomeGroup::Experience,
        "experience",
        "compare-experience",
        "compare-experience-more",
    ),
];

#[derive(Template)]
#[template(path = "pages/comparison.html")]
struct ComparisonPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    article: &'a Article,
    about: AboutPage<'a>,
    view: ComparisonView<'a>,
    matters: WhatMatters<'a>,
    next_step: Option<&'a NextStep>,
    related: Vec<LinkCard<'a>>,
    cited: Vec<Cited<'a>>,
    feedback: String,
    /// What the feedback is on.
    feedback_page: String,
}

/// A comparison in the words of its page.
pub(super) struct ComparisonView<'a> {
    emergency: String,
    stop: Vec<&'a Html>,
    more_signs: String,
    pub(super) condition: &'a Html,
    suits: Vec<&'a Html>,
    pub(super) together: &'a Html,
    pub(super) choices: Vec<ChoiceView<'a>>,
    pub(super) tables: Vec<OutcomeTable<'a>>,
    pub(super) unknown: Vec<&'a Html>,
    questions: &'a [String],
}

/// A choice and where to read on.
pub(super) struct ChoiceView<'a> {
    pub(super) key: &'a str,
    pub(super) name: &'a str,
    pub(super) what: &'a Html,
    page: Option<Link>,
}

/// The outcomes of one group over all choices.
pub(super) struct OutcomeTable<'a> {
    pub(super) id: String,
    /// The ids of what names it: its heading, after that of its comparison where several stand on a page.
    pub(super) named_by: String,
    pub(super) heading: String,
    pub(super) lede: String,
    pub(super) rows: Vec<RowView<'a>>,
}

/// One outcome.
pub(super) struct RowView<'a> {
    pub(super) id: String,
    pub(super) heading: &'a str,
    pub(super) note: Option<&'a Html>,
    pub(super) cells: Vec<CellView<'a>>,
}

/// What is known of one outcome of one choice.
pub(super) struct CellView<'a> {
    pub(super) choice: &'a str,
    pub(super) choice_key: &'a str,
    pub(super) number: Option<NumberView<'a>>,
    /// Says that there is no number. `None` when there is one, and where none belongs.
    pub(super) without: Option<String>,
    pub(super) text: Option<&'a Html>,
    pub(super) certainty: Option<String>,
    pub(super) is_rated: bool,
}

/// A number with all that belongs to it.
pub(super) struct NumberView<'a> {
    pub(super) number: String,
    pub(super) picture: Html,
    pub(super) people: &'a Html,
    pub(super) time: &'a str,
}

/// Renders a comparison.
pub(super) fn render(frame: &Frame<'_>, article: &Article, comparison: &Comparison) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let mut layout = Layout::new(frame, article.title.clone(), article.summary.clone())
        .at(&article.path())
        .with_tools();
    let parent = Link {
        href: layout.href(&Address::Index(Kind::Comparison).path()),
        words: words.get(Kind::Comparison.name_key()),
    };
    layout = layout.below(vec![parent]);
    layout.og_type = "article";
    layout.structured = structured_data::article(&layout, article);
    let Some(view) = ComparisonView::of(&layout, comparison, "") else {
        // Each text was rendered when the comparison was made, so this cannot be.
        return super::error(frame, super::Failure::Internal);
    };
    let page = ComparisonPage {
        words,
        article,
        about: about(frame, article),
        view,
        matters: WhatMatters::blank(&layout, article, comparison),
        next_step: article.next_step.as_ref(),
        related: related(frame, article),
        cited: Cited::all(frame, &article.body.citations),
        feedback: layout.href("/feedback"),
        feedback_page: format!("{}/{}", article.kind.folder(), article.slug),
        layout,
    };
    fill(&article.path(), HTML, &page)
}

/// The history of the page, and how it was made and paid for.
fn about<'a>(frame: &Frame<'a>, article: &'a Article) -> AboutPage<'a> {
    let words = frame.library.words();
    let more = [
        ("compare-updates", "compare-updates-more"),
        ("compare-evidence", "compare-evidence-more"),
        ("compare-certainty", "compare-certainty-more"),
        ("compare-funding", "compare-funding-more"),
    ];
    AboutPage {
        more: more.map(|(name, what)| (words.get(name), words.get(what))).into(),
        ..AboutPage::of(frame, article)
    }
}

impl<'a> ComparisonView<'a> {
    /// `prefix` begins the ids, so that several can stand on a page. `None` when a text is missing.
    pub(super) fn of(layout: &Layout<'_>, comparison: &'a Comparison, prefix: &str) -> Option<Self> {
        let words = layout.words;
        let texts = |ids: &[TextId]| ids.iter().map(|id| comparison.text(*id)).collect::<Option<Vec<_>>>();
        let choices = comparison.choices.iter().map(|choice| {
            Some(ChoiceView {
                key: choice.key.as_str(),
                name: &choice.name,
                what: comparison.text(choice.what)?,
                page: choice.page.as_ref().map(|page| Link {
                    href: layout.href(page),
                    words: words.with("compare-read-on", "choice", choice.name.as_str()),
                }),
            })
        });
        let numbers = layout.site.emergency_numbers.as_str();
        Some(Self {
            emergency: words.with("urgent-card", "number", numbers),
            stop: texts(&comparison.stop)?,
            more_signs: layout.href(&comparison.more_signs),
            condition: comparison.text(comparison.condition)?,
            suits: texts(&comparison.suits)?,
            together: comparison.text(comparison.together)?,
            choices: choices.collect::<Option<_>>()?,
            tables: tables(words, comparison, prefix)?,
            unknown: texts(&comparison.unknown)?,
            questions: &comparison.questions,
        })
    }
}

fn tables<'a>(words: &Words, comparison: &'a Comparison, prefix: &str) -> Option<Vec<OutcomeTable<'a>>> {
    let tables = GROUPS.into_iter().map(|(group, id, heading, lede)| {
        let rows = comparison.outcomes.iter().filter(|row| row.group == group);
        Some(OutcomeTable {
            id: format!("{prefix}{id}"),
            named_by: match prefix {
                "" => id.to_owned(),
                prefix => format!("{prefix}title {prefix}{id}"),
            },
            heading: words.get(heading),
            lede: words.get(lede),
            rows: rows
                .map(|row| row_view(words, comparison, row, prefix))
                .collect::<Option<_>>()?,
        })
    });
    tables.collect()
}

fn row_view<'a>(words: &Words, comparison: &'a Comparison, row: &'a OutcomeRow, prefix: &str) -> Option<RowView<'a>> {
    let cells = comparison.choices.iter().zip(&row.cells).map(|(choice, cell)| {
        Some(CellView {
            choice: &choice.name,
            choice_key: choice.key.as_str(),
            ..cell_view(words, comparison, cell)?
        })
    });
    Some(RowView {
        id: format!("{prefix}outcome-{}", row.id),
        heading: &row.heading,
        note: match row.note {
            Some(note) => Some(comparison.text(note)?),
            None => None,
        },
        cells: cells.collect::<Option<_>>()?,
    })
}

fn cell_view<'a>(words: &Words, comparison: &'a Comparison, cell: &'a Cell) -> Option<CellView<'a>> {
    let mut view = CellView {
        choice: "",
        choice_key: "",
        number: None,
        without: None,
        text: None,
        certainty: cell.certainty.map(|certainty| sure(words, Some(certainty))),
        is_rated: cell.certainty.is_some(),
    };
    match &cell.finding {
        Finding::Number { number, people, time } => {
            view.number = Some(NumberView {
                number: number.in_words(words),
                picture: number.picture(words),
                people: comparison.text(*people)?,
                time,
            });
            // A number always says how sure it is, be it that nobody has rated it.
            view.certainty = Some(sure(words, cell.certainty));
        }
        Finding::Gap(text) => {
            view.without = Some(words.get("compare-gap"));
            view.text = text.and_then(|text| comparison.text(text));
        }
        Finding::CannotHappen(text) => {
            view.without = Some(words.get("compare-none"));
            view.text = Some(comparison.text(*text)?);
        }
        Finding::Words(text) => view.text = Some(comparison.text(*text)?),
    }
    Some(view)
}

/// How sure a result is, in plain words.
fn sure(words: &Words, certainty: Option<Certainty>) -> String {
    words.get(match certainty {
        None => "compare-sure-not-rated",
        Some(Certainty::VeryLow) => "compare-sure-very-low",
        Some(Certainty::VeryLowToLow) => "compare-sure-very-low-to-low",
        Some(Certainty::Low) => "compare-sure-low",
        Some(Certainty::Moderate) => "compare-sure-moderate",
        Some(Certainty::High) => "compare-sure-high",
    })
}

//! Choices side by side: what each may bring, what it may harm and what it is like, in tables of the same form.

use askama::Template;

use super::{
    Address, Frame, RenderError, Rendered,
    about_page::AboutPage,
    article::related,
    cited::Cited,
    layout::{HTML, Layout, Link, fill, kind_key},
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
struct ComparisonView<'a> {
    emergency: String,
    stop: Vec<&'a Html>,
    more_signs: String,
    condition: &'a Html,
    suits: Vec<&'a Html>,
    together: &'a Html,
    choices: Vec<ChoiceView<'a>>,
    tables: Vec<OutcomeTable<'a>>,
    unknown: Vec<&'a Html>,
    questions: &'a [String],
}

/// A choice and where to read on.
struct ChoiceView<'a> {
    key: &'a str,
    name: &'a str,
    what: &'a Html,
    page: Option<Link>,
}

/// The outcomes of one group over all choices.
struct OutcomeTable<'a> {
    id: &'static str,
    heading: String,
    lede: String,
    rows: Vec<RowView<'a>>,
}

/// One outcome.
struct RowView<'a> {
    id: &'a str,
    heading: &'a str,
    note: Option<&'a Html>,
    cells: Vec<CellView<'a>>,
}

/// What is known of one outcome of one choice.
struct CellView<'a> {
    choice: &'a str,
    choice_key: &'a str,
    number: Option<NumberView<'a>>,
    /// Says that there is no number. `None` when there is one, and where none belongs.
    without: Option<String>,
    text: Option<&'a Html>,
    certainty: Option<String>,
    is_rated: bool,
}

/// A number with all that belongs to it.
struct NumberView<'a> {
    number: String,
    picture: Html,
    people: &'a Html,
    time: &'a str,
}

/// Renders a comparison.
pub(super) fn render(frame: &Frame<'_>, article: &Article, comparison: &Comparison) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let mut layout = Layout::new(frame, article.title.clone(), article.summary.clone())
        .at(&article.path())
        .with_tools();
    let parent = Link {
        href: layout.href(&Address::Index(Kind::Comparison).path()),
        words: words.get(kind_key(Kind::Comparison)),
    };
    layout = layout.below(vec![parent]);
    layout.og_type = "article";
    layout.structured = structured_data::article(&layout, article);
    let Some(view) = ComparisonView::of(&layout, comparison) else {
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
    /// `None` when a text is missing.
    fn of(layout: &Layout<'a>, comparison: &'a Comparison) -> Option<Self> {
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
            tables: tables(words, comparison)?,
            unknown: texts(&comparison.unknown)?,
            questions: &comparison.questions,
        })
    }
}

fn tables<'a>(words: &Words, comparison: &'a Comparison) -> Option<Vec<OutcomeTable<'a>>> {
    let tables = GROUPS.into_iter().map(|(group, id, heading, lede)| {
        let rows = comparison.outcomes.iter().filter(|row| row.group == group);
        Some(OutcomeTable {
            id,
            heading: words.get(heading),
            lede: words.get(lede),
            rows: rows
                .map(|row| row_view(words, comparison, row))
                .collect::<Option<_>>()?,
        })
    });
    tables.collect()
}

fn row_view<'a>(words: &Words, comparison: &'a Comparison, row: &'a OutcomeRow) -> Option<RowView<'a>> {
    let cells = comparison.choices.iter().zip(&row.cells).map(|(choice, cell)| {
        Some(CellView {
            choice: &choice.name,
            choice_key: choice.key.as_str(),
            ..cell_view(words, comparison, cell)?
        })
    });
    Some(RowView {
        id: row.id.as_str(),
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

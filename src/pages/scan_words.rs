//! The words of a scan report: all of them, or those that a reader asks for.
//!
//! What is typed comes in the body of a request. Only our own words for what was found in it go into the page.

use std::collections::BTreeSet;

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    cited::Cited,
    emergency::EmergencyCard,
    layout::{HTML, Layout, Link, fill},
    letters::AToZ,
    structured_data,
};
use crate::content::{ExplainedWord, FoundWord, Html, ScanFinding, ScanWord, Words};

/// Where the form is, and where it is sent.
pub(super) const PATH: &str = "/scan-words";

/// The id of the box to type in.
const TEXT: &str = "text";

/// What a reader asks for.
pub struct WordsAsked<'a> {
    /// A line of the report.
    pub text: &'a str,
    /// The keys of ticked words.
    pub ticked: &'a [&'a str],
    /// The age that is nearest. `None` when the reader does not say.
    pub age: Option<u32>,
    /// Whether the text may tell of an emergency.
    pub sounds_urgent: bool,
}

#[derive(Template)]
#[template(path = "pages/scan_words.html")]
struct ScanWordsPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    action: String,
    urgent: Option<EmergencyCard<'a>>,
    faults: Vec<Fault>,
    answer: Option<Answer<'a>>,
    ages: Vec<AgeChoice>,
    groups: Vec<TickGroup<'a>>,
    /// Every word, A to Z.
    list: Option<AToZ<Entry<'a>>>,
    notes: Html,
    table: Option<Table<'a>>,
    cited: Vec<Cited<'a>>,
}

/// A line of the error summary.
struct Fault {
    field: &'static str,
    message: String,
}

/// The words that a reader asked for.
struct Answer<'a> {
    entries: Vec<Entry<'a>>,
    unknown: Vec<UnknownWord>,
    /// Whether there are more of these.
    more_unknown: bool,
    next: Vec<Link>,
}

/// A word that is not explained.
struct UnknownWord {
    word: String,
    /// Its place in the glossary. `None` where it has none.
    href: Option<String>,
}

/// A word with what it says.
struct Entry<'a> {
    word: &'a ScanWord,
    told: ExplainedWord,
    denied: bool,
    figure: Option<Figure<'a>>,
    page: Option<Link>,
    /// How common it is at the reader's age. `None` where no age was given, or nothing was counted.
    share: Option<Share>,
    is_counted: bool,
}

struct Figure<'a> {
    svg: Html,
    title: &'a str,
    description: &'a str,
}

struct Share {
    age: String,
    number: String,
    picture: Html,
}

/// The words of a group to tick.
struct TickGroup<'a> {
    title: &'a str,
    boxes: Vec<(&'a ScanWord, bool)>,
    is_open: bool,
}

struct AgeChoice {
    id: String,
    value: String,
    words: String,
    chosen: bool,
}

/// How common findings are, by age.
struct Table<'a> {
    ages: &'a [u32],
    rows: Vec<&'a ScanFinding>,
}

/// Renders the blank form with every word below it.
pub(super) fn blank(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let scan_words = frame.library.scan_words();
    let mut words: Vec<FoundWord<'_>> = scan_words.words().map(plain).collect();
    words.sort_by_key(|found| found.word.name.to_lowercase());
    let told = Told::of(frame, &words, None);
    let mut layout = layout(frame, "scan-words-title").at(PATH);
    layout.structured = structured_data::plain("MedicalWebPage", &layout);
    let page = ScanWordsPage {
        urgent: None,
        faults: Vec::new(),
        answer: None,
        ages: ages(frame, None),
        groups: groups(frame, &[]),
        list: Some(AToZ::of(
            told.entries.into_iter().map(|entry| (entry.word.name.as_str(), entry)),
        )),
        notes: told.notes,
        table: table(frame, |_| true),
        cited: told.cited,
        words: layout.words,
        action: layout.href(PATH),
        layout,
    };
    fill(PATH, HTML, &page)
}

/// Renders the words that a reader asks for; the flag tells whether any were asked for. The answer has no address of its
/// own, and no search lists it.
pub fn scan_words(frame: &Frame<'_>, asked: &WordsAsked<'_>) -> Result<(Rendered, bool), RenderError> {
    let scan_words = frame.library.scan_words();
    let mut found = scan_words.find(asked.text);
    for word in scan_words
        .words()
        .filter(|word| asked.ticked.contains(&word.key.as_str()))
    {
        match found.words.iter_mut().find(|found| found.word.key == word.key) {
            Some(found) => found.denied = false,
            None => found.words.push(plain(word)),
        }
    }
    // What is there comes before what is not.
    found.words.sort_by_key(|found| found.denied);
    let age = asked.age.filter(|age| scan_words.ages().contains(age));
    let is_asked = !found.words.is_empty() || !asked.text.trim().is_empty();
    let told = Told::of(frame, &found.words, age);
    let mut layout = layout(
        frame,
        if is_asked {
            "scan-words-found"
        } else {
            "scan-words-title"
        },
    );
    let mut faults = Vec::new();
    if !is_asked {
        layout.title = format!("{} {}", layout.words.get("form-title-error-prefix"), layout.title);
        let message = layout.words.get("error-scan-words-empty");
        faults.push(Fault { field: TEXT, message });
    }
    let counts = |finding: &ScanFinding| {
        let mut words = found.words.iter();
        age.is_none() && words.any(|found| found.word.finding.as_ref() == Some(&finding.key))
    };
    let ticked: Vec<&str> = found.words.iter().map(|found| found.word.key.as_str()).collect();
    let page = ScanWordsPage {
        urgent: asked.sounds_urgent.then(|| EmergencyCard::of(frame)),
        faults,
        answer: is_asked.then(|| Answer {
            entries: told.entries,
            more_unknown: found.more_unknown,
            unknown: unknown(&layout, &found.unknown),
            next: next(&layout),
        }),
        ages: ages(frame, age),
        groups: groups(frame, &ticked),
        list: None,
        notes: told.notes,
        table: table(frame, counts),
        cited: told.cited,
        words: layout.words,
        action: layout.href(PATH),
        layout,
    };
    Ok((fill(PATH, HTML, &page)?, is_asked))
}

fn plain(word: &ScanWord) -> FoundWord<'_> {
    FoundWord { word, denied: false }
}

fn layout<'a>(frame: &Frame<'a>, heading: &str) -> Layout<'a> {
    let words = frame.library.words();
    let layout = Layout::new(frame, words.get(heading), words.get("scan-words-lead"));
    layout.below(Vec::new()).with_tools()
}

/// Words told for a page, with what stands below all of them.
struct Told<'a> {
    entries: Vec<Entry<'a>>,
    notes: Html,
    cited: Vec<Cited<'a>>,
}

impl<'a> Told<'a> {
    fn of(frame: &Frame<'a>, words: &[FoundWord<'a>], age: Option<u32>) -> Self {
        let plain: Vec<&ScanWord> = words.iter().map(|found| found.word).collect();
        let explained = frame.library.explain(&plain, age.is_some());
        // Each drawing stands once, at the first word that it shows.
        let mut drawn = BTreeSet::new();
        let entries = words.iter().zip(explained.words).map(|(found, told)| {
            let figure = found.word.figure.as_deref().filter(|figure| drawn.insert(*figure));
            Entry {
                word: found.word,
                told,
                denied: found.denied,
                figure: figure.and_then(|name| Figure::of(frame, name)),
                page: page_of(frame, found.word),
                share: age.and_then(|age| Share::of(frame, found.word, age)),
                is_counted: found.word.finding.is_some(),
            }
        });
        Self {
            entries: entries.collect(),
            notes: explained.notes,
            cited: Cited::all(frame, &explained.citations),
        }
    }
}

impl<'a> Figure<'a> {
    fn of(frame: &Frame<'a>, name: &str) -> Option<Self> {
        let (title, description) = frame.library.figure_words(name)?;
        let svg = frame.library.figure(name)?;
        Some(Self {
            svg,
            title,
            description,
        })
    }
}

impl Share {
    fn of(frame: &Frame<'_>, word: &ScanWord, age: u32) -> Option<Self> {
        let scan_words = frame.library.scan_words();
        let column = scan_words.ages().iter().position(|known| *known == age)?;
        let share = scan_words.finding(word)?.shares.get(column)?;
        let (number, picture) = frame.library.share(*share);
        Some(Self {
            age: frame.library.words().with("scan-words-at-age", "age", age),
            number,
            picture,
        })
    }
}

fn page_of(frame: &Frame<'_>, word: &ScanWord) -> Option<Link> {
    let article = frame.library.article(word.page.as_ref()?.trim_start_matches('/'))?;
    Some(Link {
        href: format!("{}{}", frame.library.language().url_prefix(), article.path()),
        words: article.title.clone(),
    })
}

fn groups<'a>(frame: &Frame<'a>, ticked: &[&str]) -> Vec<TickGroup<'a>> {
    let is_ticked = |word: &ScanWord| ticked.contains(&word.key.as_str());
    let groups = frame.library.scan_words().groups().iter();
    let groups = groups.map(|group| TickGroup {
        title: &group.title,
        boxes: group.words.iter().map(|word| (word, is_ticked(word))).collect(),
        is_open: group.words.iter().any(is_ticked),
    });
    groups.collect()
}

/// The ages to choose from; who says nothing is shown all of them.
fn ages(frame: &Frame<'_>, chosen: Option<u32>) -> Vec<AgeChoice> {
    let words = frame.library.words();
    let none = AgeChoice {
        id: "age".to_owned(),
        value: "none".to_owned(),
        words: words.get("scan-words-age-none"),
        chosen: chosen.is_none(),
    };
    let ages = frame.library.scan_words().ages().iter().map(|age| AgeChoice {
        id: format!("age-{age}"),
        value: age.to_string(),
        words: words.with("scan-words-age", "age", *age),
        chosen: chosen == Some(*age),
    });
    std::iter::once(none).chain(ages).collect()
}

/// The table of some findings; `None` where none of them is wanted.
fn table<'a>(frame: &Frame<'a>, wanted: impl Fn(&ScanFinding) -> bool) -> Option<Table<'a>> {
    let scan_words = frame.library.scan_words();
    let rows: Vec<&ScanFinding> = scan_words.findings().iter().filter(|finding| wanted(finding)).collect();
    (!rows.is_empty()).then(|| Table {
        ages: scan_words.ages(),
        rows,
    })
}

fn unknown(layout: &Layout<'_>, words: &[String]) -> Vec<UnknownWord> {
    let terms = layout.frame.library.glossary().terms();
    let named = words.iter().map(|word| {
        let same = |name: &String| name.to_lowercase() == *word;
        let term = terms
            .iter()
            .find(|term| same(&term.name) || term.variants.iter().any(same));
        UnknownWord {
            word: word.clone(),
            href: term.map(|term| layout.href(&format!("/glossary#{}", term.slug))),
        }
    });
    named.collect()
}

fn next(layout: &Layout<'_>) -> Vec<Link> {
    let pages = [
        ("/scan-review", "scan-words-next-ask"),
        ("/check", "scan-words-next-check"),
    ];
    let links = pages.map(|(path, key)| Link {
        href: layout.href(path),
        words: layout.words.get(key),
    });
    links.into()
}

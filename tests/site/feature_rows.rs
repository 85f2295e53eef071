//! What other pages on discs offer, row by row, and the page and section of this site where a reader finds the same.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
};

use jiff::{Timestamp, ToSpan};
use scraper::{ElementRef, Html};
use serde::Deserialize;

use crate::support::{Answer, TestSite, sound, words};

/// How many rows each of the five pages has.
const ROWS: [(char, usize); 5] = [('A', 15), ('B', 23), ('C', 20), ('D', 9), ('E', 9)];

/// Rows that count single items: row, group, and how many there must be at least.
const COUNTED: [(&str, &str, usize); 25] = [
    ("A6", "acts", 5),
    ("A7", "", 3),
    ("A10", "", 5),
    ("C2", "", 6),
    ("C3", "", 6),
    ("C4", "", 6),
    ("C5", "", 20),
    ("C6", "", 20),
    ("C7", "physical", 6),
    ("C7", "provocation", 4),
    ("C7", "laboratory", 6),
    ("C7", "electrodiagnostic", 5),
    ("C7", "imaging", 9),
    ("C8", "machines and hands", 15),
    ("C8", "exercise", 10),
    ("C8", "mind and education", 5),
    ("C9", "", 20),
    ("C10", "", 10),
    ("C11", "", 10),
    ("C12", "", 10),
    ("C13", "", 10),
    ("C14", "", 5),
    ("C15", "do", 5),
    ("C15", "do not", 5),
    ("C16", "", 15),
];

/// The file. Its head says what each key means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    /// Empty where a row is told in one piece.
    #[serde(default)]
    group: String,
    offers: String,
    page: Option<String>,
    section: Option<String>,
    items: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    name: String,
    page: Option<String>,
    section: Option<String>,
    says: Option<String>,
    sends: Option<String>,
    dropped: Option<String>,
}

/// Where an item stands, and what must be read there.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place<'a> {
    page: &'a str,
    section: &'a str,
    says: &'a str,
}

impl Row {
    fn title(&self) -> String {
        format!("{} {}", self.id, self.group).trim_end().to_owned()
    }

    /// None where the item is dropped, or where page or section is missing.
    fn place<'a>(&'a self, item: &'a Item) -> Option<Place<'a>> {
        if item.dropped.is_some() {
            return None;
        }
        Some(Place {
            page: item.page.as_deref().or(self.page.as_deref())?,
            section: item.section.as_deref().or(self.section.as_deref())?,
            says: item.says.as_deref().unwrap_or(&item.name),
        })
    }
}

fn rows() -> Vec<Row> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site/feature-rows.toml");
    toml::from_str::<Rows>(&fs::read_to_string(path).unwrap()).unwrap().row
}

/// The text of the element with this id; of a heading, what follows it up to the next heading of its rank.
fn section(page: &Html, id: &str) -> Option<String> {
    if id == "header" || id == "footer" {
        return words(page, &format!("body > {id}")).pop();
    }
    let start = page.select(&sound(&format!("[id='{id}']"))).next()?;
    let text: String = match rank(start) {
        None => start.text().collect(),
        Some(own) => {
            let main = page.select(&sound("main")).next()?;
            let ends = |node: ElementRef<'_>| node != start && rank(node).is_some_and(|other| other <= own);
            main.descendants()
                .skip_while(|node| node.id() != start.id())
                .take_while(|node| !ElementRef::wrap(*node).is_some_and(ends))
                .filter_map(|node| node.value().as_text())
                .map(|text| &**text)
                .collect()
        }
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The rank of a heading, 1 for the highest; None of anything else.
fn rank(element: ElementRef<'_>) -> Option<u32> {
    let digit = element.value().name().strip_prefix('h')?;
    digit.parse().ok()
}

/// Sends the form of a page as a browser does, and follows where the answer leads.
async fn send(site: &TestSite, page: &str, fields: &str) -> Answer {
    let opened = (Timestamp::now() - 1.minute()).as_millisecond().to_string();
    let key = format!("{:032x}", fields.len());
    let mut all = vec![("key", key.as_str()), ("opened", &opened)];
    let fields: Vec<_> = form_urlencoded::parse(fields.as_bytes()).collect();
    all.extend(fields.iter().map(|(name, value)| (&**name, &**value)));
    let answer = site.post(page, &all).await;
    match answer.header("location") {
        "" => answer.expect(422),
        next => site.get(next).await.expect(200),
    }
}

#[test]
fn every_row_is_there_once_with_all_that_it_counts() {
    let rows = rows();
    let expected: BTreeSet<String> = ROWS
        .iter()
        .flat_map(|(page, count)| (1..=*count).map(move |row| format!("{page}{row}")))
        .collect();
    let named: BTreeSet<String> = rows.iter().map(|row| row.id.clone()).collect();
    assert_eq!(named, expected);
    let mut seen = BTreeSet::new();
    for row in &rows {
        assert!(seen.insert((&row.id, &row.group)), "{} is there twice", row.title());
        let items: BTreeSet<&str> = row.items.iter().map(|item| item.name.as_str()).collect();
        assert!(!items.is_empty(), "{} has no item", row.title());
        assert_eq!(items.len(), row.items.len(), "{} names an item twice", row.title());
        let places: BTreeSet<_> = row.items.iter().filter_map(|item| row.place(item)).collect();
        let standing = row.items.iter().filter(|item| item.dropped.is_none()).count();
        assert_eq!(
            places.len(),
            standing,
            "{}: two items at one place, or one at none",
            row.title()
        );
    }
    for (id, group, least) in COUNTED {
        let row = rows.iter().find(|row| row.id == id && row.group == group).unwrap();
        assert!(
            row.items.len() >= least,
            "{}: {} of {least}",
            row.title(),
            row.items.len()
        );
    }
}

#[tokio::test]
async fn every_item_of_every_row_stands_on_the_page_and_in_the_section_named() {
    let site = TestSite::start().await;
    // None of a page that does not answer with 200.
    let mut pages: BTreeMap<String, Option<Html>> = BTreeMap::new();
    let mut missing = Vec::new();
    for row in rows() {
        for item in &row.items {
            let Some(place) = row.place(item) else { continue };
            let sent = item.sends.as_deref().unwrap_or_default();
            let asked = format!("{} {sent}", place.page);
            if !pages.contains_key(&asked) {
                let page = if sent.is_empty() {
                    let answer = site.get(place.page).await;
                    (answer.status == 200).then(|| answer.page())
                } else {
                    Some(send(&site, place.page, sent).await.page())
                };
                pages.insert(asked.clone(), page);
            }
            let text = pages[&asked].as_ref().and_then(|page| section(page, place.section));
            if !text.is_some_and(|text| text.contains(place.says)) {
                let Place { page, section, says } = place;
                missing.push(format!(
                    "{}, {}: {page}#{section} is not there or does not say \"{says}\"",
                    row.title(),
                    item.name
                ));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn the_list_of_rows_can_be_read_by_a_person() {
    let mut list = String::from("| Row | Offers | Item | Where |\n|---|---|---|---|\n");
    for row in rows() {
        for item in &row.items {
            let place = match (&item.dropped, row.place(item)) {
                (_, Some(Place { page, section, .. })) => format!("{page}#{section}"),
                (Some(why), None) => format!("left out: {why}"),
                (None, None) => "nowhere".to_owned(),
            };
            writeln!(list, "| {} | {} | {} | {place} |", row.title(), row.offers, item.name).unwrap();
        }
    }
    println!("{list}");
    insta::assert_snapshot!("list", list);
}

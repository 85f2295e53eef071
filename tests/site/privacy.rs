//! The privacy page, the forms, the days they are kept and the tests agree on what is kept of readers.

use std::{collections::BTreeSet, fs};

use discwise::content::Library;
use discwise::forms::{FormName, FormStamp, KeptField, Need};

use crate::support::{Answer, TestSite, attributes, library, words};

const SITE_FACTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content/site.toml");
const BROWSER_PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/site.js");

/// Where a new row belongs, for tests that miss one.
const TABLE: &str = "src/forms/keeping.rs";

fn names(form: FormName) -> Vec<&'static str> {
    form.kept().iter().map(|field| field.name).collect()
}

/// The form, opened at the foot of an article, so that it asks all it can ask.
async fn opened(site: &TestSite, form: FormName) -> Answer {
    let path = format!("{}?page=conditions/disc-extrusion", form.path());
    site.get(&path).await.expect(200)
}

/// The names of the form's controls in their order, each once, without the hidden ones that only guard the form.
fn asked(shown: &Answer) -> Vec<String> {
    let guards = [FormStamp::KEY_FIELD, FormStamp::OPENED_FIELD, FormStamp::TRAP_FIELD];
    let mut asked = Vec::new();
    for name in attributes(&shown.page(), "#form :is(input, textarea, select)", "name") {
        if !guards.contains(&name.as_str()) && !asked.contains(&name) {
            asked.push(name);
        }
    }
    asked
}

#[tokio::test]
async fn each_form_asks_what_its_table_says_in_that_order() {
    let site = TestSite::start().await;
    for form in FormName::ALL {
        assert_eq!(
            asked(&opened(&site, form).await),
            names(form),
            "{form}: mend it in {TABLE}"
        );
    }
}

#[tokio::test]
async fn each_question_says_why_it_is_asked_in_the_words_of_the_privacy_page() {
    let site = TestSite::start().await;
    let library = library();
    for form in FormName::ALL {
        let shown = opened(&site, form).await;
        let hidden = attributes(&shown.page(), "#form input[type=hidden]", "name");
        for field in form
            .kept()
            .iter()
            .filter(|field| !hidden.contains(&field.name.to_owned()))
        {
            let hint = shown.words(&format!("#{}-hint", field.name));
            let why = library.words().get(field.why);
            assert!(
                hint.contains(&why),
                "{form}: put {{ {} }} into the hint \u{201c}{hint}\u{201d}",
                field.why
            );
        }
    }
}

#[tokio::test]
async fn what_a_form_needs_is_what_its_table_says() {
    let site = TestSite::start().await;
    for form in FormName::ALL {
        let blank = site.post(form.path(), &[]).await.expect(422);
        let wrong = attributes(&blank.page(), ".error-summary a", "href");
        let wrong: Vec<_> = wrong.iter().map(|href| href.trim_start_matches('#')).collect();
        let needed: Vec<_> = of_need(form, Need::Always).map(|field| field.name).collect();
        assert_eq!(wrong, needed, "{form}: mend Need::Always in {TABLE}");

        let page = opened(&site, form).await.page();
        for field in of_need(form, Need::ByChoice) {
            let name = field.name;
            let asked_by = format!("[data-asked-by]:is(fieldset, div):has([name={name}])");
            assert_eq!(
                words(&page, &asked_by).len(),
                1,
                "{form}: no choice asks for {name}; mend {TABLE}"
            );
        }
        for field in of_need(form, Need::Optional) {
            let name = field.name;
            let label = words(&page, &format!("label[for={name}], fieldset:has([name={name}]) legend"));
            let hidden = attributes(&page, "#form input[type=hidden]", "name").contains(&name.to_owned());
            let told = label.iter().any(|label| label.contains("(optional"));
            assert!(
                told || hidden,
                "{form}: say in the label of {name} that it is optional, or mend {TABLE}"
            );
        }
    }
}

fn of_need(form: FormName, need: Need) -> impl Iterator<Item = &'static KeptField> {
    form.kept().iter().filter(move |field| field.need == need)
}

#[test]
fn every_form_and_no_other_has_its_days_in_the_facts_of_the_site() {
    let facts: toml::Table = fs::read_to_string(SITE_FACTS).unwrap().parse().unwrap();
    let days: BTreeSet<_> = facts["retention_days"].as_table().unwrap().keys().cloned().collect();
    let forms: BTreeSet<_> = FormName::ALL.map(|form| form.as_str().to_owned()).into();
    assert_eq!(
        days, forms,
        "give each form its entry in [retention_days] of content/site.toml, and take others out"
    );
}

#[test]
fn everything_in_the_table_can_be_said_in_words() {
    let library = library();
    for field in FormName::ALL.into_iter().flat_map(FormName::kept) {
        let receivers = field.seen_by.iter().map(|receiver| receiver.key());
        for key in [field.what, field.why].into_iter().chain(receivers) {
            assert!(
                library.words().has(key),
                "add a line `{key} = …` to content/en/words.ftl"
            );
        }
        assert!(!field.seen_by.is_empty(), "say in {TABLE} who sees {}", field.name);
    }
}

#[tokio::test]
async fn the_privacy_page_tells_each_row_and_the_days_of_each_form() {
    let site = TestSite::start().await;
    let library = library();
    let page = site.get("/about/privacy").await.expect(200);
    let mut rows = library_rows(library).into_iter();
    for told in words(&page.page(), "main .table tbody tr") {
        assert_eq!(Some(told), rows.next());
    }
    assert_eq!(rows.next(), None);
    let paragraphs = words(&page.page(), "main p");
    for form in FormName::ALL {
        let days = form.days_kept(&library.site().retention_days).to_string();
        let key = if form == FormName::Updates {
            "updates-kept"
        } else {
            "form-kept"
        };
        let days = library.words().with(key, "days", days);
        let shown = opened(&site, form).await;
        assert!(paragraphs.contains(&days), "{form}: {days}");
        assert!(shown.words(".kept-how").contains(&days), "{form}: {days}");
    }
}

/// Every row of every table as one text.
fn library_rows(library: &Library) -> Vec<String> {
    let words = library.words();
    let row = |field: &KeptField| {
        let why = words.get(field.why);
        let (first, rest) = why.split_at(1);
        let receivers: String = field.seen_by.iter().map(|receiver| words.get(receiver.key())).collect();
        format!("{}{}{rest}.{}", words.get(field.what), first.to_uppercase(), receivers)
    };
    FormName::ALL.into_iter().flat_map(FormName::kept).map(row).collect()
}

#[tokio::test]
async fn each_form_links_to_what_it_keeps() {
    let site = TestSite::start().await;
    let ids = attributes(&site.get("/about/privacy").await.page(), "h3", "id");
    for form in FormName::ALL {
        let shown = opened(&site, form).await;
        let href = shown.attribute(".kept-how a", "href");
        let (page, id) = href.split_once('#').unwrap();
        assert_eq!(page, "/about/privacy");
        assert!(ids.contains(&id.to_owned()), "{form}: {id} is none of {ids:?}");
    }
}

#[test]
fn every_form_is_looked_at_in_the_browser() {
    let pages = fs::read_to_string(BROWSER_PAGES).unwrap();
    for form in FormName::ALL {
        let (blank, chosen) = (format!("'{}'", form.path()), format!("'{}?", form.path()));
        assert!(
            pages.contains(&blank) || pages.contains(&chosen),
            "add {} to PAGE_TYPES of tests/browser/site.js",
            form.path()
        );
    }
}

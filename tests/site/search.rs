//! The search as readers use it: the judged set, hostile words, the page, and what is never told of a query.

use std::{collections::BTreeSet, fmt::Write};

use discwise::search::{Index, Query};
use serde::Deserialize;

use crate::support::{Answer, TestSite, attributes, library, words};

/// What patients type, and the pages that must come.
#[derive(Deserialize)]
struct JudgedSet {
    query: Vec<Judged>,
}

#[derive(Deserialize)]
struct Judged {
    q: String,
    want: Vec<String>,
    within: usize,
}

impl Judged {
    /// On which place the first wanted page comes, from 1. A definition stands above all places, so that it is the first
    /// where the glossary is wanted, and takes none from the pages where it is not.
    fn place(&self, index: &Index) -> Option<usize> {
        let results = index.search(&Query::typed(&self.q), 0, 10).unwrap();
        let wanted = |path: &str| self.want.iter().any(|want| want == path);
        if results.definition.is_some() && wanted("/glossary") {
            return Some(1);
        }
        results
            .hits
            .iter()
            .position(|hit| wanted(hit.path))
            .map(|place| place + 1)
    }
}

/// A share of a whole, in percent.
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

#[test]
fn judged_queries_bring_the_page_that_a_librarian_would_hand_out() {
    let set: JudgedSet = toml::from_str(include_str!("judged-queries.toml")).unwrap();
    let index = Index::build(library()).unwrap();
    let (mut first, mut first_three, mut table) = (0, 0, String::new());
    for judged in &set.query {
        let place = judged.place(&index);
        first += usize::from(place == Some(1));
        first_three += usize::from(place.is_some_and(|place| place <= 3));
        let verdict = if place.is_some_and(|place| place <= judged.within) {
            ""
        } else {
            "late"
        };
        let place = place.map_or("-".to_owned(), |place| place.to_string());
        writeln!(
            table,
            "{verdict:4} {place:>2} of {}  {:60} {}",
            judged.within,
            judged.q,
            judged.want.join(" ")
        )
        .unwrap();
    }
    let count = set.query.len();
    let (first, first_three) = (percent(first, count), percent(first_three, count));
    println!("{table}\n{count} queries: {first:.1} % come first, {first_three:.1} % in the first 3");
    assert!(count >= 150, "only {count} queries");
    assert!(first_three >= 95.0, "{first_three:.1} % in the first 3\n{table}");
    assert!(first >= 85.0, "{first:.1} % first\n{table}");
}

#[tokio::test]
async fn every_page_of_the_judged_set_is_there() {
    let set: JudgedSet = toml::from_str(include_str!("judged-queries.toml")).unwrap();
    let wanted: BTreeSet<&String> = set.query.iter().flat_map(|judged| &judged.want).collect();
    let site = TestSite::start().await;
    for path in wanted {
        site.get(path).await.expect(200);
    }
}

/// Looks for something as a browser's form does.
async fn found(site: &TestSite, typed: &str) -> Answer {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("q", typed)
        .finish();
    site.get(&format!("/search?{query}")).await
}

#[tokio::test]
async fn what_was_found_is_counted_marked_and_led_to_by_its_section() {
    let site = TestSite::start().await;
    let answer = found(&site, "sliped disk L5 <b>").await.expect(200);
    let page = answer.page();
    let heading = answer.words("h1");
    assert!(heading.ends_with("pages found for “sliped disk L5 <b>”"), "{heading}");
    assert_eq!(answer.attribute("#q", "value"), "sliped disk L5 <b>");
    assert_eq!(
        answer.attribute(".did-you-mean a", "href"),
        "/search?q=slipped+disk+L5+%3Cb%3E"
    );
    assert!(
        words(&page, ".hit mark")
            .iter()
            .any(|marked| marked.starts_with("disc")),
        "{}",
        answer.text()
    );
    assert_eq!(words(&page, ".hit h2").len(), 10);
    for href in attributes(&page, ".hit h2 a", "href") {
        let (path, anchor) = href.split_once('#').unwrap_or((&href, ""));
        let ids = attributes(&site.get(path).await.expect(200).page(), "[id]", "id");
        assert!(anchor.is_empty() || ids.iter().any(|id| id == anchor), "{href}");
    }
}

#[tokio::test]
async fn nothing_of_a_query_is_kept_listed_or_passed_on() {
    let site = TestSite::start().await;
    let answer = found(&site, "sciatica").await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.attribute("meta[name=robots]", "content"), "noindex");
    assert!(attributes(&answer.page(), "link[rel=canonical]", "href").is_empty());
}

#[tokio::test]
async fn a_term_is_defined_and_a_question_answered_above_the_rest() {
    let site = TestSite::start().await;
    let term = found(&site, "ACDF").await.expect(200);
    assert!(term.words(".search-answer").contains("Neck surgery from the front."));
    assert_eq!(term.attribute(".search-answer a", "href"), "/glossary#acdf");
    let question = found(&site, "when can I fly").await.expect(200);
    let article = library().article("questions/when-can-i-fly").unwrap();
    assert!(question.words(".hit.search-answer").ends_with(&article.summary));
}

#[tokio::test]
async fn more_than_ten_pages_come_in_several_that_lead_to_each_other() {
    let site = TestSite::start().await;
    let first = found(&site, "surgery").await.expect(200);
    let next = first.attribute(".search-pages a[rel=next]", "href");
    assert_eq!(next, "/search?q=surgery&page=2");
    let second = site.get(&next).await.expect(200);
    assert_eq!(second.attribute(".hits", "start"), "11");
    assert_eq!(
        second.attribute(".search-pages a[rel=prev]", "href"),
        "/search?q=surgery"
    );
    let hrefs = |answer: &Answer| attributes(&answer.page(), ".hit h2 a", "href");
    assert!(hrefs(&first).iter().all(|href| !hrefs(&second).contains(href)));
    site.get("/search?q=surgery&page=999").await.expect(200);
}

#[tokio::test]
async fn whoever_finds_nothing_or_types_little_or_much_is_told_what_to_do() {
    let site = TestSite::start().await;
    let nothing = found(&site, "zzyzxqx").await.expect(200);
    assert_eq!(nothing.words("h1"), "Nothing found for “zzyzxqx”");
    let ways = attributes(&nothing.page(), "main a", "href");
    for way in ["/glossary", "/contact"] {
        assert!(ways.iter().any(|href| href == way), "{ways:?}");
    }
    for (typed, told) in [("", "Type a word in the box"), ("x", "too short"), ("?!", "too short")] {
        let answer = found(&site, typed).await.expect(200);
        assert!(
            answer.words("main > p").contains(told),
            "{typed}: {}",
            answer.words("main > p")
        );
    }
    let long = found(&site, &"my leg hurts and ".repeat(25)).await.expect(200);
    assert!(
        long.words("main > p").contains("a lot of words"),
        "{}",
        long.words("main > p")
    );
    assert!(!words(&long.page(), ".hit").is_empty());
}

#[tokio::test]
async fn words_of_an_emergency_bring_its_card_before_everything_else() {
    let site = TestSite::start().await;
    for typed in ["can't pee", "numb between my legs"] {
        let answer = found(&site, typed).await.expect(200);
        let first = words(&answer.page(), "main > *").remove(0);
        assert!(first.contains("Call 911 now"), "{typed}: {first}");
    }
    let calm = found(&site, "leg pain").await.expect(200);
    assert!(words(&calm.page(), "[data-level=emergency]").is_empty());
}

#[tokio::test]
async fn hostile_words_give_a_page_or_a_refusal() {
    let site = TestSite::start().await;
    let hostile = [
        "+disc -pain AND OR NOT (((",
        "title:* OR text:[a TO z]",
        "\"unclosed phrase",
        "disc~2^99999 pain*",
        "'; DROP TABLE submissions; --",
        "<script>alert(1)</script>",
        "🙂🦴 disc 👩‍⚕️",
        "כאב בגב \u{202e}disc",
        "\u{0}\u{1}\u{7f} pain",
        "%s%n{0}${jndi:ldap://x}",
        "../../etc/passwd",
        "l4-l5-s1/6/7",
        "-----",
        "Ａ Ⅻ ﬁ ß İ ı",
    ];
    let long = [
        "a".repeat(10_000),
        "l4 ".repeat(3_000),
        "(".repeat(10_000),
        "é".repeat(5_000),
    ];
    for typed in hostile.iter().map(|typed| (*typed).to_owned()).chain(long) {
        let answer = found(&site, &typed).await;
        assert!(
            [200, 400].contains(&answer.status.as_u16()),
            "{typed}: {}",
            answer.status
        );
        assert!(!answer.text().contains("<script>alert"), "{typed}");
    }
    for query in ["q=%FF%FE", "q=%", "q=disc&q=pain&page=-1", "page=2", "&&&", "q=a%00b"] {
        let answer = site.get(&format!("/search?{query}")).await;
        assert!(
            [200, 400].contains(&answer.status.as_u16()),
            "{query}: {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn every_suggestion_leads_to_a_page_and_the_list_names_no_query() {
    let site = TestSite::start().await;
    let list = site.get("/search/titles.json").await.expect(200);
    let titles: Vec<(String, String)> = serde_json::from_slice(&list.body).unwrap();
    assert!(
        titles
            .iter()
            .any(|(name, href)| name == "slipped disc" && href == "/conditions/herniated-disc")
    );
    let paths: BTreeSet<&str> = titles.iter().filter_map(|(_, href)| href.split('#').next()).collect();
    for path in paths {
        site.get(path).await.expect(200);
    }
}

#[tokio::test]
async fn browsers_can_offer_the_search_of_their_own_accord() {
    let site = TestSite::start().await;
    let home = site.get("/").await.expect(200);
    let description = site.get(&home.attribute("link[rel=search]", "href")).await.expect(200);
    assert_eq!(
        description.header("content-type"),
        "application/opensearchdescription+xml"
    );
    assert!(
        description
            .text()
            .contains("https://discs.example.org/search?q={searchTerms}")
    );
}

//! Questions to ask: offered on the pages that they are for, and made into a list of the topics that a reader picks.

use std::collections::BTreeSet;

use discwise::content::Kind;

use crate::support::{TestSite, attributes, library, words};

#[tokio::test]
async fn every_condition_and_procedure_offers_questions_and_a_list_with_its_topics() {
    let library = library();
    let site = TestSite::start().await;
    let articles = library.of_kind(Kind::Condition).chain(library.of_kind(Kind::Procedure));
    for article in articles {
        let path = article.path();
        let page = site.get(&path).await.expect(200).page();
        let own = words(&page, "#questions ~ ul > li, #questions ~ ol > li");
        let offered = words(&page, "main ul.related > li");
        let asked = own.iter().chain(&offered).filter(|line| line.ends_with('?'));
        assert!(asked.count() >= 3, "{path}: {own:?} {offered:?}");
        let lists: Vec<String> = attributes(&page, "main ul.related a", "href");
        let list = lists
            .iter()
            .find(|link| link.starts_with("/questions-to-ask?page="))
            .unwrap();
        let chosen = site.get(list).await.expect(200).page();
        let expected: Vec<&str> = library
            .questions_to_ask()
            .for_page(&path)
            .map(|topic| topic.key.as_str())
            .collect();
        assert_eq!(attributes(&chosen, "input[checked]", "value"), expected, "{path}");
        assert_eq!(
            attributes(&chosen, "main section:has(.to-tick)", "aria-labelledby"),
            expected,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_page_itself_shows_every_question_and_can_be_found() {
    let library = library();
    let site = TestSite::start().await;
    let answer = site.get("/questions-to-ask").await.expect(200);
    let all: usize = library
        .questions_to_ask()
        .topics()
        .iter()
        .map(|topic| topic.questions.len())
        .sum();
    assert!(all >= 50, "only {all}");
    assert_eq!(words(&answer.page(), ".to-tick li").len(), all);
    assert!(
        attributes(&answer.page(), "main form", "method").is_empty(),
        "a list can be linked to"
    );
    assert_ne!(answer.header("etag"), "");
    let sitemap = site.get("/sitemap.xml").await.text();
    assert!(sitemap.contains("/questions-to-ask</loc>"));
    let home = site.get("/").await.page();
    assert!(attributes(&home, "footer a", "href").contains(&"/questions-to-ask".to_owned()));
}

#[tokio::test]
async fn a_picked_topic_gets_room_to_write_and_others_are_left_out() {
    let site = TestSite::start().await;
    let answer = site
        .get("/questions-to-ask?topic=costs&topic=recovery")
        .await
        .expect(200);
    let page = answer.page();
    assert_eq!(
        attributes(&page, "main section:has(.to-tick)", "aria-labelledby"),
        ["recovery", "costs"]
    );
    let questions = words(&page, ".to-tick li").len();
    assert_eq!(words(&page, ".to-tick .write-lines").len(), questions);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(
        answer
            .attribute("link[rel=canonical]", "href")
            .ends_with("/questions-to-ask")
    );
}

#[tokio::test]
async fn a_topic_that_there_is_not_shows_them_all_and_is_not_said_again() {
    let site = TestSite::start().await;
    for query in ["topic=%3Cb%3Emagic", "page=magic/x", "page=", "other=1", ""] {
        let answer = site.get(&format!("/questions-to-ask?{query}")).await.expect(200);
        let topics: BTreeSet<String> = attributes(&answer.page(), "main section", "aria-labelledby")
            .into_iter()
            .collect();
        assert_eq!(topics.len(), library().questions_to_ask().topics().len(), "{query}");
        assert!(!answer.text().contains("magic"));
    }
    site.get("/questions-to-ask?topic=%ff").await.expect(400);
}

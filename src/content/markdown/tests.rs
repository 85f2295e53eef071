//! Markup that pages, stylesheet and screen readers rest on.

use std::path::Path;

use super::*;
use crate::content::{
    Body, ContentDir, Language,
    stock::{Shelf, Stock},
};

fn shelf() -> Shelf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/library");
    let dir = ContentDir::Folder(folder);
    let (paths, _) = dir.list();
    Stock::read(&dir, Language::English, &paths).0.complete().unwrap()
}

fn body(text: &str) -> Body {
    let document = document("a.md", text, 1);
    assert_eq!(document.problems, []);
    render(&shelf(), std::iter::empty(), &[], &document).1
}

fn html(text: &str) -> String {
    body(text).html.to_string()
}

#[test]
fn headings_keep_their_ids_and_make_the_contents_list() {
    let body = body("## What it is {#what}\n\n### In the neck\n\n### In the neck\n");
    assert!(body.html.as_str().starts_with("<h2 id=\"what\">What it is</h2>"));
    let ids: Vec<&str> = body.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["what", "in-the-neck", "in-the-neck-2"]);
}

#[test]
fn a_care_card_is_a_section_named_by_its_heading() {
    let html = html("## Help {#help}\n\n> [!CAUTION]\n> Call {emergency} now if:\n>\n> - the annulus tears\n");
    assert!(
        html.contains(
            "<section class=\"care\" data-level=\"emergency\" aria-labelledby=\"care-emergency\">\
             <h3 id=\"care-emergency\"><span class=\"visually-hidden\">Immediate action required: </span>\
             Call 911 now if:</h3>\n<div>\n<ul>\n<li>the annulus tears</li>"
        ),
        "{html}"
    );
}

#[test]
fn callouts_and_insets_are_announced() {
    let html = html("## A {#a}\n\n> [!IMPORTANT]\n> Heed\n>\n> Words.\n\n> [!NOTE]\n> More.\n");
    assert!(html.contains("<section class=\"callout\" aria-labelledby=\"callout-1\"><h3 id=\"callout-1\"><span class=\"visually-hidden\">Important: </span>Heed</h3>\n<p>Words.</p>\n</section>"), "{html}");
    assert!(
        html.contains("<div class=\"inset\"><p><span class=\"visually-hidden\">Information: </span>More.</p>\n</div>"),
        "{html}"
    );
}

#[test]
fn sources_are_numbered_in_order_of_first_use_key_points_first() {
    let (point, _) = inlines("a.md", "First.[^S2]", 1);
    let document = document("a.md", "Then.[^S1][^S2] Last.[^S1]", 1);
    let (points, body) = render(&shelf(), std::iter::empty(), &[&point], &document);
    assert_eq!(
        points[0].as_str(),
        "First.<sup><a href=\"#s-1\" id=\"c-1\" aria-label=\"Source 1\">1</a></sup>"
    );
    let order: Vec<&str> = body.citations.iter().map(crate::content::SourceId::as_str).collect();
    assert_eq!(order, ["S2", "S1"]);
    let html = body.html.as_str();
    assert!(
        html.contains("id=\"c-2\" aria-label=\"Source 2\">2</a>, <a href=\"#s-1\" aria-label"),
        "{html}"
    );
    assert_eq!(html.matches("id=\"c-2\"").count(), 1, "{html}");
}

#[test]
fn a_figure_is_drawn_in_the_page_and_told_in_words() {
    let image = "![A round disc.](figures/sample.svg \"It is soft.\")\n\n";
    let html = html(&image.repeat(2));
    assert!(html.contains("<figure class=\"drawing\" id=\"figure-sample\"><svg viewBox=\"0 0 100 100\" role=\"img\" aria-labelledby=\"figure-sample-title figure-sample-desc\"><title id=\"figure-sample-title\">A disc</title><desc id=\"figure-sample-desc\">A round disc.</desc><circle class=\"annulus\""), "{html}");
    assert!(
        html.contains("<text class=\"label\" x=\"50\" y=\"50\">soft center</text>"),
        "{html}"
    );
    assert!(html.contains("<figcaption>It is soft.\n"), "{html}");
    assert!(html.contains("<details class=\"figure-words\"><summary>This picture in words</summary><p>A round disc with a soft center.</p></details></figcaption></figure>"), "{html}");
    assert!(
        html.contains("id=\"figure-sample-2\""),
        "a figure used twice has ids of its own"
    );
}

#[test]
fn do_and_do_not_lists_are_sections() {
    let html = html("### Do {#do .do}\n\n- Walk.\n\n### Do not {#dont .dont}\n\n- Do not stay in bed.\n");
    assert!(html.contains("<section class=\"do-list\" data-list=\"do\" aria-labelledby=\"do\"><h3 id=\"do\">Do</h3>\n<ul role=\"list\">\n<li>Walk.</li>"), "{html}");
    assert!(html.contains("data-list=\"dont\" aria-labelledby=\"dont\""), "{html}");
}

#[test]
fn only_the_list_under_a_steps_heading_is_a_timeline() {
    let html = html("## During {#during .steps}\n\nSoon:\n\n1. **One.** A\n2. B\n\n## Other\n\n1. C\n");
    assert_eq!(html.matches("<ol class=\"steps\">").count(), 1);
    assert_eq!(html.matches("<ol>").count(), 1);
}

#[test]
fn a_table_scrolls_by_keyboard_and_names_its_headers() {
    let html = html("## Words {#words}\n\n| | People |\n|---|---|\n| Thigh | 7[^S1] |\n");
    assert!(html.contains("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table: Words (People)\"><table>\n<thead><tr><td></td><th scope=\"col\">People</th></tr></thead>"), "{html}");
    assert!(html.contains("<tr><th scope=\"row\">Thigh</th><td>7<sup"), "{html}");
}

#[test]
fn an_outcome_is_words_and_a_picture() {
    let html = html("```outcome\nn = 7\nof = 100\nlabel = \"people felt better\"\nsource = \"S1\"\n```\n");
    assert!(
        html.starts_with(
            "<div class=\"outcome\"><p class=\"outcome-words\"><strong>7 out of 100</strong> people felt better.<sup"
        ),
        "{html}"
    );
    assert!(html.contains("<svg class=\"icon-array\" viewBox=\"0 0 200 50\" role=\"img\" aria-label=\"7 of 100 dots are filled\"><path class=\"on\""), "{html}");
}

#[test]
fn a_term_is_linked_once_and_not_in_headings_links_or_cards() {
    let html = html(
        "## The annulus {#a}\n\n[Annulus](/about/sample-about).\n\n> [!TIP]\n> Annulus if:\n>\n> - the annulus\n\nThe annulus, the outer ring.\n",
    );
    assert_eq!(html.matches("class=\"term\"").count(), 1, "{html}");
    assert!(
        html.contains("The <a class=\"term\" href=\"/glossary#annulus\">annulus</a>, the outer ring."),
        "{html}"
    );
}

#[test]
fn text_cannot_become_markup() {
    let html = html("A \\<b\\> & \"c\" `<i>` [x](/a\"b) {nothing}\n");
    assert_eq!(
        html,
        "<p>A &lt;b&gt; &amp; &quot;c&quot; &lt;i&gt; <a href=\"/a&quot;b\">x</a> {nothing}</p>\n"
    );
}

#[test]
fn paths_and_words_are_counted() {
    let body = body("See [the disc](/anatomy/disc#parts).\n");
    assert_eq!(body.links, [("/anatomy/disc#parts".to_owned(), 1)]);
    assert_eq!(body.words, 3);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_renderer_panic_or_misnest(text in "([a-zA-Z0-9 .:,#>*_|`{}!\\[\\]()^<&\"\n-]|\\[!TIP\\]|> |\\[\\^S1\\]|```outcome\n|annulus){0,120}") {
        let document = document("a.md", &text, 1);
        let (_, body) = render(&shelf(), std::iter::empty(), &[], &document);
        let page = format!("<!doctype html><html lang=\"en\"><head><title>x</title></head><body>{}</body></html>", body.html);
        let parsed = scraper::Html::parse_document(&page);
        proptest::prop_assert!(parsed.errors.is_empty(), "{:?}: {}", parsed.errors, body.html);
    }
}

#[test]
fn a_timeline_holds_the_steps_and_the_emergency_signs_with_sources_of_its_own() {
    let text = "## What {#what}\n\nIt is old.[^S1]\n\n## During {#during .steps}\n\nSoon:\n\n1. **One.** A.[^S2]\n\n## Help {#help}\n\n> [!CAUTION]\n> Call {emergency} now if:\n>\n> - it tears\n\n1. Other\n";
    let timeline = timeline(&shelf(), std::iter::empty(), &document("a.md", text, 1)).unwrap();
    let (emergency, phases) = (timeline.emergency.as_str(), timeline.phases.as_str());
    assert!(
        emergency.contains("it tears") && !emergency.contains("One."),
        "{emergency}"
    );
    assert!(
        phases.starts_with("<section>\n<h2 id=\"during\">During</h2>\n<ol class=\"steps\">"),
        "{phases}"
    );
    assert!(
        !phases.contains("old") && !phases.contains("Other") && !phases.contains("Soon"),
        "{phases}"
    );
    assert_eq!(timeline.citations.len(), 1);
    assert_eq!(
        phases.matches("<section>").count(),
        phases.matches("</section>").count()
    );
}

#[test]
fn a_page_without_steps_has_no_timeline() {
    let document = document("a.md", "## What {#what}\n\n1. One\n", 1);
    assert!(timeline(&shelf(), std::iter::empty(), &document).is_none());
}

#[test]
fn a_page_knows_the_terms_that_it_uses() {
    assert_eq!(
        body("## Help {#help}\n\nThe annulus, and the annulus again.\n").terms,
        ["annulus"]
    );
}

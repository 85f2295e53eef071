//! What a page must hold, seen in the small library of the tests.

use jiff::Timestamp;
use scraper::{Html, Selector};

use super::{
    Address, AssetUrls, Failure, Frame, Notice, Rendered, Typed, error, form, layout::Layout, levels_found, plan,
    render, sent, structured_data,
};
use crate::{
    content::{ContentDir, Kind, Language, Library},
    forms::{ContactForm, FeedbackForm, FormName, FormStamp, KitForm, RawForm, ReaderForm},
};

const ORIGIN: &str = "https://spine.example";

fn small_library() -> Library {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");
    let content = ContentDir::Folder(folder.into());
    Library::load(&content, Language::English).unwrap_or_else(|problems| panic!("{problems}"))
}

fn frame<'a>(library: &'a Library, assets: &'a AssetUrls) -> Frame<'a> {
    Frame {
        library,
        assets,
        origin: ORIGIN,
        refreshing: None,
    }
}

fn words(key: &str) -> String {
    small_library().words().get(key)
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(page: &Html, selector: &str) -> String {
    select(page, selector)
        .iter()
        .flat_map(scraper::ElementRef::text)
        .collect()
}

fn parsed(rendered: &Rendered) -> Html {
    Html::parse_document(&rendered.text)
}

fn page_at(address: &Address) -> Html {
    let (library, assets) = (small_library(), AssetUrls::default());
    parsed(&render(address, &frame(&library, &assets)).unwrap())
}

fn article_at(path: &str) -> Html {
    page_at(&Address::Article(path.to_owned()))
}

/// A form that came back.
fn form_page<F: ReaderForm>(body: &str, notice: Option<Notice>, sounds_urgent: bool) -> Html {
    let (library, assets) = (small_library(), AssetUrls::default());
    let sent = F::from_raw(&RawForm::parse(body.as_bytes()).unwrap());
    let typed = Typed {
        values: &sent.typed(),
        stamp: &FormStamp::fresh(Timestamp::UNIX_EPOCH).unwrap(),
        errors: &sent.asked(&library).err().unwrap_or_default(),
        notice,
        sounds_urgent,
    };
    parsed(&form(&frame(&library, &assets), F::NAME, typed).unwrap())
}

fn kit_page(body: &str, notice: Option<Notice>) -> Html {
    form_page::<KitForm>(body, notice, false)
}

#[test]
fn every_page_of_the_plan_renders_and_names_itself() {
    let (library, assets) = (small_library(), AssetUrls::default());
    for address in plan(&library).iter().filter(|address| address.is_for_people()) {
        let page = parsed(&render(address, &frame(&library, &assets)).unwrap());
        let path = address.path();
        let canonical = select(&page, "link[rel=canonical]");
        assert_eq!(canonical[0].attr("href"), Some(format!("{ORIGIN}{path}").as_str()));
        assert_eq!(select(&page, "h1").len(), 1, "{path}");
        assert_eq!(select(&page, ".emergency-line a[href]").len(), 1, "{path}");
        assert!(
            select(&page, "[style], [onclick], style, script:not([src]):not([type])").is_empty(),
            "{path}"
        );
    }
}

#[test]
fn nothing_in_a_text_can_end_the_structured_data() {
    let (library, assets) = (small_library(), AssetUrls::default());
    let layout = Layout::new(&frame(&library, &assets), "</script><b>".to_owned(), String::new());
    let data = structured_data::plain("WebPage", &layout).unwrap().to_string();
    assert!(!data.contains('<'), "{data}");
    let read: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(read["@graph"][0]["name"], "</script><b>");
}

#[test]
fn an_article_awaiting_review_says_so_and_names_no_reviewer() {
    let page = article_at("conditions/sample-condition");
    assert_eq!(text(&page, ".meta .awaiting"), words("awaiting-review"));
    let data = text(&page, "script[type='application/ld+json']");
    assert!(
        data.contains("MedicalCondition") && data.contains("lastReviewed"),
        "{data}"
    );
    assert!(!data.contains("reviewedBy"), "{data}");
}

#[test]
fn a_source_leads_back_to_its_first_citation() {
    let page = article_at("conditions/sample-condition");
    let sources = select(&page, ".sources li");
    assert!(!sources.is_empty());
    for back in select(&page, ".sources .source-kind a") {
        let target = back.attr("href").unwrap();
        assert_eq!(select(&page, target).len(), 1, "{target}");
    }
}

#[test]
fn a_level_in_a_title_is_never_broken_in_two() {
    assert!(super::layout::names_level("(L3-L4)"));
    assert!(!super::layout::names_level("L3") && !super::layout::names_level("follow-up"));
}

#[test]
fn a_procedure_tells_anesthesia_and_stay_before_its_text() {
    let page = article_at("procedures/sample-procedure");
    assert_eq!(select(&page, ".facts dd").len(), 2);
}

#[test]
fn a_level_leads_to_the_levels_beside_it_that_have_a_page() {
    let page = article_at("levels/l3-l4");
    let ways: Vec<_> = select(&page, ".pager a")
        .iter()
        .filter_map(|link| link.attr("rel"))
        .collect();
    assert_eq!(ways, ["next"], "nobody has written L2-L3 in the small library");
    assert_eq!(text(&page, ".glance .roots strong"), "L4L3");
    assert_eq!(text(&page, ".places [aria-current]"), words("kind-anatomy"));
    let data = text(&page, "script[type='application/ld+json']");
    assert!(
        data.contains("AnatomicalStructure") && data.contains("BreadcrumbList"),
        "{data}"
    );
}

#[test]
fn a_page_about_a_level_links_to_its_page_and_is_named_there() {
    let condition = article_at("conditions/sample-condition");
    assert_eq!(select(&condition, ".facts a[href='/levels/l4-l5']").len(), 1);
    let level = article_at("levels/l4-l5");
    assert_eq!(
        select(&level, ".related a[href='/conditions/sample-condition']").len(),
        1
    );
}

#[test]
fn what_was_ticked_leads_to_levels_with_the_emergency_card_first_for_a_sign() {
    let (library, assets) = (small_library(), AssetUrls::default());
    let found = |keys: &[&str]| {
        let (page, any) = levels_found(&frame(&library, &assets), keys).unwrap();
        (parsed(&page), any)
    };
    let (page, any) = found(&["bladder", "outer-shin"]);
    assert!(any);
    assert_eq!(select(&page, "main > *")[0].attr("data-level"), Some("emergency"));
    assert_eq!(text(&page, ".fits li > a"), "L4-L5");
    let (page, any) = found(&["no-such-key"]);
    assert!(!any && select(&page, ".fits").is_empty());
    assert_eq!(select(&page, ".error-summary a[href='#signs']").len(), 1);
}

#[test]
fn the_navigation_marks_the_list_itself_and_pages_below_it() {
    let marked = |page: &Html| {
        select(page, ".places [aria-current]")[0]
            .attr("aria-current")
            .map(str::to_owned)
    };
    assert_eq!(marked(&page_at(&Address::Index(Kind::Test))).as_deref(), Some("page"));
    assert_eq!(marked(&article_at("tests/sample-test")).as_deref(), Some("true"));
}

#[test]
fn letters_without_entries_are_no_links() {
    let page = page_at(&Address::Glossary);
    assert_eq!(select(&page, ".letters li").len(), 26);
    let links: Vec<_> = select(&page, ".letters a")
        .iter()
        .map(scraper::ElementRef::inner_html)
        .collect();
    assert_eq!(links, ["A", "N"]);
}

#[test]
fn the_sitemap_lists_what_people_read_and_the_forms() {
    let (library, assets) = (small_library(), AssetUrls::default());
    let sitemap = render(&Address::Sitemap, &frame(&library, &assets)).unwrap().text;
    let listed = |path: &str| sitemap.contains(&format!("<loc>{ORIGIN}{path}</loc>"));
    assert!(listed("/") && listed("/conditions/sample-condition") && listed("/info-kit"));
    assert!(!listed("/sitemap.xml") && !listed("/changes.atom"));
}

#[test]
fn the_feed_tells_every_change_once() {
    let (library, assets) = (small_library(), AssetUrls::default());
    let feed = render(&Address::Feed, &frame(&library, &assets)).unwrap().text;
    let changes: usize = library.articles().iter().map(|article| article.changes.len()).sum();
    assert_eq!(feed.matches("<entry>").count(), changes.min(50));
    let mut ids: Vec<_> = feed
        .split("<id>")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn a_form_comes_back_with_what_was_typed_and_a_link_to_every_fault() {
    let page = kit_page("delivery=email&name=%3Cb%3ESam&email=sam%40", None);
    assert!(text(&page, "title").starts_with(&words("form-title-error-prefix")));
    assert_eq!(select(&page, "#name")[0].attr("value"), Some("<b>Sam"));
    assert!(select(&page, "input[value=email]")[0].attr("checked").is_some());
    let links = select(&page, ".error-summary a");
    assert_eq!(links.len(), 2);
    for link in links {
        let field = link.attr("href").unwrap();
        assert_eq!(select(&page, field).len(), 1, "{field}");
        assert!(text(&page, &format!("{field}-error")).contains(&link.inner_html()));
    }
    assert_eq!(
        select(&page, "#email")[0].attr("aria-describedby"),
        Some("email-hint email-error")
    );
    assert_eq!(select(&page, "#email")[0].attr("aria-invalid"), Some("true"));
}

#[test]
fn every_control_of_a_form_has_its_label() {
    for page in [
        form_page::<KitForm>("", None, false),
        form_page::<ContactForm>("", None, false),
        form_page::<FeedbackForm>("", None, false),
    ] {
        for control in select(&page, "input:not([type=hidden]), textarea") {
            let label = format!("label[for='{}']", control.attr("id").unwrap());
            assert_eq!(select(&page, &label).len(), 1, "{label}");
            assert!(control.attr("placeholder").is_none());
        }
        assert!(select(&page, "form")[0].attr("novalidate").is_some());
        for told in select(&page, "main :is(h1, p, label, legend, button)") {
            let told: String = told.text().collect();
            assert!(!told.trim().is_empty());
            assert!(
                told.contains(' ') || !told.contains('-'),
                "{told} is a key without words"
            );
        }
    }
}

#[test]
fn a_notice_stands_over_a_form_that_keeps_its_text() {
    let page = kit_page(
        "topics=sample-condition&delivery=post&name=Sam&address=1+Street",
        Some(Notice::Busy),
    );
    assert!(text(&page, ".banner").contains(&words("notice-busy")));
    assert_eq!(text(&page, "#address").trim(), "1 Street");
    assert!(select(&page, ".error-summary").is_empty());
}

#[test]
fn the_emergency_card_stands_over_a_form_whose_text_sounds_urgent() {
    let page = form_page::<ContactForm>("message=Help", Some(Notice::TooMany), true);
    let first = "main > .urgent:first-child [data-level=emergency]";
    assert_eq!(select(&page, first).len(), 1);
    assert_eq!(select(&page, ".banner").len(), 1);
    let calm = form_page::<ContactForm>("message=Help", Some(Notice::TooMany), false);
    assert!(select(&calm, "[data-level]").is_empty());
}

#[test]
fn a_confirmation_holds_the_reference_and_stays_out_of_searches() {
    let (library, assets) = (small_library(), AssetUrls::default());
    let reference = "BCDF2345".parse().unwrap();
    let page = parsed(&sent(&frame(&library, &assets), FormName::Kit, &reference).unwrap());
    assert_eq!(text(&page, ".reference"), "BCDF-2345");
    assert_eq!(select(&page, "meta[name=robots]")[0].attr("content"), Some("noindex"));
}

#[test]
fn every_failure_leads_home_and_tells_how_to_reach_us() {
    let (library, assets) = (small_library(), AssetUrls::default());
    for failure in Failure::ALL {
        let page = parsed(&error(&frame(&library, &assets), failure).unwrap());
        let status = failure.status();
        assert_eq!(select(&page, "main a[href='/']").len(), 1, "{status}");
        assert_eq!(select(&page, "main a[href^='tel:']").len(), 1, "{status}");
        assert!(!text(&page, "main").contains(&status.to_string()), "{status}");
    }
}

#[test]
fn the_glossary_names_the_pages_that_use_a_word() {
    let (library, assets) = (small_library(), AssetUrls::default());
    let using: Vec<&str> = library
        .articles()
        .iter()
        .filter(|article| article.body.terms.iter().any(|term| term == "annulus"))
        .map(|article| article.title.as_str())
        .collect();
    assert!(!using.is_empty());
    let page = render(&Address::Glossary, &frame(&library, &assets)).unwrap().text;
    let page = Html::parse_document(&page);
    let named: Vec<String> = select(&page, "#annulus .used a")
        .iter()
        .map(scraper::ElementRef::inner_html)
        .collect();
    assert_eq!(named, using[..using.len().min(4)]);
}

#[test]
fn the_steps_of_a_procedure_stand_on_a_page_of_their_own_that_its_article_links_to() {
    let path = "procedures/sample-procedure";
    let page = page_at(&Address::Timeline(path.to_owned()));
    assert!(!select(&page, ".phases .steps > li").is_empty());
    assert_eq!(select(&page, ".care[data-level=emergency]").len(), 1);
    let article = article_at(path);
    assert_eq!(select(&article, &format!("a[href='/{path}/timeline']")).len(), 1);
}

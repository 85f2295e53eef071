//! Kits as PDF files, read by programs that are not ours: tagged, titled, in the order of the page, and always the same.

use std::{path::Path, process::Command};

use axum::http::header;
use discwise::{
    kit::{KitChoice, KitQuery, Manuscript, Typesetter},
    pages,
};
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use scraper::{ElementRef, Html, Node};
use tempfile::TempDir;

use crate::support::{TestSite, library, sound};

/// A kit with a part of every kind.
const KIT: &str = "about=disc-extrusion&about=microdiscectomy&about=l4-l5";

/// A quarter of all topics alone, in turn with other settings, and mixtures.
fn sampled() -> Vec<String> {
    let settings = [
        "",
        "&detail=more",
        "&part=none",
        "&part=comparison&part=questions&print=large&paper=a4",
        "&part=pictures&part=timeline&part=glossary&part=sources&paper=a4",
        "&part=self-care&detail=more&print=large",
    ];
    let topics = discwise::kit::topics(library()).map(|article| article.slug.to_string());
    let each = topics.zip(settings.into_iter().cycle());
    let each = each.map(|(slug, settings)| format!("about={slug}{settings}"));
    let mixed = [
        KIT.to_owned(),
        "about=not-sure".to_owned(),
        "about=not-sure&part=none&paper=a4".to_owned(),
        "about=neck-disc-herniation&about=acdf&about=foraminotomy&about=c5-c6&detail=more".to_owned(),
        "about=herniated-disc&about=sciatica&about=microdiscectomy&about=open-discectomy&about=l5-s1&about=not-sure\
         &print=large"
            .to_owned(),
    ];
    mixed.into_iter().chain(each).collect()
}

fn choice(query: &str) -> KitChoice {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let read = KitQuery::read(pairs, library()).choice(library());
    read.unwrap_or_else(|refused| panic!("{query}: {:?}", refused.faults()))
}

fn manuscript(site: &TestSite, query: &str) -> Manuscript {
    pages::kit_manuscript(&site.site().frame(), &choice(query)).unwrap()
}

/// What a program of poppler-utils says of a file.
fn told(program: &str, arguments: &[&str], file: &Path) -> String {
    let told = Command::new(program).args(arguments).arg(file).arg("-").output();
    let told = match program {
        "pdftotext" => told,
        _ => Command::new(program).args(arguments).arg(file).output(),
    };
    let told = told.unwrap_or_else(|cause| panic!("{program} of poppler-utils: {cause}"));
    assert!(
        told.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&told.stderr)
    );
    String::from_utf8(told.stdout).unwrap()
}

/// A kit in a file of its own.
fn printed(site: &TestSite, query: &str) -> (TempDir, std::path::PathBuf, Vec<u8>) {
    let bytes = Typesetter::new().unwrap().typeset(&manuscript(site, query)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kit.pdf");
    std::fs::write(&file, &bytes).unwrap();
    (folder, file, bytes)
}

/// The objects of a file that hold a text as it is, such as `/Figure`.
fn objects<'f>(file: &'f str, text: &str) -> Vec<&'f str> {
    file.split("endobj").filter(|object| object.contains(text)).collect()
}

#[tokio::test]
async fn readers_of_pdf_find_it_tagged_titled_in_english_and_with_its_own_fonts() {
    let site = TestSite::start().await;
    let (_folder, file, bytes) = printed(&site, KIT);
    let about = told("pdfinfo", &[], &file);
    let says = |name: &str, value: &str| {
        let line = about.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        assert!(line.ends_with(value), "{name} is not {value}:\n{about}");
    };
    says(
        "Title:",
        "Your info kit: Disc extrusion, Microdiscectomy, The L4-L5 disc",
    );
    says("Tagged:", "yes");
    says("JavaScript:", "no");
    says("Page size:", "612 x 792 pts (letter)");
    assert!(
        !about.contains("CreationDate"),
        "a date would make each file another:\n{about}"
    );
    let metadata = told("pdfinfo", &["-meta"], &file);
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
    let raw = String::from_utf8_lossy(&bytes);
    assert_eq!(objects(&raw, "/Type/Catalog").len(), 1);
    assert!(
        objects(&raw, "/Type/Catalog")[0].contains("/Lang(en"),
        "the catalog names no language"
    );
    assert!(objects(&raw, "/Type/Outlines").len() == 1, "there are no bookmarks");

    let fonts = told("pdffonts", &[], &file);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(fonts.len() >= 3, "{fonts:?}");
    for font in fonts {
        assert!(
            font.contains("+AtkinsonHyperlegibleNext-"),
            "not a part of our font: {font}"
        );
        assert!(
            font.contains(" yes yes yes "),
            "not embedded, not a part or without its letters: {font}"
        );
    }
}

#[tokio::test]
async fn every_picture_has_words_and_every_heading_its_level() {
    let site = TestSite::start().await;
    let (_folder, _file, bytes) = printed(&site, KIT);
    let raw = String::from_utf8_lossy(&bytes);
    let figures = objects(&raw, "/S/Figure");
    assert!(figures.len() > 20, "only {} pictures", figures.len());
    assert!(
        figures.iter().all(|figure| figure.contains("/Alt(")),
        "a picture without words"
    );
    for tag in ["/S/H1", "/S/H2", "/S/H3", "/S/TH", "/S/LI", "/S/Link"] {
        assert!(!objects(&raw, tag).is_empty(), "nothing is tagged {tag}");
    }
}

/// The letters of a text, without what layout changes: spaces and ends of lines.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{ad}')
        .collect()
}

/// The text of an element without what is for a screen alone and without marks of sources.
fn said(element: ElementRef<'_>) -> String {
    let text = element.descendants().filter_map(|node| match node.value() {
        Node::Text(text) => {
            let is_left_out = node.ancestors().filter_map(ElementRef::wrap).any(|around| {
                let classes: Vec<&str> = around.value().classes().collect();
                around.value().name() == "sup" || classes.contains(&"visually-hidden")
            });
            (!is_left_out).then(|| text.to_string())
        }
        _ => None,
    });
    letters(&text.collect::<String>())
}

#[tokio::test]
async fn its_text_has_the_order_of_the_page() {
    let site = TestSite::start().await;
    let (_folder, file, _) = printed(&site, KIT);
    let page = site.get(&format!("/kit/read?{KIT}")).await.expect(200).page();
    let text = told("pdftotext", &["-raw"], &file);
    // Marks of sources stand within sentences, and the foot of a sheet between two of them.
    let parts = "h2:not(#kit-contents), h3, h4, .care li, .prose > p, .prose > ul > li, .steps > li > strong, .to-tick > li, dt";
    let mut rest = letters(&text);
    let mut found = 0;
    let main = page.select(&sound("main")).next().unwrap();
    for part in main.select(&sound(parts)).filter(|part| is_shown(*part)) {
        let wanted: String = said(part).chars().take(24).collect();
        let Some(at) = rest.find(&wanted) else {
            panic!(
                "\"{wanted}\" does not come after what is before it on the page; next comes {}",
                start_of(&rest)
            );
        };
        rest = rest.split_off(at);
        found += 1;
    }
    assert!(found > 150, "only {found} parts were compared");
}

fn start_of(text: &str) -> String {
    text.chars().take(200).collect()
}

/// The contents stand on the cover with page numbers, and the choices of a comparison in two columns.
fn is_shown(part: ElementRef<'_>) -> bool {
    !part.ancestors().filter_map(ElementRef::wrap).any(|around| {
        around
            .value()
            .classes()
            .any(|class| ["kit-cover", "kit-tools"].contains(&class))
    })
}

#[tokio::test]
async fn sampled_choices_can_be_set_and_set_again_to_the_same_bytes() {
    let site = TestSite::start().await;
    let typesetter = Typesetter::new().unwrap();
    let sampled: Vec<String> = sampled().into_iter().take(44).collect();
    assert!(sampled.len() >= 40, "only {}", sampled.len());
    let manuscripts: Vec<(String, Manuscript)> = sampled
        .into_iter()
        .map(|query| (query.clone(), manuscript(&site, &query)))
        .collect();
    let faults: Vec<String> = manuscripts
        .into_par_iter()
        .enumerate()
        .filter_map(|(number, (query, manuscript))| {
            let first = match typesetter.typeset(&manuscript) {
                Ok(bytes) => bytes,
                Err(fault) => return Some(format!("{query}: {fault}")),
            };
            let is_whole = first.starts_with(b"%PDF-1.7") && first.ends_with(b"%%EOF");
            let is_same = number % 8 != 0 || typesetter.typeset(&manuscript).is_ok_and(|again| again == first);
            (!is_whole || !is_same).then(|| format!("{query}: whole {is_whole}, the same again {is_same}"))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[tokio::test]
async fn a_kit_without_a_title_and_a_picture_without_words_are_refused() {
    let site = TestSite::start().await;
    let typesetter = Typesetter::new().unwrap();
    let whole = manuscript(&site, "about=sciatica&part=none");
    assert!(typesetter.typeset(&whole).is_ok());
    let nameless = Manuscript {
        title: String::new(),
        ..whole.clone()
    };
    assert!(typesetter.typeset(&nameless).is_err(), "a kit without a title was set");
    let mute = Manuscript {
        address_alt: String::new(),
        ..whole
    };
    assert!(typesetter.typeset(&mute).is_err(), "a picture without words was set");
}

#[tokio::test]
async fn it_is_sent_as_a_file_that_browsers_keep_and_ask_after() {
    let site = TestSite::start().await;
    let path = "/kit/pdf?about=sciatica&part=none&paper=a4";
    let first = site.get(path).await.expect(200);
    assert_eq!(first.header("content-type"), "application/pdf");
    assert_eq!(
        first.header("content-disposition"),
        "inline; filename=\"info-kit-sciatica.pdf\""
    );
    assert_eq!(first.header("x-robots-tag"), "noindex");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() > 10, "{tag}");
    let again = site.get_with(path, &[(header::IF_NONE_MATCH, &tag)]).await;
    assert!(again.expect(304).body.is_empty());
    let other = site.get("/kit/pdf?about=sciatica&part=none").await.expect(200);
    assert_ne!(other.header("etag"), tag);
}

#[tokio::test]
async fn a_choice_that_there_is_not_leads_back_to_the_form_with_the_reason() {
    let site = TestSite::start().await;
    for query in ["", "about=rain", "about=l3-l4&about=l4-l5", "about=sciatica&paper=a5"] {
        let answer = site.get(&format!("/kit/pdf?{query}")).await.expect(400);
        assert!(answer.header("content-type").starts_with("text/html"));
        let page = answer.page();
        assert!(
            page.select(&sound(".error-summary li")).next().is_some(),
            "no reason is told for {query}"
        );
        assert!(Html::parse_document(&answer.text()).errors.is_empty());
    }
}

#[tokio::test]
async fn the_page_of_a_kit_leads_to_its_file() {
    let site = TestSite::start().await;
    let page = site
        .get("/kit/read?about=sciatica&part=none&print=large")
        .await
        .expect(200)
        .page();
    let links = crate::support::attributes(&page, ".kit-tools a", "href");
    assert!(
        links.contains(&"/kit/pdf?about=sciatica&part=none&print=large".to_owned()),
        "{links:?}"
    );
}

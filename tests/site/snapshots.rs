//! The `<main>` of one page of each kind, from a small library that does not change with the real articles.

use discwise::content::{ContentDir, Kind, Language, Library};

use crate::support::{TestSite, sound};

fn small_library() -> Library {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");
    let content = ContentDir::Folder(folder.into());
    Library::load(&content, Language::English).unwrap_or_else(|problems| panic!("{problems}"))
}

#[tokio::test]
async fn one_page_of_each_kind_looks_as_it_did() {
    let library = small_library();
    let paths: Vec<(Kind, String)> = Kind::ALL
        .into_iter()
        .filter_map(|kind| library.of_kind(kind).next().map(|article| (kind, article.path())))
        .collect();
    assert!(
        paths.len() >= 8,
        "the small library has an article of {} kinds",
        paths.len()
    );
    let site = TestSite::with(library).await;
    for (kind, path) in paths {
        let page = site.get(&path).await.expect(200).page();
        let main = page.select(&sound("main")).next().unwrap().html();
        insta::assert_snapshot!(kind.folder(), main.replace("><", ">\n<"));
    }
}

#[tokio::test]
async fn what_forms_keep_looks_as_it_did() {
    let site = TestSite::with(small_library()).await;
    let page = site.get("/about/privacy").await.expect(200).page();
    let article = page.select(&sound("main article")).next().unwrap().html();
    let (_, from_there) = article.split_once("<h2 id=\"forms\"").unwrap();
    let (told, _) = from_there.split_once("<section").unwrap();
    insta::assert_snapshot!("kept_by_forms", told.replace("><", ">\n<"));
}

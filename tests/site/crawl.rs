//! Follows every link of the site and looks at each page as a careful reader, a screen reader and a robot would.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use scraper::Html;

use crate::support::{Answer, ORIGIN, TestSite, attributes, sound, words};

/// Every page that links lead to from the front page, by path; documents that are no pages are asked for too.
async fn crawl(site: &TestSite) -> BTreeMap<String, Answer> {
    let mut pages = BTreeMap::new();
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut waiting = VecDeque::from(["/".to_owned()]);
    while let Some(path) = waiting.pop_front() {
        let answer = site.get(&path).await.expect(200);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for link in links(&answer.page()) {
            let target = link.split('#').next().unwrap_or_default().to_owned();
            if !target.is_empty() && seen.insert(target.clone()) {
                waiting.push_back(target);
            }
        }
        pages.insert(path, answer);
    }
    pages
}

/// Every address on this site that a page names.
fn links(page: &Html) -> Vec<String> {
    let named = [
        ("a[href], link[href]", "href"),
        ("script[src], img[src]", "src"),
        ("form[action]", "action"),
    ];
    let all = named
        .iter()
        .flat_map(|(selector, name)| attributes(page, selector, name));
    all.map(|link| {
        link.strip_prefix(ORIGIN).map_or(link.clone(), |path| {
            if path.is_empty() {
                "/".to_owned()
            } else {
                path.to_owned()
            }
        })
    })
    .filter(|link| link.starts_with('/') || link.starts_with('#'))
    .collect()
}

/// Runs a check on every page and tells all that fail at once.
fn every_page(pages: &BTreeMap<String, Answer>, check: impl Fn(&str, &Html) -> Vec<String>) {
    let faults: Vec<String> = pages
        .iter()
        .flat_map(|(path, answer)| {
            check(path, &answer.page())
                .into_iter()
                .map(move |fault| format!("{path}: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[tokio::test]
async fn every_link_leads_to_a_page_and_every_anchor_exists() {
    let site = TestSite::start().await;
    let pages = crawl(&site).await;
    assert!(pages.len() > 40, "the crawl found only {} pages", pages.len());
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, answer)| {
            (
                path.as_str(),
                attributes(&answer.page(), "[id]", "id").into_iter().collect(),
            )
        })
        .collect();
    every_page(&pages, |path, page| {
        let anchors = links(page).into_iter().filter_map(|link| {
            let (target, id) = link.split_once('#')?;
            Some((
                if target.is_empty() {
                    path.to_owned()
                } else {
                    target.to_owned()
                },
                id.to_owned(),
            ))
        });
        anchors
            .filter(|(target, id)| !ids.get(target.as_str()).is_some_and(|ids| ids.contains(id)))
            .map(|(target, id)| format!("no anchor {target}#{id}"))
            .collect()
    });
}

#[tokio::test]
async fn every_page_parses_without_an_error() {
    let site = TestSite::start().await;
    every_page(&crawl(&site).await, |_, page| {
        page.errors.iter().map(ToString::to_string).collect()
    });
}

#[tokio::test]
async fn every_page_has_one_title_one_heading_and_one_address() {
    let site = TestSite::start().await;
    let pages = crawl(&site).await;
    every_page(&pages, |path, page| {
        let mut faults = Vec::new();
        let h1 = words(page, "h1");
        let title = words(page, "head > title").join("");
        if h1.len() != 1 {
            faults.push(format!("{} h1", h1.len()));
        } else if !title.contains(if path == "/" { "Discwise" } else { &h1[0] }) {
            faults.push(format!("the title \"{title}\" is not the heading \"{}\"", h1[0]));
        }
        if attributes(page, "html", "lang") != ["en"] {
            faults.push("no language".to_owned());
        }
        if attributes(page, "meta[name=description]", "content")
            .iter()
            .all(|text| text.len() < 30)
        {
            faults.push("no description".to_owned());
        }
        let bare = path.split('?').next().unwrap_or_default();
        if attributes(page, "link[rel=canonical]", "href")
            != [format!("{ORIGIN}{}", if bare == "/" { "/" } else { bare })]
        {
            faults.push(format!(
                "canonical is {:?}",
                attributes(page, "link[rel=canonical]", "href")
            ));
        }
        faults
    });
    for (what, selector, name) in [
        ("title", "head > title", ""),
        ("description", "meta[name=description]", "content"),
    ] {
        let mut by_text: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (path, answer) in pages.iter().filter(|(path, _)| !path.contains('?')) {
            let page = answer.page();
            let text = if name.is_empty() {
                words(&page, selector)
            } else {
                attributes(&page, selector, name)
            };
            by_text.entry(text.join("")).or_default().push(path);
        }
        by_text.retain(|_, paths| paths.len() > 1);
        assert!(by_text.is_empty(), "the same {what} on several pages: {by_text:#?}");
    }
}

#[tokio::test]
async fn headings_never_skip_a_level_and_ids_are_unique() {
    let site = TestSite::start().await;
    every_page(&crawl(&site).await, |_, page| {
        let mut faults = Vec::new();
        let mut last = 0;
        for heading in page.select(&sound("h1, h2, h3, h4, h5, h6")) {
            let level: u32 = heading.value().name()[1..].parse().unwrap();
            if level > last + 1 {
                faults.push(format!(
                    "h{level} after h{last}: {}",
                    heading.text().collect::<String>()
                ));
            }
            last = level;
        }
        let mut seen = BTreeSet::new();
        faults.extend(
            attributes(page, "[id]", "id")
                .into_iter()
                .filter(|id| !seen.insert(id.clone()))
                .map(|id| format!("id {id} twice")),
        );
        faults
    });
}

#[tokio::test]
async fn every_control_has_a_label_and_every_picture_its_words() {
    let site = TestSite::start().await;
    every_page(&crawl(&site).await, |_, page| {
        let labelled: BTreeSet<String> = attributes(page, "label[for]", "for").into_iter().collect();
        let fields = sound("input:not([type=hidden]), textarea, select");
        let controls = page.select(&fields);
        let bare = controls.filter(|control| !control.attr("id").is_some_and(|id| labelled.contains(id)));
        let mut faults: Vec<String> = bare.map(|control| format!("no label: {}", control.html())).collect();
        let unnamed = sound("img:not([alt]), svg[role=img]:not([aria-labelledby]):not([aria-label])");
        let pictures = page.select(&unnamed);
        faults.extend(
            pictures.map(|picture| format!("no words: {}", picture.html().chars().take(80).collect::<String>())),
        );
        let named = attributes(page, "[aria-labelledby]", "aria-labelledby")
            .into_iter()
            .chain(attributes(page, "[aria-describedby]", "aria-describedby"));
        let ids: BTreeSet<String> = attributes(page, "[id]", "id").into_iter().collect();
        faults.extend(
            named
                .flat_map(|list| list.split(' ').map(str::to_owned).collect::<Vec<_>>())
                .filter(|id| !ids.contains(id))
                .map(|id| format!("aria names a missing id {id}")),
        );
        faults
    });
}

#[tokio::test]
async fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    let site = TestSite::start().await;
    every_page(&crawl(&site).await, |_, page| {
        let forbidden = sound("style, script:not([src]):not([type='application/ld+json']), [style]");
        let inline = page.select(&forbidden);
        let mut faults: Vec<String> = inline
            .map(|element| element.html().chars().take(80).collect())
            .collect();
        for element in page.select(&sound("*")) {
            faults.extend(
                element
                    .value()
                    .attrs()
                    .filter(|(name, _)| name.starts_with("on"))
                    .map(|(name, _)| name.to_owned()),
            );
        }
        let loads = attributes(page, "script[src], img[src], iframe[src]", "src")
            .into_iter()
            .chain(attributes(
                page,
                "link:not([rel=canonical]):not([rel=alternate])",
                "href",
            ));
        faults.extend(loads.filter(|url| !url.starts_with('/') || url.starts_with("//")));
        faults
    });
}

#[tokio::test]
async fn every_page_tells_machines_what_it_is() {
    let site = TestSite::start().await;
    every_page(&crawl(&site).await, |path, page| {
        let blocks: Vec<String> = page
            .select(&sound("script[type='application/ld+json']"))
            .map(|block| block.text().collect())
            .collect();
        let mut faults = Vec::new();
        for block in &blocks {
            match serde_json::from_str::<serde_json::Value>(block) {
                Ok(data) if data.get("@context").is_none() => faults.push("JSON-LD without a context".to_owned()),
                Ok(_) => {}
                Err(cause) => faults.push(format!("JSON-LD: {cause}")),
            }
        }
        let told = |kind: &str| blocks.iter().any(|block| block.contains(&format!("\"{kind}\"")));
        let expected: &[&str] = match path.split('/').nth(1).unwrap_or_default() {
            "conditions" if path.matches('/').count() == 2 => {
                &["MedicalWebPage", "MedicalCondition", "BreadcrumbList", "lastReviewed"]
            }
            "procedures" if path.matches('/').count() == 2 => {
                &["MedicalWebPage", "MedicalProcedure", "BreadcrumbList", "lastReviewed"]
            }
            "anatomy" | "levels" if path != "/levels/find" && path.matches('/').count() == 2 => &[
                "MedicalWebPage",
                "AnatomicalStructure",
                "BreadcrumbList",
                "lastReviewed",
            ],
            _ => &[],
        };
        faults.extend(
            expected
                .iter()
                .filter(|kind| !told(kind))
                .map(|kind| format!("no {kind}")),
        );
        if attributes(page, "meta[property='og:title']", "content").is_empty() {
            faults.push("no OpenGraph title".to_owned());
        }
        faults
    });
}

#[tokio::test]
async fn the_sitemap_is_what_a_crawl_finds() {
    let site = TestSite::start().await;
    let sitemap = site.get("/sitemap.xml").await.expect(200);
    let listed = roxmltree::Document::parse(&sitemap.text())
        .unwrap()
        .descendants()
        .filter(|node| node.has_tag_name("loc"))
        .filter_map(|node| node.text().and_then(|url| url.strip_prefix(ORIGIN)).map(str::to_owned))
        .collect::<BTreeSet<_>>();
    let dynamic = |path: &String| path.contains('?') || path.starts_with("/info-kit/");
    let crawled: BTreeSet<String> = crawl(&site).await.into_keys().filter(|path| !dynamic(path)).collect();
    assert_eq!(listed, crawled);
    assert!(sitemap.text().matches("<lastmod>").count() > 20);
}

#[tokio::test]
async fn the_feed_the_robots_file_and_the_manifest_are_sound() {
    let site = TestSite::start().await;
    let feed = site.get("/changes.atom").await.expect(200);
    let text = feed.text();
    let document = roxmltree::Document::parse(&text).unwrap();
    assert_eq!(document.root_element().tag_name().name(), "feed");
    assert!(
        document
            .descendants()
            .filter(|node| node.tag_name().name() == "entry")
            .count()
            > 10
    );
    assert!(feed.header("content-type").starts_with("application/atom+xml"));
    let robots = site.get("/robots.txt").await.expect(200).text();
    assert!(robots.contains(&format!("Sitemap: {ORIGIN}/sitemap.xml")), "{robots}");
    let manifest: serde_json::Value =
        serde_json::from_str(&site.get("/site.webmanifest").await.expect(200).text()).unwrap();
    for icon in manifest["icons"].as_array().unwrap() {
        site.get(icon["src"].as_str().unwrap()).await.expect(200);
    }
}

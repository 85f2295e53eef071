//! What a reader's browser, a cache and a robot get for a URL.

use axum::{
    body::Body,
    http::{HeaderName, Method, header},
};

use crate::support::TestSite;

const ARTICLE: &str = "/conditions/disc-extrusion";
const ENCODING: HeaderName = header::ACCEPT_ENCODING;

#[tokio::test]
async fn every_coding_carries_the_same_page_and_its_own_entity_tag() {
    let site = TestSite::start().await;
    let plain = site.get(ARTICLE).await.expect(200);
    let gzip = site.get_with(ARTICLE, &[(ENCODING, "gzip")]).await.expect(200);
    let brotli = site.get_with(ARTICLE, &[(ENCODING, "gzip, br")]).await.expect(200);
    assert_eq!(gzip.header("content-encoding"), "gzip");
    assert_eq!(brotli.header("content-encoding"), "br");
    assert_eq!(plain.header("content-encoding"), "");
    let mut decoded = Vec::new();
    brotli::BrotliDecompress(&mut &*brotli.body, &mut decoded).unwrap();
    assert_eq!(decoded, plain.body);
    for answer in [&plain, &gzip, &brotli] {
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("cache-control"), "public, no-cache");
        assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    }
    assert_ne!(plain.header("etag"), gzip.header("etag"));
    assert_ne!(gzip.header("etag"), brotli.header("etag"));
}

#[tokio::test]
async fn a_page_that_the_browser_has_is_not_sent_again() {
    let site = TestSite::start().await;
    let first = site.get_with(ARTICLE, &[(ENCODING, "br")]).await.expect(200);
    let tag = first.header("etag").to_owned();
    let again = site
        .get_with(ARTICLE, &[(ENCODING, "br"), (header::IF_NONE_MATCH, &tag)])
        .await
        .expect(304);
    assert!(again.body.is_empty());
    assert_eq!(again.header("etag"), tag);
    assert_eq!(again.header("vary"), "accept-encoding");
    let other_coding = site
        .get_with(ARTICLE, &[(ENCODING, "gzip"), (header::IF_NONE_MATCH, &tag)])
        .await;
    other_coding.expect(200);
}

#[tokio::test]
async fn head_answers_as_get_without_the_body() {
    let site = TestSite::start().await;
    for path in [ARTICLE, "/", "/info-kit", "/sitemap.xml", "/no-such-page"] {
        let get = site.get(path).await;
        let head = site.send(Method::HEAD, path, &[], Body::empty()).await;
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        if path != "/info-kit" {
            assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
        }
        assert!(head.body.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn other_methods_are_told_what_is_allowed() {
    let site = TestSite::start().await;
    for method in [
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::PATCH,
        Method::OPTIONS,
        Method::TRACE,
    ] {
        let answer = site.send(method.clone(), ARTICLE, &[], Body::empty()).await.expect(405);
        assert_eq!(answer.header("allow"), "GET, HEAD", "{method}");
        assert!(answer.words("h1").len() > 3);
    }
    let answer = site.send(Method::PUT, "/contact", &[], Body::empty()).await.expect(405);
    let allowed = answer.header("allow");
    assert!(
        ["GET", "HEAD", "POST"].iter().all(|method| allowed.contains(method)),
        "{allowed}"
    );
}

#[tokio::test]
async fn a_slash_at_the_end_or_capitals_lead_to_the_one_address() {
    let site = TestSite::start().await;
    for (asked, found) in [
        ("/conditions/disc-extrusion/", ARTICLE),
        ("/Conditions/Disc-Extrusion", ARTICLE),
        ("/conditions/", "/conditions"),
        ("/Info-Kit/?topic=disc-extrusion", "/info-kit?topic=disc-extrusion"),
    ] {
        let answer = site.get(asked).await.expect(308);
        assert_eq!(answer.header("location"), found);
    }
}

#[tokio::test]
async fn no_address_leads_to_another_site() {
    let site = TestSite::start().await;
    for path in [
        "//example.com/",
        "//example.com/conditions/",
        "/\\example.com/",
        "/%2f%2fexample.com/",
        "/https://example.com/",
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("location"), "");
    }
}

#[tokio::test]
async fn the_asked_host_reaches_no_page_and_no_header() {
    let site = TestSite::start().await;
    for path in [ARTICLE, "/conditions/", "/sitemap.xml", "/no-such-page", "/info-kit"] {
        let headers = [(HeaderName::from_static("x-forwarded-host"), "evil.example.com")];
        let answer = site.get_with(path, &headers).await;
        assert!(!answer.text().contains("evil.example.com"), "{path}");
        assert!(!format!("{:?}", answer.headers).contains("evil.example.com"), "{path}");
    }
}

#[tokio::test]
async fn hostile_paths_are_not_found_and_leak_nothing() {
    let site = TestSite::start().await;
    for path in [
        "/../Cargo.toml",
        "/static/../site.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/conditions/%00",
        "/static/",
        "/con",
        "/%ff",
        "/content/site.toml",
    ] {
        let answer = site.get(path).await.expect(404);
        assert!(answer.words("h1").len() > 3, "{path}");
    }
}

#[tokio::test]
async fn static_files_are_kept_for_ever_under_a_name_that_changes_with_them() {
    let site = TestSite::start().await;
    let home = site.get("/").await.expect(200);
    let stylesheet = home.attribute("link[rel=stylesheet]", "href");
    let script = home.attribute("script[src]", "src");
    let font = home.attribute("link[rel=preload][as=font]", "href");
    for path in [&stylesheet, &script, &font] {
        let file = site.get(path).await.expect(200);
        assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(
            path.rsplit('/').next().unwrap().split('.').count(),
            3,
            "{path} carries a fingerprint"
        );
    }
    let css = site.get(&stylesheet).await.text();
    assert!(
        css.contains(&font),
        "the stylesheet names the same font file that the page preloads"
    );
    assert!(!css.contains("../fonts/"), "no font is named without its fingerprint");
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = TestSite::start().await;
    for (method, path) in [
        (Method::GET, ARTICLE),
        (Method::GET, "/no-such-page"),
        (Method::GET, "/info-kit"),
        (Method::GET, "/robots.txt"),
        (Method::PUT, "/contact"),
        (Method::POST, "/contact"),
        (Method::GET, "/conditions/"),
    ] {
        let answer = site.send(method.clone(), path, &[], Body::empty()).await;
        let asked = format!("{method} {path}");
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
             connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
            "{asked}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{asked}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{asked}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{asked}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{asked}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{asked}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{asked}");
        assert!(
            answer
                .header("strict-transport-security")
                .starts_with("max-age=63072000"),
            "{asked}"
        );
        assert_eq!(answer.header("set-cookie"), "", "{asked}");
        assert!(!answer.header("x-request-id").is_empty(), "{asked}");
    }
}

#[tokio::test]
async fn a_request_id_of_the_client_is_not_taken_over() {
    let site = TestSite::start().await;
    let headers = [(HeaderName::from_static("x-request-id"), "sam@example.org")];
    let answer = site.get_with("/", &headers).await.expect(200);
    assert_ne!(answer.header("x-request-id"), "sam@example.org");
}

#[tokio::test]
async fn a_missing_page_is_a_page_that_leads_back() {
    let site = TestSite::start().await;
    let answer = site.get("/conditions/nothing").await.expect(404);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.header("content-type").starts_with("text/html"));
    assert!(answer.text().contains("href=\"/\""));
    assert!(!answer.text().contains("axum"));
}

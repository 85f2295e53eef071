//! Limits on sending forms: who is counted, what comes back, and that reading goes on.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    time::Duration,
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, header},
};
use discwise::{
    store::Filter,
    web::{FormLimits, FormRate, TrustedProxies},
};
use jiff::{Timestamp, ToSpan};
use tower::ServiceExt;

use crate::support::{Answer, TestSite};

const BURST: u32 = 3;

/// A site that takes three forms at once from an address.
async fn limited(trusted: &[(&str, u8)]) -> TestSite {
    let rate = FormRate {
        burst: NonZeroU32::new(BURST).unwrap(),
        then_every: Duration::from_secs(30),
    };
    let trusted = trusted
        .iter()
        .map(|(address, prefix)| (address.parse().unwrap(), *prefix));
    TestSite::with_limits(FormLimits::new(Some(rate), TrustedProxies::new(trusted))).await
}

/// Someone at an address, perhaps behind a proxy.
struct From<'a> {
    peer: &'a str,
    forwarded: Option<String>,
}

impl<'a> From<'a> {
    fn peer(peer: &'a str) -> Self {
        Self { peer, forwarded: None }
    }

    fn proxied(peer: &'a str, forwarded: impl Into<String>) -> Self {
        Self {
            peer,
            forwarded: Some(forwarded.into()),
        }
    }

    async fn ask(&self, site: &TestSite, method: Method, path: &str, body: String) -> Answer {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(forwarded) = &self.forwarded {
            request = request.header("x-forwarded-for", forwarded);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        let peer: IpAddr = self.peer.parse().unwrap();
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::new(peer, 40_000)));
        let response = site.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            asked: format!("{method} {path} from {} ({:?})", self.peer, self.forwarded),
            status: parts.status,
            headers: parts.headers,
            body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    async fn send(&self, site: &TestSite, turn: u32) -> Answer {
        self.ask(site, Method::POST, "/contact", message(turn)).await
    }

    /// Sends until the burst is used up.
    async fn use_up(&self, site: &TestSite, first: u32) {
        for turn in first..first + BURST {
            self.send(site, turn).await.expect(303);
        }
        self.send(site, first + BURST).await.expect(429);
    }
}

fn message(turn: u32) -> String {
    let opened = Timestamp::now().checked_sub(1.minute()).unwrap().as_millisecond();
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("key", format!("{turn:032x}").as_str()),
            ("opened", &opened.to_string()),
            ("name", "Sam"),
            ("reply_by", "email"),
            ("email", "sam@example.org"),
            ("message", "Does it heal by itself?"),
            ("step", "send"),
        ])
        .finish()
}

#[tokio::test]
async fn one_form_too_many_comes_back_whole_and_says_when_to_try_again() {
    let site = limited(&[]).await;
    let sam = From::peer("192.0.2.1");
    sam.use_up(&site, 1).await;
    let back = sam.send(&site, 77).await.expect(429);
    let wait: u64 = back.header("retry-after").parse().unwrap();
    assert!((20..=31).contains(&wait), "{wait}");
    assert_eq!(back.header("cache-control"), "no-store");
    assert_eq!(back.attribute("input[name=email]", "value"), "sam@example.org");
    assert_eq!(
        back.attribute("input[name=message]", "value"),
        "Does it heal by itself?"
    );
    assert_eq!(back.attribute("input[name=key]", "value"), format!("{:032x}", 77));
    let banner = back.words(".banner");
    assert!(banner.contains("What you typed is still here"), "{banner}");
    assert_eq!(site.store.list(&Filter::default()).await.unwrap().len(), BURST as usize);
}

#[tokio::test]
async fn forms_with_mistakes_count_as_well() {
    let site = limited(&[]).await;
    let sam = From::peer("192.0.2.1");
    for status in [422, 422, 422, 429] {
        let back = sam
            .ask(&site, Method::POST, "/contact", "name=Zo%C3%AB".to_owned())
            .await;
        assert_eq!(back.expect(status).attribute("input[name=name]", "value"), "Zoë");
    }
    let kit = sam
        .ask(&site, Method::POST, "/info-kit", "email=sam%40example.org".to_owned())
        .await;
    assert_eq!(
        kit.expect(429).attribute("input[name=email]", "value"),
        "sam@example.org"
    );
}

#[tokio::test]
async fn looking_at_the_answers_and_changing_them_does_not_count() {
    let site = limited(&[]).await;
    let sam = From::peer("192.0.2.1");
    for turn in 0..9 {
        for step in ["check", "change"] {
            let asked = message(turn).replace("step=send", &format!("step={step}"));
            sam.ask(&site, Method::POST, "/contact", asked).await.expect(200);
        }
    }
    sam.use_up(&site, 1).await;
}

#[tokio::test]
async fn who_may_not_send_may_read() {
    let site = limited(&[]).await;
    let sam = From::peer("192.0.2.1");
    sam.use_up(&site, 1).await;
    for _ in 0..50 {
        for path in ["/", "/conditions/disc-extrusion", "/contact", "/info-kit"] {
            sam.ask(&site, Method::GET, path, String::new()).await.expect(200);
        }
    }
    let now = "topics=disc-extrusion&delivery=now".to_owned();
    sam.ask(&site, Method::POST, "/info-kit", now).await.expect(303);
    From::peer("192.0.2.2").send(&site, 90).await.expect(303);
}

#[tokio::test]
async fn nobody_wins_forms_by_writing_a_header() {
    let site = limited(&[]).await;
    From::peer("192.0.2.1").use_up(&site, 1).await;
    for spoofed in ["198.51.100.1", "198.51.100.2, 198.51.100.3", "127.0.0.1", ""] {
        From::proxied("192.0.2.1", spoofed).send(&site, 50).await.expect(429);
    }
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_reader_is_counted_alone() {
    let site = limited(&[("10.0.0.0", 8)]).await;
    From::proxied("10.0.0.1", "198.51.100.1").use_up(&site, 1).await;
    From::proxied("10.0.0.1", "198.51.100.2").use_up(&site, 11).await;
    for spoofed in ["203.0.113.9", "10.0.0.9", "garbage", "::1"] {
        let forwarded = format!("{spoofed}, 198.51.100.1");
        From::proxied("10.0.0.2", forwarded).send(&site, 50).await.expect(429);
    }
    // The same header from somewhere else says nothing.
    From::proxied("192.0.2.1", "198.51.100.1").use_up(&site, 21).await;
    From::proxied("192.0.2.1", "198.51.100.77")
        .send(&site, 50)
        .await
        .expect(429);
}

#[tokio::test]
async fn an_ipv6_reader_is_the_whole_64() {
    let site = limited(&[]).await;
    From::peer("2001:db8:1:2::1").use_up(&site, 1).await;
    for same in ["2001:db8:1:2::2", "2001:db8:1:2:ffff:ffff:ffff:ffff"] {
        From::peer(same).send(&site, 50).await.expect(429);
    }
    From::peer("2001:db8:1:3::1").send(&site, 60).await.expect(303);
    From::peer("192.0.2.1").use_up(&site, 11).await;
    From::peer("::ffff:192.0.2.1").send(&site, 51).await.expect(429);
}

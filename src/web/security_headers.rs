//! The headers that every answer carries, errors included.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

/// What a page may load, and from where. Built directive by directive; the whole value is asserted in the site tests.
const CONTENT_SECURITY_POLICY: &str = concat!(
    // Nothing, unless a directive below allows it.
    "default-src 'none'; ",
    // Our one script, style sheet, font and pictures; nothing inline.
    "script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; ",
    // Suggestions and the live reload of authors.
    "connect-src 'self'; ",
    "manifest-src 'self'; worker-src 'self'; ",
    // Forms go to us alone; no <base> can turn them elsewhere; nobody may frame us.
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not `no-referrer`: browsers would then send `Origin: null`, and the cross-origin check would lose its fallback.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Adds the security headers, as far as the answer has no stricter ones of its own; `https` also tells browsers never to come back without encryption.
pub(super) fn secure(mut response: Response, https: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000"),
        );
    }
    response
}

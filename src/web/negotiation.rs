//! Reads what a client can take and what it has already.

use axum::http::{HeaderMap, HeaderValue, header};

use super::representation::Coding;

/// The smallest coding that the client accepts: Brotli, then gzip, then the document as it is.
///
/// Where a client refuses even the plain document, it still gets that: an answer it may decode beats a refusal.
pub(super) fn coding_for(headers: &HeaderMap) -> Coding {
    let accepts = |name: &str| {
        let mut wildcard = false;
        for (token, quality) in headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .flat_map(accepted_codings)
        {
            if token.eq_ignore_ascii_case(name) {
                return quality > 0.0;
            }
            wildcard |= token == "*" && quality > 0.0;
        }
        wildcard
    };
    if accepts("br") {
        Coding::Brotli
    } else if accepts("gzip") {
        Coding::Gzip
    } else {
        Coding::Identity
    }
}

fn accepted_codings(value: &HeaderValue) -> impl Iterator<Item = (&str, f32)> {
    value.to_str().unwrap_or_default().split(',').map(|item| {
        let mut parts = item.split(';').map(str::trim);
        let token = parts.next().unwrap_or_default();
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        (token, quality.map_or(1.0, |text| text.trim().parse().unwrap_or(0.0)))
    })
}

/// Whether the client already holds the representation with this entity tag (`If-None-Match`, compared weakly).
pub(super) fn holds_already(headers: &HeaderMap, entity_tag: &HeaderValue) -> bool {
    headers.get_all(header::IF_NONE_MATCH).iter().any(|value| {
        value
            .as_bytes()
            .split(|byte| *byte == b',')
            .map(<[u8]>::trim_ascii)
            .any(|known| known == b"*" || known.strip_prefix(b"W/").unwrap_or(known) == entity_tag.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: &'static str) -> Coding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accept));
        coding_for(&headers)
    }

    #[test]
    fn the_smallest_accepted_coding_is_chosen() {
        assert_eq!(chosen("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(chosen("gzip"), Coding::Gzip);
        assert_eq!(chosen("*"), Coding::Brotli);
        assert_eq!(chosen(""), Coding::Identity);
        assert_eq!(coding_for(&HeaderMap::new()), Coding::Identity);
    }

    #[test]
    fn a_refused_coding_is_not_sent() {
        assert_eq!(chosen("br;q=0, gzip;q=0.5"), Coding::Gzip);
        assert_eq!(chosen("br; q=0, *"), Coding::Gzip);
        assert_eq!(chosen("*;q=0"), Coding::Identity);
        assert_eq!(chosen("br;q=nonsense"), Coding::Identity);
    }

    #[test]
    fn a_known_entity_tag_is_found_in_every_spelling() {
        let tag = HeaderValue::from_static("\"abc\"");
        for (sent, held) in [
            ("\"abc\"", true),
            ("W/\"abc\"", true),
            ("\"x\", \"abc\"", true),
            ("*", true),
            ("\"ab\"", false),
            ("abc", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(sent));
            assert_eq!(holds_already(&headers, &tag), held, "{sent}");
        }
    }
}

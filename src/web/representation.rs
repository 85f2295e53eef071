//! One document, ready in every coding, so that an answer is a choice and a copy of pointers.

use std::io::Write;

use axum::http::HeaderValue;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::caching::CachePolicy;

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Not at all: for authors, who wait for each change and read it on the same machine.
    Plain,
    /// While somebody waits, for an answer or for the doors to open: Brotli 4, gzip 4. From 5 on Brotli has tables of
    /// megabytes, which take longer to clear for each document than it takes to write it.
    Quick,
    /// As small as it gets: Brotli 11, gzip 9.
    Best,
}

impl Effort {
    fn brotli_quality(self) -> i32 {
        match self {
            Self::Plain => 0,
            Self::Quick => 4,
            Self::Best => 11,
        }
    }

    fn gzip_level(self) -> u32 {
        match self {
            Self::Plain => 0,
            Self::Quick => 4,
            Self::Best => 9,
        }
    }
}

/// A way to write a document on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As it is.
    Identity,
    /// Gzip.
    Gzip,
    /// Brotli.
    Brotli,
}

/// A document in one coding.
#[derive(Debug, Clone)]
pub struct Representation {
    /// The bytes of the answer.
    pub body: Bytes,
    /// The value of `Content-Encoding`. `None` for the document as it is.
    pub encoding: Option<HeaderValue>,
    /// A strong entity tag of exactly these bytes.
    pub entity_tag: HeaderValue,
}

impl Representation {
    fn new(body: Vec<u8>, encoding: Option<&'static str>) -> Self {
        Self {
            entity_tag: entity_tag(&body),
            body: Bytes::from(body),
            encoding: encoding.map(HeaderValue::from_static),
        }
    }

    /// A document made for one reader, in the coding that they take.
    pub(super) fn once(document: Vec<u8>, coding: Coding) -> Self {
        let (coded, name) = match coding {
            Coding::Identity => return Self::new(document, None),
            Coding::Gzip => (gzip(&document, Effort::Quick), "gzip"),
            Coding::Brotli => (brotli(&document, Effort::Quick), "br"),
        };
        match coded {
            Ok(coded) if coded.len() < document.len() => Self::new(coded, Some(name)),
            _ => Self::new(document, None),
        }
    }
}

/// A document in every coding it is worth having in.
#[derive(Debug, Clone)]
pub struct Representations {
    /// The media type.
    pub media_type: HeaderValue,
    /// How long it may be kept.
    pub policy: CachePolicy,
    identity: Representation,
    /// `None` where compression gains nothing, as with fonts and pictures.
    gzip: Option<Representation>,
    brotli: Option<Representation>,
}

impl Representations {
    /// Compresses a document. Text gains; what is compressed already is kept as it is.
    pub fn new(document: Vec<u8>, media_type: &'static str, policy: CachePolicy, effort: Effort) -> Self {
        let coded = |by: fn(&[u8], Effort) -> std::io::Result<Vec<u8>>, name| {
            let coded = (effort != Effort::Plain).then(|| by(&document, effort).ok()).flatten();
            let smaller = coded.filter(|coded| coded.len() < document.len());
            smaller.map(|coded| Representation::new(coded, Some(name)))
        };
        let (gzip, brotli) = (coded(gzip, "gzip"), coded(brotli, "br"));
        Self {
            media_type: HeaderValue::from_static(media_type),
            policy,
            identity: Representation::new(document, None),
            gzip,
            brotli,
        }
    }

    /// The same document, compressed again with more effort.
    #[must_use]
    pub fn recompressed(&self, effort: Effort) -> Self {
        let document = &self.identity.body;
        let smaller = |coded: std::io::Result<Vec<u8>>, today: &Option<Representation>| {
            coded
                .ok()
                .filter(|coded| today.as_ref().is_some_and(|today| coded.len() < today.body.len()))
        };
        let mut better = self.clone();
        if let Some(coded) = smaller(gzip(document, effort), &self.gzip) {
            better.gzip = Some(Representation::new(coded, Some("gzip")));
        }
        if let Some(coded) = smaller(brotli(document, effort), &self.brotli) {
            better.brotli = Some(Representation::new(coded, Some("br")));
        }
        better
    }

    /// The representation for a coding, or the document as it is where that coding is not kept.
    pub fn in_coding(&self, coding: Coding) -> &Representation {
        match coding {
            Coding::Identity => None,
            Coding::Gzip => self.gzip.as_ref(),
            Coding::Brotli => self.brotli.as_ref(),
        }
        .unwrap_or(&self.identity)
    }

    /// How many bytes it has in all codings together.
    pub(super) fn weight(&self) -> usize {
        let coded = self.gzip.iter().chain(&self.brotli);
        let kept = std::iter::once(&self.identity).chain(coded);
        kept.map(|representation| representation.body.len()).sum()
    }

    /// Whether the answer depends on `Accept-Encoding`.
    pub fn varies(&self) -> bool {
        self.gzip.is_some() || self.brotli.is_some()
    }
}

fn gzip(document: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(effort.gzip_level()));
    encoder.write_all(document)?;
    encoder.finish()
}

fn brotli(document: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: effort.brotli_quality(),
        size_hint: document.len(),
        // A window no larger than the document: the same bytes, at a fraction of the memory.
        lgwin: window_bits(document.len()),
        ..Default::default()
    };
    let mut coded = Vec::new();
    brotli::BrotliCompress(&mut &*document, &mut coded, &params)?;
    Ok(coded)
}

/// The binary logarithm of the smallest window that Brotli allows and that holds so many bytes.
fn window_bits(length: usize) -> i32 {
    let bits = length.max(1).next_power_of_two().ilog2() + 1;
    i32::try_from(bits.clamp(10, 22)).unwrap_or(22)
}

/// The first 64 bits of the SHA-256 of some bytes, in hexadecimal: enough to tell versions of one file apart.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .fold(String::with_capacity(16), |mut text, byte| {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
            text
        })
}

fn entity_tag(bytes: &[u8]) -> HeaderValue {
    // A quoted hexadecimal number is always a valid header value; the fallback only weakens caching.
    HeaderValue::try_from(format!("\"{}\"", fingerprint(bytes))).unwrap_or(HeaderValue::from_static("\"\""))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn page() -> Vec<u8> {
        "<p>The soft center of the disc is called the nucleus.</p>"
            .repeat(50)
            .into_bytes()
    }

    #[test]
    fn every_coding_decodes_to_the_same_document() {
        for effort in [Effort::Quick, Effort::Best] {
            let ready = Representations::new(page(), "text/html", CachePolicy::Page, effort);
            let mut from_gzip = Vec::new();
            let gzip = ready.in_coding(Coding::Gzip);
            flate2::read::GzDecoder::new(&*gzip.body)
                .read_to_end(&mut from_gzip)
                .unwrap();
            let mut from_brotli = Vec::new();
            let brotli = ready.in_coding(Coding::Brotli);
            brotli::BrotliDecompress(&mut &*brotli.body, &mut from_brotli).unwrap();
            assert_eq!(from_gzip, page());
            assert_eq!(from_brotli, page());
            assert_ne!(gzip.entity_tag, brotli.entity_tag);
        }
    }

    #[test]
    fn what_does_not_shrink_is_sent_as_it_is() {
        let ready = Representations::new(vec![7], "font/woff2", CachePolicy::Fingerprinted, Effort::Best);
        assert!(!ready.varies());
        assert!(ready.in_coding(Coding::Brotli).encoding.is_none());
    }

    #[test]
    fn more_effort_keeps_the_document_and_shrinks_or_keeps_the_codings() {
        let quick = Representations::new(page(), "text/html", CachePolicy::Page, Effort::Quick);
        let best = quick.recompressed(Effort::Best);
        assert_eq!(
            quick.in_coding(Coding::Identity).body,
            best.in_coding(Coding::Identity).body
        );
        assert!(best.in_coding(Coding::Brotli).body.len() <= quick.in_coding(Coding::Brotli).body.len());
    }
}

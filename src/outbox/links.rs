//! Links in letters that let whoever holds them do one thing: confirm that an address wants updates, or stop them.
//!
//! A link names a request by its reference and is signed with the key of the site, so that none can be made up. It shows
//! nothing of the reader, and it is the same whoever looks at it on its way.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};

use crate::{
    forms::Reference,
    store::{Delivery, LinkSigner},
};

/// For how many days a link to confirm by works.
pub(super) const DAYS: u32 = 2;

/// What a link is for. A link for one is worth nothing for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// To confirm that the address wants updates.
    Confirm,
    /// To stop them.
    Stop,
}

/// What a link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdatesLink {
    /// The request.
    pub reference: Reference,
    /// Which letter it stood in: the id of its delivery. A newer letter makes older links void.
    pub letter: i64,
    /// Until when it may be used. `None` for one that always may.
    pub until: Option<Timestamp>,
}

/// Where the reader of this letter confirms.
pub(super) fn to_confirm(delivery: &Delivery, now: Timestamp, origin: &str, signer: &LinkSigner) -> String {
    let link = UpdatesLink {
        reference: delivery.request.reference.clone(),
        letter: delivery.id,
        until: now.checked_add(SignedDuration::from_hours(24 * i64::from(DAYS))).ok(),
    };
    format!("{origin}/updates/confirm/{}", link.token(LinkPurpose::Confirm, signer))
}

/// Where updates are stopped that were asked for under this reference; works for ever.
pub fn to_stop(reference: &Reference, origin: &str, signer: &LinkSigner) -> String {
    let link = UpdatesLink {
        reference: reference.clone(),
        letter: 0,
        until: None,
    };
    format!("{origin}/updates/stop/{}", link.token(LinkPurpose::Stop, signer))
}

impl LinkPurpose {
    fn name(self) -> &'static str {
        match self {
            Self::Confirm => "updates-confirm",
            Self::Stop => "updates-stop",
        }
    }
}

impl UpdatesLink {
    /// The end of the link's path: letters, digits, hyphens and underscores.
    pub fn token(&self, purpose: LinkPurpose, signer: &LinkSigner) -> String {
        let mut bytes = self.message();
        bytes.extend(signer.sign(purpose.name(), &bytes));
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token of ours; it may be past its time. `None` for any other text.
    pub fn read(token: &str, purpose: LinkPurpose, signer: &LinkSigner) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
        let (message, signature) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
        if !signer.verify(purpose.name(), message, signature) {
            return None;
        }
        let (reference, numbers) = message.split_first_chunk::<8>()?;
        let (letter, until) = numbers.split_first_chunk::<8>()?;
        let until = i64::from_be_bytes(until.try_into().ok()?);
        Some(Self {
            reference: std::str::from_utf8(reference).ok()?.parse().ok()?,
            letter: i64::from_be_bytes(*letter),
            until: (until != i64::MAX)
                .then(|| Timestamp::from_second(until))
                .transpose()
                .ok()?,
        })
    }

    fn message(&self) -> Vec<u8> {
        let until = self.until.map_or(i64::MAX, Timestamp::as_second);
        let numbers = [self.letter.to_be_bytes(), until.to_be_bytes()];
        [self.reference.as_str().as_bytes(), numbers.as_flattened()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[tokio::test]
    async fn a_link_says_for_how_long_it_works_and_is_worth_nothing_for_another_purpose() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let signer = store.link_signer().unwrap();
        let link = UpdatesLink {
            reference: "BCDF-2345".parse().unwrap(),
            letter: 7,
            until: Some(Timestamp::from_second(1_790_000_000).unwrap()),
        };
        let token = link.token(LinkPurpose::Confirm, &signer);
        assert_eq!(UpdatesLink::read(&token, LinkPurpose::Confirm, &signer), Some(link));
        assert_eq!(UpdatesLink::read(&token, LinkPurpose::Stop, &signer), None);
        let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(&token).unwrap();
        // A later end, under the old signature.
        bytes[23] += 1;
        let longer = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        assert_eq!(UpdatesLink::read(&longer, LinkPurpose::Confirm, &signer), None);
        store.close().await;
    }
}

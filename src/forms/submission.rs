//! What the store takes: one checked request of any form.

use std::{fmt, str::FromStr};

use sha2::{Digest as _, Sha256};

use crate::content::RetentionDays;

use super::{
    ConnectSeeker, ConnectVolunteer, ContactMessage, Feedback, KitRequest, ScanReview, SubmissionKey, UpdatesRequest,
};

/// A checked request that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submission {
    /// An info kit to be sent.
    Kit(KitRequest),
    /// A message to be answered.
    Contact(ContactMessage),
    /// The wish to talk about a scan.
    ScanReview(ScanReview),
    /// The wish to talk to somebody who has been through it.
    ConnectSeeker(ConnectSeeker),
    /// The offer to talk about it.
    ConnectVolunteer(ConnectVolunteer),
    /// To hear of new and changed pages.
    Updates(UpdatesRequest),
    /// What a reader makes of a page.
    Feedback(Feedback),
}

/// Which form a request came by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormName {
    /// The request for an info kit.
    Kit,
    /// The contact form.
    Contact,
    /// The wish to talk about a scan.
    ScanReview,
    /// The wish to talk to somebody who has been through it.
    Connect,
    /// The offer to talk about it.
    Volunteer,
    /// The wish to hear of new and changed pages.
    Updates,
    /// Feedback on a page.
    Feedback,
}

/// A fingerprint of a request under its own key.
///
/// The key goes in first, and stores keep only [`SubmissionKey::fingerprint`]: without the 128 random bits nobody can
/// try names and numbers against a stolen digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl FormName {
    /// Every form, in the order in which staff see them.
    pub const ALL: [Self; 7] = [
        Self::Kit,
        Self::Contact,
        Self::ScanReview,
        Self::Connect,
        Self::Volunteer,
        Self::Updates,
        Self::Feedback,
    ];

    /// The name in the store and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kit => "kit",
            Self::Contact => "contact",
            Self::ScanReview => "scan-review",
            Self::Connect => "connect",
            Self::Volunteer => "volunteer",
            Self::Updates => "updates",
            Self::Feedback => "feedback",
        }
    }

    /// Where readers find it, in every language below its prefix.
    pub fn path(self) -> &'static str {
        match self {
            Self::Kit => "/info-kit",
            Self::Contact => "/contact",
            Self::ScanReview => "/scan-review",
            Self::Connect => "/connect/ask",
            Self::Volunteer => "/connect/volunteer",
            Self::Updates => "/updates",
            Self::Feedback => "/feedback",
        }
    }

    /// Whether readers see their answers once more before they send them; so with more than four fields.
    pub fn is_checked(self) -> bool {
        !matches!(self, Self::Updates | Self::Feedback)
    }

    /// For how many days what is sent by it is kept. A confirmed wish for updates is kept until
    /// its reader stops them.
    pub fn days_kept(self, days: &RetentionDays) -> u32 {
        match self {
            Self::Kit => days.kit,
            Self::Contact => days.contact,
            Self::ScanReview => days.scan_review,
            Self::Connect => days.connect,
            Self::Volunteer => days.volunteer,
            Self::Updates => days.updates,
            Self::Feedback => days.feedback,
        }
    }
}

impl fmt::Display for FormName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for FormName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|form| form.as_str() == text)
            .ok_or("a form is kit, contact, scan-review, connect, volunteer, updates or feedback")
    }
}

impl Submission {
    /// The form it came by.
    pub fn form(&self) -> FormName {
        match self {
            Self::Kit(_) => FormName::Kit,
            Self::Contact(_) => FormName::Contact,
            Self::ScanReview(_) => FormName::ScanReview,
            Self::ConnectSeeker(_) => FormName::Connect,
            Self::ConnectVolunteer(_) => FormName::Volunteer,
            Self::Updates(_) => FormName::Updates,
            Self::Feedback(_) => FormName::Feedback,
        }
    }

    /// The fingerprint that tells a repeated request from another one under the same key.
    pub fn digest(&self, key: &SubmissionKey) -> Digest {
        let mut hash = Sha256::new();
        hash.update(b"discwise submission 1\0");
        hash.update(key.as_bytes());
        hash.update(self.canonical());
        Digest(hash.finalize().into())
    }

    /// One encoding for one meaning: the form and each field, every part after its length.
    fn canonical(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut part = |text: &str| {
            bytes.extend((text.len() as u64).to_be_bytes());
            bytes.extend(text.as_bytes());
        };
        part(self.form().as_str());
        for (name, value) in self.revealed_fields() {
            part(name);
            part(&value);
        }
        bytes
    }
}

impl SubmissionKey {
    /// What a store keeps of the key: enough to know it again, not enough to use it.
    pub fn fingerprint(&self) -> Digest {
        let mut hash = Sha256::new();
        hash.update(b"discwise key 1\0");
        hash.update(self.as_bytes());
        Digest(hash.finalize().into())
    }
}

impl Digest {
    /// The bytes, as stored.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

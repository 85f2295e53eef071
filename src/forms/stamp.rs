//! The hidden fields of every form: the key that makes sending twice harmless, and the signs of a robot.

use std::{fmt, str::FromStr, time::Duration};

use jiff::Timestamp;

use super::{FieldErrors, RawForm};

/// Nobody reads and fills a form faster than this.
const FASTEST_PERSON: Duration = Duration::from_secs(3);

/// 128 random bits that name one rendering of a form.
///
/// Whoever holds the key can repeat the request and get its reference, so that it does not show in `Debug`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SubmissionKey([u8; 16]);

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random numbers: {0}")]
pub struct NoRandomness(#[from] getrandom::Error);

impl SubmissionKey {
    /// A fresh key.
    pub fn random() -> Result<Self, NoRandomness> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits)?;
        Ok(Self(bits))
    }

    /// Reads 32 hexadecimal digits. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let bits = u128::from_str_radix(text, 16).ok().filter(|_| digits)?;
        Some(Self(bits.to_be_bytes()))
    }

    /// The bits, for hashing.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for SubmissionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for SubmissionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SubmissionKey")
    }
}

/// What a form that is about to be shown carries in its hidden fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormStamp {
    key: SubmissionKey,
    opened: Timestamp,
}

impl FormStamp {
    /// The name of the field for [`FormStamp::key`].
    pub const KEY_FIELD: &'static str = "key";
    /// The name of the field for [`FormStamp::opened`].
    pub const OPENED_FIELD: &'static str = "opened";
    /// The name of the field that people do not see and must leave empty.
    pub const TRAP_FIELD: &'static str = "website";

    /// A stamp for a form that is shown for the first time.
    pub fn fresh(now: Timestamp) -> Result<Self, NoRandomness> {
        Ok(Self {
            key: SubmissionKey::random()?,
            opened: now,
        })
    }

    /// The key.
    pub fn key(&self) -> SubmissionKey {
        self.key
    }

    /// When the form was first shown, in Unix milliseconds.
    pub fn opened(&self) -> i64 {
        self.opened.as_millisecond()
    }
}

/// What came back in the hidden fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentStamp {
    key: Option<SubmissionKey>,
    opened: Option<Timestamp>,
    trapped: bool,
}

impl SentStamp {
    /// Reads the hidden fields; what is missing or no stamp of ours is `None` until [`SentStamp::check`].
    pub fn from_raw(raw: &RawForm) -> Self {
        let opened = i64::from_str(raw.text(FormStamp::OPENED_FIELD)).ok();
        Self {
            key: SubmissionKey::parse(raw.text(FormStamp::KEY_FIELD)),
            opened: opened.and_then(|ms| Timestamp::from_millisecond(ms).ok()),
            trapped: !raw.text(FormStamp::TRAP_FIELD).is_empty(),
        }
    }

    /// The key, unless the form looks sent by a robot. A person who is taken for one loses nothing: the page comes
    /// back with every value, the trap emptied, and sending it again works. A page left open for days works too.
    pub fn check(&self, now: Timestamp) -> Result<SubmissionKey, FieldErrors> {
        let unhurried = self
            .opened
            .is_some_and(|opened| now.duration_since(opened).unsigned_abs() >= FASTEST_PERSON && opened <= now);
        match self.key {
            Some(key) if unhurried && !self.trapped => Ok(key),
            _ => Err(FieldErrors::of_whole_form("error-form-send-again")),
        }
    }

    /// The stamp for showing the same form again with its faults: the key and the time stay where they were sound.
    pub fn kept(&self, now: Timestamp) -> Result<FormStamp, NoRandomness> {
        let key = self.key.map_or_else(SubmissionKey::random, Ok)?;
        Ok(FormStamp {
            key,
            opened: self.opened.filter(|&opened| opened <= now).unwrap_or(now),
        })
    }

    /// The stamp for showing the form again after its key turned out to be used for another text.
    pub fn renewed(&self, now: Timestamp) -> Result<FormStamp, NoRandomness> {
        Ok(FormStamp {
            key: SubmissionKey::random()?,
            ..self.kept(now)?
        })
    }
}

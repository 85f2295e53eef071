//! How somebody wants to be answered; asked in the same words by every form that staff answer.

use super::{EmailAddress, FieldErrors, PhoneNumber, Private, RawForm};

/// How somebody wants to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// By email.
    Email(Private<EmailAddress>),
    /// By phone.
    Phone {
        /// The number as typed.
        number: Private<PhoneNumber>,
        /// When to call.
        best_time: BestTime,
    },
}

/// When somebody likes to be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BestTime {
    /// Whenever the phone is staffed; also when nothing was chosen.
    Any,
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
}

impl BestTime {
    /// Every choice, in form order.
    pub const ALL: [Self; 3] = [Self::Any, Self::Morning, Self::Afternoon];

    /// The value of its radio button.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
        }
    }

    fn parse(value: &str) -> Result<Self, &'static str> {
        match value {
            "" => Ok(Self::Any),
            value => Self::from_value(value).ok_or("error-best-time-unknown"),
        }
    }

    /// The choice with this value.
    pub(super) fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|time| time.as_str() == value)
    }
}

impl Reply {
    /// The fields that tell it, in form order.
    pub(super) const FIELDS: [&str; 4] = ["reply_by", "email", "phone", "best_time"];

    /// Reads the fields of a form. What was typed for the other way is not looked at.
    pub(super) fn parse(typed: &RawForm, errors: &mut FieldErrors) -> Option<Self> {
        match typed.text("reply_by") {
            "email" => {
                let address = errors.take("email", EmailAddress::parse(typed.text("email")))?;
                Some(Self::Email(Private::new(address)))
            }
            "phone" => {
                let number = errors.take("phone", PhoneNumber::parse(typed.text("phone")));
                let best_time = errors.take("best_time", BestTime::parse(typed.text("best_time")));
                Some(Self::Phone {
                    number: Private::new(number?),
                    best_time: best_time?,
                })
            }
            _ => errors.take("reply_by", Err("error-reply-by-empty")),
        }
    }
}

//! By what a reader can be known again: one form for every way to write an address or a number.

use super::{Private, Submission};

/// So many digits at the end of a number stay the same with and without country code, trunk zero and area code.
const TELLING_DIGITS: usize = 7;

/// An email address or a phone number, written so that equal ones are equal texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactPoint {
    /// The address without capitals.
    Email(Private<String>),
    /// The last digits of the number.
    Phone(Private<String>),
}

impl ContactPoint {
    /// Reads what somebody typed as the one or the other. `None` when it can be neither.
    pub fn typed(text: &str) -> Option<Self> {
        if text.contains('@') {
            Some(Self::email(text))
        } else {
            Self::phone(text)
        }
    }

    fn email(text: &str) -> Self {
        Self::Email(Private::new(super::fields::without_marks(text).to_lowercase()))
    }

    fn phone(text: &str) -> Option<Self> {
        let digits = super::fields::national_digits(text)?;
        let surplus = digits.len().saturating_sub(TELLING_DIGITS);
        let telling = digits.chars().skip(surplus).collect();
        Some(Self::Phone(Private::new(telling)))
    }
}

impl Submission {
    /// Every address and number by which its sender can be known again.
    pub fn contact_points(&self) -> Vec<ContactPoint> {
        let fields = self.revealed_fields();
        let points = fields.iter().filter_map(|(name, value)| match *name {
            "email" => Some(ContactPoint::email(value)),
            "phone" => ContactPoint::phone(value),
            _ => None,
        });
        points.collect()
    }
}

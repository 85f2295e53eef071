//! The single values that forms ask for, each with one door: `parse`, whose error is the key of a message.

use std::str::FromStr;

use lettre::Address;

use super::traces::without_traces;

/// What people call themselves: any script, apostrophes, one letter.
#[derive(Clone, PartialEq, Eq)]
pub struct FullName(pub(super) String);

/// An address that mail can be sent to, as typed.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(pub(super) String);

/// A number that can be called, as typed.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneNumber(pub(super) String);

/// Where a letter goes, line by line.
#[derive(Clone, PartialEq, Eq)]
pub struct PostalAddress(pub(super) String);

/// What somebody writes to us.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageText(pub(super) String);

/// What was missing on a page, without what would tell who wrote it.
#[derive(Clone, PartialEq, Eq)]
pub struct FeedbackText(pub(super) String);

impl FullName {
    /// The most characters.
    pub const MOST: usize = 100;

    pub(super) fn parse(typed: &str) -> Result<Self, &'static str> {
        let name = one_line(typed);
        if !name.chars().any(char::is_alphanumeric) {
            return Err("error-name-empty");
        }
        within(Self::MOST, &name, "error-name-long")?;
        Ok(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl EmailAddress {
    /// The most characters, which is also what mail servers take.
    pub const MOST: usize = 254;

    pub(super) fn parse(typed: &str) -> Result<Self, &'static str> {
        let address = without_marks(&one_line(typed));
        if address.is_empty() {
            return Err("error-email-empty");
        }
        within(Self::MOST, &address, "error-email-long")?;
        // A domain without a dot is a slip here (`jane@gmail`), although mail inside one network allows it.
        match Address::from_str(&address) {
            Ok(known) if known.domain().contains('.') => Ok(Self(address)),
            _ => Err("error-email-format"),
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PhoneNumber {
    /// The most characters, room for brackets, spaces and an extension.
    pub const MOST: usize = 40;

    pub(super) fn parse(typed: &str) -> Result<Self, &'static str> {
        let number = without_marks(&one_line(typed));
        if number.is_empty() {
            return Err("error-phone-empty");
        }
        within(Self::MOST, &number, "error-phone-long")?;
        if can_be_called(&number) {
            Ok(Self(number))
        } else {
            Err("error-phone-format")
        }
    }

    /// The number as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PostalAddress {
    /// The most characters.
    pub const MOST: usize = 500;

    pub(super) fn parse(typed: &str) -> Result<Self, &'static str> {
        let address = typed.trim();
        if !address.chars().any(char::is_alphanumeric) {
            return Err("error-address-empty");
        }
        within(Self::MOST, address, "error-address-long")?;
        Ok(Self(address.to_owned()))
    }

    /// The address with its line ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl MessageText {
    /// The most characters.
    pub const MOST: usize = 4_000;

    pub(super) fn parse(typed: &str) -> Result<Self, &'static str> {
        let message = typed.trim();
        if message.is_empty() {
            return Err("error-message-empty");
        }
        within(Self::MOST, message, "error-message-long")?;
        Ok(Self(message.to_owned()))
    }

    /// The message with its line ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FeedbackText {
    /// The most characters.
    pub const MOST: usize = 1_000;

    /// `None` when nothing was written.
    pub(super) fn parse(typed: &str) -> Result<Option<Self>, &'static str> {
        let text = typed.trim();
        within(Self::MOST, text, "error-missing-long")?;
        Ok((!text.is_empty()).then(|| Self(without_traces(text))))
    }

    /// The text with its line ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Numbers of any country; without a country code they are read as US numbers. Whether the number is in use is for the
/// person who calls to find out: a plan of numbers that is a year old must not turn anybody away.
fn can_be_called(number: &str) -> bool {
    let number: String = number.chars().map(as_on_a_keypad).collect();
    let shaped = number
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || " +-.()/,;#*:=".contains(c));
    let letters = number.chars().filter(char::is_ascii_alphabetic).count();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let parsed = || phonenumber::parse(Some(phonenumber::country::US), &number).is_ok();
    shaped && (7..=25).contains(&digits) && letters <= "extension".len() && parsed()
}

/// Fields of one line hold no line ends; a browser sends none, so that whoever does gets spaces for them.
fn one_line(typed: &str) -> String {
    typed.replace(char::is_control, " ").trim().to_owned()
}

/// Phones and word processors turn hyphens into dashes, and spaces into ones that do not break.
fn as_on_a_keypad(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        space if space.is_whitespace() => ' ',
        other => other,
    }
}

/// Without the invisible marks that come along when an address or a number is copied out of a list of contacts; mail to
/// an address with one in it comes back. A name keeps them: some scripts are joined by them.
fn without_marks(copied: &str) -> String {
    let marks = |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    copied.replace(marks, "").trim().to_owned()
}

fn within(most: usize, text: &str, fault: &'static str) -> Result<(), &'static str> {
    if text.chars().count() <= most {
        Ok(())
    } else {
        Err(fault)
    }
}

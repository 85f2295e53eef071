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

/// A number that can be called, as typed, but in the digits that every phone has.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneNumber(pub(super) String);

/// Where a letter goes, line by line.
#[derive(Clone, PartialEq, Eq)]
pub struct PostalAddress(pub(super) String);

/// What somebody writes to us.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageText(pub(super) String);

/// A few words about one thing.
#[derive(Clone, PartialEq, Eq)]
pub struct ShortText(pub(super) String);

/// What was missing on a page, without what would tell who wrote it.
#[derive(Clone, PartialEq, Eq)]
pub struct FeedbackText(pub(super) String);

impl FullName {
    /// The most characters.
    pub const MOST: usize = 100;

    pub(super) fn parse(typed: &str) -> Result<Self, &'static str> {
        let name = one_line(typed);
        if !says_something(&name) {
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
        let number = with_plain_digits(&without_marks(&one_line(typed)));
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

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PostalAddress {
    /// The most characters.
    pub const MOST: usize = 500;

    pub(super) fn parse(typed: &str) -> Result<Self, &'static str> {
        let address = typed.trim();
        if !says_something(address) {
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
        if !message.chars().any(shows) {
            return Err("error-message-empty");
        }
        within(Self::MOST, message, "error-message-long")?;
        Ok(Self(message.to_owned()))
    }

    /// `None` when nothing was written.
    pub(super) fn parse_optional(typed: &str) -> Result<Option<Self>, &'static str> {
        match Self::parse(typed) {
            Err("error-message-empty") => Ok(None),
            parsed => parsed.map(Some),
        }
    }

    /// The message with its line ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ShortText {
    /// The most characters.
    pub const MOST: usize = 100;

    /// `None` when nothing was written; `too_long` is the key of the message.
    pub(super) fn parse(typed: &str, too_long: &'static str) -> Result<Option<Self>, &'static str> {
        let text = one_line(typed);
        within(Self::MOST, &text, too_long)?;
        Ok((!text.is_empty()).then_some(Self(text)))
    }

    /// The words.
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
        Ok(text.chars().any(shows).then(|| Self(without_traces(text))))
    }

    /// The text with its line ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The digits of a number without country code, trunk zero and extension. `None` for what is no number.
pub(super) fn national_digits(typed: &str) -> Option<String> {
    let plain = with_plain_digits(&without_marks(typed));
    let number: String = plain.chars().map(as_on_a_keypad).collect();
    let number = phonenumber::parse(Some(phonenumber::country::US), number).ok()?;
    Some(number.national().value().to_string())
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
pub(super) fn without_marks(copied: &str) -> String {
    copied.replace(is_mark, "").trim().to_owned()
}

/// With the digits of other scripts written as 0 to 9, so that staff can dial whatever a reader's keyboard writes.
fn with_plain_digits(number: &str) -> String {
    number.chars().map(|c| plain_digit(c).unwrap_or(c)).collect()
}

/// The same digit between 0 and 9. `None` for what is no digit of a script in which people write numbers today.
fn plain_digit(c: char) -> Option<char> {
    // The zeros of Arabic, Persian and Urdu, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Thai, Burmese, and of
    // wide Latin letters; the other nine follow each in order.
    const ZEROS: [char; 10] = [
        '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{be6}', '\u{e50}', '\u{1040}', '\u{ff10}',
    ];
    let value = |zero| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS
        .into_iter()
        .find_map(value)
        .and_then(|value| char::from_digit(value, 10))
}

/// Whether a letter or a digit that can be seen is in it.
fn says_something(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() && shows(c))
}

/// Whether a character leaves anything on paper; several that do not count neither as white space nor as control.
fn shows(c: char) -> bool {
    let fills_nothing = matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}');
    !(c.is_whitespace() || c.is_control() || is_mark(c) || fills_nothing)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn within(most: usize, text: &str, fault: &'static str) -> Result<(), &'static str> {
    if text.chars().count() <= most {
        Ok(())
    } else {
        Err(fault)
    }
}

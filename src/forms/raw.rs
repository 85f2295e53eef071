//! Reads the body of a form as the browser encoded it.

use percent_encoding::percent_decode;

/// The most fields that a form may send.
const MOST_FIELDS: usize = 200;

/// Names and values as sent, line ends made alike; nothing else is checked yet.
#[derive(Clone, Default)]
pub struct RawForm(Vec<(String, String)>);

/// Why a body is no form at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormRefusal {
    /// More than 200 fields.
    #[error("the form has more than {MOST_FIELDS} fields")]
    TooManyFields,
    /// Bytes that are no UTF-8.
    #[error("the form is not UTF-8 text")]
    NotText,
    /// A NUL character, which no keyboard types.
    #[error("the form holds a NUL character")]
    Nul,
}

impl RawForm {
    /// Reads an `application/x-www-form-urlencoded` body.
    ///
    /// `form_urlencoded` itself puts replacement characters where bytes are no text, which would store something that
    /// nobody typed; hence the strict reading here.
    pub fn parse(body: &[u8]) -> Result<Self, FormRefusal> {
        let pairs = || body.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty());
        if pairs().nth(MOST_FIELDS).is_some() {
            return Err(FormRefusal::TooManyFields);
        }
        pairs()
            .map(|pair| {
                let mut halves = pair.splitn(2, |&byte| byte == b'=');
                let mut half = || text_of(halves.next().unwrap_or_default());
                Ok((half()?, half()?))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The same from names and values that are text already.
    pub(super) fn of(pairs: &[(&str, &str)]) -> Self {
        let owned = pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        Self(owned.collect())
    }

    /// The fields with these names alone.
    pub(super) fn only(&self, names: impl Iterator<Item = &'static str>) -> Self {
        let fields = names.flat_map(|name| self.all(name).map(move |value| (name.to_owned(), value.to_owned())));
        Self(fields.collect())
    }

    /// Every name with its value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first value of a field; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a field in order, for check boxes.
    pub fn all<'form, 'name>(&'form self, name: &'name str) -> impl Iterator<Item = &'form str> + use<'form, 'name> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

impl std::fmt::Debug for RawForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RawForm({} fields)", self.0.len())
    }
}

fn text_of(encoded: &[u8]) -> Result<String, FormRefusal> {
    let spaced: Vec<u8> = encoded
        .iter()
        .map(|&byte| if byte == b'+' { b' ' } else { byte })
        .collect();
    let Ok(text) = percent_decode(&spaced).decode_utf8() else {
        return Err(FormRefusal::NotText);
    };
    if text.contains('\0') {
        return Err(FormRefusal::Nul);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

//! Names in braces that stand for something the author must not write out, such as `{emergency}`.

/// One stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content) enum Piece<'a> {
    /// Text as written.
    Text(&'a str),
    /// The name between two braces.
    Name(&'a str),
}

/// Splits a text at its placeholders. Braces that hold anything but a name in lower case are text.
pub(in crate::content) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut plain = text;
    while let Some((_, after)) = rest.split_once('{') {
        let named = after.split_once('}').filter(|(name, _)| is_name(name));
        let Some((name, behind)) = named else {
            rest = after;
            continue;
        };
        let before = plain.len() - after.len() - 1;
        if let Some(before) = plain.get(..before).filter(|before| !before.is_empty()) {
            found.push(Piece::Text(before));
        }
        found.push(Piece::Name(name));
        (rest, plain) = (behind, behind);
    }
    if !plain.is_empty() {
        found.push(Piece::Text(plain));
    }
    found
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{Piece::*, *};

    #[test]
    fn names_in_braces_are_found_and_other_braces_are_text() {
        assert_eq!(
            pieces("Call {emergency} now"),
            [Text("Call "), Name("emergency"), Text(" now")]
        );
        assert_eq!(pieces("{a}{b-2}"), [Name("a"), Name("b-2")]);
        assert_eq!(pieces("{ {x} {Y} }{"), [Text("{ "), Name("x"), Text(" {Y} }{")]);
        assert_eq!(pieces(""), []);
    }
}

//! Takes out of a text what would tell who wrote it: email addresses, and numbers that look like a phone's.

/// What stands in the text instead.
const TAKEN_OUT: &str = "[…]";

/// With so many digits, spaces and hyphens apart, a number may be somebody's.
const FEWEST_DIGITS: usize = 7;

/// The text without email addresses and phone numbers.
pub(super) fn without_traces(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace);
    let unaddressed: String = words.map(without_address).collect();
    without_numbers(&unaddressed)
}

/// A word with its white space; only the white space is left of an address.
fn without_address(word: &str) -> String {
    let bare = word.trim_end();
    if bare.contains(['@', '＠']) {
        word.replacen(bare, TAKEN_OUT, 1)
    } else {
        word.to_owned()
    }
}

fn without_numbers(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut number = String::new();
    for c in text.chars() {
        if c.is_numeric() || is_within_numbers(c) {
            number.push(c);
        } else {
            settle(&mut kept, &mut number);
            kept.push(c);
        }
    }
    settle(&mut kept, &mut number);
    kept
}

/// Ends a stretch of digits and what may stand between them.
fn settle(kept: &mut String, number: &mut String) {
    let digits = number.chars().filter(|c| c.is_numeric()).count();
    if digits < FEWEST_DIGITS {
        kept.push_str(number);
    } else {
        let blank = |text: &str| text.chars().take_while(|c| c.is_whitespace()).collect::<String>();
        let after: String = number.chars().rev().take_while(|c| c.is_whitespace()).collect();
        kept.push_str(&blank(number));
        kept.push_str(TAKEN_OUT);
        kept.extend(after.chars().rev());
    }
    number.clear();
}

fn is_within_numbers(c: char) -> bool {
    matches!(
        c,
        '+' | '(' | ')' | '-' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    ) || (c.is_whitespace() && c != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_go_and_the_rest_stays() {
        for (typed, kept) in [
            ("Write to sam@example.org, please", "Write to […] please"),
            ("sam@example.org\nThank you", "[…]\nThank you"),
            ("call 555 010 0123 now", "call […] now"),
            ("call (202) 555-0143.", "call […]"),
            ("+44 20 7946 0958 or\n0049-89-123456", "[…] or\n[…]"),
            ("call 5550100123", "call […]"),
            (
                "L4-L5 and L5-S1, 3 of 10 after 12 weeks",
                "L4-L5 and L5-S1, 3 of 10 after 12 weeks",
            ),
            ("since 2024, or 2025", "since 2024, or 2025"),
            ("", ""),
        ] {
            assert_eq!(without_traces(typed), kept, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_address_and_no_long_number_is_left(text in "[a-z0-9@ .+()\n-]{0,80}") {
            let kept = without_traces(&text);
            proptest::prop_assert!(!kept.contains('@'));
            proptest::prop_assert!(!kept.split(|c: char| !c.is_numeric()).any(|run| run.len() >= FEWEST_DIGITS));
            proptest::prop_assert_eq!(without_traces(&kept), kept.clone());
        }
    }
}

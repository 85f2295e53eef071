//! Facts of the operator, from `site.toml`.

use super::{Problem, fields::Fields, fields::WRONG_VALUE};

/// The names that articles may write in braces, with what they stand for.
pub(in crate::content) const PLACEHOLDERS: [&str; 2] = ["emergency", "phone"];

/// Where the operator's facts stand.
pub(in crate::content) const FILE: &str = "site.toml";

/// The digits of the phone number that `site.toml` comes with; nobody answers there.
const EXAMPLE_PHONE: &str = "15550100123";

/// Who runs the site and how to reach them.
#[derive(Debug, Clone)]
pub struct SiteFacts {
    /// The name in titles and in the masthead.
    pub name: String,
    /// What the site is, in a few words.
    pub tagline: String,
    /// The phone number for `tel:` links.
    pub phone: String,
    /// The phone number as people read it.
    pub phone_display: String,
    /// When the phone is answered.
    pub phone_hours: String,
    /// The emergency number or numbers in words, for care cards.
    pub emergency_numbers: String,
    /// The emergency number for `tel:` links.
    pub emergency_tel: String,
    /// Working days within which a message is answered.
    pub reply_working_days: u32,
    /// The public email address.
    pub email: String,
    /// The postal address, a line an item.
    pub address: Vec<String>,
    /// Days for which requests are kept.
    pub retention_days: RetentionDays,
}

/// Days for which each form's requests are kept.
#[derive(Debug, Clone, Copy)]
pub struct RetentionDays {
    /// Info kit requests.
    pub kit: u32,
    /// Contact messages.
    pub contact: u32,
    /// Wishes to talk about a scan.
    pub scan_review: u32,
    /// Wishes to talk to somebody who has been through it.
    pub connect: u32,
    /// Offers to talk about it.
    pub volunteer: u32,
    /// Wishes to hear of new pages that their address has not confirmed.
    pub updates: u32,
    /// Feedback on pages.
    pub feedback: u32,
}

impl SiteFacts {
    /// Whether readers would be told to call the number that `site.toml` comes with.
    pub fn has_example_phone(&self) -> bool {
        self.phone
            .chars()
            .filter(char::is_ascii_digit)
            .eq(EXAMPLE_PHONE.chars())
    }

    /// What a name of [`PLACEHOLDERS`] stands for.
    pub(in crate::content) fn placeholder(&self, name: &str) -> Option<String> {
        match name {
            "emergency" => Some(self.emergency_numbers.clone()),
            "phone" => Some(self.phone_display.clone()),
            _ => None,
        }
    }

    pub(in crate::content) fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(FILE, text, 1)?;
        let mut problems = Vec::new();
        let facts = Self::read(&mut fields, &mut problems);
        problems.extend(fields.finish());
        facts.filter(|_| problems.is_empty()).ok_or(problems)
    }

    /// Reads every key before it gives up, so that all that are wrong are told.
    fn read(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Self> {
        let name = words(fields, "name");
        let tagline = words(fields, "tagline");
        let phone = words(fields, "phone");
        let phone_display = words(fields, "phone_display");
        let phone_hours = words(fields, "phone_hours");
        let emergency_numbers = words(fields, "emergency_numbers");
        let emergency_tel = words(fields, "emergency_tel");
        let reply_working_days = fields.required("reply_working_days");
        let email = words(fields, "email");
        let address = fields.required("address");
        let retention_days = fields
            .table("retention_days")
            .and_then(|days| RetentionDays::read(days, problems));
        Some(Self {
            name: name?,
            tagline: tagline?,
            phone: phone?,
            phone_display: phone_display?,
            phone_hours: phone_hours?,
            emergency_numbers: emergency_numbers?,
            emergency_tel: emergency_tel?,
            reply_working_days: reply_working_days?.value,
            email: email?,
            address: address?.value,
            retention_days: retention_days?,
        })
    }
}

impl RetentionDays {
    fn read(mut fields: Fields<'_>, problems: &mut Vec<Problem>) -> Option<Self> {
        let kit = days(&mut fields, "kit");
        let contact = days(&mut fields, "contact");
        let scan_review = days(&mut fields, "scan-review");
        let connect = days(&mut fields, "connect");
        let volunteer = days(&mut fields, "volunteer");
        let updates = days(&mut fields, "updates");
        let feedback = days(&mut fields, "feedback");
        problems.extend(fields.finish());
        Some(Self {
            kit: kit?,
            contact: contact?,
            scan_review: scan_review?,
            connect: connect?,
            volunteer: volunteer?,
            updates: updates?,
            feedback: feedback?,
        })
    }
}

/// Days of keeping, at least one: with none, a request would be removed before staff could read it.
fn days(fields: &mut Fields<'_>, key: &'static str) -> Option<u32> {
    let at = fields.required::<u32>(key)?;
    if at.value == 0 {
        fields.fault(
            at.line,
            WRONG_VALUE
                .broken(format!("`{key}` keeps requests for no day"))
                .instead("write how many days staff need to answer"),
        );
        return None;
    }
    Some(at.value)
}

/// A text that says something.
fn words(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let at = fields.required::<String>(key)?;
    if at.value.trim().is_empty() {
        fields.fault(
            at.line,
            WRONG_VALUE
                .broken(format!("`{key}` is empty"))
                .instead("fill it in: readers see it"),
        );
        return None;
    }
    Some(at.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_kept_for_a_day_at_least() {
        let text = "[retention_days]\nkit = 0\ncontact = 1\nscan-review = 1\nconnect = 1\nvolunteer = 1\nupdates = \
                    1\nfeedback = 1\n";
        let told: Vec<String> = SiteFacts::parse(text)
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect();
        let refused = told.iter().filter(|line| line.contains("keeps requests for no day"));
        assert!(
            refused.eq([
                "site.toml:2: wrong-value: `kit` keeps requests for no day; write how many days staff need to answer"
            ]),
            "{told:?}"
        );
    }

    #[test]
    fn every_missing_fact_is_named_at_once() {
        let problems = SiteFacts::parse("name = \"\"\n[retention_days]\nkit = 90\nother = 1\n").unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            told.iter()
                .any(|line| line.starts_with("site.toml:1: wrong-value: `name` is empty")),
            "{told:?}"
        );
        assert!(
            told.iter()
                .any(|line| line.starts_with("site.toml:2: missing-key: the key `contact`")),
            "{told:?}"
        );
        assert!(
            told.iter()
                .any(|line| line.starts_with("site.toml:4: unknown-key: there is no key `other`")),
            "{told:?}"
        );
        assert!(told.iter().any(|line| line.contains("`email` is missing")), "{told:?}");
    }
}

//! Facts of the operator, from `site.toml`.

use serde::Deserialize;

/// Who runs the site and how to reach them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionDays {
    /// Info kit requests.
    pub kit: u32,
    /// Contact messages.
    pub contact: u32,
}

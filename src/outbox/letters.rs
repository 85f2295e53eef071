//! The words of letters. What goes to staff holds nothing of the reader; what goes to a reader holds what they asked for.

use crate::{
    content::{Library, Values},
    forms::{Delivery as KitDelivery, FullName, KitRequest, MyRequestForm, Private, Reference, UpdatesRequest},
    kit,
    store::{Delivery, DeliveryKind, UpdatesLetter},
};

use super::links;

/// The longest name that a letter greets by.
const LONGEST_GREETED: usize = 60;

/// A letter before it is mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) to: String,
    pub(super) subject: String,
    pub(super) text: String,
    /// Where its reader stops letters of this kind. `None` for a letter that is the only one.
    pub(super) stop: Option<String>,
}

/// Tells staff that there is something to read, and where.
pub(super) fn staff_notice(library: &Library, delivery: &Delivery, to: String) -> Letter {
    let words = library.words();
    let request = &delivery.request;
    let (subject, text) = match delivery.kind {
        DeliveryKind::CorrectionNotice => ("mail-correction-subject", "mail-correction-text"),
        _ => ("mail-staff-subject", "mail-staff-text"),
    };
    let mut about = Values::new();
    about.set("site", library.site().name.as_str());
    about.set("reference", request.reference.to_string());
    about.set("form", request.form.as_str());
    about.set("received", request.received.strftime("%Y-%m-%d %H:%M UTC").to_string());
    Letter {
        to,
        subject: words.with_all(subject, &about),
        text: words.with_all(text, &about),
        stop: None,
    }
}

/// Where the info kit is, as a page and as a PDF. `None` when it is not to come by email.
pub(super) fn kit_letter(
    library: &Library,
    origin: &str,
    reference: &Reference,
    request: &KitRequest,
) -> Option<Letter> {
    let KitDelivery::Email { name, to } = &request.delivery else {
        return None;
    };
    let words = library.words();
    let query = request.topics.reveal().kit_query(library);
    let link = |key: &str, path: &str| format!("{}\n{origin}{path}?{query}", words.get(key));
    let mut parts = vec![
        hello(library, name.as_ref().map(Private::reveal)),
        words.get("mail-kit-intro"),
        link("mail-kit-page", kit::READ),
        link("mail-kit-pdf", kit::PDF),
        words.get("mail-kit-limits"),
    ];
    let days = library.site().retention_days.kit;
    parts.extend(foot(library, kept(library, origin, reference, ("mail-kept", days))));
    Some(Letter {
        to: to.reveal().as_str().to_owned(),
        subject: words.with("mail-kit-subject", "site", library.site().name.as_str()),
        text: parts.join("\n\n"),
        stop: None,
    })
}

/// Asks an address whether it wants updates.
pub(super) fn confirm_letter(
    library: &Library,
    origin: &str,
    request: &UpdatesRequest,
    reference: &Reference,
    (confirm, stop): (&str, String),
) -> Letter {
    let words = library.words();
    let site = library.site().name.as_str();
    let mut parts = vec![
        words.get("mail-hello"),
        words.with("mail-confirm-intro", "site", site),
        confirm.to_owned(),
        words.with("mail-confirm-days", "days", links::DAYS),
    ];
    let days = library.site().retention_days.updates;
    parts.extend(foot(
        library,
        kept(library, origin, reference, ("mail-confirm-kept", days)),
    ));
    Letter {
        to: request.to.reveal().as_str().to_owned(),
        subject: words.with("mail-confirm-subject", "site", site),
        text: parts.join("\n\n"),
        stop: Some(stop),
    }
}

/// What every letter to a reader begins with.
pub(super) fn hello(library: &Library, name: Option<&FullName>) -> String {
    match name.and_then(greeted) {
        Some(name) => library.words().with("mail-hello-name", "name", name),
        None => library.words().get("mail-hello"),
    }
}

/// What staff have written, for one of those who want updates.
pub(super) fn updates_letter(
    library: &Library,
    written: UpdatesLetter,
    request: &UpdatesRequest,
    stop: String,
) -> Letter {
    let mut about = Values::new();
    about.set("site", library.site().name.as_str());
    about.set("link", stop.as_str());
    let mut parts = vec![written.text];
    parts.extend(foot(
        library,
        vec![library.words().with_all("mail-updates-stop", &about)],
    ));
    Letter {
        to: request.to.reveal().as_str().to_owned(),
        subject: written.subject,
        text: parts.join("\n\n"),
        stop: Some(stop),
    }
}

/// What is kept, how to have it removed, and what to do if it is not yours.
pub(super) fn kept(library: &Library, origin: &str, reference: &Reference, (key, days): (&str, u32)) -> Vec<String> {
    let words = library.words();
    let mut kept = Values::new();
    kept.set("reference", reference.to_string());
    kept.set("days", days);
    kept.set("link", format!("{origin}{}", MyRequestForm::PATH));
    vec![words.with_all(key, &kept), words.get("mail-not-you")]
}

/// What ends every letter to a reader: when not to wait, how to reach us, what is kept, where we are.
pub(super) fn foot(library: &Library, kept: Vec<String>) -> Vec<String> {
    let (words, site) = (library.words(), library.site());
    let mut reach = Values::new();
    reach.set("email", site.email.as_str());
    reach.set("phone", site.phone_display.as_str());
    reach.set("hours", site.phone_hours.as_str());
    let emergency = format!(
        "{} {} {}.",
        words.get("emergency-word"),
        words.get("emergency-signs"),
        words.with("emergency-call", "number", site.emergency_numbers.as_str())
    );
    let place = [site.name.clone()].into_iter().chain(site.address.iter().cloned());
    let mut address: Vec<String> = place.collect();
    address.dedup();
    let mut parts = vec![emergency, words.with_all("mail-reach", &reach)];
    parts.extend(kept);
    parts.push(address.join("\n"));
    parts
}

/// The name, if it is one to greet by. Whoever types a form can give somebody else's address; without this they could
/// have us carry their words and links to strangers.
fn greeted(name: &FullName) -> Option<&str> {
    let name = name.as_str();
    let short = name.chars().count() <= LONGEST_GREETED && name.split_whitespace().count() <= 5;
    let plain = |c: char| c.is_alphabetic() || is_joined_to_letters(c) || c == ' ';
    let mut after_dot = name.split('.').skip(1);
    let no_domain = after_dot.all(|rest| rest.is_empty() || rest.starts_with(' '));
    (short && no_domain && name.chars().all(|c| plain(c) || "'’-.".contains(c))).then_some(name)
}

/// Marks that some scripts put on or between letters.
fn is_joined_to_letters(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{200c}' | '\u{200d}')
}

//! Puts letters into the form of mail: headers, an encoding that every server takes, a name that stays the same.

use std::time::SystemTime;

use jiff::Timestamp;
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Body, Mailbox,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};

use super::{Fault, letters::Letter};
use crate::store::Delivery;

/// A letter ready to be carried.
pub(super) struct Mail {
    pub(super) envelope: Envelope,
    pub(super) bytes: Vec<u8>,
}

/// Who a letter comes from.
pub(super) struct Sender {
    pub(super) name: String,
    pub(super) address: Address,
}

impl Mail {
    /// The mail of a delivery. Its Message-ID is made of the delivery alone, so that a letter that had to be sent twice
    /// is known for one.
    pub(super) fn new(letter: Letter, sender: Sender, delivery: &Delivery, now: Timestamp) -> Result<Self, Fault> {
        let to: Address = letter.to.parse().map_err(|_personal| Fault::Letter)?;
        let id = format!(
            "<{}.{}@{}>",
            delivery.request.reference.as_str(),
            delivery.id,
            sender.address.domain()
        );
        // Always encoded: of a text that is not, this version of lettre lets a line end through that some servers take
        // for the end of the letter (RUSTSEC-2026-0561).
        let body = Body::new_with_encoding(letter.text, ContentTransferEncoding::QuotedPrintable);
        let message = Message::builder()
            .from(Mailbox::new(Some(one_line(&sender.name)), sender.address))
            .to(Mailbox::new(None, to))
            .subject(one_line(&letter.subject))
            .date(SystemTime::from(now))
            .message_id(Some(id))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .header(ContentType::TEXT_PLAIN);
        let message = match &letter.stop {
            Some(link) => message
                .raw_header(link_header("List-Unsubscribe", link))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
            None => message,
        };
        let message = message
            .body(body.map_err(|_personal| Fault::Letter)?)
            .map_err(|_personal| Fault::Letter)?;
        let (envelope, bytes) = (message.envelope().clone(), message.formatted());
        if has_stray_line_ends(&bytes) {
            return Err(Fault::Letter);
        }
        Ok(Self { envelope, bytes })
    }
}

/// A header is one line; lettre panics over some of what is none.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// A link of ours in a header: on a line of its own and not encoded, as mail programs want it.
fn link_header(name: &'static str, link: &str) -> HeaderValue {
    let link = format!("<{}>", one_line(link));
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), link.clone(), link)
}

/// Whether a CR or an LF stands alone; a letter cannot end before its end without one.
fn has_stray_line_ends(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.split("\r\n").any(|line| line.contains(['\r', '\n']))
}

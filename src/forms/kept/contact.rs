//! A message as stored.

use serde::{Deserialize, Serialize};

use super::{KeptError, reply::KeptReply};
use crate::forms::{ContactMessage, FormName, FullName, MessageText, Private};

/// A message as stored.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptContact {
    name: String,
    #[serde(flatten)]
    reply: KeptReply,
    message: String,
}

impl KeptContact {
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        let name = [("name", self.name)];
        let message = [("message", self.message)];
        name.into_iter().chain(self.reply.fields()).chain(message).collect()
    }
}

impl From<&ContactMessage> for KeptContact {
    fn from(message: &ContactMessage) -> Self {
        Self {
            name: message.name.reveal().0.clone(),
            reply: (&message.reply).into(),
            message: message.message.reveal().0.clone(),
        }
    }
}

impl TryFrom<KeptContact> for ContactMessage {
    type Error = KeptError;

    fn try_from(kept: KeptContact) -> Result<Self, Self::Error> {
        Ok(Self {
            name: Private::new(FullName(kept.name)),
            reply: kept.reply.read(FormName::Contact)?,
            message: Private::new(MessageText(kept.message)),
        })
    }
}

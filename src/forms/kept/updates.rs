//! The wish to hear of new and changed pages, as stored.

use serde::{Deserialize, Serialize};

use crate::forms::{EmailAddress, Private, UpdatesRequest};

/// The wish to hear of new and changed pages, as stored.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptUpdates {
    email: String,
}

impl KeptUpdates {
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        vec![("email", self.email)]
    }
}

impl From<&UpdatesRequest> for KeptUpdates {
    fn from(request: &UpdatesRequest) -> Self {
        Self {
            email: request.to.reveal().0.clone(),
        }
    }
}

impl From<KeptUpdates> for UpdatesRequest {
    fn from(kept: KeptUpdates) -> Self {
        Self {
            to: Private::new(EmailAddress(kept.email)),
        }
    }
}

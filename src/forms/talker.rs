//! What a seeker and a volunteer have in common, to bring them together.

use super::{Case, FullName, Private, Reply, Submission, Treated};

/// Somebody who would like to talk with another reader.
#[derive(Debug, Clone, Copy)]
pub struct Talker<'a> {
    /// What they have and what is done about it; the other may know that much before either has agreed.
    pub case: &'a Private<Case>,
    /// When it was done; may be known as well. `None` for those who have it before them.
    pub treated: Option<&'a Private<Treated>>,
    /// Who they are.
    pub name: &'a Private<FullName>,
    /// How to reach them.
    pub reply: &'a Reply,
}

impl Submission {
    /// Whoever sent it, as somebody who would like to talk. `None` for every other request.
    pub fn talker(&self) -> Option<Talker<'_>> {
        match self {
            Self::ConnectSeeker(seeker) => Some(Talker {
                case: &seeker.case,
                treated: None,
                name: &seeker.name,
                reply: &seeker.reply,
            }),
            Self::ConnectVolunteer(volunteer) => Some(Talker {
                case: &volunteer.case,
                treated: Some(&volunteer.treated),
                name: &volunteer.name,
                reply: &volunteer.reply,
            }),
            Self::Kit(_) | Self::Contact(_) | Self::ScanReview(_) | Self::Updates(_) | Self::Feedback(_) => None,
        }
    }
}

//! What can go wrong for a reader, and the banner over a form that could not be taken.

/// A request that cannot be answered as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The request cannot be understood.
    BadRequest,
    /// A form sent from another site.
    Forbidden,
    /// No page has this address.
    NotFound,
    /// The page cannot be used in this way.
    MethodNotAllowed,
    /// More was sent than a form can hold.
    TooLarge,
    /// A form in a coding that the site does not read.
    UnsupportedMediaType,
    /// A form that cannot be read.
    Unprocessable,
    /// Too many requests from one place.
    TooManyRequests,
    /// A fault in the program.
    Internal,
    /// The site cannot keep anything just now.
    Unavailable,
}

impl Failure {
    /// Every failure, by status.
    pub const ALL: [Self; 10] = [
        Self::BadRequest,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::Unprocessable,
        Self::TooManyRequests,
        Self::Internal,
        Self::Unavailable,
    ];

    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Unprocessable => 422,
            Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }
}

/// Why a form stands on the screen again although its fields are right; nothing was sent and the text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notice {
    /// The store did not answer in time.
    Busy,
    /// The store can take nothing more.
    StoreFull,
    /// The form was sent before with other text.
    KeyReused,
    /// One address has sent too many forms in a short time.
    TooMany,
}

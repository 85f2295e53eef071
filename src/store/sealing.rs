//! Seals what readers send, so that only those who hold a secret key, an identity, can read it. The server holds none:
//! it knows public keys, the recipients, and can close an envelope but not open one. The format is that of age, so that
//! the stock tool opens it too.

use std::{
    fmt,
    fs::File,
    io::{self, BufReader, Read as _, Write as _},
    path::Path,
    str::FromStr,
    sync::Arc,
};

use age::{
    DecryptError, Decryptor, Encryptor, IdentityFile,
    armor::{ArmoredReader, ArmoredWriter, Format},
    secrecy::ExposeSecret as _,
    x25519,
};
use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::forms::{Private, Reference};

use super::StoreError;

/// The first line of whatever is sealed. Nothing open starts so: a request is a JSON object, a note has no line end.
pub(super) const FIRST_LINE: &str = "-----BEGIN AGE ENCRYPTED FILE-----\n";

/// How many requests are sealed in one transaction, so that nobody who sends one waits long.
const BATCH: i64 = 100;

/// To whom requests are sealed: each of them can open them alone. None of them: requests are kept open.
#[derive(Clone, Default)]
pub struct Recipients(Arc<[x25519::Recipient]>);

/// A text that is no recipient.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecipientFault {
    /// No public key.
    #[error(
        "\"{0}\" is no recipient; a recipient is a public key such as `discwise keygen` prints, age1 and 58 more characters"
    )]
    Unknown(String),
    /// The half that must not be on the server; not repeated, as messages are kept in logs.
    #[error(
        "this is an identity, which is secret; give its public key, which starts with age1, and keep the identity elsewhere"
    )]
    Secret,
}

/// Secret keys that open what is sealed to them.
pub struct Identities(Vec<Box<dyn age::Identity + Send + Sync>>);

/// A new pair of keys.
pub struct KeyPair {
    /// The public half, which the server is told.
    pub recipient: String,
    /// The file with the secret half, as the stock tool writes it.
    pub identity_file: Private<String>,
}

/// What is kept, which may be closed to whoever looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Envelope<T> {
    /// Anybody who has the store can read it.
    Open(T),
    /// Only an identity opens it.
    Sealed(Sealed),
}

/// An age file in ASCII armor.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(String);

impl Recipients {
    /// Reads public keys; the same one twice counts once.
    pub fn parse<'a>(keys: impl IntoIterator<Item = &'a str>) -> Result<Self, RecipientFault> {
        let mut known = Vec::new();
        for key in keys {
            let key = key.trim();
            if key.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") {
                return Err(RecipientFault::Secret);
            }
            let recipient =
                x25519::Recipient::from_str(key).map_err(|_rule| RecipientFault::Unknown(key.to_owned()))?;
            if !known.contains(&recipient) {
                known.push(recipient);
            }
        }
        Ok(Self(known.into()))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether requests are kept open.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text as it is to be kept: sealed, or as it is where there is nobody to seal it to.
    pub(super) fn enclose(&self, text: String) -> Result<String, StoreError> {
        if self.is_empty() {
            return Ok(text);
        }
        self.seal(&text).map_err(StoreError::Unsealable)
    }

    fn seal(&self, text: &str) -> io::Result<String> {
        let recipients = self.0.iter().map(|recipient| recipient as &dyn age::Recipient);
        let encryptor = Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
        let mut armored = Vec::with_capacity(2 * text.len() + 512);
        let armor = ArmoredWriter::wrap_output(&mut armored, Format::AsciiArmor)?;
        let mut sealing = encryptor.wrap_output(armor)?;
        sealing.write_all(text.as_bytes())?;
        sealing.finish()?.finish()?;
        String::from_utf8(armored).map_err(io::Error::other)
    }
}

impl Identities {
    /// Reads an identity file.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let unusable = |why: String| StoreError::NoIdentity {
            file: path.to_owned(),
            why,
        };
        let file = File::open(path).map_err(|cause| unusable(cause.to_string()))?;
        // The cause names a line at most, not what stands there.
        let read = IdentityFile::from_buffer(BufReader::new(file)).map_err(|cause| unusable(cause.to_string()))?;
        let identities = read.into_identities().map_err(|cause| unusable(cause.to_string()))?;
        if identities.is_empty() {
            return Err(unusable(
                "no line of it is an identity, AGE-SECRET-KEY-1 and more".to_owned(),
            ));
        }
        Ok(Self(identities))
    }

    /// The text in an envelope. `None` when it is sealed to others.
    fn open(&self, sealed: &Sealed) -> Result<Option<String>, DecryptError> {
        let identities = self.0.iter().map(|identity| &**identity as &dyn age::Identity);
        let decryptor = Decryptor::new_buffered(ArmoredReader::new(sealed.0.as_bytes()))?;
        let mut text = String::new();
        match decryptor.decrypt(identities) {
            Ok(mut reader) => drop(reader.read_to_string(&mut text)?),
            Err(DecryptError::NoMatchingKeys) => return Ok(None),
            Err(error) => return Err(error),
        }
        Ok(Some(text))
    }
}

impl KeyPair {
    /// A fresh pair.
    pub fn generate(now: Timestamp) -> Self {
        let identity = x25519::Identity::generate();
        let recipient = identity.to_public().to_string();
        let created = now.strftime("%Y-%m-%dT%H:%M:%SZ");
        let secret = identity.to_string();
        let file = format!(
            "# created: {created}\n# public key: {recipient}\n{}\n",
            secret.expose_secret()
        );
        Self {
            recipient,
            identity_file: Private::new(file),
        }
    }
}

impl<T> Envelope<T> {
    /// What is in it. `None` when it is sealed.
    pub fn open(&self) -> Option<&T> {
        match self {
            Self::Open(content) => Some(content),
            Self::Sealed(_) => None,
        }
    }

    /// The same envelope about something made of its content, where that is open.
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Envelope<U> {
        match self {
            Self::Open(content) => Envelope::Open(make(content)),
            Self::Sealed(sealed) => Envelope::Sealed(sealed),
        }
    }

    /// Opens it if it is sealed to one of these identities, and leaves it as it is if not. `read` makes the content out
    /// of its text.
    pub(super) fn opened_by<E: ToString>(
        self,
        identities: &Identities,
        read: impl FnOnce(String) -> Result<T, E>,
    ) -> Result<Self, String> {
        let Self::Sealed(sealed) = self else { return Ok(self) };
        match identities.open(&sealed) {
            Ok(Some(text)) => read(text).map(Self::Open).map_err(|fault| fault.to_string()),
            Ok(None) => Ok(Self::Sealed(sealed)),
            Err(fault) => Err(format!("it is sealed and damaged: {fault}")),
        }
    }
}

impl<T, E> Envelope<Result<T, E>> {
    pub(super) fn transpose(self) -> Result<Envelope<T>, E> {
        match self {
            Self::Open(content) => content.map(Envelope::Open),
            Self::Sealed(sealed) => Ok(Envelope::Sealed(sealed)),
        }
    }
}

impl Envelope<String> {
    /// Tells by its first line whether a kept text is sealed.
    pub(super) fn of_kept(text: String) -> Self {
        if text.starts_with(FIRST_LINE) {
            Self::Sealed(Sealed(text))
        } else {
            Self::Open(text)
        }
    }
}

impl Sealed {
    /// The age file as text.
    pub fn armored(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

/// Whether the content of a request is sealed; not so where there is no such request.
pub(super) async fn is_sealed(connection: &mut SqliteConnection, reference: &Reference) -> Result<bool, StoreError> {
    let sealed: Option<bool> =
        sqlx::query_scalar("SELECT substr(personal, 1, length($2)) = $2 FROM submissions WHERE reference = $1")
            .bind(reference.as_str())
            .bind(FIRST_LINE)
            .fetch_optional(connection)
            .await?;
    Ok(sealed.unwrap_or(false))
}

/// Seals some of the requests of which anything is open; gives how many they were.
pub(super) async fn seal_some(connection: &mut SqliteConnection, recipients: &Recipients) -> Result<u64, StoreError> {
    let requests: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, personal FROM submissions WHERE substr(personal, 1, length($1)) <> $1 OR id IN
             (SELECT submission FROM notes WHERE substr(text, 1, length($1)) <> $1)
         ORDER BY id LIMIT $2",
    )
    .bind(FIRST_LINE)
    .bind(BATCH)
    .fetch_all(&mut *connection)
    .await?;
    for (id, personal) in &requests {
        if let Envelope::Open(json) = Envelope::of_kept(personal.clone()) {
            sqlx::query("UPDATE submissions SET personal = $2 WHERE id = $1")
                .bind(id)
                .bind(recipients.enclose(json)?)
                .execute(&mut *connection)
                .await?;
        }
        seal_notes(connection, *id, recipients).await?;
    }
    Ok(requests.len() as u64)
}

async fn seal_notes(
    connection: &mut SqliteConnection,
    submission: i64,
    recipients: &Recipients,
) -> Result<(), StoreError> {
    let notes: Vec<(i64, String)> = sqlx::query_as("SELECT id, text FROM notes WHERE submission = $1")
        .bind(submission)
        .fetch_all(&mut *connection)
        .await?;
    for (id, text) in notes {
        if let Envelope::Open(text) = Envelope::of_kept(text) {
            sqlx::query("UPDATE notes SET text = $2 WHERE id = $1")
                .bind(id)
                .bind(recipients.enclose(text)?)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(())
}

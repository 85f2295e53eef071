//! The key of the site, a file beside the database: by it a request is found by an email address or a phone number that
//! the database does not show, and links in mail are signed.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use sqlx::{Connection as _, SqliteConnection};

use crate::forms::{ContactPoint, FormName, NoRandomness, Submission};

use super::{StoreError, place::PrivateFile};

const KEY_BYTES: usize = 32;

/// Compared where there is nothing to compare; that a code is all zeros cannot happen by chance.
const NO_CODE: [u8; 32] = [0; 32];

/// How many requests are read at once when all get new codes.
const BATCH: i64 = 500;

/// The key, ready for use.
#[derive(Clone)]
pub(super) struct SiteKey(Hmac<Sha256>);

/// Signs what stands in links of mail, and knows its own signatures again.
#[derive(Clone)]
pub struct LinkSigner(SiteKey);

/// Reads the key when it is first needed, or makes it, so that a store without room can be opened.
#[derive(Clone)]
pub(super) struct KeyFile {
    path: PathBuf,
    key: Arc<OnceLock<SiteKey>>,
}

/// The codes of one request: of its email address and of its phone number.
#[derive(Default)]
pub(super) struct ContactCodes {
    email: Option<[u8; 32]>,
    phone: Option<[u8; 32]>,
}

/// The same as they stand in the store; `None` where nothing was given, and where there is no such request.
#[derive(Default, sqlx::FromRow)]
pub(super) struct StoredCodes {
    email_mac: Option<Vec<u8>>,
    phone_mac: Option<Vec<u8>>,
}

impl ContactCodes {
    pub(super) fn email_bytes(&self) -> Option<&[u8]> {
        self.email.as_ref().map(<[u8; 32]>::as_slice)
    }

    pub(super) fn phone_bytes(&self) -> Option<&[u8]> {
        self.phone.as_ref().map(<[u8; 32]>::as_slice)
    }
}

impl SiteKey {
    fn new(bytes: [u8; KEY_BYTES]) -> Self {
        // HMAC itself fills a short key up with zeros.
        let block: [u8; 64] = std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0));
        Self(Hmac::new(&block.into()))
    }

    /// Each part goes in after its length, so that no two purposes or messages run into each other.
    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }

    fn code(&self, purpose: &str, text: &str) -> [u8; 32] {
        self.mac(purpose, &[text.as_bytes()]).finalize().into_bytes().into()
    }

    pub(super) fn codes<'a>(&self, points: impl IntoIterator<Item = &'a ContactPoint>) -> ContactCodes {
        let mut codes = ContactCodes::default();
        for point in points {
            match point {
                ContactPoint::Email(address) => codes.email = Some(self.code("email", address.reveal())),
                ContactPoint::Phone(number) => codes.phone = Some(self.code("phone", number.reveal())),
            }
        }
        codes
    }

    /// Whether this address or number is the one that a request was stored with; a wrong one takes as long to tell as
    /// the right one, and as none.
    pub(super) fn knows(&self, point: &ContactPoint, stored: &StoredCodes) -> bool {
        let (purpose, text, code) = match point {
            ContactPoint::Email(address) => ("email", address.reveal(), &stored.email_mac),
            ContactPoint::Phone(number) => ("phone", number.reveal(), &stored.phone_mac),
        };
        let code = code.as_deref().unwrap_or(&NO_CODE);
        self.mac(purpose, &[text.as_bytes()]).verify_slice(code).is_ok()
    }

    /// Tells keys apart without telling the key.
    fn fingerprint(&self) -> [u8; 32] {
        self.code("fingerprint", "")
    }
}

impl LinkSigner {
    pub(super) fn new(key: SiteKey) -> Self {
        Self(key)
    }

    /// The signature of a message; one made for one purpose is worth nothing for another.
    pub fn sign(&self, purpose: &'static str, message: &[u8]) -> [u8; 32] {
        let mac = self.0.mac("link", &[purpose.as_bytes(), message]);
        mac.finalize().into_bytes().into()
    }

    /// Whether this is the signature of the message; takes as long for a good one as for a bad one.
    pub fn verify(&self, purpose: &'static str, message: &[u8], signature: &[u8]) -> bool {
        let mac = self.0.mac("link", &[purpose.as_bytes(), message]);
        mac.verify_slice(signature).is_ok()
    }
}

impl KeyFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            key: Arc::default(),
        }
    }

    pub(super) fn key(&self) -> Result<&SiteKey, StoreError> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let bytes = match read(&self.path)? {
            Some(bytes) => bytes,
            None => make(&self.path)?,
        };
        Ok(self.key.get_or_init(|| SiteKey::new(bytes)))
    }
}

fn read(path: &Path) -> Result<Option<[u8; KEY_BYTES]>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => match bytes.try_into() {
            Ok(bytes) => Ok(Some(bytes)),
            Err(_other_length) => Err(StoreError::of_path(
                path,
                io::Error::other("it is not 32 bytes long; put your copy in its place, or remove it for a new one"),
            )),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::of_path(path, error)),
    }
}

/// Makes the file whole or not at all. Another process may do so at the same moment; then its key is taken.
fn make(path: &Path) -> Result<[u8; KEY_BYTES], StoreError> {
    let mut bytes = [0; KEY_BYTES];
    getrandom::fill(&mut bytes).map_err(NoRandomness::from)?;
    let draft = path.with_extension(random_extension()?);
    let named = PrivateFile::create(&draft).and_then(|mut file| {
        file.write(&bytes)?;
        file.link(path)
    });
    fs::remove_file(&draft).ok();
    match read(path)? {
        Some(bytes) => Ok(bytes),
        None => named.map(|()| bytes),
    }
}

fn random_extension() -> Result<String, StoreError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(NoRandomness::from)?;
    Ok(bytes.iter().fold("key-".to_owned(), |mut text, byte| {
        // Writing into a String cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    }))
}

/// Makes the requests of a store findable by this key: those that were stored before there were codes, and those whose
/// codes were made with a key that is lost, as far as their content can be read.
pub(super) async fn adopt(connection: &mut SqliteConnection, key: &SiteKey) -> Result<(), StoreError> {
    let known: Option<Vec<u8>> = sqlx::query_scalar("SELECT fingerprint FROM site_key")
        .fetch_optional(&mut *connection)
        .await?;
    let fingerprint = key.fingerprint();
    if known.as_deref() == Some(&fingerprint) {
        return Ok(());
    }
    if known.is_some() {
        tracing::warn!(
            "site.key is not the file that this store was used with: links in mail that was sent before no longer work, \
             and sealed requests are no longer found by email or phone; if you have the old file, put it back"
        );
    }
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    write_codes(&mut transaction, key).await?;
    sqlx::query(
        "INSERT INTO site_key (id, fingerprint) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET fingerprint = $1",
    )
    .bind(fingerprint.as_slice())
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(())
}

async fn write_codes(connection: &mut SqliteConnection, key: &SiteKey) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows: Vec<(i64, String, String)> =
            sqlx::query_as("SELECT id, form, personal FROM submissions WHERE id > $1 ORDER BY id LIMIT $2")
                .bind(after)
                .bind(BATCH)
                .fetch_all(&mut *connection)
                .await?;
        let Some((last, ..)) = rows.last() else { return Ok(()) };
        after = *last;
        for (id, form, personal) in rows {
            let form = form.parse::<FormName>().ok();
            // What cannot be read keeps its codes; `show` tells staff about it.
            let Some(Ok(submission)) = form.map(|form| Submission::from_json(form, &personal)) else {
                continue;
            };
            let codes = key.codes(&submission.contact_points());
            sqlx::query("UPDATE submissions SET email_mac = $2, phone_mac = $3 WHERE id = $1")
                .bind(id)
                .bind(codes.email_bytes())
                .bind(codes.phone_bytes())
                .execute(&mut *connection)
                .await?;
        }
    }
}

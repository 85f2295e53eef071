//! Where the files lie, and who may read them: nobody but the account that runs the program.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use rustix::fs::{StatVfsMountFlags, statvfs};

use super::StoreError;

const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// The folder of a store and the database in it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    folder: PathBuf,
    database: PathBuf,
}

/// Tells a file from another one that has taken its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileId(u64, u64);

/// A file of its own that nobody else can read, such as a backup.
pub(super) struct PrivateFile {
    file: File,
    path: PathBuf,
}

impl PrivateFile {
    /// Makes a file that must not be there yet: one that is could be open to others, or be a link to elsewhere.
    pub(super) fn create(path: &Path) -> Result<Self, StoreError> {
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(FILE_MODE)
            .open(path);
        let file = made.map_err(|cause| StoreError::of_path(path, cause))?;
        Ok(Self {
            file,
            path: path.to_owned(),
        })
    }

    /// Writes the whole content, which is on disk when this returns.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let written = self.file.write_all(bytes);
        written.map_err(|cause| StoreError::of_path(&self.path, cause))?;
        self.sync()
    }

    /// Makes sure that the file and its name are on disk.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        let synced = self.file.sync_all();
        synced.map_err(|cause| StoreError::of_path(&self.path, cause))?;
        sync_name(&self.path)
    }

    /// Gives the file a second name, unless something has that name.
    pub(super) fn link(&self, path: &Path) -> Result<(), StoreError> {
        fs::hard_link(&self.path, path).map_err(|cause| StoreError::of_path(path, cause))?;
        sync_name(path)
    }
}

/// Without this the name of a new file could be lost with the power, and the file with it.
fn sync_name(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let synced = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
    synced.map_err(|cause| StoreError::of_path(path, cause))
}

impl Place {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            database: folder.join("discwise.db"),
        }
    }

    /// The file with the key of the site.
    pub(super) fn site_key(&self) -> PathBuf {
        self.folder.join("site.key")
    }

    pub(super) fn database(&self) -> &Path {
        &self.database
    }

    /// Whether there is a database already.
    pub(super) fn is_taken(&self) -> Result<bool, StoreError> {
        let taken = self.database.try_exists();
        taken.map_err(|cause| StoreError::of_path(&self.database, cause))
    }

    /// Which file the database is at this moment. `None` when there is none.
    pub(super) fn file_id(&self) -> Option<FileId> {
        let about = fs::metadata(&self.database).ok()?;
        Some(FileId(about.dev(), about.ino()))
    }

    /// How long the write-ahead log is, in bytes.
    pub(super) fn log_bytes(&self) -> u64 {
        fs::metadata(self.with_suffix("-wal")).map_or(0, |about| about.len())
    }

    /// Whether nothing can change while it is read: the file system is mounted read-only, and no log waits to be moved
    /// into the database.
    pub(super) fn is_still(&self) -> bool {
        let read_only = statvfs(&self.folder).is_ok_and(|disk| disk.f_flag.contains(StatVfsMountFlags::RDONLY));
        read_only && !self.with_suffix("-wal").exists()
    }

    /// Makes the folder and an empty database that nobody else can read, before anything is written into it. SQLite
    /// gives its log and its shared memory the mode of the database. A folder that was there before keeps its mode: it
    /// may be somebody else's, and the files are closed anyway.
    pub(super) fn prepare(&self) -> Result<(), StoreError> {
        self.make_folder()
            .map_err(|cause| StoreError::of_path(&self.folder, cause))?;
        self.make_database()
            .map_err(|cause| StoreError::of_path(&self.database, cause))?;
        for file in self.files() {
            close_to_others(&file).map_err(|cause| StoreError::of_path(&file, cause))?;
        }
        Ok(())
    }

    /// Writes about as much as the longest request needs and removes it, to learn whether the disk has room.
    pub(super) fn probe(&self) -> Result<(), StoreError> {
        let path = self.folder.join("probe");
        let write = || {
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .mode(FILE_MODE)
                .open(&path)?;
            file.write_all(&[0; 16 * 1024])?;
            file.sync_data()
        };
        let written = write();
        let removed = match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        };
        written.and(removed).map_err(|cause| StoreError::of_path(&path, cause))
    }

    fn make_folder(&self) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(&self.folder)
    }

    /// Never opens a database that is there: closing it again would drop every lock that SQLite holds on it in this
    /// process, which is how POSIX locks work.
    fn make_database(&self) -> io::Result<()> {
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(FILE_MODE)
            .open(&self.database)
        {
            // Without this the entry of the new file could be lost with the power, and every request with it.
            Ok(_empty) => File::open(&self.folder)?.sync_all(),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The database, its log and its shared memory, and the key; not all of them need be there.
    fn files(&self) -> impl Iterator<Item = PathBuf> {
        let database = ["", "-wal", "-shm"].into_iter();
        database.map(|suffix| self.with_suffix(suffix)).chain([self.site_key()])
    }

    fn with_suffix(&self, suffix: &str) -> PathBuf {
        let mut name = self.database.clone().into_os_string();
        name.push(suffix);
        name.into()
    }
}

fn close_to_others(file: &Path) -> io::Result<()> {
    match fs::metadata(file) {
        Ok(about) if about.permissions().mode() & 0o077 != 0 => {
            fs::set_permissions(file, Permissions::from_mode(about.permissions().mode() & 0o700))
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

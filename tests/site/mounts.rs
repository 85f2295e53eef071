//! File systems that are small or read-only, in a mount namespace of their own. Not every machine allows one, so that
//! these are run by tests/run, which says so where it is not allowed.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::{
    disk::{assert_pages_go_on, fill, try_message},
    folder::messages_in,
    process::{BINARY, Running, data},
};

/// A file system of its own that only commands in its namespace see. It goes when this is dropped.
struct Enclosed {
    keeper: Child,
    mount: PathBuf,
    _folder: TempDir,
}

impl Enclosed {
    /// So small that some hundred messages fill it.
    fn new() -> Self {
        let folder = data();
        let mount = folder.path().to_owned();
        let mut keeper = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c"])
            .arg("mount -t tmpfs -o size=1500k none \"$0\" && echo mounted && exec cat")
            .arg(&mount)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = String::new();
        BufReader::new(keeper.stdout.as_mut().unwrap())
            .read_line(&mut told)
            .unwrap();
        assert_eq!(told, "mounted\n", "this machine allows no mount");
        Self {
            keeper,
            mount,
            _folder: folder,
        }
    }

    /// A command inside.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        let keeper = self.keeper.id().to_string();
        command.args([
            "--target",
            &keeper,
            "--user",
            "--mount",
            "--preserve-credentials",
            "--",
            program,
        ]);
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        self.command(program).args(arguments).output().unwrap()
    }

    #[track_caller]
    fn mount_anew(&self, arguments: &[&str]) {
        let done = self.run("mount", arguments);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// The folder of the store, as it is called inside.
    fn store(&self) -> PathBuf {
        self.mount.join("store")
    }

    fn site(&self) -> Running {
        Running::start_by(&mut self.command(BINARY), &self.store())
    }

    /// How a file inside is called outside.
    fn outside(&self, file: &str) -> PathBuf {
        let mount = self.mount.strip_prefix("/").unwrap();
        Path::new("/proc")
            .join(self.keeper.id().to_string())
            .join("root")
            .join(mount)
            .join(file)
    }

    /// Takes all room that is left.
    fn fill_up(&self) {
        fs::write(self.outside("ballast"), vec![1; 2 << 20]).unwrap_err();
    }

    fn make_room(&self) {
        fs::remove_file(self.outside("ballast")).unwrap();
    }

    /// What a command of staff prints, after seeing that it did its work.
    #[track_caller]
    fn staff(&self, arguments: &[&str]) -> String {
        let data = self.store();
        let output = self.run(BINARY, &[arguments, &["--data", data.to_str().unwrap()]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn stored(&self) -> BTreeSet<(String, String)> {
        let export = self.staff(&["submissions", "export", "--format", "json"]);
        messages_in(&export).into_iter().collect()
    }
}

impl Drop for Enclosed {
    fn drop(&mut self) {
        self.keeper.kill().ok();
        self.keeper.wait().ok();
    }
}

#[test]
#[ignore = "needs a mount namespace; tests/run runs it where there is one"]
fn a_full_disk_gives_forms_back_until_there_is_room() {
    let disk = Enclosed::new();
    fs::write(disk.outside("ballast"), vec![1; 500 << 10]).unwrap();
    let site = disk.site();
    let (mut acknowledged, refused) = fill(&site, 1);
    assert_pages_go_on(&site);
    assert_eq!(disk.stored(), acknowledged);
    disk.make_room();
    let (more, refused) = fill(&site, refused);
    assert!(!more.is_empty(), "it goes on without a new start");
    acknowledged.extend(more);
    site.signal("-KILL");
    drop(site);
    disk.fill_up();
    let site = disk.site();
    assert_pages_go_on(&site);
    assert_eq!(
        try_message(&site, refused),
        None,
        "a full store opens, but takes nothing"
    );
    assert_eq!(disk.stored(), acknowledged);
}

#[test]
#[ignore = "needs a mount namespace; tests/run runs it where there is one"]
fn the_very_first_start_may_be_on_a_full_disk() {
    let disk = Enclosed::new();
    disk.fill_up();
    let site = disk.site();
    assert_pages_go_on(&site);
    assert_eq!(try_message(&site, 1), None);
    disk.make_room();
    assert!(try_message(&site, 1).is_some(), "it goes on without a new start");
}

#[test]
#[ignore = "needs a mount namespace; tests/run runs it where there is one"]
fn a_read_only_disk_gives_forms_back_and_staff_can_read_it() {
    let disk = Enclosed::new();
    let mut site = disk.site();
    let reference = try_message(&site, 1).expect("there is room");
    // Once as a kill leaves the files, once as a stop does.
    for signal in ["-KILL", "-TERM"] {
        site.signal(signal);
        site.wait();
        disk.mount_anew(&["-o", "remount,ro", disk.mount.to_str().unwrap()]);
        site = disk.site();
        assert_pages_go_on(&site);
        assert_eq!(try_message(&site, 2), None);
        assert!(disk.staff(&["submissions", "list"]).contains(&reference));
        assert!(
            disk.staff(&["submissions", "show", &reference])
                .contains("sam@example.org")
        );
        assert_eq!(disk.stored().len(), 1);
        drop(site);
        disk.mount_anew(&["-o", "remount,rw", disk.mount.to_str().unwrap()]);
        site = disk.site();
    }
    assert!(try_message(&site, 2).is_some());
}

#[test]
#[ignore = "needs a mount namespace; tests/run runs it where there is one"]
fn a_read_only_database_gives_forms_back() {
    let disk = Enclosed::new();
    let mut site = disk.site();
    try_message(&site, 1).expect("there is room");
    site.signal("-TERM");
    site.wait();
    let database = disk.store().join("discwise.db");
    let database = database.to_str().unwrap();
    disk.mount_anew(&["--bind", database, database]);
    disk.mount_anew(&["-o", "remount,bind,ro", database]);
    let site = disk.site();
    assert_pages_go_on(&site);
    assert_eq!(try_message(&site, 2), None);
    assert_eq!(disk.stored().len(), 1);
}

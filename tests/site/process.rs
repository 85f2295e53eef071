//! The real binary: what operators see, and what a kill leaves behind.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use jiff::{Timestamp, ToSpan};
use tempfile::TempDir;

use crate::folder::{Stranger, any_file_holds};

pub const BINARY: &str = env!("CARGO_BIN_EXE_discwise");

/// What a site serves that is not told otherwise: opening the real library takes seconds without optimization.
pub const SMALL_LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");

/// What readers get, for a site that is told to serve it.
pub const REAL_LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

/// Runs a command to its end, without the settings of whoever runs the tests.
pub fn run(arguments: &[&str]) -> Output {
    Command::new(BINARY)
        .args(arguments)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What a command said on its error stream, after seeing its exit code and that it did not panic.
#[track_caller]
pub fn refused(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
    assert!(!told.contains("panicked"), "{told}");
    told
}

/// A running site of its own.
pub struct Running {
    child: Child,
    address: SocketAddr,
    /// All that it has printed.
    pub log: Log,
}

/// All that a site prints, on both streams.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<String>>);

impl Log {
    /// Goes on reading to the end, so that the pipe never fills.
    fn follow(&self, stream: impl Read + Send + 'static) {
        let log = self.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                let mut told = log.0.lock().unwrap();
                told.push_str(&line);
                told.push('\n');
            }
        });
    }

    /// The log so far.
    pub fn told(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    /// Waits until the log is as wished, and gives it.
    #[track_caller]
    pub fn wait_until(&self, wish: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let told = self.told();
            if wish(&told) {
                return told;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "the log is only:\n{told}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The address that stands after some words.
    #[track_caller]
    pub fn address_after(&self, words: &str) -> SocketAddr {
        let told = self.wait_until(|told| told.split_once(words).is_some_and(|(_, rest)| rest.contains('\n')));
        let (_, rest) = told.split_once(words).unwrap();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ':');
        rest[..end.unwrap()].parse().unwrap()
    }
}

impl Running {
    /// Starts it on a free port.
    pub fn start(data: &Path) -> Self {
        Self::start_by(&mut Command::new(BINARY), data)
    }

    /// Starts the site by a command that takes the same arguments.
    pub fn start_by(command: &mut Command, data: &Path) -> Self {
        // All people of a test share one address.
        Self::start_with(command.args(["--admin-listen", "none", "--form-limit", "none"]), data)
    }

    /// The same, with the limits and the listener for machines that operators get or ask for.
    pub fn start_with(command: &mut Command, data: &Path) -> Self {
        let mut child = spawn(command, data);
        let log = Log::default();
        log.follow(child.stdout.take().unwrap());
        log.follow(child.stderr.take().unwrap());
        let address = log.address_after("listening on http://");
        Self { child, address, log }
    }

    /// Sends one request and reads the whole answer.
    pub fn ask(&self, request: &str) -> String {
        self.try_ask(request).unwrap()
    }

    /// The same, of a site that may be gone.
    fn try_ask(&self, request: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Sends something and does not wait for an answer.
    pub fn send_and_leave(&self, bytes: &str) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(bytes.as_bytes()).unwrap();
    }

    pub fn get(&self, path: &str) -> String {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
        ))
    }

    pub fn post(&self, path: &str, body: &str) -> String {
        self.try_post(path, body).unwrap()
    }

    fn try_post(&self, path: &str, body: &str) -> io::Result<String> {
        let length = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: \
             application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        self.try_ask(&request)
    }

    /// Sends a contact message and gives its reference.
    pub fn send_message(&self, key: u128, message: &str) -> String {
        self.try_message(key, message).expect("an acknowledgment")
    }

    /// Sends a contact message. `None` when the site is gone before its answer is whole.
    pub fn try_message(&self, key: u128, message: &str) -> Option<String> {
        let body = message_body(key, message);
        reference_in(&self.try_post("/contact", &body).ok()?)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end.
    pub fn wait(&mut self) {
        self.child.wait().unwrap();
    }

    /// Sends it a signal, such as `-TERM`.
    pub fn signal(&self, signal: &str) {
        let pid = self.pid().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
    }
}

fn spawn(command: &mut Command, data: &Path) -> Child {
    command
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .env_clear()
        .env("DISCWISE_CONTENT", SMALL_LIBRARY)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Kills a site so long after its start, whether it is open by then or not.
pub fn start_and_kill(data: &Path, life: Duration) {
    let mut child = spawn(&mut Command::new(BINARY), data);
    std::thread::sleep(life);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The reference to which a whole answer leads. `None` when the answer is cut off.
pub fn reference_in(answer: &str) -> Option<String> {
    let (head, _) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 303"), "{answer}");
    let location = head.lines().find_map(|line| line.strip_prefix("location: "));
    location.and_then(|path| path.rsplit('/').next()).map(str::to_owned)
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The form of a sound contact message.
pub fn message_body(key: u128, message: &str) -> String {
    let opened = Timestamp::now().checked_sub(1.minute()).unwrap().as_millisecond();
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("key", format!("{key:032x}").as_str()),
            ("opened", &opened.to_string()),
            ("name", "Sam Lee"),
            ("reply_by", "email"),
            ("email", "sam@example.org"),
            ("message", message),
            ("step", "send"),
        ])
        .finish()
}

/// A folder of its own for each test.
pub fn data() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn staff_list_show_and_export_while_the_site_runs() {
    let data = data();
    let folder = data.path().join("store");
    let site = Running::start(&folder);
    let reference = site.send_message(7, "=1+1 is what the scan said");
    let folder = folder.to_str().unwrap();
    let list = String::from_utf8(run(&["submissions", "list", "--data", folder]).stdout).unwrap();
    assert!(list.contains(&reference) && !list.contains("sam@example.org"), "{list}");
    let show = String::from_utf8(run(&["submissions", "show", &reference, "--data", folder]).stdout).unwrap();
    assert!(
        show.contains("sam@example.org") && show.contains("=1+1 is what the scan said"),
        "{show}"
    );
    let csv = String::from_utf8(run(&["submissions", "export", "--data", folder]).stdout).unwrap();
    assert!(csv.contains(&reference) && csv.contains("'=1+1"), "{csv}");
    let json = run(&["submissions", "export", "--format", "json", "--data", folder]).stdout;
    let lines: Vec<serde_json::Value> = String::from_utf8(json)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["fields"]["message"], "=1+1 is what the scan said");
    let told = refused(&["submissions", "show", "BCDF-2345", "--data", folder], 1);
    assert!(told.contains("BCDF-2345"), "{told}");
    let told = refused(&["submissions", "show", "1234", "--data", folder], 2);
    assert!(told.contains("1234 is no reference"), "{told}");
}

#[test]
fn staff_erase_a_request_for_good_while_the_site_runs() {
    let data = data();
    let folder = data.path().join("store");
    let site = Running::start(&folder);
    let reference = site.send_message(7, "marker-gone");
    let kept = site.send_message(8, "marker-kept");
    let path = folder.to_str().unwrap();
    let told = refused(&["submissions", "erase", &reference, "--data", path], 2);
    assert!(told.contains("--yes"), "{told}");
    let note = ["submissions", "note", &reference, "marker-gone too", "--data", path];
    assert_eq!(run(&note).status.code(), Some(0));
    let handled = ["submissions", "handled", &kept, "--data", path];
    assert_eq!(run(&handled).status.code(), Some(0));
    let erase = ["submissions", "erase", &reference, "--yes", "--data", path];
    assert_eq!(run(&erase).status.code(), Some(0));
    refused(&erase, 1);
    assert!(!any_file_holds(&folder, "marker-gone") && any_file_holds(&folder, "marker-kept"));
    let list = String::from_utf8(run(&["submissions", "list", "--data", path]).stdout).unwrap();
    assert!(list.contains("handled") && list.lines().count() == 2, "{list}");
    let new = run(&["submissions", "list", "--status", "new", "--data", path]).stdout;
    assert_eq!(new, b"No submissions.\n");
    let old = run(&["submissions", "list", "--older-than", "1", "--data", path]).stdout;
    assert_eq!(old, b"No submissions.\n");
    let told = refused(&["submissions", "list", "--form", "kitt", "--data", path], 2);
    assert!(told.contains("--form is \"kitt\""), "{told}");
    site.send_message(9, "and it takes the next");
}

#[test]
fn the_site_removes_at_its_start_what_is_over_its_days() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let content = data.path().join("content");
    copy(Path::new(REAL_LIBRARY), &content);
    let content = content.to_str().unwrap();
    let site = Running::start(&folder);
    site.send_message(7, "marker-old");
    drop(site);
    let retention = ["retention", "run", "--data", path, "--content", content];
    let kept = String::from_utf8(run(&retention).stdout).unwrap();
    assert!(kept.contains("contact: 0 older than"), "{kept}");
    let facts = Path::new(content).join("site.toml");
    let text = fs::read_to_string(&facts).unwrap();
    fs::write(&facts, text.replace("\ncontact = 90", "\ncontact = 1")).unwrap();
    age_by_two_days(&folder);
    let told = refused(&retention, 2);
    assert!(told.contains("--yes"), "{told}");
    let due = String::from_utf8(run(&[&retention[..], &["--dry-run"]].concat()).stdout).unwrap();
    assert!(due.contains("contact: 1 older than 1 day\n"), "{due}");
    assert!(any_file_holds(&folder, "marker-old"));
    let site = Running::start_by(Command::new(BINARY).args(["--content", content]), &folder);
    let gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        run(&["submissions", "list", "--data", path]).stdout == b"No submissions.\n"
    });
    assert!(gone);
    site.send_message(8, "marker-new");
    age_by_two_days(&folder);
    let removed = run(&[&retention[..], &["--yes"]].concat());
    assert!(String::from_utf8(removed.stdout).unwrap().ends_with("\n1 removed.\n"));
    assert!(!any_file_holds(&folder, "marker-new"));
}

/// Makes every stored request two days older, as if they had waited.
fn age_by_two_days(folder: &Path) {
    let older = "UPDATE submissions SET received_ms = received_ms - 172800000";
    assert_eq!(Stranger::at(folder).run(older), 1);
}

#[test]
fn only_the_operator_can_read_the_store() {
    let data = data();
    let folder = data.path().join("store");
    let site = Running::start(&folder);
    site.send_message(9, "private");
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    for file in files_below(&folder) {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
}

/// Every file in a folder and in the folders in it.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn a_term_signal_lets_the_request_under_way_finish_and_exits_well() {
    let data = data();
    let mut site = Running::start(&data.path().join("store"));
    let mut slow = TcpStream::connect(site.address).unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let body = "name=Sam";
    write!(
        slow,
        "POST /contact HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    )
    .unwrap();
    // The site has the headers and waits for the body.
    std::thread::sleep(Duration::from_millis(300));
    site.signal("-TERM");
    std::thread::sleep(Duration::from_millis(300));
    slow.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    assert_eq!(site.child.wait().unwrap().code(), Some(0));
    assert!(TcpStream::connect(site.address).is_err());
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let data = data();
    let mut site = Running::start(&data.path().join("store"));
    let mut idle = TcpStream::connect(site.address).unwrap();
    write!(
        idle,
        "POST /contact HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\n"
    )
    .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    site.signal("-TERM");
    std::thread::sleep(Duration::from_millis(300));
    site.signal("-TERM");
    let begun = Instant::now();
    site.child.wait().unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "it waited for an idle client"
    );
}

#[test]
fn what_is_no_http_is_refused_and_the_next_reader_is_served() {
    let data = data();
    let site = Running::start(&data.path().join("store"));
    for bytes in [
        "\0\0\0\0\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
    ] {
        let answer = site.ask(bytes);
        assert!(
            answer.is_empty()
                || answer.starts_with("HTTP/1.1 4")
                || answer.starts_with("HTTP/1.1 5")
                || bytes.contains("chunked"),
            "{answer}"
        );
    }
    assert!(site.get("/conditions/sample-condition").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_request_names_one_host() {
    let data = data();
    let site = Running::start(&data.path().join("store"));
    for hosts in ["", "host: a\r\nhost: b\r\n"] {
        let answer = site.ask(&format!("GET / HTTP/1.1\r\n{hosts}connection: close\r\n\r\n"));
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
}

#[test]
fn a_health_check_asks_the_listener_for_machines() {
    let data = data();
    let arguments = ["--admin-listen", "127.0.0.1:0"];
    let site = Running::start_with(Command::new(BINARY).args(arguments), &data.path().join("store"));
    let machines = site.log.address_after("probes and metrics are at http://").to_string();
    let check = ["healthcheck", "--admin-listen", &machines];
    assert_eq!(run(&check).status.code(), Some(0));
    assert!(site.get("/readyz").starts_with("HTTP/1.1 404"));
    drop(site);
    let told = refused(&check, 1);
    assert!(told.contains(&machines), "{told}");
    let told = refused(&["healthcheck", "--admin-listen", "none"], 1);
    assert!(told.contains("--admin-listen none"), "{told}");
}

#[test]
fn an_admin_address_in_use_stops_the_start_only_where_it_was_asked_for() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = data();
    let folder = data.path().join("store");
    let folder_given = folder.to_str().unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", folder_given];
    let told = refused(&[&serve[..], &["--admin-listen", &address]].concat(), 1);
    assert!(told.contains(&address) && told.contains("--admin-listen"), "{told}");
    // Taken by this test, or by somebody else already.
    let usual = TcpListener::bind("127.0.0.1:8090");
    let site = Running::start_with(&mut Command::new(BINARY), &folder);
    assert!(site.get("/").starts_with("HTTP/1.1 200"));
    let log = site.log.told();
    assert!(log.contains("no probes and metrics at 127.0.0.1:8090"), "{log}");
    drop(usual);
}

#[test]
fn an_address_in_use_is_told_with_its_flag() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = data();
    let folder = data.path().join("store");
    let told = refused(&["serve", "--listen", &address, "--data", folder.to_str().unwrap()], 1);
    assert!(told.contains(&address) && told.contains("--listen"), "{told}");
}

#[test]
fn a_data_folder_that_cannot_be_used_is_told_with_its_flag() {
    let data = data();
    let file = data.path().join("a-file");
    fs::write(&file, "").unwrap();
    let told = refused(
        &["serve", "--listen", "127.0.0.1:0", "--data", file.to_str().unwrap()],
        1,
    );
    assert!(told.contains("--data") && told.contains("a-file"), "{told}");
}

#[test]
fn a_missing_content_folder_is_told_by_name() {
    let told = refused(&["serve", "--content", "/no/such/folder"], 1);
    assert!(told.contains("/no/such/folder"), "{told}");
}

#[test]
fn bad_settings_are_told_all_at_once_as_misuse() {
    let told = refused(&["serve", "--listen", "nowhere", "--public-origin", "example.org"], 2);
    assert!(told.contains("--listen") && told.contains("--public-origin"), "{told}");
    let told = refused(&["chek"], 2);
    assert!(told.contains("check"), "the near command is suggested: {told}");
}

#[test]
fn the_real_content_passes_its_own_check() {
    let output = run(&["check", "--strict", "--content", REAL_LIBRARY]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn broken_content_is_refused_with_file_line_and_remedy() {
    let data = data();
    let content = data.path().join("content");
    copy(Path::new(REAL_LIBRARY), &content);
    let article = content.join("en/conditions/disc-extrusion.md");
    let text = fs::read_to_string(&article).unwrap();
    let planted = format!("{text}\nAbout 93 out of 100 people fly. See [this page](/conditions/nowhere).\n");
    fs::write(&article, planted.replacen("title =", "titel =", 1)).unwrap();
    let output = run(&["check", "--content", content.to_str().unwrap()]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    let lines = text.lines().count() + 2;
    for fault in ["titel", "/conditions/nowhere", &format!("disc-extrusion.md:{lines}:")] {
        assert!(told.contains(fault), "no {fault} in:\n{told}");
    }
    let store = data.path().join("store");
    let told = refused(
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data",
            store.to_str().unwrap(),
            "--content",
            content.to_str().unwrap(),
        ],
        1,
    );
    assert!(told.contains("disc-extrusion.md:"), "{told}");
}

#[test]
fn a_store_that_is_missing_or_damaged_is_told_with_its_flag() {
    let data = data();
    let folder = data.path().join("store");
    let list = ["submissions", "list", "--data", folder.to_str().unwrap()];
    let told = refused(&list, 1);
    assert!(told.contains("--data") && told.contains("no store"), "{told}");
    assert!(!folder.exists());
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("discwise.db"), "garbage ".repeat(1000)).unwrap();
    let told = refused(&list, 1);
    assert!(told.contains("--data") && told.contains("damaged"), "{told}");
}

#[test]
fn a_reader_of_the_output_who_goes_away_is_no_fault() {
    let data = data();
    let folder = data.path().join("store");
    let site = Running::start(&folder);
    site.send_message(3, "hello");
    for arguments in [
        &["submissions", "list"][..],
        &["submissions", "export"],
        &["completions", "bash"],
    ] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(BINARY);
        command.args(arguments).arg("--data").arg(&folder).env_clear();
        let output = command
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
            .wait_with_output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && told.is_empty(), "{arguments:?}: {told}");
    }
}

#[test]
fn completions_are_printed_for_a_shell() {
    let script = String::from_utf8(run(&["completions", "bash"]).stdout).unwrap();
    assert!(script.contains("_discwise"), "{script}");
}

/// Copies a folder whole.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_flood_of_forms_is_limited_unless_told_otherwise() {
    let data = data();
    let site = Running::start_with(
        Command::new(BINARY).args(["--admin-listen", "none", "--form-limit", "2/30"]),
        &data.path().join("store"),
    );
    for (key, status) in [(1, 303), (2, 303), (3, 429)] {
        let answer = site.post("/contact", &message_body(key, "hello"));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
    }
    assert!(site.get("/contact").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_check_tells_how_good_each_article_is() {
    let output = run(&["check", "--format", "json", "--content", SMALL_LIBRARY]);
    assert_eq!(output.status.code(), Some(0));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let articles = told["articles"].as_array().unwrap();
    assert_eq!(told["summary"]["articles"].as_u64(), Some(articles.len() as u64));
    assert!(
        told["problems"].is_array() && told["summary"]["sources_used"].as_u64() <= told["summary"]["sources"].as_u64()
    );
    let condition = articles
        .iter()
        .find(|article| article["path"] == "/conditions/sample-condition")
        .unwrap();
    assert_eq!(condition["clinical"], "awaiting");
    assert_eq!(condition["sources"]["guideline"], 1);
    assert!(
        condition["prose"]
            .as_array()
            .unwrap()
            .iter()
            .all(serde_json::Value::is_string)
    );
    let file = condition["file"].as_str().unwrap();
    let card = run(&["check", "--content", SMALL_LIBRARY, file]).stdout;
    let card = String::from_utf8(card).unwrap();
    assert!(
        card.starts_with(file) && card.contains("  clinical  awaiting\n"),
        "{card}"
    );
}

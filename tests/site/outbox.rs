//! What the site sends: letters in a folder, letters through a mail server that fails, calls to a program.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU16, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::{Timestamp, ToSpan};
use sha2::{Digest, Sha256};

use crate::{
    folder::Stranger,
    process::{BINARY, Running, SMALL_LIBRARY, data, files_below, refused, run},
};

/// Stand in what the reader gives, and must stand nowhere but in the reader's own letter.
const MARKS: [&str; 2] = ["xq7mark", "sample-condition"];

/// A kit by email for somebody of their own.
pub fn kit_body(key: u128) -> String {
    let opened = Timestamp::now().checked_sub(1.minute()).unwrap().as_millisecond();
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("key", format!("{key:032x}").as_str()),
            ("opened", &opened.to_string()),
            ("step", "send"),
            ("topics", "sample-condition"),
            ("delivery", "email"),
            ("name", "Sam"),
            ("email", &format!("sam{key}@xq7mark.example.org")),
        ])
        .finish()
}

/// Asks for a kit by email and gives the reference.
pub fn ask_for_kit(site: &Running, key: u128) -> String {
    let answer = site.post("/info-kit", &kit_body(key));
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
    location.unwrap().rsplit('/').next().unwrap().to_owned()
}

/// Starts a site with settings for mail.
pub fn start(data: &Path, settings: &[&str]) -> Running {
    let usual = ["--form-limit", "none", "--admin-listen", "none"];
    Running::start_with(Command::new(BINARY).args(usual).args(settings), data)
}

/// Looks again until it is as wished.
#[track_caller]
pub fn wait_for<T: std::fmt::Debug>(what: impl Fn() -> T, wish: impl Fn(&T) -> bool) -> T {
    let begun = Instant::now();
    loop {
        let found = what();
        if wish(&found) {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "still {found:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The lines of `outbox list` as JSON.
pub fn deliveries(data: &Path) -> Vec<serde_json::Value> {
    let output = run(&["outbox", "list", "--format", "json", "--data", data.to_str().unwrap()]);
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// How many deliveries are in a state.
pub fn in_state(data: &Path, state: &str) -> usize {
    deliveries(data).iter().filter(|line| line["state"] == state).count()
}

/// The letters in the spool.
pub fn spooled(data: &Path) -> Vec<PathBuf> {
    let spool = data.join("spool");
    if spool.exists() {
        files_below(&spool)
    } else {
        Vec::new()
    }
}

/// The text of a quoted-printable letter.
pub fn decoded(letter: &str) -> String {
    let (head, body) = letter.split_once("\r\n\r\n").unwrap();
    let body = body.replace("=\r\n", "");
    let mut parts = body.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    format!("{head}\r\n\r\n{}", String::from_utf8(bytes).unwrap())
}

/// A header of a letter.
pub fn header<'a>(letter: &'a str, name: &str) -> &'a str {
    let line = letter
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_else(|| panic!("no {name} in\n{letter}"))
}

#[test]
fn a_kit_by_email_brings_a_letter_to_the_reader_and_one_to_staff_that_names_nobody() {
    let data = data();
    let folder = data.path().join("store");
    let site = start(&folder, &["--staff-mail", "desk@example.org"]);
    let reference = ask_for_kit(&site, 7);
    let files = wait_for(|| spooled(&folder), |files| files.len() == 2);
    for file in &files {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(
            file.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(&format!("{reference}-"))
        );
    }
    let folder_mode = fs::metadata(folder.join("spool")).unwrap().permissions().mode();
    assert_eq!(folder_mode & 0o777, 0o700);
    let letters: BTreeMap<String, String> = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .map(|letter| (header(&letter, "To").to_owned(), letter))
        .collect();
    let kit = decoded(&letters["sam7@xq7mark.example.org"]);
    assert!(
        kit.contains("Hello Sam,") && kit.contains("/kit/pdf?about=sample-condition"),
        "{kit}"
    );
    assert!(!header(&kit, "Subject").contains("xq7mark"), "{kit}");
    let page = site.get("/kit/read?about=sample-condition");
    assert!(
        kit.contains("/kit/read?about=sample-condition\r\n") && page.contains(" 200 OK"),
        "{kit}"
    );
    let staff = decoded(&letters["desk@example.org"]);
    assert!(staff.contains(&reference) && staff.contains("Form: kit"), "{staff}");
    wait_for(|| in_state(&folder, "done"), |&done| done == 2);
    let mut told = site.log.told();
    for format in ["table", "json", "csv"] {
        let list = ["outbox", "list", "--format", format, "--data", folder.to_str().unwrap()];
        let list = String::from_utf8(run(&list).stdout).unwrap();
        assert!(list.contains(&reference) && list.contains("staff-notice"), "{list}");
        told.push_str(&list);
    }
    for mark in MARKS {
        assert!(
            !staff.contains(mark) && !told.contains(mark),
            "{mark} in\n{staff}\n{told}"
        );
    }
    let erase = [
        "submissions",
        "erase",
        &reference,
        "--yes",
        "--data",
        folder.to_str().unwrap(),
    ];
    assert_eq!(run(&erase).status.code(), Some(0));
    assert!(spooled(&folder).is_empty() && deliveries(&folder).is_empty());
}

#[test]
fn feedback_and_a_kit_to_read_now_send_nothing_and_a_message_tells_staff() {
    let data = data();
    let folder = data.path().join("store");
    let site = start(&folder, &[]);
    let kit = kit_body(3).replace("delivery=email", "delivery=now");
    assert!(site.post("/info-kit", &kit).starts_with("HTTP/1.1 303"));
    let feedback = format!("key={:032x}&opened=1&answered=no&missing=this", 4);
    assert!(site.post("/feedback", &feedback).starts_with("HTTP/1.1 303"));
    site.try_message(5, "Hello").unwrap();
    wait_for(|| in_state(&folder, "done"), |&done| done == 1);
    let [delivery] = deliveries(&folder).try_into().unwrap();
    assert_eq!(delivery["kind"], "staff-notice");
    let letter = fs::read_to_string(&spooled(&folder)[0]).unwrap();
    assert_eq!(header(&letter, "To"), "hello@example.org");
}

/// A small mail server of the test's own.
#[derive(Clone)]
pub struct MailServer {
    pub address: SocketAddr,
    /// What it answers to a letter: 250 takes it, 0 says nothing for ever.
    answer: Arc<AtomicU16>,
    /// How many letters were sent to it, taken or not.
    offered: Arc<AtomicU16>,
    letters: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    pub fn start(answer: u16) -> Self {
        Self::start_on(TcpListener::bind("127.0.0.1:0").unwrap(), answer)
    }

    fn start_on(listener: TcpListener, answer: u16) -> Self {
        Self::start_with(listener, answer, |server, stream| {
            greet(&stream)?;
            server.talk(&stream)
        })
    }

    /// With a way to meet each client.
    pub fn start_with(
        listener: TcpListener,
        answer: u16,
        meet: impl Fn(&Self, TcpStream) -> std::io::Result<()> + Clone + Send + 'static,
    ) -> Self {
        let server = Self {
            address: listener.local_addr().unwrap(),
            answer: Arc::new(AtomicU16::new(answer)),
            offered: Arc::default(),
            letters: Arc::default(),
        };
        let one = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (one, meet) = (one.clone(), meet.clone());
                std::thread::spawn(move || meet(&one, stream).ok());
            }
        });
        server
    }

    pub fn answer_with(&self, code: u16) {
        self.answer.store(code, Ordering::SeqCst);
    }

    /// The letters that it has taken.
    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }

    /// Settings of a site that uses it.
    pub fn settings(&self) -> Vec<String> {
        let port = self.address.port().to_string();
        [
            "--smtp-host",
            "127.0.0.1",
            "--smtp-security",
            "none",
            "--smtp-port",
            &port,
        ]
        .map(str::to_owned)
        .to_vec()
    }

    /// Talks SMTP with one client; a letter is kept before it is answered, as a real server does.
    pub fn talk(&self, stream: impl Read + Write) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream);
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            match line.trim_end() {
                "DATA" => {
                    lines.get_mut().write_all(b"354 go on\r\n")?;
                    let mut letter = String::new();
                    while !letter.ends_with("\r\n.\r\n") {
                        if lines.read_line(&mut letter)? == 0 {
                            return Ok(());
                        }
                    }
                    self.offered.fetch_add(1, Ordering::SeqCst);
                    match self.answer.load(Ordering::SeqCst) {
                        0 => std::thread::sleep(Duration::from_mins(1)),
                        250 => {
                            self.letters.lock().unwrap().push(letter);
                            lines.get_mut().write_all(b"250 taken\r\n")?;
                        }
                        // As some servers do, it quotes the address.
                        code => write!(lines.get_mut(), "{code} no such person sam@xq7mark.example.org\r\n")?,
                    }
                }
                "QUIT" => {
                    lines.get_mut().write_all(b"221 bye\r\n")?;
                    return Ok(());
                }
                _ => lines.get_mut().write_all(b"250 ok\r\n")?,
            }
        }
    }
}

/// Says who a mail server is.
pub fn greet(mut stream: impl Write) -> std::io::Result<()> {
    stream.write_all(b"220 test\r\n")
}

/// Makes everything that waits due, as if its pause were over.
pub fn let_pauses_end(data: &Path) {
    Stranger::at(data).run("UPDATE deliveries SET due_ms = 0 WHERE state = 'waiting'");
}

fn names(letters: &[String]) -> Vec<&str> {
    let mut names: Vec<&str> = letters.iter().map(|letter| header(letter, "Message-ID")).collect();
    names.sort_unstable();
    names
}

#[test]
fn while_the_mail_server_is_down_letters_wait_and_then_each_goes_once() {
    let data = data();
    let folder = data.path().join("store");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = closed.local_addr().unwrap();
    drop(closed);
    let port = address.port().to_string();
    let settings = [
        "--smtp-host",
        "127.0.0.1",
        "--smtp-security",
        "none",
        "--smtp-port",
        &port,
    ];
    let site = start(&folder, &settings);
    for key in 1..=4 {
        ask_for_kit(&site, key);
    }
    let refused = |list: &Vec<serde_json::Value>| list.iter().any(|line| line["fault"] == "connection refused");
    wait_for(|| deliveries(&folder), refused);
    assert_eq!(in_state(&folder, "waiting"), 8);
    drop(site);
    let site = start(&folder, &settings);
    ask_for_kit(&site, 5);
    let server = MailServer::start_on(TcpListener::bind(address).unwrap(), 250);
    // Again and again: a try that began before the mail server was up may fail after the first time.
    let done = || {
        let_pauses_end(&folder);
        in_state(&folder, "done")
    };
    wait_for(done, |&done| done == 10);
    let letters = server.letters();
    let mut once = names(&letters);
    once.dedup();
    assert_eq!((once.len(), letters.len()), (10, 10));
    for key in 1..=5 {
        let to = format!("To: sam{key}@xq7mark.example.org");
        assert_eq!(letters.iter().filter(|letter| letter.contains(&to)).count(), 1);
    }
}

#[test]
fn a_kill_while_a_letter_is_on_its_way_loses_nothing() {
    let data = data();
    let folder = data.path().join("store");
    let server = MailServer::start(0);
    let settings = server.settings();
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let site = start(&folder, &settings);
    for key in 1..=3 {
        ask_for_kit(&site, key);
    }
    // The first letter is with the server, which says nothing.
    wait_for(|| server.offered.load(Ordering::SeqCst), |&offered| offered > 0);
    site.signal("-KILL");
    drop(site);
    server.answer_with(250);
    let site = start(&folder, &settings);
    wait_for(|| in_state(&folder, "done"), |&done| done == 6);
    let letters = server.letters();
    let mut once = names(&letters);
    once.dedup();
    assert_eq!((once.len(), letters.len()), (6, 6));
    drop(site);
    let_pauses_end(&folder);
    let site = start(&folder, &settings);
    ask_for_kit(&site, 4);
    wait_for(|| in_state(&folder, "done"), |&done| done == 8);
    assert_eq!(server.letters().len(), 8, "what is done is not sent again");
}

#[test]
fn what_fails_for_days_is_given_up_told_without_names_and_sent_when_staff_say_so() {
    let data = data();
    let folder = data.path().join("store");
    let server = MailServer::start(550);
    let settings = server.settings();
    let mut settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    settings.extend(["--admin-listen", "127.0.0.1:0"]);
    let site = Running::start_with(
        Command::new(BINARY).args(["--form-limit", "none"]).args(&settings),
        &folder,
    );
    let reference = ask_for_kit(&site, 1);
    let tried = |list: &Vec<serde_json::Value>| list.iter().all(|line| line["fault"] == "smtp 550");
    wait_for(|| deliveries(&folder), tried);
    assert_eq!(in_state(&folder, "waiting"), 2);
    Stranger::at(&folder).run("UPDATE deliveries SET due_ms = 0, attempts = 8");
    wait_for(|| in_state(&folder, "dead"), |&dead| dead == 2);
    let machines = site.log.address_after("probes and metrics are at http://");
    let mut stream = TcpStream::connect(machines).unwrap();
    stream
        .write_all(b"GET /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut metrics = String::new();
    stream.read_to_string(&mut metrics).unwrap();
    assert!(metrics.contains("discwise_outbox{state=\"dead\"} 2"), "{metrics}");
    let log = site.log.wait_until(|log| log.matches("given up").count() == 2);
    assert!(!log.contains("xq7mark") && log.contains("smtp 550"), "{log}");
    server.answer_with(250);
    let path = folder.to_str().unwrap();
    let retry = run(&["outbox", "retry", &reference, "--data", path]);
    let told = String::from_utf8(retry.stdout).unwrap();
    assert!(told.starts_with("2 put back"), "{told}");
    wait_for(|| in_state(&folder, "done"), |&done| done == 2);
    assert!(refused(&["outbox", "retry", "BCDF-2345", "--data", path], 1).contains("BCDF-2345"));
    assert!(refused(&["outbox", "list", "--state", "lost", "--data", path], 2).contains("--state"));
}

/// Makes a pair of keys; gives the file of the secret one and the public one.
pub fn keys(folder: &Path, name: &str) -> (String, String) {
    let file = folder.join(name).to_str().unwrap().to_owned();
    let made = String::from_utf8(run(&["keygen", "--out", &file]).stdout).unwrap();
    let public = made.split_whitespace().find(|word| word.starts_with("age1"));
    (file, public.unwrap().to_owned())
}

#[test]
fn letters_about_sealed_requests_wait_for_staff_with_the_key() {
    let data = data();
    let folder = data.path().join("store");
    let (identity, recipient) = keys(data.path(), "identity");
    let (stranger, _) = keys(data.path(), "stranger");
    let site = start(&folder, &["--recipient", &recipient]);
    ask_for_kit(&site, 7);
    wait_for(
        || (in_state(&folder, "done"), in_state(&folder, "held")),
        |&states| states == (1, 1),
    );
    let letter = fs::read_to_string(&spooled(&folder)[0]).unwrap();
    assert_eq!(header(&letter, "To"), "hello@example.org");
    let path = folder.to_str().unwrap();
    let origin = "https://discs.example.org";
    let send = |key: &str| {
        let command = [
            "outbox",
            "send",
            "--identity",
            key,
            "--data",
            path,
            "--public-origin",
            origin,
            "--content",
            SMALL_LIBRARY,
        ];
        run(&command)
    };
    let refused = send(&stranger);
    assert_eq!(refused.status.code(), Some(1));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("1 are sealed to other keys"), "{told}");
    assert_eq!(send(&identity).stdout, b"1 sent.\n");
    let kit = spooled(&folder)
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .find_map(|letter| {
            let ours = header(&letter, "To") == "sam7@xq7mark.example.org";
            ours.then(|| decoded(&letter))
        });
    assert!(
        kit.unwrap()
            .contains("https://discs.example.org/kit/read?about=sample-condition")
    );
    assert_eq!(send(&identity).stdout, b"0 sent.\n");
    assert_eq!((in_state(&folder, "done"), in_state(&folder, "held")), (2, 0));
    assert!(!site.log.told().contains("xq7mark"));
}

/// A program that is called: keeps each call and gives one answer after another, the last again and again.
struct Program {
    address: SocketAddr,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Program {
    fn start(answers: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let program = Self {
            address: listener.local_addr().unwrap(),
            calls: Arc::default(),
        };
        let calls = Arc::clone(&program.calls);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let call = read_call(&mut stream);
                let mut calls = calls.lock().unwrap();
                let answer = answers.get(calls.len()).or(answers.last()).unwrap();
                calls.push(call);
                write!(
                    stream,
                    "HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                )
                .ok();
            }
        });
        program
    }

    fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

fn read_call(stream: &mut TcpStream) -> String {
    let mut call = Vec::new();
    let mut some = [0; 1024];
    loop {
        let text = String::from_utf8_lossy(&call).into_owned();
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        if let (Some((_, body)), Some(length)) = (text.split_once("\r\n\r\n"), length)
            && body.len() >= length
        {
            return text;
        }
        match stream.read(&mut some) {
            Ok(0) | Err(_) => return text,
            Ok(read) => call.extend(some.iter().take(read)),
        }
    }
}

/// HMAC-SHA-256 as RFC 2104 writes it, apart from what the site uses.
fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let block: [u8; 64] = std::array::from_fn(|at| key.get(at).copied().unwrap_or(0));
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text).finalize();
    Sha256::new()
        .chain_update(pad(0x5c))
        .chain_update(inner)
        .finalize()
        .to_vec()
}

#[test]
fn a_program_is_called_with_a_signature_and_no_redirect_is_followed() {
    let data = data();
    let folder = data.path().join("store");
    fs::create_dir(&folder).unwrap();
    let elsewhere = Program::start(&["200 OK"]);
    let redirect: &'static str = format!("307 Go\r\nlocation: http://{}/", elsewhere.address).leak();
    let answers: &'static [&'static str] = vec!["500 Not now", redirect, "200 OK"].leak();
    let program = Program::start(answers);
    let secret = data.path().join("secret");
    // 32 bytes of "k".
    fs::write(&secret, "whsec_a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=\n").unwrap();
    let url = format!("http://{}/hook", program.address);
    let site = start(
        &folder,
        &["--webhook", &url, "--webhook-secret-file", secret.to_str().unwrap()],
    );
    let reference = ask_for_kit(&site, 1);
    for (calls, fault) in [(1, "webhook 500"), (2, "webhook 307")] {
        wait_for(
            || deliveries(&folder),
            |list| list.iter().any(|line| line["fault"] == fault),
        );
        assert_eq!(program.calls().len(), calls);
        let_pauses_end(&folder);
    }
    wait_for(|| in_state(&folder, "done"), |&done| done == 3);
    assert!(elsewhere.calls().is_empty());
    let calls = program.calls();
    let mut ids = Vec::new();
    for call in &calls {
        let (head, body) = call.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /hook HTTP/1.1"), "{head}");
        let (id, at) = (header(head, "webhook-id"), header(head, "webhook-timestamp"));
        let signature = header(head, "webhook-signature").strip_prefix("v1,").unwrap();
        let expected = hmac(&[b'k'; 32], &format!("{id}.{at}.{body}"));
        let signed = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, signature).unwrap();
        assert_eq!(signed, expected);
        let told: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(
            told["data"],
            serde_json::json!({ "form": "kit", "reference": reference })
        );
        assert!(!MARKS.iter().any(|mark| call.contains(mark)), "{call}");
        ids.push(id);
    }
    ids.dedup();
    assert_eq!((calls.len(), ids.len()), (3, 1), "each try has the same id");
}

#[test]
fn settings_that_would_send_letters_in_the_open_or_nowhere_are_refused() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let short = data.path().join("short");
    fs::write(&short, "whsec_c2hvcnQ=").unwrap();
    let short = short.to_str().unwrap();
    let serve = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--admin-listen",
        "none",
        "--data",
        path,
    ];
    for (settings, told) in [
        (
            &["--smtp-host", "mail.example.org", "--smtp-security", "none"][..],
            "not this machine",
        ),
        (&["--smtp-port", "25"], "without --smtp-host"),
        (
            &["--smtp-host", "localhost", "--smtp-user", "sam"],
            "--smtp-password-file",
        ),
        (
            &[
                "--smtp-host",
                "localhost",
                "--smtp-user",
                "sam",
                "--smtp-password-file",
                "/nowhere",
            ],
            "/nowhere",
        ),
        (&["--staff-mail", "desk"], "--staff-mail"),
        (&["--webhook", "https://desk.example.org"], "--webhook-secret-file"),
        (
            &["--webhook", "http://desk.example.org", "--webhook-secret-file", short],
            "http://",
        ),
        (
            &[
                "--webhook",
                "http://localhost@desk.example.org",
                "--webhook-secret-file",
                short,
            ],
            "--webhook",
        ),
        (
            &["--webhook", "https://desk.example.org", "--webhook-secret-file", short],
            "24 bytes",
        ),
    ] {
        let answer = refused(&[&serve[..], settings].concat(), 2);
        assert!(answer.contains(told), "{settings:?}: {answer}");
        assert!(!answer.contains("c2hvcnQ"), "{answer}");
    }
}

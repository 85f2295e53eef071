//! Kits that staff make: one as a file, and those that readers want by mail as a queue to print.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use discwise::kit::Part;
use jiff::{Timestamp, ToSpan};

use crate::{
    outbox::ask_for_kit,
    process::{BINARY, Running, SMALL_LIBRARY, data, files_below, reference_in, refused, run},
    sealing::{keys, told},
};

/// The arguments of every command that makes kits.
const OF_THE_SITE: [&str; 4] = [
    "--content",
    SMALL_LIBRARY,
    "--public-origin",
    "https://discs.example.org",
];

/// What a field of a PDF says.
fn pdf_field(file: &Path, name: &str) -> String {
    let output = Command::new("pdfinfo").arg(file).output();
    let output = output.unwrap_or_else(|cause| panic!("pdfinfo of poppler-utils: {cause}"));
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.unwrap_or_else(|| panic!("no {name} in {text}")).trim().to_owned()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// The file that a test has a kit written to.
fn place(folder: &Path) -> (PathBuf, String) {
    let file = folder.join("kit.pdf");
    let path = file.to_str().unwrap().to_owned();
    (file, path)
}

#[test]
fn staff_make_a_kit_as_a_pdf_that_takes_nobodys_place() {
    let data = data();
    let (file, path) = place(data.path());
    let kit = "kit --procedure sample-procedure --level L4-L5 --paper a4 --without glossary sources -o";
    let command = [&kit.split(' ').collect::<Vec<_>>()[..], &[&path], &OF_THE_SITE].concat();
    let made = told(&command);
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF-1.7"));
    assert_eq!(mode(&file), 0o600);
    assert_eq!(made, format!("{path}: {} pages\n", pdf_field(&file, "Pages")));
    let title = pdf_field(&file, "Title");
    assert!(title.contains("Sample procedure") && title.contains("L4-L5"), "{title}");
    assert!(pdf_field(&file, "Page size").contains("A4"));
    let before = fs::read(&file).unwrap();
    assert!(refused(&command, 1).contains("File exists"));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn every_part_of_a_kit_can_be_left_out_by_its_name() {
    let data = data();
    let (file, path) = place(data.path());
    let kit = ["kit", "--not-sure", "--large-print", "--detail", "more", "--without"];
    let parts = Part::ALL.map(Part::value);
    let bare = [&kit[..], &parts, &["-o", &path, "--content", SMALL_LIBRARY]].concat();
    let output = run(&bare);
    let warned = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{warned}");
    assert!(
        warned.contains("http://127.0.0.1:8080") && warned.contains("--public-origin"),
        "{warned}"
    );
    assert!(fs::metadata(file).unwrap().len() > 10_000);
    let unknown = ["kit", "--not-sure", "--without", "songs", "-o", &path];
    assert!(refused(&unknown, 2).contains("self-care"));
}

#[test]
fn a_topic_that_there_is_not_is_told_with_the_one_that_may_be_meant() {
    let data = data();
    let (file, path) = place(data.path());
    for (flag, slug, hint) in [
        ("--condition", "sample-conditoin", "--condition sample-condition?"),
        ("--condition", "sample-procedure", "--procedure sample-procedure?"),
        ("--procedure", "procedure", "--procedure sample-procedure?"),
        ("--level", "l4-l6", "--level l4-l5?"),
        ("--condition", "rain", "the end of its address"),
    ] {
        let command = [&["kit", flag, slug, "-o", &path], &OF_THE_SITE[..]].concat();
        let told = refused(&command, 2);
        assert!(
            told.contains(&format!("{flag} is \"{slug}\"")) && told.contains(hint),
            "{told}"
        );
    }
    let nothing = refused(&[&["kit", "-o", &path], &OF_THE_SITE[..]].concat(), 2);
    assert!(
        nothing.contains("--condition") && nothing.contains("--not-sure"),
        "{nothing}"
    );
    assert!(!file.exists());
    let nowhere = [&["kit", "--not-sure", "-o", "/nowhere/kit.pdf"], &OF_THE_SITE[..]].concat();
    assert!(refused(&nowhere, 1).contains("cannot write /nowhere/kit.pdf"));
}

/// Asks for a kit by mail and gives the reference.
fn ask_by_post(site: &Running, key: u128, name: &str, address: &str) -> String {
    let opened = Timestamp::now().checked_sub(1.minute()).unwrap().as_millisecond();
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("key", format!("{key:032x}").as_str()),
            ("opened", &opened.to_string()),
            ("step", "send"),
            ("topics", "sample-procedure"),
            ("delivery", "post"),
            ("name", name),
            ("address", address),
        ])
        .finish();
    reference_in(&site.post("/info-kit", &body)).unwrap()
}

/// The command that prints the queue of a store into a folder.
fn print_queue<'a>(store: &'a str, out: &'a str) -> Vec<&'a str> {
    [&["kits", "print-queue", out, "--data", store], &OF_THE_SITE[..]].concat()
}

#[test]
fn kits_that_go_by_mail_are_printed_until_they_are_handled() {
    let data = data();
    let store = data.path().join("store");
    let (store, out) = (store.to_str().unwrap(), data.path().join("queue"));
    let site = Running::start(Path::new(store));
    let printed = |out: &Path| told(&print_queue(store, out.to_str().unwrap()));
    let nothing = data.path().join("nothing");
    assert_eq!(printed(&nothing), "No kits to print.\n");
    let first = ask_by_post(&site, 7, "Ann Marker", "1 Elm Street\r\nreference   BCDF-2345");
    let second = ask_by_post(&site, 8, "Bob Marker", "2 Oak Street");
    ask_for_kit(&site, 9);

    let answer = printed(&out);
    for reference in [&first, &second] {
        let pdf = out.join(format!("{reference}.pdf"));
        assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-1.7"));
        assert!(answer.contains(&format!("discwise submissions handled {reference}\n")));
    }
    assert!(!answer.contains("Marker") && !answer.contains("Street"), "{answer}");
    assert_eq!(mode(&out), 0o700);
    let files = files_below(&out);
    assert!(
        files.len() == 3 && files.iter().all(|file| mode(file) == 0o600),
        "{files:?}"
    );
    let addresses = fs::read_to_string(out.join("addresses.txt")).unwrap();
    let (one, other) = addresses.split_once("\n\n").unwrap();
    let begins = format!("reference   {first}\nfile        {first}.pdf\npages       ");
    assert!(one.starts_with(&begins), "{one}");
    // An address cannot pass for another request.
    assert!(
        one.ends_with("\nname        Ann Marker\naddress     1 Elm Street\n            reference   BCDF-2345"),
        "{one}"
    );
    assert!(
        other.contains("Bob Marker") && !addresses.contains("sam9"),
        "{addresses}"
    );

    let again = refused(&print_queue(store, out.to_str().unwrap()), 1);
    assert!(
        again.contains("cannot write") && again.contains("File exists"),
        "{again}"
    );
    told(&["submissions", "handled", &first, "--data", store]);
    let rest = printed(&data.path().join("rest"));
    assert!(rest.contains(&second) && !rest.contains(&first), "{rest}");
    told(&["submissions", "handled", &second, "--data", store]);
    assert_eq!(printed(&nothing), "No kits to print.\n");
    assert!(!nothing.exists());
}

#[test]
fn a_queue_that_cannot_be_written_leaves_nothing_behind() {
    let data = data();
    let store = data.path().join("store");
    let store = store.to_str().unwrap();
    let site = Running::start(Path::new(store));
    ask_by_post(&site, 7, "Ann", "1 Elm Street");
    let told = refused(&print_queue(store, "/nowhere/queue"), 1);
    assert!(told.contains("cannot write /nowhere/queue"), "{told}");
    // A limit on the size of files stands for a full disk: room for no whole kit.
    let out = data.path().join("queue");
    let command = [&[BINARY][..], &print_queue(store, out.to_str().unwrap())].concat();
    let full = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 40; exec \"$@\"", "sh"])
        .args(command)
        .env_clear()
        .output()
        .unwrap();
    assert_eq!(full.status.code(), Some(1), "{full:?}");
    assert!(!out.exists());
}

#[test]
fn sealed_requests_are_printed_with_the_identity_alone() {
    let data = data();
    let store = data.path().join("store");
    let store = store.to_str().unwrap();
    let (ann, ann_file) = keys(data.path(), "ann");
    let (_, eve_file) = keys(data.path(), "eve");
    let site = Running::start_by(Command::new(BINARY).args(["--recipient", &ann]), Path::new(store));
    let reference = ask_by_post(&site, 7, "Ann Marker", "1 Elm Street");
    let out = data.path().join("queue");
    let command = print_queue(store, out.to_str().unwrap());
    let closed = refused(&command, 1);
    assert!(
        closed.contains("sealed and not looked into: 1; --identity FILE"),
        "{closed}"
    );
    let wrong = refused(&[&command[..], &["--identity", &eve_file]].concat(), 1);
    assert!(wrong.contains("that identity does not open them"), "{wrong}");
    assert!(!out.exists());
    let opened = told(&[&command[..], &["--identity", &ann_file]].concat());
    assert!(opened.contains(&reference), "{opened}");
    let addresses = fs::read_to_string(out.join("addresses.txt")).unwrap();
    assert!(addresses.contains("Ann Marker"), "{addresses}");
}

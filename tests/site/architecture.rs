//! The plan of the house, held as data: who may use whom.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each room with the rooms it may use.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("config", &[]),
    ("content", &[]),
    ("search", &["content"]),
    ("kit", &["content"]),
    ("forms", &["content", "kit"]),
    ("store", &["forms"]),
    ("pages", &["content", "search", "kit", "forms"]),
    (
        "web",
        &["content", "search", "kit", "forms", "store", "outbox", "pages"],
    ),
    ("outbox", &["content", "kit", "forms", "store"]),
    ("operator", &["content", "kit", "forms", "store", "pages", "outbox"]),
];

/// Crates that only some rooms may name, nearly always one.
const KEPT_TO: [(&str, &[&str]); 26] = [
    ("clap", &["config"]),
    ("pulldown_cmark", &["content"]),
    ("toml", &["content"]),
    ("fluent_bundle", &["content"]),
    ("roxmltree", &["content"]),
    ("tantivy", &["search"]),
    ("strsim", &["search"]),
    ("typst", &["kit"]),
    ("typst_layout", &["kit"]),
    ("typst_pdf", &["kit"]),
    ("fast_qr", &["kit"]),
    ("phonenumber", &["forms"]),
    ("lettre", &["forms", "outbox"]),
    ("ureq", &["outbox"]),
    ("sqlx", &["store"]),
    ("age", &["store"]),
    ("askama", &["pages"]),
    ("axum", &["web"]),
    ("tower_http", &["web"]),
    ("governor", &["web"]),
    ("prometheus_client", &["web"]),
    ("brotli", &["web"]),
    ("flate2", &["web"]),
    ("lru", &["web"]),
    ("csv", &["operator"]),
    // Start-up alone follows a folder.
    ("notify_debouncer_full", &[]),
];

const NO_ROOMS: [&str; 5] = ["utils", "common", "helpers", "types", "misc"];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a file without its comments and the text in them.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms that some code names by `crate::room`, alone or in braces.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let first = |text: &str| -> String {
            text.trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        };
        match rest.strip_prefix('{') {
            None => drop(named.insert(first(rest))),
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (at, c) in group.char_indices() {
                    match c {
                        '}' if depth == 0 => break,
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        _ if start && !c.is_whitespace() => {
                            named.insert(first(&group[at..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    named
}

#[test]
fn rooms_use_only_the_rooms_that_the_plan_allows() {
    let rooms: BTreeSet<&str> = MAY_USE.iter().map(|(room, _)| *room).collect();
    let mut faults = Vec::new();
    for (room, allowed) in MAY_USE {
        let folder = source().join(room);
        let files = if folder.is_dir() {
            rust_files(&folder)
        } else {
            vec![source().join(format!("{room}.rs"))]
        };
        for file in files {
            for used in rooms_named(&code(&file)) {
                if used != room && rooms.contains(used.as_str()) && !allowed.contains(&used.as_str()) {
                    faults.push(format!("{} uses {used}", file.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_room_stands_in_the_plan() {
    let planned: BTreeSet<String> = MAY_USE.iter().map(|(room, _)| (*room).to_owned()).collect();
    let built: BTreeSet<String> = fs::read_dir(source())
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| !["bin", "build", "lib"].contains(&name.as_str()))
        .collect();
    assert_eq!(built, planned);
}

#[test]
fn a_crate_that_one_room_hides_is_named_nowhere_else() {
    let mut faults = Vec::new();
    for file in rust_files(&source()) {
        let code = code(&file);
        let room = file
            .strip_prefix(source())
            .unwrap()
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        for (name, homes) in KEPT_TO {
            let here = room.trim_end_matches(".rs");
            if !homes.contains(&here) && here != "bin" && names_crate(&code, name) {
                faults.push(format!("{} names {name}, which is kept to {homes:?}", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Whether some code names a crate; `age::` is not in `Language::`.
fn names_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[test]
fn a_crate_is_known_by_its_whole_name() {
    assert!(names_crate("use age::x25519;", "age") && names_crate("&dyn age::Identity", "age"));
    assert!(!names_crate("Language::English", "age"));
}

#[test]
fn the_reader_of_the_plan_sees_every_form_of_use() {
    assert_eq!(rooms_named("use crate::web::Site;"), BTreeSet::from(["web".to_owned()]));
    assert_eq!(
        rooms_named("use crate::{\n    content::{Html, Kind},\n    web,\n};"),
        BTreeSet::from(["content".to_owned(), "web".to_owned()])
    );
    assert_eq!(
        rooms_named("fn f() { crate::store::open() }"),
        BTreeSet::from(["store".to_owned()])
    );
}

#[test]
fn no_room_is_a_dropping_zone() {
    for file in rust_files(&source()) {
        for part in file.strip_prefix(source()).unwrap() {
            let name = part.to_string_lossy();
            assert!(!NO_ROOMS.contains(&name.trim_end_matches(".rs")), "{}", file.display());
        }
    }
}

//! The site from outside: the production router and the real binary, asked as readers, robots and operators ask.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test fails by panicking, and its modules are crates to nobody"
)]

mod architecture;
mod check_answers;
mod comparisons;
mod connect;
mod connections;
mod content_rules;
mod crawl;
mod disk;
mod documents;
mod durability;
mod encrypted_mail;
mod feature_rows;
mod figures;
mod folder;
mod kit;
mod kit_files;
mod kit_pdf;
mod level_table;
mod levels;
mod limits;
mod log;
mod machines;
mod mounts;
mod mutations;
mod my_request;
mod outbox;
mod privacy;
mod process;
mod questions_to_ask;
mod requests;
mod scan_words;
mod sealing;
mod search;
mod snapshots;
mod support;
mod symptom_check;
mod updates;
mod updates_letters;
mod watch;

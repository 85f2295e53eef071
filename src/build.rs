//! Tells Cargo which folders are compiled into the program, so that a new article or picture is never left out.

fn main() {
    for folder in ["content", "static", "templates"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}

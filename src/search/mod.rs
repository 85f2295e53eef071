//! Finds pages for words as patients write them; hides the search library.
//!
//! [`Index::build`] reads a library once. A page is one document of the index, with its names, headings, summary and text
//! as fields, since a reader looks for a page; which of its sections a hit leads to, and which sentences it shows, is
//! chosen after, from sentences that were taken apart at load.
//!
//! A [`Query`] is plain text, in which no mark has a meaning. Its words are understood before anything is looked up:
//! levels in every form become one word, a word that no page has becomes the nearest one that some page has, and
//! phrases bring along what means the same.

mod document;
mod entry;
mod extract;
mod index;
mod lexicon;
mod query;
#[cfg(test)]
mod tests;
mod tools;
mod understanding;
mod wording;

pub use entry::Found;
pub use extract::Piece;
pub use index::{Definition, Hit, Index, Results, SearchError};
pub use query::Query;

//! The info kit: a reader's choice and the library make one document to take to an appointment.
//!
//! What a reader chooses stands in the address of the kit, [`KitChoice::query`]; it names topics and never a person.
//! [`Kit::assemble`] takes the parts out of the articles, with one count of sources over all of them. Nothing is kept.

mod assembling;
mod choice;
#[cfg(test)]
mod tests;
mod typesetting;

pub use assembling::{Chapter, Compared, Extract, Kit, Passage, Situation, Steps};
pub use choice::{
    Detail, KitChoice, KitFault, KitQuery, MOST_TOPICS, NO_PART, NOT_SURE, PDF, Paper, Part, READ, field, topics,
};
pub use typesetting::{Manuscript, Typesetter, TypesettingError};

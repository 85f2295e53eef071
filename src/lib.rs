//! Discwise: a patient-education website about spinal discs in one program.
//!
//! Two lanes run through the house.
//!
//! ```text
//! reading   content/**  ->  content  ->  Library  ->  pages  ->  web  ->  response
//! writing   browser form  ->  web  ->  forms  ->  Submission  ->  store  ->  operator
//! ```

pub mod config;
pub mod content;
pub mod forms;
pub mod operator;
pub mod pages;
pub mod store;
pub mod web;

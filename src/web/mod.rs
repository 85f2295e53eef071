//! The edge of the house: HTTP in, representations and form answers out.

mod caching;
mod negotiation;
mod representation;

pub use representation::{Effort, Representations};

//! Markdown to markup, in three stages:
//!
//! 1. [`build`](mod@build) turns the text into a [`Document`](document::Document), a tree of blocks with their lines;
//! 2. [`passages`] lays out what a reader reads, sentence by sentence, for the publish rules;
//! 3. [`render`](mod@render) writes the markup of a page.

pub(in crate::content) mod build;
mod cards;
mod citations;
pub(in crate::content) mod document;
mod frame;
mod ids;
mod inline;
pub(in crate::content) mod outcome;
pub(in crate::content) mod passages;
mod render;
pub(in crate::content) mod sentences;
mod table;
mod terms;
#[cfg(test)]
mod tests;

pub(in crate::content) use build::{document, inlines};
pub(in crate::content) use ids::{reserved, slug_of};
pub(in crate::content) use render::{Page, render, timeline};
pub(in crate::content) use terms::TermIndex;

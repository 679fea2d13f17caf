//! The words that headers, cells and headings are made of, and those that a kind of docs has of its own.

pub(super) mod marks;
pub(super) mod style;
pub(super) mod vocabulary;

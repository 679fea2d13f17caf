//! The text of the documents and places in it. Comes in: paths and texts. Goes out: [`SourceMap`], [`Span`].

mod source;
mod span;

pub use source::{FileId, Source, SourceMap};
pub use span::Span;

//! The text of the documents and places in it. Comes in: paths and texts. Goes out: [`SourceMap`], [`Span`], [`Spelling`].

mod source;
mod span;
mod spelling;

pub use source::{FileId, Source, SourceMap};
pub use span::Span;
#[doc(hidden)]
pub use spelling::{Speller, Spelling, range_in};

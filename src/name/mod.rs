//! Names as sequences of words. Comes in: a name in any spelling. Goes out: its [`words`], the name in a [`Case`].

mod case;
mod words;

pub use case::Case;
pub use words::words;

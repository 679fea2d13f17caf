//! Dialects: tables → drafts whose columns have roles. Comes in: documents and [`Dialect`]s. Goes out: drafts, and why
//! each table was read or left out.

mod builtin;
mod coverage;
mod draft;
mod file;
mod row;

pub use builtin::{BUILTIN, builtin};
pub use coverage::{Coverage, Outcome, PageCoverage, TableCoverage, Verdict};
pub(crate) use draft::{Draft, Listed, likeness, recognise};
pub use file::{Dialect, Escapes, Names, Notes};
pub(crate) use row::{listed, suffix};

//! Dialects: pages → drafts whose cells have roles. Comes in: documents and [`Dialect`]s. Goes out: drafts, and why each
//! page and table was read or left out.

mod builtin;
pub(crate) mod canonical;
mod choose;
mod coverage;
pub(crate) mod draft;
mod few;
pub(crate) mod file;
mod generated;
mod read;
mod written;

pub use builtin::{BUILTIN, builtin};
pub(crate) use choose::{Candidate, Choice, Page, by_people, choose, shows_operations};
pub use coverage::{ColumnCoverage, Coverage, Outcome, PageCoverage, TableCoverage, Verdict};
pub(crate) use draft::{Draft, OperationDraft};
pub use file::{Dialect, Names, Style};
pub use generated::{
    Alias, Column, Escapes, ForMark, Generated, Notes, Null, NullByType, Operations, Parameters, Pseudo, Values,
    Variants,
};
pub(crate) use read::{Reading, read};
pub use written::{Mark, Role, Written};
pub(crate) use written::{bind, header, is_enum};

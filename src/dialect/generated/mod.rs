//! Pages that a program writes, all of one shape. Comes in: a document and its dialect. Goes out: the model or the
//! operations that it shows.

mod cells;
mod escapes;
mod file;
mod lists;
mod notes;
mod operations;
mod page;
mod prose;
mod table;

pub use escapes::{Escapes, ForMark};
pub(super) use file::same;
pub use file::{Alias, Column, Generated, Notes, Null, NullByType, Operations, Parameters, Pseudo, Values, Variants};
pub(super) use operations::read as read_operations;
pub(super) use page::read as read_model;

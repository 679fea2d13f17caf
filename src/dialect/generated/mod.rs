//! Pages that a program writes, all of one shape. Comes in: a document and its dialect. Goes out: the model or the
//! operations that it shows.

mod cells;
mod escapes;
mod file;
mod headings;
mod lists;
mod notes;
mod operations;
mod operations_file;
mod page;
mod prose;
mod table;

pub use escapes::{Escapes, ForMark};
pub(super) use file::same;
pub use file::{Alias, Column, Generated, Notes, Null, NullByType, Pseudo, Values, Variants};
pub(super) use operations::read as read_operations;
pub use operations_file::{Operations, Parameters};
pub(super) use page::read as read_model;

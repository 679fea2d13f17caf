//! Rows of a table whose columns have roles → fields, and fields in fields.

pub(super) mod alternatives;
pub(super) mod endpoints;
pub(super) mod fields;
pub(super) mod nested_names;
pub(super) mod nesting;
pub(super) mod others;
pub(super) mod row_cells;
pub(super) mod row_types;
pub(super) mod row_values;
pub(super) mod written_out;

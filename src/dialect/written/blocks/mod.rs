//! Lists, lines of labels, code and headings of members → the tables that they would be.

pub(super) mod coded_values;
pub(super) mod list_sections;
pub(super) mod lists;
pub(super) mod member_headings;
pub(super) mod record_lines;
pub(super) mod record_runs;
pub(super) mod record_tables;
pub(super) mod record_tags;
pub(super) mod records;
pub(super) mod schema_lists;
pub(super) mod shown_names;
pub(super) mod type_headings;

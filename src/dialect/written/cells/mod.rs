//! Texts of cells and items → what they say: names, types, bounds, values, facts. Nothing here knows of a table.

pub(super) mod bounds;
pub(super) mod constraints;
pub(super) mod declared;
pub(super) mod declared_code;
pub(super) mod digits;
pub(super) mod facts;
pub(super) mod inequalities;
pub(super) mod inline;
pub(super) mod intervals;
pub(super) mod item_types;
pub(super) mod items;
pub(super) mod labels;
pub(super) mod meanings;
pub(super) mod name_text;
pub(super) mod names;
pub(super) mod naming;
pub(super) mod schema_cells;
pub(super) mod times;
pub(super) mod type_marks;
pub(super) mod type_steps;
pub(super) mod type_text;
pub(super) mod type_words;
pub(super) mod types;
pub(super) mod value_lists;

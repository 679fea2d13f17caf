//! Pages → drafts. One state goes through a page from top to bottom; each file is what it does at one kind of place.

pub(super) mod aliases;
pub(super) mod composition;
pub(super) mod declared_types;
pub(super) mod details;
pub(super) mod elsewhere;
pub(super) mod finish;
pub(super) mod labelled_tables;
pub(super) mod listed;
pub(super) mod member_tables;
pub(super) mod owners;
pub(super) mod page;
pub(super) mod rules;
pub(super) mod sample_keys;
pub(super) mod sampled_rows;
pub(super) mod sections;
pub(super) mod statements;
pub(super) mod surroundings;
pub(super) mod tables;
pub(super) mod told_fields;
pub(super) mod told_rows;
pub(super) mod unread;
pub(super) mod unread_sections;
pub(super) mod untyped;
pub(super) mod values;
pub(super) mod wire;

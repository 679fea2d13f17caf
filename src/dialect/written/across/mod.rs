//! The drafts of all pages → the same, where names and links lead to models and no two models have one name.

pub(super) mod binding;
pub(super) mod contrast;
pub(super) mod links;
pub(super) mod parts;
pub(super) mod pointers;
pub(super) mod twins;

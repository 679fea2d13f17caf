//! Drafts → schema. Comes in: drafts and what the configuration sets. Goes out: a [`crate::schema::Schema`] and its
//! [`Origins`]. After this point nothing borrows from documents.

mod options;
mod origins;
mod schema;

pub use options::{FieldSetting, Fix, ModelSetting, Options, UnsaidNull, UnsaidPresence, WireCase, WireNames};
pub use origins::{Evidence, Fact, Origin, Origins};
pub(crate) use schema::resolve;

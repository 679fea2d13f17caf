//! The types of a bookshop's API, as its docs have them.

/// The models of the pages in `docs`.
pub mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

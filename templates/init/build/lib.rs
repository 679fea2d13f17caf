pub mod models {
    fieldtable::include_models!("models.rs");
}

//! Written by `fieldtable init --build-script`. Makes `models.rs` from the docs; cargo runs it again when they change.

fn main() -> Result<(), fieldtable::Error> {
    fieldtable::Builder::new().config("fieldtable.toml").out("models.rs").run()?;
    Ok(())
}

//! Makes `models.rs` from the pages in `docs`. Cargo runs this again when a page or the configuration changes.

fn main() -> Result<(), fieldtable::Error> {
    let summary = fieldtable::Builder::new().config("fieldtable.toml").docs("docs/").out("models.rs").run()?;
    assert!(summary.models > 0, "the pages in docs/ describe models");
    Ok(())
}

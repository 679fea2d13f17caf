//! The whole way with the library alone: the pages of a folder → Rust, as a build script goes it. Written nowhere.

use fieldtable::config::{Config, load};
use fieldtable::emit::rust;
use std::io::Write;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("the first argument is a folder")?);
    let loaded = load(&Config { sources: vec![folder], ..Config::default() })?;
    let compilation = fieldtable::compile(&loaded.sources, &loaded.options);
    let mut bytes = 0;
    rust::emit_into(&compilation.schema, &rust::Options::default(), &mut |piece| bytes += piece.len());
    writeln!(std::io::stdout(), "{} models, {bytes} bytes", compilation.schema.models.len())?;
    Ok(())
}

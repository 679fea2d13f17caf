//! Other formats beside the Rust.

use super::{Builder, Export};
use crate::compile::Compilation;
use crate::config;
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::provenance::Pages;
use crate::text::SourceMap;
use std::path::PathBuf;

impl Builder {
    /// Writes another format too, with the feature `export`; `format` is the id of one of [`crate::emit::EMITTERS`].
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").export("json-schema", "schema.json").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn export(mut self, format: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.exports.push(Export { format: format.into(), path: path.into(), text });
        self
    }
}

fn text(
    format: &str,
    sources: &SourceMap,
    compilation: &Compilation,
    findings: &[Diagnostic],
) -> Result<String, Error> {
    let pages = Pages::new(sources, compilation).findings(findings);
    Ok((config::emitter(format)?.emit)(&compilation.schema, &pages))
}

//! What a run of a [`Builder`] does: options and pages come in; files, lines for cargo and a [`Summary`] go out.

use super::memo::{self, TextDigest};
use super::{Builder, Export, Summary};
use crate::compile;
use crate::config::{self, Config};
use crate::diag::render::{Format, render};
use crate::diag::{Diagnostic, Severity};
use crate::emit::rust;
use crate::error::Error;
use crate::output::{self, Pending, Written};
use crate::text::SourceMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

impl Builder {
    /// Reads the docs and writes the code. Prints what cargo needs to know: the files that the outcome depends on, and the
    /// findings as warnings and errors. When the pages, the options, this program and the files that the last run wrote are
    /// as they were, says again what that run said: it is kept in `OUT_DIR`, if cargo has set it.
    ///
    /// # Errors
    /// When a file or an option cannot be used, or a finding is at error level; then nothing is written.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// let summary = fieldtable::Builder::new().docs("docs/").run()?;
    /// assert!(summary.models > 0, "the pages in docs/ describe models");
    /// # Ok(())
    /// # }
    /// ```
    pub fn run(self) -> Result<Summary, Error> {
        let mut lines = String::new();
        let outcome = self.build(&mut lines);
        let mut out = std::io::stdout().lock();
        out.write_all(lines.as_bytes()).map_err(|it| Error::io("write", Path::new("standard output"), it))?;
        outcome
    }

    pub(super) fn build(self, lines: &mut String) -> Result<Summary, Error> {
        if let Some(path) = &self.file {
            rerun_if_changed(lines, path);
        }
        let file = self.file.as_deref().map(Config::read).transpose()?.unwrap_or_default();
        let config = file.overlaid_with(self.config);
        for path in config.sources.iter().chain(&config.dialects).chain(&config.notations) {
            if path.exists() {
                rerun_if_changed(lines, path);
            }
        }
        let loaded = config::load(&config)?;
        loaded.dependencies.iter().for_each(|it| rerun_if_changed(lines, it));
        // What is included is one file, and cannot have inner attributes.
        let options = rust::Options { layout: rust::Layout::File, rustfmt_skip: false, ..config.rust.clone() };
        let cargos = std::env::var_os("OUT_DIR").map(PathBuf::from);
        let folder = self
            .out_dir
            .or_else(|| cargos.clone())
            .ok_or_else(|| Error::other("`OUT_DIR` is not set: this is for build scripts; or call `out_dir`"))?;
        let ids: Vec<_> = self.exports.iter().map(|it| (&it.format, &it.path)).collect();
        let targets = (&folder, &self.out, ids);
        let place = self.memo.or(cargos).map(|it| memo::place(&it, &targets));
        let known = place.and_then(|it| Some((it, memo::key(&loaded, &config, &targets)?)));
        if let Some(last) = known.as_ref().and_then(|(place, key)| memo::recall(place, *key)) {
            lines.push_str(&last.lines);
            let (models, findings) = (last.models, last.findings);
            return Ok(Summary { models, findings, files: Written { unchanged: last.files(), ..Written::default() } });
        }
        let evidence = loaded.options.evidence || !self.exports.is_empty();
        let compilation = compile(&loaded.sources, &compile::Options { evidence, ..loaded.options });
        let path = folder.join(self.out.as_deref().unwrap_or(Path::new("models.rs")));
        let (mut code, mut digest) = (Pending::new(&path), TextDigest::new());
        let notices = rust::emit_into(&compilation.schema, &options, &mut |piece| {
            code.write(piece);
            digest.add(piece.as_bytes());
        });
        let findings = config::judge(&config, &loaded.sources, loaded.findings, &compilation, Some(notices));
        let said = lines.len();
        let errors = report(lines, &loaded.sources, &findings);
        if errors > 0 {
            return Err(Error::other(format!("errors in the docs: {errors}; no code was written")));
        }
        let models = compilation.schema.models.len();
        let mut exported: Vec<(PathBuf, String)> = Vec::new();
        for Export { format, path, text } in &self.exports {
            exported.push((folder.join(path), text(format, &loaded.sources, &compilation, &findings)?));
        }
        let mut files = code.keep()?;
        let mut keys = vec![(path, digest.finish())];
        for (path, text) in exported {
            files.append(output::write_file(&path, &text)?);
            keys.push((path, TextDigest::of(text.as_bytes())));
        }
        if let Some((place, key)) = known {
            memo::Outcome::new(key, models, findings.len(), lines[said..].to_owned(), keys).keep(&place)?;
        }
        Ok(Summary { models, findings: findings.len(), files })
    }
}

fn rerun_if_changed(lines: &mut String, path: &Path) {
    // The same path twice does no harm.
    let _ = writeln!(lines, "cargo::rerun-if-changed={}", path.display());
}

/// Findings as lines that cargo shows; how many of them are errors.
fn report(lines: &mut String, sources: &SourceMap, findings: &[Diagnostic]) -> usize {
    /// Of one kind: a build log is read by people.
    const SHOWN: usize = 5;
    for level in [Severity::Error, Severity::Warning] {
        let some: Vec<_> = findings.iter().filter(|it| it.severity == level).cloned().collect();
        for line in render(sources, &some, Format::Short, Some(SHOWN)).lines() {
            let _ = writeln!(lines, "cargo::{}={line}", level.word());
        }
    }
    findings.iter().filter(|it| it.severity == Severity::Error).count()
}

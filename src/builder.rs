//! The door for build scripts. Comes in: options, as methods or from `fieldtable.toml`. Goes out: a file in `OUT_DIR`,
//! lines that cargo reads, a [`Summary`].

use crate::compile;
use crate::config::{self, Config, FindingSetting};
use crate::diag::render::{Format, render};
use crate::diag::{Code, Diagnostic, Severity};
use crate::emit::rust;
use crate::error::Error;
use crate::output::{self, Written};
use crate::provenance::Pages;
use crate::resolve::{self, FieldSetting, Fix, ModelSetting, WireCase};
use crate::text::SourceMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Makes Rust types from docs in a build script.
///
/// ```no_run
/// # fn main() -> Result<(), fieldtable::Error> {
/// fieldtable::Builder::new().docs("docs/").out("models.rs").run()?;
/// # Ok(())
/// # }
/// ```
///
/// and in the crate: `fieldtable::include_models!("models.rs");`. What a method says wins over the configuration file.
#[derive(Debug, Clone, Default)]
#[must_use = "nothing happens until `run` is called"]
pub struct Builder {
    config: Config,
    file: Option<PathBuf>,
    out: Option<PathBuf>,
    out_dir: Option<PathBuf>,
    exports: Vec<(String, PathBuf)>,
    /// Where to keep what a run came to, instead of `OUT_DIR`.
    memo: Option<PathBuf>,
}

/// What a run of a [`Builder`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// How many models there are.
    pub models: usize,
    /// How many findings there were that are no errors.
    pub findings: usize,
    /// The files.
    pub files: Written,
}

impl Builder {
    /// A builder that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds pages: a file, a folder or a glob, relative to the folder of the crate.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/models/").docs("docs/Errors.md").docs("docs/api/**/*Model.md").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn docs(mut self, path: impl Into<PathBuf>) -> Self {
        self.config.sources.push(path.into());
        self
    }

    /// Leaves out the pages that match a glob.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").exclude("docs/internal/**").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn exclude(mut self, glob: impl Into<PathBuf>) -> Self {
        self.config.exclude.push(glob.into());
        self
    }

    /// Reads a configuration file, `fieldtable.toml`.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").config("fieldtable.toml").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// The name of the file with the Rust code, in `OUT_DIR`. `models.rs` when this is not called.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").out("models.rs").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn out(mut self, path: impl Into<PathBuf>) -> Self {
        self.out = Some(path.into());
        self
    }

    /// The folder to write into, instead of `OUT_DIR`.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").out_dir("src/generated").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Writes another format too; `format` is the id of one of [`crate::emit::EMITTERS`].
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").export("json-schema", "schema.json").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn export(mut self, format: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.exports.push((format.into(), path.into()));
        self
    }

    /// The dialect of the pages, by id; recognised by evidence when this is not called.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").dialect("openapi-generator-php").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn dialect(mut self, id: impl Into<String>) -> Self {
        self.config.dialect = Some(id.into());
        self
    }

    /// Knows the dialect in this file besides the built-in ones.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").dialect_file("fieldtable/dialect.toml").dialect("ledger").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn dialect_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.config.dialects.push(path.into());
        self
    }

    /// Knows the notation in this file besides the built-in ones.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").notation_file("fieldtable/notation.toml").dialect_file("fieldtable/dialect.toml").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn notation_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.config.notations.push(path.into());
        self
    }

    /// Makes a request type of each operation that the pages describe.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").operations(true).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn operations(mut self, yes: bool) -> Self {
        self.config.operations = yes;
        self
    }

    /// The case of names on the wire.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// use fieldtable::name::Case;
    /// use fieldtable::resolve::WireCase;
    ///
    /// fieldtable::Builder::new().docs("docs/").wire_names(WireCase::Case(Case::Snake)).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn wire_names(mut self, case: WireCase) -> Self {
        self.config.wire_names.case = Some(case);
        self
    }

    /// The name on the wire of the field that the pages show as `shown` (`field`, or `Model.field`).
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// fieldtable::Builder::new().docs("docs/").wire_name("Customer.line1", "line_1").run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn wire_name(mut self, shown: impl Into<String>, wire: impl Into<String>) -> Self {
        self.config.wire_names.names.insert(shown.into(), wire.into());
        self
    }

    /// What holds where the pages are silent.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// use fieldtable::resolve::{self, UnsaidNull};
    ///
    /// let silent = resolve::Options { unsaid_null: Some(UnsaidNull::Never), ..resolve::Options::default() };
    /// fieldtable::Builder::new().docs("docs/").schema(silent).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn schema(mut self, options: resolve::Options) -> Self {
        self.config.schema = options;
        self
    }

    /// How the Rust looks.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// use fieldtable::emit::rust;
    ///
    /// let looks = rust::Options { enums: rust::Openness::Closed, ..rust::Options::default() };
    /// fieldtable::Builder::new().docs("docs/").rust(looks).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn rust(mut self, options: rust::Options) -> Self {
        self.config.rust = options;
        self
    }

    /// Mends a row.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// use fieldtable::resolve::Fix;
    ///
    /// let fix = Fix { page: "Customer.md".into(), row: 13, name: Some("email".into()), ..Fix::default() };
    /// fieldtable::Builder::new().docs("docs/").fix(fix).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fix(mut self, fix: Fix) -> Self {
        self.config.fix.push(fix);
        self
    }

    /// Settings of the models whose names match a glob.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// use fieldtable::resolve::ModelSetting;
    ///
    /// let skip = ModelSetting { skip: true, ..ModelSetting::default() };
    /// fieldtable::Builder::new().docs("docs/").model("Internal*", skip).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn model(mut self, glob: impl Into<String>, setting: ModelSetting) -> Self {
        self.config.model.insert(glob.into(), setting);
        self
    }

    /// Settings of the fields whose `Model.field` matches a glob.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// use fieldtable::resolve::FieldSetting;
    ///
    /// let nullable = FieldSetting { nullable: Some(true), ..FieldSetting::default() };
    /// fieldtable::Builder::new().docs("docs/").field("*.birthdate", nullable).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn field(mut self, glob: impl Into<String>, setting: FieldSetting) -> Self {
        self.config.field.insert(glob.into(), setting);
        self
    }

    /// How much a kind of finding matters.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), fieldtable::Error> {
    /// use fieldtable::config::FindingSetting;
    /// use fieldtable::diag::{Code, Severity};
    ///
    /// let setting = FindingSetting { level: Severity::Error, ..FindingSetting::default() };
    /// fieldtable::Builder::new().docs("docs/").finding(Code::UndocumentedModel, setting).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn finding(mut self, code: Code, setting: FindingSetting) -> Self {
        self.config.findings.insert(code, setting);
        self
    }

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

    fn build(self, lines: &mut String) -> Result<Summary, Error> {
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
        let exports: Vec<_> = self
            .exports
            .into_iter()
            .map(|(id, path)| Ok((config::emitter(&id)?, path)))
            .collect::<Result<_, Error>>()?;
        let loaded = config::load(&config)?;
        loaded.dependencies.iter().for_each(|it| rerun_if_changed(lines, it));
        // What is included is one file, and cannot have inner attributes.
        let options = rust::Options { layout: rust::Layout::File, rustfmt_skip: false, ..config.rust.clone() };
        let cargos = std::env::var_os("OUT_DIR").map(PathBuf::from);
        let folder = self
            .out_dir
            .or_else(|| cargos.clone())
            .ok_or_else(|| Error::other("`OUT_DIR` is not set: this is for build scripts; or call `out_dir`"))?;
        let ids: Vec<_> = exports.iter().map(|it| (it.0.id, &it.1)).collect();
        let targets = (&folder, &self.out, ids);
        let place = self.memo.or(cargos).map(|it| memo::place(&it, &targets));
        let known = place.and_then(|it| Some((it, memo::key(&loaded, &config, &targets)?)));
        if let Some(last) = known.as_ref().and_then(|(place, key)| memo::recall(place, *key)) {
            lines.push_str(&last.lines);
            let (models, findings) = (last.models, last.findings);
            return Ok(Summary { models, findings, files: Written { unchanged: last.files(), ..Written::default() } });
        }
        let evidence = loaded.options.evidence || !exports.is_empty();
        let compilation = compile(&loaded.sources, &compile::Options { evidence, ..loaded.options });
        let emission = rust::emit(&compilation.schema, &options);
        let findings = config::judge(&config, &loaded.sources, loaded.findings, &compilation, Some(emission.notices));
        let said = lines.len();
        let errors = report(lines, &loaded.sources, &findings);
        if errors > 0 {
            return Err(Error::other(format!("errors in the docs: {errors}; no code was written")));
        }
        let models = compilation.schema.models.len();
        let mut texts: Vec<(PathBuf, String)> = Vec::new();
        for artifact in emission.artifacts {
            let path = self.out.as_deref().unwrap_or(Path::new(&artifact.path));
            texts.push((folder.join(path), artifact.text));
        }
        let pages = Pages { sources: &loaded.sources, compilation: &compilation };
        for (emitter, path) in &exports {
            texts.push((folder.join(path), (emitter.emit)(&compilation.schema, &pages)));
        }
        let mut files = Written::default();
        for (path, text) in &texts {
            files.append(output::write_file(path, text)?);
        }
        if let Some((place, key)) = known {
            memo::Outcome::new(key, models, findings.len(), lines[said..].to_owned(), &texts).keep(&place)?;
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

mod memo;
#[cfg(test)]
mod tests;

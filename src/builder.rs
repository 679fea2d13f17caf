//! The door for build scripts. Comes in: options, as methods or from `fieldtable.toml`. Goes out: a file in `OUT_DIR`,
//! lines that cargo reads, a [`Summary`].

use crate::compile::Compilation;
use crate::config::{Config, FindingSetting};
use crate::diag::{Code, Diagnostic};
use crate::emit::rust;
use crate::error::Error;
use crate::output::Written;
use crate::resolve::{self, FieldSetting, Fix, ModelSetting, WireCase};
use crate::text::SourceMap;
use std::path::PathBuf;

/// Makes Rust types from docs in a build script.
///
/// ```no_run
/// # fn main() -> Result<(), fieldtable::Error> {
/// fieldtable::Builder::new().docs("docs/").out("models.rs").run()?;
/// # Ok(())
/// # }
/// ```
///
/// and in the crate: `include!(concat!(env!("OUT_DIR"), "/models.rs"));`, or, where `fieldtable` is a dependency too,
/// `fieldtable::include_models!("models.rs");`. What a method says wins over the configuration file.
#[derive(Debug, Clone, Default)]
#[must_use = "nothing happens until `run` is called"]
pub struct Builder {
    config: Config,
    file: Option<PathBuf>,
    out: Option<PathBuf>,
    out_dir: Option<PathBuf>,
    exports: Vec<Export>,
    /// Where to keep what a run came to, instead of `OUT_DIR`.
    memo: Option<PathBuf>,
}

/// A file in another format than Rust.
#[derive(Debug, Clone)]
struct Export {
    format: String,
    path: PathBuf,
    /// The text in that format. A pointer, so that who cannot ask for other formats builds none of them.
    text: fn(&str, &SourceMap, &Compilation, &[Diagnostic]) -> Result<String, Error>,
}

/// What a run of a [`Builder`] did.
///
/// ```no_run
/// # fn main() -> Result<(), fieldtable::Error> {
/// let summary = fieldtable::Builder::new().docs("docs/").run()?;
/// println!("{} models, {} findings", summary.models, summary.findings);
/// # Ok(())
/// # }
/// ```
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
    ///
    /// ```
    /// let builder = fieldtable::Builder::new();
    /// # let _ = builder;
    /// ```
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
}

#[cfg(feature = "export")]
mod export;
mod memo;
mod run;
#[cfg(test)]
mod tests;

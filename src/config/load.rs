//! [`Config`] → texts and options. The only place where the library reads pages.

use super::{Config, findings, pages};
use crate::compile;
use crate::diag::{Code, Diagnostic, Sink};
use crate::dialect::{self, Dialect};
use crate::error::Error;
use crate::infer;
use crate::name::did_you_mean;
use crate::parallel;
use crate::progress::Progress;
use crate::text::{SourceMap, Span};
use crate::typexpr::Notation;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A run that is ready for [`compile::compile`].
///
/// ```no_run
/// use fieldtable::config::{Config, load};
///
/// let config = Config { sources: vec!["docs/".into()], ..Config::default() };
/// let loaded = load(&config)?;
/// println!("{} pages, {} files to watch", loaded.sources.len(), loaded.dependencies.len());
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The pages.
    pub sources: SourceMap,
    /// What steers reading them.
    pub options: compile::Options,
    /// What was wrong with the files themselves.
    pub findings: Vec<Diagnostic>,
    /// Every file that was read and every folder that was searched; when one of them changes, the outcome may.
    pub dependencies: Vec<PathBuf>,
}

/// Expands globs, reads pages and the user's own dialects and notations.
///
/// # Errors
/// When a file is missing or cannot be read, or a name in the configuration stands for nothing.
///
/// ```no_run
/// use fieldtable::config::{Config, load};
///
/// let config = Config { sources: vec!["docs/".into()], ..Config::default() };
/// let loaded = load(&config)?;
/// let compilation = fieldtable::compile(&loaded.sources, &loaded.options);
/// println!("{} models", compilation.schema.models.len());
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn load(config: &Config) -> Result<Loaded, Error> {
    load_watched(config, &())
}

/// As [`load`], for somebody who waits.
///
/// # Errors
/// As [`load`].
///
/// ```no_run
/// use fieldtable::config::{Config, load_watched};
///
/// let config = Config { sources: vec!["docs/".into()], ..Config::default() };
/// let loaded = load_watched(&config, &())?;
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn load_watched(config: &Config, progress: &dyn Progress) -> Result<Loaded, Error> {
    if config.sources.is_empty() {
        return Err(Error::other("no pages: name files, folders or globs, or set `sources` in `fieldtable.toml`"));
    }
    findings::check(config)?;
    let options = options(config)?;
    let pages = pages::expand(&config.sources, &config.exclude, pages::PAGES)?;
    let examples = pages::expand(&config.examples, &config.exclude, pages::EXAMPLES)?;
    progress.step("reading", pages.files.len());
    let texts = parallel::map(&pages.files, |path| {
        let text = read(path);
        progress.part();
        text
    });
    let mut sources = SourceMap::new();
    let mut sink = Sink::new();
    for (path, bytes) in pages.files.iter().zip(texts) {
        add(&mut sources, path, bytes?, &mut sink)?;
    }
    for path in &examples.files {
        sources.add_example(path.to_string_lossy(), example(path)?);
    }
    let own = [&config.dialects, &config.notations].into_iter().flatten();
    let mut dependencies: Vec<_> = own
        .chain(&config.path)
        .chain(&pages.files)
        .chain(&pages.folders)
        .chain(&examples.files)
        .chain(&examples.folders)
        .cloned()
        .collect();
    dependencies.retain(|it| it.as_os_str() != "-");
    Ok(Loaded { sources, options, findings: sink.finish(), dependencies })
}

/// The texts of files with JSON: files, folders (searched for `.json`, `.jsonl` and `.ndjson`) or globs.
///
/// # Errors
/// When one is missing or cannot be read.
///
/// ```no_run
/// for (path, text) in fieldtable::config::examples(&["samples/".into()])? {
///     println!("{}: {} bytes", path.display(), text.len());
/// }
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn examples(sources: &[PathBuf]) -> Result<Vec<(PathBuf, String)>, Error> {
    let files = pages::expand(sources, &[], pages::EXAMPLES)?.files;
    files.into_iter().map(|path| example(&path).map(|text| (path, text))).collect()
}

fn example(path: &Path) -> Result<String, Error> {
    String::from_utf8(read(path)?).map_err(|_| Error::other(format!("`{}` is not UTF-8", path.display())))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    if path.as_os_str() != "-" {
        return std::fs::read(path).map_err(|it| Error::io("read", path, it));
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|it| Error::io("read", path, it))?;
    Ok(bytes)
}

/// A page that is not UTF-8 is read as far as that goes, and said to be at fault: one such page among many must neither
/// end the run nor lose a word unnoticed.
fn add(sources: &mut SourceMap, path: &Path, bytes: Vec<u8>, sink: &mut Sink) -> Result<(), Error> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::other(format!("`{}` is larger than 4 GiB", path.display())));
    }
    let name = if path.as_os_str() == "-" { "stdin.md".into() } else { path.to_string_lossy() };
    match String::from_utf8(bytes) {
        Ok(text) => {
            sources.add(name, text);
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            let mark = usize::from(text.starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
            let start = good.saturating_sub(mark);
            let file = sources.add(name, &text);
            let wide = matches!(error.as_bytes(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
            let help = if wide { "it is UTF-16; save it as UTF-8" } else { "save it as UTF-8" };
            let span = Span::new(file, start..start + '\u{fffd}'.len_utf8());
            sink.report(Code::NotUtf8, span, "the page is not UTF-8").help(help);
        }
    }
    Ok(())
}

/// What steers reading pages, wherever these come from.
///
/// # Errors
/// When a file of the user's own cannot be read, or a name stands for nothing.
///
/// ```
/// use fieldtable::config::{Config, options};
///
/// let config = Config { dialect: Some("openapi-generator-phb".into()), ..Config::default() };
/// let error = options(&config).expect_err("there is no such dialect");
/// assert!(error.to_string().ends_with("did you mean `openapi-generator-php`?"));
/// ```
pub fn options(config: &Config) -> Result<compile::Options, Error> {
    let dialects: Vec<_> = config.dialects.iter().map(|it| own(it, Dialect::from_toml)).collect::<Result<_, _>>()?;
    let notations = config.notations.iter().map(|it| own(it, Notation::from_toml)).collect::<Result<_, _>>()?;
    if let Some(id) = &config.dialect {
        let known = || dialects.iter().chain(dialect::builtin()).map(|it: &Dialect| it.id.as_str());
        if !known().any(|it| it == id) {
            return Err(Error::other(format!("there is no dialect `{id}`{}", did_you_mean(id, known()))));
        }
    }
    let mut schema = config.schema.clone();
    schema.wire_names = config.wire_names.clone();
    schema.fixes.clone_from(&config.fix);
    schema.models = config.model.clone();
    schema.fields = config.field.clone();
    Ok(compile::Options {
        dialect: config.dialect.clone(),
        dialects,
        columns: config.columns.clone(),
        notations,
        operations: config.operations,
        evidence: false,
        infer: infer::Options { rules: config.infer.clone() },
        schema,
    })
}

fn own<T>(path: &Path, from_toml: fn(&str) -> Result<T, String>) -> Result<T, Error> {
    let text = std::fs::read_to_string(path).map_err(|it| Error::io("read", path, it))?;
    from_toml(&text).map_err(|it| Error::config(path.display(), it))
}

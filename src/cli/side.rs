//! What `OLD` and `NEW` stand for: a snapshot, pages, a revision, an OpenAPI document, a JSON Schema → a
//! [`Side`] and where its things stand.

use super::git;
use fieldtable::config::{self, Config};
use fieldtable::diff::report::Place;
use fieldtable::diff::{Change, Kind, Side};
use fieldtable::emit::rust;
use fieldtable::resolve::{Evidence, Fact, Origins};
use fieldtable::schema::{Path, Schema};
use fieldtable::snapshot::Snapshot;
use fieldtable::text::SourceMap;
use fieldtable::{Error, import};
use std::path::PathBuf;

/// A side, and how to speak of it.
pub(super) struct Loaded {
    /// What it is called.
    pub(super) name: String,
    pub(super) side: Side,
    pub(super) is_snapshot: bool,
    sources: SourceMap,
    origins: Origins,
    /// The document, where there are no pages.
    document: Option<String>,
}

impl Loaded {
    /// Where a thing stands: the cell that says what the change is about, or else the row or heading.
    pub(super) fn place(&self, path: &Path, change: &Change) -> Option<Place> {
        let origin = self.origins.of(path);
        let fact = fact(change.kind);
        let stated = origin.and_then(|it| {
            it.facts.iter().find_map(|(kind, evidence)| match evidence {
                Evidence::Stated(span) if Some(*kind) == fact => Some(*span),
                _ => None,
            })
        });
        let Some(span) = stated.or(origin.and_then(|it| it.span)) else {
            return self.document.as_ref().map(|file| Place { file: file.clone(), line: 1, column: 1 });
        };
        let file = self.sources.file(span.file);
        let (line, column) = file.line_column(span.start as usize);
        Some(Place { file: file.path.clone(), line, column })
    }

    fn of_schema(name: &str, schema: Schema, prose: bool) -> Self {
        Self {
            name: name.to_owned(),
            side: Side { prose, ..Side::new(schema) },
            is_snapshot: false,
            sources: SourceMap::new(),
            origins: Origins::default(),
            document: Some(name.to_owned()),
        }
    }
}

/// The fact that a kind of change is about.
fn fact(kind: Kind) -> Option<Fact> {
    Some(match kind {
        Kind::FieldType
        | Kind::FieldItemType
        | Kind::MapValueType
        | Kind::FieldRef
        | Kind::FieldNotation
        | Kind::TypeUnresolved
        | Kind::EnumOpened
        | Kind::EnumClosed
        | Kind::ConstAdded
        | Kind::ConstRemoved
        | Kind::ConstChanged => Fact::Type,
        Kind::FormatAdded | Kind::FormatRemoved | Kind::FormatChanged => Fact::Format,
        Kind::FieldPresence => Fact::Presence,
        Kind::FieldNullable => Fact::Nullable,
        Kind::DefaultAdded | Kind::DefaultRemoved | Kind::DefaultChanged | Kind::EnumDefault => Fact::Default,
        Kind::Description | Kind::DescriptionHints => Fact::Description,
        Kind::DeprecatedAdded | Kind::DeprecatedRemoved | Kind::SunsetChanged => Fact::Deprecated,
        Kind::ReadOnlyAdded | Kind::ReadOnlyRemoved => Fact::ReadOnly,
        Kind::WriteOnlyAdded | Kind::WriteOnlyRemoved => Fact::WriteOnly,
        Kind::ConstraintTightened
        | Kind::ConstraintLoosened
        | Kind::ConstraintSet
        | Kind::ConstraintUnset
        | Kind::PatternChanged => Fact::Constraint,
        Kind::FieldAdded | Kind::FieldRemoved | Kind::FieldRenamed | Kind::FieldWireName => Fact::Name,
        _ => return None,
    })
}

/// Reads a side as the command line names it. `below` are the paths after `--`.
pub(super) fn load(name: &str, below: &[String], config: &Config) -> Result<Loaded, Error> {
    if !below.is_empty() {
        return revision(name, below, config);
    }
    let path = std::path::Path::new(name);
    match path.extension().and_then(|it| it.to_str()) {
        _ if path.is_dir() => pages(name, config),
        Some("json" | "yaml" | "yml") if path.is_file() => {
            let text = std::fs::read_to_string(path).map_err(|it| Error::io("read", path, it))?;
            document(name, &text, config)
        }
        _ if path.exists() || name == "-" => pages(name, config),
        _ => match name.split_once(':') {
            Some((at, path)) => revision(at, &[format!("/{path}")], config),
            None if name.contains(['*', '?', '[', '{']) => pages(name, config),
            None => Err(Error::other(format!(
                "there is no `{name}` here; a side is a snapshot, pages, `REVISION:PATH`, an OpenAPI document or a JSON Schema"
            ))),
        },
    }
}

fn pages(name: &str, config: &Config) -> Result<Loaded, Error> {
    let config = Config { sources: vec![PathBuf::from(name)], ..config.clone() };
    let loaded = config::load(&config)?;
    Ok(compiled(name, name, loaded.sources, &loaded.options, config.rust))
}

fn is_page(path: &str) -> bool {
    [".md", ".mdx", ".markdown"].iter().any(|it| path.ends_with(it))
}

/// Paths that start with `/` are relative to the root of the repository, as `REVISION:PATH` has them; others to the current
/// folder, as git has them after `--`.
fn revision(at: &str, paths: &[String], config: &Config) -> Result<Loaded, Error> {
    let mut files = Vec::new();
    for path in paths {
        let spelled =
            path.strip_prefix('/').map_or_else(|| format!("./{}", path.trim_start_matches("./")), str::to_owned);
        let shown = path.trim_start_matches('/').trim_end_matches('/');
        for (below, bytes) in git::files(at, &spelled, is_page)? {
            let parts: Vec<&str> = [shown, &below].into_iter().filter(|it| !it.is_empty()).collect();
            files.push((parts.join("/"), bytes));
        }
    }
    let prefix = |path: &str| format!("{at}:{path}");
    let name = prefix(paths.first().map_or("", |it| it.trim_start_matches('/')));
    if let [(path, bytes)] = files.as_slice()
        && [".json", ".yaml", ".yml"].iter().any(|it| path.ends_with(it))
    {
        return document(&name, &String::from_utf8_lossy(bytes), config);
    }
    if files.is_empty() {
        return Err(Error::other(format!(
            "no page in `{name}`: folders are searched for `.md`, `.mdx` and `.markdown`"
        )));
    }
    let mut sources = SourceMap::new();
    for (path, bytes) in &files {
        sources.add(prefix(path), String::from_utf8_lossy(bytes));
    }
    Ok(compiled(&name, &name, sources, &config::options(config)?, config.rust.clone()))
}

fn document(name: &str, text: &str, config: &Config) -> Result<Loaded, Error> {
    let document = import::document(text).map_err(|it| Error::other(format!("{name}: {it}")))?;
    if Snapshot::is_one(&document) || (document.get("models").is_some() && document.get("openapi").is_none()) {
        let snapshot = Snapshot::read(text).map_err(|it| Error::other(format!("{name}: {it}")))?;
        let mut loaded = Loaded::of_schema(name, snapshot.schema(), snapshot.prose);
        loaded.side.rust = Some(super::diff::made(&snapshot.emit, config)?);
        return Ok(Loaded { is_snapshot: true, ..loaded });
    }
    let spec = document.get("openapi").is_some() || document.get("swagger").is_some();
    let read = if spec { import::openapi::read(&document) } else { import::json_schema::read(&document) };
    let (schema, _) = read.map_err(|it| Error::other(format!("{name}: {it}")))?;
    let mut loaded = Loaded::of_schema(name, schema, true);
    loaded.side.rust = Some(config.rust.clone());
    Ok(loaded)
}

fn compiled(name: &str, root: &str, sources: SourceMap, options: &fieldtable::Options, rust: rust::Options) -> Loaded {
    let options = &fieldtable::Options { evidence: true, ..options.clone() };
    let compilation = fieldtable::compile(&sources, options);
    let side = Side { rust: Some(rust), ..config::side(&compilation, &sources, root) };
    Loaded { name: name.to_owned(), side, is_snapshot: false, sources, origins: compilation.origins, document: None }
}

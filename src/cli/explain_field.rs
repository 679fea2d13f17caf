//! `fieldtable explain Model.field`: where each fact of a field comes from, what speaks against it, and what to write to say
//! otherwise.

mod text;

use super::docs::{Docs, Read};
use super::ui::Ui;
use clap::ValueEnum;
use fieldtable::Error;
use fieldtable::emit::{Because, Place};
use fieldtable::name::{Glob, did_you_mean};
use fieldtable::resolve::{Evidence, Fact};
use fieldtable::schema::{Field, ModelKind, Path, Presence};
use fieldtable::text::Span;
use fieldtable::verify::Setting;
use serde::Serialize;
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::process::ExitCode;

/// How it is shown.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
}

/// What is known of a field.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FieldView {
    path: String,
    shown: Option<String>,
    #[serde(rename = "type")]
    ty: String,
    presence: Presence,
    nullable: bool,
    place: Option<PlaceView>,
    facts: Vec<FactView>,
    /// What speaks against a fact.
    against: Vec<FactView>,
    /// What to write into `fieldtable.toml` to say otherwise: as it is now, to be changed.
    overrule: Map<String, Value>,
    #[serde(skip)]
    settings: Vec<Setting>,
}

/// A fact and why it is held true.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FactView {
    fact: &'static str,
    /// What is held true; of evidence that speaks against it, nothing.
    value: Option<String>,
    /// `stated`, `inferred` or `set`.
    how: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    places: Vec<PlaceView>,
}

/// A place and what stands there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlaceView {
    path: String,
    line: usize,
    column: usize,
    text: String,
    #[serde(skip)]
    span: Span,
}

/// Explains the fields that a subject names: `Model.field`, a glob over these, or `page.md:LINE`.
pub(super) fn run(subject: &str, docs: Docs, format: Format, ui: &Ui) -> Result<ExitCode, Error> {
    let page = subject.rsplit_once(':').map(|it| PathBuf::from(it.0)).filter(|it| it.is_file());
    let read = docs.or(page).read(true, ui)?;
    let found = find(&read, subject)?;
    let views: Vec<FieldView> = found.iter().map(|(model, field)| view(&read, model, field)).collect();
    let out = match format {
        Format::Text => views.iter().map(|it| text::text(&read.sources, it)).collect::<Vec<_>>().join("\n"),
        Format::Json => serde_json::to_string_pretty(&views).map_err(|it| Error::other(it.to_string()))? + "\n",
    };
    ui.result(&out)?;
    Ok(ExitCode::SUCCESS)
}

fn find<'a>(read: &'a Read, subject: &str) -> Result<Vec<(&'a str, &'a Field)>, Error> {
    let all = || {
        read.compilation.schema.models.iter().flat_map(|(name, model)| match &model.kind {
            ModelKind::Object(object) => object.fields.iter().map(|it| (name.as_str(), it)).collect(),
            _ => Vec::new(),
        })
    };
    if let Some((page, line)) = subject.rsplit_once(':')
        && let Ok(line) = line.parse::<usize>()
    {
        let on_line = |(model, field): &(&str, &Field)| {
            let span = place(read, &Path::field(*model, field.name.clone()));
            span.is_some_and(|span| {
                let file = read.sources.file(span.file);
                let last = file.line_column((span.end as usize).max(span.start as usize + 1) - 1).0;
                let lines = file.line_column(span.start as usize).0..=last;
                lines.contains(&line) && ends_with(&file.path, page)
            })
        };
        let found: Vec<_> = all().filter(on_line).collect();
        if found.is_empty() {
            return Err(Error::other(format!("no field stands at `{subject}`")));
        }
        return Ok(found);
    }
    let glob = Glob::new(subject).map_err(Error::other)?;
    let called = |(model, field): &(&str, &Field)| {
        let shown = field.shown.as_ref().is_some_and(|it| format!("{model}.{it}") == subject);
        let name = format!("{model}.{}", field.name);
        shown || name == subject || *model == subject || glob.matches(&name)
    };
    let found: Vec<_> = all().filter(called).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let names: Vec<String> = all().map(|(model, field)| format!("{model}.{}", field.name)).collect();
    let near = did_you_mean(subject, names.iter().map(String::as_str));
    Err(Error::other(format!("there is no field `{subject}`{near}")))
}

/// Whether a path ends in another, whole names only.
fn ends_with(path: &str, end: &str) -> bool {
    path.strip_suffix(end.trim_start_matches("./")).is_some_and(|it| it.is_empty() || it.ends_with('/'))
}

fn place(read: &Read, path: &Path) -> Option<Span> {
    read.compilation.origins.of(path).and_then(|it| it.span)
}

fn view(read: &Read, model: &str, field: &Field) -> FieldView {
    let path = Path::field(model, field.name.clone());
    let origin = read.compilation.origins.of(&path).unwrap_or_default();
    let fact = |(fact, evidence): &(Fact, Evidence)| fact_view(read, field, *fact, evidence);
    let facts: Vec<FactView> = origin.facts.iter().map(fact).collect();
    let against = origin.against.iter().map(|it| FactView { value: None, ..fact(it) }).collect();
    let settings = overrule(&path, field, &facts);
    FieldView {
        path: path.to_string(),
        shown: field.shown.clone(),
        ty: field.ty.to_string(),
        presence: field.presence,
        nullable: field.nullable,
        place: origin.span.map(|it| place_view(read, it)),
        overrule: nested(&settings),
        settings,
        facts,
        against,
    }
}

fn fact_view(read: &Read, field: &Field, fact: Fact, evidence: &Evidence) -> FactView {
    let pages = read.pages();
    let places = evidence.spans().iter().map(|it| place_view(read, *it)).collect();
    let value = match fact {
        Fact::Presence if field.presence == Presence::Required => Some("required".to_owned()),
        Fact::Presence => Some("optional".to_owned()),
        fact => words(fact, field).2.map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned)),
    };
    let (word, _, _) = words(fact, field);
    let empty = FactView { fact: word, value, how: "", rule: None, key: None, note: None, places };
    match pages.reason(fact, evidence).because {
        Because::Stated { .. } => FactView { how: "stated", ..empty },
        Because::Inferred { rule, note } => FactView { how: "inferred", rule: Some(rule), note: Some(note), ..empty },
        Because::Set { key } => FactView { how: "set", key: Some(key), ..empty },
    }
}

fn place_view(read: &Read, span: Span) -> PlaceView {
    let Place { file, line, column } = read.pages().at(span);
    PlaceView { path: file, line, column, text: read.sources.slice(span).trim().to_owned(), span }
}

/// A fact's word, the key of `[field."…"]` that sets it, and what is held true.
fn words(fact: Fact, field: &Field) -> (&'static str, Option<&'static str>, Option<Value>) {
    match fact {
        Fact::Name => ("name", Some("name"), Some(field.name.as_str().into())),
        Fact::Type => ("type", Some("type"), Some(field.ty.to_string().into())),
        Fact::Format => ("format", Some("type"), field.ty.leaf().format().map(Value::from)),
        Fact::Presence => ("presence", Some("required"), Some((field.presence == Presence::Required).into())),
        Fact::Nullable => ("nullable", Some("nullable"), Some(field.nullable.into())),
        Fact::Values => ("values", Some("type"), Some(field.ty.to_string().into())),
        Fact::Default => ("default", Some("default"), field.default.as_deref().cloned().map(Value::from)),
        Fact::Description => ("description", None, None),
        Fact::Deprecated => ("deprecated", Some("deprecated"), Some(field.deprecated.is_some().into())),
        Fact::ReadOnly => ("read-only", Some("read_only"), Some(field.read_only.into())),
        Fact::WriteOnly => ("write-only", Some("write_only"), Some(field.write_only.into())),
        Fact::Constraint => ("constraint", None, serde_json::to_value(field.bounds()).ok()),
        _ => ("fact", None, None),
    }
}

/// The settings that say what is held true now, and the rules that can be switched off.
fn overrule(path: &Path, field: &Field, facts: &[FactView]) -> Vec<Setting> {
    let key = Glob::escape(&format!("{}.{}", path.model, field.name));
    let mut settings = Vec::new();
    for fact in [
        Fact::Name,
        Fact::Type,
        Fact::Presence,
        Fact::Nullable,
        Fact::Default,
        Fact::Deprecated,
        Fact::ReadOnly,
        Fact::WriteOnly,
    ] {
        let (word, name, value) = words(fact, field);
        let usual = matches!(fact, Fact::Default | Fact::Deprecated | Fact::ReadOnly | Fact::WriteOnly)
            && !facts.iter().any(|it| it.fact == word);
        if let (Some(name), Some(value), false) = (name, value, usual) {
            settings.push(Setting { keys: vec!["field".to_owned(), key.clone(), name.to_owned()], value });
        }
    }
    let mut rules: Vec<&str> = facts.iter().filter_map(|it| it.rule).collect();
    rules.retain(|it| fieldtable::infer::RULES.iter().any(|rule| rule.id == *it));
    rules.sort_unstable();
    rules.dedup();
    let off = |rule: &str| Setting { keys: vec!["infer".to_owned(), rule.to_owned()], value: false.into() };
    settings.extend(rules.into_iter().map(off));
    settings
}

fn nested(settings: &[Setting]) -> Map<String, Value> {
    let mut all = Map::new();
    for Setting { keys, value } in settings {
        let [tables @ .., last] = keys.as_slice() else { continue };
        let table = tables.iter().fold(&mut all, |table, key| {
            let below = table.entry(key.clone()).or_insert_with(|| Value::Object(Map::new()));
            below.as_object_mut().expect("a key is that of a table or of a value, never of both")
        });
        table.insert(last.clone(), value.clone());
    }
    all
}

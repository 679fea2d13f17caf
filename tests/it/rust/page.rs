//! A page of `fixtures/spec/rust`: what stands in its fences.

use super::FOLDER;
use crate::expected::root;
use fieldtable::config::Config;
use fieldtable::emit::rust::{self, Layout};
use fieldtable::schema::Schema;
use fieldtable::text::SourceMap;
use fieldtable::{compile, import};
use serde_json::Value;
use std::ops::Range;
use std::path::Path;

pub(crate) struct Page {
    /// Without the ending.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) schema: Schema,
    /// Code that the user has beside the generated one; that names it by `super::`.
    pub(crate) user: String,
    pub(crate) cases: Vec<Case>,
}

/// Some settings and what follows from them.
pub(crate) struct Case {
    pub(crate) toml: toml::Table,
    pub(crate) options: rust::Options,
    /// Where the expected code stands.
    pub(crate) expected: Range<usize>,
    pub(crate) samples: Vec<Sample>,
    /// Code that uses the generated one.
    pub(crate) uses: Vec<String>,
}

/// JSON that goes through the type of a model.
pub(crate) struct Sample {
    pub(crate) model: String,
    pub(crate) json: String,
    pub(crate) fate: Fate,
}

/// What becomes of it.
pub(crate) enum Fate {
    /// It comes back as it is.
    Same,
    /// It is refused.
    Refused,
    /// It comes back as other JSON.
    Other(String),
}

impl Page {
    pub(crate) fn read(name: &str) -> Self {
        let path = format!("{FOLDER}/{name}.md");
        let text = std::fs::read_to_string(root(&path)).unwrap_or_else(|it| panic!("{path}: {it}"));
        let mut page = Self {
            name: name.to_owned(),
            schema: Schema::default(),
            user: String::new(),
            cases: Vec::new(),
            text: String::new(),
        };
        let (fences, tables) = fences(&text);
        let mut read = None;
        for (info, at) in fences {
            let body = &text[at.clone()];
            let words: Vec<&str> = info.split_whitespace().collect();
            let value = || serde_json::from_str::<Value>(body).unwrap_or_else(|it| panic!("{path}: {it}"));
            match (words.as_slice(), page.cases.last_mut()) {
                (["json", "schema"], _) => read = Some(import::json_schema::read(&value()).expect("a JSON schema").0),
                (["json", "openapi"], _) => read = Some(import::openapi::read(&value()).expect("components").0),
                (["rust"], _) => page.user.push_str(body),
                (["toml"], _) => page.cases.push(Case::read(body, &path)),
                (["rust", "expect"], Some(case)) => case.expected = at,
                (["rust", "run"], Some(case)) => case.uses.push(body.to_owned()),
                (["json", "result"], Some(case)) => {
                    let last = case.samples.last_mut().expect("a sample that becomes this");
                    last.fate = Fate::Other(body.to_owned());
                }
                (["json", model], Some(case)) => case.add(model, body, || Fate::Same),
                (["json", model, "rejects"], Some(case)) => case.add(model, body, || Fate::Refused),
                _ => panic!("{path}: no fence here is `{info}`"),
            }
        }
        page.schema = read.unwrap_or_else(|| {
            let mut sources = SourceMap::new();
            sources.add(format!("{name}.md"), tables);
            compile(&sources, &fieldtable::Options::default()).schema
        });
        assert!(!page.schema.models.is_empty(), "{path} has a model");
        assert!(!page.cases.is_empty(), "{path} has settings");
        for case in &page.cases {
            assert!(case.expected.start > 0, "{path}: settings have a fence `rust expect`");
            assert!(case.samples.len() + case.uses.len() > 0, "{path}: settings have JSON or a use");
        }
        Self { text, ..page }
    }
}

impl Case {
    fn read(text: &str, path: &str) -> Self {
        let config = Config::from_toml(text, Path::new(path)).unwrap_or_else(|it| panic!("{path}: {it}"));
        Self {
            toml: text.parse().expect("it was just read"),
            options: config.rust,
            expected: 0..0,
            samples: Vec::new(),
            uses: Vec::new(),
        }
    }

    /// The values of a fence, one after the other, as they are written.
    fn add(&mut self, model: &str, body: &str, fate: impl Fn() -> Fate) {
        let mut values = serde_json::Deserializer::from_str(body).into_iter::<Value>();
        let mut start = 0;
        while let Some(value) = values.next() {
            value.expect("JSON");
            let json = body[start..values.byte_offset()].trim().to_owned();
            start = values.byte_offset();
            self.samples.push(Sample { model: model.to_owned(), json, fate: fate() });
        }
    }

    pub(crate) fn is_crate(&self) -> bool {
        self.options.layout == Layout::Crate
    }

    /// What is set, as the reference names it.
    pub(crate) fn settings(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        settings("", &self.toml, &mut found);
        found
    }
}

fn settings(path: &str, table: &toml::Table, found: &mut Vec<(String, String)>) {
    for (key, value) in table {
        let key = if ["rust.model", "rust.field"].contains(&path) { "\"…\"" } else { key };
        let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match value {
            toml::Value::Table(inner) if path != "rust.dependencies" => settings(&path, inner, found),
            toml::Value::Table(_) => found.push((path, String::new())),
            toml::Value::Array(all) => found.extend(all.iter().map(|it| (path.clone(), word(it)))),
            // A type of the user's.
            toml::Value::String(it) if it.contains("::") => {
                found.push((path.clone(), "a path".to_owned()));
                found.push((path, it.clone()));
            }
            value => found.push((path, word(value))),
        }
    }
}

/// A value as the reference writes it.
fn word(value: &toml::Value) -> String {
    serde_json::to_string(value).expect("what TOML holds is JSON")
}

/// The fences of a page, and what stands above the first of them.
fn fences(text: &str) -> (Vec<(String, Range<usize>)>, &str) {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let (mut open, mut at, mut first) = (None, 0, text.len());
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some((info, start))) => found.push((info, start..at)),
            (Some(info), None) => {
                first = first.min(at);
                open = Some((info.trim().to_owned(), end));
            }
            (None, still) => open = still,
        }
        at = end;
    }
    assert!(open.is_none(), "the fence {open:?} does not end");
    (found, &text[..first])
}

/// A key of `[rust]` and of the tables below it.
pub(crate) struct Key {
    /// `rust.types.date`
    pub(crate) path: String,
    /// The words that it takes, as TOML; `a path` for a type of the user's.
    pub(crate) words: Vec<String>,
    pub(crate) default: Option<String>,
    /// Whether it takes a list of them.
    pub(crate) list: bool,
}

/// Every key, as the reference of the configuration lists them.
pub(crate) fn reference() -> Vec<Key> {
    let text = std::fs::read_to_string(root("docs/config.md")).expect("there is a reference");
    let mut keys = Vec::new();
    let mut table = None;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            let title = title.trim_matches(['`', '[', ']']);
            table = (title == "rust" || title.starts_with("rust.")).then(|| title.to_owned());
        }
        let (Some(table), Some(row)) = (&table, line.strip_prefix("| `")) else { continue };
        let cells: Vec<&str> = row.split(" | ").collect();
        let [key, value, default, ..] = cells.as_slice() else { panic!("{row}") };
        if value.contains("table `[") {
            continue;
        }
        let list = value.strip_prefix("list of ");
        let words = list.unwrap_or(value).split(", ");
        let words = words.filter(|it| it.starts_with('`') || *it == "a path").map(|it| it.trim_matches('`').to_owned());
        let default = (default.starts_with('`')).then(|| default.trim_matches('`').to_owned());
        let path = format!("{table}.{}", key.trim_matches('`'));
        keys.push(Key { path, words: words.collect(), default, list: list.is_some() });
    }
    assert!(keys.len() > 50, "{}", keys.len());
    keys
}

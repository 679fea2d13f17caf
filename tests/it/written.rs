//! Tables that people write, by example: every page of `fixtures/spec/written` says in prose what it shows, shows it in
//! tables, and holds what is read of it in a fence `expect`. `INSTA_UPDATE=always` writes the fences.

use crate::expected::{names, root, update};
use fieldtable::diag::Code;
use fieldtable::dialect::{Outcome, Role};
use fieldtable::schema::{EnumValue, Field, ModelKind, Presence, Schema};
use fieldtable::text::SourceMap;
use fieldtable::{Compilation, Options, compile};
use std::collections::HashMap;
use std::fmt::Write as _;

const FOLDER: &str = "fixtures/spec/written";
const FENCE: &str = "```expect\n";

#[test]
fn pages_are_read_as_they_say() {
    let mut wrong = Vec::new();
    for name in names(FOLDER) {
        let path = format!("{FOLDER}/{name}");
        let text = std::fs::read_to_string(root(&path)).unwrap_or_else(|it| panic!("{path}: {it}"));
        let start = text.find(FENCE).unwrap_or_else(|| panic!("{path} has a fence `expect`")) + FENCE.len();
        let end = start + text[start..].find("```").unwrap_or_else(|| panic!("the fence of {path} ends"));
        let mut sources = SourceMap::new();
        sources.add(name.clone(), &text);
        let found = shown(&sources, &compile(&sources, &Options::default()));
        let whole = format!("{}{found}{}", &text[..start], &text[end..]);
        if let Err(panic) = std::panic::catch_unwind(|| update(&path, &whole)) {
            drop(panic);
            wrong.push(format!("{path} is read as\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A column of a table that is read is used, or a finding tells of it: without its cells something else is read.
#[test]
fn no_column_is_left_without_a_word() {
    // Pages on which a header has been tried in a role; more of them show nothing new.
    const MOST: usize = 3;
    let mut tried: HashMap<(String, String), usize> = HashMap::new();
    let mut unused = Vec::new();
    for name in names(FOLDER) {
        let path = format!("{FOLDER}/{name}");
        let text = std::fs::read_to_string(root(&path)).unwrap_or_else(|it| panic!("{path}: {it}"));
        let text = &text[..text.find(FENCE).unwrap_or(text.len())];
        let read = |text: &str, dialect: Option<&str>| {
            let mut sources = SourceMap::new();
            sources.add(name.clone(), text);
            compile(&sources, &Options { dialect: dialect.map(str::to_owned), ..Options::default() })
        };
        let before = read(text, None);
        // To recognise it takes longest.
        let dialect = before.coverage.verdicts.first().map(|it| it.dialect.clone());
        let told = |span| {
            let unread = before.diagnostics.iter().filter(|it| it.code == Code::UnreadColumn);
            unread.flat_map(|it| it.primary.iter().chain(&it.related)).any(|it| it.span == span)
        };
        let tables = before.coverage.pages.iter().flat_map(|it| &it.tables);
        for table in tables.filter(|it| matches!(it.outcome, Outcome::Read { .. })) {
            for (index, column) in table.columns.iter().enumerate().filter(|it| !told(it.1.span)) {
                // Where a parameter stands, the number of a row and what somebody says holds nothing are no facts; without
                // names there is nothing to say anything of.
                let silent = matches!(column.role, Some(Role::Name | Role::Location | Role::Row | Role::Nothing));
                // What is not said may be the same as what is said.
                let other = match column.role {
                    Some(Role::Type) => "`\"other\"`",
                    Some(Role::Label) => "repeated",
                    _ => " ",
                };
                let Some(without) = with_cells(text, table.span.range(), index, other).filter(|_| !silent) else {
                    continue;
                };
                let times = tried.entry((column.header.to_lowercase(), format!("{:?}", column.role))).or_default();
                *times += 1;
                if *times > MOST {
                    continue;
                }
                let after = read(&without, dialect.as_deref());
                if after.schema == before.schema && after.coverage.pages[0].models == before.coverage.pages[0].models {
                    unused.push(format!("{path}: `{}`, taken as {:?}", column.header, column.role));
                }
            }
        }
    }
    assert!(unused.is_empty(), "these columns say nothing, and no finding tells of them:\n{}", unused.join("\n"));
}

/// The text with other cells in a column; nothing where rows are not plain or the column says nothing.
fn with_cells(text: &str, table: std::ops::Range<usize>, index: usize, other: &str) -> Option<String> {
    let mut rows = Vec::new();
    let mut said = false;
    for (at, line) in text[table.clone()].lines().enumerate() {
        let bare = line.trim().trim_start_matches('|').trim_end_matches('|');
        let mut cells: Vec<&str> = bare.split('|').collect();
        if line.contains('\\') || index >= cells.len() {
            return None;
        }
        if at > 1 {
            said |= !matches!(cells[index].trim(), "" | "-" | "–" | "—" | "none");
            cells[index] = other;
        }
        rows.push(format!("|{}|", cells.join("|")));
    }
    said.then(|| format!("{}{}{}", &text[..table.start], rows.join("\n"), &text[table.end..]))
}

/// What was read, a line for each thing, and what was not.
fn shown(sources: &SourceMap, compilation: &Compilation) -> String {
    let mut out = String::new();
    schema(&compilation.schema, &mut out);
    for page in &compilation.coverage.pages {
        for table in &page.tables {
            if let Outcome::LeftOut { reason } = &table.outcome {
                let header = sources.slice(table.span).lines().next().unwrap_or_default().trim();
                let _ = writeln!(out, "left out: {header}: {reason}");
            }
        }
    }
    for finding in compilation.diagnostics.iter().filter(|it| it.code.severity() > fieldtable::diag::Severity::Note) {
        let _ = writeln!(out, "{}: {}", finding.code.id(), finding.message);
    }
    out
}

fn schema(schema: &Schema, out: &mut String) {
    for (name, model) in &schema.models {
        match &model.kind {
            ModelKind::Object(object) => {
                let _ = writeln!(out, "{name}");
                object.fields.iter().for_each(|it| field(it, out));
                if let Some(ty) = &object.additional {
                    let _ = writeln!(out, "  …: {ty}");
                }
            }
            ModelKind::Enum(it) => {
                let _ = writeln!(out, "{name} = {}", it.values.iter().map(value).collect::<Vec<_>>().join(" | "));
            }
            ModelKind::Union(union) => {
                let all: Vec<_> = union.variants.iter().map(|it| it.ty.to_string()).collect();
                let _ = writeln!(out, "{name} = {}", all.join(" | "));
            }
            ModelKind::Alias(ty) => {
                let _ = writeln!(out, "{name} = {ty}");
            }
            ModelKind::Opaque(_) => {
                let _ = writeln!(out, "{name} = ?");
            }
        }
    }
}

fn value(value: &EnumValue) -> String {
    match &value.name {
        Some(name) => format!("{} ({name})", value.value),
        None => value.value.to_string(),
    }
}

fn field(field: &Field, out: &mut String) {
    let _ = write!(out, "  {}: {}", field.name, field.ty);
    if field.nullable {
        out.push_str(" | null");
    }
    out.push_str(match field.presence {
        Presence::Required => ", required",
        Presence::Optional => ", optional",
        Presence::Unsaid => "",
    });
    if let Some(shown) = &field.shown {
        let _ = write!(out, ", shown as {shown}");
    }
    if let Some(default) = &field.default {
        let _ = write!(out, ", default {default}");
    }
    for (said, word) in
        [(field.read_only, "read-only"), (field.write_only, "write-only"), (field.deprecated.is_some(), "deprecated")]
    {
        if said {
            let _ = write!(out, ", {word}");
        }
    }
    if let Some(bounds) = &field.constraints {
        let _ = write!(out, ", {}", serde_json::to_string(bounds).expect("bounds are JSON"));
    }
    if !field.examples.is_empty() {
        let all: Vec<_> = field.examples.iter().map(ToString::to_string).collect();
        let _ = write!(out, ", e.g. {}", all.join(", "));
    }
    out.push('\n');
}

/// Dots, marks and tags without end nest no deeper than a reader can follow, and nothing breaks.
#[test]
fn nesting_without_end_is_flat() {
    let dotted = format!("| a | object |\n| {}b | string |\n", "a.".repeat(20_000));
    let marked: String = (0..300).map(|it| format!("| {} f{it} | object |\n", ">".repeat(it + 1))).collect();
    for rows in [dotted, marked] {
        let mut sources = SourceMap::new();
        sources.add("deep.md", format!("# Deep\n\n| Name | Type |\n| --- | --- |\n{rows}"));
        let found = compile(&sources, &Options::default());
        assert!(found.schema.models.contains_key("Deep"), "{:?}", found.schema.models.keys());
    }
}

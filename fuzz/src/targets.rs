//! Each target: any bytes come in; nothing comes out, or a panic that says which law is broken.

use super::{read, rust as emit, whole};
use fieldtable::Options;
use fieldtable::config::Config;
use fieldtable::dialect::{Dialect, Style};
use fieldtable::diff::{self, Side, changes, compare};
use fieldtable::emit::{EMITTERS, Unknown, rust};
use fieldtable::schema::Type;
use fieldtable::snapshot::Snapshot;
use fieldtable::typexpr::{BUILTIN, Notation, builtin, canonical};
use fieldtable::{dialect as dialects, import as reader};
use std::path::Path;

/// What is done with an input.
pub type Target = fn(&[u8]);

/// All targets, by their names.
pub const TARGETS: &[(&str, Target)] = &[
    ("page", page),
    ("notes", notes),
    ("typexpr", typexpr),
    ("config", config),
    ("dialect", dialect),
    ("snapshot", snapshot),
    ("import", import),
    ("diff", diff),
];

/// What stands between the parts of an input.
const BETWEEN: char = '\u{c}';

/// A number, and the text behind it.
fn chosen(input: &[u8]) -> Option<(usize, String)> {
    let (which, text) = input.split_first()?;
    Some((usize::from(*which), String::from_utf8_lossy(text).into_owned()))
}

/// Any pages, the whole way to Rust: nothing panics, no finding points out of the texts, what is emitted parses and names
/// nothing that it does not define. A form feed stands between pages.
pub fn page(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let names: Vec<String> = (0..4).map(|it| format!("docs/Page{it}.md")).collect();
    let pages: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(text.splitn(4, BETWEEN)).collect();
    let operations = input.first().is_some_and(|it| it % 2 == 0);
    let options = Options { operations, evidence: true, ..Options::default() };
    let (_, compilation) = read(&pages, &options);
    emit(&compilation.schema, &rust::Options::default());
}

/// Any cells in a row of a page of any built-in dialect: nothing panics, and what is emitted is sound. The first byte
/// chooses the dialect, a form feed stands between cells.
pub fn notes(input: &[u8]) {
    let Some((which, text)) = chosen(input) else { return };
    let all = dialects::builtin();
    let dialect = &all[which % all.len()];
    let header = match &dialect.style {
        Style::Generated(it) => it.header.clone(),
        Style::Written(_) => ["Name", "Type", "Description", "Required"].map(str::to_owned).to_vec(),
    };
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let words: Vec<&str> = header.iter().map(String::as_str).collect();
    let rules = vec!["---"; words.len()];
    let cells: Vec<&str> = text.split(BETWEEN).chain(std::iter::repeat("")).take(words.len()).collect();
    let page = format!("# Model\n\n## Properties\n\n{}{}{}", line(&words), line(&rules), line(&cells));
    let options = Options { dialect: Some(dialect.id.clone()), ..Options::default() };
    let (_, compilation) = read(&[("Model.md", &page)], &options);
    emit(&compilation.schema, &rust::Options::default());
}

/// Any text in any notation, which the first byte chooses: nothing panics, findings point into the text, and what is read
/// can be written and read back.
pub fn typexpr(input: &[u8]) {
    let Some((which, text)) = chosen(input) else { return };
    let (id, _) = BUILTIN[which % BUILTIN.len()];
    let notation = builtin(id).expect("a built-in notation");
    let bind = &mut |name: &str, _| Type::Ref(name.to_owned());
    match notation.parse(&text) {
        Ok(expr) => {
            let ty = expr.into_type(bind);
            let written = ty.to_string();
            let again = canonical().parse(&written).expect("what is written can be read").into_type(bind);
            assert_eq!(again.to_string(), written);
            let _ = notation.literal(&text, &ty);
        }
        Err(error) => assert!(text.get(error.range).is_some()),
    }
    let _ = notation.literal(&text, &Type::STRING.array());
}

/// Any configuration: it is read or refused, and steers a run without a panic. No file is looked for.
pub fn config(input: &[u8]) {
    const PAGE: &str = "# # Order\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n\
        **id** | **int** | The key. | [optional]\n**kind** | **string** | One of `a`, `b`. | [optional] [default to 'a']\n\
        **line_items** | [**\\Shop\\Order[]**](Order.md) | | [optional]\n";
    let text = String::from_utf8_lossy(input);
    let Ok(config) = Config::from_toml(&text, Path::new("fieldtable.toml")) else { return };
    let options = Options {
        dialect: config.dialect.clone(),
        operations: config.operations,
        schema: config.schema.clone(),
        ..Options::default()
    };
    let (_, compilation) = read(&[("Order.md", PAGE)], &options);
    // What a user may name by a path is not defined here.
    let _ = rust::emit(&compilation.schema, &config.rust);
    emit(&compilation.schema, &rust::Options::default());
}

/// Any dialect or notation file: it is read or refused, and a page read with it does not panic.
pub fn dialect(input: &[u8]) {
    const PAGE: &str = "# Order\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n\
        **id** | **int** | The key. | [optional]\n**kind** | **string** | One of `a`, `b`. | [optional] [default to 'a']\n\n\
        ## Enum: Kind\n\n* `A` (value: `a`)\n\n| Field | Type | Required |\n|--|--|--|\n| `a.b` | list of string or null | yes |\n";
    let text = String::from_utf8_lossy(input);
    if let Ok(notation) = Notation::from_toml(&text) {
        for spelling in ["string", "list of string or null", "Map<String, List<int>>", "'a' | \"b\"", "{ a?: b }[]"] {
            if let Ok(it) = notation.parse(spelling) {
                let _ = it.into_type(&mut |name, _| Type::Ref(name.to_owned()));
            }
            let _ = notation.literal(spelling, &Type::STRING.array());
        }
    }
    if let Ok(dialect) = Dialect::from_toml(&text) {
        let options = Options { dialect: Some(dialect.id.clone()), dialects: vec![dialect], ..Options::default() };
        let (_, compilation) = read(&[("Order.md", PAGE)], &options);
        emit(&compilation.schema, &rust::Options::default());
    }
}

/// Any snapshot: it is read or refused, and what was read is written and read back the same.
pub fn snapshot(input: &[u8]) {
    let Ok(snapshot) = Snapshot::read(&String::from_utf8_lossy(input)) else { return };
    let written = snapshot.write();
    let again = Snapshot::read(&written).expect("what is written can be read");
    assert_eq!(again.write(), written);
    emit(&snapshot.schema(), &rust::Options::default());
}

/// Any OpenAPI document or JSON Schema: it is read or refused, the schema refers to nothing it has not, and every emitter
/// writes it.
pub fn import(input: &[u8]) {
    let Ok(document) = reader::document(&String::from_utf8_lossy(input)) else { return };
    for read in [reader::openapi::read, reader::json_schema::read] {
        let Ok((schema, _)) = read(&document) else { continue };
        whole(&schema);
        emit(&schema, &rust::Options::default());
        for emitter in EMITTERS {
            let _ = (emitter.emit)(&schema, &Unknown);
        }
    }
}

/// Any two sets of pages, with a form feed between them: they are compared without a panic, and there is nothing to say of
/// a set and itself.
pub fn diff(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (old, new) = text.split_once(BETWEEN).unwrap_or((&text, &text));
    let side = |text: &str| Side::new(read(&[("Page.md", text)], &Options::default()).1.schema);
    let (old, new) = (side(old), side(new));
    let options = diff::Options::default();
    let _ = compare(&old, &new, &options);
    let _ = compare(&new, &old, &options);
    for it in [&old, &new] {
        assert!(changes(it, it, &options).is_empty(), "there are changes between a set of pages and itself");
    }
}

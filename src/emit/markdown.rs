//! Canonical field tables: Markdown in our own dialect, from which the same schema is read again.
//!
//! Comes in: a [`Schema`]. Goes out: a section for each model. What is written as code is exact: a type in our own
//! notation, a name as it is or as a JSON string, values as JSON. Prose is Markdown as it came, with a pipe escaped, line
//! ends as `<br>`, and entities for what a cell would lose.
//!
//! ```text
//! <!-- canonical field tables -->                                          by which such a page is known again
//! # NAME
//! | Kind | Type | Discriminator | Other members | Direction | Deprecated | Description |     facts of the model, if any
//! | Field | Shown as | Type | Required | Default | Constraints | Access | Deprecated | Examples | Description |
//! | Value | Name | Description |                                                             of an enum
//! | Variant | Tag | Description |                                                            of a union
//! | Values of | Value | Name | Description |            of enums within the type of a field, or of what has no name
//! ```
//!
//! A column that would be empty is left out. Variants' tags have no place where the union stands within a type: they are
//! written for models alone.

use crate::schema::{
    Deprecation, Direction, EnumValue, Field, MARK, Model, ModelKind, Object, Opaque, Presence, Schema, Type, Union,
    Value, Variant, inside,
};
use std::fmt::Write as _;

/// The page, with a line end at the end.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// let text = fieldtable::emit::markdown::emit(&schema);
/// assert!(text.contains("# Order"));
/// ```
#[must_use]
pub fn emit(schema: &Schema) -> String {
    let sections: Vec<_> = schema.models.iter().map(|(name, model)| section(name, model)).collect();
    format!("{MARK}\n\n{}", sections.join("\n"))
}

fn section(title: &str, model: &Model) -> String {
    // A pipe is escaped by a backslash in a cell, and there alone.
    let heading = if is_word(title) { title.to_owned() } else { name(title).replace("\\|", "\\u007c") };
    let mut out = format!("# {heading}\n");
    let tame = model.description.as_deref().filter(|it| is_tame(it));
    if let Some(text) = tame {
        let _ = write!(out, "\n{text}\n");
    }
    let mut facts = facts(&model.kind);
    facts.extend([
        ("Direction", direction(model.direction)),
        ("Deprecated", deprecated(model.deprecated.as_deref())),
        ("Description", model.description.as_deref().filter(|_| tame.is_none()).map(prose).unwrap_or_default()),
    ]);
    let (heads, row): (Vec<_>, Vec<_>) = facts.into_iter().unzip();
    table(&mut out, &heads, if row.iter().all(String::is_empty) { &[] } else { std::slice::from_ref(&row) }, 0);
    match &model.kind {
        ModelKind::Object(object) => table(&mut out, FIELD, &object.fields.iter().map(field).collect::<Vec<_>>(), 2),
        ModelKind::Enum(it) => table(&mut out, VALUE, &it.values.iter().map(value).collect::<Vec<_>>(), 1),
        ModelKind::Union(union) => table(&mut out, VARIANT, &union.variants.iter().map(variant).collect::<Vec<_>>(), 1),
        ModelKind::Alias(_) | ModelKind::Opaque(_) => {}
    }
    table(&mut out, WITHIN, &within(&model.kind), 2);
    out
}

const FIELD: &[&str] = &[
    "Field",
    "Type",
    "Shown as",
    "Required",
    "Default",
    "Constraints",
    "Access",
    "Deprecated",
    "Examples",
    "Description",
];
const VALUE: &[&str] = &["Value", "Name", "Description"];
const WITHIN: &[&str] = &["Values of", "Value", "Name", "Description"];
const VARIANT: &[&str] = &["Variant", "Tag", "Description"];

/// What the model is, as far as its other table does not show it.
fn facts(kind: &ModelKind) -> Vec<(&'static str, String)> {
    match kind {
        ModelKind::Object(Object { fields, additional }) => vec![
            ("Kind", if fields.is_empty() { "object".to_owned() } else { String::new() }),
            ("Other members", additional.as_ref().map(ty).unwrap_or_default()),
        ],
        ModelKind::Enum(_) => Vec::new(),
        ModelKind::Union(Union { discriminator, .. }) => {
            vec![("Discriminator", discriminator.as_deref().map(name).unwrap_or_default())]
        }
        ModelKind::Alias(aliased) => vec![("Kind", "alias".to_owned()), ("Type", ty(aliased))],
        ModelKind::Opaque(Opaque::Undocumented) => vec![("Kind", "undocumented".to_owned())],
        ModelKind::Opaque(Opaque::Empty) => vec![("Kind", "empty".to_owned())],
    }
}

fn field(it: &Field) -> Vec<String> {
    let nullable = it.ty.clone().nullable();
    let required = match it.presence {
        Presence::Required => "yes",
        Presence::Optional => "no",
        Presence::Unsaid => "",
    };
    let access: Vec<_> =
        [(it.read_only, "read-only"), (it.write_only, "write-only")].iter().filter(|it| it.0).map(|it| it.1).collect();
    vec![
        name(&it.name),
        ty(if it.nullable { &nullable } else { &it.ty }),
        it.shown.as_deref().map(name).unwrap_or_default(),
        required.to_owned(),
        it.default.as_deref().map(|it| code(&json(it))).unwrap_or_default(),
        constraints(it),
        access.join(", "),
        deprecated(it.deprecated.as_deref()),
        it.examples.iter().map(|it| code(&json(it))).collect::<Vec<_>>().join(", "),
        it.description.as_deref().map(prose).unwrap_or_default(),
    ]
}

/// `minimum: 0`, `pattern: "^a"`: each bound by the name that JSON Schema has for it.
fn constraints(it: &Field) -> String {
    let Ok(serde_json::Value::Object(all)) = serde_json::to_value(it.bounds()) else { return String::new() };
    all.iter().map(|(keyword, bound)| code(&format!("{keyword}: {}", json(bound)))).collect::<Vec<_>>().join(", ")
}

fn value(it: &EnumValue) -> Vec<String> {
    let described = it.description.as_deref().map(prose).unwrap_or_default();
    vec![code(&json(&it.value)), it.name.as_deref().map(name).unwrap_or_default(), described]
}

fn variant(it: &Variant) -> Vec<String> {
    let described = it.description.as_deref().map(prose).unwrap_or_default();
    vec![ty(&it.ty), it.tag.as_deref().map(name).unwrap_or_default(), described]
}

/// All values of enums within a type, where one of them has more than its value.
fn within(kind: &ModelKind) -> Vec<Vec<String>> {
    let owners: Vec<(String, Vec<&Type>)> = match kind {
        ModelKind::Object(it) => {
            let fields = it.fields.iter().map(|it| (name(&it.name), vec![&it.ty]));
            fields.chain(it.additional.iter().map(|it| (String::new(), vec![it]))).collect()
        }
        ModelKind::Union(it) => vec![(String::new(), it.variants.iter().map(|it| &it.ty).collect())],
        ModelKind::Alias(it) => vec![(String::new(), vec![it])],
        ModelKind::Enum(_) | ModelKind::Opaque(_) => Vec::new(),
    };
    let mut rows = Vec::new();
    for (owner, types) in owners {
        let mut values: Vec<&EnumValue> = Vec::new();
        types.into_iter().for_each(|it| {
            inside(it, &mut |ty| {
                if let Type::Enum(it) = ty {
                    values.extend(&it.values);
                }
            });
        });
        if values.iter().any(|it| it.name.is_some() || it.description.is_some()) {
            rows.extend(values.into_iter().map(|it| [vec![owner.clone()], value(it)].concat()));
        }
    }
    rows
}

fn direction(it: Direction) -> String {
    match it {
        Direction::Unknown => "",
        Direction::Read => "read",
        Direction::Write => "write",
        Direction::Both => "both",
    }
    .to_owned()
}

fn deprecated(it: Option<&Deprecation>) -> String {
    match it.map(|it| it.note.as_deref()) {
        None => String::new(),
        Some(None) => "yes".to_owned(),
        Some(Some(note)) => format!("yes: {}", prose(note)),
    }
}

/// A table without the columns that are empty, but for the first ones; nothing when there is no row.
fn table(out: &mut String, heads: &[&str], rows: &[Vec<String>], always: usize) {
    if rows.is_empty() {
        return;
    }
    let shown: Vec<_> =
        (0..heads.len()).filter(|at| *at < always || rows.iter().any(|it| !it[*at].is_empty())).collect();
    out.push('\n');
    let mut line = |cells: Vec<&str>| {
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    line(shown.iter().map(|at| heads[*at]).collect());
    line(shown.iter().map(|_| "---").collect());
    for row in rows {
        line(shown.iter().map(|at| row[*at].as_str()).collect());
    }
}

fn ty(it: &Type) -> String {
    code(&it.to_string().replace('`', "\\u0060").replace('&', "\\u0026"))
}

/// A name as it is, or as a JSON string where it is not made of letters, digits and the usual signs.
fn name(it: &str) -> String {
    let plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | '$' | '@' | ':' | '/' | '#' | '+');
    if !it.is_empty() && it.chars().all(plain) { code(it) } else { code(&json(&Value::from(it))) }
}

/// A model's name that needs no code span in a heading.
fn is_word(it: &str) -> bool {
    !it.is_empty() && it.chars().all(char::is_alphanumeric)
}

/// JSON that ends no code span and has no entity.
fn json(it: &dyn std::fmt::Display) -> String {
    let mut out = String::new();
    for it in it.to_string().chars() {
        if matches!(it, '`' | '&') || (it.is_control() || it == '\u{feff}') {
            let _ = write!(out, "\\u{:04x}", u32::from(it));
        } else {
            out.push(it);
        }
    }
    out
}

/// A code span in a cell; the text has no backtick.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

/// One line of prose that is neither a block nor markup.
fn is_tame(text: &str) -> bool {
    let tame = |it: char| {
        it.is_alphanumeric()
            || matches!(it, ' ' | '.' | ',' | ';' | ':' | '\'' | '"' | '(' | ')' | '?' | '/' | '%' | '-')
    };
    text.starts_with(char::is_alphabetic) && text.trim() == text && text.chars().all(tame) && !text.contains("  ")
}

/// Markdown as it came, on one line and in one cell. Only what would be read as something else is written otherwise.
fn prose(text: &str) -> String {
    let mut out = String::new();
    for (at, it) in text.char_indices() {
        let rest = &text[at + it.len_utf8()..];
        let outermost = at == 0 || rest.is_empty();
        match it {
            '|' => out.push_str("\\|"),
            '&' if rest.starts_with(|it: char| it.is_ascii_alphabetic() || it == '#') => out.push_str("&amp;"),
            '<' if rest.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("br")) => out.push_str("&lt;"),
            '\n' => out.push_str("<br>"),
            ' ' if !outermost => out.push(' '),
            it if it.is_control() || it.is_whitespace() || it == '\u{feff}' => {
                let _ = write!(out, "&#{};", u32::from(it));
            }
            it => out.push(it),
        }
    }
    out
}

#[cfg(test)]
#[path = "markdown/tests.rs"]
mod tests;

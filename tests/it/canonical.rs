//! The plainest reader of canonical field tables there can be: it says what a page states, so that the law "schema, table,
//! schema" does not rest on the reader that users have. Anything it does not expect is a panic.

use fieldtable::schema::{
    Constraints, Deprecation, Direction, EnumValue, Enumeration, Field, Model, ModelKind, Object, Opaque, Presence,
    Schema, Type, Union, Variant,
};
use fieldtable::typexpr::canonical;
use indexmap::IndexMap;
use serde_json::{Map, Value};

type Row = IndexMap<String, String>;

pub(crate) fn read(page: &str) -> Schema {
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    for line in page.lines() {
        match line.strip_prefix("# ") {
            Some(title) => sections.push((name(title), Vec::new())),
            None => sections.last_mut().expect("a heading first").1.push(line),
        }
    }
    Schema { models: sections.into_iter().map(|(title, lines)| (title, model(&lines))).collect() }
}

fn model(lines: &[&str]) -> Model {
    let mut description = None;
    let mut tables: Vec<Vec<Row>> = Vec::new();
    for block in lines.split(|it| it.is_empty()).filter(|it| !it.is_empty()) {
        match block {
            [heads, _, rows @ ..] if heads.starts_with('|') => {
                let heads = cells(heads);
                tables.push(rows.iter().map(|row| heads.iter().cloned().zip(cells(row)).collect()).collect());
            }
            _ => description = Some(block.join("\n")),
        }
    }
    let mut facts = Row::new();
    let mut rows = Vec::new();
    let mut of_fields = Vec::new();
    for table in tables {
        let first = table[0].keys().next().expect("a column").clone();
        match first.as_str() {
            "Field" => of_fields = table,
            "Value" | "Variant" => rows = table,
            _ => facts = table.into_iter().next().expect("a row of facts"),
        }
    }
    let fact = |key: &str| facts.get(key).map_or("", String::as_str);
    let kind = match (fact("Kind"), rows.first().and_then(|it| it.keys().next()).map(String::as_str)) {
        ("undocumented", _) => ModelKind::Opaque(Opaque::Undocumented),
        ("empty", _) => ModelKind::Opaque(Opaque::Empty),
        ("alias", _) => ModelKind::Alias(ty(fact("Type"))),
        (_, Some("Value")) => ModelKind::Enum(Enumeration { values: rows.iter().map(value).collect() }),
        (_, Some(_)) => {
            let discriminator = optional(fact("Discriminator"), name);
            ModelKind::Union(Union { variants: rows.iter().map(variant).collect(), discriminator })
        }
        (_, None) => {
            let fields = of_fields.iter().map(field).collect();
            ModelKind::Object(Object { fields, additional: optional(fact("Other members"), ty) })
        }
    };
    let direction = match fact("Direction") {
        "read" => Direction::Read,
        "write" => Direction::Write,
        "both" => Direction::Both,
        _ => Direction::Unknown,
    };
    let description = description.or_else(|| optional(fact("Description"), prose));
    Model { description, deprecated: deprecated(fact("Deprecated")), direction, kind }
}

fn field(row: &Row) -> Field {
    let cell = |key: &str| row.get(key).map_or("", String::as_str);
    let (ty, nullable) = match ty(cell("Type")) {
        Type::Nullable(inner) => (*inner, true),
        other => (other, false),
    };
    let presence = match cell("Required") {
        "yes" => Presence::Required,
        "no" => Presence::Optional,
        _ => Presence::Unsaid,
    };
    let bounds: Map<String, Value> = codes(cell("Constraints"))
        .into_iter()
        .map(|it| it.split_once(": ").map(|(keyword, bound)| (keyword.to_owned(), json(bound))).expect("a bound"))
        .collect();
    Field {
        name: name(cell("Field")),
        shown: optional(cell("Shown as"), name),
        ty,
        presence,
        nullable,
        description: optional(cell("Description"), prose),
        default: optional(cell("Default"), |it| json(&code(it))),
        read_only: cell("Access").contains("read-only"),
        write_only: cell("Access").contains("write-only"),
        deprecated: deprecated(cell("Deprecated")),
        constraints: serde_json::from_value::<Constraints>(Value::Object(bounds)).expect("known bounds"),
        examples: codes(cell("Examples")).iter().map(|it| json(it)).collect(),
    }
}

fn value(row: &Row) -> EnumValue {
    let cell = |key: &str| row.get(key).map_or("", String::as_str);
    EnumValue {
        value: json(&code(cell("Value"))),
        name: optional(cell("Name"), name),
        description: optional(cell("Description"), prose),
    }
}

fn variant(row: &Row) -> Variant {
    let cell = |key: &str| row.get(key).map_or("", String::as_str);
    Variant {
        ty: ty(cell("Variant")),
        tag: optional(cell("Tag"), name),
        description: optional(cell("Description"), prose),
    }
}

fn optional<T>(cell: &str, read: impl Fn(&str) -> T) -> Option<T> {
    (!cell.is_empty()).then(|| read(cell))
}

fn deprecated(cell: &str) -> Option<Deprecation> {
    let rest = cell.strip_prefix("yes")?;
    Some(Deprecation { note: rest.strip_prefix(": ").map(prose) })
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|why| panic!("`{text}` is no JSON: {why}"))
}

fn name(cell: &str) -> String {
    let text = if cell.starts_with('`') { code(cell) } else { cell.to_owned() };
    if text.starts_with('"') { json(&text).as_str().expect("a string").to_owned() } else { text }
}

fn ty(cell: &str) -> Type {
    let text = code(cell);
    let read = canonical().parse(&text).unwrap_or_else(|why| panic!("`{text}` is no type: {}", why.message));
    read.into_type(&mut |name, _| Type::Ref(name.to_owned()))
}

/// What stands in a code span.
fn code(cell: &str) -> String {
    let inner =
        cell.strip_prefix('`').and_then(|it| it.strip_suffix('`')).unwrap_or_else(|| panic!("`{cell}` is no code"));
    assert!(!inner.contains('`'), "{cell}");
    inner.replace("\\|", "|")
}

fn codes(cell: &str) -> Vec<String> {
    let spans: Vec<_> = cell.split('`').collect();
    spans.iter().skip(1).step_by(2).map(|it| it.replace("\\|", "|")).collect()
}

/// A row's cells: a bar behind a backslash separates nothing.
fn cells(row: &str) -> Vec<String> {
    let inner =
        row.strip_prefix("| ").and_then(|it| it.strip_suffix(" |")).unwrap_or_else(|| panic!("`{row}` is no row"));
    let mut cells = vec![String::new()];
    for it in inner.chars() {
        match cells.last_mut() {
            Some(cell) if it != '|' || cell.ends_with('\\') => cell.push(it),
            _ => cells.push(String::new()),
        }
    }
    cells.iter().map(|it| it.trim_matches(' ').to_owned()).collect()
}

fn prose(cell: &str) -> String {
    let mut out = String::new();
    let text = cell.replace("\\|", "|");
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let entity = rest.starts_with('&').then(|| rest.find(';')).flatten().map(|end| (&rest[1..end], end + 1));
        let (decoded, length) = match entity {
            Some(("amp", length)) => ('&', length),
            Some(("lt", length)) => ('<', length),
            Some((number, length)) if number.starts_with('#') => {
                let number = number[1..].parse().ok().and_then(char::from_u32);
                (number.expect("a character's number"), length)
            }
            _ if rest.starts_with("<br>") => ('\n', 4),
            _ => (first, first.len_utf8()),
        };
        out.push(decoded);
        rest = &rest[length..];
    }
    out
}

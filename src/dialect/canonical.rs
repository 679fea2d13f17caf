//! Canonical field tables, as `emit::markdown` writes them: a page that bears its mark → the very schema that was written.
//! A page that says anything in another way is none: it is read as people's tables are.

use crate::json::Value;
use crate::schema::{
    Constraints, Deprecation, Direction, EnumValue, Enumeration, Field, MARK, Model, ModelKind, Object, Opaque,
    Presence, Schema, Type, Union, Variant, inside_mut, types,
};
use crate::typexpr::canonical;
use foldhash::{HashMap, HashMapExt};
use indexmap::IndexMap;
use std::collections::VecDeque;

type Row = IndexMap<String, String>;

/// The schema of a page, if it is canonical.
pub(crate) fn read(page: &str) -> Option<Schema> {
    let (first, rest) = page.split_once('\n')?;
    if first.trim_end() != MARK {
        return None;
    }
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    for line in rest.lines() {
        match (line.strip_prefix("# "), sections.last_mut()) {
            (Some(title), _) => sections.push((name(title)?, Vec::new())),
            (None, Some(section)) => section.1.push(line),
            (None, None) if line.is_empty() => {}
            (None, None) => return None,
        }
    }
    let count = sections.len();
    let models = sections.into_iter().map(|(title, lines)| Some((title, model(&lines)?)));
    let models: IndexMap<String, Model> = models.collect::<Option<_>>()?;
    let mut whole = models.len() == count;
    models.values().for_each(|it| {
        types(it, &mut |ty| whole &= !matches!(ty, Type::Ref(to) if !models.contains_key(to)));
    });
    whole.then_some(Schema { models })
}

fn model(lines: &[&str]) -> Option<Model> {
    let mut description = None;
    let mut facts = Row::new();
    let (mut rows, mut of_fields, mut within) = (Vec::new(), Vec::new(), Vec::new());
    for block in lines.split(|it| it.is_empty()).filter(|it| !it.is_empty()) {
        let [heads, _, body @ ..] = block else {
            description = Some(block.join("\n"));
            continue;
        };
        if !heads.starts_with('|') {
            return None;
        }
        let heads = cells(heads)?;
        let table = body.iter().map(|row| {
            let row = cells(row)?;
            (row.len() == heads.len()).then(|| heads.iter().cloned().zip(row).collect::<Row>())
        });
        let table: Vec<Row> = table.collect::<Option<_>>()?;
        match heads.first().map(String::as_str) {
            Some("Field") => of_fields = table,
            Some("Value" | "Variant") => rows = table,
            Some("Values of") => within = table,
            _ => facts = table.into_iter().next()?,
        }
    }
    let fact = |key: &str| facts.get(key).map_or("", String::as_str);
    let mut kind = match (fact("Kind"), rows.first().and_then(|it| it.keys().next()).map(String::as_str)) {
        ("undocumented", _) => ModelKind::Opaque(Opaque::Undocumented),
        ("empty", _) => ModelKind::Opaque(Opaque::Empty),
        ("alias", _) => ModelKind::Alias(ty(fact("Type"))?),
        (_, Some("Value")) => ModelKind::Enum(Enumeration { values: rows.iter().map(value).collect::<Option<_>>()? }),
        (_, Some(_)) => {
            let discriminator = optional(fact("Discriminator"), name)?;
            ModelKind::Union(Union { variants: rows.iter().map(variant).collect::<Option<_>>()?, discriminator })
        }
        (_, None) => {
            let fields = of_fields.iter().map(field).collect::<Option<_>>()?;
            ModelKind::Object(Object { fields, additional: optional(fact("Other members"), ty)? })
        }
    };
    name_values(&mut kind, &within)?;
    let direction = match fact("Direction") {
        "read" => Direction::Read,
        "write" => Direction::Write,
        "both" => Direction::Both,
        "" => Direction::Unknown,
        _ => return None,
    };
    let description = match description {
        Some(text) => Some(text),
        None => optional(fact("Description"), prose)?,
    };
    Some(Model { description, deprecated: deprecated(fact("Deprecated"))?, direction, kind })
}

/// Gives the values of enums within types what is said of them.
fn name_values(kind: &mut ModelKind, rows: &[Row]) -> Option<()> {
    let mut said: HashMap<Option<String>, VecDeque<EnumValue>> = HashMap::new();
    for row in rows {
        said.entry(optional(row.get("Values of")?, name)?).or_default().push_back(value(row)?);
    }
    let mut give = |owner: Option<&str>, types: Vec<&mut Type>| {
        let Some(mut said) = said.remove(&owner.map(str::to_owned)) else { return true };
        let mut fits = true;
        for ty in types {
            inside_mut(ty, &mut |it| {
                let values = if let Type::Enum(it) = it { it.values.as_mut_slice() } else { &mut [] };
                for value in values {
                    match said.pop_front() {
                        Some(it) if it.value == value.value => *value = it,
                        _ => fits = false,
                    }
                }
            });
        }
        fits && said.is_empty()
    };
    let fits = match kind {
        ModelKind::Object(it) => {
            it.fields.iter_mut().all(|it| give(Some(&it.name), vec![&mut it.ty]))
                && give(None, it.additional.iter_mut().collect())
        }
        ModelKind::Union(it) => give(None, it.variants.iter_mut().map(|it| &mut it.ty).collect()),
        ModelKind::Alias(it) => give(None, vec![it]),
        ModelKind::Enum(_) | ModelKind::Opaque(_) => true,
    };
    (fits && said.is_empty()).then_some(())
}

fn field(row: &Row) -> Option<Field> {
    let cell = |key: &str| row.get(key).map_or("", String::as_str);
    let (ty, nullable) = match ty(cell("Type"))? {
        Type::Nullable(inner) => (*inner, true),
        other => (other, false),
    };
    let presence = match cell("Required") {
        "yes" => Presence::Required,
        "no" => Presence::Optional,
        "" => Presence::Unsaid,
        _ => return None,
    };
    let mut bounds = Constraints::default();
    for bound in codes(cell("Constraints")) {
        let (keyword, bound) = bound.split_once(": ")?;
        if !bounds.set(keyword, &json(bound)?) {
            return None;
        }
    }
    Some(Field {
        name: name(cell("Field"))?,
        shown: optional(cell("Shown as"), name)?,
        ty,
        presence,
        nullable,
        description: optional(cell("Description"), prose)?,
        default: optional(cell("Default"), |it| json(&code(it)?).map(Box::new))?,
        read_only: cell("Access").contains("read-only"),
        write_only: cell("Access").contains("write-only"),
        deprecated: deprecated(cell("Deprecated"))?,
        constraints: bounds.some(),
        examples: codes(cell("Examples")).iter().map(|it| json(it)).collect::<Option<_>>()?,
    })
}

fn value(row: &Row) -> Option<EnumValue> {
    let cell = |key: &str| row.get(key).map_or("", String::as_str);
    Some(EnumValue {
        value: json(&code(cell("Value"))?)?,
        name: optional(cell("Name"), name)?,
        description: optional(cell("Description"), prose)?,
    })
}

fn variant(row: &Row) -> Option<Variant> {
    let cell = |key: &str| row.get(key).map_or("", String::as_str);
    Some(Variant {
        ty: ty(cell("Variant"))?,
        tag: optional(cell("Tag"), name)?,
        description: optional(cell("Description"), prose)?,
    })
}

/// What stands in a cell, `None` in an empty one; nothing at all where it cannot be read.
#[expect(clippy::option_option, reason = "a cell that is empty is not one that cannot be read")]
fn optional<T>(cell: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if cell.is_empty() { Some(None) } else { read(cell).map(Some) }
}

#[expect(clippy::option_option, reason = "a cell that is empty is not one that cannot be read")]
fn deprecated(cell: &str) -> Option<Option<Box<Deprecation>>> {
    if cell.is_empty() {
        return Some(None);
    }
    let note = optional(cell.strip_prefix("yes")?, |it| prose(it.strip_prefix(": ")?))?;
    Some(Some(Box::new(Deprecation { note })))
}

fn json(text: &str) -> Option<Value> {
    Value::read(text)
}

fn name(cell: &str) -> Option<String> {
    let text = if cell.starts_with('`') { code(cell)? } else { cell.to_owned() };
    if text.starts_with('"') { json(&text)?.as_str().map(str::to_owned) } else { Some(text) }
}

fn ty(cell: &str) -> Option<Type> {
    Some(canonical().parse(&code(cell)?).ok()?.into_type(&mut |name, _| Type::Ref(name.to_owned())))
}

/// What stands in a code span.
fn code(cell: &str) -> Option<String> {
    let inner = cell.strip_prefix('`')?.strip_suffix('`')?;
    (!inner.contains('`')).then(|| inner.replace("\\|", "|"))
}

fn codes(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(|it| it.replace("\\|", "|")).collect()
}

/// A row's cells: a bar behind a backslash separates nothing.
fn cells(row: &str) -> Option<Vec<String>> {
    let inner = row.strip_prefix("| ")?.strip_suffix(" |")?;
    let mut cells = vec![String::new()];
    for it in inner.chars() {
        match cells.last_mut() {
            Some(cell) if it != '|' || cell.ends_with('\\') => cell.push(it),
            _ => cells.push(String::new()),
        }
    }
    Some(cells.iter().map(|it| it.trim_matches(' ').to_owned()).collect())
}

fn prose(cell: &str) -> Option<String> {
    let mut out = String::new();
    let text = cell.replace("\\|", "|");
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let entity = rest.starts_with('&').then(|| rest.find(';')).flatten().map(|end| (&rest[1..end], end + 1));
        let (decoded, length) = match entity {
            Some(("amp", length)) => ('&', length),
            Some(("lt", length)) => ('<', length),
            Some((number, length)) if number.starts_with('#') => {
                (number[1..].parse().ok().and_then(char::from_u32)?, length)
            }
            _ if rest.starts_with("<br>") => ('\n', 4),
            _ => (first, first.len_utf8()),
        };
        out.push(decoded);
        rest = &rest[length..];
    }
    Some(out)
}

//! Models before and after, side by side, as SVG: what came, what went, and what became of the rest.

use super::{Context, junit::xml};
use crate::diff::Comparison;
use crate::schema::{ModelKind, Presence, Schema, Step};
use minijinja::{Value, context};
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// The most models and the most lines of a model that are drawn.
const MODELS: usize = 200;
const LINES: usize = 80;

const ROW: usize = 20;
const WIDTH: usize = 380;
const GAP: usize = 80;

/// The drawings of the models that changed.
pub(super) fn models(comparison: &Comparison, context: &Context<'_>) -> Vec<Value> {
    let mut order: Vec<(Option<String>, Option<String>)> = Vec::new();
    let mut seen = HashSet::new();
    let mut marked: HashMap<String, Vec<Mark>> = HashMap::new();
    for finding in context.shown(comparison) {
        for change in [&finding.change].into_iter().chain(&finding.more) {
            let model = |it: &Option<crate::schema::Path>| it.as_ref().map(|it| it.model.clone());
            let member = |it: &Option<crate::schema::Path>| it.as_ref().and_then(|it| it.steps.first()).map(name);
            let key = change.path().model.clone();
            if seen.insert(key.clone()) {
                order.push((model(&change.old), model(&change.new)));
            }
            marked.entry(key).or_default().push((member(&change.old), member(&change.new)));
        }
    }
    let drawn = order.into_iter().take(MODELS).map(|(old, new)| {
        let title = new.clone().or(old.clone()).unwrap_or_default();
        let marks = marked.get(&title).map(Vec::as_slice).unwrap_or_default();
        let svg = draw(&lines(context.old_schema, old.as_deref()), &lines(context.new_schema, new.as_deref()), marks);
        context! { title, svg => Value::from_safe_string(svg) }
    });
    drawn.collect()
}

fn name(step: &Step) -> String {
    match step {
        Step::Field(name) | Step::Value(name) => name.clone(),
        Step::Items => "[]".to_owned(),
        Step::Values => "{}".to_owned(),
        Step::Additional => "*".to_owned(),
        Step::Variant(at) => format!("|{at}"),
    }
}

/// The members of a model: what they are called, and how they are written.
fn lines(schema: &Schema, model: Option<&str>) -> Option<(String, Vec<(String, String)>)> {
    let name = model?;
    let model = schema.models.get(name)?;
    let lines = match &model.kind {
        ModelKind::Object(object) => {
            let field = |it: &crate::schema::Field| {
                let mark = if it.presence == Presence::Required { "" } else { "?" };
                let null = if it.nullable { " | null" } else { "" };
                (it.name.clone(), format!("{}{mark}: {}{null}", it.name, it.ty))
            };
            let additional = object.additional.iter().map(|it| ("*".to_owned(), format!("*: {it}")));
            object.fields.iter().map(field).chain(additional).collect()
        }
        ModelKind::Enum(it) => it.values.iter().map(|it| (it.value.to_string(), it.value.to_string())).collect(),
        ModelKind::Union(it) => {
            it.variants.iter().enumerate().map(|(at, it)| (format!("|{at}"), it.ty.to_string())).collect()
        }
        ModelKind::Alias(ty) => vec![("".to_owned(), ty.to_string())],
        ModelKind::Opaque(_) => vec![("".to_owned(), "not described".to_owned())],
    };
    Some((name.to_owned(), lines))
}

/// A member on the old and on the new side.
type Mark = (Option<String>, Option<String>);

type Side = Option<(String, Vec<(String, String)>)>;

fn draw(old: &Side, new: &Side, marks: &[Mark]) -> String {
    let rows = |it: &Side| it.as_ref().map_or(0, |it| it.1.len().min(LINES) + 1 + usize::from(it.1.len() > LINES));
    let height = rows(old).max(rows(new)) * ROW + 10;
    let width = 2 * WIDTH + GAP;
    let mut out = format!("<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\">");
    let place = |side: &Side, name: &str| {
        let at = side.as_ref()?.1.iter().take(LINES).position(|it| it.0 == name)?;
        Some((at + 1) * ROW + ROW / 2 + 5)
    };
    let marked = |pick: fn(&Mark) -> Option<&String>| -> HashSet<&str> {
        marks.iter().filter_map(pick).map(String::as_str).collect()
    };
    side(&mut out, old, 0, &marked(|it| it.0.as_ref()), "old");
    side(&mut out, new, WIDTH + GAP, &marked(|it| it.1.as_ref()), "new");
    for (from, to) in marks.iter().filter_map(|it| Some((it.0.as_ref()?, it.1.as_ref()?))) {
        if let (Some(from), Some(to)) = (place(old, from), place(new, to)) {
            let _ = write!(out, "<line x1=\"{WIDTH}\" y1=\"{from}\" x2=\"{}\" y2=\"{to}\"/>", WIDTH + GAP);
        }
    }
    out + "</svg>"
}

fn side(out: &mut String, side: &Side, x: usize, marked: &HashSet<&str>, class: &str) {
    let Some((title, lines)) = side else { return };
    let shown = lines.len().min(LINES);
    let rest = lines.len() - shown;
    let height = (shown + 1 + usize::from(rest > 0)) * ROW;
    let _ =
        write!(out, "<g class=\"{class}\"><rect x=\"{}\" y=\"5\" width=\"{}\" height=\"{height}\"/>", x + 1, WIDTH - 2);
    let mut text = |row: usize, class: &str, text: &str| {
        let mut cut: String = text.chars().take(52).collect();
        if cut.len() < text.len() {
            cut.push('…');
        }
        let _ = write!(out, "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>", x + 8, row * ROW + 19, xml(&cut));
    };
    text(0, "title", title);
    for (at, (name, line)) in lines.iter().take(LINES).enumerate() {
        text(at + 1, if marked.contains(name.as_str()) { "changed" } else { "kept" }, line);
    }
    if rest > 0 {
        text(shown + 1, "kept", &format!("and {rest} more"));
    }
    *out += "</g>";
}

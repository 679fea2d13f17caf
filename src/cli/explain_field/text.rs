//! A field, its row with carets, and its evidence, for people.

use super::{FactView, FieldView, PlaceView};
use fieldtable::mend::mended;
use fieldtable::schema::Presence;
use fieldtable::text::{SourceMap, Span};
use std::fmt::Write;
use toml_edit::DocumentMut;

/// Of a longer row only what is around a place is shown.
const WIDEST: usize = 120;
const AROUND: usize = 40;

pub(super) fn text(sources: &SourceMap, view: &FieldView) -> String {
    let mut out = String::new();
    write(&mut out, sources, view).expect("writing into a string cannot fail");
    out
}

fn write(out: &mut String, sources: &SourceMap, view: &FieldView) -> std::fmt::Result {
    let presence = match view.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Unsaid => "may be absent, since nothing says",
    };
    let null = if view.nullable { ", may be null" } else { "" };
    writeln!(out, "{}: {}, {presence}{null}", view.path, view.ty)?;
    if let Some(place) = &view.place {
        writeln!(out, "  at {}:{}", place.path, place.line)?;
        row(out, sources, place, &view.facts)?;
    }
    for fact in &view.facts {
        let value = fact.value.as_ref().map_or_else(String::new, |it| format!(" = {it}"));
        evidence(out, &format!("{}{value}", fact.fact), fact, view.place.as_ref())?;
    }
    if !view.against.is_empty() {
        writeln!(out, "  against it:")?;
        view.against.iter().try_for_each(|it| evidence(out, it.fact, it, view.place.as_ref()))?;
    }
    writeln!(out, "  to say otherwise, write into fieldtable.toml:")?;
    for line in mended(DocumentMut::new(), &view.settings).to_string().lines() {
        writeln!(out, "{}", format!("    {line}").trim_end())?;
    }
    Ok(())
}

fn evidence(out: &mut String, what: &str, fact: &FactView, row: Option<&PlaceView>) -> std::fmt::Result {
    let why = match (fact.how, fact.rule, &fact.key, &fact.note) {
        ("inferred", Some(rule), _, Some(note)) => format!("inferred by {rule}: {note}"),
        ("set", _, Some(key), _) => format!("set by `{key}`"),
        _ => fact.how.to_owned(),
    };
    writeln!(out, "  {what}: {why}")?;
    let elsewhere =
        |it: &&PlaceView| row.is_none_or(|row| (row.path.as_str(), row.line) != (it.path.as_str(), it.line));
    for place in fact.places.iter().filter(elsewhere) {
        writeln!(out, "    {}:{}:{}: {}", place.path, place.line, place.column, shortened(&place.text))?;
    }
    Ok(())
}

/// The row, and below it what its parts say.
fn row(out: &mut String, sources: &SourceMap, row: &PlaceView, facts: &[FactView]) -> std::fmt::Result {
    let Some(line) = sources.file(row.span.file).line_range(row.line) else { return Ok(()) };
    let text = &sources.file(row.span.file).text[line.clone()];
    let number = row.line.to_string();
    let margin = " ".repeat(number.len());
    let here =
        |span: Span| span.file == row.span.file && line.start <= span.start as usize && span.end as usize <= line.end;
    let mut marks: Vec<(Span, Vec<&str>)> = Vec::new();
    for fact in facts {
        for place in fact.places.iter().filter(|it| here(it.span)) {
            match marks.iter_mut().find(|it| it.0 == place.span) {
                Some((_, words)) if words.contains(&fact.fact) => {}
                Some((_, words)) => words.push(fact.fact),
                None => marks.push((place.span, vec![fact.fact])),
            }
        }
    }
    marks.sort_by_key(|it| it.0);
    let whole = text.chars().count() <= WIDEST;
    if whole {
        writeln!(out, "  {number} | {text}")?;
    }
    let mut shown = if whole { 0..usize::MAX } else { 0..0 };
    for (span, words) in marks {
        let (start, end) = (span.start as usize - line.start, span.end as usize - line.start);
        let before = text[..start].chars().count();
        let count = text[start..end].chars().count().max(1);
        if !shown.contains(&before) {
            let from = before.saturating_sub(AROUND);
            shown = from..from + WIDEST;
            let excerpt: String = text.chars().skip(from).take(WIDEST).collect();
            writeln!(out, "  {number} | {excerpt}")?;
        }
        let space = " ".repeat(before - shown.start);
        let carets = "^".repeat(count.min(shown.end - before));
        writeln!(out, "  {margin} | {space}{carets} {}", words.join(", "))?;
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= WIDEST { text } else { text.chars().take(WIDEST).chain(['…']).collect() }
}

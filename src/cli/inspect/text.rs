//! What was recognised, for people.

use super::view::{FieldView, ModelView, View};
use crate::cli::ui::plural;
use fieldtable::emit::Page;
use fieldtable::schema::Presence;
use indexmap::IndexMap;
use std::fmt::{Error, Write};

pub(super) fn text(view: &View) -> String {
    let mut out = String::new();
    write(&mut out, view).expect("writing into a string cannot fail");
    out
}

fn write(out: &mut String, view: &View) -> Result<(), Error> {
    if let Some(path) = &view.config {
        writeln!(out, "config: {path}\n")?;
    }
    for it in &view.dialects {
        let folder = if it.folder.is_empty() { "." } else { &it.folder };
        let how = if it.set { "set" } else { "recognised" };
        writeln!(out, "dialect of {folder}: {} ({how})", it.id)?;
        it.evidence.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
        if !it.rivals.is_empty() {
            writeln!(out, "  nothing tells it apart from {}", it.rivals.join(", "))?;
        }
    }
    pages(out, &view.pages)?;
    let fields: usize = view.models.iter().map(|it| it.fields.len()).sum();
    writeln!(out, "\n{}, {}", plural(view.models.len(), "model"), plural(fields, "field"))?;
    view.models.iter().try_for_each(|it| model(out, it))
}

fn pages(out: &mut String, pages: &[Page]) -> Result<(), Error> {
    let tables = || pages.iter().flat_map(|it| &it.tables);
    let left = pages.iter().filter(|it| it.left_out.is_some()).count();
    let tables_left = tables().filter(|it| it.left_out.is_some()).count();
    writeln!(
        out,
        "\n{}, {left} left out; {}, {tables_left} left out",
        plural(pages.len(), "page"),
        plural(tables().count(), "table")
    )?;
    for (why, pages, tables) in reasons(pages) {
        let counts = [(pages, "page"), (tables, "table")].into_iter().filter(|it| it.0 > 0);
        let what: Vec<_> = counts.map(|(count, what)| plural(count, what)).collect();
        writeln!(out, "  left out {}: {why}", what.join(" and "))?;
    }
    writeln!(out)?;
    for page in pages {
        match &page.left_out {
            Some(why) => writeln!(out, "  {}: left out: {why}", page.path)?,
            None => writeln!(out, "  {}: {}", page.path, page.models.join(", "))?,
        }
        for table in &page.tables {
            let what = format!("    line {}, {}", table.line, plural(table.rows, "row"));
            match (&table.model, &table.left_out) {
                (Some(model), _) => writeln!(out, "{what}: {model}")?,
                (None, Some(why)) => writeln!(out, "{what}: left out: {why}")?,
                (None, None) => writeln!(out, "{what}")?,
            }
        }
    }
    Ok(())
}

/// Why pages and tables were left out, with how many pages and how many tables; what is most frequent first.
fn reasons(pages: &[Page]) -> Vec<(&str, usize, usize)> {
    let mut found: IndexMap<&str, (usize, usize)> = IndexMap::new();
    for page in pages {
        page.left_out.iter().for_each(|why| found.entry(why).or_default().0 += 1);
        let tables = page.tables.iter().filter_map(|it| it.left_out.as_ref());
        tables.for_each(|why| found.entry(why).or_default().1 += 1);
    }
    let mut reasons: Vec<_> = found.into_iter().map(|(why, (pages, tables))| (why, pages, tables)).collect();
    reasons.sort_by_key(|it| std::cmp::Reverse(it.1 + it.2));
    reasons
}

fn model(out: &mut String, model: &ModelView) -> Result<(), Error> {
    writeln!(out, "\n{} ({})", model.name, model.kind)?;
    let wide = |of: fn(&FieldView) -> &str| model.fields.iter().map(|it| of(it).chars().count()).max().unwrap_or(0);
    let (names, types) = (wide(|it| &it.name), wide(|it| &it.ty).min(40));
    for field in &model.fields {
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Unsaid => "unsaid",
        };
        let null = if field.nullable { ", null" } else { "" };
        let default = field.default.as_ref().map_or_else(String::new, |it| format!(", default {it}"));
        let marks: String = field.marks.iter().map(|it| format!(", {it}")).collect();
        let shown = field.shown.as_ref().map_or_else(String::new, |it| format!(", shown as `{it}`"));
        writeln!(out, "  {:names$}  {:types$}  {presence}{null}{default}{marks}{shown}", field.name, field.ty)?;
        for fact in &field.evidence {
            let places = if fact.places.is_empty() { String::new() } else { format!(" ({})", fact.places.join(", ")) };
            writeln!(out, "      {}: {}{places}", fact.fact, fact.because)?;
        }
    }
    model.content.iter().try_for_each(|it| writeln!(out, "  {it}"))
}

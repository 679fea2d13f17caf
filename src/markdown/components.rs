//! Fields written as components: `<Field name="id" type="string" required>What it is.</Field>`. Comes in: tags and the text
//! between them. Goes out: the table that they would be, with components in components moved to the right.

use super::grid::{Cell, Grid, GridRow};
use super::html::{attribute, attributes};
use super::rich::{References, Rich, inline};
use foldhash::HashSet;
use std::ops::Range;

/// Attributes that name a field; all but the first say where a parameter stands.
const NAMES: &[&str] = &["name", "body", "query", "path", "header"];

/// Attributes that tell the default.
const DEFAULTS: &[&str] = &["default", "defaultValue", "default-value"];

const HEADER: &[&str] = &["Name", "In", "Type", "Required", "Default", "Deprecated", "Description"];

/// Deeper fields stand as deep as this.
const DEEPEST: usize = 64;

/// Where the description stands in a row.
const DESCRIPTION: usize = 6;

/// Components that follow each other.
#[derive(Default)]
pub(super) struct Components {
    rows: Vec<GridRow>,
    /// The elements that have not ended, each with its row.
    open: Vec<(String, usize)>,
    /// The element of the last field that stands in no other.
    last: Option<String>,
    /// The elements of fields so far.
    elements: HashSet<String>,
}

impl Components {
    /// Takes a start tag in; says whether it is a field.
    pub(super) fn open(
        &mut self,
        name: &str,
        given: &str,
        closed: bool,
        range: Range<usize>,
        references: &References,
    ) -> bool {
        let get = |key: &str| attribute(given, key).map(super::entities);
        let named = NAMES.iter().find_map(|key| Some((*key, get(key).filter(|it| !it.is_empty())?)));
        let ty = get("type");
        // What is called as fields are is one, damaged, if it lacks a name or a type.
        let damaged = self.knows(name) && (named.is_some() || ty.is_some());
        if !damaged && (named.is_none() || ty.is_none()) {
            return false;
        }
        self.elements.insert(name.to_owned());
        let (key, field) = named.unwrap_or((NAMES[0], String::new()));
        let ty = ty.unwrap_or_default();
        // A flag without a value, or in braces, is set.
        let flag = |wanted: &str| {
            let found = attributes(given).find(|it| it.0.eq_ignore_ascii_case(wanted));
            found.map(|it| if matches!(it.1, "false" | "no") { "no" } else { "yes" }).unwrap_or_default()
        };
        let plain = |text: &str| Cell { range: range.clone(), rich: Rich::plain(text), ..Cell::default() };
        let mark = "»".repeat(self.open.len().min(DEEPEST));
        let place = get("in").unwrap_or_else(|| if key == NAMES[0] { String::new() } else { key.to_owned() });
        // Each of several stands in the body, and none is the body.
        let place = if place == "body" { "json body".to_owned() } else { place };
        let description = Cell { rich: inline(&get("description").unwrap_or_default(), references), ..plain("") };
        let cells = vec![
            plain(&format!("{mark} {field}")),
            plain(&place),
            Cell { rich: inline(&ty, references), ..plain("") },
            plain(flag("required")),
            plain(&DEFAULTS.iter().find_map(|it| get(it)).unwrap_or_default()),
            plain(flag("deprecated")),
            description,
        ];
        self.rows.push(GridRow { range, cells });
        if self.open.is_empty() {
            self.last = Some(name.to_owned());
        }
        if !closed {
            self.open.push((name.to_owned(), self.rows.len() - 1));
        }
        true
    }

    /// Whether fields are written with elements of this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.elements.contains(name)
    }

    /// Whether a field of a response follows fields of a request; an element's name says of which it is one.
    pub(super) fn answers(&self, name: &str) -> bool {
        let response = |it: &str| it.to_ascii_lowercase().contains("response");
        self.open.is_empty() && response(name) && self.last.as_deref().is_some_and(|it| !response(it))
    }

    /// Takes in a tag of a template, `{% field name="id" type="string" %}` or `{% endfield %}`; gives the title of what it
    /// opens where it has a method and a summary.
    pub(super) fn tag(&mut self, content: &str, range: Range<usize>, references: &References) -> Option<String> {
        let inner = content.trim().strip_prefix("{%")?.strip_suffix("%}")?.trim_matches(['%', ' ', '-']);
        let (name, given) = inner.split_once(' ').unwrap_or((inner, ""));
        if let Some(ended) = name.strip_prefix("end") {
            self.close(ended, range.end);
            return None;
        }
        if self.open(name, given, false, range, references) {
            return None;
        }
        attribute(given, "method")?;
        attribute(given, "summary").map(super::entities).filter(|it| !it.is_empty())
    }

    /// Takes an end tag in; says whether it ends a field.
    pub(super) fn close(&mut self, name: &str, end: usize) -> bool {
        if self.open.last().is_none_or(|it| it.0 != name) {
            return false;
        }
        if let Some((_, row)) = self.open.pop() {
            self.rows[row].range.end = end;
        }
        true
    }

    /// Takes text in that stands in a field; says whether one is open.
    pub(super) fn text(&mut self, text: &Rich) -> bool {
        let Some((_, row)) = self.open.last() else { return false };
        let cell = &mut self.rows[*row].cells[DESCRIPTION];
        cell.rich.push("\n", text);
        true
    }

    /// The table of the fields so far, when none is open.
    pub(super) fn take(&mut self) -> Option<Grid> {
        let (first, last) = (self.rows.first()?, self.rows.last()?);
        let range = first.range.start..last.range.end;
        let header =
            HEADER.iter().map(|it| Cell { range: first.range.clone(), rich: Rich::plain(*it), ..Cell::default() });
        let header = header.collect();
        self.open.clear();
        self.last = None;
        Some(Grid { range, header, rows: std::mem::take(&mut self.rows) })
    }

    /// Whether a field has not ended.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}

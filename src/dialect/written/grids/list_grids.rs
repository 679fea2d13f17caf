//! Items of lists → tables. Comes in: items that are fields or values. Goes out: the table that they would be, with a header that only
//! readers of tables see.

use crate::dialect::written::cells::items::{Item, is_further};
use crate::markdown::{Cell, Grid, GridRow, Mark, MarkKind, Rich};
use std::ops::Range;

pub(crate) fn cell(rich: Rich, range: &Range<usize>) -> Cell {
    Cell { range: range.clone(), rich, raw: None, tables: Vec::new() }
}

/// A header that only readers of tables see.
fn header(words: &[&str], range: &Range<usize>) -> Vec<Cell> {
    words.iter().map(|it| cell(Rich::plain(*it), range)).collect()
}

fn whole(items: &[Item]) -> Range<usize> {
    let start = items.first().map_or(0, |it| it.range.start);
    start..items.iter().map(|it| it.range.end).max().unwrap_or(start)
}

/// The table that a list of fields would be.
pub(crate) fn fields(text: &str, items: Vec<Item>) -> Grid {
    let range = whole(&items);
    let defaults = items.iter().any(|it| it.default.is_some());
    let values = items.iter().any(|it| !it.values.is_empty());
    let nested = items.iter().any(|it| it.depth > 0);
    // Without types there are marks alone.
    let typed = items.iter().any(|it| it.typed);
    let mut words = vec!["Name", if typed { "Type" } else { "Required" }, "Description"];
    words.extend(nested.then_some("Level"));
    let places = items.iter().any(|it| it.location.is_some());
    words.extend(places.then_some("In"));
    words.extend(defaults.then_some("Default"));
    words.extend(values.then_some("Possible values"));
    let header = header(&words, &range);
    let row = |item: Item| {
        let place = |it: &str| {
            let found = text[item.range.clone()].find(it).map(|at| item.range.start + at);
            found.map_or(item.range.clone(), |at| at..at + it.len())
        };
        // One word, as no name of a member has several.
        let name = if is_further(&item.name) { Rich::plain("additionalProperties") } else { item.name.clone() };
        let first = item.ty.text.split('\n').next().unwrap_or_default().to_owned();
        let mut cells = vec![
            cell(name, &place(item.name.text.trim())),
            cell(item.ty.clone(), &place(&first)),
            cell(item.prose.clone(), &item.range),
        ];
        cells.extend(nested.then(|| cell(Rich::plain(item.depth.to_string()), &item.range)));
        cells.extend(places.then(|| cell(Rich::plain(item.location.as_deref().unwrap_or_default()), &item.range)));
        cells.extend(defaults.then(|| {
            let shown = item.default.as_deref().unwrap_or_default();
            let marks = (!shown.is_empty()).then_some(Mark { range: 0..shown.len(), kind: MarkKind::Code });
            cell(Rich { marks: marks.into_iter().collect(), ..Rich::plain(shown) }, &item.range)
        }));
        cells.extend(values.then(|| cell(codes(&item.values), &item.range)));
        GridRow { range: item.range.clone(), cells }
    };
    Grid { range: range.clone(), header, rows: items.into_iter().map(row).collect() }
}

/// Values as pieces of code with commas between.
pub(crate) fn codes(values: &[String]) -> Rich {
    let mut out = Rich::default();
    for value in values {
        if !out.text.is_empty() {
            out.text.push_str(", ");
        }
        let start = out.text.len();
        out.text.push_str(value);
        out.marks.push(Mark { range: start..out.text.len(), kind: MarkKind::Code });
    }
    out
}

/// The table that a list of values would be.
pub(crate) fn values(text: &str, items: Vec<Item>) -> Grid {
    let range = whole(&items);
    let row = |item: Item| {
        let found = text[item.range.clone()].find(item.name.text.trim()).map(|at| item.range.start + at);
        let place = found.map_or(item.range.clone(), |at| at..at + item.name.text.trim().len());
        // What looks like a type in a few items is the beginning of their prose.
        let mut prose = item.ty;
        if !item.prose.is_blank() {
            prose.push("\n", &item.prose);
        }
        let cells = vec![cell(item.name, &place), cell(prose, &item.range)];
        GridRow { range: item.range, cells }
    };
    Grid {
        range: range.clone(),
        header: header(&["Value", "Description"], &range),
        rows: items.into_iter().map(row).collect(),
    }
}

//! Names with facts → tables. Comes in: names and the facts that stand below them, in lines or in tables of labels. Goes out: the
//! table whose rows they are.

use super::record_tags::{DEFAULT, DEPRECATED};
use super::records::Record;
use crate::dialect::written::cells::types;
use crate::dialect::written::grids::kinds::{facts_of_one, pairs};
use crate::dialect::written::grids::list_grids::cell;
use crate::dialect::written::words::vocabulary::fold;
use crate::markdown::{Grid, GridRow, MarkKind, Rich};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};
use std::ops::Range;

/// The columns of names that are said again with their types.
const SIGNED: &[&str] = &["type", "optional", "readonly", "defined in", DEFAULT, DEPRECATED];

/// Labels and what they say, where a table shows facts of one thing.
pub(crate) fn labels(grid: &Grid) -> Option<Vec<(String, Rich)>> {
    let told = facts_of_one(grid);
    let rows = || grid.rows.iter().filter_map(|it| Some((it.cells.first()?, it.cells.get(1)?)));
    let captioned = pairs(grid).next().is_none();
    told.then(|| {
        let first = grid.header.first().zip(grid.header.get(1)).filter(|it| captioned && !it.0.rich.is_blank());
        let first = first.filter(|it| crate::dialect::written::grids::kinds::is_fact(&it.0.rich.text));
        let all = first.into_iter().chain(rows()).filter(|it| !it.0.rich.is_blank());
        all.map(|(label, said)| (fold(&label.rich.text), said.rich.clone())).collect()
    })
}

/// The values that a list shows, where each of its items begins with one in code.
pub(crate) fn values(grid: &Grid) -> Option<Vec<String>> {
    let cells = grid.rows.iter().map(|it| it.cells.first().map(|it| it.rich.trimmed()));
    let code = |it: Rich| it.all(&MarkKind::Code).then(|| it.text.clone());
    let found: Vec<String> = cells.map(|it| it.and_then(code)).collect::<Option<_>>()?;
    (found.len() > 1).then_some(found)
}

/// Labels, what follows them, and prose, as a table of one row.
pub(crate) fn row(labelled: Vec<(String, Rich)>, prose: Rich, range: &Range<usize>) -> Grid {
    let (labels, values): (Vec<_>, Vec<_>) = labelled.into_iter().unzip();
    let header = ["Name".to_owned()].into_iter().chain(labels).chain(["Description".to_owned()]);
    let cells = [Rich::plain("it")].into_iter().chain(values).chain([prose]).map(|it| cell(it, range)).collect();
    let rows = vec![GridRow { range: range.clone(), cells }];
    Grid { range: range.clone(), header: header.map(|it| cell(Rich::plain(it), range)).collect(), rows }
}

/// How deep each name stands: below a name whose type has no members it stands beside it.
fn levels(records: &[Record], top: u8, notation: &Notation) -> Vec<u8> {
    let closed = |it: &Record| {
        let ty = it.ty().and_then(|it| types::read(it, notation).ty).map(|it| notation.parse(it.text.trim()));
        matches!(ty, Some(Ok(TypeExpr::Known(Type::String(_) | Type::Integer(_) | Type::Number(_) | Type::Boolean))))
    };
    let mut open: Vec<(u8, bool)> = Vec::new();
    let level = |record: &Record| {
        while open.last().is_some_and(|it| it.0 >= record.level) {
            open.pop();
        }
        let beside = open.iter().filter(|it| it.1).count();
        open.push((record.level, closed(record)));
        record.level - top - u8::try_from(beside).unwrap_or(u8::MAX).min(record.level - top)
    };
    records.iter().map(level).collect()
}

pub(crate) fn table(records: Vec<Record>, notation: &Notation) -> Grid {
    let range = records[0].range.start..records.iter().map(|it| it.range.end).max().unwrap_or_default();
    let top = records.iter().map(|it| it.level).min().unwrap_or_default();
    let levels = levels(&records, top, notation);
    let nested = levels.iter().any(|it| *it > 0);
    // Names that are said again with their types have the same columns on every page.
    let signed = records.iter().any(|it| it.signed);
    let mut labels: Vec<String> = SIGNED.iter().filter(|_| signed).map(|it| (*it).to_owned()).collect();
    for (label, _) in records.iter().flat_map(|it| &it.labelled) {
        if !labels.contains(label) {
            labels.push(label.clone());
        }
    }
    let mut header = vec!["Name".to_owned()];
    header.extend(labels.iter().cloned());
    header.push("Notes".to_owned());
    header.extend(nested.then(|| "Level".to_owned()));
    let header = header.into_iter().map(|it| cell(Rich::plain(it), &range)).collect();
    let row = |(record, level): (Record, u8)| {
        let place = record.range.clone();
        let mut cells = vec![cell(record.name, &place)];
        for label in &labels {
            let said = record.labelled.iter().find(|it| it.0 == *label).map(|it| it.1.clone());
            cells.push(cell(said.unwrap_or_default(), &place));
        }
        cells.push(cell(record.prose, &place));
        cells.extend(nested.then(|| cell(Rich::plain(level.to_string()), &place)));
        GridRow { range: place, cells }
    };
    Grid { range: range.clone(), header, rows: records.into_iter().zip(levels).map(row).collect() }
}

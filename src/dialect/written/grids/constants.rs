//! Tables of values that look like tables of fields. Comes in: a table and what stands above it. Goes out: a table of the values.

use super::columns::Layout;
use super::list_grids::cell;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, GridRow, Rich};
use crate::name::letters;
use crate::typexpr::{Notation, TypeExpr};

/// What stands above a table.
pub(crate) struct Listing<'a> {
    /// The words of the nearest heading.
    pub(crate) near: &'a str,
    /// Whether its heading says that the model is an enum.
    pub(crate) enumerated: bool,
    /// Whether a heading of values stands above it.
    pub(crate) values: bool,
    /// The spellings of types.
    pub(crate) notation: &'a Notation,
}

/// The values that a table lists, each in a row of its own.
pub(crate) fn listed(grid: &Grid, layout: &Layout, listing: &Listing<'_>) -> Option<Grid> {
    let by_default = || defaults(grid, layout).filter(|_| listing.enumerated);
    let literal = || literals(grid, layout, listing.notation).filter(|_| listing.values);
    let by_type = || of_enum(grid, layout, listing.near);
    by_default().or_else(by_type).or_else(literal).or_else(|| constants(grid, layout))
}

/// The values that prose has beside a program's constants for them, which begin alike: "open StateOpen shut StateShut".
pub(crate) fn beside_values(text: &str) -> Vec<String> {
    let beside = |value: &str, constant: &str| {
        let named =
            constant.starts_with(char::is_uppercase) && constant.chars().all(|it| it.is_alphanumeric() || it == '_');
        let (value, constant) = (letters(value), letters(constant));
        let prefix = constant.strip_suffix(&value).filter(|it| named && !value.is_empty() && it.len() > 1)?;
        Some(prefix.to_owned())
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let pairs = words.windows(2).filter_map(|it| Some((it[0], beside(it[0], it[1])?)));
    let (values, prefixes): (Vec<&str>, Vec<String>) = pairs.unzip();
    let alike = values.len() > 1 && prefixes.iter().all(|it| *it == prefixes[0]);
    if alike { values.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// The values and their names, where each row names one and its default shows it, as docs of a program's enums have them.
fn defaults(grid: &Grid, layout: &Layout) -> Option<Grid> {
    let default = layout.roles.iter().position(|it| *it == Some(Role::Default))?;
    named(grid, layout, default, |it| !it.is_empty())
}

/// The values, where each row below a heading of values says that it is of an enum, and no more.
fn of_enum(grid: &Grid, layout: &Layout, near: &str) -> Option<Grid> {
    let enums = &vocabulary().words.headings["enums"];
    let (name, ty) = (layout.name?, layout.ty.filter(|_| vocabulary().heading("enums", near))?);
    let row = |row: &GridRow| {
        let enumerated = row.cells.get(ty).is_some_and(|it| enums.contains(&fold(&it.rich.text)));
        let mut cells = vec![row.cells.get(name).filter(|_| enumerated)?.clone()];
        cells.push(layout.cell(&row.cells, Role::Description).cloned().unwrap_or_default());
        Some(GridRow { range: row.range.clone(), cells })
    };
    let rows = grid.rows.iter().map(row).collect::<Option<Vec<_>>>()?;
    let header = ["Value", "Description"].into_iter().map(|it| cell(Rich::plain(it), &grid.range)).collect();
    Some(Grid { range: grid.range.clone(), header, rows })
}

/// The values and their names, where the type of each row is one value and no more: ``**High**: `"high"` ``.
fn literals(grid: &Grid, layout: &Layout, notation: &Notation) -> Option<Grid> {
    let one = |it: &str| matches!(notation.parse(it), Ok(TypeExpr::Literals(all)) if all.len() == 1);
    // A column of numbers alone is none of types, whatever its header says.
    let headed = || grid.header.iter().position(|it| vocabulary().roles(&fold(&it.rich.text)).contains(&Role::Type));
    named(grid, layout, layout.ty.or_else(headed)?, |it| one(it) || it.parse::<i64>().is_ok())
}

/// The values of a column and their names, where it holds nothing else.
fn named(grid: &Grid, layout: &Layout, values: usize, is_value: impl Fn(&str) -> bool) -> Option<Grid> {
    let name = layout.name?;
    let row = |row: &GridRow| {
        let (name, value) = (row.cells.get(name)?, row.cells.get(values)?);
        let shown = value.rich.text.trim();
        let mut cells = vec![cell(Rich::plain(shown), &value.range), name.clone()];
        cells.extend(layout.cell(&row.cells, Role::Description).cloned());
        is_value(shown).then(|| GridRow { range: row.range.clone(), cells })
    };
    let rows = grid.rows.iter().map(row).collect::<Option<Vec<_>>>()?;
    let header = ["Value", "Name", "Description"].into_iter().map(|it| cell(Rich::plain(it), &grid.range));
    let columns = rows.first()?.cells.len();
    Some(Grid { range: grid.range.clone(), header: header.take(columns).collect(), rows })
}

/// The values and their names, where the rows of a table are constants of a program: what stands beside `ROUND_ROBIN` is
/// nothing but `"round_robin"`.
fn constants(grid: &Grid, layout: &Layout) -> Option<Grid> {
    let (name, prose) = (layout.name?, layout.roles.iter().position(|it| *it == Some(Role::Description))?);
    let mut rows = Vec::new();
    let mut shouted = true;
    for row in &grid.rows {
        let (name, value) = (row.cells.get(name)?, row.cells.get(prose)?);
        let shown = value.rich.text.trim();
        let inner = shown.strip_prefix('"').and_then(|it| it.strip_suffix('"')).filter(|it| !it.contains('"'))?;
        if letters(inner) != letters(&name.rich.text) || inner.is_empty() {
            return None;
        }
        shouted &= !name.rich.text.contains(char::is_lowercase);
        rows.push(GridRow { range: row.range.clone(), cells: vec![value.clone(), name.clone()] });
    }
    // One field may be described by a sample of its own name.
    if layout.ty.is_none() || rows.is_empty() || rows.len() == 1 && !shouted {
        return None;
    }
    let header = ["Value", "Name"].into_iter().zip([prose, name]);
    let header = header.map(|(word, at)| cell(Rich::plain(word), &grid.header[at].range)).collect();
    Some(Grid { range: grid.range.clone(), header, rows })
}

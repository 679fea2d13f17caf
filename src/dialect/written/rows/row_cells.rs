//! Cells of a row as they are meant. Comes in: a row. Goes out: the same with as many cells as the header has, or with one of
//! several types.

use crate::dialect::written::cells::type_words::certain;
use crate::dialect::written::cells::types::TypeCell;
use crate::dialect::written::grids::columns::Layout;
use crate::dialect::written::words::vocabulary::Role;
use crate::markdown::{Cell, GridRow, Rich};
use crate::name::letters;
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};

/// The types of several names, where a cell has as many: `Id / Slug`.
pub(crate) fn several_types(row: &GridRow, layout: &Layout, count: usize) -> Option<Vec<Rich>> {
    let rich = &row.cells.get(layout.ty.filter(|_| count > 1)?)?.rich;
    let mut from = 0;
    let parts = rich.text.split(" / ").map(|it| {
        let part = rich.part(from..from + it.len());
        from += it.len() + " / ".len();
        part
    });
    let parts: Vec<Rich> = parts.collect();
    (parts.len() == count).then_some(parts)
}

pub(crate) fn with_type(row: &GridRow, layout: &Layout, ty: Rich) -> GridRow {
    let mut row = row.clone();
    if let Some(cell) = layout.ty.and_then(|it| row.cells.get_mut(it)) {
        cell.rich = ty;
    }
    row
}

/// Fills a type that is but an array or an object with what the column of formats or of values says that it holds: a type, or a
/// link to one. Takes down which of them does.
pub(crate) fn fill(ty: &mut TypeCell, row: &GridRow, layout: &Layout, notation: &Notation) {
    let Some(open) = ty.ty.as_ref().filter(|it| it.links().next().is_none()) else { return };
    let open = notation.parse(&open.text);
    let (open, null) = match open {
        Ok(TypeExpr::Nullable(inner)) => (*inner, true),
        Ok(open) => (open, false),
        Err(_) => return,
    };
    let list = matches!(&open, TypeExpr::Known(Type::Array(items)) if **items == Type::Any);
    let text = open == TypeExpr::Known(Type::STRING);
    if !(list || text || open == TypeExpr::Known(Type::Object)) {
        return;
    }
    for role in [Role::Format, Role::Values] {
        // A text beside a link to its values; a format says of one how it is written.
        if text && role == Role::Format {
            continue;
        }
        let Some(rich) = layout.cell(&row.cells, role).map(|it| it.rich.trimmed()) else { continue };
        let link = rich.links().find(|it| it.0.len() == rich.text.len());
        let parsed = notation.parse(&rich.text);
        // Words in a column of values are values, unless no value is called so.
        let (named, known) = if role == Role::Values {
            let scalar = matches!(parsed, Ok(TypeExpr::Known(it)) if it.is_scalar());
            let own = |it: &str| it.strip_prefix('#').is_some_and(|it| !text || letters(it) == letters(&rich.text));
            (link.is_some_and(|it| own(it.1)), scalar && rich.marks.is_empty() && !text)
        } else {
            let capital = rich.text.starts_with(char::is_uppercase) && !rich.text.contains(char::is_whitespace);
            let named = link.is_some() || matches!(parsed, Ok(TypeExpr::Name { .. })) && capital;
            (named, certain(&rich, notation))
        };
        let found = if list {
            let mut whole = Rich::plain("array of ");
            whole.push("", &rich);
            Some(whole).filter(|it| (named || known) && notation.parse(&it.text).is_ok())
        } else {
            named.then_some(rich)
        };
        if found.is_some() {
            (ty.ty, ty.filled_by) = (found, Some(role));
            ty.nullable = ty.nullable.or(null.then_some(true));
            return;
        }
    }
}

/// A row with as many cells as the header: alternatives in quotes that bars without backslashes cut are one type, and what else
/// stands beyond belongs to the last.
pub(crate) fn whole(row: &GridRow, columns: usize, ty: Option<usize>) -> GridRow {
    let mut row = row.clone();
    let more = row.cells.len().saturating_sub(columns);
    if let Some(ty) = ty.filter(|it| more > 0 && it + more < row.cells.len())
        && row.cells[ty..=ty + more].iter().all(|it| is_quoted(&it.rich.text))
    {
        let rest: Vec<Cell> = row.cells.drain(ty + 1..=ty + more).collect();
        let cell = &mut row.cells[ty];
        for part in rest {
            cell.rich.push(" | ", &part.rich.trimmed());
            cell.range.end = part.range.end;
        }
    }
    if row.cells.len() > columns && columns > 0 {
        let surplus = row.cells.split_off(columns);
        if let Some(last) = row.cells.last_mut() {
            for cell in surplus.into_iter().filter(|it| !it.rich.is_blank()) {
                last.rich.push(" | ", &cell.rich);
                last.range.end = cell.range.end;
            }
        }
    }
    row
}

/// Whether a text is one value in quotes.
fn is_quoted(text: &str) -> bool {
    let text = text.trim();
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''));
    let inner = quote.and_then(|it| text.strip_prefix(it)?.strip_suffix(it));
    quote.zip(inner).is_some_and(|(quote, inner)| !inner.is_empty() && !inner.contains(quote))
}

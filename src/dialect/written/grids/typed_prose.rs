//! Prose that begins with types → a column of types. Comes in: a table without one. Goes out: the table with one, where most
//! cells of prose begin with a type that marks set apart: `**string** The name.`, `_(Optional, integer)_ How many.`

use super::columns::{self, Layout};
use super::list_grids::cell;
use crate::dialect::written::cells::items::described;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, Rich};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};

/// The table with a column of types at its end; nothing when its prose tells none.
pub(crate) fn split(grid: &Grid, layout: &Layout, notation: &Notation) -> Option<Grid> {
    let prose = layout.roles.iter().position(|it| *it == Some(Role::Description))?;
    if layout.ty.is_some() || layout.typed_names || layout.name.is_none() {
        return None;
    }
    let cells = || grid.rows.iter().map(|it| it.cells.get(prose));
    let filled = cells().flatten().filter(|it| !it.rich.is_blank()).count();
    let enough = |found: &[Option<(Rich, Rich)>]| {
        let typed = found.iter().flatten().count();
        typed > 0 && typed * 5 >= filled * 3
    };
    let mut found: Vec<_> = cells().map(|it| described(&it?.rich, notation)).collect();
    // Words alone count only where the header says that the rows are members.
    let header = fold(&columns::header(&grid.header[layout.name?].rich));
    if vocabulary().words.members["headers"].contains(&header) {
        let more = cells().zip(found).map(|(cell, known)| known.or_else(|| spoken(&cell?.rich, notation)));
        found = more.collect();
        // Where a row begins with its type for sure, "String classification" does too.
        if found.iter().any(Option::is_some) {
            let rest = cells().zip(found).map(|(cell, known)| known.or_else(|| first_word(&cell?.rich)));
            found = rest.collect();
        }
    }
    if !enough(&found) {
        return None;
    }
    let mut out = grid.clone();
    out.header.push(cell(Rich::plain("Type"), &grid.header[prose].range));
    for (row, found) in out.rows.iter_mut().zip(found) {
        row.cells.resize_with(grid.header.len(), Default::default);
        let place = row.cells[prose].range.clone();
        let ty = found.map(|(ty, rest)| {
            row.cells[prose].rich = rest;
            ty
        });
        row.cells.push(cell(ty.unwrap_or_default(), &place));
    }
    Some(out)
}

/// The type that a sentence begins with, and the sentence: "A unique string that …", "Integer. How many."
fn spoken(rich: &Rich, notation: &Notation) -> Option<(Rich, Rich)> {
    // An article, a word for what it is like, and a type of three words: "An array of strings".
    const MOST: usize = 5;
    let line = rich.text.lines().next()?;
    let bare = |it: &str| it.trim_end_matches(['.', ',', ':', ';']).to_lowercase();
    let words: Vec<&str> = line.split_whitespace().take(MOST + 1).collect();
    let marks = &vocabulary().words.marks;
    let article = words.first().is_some_and(|it| {
        let word = bare(it);
        matches!(word.as_str(), "a" | "an") || marks["before_types"].contains(&word)
    });
    let starts = if article { 1..3 } else { 0..1 };
    let types = starts.flat_map(|from| (1..=3).rev().map(move |length| (from, from + length)));
    for (from, to) in types.filter(|it| it.1 <= words.len()) {
        let ends = words[to - 1].ends_with(['.', ',', ':', ';']) || to == words.len();
        let aside = |it: &&str| it.starts_with('(') || matches!(*it, "-" | "–" | "—");
        let follows = words.get(to).is_some_and(|it| marks["after_types"].contains(&bare(it)))
            || words.get(to).is_some_and(aside);
        let text: Vec<String> = words[from..to].iter().map(|it| bare(it)).collect();
        let text = text.join(" ");
        let ty = match notation.parse(&text) {
            Ok(TypeExpr::Known(it)) => it,
            Ok(TypeExpr::List(items)) if matches!(*items, TypeExpr::Known(_)) => Type::Any.array(),
            _ => continue,
        };
        if (ends || follows) && ty != Type::Null {
            return Some((Rich::plain(text), rich.clone()));
        }
    }
    None
}

/// The basic type that prose begins with, and the prose.
fn first_word(rich: &Rich) -> Option<(Rich, Rich)> {
    let word = rich.text.split_whitespace().next().filter(|it| it.starts_with(char::is_uppercase))?.to_lowercase();
    let basic = vocabulary().words.marks["basic_types"].contains(&word);
    basic.then(|| (Rich::plain(word), rich.clone()))
}

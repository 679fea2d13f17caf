//! Tables of rules → the fields that a table before has. Comes in: a table that lists names and rules. Goes out: the rules, in
//! those fields.

use super::bounds;
use super::columns::Layout;
use super::facts::{self, Facts};
use super::headings::Called;
use super::names;
use super::page::State;
use super::tables::{at, find};
use super::vocabulary::Role;
use crate::dialect::draft::{FieldDraft, Said, ValueDraft, ValuesDraft, Written as As};
use crate::markdown::{Cell, Grid};
use crate::text::{Span, Spelling};
use crate::typexpr::Notation;

impl State<'_, '_> {
    /// Gives the fields of the model before what a table lists of each: `| id | max_len: 36 |`. Says whose fields they are.
    pub(super) fn rules(&mut self, grid: &Grid, layout: &Layout, called: &Called) -> Option<usize> {
        let position = |role: Role| layout.roles.iter().position(|it| *it == Some(role));
        let (name, rules) = (position(Role::Name)?, position(Role::Constraint)?);
        let index = self.drafts.len().checked_sub(1).filter(|it| self.same_section(*it, called))?;
        if grid.header.len() != 2 {
            return None;
        }
        let fields = self.drafts[index].body.fields.as_deref()?;
        let place = |cell: &Cell| find(fields, names::read(&cell.rich).names.first()?, &|_| true);
        let of_row = |cells: &[Cell]| Some((place(cells.get(name)?)?, cells.get(rules)?.clone()));
        let found: Option<Vec<_>> = grid.rows.iter().map(|it| of_row(&it.cells)).collect();
        let notation = self.reader.notation;
        self.reads(&[name, rules]);
        for (path, cell) in found? {
            let span = Span::new(self.reader.file, cell.range.clone());
            if let Some(field) = self.drafts[index].body.fields.as_mut().and_then(|it| at(it, &path)) {
                take(field, facts::read(&cell.rich), span, notation);
            }
        }
        Some(index)
    }
}

/// Takes facts in where the field's own row is silent.
fn take(field: &mut FieldDraft, facts: Facts, span: Span, notation: &Notation) {
    let made = |it: String| Spelling::made(it, span);
    if let (None, Some(default)) = (&field.default, facts.default) {
        field.default = Some(Box::new(made(default)));
    }
    if let (None, Some(format)) = (&field.format, facts.format) {
        field.format = Some(Box::new(made(format)));
    }
    if let (None, Some(value)) = (&field.presence, facts.presence) {
        field.presence = Some(Said { value, span });
    }
    if let (None, Some(value)) = (&field.nullable, facts.nullable) {
        field.nullable = Some(Said { value, span });
    }
    for (keyword, number) in facts.bounds {
        // What is said of the items of a list is not said of the list.
        let fits = field.ty.as_ref().is_none_or(|it| bounds::fits(keyword, it.text.as_str(), notation));
        if fits && field.bounds.iter().all(|it| it.0 != keyword) {
            field.bounds.push((keyword.to_owned(), made(number)));
        }
    }
    if field.values.is_none() && !facts.values.is_empty() {
        let value = |it: String| ValueDraft { value: made(it), name: None, description: None };
        let quoted = facts.values.iter().all(|it| it.starts_with(['"', '\'']));
        let written = if quoted { As::Literal } else { As::Bare };
        let values = facts.values.into_iter().map(value).collect();
        field.values = Some(Box::new(ValuesDraft { values, written, span }));
    }
}

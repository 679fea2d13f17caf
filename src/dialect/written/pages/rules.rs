//! Tables of rules → the fields that a table before has. Comes in: a table that lists names and rules. Goes out: the rules, in
//! those fields.

use super::page::State;
use super::tables::{at, find};
use super::told_fields::tell;
use crate::dialect::draft::{FieldDraft, Said, ValueDraft, ValuesDraft, Written as As};
use crate::dialect::written::cells::facts::{self, Facts};
use crate::dialect::written::cells::{bounds, names};
use crate::dialect::written::grids::columns::Layout;
use crate::dialect::written::headings::called::Called;
use crate::dialect::written::words::vocabulary::Role;
use crate::markdown::{Cell, Grid};
use crate::text::{Span, Spelling};
use crate::typexpr::Notation;

impl State<'_, '_> {
    /// Gives the fields of the model before what a table lists of each: `| id | max_len: 36 |`. Says whose fields they are.
    pub(crate) fn rules(&mut self, grid: &Grid, layout: &Layout, called: &Called) -> Option<usize> {
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
                let said = said(facts::read(&cell.rich), field, span, notation);
                tell(field, said, notation);
            }
        }
        Some(index)
    }
}

/// What rules say of a field, as a row that says nothing else.
fn said(mut facts: Facts, field: &FieldDraft, span: Span, notation: &Notation) -> FieldDraft {
    facts.settle(field.ty.as_ref().map_or("", |it| it.text.as_str()), notation);
    let made = |it: String| Spelling::made(it, span);
    let mut said = FieldDraft::new(field.place, span, field.name.clone());
    said.default = facts.default.map(made).map(Box::new);
    said.format = facts.format.map(made).map(Box::new);
    said.presence = facts.presence.map(|value| Said { value, span });
    said.nullable = facts.nullable.map(|value| Said { value, span }.into());
    // What is said of the items of a list is not said of the list.
    let fits = |keyword: &str| field.ty.as_ref().is_none_or(|it| bounds::fits(keyword, it.text.as_str(), notation));
    let bounds = facts.bounds.into_iter().filter(|it| fits(it.0));
    said.bounds = bounds.map(|(keyword, number)| (keyword.to_owned(), made(number))).collect();
    let quoted = facts.values.iter().all(|it| it.starts_with(['"', '\'']));
    let written = if quoted { As::Literal } else { As::Bare };
    let value = |it: String| ValueDraft { value: made(it), name: None, description: None };
    let values: Vec<_> = facts.values.into_iter().map(value).collect();
    said.values = (!values.is_empty()).then(|| Box::new(ValuesDraft { values, written, span }));
    said
}

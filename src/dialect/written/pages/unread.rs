//! Columns that say something and are not read. Comes in: a table that was read. Goes out: what became of each of its columns.
//! No column of a table that is read is left without a word.

use super::page::State;
use crate::dialect::ColumnCoverage;
use crate::dialect::written::cells::facts::{self, Facts};
use crate::dialect::written::cells::{name_text, names, value_lists};
use crate::dialect::written::grids::columns::{self, Layout};
use crate::dialect::written::grids::presence;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, GridRow, Rich};
use crate::text::Span;

impl State<'_, '_> {
    /// What is known of the columns of a table before it is read.
    pub(crate) fn columns(&self, grid: &Grid, layout: &Layout) -> Vec<ColumnCoverage> {
        let table = Span::new(self.reader.file, grid.range.clone());
        let headers = grid.header.iter().enumerate();
        let column = |(index, cell): (usize, &crate::markdown::Cell)| ColumnCoverage {
            header: columns::header(&cell.rich),
            span: if cell.range.is_empty() { table } else { Span::new(self.reader.file, cell.range.clone()) },
            role: layout.roles[index],
            looks: Role::Description,
            by_cells: layout.by_cells[index],
            read: grid.rows.iter().all(|it| it.cells.get(index).is_none_or(|it| vocabulary().is_blank(&it.rich.text))),
        };
        headers.map(column).collect()
    }

    /// Says that the columns were read whose cells say something of fields.
    pub(crate) fn reads_fields(&mut self, grid: &Grid, layout: &Layout) {
        for index in 0..self.columns.len() {
            // Of a row that stands for further members, the type alone is read.
            let core = matches!(layout.roles[index], Some(Role::Name | Role::Type));
            let further = |row: &GridRow| {
                let name = layout.name.and_then(|it| row.cells.get(it));
                name.is_some_and(|it| names::read(&it.rich).names.iter().any(|it| name_text::is_pattern(it)))
            };
            let rows = grid.rows.iter().filter(|it| core || !further(it));
            let mut cells =
                rows.filter_map(|it| it.cells.get(index)).filter(|it| !vocabulary().is_blank(&it.rich.text)).peekable();
            // Of a column that holds nothing known, facts are read, and what else its cells say is not.
            let read = if is_known(layout.roles[index]) {
                cells.any(|it| self.understands(layout, index, &it.rich))
            } else {
                cells.peek().is_some() && cells.all(|it| self.understands(layout, index, &it.rich))
            };
            self.columns[index].read |= read;
        }
    }

    /// Says that these columns were read, and prose.
    pub(crate) fn reads(&mut self, used: &[usize]) {
        for (index, column) in self.columns.iter_mut().enumerate() {
            let plain = matches!(column.role, Some(Role::Description | Role::Nothing | Role::Row));
            column.read |= plain || used.contains(&index);
        }
    }

    /// Whether a cell says something of a field.
    fn understands(&self, layout: &Layout, index: usize, rich: &Rich) -> bool {
        let style = self.style();
        let count = || layout.counted == Some(index) && presence::Cardinality::counted(&rich.text).is_some();
        match layout.roles[index] {
            Some(Role::Name) => layout.name == Some(index),
            Some(Role::Type) => layout.ty == Some(index),
            Some(Role::Required | Role::Label) if count() => true,
            Some(Role::Required) => !layout.has(Role::Inverted) && presence::said(&rich.text, false, style).is_some(),
            Some(Role::Inverted) => presence::said(&rich.text, true, style).is_some(),
            Some(Role::Nullable) => presence::null(&rich.text).is_some(),
            Some(Role::NotNull | Role::Deprecated | Role::ReadOnly | Role::WriteOnly | Role::Writable) => {
                presence::yes(&rich.text).is_some()
            }
            Some(Role::Values) => !value_lists::of_cell(rich).is_empty(),
            Some(Role::Label | Role::Tags) => !presence::words(&rich.text, style).is_empty(),
            Some(Role::Access) => {
                let access = &vocabulary().words.access;
                access.values().any(|it| it.contains(&fold(&rich.text)))
                    || !presence::words(&rich.text, style).is_empty()
            }
            Some(
                Role::Description
                | Role::Default
                | Role::Constraint
                | Role::Format
                | Role::Examples
                | Role::Depth
                | Role::Location
                | Role::Remark
                | Role::Row
                | Role::Wire
                | Role::Nothing,
            ) => true,
            Some(_) | None => facts::read(rich) != Facts::default(),
        }
    }
}

/// Whether a role is one that cells of a table of fields are read for.
fn is_known(role: Option<Role>) -> bool {
    role.is_some_and(|it| {
        !matches!(
            it,
            Role::WeakName
                | Role::WeakType
                | Role::OtherType
                | Role::WeakDescription
                | Role::Value
                | Role::Symbol
                | Role::Status
                | Role::Call
        )
    })
}

//! Rows → fields. Comes in: a table whose columns have roles. Goes out: its fields, those of nested objects below their
//! parents, and what it says of further members.

use super::alternatives;
use super::endpoints::{self, Shown};
use super::nesting::{self, Placed, Ways, continues};
use super::others::{self, Around};
use super::row_cells::{fill, several_types, whole, with_type};
use crate::dialect::draft::{FieldDraft, RowPlace, Said, TypeDraft};
use crate::dialect::written::cells::facts::{self, Facts};
use crate::dialect::written::cells::names::{self, NameCell};
use crate::dialect::written::cells::type_words::certain;
use crate::dialect::written::cells::types::{self, TypeCell};
use crate::dialect::written::cells::{constraints, digits, inline, name_text, times};
use crate::dialect::written::grids::columns::Layout;
use crate::dialect::written::grids::presence;
use crate::dialect::written::words::style::{Mark, Written};
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Cell, Grid, GridRow, MarkKind};
use crate::schema::{Presence, Type};
use crate::text::{FileId, Span, Spelling};
use crate::typexpr::{Notation, TypeExpr};
use foldhash::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// What rows are read with.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a, 'd> {
    pub(crate) file: FileId,
    pub(crate) text: &'a Arc<str>,
    pub(crate) style: &'d Written,
    pub(crate) notation: &'d Notation,
    /// Whether the page says that a star behind a name means that the member must be there.
    pub(crate) star_requires: bool,
    /// Whether it says nothing else of such stars.
    pub(crate) stars_alone: bool,
    /// The headers of its tables that mark types that are never null.
    pub(crate) banged: &'a HashSet<String>,
}

/// What a field table says.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    /// Its fields.
    pub(crate) fields: Vec<FieldDraft>,
    /// The type of further members.
    pub(crate) additional: Option<TypeDraft>,
    /// Models whose fields it has too.
    pub(crate) parents: Vec<Spelling>,
    /// The type that its model is another name for.
    pub(crate) alias: Option<TypeDraft>,
    /// Where its cells link to, by the name of the field.
    pub(crate) mentions: Vec<(String, String)>,
    /// Rows that stand for parameters that are no members of a JSON object, and their names.
    pub(crate) elsewhere: Vec<(String, Span)>,
    /// Rows whose names are ways with a hole, `order.{key}.id`, and so stand for many.
    pub(crate) patterns: Vec<(String, Span)>,
    /// Rows that say nothing of a field: headings of sections, continuations.
    pub(crate) other: usize,
    /// Columns whose cells alone tell what they hold.
    by_cells: Vec<(Role, Span)>,
}

/// Whether a link leads to one of a schema's pattern properties, in the docs that are made of it.
fn of_pattern(target: &str) -> bool {
    target.to_lowercase().contains("patternproperties")
}

impl Reader<'_, '_> {
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.clone())
    }

    /// A text that a cell shows.
    pub(crate) fn shown(&self, text: &str, cell: &Cell) -> Spelling {
        Spelling::shown(self.file, self.text, text, cell.range.clone())
    }

    /// A text that a cell stands for.
    pub(crate) fn made(&self, text: impl Into<String>, cell: &Cell) -> Spelling {
        Spelling::made(text, self.span(&cell.range))
    }

    /// Reads the rows of a table; `table` is its number on the page.
    pub(crate) fn fields(&self, grid: &Grid, layout: &Layout, table: usize, shown: Shown<'_>) -> Fields {
        let unknown = layout.by_cells.iter().zip(&layout.roles).zip(&grid.header).filter(|it| *it.0.0);
        let by_cells = unknown.filter_map(|((_, role), header)| Some(((*role)?, self.span(&header.range))));
        let mut out = Fields { by_cells: by_cells.collect(), ..Fields::default() };
        let Some(name) = layout.name else { return out };
        let mut placed: Vec<Placed> = Vec::new();
        let mut marked = presence::marked(grid, layout, self.style);
        marked.banged |= self.leaves_null(grid, layout.ty);
        let around = Around::new(grid, layout);
        let ways = endpoints::are_members(grid, layout, shown);
        let strong = |it: &Cell| it.rich.all(&MarkKind::Strong);
        let all_strong = grid.rows.iter().filter_map(|it| it.cells.get(name)).all(strong);
        for (index, row) in grid.rows.iter().enumerate() {
            let row = whole(row, grid.header.len(), layout.ty);
            let place = RowPlace::new(table, index + 1);
            let Some(cell) = row.cells.get(name) else { continue };
            let mut read = names::read(&cell.rich);
            let said = |role: Role| layout.cell(&row.cells, role).filter(|it| !vocabulary().is_blank(&it.rich.text));
            let others = row.cells.iter().enumerate().filter(|(at, it)| *at != name && !it.rich.is_blank()).count();
            if read.names.is_empty() {
                if continues(&row, layout, &mut placed) {
                    out.other += 1;
                    continue;
                }
                if others == 0 {
                    out.other += 1;
                    continue;
                }
                read.names.push(String::new());
            }
            let headed = strong(cell) && !all_strong;
            let aside = self.style.asides.iter().any(|it| fold(&cell.rich.text).starts_with(it.as_str()));
            if others == 0 && grid.header.len() > 1 && (headed || aside || !name_text::is_identifier(&read.names[0])) {
                out.other += 1;
                continue;
            }
            let typed =
                layout.ty.and_then(|it| row.cells.get(it)).is_none_or(|it| vocabulary().is_blank(&it.rich.text));
            // What all rows come to is none of them.
            if headed && typed && vocabulary().words.marks["totals"].contains(&fold(&read.names[0])) {
                out.other += 1;
                continue;
            }
            let again = placed.last().is_some_and(|it| it.field.name.as_str() == read.names[0]);
            if again && typed && !layout.typed_names && continues(&row, layout, &mut placed) {
                out.other += 1;
                continue;
            }
            let elsewhere =
                others::is_elsewhere(&row, layout, &read, &around) && !(ways && endpoints::in_path(&row, layout));
            if elsewhere || endpoints::is_in(shown.above, &row, layout, &read, self.notation) {
                out.elsewhere.push((read.names[0].clone(), self.span(&row.range)));
                continue;
            }
            // Members of all names that fit a pattern: beside others they may be anything.
            if row.cells.iter().flat_map(|it| it.rich.links()).any(|it| of_pattern(it.1)) {
                out.additional = Some(TypeDraft::new(self.made("any", cell)));
                out.patterns.push((read.names[0].clone(), self.span(&row.range)));
                continue;
            }
            if name_text::has_hole(&read.names[0]) || name_text::is_series(&read.names[0]) {
                out.patterns.push((read.names[0].clone(), self.span(&row.range)));
                continue;
            }
            if others::is_whole(&read.names[0]) {
                out.other += 1;
                continue;
            }
            if grid.rows.len() == 1
                && let Some(whole) = self.alias(&row, layout, &read)
            {
                out.alias = Some(whole);
                out.other += 1;
                continue;
            }
            if let Some(parent) = self.parent(&row, layout) {
                out.parents.extend(parent);
                out.other += 1;
                continue;
            }
            let all = std::mem::take(&mut read.names);
            let types = several_types(&row, layout, all.len());
            for (index, one) in all.into_iter().enumerate() {
                let own = types.as_ref().map(|it| it[index].clone());
                let row = own.map_or_else(|| row.clone(), |it| with_type(&row, layout, it));
                let field = self.field(&one, &read, &row, layout, place, marked, &mut out);
                if let Some(ty) = self.further(&one, &field, cell) {
                    if read.width == 0 || !others::map_above(&mut placed, read.width, &ty) {
                        out.additional = out.additional.take().or(Some(ty));
                    }
                    out.other += 1;
                    continue;
                }
                let depth = said(Role::Depth).and_then(|it| it.rich.text.trim().parse::<usize>().ok());
                let alternative = alternatives::alternative(&one, read.rest.as_ref());
                placed.push(Placed { width: depth.unwrap_or(read.width), bullet: read.bullet, alternative, field });
            }
        }
        let (rows, whole) = alternatives::merged(placed);
        out.alias = out.alias.take().or(whole);
        out.fields =
            nesting::nest(rows, Ways { plain: &|it| self.is_plain(it), key: shown.key, elsewhere: shown.ways });
        self.told_together(&mut out.fields, grid, name);
        out
    }

    /// Whether a field holds one value, by its type.
    fn is_plain(&self, field: &FieldDraft) -> bool {
        let Some(ty) = field.ty.as_ref().filter(|it| it.links.is_empty()) else { return false };
        matches!(self.notation.parse(ty.text.as_str()), Ok(TypeExpr::Known(it)) if it.is_scalar())
    }

    #[expect(clippy::too_many_arguments, reason = "a row is read with all that stands around it")]
    fn field(
        &self,
        name: &str,
        read: &NameCell,
        row: &GridRow,
        layout: &Layout,
        place: RowPlace,
        marked: presence::Marked,
        out: &mut Fields,
    ) -> FieldDraft {
        let name_cell = layout.name.and_then(|it| row.cells.get(it)).cloned().unwrap_or_default();
        let mut field = FieldDraft::new(place, self.span(&row.range), self.shown(name, &name_cell));
        let cell = |role: Role| layout.cell(&row.cells, role).filter(|it| !self.is_blank(&it.rich.text));
        if let Some(cell) = cell(Role::Wire) {
            self.wire(cell, &mut field);
        }
        let prose = layout.prose(&row.cells);
        let description = prose.as_ref().map(|it| it.1);
        let mut facts = Facts::default();
        layout.cells(&row.cells, Role::Description).for_each(|it| facts.or(facts::read(&it.rich)));
        // Columns that no header explains may state facts too.
        for (role, cell) in layout.roles.iter().zip(&row.cells) {
            if self.is_blank(&cell.rich.text) {
                continue;
            }
            match role {
                None | Some(Role::Value | Role::Status | Role::Remark) => facts.or(facts::read(&cell.rich)),
                Some(Role::Constraint) => facts.or(constraints::facts(&cell.rich)),
                Some(_) => {}
            }
        }
        let ty_cell = if layout.typed_names { Some(&name_cell) } else { layout.ty.and_then(|it| row.cells.get(it)) };
        let mut ty = TypeCell::default();
        if layout.typed_names {
            if let Some(rest) = &read.rest {
                ty = types::read(rest, self.notation);
            }
        } else if let Some(cell) = ty_cell.filter(|it| !self.is_blank(&it.rich.text)) {
            ty = types::read(&cell.rich, self.notation);
        } else if let Some(rest) = read.rest.as_ref().filter(|it| certain(it, self.notation)) {
            ty = types::read(rest, self.notation);
        }
        fill(&mut ty, row, layout, self.notation);
        if let Some(prose) = &ty.prose {
            facts.or(facts::read(prose));
        }
        facts.settle(ty.ty.as_ref().map_or("", |it| &it.text), self.notation);
        let labels: Vec<Mark> = [Role::Label, Role::Tags, Role::Access]
            .into_iter()
            .filter_map(cell)
            .flat_map(|it| presence::words(&it.rich.text, self.style))
            .collect();
        let is = |mark: Mark| labels.contains(&mark);

        let bullet = read.bullet.and_then(|it| self.style.bullets.get(&it)).copied();
        // `string | undefined` says so itself, where no mark does.
        let expr = ty.ty.as_ref().and_then(|it| self.notation.parse(&it.text).ok());
        let absent = matches!(expr, Some(TypeExpr::Optional(_))).then_some(Presence::Optional);
        let blank =
            || layout.cell(&row.cells, Role::Required).is_none_or(|it| vocabulary().is_blank(it.rich.text.trim()));
        // "string; required *" beside "* Needed where no other is sent."
        let noted = ty.noted && prose.as_ref().is_some_and(|it| presence::has_note(&it.0));
        let found = presence::Evidence {
            column: presence::column(row, layout, marked, self.style).filter(|_| absent.is_none() || !blank()),
            name: read.presence.or((read.star && self.star_requires).then_some(Presence::Required)).or(match bullet {
                Some(Mark::Required) => Some(Presence::Required),
                Some(Mark::Optional) => Some(Presence::Optional),
                _ => None,
            }),
            ty: if noted { Some(Presence::Optional) } else { ty.presence.or(absent) },
            at_times: read.at_times || ty.at_times || noted,
            label: if is(Mark::Required) {
                Some(Presence::Required)
            } else if is(Mark::Optional) {
                Some(Presence::Optional)
            } else {
                None
            },
            prose: facts.presence,
            bracketed: facts.bracketed,
            conditional: facts.conditional,
        };
        if let Some((value, by)) = found.settled() {
            field.presence = Some(Said { value, span: self.span(&row.range) });
            field.presence_by = by;
        }
        if field.presence.is_none()
            && let Some(mark) = self.style.unmarked
        {
            let value = if mark == Mark::Required { Presence::Required } else { Presence::Optional };
            field.presence = Some(Said { value, span: self.span(&row.range) });
        }
        self.nulls(&mut field, read, row, layout, marked, &ty, &facts, is(Mark::Null));
        if let Some(cell) = ty_cell {
            let several = presence::cardinality(row, layout).is_some_and(presence::Cardinality::several);
            field.ty = self.type_of(&ty, cell, read, is(Mark::List) || several);
        }
        let further = self.values(&mut field, row, layout, &ty, &facts, &name_cell);
        field.format = field.format.take().filter(|_| ty.filled_by != Some(Role::Format));
        digits::called(&mut field, prose.as_ref().map_or("", |it| &it.0));
        let mut prose = prose.map(|it| it.0).unwrap_or_default();
        if let Some(more) = &ty.prose {
            let more = more.to_markdown();
            let more = more.trim_start_matches(['-', '–', ':', ',', ' ']).trim();
            prose = if prose.is_empty() { more.to_owned() } else { format!("{prose}\n{more}") };
        }
        let shown: Vec<String> = field.examples.iter().map(|it| it.as_str().to_owned()).collect();
        if let Some(ty) = field.ty.as_mut().filter(|it| it.links.is_empty())
            && let Some(text) = times::settled(ty.text.as_str(), &prose, &shown)
        {
            ty.text = Spelling::made(text, ty.text.span());
        }
        let written =
            field.ty.as_ref().is_some_and(|it| it.text.as_str().contains('{') && !self.is_map(it.text.as_str()));
        if written && field.children.is_empty() {
            inline::expand(&mut field, 0);
        }
        if let Some(cell) = ty_cell.filter(|_| !layout.typed_names) {
            self.written_out(&mut field, cell);
        }
        for more in further {
            prose = if prose.is_empty() { more } else { format!("{prose}\n\n{more}") };
        }
        if !prose.is_empty() {
            field.description = Some(self.shown(&prose, description.or(ty_cell).unwrap_or(&row.cells[0])));
        }
        field.by_cells = out.by_cells.clone().into();
        let said = |value: bool| value.then(|| Box::new(Said { value: true, span: self.span(&row.range) }));
        let access = cell(Role::Access).map(|it| fold(&it.rich.text)).unwrap_or_default();
        let only = |kind: &str| vocabulary().words.access[kind].contains(&access);
        let answer = |role: Role| cell(role).and_then(|it| presence::yes(&it.rich.text));
        let yes = |role: Role| answer(role) == Some(true);
        let column = yes(Role::ReadOnly) || answer(Role::Writable) == Some(false);
        let marked = is(Mark::ReadOnly) || only("read_only");
        field.read_only = said(column || marked || read.read_only || ty.read_only || facts.read_only);
        field.write_only = said(yes(Role::WriteOnly) || facts.write_only || is(Mark::WriteOnly) || only("write_only"));
        if read.deprecated || ty.deprecated || facts.deprecated || is(Mark::Deprecated) || yes(Role::Deprecated) {
            field.deprecated = Some(Box::new(Said { value: None, span: self.span(&row.range) }));
        }
        for part in [description, ty_cell].into_iter().flatten() {
            out.mentions.extend(part.rich.links().map(|it| (name.to_owned(), it.1.to_owned())));
        }
        field
    }

    pub(crate) fn is_map(&self, text: &str) -> bool {
        matches!(self.notation.parse(text), Ok(TypeExpr::Map(_) | TypeExpr::Known(Type::Map(_))))
    }

    pub(crate) fn is_blank(&self, text: &str) -> bool {
        vocabulary().is_blank(text)
    }

    #[expect(clippy::too_many_arguments, reason = "null is said in many places")]
    fn nulls(
        &self,
        field: &mut FieldDraft,
        read: &NameCell,
        row: &GridRow,
        layout: &Layout,
        marked: presence::Marked,
        ty: &TypeCell,
        facts: &Facts,
        label: bool,
    ) {
        let column = presence::null_column(row, layout, marked);
        let said = column.or((read.nullable || label).then_some(true)).or(ty.nullable).or(facts.nullable);
        let said = said.or((marked.banged && ty.ty.is_some()).then_some(true));
        field.nullable = said.map(|value| Said { value, span: self.span(&row.range) }.into());
    }
}

//! Tables → parts of models. Comes in: a table and the headings above it. Goes out: the draft that it begins or goes on with,
//! or why it says nothing of a model.

use super::elsewhere::Elsewhere;
use super::owners::grouped;
use super::page::{Placed, State};
use super::statements;
use crate::diag::Code;
use crate::dialect::draft::{Draft, FieldDraft, TypeDraft};
use crate::dialect::written::cells::names;
use crate::dialect::written::cells::naming::model_name;
use crate::dialect::written::grids::columns::{self, Layout};
use crate::dialect::written::grids::constants::{self, Listing};
use crate::dialect::written::grids::kinds::{facts_of_one, names_http_headers, no_members, paths, statuses};
use crate::dialect::written::grids::typed_prose;
use crate::dialect::written::headings::called::{self, Above, Called};
use crate::dialect::written::headings::title::{Kind, Title};
use crate::dialect::written::rows::endpoints::Shown;
use crate::dialect::written::rows::fields::Fields;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::Grid;
use crate::name::letters;
use crate::text::{Span, Spelling};
use crate::typexpr::TypeExpr;
use foldhash::HashSet;

impl<'d> State<'_, 'd> {
    pub(crate) fn outcome(&mut self, grid: &Grid) -> Result<usize, String> {
        if grid.rows.is_empty() || grid.header.is_empty() {
            return Err("it has no rows".to_owned());
        }
        let titles: Vec<Title> = self.open.iter().map(|it| it.title.clone().above(grid)).collect();
        let mut called = called::called(&Above { titles: &titles, page: &self.page });
        let members = self.without_arguments(grid);
        let grid = members.as_ref().unwrap_or(grid);
        let below = |kind: Kind| called.kinds.contains(&kind);
        let mut layout = columns::layout(grid, self.style(), self.reader.notation);
        let classed = crate::dialect::written::grids::paths::classed(grid, &layout);
        let split = classed.or_else(|| typed_prose::split(grid, &layout, self.reader.notation));
        if let Some(split) = &split {
            layout = columns::layout(split, self.style(), self.reader.notation);
        }
        let grid = split.as_ref().unwrap_or(grid);
        self.columns = self.columns(grid, &layout);
        let placed = crate::dialect::written::grids::paths::placed(grid, &layout)
            .or_else(|| crate::dialect::written::grids::paths::parented(grid, &layout));
        if let Some(placed) = &placed {
            self.reads(&[placed.column]);
            called.name = placed.root.as_deref().map(model_name).unwrap_or(called.name);
        }
        let grid = placed.as_ref().map_or(grid, |it| &it.grid);
        let named = crate::dialect::written::grids::paths::named(grid, &layout, self.reader.notation);
        let grid = named.as_ref().unwrap_or(grid);
        let decoded = crate::dialect::written::grids::encoded::decoded(grid, &layout);
        let grid = decoded.as_ref().unwrap_or(grid);
        let listed = self.under(&self.style().enums);
        if Elsewhere::is_told_by(grid, self.style()) {
            return Err("it says which sections show the parts".to_owned());
        }
        if facts_of_one(grid) {
            return Err("its rows are facts of one thing".to_owned());
        }
        if statuses(grid) {
            return Err("it lists responses of HTTP".to_owned());
        }
        for (kind, what) in [
            (Kind::Errors, "it lists errors"),
            (Kind::Permissions, "it lists permissions"),
            (Kind::Environment, "it lists variables of the environment"),
            (Kind::Changes, "it lists changes"),
            (Kind::Headers, "it lists headers of HTTP"),
        ] {
            let outer = matches!(kind, Kind::Environment | Kind::Changes) && titles.iter().any(|it| it.kind == kind);
            if outer {
                return Err(what.to_owned());
            }
            let nameless = layout.ty.is_none() && !layout.described || layout.name.is_none();
            if below(kind) && !listed && (nameless || kind == Kind::Changes || kind == Kind::Environment) {
                return Err(what.to_owned());
            }
        }
        let near = self.open.last().map(|it| fold(&it.title.shown)).unwrap_or_default();
        if self.style().others.contains(&near) {
            return Err(format!("tables below `{near}` are none of fields in docs of this kind"));
        }
        if below(Kind::Parameters) && self.open.iter().rev().take(2).any(|it| self.calls(it.head)) {
            return Err("it lists parameters of a function".to_owned());
        }
        if layout.has(Role::Call) && (layout.name.is_none() || paths(grid, &layout)) {
            return Err("it lists what can be called".to_owned());
        }
        let enumerated = called.by.is_some_and(|it| titles[it].enumerated);
        let listing = Listing { near: &near, enumerated, values: listed, notation: self.reader.notation };
        if let Some(constants) = constants::listed(grid, &layout, &listing) {
            let layout = columns::layout(&constants, self.style(), self.reader.notation);
            self.columns = self.columns(&constants, &layout);
            if let Some(found) = self.values(&constants, &layout, &called) {
                return found;
            }
        }
        if let Some(found) = self.by_field(grid, &layout).or_else(|| self.rules(grid, &layout, &called)) {
            return Ok(found);
        }
        if let Some(found) = self.unions(grid, &layout, &called) {
            return found;
        }
        let typed = layout.name.is_some() && (layout.ty.is_some() || layout.typed_names || layout.described);
        let column = layout.has(Role::Required) || layout.has(Role::Inverted) || layout.has(Role::Default);
        if typed {
            if layout.ty.is_some() && !layout.typed && !column {
                return Err("the cells below the header of types are no types".to_owned());
            }
            for (kind, what) in [
                (Kind::Query, "it lists parameters that are no members of a JSON object"),
                (Kind::Headers, "it lists headers of HTTP"),
            ] {
                if below(kind) {
                    return Err(what.to_owned());
                }
            }
            if vocabulary().heading("perhaps_headers", &near) && names_http_headers(grid, &layout) {
                return Err("it lists headers of HTTP".to_owned());
            }
            if let Some(reason) = no_members(grid, &layout, self.reader.notation) {
                return Err(reason.to_owned());
            }
            return self.object(grid, &layout, &called);
        }
        if let Some(found) = self.values(grid, &layout, &called) {
            return found;
        }
        if layout.name.is_some()
            && (layout.has(Role::Required) || layout.has(Role::Inverted))
            && layout.has(Role::Description)
            && no_members(grid, &layout, self.reader.notation).is_none()
        {
            return self.object(grid, &layout, &called);
        }
        if self.shows_members(grid, &layout, &called) {
            return self.object(grid, &layout, &called);
        }
        if layout.name.is_some() {
            return Err("no column tells the types".to_owned());
        }
        let headers: Vec<_> = grid.header.iter().map(|it| format!("`{}`", columns::header(&it.rich))).collect();
        Err(format!("no column holds names of fields under the headers {}", headers.join(", ")))
    }

    /// Reads the rows of a table; `table` is its number on the page.
    pub(crate) fn fields(&self, grid: &Grid, layout: &Layout, table: usize) -> Fields {
        let above = if self.names_parts(grid, layout) { self.above(grid) } else { "" };
        let part = |it: &str| self.path_parts().contains(it);
        let key = |it: &str| self.shown_keys().contains_key(it);
        let shown = Shown { key: &key, part: &part, ways: self.mentioned.ways, above };
        self.reader.fields(grid, layout, table, shown)
    }

    /// The draft that tables under the same heading have begun.
    pub(crate) fn draft_of(&self, by: Option<usize>, name: &str) -> Option<usize> {
        let head = by.map(|it| self.open[it].head);
        let index = match head {
            Some(head) => self.heads[head].draft?,
            None => self.drafts.len().checked_sub(1)?,
        };
        (self.drafts[index].name.as_str() == name).then_some(index)
    }

    pub(crate) fn object(&mut self, grid: &Grid, layout: &Layout, called: &Called) -> Result<usize, String> {
        if let Some((column, parts)) = grouped(grid, layout) {
            self.columns[column].read = true;
            let mut first = None;
            for (name, part) in parts {
                let read = self.object(&part, layout, &Called { name, ..called.clone() })?;
                first.get_or_insert(read);
            }
            return first.ok_or_else(|| "it has no rows".to_owned());
        }
        let Fields { mut fields, additional, mut parents, alias, mentions, elsewhere, patterns, .. } =
            self.fields(grid, layout, self.table);
        let header: Vec<String> = grid.header.iter().map(|it| fold(&columns::header(&it.rich))).collect();
        if let [one] = fields.as_slice()
            && self.style().alias_headers.contains(&header)
            && letters(one.name.as_str()) == letters(&called.name)
            && one.presence.is_none()
        {
            // What says nothing of its type may be anything.
            let ty = one.ty.clone().unwrap_or_else(|| TypeDraft::new(Spelling::made("any", one.name.span())));
            let index = self.alias(grid, layout, called, ty);
            self.drafts[index].body.values = one.values.as_deref().cloned();
            return Ok(index);
        }
        fields = self.sampled(fields);
        if let Some(alias) = alias {
            return Ok(self.alias(grid, layout, called, alias));
        }
        if fields.is_empty() && additional.is_none() && parents.is_empty() {
            return Err(if !elsewhere.is_empty() {
                "it lists parameters that are no members of a JSON object".to_owned()
            } else {
                "none of its rows has a name".to_owned()
            });
        }
        self.reads_fields(grid, layout);
        self.broken_rows(grid);
        self.left_out(
            &elsewhere,
            ["stands for a parameter that is no member", "stand for parameters that are no members"],
        );
        self.left_out(
            &patterns,
            ["has a name that stands for many, and none", "have names that stand for many, and none"],
        );
        if fields.is_empty() && !parents.is_empty() {
            // Rows that stand for whole models say nothing of a member.
            let said = self.columns.iter_mut().filter(|it| !matches!(it.role, Some(Role::Name | Role::Type)));
            said.for_each(|it| it.role = Some(Role::Nothing));
        }
        let depth =
            grid.rows.iter().filter_map(|it| it.cells.get(layout.name?)).map(|it| names::read(&it.rich).width).min();
        if let Some(depth) = depth.filter(|it| *it > 0)
            && let Some(draft) = self.composed_field(called, depth, &parents, &mut fields)
        {
            return Ok(draft);
        }
        if let Some(draft) = self.composed(grid, called, &parents) {
            return Ok(draft);
        }
        // What is no model has no members.
        parents.retain(|it| matches!(self.reader.notation.parse(it.as_str()), Ok(TypeExpr::Name { .. }) | Err(_)));
        let head = called.by.map(|it| self.open[it].head);
        let again = self.below.clone().filter(|it| Some(it.0) == head).map(|it| (it.1, it.2));
        let new = !self.goes_on || self.draft_of(called.by, &called.name).is_none();
        let place = || self.parent_field(called).or(again).or_else(|| self.shown_field(called, &fields));
        let place = new.then(place).flatten();
        if let Some((draft, path)) = place {
            let table = head.map(|it| (it, draft, path.clone()));
            self.below = table.filter(|it| self.heads[it.0].draft.is_none());
            if let Some(said) = self.said_near(called) {
                said.apply(&mut fields, self.table);
            }
            self.put_below(draft, &path, fields);
            for parent in &parents {
                let message = "the row is left out: a nested object has its own members alone";
                let help = "give the object a heading of its own, and its name as the type of the field";
                self.sink.report(Code::OtherRow, parent.span(), message).help(help);
            }
            return Ok(draft);
        }
        let introduced = self.introduced(called).map(|name| Called { name, ..called.clone() });
        let called = introduced.as_ref().unwrap_or(called);
        let fields = if parents.is_empty() { self.announced(fields) } else { fields };
        let index = self.model(grid, called, fields, additional, parents, mentions);
        let near = self.lead.as_ref().and_then(|(it, span)| statements::read(it, *span));
        if let Some(open) = self.open.last().filter(|it| it.title.kind != Kind::Naming) {
            self.labels.entry((index, self.heads[open.head].label.clone())).or_insert(open.head);
        }
        self.placed.push(Placed {
            draft: index,
            table: self.table,
            head: self.open.last().map(|it| it.head),
            by: called.by.map(|it| self.open[it].head),
            response: called.kinds.contains(&Kind::Response),
            said: near,
            label: self.label(),
        });
        Ok(index)
    }

    /// A model that is another name for a type.
    fn alias(&mut self, grid: &Grid, layout: &Layout, called: &Called, ty: TypeDraft) -> usize {
        self.reads_fields(grid, layout);
        // What is no member is neither there nor absent.
        let others = self.columns.iter_mut().filter(|it| !matches!(it.role, Some(Role::Name | Role::Type)));
        others.for_each(|it| it.role = Some(Role::Nothing));
        let mut draft = self.draft(called, grid);
        draft.body.alias = Some(ty.into());
        self.drafts.push(draft);
        self.own(self.drafts.len() - 1, called);
        self.drafts.len() - 1
    }

    /// Puts what a table says into the model that it goes on with, or into a new one.
    fn model(
        &mut self,
        grid: &Grid,
        called: &Called,
        fields: Vec<FieldDraft>,
        additional: Option<TypeDraft>,
        parents: Vec<Spelling>,
        mentions: Vec<(String, String)>,
    ) -> usize {
        let same = || self.drafts.iter().rposition(|it| it.name.as_str() == called.name && it.body.fields.is_some());
        let before = self.draft_of(called.by, &called.name);
        if let Some(index) = before.or_else(|| self.goes_on.then(same).flatten()) {
            let known: HashSet<&str> =
                self.drafts[index].body.fields.iter().flatten().map(|it| it.name.as_str()).collect();
            let disjoint = fields.iter().all(|it| !known.contains(it.name.as_str()));
            let sections = self.open.last().is_some_and(|it| it.title.kind != Kind::Naming) || fields.is_empty();
            if disjoint && (sections && !self.stood_above(index) || self.goes_on) || fields.is_empty() {
                let body = &mut self.drafts[index].body;
                body.fields.get_or_insert_default().extend(fields);
                body.additional = body.additional.take().or(additional.map(Box::new));
                self.drafts[index].parents.extend(parents);
                self.mentions.extend(mentions.into_iter().map(|it| (index, it.0, it.1)));
                self.own(index, called);
                return index;
            }
        }
        let mut draft = self.draft(called, grid);
        draft.body.fields = Some(fields);
        draft.body.additional = additional.map(Box::new);
        draft.parents = parents.into();
        let index = self.drafts.len();
        self.drafts.push(draft);
        self.mentions.extend(mentions.into_iter().map(|it| (index, it.0, it.1)));
        self.own(index, called);
        index
    }

    /// Whether another heading of the same words stands above a table of the model: each of them shows a thing of its own.
    fn stood_above(&self, draft: usize) -> bool {
        let open = self.open.last().filter(|it| it.title.kind != Kind::Naming);
        open.is_some_and(|it| {
            let known = self.labels.get(&(draft, self.heads[it.head].label.clone()));
            known.is_some_and(|known| *known != it.head)
        })
    }

    pub(crate) fn draft(&self, called: &Called, grid: &Grid) -> Draft<'d> {
        let span = Span::new(self.reader.file, grid.range.clone());
        let name = if called.name.is_empty() { model_name(&self.page) } else { called.name.clone() };
        let mut draft = Draft::new(self.dialect, self.reader.notation, Spelling::made(name, span));
        let from = called.by.unwrap_or(0);
        let near = self.open[from..].iter().rev();
        draft.description = near.filter_map(|it| self.heads[it.head].description.clone()).next();
        draft.around = self.open[..from]
            .iter()
            .rev()
            .filter(|it| it.title.kind == Kind::Naming)
            .map(|it| it.title.name.clone())
            .collect();
        draft.around.push(self.page.clone());
        if let Some(by) = called.by {
            draft.also_called.push(self.open[by].title.shown.clone());
        }
        draft
    }

    /// Headings that name a draft, and those below them, lead to it.
    pub(crate) fn own(&mut self, index: usize, called: &Called) {
        // Without a heading that names something, the page does.
        let from = called.by.unwrap_or(0);
        for open in &self.open[from.min(self.open.len())..] {
            let head = &mut self.heads[open.head];
            if head.draft.is_none() {
                head.draft = Some(index);
            }
        }
    }

    /// Whether one of these headings stands above, or stood before under the same heading.
    pub(crate) fn under(&self, wanted: &[String]) -> bool {
        self.open
            .iter()
            .any(|it| wanted.contains(&fold(&it.title.shown)) || it.seen.iter().any(|it| wanted.contains(it)))
    }
}

/// The way to the field of this name that fits, nested ones last.
pub(crate) fn find(fields: &[FieldDraft], name: &str, fits: &impl Fn(&FieldDraft) -> bool) -> Option<Vec<String>> {
    let wanted = letters(name);
    if wanted.is_empty() {
        return None;
    }
    let own = |it: &&FieldDraft| it.name.as_str() == name || letters(it.name.as_str()) == wanted;
    if let Some(field) = fields.iter().filter(own).find(|it| fits(it)) {
        return Some(vec![field.name.as_str().to_owned()]);
    }
    fields.iter().find_map(|field| {
        let mut path = find(&field.children, name, fits)?;
        path.insert(0, field.name.as_str().to_owned());
        Some(path)
    })
}

/// The field at the end of a way.
pub(crate) fn at<'f>(fields: &'f mut [FieldDraft], path: &[String]) -> Option<&'f mut FieldDraft> {
    let (first, rest) = path.split_first()?;
    let field = fields.iter_mut().find(|it| it.name.as_str() == first)?;
    if rest.is_empty() { Some(field) } else { at(&mut field.children, rest) }
}

/// As [`at`], to look at.
pub(crate) fn seen<'f>(fields: &'f [FieldDraft], path: &[String]) -> Option<&'f FieldDraft> {
    let (first, rest) = path.split_first()?;
    let field = fields.iter().find(|it| it.name.as_str() == first)?;
    if rest.is_empty() { Some(field) } else { seen(&field.children, rest) }
}

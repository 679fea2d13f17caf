//! Tables of values → enums. Comes in: a table of values and the headings above it. Goes out: the values, at the field that
//! the words around the table name, or as a model of their own that fields link to.

use super::page::{Open, State};
use super::tables::{at, find};
use crate::dialect::draft::{FieldDraft, TypeDraft, ValueDraft, ValuesDraft, Written as As};
use crate::dialect::written::cells::{facts, name_text, names, value_lists};
use crate::dialect::written::grids::columns::{self, Layout};
use crate::dialect::written::grids::content;
use crate::dialect::written::grids::kinds::{flags, properties};
use crate::dialect::written::headings::called::Called;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, GridRow, Rich};
use crate::name::letters;
use crate::schema::Type;
use crate::text::{Span, Spelling};
use crate::typexpr::TypeExpr;
use foldhash::{HashSet, HashSetExt};

impl State<'_, '_> {
    /// A table of an enum's values.
    pub(crate) fn values(&mut self, grid: &Grid, layout: &Layout, called: &Called) -> Option<Result<usize, String>> {
        let notation = self.reader.notation;
        let position = |role: Role| layout.roles.iter().position(|it| *it == Some(role));
        // Values have no defaults: these are settings.
        if layout.has(Role::Default) {
            return None;
        }
        let value = position(Role::Value);
        let symbol = position(Role::Symbol);
        let bare = || layout.ty.or_else(|| thing(grid, layout)).filter(|_| layout.name.is_none());
        let column = symbol.or(value).or(layout.name).or_else(bare)?;
        let enums = &vocabulary().words.headings["enums"];
        let header: Vec<String> = grid.header.iter().map(|it| fold(&columns::header(&it.rich))).collect();
        // "Moods" above a column "Mood": the column lists what the heading names.
        let one = header[column].as_str();
        let kind = |word: &str| {
            word == one
                || ["s", "es"].iter().any(|it| word.strip_suffix(it) == Some(one))
                || word.strip_suffix("ies").zip(one.strip_suffix('y')).is_some_and(|(a, b)| a == b)
        };
        // What is told to be a field is no value of an option: "Parameter" below "Print options".
        let thing = symbol.or(value).is_none() && vocabulary().words.members["things"].contains(one);
        let heads = |it: &Open| {
            let shown = fold(&it.title.shown);
            !thing && shown.split(' ').any(|it| enums.contains(it)) && (layout.name.is_some() || value.is_some())
                || shown.rsplit(' ').next().is_some_and(kind) && layout.name.is_none()
                || one.contains('_') && letters(&shown).trim_end_matches('s') == letters(one).trim_end_matches('s')
                || it.seen.iter().any(|it| enums.contains(it))
        };
        let near = called.by.map_or(self.open.as_slice(), |it| &self.open[it..]);
        let headed = self.under(&self.style().enums) || near.iter().any(heads);
        let before = self.lead.as_ref().map(|it| it.0.text.to_lowercase()).filter(|it| it.len() < 300);
        let says = |kind: &str| {
            let words = &vocabulary().words.marks[kind];
            before.as_ref().is_some_and(|text| words.iter().any(|it| text.contains(it.as_str())))
        };
        // "The statuses of an order are:" above a column "Status".
        let named = before.as_ref().is_some_and(|it| {
            it.trim_end().ends_with([':', '：']) && it.split(|it: char| !(it.is_alphanumeric() || it == '_')).any(kind)
        });
        let lead = says("listing") || says("allowed") && says("values") || named && layout.name.is_none();
        // A header in code, or of several words, is the name of a field.
        let fielded = grid.header[column].rich.codes().next().is_some() || one.contains('_');
        let field = Some(one).filter(|_| fielded || named);
        let certain = symbol.is_some() || value.is_some() || self.style().enum_headers.contains(&header);
        if !(certain || headed || lead) {
            return None;
        }
        let bits = grid.rows.iter().filter_map(|it| it.cells.get(column)).any(|it| it.rich.text.contains("<<"));
        if bits {
            return Some(Err("it lists bits, which add up".to_owned()));
        }
        if properties(grid) && !headed {
            return Some(Err("its rows are properties of one thing, and their values".to_owned()));
        }
        if flags(grid, column) {
            return Some(Err("it lists options of a command".to_owned()));
        }
        if !content::are_values(grid, column, notation) || symbol.or(value).is_none() && describes_fields(grid, layout)
        {
            return None;
        }
        // What is of no field has no name.
        let nameless = |it: &usize| {
            grid.rows.iter().all(|row| row.cells.get(*it).is_none_or(|it| fold(&it.rich.text) == "anonymous"))
        };
        let name = [layout.name, symbol].into_iter().flatten().find(|it| Some(*it) != Some(column) && !nameless(it));
        let name = name.or_else(|| {
            (0..grid.header.len()).find(|it| {
                *it != column
                    && !nameless(it)
                    && layout.roles[*it]
                        .is_none_or(|it| matches!(it, Role::Name | Role::WeakName | Role::Status | Role::Type))
                    && content::are_names(grid, *it, notation)
            })
        });
        let mut values: Vec<ValueDraft> = Vec::new();
        let mut seen = HashSet::new();
        for row in &grid.rows {
            let Some(cell) = row.cells.get(column) else { continue };
            let mut found = written(&cell.rich);
            if found.is_empty() && layout.prose(&row.cells).is_some() {
                found.extend(nothing(&cell.rich));
            }
            for text in found {
                if !seen.insert(text.clone()) {
                    continue;
                }
                let other =
                    name.and_then(|it| row.cells.get(it)).filter(|it| it.rich.text.contains(char::is_alphanumeric));
                let prose = layout.prose(&row.cells);
                values.push(ValueDraft {
                    value: self.reader.made(text, cell),
                    name: other.map(|it| self.reader.shown(it.rich.text.trim(), it)),
                    description: prose.map(|(text, cell)| self.reader.shown(&text, cell)),
                });
            }
        }
        if values.is_empty() {
            return None;
        }
        self.reads(&[Some(column), name].into_iter().flatten().collect::<Vec<_>>());
        let span = Span::new(self.reader.file, grid.range.clone());
        let quoted = values.iter().all(|it| it.value.as_str().starts_with(['"', '\'']));
        let values = ValuesDraft { values, written: if quoted { As::Literal } else { As::Bare }, span };
        // "Values of `state`:" and `### state` speak of a field.
        if let Some((draft, path)) = self.valued_field(called, field) {
            if let Some(field) = self.drafts[draft].body.fields.as_mut().and_then(|it| at(it, &path)) {
                field.values = Some(Box::new(values));
                return Some(Ok(draft));
            }
            return None;
        }
        let known = self.draft_of(called.by, &called.name);
        // The values of what is another name for a string.
        let plain = |it: &TypeDraft| {
            let shown = match self.reader.notation.parse(it.text.as_str()) {
                Ok(TypeExpr::Nullable(inner)) => *inner,
                Ok(other) => other,
                Err(_) => return false,
            };
            matches!(shown, TypeExpr::Known(Type::String(_) | Type::Integer(_) | Type::Number(_)))
        };
        if let Some(index) = known.filter(|it| self.drafts[*it].body.alias.as_deref().is_some_and(plain)) {
            let body = &mut self.drafts[index].body;
            (body.alias, body.values) = (None, Some(values));
            return Some(Ok(index));
        }
        let mut called = called.clone();
        if known.is_some_and(|it| self.drafts[it].body.fields.is_some()) {
            called.name.push_str("Values");
        }
        let mut draft = self.draft(&called, grid);
        draft.body.values = Some(values);
        self.drafts.push(draft);
        self.own(self.drafts.len() - 1, &called);
        Some(Ok(self.drafts.len() - 1))
    }

    /// A table that lists values by the field that has them.
    pub(crate) fn by_field(&mut self, grid: &Grid, layout: &Layout) -> Option<usize> {
        let position = |role: Role| layout.roles.iter().position(|it| *it == Some(role));
        let (name, value) = (position(Role::Name)?, position(Role::Value).or_else(|| position(Role::Values))?);
        let other = |it: &usize| *it != name && *it != value && layout.roles[*it] != Some(Role::Description);
        if (0..grid.header.len()).any(|it| other(&it)) {
            return None;
        }
        // Where rows have none, the table is one of fields.
        let blank = |it: &GridRow| it.cells.get(value).is_none_or(|it| vocabulary().is_blank(&it.rich.text));
        if grid.rows.iter().any(blank) {
            return None;
        }
        let index = self.drafts.len().checked_sub(1)?;
        let mut found: Vec<(Vec<String>, Vec<ValueDraft>)> = Vec::new();
        for row in &grid.rows {
            let (name, value) = (row.cells.get(name)?, row.cells.get(value)?);
            let shown = names::read(&name.rich).names.into_iter().next()?;
            let path = find(self.drafts[index].body.fields.as_deref()?, &shown, &|_| true)?;
            let listed = value_lists::of_cell(&value.rich);
            let listed = if listed.is_empty() { written(&value.rich) } else { listed };
            if let Some((prose, cell)) = layout.prose(&row.cells) {
                let said = self.reader.shown(&prose, cell);
                if let Some(field) = at(self.drafts[index].body.fields.as_mut()?, &path) {
                    let before =
                        field.description.as_ref().map(|it| format!("{}\n\n", it.as_str())).unwrap_or_default();
                    let span = field.description.as_ref().map_or(said.span(), Spelling::span);
                    field.description = Some(Spelling::made(format!("{before}{}", said.as_str()), span));
                }
            }
            let values = listed.into_iter().map(|it| ValueDraft {
                value: self.reader.made(it, value),
                name: None,
                description: None,
            });
            match found.iter_mut().find(|it| it.0 == path) {
                Some(known) => known.1.extend(values),
                None => found.push((path, values.collect())),
            }
        }
        self.reads(&[name, value]);
        let span = Span::new(self.reader.file, grid.range.clone());
        for (path, values) in found {
            if let Some(field) = at(self.drafts[index].body.fields.as_mut()?, &path) {
                field.values = Some(Box::new(ValuesDraft { values, written: As::Bare, span }));
            }
        }
        Some(index)
    }

    /// The field whose values a table lists.
    pub(crate) fn valued_field(&self, called: &Called, header: Option<&str>) -> Option<(usize, Vec<String>)> {
        let fits = |field: &FieldDraft| {
            field.children.is_empty()
                && field.values.is_none()
                && field.ty.as_ref().is_none_or(|it| it.links.iter().all(|it| it.0.is_empty()))
        };
        let find = |index: usize, name: &str| find(self.drafts[index].body.fields.as_deref()?, name, &fits);
        if let Some((lead, _)) = &self.lead
            && let Some(index) = self.drafts.len().checked_sub(1)
            && lead.text.len() < 400
            && self.same_section(index, called)
        {
            let mut named = lead.codes().filter_map(|it| find(index, it));
            if let (Some(path), None) = (named.next(), named.next()) {
                return Some((index, path));
            }
        }
        if let Some(header) = header
            && let Some(index) = self.drafts.iter().rposition(|it| it.body.fields.is_some())
            && let Some(path) = find(index, header)
        {
            return Some((index, path));
        }
        let by = called.by?;
        let mut head = self.heads[self.open[by].head].parent;
        while let Some(at) = head {
            if let Some(index) = self.heads[at].draft
                && let Some(path) = find(index, &self.open[by].title.name)
                    .or_else(|| find(index, before_values(&self.open[by].title.shown)?))
            {
                return Some((index, path));
            }
            head = self.heads[at].parent;
        }
        None
    }

    /// A field that links to a table of values has those values.
    pub(crate) fn joins(&mut self) {
        for (owner, field, target) in std::mem::take(&mut self.mentions) {
            let Some((_, fragment)) = target.split_once('#') else { continue };
            let wanted = letters(fragment);
            let Some(index) = self
                .drafts
                .iter()
                .position(|it| it.body.values.is_some() && it.anchors.iter().any(|it| letters(it) == wanted))
            else {
                continue;
            };
            let name = self.drafts[index].name.as_str().to_owned();
            let numbers = self.drafts[index]
                .body
                .values
                .iter()
                .flat_map(|it| &it.values)
                .all(|it| it.value.as_str().parse::<f64>().is_ok());
            if self.joined(owner, &field).is_none_or(|it| it != numbers) {
                continue;
            }
            let Some(fields) = self.drafts[owner].body.fields.as_mut() else { continue };
            let Some(found) = fields.iter_mut().find(|it| it.name.as_str() == field) else { continue };
            let Some(ty) = found.ty.as_mut() else { continue };
            let list = ty.text.as_str().ends_with("[]");
            let null = if ty.text.as_str().starts_with('?') { "?" } else { "" };
            let list = if list { "[]" } else { "" };
            ty.text = Spelling::made(format!("{null}{name}{list}"), ty.text.span());
            ty.links = vec![(null.len()..null.len() + name.len(), target)].into();
        }
    }

    /// Whether a field without values may have those that its description links to: numbers, or texts.
    pub(crate) fn joined(&self, owner: usize, field: &str) -> Option<bool> {
        let found = self.drafts[owner].body.fields.as_ref()?.iter().find(|it| it.name.as_str() == field)?;
        let ty = found.ty.as_ref().filter(|it| it.links.is_empty() && found.values.is_none())?;
        let text = ty.text.as_str().trim_start_matches('?').trim_end_matches("[]").to_lowercase();
        let texts = ["string", "str", "enum"].contains(&text.as_str());
        let numbers = ["integer", "int", "number", "int32"].contains(&text.as_str());
        (texts || numbers).then_some(numbers)
    }
}

/// The first word of a heading whose others say that values stand below it: "Colour Choices/Options".
fn before_values(shown: &str) -> Option<&str> {
    let (name, rest) = shown.split_once(' ')?;
    let mut words = rest.split([' ', '/', '(', ')']).filter(|it| !it.is_empty()).peekable();
    words.peek()?;
    words.all(|it| vocabulary().heading("choices", &fold(it))).then_some(name)
}

/// Whether the prose of most rows says what is said of fields alone: that they must be there, or what they are when they are not.
fn describes_fields(grid: &Grid, layout: &Layout) -> bool {
    let says = |row: &&GridRow| {
        layout
            .cells(&row.cells, Role::Description)
            .map(|it| facts::read(&it.rich))
            .any(|it| it.presence.is_some() || it.default.is_some())
    };
    grid.rows.iter().filter(says).count() * 2 > grid.rows.len()
}

/// The first column, where its header says nothing of fields.
fn thing(grid: &Grid, layout: &Layout) -> Option<usize> {
    let other = layout.roles.first()?.is_none_or(|it| matches!(it, Role::Status));
    let plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
    let mut cells = grid.rows.iter().filter_map(|it| it.cells.first());
    (other && cells.all(|it| it.rich.text.trim().chars().all(plain))).then_some(0)
}

/// The value that a word for nothing is, where words beside it say what it means: `NONE`, "No discount".
fn nothing(rich: &Rich) -> Option<String> {
    let text = rich.text.trim();
    text.contains(char::is_alphabetic).then(|| text.to_owned())
}

/// The values that a cell shows: its codes, or its first line.
fn written(rich: &Rich) -> Vec<String> {
    let codes: Vec<_> = rich.codes().map(str::to_owned).collect();
    let line = rich.text.split('\n').next().unwrap_or_default().trim();
    if !codes.is_empty() && (codes.len() > 1 || line.starts_with(codes[0].as_str())) {
        return codes;
    }
    let inner = ['"', '\''].into_iter().find_map(|it| line.strip_prefix(it)?.strip_suffix(it));
    if let Some(inner) = inner.filter(|it| !it.contains(['"', '\''])) {
        return vec![inner.to_owned()];
    }
    let read = names::read(rich);
    let text =
        read.names.into_iter().next().filter(|it| name_text::is_identifier(it)).unwrap_or_else(|| line.to_owned());
    if vocabulary().is_blank(&text) { Vec::new() } else { vec![text] }
}

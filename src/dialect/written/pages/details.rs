//! Sections about one field → facts of that field. Comes in: what stands below headings that name rows of a table. Goes out:
//! those rows, told what the table leaves out. The table counts where both speak.

use super::elsewhere::Elsewhere;
use super::page::{Open, State};
use super::tables::{at, seen};
use super::told_fields::tell;
use crate::dialect::draft::{FieldDraft, Said, ValueDraft, ValuesDraft, Written};
use crate::dialect::written::blocks::record_tables;
use crate::dialect::written::cells::value_lists::{self, leading};
use crate::dialect::written::cells::{facts, names};
use crate::dialect::written::grids::kinds::{is_fact, pairs};
use crate::dialect::written::grids::{columns, content};
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Cell, Grid, Mark, MarkKind, References, Rich, inline};
use crate::name::letters;
use crate::schema::Value;
use crate::text::{Span, Spelling};
use foldhash::HashMap;
use std::ops::Range;

/// What a section says of the thing that its heading names.
#[derive(Debug, Default)]
pub(crate) struct Details {
    /// Its first paragraph of prose.
    prose: Option<Rich>,
    /// Labels as shown and what follows them; prose has none.
    pub(crate) said: Vec<(String, Rich)>,
    /// The values that it lists.
    values: Vec<Option<String>>,
    /// Its tables, by their places in what is told of tables.
    tables: Vec<usize>,
    /// The values that a list or a sentence shows, in case a type names it.
    pub(crate) shown: Option<ValuesDraft>,
    /// Where all of it stands.
    range: Range<usize>,
}

/// A section about a field says no more than so much.
const MOST: usize = 40;
const MOST_VALUES: usize = 10_000;
/// Labels are shorter, and so is what is read of a line.
const LONGEST_LABEL: usize = 40;
const LONGEST_LINE: usize = 1000;

impl Details {
    fn push(&mut self, label: &str, value: &Rich, range: &Range<usize>) {
        if self.said.len() == MOST || value.text.len() > LONGEST_LINE {
            return;
        }
        if self.said.is_empty() {
            self.range = range.clone();
        }
        self.range.end = range.end;
        self.said.push((label.trim().to_owned(), value.trimmed()));
    }

    fn paragraph(&mut self, rich: &Rich, range: &Range<usize>) {
        let label = rich.text.find([':', '：']).filter(|it| *it < LONGEST_LABEL);
        if label.is_none() && self.said.is_empty() && !rich.all(&MarkKind::Code) {
            self.prose.get_or_insert_with(|| rich.clone());
        }
        self.lines(rich, range);
    }

    fn lines(&mut self, rich: &Rich, range: &Range<usize>) {
        for line in rich.lines() {
            match line.text.find([':', '：']).filter(|it| *it < LONGEST_LABEL) {
                Some(colon) => {
                    let end = colon + line.text[colon..].chars().next().map_or(1, char::len_utf8);
                    self.push(&line.text[..colon], &line.part(end..line.text.len()), range);
                }
                None => self.push("", &line, range),
            }
        }
    }

    /// Items below "Must be one of:" are values.
    fn item(&mut self, rich: &Rich, range: &Range<usize>) {
        let announced = self.said.last().is_some_and(|(label, value)| {
            value.text.is_empty() && vocabulary().words.facts["values"].contains(&fold(label))
        });
        let label = !self.values.is_empty() && value_lists::begins_label(rich);
        if announced && !label && self.values.len() < MOST_VALUES && rich.text.len() < LONGEST_LINE {
            // A value that cannot be told from the words around it leaves all of them open.
            self.values.push(leading(rich));
            self.range.end = range.end;
        } else {
            self.lines(rich, range);
        }
    }
}

impl State<'_, '_> {
    /// What is said below the innermost heading, once there is a table that it may be about.
    fn below(&mut self) -> Option<&mut Details> {
        let open = self.open.last().filter(|_| !self.drafts.is_empty())?;
        Some(&mut self.heads[open.head].details)
    }

    pub(crate) fn detail_lines(&mut self, rich: &Rich, item: bool) {
        let range = self.place.clone();
        // What stands further below is of something else.
        if !item && self.lead.is_none() && rich.text.len() < LONGEST_LINE {
            self.shows(&facts::read(rich).values, &range);
        }
        // `a`, `b` in one item below "Enum: kind".
        let enums = |it: &Open| fold(&it.title.shown).split([' ', ':']).any(|it| vocabulary().heading("enums", it));
        let enums = item && rich.text.len() < LONGEST_LINE && self.open.last().is_some_and(enums);
        let listed = if enums { value_lists::alone(rich) } else { Vec::new() };
        let Some(details) = self.below().filter(|_| rich.text.len() < LONGEST_LINE) else { return };
        if details.values.is_empty() {
            details.values.extend(listed.into_iter().map(Some));
        }
        if item { details.item(rich, &range) } else { details.paragraph(rich, &range) }
    }

    /// Takes down values that are shown below a heading; one alone may be an example.
    fn shows(&mut self, values: &[String], range: &Range<usize>) {
        let span = Span::new(self.reader.file, range.clone());
        let value = |it: &String| ValueDraft { value: Spelling::made(it.clone(), span), name: None, description: None };
        let values: Vec<ValueDraft> = values.iter().map(value).collect();
        let Some(open) = self.open.last().filter(|_| values.len() > 1) else { return };
        let shown = &mut self.heads[open.head].details.shown;
        shown.get_or_insert(ValuesDraft { values, written: Written::Bare, span });
    }

    /// Takes down the values of a list that tells no fields.
    pub(crate) fn shows_list(&mut self, grid: &Grid) {
        let marked = |it: &Rich| {
            let set_off = it.all(&MarkKind::Code) || it.all(&MarkKind::Strong) || it.text.starts_with(['"', '\'']);
            set_off && it.links().next().is_none()
        };
        let announced = |it: &(Rich, Span)| {
            let words = &vocabulary().words.marks["listing"];
            it.0.text.len() < LONGEST_LINE && words.iter().any(|word| it.0.text.to_lowercase().contains(word.as_str()))
        };
        if self.lead.as_ref().is_some_and(|it| !announced(it)) {
            return;
        }
        let names = || grid.rows.iter().filter_map(|it| it.cells.first());
        if !names().all(|it| marked(&it.rich)) || !content::are_values(grid, 0, self.reader.notation) {
            return;
        }
        let value = |it: &Cell| it.rich.text.trim().trim_matches(['"', '\'']).to_owned();
        let values: Vec<String> = names().map(value).collect();
        self.shows(&values, &grid.range);
    }

    /// Code behind a colon is what the words before it announce.
    pub(crate) fn detail_code(&mut self, body: &str) {
        let Some(details) = self.below().filter(|_| body.len() < LONGEST_LINE) else { return };
        let announced = details.said.last_mut().filter(|it| it.1.text.is_empty() || it.1.text.ends_with([':', '：']));
        if let Some((_, value)) = announced {
            let text = body.trim().to_owned();
            value.marks = vec![Mark { range: 0..text.len(), kind: MarkKind::Code }];
            value.text = text;
        }
    }

    pub(crate) fn detail_table(&mut self, grid: &Grid) {
        let style = self.style();
        let Some(open) = self.open.last_mut() else { return };
        let head = &mut self.heads[open.head];
        head.elsewhere.table(grid, style);
        if Elsewhere::is_told_by(grid, style) || pairs(grid).next().is_some() {
            head.details.tables.push(self.coverage.len());
        }
        for (label, value) in pairs(grid) {
            let folded = fold(&label.rich.text);
            if style.definitions.contains(&folded) {
                let name = value.rich.text.rsplit('/').next().unwrap_or_default().trim();
                name.clone_into(&mut open.title.name);
                name.clone_into(&mut head.title);
            }
            head.elsewhere.label(&folded, &value.rich, style);
            head.details.push(&label.rich.text, &value.rich, &grid.range);
        }
    }

    /// Tells fields what sections about them say.
    pub(crate) fn details(&mut self) {
        if self.heads.iter().all(|it| it.details.said.is_empty()) {
            return;
        }
        self.parts_of_sections();
        let mut places = Places::default();
        for (draft, it) in self.drafts.iter().enumerate() {
            places.models.entry(letters(it.name.as_str())).or_insert(draft);
            places.walk(draft, it.body.fields.as_deref().unwrap_or_default(), &[]);
        }
        let sections = self.sections();
        let told: Vec<_> = (0..self.heads.len())
            .filter(|it| !self.heads[*it].details.said.is_empty())
            .filter_map(|head| {
                let place = self.place_of(head, &places)?;
                let field = seen(self.drafts[place.0].body.fields.as_deref()?, &place.1)?;
                let mut found = self.read_details(&self.heads[head].details, field)?;
                if let (Some(held), Some(ty)) = (self.held(head, &sections, 0), &mut found.ty) {
                    ty.text = Spelling::made(held, ty.text.span());
                }
                Some((head, place, found))
            })
            .collect();
        for (head, (draft, path), found) in told {
            for table in std::mem::take(&mut self.heads[head].details.tables) {
                let (table, of) = &mut self.coverage[table];
                if of.is_none() {
                    table.columns.clear();
                    *of = Some(draft);
                }
            }
            let notation = self.reader.notation;
            if let Some(field) = self.drafts[draft].body.fields.as_mut().and_then(|it| at(it, &path)) {
                tell(field, found, notation);
            }
        }
    }

    /// "`colour` Type" below "`colour`" is the label of what stands below it.
    fn parts_of_sections(&mut self) {
        for head in (0..self.heads.len()).rev() {
            let Some(parent) = self.heads[head].parent else { continue };
            let label = self.heads[head].title.strip_prefix(self.heads[parent].title.as_str());
            let Some(label) = label.filter(|it| it.starts_with(' ')).map(str::to_owned) else { continue };
            let details = std::mem::take(&mut self.heads[head].details);
            let above = &mut self.heads[parent].details;
            for (own, value) in details.said {
                above.push(if own.is_empty() { &label } else { &own }, &value, &details.range);
            }
        }
    }

    /// The field that a section is about: its row links to the section, or the heading names it.
    fn place_of(&self, head: usize, places: &Places) -> Option<(usize, Vec<String>)> {
        let section = &self.heads[head];
        if let Some(found) = section.anchors.iter().find_map(|it| places.linked.get(&letters(it))) {
            return Some(found.clone());
        }
        let title = names::read(&Rich::plain(section.title.as_str())).names.into_iter().next()?;
        let (model, name) = title.rsplit_once('.').unwrap_or(("", &title));
        let name = letters(name);
        let named = |draft: usize| Some((draft, places.named.get(&(draft, name.clone()))?.clone()));
        if let Some(found) = places.models.get(&letters(model)).and_then(|it| named(*it)) {
            return Some(found);
        }
        let mut above = section.parent;
        while let Some(it) = above {
            if let Some(draft) = self.heads[it].draft.filter(|it| section.draft != Some(*it)) {
                return named(draft);
            }
            above = self.heads[it].parent;
        }
        None
    }

    /// Reads what a section says of a field as if it were a row.
    fn read_details(&self, details: &Details, of: &FieldDraft) -> Option<FieldDraft> {
        let mut labelled: Vec<(String, Rich)> = Vec::new();
        let mut rest = Rich::default();
        let mut held = None;
        for (label, value) in &details.said {
            let known = is_fact(label);
            let elsewhere = [&self.style().definitions, &self.style().same].iter().any(|it| it.contains(&fold(label)));
            if elsewhere || value.is_blank() || labelled.iter().any(|it| it.0 == *label) {
                continue;
            }
            let notation = self.reader.notation;
            if let Some(format) = notation.format(label).or_else(|| notation.format(&label.replace(' ', "-"))) {
                // "date time: it must be one"
                labelled.push(("format".to_owned(), Rich::plain(format)));
            } else if vocabulary().words.marks["values_of_maps"].contains(&fold(label)) {
                held = Some(value);
            } else if known {
                labelled.push((label.clone(), value.clone()));
            } else if !label.is_empty() {
                // What a sentence says of a bound is its only code.
                let mut codes = value.codes();
                let said = match (codes.next(), codes.next()) {
                    (Some(code), None) => format!("{label}: `{code}`"),
                    _ => format!("{label}: {}", value.text),
                };
                rest.push("\n", &inline(&said, &References::default()));
            }
        }
        if let Some(ty) = of.ty.as_ref().filter(|_| !labelled.iter().any(|it| is(&it.0, Role::Type))) {
            labelled.push(("type".to_owned(), Rich::plain(ty.text.as_str())));
        }
        // An object whose members have names of their own is a map of what they hold.
        let object = |it: &(String, Rich)| is(&it.0, Role::Type) && fold(&it.1.text) == "object";
        if let (Some(held), Some(ty)) = (held, labelled.iter_mut().find(|it| object(it))) {
            ty.1 = Rich::plain("map<string, ");
            ty.1.push("", &held.trimmed());
            ty.1.push("", &Rich::plain(">"));
        }
        let grid = record_tables::row(labelled, rest, &details.range);
        let layout = columns::layout(&grid, self.style(), self.reader.notation);
        let mut field = self.fields(&grid, &layout, 0).fields.pop()?;
        let labelled = details.said.iter().find(|it| fold(&it.0) == "description").map(|it| &it.1);
        let prose = labelled.or(details.prose.as_ref());
        let span = Span::new(self.reader.file, details.range.clone());
        field.description = prose.map(|it| Spelling::made(it.to_markdown(), span));
        self.values_of_section(&mut field, details);
        Some(field)
    }

    /// The values that a section lists, of which `null` is none.
    fn values_of_section(&self, field: &mut FieldDraft, details: &Details) {
        let span = Span::new(self.reader.file, details.range.clone());
        let all: Option<Vec<String>> = details.values.iter().cloned().collect();
        let (null, values): (Vec<_>, Vec<_>) = all.unwrap_or_default().into_iter().partition(|it| it == "null");
        if !null.is_empty() {
            field.nullable = Some(Said { value: true, span }.into());
        }
        if values.is_empty() {
            return;
        }
        let written = if values.iter().all(|it| Value::read(it).is_some()) { Written::Literal } else { Written::Bare };
        let value = |it| ValueDraft { value: Spelling::made(it, span), name: None, description: None };
        let values = values.into_iter().map(value).collect();
        field.values = Some(Box::new(ValuesDraft { values, written, span }));
    }
}

/// Whether a label may stand for this.
pub(crate) fn is(label: &str, role: Role) -> bool {
    vocabulary().roles(&fold(label)).contains(&role)
}

/// Where fields stand.
#[derive(Default)]
struct Places {
    /// By the section that their rows link to.
    linked: HashMap<String, (usize, Vec<String>)>,
    /// By their model and the letters of their names.
    named: HashMap<(usize, String), Vec<String>>,
    /// Models by the letters of their names.
    models: HashMap<String, usize>,
}

impl Places {
    fn walk(&mut self, draft: usize, fields: &[FieldDraft], above: &[String]) {
        for field in fields {
            let mut path = above.to_vec();
            path.push(field.name.as_str().to_owned());
            let links = field.ty.iter().flat_map(|it| &it.links).filter(|it| it.0.is_empty());
            for section in links.filter_map(|it| it.1.strip_prefix('#')) {
                self.linked.entry(letters(section)).or_insert_with(|| (draft, path.clone()));
            }
            self.walk(draft, &field.children, &path);
            self.named.entry((draft, letters(field.name.as_str()))).or_insert(path);
        }
    }
}

//! Pages → models. Comes in: the pieces of a page. Goes out: drafts in the page's order, and what became of every table.

use super::columns::{self, Layout};
use super::headings::{self, Above, Kind, Title, letters};
use super::names;
use super::rows::{Fields, Reader};
use super::style::Written;
use super::vocabulary::{Role, fold, vocabulary};
use crate::dialect::draft::{
    Draft, FieldDraft, TypeDraft, UnionDraft, ValueDraft, ValuesDraft, VariantDraft, Written as As,
};
use crate::dialect::{Dialect, Outcome, TableCoverage};
use crate::markdown::{self, Cell, Grid, MarkKind, Piece, PieceKind, Rich};
use crate::text::{FileId, Span, Spelling};
use crate::typexpr::Notation;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Reads a page. `stem` names what no heading names.
pub(super) fn read<'d>(
    file: FileId,
    text: &str,
    stem: &str,
    dialect: &'d Dialect,
    style: &'d Written,
    notation: &'d Notation,
) -> (Vec<Draft<'d>>, Vec<TableCoverage>) {
    let page = markdown::page(text);
    let star_requires = page.pieces.iter().any(|it| match &it.kind {
        PieceKind::Paragraph(rich) | PieceKind::Item(rich) => {
            let text = rich.text.trim().to_lowercase();
            text.len() < 200 && text.starts_with(['*', '＊']) && text.contains("required")
                || text.contains("marked with * are required")
                || text.contains("with an asterisk")
        }
        _ => false,
    });
    let mut state = State {
        reader: Reader { file, style, notation, star_requires },
        dialect,
        text,
        page: page.title.as_ref().map(|it| naming(it, style)).unwrap_or_else(|| stem.to_owned()),
        tops: page.pieces.iter().filter(|it| matches!(it.kind, PieceKind::Heading { level: 1, .. })).count(),
        open: Vec::new(),
        heads: Vec::new(),
        linked: linked(&page),
        slugs: HashMap::new(),
        lead: None,
        place: 0..0,
        table: 0,
        drafts: Vec::new(),
        mentions: Vec::new(),
        coverage: Vec::new(),
    };
    for piece in &page.pieces {
        state.piece(piece);
    }
    state.finish(stem)
}

/// A heading below which the page stands.
struct Open {
    level: u8,
    title: Title,
    /// Its place in `heads`.
    head: usize,
    /// Headings below it that name nothing, as seen so far.
    seen: Vec<String>,
}

/// A heading of the page.
struct Head {
    anchors: Vec<String>,
    parent: Option<usize>,
    draft: Option<usize>,
    /// The letters of what it names.
    name: String,
    description: Option<Spelling>,
    /// The name and the type, where the page says that it is another name for the type.
    alias: Option<(String, TypeDraft)>,
}

struct State<'a, 'd> {
    reader: Reader<'d>,
    dialect: &'d Dialect,
    text: &'a str,
    page: String,
    /// How many headings of the first level there are: one is the page's title, several name things.
    tops: usize,
    open: Vec<Open>,
    heads: Vec<Head>,
    /// The letters of words in tables that link to a heading of the same words: such a heading names something.
    linked: HashSet<String>,
    /// How many headings have had the same letters.
    slugs: HashMap<String, usize>,
    /// The paragraph before a table.
    lead: Option<(Rich, usize)>,
    /// Where the piece that is read stands.
    place: Range<usize>,
    table: usize,
    drafts: Vec<Draft<'d>>,
    /// Draft, field and link target of what rows mention.
    mentions: Vec<(usize, String, String)>,
    coverage: Vec<(Span, usize, Result<usize, String>)>,
}

/// What the title of a page names.
fn naming(title: &str, style: &Written) -> String {
    let read = headings::title(&Rich::plain(title), style);
    if read.name.is_empty() { title.to_owned() } else { read.name }
}

fn linked(page: &markdown::Page) -> HashSet<String> {
    let grids = page.pieces.iter().filter_map(|it| match &it.kind {
        PieceKind::Table(grid) => Some(grid),
        _ => None,
    });
    let cells = grids.flat_map(|it| &it.rows).flat_map(|it| &it.cells);
    let mut found = HashSet::new();
    for cell in cells {
        for (range, target) in cell.rich.links() {
            let words = letters(&cell.rich.text[range.clone()]);
            let fragment = target.split_once('#').map(|it| letters(it.1)).unwrap_or_default();
            if !words.is_empty() && words == fragment {
                found.insert(words);
            }
        }
    }
    found
}

/// A paragraph in bold is a heading below all headings.
const BOLD: u8 = 7;

impl<'d> State<'_, 'd> {
    fn style(&self) -> &'d Written {
        self.reader.style
    }

    fn piece(&mut self, piece: &Piece) {
        let span = Span::new(self.reader.file, piece.range.clone());
        self.place = piece.range.clone();
        match &piece.kind {
            PieceKind::Heading { level, rich } => self.heading(*level, rich, &piece.ids),
            PieceKind::Paragraph(rich) => {
                if rich.all(&MarkKind::Strong) && rich.text.len() < 80 {
                    self.heading(BOLD, rich, &piece.ids);
                    return;
                }
                let short = rich.text.trim_end().ends_with([':', '：']) && rich.text.len() < 40
                    || rich.all(&MarkKind::Emphasis);
                if short {
                    let title = headings::title(rich, self.style());
                    if !matches!(title.kind, Kind::Naming | Kind::Generic) {
                        self.heading(BOLD + 1, rich, &piece.ids);
                        return;
                    }
                }
                self.attach(&piece.ids);
                if self.aliased(rich, span) {
                    return;
                }
                let described = self.open.last().map(|it| it.head);
                if let Some(head) = described.map(|it| &mut self.heads[it])
                    && head.description.is_none()
                    && head.draft.is_none()
                    && !rich.text.trim_start().starts_with("Appears in:")
                {
                    head.description = Some(Spelling::made(rich.to_markdown(), span));
                }
                self.lead = Some((rich.clone(), self.table));
            }
            PieceKind::Item(rich) => {
                if !piece.ids.is_empty() {
                    // `* <a name="x"></a> Thing - what it is` before a table names what the table shows.
                    let end = [" - ", " – ", ": ", "\n"]
                        .iter()
                        .filter_map(|it| rich.text.find(it))
                        .min()
                        .unwrap_or(rich.text.len());
                    self.heading(BOLD, &rich.part(0..end), &piece.ids);
                }
                self.lead = Some((rich.clone(), self.table));
            }
            PieceKind::Table(grid) => {
                self.table += 1;
                self.grid(grid);
                self.lead = None;
            }
            PieceKind::Code { language, body } => self.code(language, &self.text[body.clone()]),
        }
    }

    /// Takes in a paragraph that says of what the heading's thing is another name.
    fn aliased(&mut self, rich: &Rich, span: Span) -> bool {
        let folded = fold(&rich.text);
        let style = self.style();
        let Some(open) = self.open.last_mut() else { return false };
        open.seen.extend(style.enums.iter().filter(|it| folded.starts_with(it.as_str())).cloned());
        let Some(before) = style.aliases.iter().find(|it| folded.starts_with(it.as_str())) else { return false };
        let colon = rich.text.find(':').map_or(before.len(), |it| it + 1);
        let part = rich.part(colon.min(rich.text.len())..rich.text.len());
        let mut ty = TypeDraft::new(Spelling::made(part.text.clone(), span));
        ty.links = part.links().map(|it| (it.0.clone(), it.1.to_owned())).collect();
        let name = headings::model_name(&open.title.name);
        if !name.is_empty() && !part.is_blank() {
            let head = open.head;
            self.heads[head].alias = Some((name, ty));
        }
        true
    }

    /// Anchors of a paragraph belong to the heading above it.
    fn attach(&mut self, ids: &[String]) {
        if let Some(open) = self.open.last() {
            self.heads[open.head].anchors.extend(ids.iter().cloned());
        }
    }

    fn heading(&mut self, level: u8, rich: &Rich, ids: &[String]) {
        let mut title = headings::title(rich, self.style());
        let slug = letters(&title.shown);
        let top = level == 1 && self.tops > 1 && title.kind == Kind::Generic && !title.method;
        if title.kind != Kind::Naming && (self.linked.contains(&slug) || top) {
            title.kind = Kind::Naming;
            title.name = title.shown.clone();
        }
        while self.open.last().is_some_and(|it| it.level >= level) {
            self.open.pop();
        }
        if title.kind != Kind::Naming
            && let Some(open) = self.open.last_mut()
        {
            open.seen.push(fold(&title.shown));
        }
        let mut anchors: Vec<String> = ids.to_vec();
        let attribute = rich.text.split("{#").nth(1).and_then(|it| it.split('}').next());
        anchors.extend(attribute.map(str::to_owned));
        // The second heading of the same words has a number behind its anchor.
        let before = self.slugs.entry(slug).or_default();
        anchors.push(if *before == 0 { title.shown.clone() } else { format!("{}-{before}", title.shown) });
        *before += 1;
        let parent = self.open.last().map(|it| it.head);
        let span = self.place.clone();
        let alias = title.alias.as_ref().map(|it| {
            let ty = TypeDraft::new(Spelling::made(it.clone(), Span::new(self.reader.file, span)));
            (headings::model_name(&title.name), ty)
        });
        self.heads.push(Head { anchors, parent, draft: None, name: letters(&title.name), description: None, alias });
        self.open.push(Open { level, title, head: self.heads.len() - 1, seen: Vec::new() });
        self.lead = None;
    }

    fn grid(&mut self, grid: &Grid) {
        let outcome = self.outcome(grid);
        self.coverage.push((Span::new(self.reader.file, grid.range.clone()), grid.rows.len(), outcome));
    }

    fn outcome(&mut self, grid: &Grid) -> Result<usize, String> {
        if grid.rows.is_empty() || grid.header.is_empty() {
            return Err("it has no rows".to_owned());
        }
        let titles: Vec<Title> = self.open.iter().map(|it| it.title.clone()).collect();
        let called = headings::called(&Above { titles: &titles, page: &self.page });
        let below = |kind: Kind| called.kinds.contains(&kind);
        let layout = columns::layout(grid, self.style(), self.reader.notation);
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
            if below(kind) && layout.ty.is_none_or(|_| kind == Kind::Changes || kind == Kind::Environment) {
                return Err(what.to_owned());
            }
        }
        if statuses(grid) {
            return Err("it lists responses of HTTP".to_owned());
        }
        if let Some(found) = self.by_field(grid, &layout) {
            return Ok(found);
        }
        if let Some(found) = self.unions(grid, &layout, &called) {
            return found;
        }
        let typed = layout.name.is_some() && (layout.ty.is_some() || layout.typed_names);
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
            if flags(grid, &layout) {
                return Err("it lists options of a command".to_owned());
            }
            if patterns(grid, &layout) {
                return Err("its names are patterns of many names".to_owned());
            }
            return self.object(grid, &layout, &called);
        }
        if let Some(found) = self.values(grid, &layout, &called) {
            return found;
        }
        if layout.name.is_some()
            && (layout.has(Role::Required) || layout.has(Role::Inverted))
            && layout.has(Role::Description)
        {
            return self.object(grid, &layout, &called);
        }
        if layout.name.is_some() {
            return Err("no column tells the types".to_owned());
        }
        let headers: Vec<_> = grid.header.iter().map(|it| format!("`{}`", columns::header(&it.rich))).collect();
        Err(format!("no column holds names of fields under the headers {}", headers.join(", ")))
    }

    fn spelled(&self, text: impl Into<String>, cell: &Cell) -> Spelling {
        Spelling::made(text, Span::new(self.reader.file, cell.range.clone()))
    }

    /// The draft that tables under the same heading have begun.
    fn draft_of(&self, by: Option<usize>, name: &str) -> Option<usize> {
        let head = by.map(|it| self.open[it].head);
        let index = match head {
            Some(head) => self.heads[head].draft?,
            None => self.drafts.len().checked_sub(1)?,
        };
        (self.drafts[index].name.as_str() == name).then_some(index)
    }

    fn object(&mut self, grid: &Grid, layout: &Layout, called: &headings::Called) -> Result<usize, String> {
        let Fields { fields, additional, parents, mentions, elsewhere, other: _ } =
            self.reader.fields(grid, layout, self.table);
        if fields.is_empty() && additional.is_none() && parents.is_empty() {
            return Err(if elsewhere > 0 {
                "it lists parameters that are no members of a JSON object".to_owned()
            } else {
                "none of its rows has a name".to_owned()
            });
        }
        if let Some((draft, path)) = self.parent_field(called) {
            self.put_below(draft, &path, fields);
            return Ok(draft);
        }
        if let Some(index) = self.draft_of(called.by, &called.name) {
            let known: HashSet<&str> =
                self.drafts[index].body.fields.iter().flatten().map(|it| it.name.as_str()).collect();
            let disjoint = fields.iter().all(|it| !known.contains(it.name.as_str()));
            let sections = self.open.last().is_some_and(|it| it.title.kind != Kind::Naming) || fields.is_empty();
            if disjoint && sections || fields.is_empty() {
                let body = &mut self.drafts[index].body;
                body.fields.get_or_insert_default().extend(fields);
                body.additional = body.additional.take().or(additional);
                self.drafts[index].parents.extend(parents);
                self.mentions.extend(mentions.into_iter().map(|it| (index, it.0, it.1)));
                self.own(index, called);
                return Ok(index);
            }
        }
        let mut draft = self.draft(called, grid);
        draft.body.fields = Some(fields);
        draft.body.additional = additional;
        draft.parents = parents;
        let index = self.drafts.len();
        self.drafts.push(draft);
        self.mentions.extend(mentions.into_iter().map(|it| (index, it.0, it.1)));
        self.own(index, called);
        Ok(index)
    }

    fn draft(&self, called: &headings::Called, grid: &Grid) -> Draft<'d> {
        let span = Span::new(self.reader.file, grid.range.clone());
        let name = if called.name.is_empty() { headings::model_name(&self.page) } else { called.name.clone() };
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
    fn own(&mut self, index: usize, called: &headings::Called) {
        let from = called.by.unwrap_or(self.open.len());
        for open in &self.open[from.min(self.open.len())..] {
            let head = &mut self.heads[open.head];
            if head.draft.is_none() {
                head.draft = Some(index);
            }
        }
    }

    /// The field whose members a table shows: the words before the table name it, or the heading does.
    fn parent_field(&self, called: &headings::Called) -> Option<(usize, Vec<String>)> {
        let fits = |field: &FieldDraft| {
            let ty = field.ty.as_ref().map(|it| it.text.as_str().to_lowercase()).unwrap_or_default();
            let open = ["object", "array", "list", "map", "dict", "json", "struct", "hash", "对象", "数组", "any"];
            field.children.is_empty()
                && field.ty.as_ref().is_none_or(|it| it.links.is_empty())
                && (ty.is_empty() || open.iter().any(|it| ty.contains(it)))
        };
        let find = |index: usize, name: &str| find(self.drafts[index].body.fields.as_deref()?, name, &fits);
        // "The `sender` has these fields:"
        if let Some((lead, _)) = &self.lead
            && let Some(index) = self.drafts.len().checked_sub(1)
            && lead.text.len() < 400
            && self.drafts[index].body.fields.is_some()
            && self.same_section(index, called)
        {
            for code in lead.codes().take(4) {
                if let Some(path) = find(index, code) {
                    return Some((index, path));
                }
            }
        }
        // `### sender` below the model whose field it is.
        let by = called.by?;
        let name = &self.open[by].title.name;
        if name.is_empty() {
            return None;
        }
        let mut head = self.heads[self.open[by].head].parent;
        while let Some(at) = head {
            if let Some(index) = self.heads[at].draft {
                let last = name.rsplit('.').next().unwrap_or(name).trim_end_matches("[]");
                if let Some(path) = find(index, last).or_else(|| find(index, name)) {
                    return Some((index, path));
                }
            }
            head = self.heads[at].parent;
        }
        None
    }

    fn same_section(&self, index: usize, called: &headings::Called) -> bool {
        match called.by {
            Some(by) => {
                self.heads[self.open[by].head].draft == Some(index)
                    || self.heads[self.open[by].head].parent.is_some_and(|it| self.heads[it].draft == Some(index))
            }
            None => true,
        }
    }

    fn put_below(&mut self, draft: usize, path: &[String], fields: Vec<FieldDraft>) {
        if let Some(field) = self.drafts[draft].body.fields.as_mut().and_then(|it| at(it, path)) {
            field.children.extend(fields);
        }
    }

    /// A table of a union's alternatives.
    fn unions(&mut self, grid: &Grid, layout: &Layout, called: &headings::Called) -> Option<Result<usize, String>> {
        let headed = self.under(&self.style().unions) || self.under(&["cases".to_owned()]);
        let column =
            (grid.header.len() == 1 && layout.name.is_none()).then_some(0).or_else(|| layout.ty.filter(|_| headed))?;
        let types = vocabulary().roles(&columns::header(&grid.header[column].rich)).contains(&Role::Type);
        if !(headed || types) || !columns::are_types(grid, column, self.reader.notation) {
            return None;
        }
        let variants = grid.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| {
            let mut ty = TypeDraft::new(self.spelled(cell.rich.text.trim(), cell));
            ty.links = cell.rich.links().map(|it| (it.0.clone(), it.1.to_owned())).collect();
            VariantDraft { ty, tag: None, description: None }
        });
        let union = UnionDraft { variants: variants.collect(), discriminator: None };
        let mut draft = self.draft(called, grid);
        draft.body.union = Some(union);
        self.drafts.push(draft);
        self.own(self.drafts.len() - 1, called);
        Some(Ok(self.drafts.len() - 1))
    }

    /// Whether one of these headings stands above, or stood before under the same heading.
    fn under(&self, wanted: &[String]) -> bool {
        self.open
            .iter()
            .any(|it| wanted.contains(&fold(&it.title.shown)) || it.seen.iter().any(|it| wanted.contains(it)))
    }

    /// A table of an enum's values.
    fn values(&mut self, grid: &Grid, layout: &Layout, called: &headings::Called) -> Option<Result<usize, String>> {
        let notation = self.reader.notation;
        let position = |role: Role| layout.roles.iter().position(|it| *it == Some(role));
        let value = position(Role::Value);
        let symbol = position(Role::Symbol);
        let column = symbol.or(value).or(layout.name)?;
        let words = [
            "enum",
            "enumeration",
            "values",
            "types",
            "枚举",
            "options",
            "flags",
            "codes",
            "status",
            "statuses",
            "possible values",
        ];
        let heads = |it: &Open| {
            let shown = fold(&it.title.shown);
            words.iter().any(|word| shown.split(' ').any(|it| it == *word))
                || it.seen.iter().any(|it| words.contains(&it.as_str()))
        };
        let near = called.by.map_or(self.open.as_slice(), |it| &self.open[it..]);
        let headed = self.under(&self.style().enums) || near.iter().any(heads);
        let lead = self.lead.as_ref().is_some_and(|it| {
            let text = it.0.text.to_lowercase();
            text.len() < 300
                && ["enum", "possible values", "following values", "one of the"].iter().any(|it| text.contains(it))
        });
        let header: Vec<String> = grid.header.iter().map(|it| fold(&columns::header(&it.rich))).collect();
        let certain = symbol.is_some() || value.is_some() || self.style().enum_headers.contains(&header);
        if !(certain || headed || lead) || !columns::are_values(grid, column, notation) {
            return None;
        }
        let bits = grid.rows.iter().filter_map(|it| it.cells.get(column)).any(|it| it.rich.text.contains("<<"));
        if bits {
            return Some(Err("it lists bits, which add up".to_owned()));
        }
        let name = [layout.name, symbol].into_iter().flatten().find(|it| Some(*it) != Some(column));
        let name = name.or_else(|| {
            (0..grid.header.len()).find(|it| {
                *it != column
                    && layout.roles[*it].is_none_or(|it| matches!(it, Role::Name | Role::WeakName))
                    && columns::are_values(grid, *it, notation)
            })
        });
        let mut values: Vec<ValueDraft> = Vec::new();
        for row in &grid.rows {
            let Some(cell) = row.cells.get(column) else { continue };
            for text in written(&cell.rich) {
                if values.iter().any(|it| it.value.as_str() == text) {
                    continue;
                }
                let other =
                    name.and_then(|it| row.cells.get(it)).filter(|it| it.rich.text.contains(char::is_alphanumeric));
                let prose = layout.cell(&row.cells, Role::Description).filter(|it| !it.rich.is_blank());
                values.push(ValueDraft {
                    value: self.spelled(text, cell),
                    name: other.map(|it| self.spelled(it.rich.text.trim(), it)),
                    description: prose.map(|it| self.spelled(it.markdown(), it)),
                });
            }
        }
        if values.is_empty() {
            return None;
        }
        let span = Span::new(self.reader.file, grid.range.clone());
        let quoted = values.iter().all(|it| it.value.as_str().starts_with(['"', '\'']));
        let values = ValuesDraft { values, written: if quoted { As::Literal } else { As::Bare }, span };
        // "Values of `state`:" and `### state` speak of a field.
        if let Some((draft, path)) = self.valued_field(called) {
            if let Some(field) = self.drafts[draft].body.fields.as_mut().and_then(|it| at(it, &path)) {
                field.values = Some(values);
                return Some(Ok(draft));
            }
            return None;
        }
        let mut called = called.clone();
        if self.draft_of(called.by, &called.name).is_some_and(|it| self.drafts[it].body.fields.is_some()) {
            called.name.push_str("Values");
        }
        let mut draft = self.draft(&called, grid);
        draft.body.values = Some(values);
        self.drafts.push(draft);
        self.own(self.drafts.len() - 1, &called);
        Some(Ok(self.drafts.len() - 1))
    }

    /// A table that lists values by the field that has them.
    fn by_field(&mut self, grid: &Grid, layout: &Layout) -> Option<usize> {
        let [name, value] = [Role::Name, Role::Value].map(|role| layout.roles.iter().position(|it| *it == Some(role)));
        let (name, value) = (name?, value?);
        if grid.header.len() != 2 {
            return None;
        }
        let index = self.drafts.len().checked_sub(1)?;
        let mut found: Vec<(Vec<String>, Vec<ValueDraft>)> = Vec::new();
        for row in &grid.rows {
            let (name, value) = (row.cells.get(name)?, row.cells.get(value)?);
            let shown = names::read(&name.rich).names.into_iter().next()?;
            let path = find(self.drafts[index].body.fields.as_deref()?, &shown, &|_| true)?;
            let values = written(&value.rich).into_iter().map(|it| ValueDraft {
                value: self.spelled(it, value),
                name: None,
                description: None,
            });
            match found.iter_mut().find(|it| it.0 == path) {
                Some(known) => known.1.extend(values),
                None => found.push((path, values.collect())),
            }
        }
        let span = Span::new(self.reader.file, grid.range.clone());
        for (path, values) in found {
            if let Some(field) = at(self.drafts[index].body.fields.as_mut()?, &path) {
                field.values = Some(ValuesDraft { values, written: As::Bare, span });
            }
        }
        Some(index)
    }

    /// The field whose values a table lists.
    fn valued_field(&self, called: &headings::Called) -> Option<(usize, Vec<String>)> {
        let fits = |field: &FieldDraft| {
            field.children.is_empty()
                && field.values.is_none()
                && field.ty.as_ref().is_none_or(|it| it.links.is_empty())
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
        let by = called.by?;
        let mut head = self.heads[self.open[by].head].parent;
        while let Some(at) = head {
            if let Some(index) = self.heads[at].draft
                && let Some(path) = find(index, &self.open[by].title.name)
            {
                return Some((index, path));
            }
            head = self.heads[at].parent;
        }
        None
    }

    /// JSON on the page may show the names on the wire.
    fn code(&mut self, language: &str, body: &str) {
        let headed = self.open.last().is_some_and(|it| self.style().examples.contains(&fold(&it.title.shown)));
        if !headed || !matches!(language.to_lowercase().as_str(), "json" | "" | "jsonc" | "json5") {
            return;
        }
        let Some(index) = self.drafts.len().checked_sub(1) else { return };
        let Ok(json) = serde_json::from_str::<serde_json::Value>(body) else { return };
        super::wire::show(&mut self.drafts[index], &json);
    }

    fn finish(mut self, stem: &str) -> (Vec<Draft<'d>>, Vec<TableCoverage>) {
        self.aliases();
        self.anchors();
        self.joins();
        let coverage = self.coverage.iter().map(|(span, rows, outcome)| TableCoverage {
            span: *span,
            rows: *rows,
            outcome: match outcome {
                Ok(index) => Outcome::Read { model: self.drafts[*index].name.as_str().to_owned() },
                Err(reason) => Outcome::LeftOut { reason: reason.clone() },
            },
        });
        let coverage = coverage.collect();
        if let [one] = self.drafts.as_mut_slice() {
            one.also_called.push(stem.to_owned());
            one.anchors.push(String::new());
        }
        (self.drafts, coverage)
    }

    /// What is another name for a type, and has no table.
    fn aliases(&mut self) {
        for at in 0..self.heads.len() {
            if self.heads[at].draft.is_some() {
                continue;
            }
            let Some((name, ty)) = self.heads[at].alias.take() else { continue };
            let mut draft = Draft::new(self.dialect, self.reader.notation, Spelling::made(name, ty.text.span()));
            draft.description = self.heads[at].description.clone();
            draft.body.alias = Some(ty);
            self.heads[at].draft = Some(self.drafts.len());
            self.drafts.push(draft);
        }
    }

    /// Anchors of headings lead to the model that the heading names, or to the only one below it.
    fn anchors(&mut self) {
        let mut below: Vec<Option<Option<usize>>> = self.heads.iter().map(|it| it.draft.map(Some)).collect();
        for at in (0..self.heads.len()).rev() {
            let (Some(parent), Some(found)) = (self.heads[at].parent, below[at]) else { continue };
            let named = found.is_some_and(|it| letters(self.drafts[it].name.as_str()) == self.heads[parent].name);
            below[parent] = match below[parent] {
                None => Some(found),
                Some(known) if known == found => Some(known),
                Some(Some(known)) if self.heads[parent].draft == Some(known) => Some(Some(known)),
                _ if named => Some(found),
                Some(Some(known)) if letters(self.drafts[known].name.as_str()) == self.heads[parent].name => {
                    Some(Some(known))
                }
                _ => Some(None),
            };
        }
        for (head, found) in self.heads.iter().zip(&below) {
            if let Some(Some(index)) = found {
                self.drafts[*index].anchors.extend(head.anchors.iter().cloned());
            }
        }
    }

    /// A field that links to a table of values has those values.
    fn joins(&mut self) {
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
            let Some(fields) = self.drafts[owner].body.fields.as_mut() else { continue };
            let Some(found) = fields.iter_mut().find(|it| it.name.as_str() == field) else { continue };
            let Some(ty) = found.ty.as_mut().filter(|it| it.links.is_empty()) else { continue };
            let text = ty.text.as_str().trim_start_matches('?').to_lowercase();
            let fits = if numbers {
                ["integer", "int", "number", "int32"].contains(&text.as_str())
            } else {
                ["string", "str", "enum"].contains(&text.as_str())
            };
            if fits {
                let null = if ty.text.as_str().starts_with('?') { "?" } else { "" };
                ty.text = Spelling::made(format!("{null}{name}"), ty.text.span());
                ty.links = vec![(null.len()..null.len() + name.len(), target)];
            }
        }
    }
}

/// Whether the names are options of a command: `-h`, `--help`.
fn flags(grid: &Grid, layout: &Layout) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?));
    let dashed = |text: &str| {
        text.strip_prefix('-').is_some_and(|it| it.starts_with('-') || it.starts_with(char::is_alphabetic))
    };
    cells.filter(|it| dashed(it.rich.text.trim())).count() * 2 >= grid.rows.len()
}

/// Whether many names have holes: `steps.<name>.outputs`.
fn patterns(grid: &Grid, layout: &Layout) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?));
    let holes = cells
        .filter(|it| it.rich.text.contains('.') && it.rich.text.contains('<') && it.rich.text.contains('>'))
        .count();
    holes * 4 >= grid.rows.len()
}

/// The way to the field of this name that fits, nested ones last.
fn find(fields: &[FieldDraft], name: &str, fits: &impl Fn(&FieldDraft) -> bool) -> Option<Vec<String>> {
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
fn at<'f>(fields: &'f mut [FieldDraft], path: &[String]) -> Option<&'f mut FieldDraft> {
    let (first, rest) = path.split_first()?;
    let field = fields.iter_mut().find(|it| it.name.as_str() == first)?;
    if rest.is_empty() { Some(field) } else { at(&mut field.children, rest) }
}

/// Whether the rows are statuses of HTTP.
fn statuses(grid: &Grid) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.first());
    let status = |text: &str| {
        let first = text.split(|it: char| it.is_whitespace() || it == '(').next().unwrap_or_default();
        first.eq_ignore_ascii_case("default")
            || first.len() == 3
                && first.starts_with(['1', '2', '3', '4', '5'])
                && first.bytes().all(|it| it.is_ascii_digit() || it == b'X' || it == b'x')
    };
    let found = cells.filter(|it| status(it.rich.text.trim().trim_matches(['`', '*', '"']))).count();
    found > 0
        && found * 5 >= grid.rows.len() * 4
        && !grid
            .rows
            .iter()
            .all(|it| it.cells.first().is_some_and(|it| it.rich.text.trim().eq_ignore_ascii_case("default")))
}

/// The values that a cell shows: its codes, or its first line.
fn written(rich: &Rich) -> Vec<String> {
    let codes: Vec<_> = rich.codes().map(str::to_owned).collect();
    let line = rich.text.split('\n').next().unwrap_or_default().trim();
    if !codes.is_empty() && (codes.len() > 1 || line.starts_with(codes[0].as_str())) {
        return codes;
    }
    let read = names::read(rich);
    let text = read.names.into_iter().next().filter(|it| names::is_identifier(it)).unwrap_or_else(|| line.to_owned());
    if vocabulary().is_blank(&text) { Vec::new() } else { vec![text] }
}

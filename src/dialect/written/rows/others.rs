//! Rows that are no field. Comes in: a row whose columns have roles. Goes out: what it stands for: a parameter that is no
//! member, the whole, a model whose fields the table has too, or further members.

use super::fields::Reader;
use super::nesting::Placed;
use crate::dialect::draft::{FieldDraft, TypeDraft};
use crate::dialect::written::cells::names::{self, NameCell};
use crate::dialect::written::cells::{name_text, types};
use crate::dialect::written::grids::columns::Layout;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Cell, Grid, GridRow, Mark, MarkKind, Rich};
use crate::name::letters;
use crate::schema::Type;
use crate::text::Spelling;
use crate::typexpr::TypeExpr;

/// What the rows of a table say together of each other.
pub(crate) struct Around {
    /// Whether the only parameter of a body is the body, and no member of it; where its type has a page of its own, neither
    /// are the rows below it.
    body: Option<bool>,
    /// Whether parts of a form stand among the rows.
    forms: bool,
}

impl Around {
    pub(crate) fn new(grid: &Grid, layout: &Layout) -> Self {
        let name = |it: &GridRow| layout.name.and_then(|at| it.cells.get(at)).map(|it| names::read(&it.rich));
        let mut bodies = grid.rows.iter().filter(|it| is_body(it, layout) && name(it).is_some_and(|it| it.width == 0));
        let body = bodies.next().filter(|_| bodies.next().is_none());
        let linked =
            |it: &GridRow| layout.ty.and_then(|at| it.cells.get(at)).is_some_and(|it| it.rich.links().next().is_some());
        let numbered = |it: &GridRow| name(it).is_some_and(|it| it.names.iter().any(|it| name_text::is_numbered(it)));
        Self { body: body.map(linked), forms: grid.rows.iter().any(numbered) }
    }
}

/// Whether a row stands for the body of a request.
fn is_body(row: &GridRow, layout: &Layout) -> bool {
    layout.cell(&row.cells, Role::Location).is_some_and(|it| fold(&it.rich.text) == "body")
}

/// Whether a row stands for a parameter that is no member of a JSON object.
pub(crate) fn is_elsewhere(row: &GridRow, layout: &Layout, read: &NameCell, around: &Around) -> bool {
    let elsewhere = |text: &str| vocabulary().location("elsewhere", &fold(text));
    let cell = |role: Role| layout.cell(&row.cells, role).map(|it| it.rich.text.as_str());
    // `files[n]` stands for parts of a form, and so does what only forms have.
    let form = || cell(Role::Description).is_some_and(|it| it.contains("multipart/form-data"));
    let body = || match around.body.filter(|_| is_body(row, layout)) {
        Some(_) if read.width == 0 => fold(&read.names[0]) != "id",
        Some(modelled) => modelled,
        None => false,
    };
    cell(Role::Location).is_some_and(elsewhere)
        || cell(Role::Tags).is_some_and(|it| it.split(',').any(elsewhere))
        || name_text::is_numbered(&read.names[0])
        || around.forms && form()
        || body()
}

/// Whether a name stands for the whole, or for an item of it, and for no member.
pub(crate) fn is_whole(name: &str) -> bool {
    vocabulary().words.marks["whole"].iter().any(|it| it == name.trim_matches('`'))
}

const NAMELESS: &str = "anonymous";

/// What stands in the place of a name where there is none.
pub(crate) fn nameless() -> Rich {
    let mark = Mark { range: 0..NAMELESS.len(), kind: MarkKind::Emphasis };
    Rich { marks: [mark].into(), ..Rich::plain(NAMELESS) }
}

/// Whether a row says in place of a name that it has none, `*anonymous*`: a member may be called so too.
fn is_nameless(row: &GridRow, layout: &Layout) -> bool {
    let Some(cell) = layout.name.and_then(|it| row.cells.get(it)) else { return false };
    let rich = &cell.rich;
    rich.marks.iter().any(|it| it.kind == MarkKind::Emphasis && fold(&rich.text[it.range.clone()]) == NAMELESS)
}

impl Reader<'_, '_> {
    /// The model whose fields the table has too, or one of the types that it composes, where a row says so: nothing within for
    /// one that nobody describes.
    pub(crate) fn parent(&self, row: &GridRow, layout: &Layout) -> Option<Option<Spelling>> {
        let words = &vocabulary().words.marks["embedded"];
        let prose = layout.cell(&row.cells, Role::Description);
        let embedded = prose.is_some_and(|it| words.iter().any(|word| it.rich.text.contains(word)));
        if !embedded && !is_nameless(row, layout) {
            return None;
        }
        let cell = row.cells.get(layout.ty.or(layout.name.filter(|_| layout.typed_names))?)?;
        let link = cell.rich.links().next();
        let at_start = link.as_ref().is_some_and(|it| it.0.start == 0);
        let shown = match &link {
            Some((range, _)) if embedded || at_start => &cell.rich.text[(*range).clone()],
            _ => cell.rich.text.as_str(),
        };
        let shown = shown.trim();
        let known = match self.notation.parse(shown) {
            Ok(TypeExpr::Known(it)) => !embedded && !matches!(it, Type::Object | Type::Any),
            _ => false,
        };
        let object = link.is_none() && !known;
        Some((!object).then(|| self.shown(shown, cell)))
    }

    /// The type that a row without a name gives the whole, where that is no object.
    pub(crate) fn alias(&self, row: &GridRow, layout: &Layout, read: &NameCell) -> Option<TypeDraft> {
        let cell = row.cells.get(layout.ty.filter(|_| read.width == 0 && is_nameless(row, layout))?)?;
        let ty = types::read(&cell.rich, self.notation);
        let shown = self.notation.parse(&ty.ty.as_ref()?.text);
        let object = matches!(shown, Ok(TypeExpr::Name { .. } | TypeExpr::Known(Type::Object | Type::Any)) | Err(_));
        self.type_of(&ty, cell, read, false).filter(|_| !object)
    }

    /// The type of further members, where a row stands for these.
    pub(crate) fn further(&self, name: &str, field: &FieldDraft, cell: &Cell) -> Option<TypeDraft> {
        let text = field.ty.as_ref().map(|it| it.text.as_str()).filter(|_| letters(name) == "additionalproperties");
        if let Some(map) = text.filter(|it| self.is_map(it)) {
            return Some(TypeDraft::new(self.made(values_of(map), cell)));
        }
        let folded = fold(name);
        let folded = folded.trim_matches(['{', '}', '<', '>']);
        let said = vocabulary().words.marks["further"].iter().any(|it| folded.starts_with(it.as_str()));
        // A mark before no name.
        let nameless = || self.style.bullets.keys().any(|it| name.strip_prefix(*it) == Some(""));
        (said || name_text::is_pattern(name) || nameless())
            .then(|| field.ty.clone().unwrap_or_else(|| TypeDraft::new(self.made("any", cell))))
    }
}

/// What a map's values are: `Map<String, Object>`, `map[string]int`.
fn values_of(map: &str) -> &str {
    let last = map.split_once(',').map(|it| it.1.trim_end().trim_end_matches(['>', ']', ')']));
    let values = last.or_else(|| map.split_once(']').map(|it| it.1)).map_or("any", str::trim);
    // In a language an object is anything.
    if values.eq_ignore_ascii_case("object") { "any" } else { values }
}

/// Makes the row that further members stand below a map of them.
pub(crate) fn map_above(placed: &mut [Placed], width: usize, values: &TypeDraft) -> bool {
    let Some(above) = placed.iter_mut().rev().find(|it| it.width < width) else { return false };
    let Some(ty) = &mut above.field.ty else { return false };
    let list = ["array", "list", "[]"].iter().any(|it| ty.text.as_str().to_lowercase().contains(it));
    let (before, after) = if list { ("(map<string, ", ">)[]") } else { ("map<string, ", ">") };
    let shift = before.len();
    let text = format!("{before}{}{after}", values.text.as_str());
    let mut made = TypeDraft::new(Spelling::made(text, values.text.span()));
    made.link.clone_from(&values.link);
    let moved = |range: &std::ops::Range<usize>| {
        if range.is_empty() { range.clone() } else { range.start + shift..range.end + shift }
    };
    made.links = values.links.iter().map(|it| (moved(&it.0), it.1.clone())).collect();
    *ty = made;
    true
}

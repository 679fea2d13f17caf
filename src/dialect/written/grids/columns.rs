//! Columns → roles. Comes in: a table. Goes out: which column holds what, by its header and by what stands below it: where
//! the two disagree, the cells win.

use super::content::{Content, SAMPLE, bare, content, describes};
use super::presence::Cardinality;
use crate::dialect::written::cells::names;
use crate::dialect::written::cells::type_words::certain;
use crate::dialect::written::words::style::Written;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Cell, Grid, Rich};
use crate::typexpr::Notation;
use foldhash::HashSet;

/// What the columns of a table hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Layout {
    /// The role of each column.
    pub(crate) roles: Vec<Option<Role>>,
    /// The column of names.
    pub(crate) name: Option<usize>,
    /// The column of types.
    pub(crate) ty: Option<usize>,
    /// Whether types stand in the cells of names.
    pub(crate) typed_names: bool,
    /// Whether the cells under the header of types are types.
    pub(crate) typed: bool,
    /// Of each column, whether its cells alone tell its role: no vocabulary knows its header.
    pub(crate) by_cells: Vec<bool>,
    /// The column that says of each field how many there may be, in marks or words: `+`, "zero or more".
    pub(crate) counted: Option<usize>,
    /// Whether the header of types stands above what describes the fields.
    pub(crate) described: bool,
    /// The headers as shown.
    headers: Vec<String>,
}

impl Layout {
    /// The cell of a row that has this role.
    pub(crate) fn cell<'r>(&self, row: &'r [Cell], role: Role) -> Option<&'r Cell> {
        self.roles.iter().position(|it| *it == Some(role)).and_then(|it| row.get(it))
    }

    /// The cells of a row that have this role, where several columns may.
    pub(crate) fn cells<'r>(&self, row: &'r [Cell], role: Role) -> impl Iterator<Item = &'r Cell> {
        self.roles.iter().zip(row).filter(move |it| *it.0 == Some(role)).map(|it| it.1)
    }

    /// What the columns of prose say in a row, Markdown, and the first of their cells that says something.
    pub(crate) fn prose<'r>(&self, row: &'r [Cell]) -> Option<(String, &'r Cell)> {
        let said = self.cells(row, Role::Description).filter(|it| !vocabulary().is_blank(&it.rich.text));
        let cells: Vec<&Cell> = said.collect();
        let parts: Vec<String> = cells.iter().map(|it| it.markdown()).collect();
        cells.first().map(|it| (parts.join("\n\n"), *it))
    }

    /// The header of a column.
    pub(crate) fn header(&self, index: usize) -> &str {
        &self.headers[index]
    }

    /// What a cell says in words, after its header.
    pub(crate) fn in_words(&self, index: usize, cell: &Cell) -> String {
        format!("{}: {}", self.headers[index], cell.markdown())
    }

    /// Whether a column has this role.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.roles.contains(&Some(role))
    }
}

/// Tells what the columns of a table hold.
pub(crate) fn layout(grid: &Grid, style: &Written, notation: &Notation) -> Layout {
    let count = grid.header.len();
    let contents: Vec<_> = (0..count).map(|it| content(grid, it, notation)).collect();
    let headers: Vec<_> = grid.header.iter().map(|it| header(&it.rich)).collect();
    let given: Vec<Option<Role>> = headers.iter().map(|it| style.columns.get(&fold(it)).copied()).collect();
    let said = |index: usize, role: Role| match given[index] {
        Some(given) => given == role,
        None => vocabulary().roles(&headers[index]).contains(&role),
    };
    let mut layout = Layout { roles: vec![None; count], ..Layout::default() };

    // Types: the best of the columns whose headers speak of types and whose cells do not speak of something else.
    let score = |index: usize| {
        contents[index].types + contents[index].certain - 2.0 * contents[index].locations - contents[index].prose
    };
    // `URI` is a type as well as a place.
    let elsewhere = |it: usize| contents[it].locations >= 0.6 && contents[it].addresses < contents[it].locations;
    let strong = (0..count)
        .filter(|&it| said(it, Role::Type) && !elsewhere(it) && contents[it].prose < 0.6 && contents[it].numbers < 0.8);
    let weak = (0..count)
        .filter(|&it| said(it, Role::WeakType) && contents[it].certain >= 0.3 && contents[it].locations < 0.6);
    let best = |all: &mut dyn Iterator<Item = usize>| {
        all.fold(None, |best: Option<usize>, it| match best {
            Some(best) if score(best) >= score(it) => Some(best),
            _ => Some(it),
        })
    };
    let strong = best(&mut { strong });
    let weak = best(&mut { weak });
    layout.ty = match (strong, weak) {
        (Some(strong), Some(weak)) if score(weak) > score(strong) + 0.5 && contents[strong].certain < 0.3 => Some(weak),
        (strong, weak) => strong.or(weak),
    };
    // A name: a header that says so above cells that may be names, or the first column when it has no header.
    let nameable = |it: usize| Some(it) != layout.ty && contents[it].names >= 0.5;
    // `PRI` in some rows of a column "Key" names none of them.
    let mostly = |it: usize| contents[it].filled * 2 >= grid.rows.len().min(SAMPLE);
    layout.name = (0..count)
        .find(|&it| said(it, Role::Name) && nameable(it))
        .or_else(|| (0..count).find(|&it| said(it, Role::WeakName) && nameable(it) && mostly(it)))
        .or_else(|| (0..count.min(1)).find(|&it| headers[it].is_empty() && nameable(it)));
    let known = |it: usize| given[it].is_some() || !vocabulary().roles(&headers[it]).is_empty();
    // `订单号 | orderNo`: beside words of people, names that keys of JSON have are what stands on the wire.
    let label = layout.name.filter(|&it| given[it].is_none() && contents[it].keys < 0.2 && contents[it].foreign >= 0.8);
    let key = label.and_then(|label| {
        let named = |it: usize| said(it, Role::Name) || said(it, Role::WeakName) || said(it, Role::Wire);
        let free = |it: usize| it != label && Some(it) != layout.ty && given[it].is_none();
        let fits = |it: &usize| free(*it) && contents[*it].keys >= 0.8 && are_different(grid, *it);
        let mut found = (0..count).filter(fits);
        found.clone().find(|it| named(*it)).or_else(|| found.find(|it| !known(*it)))
    });
    layout.name = key.or(layout.name);
    if layout.name.is_none() && layout.ty.is_some() {
        layout.name = (0..count.min(1)).find(|&it| !known(it) && contents[it].names >= 0.8);
    }
    if layout.ty.is_none() && layout.name.is_some() {
        // No header speaks of types: the cells do.
        layout.ty = (0..count).find(|&it| {
            let open = !known(it) || said(it, Role::WeakDescription) && contents[it].certain >= 0.5;
            Some(it) != layout.name && open && contents[it].certain >= 0.3 && contents[it].prose < 0.3
        });
    }
    if layout.ty.is_none() && layout.name.is_none() && count > 1 && !known(0) && contents[0].names >= 0.8 {
        let blind = (1..count).find(|&it| !known(it) && contents[it].certain >= 0.5 && contents[it].prose < 0.3);
        if blind.is_some() {
            (layout.name, layout.ty) = (Some(0), blind);
        }
    }
    // "Value" without names beside it lists values, be one of them called as a type is.
    let lists = |it: usize| !said(it, Role::Type) && said(it, Role::Value) && !in_camels(grid, it);
    if layout.name.is_none() && layout.ty.is_some_and(lists) {
        layout.ty = None;
    }
    // "Type" may stand above prose, where nothing else describes.
    let prose = layout.ty.filter(|it| layout.name.is_some() && describes(grid, *it, notation));
    let described = |it: usize| {
        Some(it) != layout.ty
            && (said(it, Role::Description) || said(it, Role::WeakDescription) || contents[it].prose >= 0.5)
    };
    let prose = prose.filter(|it| contents[*it].types >= 0.3 && !(0..count).any(described));
    layout.described = prose.is_some();
    layout.ty = layout.ty.filter(|_| prose.is_none());
    layout.typed =
        layout.ty.is_some_and(|it| contents[it].filled == 0 || contents[it].types.max(contents[it].literals) >= 0.3);
    // "Cardinality" beside "Required" says how many, and not whether.
    let counts = |it: usize| said(it, Role::Required) && said(it, Role::Label);
    let present = (0..count).any(|it| said(it, Role::Required) && !said(it, Role::Label));
    for (index, content) in contents.iter().enumerate() {
        let role = if Some(index) == layout.name {
            Some(Role::Name)
        } else if Some(index) == layout.ty {
            Some(Role::Type)
        } else if key.is_some() && Some(index) == label {
            Some(Role::Remark)
        } else if counts(index) && present {
            Some(Role::Label)
        } else if Some(index) == prose {
            Some(Role::Description)
        } else {
            rest(index, &said, content, &layout)
        };
        // Several columns may hold bounds or prose; of all others the first counts.
        let several = |it: &Role| matches!(it, Role::Constraint | Role::Description | Role::Remark | Role::Nothing);
        layout.roles[index] = role.filter(|it| several(it) || !layout.roles[..index].contains(&Some(*it)));
    }
    let cells = |column: usize| grid.rows.iter().filter_map(move |it| it.cells.get(column)).take(SAMPLE);
    layout.counted = (0..count).find(|&it| {
        matches!(layout.roles[it], Some(Role::Required | Role::Label))
            && counts(it)
            && cells(it).any(|cell| {
                let ranges = layout.roles[it] == Some(Role::Label) && Cardinality::read(&cell.rich.text).is_some();
                ranges || Cardinality::is_count(&cell.rich.text)
            })
    });
    if layout.ty.is_none()
        && let Some(name) = layout.name
    {
        layout.typed_names = typed_names(grid, name, notation);
    }
    for index in 0..count {
        if layout.roles[index].is_none() {
            let role = by_words(&headers[index], &contents[index]).filter(|it| !layout.has(*it));
            let prose = contents[index].prose >= 0.5 && contents[index].filled > 0;
            layout.roles[index] = role.or_else(|| prose.then_some(Role::Description));
        }
    }
    // The only column of words beside names and types describes.
    let mut words = (0..count).filter(|&it| layout.roles[it].is_none() && !known(it) && contents[it].words >= 0.8);
    if let (Some(index), None, true) = (words.next(), words.next(), layout.ty.is_some() && layout.name.is_some())
        && !layout.has(Role::Description)
    {
        layout.roles[index] = Some(Role::Description);
    }
    layout.by_cells = (0..count).map(|it| layout.roles[it].is_some() && !known(it)).collect();
    layout.headers = headers;
    layout
}

/// Whether the cells of a column are as different as names are.
fn are_different(grid: &Grid, column: usize) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(column)).map(|it| it.rich.text.trim());
    let all: Vec<&str> = cells.filter(|it| !it.is_empty()).take(SAMPLE).collect();
    all.iter().collect::<HashSet<_>>().len() * 5 >= all.len() * 4
}

/// Whether names as those of members, `onAnswer`, stand below a header.
fn in_camels(grid: &Grid, column: usize) -> bool {
    let camel = |it: &str| it.starts_with(char::is_lowercase) && it.contains(char::is_uppercase) && !it.contains(' ');
    grid.rows.iter().filter_map(|it| it.cells.get(column)).any(|it| camel(it.rich.text.trim()))
}

/// The role that the words of an unknown header speak of and that the cells bear out.
fn by_words(header: &str, content: &Content) -> Option<Role> {
    let fits = |role: &Role| match role {
        Role::Required | Role::Nullable | Role::Deprecated | Role::Inverted | Role::ReadOnly => content.answers >= 0.8,
        Role::Default | Role::Examples | Role::Values | Role::Format => content.prose < 0.3,
        _ => false,
    };
    vocabulary().words_of(header).into_iter().find(fits).filter(|_| content.filled > 0)
}

/// The role of a column that holds neither names nor types.
fn rest(index: usize, said: &impl Fn(usize, Role) -> bool, content: &Content, layout: &Layout) -> Option<Role> {
    const ROLES: &[Role] = &[
        Role::Required,
        Role::Inverted,
        Role::Nullable,
        Role::NotNull,
        Role::Default,
        Role::Description,
        Role::Values,
        Role::Constraint,
        Role::Format,
        Role::Examples,
        Role::Label,
        Role::Tags,
        Role::Deprecated,
        Role::Access,
        Role::ReadOnly,
        Role::WriteOnly,
        Role::Writable,
        Role::OtherType,
    ];
    if content.presence >= 0.8 && !said(index, Role::Inverted) && !said(index, Role::Tags) && !said(index, Role::Label)
    {
        return Some(Role::Required);
    }
    if said(index, Role::Wire) && content.names >= 0.5 && layout.name.is_some() {
        return Some(Role::Wire);
    }
    if said(index, Role::Depth) && content.numbers >= 0.8 {
        return Some(Role::Depth);
    }
    if said(index, Role::Nothing) {
        return Some(Role::Nothing);
    }
    if said(index, Role::Row) && content.numbers >= 0.8 {
        return Some(Role::Row);
    }
    if said(index, Role::Call) {
        return Some(Role::Call);
    }
    if (said(index, Role::Type) || said(index, Role::Location)) && content.locations >= 0.5 {
        return Some(Role::Location);
    }
    let value =
        said(index, Role::Value) || said(index, Role::Values) || said(index, Role::Type) && content.numbers >= 0.8;
    // Values that some rows have, or several, are those of the field that the row names.
    let of_fields = said(index, Role::Values) && (content.sparse || content.lists >= 0.5);
    let value = value && !(of_fields && layout.name.is_some_and(|it| said(it, Role::Name)));
    if value && (layout.ty.is_none() || layout.name.is_none()) && content.prose < 0.5 {
        return Some(Role::Value);
    }
    if said(index, Role::Symbol) && layout.ty.is_none() {
        return Some(Role::Symbol);
    }
    // Under both there may be prose.
    let prose = content.prose > 0.8;
    if said(index, Role::Required) && prose
        || said(index, Role::Values) && prose && content.literals.max(content.lists) < 0.2
    {
        return Some(Role::Description);
    }
    // "One" and "many" say how many there may be, and not whether.
    if said(index, Role::Required) && said(index, Role::Label) && content.answers.max(content.cardinalities) < 0.5 {
        return Some(Role::Label);
    }
    if let Some(role) = ROLES.iter().copied().find(|&it| said(index, it)) {
        return Some(role);
    }
    if (said(index, Role::WeakDescription) || said(index, Role::Type)) && content.prose >= 0.3 {
        return Some(Role::Description);
    }
    if said(index, Role::Location) && content.locations >= 0.3 {
        return Some(Role::Location);
    }
    [Role::Remark, Role::Status, Role::Name, Role::WeakName, Role::Value].into_iter().find(|&it| said(index, it))
}

/// The text of a header's cell.
pub(crate) fn header(rich: &Rich) -> String {
    rich.text.split('\n').next().unwrap_or_default().trim().to_owned()
}

/// Whether the cells of names hold types too.
fn typed_names(grid: &Grid, name: usize, notation: &Notation) -> bool {
    let mut both = 0;
    let mut all = 0;
    for cell in grid.rows.iter().filter_map(|it| it.cells.get(name)).take(SAMPLE) {
        all += 1;
        let read = names::read(&cell.rich);
        both += usize::from(read.rest.is_some_and(|it| {
            certain(&it, notation) || it.links().next().is_some() || !it.marks.is_empty() && bare(&it.text, notation)
        }));
    }
    both * 2 >= all && both > 0
}

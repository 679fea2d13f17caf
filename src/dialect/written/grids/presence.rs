//! Whether a member must be there, and whether it may be null. Comes in: cells, words. Goes out: what they say together.

use super::columns::Layout;
use crate::dialect::draft::By;
use crate::dialect::written::words::style::{Mark, Written};
use crate::dialect::written::words::vocabulary::{Role, fold, shorter, vocabulary};
use crate::markdown::{Cell, Grid, GridRow};
use crate::schema::Presence;
use crate::text::is_unspaced;

/// What the parts of a row say of a member's presence.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence {
    /// A column of its own.
    pub(crate) column: Option<Presence>,
    /// A mark on the name.
    pub(crate) name: Option<Presence>,
    /// A word in the type's cell.
    pub(crate) ty: Option<Presence>,
    /// Whether such a mark or word holds at times.
    pub(crate) at_times: bool,
    /// A label or tag.
    pub(crate) label: Option<Presence>,
    /// The description.
    pub(crate) prose: Option<Presence>,
    /// Whether the description says it with a mark, and not as a sentence.
    pub(crate) bracketed: bool,
    /// Whether the description says that it must be there at times.
    pub(crate) conditional: bool,
}

impl Evidence {
    /// What counts: a column before marks, marks before prose.
    pub(crate) fn settled(self) -> Option<(Presence, By)> {
        let column = self.column.or(self.label).map(|it| (it, By::Column));
        let mark = self.name.or(self.ty).map(|it| (it, if self.at_times { By::Prose } else { By::Mark }));
        let prose = self.prose.map(|it| (it, if self.bracketed { By::Mark } else { By::Prose }));
        // A column knows yes and no only, and prose knows when.
        match column {
            Some((Presence::Required, by)) if self.conditional => Some((Presence::Optional, by)),
            _ => column.or(mark).or(prose),
        }
    }
}

/// What blank cells of the columns of presence and of null mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marked {
    /// What a blank cell says, when others say something.
    blank: Option<Presence>,
    /// What a blank cell of the column of null says, when others say something.
    blank_null: Option<bool>,
    /// Whether rows say in the place of a default that they must be there: those with a default need not be.
    undefaulted: bool,
    /// Whether types are marked that are never null: those of the other rows may be.
    pub(crate) banged: bool,
    /// Whether `o` and `x` are a circle and a cross in the column of presence.
    circled: bool,
    /// Whether they are in the column of null.
    circled_null: bool,
}

/// Whether a column's letters `o` and `x` are a circle for yes and a cross for no, and not words' first letters: other shapes
/// stand beside them, or its header is one that people fill so.
fn circled(grid: &Grid, layout: &Layout, role: Role) -> bool {
    let Some(column) = layout.roles.iter().position(|it| *it == Some(role)) else { return false };
    let shapes = &vocabulary().words.shapes;
    let header = fold(layout.header(column));
    let (mut circle, mut cross, mut other) = (false, false, false);
    for cell in grid.rows.iter().filter_map(|it| it.cells.get(column)) {
        let text = cell.rich.text.trim().to_lowercase();
        circle |= shapes["circle"].contains(&text);
        cross |= shapes["cross"].contains(&text);
        other |= shapes["letters"].contains(&text);
    }
    let headed = || shapes["headers"].iter().any(|it| header.contains(it.as_str()));
    !other && (circle && cross || (circle || cross) && headed())
}

/// A cell's letter as the shape that it is.
fn shaped(text: &str, circled: bool) -> &str {
    let text = text.trim();
    let rest = text.strip_prefix(['x', 'X']).filter(|it| !it.starts_with(|it: char| it.is_ascii_alphanumeric()));
    match text {
        "o" | "O" if circled => "○",
        _ if circled && rest.is_some() => "×",
        _ => text,
    }
}

/// Looks at the columns as a whole: where some rows are marked, the others are the opposite.
pub(crate) fn marked(grid: &Grid, layout: &Layout, style: &Written) -> Marked {
    let inverted = layout.has(Role::Inverted);
    let role = if inverted { Role::Inverted } else { Role::Required };
    let (mut required, mut optional) = (0, 0);
    let in_circles = circled(grid, layout, role);
    // What counts says of each row how many, and marks none.
    let counts = layout.counted.is_some_and(|it| layout.roles[it] == Some(Role::Required));
    for row in grid.rows.iter().filter(|_| !counts) {
        match layout.cell(&row.cells, role).and_then(|it| said(shaped(&it.rich.text, in_circles), inverted, style)) {
            Some(Presence::Required) => required += 1,
            Some(_) => optional += 1,
            None => {}
        }
    }
    let blank = match (required, optional) {
        (0, 0) => None,
        (0, _) => Some(Presence::Required),
        _ => Some(Presence::Optional),
    };
    let circled_null = [Role::Nullable, Role::NotNull].into_iter().any(|it| circled(grid, layout, it));
    let nulls: Vec<bool> = grid.rows.iter().filter_map(|it| said_null(it, layout, circled_null)).collect();
    let yes = layout.has(Role::Nullable);
    let blank_null = (!nulls.is_empty() && nulls.iter().all(|it| *it == yes)).then_some(!yes);
    let types = if layout.typed_names { layout.name } else { layout.ty };
    let bang = |it: &Cell| it.rich.text.trim_end_matches([')', '`', ' ']).ends_with('!');
    let banged = types.is_some_and(|at| grid.rows.iter().filter_map(|it| it.cells.get(at)).any(bang));
    let undefaulted = grid.rows.iter().any(|it| !layout.has(role) && is_undefaulted(it, layout) == Some(true));
    Marked { blank, blank_null, undefaulted, banged, circled: in_circles, circled_null }
}

/// What the column of null says in a row.
pub(crate) fn null_column(row: &GridRow, layout: &Layout, marked: Marked) -> Option<bool> {
    let role = [Role::Nullable, Role::NotNull].into_iter().find(|it| layout.has(*it))?;
    let text = layout.cell(&row.cells, role).map(|it| it.rich.text.trim()).unwrap_or_default();
    said_null(row, layout, marked.circled_null)
        .or_else(|| vocabulary().is_blank(text).then_some(marked.blank_null).flatten())
}

fn said_null(row: &GridRow, layout: &Layout, circled: bool) -> Option<bool> {
    let text = |role: Role| layout.cell(&row.cells, role).map(|it| shaped(&it.rich.text, circled));
    let allowed = text(Role::Nullable).and_then(null);
    allowed.or_else(|| text(Role::NotNull).and_then(yes).map(|it| !it))
}

/// What the column of presence says in a row.
pub(crate) fn column(row: &GridRow, layout: &Layout, marked: Marked, style: &Written) -> Option<Presence> {
    // Beside a column of presence, one of counts says whether there may be several.
    let counts =
        layout.counted.is_some_and(|it| layout.roles[it] == Some(Role::Required) || !layout.has(Role::Required));
    if let Some(found) = cardinality(row, layout).filter(|_| counts) {
        return Some(found.presence());
    }
    let inverted = layout.has(Role::Inverted);
    let role = if inverted { Role::Inverted } else { Role::Required };
    if !layout.has(role) {
        return match is_undefaulted(row, layout)? {
            true => Some(Presence::Required),
            false => marked.undefaulted.then_some(Presence::Optional),
        };
    }
    let text = layout.cell(&row.cells, role).map(|it| it.rich.text.trim()).unwrap_or_default();
    let counted = || Cardinality::read(text).map(Cardinality::presence);
    said(shaped(text, marked.circled), inverted, style)
        .or_else(counted)
        .or_else(|| vocabulary().is_blank(text).then_some(marked.blank).flatten())
}

/// Whether `required` stands in the place of a default.
fn is_undefaulted(row: &GridRow, layout: &Layout) -> Option<bool> {
    let text = layout.cell(&row.cells, Role::Default).map(|it| it.rich.text.trim()).filter(|it| !it.is_empty())?;
    Some(is_required(text))
}

/// Whether a text says that the member must be there, and nothing else: `required`, `(required)`.
pub(crate) fn is_required(text: &str) -> bool {
    vocabulary().words.marks["required"].contains(&fold(text.trim().trim_matches(['(', ')', '*', '[', ']', '<', '>'])))
}

/// How many there may be, where the column of presence says it, or one of counts.
pub(crate) fn cardinality(row: &GridRow, layout: &Layout) -> Option<Cardinality> {
    match layout.counted {
        Some(column) => Cardinality::counted(&row.cells.get(column)?.rich.text),
        None => Cardinality::read(&layout.cell(&row.cells, Role::Required)?.rich.text),
    }
}

/// What the cell of a column of presence says.
pub(crate) fn said(text: &str, inverted: bool, style: &Written) -> Option<Presence> {
    // An icon before the word: `{check-circle} Yes`.
    let icon =
        text.strip_prefix('{').and_then(|it| it.split_once('}')).map(|it| it.1).filter(|it| !it.trim().is_empty());
    let text = icon.unwrap_or(text).trim();
    if text.is_empty() {
        return None;
    }
    let presence = &vocabulary().words.presence;
    let folded = fold(text);
    let folded = if folded.is_empty() { text.to_lowercase() } else { folded };
    match style.words.get(&folded) {
        Some(Mark::Required) => return Some(Presence::Required),
        Some(Mark::Optional) => return Some(Presence::Optional),
        _ => {}
    }
    let marks = &vocabulary().words.marks;
    let of = |word: &str| {
        if presence["required"].contains(word) {
            Some(Presence::Required)
        } else if presence["optional"].contains(word) || presence["conditional"].contains(word) {
            Some(Presence::Optional)
        } else {
            None
        }
    };
    // `required` under `Optional` means what it says; `yes` and marks mean what the header asks.
    let absolute = |word: &str| marks["required"].iter().chain(&marks["optional"]).any(|it| it == word);
    let turned = |found: Presence, word: &str| match found {
        Presence::Required if inverted && !absolute(word) => Presence::Optional,
        Presence::Optional if inverted && !absolute(word) => Presence::Required,
        other => other,
    };
    // `MUST NOT` begins with a word that would say the opposite.
    if presence["forbidden"].iter().any(|it| folded.starts_with(it.as_str())) {
        return Some(Presence::Optional);
    }
    if let Some(found) = of(&folded).or_else(|| of(shortcode(text)?)) {
        return Some(turned(found, &folded));
    }
    // `No, default: 0`, `true if it is used`, `✓ Yes`, `Required when …`.
    let end = folded.find([' ', ',', ';', '(', ':', '/', '.', '\u{a0}', '（', '，']).unwrap_or(folded.len());
    let (first, rest) = folded.split_at(end);
    let rest = rest.trim_start_matches([' ', ',', ';', '(', ':', '/', '.', '\u{a0}']);
    let next = rest.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    match of(first).or_else(|| of(first.trim_matches(|it: char| !it.is_alphanumeric()))) {
        Some(Presence::Required) if !inverted && marks["conditions"].iter().any(|it| it == next) => {
            Some(Presence::Optional)
        }
        Some(found) => Some(turned(found, first)),
        None if presence["conditional"].iter().any(|it| folded.starts_with(it.as_str())) => Some(Presence::Optional),
        // `when set`, `if it is paid`, `only for orders`
        None if !rest.is_empty() && marks["conditions"].iter().any(|it| it == first) => Some(Presence::Optional),
        // "成功時必填": what holds at times.
        None if shorter(&folded, 40) && marks["required"].iter().any(|it| at_times(&folded, it)) => {
            Some(Presence::Optional)
        }
        None if of(next).is_some() && first.chars().all(|it| !it.is_alphanumeric()) => {
            of(next).map(|it| turned(it, next))
        }
        None => None,
    }
}

/// Whether words of a script without spaces stand before a mark, which holds at times then.
fn at_times(text: &str, mark: &str) -> bool {
    mark.ends_with(is_unspaced) && text.strip_suffix(mark).is_some_and(|it| it.ends_with(is_unspaced))
}

/// Whether a line of a description is the note that a star leads to: `* Needed where no other is sent.`
pub(crate) fn has_note(prose: &str) -> bool {
    prose.lines().any(|it| it.trim_start().trim_start_matches('\\').starts_with("* "))
}

/// The name of the icon that a text begins with, with its colons: `:heavy_check_mark: Yes`.
fn shortcode(text: &str) -> Option<&str> {
    let end = text.strip_prefix(':')?.find(':')? + 2;
    Some(&text[..end])
}

/// How many there may be: the least, and the most if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cardinality {
    pub(crate) least: usize,
    pub(crate) most: Option<usize>,
}

impl Cardinality {
    /// Whether a column of counts, and no other, has such a cell.
    pub(crate) fn is_count(text: &str) -> bool {
        Self::read(text).is_none() && Self::counted(text).is_some_and(|it| (it.least, it.most) != (1, Some(1)))
    }

    /// As [`Self::read`], and what only a column of counts says so: `?`, `+`, "zero or more".
    pub(crate) fn counted(text: &str) -> Option<Self> {
        let bare = text.trim().trim_matches('`');
        let folded = fold(bare);
        let folded = if folded.is_empty() { bare } else { &folded };
        let counts = &vocabulary().words.counts;
        let is = |kind: &str| counts[kind].contains(folded);
        let (least, most) = match () {
            () if is("one") => (1, Some(1)),
            () if is("at_most_one") => (0, Some(1)),
            () if is("any") => (0, None),
            () if is("at_least_one") => (1, None),
            () => return Self::read(text),
        };
        Some(Self { least, most })
    }

    /// `0..1`, `[1..*]`, `3..3`, `1/1`, `0-n`, `1:unbounded`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(text);
        let (least, most) = ["..", "…", "/", "-", "–", ":", " to "].iter().find_map(|it| text.split_once(it))?;
        let most = most.trim().trim_start_matches('.').trim_matches('`').to_lowercase();
        let least = least.trim().trim_matches('`').parse().ok()?;
        let most = match most.as_str() {
            "n" | "m" | "*" | "∞" | "many" | "unbounded" | "unlimited" => None,
            number => Some(number.parse().ok()?),
        };
        most.is_none_or(|it| it >= least && it > 0).then_some(Self { least, most })
    }

    fn presence(self) -> Presence {
        if self.least > 0 { Presence::Required } else { Presence::Optional }
    }

    /// Whether there may be several.
    pub(crate) fn several(self) -> bool {
        self.most != Some(1)
    }
}

/// Yes or no.
pub(crate) fn yes(text: &str) -> Option<bool> {
    said(text, false, &Written::default()).map(|it| it == Presence::Required)
}

/// Whether a cell says that null is allowed: `yes`, `can be null`, `cannot be null`.
pub(crate) fn null(text: &str) -> Option<bool> {
    let folded = fold(text);
    let marks = &vocabulary().words.marks;
    if marks["not_null"].iter().any(|it| folded.contains(it.as_str())) {
        return Some(false);
    }
    if marks["null"].iter().any(|it| folded.contains(it.as_str())) {
        return Some(true);
    }
    yes(text)
}

/// What the words of a label or tag say.
pub(crate) fn words(text: &str, style: &Written) -> Vec<Mark> {
    let marks = &vocabulary().words.marks;
    let kinds = [
        ("required", Mark::Required),
        ("optional", Mark::Optional),
        ("read_only", Mark::ReadOnly),
        ("write_only", Mark::WriteOnly),
        ("deprecated", Mark::Deprecated),
        ("null", Mark::Null),
        ("not_null", Mark::NotNull),
    ];
    let known = |word: &str| kinds.iter().find(|it| marks[it.0].iter().any(|it| it == word)).map(|it| it.1);
    let all = text.split([',', ';', '\n', '/']).map(fold);
    all.filter_map(|word| {
        let is = |kind: &str| marks[kind].contains(&word);
        let many = is("many").then_some(Mark::List).or(is("one").then_some(Mark::Nothing));
        style.words.get(&word).copied().or_else(|| known(&word)).or(many)
    })
    .collect()
}

//! Columns → what stands in them. Comes in: a table and a column. Goes out: shares of names, types, prose and others among its
//! cells, by which the roles of columns are told.

use super::presence;
use crate::dialect::written::cells::name_text::{is_identifier, is_pattern, is_series};
use crate::dialect::written::cells::type_words::certain;
use crate::dialect::written::cells::{names, types, value_lists};
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, MarkKind};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};
use foldhash::{HashSet, HashSetExt};

/// Rows that are looked at to tell what a column holds.
pub(crate) const SAMPLE: usize = 40;

/// What stands in the cells of a column, in shares of those that are not blank.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Content {
    pub(crate) filled: usize,
    /// Whether rows have nothing there.
    pub(crate) sparse: bool,
    pub(crate) names: f64,
    pub(crate) types: f64,
    /// Types that are no bare word that might be anything.
    pub(crate) certain: f64,
    pub(crate) locations: f64,
    /// Those of them that may be types as well: `URI`.
    pub(crate) addresses: f64,
    /// Words that say whether a member must be there, and nothing else does.
    pub(crate) presence: f64,
    pub(crate) numbers: f64,
    pub(crate) prose: f64,
    pub(crate) literals: f64,
    /// Yes, no and their like.
    pub(crate) answers: f64,
    /// How many there may be: `0..1`.
    pub(crate) cardinalities: f64,
    /// Several values each: `open, shut`.
    pub(crate) lists: f64,
    /// Words that are neither code, numbers nor answers.
    pub(crate) words: f64,
    /// Names as keys of JSON mostly are: of ASCII letters.
    pub(crate) keys: f64,
    /// Words with other letters.
    pub(crate) foreign: f64,
}

pub(crate) fn content(grid: &Grid, column: usize, notation: &Notation) -> Content {
    let mut counts = [0_usize; 15];
    let mut filled = 0_usize;
    for cell in grid.rows.iter().filter_map(|it| it.cells.get(column)).take(SAMPLE) {
        let text = cell.rich.text.trim();
        if vocabulary().is_blank(text) {
            continue;
        }
        filled += 1;
        let folded = fold(text);
        let answer = presence::yes(text).is_some();
        let name = names::read(&cell.rich);
        // `Email.` is a sentence.
        let sentence = text.ends_with('.') && text.starts_with(char::is_uppercase);
        let sure = !sentence
            && (certain(&cell.rich, notation)
                || text.len() < 120 && types::read(&cell.rich, notation).ty.is_some_and(|it| certain(&it, notation)));
        let words = text.split_whitespace().count();
        let linked = cell.rich.links().map(|it| it.0.len()).sum::<usize>();
        // What stands between links: "A or B", "array of A".
        const BETWEEN: usize = 12;
        let one = linked > 0 && text.len() < linked + BETWEEN;
        let flags = [
            !name.names.is_empty()
                && text.parse::<f64>().is_err()
                && name.names.iter().all(|it| is_identifier(it) || is_pattern(it) || is_series(it)),
            sure || one || !sentence && bare(text, notation) || linked > 0 && words <= 4,
            sure,
            vocabulary().location("body", &folded) || vocabulary().location("elsewhere", &folded),
            (words > 4 && !sure || words > 8) && !one && !literals(text, notation)
                || text.chars().filter(|it| !it.is_ascii() && it.is_alphabetic()).count() > 6 && !sure && !answer,
            text.parse::<f64>().is_ok() || text.starts_with(['"', '\'']) || cell.rich.codes().next().is_some(),
            ["required", "optional"].iter().any(|it| vocabulary().words.marks[*it].contains(&folded)),
            text.trim_end_matches('.').parse::<i64>().is_ok(),
            answer,
            !answer
                && !sure
                && (text.starts_with(char::is_alphabetic) && cell.rich.codes().next().is_none()
                    || words > 2 && !literals(text, notation) && !cell.rich.all(&MarkKind::Code)),
            presence::Cardinality::read(text).is_some(),
            folded == "uri",
            text.is_ascii() && !answer && !sure && name.names.iter().all(|it| is_key(it)),
            text.contains(|it: char| !it.is_ascii() && it.is_alphabetic()),
            (text.contains([',', '/', '|', ';', '\n', '、', '，']) || cell.rich.codes().nth(1).is_some())
                && value_lists::of_cell(&cell.rich).len() > 1,
        ];
        for (count, flag) in counts.iter_mut().zip(flags) {
            *count += usize::from(flag);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a sample is small")]
    let share = |index: usize| if filled == 0 { 0.0 } else { counts[index] as f64 / filled as f64 };
    Content {
        filled,
        sparse: filled < grid.rows.len().min(SAMPLE),
        names: share(0),
        types: share(1),
        certain: share(2),
        locations: share(3),
        prose: share(4),
        literals: share(5),
        presence: share(6),
        numbers: share(7),
        answers: share(8),
        words: share(9),
        cardinalities: share(10),
        addresses: share(11),
        keys: share(12),
        foreign: share(13),
        lists: share(14),
    }
}

/// Whether a name is one that a key of JSON mostly has: `order_no`, `lines[].id`.
fn is_key(name: &str) -> bool {
    let mark = |it: char| matches!(it, '_' | '-' | '.' | '$' | '@' | '[' | ']');
    let first = name.starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '_' | '$' | '@'));
    first && name.chars().all(|it| it.is_ascii_alphanumeric() || mark(it))
}

/// What the cells of a column look like, whatever its header says.
pub(crate) fn looks(grid: &Grid, column: usize, notation: &Notation) -> Role {
    let content = content(grid, column, notation);
    match content {
        _ if content.filled == 0 || content.prose >= 0.3 => Role::Description,
        _ if content.answers >= 0.8 => Role::Required,
        _ if content.certain >= 0.8 => Role::Type,
        _ if content.literals >= 0.8 => Role::Examples,
        // A column of answers with some that nobody knows is no prose.
        _ if content.answers >= 0.5 => Role::Required,
        _ => Role::Description,
    }
}

/// Whether the cells of a column may be values of an enum.
pub(crate) fn are_values(grid: &Grid, column: usize, notation: &Notation) -> bool {
    let content = content(grid, column, notation);
    content.filled > 0 && content.prose < 0.3 && content.names.max(content.literals) >= 0.8
}

/// Whether the cells of a column may be names of values.
pub(crate) fn are_names(grid: &Grid, column: usize, notation: &Notation) -> bool {
    let content = content(grid, column, notation);
    content.filled > 0 && content.prose < 0.3 && content.names >= 0.8
}

/// Whether the cells of a column are types.
pub(crate) fn are_types(grid: &Grid, column: usize, notation: &Notation) -> bool {
    let content = content(grid, column, notation);
    content.filled > 0 && content.types >= 0.8
}

/// Whether most cells below a header of types are prose: words with small letters that are none of a type.
pub(crate) fn describes(grid: &Grid, column: usize, notation: &Notation) -> bool {
    const SENTENCE: usize = 4;
    let mut all = 0;
    // Prose says something else of each.
    let mut prose = HashSet::new();
    for cell in grid.rows.iter().filter_map(|it| it.cells.get(column)).take(SAMPLE) {
        let text = cell.rich.text.trim();
        if vocabulary().is_blank(text) {
            continue;
        }
        all += 1;
        let mut words = text.split_whitespace().skip(1);
        let few = words.clone().count() + 1 < SENTENCE;
        let phrase = match notation.parse(text) {
            Ok(TypeExpr::Name { range, .. }) => range.len() == text.len(),
            Ok(_) => false,
            Err(_) => types::read(&cell.rich, notation).ty.is_none_or(|it| !certain(&it, notation)),
        };
        // "Postal Address" is the name of a model, as what stands in code or links is.
        let named = few && !words.any(|it| it.starts_with(char::is_lowercase));
        if phrase && !named && cell.rich.marks.is_empty() {
            prose.insert(text);
        }
    }
    prose.len() > 1 && prose.len() * 2 >= all
}

/// Whether a text lists values: `"a" | "b" | "c"`.
pub(crate) fn literals(text: &str, notation: &Notation) -> bool {
    match notation.parse(text) {
        Ok(TypeExpr::Literals(_)) => true,
        Ok(TypeExpr::Union(parts)) => {
            parts.iter().all(|it| matches!(it, TypeExpr::Literals(_) | TypeExpr::Known(Type::Null)))
        }
        _ => false,
    }
}

/// Whether a text may be the name of a type.
pub(crate) fn bare(text: &str, notation: &Notation) -> bool {
    let path = text.contains('/') && text.contains('.') && !text.contains(char::is_whitespace);
    if path && text.rsplit(['/', '.']).next().is_some_and(|it| it.starts_with(char::is_uppercase)) {
        return true;
    }
    matches!(notation.parse(text), Ok(TypeExpr::Name { .. })) && text.split_whitespace().count() <= 3
}

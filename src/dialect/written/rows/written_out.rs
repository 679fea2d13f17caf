//! Members that a cell lists below words for an object → rows below its row. Comes in: `_Object with properties:_` and lines such
//! as `` **`a`** (\*): `string` - What it is ``. Goes out: the members. And what rows say together of each other.

use super::endpoints::Shown;
use super::fields::Reader;
use crate::dialect::draft::{By, FieldDraft, Said, TypeDraft};
use crate::dialect::written::cells::items::{Item, item};
use crate::dialect::written::cells::names;
use crate::dialect::written::grids::{columns, list_grids};
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{Cell, Grid, GridRow, Page, PieceKind, Rich};
use crate::schema::{Presence, Type};
use crate::text::Spelling;
use crate::typexpr::TypeExpr;
use foldhash::HashSet;

/// Whether a page says that a star behind a name means that the member must be there, and whether a line says nothing but
/// that: "(*) Required."
pub(crate) fn stars(page: &Page) -> (bool, bool) {
    let texts = page.pieces.iter().filter_map(|it| match &it.kind {
        PieceKind::Paragraph(rich) | PieceKind::Item(rich) => Some(rich.text.trim()),
        _ => None,
    });
    let (mut requires, mut alone) = (false, false);
    for text in texts {
        let starred = text.len() < 200 && text.trim_start_matches('(').starts_with(['*', '＊']);
        let lower = text.to_lowercase();
        requires |= starred && lower.contains("required")
            || lower.contains("marked with * are required")
            || lower.contains("with an asterisk");
        let word = lower.trim_matches(|it: char| !it.is_alphanumeric());
        alone |= starred && vocabulary().words.marks["required"].iter().any(|it| it == word);
    }
    (requires, alone)
}

/// The headers of a page's tables whose cells mark types that are never null: `String!`, `[Order!]!`.
pub(crate) fn banged(page: &Page) -> HashSet<String> {
    let grids = page.pieces.iter().filter_map(|it| match &it.kind {
        PieceKind::Table(grid) => Some(grid),
        _ => None,
    });
    let marks = |it: &str| it.len() > 1 && it.ends_with('!') && !it.contains(char::is_whitespace);
    let marked = grids.filter(|grid| grid.rows.iter().flat_map(|it| &it.cells).any(|it| marks(it.rich.text.trim())));
    marked.map(headers).collect()
}

/// The words of a table's header.
fn headers(grid: &Grid) -> String {
    grid.header.iter().map(|it| fold(&it.rich.text)).collect::<Vec<_>>().join("|")
}

impl Reader<'_, '_> {
    /// Whether types of a table may be null, as a table with the same header marks those that are not. Types that say more in
    /// words are those of another language.
    pub(crate) fn leaves_null(&self, grid: &Grid, ty: Option<usize>) -> bool {
        let bare = |it: &Cell| !it.rich.text.trim().contains(char::is_whitespace);
        !self.banged.is_empty()
            && self.banged.contains(&headers(grid))
            && ty.is_some_and(|at| grid.rows.iter().filter_map(|it| it.cells.get(at)).all(bare))
    }

    /// Gives a field the members that the cell of its type lists.
    pub(crate) fn written_out(&self, field: &mut FieldDraft, cell: &Cell) {
        let mut lines = cell.rich.lines();
        let first = lines.next().map(|it| fold(it.text.trim().trim_end_matches([':', '：']))).unwrap_or_default();
        if !vocabulary().words.marks["written_out"].contains(&first) || !field.children.is_empty() {
            return;
        }
        let bare = |it: Rich| it.part(it.text.len() - it.text.trim_start_matches(['-', '•', ' ']).len()..it.text.len());
        let items = lines.map(|it| item(&bare(it), self.notation).filter(|it| it.typed));
        let items = items.map(|it| Some(Item { range: cell.range.clone(), ..it? })).collect::<Option<Vec<_>>>();
        let Some(items) = items.filter(|it| !it.is_empty()) else { return };
        let grid = list_grids::fields(self.text, items);
        let layout = columns::layout(&grid, self.style, self.notation);
        let table = usize::try_from(field.place.table).unwrap_or(usize::MAX);
        let shown = Shown { key: &|_| false, part: &|_| false, ways: false, above: "" };
        let mut found = self.fields(&grid, &layout, table, shown).fields;
        found.iter_mut().for_each(|it| it.place = field.place);
        field.children = found.into();
        if let Some(ty) = &mut field.ty {
            ty.text = Spelling::made("object", ty.text.span());
            ty.links = Vec::new().into();
            ty.link = None;
        }
        field.description = field.description.take().filter(|it| !it.as_str().contains(cell.rich.text.as_str()));
    }

    /// What the rows of a table say of each other.
    pub(crate) fn told_together(&self, fields: &mut [FieldDraft], grid: &Grid, name: usize) {
        fields.iter_mut().for_each(|it| self.opened(it));
        self.several(fields);
        self.starred(fields, grid, name);
    }

    /// Rows below a map of texts or numbers are members of an object: no value of such a map has any.
    fn opened(&self, field: &mut FieldDraft) {
        field.children.iter_mut().for_each(|it| self.opened(it));
        let Some(ty) = field.ty.as_mut().filter(|_| !field.children.is_empty()) else { return };
        let scalar = match self.notation.parse(ty.text.as_str()) {
            Ok(TypeExpr::Map(values)) => matches!(&*values, TypeExpr::Known(it) if it.is_scalar()),
            Ok(TypeExpr::Known(Type::Map(values))) => values.is_scalar(),
            _ => false,
        };
        if scalar {
            ty.text = Spelling::made("object", ty.text.span());
        }
    }

    /// `tags[]` as the list `tags` of what its type says, where no other row has that name. With the type of a list, the brackets
    /// may belong to the name, as those of forms do.
    fn several(&self, fields: &mut [FieldDraft]) {
        fields.iter_mut().filter(|it| !it.children.is_empty()).for_each(|it| self.several(&mut it.children));
        let listed = |it: &FieldDraft| it.name.as_str().ends_with("[]");
        if !fields.iter().any(listed) {
            return;
        }
        let names: HashSet<String> = fields.iter().map(|it| it.name.as_str().to_owned()).collect();
        for field in fields.iter_mut().filter(|it| listed(it)) {
            let bare = field.name.as_str().trim_end_matches("[]").to_owned();
            let list = field.ty.as_ref().is_some_and(|it| self.is_list(it));
            if bare.is_empty() || bare.contains('[') || names.contains(&bare) || list {
                continue;
            }
            field.name = Spelling::made(bare, field.name.span());
            match &mut field.ty {
                Some(ty) => self.make_list(ty),
                None => field.ty = Some(TypeDraft::new(Spelling::made("array", field.name.span()))),
            }
        }
    }

    /// Where the page says that a star stands behind the names of members that must be there, those without one may be absent.
    fn starred(&self, fields: &mut [FieldDraft], grid: &Grid, column: usize) {
        let star = |it: &&GridRow| it.cells.get(column).is_some_and(|it| names::read(&it.rich).star);
        let Some(first) = grid.rows.iter().find(star).filter(|_| self.stars_alone) else { return };
        let span = self.span(&first.range);
        for field in fields.iter_mut().filter(|it| it.presence.is_none()) {
            field.presence = Some(Said { value: Presence::Optional, span });
            field.presence_by = By::Contrast(span);
        }
    }
}

//! Lists without types → values, unions. Comes in: the items of a list and the table that they would be. Goes out: the values of
//! the field that the words around it name, or the alternatives of a model; and why a list of fields says too little.

use super::page::State;
use crate::dialect::written::cells::names;
use crate::dialect::written::grids::{columns, content, typed_prose};
use crate::dialect::written::headings::called::{self, Above, Called};
use crate::dialect::written::headings::title::{Kind, Title};
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{Grid, Piece, Rich};
use crate::schema::Type;
use crate::typexpr::TypeExpr;

impl State<'_, '_> {
    /// Reads a list of fields. One that says again what a table above it says is no second model.
    pub(crate) fn list(&mut self, grid: &Grid) {
        let titles: Vec<Title> = self.open.iter().map(|it| it.title.clone()).collect();
        let called = called::called(&Above { titles: &titles, page: &self.page });
        let same = || self.drafts.iter().rposition(|it| it.name.as_str() == called.name);
        let known = self.draft_of(called.by, &called.name).or_else(same);
        let known = known.and_then(|it| self.drafts[it].body.fields.as_ref());
        let again = known.is_some_and(|fields| {
            grid.rows.iter().all(|row| {
                let shown = row.cells.first().map(|it| names::read(&it.rich).names).unwrap_or_default();
                let bare =
                    |name: &str| name.strip_prefix(&called.name).and_then(|it| it.strip_prefix('.')).map(str::to_owned);
                let known = |name: &str| fields.iter().any(|it| it.name.as_str() == name);
                shown.iter().all(|name| known(name) || bare(name).is_some_and(|it| known(&it)))
            })
        });
        if again {
            self.covered(grid, Err("its fields are those of the table above it".to_owned()));
        } else {
            self.table(grid);
        }
    }

    /// Reads a list of fields that goes on with the one before it.
    pub(crate) fn more(&mut self, grid: &Grid) {
        self.goes_on = true;
        self.list(grid);
        self.goes_on = false;
    }

    /// Reads a list whose items begin with names and tell no types.
    pub(crate) fn listed(&mut self, items: &[Piece], grid: &Grid) {
        let titles: Vec<Title> = self.open.iter().map(|it| it.title.clone()).collect();
        let called = called::called(&Above { titles: &titles, page: &self.page });
        if let Some(outcome) = self.alternatives(grid, &called) {
            self.covered(grid, outcome);
        } else if self.values_of_text(&called)
            && let layout = columns::layout(grid, self.style(), self.reader.notation)
            && let Some(outcome) = self.values(grid, &layout, &called)
        {
            self.covered(grid, outcome);
        } else if self.open.last().is_some_and(|it| self.shows_fields(&it.title)) && self.names_all(grid) {
            if let Some(told) = self.told_in_words(grid) {
                self.list(&told);
                return;
            }
            self.covered(grid, Err("none of its items tells a type".to_owned()));
        } else {
            self.shows_list(grid);
        }
        items.iter().for_each(|it| self.piece(it));
    }

    /// "One of:" before links.
    fn alternatives(&mut self, grid: &Grid, called: &Called) -> Option<Result<usize, String>> {
        let lead = self.lead.as_ref().map(|it| fold(&it.0.text))?;
        let of = &vocabulary().words.headings["alternatives"];
        let says = lead.len() < 120 && of.iter().any(|it| lead.ends_with(it.as_str()) || lead.starts_with(it.as_str()));
        let links = grid.rows.iter().all(|row| match row.cells.as_slice() {
            [name, prose] => prose.rich.is_blank() && name.rich.links().any(|it| names_model(&name.rich.text, it)),
            _ => false,
        });
        let new = called.by.is_some_and(|it| self.heads[self.open[it].head].draft.is_none());
        if !(says && links && new) {
            return None;
        }
        let mut alone = grid.clone();
        alone.header.truncate(1);
        alone.header[0].rich = Rich::plain("Type");
        alone.rows.iter_mut().for_each(|it| it.cells.truncate(1));
        let layout = columns::layout(&alone, self.style(), self.reader.notation);
        self.unions(&alone, &layout, called)
    }

    /// Whether the words around name a field of one value.
    fn values_of_text(&self, called: &Called) -> bool {
        let Some((draft, path)) = self.valued_field(called, None) else { return false };
        let fields = self.drafts[draft].body.fields.as_deref().unwrap_or_default();
        let Some(field) = super::tables::seen(fields, &path) else { return false };
        field.ty.as_ref().is_none_or(|it| {
            let enums = &vocabulary().words.headings["enums"];
            let text = it.text.as_str();
            enums.contains(&fold(text))
                || text.to_lowercase().starts_with("enum")
                || matches!(self.reader.notation.parse(text), Ok(TypeExpr::Known(Type::String(_) | Type::Integer(_))))
        })
    }

    fn shows_fields(&self, title: &Title) -> bool {
        let style = self.style();
        let folded = fold(&title.shown);
        let fields = ["fields", "properties", "attributes", "felder", "champs", "campos", "字段", "フィールド"];
        let generic = title.kind == Kind::Generic && fields.iter().any(|it| folded.ends_with(it));
        !style.others.contains(&folded)
            && (generic || matches!(title.kind, Kind::Request | Kind::Response | Kind::Parameters))
    }

    /// The table of members whose prose begins with types: `- done: Boolean indicating whether it is.`
    fn told_in_words(&self, grid: &Grid) -> Option<Grid> {
        let mut told = grid.clone();
        told.header.first_mut()?.rich = Rich::plain("Field");
        let layout = columns::layout(&told, self.style(), self.reader.notation);
        typed_prose::split(&told, &layout, self.reader.notation).is_some().then_some(told)
    }

    fn names_all(&self, grid: &Grid) -> bool {
        grid.rows.len() > 1 && content::are_names(grid, 0, self.reader.notation)
    }
}

/// Whether a link is all of a text, leads to a place in these docs and stands on what may be a model's name.
fn names_model(text: &str, (range, target): (&std::ops::Range<usize>, &str)) -> bool {
    let name = text.starts_with(char::is_uppercase) || !text.contains(char::is_whitespace);
    range.len() == text.len() && !target.contains("://") && name
}

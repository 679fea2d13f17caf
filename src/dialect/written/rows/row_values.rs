//! Rows → values of fields: defaults, enums, formats, bounds, examples. Comes in: a row whose cells have roles. Goes out: what
//! it says of the field's values.

use super::fields::Reader;
use crate::dialect::draft::{FieldDraft, Said, ValueDraft, ValuesDraft, Written as As};
use crate::dialect::written::cells::bounds::{self, Bounds};
use crate::dialect::written::cells::facts::{self, Facts};
use crate::dialect::written::cells::types::TypeCell;
use crate::dialect::written::cells::{constraints, declared, inequalities, intervals, value_lists};
use crate::dialect::written::grids::columns::Layout;
use crate::dialect::written::grids::{constants, content, presence};
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Cell, GridRow, Rich};
use crate::schema::Type;
use crate::text;
use crate::typexpr::TypeExpr;

impl Reader<'_, '_> {
    /// Whether a type's text is the name of a model and nothing else.
    fn is_name(&self, text: &str) -> bool {
        matches!(self.notation.parse(text), Ok(TypeExpr::Name { .. })) && !text.contains(char::is_whitespace)
    }

    /// Whether a type's text says that it is an enum: `enum`, `string enum`.
    fn is_enum(&self, text: &str) -> bool {
        let folded = fold(text);
        let words = &vocabulary().words.marks["enum_words"];
        let mut all = folded.split(|it: char| !it.is_alphanumeric());
        let known = || matches!(self.notation.parse(text), Ok(TypeExpr::Known(it)) if it.is_scalar());
        words.contains(&folded)
            || vocabulary().words.headings["enums"].contains(&folded)
            || all.any(|it| words.iter().any(|word| word == it)) && known()
    }

    /// Reads them into a field. What comes back is said in words only.
    pub(crate) fn values(
        &self,
        field: &mut FieldDraft,
        row: &GridRow,
        layout: &Layout,
        ty: &TypeCell,
        facts: &Facts,
        name: &Cell,
    ) -> Vec<String> {
        let cell = |role: Role| layout.cell(&row.cells, role).filter(|it| !self.is_blank(&it.rich.text));
        let default = cell(Role::Default)
            .and_then(|it| default(&it.rich))
            .or_else(|| ty.default.clone())
            .or_else(|| facts.default.clone())
            .or_else(|| facts::read(&cell(Role::Required)?.rich).default);
        let at = |role: Role| cell(role).cloned().unwrap_or_else(|| name.clone());
        let word = presence::is_required;
        field.default = default
            .filter(|it| !self.is_blank(it) && !word(it))
            .map(|it| Box::new(self.shown(&it, &at(Role::Default))));
        let shown = ty.ty.as_ref().map_or("", |it| &it.text);
        let unequal = cell(Role::Values).and_then(|it| {
            let codes: Vec<&str> = it.rich.codes().collect();
            codes
                .as_slice()
                .first()
                .filter(|_| codes.len() == 1)
                .and_then(|it| inequalities::read(it, shown, self.notation))
        });
        let held = ty.filled_by == Some(Role::Values);
        let interval = layout.roles.iter().position(|it| *it == Some(Role::Values)).and_then(|it| {
            let ranges = vocabulary().words.marks["ranges"].contains(&fold(layout.header(it)));
            let text = row.cells.get(it)?.rich.text.trim();
            intervals::read(text).or_else(|| intervals::bare(text).filter(|_| ranges))
        });
        let listed = interval.is_none() && unequal.is_none() && !held;
        let column = cell(Role::Values).filter(|_| listed).map(|it| value_lists::of_cell(&it.rich));
        let mut values = column
            .filter(|it| !it.is_empty())
            .unwrap_or_else(|| if ty.values.is_empty() { facts.values.clone() } else { ty.values.clone() });
        let scalar = |it: &Rich| {
            matches!(self.notation.parse(&it.text), Ok(TypeExpr::Known(Type::String(_) | Type::Integer(_))))
        };
        let cells = [Role::Description, Role::Constraint].into_iter().filter_map(cell);
        let told = !values.is_empty();
        // A default beside values is one of them.
        let defaults = |it: Facts| Facts { default: None, ..it } == Facts::default();
        let cells = cells.filter(|it| declared::cell(&it.rich).is_none_or(defaults));
        for (cell, ty) in cells.flat_map(|it| Some((it, ty.ty.as_ref()?))) {
            if !values.is_empty() {
                break;
            }
            let line = cell.rich.lines().next().unwrap_or_default();
            let codes: Vec<&str> = line.codes().collect();
            let named = self.is_enum(&ty.text);
            // Prose that is nothing but values; `minimum: 0` is a fact.
            let bare = codes.len() > 1 && !codes.iter().any(|it| it.contains(": "));
            // What has a name of its own and values beside it is an enum: "The kind of it: `a`, `b`".
            let sole = ty.links().next().is_none() && self.is_name(&ty.text);
            let own = bare && sole;
            if named || (scalar(ty) || own) && bare {
                values = value_lists::listed(&line.text, &codes, true);
            } else if sole && codes.is_empty() {
                values = value_lists::slashed(&cell.rich.text);
            }
            // Code that is nothing but values, before what they mean: "`'a' | 'b'` – which of them".
            if values.is_empty()
                && scalar(ty)
                && let Some(code) = codes.first().filter(|it| line.text.starts_with(**it))
                && code.contains('|')
                && content::literals(code, self.notation)
            {
                values = value_lists::listed(code, &[], false);
            }
            let some = |before: &str| vocabulary().words.marks["some"].iter().any(|it| fold(before).contains(it));
            if own
                && values.is_empty()
                && let Some((_, listed)) = line.text.rsplit_once(": ").filter(|it| !some(it.0))
            {
                values = value_lists::listed(listed, &codes, true);
            }
            if values.is_empty() && named {
                values = value_lists::listed_in(&cell.rich);
            }
        }
        // "Options: `a`, `b`" of an object are its members.
        if values.is_empty() && ty.ty.as_ref().is_none_or(|it| scalar(it) || self.is_enum(&it.text)) {
            values = facts.options.clone();
        }
        // Prose that names a default apart from other values names one more of them.
        if let Some(default) = facts.default.as_ref().filter(|it| !told && !values.is_empty() && !values.contains(it)) {
            let prose = cell(Role::Description).filter(|it| it.rich.codes().any(|it| it == default));
            if prose.is_some()
                && ty.ty.as_ref().is_some_and(|it| self.is_enum(&it.text) || scalar(it))
                && default != "null"
            {
                values.insert(0, default.clone());
            }
        }
        // A text of several values with commas between is none of them.
        let joined = |it: &Cell| {
            let lower = it.rich.text.to_lowercase();
            vocabulary().words.marks["joined"].iter().any(|word| lower.contains(word.as_str()))
        };
        if !values.is_empty() && ty.ty.as_ref().is_some_and(scalar) && cell(Role::Description).is_some_and(joined) {
            values.clear();
        }
        // Lines that begin with a value each, below a type that has values.
        if values.is_empty()
            && ty.ty.as_ref().is_some_and(scalar)
            && let Some(cell) = cell(Role::Description)
            && let Some((lead, _)) = cell.rich.text.split_once('\n').filter(|it| it.0.trim_end().ends_with([':', '：']))
        {
            values = value_lists::by_line(&cell.rich, lead.len());
        }
        if values.is_empty()
            && ty.ty.as_ref().is_some_and(scalar)
            && let Some(cell) = cell(Role::Description)
        {
            values = value_lists::meant_by_line(&cell.rich);
            if values.is_empty() {
                values = constants::beside_values(&cell.rich.text);
            }
        }
        // `null` among values is none of them.
        if values.len() > 1 && values.iter().any(|it| it == "null") {
            values.retain(|it| it != "null");
            field.nullable.get_or_insert_with(|| Box::new(Said { value: true, span: self.span(&row.range) }));
        }
        if let Some(constant) = facts.constant.clone().filter(|_| values.is_empty()) {
            values.push(constant);
        }
        if !values.is_empty() {
            let cell = at(Role::Values);
            let truths = values.iter().all(|it| matches!(it.as_str(), "true" | "false"));
            let quoted = truths || values.iter().all(|it| it.starts_with(['"', '\'']));
            // Both truths are what a boolean is anyway.
            let values = if truths && values.len() > 1 { Vec::new() } else { values };
            field.values = (!values.is_empty()).then(|| {
                let value = |it| ValueDraft { value: self.made(it, &cell), name: None, description: None };
                let written = if quoted { As::Literal } else { As::Bare };
                let values = values.into_iter().map(value).collect();
                Box::new(ValuesDraft { values, written, span: self.span(&cell.range) })
            });
        }
        let format = cell(Role::Format).map(|it| it.rich.text.trim().to_owned()).or_else(|| facts.format.clone());
        let format = format.or_else(|| facts::read(&cell(Role::Values)?.rich).format);
        field.format = format.and_then(|it| self.format(&it)).map(|it| Box::new(self.made(it, &at(Role::Format))));
        // A column of values may say of which kind they are: `UUID`, `ISO 8601`.
        let kind = cell(Role::Values).filter(|_| field.values.is_none());
        let kind = kind.filter(|_| ty.ty.as_ref().is_some_and(|it| it.text.trim().eq_ignore_ascii_case("string")));
        if let Some((cell, format)) = kind.and_then(|it| Some((it, self.format_of(&it.rich.text)?))) {
            field.format.get_or_insert_with(|| Box::new(self.made(format, cell)));
        }
        // What a type's cell says of one item is no bound of a list of them.
        let several = presence::cardinality(row, layout).filter(|it| it.several());
        let own = ty.bounds.iter().filter(|it| several.is_none() || it.0.ends_with("Items"));
        let text = ty.ty.as_ref().map_or("", |it| &it.text);
        field.bounds = own
            .chain(&facts.bounds)
            .map(|(key, value)| {
                (bounds::meant(key, text, self.notation).to_owned(), self.made(value.clone(), &at(Role::Description)))
            })
            .collect();
        if let (Some(bounds), Some(cell)) = (&unequal, cell(Role::Values)) {
            field.bounds.extend(bounds.iter().map(|it| (it.0.to_owned(), self.made(it.1.clone(), cell))));
        }
        // A description that is nothing but the least and the most: `1-12`.
        const LONGEST: usize = 24;
        if let Some(cell) = cell(Role::Description).filter(|it| field.bounds.is_empty() && it.rich.text.len() < LONGEST)
            && !bounds::is_text(text, self.notation)
            && let Some([least, most]) = bounds::read(&cell.rich.text, text, self.notation).as_deref()
        {
            field.bounds.extend([least, most].map(|it| (it.0.to_owned(), self.made(it.1.clone(), cell))));
        }
        // `3..3` of a list: so many items.
        if let (Some(number), Some(cell)) = (several, cell(Role::Required)) {
            let least = Some(number.least).filter(|it| *it > 0).map(|it| ("minItems", it));
            let bounds = least.into_iter().chain(number.most.map(|it| ("maxItems", it)));
            field.bounds.extend(bounds.map(|(key, it)| (key.to_owned(), self.made(it.to_string(), cell))));
        }
        let mut words = Vec::new();
        for (index, role) in layout.roles.iter().enumerate() {
            let Some(cell) = row.cells.get(index).filter(|it| !self.is_blank(&it.rich.text)) else { continue };
            if *role == Some(Role::Default) && self.says_no_default(&cell.rich) {
                words.push(layout.in_words(index, cell));
            }
            // What lists no values may be bounds of theirs, `0–100`, and is prose else.
            if *role == Some(Role::Values) && field.values.is_none() && unequal.is_none() && !held {
                let sized = |bounds: &Bounds| bounds.iter().all(|it| bounds::fits(it.0, text, self.notation));
                let bounds = match interval.clone() {
                    Some(interval) => Some(interval).filter(sized),
                    None => bounds::read(&cell.rich.text, text, self.notation),
                };
                let read = bounds.is_some() || value_lists::of_cell(&cell.rich).len() > 1;
                field.bounds.extend(bounds.into_iter().flatten().map(|it| (it.0.to_owned(), self.made(it.1, cell))));
                if !read && field.format.is_none() {
                    words.push(layout.in_words(index, cell));
                }
            }
            if *role == Some(Role::Constraint) {
                let facts = constraints::facts(&cell.rich) == Facts::default();
                let column = self.column_of_bounds(layout, index, cell, ty).filter(|_| facts);
                let whole = column.is_some();
                let bounds = column.unwrap_or_else(|| constraints::bounds(&cell.rich, text, self.notation));
                field.bounds.extend(bounds.into_iter().map(|it| (it.0.to_owned(), self.made(it.1, cell))));
                if !whole && (facts || constraints::says_more(&cell.rich, text, self.notation)) {
                    words.push(layout.in_words(index, cell));
                }
            } else if *role == Some(Role::Remark) {
                words.push(layout.in_words(index, cell));
            }
        }
        if let Some(cell) = cell(Role::Examples) {
            let codes: Vec<_> = cell.rich.codes().map(str::to_owned).collect();
            let shown = if codes.is_empty() { vec![cell.rich.text.trim().to_owned()] } else { codes };
            // `"total": 5`: the member as JSON has it.
            let value = |it: String| {
                let value = it.strip_prefix(&format!("\"{}\"", field.name.as_str()))?.trim_start().strip_prefix(':')?;
                Some(value.trim().trim_end_matches(',').to_owned())
            };
            let shown = shown.into_iter().map(|it| value(it.clone()).unwrap_or(it));
            field.examples = shown.filter(|it| !it.is_empty()).map(|it| self.made(it, cell)).collect();
        }
        words
    }

    /// The bounds in a cell of a column for them: `3-20`, or `40` below "Max length".
    fn column_of_bounds(&self, layout: &Layout, column: usize, cell: &Cell, ty: &TypeCell) -> Option<Bounds> {
        let ty = ty.ty.as_ref()?.text.as_str();
        if vocabulary().words.facts["pattern"].contains(&fold(layout.header(column))) {
            let shown = cell.rich.codes().next().unwrap_or(&cell.rich.text).trim();
            return bounds::fits("pattern", ty, self.notation).then(|| vec![("pattern", shown.to_owned())]);
        }
        let headed = || bounds::read(&layout.in_words(column, cell), ty, self.notation);
        headed().or_else(|| bounds::read(&cell.rich.text, ty, self.notation))
    }

    /// What words say of a format: one that the notation knows, or one word that may be one. `DD/MM/YYYY` is none.
    fn format(&self, text: &str) -> Option<String> {
        let words = text.trim_matches(['"', '\'', '`', '(', ')']);
        let plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        let word = || Some(words.to_owned()).filter(|it| !it.is_empty() && it.chars().all(plain));
        self.notation.format(words).or_else(word)
    }

    /// The format that a type of texts has: that of `UUID`.
    fn format_of(&self, text: &str) -> Option<String> {
        match self.notation.parse(text.trim()) {
            Ok(TypeExpr::Known(ty @ Type::String(_))) => ty.format().map(str::to_owned),
            _ => None,
        }
    }

    /// Whether a cell of defaults holds a sentence, or no default.
    fn says_no_default(&self, rich: &Rich) -> bool {
        default(rich).is_none() && presence::said(&rich.text, false, self.style).is_none()
    }
}

/// The default that a cell of defaults holds: a code, or text that is no sentence.
fn default(rich: &Rich) -> Option<String> {
    let text = rich.text.trim();
    if vocabulary().is_made(text) || text::is_call(text) {
        return None;
    }
    let mut codes = rich.codes();
    if let Some(code) = codes.next() {
        return Some(code.to_owned()).filter(|it| text.starts_with(it.as_str()) || text.len() == it.len());
    }
    let quoted = text.starts_with(['"', '\'', '[', '{']);
    // Two words are prose as often as not, and an amount when one of them is a number.
    let words = text.split_whitespace().count();
    let few = words <= 1 || words == 2 && text.contains(|it: char| it.is_ascii_digit());
    (quoted || few && text.is_ascii()).then(|| text.to_owned())
}

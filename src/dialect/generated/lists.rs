//! Values, alternatives and aliases of a page: what stands in lists, in code and in tables that are not of fields.

use super::file::{Column, Generated};
use super::page::{Kind, Reader};
use super::table;
use crate::dialect::draft::{Draft, FieldDraft, TypeDraft, ValueDraft, ValuesDraft, VariantDraft, Written};
use crate::dialect::file::within;
use crate::markdown::{self, Table};
use crate::name::letters;
use crate::text::{Span, Spelling, range_in};
use crate::typexpr;
use std::ops::Range;

impl Reader<'_, '_> {
    /// The alternatives that a sentence lists.
    pub(super) fn sentence(&self, ty: &TypeDraft) -> Option<Vec<VariantDraft>> {
        let text = ty.text.as_str();
        let inner = self.context.style.variants.sentence.iter().find_map(|it| within(text, it))?;
        let parts = top_level(inner).map(str::trim).filter(|it| !it.is_empty());
        Some(parts.map(|it| variant(TypeDraft::new(ty.text.slice(it)))).collect())
    }

    pub(super) fn variant_rows(&mut self, table: &Table, kind: Option<Kind>) {
        let style = self.context.style;
        let roles = &style.variants.columns;
        let text = self.context.text;
        if let (Some(Kind::Items), Some(line)) = (kind, table.rows.first()) {
            let field = table::field(&mut self.context, table, line.clone(), 1, roles);
            let body = &mut self.current().body;
            body.alias = field.ty.map(|ty| TypeDraft { items: true, format: field.format, ..ty }.into());
            body.values = field.values.map(|it| *it).or(body.values.take());
            return;
        }
        for line in &table.rows {
            let body = table::body_of(text, table, line.clone());
            let cells = markdown::cells(text, body);
            let at = |role: Column| roles.iter().position(|it| *it == role).and_then(|it| cells.get(it)).cloned();
            let named = at(Column::Name).or_else(|| cells.first().cloned());
            let Some(named) = named.map(|it| self.context.ty(it)).filter(|it| !it.text.is_empty()) else { continue };
            // A name that links to nothing is but a word for the type in the next column.
            let ty = match at(Column::Type) {
                Some(cell) if named.link.is_none() => self.context.ty(cell),
                _ => named,
            };
            let description = at(Column::Description).map(|it| markdown::prose(self.file(), text, it));
            match kind {
                Some(Kind::All) => self.current().parents.push(ty.text),
                _ => {
                    let variant = VariantDraft { description: description.filter(|it| !it.is_empty()), ..variant(ty) };
                    self.current().body.union.get_or_insert_default().variants.push(variant);
                }
            }
        }
    }

    pub(super) fn value_rows(&mut self, table: &Table, span: Span) {
        let (text, joined) = (self.context.text, self.context.style.values.joined);
        let bare = self.context.notation.writes_bare_strings();
        let mut written = if bare { Written::Bare } else { Written::Literal };
        let mut values = Vec::new();
        for line in &table.rows {
            let body = table::body_of(text, table, line.clone());
            let Some(bar) = text[body.clone()].find('|').map(|at| body.start + at) else { continue };
            let cell = self.context.plain(bar + 1..body.end);
            if joined && self.nested.last().is_some_and(|it| it.section_only) {
                written = Written::Bare;
                values.extend(listed(&cell));
                // The heading has the name on the wire, the cell that of the language.
                let name = self.context.plain(body.start..bar);
                self.current().also_called.push(name.as_str().to_owned());
            } else {
                let name = self.context.plain(body.start..bar);
                values.push(ValueDraft { value: cell, name: Some(name), description: None });
            }
        }
        let of_variants = self.section.as_ref().is_some_and(|it| it.kind == Kind::Variants);
        let draft = self.current();
        if of_variants && values.is_empty() {
            return;
        }
        if of_variants {
            draft.body.union = None;
        }
        let all = draft.body.values.get_or_insert(ValuesDraft { values: Vec::new(), written, span });
        all.written = written;
        all.values.extend(values);
    }

    pub(super) fn alias_row(&mut self, table: &Table, columns: &[Column]) {
        let Some(line) = table.rows.first() else { return };
        let field = table::field(&mut self.context, table, line.clone(), 1, columns);
        let draft = self.current();
        draft.body.alias = field.ty.map(|ty| TypeDraft { format: field.format, ..ty }.into());
        if let Some(values) = field.values {
            draft.body.values = Some(*values);
        }
    }

    pub(super) fn item(&mut self, range: Range<usize>) {
        let text = self.context.text;
        let range = markdown::trim(text, range);
        match self.section.as_ref().map(|it| it.kind) {
            Some(Kind::Variants) => {
                let raw = &text[range.clone()];
                let marked = raw.strip_prefix("- ").or_else(|| raw.strip_prefix("* ")).unwrap_or(raw);
                let ty = self.context.ty(range.end - marked.len()..range.end);
                self.current().body.union.get_or_insert_default().variants.push(variant(ty));
            }
            Some(Kind::All) => {
                let raw = &text[range.clone()];
                let marked = raw.strip_prefix("- ").or_else(|| raw.strip_prefix("* ")).unwrap_or(raw);
                let ty = self.context.ty(range.end - marked.len()..range.end);
                self.current().parents.push(ty.text);
            }
            _ => self.line(range),
        }
    }

    /// A union that may be `null` has it as another alternative.
    pub(super) fn or_null(&mut self, span: Span) {
        if let Some(union) = &mut self.current().body.union {
            let null = TypeDraft::new(Spelling::made("null", span));
            union.variants.push(variant(TypeDraft { notation: Some(typexpr::canonical().id.as_str().into()), ..null }));
        }
    }

    pub(super) fn code(&mut self, range: Range<usize>) {
        if self.section.is_none() {
            return;
        }
        for line in markdown::lines(self.context.text, range) {
            self.line(markdown::trim(self.context.text, line));
        }
    }

    /// A value, an alternative or the value of the discriminator that stands for one.
    fn line(&mut self, range: Range<usize>) {
        let style = self.context.style;
        let text = self.context.text;
        let line = &text[range.clone()];
        let place = |part: &str| range_in(text, part);
        for [before, between, after] in &style.variants.mapping {
            let inner = line.trim_end_matches(',').strip_prefix(before.as_str());
            let inner = inner.and_then(|it| it.strip_suffix(after.as_str()));
            if let Some((tag, of)) = inner.and_then(|it| it.split_once(between.as_str())) {
                let tag = self.context.plain(place(tag));
                let union = self.current().body.union.get_or_insert_default();
                if let Some(variant) = union.variants.iter_mut().find(|it| it.ty.text.as_str() == of) {
                    variant.tag.get_or_insert(tag);
                }
                return;
            }
        }
        for (pattern, discriminator) in style
            .variants
            .code
            .iter()
            .map(|it| (it, false))
            .chain(style.variants.code_discriminator.iter().map(|it| (it, true)))
        {
            if let Some(inner) = within(line.trim_end_matches(','), pattern) {
                let place = place(inner);
                if discriminator {
                    let name = self.context.plain(place);
                    self.current().body.union.get_or_insert_default().discriminator = Some(name);
                } else {
                    let ty = self.context.ty(place);
                    self.current().body.union.get_or_insert_default().variants.push(variant(ty));
                }
                return;
            }
        }
        if !self.section.as_ref().is_some_and(|it| it.kind == Kind::Values) {
            return;
        }
        let Some([before, between, after]) = &style.values.item else { return };
        let inner = line.strip_prefix(before.as_str()).and_then(|it| it.strip_suffix(after.as_str()));
        let Some((name, value)) = inner.and_then(|it| it.split_once(between.as_str())) else { return };
        let value = markdown::prose(self.file(), text, place(value));
        let name = markdown::prose(self.file(), text, place(name));
        let span = self.section.as_ref().map_or(value.span(), |it| it.span);
        let values = self.current().body.values.get_or_insert_with(|| ValuesDraft {
            values: Vec::new(),
            written: Written::Literal,
            span,
        });
        values.values.push(ValueDraft { value, name: Some(name), description: None });
    }
}

fn variant(ty: TypeDraft) -> VariantDraft {
    VariantDraft { ty, tag: None, description: None }
}

/// The parts between commas that no bracket encloses.
fn top_level(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    text.split(move |it| {
        match it {
            '{' | '[' | '(' | '<' => depth += 1,
            '}' | ']' | ')' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        it == ',' && depth == 0
    })
}

/// Values without quotes, with commas between: `a, b, c`.
pub(super) fn listed(spelling: &Spelling) -> Vec<ValueDraft> {
    let text = spelling.as_str();
    // An empty value at the end leaves its comma behind.
    let (text, last) = text.strip_suffix(',').map_or((text, None), |it| (it, Some(&it[it.len()..])));
    let values = text.split(", ").map(str::trim).chain(last);
    let values = values.map(|it| within(it, "`{}`").unwrap_or(it));
    values.map(|it| ValueDraft { value: spelling.slice(it), name: None, description: None }).collect()
}

/// A heading that names a field on the wire tells the name of the row that its language spells otherwise.
pub(super) fn wire_names(model: &mut Draft<'_>) {
    for below in model.nested.iter().filter(|it| it.of_field) {
        let wanted = [letters(below.name.as_str()), below.also_called.last().map(|it| letters(it)).unwrap_or_default()];
        let rows = model.body.fields.iter_mut().flatten();
        let mut rows = rows.filter(|it| wanted.contains(&letters(it.name.as_str())));
        if let (Some(row), None) = (rows.next(), rows.next()) {
            row.wire = Some(Box::new(below.name.clone()));
        }
    }
}

/// Values whose heading names a type after a field, or spells a type that one field has and that is no name: nothing but
/// the field leads to them.
pub(super) fn values_of_fields(model: &mut Draft<'_>, style: &Generated) {
    let Some(fields) = model.body.fields.as_mut().filter(|_| !style.values.after_field.is_empty()) else { return };
    let mut nested = model.nested.take();
    nested.retain(|below| {
        let (Some(values), Some(heading)) = (&below.body.values, below.also_called.last()) else { return true };
        let named = style.values.after_field.iter().find_map(|it| within(heading, it)).map(letters);
        let fits = |it: &&mut FieldDraft| match &named {
            Some(named) => letters(it.name.as_str()) == *named,
            None => it.ty.as_ref().is_some_and(|it| it.text.as_str() == heading),
        };
        let mut rows = fields.iter_mut().filter(fits);
        let (Some(row), None) = (rows.next(), rows.next()) else { return true };
        row.values.get_or_insert_with(|| Box::new(values.clone()));
        false
    });
    model.nested = nested.into();
}

/// What stands in the hole of a pattern that may stand anywhere in a sentence.
pub(super) fn inside<'t>(text: &'t str, pattern: &str) -> Option<&'t str> {
    let (before, after) = pattern.split_once("{}")?;
    let inner = text.strip_prefix(before)?;
    Some(&inner[..inner.find(after)?])
}

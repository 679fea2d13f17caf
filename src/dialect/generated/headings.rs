//! What a heading of a generated page opens: the model, one of its parts, or something that is not read.

use super::page::{Kind, Reader, Section};
use crate::dialect::draft::{ValuesDraft, Written};
use crate::dialect::file::within;
use crate::text::{Span, Spelling};
use crate::typexpr::TypeExpr;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn heading(&mut self, level: u8, text: &Spelling, range: Range<usize>) {
        if self.over.is_some() {
            return;
        }
        let style = self.context.style;
        let span = Span::new(self.file(), range);
        if level == 1 {
            if self.titled && self.is_prose(text.as_str()) {
                self.describe(self.context.prose(span.range()));
                return;
            }
            self.section = None;
            self.prose = true;
            if !self.titled {
                self.titled = true;
                self.main.span = span;
                let found = style.heading.iter().find_map(|it| {
                    let inner = within(text.as_str(), it).filter(|it| !it.is_empty())?;
                    Some(text.slice(inner))
                });
                if let Some(name) = found {
                    self.main.name = name;
                }
            } else if style.nested {
                self.open(text.clone(), span, false);
            } else {
                self.over = Some(text.as_str().to_owned());
            }
            return;
        }
        self.prose = false;
        if self.nested.last().is_some_and(|it| it.section_only) && level <= 2 {
            self.close();
        }
        if let Some(field) = style.null.heading.as_deref().and_then(|it| within(text.as_str(), it)) {
            self.nullable.insert(field.to_owned(), span);
        }
        if style.null.section.as_deref() == Some(text.as_str()) {
            self.without_null = Some(span);
        }
        let kind = self.kind(text.as_str());
        if kind == Kind::Values && style.values.section.as_deref() != Some(text.as_str()) {
            self.open_values(text, span);
        } else if kind == Kind::Values {
            let none = ValuesDraft { values: Vec::new(), written: Written::Literal, span };
            self.current().body.values.get_or_insert(none);
        } else if kind == Kind::Variants {
            self.current().body.union.get_or_insert_default();
        }
        self.section = Some(Section { text: text.as_str().to_owned(), span, kind });
    }

    /// Whether a heading below the title belongs to the description of the model: nothing of the model has been read yet,
    /// and it is no name of another one.
    fn is_prose(&self, text: &str) -> bool {
        let described = self.section.is_none() && self.nested.is_empty() && self.tables.is_empty();
        described && self.prose && (!self.context.style.nested || text.contains(char::is_whitespace))
    }

    fn kind(&self, text: &str) -> Kind {
        let style = self.context.style;
        let is = |it: &Option<String>| it.as_deref() == Some(text);
        if is(&style.section) {
            Kind::Fields
        } else if is(&style.values.section) || self.inline(text).is_some() {
            Kind::Values
        } else if style.variants.section.iter().any(|it| it == text) {
            Kind::Variants
        } else if style.variants.all.iter().any(|it| it == text) {
            Kind::All
        } else if is(&style.alias.section) {
            Kind::Alias
        } else if is(&style.alias.items) {
            Kind::Items
        } else {
            Kind::Other
        }
    }

    /// What the heading of an inline enum names, and whether that is the field.
    fn inline<'t>(&self, text: &'t str) -> Option<(&'t str, bool)> {
        let values = &self.context.style.values;
        let by_type = values.inline.iter().find_map(|it| within(text, it)).map(|it| (it, false));
        by_type.or_else(|| values.inline_field.iter().find_map(|it| within(text, it)).map(|it| (it, true)))
    }

    fn open_values(&mut self, text: &Spelling, span: Span) {
        let Some((named, of_field)) = self.inline(text.as_str()) else { return };
        let whole = text.slice(named);
        let name = if of_field { whole.clone() } else { self.leaf(&whole) };
        self.open(name, span, true);
        let draft = self.current();
        draft.also_called.push(whole.as_str().to_owned());
        draft.of_field = of_field;
        draft.body.values = Some(ValuesDraft { values: Vec::new(), written: Written::Literal, span });
    }

    /// The name inside of arrays and maps: `List<StatusEnum>` shows the values of `StatusEnum`.
    fn leaf(&self, text: &Spelling) -> Spelling {
        let mut range = None;
        if let Ok(expr) = self.context.notation.parse(text.as_str()) {
            let _ = TypeExpr::into_type(expr, &mut |_, at| {
                range = Some(at);
                crate::schema::Type::Any
            });
        }
        range.map_or_else(|| text.clone(), |at| text.cut(at))
    }
}

//! Lists of values → enums, which keep values that are not listed unless they are closed.

use super::Planner;
use super::docs;
use super::graph::{Id, Shape};
use super::leaf::Leaf;
use super::lower::is_open;
use super::names::Scope;
use crate::emit::rust::code::{Attr, Enum, EnumValues, EnumVariant, Ty};
use crate::json::Value;
use crate::schema::EnumValue;
use std::borrow::Cow;

impl<'p, 's: 'p> Planner<'p, 's> {
    pub(super) fn enumeration(&mut self, id: Id, values: &'p [&'s EnumValue], said_open: bool) -> Enum<'p> {
        let open = is_open(said_open, self.choices[id].enums);
        let names = self.variants(values);
        let other = open.then(|| {
            let free = |it: &&str| !names.iter().any(|name| name == it);
            OTHER.iter().copied().find(free).unwrap_or("OtherValue")
        });
        let kind = if values.iter().all(|it| it.value.is_string()) {
            EnumValues::Strings(self.values(id, values, names, |it| it.value.as_str().unwrap_or_default()))
        } else if values.iter().all(|it| it.value.as_i64().is_some()) {
            EnumValues::Integers(self.values(id, values, names, |it| it.value.as_i64().unwrap_or_default()))
        } else {
            EnumValues::Mixed(self.values(id, values, names, |it| &it.value))
        };
        let mut attrs = self.head(id);
        let allow: Vec<Attr<'_>> = self.allow_deprecated(id).into_iter().collect();
        attrs.extend(allow.iter().cloned());
        self.derives(id, false, false, false, &mut attrs);
        attrs.extend(self.extra(id));
        if open {
            attrs.push(Attr::Word("non_exhaustive"));
        }
        let blocks = match (&kind, open) {
            (EnumValues::Strings(_), true) => "open_text",
            (EnumValues::Strings(_), false) => "closed_text",
            (EnumValues::Integers(_), true) => "open_integer",
            (EnumValues::Integers(_), false) => "closed_integer",
            (EnumValues::Mixed(_), true) => "open_mixed",
            (EnumValues::Mixed(_), false) => "closed_mixed",
        };
        self.use_support(blocks);
        let payload = match &kind {
            EnumValues::Strings(_) => Leaf::text(),
            EnumValues::Integers(_) => Leaf::integer("i64"),
            EnumValues::Mixed(_) => Leaf::any(),
        };
        let other = other.map(|it| (it, self.ty(&Shape::Leaf(payload.into()))));
        Enum {
            attrs,
            visibility: self.visibility(),
            name: &self.names[id],
            values: kind,
            other,
            impl_attrs: allow,
            blocks: Ty::new(self.speller.support(blocks)),
        }
    }

    fn values<T>(
        &self,
        id: Id,
        values: &[&'s EnumValue],
        names: Vec<Cow<'p, str>>,
        wire: impl Fn(&'s EnumValue) -> T,
    ) -> Vec<EnumVariant<'p, T>> {
        let variant = |(value, name): (&&'s EnumValue, Cow<'p, str>)| {
            let mut attrs = Vec::new();
            if self.options.docs {
                self.describe(id, value.description.as_deref(), &mut attrs);
            }
            if self.options.doc_aliases {
                attrs.extend(value.value.as_str().and_then(|it| docs::alias(it, &name)));
            }
            EnumVariant { attrs, name, wire: wire(value) }
        };
        values.iter().zip(names).map(variant).collect()
    }

    /// The identifiers of an enum's values.
    pub(super) fn variants(&self, values: &[&'s EnumValue]) -> Vec<Cow<'s, str>> {
        let texts = values.iter().map(|it| match (&it.name, &it.value) {
            (Some(name), _) if name.contains(char::is_alphanumeric) => name.as_str().into(),
            (_, Value::String(text)) => text.as_str().into(),
            (_, other) => other.to_string().into(),
        });
        Scope::variants().assign(texts).into_iter().map(|it| it.0).collect()
    }
}

/// What the variant is called that keeps other values: the first that no value is called.
const OTHER: &[&str] = &["Other", "Unlisted", "OtherValue", "UnlistedValue"];

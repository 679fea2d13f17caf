//! Lists of values → enums, which keep values that are not listed unless they are closed.

use super::Planner;
use super::docs;
use super::graph::{Id, Shape};
use super::leaf::Leaf;
use super::lower::is_open;
use super::names::Scope;
use super::rust_type::RustTy;
use crate::emit::rust::code::{Attr, Enum, EnumValues, EnumVariant};
use crate::schema::EnumValue;
use serde_json::Value;

impl Planner<'_, '_> {
    pub(super) fn enumeration(&mut self, id: Id, values: &[&EnumValue], said_open: bool) -> Enum {
        let open = is_open(said_open, self.choices[id].enums);
        let names = self.variants(id, values);
        let other = open.then(|| {
            let free = |it: &&str| !names.iter().any(|name| name == it);
            OTHER.iter().copied().find(free).map_or_else(|| "OtherValue".to_owned(), str::to_owned)
        });
        let kind = if values.iter().all(|it| it.value.is_string()) {
            let wire = |it: &EnumValue| it.value.as_str().unwrap_or_default().to_owned();
            EnumValues::Strings(self.values(id, values, &names, wire))
        } else if values.iter().all(|it| it.value.is_i64()) {
            EnumValues::Integers(self.values(id, values, &names, |it| it.value.as_i64().unwrap_or_default()))
        } else {
            EnumValues::Mixed(self.values(id, values, &names, |it| it.value.clone()))
        };
        let mut attrs = self.head(id);
        let allow: Vec<Attr> = self.allow_deprecated(id).into_iter().collect();
        attrs.extend(allow.iter().cloned());
        attrs.extend(self.derives(id, false, false, false));
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
            EnumValues::Strings(_) => RustTy::STRING,
            EnumValues::Integers(_) => RustTy::Primitive("i64"),
            EnumValues::Mixed(_) => self.rust(&Shape::Leaf(Leaf::any())),
        };
        Enum {
            attrs,
            visibility: self.visibility(),
            name: self.names[id].clone(),
            values: kind,
            other: other.map(|it| (it, self.speller.ty(&payload))),
            impl_attrs: allow,
            blocks: self.speller.support(blocks, Vec::new()),
        }
    }

    fn values<T>(
        &self,
        id: Id,
        values: &[&EnumValue],
        names: &[String],
        wire: impl Fn(&EnumValue) -> T,
    ) -> Vec<EnumVariant<T>> {
        let variant = |(value, name): (&&EnumValue, &String)| {
            let mut attrs = Vec::new();
            if self.options.docs {
                let lines = value.description.as_deref().map(|it| self.prose(id, it)).unwrap_or_default();
                attrs.extend(docs::doc(lines));
            }
            if self.options.doc_aliases {
                attrs.extend(value.value.as_str().and_then(|it| docs::alias(it, name)));
            }
            EnumVariant { attrs, name: name.clone(), wire: wire(value) }
        };
        values.iter().zip(names).map(variant).collect()
    }

    /// The identifiers of an enum's values.
    pub(super) fn variants(&self, _id: Id, values: &[&EnumValue]) -> Vec<String> {
        let texts: Vec<String> = values
            .iter()
            .map(|it| match (&it.name, &it.value) {
                (Some(name), _) if name.contains(char::is_alphanumeric) => name.clone(),
                (_, Value::String(text)) => text.clone(),
                (_, other) => other.to_string(),
            })
            .collect();
        let mut scope = Scope::variants(&[]);
        scope.assign(texts.iter().map(String::as_str)).into_iter().map(|it| it.0).collect()
    }
}

/// What the variant is called that keeps other values: the first that no value is called.
const OTHER: &[&str] = &["Other", "Unlisted", "OtherValue", "UnlistedValue"];

//! Lists of values → enums, which keep values that are not listed unless they are closed.

use super::Planner;
use super::docs;
use super::graph::Id;
use super::lower::is_open;
use super::names::Scope;
use crate::emit::rust::code::{Attr, Enum, EnumValues, EnumVariant, Meta};
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
            self.use_crates("::serde_json");
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
        let lines = |it: &(&&EnumValue, &String)| {
            let width = it.1.len() + it.0.value.as_str().map_or(8, str::len);
            if width > WIDTH { 3 } else { 1 }
        };
        let long = values.iter().zip(&names).map(|it| lines(&it)).sum::<usize>() > LINES;
        let unlisted = (!open).then(|| {
            self.use_support("unlisted");
            self.speller.support("Unlisted", Vec::new())
        });
        Enum {
            attrs,
            unlisted,
            visibility: self.visibility(),
            name: self.names[id].clone(),
            values: kind,
            other,
            impl_attrs: allow,
            long: if long { vec![Attr::List("allow", vec![Meta::Word("clippy::too_many_lines")])] } else { Vec::new() },
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

/// An arm of which the value and the name together are wider is broken over lines.
const WIDTH: usize = 50;

/// Functions with more lines of arms than this are longer than clippy likes.
const LINES: usize = 80;

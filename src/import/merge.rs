//! `allOf` as one schema: the members of all branches, and what the rest of them says.

use super::names::{last_part, local_pointer};
use super::read::{DEPTH, Place, Reader};
use crate::schema::Deprecation;
use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

/// What a schema is to the one that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It is the one.
    Whole,
    /// It stands in its `allOf`.
    Branch,
    /// A branch refers to it.
    Target,
}

/// A schema with the branches of its `allOf` laid together.
#[derive(Default)]
pub(super) struct Merged<'d> {
    /// The members and the schemas that they stand in, a later branch's over an earlier one's.
    pub(super) properties: IndexMap<&'d str, (&'d Value, Place)>,
    /// The members that must be there.
    pub(super) required: IndexSet<&'d str>,
    /// What further members are, where it is said.
    pub(super) additional: Option<&'d Value>,
    /// Whether it is said that there are no further members.
    pub(super) closed: bool,
    /// Schemas with a union, and the keyword it stands under.
    pub(super) unions: Vec<(&'d Value, &'static str)>,
    /// The branch that says what the value is, where one does and no branch has members.
    pub(super) only: Option<&'d Value>,
    /// Whether branches were left out because they stand too deep.
    pub(super) cut: bool,
    /// How many branches say what the value is.
    pub(super) branches: usize,
    /// The schema and its branches, outer ones first, without what references lead to: theirs are the annotations.
    own: Vec<&'d Value>,
    /// References that were followed. Following one again adds nothing, so cycles and diamonds end here.
    followed: IndexSet<&'d str>,
}

impl<'d> Merged<'d> {
    /// A schema that stands at this place.
    pub(super) fn of(reader: &Reader<'d>, schema: &'d Value, place: &Place) -> Self {
        let mut merged = Self::default();
        merged.lay(reader, schema, place, Role::Whole);
        merged
    }

    /// Lays one more schema over what there is.
    pub(super) fn add(&mut self, reader: &Reader<'d>, schema: &'d Value, place: &Place) {
        self.lay(reader, schema, place, Role::Branch);
    }

    fn lay(&mut self, reader: &Reader<'d>, schema: &'d Value, place: &Place, role: Role) {
        if place.depth > DEPTH {
            self.cut = true;
            return;
        }
        if role != Role::Target {
            self.own.push(schema);
        }
        // A schema that is but a name for another stays a name; only as a branch do its members count.
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str)
            && role != Role::Whole
            && self.followed.insert(reference)
            && let Some(target) = reader.target(reference)
        {
            let pointer = local_pointer(reference).unwrap_or_default();
            let name = reader.names.get(&pointer).map_or_else(|| last_part(reference), str::to_owned);
            self.lay(reader, target, &Place { pointer, name, depth: place.depth + 1 }, Role::Target);
        }
        let branches = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for (index, branch) in branches.iter().enumerate() {
            // One branch and nothing beside it is the same schema in other words.
            let alone = branches.len() == 1 && role == Role::Whole && !refines(schema);
            let role = match role {
                Role::Whole if !alone => Role::Branch,
                role => role,
            };
            self.lay(reader, branch, &place.within(&format!("allOf/{index}")), role);
        }
        self.take(schema, place);
        if role != Role::Target && (refines(schema) || branches.is_empty() && names_a_type(schema)) {
            self.branches += 1;
            self.only.get_or_insert(schema);
        }
    }

    /// What the schema says beside its branches.
    fn take(&mut self, schema: &'d Value, place: &Place) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            self.properties.extend(properties.iter().map(|(name, it)| (name.as_str(), (it, place.clone()))));
        }
        let required = schema.get("required").and_then(Value::as_array);
        self.required.extend(required.into_iter().flatten().filter_map(Value::as_str));
        match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => self.closed = true,
            Some(additional) => self.additional = Some(additional),
            None => {}
        }
        self.unions.extend(["oneOf", "anyOf"].into_iter().filter(|it| schema.get(it).is_some()).map(|it| (schema, it)));
    }

    /// The value of a keyword, the outermost schema's first.
    pub(super) fn get(&self, keyword: &str) -> Option<&'d Value> {
        self.own.iter().find_map(|it| it.get(keyword))
    }

    /// The text of a keyword that has one and not an empty one.
    pub(super) fn text(&self, keyword: &str) -> Option<String> {
        self.get(keyword).and_then(Value::as_str).filter(|it| !it.trim().is_empty()).map(str::to_owned)
    }

    pub(super) fn flag(&self, keyword: &str) -> bool {
        self.own.iter().any(|it| it.get(keyword) == Some(&Value::Bool(true)))
    }

    pub(super) fn deprecation(&self) -> Option<Box<Deprecation>> {
        self.flag("deprecated").then(|| Box::new(Deprecation { note: self.text("x-deprecation-note") }))
    }
}

/// Whether it says what the value is, beyond the name of a type.
fn refines(schema: &Value) -> bool {
    let keywords =
        ["$ref", "enum", "const", "items", "oneOf", "anyOf", "properties", "additionalProperties", "required"];
    keywords.iter().any(|it| schema.get(it).is_some())
}

fn names_a_type(schema: &Value) -> bool {
    schema.get("type").is_some()
}

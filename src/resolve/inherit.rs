//! Inherited fields. Comes in: models of which pages say that they have the fields of others too. Goes out: these fields
//! among their own.

use super::model::merged;
use super::names::Names;
use super::{Evidence, Fact, Origins};
use crate::diag::{Code, Sink};
use crate::schema::{Field, ModelKind, Object, Path, Schema};
use crate::text::Spelling;
use foldhash::{HashSet, HashSetExt};
use indexmap::IndexMap;

/// Puts the parents' fields before a model's own; its own win.
pub(super) fn apply(
    schema: &mut Schema,
    origins: &mut Origins,
    parents: &[(String, Spelling)],
    names: &Names,
    evidence: bool,
    sink: &mut Sink,
) {
    let mut above: IndexMap<&str, Vec<(String, &Spelling)>> = IndexMap::new();
    for (child, parent) in parents {
        match names.find(parent.as_str()) {
            Some(name) if schema.models.contains_key(name) => {
                above.entry(child).or_default().push((name.to_owned(), parent));
            }
            _ => {
                let message = format!("`{child}` has the fields of `{}`, which no page describes", parent.as_str());
                sink.report(Code::UnknownParent, parent.span(), message);
            }
        }
    }
    // Parents come before their children; a model that is above itself is left as it is.
    let mut stack: Vec<(&str, bool)> = above.keys().rev().map(|it| (*it, false)).collect();
    let mut begun: HashSet<&str> = HashSet::new();
    while let Some((child, parents_done)) = stack.pop() {
        if parents_done {
            give(schema, origins, child, &above[child], evidence);
            continue;
        }
        if !begun.insert(child) {
            continue;
        }
        stack.push((child, true));
        for (parent, _) in &above[child] {
            if let Some((parent, _)) = above.get_key_value(parent.as_str()) {
                stack.push((parent, false));
            }
        }
    }
}

fn give(schema: &mut Schema, origins: &mut Origins, child: &str, parents: &[(String, &Spelling)], evidence: bool) {
    let mut all: Vec<Field> = Vec::new();
    for (parent, spelling) in parents {
        let Some(ModelKind::Object(object)) = schema.models.get(parent).map(|it| &it.kind) else { continue };
        if evidence {
            for field in &object.fields {
                let why = Evidence::Inferred {
                    rule: "inherited",
                    spans: vec![spelling.span()],
                    note: format!("`{child}` has the fields of `{parent}`"),
                };
                origins.fact(Path::field(child, field.name.clone()), Fact::Name, why);
            }
        }
        all = merged(all, object.fields.clone());
    }
    if let Some(model) = schema.models.get_mut(child)
        && let ModelKind::Object(Object { fields, .. }) = &mut model.kind
    {
        let own = std::mem::take(fields);
        *fields = merged(all, own);
    }
}

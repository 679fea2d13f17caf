use super::{Schema, Type, types};
use indexmap::IndexSet;

/// The models of a schema that these models mention, they themselves first, to any depth.
#[must_use]
pub fn reached(schema: &Schema, mut found: IndexSet<String>) -> IndexSet<String> {
    let mut at = 0;
    while let Some(name) = found.get_index(at) {
        let mut next = Vec::new();
        if let Some(model) = schema.models.get(name) {
            types(model, &mut |it| next.extend(if let Type::Ref(name) = it { Some(name.clone()) } else { None }));
        }
        found.extend(next);
        at += 1;
    }
    found
}

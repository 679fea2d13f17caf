use super::{Schema, Type, types};
use indexmap::IndexSet;

/// The models of a schema that these models mention, they themselves first, to any depth.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// use fieldtable::schema::reached;
///
/// let all = reached(&schema, ["Order".to_owned()].into_iter().collect());
/// assert_eq!(all.len(), 1, "an order mentions no other model");
/// ```
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

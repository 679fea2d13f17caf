use crate::schema::{Model, ModelKind, Schema};
use std::collections::{HashMap, HashSet};

/// A model and those that its fields are spread over.
pub(in super::super) struct Parts<'a> {
    /// The one.
    pub(in super::super) whole: &'a str,
    /// The others.
    pub(in super::super) parts: Vec<&'a str>,
}

/// What a model is recognised by: its fields' names, its values, its variants.
pub(super) fn members(model: &Model) -> Vec<String> {
    let mut found: Vec<String> = match &model.kind {
        ModelKind::Object(object) => object.fields.iter().map(|it| it.name.clone()).collect(),
        ModelKind::Enum(it) => it.values.iter().map(|it| format!("={}", it.value)).collect(),
        ModelKind::Union(it) => it.variants.iter().map(|it| format!("|{}", it.ty)).collect(),
        ModelKind::Alias(ty) => vec![format!(":{ty}")],
        ModelKind::Opaque(_) => Vec::new(),
    };
    found.sort();
    found
}

/// Fields that a model has at least to be told by its parts.
const FEWEST: usize = 4;

/// The models of `wholes` whose fields are nearly all found in two or more of `parts`, each of which has little else.
pub(super) fn spread<'a>(from: &'a Schema, to: &'a Schema, wholes: &[&'a str], parts: &[&'a str]) -> Vec<Parts<'a>> {
    let fields = |schema: &'a Schema, name: &str| -> Vec<&'a str> {
        match &schema.models[name].kind {
            ModelKind::Object(object) => object.fields.iter().map(|it| it.name.as_str()).collect(),
            _ => Vec::new(),
        }
    };
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        fields(to, part).into_iter().for_each(|it| holders.entry(it).or_default().push(at));
    }
    let mut used = HashSet::new();
    let mut found = Vec::new();
    for whole in wholes {
        let own: HashSet<&str> = fields(from, whole).into_iter().collect();
        if own.len() < FEWEST {
            continue;
        }
        let mut near: Vec<usize> = (fields(from, whole).into_iter())
            .filter_map(|it| holders.get(it))
            .filter(|it| it.len() <= FEWEST)
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|at| {
            let theirs = fields(to, parts[*at]);
            let shared = theirs.iter().filter(|it| own.contains(*it)).count();
            let alone = shared * 4 > own.len() * 3;
            !used.contains(at) && !alone && shared >= 2 && shared * 10 >= theirs.len() * 6
        });
        let covered: HashSet<&str> =
            near.iter().flat_map(|at| fields(to, parts[*at])).filter(|it| own.contains(it)).collect();
        if near.len() >= 2 && covered.len() * 10 >= own.len() * 8 {
            used.extend(near.iter().copied());
            found.push(Parts { whole, parts: near.into_iter().map(|at| parts[at]).collect() });
        }
    }
    found
}

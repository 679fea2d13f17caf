//! Objects × schema → the models that they are of, told by their keys.

use crate::name::letters;
use crate::order;
use crate::schema::{Field, Model, ModelKind, Schema};
use foldhash::{HashMap, HashMapExt};

/// Models with a key in common are compared; of a key that more models have, only so many.
pub(crate) const MOST_CANDIDATES: usize = 64;

/// Finds models by the names of their fields, whatever their case.
pub(crate) struct Matcher<'s> {
    schema: &'s Schema,
    fields: Vec<HashMap<String, usize>>,
    by_key: HashMap<String, Vec<usize>>,
}

impl<'s> Matcher<'s> {
    pub(crate) fn new(schema: &'s Schema) -> Self {
        let mut matcher = Self { schema, fields: Vec::new(), by_key: HashMap::new() };
        for (index, model) in schema.models.values().enumerate() {
            let names: HashMap<_, _> =
                fields(model).iter().enumerate().map(|(at, it)| (letters(&it.name), at)).collect();
            for field in fields(model) {
                let models = matcher.by_key.entry(letters(&field.name)).or_default();
                if models.last() != Some(&index) {
                    models.push(index);
                }
            }
            matcher.fields.push(names);
        }
        matcher
    }

    /// The field of a model that a key means.
    pub(crate) fn field(&self, model: usize, key: &str) -> Option<usize> {
        self.fields[model].get(&letters(key)).copied()
    }

    /// How many of a hundred keys are fields of the model.
    pub(crate) fn covered(&self, keys: &[&str], model: usize) -> usize {
        keys.iter().filter(|it| self.field(model, it).is_some()).count() * 100 / keys.len().max(1)
    }

    /// The model that an object with these keys is of, and whether it can be of no other. `hints` are models that what
    /// stands around the object names.
    pub(crate) fn find(&self, keys: &[&str], hints: &[usize]) -> Option<(usize, bool)> {
        let having = |key: &&str| self.by_key.get(&letters(key));
        let rarest = keys.iter().filter_map(having).min_by_key(|it| it.len())?;
        let mut candidates: Vec<usize> = hints.iter().copied().take(MOST_CANDIDATES).collect();
        candidates.extend(rarest.iter().take(MOST_CANDIDATES));
        candidates.sort_unstable();
        candidates.dedup();
        let fit = |index: usize| (self.covered(keys, index), hints.contains(&index));
        // Of models that fit as well, the one with the fewest other fields.
        let small = |index: usize| usize::MAX - fields(&self.schema.models[index]).len();
        let mut fits: Vec<_> = candidates.into_iter().map(|it| (fit(it), small(it), it)).collect();
        order::sort_by(&mut fits, Ord::cmp);
        let ((covered, hinted), _, index) = fits.pop()?;
        let enough = if hinted { covered >= 75 } else { covered >= 90 && keys.len() > 1 };
        let alone = fits.last().is_none_or(|it| it.0 < (covered, hinted));
        enough.then_some((index, alone))
    }
}

/// The fields of a model; none when it is no object.
pub(crate) fn fields(model: &Model) -> &[Field] {
    match &model.kind {
        ModelKind::Object(object) => &object.fields,
        _ => &[],
    }
}

//! Examples × schema → what each field looks like on the wire. An object of an example is one of a model when the code names
//! the model, or when nearly all its keys are fields of one model and of no other. From there types lead to what is inside.

use super::example::Example;
use super::literal::{Key, Literal, What};
use super::matching::{MOST_CANDIDATES, Matcher, fields};
use crate::json::Value;
use crate::order;
use crate::schema::{ModelKind, Schema, Type};
use crate::text::{FileId, Span};
use foldhash::{HashMap, HashMapExt};

/// A field: the index of its model in the schema and its own among the fields.
pub(crate) type FieldId = (usize, usize);

/// What examples show.
#[derive(Debug, Default)]
pub(crate) struct Observed {
    /// What they show of each field.
    pub(crate) fields: HashMap<FieldId, Shown>,
    /// Keys in objects of no known model that start with a mark, as no key that a user chose does.
    pub(crate) marked: Vec<Seen<String>>,
}

/// What examples show of a field.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// The keys by which they call it.
    pub(crate) keys: Vec<Seen<String>>,
    /// The values that it has in them.
    pub(crate) values: Vec<Seen<Value>>,
}

impl Observed {
    /// What is shown of each field, in the order of the schema.
    pub(crate) fn in_order(&self) -> Vec<(FieldId, &Shown)> {
        let mut all: Vec<(FieldId, &Shown)> = self.fields.iter().map(|(field, shown)| (*field, shown)).collect();
        order::sort_by_key(&mut all, |it| it.0);
        all
    }
}

/// Something in an example.
#[derive(Debug, Clone)]
pub(crate) struct Seen<T> {
    pub(crate) what: T,
    pub(crate) span: Span,
    /// Whether the object can be one of no other model.
    pub(crate) sure: bool,
}

/// Types are followed so deep.
const DEEPEST: usize = 32;

/// Looks at all examples. `page_of` says on which page a model is described: its own examples are known to be of it.
pub(crate) fn observe(schema: &Schema, examples: &[Example], page_of: &dyn Fn(&str) -> Option<FileId>) -> Observed {
    let matcher = Matcher::new(schema);
    let mut observer = Observer { schema, matcher, on_page: HashMap::new(), observed: Observed::default() };
    for (index, name) in schema.models.keys().enumerate() {
        if let Some(page) = page_of(name) {
            observer.on_page.entry(page).or_default().push(index);
        }
    }
    for example in examples {
        for literal in &example.literals {
            observer.root(example, literal, 0);
        }
    }
    observer.observed
}

struct Observer<'s> {
    schema: &'s Schema,
    matcher: Matcher<'s>,
    on_page: HashMap<FileId, Vec<usize>>,
    observed: Observed,
}

impl Observer<'_> {
    /// An object whose model nothing but its looks tells.
    fn root(&mut self, example: &Example, literal: &Literal, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match &literal.what {
            What::Array(items) => items.iter().for_each(|it| self.root(example, it, depth + 1)),
            What::Object(members) => match self.matcher.find(&keys(members), &self.hints(example)) {
                Some((index, sure)) => self.object(example, members, index, sure, depth),
                None => {
                    self.marked(example, members);
                    members.iter().for_each(|(_, it)| self.root(example, it, depth + 1));
                }
            },
            What::Scalar(_) | What::Unknown => {}
        }
    }

    /// An object, or what is in one, of which no type says what it is.
    fn untyped(&mut self, example: &Example, literal: &Literal, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match &literal.what {
            What::Object(members) => {
                self.marked(example, members);
                members.iter().for_each(|it| self.untyped(example, &it.1, depth + 1));
            }
            What::Array(items) => items.iter().for_each(|it| self.untyped(example, it, depth + 1)),
            What::Scalar(_) | What::Unknown => {}
        }
    }

    fn marked(&mut self, example: &Example, members: &[(Key, Literal)]) {
        let marked = |it: &Key| it.quoted && it.name.starts_with(|it: char| !it.is_alphanumeric() && it != '_');
        for (key, _) in members.iter().filter(|it| marked(&it.0)) {
            let seen = Seen { what: key.name.clone(), span: example.span(&key.range), sure: false };
            self.observed.marked.push(seen);
        }
    }

    fn hints(&self, example: &Example) -> Vec<usize> {
        let named = example.words.iter().filter_map(|it| self.schema.models.get_index_of(it));
        let near = self.on_page.get(&example.file).into_iter().flatten().copied();
        named.chain(near).collect()
    }

    fn object(&mut self, example: &Example, members: &[(Key, Literal)], index: usize, sure: bool, depth: usize) {
        let schema = self.schema;
        let fields = fields(schema.models.get_index(index).expect("the index is of this schema").1);
        for (key, literal) in members {
            let Some(at) = self.matcher.field(index, &key.name) else {
                self.untyped(example, literal, depth + 1);
                continue;
            };
            let field = (index, at);
            if key.quoted || example.bare_keys {
                let seen = Seen { what: key.name.clone(), span: example.span(&key.range), sure };
                self.observed.fields.entry(field).or_default().keys.push(seen);
            }
            if let Some(value) = literal.value() {
                let seen = Seen { what: value, span: example.span(&literal.range), sure };
                self.observed.fields.entry(field).or_default().values.push(seen);
            }
            self.typed(example, literal, &fields[at].ty, sure, depth + 1);
        }
    }

    /// What is inside a value of known type.
    fn typed(&mut self, example: &Example, literal: &Literal, ty: &Type, sure: bool, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match (ty, &literal.what) {
            (Type::Nullable(inner), _) => self.typed(example, literal, inner, sure, depth + 1),
            (Type::Array(inner) | Type::Set(inner), What::Array(items)) => {
                items.iter().for_each(|it| self.typed(example, it, inner, sure, depth + 1));
            }
            (Type::Map(inner), What::Object(members)) => {
                members.iter().for_each(|it| self.typed(example, &it.1, inner, sure, depth + 1));
            }
            (Type::Ref(name), _) => {
                let Some((index, _, model)) = self.schema.models.get_full(name) else { return };
                match (&model.kind, &literal.what) {
                    (ModelKind::Object(_), What::Object(members))
                        if self.matcher.covered(&keys(members), index) >= 50 =>
                    {
                        self.object(example, members, index, sure, depth + 1);
                    }
                    (ModelKind::Alias(ty), _) => self.typed(example, literal, ty, sure, depth + 1),
                    (ModelKind::Union(union), _) => {
                        self.variants(example, literal, &union.variants, depth);
                    }
                    _ => {}
                }
            }
            (Type::Union(union), _) => self.variants(example, literal, &union.variants, depth),
            _ => self.untyped(example, literal, depth + 1),
        }
    }

    /// Of several types, the one whose fields the object has.
    fn variants(&mut self, example: &Example, literal: &Literal, variants: &[crate::schema::Variant], depth: usize) {
        let What::Object(members) = &literal.what else { return };
        let models = variants.iter().filter_map(|it| match &it.ty {
            Type::Ref(name) => self.schema.models.get_index_of(name),
            _ => None,
        });
        let keys = keys(members);
        let best = models.take(MOST_CANDIDATES).map(|it| (self.matcher.covered(&keys, it), it)).max();
        if let Some((_, index)) = best.filter(|it| it.0 >= 90) {
            self.object(example, members, index, false, depth + 1);
        }
    }
}

fn keys(members: &[(Key, Literal)]) -> Vec<&str> {
    members.iter().map(|it| it.0.name.as_str()).collect()
}

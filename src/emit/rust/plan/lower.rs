//! Schema → graph. Inline enums and unions get nodes of their own, named after the place where they stand. AFTER THIS
//! POINT: no `schema::Type`; scalars are leaves.

use super::graph::{Choice, Id, Kind, Node, Shape, Slot};
use super::leaf::{Json, Leaf, Site, scalar};
use crate::emit::rust::options::{Openness, Selector, UnknownFields};
use crate::name::Case;
use crate::schema::{
    Constraints, EnumValue, Enumeration, Model, ModelKind, Object, Path, Schema, Step, StringFormat, Type, Union,
};
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::Arc;

/// The types that the code will have.
pub(super) fn lower<'a>(schema: &'a Schema, selector: &Selector<'_>) -> Vec<Node<'a>> {
    let ids = schema.models.keys().enumerate().map(|(id, name)| (name.as_str(), id)).collect();
    let nodes = schema.models.iter().enumerate().map(|(id, (name, model))| node(id, name, model)).collect();
    let mut lowering = Lowering { selector, ids, nodes, inline: HashMap::new(), leaves: HashSet::default() };
    for (id, (name, model)) in schema.models.iter().enumerate() {
        let choice = selector.model(name);
        lowering.nodes[id].kind = match choice.ty {
            Some(ty) => Kind::Replaced(lowering.leaf(Leaf::user(ty, choice.impls))),
            None => lowering.model(id, model, choice.unknown_fields),
        };
    }
    lowering.nodes
}

fn node<'a>(id: Id, name: &'a str, model: &'a Model) -> Node<'a> {
    Node { name: name.into(), place: None, model: Some(model), home: id, kind: Kind::Opaque }
}

struct Lowering<'a, 's, 'o> {
    selector: &'s Selector<'o>,
    ids: HashMap<&'a str, Id>,
    nodes: Vec<Node<'a>>,
    /// The inline types under each name.
    inline: HashMap<String, Vec<(Id, &'a Type)>>,
    leaves: HashSet<Arc<Leaf>>,
}

/// Where a type stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The node that it belongs to.
    owner: Id,
    /// What an inline type here is called after its owner's name.
    word: &'p str,
    bounds: &'p Constraints,
    site: Site,
    path: &'p dyn Fn() -> Path,
}

impl<'a> Lowering<'a, '_, '_> {
    /// The leaf, once for all that have it.
    fn leaf(&mut self, leaf: Leaf) -> Arc<Leaf> {
        if let Some(known) = self.leaves.get(&leaf) {
            return Arc::clone(known);
        }
        let new = Arc::new(leaf);
        self.leaves.insert(Arc::clone(&new));
        new
    }

    fn model(&mut self, id: Id, model: &'a Model, unknown: UnknownFields) -> Kind<'a> {
        match &model.kind {
            ModelKind::Object(object) => self.object(id, object, unknown),
            ModelKind::Enum(it) => Kind::Enum { values: it.values.iter().collect(), open: false },
            ModelKind::Union(union) => self.union(id, union),
            ModelKind::Alias(Type::Union(union)) => self.union(id, union),
            ModelKind::Alias(Type::Enum(it)) => Kind::Enum { values: it.values.iter().collect(), open: false },
            ModelKind::Alias(ty) => {
                let path = self.nodes[id].path();
                Kind::Alias(self.shape(ty, inner(id, "Value", &|| path.clone())))
            }
            ModelKind::Opaque(_) => Kind::Opaque,
        }
    }

    fn object(&mut self, id: Id, object: &'a Object, unknown: UnknownFields) -> Kind<'a> {
        let mut slots = Vec::with_capacity(object.fields.len());
        let model = self.nodes[id].name.clone();
        for field in &object.fields {
            let choice = self.selector.field(&model, &field.name);
            let shape = match choice.ty {
                Some(ty) => Shape::Leaf(self.leaf(Leaf::user(ty, choice.impls))),
                None => {
                    let path = || Path::field(&*model, field.name.as_str());
                    let place =
                        Place { owner: id, word: &field.name, bounds: field.bounds(), site: Site::Field, path: &path };
                    self.shape(&field.ty, place)
                }
            };
            slots.push(Slot { field, shape, boxed: false, applied: false });
        }
        let path = || Path::model(&*model).then(Step::Additional);
        let rest = match &object.additional {
            Some(ty) => Some(self.shape(ty, inner(id, "Additional", &path))),
            None => (unknown == UnknownFields::Keep).then(|| self.any()),
        };
        Kind::Struct { slots, rest }
    }

    fn shape(&mut self, ty: &'a Type, place: Place<'_>) -> Shape {
        let inside = |site| Place { site, bounds: &Constraints::NONE, ..place };
        match ty {
            Type::Array(items) => Shape::List(Box::new(self.shape(items, inside(Site::Inner)))),
            Type::Set(items) => Shape::Set(Box::new(self.shape(items, inside(Site::Inner)))),
            Type::Map(values) => Shape::Map(Box::new(self.shape(values, inside(Site::Inner)))),
            Type::Nullable(it) => match self.shape(it, Place { site: Site::Inner, ..place }) {
                null @ Shape::Nullable(_) => null,
                Shape::Leaf(leaf) if leaf.json.includes_null() => Shape::Leaf(leaf),
                other => Shape::Nullable(Box::new(other)),
            },
            Type::Ref(name) => match self.ids.get(name.as_str()) {
                Some(id) => Shape::Node(*id),
                None => self.any(),
            },
            Type::Enum(it) => {
                self.inline(ty, place, |_, _| Kind::Enum { values: it.values.iter().collect(), open: false })
            }
            Type::Union(union) => self.inline(ty, place, |this, id| this.union(id, union)),
            scalar_type => match scalar(scalar_type, place.bounds, place.site, self.selector.options) {
                Some((leaf, false)) => Shape::Leaf(self.leaf(leaf)),
                Some((leaf, true)) => Shape::OrBoolean(Box::new(Shape::Leaf(self.leaf(leaf)))),
                None => self.any(),
            },
        }
    }

    fn any(&mut self) -> Shape {
        Shape::Leaf(self.leaf(Leaf::any()))
    }

    /// An inline type: the one that has this name and content already, or a new one.
    fn inline(&mut self, ty: &'a Type, place: Place<'_>, kind: impl FnOnce(&mut Self, Id) -> Kind<'a>) -> Shape {
        let owner = &self.nodes[place.owner];
        let name = format!("{}{}", Case::Pascal.apply(&owner.name), Case::Pascal.apply(place.word));
        let known = self.inline.get(&name).and_then(|all| all.iter().find(|(_, it)| *it == ty));
        if let Some((id, _)) = known {
            return Shape::Node(*id);
        }
        if let Some(id) = self.ids.get(name.as_str()).filter(|id| self.nodes[**id].model.is_some_and(|it| same(it, ty)))
        {
            return Shape::Node(*id);
        }
        let id = self.nodes.len();
        let home = owner.home;
        self.inline.entry(name.clone()).or_default().push((id, ty));
        let path = Some(Box::new((place.path)()));
        self.nodes.push(Node { name: name.into(), place: path, model: None, home, kind: Kind::Opaque });
        let kind = kind(self, id);
        if let Kind::Alias(shape) = kind {
            // The union of one type is that type.
            self.nodes[id].kind = Kind::Gone;
            return shape;
        }
        self.nodes[id].kind = kind;
        Shape::Node(id)
    }

    fn union(&mut self, id: Id, union: &'a Union) -> Kind<'a> {
        let discriminator = union.discriminator.as_deref();
        if discriminator.is_none()
            && let Some(words) = words(union)
        {
            return words;
        }
        let path = self.nodes[id].path();
        let mut choices: Vec<Choice<'a>> = Vec::new();
        let mut nullable = false;
        for (index, variant) in union.variants.iter().enumerate() {
            let path = || path.clone().then(Step::Variant(index));
            let word = if matches!(variant.ty, Type::Enum(_)) { "Value" } else { "Item" };
            let shape = match self.shape(&variant.ty, inner(id, word, &path)) {
                Shape::Nullable(it) => {
                    nullable = true;
                    *it
                }
                other => other,
            };
            let tag = variant.tag.as_deref();
            let known = choices.iter_mut().find(|it| it.shape == shape);
            match known {
                // Two tags of one type are two variants only if nothing but the enum says which it is.
                Some(known) => known.tags.extend(tag),
                None => choices.push(Choice {
                    shape,
                    tags: tag.into_iter().collect(),
                    description: variant.description.as_deref(),
                    boxed: false,
                }),
            }
        }
        if nullable && !choices.iter().any(|it| matches!(&it.shape, Shape::Leaf(leaf) if leaf.json == Json::Null)) {
            choices.push(Choice {
                shape: Shape::Leaf(self.leaf(Leaf::null())),
                tags: Vec::new(),
                description: None,
                boxed: false,
            });
        }
        if choices.len() == 1 && discriminator.is_none() {
            return Kind::Alias(choices.swap_remove(0).shape);
        }
        if discriminator.is_none()
            && choices.iter().any(|it| matches!(&it.shape, Shape::Leaf(leaf) if leaf.json == Json::Any))
        {
            return Kind::Alias(self.any());
        }
        Kind::Union { choices, discriminator }
    }
}

fn inner<'p>(owner: Id, word: &'p str, path: &'p dyn Fn() -> Path) -> Place<'p> {
    Place { owner, word, bounds: &Constraints::NONE, site: Site::Inner, path }
}

/// Whether a model is what an inline type says.
fn same(model: &Model, ty: &Type) -> bool {
    match (&model.kind, ty) {
        (ModelKind::Enum(a), Type::Enum(b)) => a == b,
        (ModelKind::Union(a), Type::Union(b)) => *a == **b,
        (ModelKind::Alias(a), b) => a == b,
        _ => false,
    }
}

/// A union of listed strings, and of strings that are not listed, is an enum.
fn words<'a>(union: &'a Union) -> Option<Kind<'a>> {
    let mut values: Vec<&'a EnumValue> = Vec::new();
    let mut seen = HashSet::default();
    let mut open = false;
    for variant in &union.variants {
        match &variant.ty {
            Type::Enum(Enumeration { values: more }) if more.iter().all(|it| it.value.is_string()) => {
                values.extend(more.iter().filter(|it| seen.insert(it.value.as_str())));
            }
            Type::String(StringFormat::Plain) => open = true,
            _ => return None,
        }
    }
    (!values.is_empty()).then_some(Kind::Enum { values, open })
}

/// Whether an enum keeps values that the documents do not list.
pub(super) fn is_open(said: bool, openness: Openness) -> bool {
    said || openness == Openness::Open
}

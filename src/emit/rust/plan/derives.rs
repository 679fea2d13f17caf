//! What the generated types can do, through the whole graph. Comes in: the graph and what is asked for. Goes out: for each
//! node its traits, and the most bytes that a value takes.

use super::graph::{Id, Kind, Node, Shape};
use super::leaf::Leaf;
use super::lower::is_open;
use super::traits::Traits;
use crate::emit::rust::options::{MapType, ModelChoice, OpaqueStyle, Options, SetType, StdTrait};

/// The traits and size of each node.
pub(super) struct Abilities {
    pub(super) traits: Vec<Traits>,
    pub(super) sizes: Vec<usize>,
}

/// Traits are taken away until nothing more follows; `Default`, which must have an end, is given until nothing follows.
pub(super) fn abilities(nodes: &[Node<'_>], choices: &[ModelChoice<'_>], options: &Options) -> Abilities {
    let users = users(nodes);
    let mut traits: Vec<Traits> =
        nodes.iter().zip(choices).map(|(node, choice)| start(node, choice) - Traits::DEFAULT).collect();
    settle(&users, &mut traits, |traits, id| {
        let rules = Rules { traits, options };
        traits[id] & rules.node(&nodes[id])
    });
    let allowed: Vec<bool> = nodes.iter().zip(choices).map(|(node, it)| start(node, it).has(Traits::DEFAULT)).collect();
    settle(&users, &mut traits, |traits, id| {
        let rules = Rules { traits, options };
        if allowed[id] { traits[id] | (rules.node(&nodes[id]) & Traits::DEFAULT) } else { traits[id] }
    });
    Abilities { traits, sizes: sizes(nodes, &users) }
}

/// Who mentions each node.
pub(super) fn users(nodes: &[Node<'_>]) -> Vec<Vec<Id>> {
    let mut users = vec![Vec::new(); nodes.len()];
    let mut found = Vec::new();
    for (id, node) in nodes.iter().enumerate() {
        node.kind.shapes().for_each(|it| it.mentions(&mut found));
        found.sort_unstable();
        found.dedup();
        found.drain(..).for_each(|it| users[it].push(id));
    }
    users
}

/// Applies `rule` to every node, and again to the users of those that it changed.
fn settle<T: PartialEq + Clone>(users: &[Vec<Id>], state: &mut [T], rule: impl Fn(&[T], Id) -> T) {
    let mut waiting = vec![true; state.len()];
    let mut queue: std::collections::VecDeque<Id> = (0..state.len()).collect();
    while let Some(id) = queue.pop_front() {
        waiting[id] = false;
        let next = rule(state, id);
        if next == state[id] {
            continue;
        }
        state[id] = next;
        for &user in &users[id] {
            if !std::mem::replace(&mut waiting[user], true) {
                queue.push_back(user);
            }
        }
    }
}

/// What is asked for, as far as a type of this kind can ever have it.
fn start(node: &Node<'_>, choice: &ModelChoice<'_>) -> Traits {
    let asked = |it| choice.derives.contains(&it);
    let mut traits = choice
        .derives
        .iter()
        .filter(|it| match it {
            StdTrait::Copy => asked(StdTrait::Clone),
            StdTrait::Eq | StdTrait::PartialOrd => asked(StdTrait::PartialEq),
            StdTrait::Ord => asked(StdTrait::PartialEq) && asked(StdTrait::Eq) && asked(StdTrait::PartialOrd),
            _ => true,
        })
        .map(|it| Traits::one(*it))
        .fold(Traits::NONE, |all, it| all | it);
    if !(asked(StdTrait::Ord) && asked(StdTrait::PartialOrd)) {
        traits = traits - Traits::ORD;
    }
    match &node.kind {
        Kind::Enum { values, open } => {
            let open = is_open(*open, choice.enums);
            let strings = values.iter().all(|it| it.value.is_string());
            let numbers = values.iter().all(|it| it.value.as_i64().is_some());
            let other = match (open, strings, numbers) {
                (false, ..) | (true, _, true) => Traits::NONE,
                (true, true, _) => Traits::COPY,
                (true, false, false) => Traits::COPY | Traits::ORD,
            };
            traits - other - Traits::DEFAULT
        }
        // What it keeps besides the types is any JSON.
        Kind::Union { .. } if choice.unions == crate::emit::rust::options::Openness::Open => {
            traits - Traits::COPY - Traits::ORD - Traits::DEFAULT
        }
        Kind::Union { .. } => traits - Traits::DEFAULT,
        Kind::Opaque if choice.opaque == OpaqueStyle::Newtype => traits & Leaf::any().traits,
        // An alias has what the type has.
        Kind::Alias(_) => Traits::ALL,
        Kind::Opaque => Leaf::any().traits,
        Kind::Replaced(leaf) => leaf.traits,
        Kind::Struct { .. } | Kind::Newtype(_) | Kind::Gone => traits,
    }
}

/// What shapes can do, given what nodes can.
pub(super) struct Rules<'t> {
    pub(super) traits: &'t [Traits],
    pub(super) options: &'t Options,
}

impl Rules<'_> {
    fn node(&self, node: &Node<'_>) -> Traits {
        match &node.kind {
            Kind::Struct { slots, rest } => {
                let fields = slots.iter().map(|slot| {
                    let inner = self.shape(&slot.shape);
                    let inner = if slot.boxed { inner - Traits::COPY } else { inner };
                    let optional = slot.field.presence != crate::schema::Presence::Required || slot.field.nullable;
                    if optional || slot.applied { inner | Traits::DEFAULT } else { inner }
                });
                let rest = rest.iter().map(|it| self.map(it));
                fields.chain(rest).fold(Traits::ALL, |all, it| all & it)
            }
            Kind::Union { choices, .. } => {
                let boxed = |boxed, inner| if boxed { inner - Traits::COPY } else { inner };
                choices.iter().map(|it| boxed(it.boxed, self.shape(&it.shape))).fold(Traits::ALL, |all, it| all & it)
            }
            Kind::Alias(shape) | Kind::Newtype(shape) => self.shape(shape),
            Kind::Opaque => Leaf::any().traits,
            Kind::Replaced(leaf) => leaf.traits,
            Kind::Enum { .. } => Traits::ALL - Traits::DEFAULT,
            Kind::Gone => Traits::ALL,
        }
    }

    /// What values of this shape can do.
    pub(super) fn shape(&self, shape: &Shape) -> Traits {
        match shape {
            Shape::Leaf(leaf) => leaf.traits,
            Shape::List(inner) => (self.shape(inner) - Traits::COPY) | Traits::DEFAULT,
            Shape::Set(inner) => self.set(inner),
            Shape::Map(inner) => self.map(inner),
            Shape::Nullable(inner) => self.shape(inner) | Traits::DEFAULT,
            Shape::OrBoolean(inner) => self.shape(inner) - Traits::DEFAULT,
            Shape::Node(id) => self.traits[*id],
        }
    }

    fn map(&self, values: &Shape) -> Traits {
        let kept = match self.options.types.map {
            _ if self.options.no_std => Traits::ALL,
            MapType::BtreeMap => Traits::ALL,
            MapType::HashMap | MapType::IndexMap => Traits::BASIC | Traits::EQ,
        };
        (self.shape(values) & (kept - Traits::COPY)) | Traits::DEFAULT
    }

    /// The type that a set of these is: an array where the items lack what the set needs.
    pub(super) fn set_type(&self, items: &Shape) -> SetType {
        let traits = self.shape(items);
        match self.options.types.set {
            SetType::BtreeSet if traits.has(Traits::EQ | Traits::ORD) => SetType::BtreeSet,
            SetType::HashSet if traits.has(Traits::EQ | Traits::HASH) && !self.options.no_std => SetType::HashSet,
            SetType::IndexSet if traits.has(Traits::EQ | Traits::HASH) && !self.options.no_std => SetType::IndexSet,
            _ => SetType::Vec,
        }
    }

    fn set(&self, items: &Shape) -> Traits {
        let kept = match self.set_type(items) {
            SetType::Vec | SetType::BtreeSet => Traits::ALL,
            SetType::HashSet | SetType::IndexSet => Traits::BASIC | Traits::EQ,
        };
        (self.shape(items) & (kept - Traits::COPY)) | Traits::DEFAULT
    }
}

/// A size above which it does not matter how much larger a type is.
const LARGE: usize = 512;

fn sizes(nodes: &[Node<'_>], users: &[Vec<Id>]) -> Vec<usize> {
    let mut sizes = vec![0; nodes.len()];
    settle(users, &mut sizes, |sizes, id| {
        let size = |shape: &Shape, boxed| if boxed { 8 } else { shape_size(sizes, shape) };
        match &nodes[id].kind {
            Kind::Struct { slots, rest } => {
                let fields: usize = slots.iter().map(|it| size(&it.shape, it.boxed) + 8).fold(0, usize::saturating_add);
                (fields + rest.as_ref().map_or(0, |_| 64)).min(LARGE)
            }
            // The larger types of a union are boxed.
            Kind::Union { choices, .. } => {
                choices.iter().map(|it| size(&it.shape, it.boxed).min(BOXED_FROM)).max().unwrap_or(0).max(80) + 8
            }
            Kind::Enum { .. } => 88,
            Kind::Alias(shape) | Kind::Newtype(shape) => shape_size(sizes, shape),
            Kind::Opaque => 80,
            Kind::Replaced(leaf) => leaf.size,
            Kind::Gone => 0,
        }
    });
    sizes
}

/// A type of a union that may be this large is boxed, so that the others' values do not take as much.
pub(super) const BOXED_FROM: usize = 200;

/// The most bytes that a value of this shape takes where it stands.
pub(super) fn shape_size(sizes: &[usize], shape: &Shape) -> usize {
    match shape {
        Shape::Leaf(leaf) => leaf.size,
        Shape::List(_) => 24,
        Shape::Set(_) | Shape::Map(_) => 72,
        Shape::Nullable(inner) | Shape::OrBoolean(inner) => shape_size(sizes, inner) + 8,
        Shape::Node(id) => sizes[*id],
    }
}

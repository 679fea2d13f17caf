//! What was made of items before, and still holds. An item is made again when its model, or anything that it refers to
//! however far, is another one than before or was decided otherwise; all are when a type is new, gone or called otherwise.

use super::Planner;
use super::derives::users;
use super::graph::{Id, Kind, Node};
use super::planner::Uses;
use crate::schema::Schema;

/// The items of the schema that was planned last, and what their making looked at.
pub(in crate::emit::rust) struct Kept<T> {
    schema: Schema,
    decided: Vec<Decided>,
    items: Vec<Option<Box<Finished<T>>>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { schema: Schema::default(), decided: Vec::new(), items: Vec::new() }
    }
}

/// What became of a node.
#[derive(Clone)]
pub(super) struct Finished<T> {
    /// The types that its item defines, where these are asked for.
    pub(super) names: Vec<String>,
    /// Nothing where the node has no item.
    pub(super) made: Option<T>,
    pub(super) uses: Uses,
    /// Whether a name was taken for it: they are taken in order, each time.
    pub(super) takes: bool,
}

/// What is decided of a node in view of all others, not of those alone that it refers to.
#[derive(PartialEq)]
struct Decided {
    name: String,
    boxed: Vec<bool>,
    fitted: bool,
}

impl Decided {
    fn new(node: &Node<'_>, fitted: bool) -> Self {
        let boxed = match &node.kind {
            Kind::Struct { slots, .. } => slots.iter().map(|it| it.boxed).collect(),
            Kind::Union { choices, .. } => choices.iter().map(|it| it.boxed).collect(),
            _ => Vec::new(),
        };
        Self { name: node.name.clone().into_owned(), boxed, fitted }
    }
}

impl<T> Kept<T> {
    /// What still holds, for each node. AFTER THIS POINT: all else is about this schema, and items are for [`Kept::keep`].
    pub(super) fn still(&mut self, schema: &Schema, planner: &Planner<'_, '_>) -> Vec<Option<Box<Finished<T>>>> {
        let nodes = planner.nodes;
        let decided: Vec<Decided> =
            nodes.iter().enumerate().map(|(id, it)| Decided::new(it, planner.fitted.contains(&id))).collect();
        let names = |all: &[Decided]| all.iter().map(|it| it.name.as_str()).eq(decided.iter().map(|it| &*it.name));
        if !names(&self.decided) {
            self.schema.clone_from(schema);
            self.decided = decided;
            return std::iter::repeat_with(|| None).take(nodes.len()).collect();
        }
        let pairs = self.schema.models.values_mut().zip(schema.models.values());
        let changed: Vec<bool> = pairs
            .map(|(old, new)| {
                let changed = old != new;
                if changed {
                    old.clone_from(new);
                }
                changed
            })
            .collect();
        let other = |id: &Id| changed[nodes[*id].home] || decided[*id] != self.decided[*id];
        let mut others: Vec<Id> = (0..nodes.len()).filter(other).collect();
        let mut items = std::mem::take(&mut self.items);
        let mut seen = vec![false; nodes.len()];
        let users = users(nodes);
        while let Some(id) = others.pop() {
            if !std::mem::replace(&mut seen[id], true) {
                items[id] = None;
                others.extend(&users[id]);
            }
        }
        self.decided = decided;
        items
    }

    pub(super) fn keep(&mut self, items: Vec<Option<Box<Finished<T>>>>) {
        self.items = items;
    }
}

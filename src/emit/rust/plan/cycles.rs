//! Cycles of types. Comes in: the graph. Goes out: the same graph, in which every cycle ends: aliases that come back to
//! themselves are types of their own, unions do not try themselves, and what would hold itself is boxed.

use super::graph::{Id, Kind, Node};

/// Ends every cycle.
pub(super) fn end(nodes: &mut [Node<'_>]) {
    levels(nodes);
    aliases(nodes);
    boxes(nodes);
}

/// What is read from the very same JSON: a type that comes back to itself this way would never be read.
fn levels(nodes: &mut [Node<'_>]) {
    let same_json: Vec<Vec<Id>> = nodes
        .iter()
        .map(|node| match &node.kind {
            Kind::Alias(shape) | Kind::Newtype(shape) => shape.held().into_iter().collect(),
            Kind::Union { choices, .. } => choices.iter().filter_map(|it| it.shape.held()).collect(),
            _ => Vec::new(),
        })
        .collect();
    let component = components(&same_json);
    let cyclic = |from: Id, to: Id| component[from] == component[to];
    for (id, node) in nodes.iter_mut().enumerate() {
        match &mut node.kind {
            Kind::Alias(shape) if shape.held().is_some_and(|to| cyclic(id, to)) => node.kind = Kind::Opaque,
            Kind::Union { choices, .. } => {
                choices.retain(|it| !it.shape.held().is_some_and(|to| cyclic(id, to)));
                if choices.is_empty() {
                    node.kind = Kind::Opaque;
                }
            }
            _ => {}
        }
    }
}

/// An alias that mentions itself has no end, whatever stands between.
fn aliases(nodes: &mut [Node<'_>]) {
    let mentions: Vec<Vec<Id>> = nodes
        .iter()
        .map(|node| {
            let mut found = Vec::new();
            if let Kind::Alias(shape) = &node.kind {
                shape.mentions(&mut found);
            }
            found
        })
        .collect();
    let component = components(&mentions);
    let mut sizes = vec![0_usize; component.len()];
    component.iter().for_each(|it| sizes[*it] += 1);
    for id in 0..nodes.len() {
        let recursive = sizes[component[id]] > 1 || mentions[id].contains(&id);
        if let (true, Kind::Alias(shape)) = (recursive, &nodes[id].kind) {
            nodes[id].kind = Kind::Newtype(shape.clone());
        }
    }
}

/// Boxes what leads back to where it started. A depth first walk in the documents' order finds it.
fn boxes(nodes: &mut [Node<'_>]) {
    let ends = ends(nodes);
    let targets: Vec<Vec<(usize, Id)>> = nodes.iter().map(|it| held(it, &ends)).collect();
    // Only what is in a cycle can lead back.
    let component = components(&targets.iter().map(|it| it.iter().map(|to| to.1).collect()).collect::<Vec<_>>());
    let mut state = vec![State::New; nodes.len()];
    let mut stack = Vec::new();
    for root in 0..nodes.len() {
        stack.push((root, 0));
        while let Some((id, next)) = stack.pop() {
            if next == 0 {
                if state[id] != State::New {
                    continue;
                }
                state[id] = State::Open;
            }
            match targets[id].get(next) {
                None => state[id] = State::Done,
                Some(&(part, to)) => {
                    stack.push((id, next + 1));
                    match state[to] {
                        State::Open if component[id] == component[to] => set_boxed(&mut nodes[id], part),
                        State::New => stack.push((to, 0)),
                        State::Open | State::Done => {}
                    }
                }
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// The structs and unions that a node holds, and the number of the part that holds each. Aliases are looked through.
fn held(node: &Node<'_>, ends: &[Option<Id>]) -> Vec<(usize, Id)> {
    let parts = match &node.kind {
        Kind::Struct { slots, .. } => slots.len(),
        Kind::Union { choices, .. } => choices.len(),
        _ => 0,
    };
    let shapes = node.kind.shapes().take(parts).enumerate();
    shapes.filter_map(|(part, shape)| Some((part, ends[shape.held()?]?))).collect()
}

/// The node that each node stands for: itself, or what is behind its aliases.
pub(super) fn ends(nodes: &[Node<'_>]) -> Vec<Option<Id>> {
    let mut known: Vec<Option<Option<Id>>> = vec![None; nodes.len()];
    let mut way = Vec::new();
    for start in 0..nodes.len() {
        let mut at = Some(start);
        let end = loop {
            let Some(id) = at else { break None };
            if let Some(end) = known[id] {
                break end;
            }
            way.push(id);
            match &nodes[id].kind {
                Kind::Alias(inner) => at = inner.held(),
                _ => break Some(id),
            }
        };
        way.drain(..).for_each(|it: Id| known[it] = Some(end));
    }
    known.into_iter().flatten().collect()
}

fn set_boxed(node: &mut Node<'_>, part: usize) {
    match &mut node.kind {
        Kind::Struct { slots, .. } => slots[part].boxed = true,
        Kind::Union { choices, .. } => choices[part].boxed = true,
        _ => {}
    }
}

/// The number of the strongly connected component of each node. Tarjan's algorithm, without recursion.
fn components(edges: &[Vec<Id>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut index = vec![UNSEEN; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut component = vec![UNSEEN; edges.len()];
    let (mut path, mut work, mut count, mut found) = (Vec::new(), Vec::new(), 0, 0);
    for root in 0..edges.len() {
        if index[root] != UNSEEN {
            continue;
        }
        work.push((root, 0));
        while let Some((node, next)) = work.pop() {
            if next == 0 {
                (index[node], low[node]) = (count, count);
                count += 1;
                path.push(node);
            }
            if let Some(&to) = edges[node].get(next) {
                work.push((node, next + 1));
                if index[to] == UNSEEN {
                    work.push((to, 0));
                } else if component[to] == UNSEEN {
                    low[node] = low[node].min(index[to]);
                }
                continue;
            }
            if low[node] == index[node] {
                while let Some(member) = path.pop() {
                    component[member] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[node]);
            }
        }
    }
    component
}

//! Schema and options → code, every decision taken. The passes, in order, each with what holds after it.

// Schema → graph. AFTER THIS POINT: every inline type is a node, every scalar a leaf.
mod graph;
mod leaf;
mod lower;
// AFTER THIS POINT: every cycle ends.
mod cycles;
// Identifiers. AFTER THIS POINT: every node has one that no other has.
mod names;
// AFTER THIS POINT: it is known what each type can do, and how large it may be.
mod derives;
mod traits;
// Nodes → items.
mod defaults;
mod docs;
mod enums;
mod escape;
mod fits;
mod html;
mod links;
mod planner;
mod prose;
mod rename;
mod rust_type;
mod structs;
mod unions;
// Items → files.
mod layout;
mod manifest;

use self::derives::abilities;
use self::graph::{Id, Kind, Node};
use self::links::Links;
use self::names::Scope;
use self::planner::{Planner, Uses};
use self::rust_type::Speller;
use super::code::{Arguments, Constructor, File, Item, Struct};
use super::options::{Builders, Layout, ModelChoice, Options, Selector};
use super::support;
use crate::diag::Code;
use crate::emit::{Artifact, Notice};
use crate::schema::{Path, Schema, Step};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};

/// Everything that will be written.
pub(super) struct Plan {
    pub(super) files: Vec<File>,
    /// Files that are no Rust.
    pub(super) others: Vec<Artifact>,
    pub(super) notices: Vec<Notice>,
}

/// Takes every decision.
pub(super) fn plan(schema: &Schema, options: &Options) -> Plan {
    decide(schema, options, None).0
}

/// The item of a model, or of a struct with but one of its fields.
pub(super) fn excerpt(schema: &Schema, options: &Options, path: &Path) -> Option<Item> {
    decide(schema, options, Some(path)).1
}

fn decide(schema: &Schema, options: &Options, only: Option<&Path>) -> (Plan, Option<Item>) {
    let selector = Selector::new(options);
    let mut nodes = lower::lower(schema, &selector);
    cycles::end(&mut nodes);
    let choices: Vec<_> = nodes.iter().map(|it| selector.model(&it.name)).collect();
    let mut notices = Vec::new();
    let (names, mut scope) = identifiers(&nodes, &choices, &mut notices);
    defaults::mark(&mut nodes, &selector);
    let abilities = abilities(&nodes, &choices, options);
    let modules = options.layout == Layout::Modules || (options.layout == Layout::Crate && options.package.modules);
    let speller = Speller {
        names: &names,
        shadowed: names.iter().map(String::as_str).collect::<HashSet<_>>(),
        no_std: options.no_std,
        modules,
    };
    let links = Links::new(&nodes);
    let planner = |fitted| Planner {
        nodes: &nodes,
        choices: &choices,
        names: &names,
        abilities: &abilities,
        speller: &speller,
        links: &links,
        selector: &selector,
        options,
        fitted,
        uses: Uses::default(),
    };
    let none = HashSet::new();
    let fitted = planner(&none).told_apart();
    let planned = |id| {
        let mut planner = planner(&fitted);
        (planner.items(id), planner.uses)
    };
    let planned: Vec<(Vec<Item>, Uses)> = (0..nodes.len()).into_par_iter().map(planned).collect();
    let mut support = BTreeSet::new();
    let mut crates = BTreeSet::from(["serde".to_owned()]);
    let mut items = Vec::with_capacity(planned.len());
    for (mut of_node, uses) in planned {
        of_node.iter_mut().for_each(|it| name_required(it, &mut scope));
        items.push(of_node);
        support.extend(uses.support);
        crates.extend(uses.crates);
        notices.extend(uses.notices);
    }
    let excerpt = only.and_then(|path| cut(&nodes, &mut items, path));
    let builds_deprecated = choices.iter().any(|it| it.builders != Builders::None) && nodes.iter().any(is_deprecated);
    let files = layout::Layout { nodes: &nodes, options, support: &support, builds_deprecated, modules }.files(items);
    for part in support::PARTS.iter().filter(|it| support.contains(it.id)) {
        crates.extend(part.crates.iter().map(|it| (*it).to_owned()));
    }
    let others = if options.layout == Layout::Crate { vec![manifest::manifest(&crates, options)] } else { Vec::new() };
    (Plan { files, others, notices }, excerpt)
}

/// Takes an item out, and leaves but one field in it.
fn cut(nodes: &[Node<'_>], items: &mut [Vec<Item>], path: &Path) -> Option<Item> {
    let id =
        nodes.iter().position(|it| it.model.is_some() && it.path.model == path.model && it.path.steps.is_empty())?;
    let mut item = std::mem::take(&mut items[id]).into_iter().next()?;
    if let Some(Step::Field(name)) = path.steps.first() {
        let (Item::Struct(strct), Kind::Struct { slots, .. }) = (&mut item, &nodes[id].kind) else { return None };
        let at = slots.iter().position(|it| it.field.name == *name)?;
        strct.members = vec![strct.members.swap_remove(at)];
        strct.attrs.clear();
    }
    Some(item)
}

/// Whether a node or a field of it is deprecated.
fn is_deprecated(node: &Node<'_>) -> bool {
    node.model.is_some_and(|it| it.deprecated.is_some()) || node.kind.has_deprecated_field()
}

fn identifiers(nodes: &[Node<'_>], choices: &[ModelChoice<'_>], notices: &mut Vec<Notice>) -> (Vec<String>, Scope) {
    let chosen: Vec<&str> = choices.iter().filter_map(|it| it.name).collect();
    let mut scope = Scope::types(&chosen);
    let mut names = vec![String::new(); nodes.len()];
    // Models first: an inline type takes no name from one.
    for inline in [false, true] {
        let ids: Vec<Id> = (0..nodes.len()).filter(|id| nodes[*id].model.is_none() == inline).collect();
        let open: Vec<Id> = ids.iter().copied().filter(|id| choices[*id].name.is_none()).collect();
        let made = scope.assign(open.iter().map(|id| nodes[*id].name.as_str()));
        for (id, (name, moved)) in open.iter().zip(made) {
            if moved {
                notices.push(Notice {
                    code: Code::NameCollision,
                    path: nodes[*id].path.clone(),
                    message: format!(
                        "`{}` is `{name}` in Rust, since another type has the name already",
                        nodes[*id].name
                    ),
                    help: Some(format!("[rust.model.{:?}] name = \"…\"", nodes[*id].name)),
                });
            }
            names[*id] = name;
        }
        for id in ids {
            if let Some(name) = choices[id].name {
                names[id] = names::raw(name.to_owned());
            }
        }
    }
    (names, scope)
}

/// Gives the struct that a constructor takes a name that is free. Nodes are planned side by side; names are taken in order.
fn name_required(item: &mut Item, scope: &mut Scope) {
    if let Item::Struct(Struct {
        constructor: Some(Constructor { arguments: Arguments::Named { ty, .. }, .. }), ..
    }) = item
    {
        *ty = scope.take(ty).0;
    }
}

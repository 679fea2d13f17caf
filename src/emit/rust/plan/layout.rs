//! Items → files: which item stands where, and how everything is reached from the root.

use super::graph::{Id, Kind, Node};
use super::names::Scope;
use super::rust_type::SUPPORT;
use crate::emit::MARKER;
use crate::emit::rust::code::{Attr, File, Item, Made, Meta, Visibility};
use crate::emit::rust::options::{self, Options};
use crate::emit::rust::support;
use foldhash::HashSet;

pub(super) struct Layout<'p, 's> {
    pub(super) nodes: &'p [Node<'s>],
    pub(super) options: &'p Options,
    /// Whether there are builders, and something is deprecated.
    pub(super) builds_deprecated: bool,
    /// Whether models stand in modules below the root.
    pub(super) modules: bool,
}

/// What was made of the items that stand in modules, by the first node of the module, with the types that are defined there.
pub(super) struct Homes<'p, 's, T> {
    nodes: &'p [Node<'s>],
    made: Vec<Option<(Vec<String>, T)>>,
}

impl<'p, 's, T: Made> Homes<'p, 's, T> {
    pub(super) fn new(nodes: &'p [Node<'s>]) -> Self {
        Self { nodes, made: std::iter::repeat_with(|| None).take(nodes.len()).collect() }
    }

    /// Takes what was made of a node's item.
    pub(super) fn add(&mut self, id: Id, names: Vec<String>, made: T) {
        match &mut self.made[self.nodes[id].home] {
            Some((known, all)) => {
                known.extend(names);
                all.add(made);
            }
            none => *none = Some((names, made)),
        }
    }
}

/// The file that a layout begins with.
pub(in crate::emit::rust) fn root(layout: options::Layout) -> &'static str {
    match layout {
        options::Layout::File => "models.rs",
        options::Layout::Modules => "mod.rs",
        options::Layout::Crate => "src/lib.rs",
    }
}

impl Layout<'_, '_> {
    /// What the root begins with.
    pub(super) fn first_items(&self) -> Vec<Item<'static>> {
        let mut items = vec![Item::Head { comment: self.header(), attrs: self.root_attrs() }];
        if self.is_crate() && self.options.no_std {
            items.push(Item::ExternCrate("alloc"));
        }
        items
    }

    fn header(&self) -> Vec<String> {
        let marker = format!(" {MARKER}. Changes are lost when `fieldtable generate` runs again.");
        std::iter::once(marker).chain(self.options.header.lines().map(|it| format!(" {it}"))).collect()
    }

    fn is_crate(&self) -> bool {
        self.options.layout == options::Layout::Crate
    }

    /// What generated code cannot help: not all that others do not see is used, nor has it names that clippy likes; and
    /// builders mention what is deprecated. Only a file that nobody `include!`s can say so.
    fn allowed(&self) -> Option<Attr<'static>> {
        if !self.options.rustfmt_skip && self.options.layout == options::Layout::File {
            return None;
        }
        let mut lints = Vec::new();
        if self.options.visibility == options::Visibility::Crate {
            lints.extend(["dead_code", "unused_imports", "clippy::struct_field_names"]);
        }
        if self.builds_deprecated {
            lints.push("deprecated");
        }
        (!lints.is_empty()).then(|| Attr::List("allow", lints.into_iter().map(Meta::Word).collect()))
    }

    fn skip(&self) -> Option<Attr<'static>> {
        self.options
            .rustfmt_skip
            .then(|| Attr::List("cfg_attr", vec![Meta::Word("rustfmt"), Meta::Word("rustfmt_skip")]))
    }

    fn root_attrs(&self) -> Vec<Attr<'static>> {
        let mut attrs = Vec::new();
        if self.is_crate() {
            attrs.push(Attr::Doc("Models made from field tables.".into()));
            if self.options.no_std {
                attrs.push(Attr::Word("no_std"));
            }
        }
        attrs.extend(self.skip());
        attrs.extend(self.allowed());
        attrs
    }

    fn visibility(&self) -> Visibility {
        match self.options.visibility {
            options::Visibility::Public => Visibility::Public,
            options::Visibility::Crate => Visibility::Crate,
        }
    }

    /// A file for each model, with the inline types that stand in it, and what the root says of them. `finish` makes of other
    /// items what was made of those of the nodes.
    pub(super) fn modules<T: Made>(
        &self,
        homes: Homes<'_, '_, T>,
        finish: &dyn Fn(Item<'_>) -> T,
    ) -> (Vec<File<T>>, Vec<Item<'static>>) {
        let folder = if self.is_crate() { "src/" } else { "" };
        let mut files = Vec::new();
        let made = self.nodes.iter().zip(homes.made);
        let named: Vec<(&Node<'_>, (Vec<String>, T))> = made.filter_map(|(node, made)| Some((node, made?))).collect();
        let mut scope = Scope::modules(&[SUPPORT, "mod", "lib", "main"]);
        // The name of a file beyond ASCII is no name of a module.
        let ascii: Vec<String> = named.iter().map(|it| it.0.name.replace(|it: char| !it.is_ascii(), " ")).collect();
        let modules: Vec<String> =
            scope.assign(ascii.iter().map(|it| it.as_str().into())).into_iter().map(|it| it.0.into_owned()).collect();
        let (mut declared, mut used) = (Vec::new(), Vec::new());
        for ((node, (names, items)), module) in named.into_iter().zip(modules) {
            let deprecated = node.model.is_some_and(|it| it.deprecated.is_some());
            let allow = || -> Vec<Attr<'_>> {
                if deprecated { vec![Attr::List("allow", vec![Meta::Word("deprecated")])] } else { Vec::new() }
            };
            declared.push(Item::Module { attrs: Vec::new(), visibility: None, name: module.clone() });
            used.push(Item::Use { attrs: allow(), visibility: self.visibility(), module: module.clone(), names });
            let path = format!("{folder}{}.rs", module.trim_start_matches("r#"));
            let mut made = finish(Item::Head { comment: self.header(), attrs: self.skip().into_iter().collect() });
            made.add(items);
            files.push(File { path, made });
        }
        debug_assert!(self.nodes.iter().all(|it| !matches!(it.kind, Kind::Gone) || it.model.is_none()));
        declared.extend(used);
        (files, declared)
    }

    /// What the models share, if they share anything.
    pub(super) fn support_item(&self, shared: &HashSet<&str>) -> Option<Item<'static>> {
        if shared.is_empty() {
            return None;
        }
        let mut text = String::new();
        for part in support::PARTS.iter().filter(|it| shared.contains(it.id)) {
            text.push_str(part.text);
        }
        if self.modules {
            text = support::from_below(&text);
        }
        if self.options.no_std {
            text = support::without_std(&text);
        }
        if self.options.visibility == options::Visibility::Crate {
            text = text.replace("\npub ", "\npub(crate) ");
        }
        Some(Item::Support { visibility: self.visibility(), name: SUPPORT, text })
    }
}

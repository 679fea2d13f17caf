//! Where the documents' links to other models lead.

use super::graph::{Id, Node};
use crate::name::letters;
use foldhash::{HashMap, HashMapExt};
use std::sync::OnceLock;

/// Models by their names as links spell them.
pub(super) struct Links<'n> {
    nodes: &'n [Node<'n>],
    /// Made for the first link: there may be none.
    names: OnceLock<Names>,
}

struct Names {
    exact: HashMap<String, Id>,
    /// Without case and punctuation; `None` where two models meet.
    loose: HashMap<String, Option<Id>>,
}

impl<'n> Links<'n> {
    pub(super) fn new(nodes: &'n [Node<'n>]) -> Self {
        Self { nodes, names: OnceLock::new() }
    }

    fn names(&self) -> Names {
        let (mut exact, mut loose) = (HashMap::new(), HashMap::new());
        for (id, node) in self.nodes.iter().enumerate().filter(|it| it.1.model.is_some()) {
            exact.insert(node.name.to_string(), id);
            loose.entry(letters(&node.name)).and_modify(|it| *it = None).or_insert(Some(id));
        }
        Names { exact, loose }
    }

    /// The model that a relative link leads to: `Order.md`, `../Model/Order.md#x`, `#order`.
    pub(super) fn find(&self, link: &str) -> Option<Id> {
        if link.contains("://") {
            return None;
        }
        let (page, fragment) = link.split_once('#').unwrap_or((link, ""));
        let page = if page.is_empty() { fragment } else { page };
        let last = page.trim_end_matches('/').rsplit('/').next()?;
        let stem = last.rsplit_once('.').filter(|it| matches!(it.1, "md" | "mdx" | "html")).map_or(last, |it| it.0);
        let names = self.names.get_or_init(|| self.names());
        names.exact.get(stem).copied().or_else(|| names.loose.get(&letters(stem)).copied().flatten())
    }
}

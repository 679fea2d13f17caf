//! A [`Compilation`] → one side of a comparison: beside the schema, which page a model stands on and what was not read.

use crate::compile::Compilation;
use crate::diff::Side;
use crate::text::SourceMap;
use std::collections::BTreeMap;

/// What a comparison needs to know of pages. Paths of pages are taken relative to `root`.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// let side = fieldtable::config::side(&compilation, &sources, "");
/// assert_eq!(side.pages["Order"], "Order.md");
/// ```
#[must_use]
pub fn side(compilation: &Compilation, sources: &SourceMap, root: &str) -> Side {
    let mut side = Side::new(compilation.schema.clone());
    let root = root.trim_end_matches('/');
    let relative = |path: &str| path.strip_prefix(root).unwrap_or(path).trim_start_matches('/').to_owned();
    let mut seen = vec![false; sources.len()];
    let mut starts = BTreeMap::new();
    for (path, origin) in compilation.origins.iter() {
        let Some(span) = origin.span else { continue };
        seen[span.file.index()] = true;
        if path.steps.is_empty() {
            side.pages.insert(path.model.clone(), relative(&sources.file(span.file).path));
            starts.insert((span.file, span.start), path.model);
        }
    }
    side.unread = sources.iter().filter(|(id, _)| !seen[id.index()]).map(|(_, it)| relative(&it.path)).collect();
    for finding in compilation.diagnostics.iter().filter(|it| it.code.drops_a_row()) {
        let Some(span) = finding.primary.as_ref().map(|it| it.span) else { continue };
        let before = starts.range(..=(span.file, span.start)).next_back();
        if let Some((_, model)) = before.filter(|it| it.0.0 == span.file) {
            *side.unread_rows.entry(model.clone()).or_default() += 1;
        }
    }
    side
}

//! Sets of pages as they are found, written as canonical tables: `CANONICAL_DOCS` names a folder, and the folders of its folders
//! are the sets. Without it there is nothing to read; `laws.rs` shows the same of schemas that no page has.

use fieldtable::compile;
use fieldtable::compile::Options;
use fieldtable::config::{Config, load};
use fieldtable::emit::markdown;
use fieldtable::schema::Schema;
use fieldtable::text::SourceMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[test]
fn the_tables_of_whole_sets_are_read_as_they_were_written() {
    let Some(folder) = std::env::var_os("CANONICAL_DOCS") else { return };
    let sets: Vec<PathBuf> = folders(Path::new(&folder)).iter().flat_map(|it| folders(it)).collect();
    assert!(!sets.is_empty(), "{}: there are no sets of pages", folder.display());
    // The order of models is part of what is said.
    let text = |it: &Schema| serde_json::to_string(it).expect("a schema is JSON");
    let mut wrong = Vec::new();
    for set in &sets {
        let loaded = load(&Config { sources: vec![set.clone()], ..Config::default() }).expect("pages");
        let stated = compile(&loaded.sources, &loaded.options).schema;
        assert!(!stated.models.is_empty(), "{}: no models", set.display());
        let mut sources = SourceMap::new();
        sources.add("tables.md", markdown::emit(&stated));
        if text(&compile(&sources, &Options::default()).schema) != text(&stated) {
            wrong.push(set);
        }
    }
    assert!(wrong.is_empty(), "their tables are read as something else: {wrong:#?}");
    writeln!(std::io::stderr(), "{} sets of pages, each read again as it was written", sets.len())
        .expect("somebody measures");
}

/// The folders in a folder, in order.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut found: Vec<PathBuf> = entries.map(|it| it.expect("a folder can be listed").path()).collect();
    found.retain(|it| it.is_dir());
    found.sort();
    found
}

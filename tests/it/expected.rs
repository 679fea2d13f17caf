//! Expected texts that stand in files of their own; `INSTA_UPDATE=always` writes them.

use std::path::{Path, PathBuf};

/// A path below the root of the project.
pub(crate) fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The file has this text.
pub(crate) fn update(path: &str, text: &str) {
    let old = std::fs::read_to_string(root(path)).unwrap_or_default();
    if old != text && std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        std::fs::write(root(path), text).expect("can be written");
        return;
    }
    assert!(old == text, "{path} should be the following; `INSTA_UPDATE=always cargo test` writes it\n{text}");
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root(folder)).unwrap_or_else(|it| panic!("{folder}: {it}"));
    let mut names: Vec<_> =
        entries.map(|it| it.expect("can be listed").file_name().into_string().expect("names here are UTF-8")).collect();
    names.sort();
    names
}

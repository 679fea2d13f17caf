//! The book in `docs`: what it shows is so. A chapter is worked through from its top to its end in a folder of its own, as a
//! reader would; `INSTA_UPDATE=always` writes what commands print. What a fence may be is said in [`fence::Kind`].

mod codes;
mod dialects;
mod fence;
mod links;
mod run;

use crate::expected::{names, root};
use std::collections::BTreeSet;

const FOLDER: &str = "docs";

/// Chapters that a test makes say so. What they show is so already.
const MADE: &str = "<!-- Made from the code by ";

/// The chapters, by the name of their file.
fn chapters() -> Vec<String> {
    names(FOLDER).into_iter().filter(|it| it.ends_with(".md") && it != "SUMMARY.md").collect()
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root(path)).unwrap_or_else(|it| panic!("{path}: {it}"))
}

#[test]
fn every_chapter_is_in_the_summary() {
    let summary = text("docs/SUMMARY.md");
    let listed: BTreeSet<_> = links::of(&summary).into_iter().map(|it| it.target).collect();
    assert_eq!(listed, BTreeSet::from_iter(chapters()), "docs/SUMMARY.md lists each file of docs");
}

#[test]
fn chapters_do_what_they_show() {
    let mut wrong = Vec::new();
    for chapter in chapters().into_iter().filter(|it| !text(&format!("{FOLDER}/{it}")).contains(MADE)) {
        if let Err(it) = run::chapter(&chapter) {
            wrong.push(it);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Rust that stands in no file is compiled and run by rustdoc, which is told of each chapter by hand.
#[test]
fn rust_of_chapters_is_compiled() {
    let library = text("src/lib.rs");
    for chapter in chapters() {
        let has_rust =
            fence::all(&text(&format!("{FOLDER}/{chapter}"))).iter().any(|it| it.kind == Ok(fence::Kind::Doctest));
        let told = library.contains(&format!("include_str!(\"../{FOLDER}/{chapter}\")"));
        assert_eq!(told, has_rust, "src/lib.rs includes docs/{chapter} for its doctests if it has any");
    }
}

#[test]
fn a_fence_that_nothing_checks_is_refused() {
    for unchecked in
        ["```\nx\n```", "```text\nx\n```", "```rust,ignore\nx\n```", "```rust,no_run\nx\n```", "    indented code"]
    {
        let found = fence::all(unchecked);
        assert!(found.len() == 1 && found[0].kind.is_err(), "{unchecked}: {found:?}");
    }
}

#[test]
fn links_lead_somewhere() {
    let pages = chapters().into_iter().chain(["SUMMARY.md".to_owned()]).map(|it| format!("{FOLDER}/{it}"));
    let around = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned);
    let wrong: Vec<_> = pages.chain(around).flat_map(|it| links::broken(&it)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

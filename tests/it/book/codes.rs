//! The chapter of all findings, made from the codes and the pages in `fixtures/findings`. `INSTA_UPDATE=always` writes it.

use super::text;
use crate::expected::{names, root, update};
use fieldtable::diag::Code;
use std::fmt::Write as _;

const HEAD: &str = "# All findings

<!-- Made from the code by tests/it/book/codes.rs; `INSTA_UPDATE=always cargo test` writes it. -->

Each finding with a page where it comes up, what is printed about it, and the configuration that mends it. A code keeps its
meaning and is never given to another finding. [Reading findings](findings.md) says how to change their levels.
";

#[test]
fn the_chapter_of_findings_is_made_from_the_code() {
    let mut out = HEAD.to_owned();
    for code in Code::ALL {
        let explanation = code.explanation().lines().map(str::trim).collect::<Vec<_>>().join("\n");
        write!(out, "\n## {}\n\n*{}.* {}\n", code.id(), code.severity().word(), explanation.trim())
            .expect("a string takes all");
        let folder = format!("fixtures/findings/{}", code.id());
        let files = names(&folder);
        let of = |part: fn(&str) -> bool| files.iter().filter(move |it| part(it)).map(|it| format!("{folder}/{it}"));
        for page in of(|it| it.ends_with(".md")).filter(|it| std::fs::read_to_string(root(it)).is_ok()) {
            out += &shown("markdown", &page);
        }
        of(|it| it == "findings.txt").for_each(|it| out += &shown("text", &it));
        for mended in of(|it| it == "mended.toml") {
            out += "\nIt is mended with:\n";
            out += &shown("toml", &mended);
        }
    }
    update("docs/codes.md", &out);
}

/// A file in a fence that is longer than those in it.
fn shown(language: &str, path: &str) -> String {
    let text = text(path);
    let fence = if text.contains("```") { "`````" } else { "```" };
    format!("\n{fence}{language} from={path}\n{}\n{fence}\n", text.trim_end())
}

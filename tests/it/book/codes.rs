//! The chapter of all findings, made from the codes and what `fieldtable explain` shows of each. `INSTA_UPDATE=always` writes it.

use super::text;
use crate::expected::update;
use fieldtable::diag::Code;
use std::fmt::Write as _;

const HEAD: &str = "# All findings

<!-- Made from the code by tests/it/book/codes.rs; `INSTA_UPDATE=always cargo test` writes it. -->

Each finding with a page where it comes up, what is printed about it, and what mends it, as `fieldtable explain CODE` shows
it. A code keeps its meaning and is never given to another finding. [Reading findings](findings.md) says how to change their levels.
";

#[test]
fn the_chapter_of_findings_is_made_from_the_code() {
    let mut out = HEAD.to_owned();
    for code in Code::ALL {
        let explanation = code.explanation().lines().map(str::trim).collect::<Vec<_>>().join("\n");
        write!(out, "\n## {}\n\n*{}.* {}\n", code.id(), code.severity().word(), explanation.trim())
            .expect("a string takes all");
        out += &shown(&format!("templates/explain/{}.md", code.id()));
    }
    update("docs/codes.md", &out);
}

/// A file in a fence that is longer than those in it.
fn shown(path: &str) -> String {
    let text = text(path);
    let fence = if text.contains("```") { "`````" } else { "```" };
    format!("\n{fence}text from={path}\n{}\n{fence}\n", text.trim_end())
}

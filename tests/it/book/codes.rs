//! The chapter of all findings, made from the codes and what `explain` shows of them. `INSTA_UPDATE=always` writes it.

use super::{MADE, text};
use crate::expected::update;
use fieldtable::diag::Code;
use std::fmt::Write as _;

#[test]
fn the_chapter_of_findings_is_made_from_the_code() {
    let mut out = format!(
        "# All findings\n\n{MADE}tests/it/book/codes.rs; `INSTA_UPDATE=always cargo test` writes it. -->\n\n\
         Each finding with a page where it comes up, what is said of it, and what mends it, as `fieldtable explain CODE` shows it.\n\
         A code keeps its meaning and is never given to another finding. [Reading findings](findings.md) says how to change their\n\
         levels.\n"
    );
    for code in Code::ALL {
        let explanation = code.explanation().lines().map(str::trim).collect::<Vec<_>>().join("\n");
        let example = text(&format!("templates/explain/{}.md", code.id()));
        write!(out, "\n## {}\n\n*{}.* {}\n\n{example}", code.id(), code.severity().word(), explanation.trim())
            .expect("a string takes all");
    }
    update("docs/codes.md", &out);
}

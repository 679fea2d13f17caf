//! A registry and its folder say the same: what is added to one is missed in the other.

use crate::expected::{names, root};
use fieldtable::emit::EMITTERS;
use fieldtable::{dialect, typexpr};
use std::collections::BTreeSet;
use std::process::Command;

fn set<T: ToString>(names: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    names.into_iter().map(|it| it.to_string()).collect()
}

/// Files and folders of modules, without `mod.rs` and tests.
fn modules(folder: &str) -> BTreeSet<String> {
    let names = names(folder).into_iter().map(|it| it.trim_end_matches(".rs").to_owned());
    names.filter(|it| it != "mod" && it != "tests" && it != "snapshots").collect()
}

#[test]
fn templates_are_those_that_are_built_in() {
    let files = |folder: &str| set(names(folder).iter().map(|it| it.trim_end_matches(".toml").to_owned()));
    assert_eq!(files("templates/dialects"), set(dialect::BUILTIN.iter().map(|it| it.0)));
    assert_eq!(files("templates/notations"), set(typexpr::BUILTIN.iter().map(|it| it.0)));
}

#[test]
fn formats_are_the_modules_of_emit() {
    /// What formats share, and the code, which is no format of `export`.
    const SHARED: [&str; 5] = ["diagram", "formats", "provenance", "rust", "text"];
    let formats = set(EMITTERS.iter().map(|it| it.id.replace('-', "_")));
    let modules: BTreeSet<_> = modules("src/emit").into_iter().filter(|it| !SHARED.contains(&it.as_str())).collect();
    assert_eq!(formats, modules);
    assert!(EMITTERS.is_sorted_by_key(|it| it.id), "in alphabetical order");
}

#[test]
fn a_command_has_a_file_and_a_page() {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldtable")).arg("--help").output().expect("the command was built");
    let help = String::from_utf8(output.stdout).expect("help is UTF-8");
    let (_, list) = help.split_once("Commands:\n").expect("there are commands");
    let commands = list.lines().take_while(|it| it.starts_with("  ")).filter_map(|it| it.split_whitespace().next());
    let commands: Vec<_> = commands.filter(|it| *it != "help").collect();
    assert!(commands.len() >= 5, "{commands:?}");
    let modules = modules("src/cli");
    for command in commands {
        assert!(modules.contains(&command.replace('-', "_")), "src/cli has no file for `{command}`");
        assert!(root(&format!("fixtures/cli/{command}.md")).exists(), "fixtures/cli/{command}.md does not show it");
    }
}

/// What `fieldtable init --build-script` writes is a build script.
#[path = "../../templates/init/build/build.rs"]
#[expect(dead_code, reason = "it is compiled here, and run by cargo where it stands")]
mod build_script;

//! What other crates bring: licences that everybody can take, no source but the registry, and none that no code names.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Each alone lets code be used in programs of any licence.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unlicense",
    "0BSD",
    "CC0-1.0",
    "Unicode-3.0",
    "BSL-1.0",
    "MIT-0",
];

fn metadata() -> Value {
    let about = Command::new("rustc").arg("-vV").output().expect("there is a compiler");
    let about = String::from_utf8(about.stdout).expect("it writes UTF-8");
    let host = about.lines().find_map(|it| it.strip_prefix("host: ")).expect("it says what it builds for");
    // Crates for other systems need not have been fetched.
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs the tests");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

/// Whether a licence expression can be met with the licences above: `A OR B`, `A AND (B OR C)`, `A/B`.
fn is_free(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let known = |it: &str| LICENCES.contains(&it.trim().trim_matches(['(', ')']).trim());
    // An alternative of which all parts are known, or parts of which each has one that is.
    let either = |it: &str| it.split(" OR ").any(|it| it.split(" AND ").all(known));
    either(&expression) || expression.split(" AND ").all(either)
}

#[test]
fn licences_are_permissive_and_sources_are_the_registry() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("a list");
    assert!(packages.len() > 30, "the packages were not read");
    let mut wrong = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or("none");
        if !is_free(licence) {
            wrong.push(format!("{name}: {licence}"));
        }
        let source = package["source"].as_str().unwrap_or("registry+");
        if !source.starts_with("registry+") {
            wrong.push(format!("{name}: {source}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_licence_is_met_by_one_of_its_alternatives() {
    assert!(is_free("MIT OR Apache-2.0") && is_free("MIT/GPL-3.0") && is_free("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!is_free("GPL-3.0") && !is_free("MIT AND GPL-3.0") && !is_free("none"));
}

#[test]
fn every_dependency_is_named_by_code() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("a list");
    let own = packages.iter().find(|it| it["name"] == "fieldtable").expect("this crate");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for folder in ["src", "tests"] {
        gather(&root.join(folder), &mut code);
    }
    let words: BTreeSet<&str> = code.split(|it: char| !it.is_alphanumeric() && it != '_').collect();
    let dependencies = own["dependencies"].as_array().expect("a list");
    let names = dependencies.iter().filter_map(|it| it["rename"].as_str().or(it["name"].as_str()));
    let unused: Vec<_> = names.filter(|it| !words.contains(it.replace('-', "_").as_str())).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

fn gather(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            gather(&path, code);
        } else if path.extension().is_some_and(|it| it == "rs") {
            code.push_str(&std::fs::read_to_string(&path).expect("it is there"));
        }
    }
}

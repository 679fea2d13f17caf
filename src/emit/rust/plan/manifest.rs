//! The manifest of a generated crate: exactly the dependencies that the code needs.

use crate::emit::rust::options::Options;
use crate::emit::{Artifact, MARKER};
use crate::json::Value;
use crate::order;
use foldhash::HashSet;
use std::fmt::Write as _;

/// What a crate that generated code may name is asked for with.
struct Package {
    /// As paths have it.
    path: &'static str,
    name: &'static str,
    version: &'static str,
    /// Features that are always on.
    features: &'static [&'static str],
    /// Features in place of the default ones, where there is no std.
    no_std: Option<&'static [&'static str]>,
}

const fn package(
    path: &'static str,
    name: &'static str,
    version: &'static str,
    features: &'static [&'static str],
    no_std: Option<&'static [&'static str]>,
) -> Package {
    Package { path, name, version, features, no_std }
}

const PACKAGES: &[Package] = &[
    package("base64", "base64", "0.22", &[], Some(&["alloc"])),
    package("bon", "bon", "3", &[], Some(&["alloc"])),
    package("chrono", "chrono", "0.4", &["serde"], Some(&["alloc"])),
    package("indexmap", "indexmap", "2", &["serde"], Some(&[])),
    package("jiff", "jiff", "0.2", &["serde"], Some(&["alloc"])),
    package("rust_decimal", "rust_decimal", "1", &["serde", "serde-with-arbitrary-precision", "serde-with-str"], None),
    package("serde", "serde", "1", &["derive"], Some(&["alloc"])),
    package("serde_json", "serde_json", "1", &[], Some(&["alloc"])),
    package("time", "time", "0.3", &["formatting", "macros", "parsing", "serde"], Some(&["alloc"])),
    package("typed_builder", "typed-builder", "0.23", &[], None),
    package("url", "url", "2", &["serde"], None),
    package("uuid", "uuid", "1", &["serde"], Some(&[])),
];

/// `Cargo.toml`. `crates` are the first segments of paths that the code names.
pub(super) fn manifest(crates: &HashSet<String>, options: &Options) -> Artifact {
    let package = &options.package;
    let mut out = format!("# {MARKER}. Changes are lost when `fieldtable generate` runs again.\n\n[package]\n");
    for (key, value) in
        [("name", &package.name[..]), ("version", &package.version), ("edition", options.edition.name())]
    {
        let _ = writeln!(out, "{key} = {}", text(value));
    }
    out.push_str("\n[dependencies]\n");
    let mut lines: Vec<(&str, String)> = Vec::new();
    for it in PACKAGES.iter().filter(|it| crates.contains(it.path) && !options.dependencies.contains_key(it.name)) {
        lines.push((it.name, requirement(it, options.no_std)));
    }
    for (name, value) in &options.dependencies {
        lines.push((name, inline(value)));
    }
    order::sort_by(&mut lines, Ord::cmp);
    for (name, requirement) in lines {
        let _ = writeln!(out, "{} = {requirement}", key(name));
    }
    Artifact { path: "Cargo.toml".into(), text: out.into() }
}

fn requirement(package: &Package, no_std: bool) -> String {
    let mut features = package.features.to_vec();
    let bare = package.no_std.filter(|_| no_std);
    features.extend(bare.into_iter().flatten());
    if features.is_empty() && bare.is_none() {
        return format!("{:?}", package.version);
    }
    let mut parts = vec![format!("version = {:?}", package.version)];
    if bare.is_some() {
        parts.push("default-features = false".to_owned());
    }
    if !features.is_empty() {
        parts.push(format!("features = {features:?}"));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
    if bare { name.to_owned() } else { text(name) }
}

/// A string of JSON is one of TOML.
fn text(value: &str) -> String {
    Value::from(value).to_string().replace('\u{7f}', "\\u007f")
}

/// A value on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::String(it) => text(it),
        Value::Array(all) => format!("[{}]", all.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Object(all) => {
            let entries: Vec<_> = all.iter().map(|(name, it)| format!("{} = {}", key(name), inline(it))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        // `null` is what numbers become that JSON does not have.
        Value::Null => "nan".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

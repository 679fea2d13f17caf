//! Crates with generated code: a module or a package for each schema and its options, and tests that use them.

use super::page::{Case, Fate};
use crate::expected::root;
use fieldtable::emit::rust::{self, Layout, Options};
use fieldtable::schema::Schema;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What samples go through.
const TRIP: &str = r#"
fn trip<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str) -> Result<serde_json::Value, String> {
    let value: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
    let from_value = serde_json::from_value::<T>(value).map_err(|it| it.to_string());
    let from_text = serde_json::from_str::<T>(json).map_err(|it| it.to_string());
    let (from_value, from_text) = (from_value?, from_text?);
    let text = serde_json::to_string(&from_text).map_err(|it| it.to_string())?;
    let value = serde_json::to_value(&from_value).map_err(|it| it.to_string())?;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON"), value, "of a text and of a value");
    Ok(value)
}

fn becomes<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str, other: &str) {
    let other: serde_json::Value = serde_json::from_str(other).expect("it is JSON");
    assert_eq!(trip::<T>(json), Ok(other), "{json}");
}

fn refused<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str) {
    let found = trip::<T>(json);
    assert!(found.is_err(), "{json} was read and is {found:?}");
}
"#;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// A module of the crate `world`, whose tests use it.
    Module,
    /// A module of the crate `more`, which has no tests.
    More,
    /// A package of its own.
    Package,
}

pub(crate) struct Crate<'a> {
    pub(crate) module: &'a str,
    pub(crate) kind: Kind,
    pub(crate) schema: &'a Schema,
    pub(crate) options: &'a Options,
    /// Code that stands beside the generated one.
    pub(crate) user: &'a str,
}

pub(crate) struct World {
    folder: PathBuf,
    dependencies: BTreeMap<String, toml::Table>,
    members: Vec<String>,
    /// Those of them that the tests use.
    tested: Vec<String>,
    modules: String,
    more: String,
    tests: String,
}

impl World {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // Cargo's own files may stay.
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|it| it.is_dir()) && entry.file_name() != "target" {
                std::fs::remove_dir_all(entry.path()).expect("it is ours");
            }
        }
        let all = ["serde", "serde_json"].map(|it| (it.to_owned(), toml::Table::new()));
        let mut world = Self {
            folder,
            dependencies: BTreeMap::from(all),
            members: Vec::new(),
            tested: Vec::new(),
            modules: String::new(),
            more: String::new(),
            tests: String::new(),
        };
        world.needs(&"serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"".parse().expect("TOML"));
        world
    }

    /// Notes dependencies; of two with the same name both have what the other asks for.
    fn needs(&mut self, dependencies: &toml::Table) {
        for (name, value) in dependencies {
            let mut asked = match value {
                toml::Value::Table(it) => it.clone(),
                version => toml::Table::from_iter([("version".to_owned(), version.clone())]),
            };
            let known = self.dependencies.entry(name.clone()).or_default();
            for feature in known.get("features").and_then(toml::Value::as_array).into_iter().flatten() {
                let all = asked.entry("features").or_insert_with(|| toml::Value::Array(Vec::new()));
                let all = all.as_array_mut().expect("a list");
                if !all.contains(feature) {
                    all.push(feature.clone());
                }
            }
            asked.remove("default-features");
            *known = asked;
        }
    }

    pub(crate) fn add(&mut self, it: &Crate<'_>) {
        self.needs(&dependencies(it.schema, it.options));
        match it.kind {
            Kind::Module | Kind::More => {
                let (folder, modules) = match it.kind {
                    Kind::More => (format!("more/src/{}", it.module), &mut self.more),
                    _ => (format!("src/{}", it.module), &mut self.modules),
                };
                writeln!(modules, "pub mod {};", it.module).expect("a string takes all");
                for artifact in rust::emit(it.schema, it.options).artifacts {
                    self.file(&format!("{folder}/generated/{}", artifact.path), &artifact.text.to_string());
                }
                let path = if it.options.layout == Layout::File { "models" } else { "mod" };
                let user = &it.user;
                // What is included cannot allow it itself.
                let dead = if it.options.rustfmt_skip {
                    ""
                } else {
                    "#[allow(dead_code, deprecated, clippy::struct_field_names)]\n"
                };
                let inner = format!(
                    "#![allow(clippy::all, clippy::pedantic)]\n\n#[deny(clippy::all, clippy::pedantic)]\n{dead}#[path = \"generated/{path}.rs\"]\npub mod models;\n\n{user}"
                );
                self.file(&format!("{folder}/mod.rs"), &inner);
            }
            Kind::Package => {
                let mut options = it.options.clone();
                it.module.clone_into(&mut options.package.name);
                for artifact in rust::emit(it.schema, &options).artifacts {
                    self.file(&format!("{}/{}", it.module, artifact.path), &artifact.text.to_string());
                }
                self.members.push(it.module.to_owned());
            }
        }
    }

    /// A test for each sample and each use.
    pub(crate) fn tests(&mut self, module: &str, kind: Kind, case: &Case) {
        let place = match kind {
            Kind::Module | Kind::More => format!("crate::{module}::models"),
            Kind::Package => {
                self.tested.push(module.to_owned());
                module.to_owned()
            }
        };
        let mut body = String::new();
        for it in &case.samples {
            let (ty, json) = (format!("{place}::{}", it.model), &it.json);
            match &it.fate {
                Fate::Same => writeln!(body, "    becomes::<{ty}>({json:?}, {json:?});"),
                Fate::Other(other) => writeln!(body, "    becomes::<{ty}>({json:?}, {other:?});"),
                Fate::Refused => writeln!(body, "    refused::<{ty}>({json:?});"),
            }
            .expect("a string takes all");
        }
        for it in &case.uses {
            writeln!(body, "    {{ use {place}::*;\n{it} }}").expect("a string takes all");
        }
        writeln!(self.tests, "#[test]\nfn {module}() {{\n{body}}}\n").expect("a string takes all");
    }

    pub(crate) fn write(&self) {
        let package = |name: &str| {
            let mut manifest =
                format!("[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n");
            for (name, value) in &self.dependencies {
                let value = serde_json::to_string(value).expect("JSON").replace("\":", "\"=");
                writeln!(manifest, "{name} = {value}").expect("a string takes all");
            }
            manifest
        };
        let about = "//! Generated code, a module for each page and its settings.\n\n#![deny(warnings)]\n#![allow(missing_docs, reason = \"pages have none\")]\n\nextern crate alloc;\n\n";
        let mut members: Vec<&str> = self.members.iter().map(String::as_str).collect();
        if !self.more.is_empty() {
            members.push("more");
            self.file("more/Cargo.toml", &package("more"));
            self.file("more/src/lib.rs", &format!("{about}{}", self.more));
        }
        let mut manifest = package("world");
        manifest += "\n[dev-dependencies]\n";
        for it in &self.tested {
            writeln!(manifest, "{it} = {{ path = {it:?} }}").expect("a string takes all");
        }
        writeln!(manifest, "\n[workspace]\nresolver = \"2\"\nmembers = {members:?}").expect("a string takes all");
        self.file("Cargo.toml", &manifest);
        self.file("src/lib.rs", &format!("{about}{}\n#[cfg(test)]\nmod trips;\n", self.modules));
        self.file("src/trips.rs", &format!("#![allow(clippy::all, clippy::pedantic)]\n{TRIP}\n{}", self.tests));
    }

    fn file(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text) {
            std::fs::write(&path, text).expect("a file");
        }
    }

    /// The versions of all packages stand in this file; `INSTA_UPDATE=always` writes it.
    pub(crate) fn lock(&self, path: &str) {
        let here = self.folder.join("Cargo.lock");
        if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
            self.cargo(&["check", "--quiet"]);
            std::fs::copy(here, root(path)).expect("can be copied");
        } else {
            std::fs::copy(root(path), here).expect("can be copied");
        }
    }

    /// Documents what is a module, and the packages that tests use.
    pub(crate) fn document(&self) {
        let packages = ["world", "more"].into_iter().chain(self.tested.iter().map(String::as_str));
        let chosen = packages.flat_map(|it| ["--package", it]);
        self.cargo(&["doc", "--quiet", "--locked", "--no-deps"].into_iter().chain(chosen).collect::<Vec<_>>());
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) {
        let output = Command::new(env!("CARGO"))
            .current_dir(&self.folder)
            .args(arguments)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .env_remove("RUSTFLAGS")
            .output()
            .expect("there is cargo");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "cargo {arguments:?} in {}\n{out}\n{err}", self.folder.display());
    }
}

/// What a crate with this code would depend on.
pub(crate) fn dependencies(schema: &Schema, options: &Options) -> toml::Table {
    let options = Options { layout: Layout::Crate, ..options.clone() };
    let artifacts = rust::emit(schema, &options).artifacts;
    let manifest = artifacts.iter().find(|it| it.path == "Cargo.toml").expect("a crate has a manifest");
    let manifest: toml::Table = manifest.text.to_string().parse().expect("a manifest is TOML");
    manifest["dependencies"].as_table().expect("a table").clone()
}

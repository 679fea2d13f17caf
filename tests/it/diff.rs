//! Every rule has a pair in fixtures/diff that fires it: `ID/old.*` and `ID/new.*`, or two folders of pages.

use fieldtable::config::Config;
use fieldtable::diff::{Comparison, Finding, Options, Side, compare, rules};
use fieldtable::emit::rust;
use fieldtable::{config, import, snapshot::Snapshot};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diff")
}

/// The two sides of a pair.
pub(crate) fn pair(id: &str) -> (Side, Side) {
    (side(&folder().join(id), "old"), side(&folder().join(id), "new"))
}

fn side(folder: &Path, name: &str) -> Side {
    let json = folder.join(format!("{name}.json"));
    if let Ok(text) = std::fs::read_to_string(&json) {
        let document = import::document(&text).expect("JSON");
        if Snapshot::is_one(&document) {
            return Side { prose: false, ..Side::new(Snapshot::read(&text).expect("a snapshot").schema()) };
        }
        return Side::new(import::json_schema::read(&document).expect("a JSON Schema").0);
    }
    let page = folder.join(format!("{name}.md"));
    let root = if page.exists() { page } else { folder.join(name) };
    let settings = folder.join("fieldtable.toml");
    let settings =
        if settings.exists() { Config::read(&settings).expect("a configuration") } else { Config::default() };
    let loaded = config::load(&Config { sources: vec![root.clone()], ..settings }).expect("pages");
    let compilation = fieldtable::compile(&loaded.sources, &loaded.options);
    config::side(&compilation, &loaded.sources, &root.to_string_lossy())
}

pub(crate) fn ids() -> Vec<&'static str> {
    rules::all().iter().map(|it| it.id).collect()
}

/// The rules that fired: those of edits, and those of what follows from them.
fn fired(comparison: &Comparison) -> (Vec<&'static str>, BTreeSet<&'static str>) {
    let edits = comparison.findings.iter().flat_map(|it| std::iter::repeat_n(it.rule.id, it.count())).collect();
    let follows = comparison.findings.iter().flat_map(|it| &it.consequences).map(|it| it.rule.id).collect();
    (edits, follows)
}

fn between(old: &Side, new: &Side) -> Comparison {
    compare(old, new, &Options::default())
}

/// With the code that is made of both sides.
pub(crate) fn in_code(old: &Side, new: &Side, options: &rust::Options) -> Comparison {
    let with = |it: &Side| Side { rust: Some(options.clone()), ..it.clone() };
    between(&with(old), &with(new))
}

#[test]
fn every_rule_has_a_pair_and_every_pair_a_rule() {
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the folder is there")
        .map(|it| it.expect("it can be listed"))
        .filter(|it| it.path().is_dir())
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there, ids().into_iter().map(str::to_owned).collect());
}

/// The table of all rules and all pairs: a line a pair. What stands before `so` are edits, one finding each; what stands
/// behind it follows from them.
#[test]
fn a_rule_fires_on_its_own_pair_and_on_no_other_unless_the_table_says_so() {
    let mut table = String::new();
    for id in ids() {
        let (old, new) = pair(id);
        let (edits, follows) = fired(&in_code(&old, &new, &rust::Options::default()));
        assert!(
            edits.contains(&id) || follows.contains(id),
            "{id} does not fire on its own pair, but {edits:?} {follows:?}"
        );
        let so = follows.into_iter().fold(String::new(), |all, it| all + " so " + it);
        let edits = if edits == [id] { "only".to_owned() } else { edits.join(" ") };
        writeln!(table, "{id}: {edits}{so}").expect("a string takes all");
    }
    insta::with_settings!({snapshot_path => "../../fixtures/diff", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("table", table);
    });
}

#[test]
fn nothing_changed_is_nothing_found() {
    for id in ids() {
        for side in <[Side; 2]>::from(pair(id)) {
            let found: Vec<_> = between(&side, &side).findings.iter().map(|it| it.rule.id).collect();
            assert!(found.is_empty(), "{id}: {found:?}");
        }
    }
}

/// What a rule becomes when the sides are swapped.
const MIRRORS: &[(&str, &str)] = &[
    ("model-added", "model-removed"),
    ("model-split", "model-merged"),
    ("field-added-optional", "field-removed-optional"),
    ("field-added-required", "field-removed-required"),
    ("field-type-widened", "field-type-narrowed"),
    ("field-type-became-any", "field-any-became-typed"),
    ("field-type-scalar-to-array", "field-type-array-to-scalar"),
    ("field-became-required", "field-became-optional"),
    ("field-became-nullable", "field-became-not-nullable"),
    ("enum-value-added", "enum-value-removed"),
    ("enum-opened", "enum-closed"),
    ("const-added", "const-removed"),
    ("default-added", "default-removed"),
    ("format-added", "format-removed"),
    ("constraint-tightened", "constraint-loosened"),
    ("constraint-set", "constraint-unset"),
    ("readonly-added", "readonly-removed"),
    ("writeonly-added", "writeonly-removed"),
    ("additional-properties-closed", "additional-properties-opened"),
    ("oneof-variant-added", "oneof-variant-removed"),
    ("discriminator-added", "discriminator-removed"),
    ("deprecated-added", "deprecated-removed"),
];

/// Rules whose mirror is not a rule of its own, and why.
const WAIVED: &[(&str, &str)] = &[
    ("field-added-required-with-default", "the mirror is the removal of a required field"),
    ("field-removed-after-deprecation", "what comes has not been announced to go: the mirror is an addition"),
    (
        "field-split",
        "two fields that become one are two removals and an addition: nothing says that they were laid together",
    ),
    ("model-became-recursive", "a box that goes is the change of a type like any other"),
    ("model-derive-lost", "a trait that comes breaks nothing"),
    ("oneof-variant-became-ambiguous", "a doubt that goes breaks nothing"),
    ("type-unresolved", "a type that can be resolved again is a change of the reference"),
    ("link-broken", "a model that is described again is an addition to what is known"),
    ("parse-lost", "what can be read again is an addition to what is known"),
    ("rust-ident-changed", "it follows from a field that comes; the mirror follows from one that goes"),
    ("rust-constructor-order", "it follows from a reordering, which is its own mirror"),
];

#[test]
fn swapping_the_sides_mirrors_the_findings() {
    let mirror = |id: &str| {
        let pair = MIRRORS.iter().find(|it| it.0 == id || it.1 == id);
        pair.map_or(id.to_owned(), |it| if it.0 == id { it.1.to_owned() } else { it.0.to_owned() })
    };
    for id in ids().into_iter().filter(|id| !WAIVED.iter().any(|it| it.0 == *id)) {
        let (old, new) = pair(id);
        let edits = |it: &Comparison| {
            let mut all: Vec<_> = fired(it).0.into_iter().map(str::to_owned).collect();
            all.sort();
            all
        };
        let mut there: Vec<_> = edits(&between(&old, &new)).iter().map(|it| mirror(it)).collect();
        there.sort();
        assert_eq!(edits(&between(&new, &old)), there, "{id}");
    }
}

/// What an edit is about: the model, and the member.
fn places(finding: &Finding) -> Vec<String> {
    let change = &finding.change;
    let sides = [&change.old, &change.new];
    sides.into_iter().flatten().map(|it| format!("{}{:?}", it.model, it.steps.first())).collect()
}

/// Three versions: the second has the first pair's edit, the third the second pair's besides. What is found between the
/// first and the third is what is found on the way.
#[test]
fn a_chain_of_three_composes() {
    let prefix = |side: &Side, by: &str| -> Side {
        let mut side = side.clone();
        let text = serde_json::to_string(&side.schema).expect("a schema");
        let mut renamed = text;
        for name in side.schema.models.keys() {
            for quoted in [format!("\"ref\":\"{name}\""), format!("\"{name}\":{{\"")] {
                renamed = renamed.replace(&quoted, &quoted.replacen(name.as_str(), &format!("{by}{name}"), 1));
            }
        }
        side.schema = serde_json::from_str(&renamed).expect("a schema still");
        side.pages = BTreeMap::new();
        side
    };
    let both = |one: &Side, other: &Side| {
        let mut side = one.clone();
        side.schema.models.extend(other.schema.models.clone());
        side
    };
    let ids = ids();
    for (first, second) in ids.iter().zip(ids.iter().skip(1)) {
        let ((a, b), (c, d)) = (pair(first), pair(second));
        let sides = [&a, &b].map(|it| prefix(it, "First"));
        let others = [&c, &d].map(|it| prefix(it, "Second"));
        let [one, two, three] = [both(&sides[0], &others[0]), both(&sides[1], &others[0]), both(&sides[1], &others[1])];
        let found = |old: &Side, new: &Side| -> BTreeSet<String> {
            let all = between(old, new);
            all.findings.iter().map(|it| format!("{} {:?}", it.rule.id, places(it))).collect()
        };
        let mut way = found(&one, &two);
        way.extend(found(&two, &three));
        assert_eq!(found(&one, &three), way, "{first}, then {second}");
    }
}

use super::super::change::{Change, Kind, Tag};
use super::list::FILES;
use super::{Rule, all, find};
use crate::schema::Path;
use std::collections::BTreeSet;
use std::fmt::Write;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diff/rules");

#[test]
fn the_list_is_the_folder() {
    let mut ids: Vec<String> = std::fs::read_dir(FOLDER)
        .expect("the folder is there")
        .filter_map(|it| {
            it.expect("it can be listed").file_name().to_string_lossy().strip_suffix(".toml").map(str::to_owned)
        })
        .collect();
    ids.sort();
    let mut text = "//! The files of this folder, in order. A test compares, and writes this list under `INSTA_UPDATE=always`.\n\n/// Id and text of every rule.\npub(super) const FILES: &[(&str, &str)] = &[\n".to_owned();
    ids.iter()
        .for_each(|id| writeln!(text, "    (\"{id}\", include_str!(\"{id}.toml\")),").expect("a string takes all"));
    text += "];\n";
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        std::fs::write(format!("{FOLDER}/list.rs"), &text).expect("the list can be written");
    }
    assert_eq!(FILES.iter().map(|it| it.0).collect::<Vec<_>>(), ids, "src/diff/rules/list.rs lists the folder");
}

#[test]
fn every_file_is_a_rule_with_a_reason_for_each_verdict() {
    for (id, text) in FILES {
        let rule: Rule = toml::from_str(text).unwrap_or_else(|why| panic!("{id}: {why}"));
        assert!(!rule.witness.trim().is_empty(), "{id}: no witness");
        assert!(rule.why.rust.is_some(), "{id}: no reason for the Rust verdict");
        for (verdict, why) in [(rule.read, &rule.why.read), (rule.write, &rule.why.write)] {
            assert_eq!(verdict != super::Verdict::None, why.is_some(), "{id}: a reason for each verdict");
        }
    }
    let names: Vec<_> = all().iter().flat_map(|it| it.aliases.iter().map(String::as_str).chain([it.id])).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "ids and aliases differ");
    assert!(find("any-became-typed").is_some_and(|it| it.id == "field-any-became-typed"));
}

/// The tags that changes of a kind have, as groups of which at most one holds.
fn groups(kind: Kind) -> Vec<Vec<Tag>> {
    match kind {
        Kind::FieldAdded => vec![vec![Tag::Required, Tag::Optional], vec![Tag::Default]],
        Kind::FieldRemoved => vec![vec![Tag::Required, Tag::Optional], vec![Tag::Deprecated]],
        Kind::FieldRenamed => vec![vec![Tag::Required, Tag::Optional], vec![Tag::Case]],
        Kind::FieldPresence => vec![vec![Tag::Required, Tag::Optional, Tag::Unsaid]],
        Kind::FieldNullable => vec![vec![Tag::Became, Tag::Ceased]],
        Kind::FieldType => {
            vec![vec![Tag::Wider, Tag::Narrower, Tag::Same, Tag::ToAny, Tag::FromAny, Tag::ToArray, Tag::FromArray]]
        }
        Kind::FieldRef | Kind::FieldItemType | Kind::MapValueType => vec![vec![Tag::Wider, Tag::Narrower, Tag::Same]],
        _ => vec![vec![Tag::Untagged]],
    }
}

#[test]
fn each_change_is_judged_by_one_rule() {
    let kinds: BTreeSet<Kind> = all().iter().map(|it| it.on).collect();
    for kind in kinds {
        let mut sets = vec![Vec::new()];
        for group in groups(kind) {
            let demanded = matches!(group.first(), Some(Tag::Required | Tag::Became));
            let with = |it: &Vec<Tag>| group.iter().map(|tag| [it.as_slice(), &[*tag]].concat()).collect::<Vec<_>>();
            let more: Vec<Vec<Tag>> = sets.iter().flat_map(with).collect();
            sets = if demanded { more } else { sets.into_iter().chain(more).collect() };
        }
        for tags in sets {
            let change = Change::new(kind, Some(Path::model("A")), None).tagged(tags.iter().copied());
            let rules: Vec<_> = all().iter().filter(|it| it.fits(&change)).map(|it| it.id).collect();
            assert_eq!(rules.len(), 1, "{kind:?} with {tags:?} is judged by {rules:?}");
        }
    }
}

#[test]
fn a_rule_explains_itself() {
    insta::assert_snapshot!(find("field-renamed").expect("it is there").explanation());
}

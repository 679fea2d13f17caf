use super::{Config, find};
use std::path::{Path, PathBuf};

fn check(text: &str) -> String {
    match Config::from_toml(text, Path::new("fieldtable.toml")) {
        Ok(config) => format!("{config:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn an_unknown_key_is_told_with_its_place_and_the_nearest_key() {
    insta::assert_snapshot!(check("sources = []\ndialct = \"x\""), @"fieldtable.toml:2:1: unknown key `dialct`; did you mean `dialect`?");
    insta::assert_snapshot!(check("[schema]\nunsaid-null = \"never\""), @"fieldtable.toml:2:1: unknown key `unsaid-null`; did you mean `unsaid_null`?");
    insta::assert_snapshot!(check("[[fix]]\npge = \"x\""), @"fieldtable.toml:2:1: unknown key `pge`; did you mean `page`?");
    insta::assert_snapshot!(check("[field.\"A.b\"]\nreqired = true"), @"fieldtable.toml:2:1: unknown key `reqired`; did you mean `required`?");
    insta::assert_snapshot!(check("[output]\npdf = 1"), @"fieldtable.toml:2:1: unknown key `pdf`; known are `rust`, `crate`, `export`, `page_url`");
    insta::assert_snapshot!(check("[wire_names]\ncases = 1"), @"fieldtable.toml:2:1: unknown key `cases`; did you mean `case`?");
}

#[test]
fn an_unknown_value_is_told_with_its_place_and_the_nearest_value() {
    insta::assert_snapshot!(check("wire_names = \"snake-case\""), @"fieldtable.toml:1:14: unknown value `snake-case`; did you mean `snake_case`?");
    insta::assert_snapshot!(check("wire_names = { case = \"snek\" }"), @"fieldtable.toml:1:23: unknown value `snek`; known are `snake_case`, `camelCase`, `PascalCase`, `kebab-case`, `SCREAMING_SNAKE_CASE`, `as-written`");
    insta::assert_snapshot!(check("[schema]\nunsaid_null = \"alway\""), @"fieldtable.toml:2:15: unknown value `alway`; did you mean `always`?");
    insta::assert_snapshot!(check("sources = \"docs\""), @r#"fieldtable.toml:1:11: invalid type: string "docs", expected a sequence"#);
    insta::assert_snapshot!(check("sources = ["), @"fieldtable.toml:1:12: unclosed array, expected `]`");
}

#[test]
fn findings_have_a_level_and_are_allowed_with_a_reason() {
    insta::assert_snapshot!(check("[findings]\nFT999 = \"note\""), @"fieldtable.toml:2:1: `FT999` is the code of no finding");
    insta::assert_snapshot!(check("[findings]\nFT0301 = \"nota\""), @"fieldtable.toml:2:10: unknown value `nota`; did you mean `note`?");
    insta::assert_snapshot!(check("[findings]\nFT0301 = \"allow\""), @r#"fieldtable.toml:2:10: a finding is allowed with a reason: `{ level = "allow", reason = "…" }`"#);
    let config = Config::from_toml("[findings]\nFT0301 = { level = \"allow\" }", Path::new("a/fieldtable.toml"));
    let config = Config { sources: vec!["src".into()], ..config.expect("it is TOML") };
    let error = super::load(&config).expect_err("there is no reason");
    insta::assert_snapshot!(error, @"a/fieldtable.toml: findings.FT0301 is allowed without a `reason`");
}

#[test]
fn paths_are_relative_to_the_file() {
    let text = "sources = [\"docs/\", \"x/*.md\"]\ndialects = [\"d.toml\"]\n[output]\nrust = \"models/\"";
    let config = Config::from_toml(text, Path::new("sub/fieldtable.toml")).expect("it is a configuration");
    assert_eq!(config.sources, [PathBuf::from("sub/docs/"), PathBuf::from("sub/x/*.md")]);
    assert_eq!(config.dialects, [PathBuf::from("sub/d.toml")]);
    let output = config.output.rust.expect("it is set");
    assert_eq!(output.as_os_str(), "sub/models/", "the slash that makes it a folder stays");
}

#[test]
fn what_is_said_on_top_wins_and_the_rest_stays() {
    let read = |text: &str| Config::from_toml(text, Path::new("fieldtable.toml")).expect("it is a configuration");
    let below =
        read("sources = [\"a\"]\ndialect = \"x\"\nwire_names = { case = \"camelCase\", names = { a = \"b\" } }");
    let top = read("sources = [\"b\"]\nwire_names = \"snake_case\"");
    let both = below.clone().overlaid_with(top);
    assert_eq!(both.sources, [PathBuf::from("b")]);
    assert_eq!(both.dialect.as_deref(), Some("x"));
    assert_eq!(both.wire_names.names.len(), 1);
    assert_ne!(both.wire_names.case, below.wire_names.case);
    assert_eq!(below.clone().overlaid_with(Config::default()), below);
}

#[test]
fn the_template_of_init_is_a_configuration_with_and_without_its_comments() {
    let text = include_str!("../../templates/init/fieldtable.toml");
    let plain = Config::from_toml(text, Path::new("fieldtable.toml")).expect("it is a configuration");
    assert_eq!(plain.sources, [PathBuf::from("docs")]);
    for line in text.lines().filter_map(|it| it.strip_prefix("# ")).filter(|it| it.contains(" = ")) {
        let known =
            line.split(" = ").next().is_some_and(|key| key.chars().all(|it| it.is_alphanumeric() || "_-".contains(it)));
        assert!(known, "`{line}` is a key and a value");
    }
}

#[test]
fn the_nearest_file_upwards_is_found_and_the_repository_is_the_end() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    std::fs::create_dir_all(root.join("repo/.git")).expect("can be made");
    std::fs::create_dir_all(root.join("repo/docs/models")).expect("can be made");
    std::fs::write(root.join("fieldtable.toml"), "").expect("can be written");
    assert_eq!(find(&root.join("repo/docs/models")), None, "what stands outside the repository is not for it");
    std::fs::write(root.join("repo/fieldtable.toml"), "").expect("can be written");
    assert_eq!(find(&root.join("repo/docs/models")), Some(root.join("repo/fieldtable.toml")));
    std::fs::write(root.join("repo/docs/page.md"), "").expect("can be written");
    assert_eq!(find(&root.join("repo/docs/page.md")), Some(root.join("repo/fieldtable.toml")));
}

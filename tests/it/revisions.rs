//! Pages of a revision are read through git, and neither the work tree nor anything else is touched by that.

use std::path::Path;
use std::process::{Command, Output};

const PAGE: &str = "# Pet\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n**id** | **int** | Number. | \n";

fn git(at: &Path, arguments: &[&str]) -> String {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").current_dir(at).args(identity).args(arguments).output().expect("there is git");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn diff(at: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let Output { stdout, stderr, status } = Command::new(env!("CARGO_BIN_EXE_fieldtable"))
        .current_dir(at)
        .arg("diff")
        .args(arguments)
        .output()
        .expect("the command was built");
    (String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr), status.code())
}

/// A repository with two commits, a third state in the work tree, and a file that git does not know.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main"]);
    std::fs::create_dir_all(at.join("docs/api")).expect("a folder");
    let page = |text: String| std::fs::write(at.join("docs/api/Pet.md"), text).expect("a page");
    page(PAGE.to_owned());
    std::fs::write(at.join("fieldtable.toml"), "dialect = \"openapi-generator-php\"\n").expect("a file");
    git(at, &["add", "."]);
    git(at, &["commit", "-qm", "one"]);
    git(at, &["tag", "v1"]);
    page(format!("{PAGE}**name** | **string** | Name. | [optional] \n"));
    git(at, &["commit", "-qam", "two"]);
    page(format!("{PAGE}**born** | **string** | When. | \n"));
    std::fs::write(at.join("--output=x"), "").expect("a file");
    folder
}

#[test]
fn a_side_may_be_a_revision() {
    let folder = repository();
    let at = folder.path();
    let before = git(at, &["status", "--porcelain"]);
    let index = std::fs::read(at.join(".git/index")).expect("there is an index");
    for arguments in [
        &["v1:docs/", "HEAD:docs/"][..],
        &["v1..HEAD", "--", "docs/"],
        &["v1..", "--", "docs/api/Pet.md"],
        &["v1", "HEAD", "--", "docs"],
    ] {
        let (text, status) = diff(at, arguments);
        assert!(text.contains("field-added-optional") && text.contains("1 model changed"), "{arguments:?}: {text}");
        assert!(text.contains("HEAD:docs/api/Pet.md:8:1"), "{arguments:?} says where: {text}");
        assert_eq!(status, Some(0), "{arguments:?}: {text}");
    }
    let (text, status) = diff(&at.join("docs"), &["HEAD:docs", "api"]);
    assert!(text.contains("field-added-required") || text.contains("field-renamed"), "{text}");
    assert_eq!(status, Some(1), "{text}");
    let (text, _) = diff(&at.join("docs"), &["v1..HEAD", "--", "api"]);
    assert!(text.contains("field-added-optional"), "paths after `--` are relative to where we are: {text}");
    assert_eq!(git(at, &["status", "--porcelain"]), before, "the work tree is as it was");
    assert_eq!(std::fs::read(at.join(".git/index")).expect("there is an index"), index, "the index is as it was");
}

#[test]
fn no_name_of_a_revision_is_an_option() {
    let folder = repository();
    let at = folder.path();
    for revision in [
        "--output=y:docs",
        "--upload-pack=touch y:docs",
        "\n:docs",
        ":docs",
        "v1;touch y:docs",
        "$(touch y):docs",
        "v9:docs",
        "HEAD:nowhere",
    ] {
        let (text, status) = diff(at, &[revision, "docs"]);
        assert_eq!(status, Some(2), "{revision}: {text}");
    }
    for range in ["--output=y..HEAD", "HEAD..--output=y"] {
        let (text, status) = diff(at, &[range, "--", "docs"]);
        assert_eq!(status, Some(2), "{range}: {text}");
    }
    assert!(!at.join("y").exists());
}

#[test]
fn the_version_is_held_against_that_of_the_old_revision() {
    let folder = repository();
    let at = folder.path();
    let manifest = |version: &str| {
        let text = format!("[package]\nname = \"pets\"\nversion = \"{version}\"\n");
        std::fs::write(at.join("Cargo.toml"), text).expect("a file");
    };
    manifest("0.4.2");
    git(at, &["add", "Cargo.toml"]);
    git(at, &["commit", "-qm", "three"]);
    git(at, &["tag", "-f", "v1"]);
    let arguments = ["v1:docs/", "docs", "--for", "read", "--require-bump", "Cargo.toml"];
    let (text, status) = diff(at, &arguments);
    assert!(text.contains("0.4.2 → needs 0.5.0") && status == Some(1), "{text}");
    manifest("0.5.0");
    let (text, _) = diff(at, &arguments);
    assert!(!text.contains("these changes need"), "{text}");
}

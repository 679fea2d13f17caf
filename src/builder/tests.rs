use super::{Builder, Summary};
use crate::config::FindingSetting;
use crate::diag::{Code, Severity};
use crate::error::Error;
use crate::resolve::WireCase;

const PAGE: &str = "# # Order\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n**orderId** | **string** | The number. |\n**size** | **(,)** | Not sure. | [optional]\n";

/// A folder with a page, a place to write into, and what a run of the builder prints and gives.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        std::fs::create_dir_all(folder.path().join("docs/sub")).expect("can be made");
        std::fs::write(folder.path().join("docs/sub/Order.md"), PAGE).expect("can be written");
        Self(folder)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn builder(&self) -> Builder {
        let builder = Builder::new().docs(self.path("docs")).out_dir(self.path("out"));
        builder.dialect("openapi-generator-php").wire_names(WireCase::Case(crate::name::Case::Snake))
    }

    /// The lines without the folder of the test.
    fn run(&self, builder: Builder) -> (Result<Summary, Error>, String) {
        let mut lines = String::new();
        let outcome = builder.build(&mut lines);
        (outcome, lines.replace(&format!("{}/", self.0.path().display()), ""))
    }
}

#[test]
fn cargo_is_told_what_the_outcome_depends_on_and_what_was_found() {
    let project = Project::new();
    let (summary, lines) = project.run(project.builder().out("models.rs"));
    let summary = summary.expect("warnings do not stop it");
    assert_eq!((summary.models, summary.files.written), (1, vec![project.path("out/models.rs")]));
    insta::assert_snapshot!(lines, @r"
    cargo::rerun-if-changed=docs
    cargo::rerun-if-changed=docs/sub/Order.md
    cargo::rerun-if-changed=docs
    cargo::rerun-if-changed=docs/sub
    cargo::warning=docs/sub/Order.md:8:15: warning[FT0301]: cannot read `(,)` as a type: unexpected `,`; help: the notation is `php`; the field takes any JSON
    ");
    let code = std::fs::read_to_string(project.path("out/models.rs")).expect("it was written");
    assert!(code.contains("pub struct Order") && code.contains("order_id"), "{code}");
}

#[test]
fn nothing_is_written_when_nothing_changed() {
    let project = Project::new();
    project.run(project.builder()).0.expect("it goes through");
    let again = project.run(project.builder()).0.expect("it goes through");
    assert_eq!(again.files.unchanged, [project.path("out/models.rs")]);
    assert!(again.files.written.is_empty());
}

#[test]
fn an_error_stops_it_and_nothing_is_written() {
    let project = Project::new();
    let strict = FindingSetting { level: Severity::Error, ..FindingSetting::default() };
    let (outcome, lines) = project.run(project.builder().finding(Code::UnknownType, strict));
    let error = outcome.expect_err("a finding is an error").to_string();
    assert_eq!(error, "errors in the docs: 1; no code was written");
    assert!(lines.contains("cargo::error=docs/sub/Order.md:8:15: error[FT0301]"), "{lines}");
    assert!(!project.path("out").exists());
}

#[test]
fn methods_win_over_the_file_and_the_file_is_watched() {
    let project = Project::new();
    let text = "wire_names = \"camelCase\"\n[field.\"Order.*\"]\ntype = \"integer\"\n";
    std::fs::write(project.path("fieldtable.toml"), text).expect("can be written");
    let (summary, lines) = project.run(project.builder().config(project.path("fieldtable.toml")));
    assert_eq!(summary.expect("it goes through").findings, 1, "only that the pages are silent about `null`");
    assert!(lines.starts_with("cargo::rerun-if-changed=fieldtable.toml\n"), "{lines}");
    let code = std::fs::read_to_string(project.path("out/models.rs")).expect("it was written");
    assert!(!code.contains("rename = \"orderId\""), "{code}");
}

#[test]
fn what_cannot_be_read_is_named_and_still_watched() {
    let project = Project::new();
    let (outcome, _) = project.run(Builder::new().docs(project.path("gone")).out_dir(project.path("out")));
    assert!(outcome.expect_err("it is not there").to_string().contains("gone"));
    std::fs::write(project.path("fieldtable.toml"), "dialct = 1\n").expect("can be written");
    let (outcome, lines) = project.run(project.builder().config(project.path("fieldtable.toml")));
    assert!(outcome.expect_err("the key is unknown").to_string().contains("did you mean `dialect`?"));
    assert_eq!(lines, "cargo::rerun-if-changed=fieldtable.toml\n", "mending it runs the script again");
}

#[cfg(feature = "export")]
#[test]
fn other_formats_are_written_beside() {
    let project = Project::new();
    let (outcome, _) = project.run(project.builder().export("json-schema", "schema.json"));
    assert_eq!(outcome.expect("it goes through").files.written.len(), 2);
    assert!(project.path("out/schema.json").exists());
    let (outcome, _) = project.run(project.builder().export("pdf", "schema.pdf"));
    assert_eq!(outcome.expect_err("there is none").to_string(), "there is no format `pdf`");
}

/// What is left of the last run in its folder, with the words that it said changed: only a run that believes it says these.
fn mark(project: &Project) {
    let entries = std::fs::read_dir(project.path("memo")).expect("the folder is there");
    for entry in entries {
        let path = entry.expect("it can be listed").path();
        let text = std::fs::read_to_string(&path).expect("it is there");
        std::fs::write(&path, text.replace("cannot read", "REMEMBERED")).expect("can be written");
    }
}

#[test]
fn a_run_on_the_same_input_says_what_the_last_one_said() {
    let project = Project::new();
    let builder = || Builder { memo: Some(project.path("memo")), ..project.builder() };
    let first = project.run(builder()).0.expect("it goes through");
    let (again, lines) = project.run(builder());
    let again = again.expect("it goes through");
    assert_eq!((again.models, again.findings), (first.models, first.findings));
    assert_eq!((again.files.unchanged, again.files.written.len()), (first.files.written, 0));
    assert!(lines.contains("cannot read `(,)`"), "{lines}");
    mark(&project);
    assert!(project.run(builder()).1.contains("REMEMBERED"));
}

#[test]
fn what_the_outcome_depends_on_is_asked_each_time() {
    let project = Project::new();
    let builder = || Builder { memo: Some(project.path("memo")), ..project.builder() };
    let believes = |builder: Builder| project.run(builder).1.contains("REMEMBERED");
    let prepare = || {
        project.run(builder()).0.expect("it goes through");
        mark(&project);
    };
    prepare();
    assert!(!believes(builder().operations(true)), "an option");
    prepare();
    assert!(!believes(builder().out("other.rs")), "a target");
    prepare();
    std::fs::write(project.path("out/models.rs"), "// by hand").expect("can be written");
    assert!(!believes(builder()), "a file that was written");
    assert!(std::fs::read_to_string(project.path("out/models.rs")).expect("it is there").contains("pub struct Order"));
    prepare();
    std::fs::write(project.path("docs/sub/Order.md"), PAGE.replace("The number", "A number")).expect("can be written");
    assert!(!believes(builder()), "the text of a page");
    prepare();
    std::fs::rename(project.path("docs/sub/Order.md"), project.path("docs/sub/Other.md")).expect("can be renamed");
    assert!(!believes(builder()), "the name of a page");
    prepare();
    std::fs::write(project.path("docs/More.md"), PAGE.replace("# # Order", "# # More")).expect("can be written");
    assert!(!believes(builder()), "one page more");
}

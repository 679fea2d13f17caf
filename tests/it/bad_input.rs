//! Bad input has a clear outcome: nothing panics, nothing is lost without a word, nothing breaks out into code. The pages
//! are in `fixtures/bad`.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the command did.
struct Run {
    status: i32,
    code: String,
    findings: String,
}

fn run(arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fieldtable"))
        .args(["generate", "--message-format", "short", "--all"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command was built");
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_owned();
    let feeding = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().expect("it ends");
    feeding.join().expect("writing does not panic");
    let text = |it: Vec<u8>| String::from_utf8(it).expect("the command writes UTF-8");
    Run {
        status: output.status.code().expect("it is not killed"),
        code: text(output.stdout),
        findings: text(output.stderr),
    }
}

/// The types of generated code and, of each struct, the members: name in Rust, name on the wire.
fn items(code: &str) -> Vec<(String, Vec<(String, String)>)> {
    let file = syn::parse_file(code).unwrap_or_else(|it| panic!("it is no Rust: {it}\n{code}"));
    let mut items = Vec::new();
    for item in file.items {
        match item {
            syn::Item::Struct(it) => {
                let members = it.fields.iter().filter_map(|field| {
                    let name = field.ident.as_ref()?.to_string();
                    let wire = renamed(&field.attrs).unwrap_or_else(|| name.trim_start_matches("r#").to_owned());
                    Some((name, wire))
                });
                items.push((it.ident.to_string(), members.collect()));
            }
            syn::Item::Enum(it) => items.push((it.ident.to_string(), Vec::new())),
            syn::Item::Type(it) => items.push((it.ident.to_string(), Vec::new())),
            _ => {}
        }
    }
    items
}

fn renamed(attrs: &[syn::Attribute]) -> Option<String> {
    let mut name = None;
    for attr in attrs.iter().filter(|it| it.path().is_ident("serde")) {
        let _ = attr.parse_nested_meta(|meta| {
            let here = meta.path.is_ident("rename");
            if meta.input.peek(syn::Token![=]) {
                let value: syn::LitStr = meta.value()?.parse()?;
                if here {
                    name = Some(value.value());
                }
            }
            Ok(())
        });
    }
    name
}

fn members(code: &str, model: &str) -> Vec<(String, String)> {
    let found = items(code).into_iter().find(|it| it.0 == model);
    found.unwrap_or_else(|| panic!("no `{model}` in\n{code}")).1
}

fn config(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("fieldtable.toml");
    std::fs::write(&path, text).expect("can be written");
    (folder, path)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("it is UTF-8")
}

#[test]
fn a_mark_at_the_start_and_other_ends_of_lines_change_nothing() {
    let fields = |name: &str| {
        let run = run(&[&format!("fixtures/bad/encoding/{name}.md")], "");
        assert_eq!(run.status, 0, "{name}: {}", run.findings);
        members(&run.code, name)
    };
    let plain = fields("Plain");
    assert_eq!(plain.len(), 2);
    assert_eq!(fields("Bom"), plain);
    assert_eq!(fields("Crlf"), plain);
    assert_eq!(fields("Nul"), plain);
}

#[test]
fn a_page_that_is_not_utf_8_is_an_error_with_its_place_and_can_be_let_through() {
    let strict = run(&["fixtures/bad/encoding"], "");
    assert_eq!((strict.status, strict.code.as_str()), (1, ""));
    assert!(strict.findings.contains("encoding/Latin1.md:7:25: error[FT0101]"), "{}", strict.findings);
    assert!(strict.findings.contains("encoding/Utf16.md:1:1: error[FT0101]"), "{}", strict.findings);
    let (_folder, file) = config("[findings]\nFT0101 = \"warning\"\n");
    let lenient = run(&["fixtures/bad/encoding/Latin1.md", "--config", path(&file)], "");
    assert_eq!(lenient.status, 0, "{}", lenient.findings);
    assert_eq!(members(&lenient.code, "Latin1").len(), 2);
    assert!(lenient.findings.contains("warning[FT0101]"), "{}", lenient.findings);
}

#[test]
fn an_allowed_finding_is_silent_where_it_is_allowed() {
    let (_folder, file) =
        config("[findings]\nFT0101 = { level = \"allow\", reason = \"old pages\", pages = [\"Latin1.md\"] }\n");
    let one = run(&["fixtures/bad/encoding/Latin1.md", "--config", path(&file)], "");
    assert_eq!(one.status, 0, "{}", one.findings);
    assert!(!one.findings.contains("FT0101"), "{}", one.findings);
    assert_eq!(run(&["fixtures/bad/encoding/Utf16.md", "--config", path(&file)], "").status, 1);
}

#[test]
fn what_is_not_there_cannot_be_read() {
    let run = run(&["fixtures/bad/nowhere"], "");
    assert_eq!((run.status, run.code.as_str()), (2, ""));
    assert!(run.findings.contains("`fixtures/bad/nowhere`"), "{}", run.findings);
}

#[test]
fn pages_without_a_field_table_make_no_code() {
    for page in ["fixtures/bad/nothing", "fixtures/bad/nothing/Empty.md", "fixtures/bad/nothing/Guide.md"] {
        let run = run(&[page], "");
        assert_eq!((run.status, run.code.as_str()), (1, ""), "{page}: {}", run.findings);
        assert!(run.findings.contains("error[FT04"), "{page}: {}", run.findings);
    }
}

#[test]
fn a_folder_without_pages_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let run = run(&[path(folder.path())], "");
    assert_eq!(run.status, 2);
    assert!(run.findings.contains("no page in"), "{}", run.findings);
}

#[test]
fn two_pages_that_define_one_model_differently_are_told_with_both_places() {
    let run = run(&["fixtures/bad/twice"], "");
    assert_eq!(run.status, 0, "{}", run.findings);
    let told = run.findings.lines().find(|it| it.contains("FT0503")).unwrap_or_else(|| panic!("{}", run.findings));
    assert!(told.contains("twice/v") && told.contains("`Order`"), "{told}");
    assert_eq!(members(&run.code, "Order").len(), 2, "the first page counts");
}

#[test]
fn every_model_has_a_type_of_its_own_whatever_its_name() {
    let run = run(&["fixtures/bad/names", "--wire-names", "as-written"], "");
    assert_eq!(run.status, 0, "{}", run.findings);
    let pages =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad/names")).expect("is there").count();
    let items = items(&run.code);
    let names: BTreeSet<_> = items.iter().map(|it| &it.0).collect();
    assert_eq!(names.len(), items.len(), "no two types have one name");
    let structs = items.iter().filter(|it| !it.1.is_empty()).count();
    assert_eq!(structs, pages, "{names:?}");
}

#[test]
fn every_field_has_a_member_of_its_own_and_keeps_its_name_on_the_wire() {
    let run = run(&["fixtures/bad/names", "--wire-names", "as-written"], "");
    let fields = members(&run.code, "Fields");
    let wires: Vec<_> = fields.iter().map(|it| it.1.as_str()).collect();
    let expected = [
        "self", "type", "Self", "1st", "a-b", "$ref", "async", "crate", "super", "try", "Größe", "数", "@type", "a.b",
        "_", "serde", "Option",
    ];
    assert_eq!(wires, expected);
    let names: BTreeSet<_> = fields.iter().map(|it| &it.0).collect();
    assert_eq!(names.len(), fields.len(), "{names:?}");
    let meeting = members(&run.code, "Meet");
    let wires: Vec<_> = meeting.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(wires, ["fooBar", "foo_bar", "foo-bar", "FooBar"]);
    let names: BTreeSet<_> = meeting.iter().map(|it| &it.0).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    let told = run.findings.lines().filter(|it| it.contains("Empty.md") && it.contains("FT0401")).count();
    assert_eq!(told, 2, "rows without a name are told, each: {}", run.findings);
}

#[test]
fn prose_stays_prose() {
    let run = run(&["fixtures/bad/prose", "--wire-names", "as-written"], "");
    assert_eq!(run.status, 0, "{}", run.findings);
    let prose = members(&run.code, "Prose");
    let wires: Vec<_> = prose.iter().map(|it| it.1.as_str()).collect();
    let expected = ["fence", "comment", "raw", "bidi", "tag", "control", "attribute", "quote", "brace", "zero", "doc"];
    assert_eq!(wires, expected);
    for word in ["stops here", "and // there", "right", "alert(1)", "done", "allow(dead", "Heading"] {
        assert!(run.code.replace('\\', "").contains(word), "`{word}` is lost:\n{}", run.code);
    }
    for hidden in ['\u{202e}', '\u{202c}', '\u{2066}', '\u{2069}', '\u{1b}', '\u{7}'] {
        assert!(!run.code.contains(hidden), "{hidden:?} is in the code");
        assert!(!run.findings.contains(hidden), "{hidden:?} reaches the terminal");
    }
}

#[test]
fn a_million_characters_in_a_cell_are_read_and_kept() {
    let long = "long words ".repeat(100_000);
    let page = format!(
        "# # Long\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n**id** | **string** | {long} |\n**{}** | **string** |  |\n**odd** | **{}** |  |\n",
        "n".repeat(1_000_000),
        "x<".repeat(500_000)
    );
    let run = run(&["-", "--wire-names", "as-written", "--dialect", "openapi-generator-php"], &page);
    assert_eq!(run.status, 0, "{}", &run.findings[..run.findings.len().min(2000)]);
    assert_eq!(members(&run.code, "Long").len(), 3);
    assert!(run.code.matches("long words").count() >= 90_000, "the description is kept");
    assert!(run.findings.len() < 20_000, "findings stay readable: {} bytes", run.findings.len());
}

#[test]
fn standard_input_is_a_page() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad/encoding/Plain.md"));
    let run = run(&["-"], &page.expect("the fixture is there"));
    assert_eq!(run.status, 0, "{}", run.findings);
    assert_eq!(members(&run.code, "Plain").len(), 2);
}

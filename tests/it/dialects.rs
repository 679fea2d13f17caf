//! The pages in fixtures/openapi-generator, of every kind and of older releases: what is recognised and recovered of each.

use crate::truth::lines;
use fieldtable::schema::{ModelKind, Presence, Schema};
use fieldtable::text::SourceMap;
use fieldtable::{Compilation, Options, compile};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use proptest::sample::Index;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/openapi-generator")
}

pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a fixture folder");
    let mut found: Vec<_> = entries.map(|it| it.expect("a folder can be listed").path()).collect();
    found.sort();
    found
}

pub(crate) fn add(folder: &Path, root: &Path, sources: &mut SourceMap) {
    for entry in entries(folder) {
        if entry.is_dir() {
            add(&entry, root, sources);
        } else {
            let path = entry.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            sources.add(path, fs::read_to_string(&entry).expect("a page"));
        }
    }
}

/// A kind of docs: its name, its pages, and what is read from them when nobody names the dialect.
struct Kind {
    name: String,
    sources: SourceMap,
    compilation: Compilation,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(kinds);

fn kinds() -> Vec<Kind> {
    let folders = entries(&folder()).into_iter().filter(|it| it.is_dir() && !it.ends_with("facts"));
    let read = folders.map(|it| {
        let mut sources = SourceMap::new();
        add(&it, &it, &mut sources);
        let name = it.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let compilation = compile(&sources, &Options::default());
        Kind { name, sources, compilation }
    });
    read.collect()
}

/// What is said of the pages, and what they say.
fn facts(sources: &SourceMap, compilation: &Compilation) -> String {
    let mut out = String::new();
    for verdict in &compilation.coverage.verdicts {
        out += &format!("{}: {}\n", verdict.folder, verdict.dialect);
        verdict.evidence.iter().for_each(|it| out += &format!("  {it}\n"));
        verdict.rivals.iter().for_each(|it| out += &format!("  rival: {it}\n"));
    }
    for page in compilation.coverage.pages.iter().filter(|it| it.left_out.is_some()) {
        let path = &sources.file(page.file).path;
        out += &format!("{path}: left out, {}\n", page.left_out.as_deref().unwrap_or_default());
    }
    for finding in &compilation.diagnostics {
        let place = finding.primary.as_ref().map_or_else(String::new, |it| format!("{}: ", sources.place(it.span)));
        out += &format!("{place}{} {}\n", finding.code.id(), finding.message);
    }
    out + "\n" + &lines(&compilation.schema)
}

/// Of kinds whose pages have one shape, the dialect has the name of one.
pub(crate) fn dialect_of(kind: &str) -> String {
    let kind = match kind {
        "scala-akka" => "scala",
        "swift5" | "swift6" => "swift",
        "kotlin@5.4.0" => "kotlin-misk",
        "php@3.3.4" => "php",
        "csharp@4.3.1" => "csharp",
        "python@3.3.4" => "python",
        "go@5.4.0" => "go",
        "java@3.3.4" => "java@5",
        "csharp@3.3.4" => "csharp@3",
        "ruby@3.3.4" => "ruby@4",
        "go@4.3.1" => "go@4",
        "markdown@4.3.1" => "markdown@5",
        "python@5.4.0" => "python@5",
        "rust@5.1.1" => "rust@5",
        "python@6.2.1" => "python@6",
        kind => kind,
    };
    format!("openapi-generator-{kind}")
}

/// The pages of these say nothing that tells them from those of a plainer kind.
const LIKE_OTHERS: &[(&str, &str)] = &[
    ("android", "openapi-generator-java@5"),
    ("java-microprofile", "openapi-generator-java"),
    ("python-pydantic-v1", "openapi-generator-python"),
    ("php-nextgen", "openapi-generator-php"),
];

#[test]
fn every_kind_of_pages_gives_its_facts() {
    for Kind { name, sources, compilation } in &*KINDS {
        insta::with_settings!({
            snapshot_path => "../../fixtures/openapi-generator/facts", prepend_module_to_snapshot => false, omit_expression => true
        }, {
            insta::assert_snapshot!(name.as_str(), facts(sources, compilation));
        });
    }
}

#[test]
fn every_kind_of_pages_is_recognised() {
    for Kind { name, compilation, .. } in &*KINDS {
        let found = &compilation.coverage.verdicts.first().expect("a dialect is chosen").dialect;
        let like = LIKE_OTHERS.contains(&(name.as_str(), found.as_str()));
        assert!(*found == dialect_of(name) || like, "{name} is taken for {found}");
    }
}

#[test]
fn values_speak_for_a_dialect_wherever_it_keeps_them() {
    let values: String = (1..=60).map(|it| format!("* `a{it}` (value: `\"a{it}\"`)\n\n")).collect();
    let page = |name: &str, rows: &str| {
        format!("# Shop.{name}\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n{rows}\n")
    };
    let mut sources = SourceMap::new();
    sources.add(
        "Refusal.md",
        page("Refusal", "**reason** | **String** |  | \n") + "\n\n## Enum: ReasonEnum\n\n\n" + &values,
    );
    sources.add("Order.md", page("Order", "**tags** | **[String]** |  | [optional] \n**ids** | **[Number]** |  | \n"));
    let compilation = compile(&sources, &Options::default());
    assert_eq!(compilation.coverage.verdicts[0].dialect, "openapi-generator-javascript");
}

#[test]
fn pages_that_show_nothing_do_not_tell_the_kind_of_the_others() {
    let page = |name: &str, rows: &str| {
        let header = "## Properties\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n";
        format!("# {name}\n\n{header}{rows}\n")
    };
    let mut sources = SourceMap::new();
    sources.add("Order.md", page("Order", "**id** | **int** |  | [optional] \n**tags** | **list[str]** |  | \n"));
    for it in 0..20 {
        sources.add(format!("Kind{it}.md"), page(&format!("Kind{it}"), ""));
    }
    let compilation = compile(&sources, &Options::default());
    assert_eq!(compilation.coverage.verdicts[0].dialect, "openapi-generator-python");
}

/// Whoever makes the pages may have changed the tables alone.
#[test]
fn tables_of_other_columns_stand_beside_values_of_a_known_kind() {
    let mut sources = SourceMap::new();
    let rows = "| **weight** | number | yes | |\n| **size** | [Size](Size.md) | | |\n";
    let table = format!("| Name | Type | Required | Remarks |\n| --- | :-: | :-: | --- |\n{rows}");
    sources.add("Parcel.md", format!("# Parcel\n\nWhat is sent.\n\n## Properties\n\n{table}\n"));
    let values = "    * `Small` (value: `'SMALL'`)\n\n    * `Large` (value: `'LARGE'`)\n";
    sources.add("Size.md", format!("# Size\n\nHow large it is.\n\n\n## Enum\n\n\n{values}\n"));
    let compilation = compile(&sources, &Options::default());
    let dialects: Vec<&str> = compilation.coverage.pages.iter().filter_map(|it| it.dialect.as_deref()).collect();
    assert!(dialects[0] == "written" && dialects[1].starts_with("openapi-generator"), "{dialects:?}");
    let found = lines(&compilation.schema);
    for line in ["weight: number", "size?: Size", "Size = \"SMALL\":Small | \"LARGE\":Large"] {
        assert!(found.contains(line), "{line} is not in\n{found}");
    }
}

#[test]
fn a_note_may_say_that_a_field_is_required() {
    let mut sources = SourceMap::new();
    let rows = "**id** | **Number** | The number. | [required] \n**note** | **String** |  | [optional] \n";
    let header = "Name | Type | Description | Notes\n--- | --- | --- | ---\n";
    sources.add("Parcel.md", format!("# Depot.Parcel\n\n## Properties\n{header}{rows}\n"));
    let compilation = compile(&sources, &Options::default());
    let silent = compilation.diagnostics.iter().any(|it| it.code.id() == "FT0506");
    let ModelKind::Object(parcel) = &compilation.schema.models["Parcel"].kind else { panic!("it is an object") };
    assert!(!silent && parcel.fields[0].presence == Presence::Required);
    assert_eq!(parcel.fields[0].description.as_deref(), Some("The number."));
}

/// `Duration` is a type of Java, and the name of a model that the cell links to.
#[test]
fn a_link_to_a_model_outweighs_a_type_of_the_language() {
    let page = |name: &str, rows: &str| {
        format!("# {name}\n\n## Properties\n\n| Name | Type | Description | Notes |\n|--- | --- | --- | ---|\n{rows}\n")
    };
    let mut sources = SourceMap::new();
    let rows = "|**trial** | [**Duration**](Duration.md) |  |  |\n|**steps** | [**List&lt;Duration&gt;**](Duration.md) |  |  |\n|**rest** | **Duration** |  |  |\n|**image** | [**File**](File.md) |  |  |\n";
    sources.add("Plan.md", page("Plan", rows));
    sources.add("Duration.md", page("Duration", "|**amount** | **Integer** |  |  |\n"));
    sources.add("File.md", page("File", "|**path** | **String** |  |  |\n"));
    let found = lines(&compile(&sources, &Options::default()).schema);
    for line in ["trial: Duration\n", "steps: Duration[]\n", "rest: string(duration)\n", "image: string(binary)\n"] {
        assert!(found.contains(line), "{line} is not in\n{found}");
    }
}

#[test]
fn a_union_that_may_be_null_has_it_as_an_alternative() {
    let mut sources = SourceMap::new();
    let rows = "|**from** | [**Bound**](Bound.md) |  |  [optional] |\n";
    let header = "| Name | Type | Description | Notes |\n|--- | --- | --- | ---|";
    sources.add("Range.md", format!("# Range\n\n## Properties\n\n{header}\n{rows}\n"));
    let union =
        "## oneOf schemas\n* [BigDecimal](BigDecimal.md)\n* [String](String.md)\n\nNOTE: this class is nullable.\n";
    sources.add("Bound.md", format!("# Bound\n\n{union}\n"));
    let found = lines(&compile(&sources, &Options::default()).schema);
    assert!(found.contains("number") && found.contains("null"), "{found}");
}

#[test]
fn named_and_recognised_dialects_read_the_same() {
    for Kind { name, sources, compilation } in &*KINDS {
        let options = Options { dialect: Some(dialect_of(name)), ..Options::default() };
        assert_eq!(lines(&compile(sources, &options).schema), lines(&compilation.schema), "{name}");
    }
}

/// Specs describe models in Markdown, and pages print it below the title.
#[test]
fn headings_in_a_description_hide_nothing() {
    for Kind { name, sources, compilation } in &*KINDS {
        let mut described = SourceMap::new();
        for (_, source) in sources.pages() {
            let (title, rest) = source.text.split_once('\n').unwrap_or_default();
            let is_titled = title.starts_with("# ") && !rest.contains("\n# ");
            let text = format!("{title}\n\n# All about the `thing` of shops\n\nIt\\'s here.\n\n## Why\n\nAsk.\n{rest}");
            described.add(source.path.clone(), if is_titled { &*text } else { &*source.text });
        }
        let options = Options { dialect: Some(dialect_of(name)), ..Options::default() };
        let plain = |schema: &Schema| {
            let mut schema = schema.clone();
            schema.models.values_mut().for_each(|it| it.description = None);
            lines(&schema)
        };
        assert_eq!(plain(&compile(&described, &options).schema), plain(&compilation.schema), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    /// Pages are damaged by editors, converters and copying: nothing of that is a panic, and every row is a field or told.
    #[test]
    fn damaged_pages_are_read(kind in any::<Index>(), page in any::<Index>(), cuts in vec((any::<Index>(), 0_usize..60, "[|`*\\[\\]()<>&;\\\\#\\n -]{0,3}"), 1..6)) {
        let kind = &KINDS[kind.index(KINDS.len())];
        let pages: Vec<_> = kind.sources.iter().map(|it| it.1).collect();
        let mut text = pages[page.index(pages.len())].text.to_string();
        for (at, length, put) in cuts {
            let edges: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
            let at = at.index(edges.len());
            let end = (at + length).min(edges.len() - 1);
            text.replace_range(edges[at]..edges[end], &put);
        }
        let mut sources = SourceMap::new();
        sources.add("docs/Page.md", text);
        for options in [Options { dialect: Some(dialect_of(&kind.name)), operations: true, evidence: true, ..Options::default() }, Options::default()] {
            let compilation = compile(&sources, &options);
            let spans = compilation.diagnostics.iter().filter_map(|it| it.primary.as_ref());
            for label in spans {
                prop_assert!(sources.file(label.span.file).text.get(label.span.range()).is_some(), "a place is one of the page");
            }
        }
    }
}

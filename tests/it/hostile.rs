//! Whatever a document says, it stays data: the Rust that is made of it holds what was planned and nothing else, whoever
//! wrote the names, types, values and prose. And how a page is laid out changes nothing.

use crate::sound::unsound;
use fieldtable::emit::rust::{self, Layout};
use fieldtable::schema::Schema;
use fieldtable::text::SourceMap;
use fieldtable::{Options, compile};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::RngSeed;
use std::path::Path;
use std::sync::LazyLock;

/// What ends literals, comments, attributes and blocks in Rust, cells in Markdown and names in paths, and what eyes miss.
const FRAGMENTS: &[&str] = &[
    "*/",
    "/*",
    "//",
    "///",
    "\"",
    "\"#",
    "\"##",
    "r#\"",
    "'",
    "\\",
    "\\\"",
    "]",
    "[",
    "}",
    "{",
    "(",
    ")",
    "#[",
    "#![",
    ";",
    "::",
    "..",
    "/",
    "../",
    "\0",
    "\r",
    "\n",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{430}",
    "\u{ff21}",
    "|",
    "\\|",
    "`",
    "``",
    "<",
    ">",
    "&lt;",
    "&#10;",
    "&#x202e;",
    "&quot;",
    "**",
    "__",
    "<!--",
    "-->",
    "<table>",
    "</td>",
    "]#![feature(x)]",
    "fn main() {}",
    "; use std::process::Command;",
    "include!(\"/etc/passwd\")",
    "{0}",
    "{}",
    "{x}",
    "%s",
    "$crate",
    "unsafe",
    "self",
    "Self",
    "super",
    "crate",
    "r#type",
    "_",
    "dyn",
    "async",
    "Option",
    "String",
    "Vec",
    "serde",
    "std",
    "core",
    "a",
    "Order",
    "id",
    "string",
    "int",
    "null",
    "0",
    "-1",
    "1e999",
    "🦀",
    "ﬀ",
    "ß",
    "İ",
    "\u{301}",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(FRAGMENTS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..5).prop_map(|it| it.concat())
}

/// Pages of several kinds with a text in every place that takes one.
fn page() -> impl Strategy<Value = (String, String)> {
    let cells = prop::collection::vec(hostile(), 10);
    let kind = prop_oneof![Just(0), Just(1), Just(2), Just(3)];
    (hostile(), cells, kind).prop_map(|(file, it, kind)| {
        let text = match kind {
            0 => format!(
                "# # {}\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**{}** | **{}** | {} | [optional] [default to {}]\n**{}** | [**{}**]({}.md) | {} | {}\n",
                it[0], it[1], it[2], it[3], it[4], it[5], it[6], it[7], it[8], it[9]
            ),
            1 => format!(
                "# {}\n\n{}\n\n| Field | Type | Required | Description |\n|--|--|--|--|\n| `{}` | {} | {} | One of `{}`, `{}` or \"{}\". Default: `{}`. {} |\n",
                it[0], it[1], it[2], it[3], it[4], it[5], it[6], it[7], it[8], it[9]
            ),
            2 => format!(
                "# {}\n\n<table><tr><th>Name</th><th>Type</th><th>Description</th></tr><tr><td>{}</td><td>{}</td><td>{}</td></tr><tr><td>{}.{}</td><td>'{}' | '{}'</td><td>{}</td></tr></table>\n\n{}\n",
                it[0], it[1], it[2], it[3], it[4], it[5], it[6], it[7], it[8], it[9]
            ),
            _ => format!(
                "# {}\n\n## Enum: {}\n\n* `{}` (value: `\"{}\"`)\n* `{}` (value: `{}`)\n\n| {} | Type | {} |\n|--|--|--|\n| {} | {} | x |\n",
                it[0], it[1], it[2], it[3], it[4], it[5], it[6], it[7], it[8], it[9]
            ),
        };
        (format!("docs/{file}.md"), text)
    })
}

fn read(pages: &[(String, String)]) -> Schema {
    let mut sources = SourceMap::new();
    for (path, text) in pages {
        sources.add(path.as_str(), text);
    }
    compile(&sources, &Options::default()).schema
}

/// What is wrong with the Rust of a schema, in each way to lay it out.
fn wrong(schema: &Schema) -> Option<String> {
    [Layout::File, Layout::Modules, Layout::Crate].into_iter().find_map(|layout| {
        let options = rust::Options { layout, ..rust::Options::default() };
        let artifacts = rust::emit(schema, &options).artifacts;
        let strange =
            artifacts.iter().find(|it| !is_plain(&it.path)).map(|it| format!("`{}` is no plain path", it.path));
        // Types of other files come in by their paths; a file alone is looked at where it is the only one.
        let code: String =
            artifacts.iter().filter(|it| it.path.ends_with(".rs")).map(|it| it.text.to_string()).collect();
        let whole = layout == Layout::File;
        strange.or_else(|| whole.then(|| unsound(&code))?).or_else(|| {
            let mut files = artifacts.iter().filter(|it| it.path.ends_with(".rs"));
            files.find_map(|it| syn::parse_file(&it.text.to_string()).err().map(|why| format!("{}: {why}", it.path)))
        })
    })
}

/// Letters, digits and underscores between slashes: no path leads anywhere but down.
fn is_plain(path: &str) -> bool {
    let plain = |it: &str| {
        !it.is_empty()
            && !it.starts_with('.')
            && it.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '.' | '-'))
    };
    path.split('/').all(plain)
}

fn without_docs(code: &str) -> String {
    code.lines().filter(|it| !it.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

proptest! {
    // The same cases each time: the fuzz targets look for others.
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, rng_seed: RngSeed::Fixed(8), ..ProptestConfig::default() })]

    #[test]
    fn what_documents_say_never_becomes_code(pages in prop::collection::vec(page(), 1..3)) {
        prop_assert_eq!(wrong(&read(&pages)), None);
    }

    #[test]
    fn any_bytes_are_a_page(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        prop_assert_eq!(wrong(&read(&[("docs/Page.md".into(), text)])), None);
    }

    #[test]
    fn prose_changes_nothing_but_prose(said in hostile()) {
        // Words that rules of inference know are for them to read, and are not among the fragments.
        let page = |prose: &str| {
            let prose = prose.replace(['|', '\n', '\r'], " ");
            let text = format!("# # Order\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**id** | **int** | x {prose} x | [optional]\n**kind** | **string** | y | [default to 'a']\n");
            let emitted = rust::emit(&read(&[("Order.md".into(), text)]), &rust::Options::default());
            without_docs(&emitted.artifacts[0].text.to_string())
        };
        prop_assert_eq!(page(&said), page(""));
    }

    #[test]
    fn the_order_of_files_does_not_matter(order in Just((0..fixture("php").len()).collect::<Vec<_>>()).prop_shuffle()) {
        static IN_ORDER: LazyLock<(Vec<(String, String)>, Schema)> = LazyLock::new(|| {
            let pages = fixture("php");
            let schema = read(&pages);
            (pages, schema)
        });
        let (pages, expected) = &*IN_ORDER;
        let shuffled: Vec<_> = order.iter().map(|&it| pages[it].clone()).collect();
        prop_assert!(read(&shuffled) == *expected);
    }
}

/// The pages of a fixture, by path.
fn fixture(dialect: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/openapi-generator").join(dialect);
    let mut pages = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "md") {
                let text = std::fs::read_to_string(&path).expect("it is there");
                pages.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    pages.sort();
    pages
}

fn dialects() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/openapi-generator");
    let entries = std::fs::read_dir(folder).expect("the folder is there").map(|it| it.expect("it can be listed"));
    let mut all: Vec<_> =
        entries.filter(|it| it.path().is_dir()).map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    all.sort();
    all
}

/// A row of a table, by its looks, in which no bar can be part of a text.
fn is_row(line: &str) -> bool {
    line.contains(" | ") && !line.contains(['`', '<', '\\', '&', '"'])
}

/// A way to lay out a page: its name, and what becomes of a line.
type LaidOut = (&'static str, fn(&str) -> String);

#[test]
fn how_a_page_is_laid_out_does_not_matter() {
    let ways: [LaidOut; 4] = [
        ("line ends of Windows", |line| format!("{line}\r\n")),
        ("spaces at the ends of rows", |line| if is_row(line) { format!("{line}  \n") } else { format!("{line}\n") }),
        ("wider columns", |line| {
            if is_row(line) { format!("{}\n", line.replace(" | ", "   |  ")) } else { format!("{line}\n") }
        }),
        ("a mark at the start", |line| format!("{line}\n")),
    ];
    for dialect in dialects() {
        let pages = fixture(&dialect);
        let expected = read(&pages);
        for (way, lay_out) in ways {
            let mark = if way.starts_with("a mark") { "\u{feff}" } else { "" };
            let laid_out = |text: &str| mark.to_owned() + &text.lines().map(lay_out).collect::<String>();
            let changed: Vec<_> = pages.iter().map(|(path, text)| (path.clone(), laid_out(text))).collect();
            assert!(read(&changed) == expected, "{dialect}: {way}");
        }
    }
}

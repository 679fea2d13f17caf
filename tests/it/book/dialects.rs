//! The guide to dialects, made from their files and from pages of each: those in `fixtures/openapi-generator` show one
//! document, so that what a kind of pages says can be held against what there is to say. `INSTA_UPDATE=always` writes it.

mod facts;

use self::facts::{Facts, Share};
use super::{MADE, text};
use crate::dialects::{add, dialect_of, entries, folder};
use crate::expected::{names, update};
use fieldtable::dialect::{BUILTIN, Dialect, Names, Style, builtin};
use fieldtable::text::SourceMap;
use fieldtable::{Compilation, Options, compile, infer};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const HEAD: &str = "# The dialects

MADEtests/it/book/dialects.rs; `INSTA_UPDATE=always cargo test` writes it. -->

A dialect is a kind of docs: how its pages look, what its columns hold, and how its types are spelled. It is recognised by
evidence; `fieldtable inspect` says which was taken and why, and `dialect = \"…\"` in `fieldtable.toml` settles it.
`fieldtable init --dialect ID` writes a dialect and its notation as files to start from, see
[a dialect of your own](own-dialect.md).

No kind of docs says all. What a page does not say cannot be read from it, only inferred from prose and examples
([how well](inference.md)) or set in [the configuration](config.md).
";

const GENERATED: &str = "
## Pages of OpenAPI Generator

Each kind was asked to show the same document, so that what is missing can be seen. The numbers count the facts of this document
that the pages state, without any inference; `all` and `–` (none) are the ends. *Names* are those of fields that are read as
they are on the wire though nobody sets `wire_names`, of NAMES names, 12 of which are odd on purpose (`$price`, `1st`,
`kebab-case`).

";

#[test]
fn the_guide_is_made_from_the_dialects() {
    let mut out = HEAD.replace("MADE", MADE);
    let kinds = kinds();
    let names = kinds[0].facts.names.1;
    out += &GENERATED.replace("NAMES", &names.to_string());
    out += &overview(&kinds);
    kinds.iter().for_each(|it| it.section(&mut out));
    out += "\n## Tables that people write, and pages of other tools\n\nThe pages below are read as the fence `expect` in each of them says.\n";
    for dialect in builtin().iter().filter(|it| matches!(it.style, Style::Written(_))) {
        written(dialect, &mut out);
    }
    update("docs/dialects.md", &out);
}

#[test]
fn every_dialect_says_what_it_is() {
    for (id, text) in BUILTIN {
        let own: toml::Table = text.parse().expect("a test reads every built-in dialect");
        let about = own.get("about").and_then(toml::Value::as_str).unwrap_or_default();
        assert!(about.len() > 10 && about.ends_with('.'), "{id} says what its pages are in `about`");
    }
}

/// A dialect with pages that show the document.
struct Kind {
    dialect: &'static Dialect,
    facts: Facts,
}

fn kinds() -> Vec<Kind> {
    let mut of: BTreeMap<String, Kind> = BTreeMap::new();
    for pages in entries(&folder()).into_iter().filter(|it| it.is_dir() && !it.ends_with("facts")) {
        let id = dialect_of(&pages.file_name().expect("a folder has a name").to_string_lossy());
        if of.contains_key(&id) {
            continue;
        }
        let mut sources = SourceMap::new();
        add(&pages, &pages, &mut sources);
        let compilation = stated(&sources, Some(&id));
        let dialect = builtin().iter().find(|it| it.id == id).expect("kinds are dialects");
        of.insert(id, Kind { dialect, facts: Facts::new(&sources, &compilation) });
    }
    of.into_values().collect()
}

/// What pages state, with no rule to conclude more.
fn stated(sources: &SourceMap, dialect: Option<&str>) -> Compilation {
    let rules = infer::RULES.iter().map(|it| (it.id.to_owned(), false)).collect();
    let infer = infer::Options { rules };
    compile(sources, &Options { dialect: dialect.map(str::to_owned), infer, evidence: true, ..Options::default() })
}

fn overview(kinds: &[Kind]) -> String {
    let mut out = "| Dialect | Names | ".to_owned();
    let columns: Vec<&str> = kinds[0].facts.counts.iter().map(|it| it.0).collect();
    writeln!(out, "{} |", columns.join(" | ")).expect("a string takes all");
    writeln!(out, "| --- | --- |{}", " --- |".repeat(columns.len())).expect("a string takes all");
    for Kind { dialect, facts } in kinds {
        let id = &dialect.id;
        let short = id.strip_prefix("openapi-generator-").unwrap_or(id);
        let anchor: String = id.chars().filter(|it| it.is_alphanumeric() || *it == '-').collect();
        let counts: Vec<String> = facts.counts.iter().map(|it| count(it.1)).collect();
        writeln!(out, "| [{short}](#{anchor}) | {} | {} |", facts.names.0, counts.join(" | "))
            .expect("a string takes all");
    }
    out
}

fn count((found, all): Share) -> String {
    match found {
        0 => "–".to_owned(),
        it if it == all => "all".to_owned(),
        it => format!("{it} of {all}"),
    }
}

impl Kind {
    fn section(&self, out: &mut String) {
        let Self { dialect, facts } = self;
        let names = match (dialect.names, facts.case) {
            (Names::Wire, _) => "those of the wire".to_owned(),
            (Names::Language, Some(case)) => {
                format!("those of the language, in {}; set `wire_names`", serde_json::json!(case))
            }
            (Names::Language, None) => "those of the language, in no one case; set `wire_names`".to_owned(),
        };
        write!(
            out,
            "\n### {}\n\n{}\n\n* Names: {names}. Notation: `{}`.\n",
            dialect.id, dialect.about, dialect.notation
        )
        .expect("a string takes all");
        let says = |(found, all): Share| match found {
            0 => "Leaves out",
            it if it == all => "Says",
            _ => "Says in part",
        };
        for wanted in ["Says", "Says in part", "Leaves out"] {
            let all: Vec<&str> = facts.counts.iter().filter(|it| says(it.1) == wanted).map(|it| it.0).collect();
            if !all.is_empty() {
                writeln!(out, "* {wanted}: {}.", all.join(", ")).expect("a string takes all");
            }
        }
        if facts.lost.is_empty() {
            *out += "* Types are what the API knows.\n";
            return;
        }
        *out +=
            "* Types that say less than the API knows:\n\n| On the page | Read as | It may be |\n| --- | --- | --- |\n";
        for ((spelled, read), types) in &facts.lost {
            let types: Vec<&str> = types.iter().map(String::as_str).collect();
            writeln!(out, "| {spelled} | {read} | {} |", types.join(", ")).expect("a string takes all");
        }
    }
}

/// A kind of written tables, with a page of it.
fn written(dialect: &Dialect, out: &mut String) {
    const FOLDER: &str = "fixtures/spec/written";
    let Style::Written(style) = &dialect.style else { unreachable!("only these are asked for") };
    let names_of = match dialect.names {
        Names::Wire => "those of the wire",
        Names::Language => "those of the language; JSON on the pages, or `wire_names`, tells the wire's",
    };
    write!(
        out,
        "\n### {}\n\n{}\n\n* Names: {names_of}. Notation: `{}`.\n",
        dialect.id, dialect.about, dialect.notation
    )
    .expect("a string takes all");
    if !style.headers.is_empty() {
        let headers: Vec<String> = style.headers.iter().map(|it| format!("`{}`", it.join(" \\| "))).collect();
        writeln!(out, "* Columns: {}.", headers.join("; ")).expect("a string takes all");
    }
    let is_own = |path: &String| {
        let mut sources = SourceMap::new();
        sources.add(path.as_str(), text(path));
        compile(&sources, &Options::default()).coverage.verdicts.first().is_some_and(|it| it.dialect == dialect.id)
    };
    let called_so = names(FOLDER).into_iter().find(|it| it.trim_end_matches(".md") == dialect.id);
    let mut pages = called_so.into_iter().chain(names(FOLDER)).map(|it| format!("{FOLDER}/{it}"));
    let path = pages.find(is_own).unwrap_or_else(|| panic!("{FOLDER} has no page of {}", dialect.id));
    *out += &shown(&path);
}

/// A page in a fence that is longer than those in it.
fn shown(path: &str) -> String {
    format!("\n`````markdown\n{}\n`````\n", text(path).trim_end())
}

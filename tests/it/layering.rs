//! Data flows one way: a module imports only what its row lists. Reads every `crate::…`, `super::…` that reaches the root,
//! and use tree of `src`; unit tests are free.

use std::collections::BTreeSet;
use std::path::Path;

/// From the top to the bottom; a module that is not here must not be.
const MAY_IMPORT: &[(&str, &str)] = &[
    ("builder", "config compile output provenance emit resolve diag error text json"),
    ("lsp", "config compile diag emit error mend name provenance resolve schema text"),
    ("mend", "verify"),
    ("output", "emit error parallel order"),
    ("config", "compile dialect typexpr emit diff infer resolve name diag error progress text parallel decode order"),
    ("provenance", "compile diag dialect emit resolve schema text"),
    ("compile", "diag dialect infer markdown progress resolve schema text typexpr parallel json name"),
    ("diff", "schema name diag emit parallel decode"),
    ("emit", "schema name diag parallel decode json order"),
    ("import", "schema name error"),
    ("snapshot", "schema error"),
    ("verify", "infer schema name"),
    ("resolve", "dialect infer typexpr schema name diag error text markdown progress parallel decode json order"),
    ("infer", "schema name text error parallel decode json order"),
    ("dialect", "markdown typexpr schema name diag text parallel decode json order"),
    ("typexpr", "schema diag text decode json order"),
    ("markdown", "diag text json order"),
    ("schema", "name json"),
    ("diag", "text json order"),
    ("decode", "name json"),
    ("name", ""),
    ("order", ""),
    ("parallel", ""),
    ("json", ""),
    ("progress", ""),
    ("text", ""),
    ("error", ""),
];

/// Files that are the root itself or stand outside the library, which sees public items only.
const FREE: [&str; 3] = ["lib.rs", "main.rs", "cli"];

#[test]
fn a_module_imports_only_from_below() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &src, &mut files);
    assert!(files.len() > 50, "src was not read");
    let wrong = check(&files);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let listed: BTreeSet<_> = MAY_IMPORT.iter().map(|it| it.0).collect();
    let there: BTreeSet<_> = files.iter().map(|(path, _)| top(path)).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(gone.is_empty(), "these rows are about no module: {gone:?}");
}

/// The floors within the largest reader, from the bottom to the top.
const WRITTEN: [&str; 8] = ["words", "cells", "grids", "rows", "headings", "blocks", "pages", "across"];

#[test]
fn the_reader_of_written_docs_has_floors() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &src.join("dialect/written"), &mut files);
    let wrong = within_written(&files);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let there: BTreeSet<_> = files.iter().filter_map(|(path, _)| floor(path)).collect();
    assert_eq!(there, BTreeSet::from(WRITTEN));
    let upward = ("dialect/written/rows/rows.rs".to_owned(), "\nuse crate::dialect::written::pages::page;".to_owned());
    assert_eq!(within_written(&[upward]), ["dialect/written/rows/rows.rs:2: `rows` must not import `pages`"]);
}

/// The folder of a file of the reader of written docs.
fn floor(path: &str) -> Option<&str> {
    path.strip_prefix("dialect/written/")?.split_once('/').map(|it| it.0)
}

/// The imports of floors that do not stand below, with their lines.
fn within_written(files: &[(String, String)]) -> Vec<String> {
    let level = |name: &str| WRITTEN.iter().position(|it| *it == name);
    let mut wrong = Vec::new();
    for (path, text) in files {
        let Some(floor) = floor(path) else { continue };
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for words in tokens(text).windows(5) {
            let [dialect, colons, written, others, name] = words else { continue };
            let named = dialect.1 == "dialect" && written.1 == "written" && colons.1 == "::" && others.1 == "::";
            if named && level(&name.1).is_none_or(|it| level(floor).is_none_or(|own| it > own)) {
                wrong.push(format!("{path}:{}: `{floor}` must not import `{}`", name.0, name.1));
            }
        }
    }
    wrong
}

#[test]
fn what_is_forbidden_is_found_with_its_line() {
    let found = |path: &str, text: &str| check(&[(path.to_owned(), text.to_owned())]).join("\n");
    assert_eq!(
        found("schema/ty.rs", "use crate::{\n    name::Case,\n    text::{Span, FileId},\n};"),
        "schema/ty.rs:3: `schema` must not import `text`"
    );
    assert_eq!(
        found("emit/rust/plan.rs", "\nfn f() { let x = format!(\"{}\", crate::text::x()); }"),
        "emit/rust/plan.rs:2: `emit` must not import `text`"
    );
    assert_eq!(
        found("emit/rust/plan.rs", "use super::super::super::text;\nuse super::super::Notice;"),
        "emit/rust/plan.rs:1: `emit` must not import `text`"
    );
    assert_eq!(
        found("emit/mod.rs", "mod a { use super::super::text; }\nuse super::dialect;"),
        "emit/mod.rs:1: `emit` must not import `text`\nemit/mod.rs:2: `emit` must not import `dialect`"
    );
    assert_eq!(found("plugins.rs", ""), "plugins.rs: `plugins` has no row in the table of this test");
    assert_eq!(
        found(
            "name/case.rs",
            "// crate::text\n/* crate::text */ const A: &str = \"crate::text\"; const B: char = '\"'; /// [`crate::text`]\n"
        ),
        ""
    );
    assert_eq!(found("name/case.rs", "#[cfg(test)]\nmod tests { use crate::text::Span; }\n"), "");
    assert_eq!(found("name/tests.rs", "use crate::text::Span;"), "");
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("can be listed").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let name = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
            files.push((name, std::fs::read_to_string(&path).expect("can be read")));
        }
    }
    files.sort();
}

fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn check(files: &[(String, String)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, text) in files {
        let module = top(path);
        if FREE.contains(&path.as_str()) || FREE.contains(&module) || path.split('/').any(|it| it.starts_with("tests"))
        {
            continue;
        }
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|it| it.0 == module) else {
            wrong.push(format!("{path}: `{module}` has no row in the table of this test"));
            continue;
        };
        let depth = path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count();
        let mut imports = Vec::new();
        read(&tokens(text), depth, &mut imports);
        for (line, name) in imports {
            if name != module && !allowed.split(' ').any(|it| it == name) {
                wrong.push(format!("{path}:{line}: `{module}` must not import `{name}`"));
            }
        }
    }
    wrong
}

/// What is imported from the root, with its line.
fn read(tokens: &[(usize, String)], depth: usize, imports: &mut Vec<(usize, String)>) {
    let word = |at: usize| tokens.get(at).map_or("", |it| it.1.as_str());
    let mut scopes: Vec<bool> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match word(at) {
            "#" if word(at + 1) == "[" && word(at + 2) == "cfg" && word(at + 4) == "test" && word(at + 7) == "mod" => {
                at = end(tokens, (at..tokens.len()).find(|it| ["{", ";"].contains(&word(*it))).unwrap_or(at));
            }
            "{" => scopes.push(at > 1 && word(at - 2) == "mod"),
            "}" => {
                scopes.pop();
            }
            "crate" if word(at + 1) == "::" => roots(tokens, at + 2, imports),
            "super" if at == 0 || word(at - 1) != "::" => {
                let mut supers = 1;
                while word(at + 1) == "::" && word(at + 2) == "super" {
                    supers += 1;
                    at += 2;
                }
                if supers == depth + scopes.iter().filter(|it| **it).count() && word(at + 1) == "::" {
                    roots(tokens, at + 2, imports);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The first words of a path or of each branch of a use tree.
fn roots(tokens: &[(usize, String)], at: usize, imports: &mut Vec<(usize, String)>) {
    let Some((line, word)) = tokens.get(at) else { return };
    if word != "{" {
        imports.push((*line, word.clone()));
        return;
    }
    let end = end(tokens, at);
    let mut depth = 0;
    for index in at..end {
        match tokens[index].1.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 1 && ["{", ","].contains(&tokens[index].1.as_str()) && index + 1 < end {
            roots(tokens, index + 1, imports);
        }
    }
}

/// Where the braces that open at `at` close.
fn end(tokens: &[(usize, String)], at: usize) -> usize {
    let mut depth = 0;
    for (index, (_, word)) in tokens.iter().enumerate().skip(at) {
        match word.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    tokens.len()
}

/// Words and marks with their lines, without comments and literals.
fn tokens(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |it| it + 2)
        } else if let Some(length) = literal(rest) {
            length
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
            out.push((line, rest[..length].to_owned()));
            length
        } else if rest.starts_with("::") {
            out.push((line, "::".to_owned()));
            2
        } else {
            if !first.is_whitespace() {
                out.push((line, first.to_string()));
            }
            first.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    out
}

/// The length of a string, raw string or character at the start of a text.
fn literal(text: &str) -> Option<usize> {
    let marks = text.strip_prefix('r').map(|it| it.len() - it.trim_start_matches('#').len());
    if let Some(marks) = marks.filter(|it| text[1 + it..].starts_with('"')) {
        let close = format!("\"{}", "#".repeat(marks));
        let open = marks + 2;
        return Some(text[open..].find(&close).map_or(text.len(), |it| open + it + close.len()));
    }
    let quote = text.chars().next().filter(|it| *it == '"' || *it == '\'')?;
    let mut escaped = false;
    for (at, it) in text.char_indices().skip(1) {
        match it {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            it if it == quote => return Some(at + 1),
            // A lifetime.
            _ if quote == '\'' && at > 1 && text.as_bytes()[1] != b'\\' && text[1..at].chars().count() > 0 => {
                return None;
            }
            _ => {}
        }
    }
    None
}

//! Every finding is shown by the pages in `fixtures/findings/CODE` and gone with what mends it: pages in `mended`, the
//! configuration in `mended.toml`, or both. `fieldtable explain CODE` shows them as `templates/explain/CODE.md`.

use crate::expected::{names, root, update};
use fieldtable::config::{self, Config};
use fieldtable::diag::render::{Format, render};
use fieldtable::diag::{Code, Diagnostic};
use fieldtable::emit::rust;
use fieldtable::text::SourceMap;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// All findings about these pages.
fn findings(pages: &[String], config: &str) -> (SourceMap, Vec<Diagnostic>) {
    let file = if root(config).exists() { Config::read(Path::new(config)) } else { Ok(Config::default()) };
    let pages = Config { sources: pages.iter().map(PathBuf::from).collect(), ..Config::default() };
    let config = file.unwrap_or_else(|it| panic!("{it}")).overlaid_with(pages);
    let loaded = config::load(&config).unwrap_or_else(|it| panic!("{it}"));
    let compilation = fieldtable::compile(&loaded.sources, &loaded.options);
    let notices = rust::emit(&compilation.schema, &config.rust).notices;
    let all = config::judge(&config, &loaded.sources, loaded.findings, &compilation, Some(notices));
    (loaded.sources, all)
}

/// The pages in a folder.
fn pages(folder: &str) -> Vec<String> {
    let pages = if root(folder).exists() { names(folder) } else { Vec::new() };
    pages.into_iter().filter(|it| it.ends_with(".md")).map(|it| format!("{folder}/{it}")).collect()
}

fn text(path: &str) -> String {
    let bytes = std::fs::read(root(path)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The lines of a text, set apart from what stands around them.
fn block(out: &mut String, title: &str, text: &str) {
    writeln!(out, "{title}:\n").expect("writing into a string cannot fail");
    for line in text.trim().lines() {
        writeln!(out, "{}", format!("    {line}").trim_end()).expect("writing into a string cannot fail");
    }
    out.push('\n');
}

/// What the pages of a finding are, what is said of them and what mends it.
fn example(code: Code, shown: &str) -> String {
    let folder = format!("fixtures/findings/{}", code.id());
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut out = String::new();
    for page in pages(&folder) {
        block(&mut out, &format!("`{}`", name(&page)), &text(&page));
    }
    let (before, after) = (text(&format!("{folder}/fieldtable.toml")), text(&format!("{folder}/mended.toml")));
    let added = after.strip_prefix(&before);
    if !after.is_empty() && added.is_none() {
        block(&mut out, "`fieldtable.toml`", &before);
    }
    block(&mut out, "What is said of it", &shown.replace(&format!("{folder}/"), ""));
    let own = names(&folder).into_iter().filter(|it| it.ends_with(".toml"));
    for file in own.filter(|it| it != "fieldtable.toml" && it != "mended.toml") {
        block(&mut out, &format!("With `{file}`"), &text(&format!("{folder}/{file}")));
    }
    if !after.is_empty() {
        block(&mut out, "Mended in `fieldtable.toml`", added.unwrap_or(&after));
    }
    for page in pages(&format!("{folder}/mended")) {
        block(&mut out, &format!("Mended in `{}`", name(&page)), &text(&page));
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

#[test]
fn every_finding_is_shown_and_mended() {
    assert_eq!(std::env::current_dir().ok().as_deref(), Some(Path::new(env!("CARGO_MANIFEST_DIR"))));
    let known: Vec<_> = Code::ALL.iter().map(|it| it.id().to_owned()).collect();
    assert_eq!(names("fixtures/findings"), known, "fixtures/findings has a folder for each finding");
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let folder = format!("fixtures/findings/{}", code.id());
        let as_it_is = format!("{folder}/fieldtable.toml");
        let (sources, all) = findings(&pages(&folder), &as_it_is);
        let text = render(&sources, &all, Format::Human { color: false, width: 120 }, None);
        if all.iter().all(|it| it.code != *code) {
            wrong.push(format!("{folder} shows another finding:\n{text}"));
        }
        update(&format!("templates/explain/{}.md", code.id()), &example(*code, &text));
        let mended = pages(&format!("{folder}/mended"));
        let config = format!("{folder}/mended.toml");
        let config = if root(&config).exists() { config } else { as_it_is.clone() };
        if mended.is_empty() && config == as_it_is {
            wrong.push(format!("nothing in {folder} mends it"));
            continue;
        }
        let replaced = |page: &String| mended.iter().any(|it| it.rsplit('/').next() == page.rsplit('/').next());
        let mut whole: Vec<_> = pages(&folder).into_iter().filter(|it| !replaced(it)).collect();
        whole.extend(mended.iter().cloned());
        let (sources, all) = findings(&whole, &config);
        if all.iter().any(|it| it.code == *code) {
            let text = render(&sources, &all, Format::Short, None);
            wrong.push(format!("what stands in {folder} does not mend it:\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_finding_is_explained() {
    let mut ids = BTreeSet::new();
    for code in Code::ALL {
        let id = code.id();
        assert!(id.len() == 6 && id.starts_with("FT") && id[2..].chars().all(|it| it.is_ascii_digit()), "{id}");
        assert!(ids.insert(id), "{id} is given twice");
        let text = code.explanation().trim();
        assert!(text.len() > 30 && text.ends_with('.'), "{id} is explained in whole sentences: {text}");
        assert_eq!(Code::from_id(&id.to_lowercase()), Some(*code));
    }
}

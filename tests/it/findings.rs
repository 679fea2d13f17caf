//! Every finding is shown by the pages in `fixtures/findings/CODE`, with what is printed about them. Where `mended.toml`
//! stands beside them, it is what the help says, and the finding is gone.

use crate::expected::{names, root, update};
use fieldtable::config::{self, Config};
use fieldtable::diag::render::{Format, render};
use fieldtable::diag::{Code, Diagnostic};
use fieldtable::emit::rust;
use fieldtable::text::SourceMap;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// All findings about the pages of a folder.
fn findings(folder: &str, file: &str) -> (SourceMap, Vec<Diagnostic>) {
    let path = PathBuf::from(folder).join(file);
    let file = if root(folder).join(file).exists() { Config::read(&path) } else { Ok(Config::default()) };
    let pages = Config { sources: vec![folder.into()], ..Config::default() };
    let config = file.unwrap_or_else(|it| panic!("{it}")).overlaid_with(pages);
    let loaded = config::load(&config).unwrap_or_else(|it| panic!("{it}"));
    let compilation = fieldtable::compile(&loaded.sources, &loaded.options);
    let notices = rust::emit(&compilation.schema, &config.rust).notices;
    let all = config::judge(&config, &loaded.sources, loaded.findings, &compilation, notices);
    (loaded.sources, all)
}

#[test]
fn every_finding_is_shown_and_mended() {
    assert_eq!(std::env::current_dir().ok().as_deref(), Some(Path::new(env!("CARGO_MANIFEST_DIR"))));
    let known: Vec<_> = Code::ALL.iter().map(|it| it.id().to_owned()).collect();
    assert_eq!(names("fixtures/findings"), known, "fixtures/findings has a folder for each finding");
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let folder = format!("fixtures/findings/{}", code.id());
        let (sources, all) = findings(&folder, "fieldtable.toml");
        let text = render(&sources, &all, Format::Human { color: false, width: 120 }, None);
        if all.iter().all(|it| it.code != *code) {
            wrong.push(format!("{folder} shows another finding:\n{text}"));
        }
        update(&format!("{folder}/findings.txt"), &text);
        if root(&folder).join("mended.toml").exists() {
            let (sources, all) = findings(&folder, "mended.toml");
            let text = render(&sources, &all, Format::Short, None);
            if all.iter().any(|it| it.code == *code) {
                wrong.push(format!("{folder}/mended.toml does not mend it:\n{text}"));
            }
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

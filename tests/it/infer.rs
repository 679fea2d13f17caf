//! What is inferred, by example: every file of `fixtures/spec/infer` says in prose what it shows, holds pages and JSON in
//! fences of five backticks (`page NAME`, `example NAME`), and what is inferred from them in a fence `expect`: each fact that
//! no cell states, with the rule and the words, and the findings. `INSTA_UPDATE=always` writes these fences.

use crate::expected::{names, root, update};
use fieldtable::diag::Code;
use fieldtable::resolve::{Evidence, FieldSetting};
use fieldtable::schema::{ModelKind, Path};
use fieldtable::text::SourceMap;
use fieldtable::{Options, compile};
use std::fmt::Write;

const FOLDER: &str = "fixtures/spec/infer";
const FENCE: &str = "`````";

#[test]
fn pages_say_what_is_inferred_from_them() {
    let mut rules: Vec<&str> = Vec::new();
    let mut wrong = Vec::new();
    for name in names(FOLDER) {
        let path = format!("{FOLDER}/{name}");
        let text = std::fs::read_to_string(root(&path)).unwrap_or_else(|it| panic!("{path}: {it}"));
        let mut sources = SourceMap::new();
        let mut expected = None;
        let mut at = 0;
        while let Some(start) = text[at..].find(FENCE).map(|it| at + it + FENCE.len()) {
            let line = start + text[start..].find('\n').expect("a fence has lines") + 1;
            let end = line + text[line..].find(FENCE).unwrap_or_else(|| panic!("{path}: a fence does not end"));
            match text[start..line].trim().split_once(' ') {
                Some(("page", name)) => drop(sources.add(name, &text[line..end])),
                Some(("example", name)) => drop(sources.add_example(name, &text[line..end])),
                _ => expected = Some(line..end),
            }
            at = end + FENCE.len();
        }
        let expected = expected.unwrap_or_else(|| panic!("{path} has no fence `expect`"));
        let found = inferred(&sources, &mut rules);
        let whole = format!("{}{found}{}", &text[..expected.start], &text[expected.end..]);
        if std::panic::catch_unwind(|| update(&path, &whole)).is_err() {
            wrong.push(format!("{path}: what is inferred is\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let names = fieldtable::infer::RULES
        .iter()
        .filter(|it| it.id.starts_with("wire-") || it.id.ends_with("-examples") || it.id.ends_with("-default"));
    let unseen: Vec<_> = names.filter(|it| it.on && !rules.contains(&it.id)).map(|it| it.id).collect();
    assert!(unseen.is_empty(), "no page of {FOLDER} shows {unseen:?}");
}

fn inferred(sources: &SourceMap, rules: &mut Vec<&'static str>) -> String {
    let compilation = compile(sources, &Options { evidence: true, ..Options::default() });
    let mut out = String::new();
    for (name, model) in &compilation.schema.models {
        let ModelKind::Object(object) = &model.kind else { continue };
        for field in &object.fields {
            let path = Path::field(name, field.name.clone());
            let Some(origin) = compilation.origins.of(&path) else { continue };
            for (against, (fact, evidence)) in
                origin.facts.iter().map(|it| ("", it)).chain(origin.against.iter().map(|it| (" (does not hold)", it)))
            {
                let Evidence::Inferred { rule, spans, note } = evidence else { continue };
                rules.push(rule);
                let words: Vec<_> = spans.iter().map(|it| format!("`{}`", sources.slice(*it).trim())).collect();
                let fact = format!("{fact:?}").to_lowercase();
                writeln!(out, "{path}: {fact} by {rule}{against}: {note}: {}", words.join(", "))
                    .expect("a string takes all");
            }
        }
    }
    for finding in
        compilation.diagnostics.iter().filter(|it| ["FT0504", "FT0513", "FT0514", "FT0515"].contains(&it.code.id()))
    {
        writeln!(out, "{}: {}", finding.code.id(), finding.message).expect("a string takes all");
    }
    out
}

#[test]
fn a_type_that_is_set_answers_the_example_that_speaks_against_the_table() {
    let mut sources = SourceMap::new();
    let table =
        "| Field | Type | Required |\n| --- | --- | --- |\n| orderId | int32 | yes |\n| total | number | yes |\n";
    sources.add(
        "Order.md",
        format!("# Order\n\n{table}\n```json\n{{ \"orderId\": 3000000000, \"total\": \"12.50\" }}\n```\n"),
    );
    let disagreements = |options: &Options| {
        let all = compile(&sources, options).diagnostics;
        let all = all.into_iter().filter(|it| it.code == Code::PageDisagrees);
        all.map(|it| it.message).collect::<Vec<_>>()
    };
    let mut options = Options::default();
    assert_eq!(disagreements(&options).len(), 2);
    let setting = FieldSetting { ty: Some("integer(int64)".into()), ..FieldSetting::default() };
    options.schema.fields.insert("Order.orderId".into(), setting);
    let left = disagreements(&options);
    assert!(left.len() == 1 && left[0].contains("`Order.total`"), "{left:?}");
}

//! Reports that are prose: `templates/report/*`, filled with what the form `json` says, the words for it, and drawings.

use super::{Context, drawing, json, text};
use crate::diff::{Comparison, Kind};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};

pub(super) fn markdown(comparison: &Comparison, context: &Context<'_>) -> String {
    fill("markdown.md", include_str!("../../../templates/report/markdown.md"), comparison, context)
}

pub(super) fn changelog(comparison: &Comparison, context: &Context<'_>) -> String {
    fill("changelog.md", include_str!("../../../templates/report/changelog.md"), comparison, context)
}

pub(super) fn html(comparison: &Comparison, context: &Context<'_>) -> String {
    fill("page.html", include_str!("../../../templates/report/page.html"), comparison, context)
}

fn fill(name: &'static str, source: &'static str, comparison: &Comparison, context: &Context<'_>) -> String {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.expect("the marks are the usual ones"));
    environment.add_filter("cell", |text: &str| cell(text));
    environment.add_template(name, source).expect("the templates are part of the program, and tests fill each");
    let findings: Vec<Value> = context
        .shown(comparison)
        .map(|it| {
            let (place, old) = context.place(&it.change).unzip();
            context! {
                data => value(json::finding(it, context)),
                subject => text::subject(&it.change),
                letters => text::letters(it),
                sentence => text::sentence(it),
                place => place.map(|it| format!("{}:{}", it.file, it.line)),
                old => old.unwrap_or(false),
                group => group(it),
                section => section(it.change.kind, it.verdicts.worst(&comparison.axes) == crate::diff::rules::Verdict::Breaking),
            }
        })
        .collect();
    let html = name == "page.html";
    let models: Vec<Value> = if html { drawing::models(comparison, context) } else { Vec::new() };
    let document = context! {
        old => context.old.clone(),
        new => context.new.clone(),
        findings,
        models,
        totals => value(serde_json::json!(comparison.totals)),
        last_line => text::last_line(comparison, context).trim_end(),
        fails => comparison.fails(),
    };
    let template = environment.get_template(name).expect("it was just added");
    template.render(document).expect("the templates name only what they are given, and tests fill each")
}

fn value(json: serde_json::Value) -> Value {
    serde_json::from_value(json).expect("all JSON is a value of templates")
}

/// What a finding is listed under for reviewers.
fn group(finding: &crate::diff::Finding) -> &'static str {
    use crate::diff::rules::Level;
    match finding.level {
        _ if finding.allowed.is_some() => "accepted",
        Level::Error => "breaking",
        Level::Warn => "risky",
        Level::Info | Level::Off => "safe",
    }
}

/// What a change is listed under for users.
fn section(kind: Kind, breaks: bool) -> &'static str {
    match kind {
        Kind::DeprecatedAdded | Kind::SunsetChanged => "Deprecated",
        Kind::FieldRemoved | Kind::ModelRemoved | Kind::EnumValueRemoved | Kind::VariantRemoved => "Removed",
        _ if breaks => "Breaking",
        kind if kind.adds() => "Added",
        _ => "Changed",
    }
}

/// Text of the documents within a cell of a Markdown table: nothing of it is markup.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for it in text.chars() {
        match it {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '!' => out.extend(['\\', it]),
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '@' => out += "&#64;",
            '\n' | '\r' => out.push(' '),
            it => out.push(it),
        }
    }
    out
}

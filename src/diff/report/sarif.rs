//! SARIF 2.1.0. Source: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use super::{Context, Place, gitlab, text};
use crate::diff::rules::{self, Level, Rule};
use crate::diff::{Comparison, Finding};
use serde_json::{Value, json};

pub(super) fn report(comparison: &Comparison, context: &Context<'_>) -> String {
    let results: Vec<_> = context.shown(comparison).map(|it| result(it, context)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "fieldtable",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules::all().iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&document).expect("it has string keys alone") + "\n"
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warn => "warning",
        Level::Info => "note",
        Level::Off => "none",
    }
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.explanation(), "markdown": rule.explanation()},
        "defaultConfiguration": {"level": level(rule.level)},
    })
}

fn result(finding: &Finding, context: &Context<'_>) -> Value {
    let location = |it: &Place| {
        json!({"physicalLocation": {
            "artifactLocation": {"uri": uri(&it.file)},
            "region": {"startLine": it.line, "startColumn": it.column},
        }})
    };
    let (old, new) = context.places(&finding.change);
    let main = context.place(&finding.change).map(|it| it.0);
    let others = finding.more.iter().filter_map(|it| Some(context.place(it)?.0));
    let related: Vec<_> =
        [old, new].into_iter().flatten().chain(others).filter(|it| Some(it) != main.as_ref()).collect();
    let index = rules::all().iter().position(|it| it.id == finding.rule.id);
    let mut out = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": level(finding.level),
        "message": {"text": text::sentence(finding)},
        "locations": main.iter().map(location).collect::<Vec<_>>(),
        "partialFingerprints": {"change/v1": gitlab::fingerprint(finding)},
    });
    if !related.is_empty() {
        out["relatedLocations"] = related.iter().map(location).collect();
    }
    if let Some(allowed) = &finding.allowed {
        out["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": allowed.reason}]);
    }
    out
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~/".contains(&it);
    path.bytes().map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

//! For programs. `templates/report/diff.schema.json` is the schema of what is written here, and a test holds one to the
//! other.

use super::{Context, Place};
use crate::diff::{Change, Comparison, Finding};
use serde_json::{Value, json};

/// The version of this format; it goes up when something is taken away or means something else.
const VERSION: u64 = 1;

pub(super) fn report(comparison: &Comparison, context: &Context<'_>) -> String {
    let findings: Vec<_> = context.shown(comparison).map(|it| finding(it, context)).collect();
    let stale: Vec<_> = comparison
        .stale
        .iter()
        .map(|(it, why)| json!({"rule": it.rule, "path": it.path, "value": it.value, "why": why}))
        .collect();
    let mut document = json!({
        "version": VERSION,
        "old": context.old,
        "new": context.new,
        "for": comparison.axes,
        "findings": findings,
        "totals": comparison.totals,
        "bump": comparison.bump,
        "staleAllowances": stale,
    });
    if let Some((old, needed)) = context.version {
        document["crate"] = json!({"old": old.to_string(), "needed": needed.to_string()});
    }
    serde_json::to_string_pretty(&document).expect("it has string keys alone") + "\n"
}

pub(super) fn finding(finding: &Finding, context: &Context<'_>) -> Value {
    let verdicts = &finding.verdicts;
    let mut out = json!({
        "rule": finding.rule.id,
        "title": finding.rule.title,
        "level": finding.level,
        "verdicts": {
            "read": verdicts.read,
            "write": verdicts.write,
            "wire": verdicts.wire,
            "rust": verdicts.rust,
            "silent": verdicts.silent,
        },
        "count": finding.count(),
        "change": change(&finding.change, context),
    });
    if !finding.more.is_empty() {
        out["more"] = finding.more.iter().map(|it| change(it, context)).collect();
    }
    if let Some(allowed) = &finding.allowed {
        out["allowed"] = json!(allowed);
    }
    if !finding.consequences.is_empty() {
        out["consequences"] = finding.consequences.iter().map(|it| self::finding(it, context)).collect();
    }
    out
}

fn change(change: &Change, context: &Context<'_>) -> Value {
    let (old, new) = context.places(change);
    let side = |path: &Option<crate::schema::Path>, text: &Option<String>, place: Option<Place>| {
        let mut side = serde_json::Map::new();
        let mut put = |key: &str, value: Option<Value>| {
            side.extend(value.map(|it| (key.to_owned(), it)));
        };
        put("path", path.as_ref().map(|it| json!(it.to_string())));
        put("text", text.as_ref().map(|it| json!(it)));
        put("place", place.map(|it| json!(it)));
        Value::Object(side)
    };
    let mut out = json!({
        "path": change.path().to_string(),
        "kind": change.kind,
        "tags": change.tags,
        "old": side(&change.old, &change.before, old),
        "new": side(&change.new, &change.after, new),
    });
    if let Some(evidence) = &change.evidence {
        out["evidence"] = json!(evidence);
    }
    out
}

//! GitLab's code quality report.
//! Source: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use super::{Context, text};
use crate::diff::rules::{Level, Verdict};
use crate::diff::{Comparison, Finding};
use serde_json::{Value, json};

pub(super) fn report(comparison: &Comparison, context: &Context<'_>) -> String {
    let shown: Vec<_> =
        context.shown(comparison).filter(|it| it.allowed.is_none()).map(|it| issue(it, context)).collect();
    serde_json::to_string_pretty(&shown).expect("it has string keys alone") + "\n"
}

fn issue(finding: &Finding, context: &Context<'_>) -> Value {
    let severity = match (finding.level, finding.verdicts.silent) {
        (Level::Error, Verdict::Silent) => "blocker",
        (Level::Error, _) => "critical",
        (Level::Warn, _) => "major",
        (Level::Info | Level::Off, _) => "info",
    };
    let place = context.place(&finding.change).map(|it| it.0);
    let (file, line) = place.map_or((context.new.clone(), 1), |it| (it.file, it.line));
    json!({
        "description": text::sentence(finding),
        "check_name": finding.rule.id,
        "fingerprint": fingerprint(finding),
        "severity": severity,
        "location": {"path": file, "lines": {"begin": line}},
    })
}

/// The same for the same finding wherever it stands in a page. FNV-1a, twice, for 128 bits.
pub(super) fn fingerprint(finding: &Finding) -> String {
    let change = &finding.change;
    let identity = format!("{}\0{}\0{:?}\0{:?}", finding.rule.id, change.path(), change.before, change.after);
    let hash =
        |seed: u64| identity.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{:016x}{:016x}", hash(0xcbf2_9ce4_8422_2325), hash(0x9ae1_6a3b_2f90_404f))
}

//! JUnit's XML: a test case for each finding; those that make the run fail have failed, accepted ones were skipped.

use super::{Context, text};
use crate::diff::{Comparison, Finding};
use std::fmt::Write;

pub(super) fn report(comparison: &Comparison, context: &Context<'_>) -> String {
    let findings: Vec<_> = context.shown(comparison).collect();
    let failures = findings.iter().filter(|it| it.fails()).count();
    let skipped = findings.iter().filter(|it| it.allowed.is_some()).count();
    let name = xml(&format!("{} → {}", context.old, context.new));
    let counts =
        format!("tests=\"{}\" failures=\"{failures}\" skipped=\"{skipped}\" errors=\"0\"", findings.len().max(1));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"fieldtable diff\" {counts}>\n  <testsuite name=\"{name}\" {counts}>\n"
    );
    if findings.is_empty() {
        out += "    <testcase classname=\"fieldtable\" name=\"nothing changed\"/>\n";
    }
    findings.iter().for_each(|it| case(&mut out, it, context));
    out + "  </testsuite>\n</testsuites>\n"
}

fn case(out: &mut String, finding: &Finding, context: &Context<'_>) {
    let place = context.place(&finding.change).map(|it| it.0);
    let place = place.map_or_else(String::new, |it| format!(" file=\"{}\" line=\"{}\"", xml(&it.file), it.line));
    let (class, name) = (xml(finding.rule.id), xml(&finding.change.path().to_string()));
    let said = xml(&text::sentence(finding));
    let inside = if finding.fails() {
        format!("<failure type=\"{class}\" message=\"{said}\"/>")
    } else if let Some(allowed) = &finding.allowed {
        format!("<skipped message=\"{}\"/>", xml(&allowed.reason))
    } else {
        format!("<system-out>{said}</system-out>")
    };
    let _ = writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\"{place}>{inside}</testcase>");
}

/// Text for an attribute or an element. What XML cannot hold becomes a question mark.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::new();
    for it in text.chars() {
        match it {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\n' | '\t' => out.push(' '),
            it if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') => out.push('?'),
            it => out.push(it),
        }
    }
    out
}

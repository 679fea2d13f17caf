//! For people: what breaks first, one block a model, and one last line with the totals.

use super::{Context, Place};
use crate::diag::render::tame;
use crate::diff::rules::{Axis, Level, Verdict};
use crate::diff::{Change, Comparison, Finding, Tier};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Places of one finding that are listed; the rest is counted.
const PLACES: usize = 5;

pub(super) fn report(comparison: &Comparison, context: &Context<'_>) -> String {
    let mut out = String::new();
    let mut model = None::<&str>;
    for finding in context.shown(comparison) {
        let name = finding.change.path().model.as_str();
        if model != Some(name) {
            let _ = writeln!(out, "{}", tame(name));
            model = Some(name);
        }
        block(&mut out, finding, context);
    }
    out + &last_line(comparison, context)
}

fn block(out: &mut String, finding: &Finding, context: &Context<'_>) {
    let change = &finding.change;
    let subject = subject(change);
    // The model stands above.
    let subject = subject.strip_prefix(&tame(&change.path().model)).unwrap_or(&subject);
    let subject = subject.trim_start_matches(['.', ':', ' ']);
    let _ = writeln!(out, "  {} {}  {subject}{}", mark(finding), finding.rule.id, place(change, context));
    let many = if finding.more.is_empty() { String::new() } else { format!("     in {} places", finding.count()) };
    let _ = writeln!(out, "      {}{many}", letters(finding));
    if let Some(evidence) = &change.evidence
        && evidence.tier != Tier::Declared
    {
        let from = change.old.as_ref().map(ToString::to_string).unwrap_or_default();
        let tier = format!("{:?}", evidence.tier).to_lowercase();
        let _ = writeln!(out, "      was `{from}`: {} ({tier})", evidence.shared);
    }
    for other in finding.more.iter().take(PLACES) {
        let _ = writeln!(out, "      also {}{}", other.path(), place(other, context));
    }
    if finding.more.len() > PLACES {
        let _ = writeln!(out, "      and {} more", finding.more.len() - PLACES);
    }
    for consequence in &finding.consequences {
        let _ = writeln!(
            out,
            "      so {}  {}: {}",
            consequence.rule.id,
            consequence.change.path(),
            said(&consequence.change)
        );
    }
    if let Some(allowed) = &finding.allowed {
        let until = allowed.until.as_ref().map_or_else(String::new, |it| format!(", until {it}"));
        let _ = writeln!(out, "      accepted: {}{until}", allowed.reason);
    }
}

fn mark(finding: &Finding) -> &'static str {
    match finding.level {
        _ if finding.allowed.is_some() => "=",
        Level::Error => "✗",
        Level::Warn => "!",
        Level::Info => "+",
        Level::Off => "·",
    }
}

/// `Order.note: string → string | null`
pub(super) fn subject(change: &Change) -> String {
    let path = change.path();
    let said = said(change);
    tame(&if said.is_empty() { path.to_string() } else { format!("{path}: {said}") })
}

/// The finding in a sentence.
pub(super) fn sentence(finding: &Finding) -> String {
    let many = if finding.more.is_empty() { String::new() } else { format!(" (in {} places)", finding.count()) };
    let evidence = finding.change.evidence.as_ref().map_or_else(String::new, |it| format!("; {}", it.shared));
    format!("{}: {}{many}{evidence} [{}]", finding.rule.title, subject(&finding.change), letters(finding))
}

/// What was and what is.
pub(super) fn said(change: &Change) -> String {
    match (&change.before, &change.after) {
        (None, None) => String::new(),
        (None, Some(after)) => after.clone(),
        (Some(before), None) => before.clone(),
        (Some(before), Some(after)) => format!("{before} → {after}"),
    }
}

/// `read B  write R  rust B`
pub(super) fn letters(finding: &Finding) -> String {
    let verdicts = &finding.verdicts;
    let rust = verdicts.rust;
    let of = |axis: Axis| match axis {
        Axis::Rust if rust.plain != rust.non_exhaustive => {
            format!("rust {} plain, {} non-exhaustive", rust.plain.letter(), rust.non_exhaustive.letter())
        }
        Axis::Rust => format!("rust {}", rust.plain.letter()),
        axis => format!("{} {}", axis.name(), verdicts.on(axis).letter()),
    };
    let shown = Axis::ALL.iter().filter(|it| **it != Axis::Silent && verdicts.on(**it) != Verdict::None);
    let mut all: Vec<String> = shown.map(|it| of(*it)).collect();
    all.extend((verdicts.silent == Verdict::Silent).then(|| "silent !".to_owned()));
    all.join("  ")
}

fn place(change: &Change, context: &Context<'_>) -> String {
    context.place(change).map_or_else(String::new, |(place, old)| {
        let Place { file, line, column } = place;
        format!("  {file}:{line}:{column}{}", if old { " (old)" } else { "" })
    })
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The totals, and what the version must become.
pub(super) fn last_line(comparison: &Comparison, context: &Context<'_>) -> String {
    let totals = &comparison.totals;
    let mut line = format!("~ {} changed", plural(totals.models_changed, "model"));
    for (count, what) in [(totals.models_added, "added"), (totals.models_removed, "removed")] {
        if count > 0 {
            let _ = write!(line, ", {count} {what}");
        }
    }
    let _ = write!(line, " · {} breaking, {} risky, {} safe", totals.breaking, totals.risky, totals.safe);
    if totals.allowed > 0 {
        let _ = write!(line, ", {} accepted", totals.allowed);
    }
    let hidden = [(totals.prose_hidden, "description edit"), (totals.hidden, "other change")];
    if !context.all {
        let hidden: Vec<_> = hidden.iter().filter(|it| it.0 > 0).map(|(count, what)| plural(*count, what)).collect();
        if !hidden.is_empty() {
            let _ = write!(line, " · {} hidden (--all)", hidden.join(" and "));
        }
    }
    line.push('\n');
    if let Some((old, needed)) = context.version {
        let _ = writeln!(line, "crate: {old} → needs {needed}{}", reason(comparison));
    }
    line
}

fn reason(comparison: &Comparison) -> String {
    let worst = comparison.findings.iter().max_by_key(|it| crate::diff::Bump::of(it));
    worst.map_or_else(String::new, |it| format!(" (rust: {} at {})", it.rule.id, it.change.path()))
}

/// A line for each model: what came, went and changed, and the worst of it.
pub(super) fn stat(comparison: &Comparison, context: &Context<'_>) -> String {
    #[derive(Default)]
    struct Line {
        added: usize,
        removed: usize,
        changed: usize,
        worst: Verdict,
    }
    let mut models: BTreeMap<&str, Line> = BTreeMap::new();
    for finding in context.shown(comparison) {
        for change in [&finding.change].into_iter().chain(&finding.more) {
            let line = models.entry(&change.path().model).or_default();
            let depth = |it: &Option<crate::schema::Path>| it.as_ref().map_or(0, |it| it.steps.len() + 1);
            match depth(&change.old).cmp(&depth(&change.new)) {
                std::cmp::Ordering::Less => line.added += 1,
                std::cmp::Ordering::Greater => line.removed += 1,
                std::cmp::Ordering::Equal => line.changed += 1,
            }
            if finding.allowed.is_none() {
                line.worst = line.worst.max(finding.verdicts.worst(&comparison.axes));
            }
        }
    }
    let width = models.keys().map(|it| it.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, line) in &models {
        let all = line.added + line.removed + line.changed;
        let word = match line.worst {
            Verdict::Breaking => "  BREAKING",
            Verdict::Silent => "  SILENT",
            Verdict::Risky => "  risky",
            Verdict::Safe | Verdict::None => "",
        };
        let _ = writeln!(out, "{name:width$} | {all} +{} −{} ~{}{word}", line.added, line.removed, line.changed);
    }
    out + &last_line(comparison, context)
}

//! Findings as an editor shows them.

use super::place;
use super::world::World;
use crate::diag::render::tame;
use crate::diag::{self, Severity};
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range, Uri,
};
use std::collections::BTreeMap;

/// The findings of each file, by its URI; those about all pages are about the configuration.
pub(super) fn of_files(world: &World) -> BTreeMap<String, (Uri, Vec<Diagnostic>)> {
    let mut all: BTreeMap<String, (Uri, Vec<Diagnostic>)> = BTreeMap::new();
    let mut add = |uri: Uri, it| all.entry(uri.as_str().to_owned()).or_insert((uri, Vec::new())).1.push(it);
    let config = || world.config_path.as_deref().and_then(place::uri);
    for finding in &world.findings {
        let place = match &finding.primary {
            Some(primary) => world.uri(primary.span.file),
            None => config(),
        };
        if let Some(uri) = place {
            add(uri, one(world, finding));
        }
    }
    if let (Some(failure), Some(uri)) = (&world.failure, config()) {
        add(uri, failed(failure));
    }
    all
}

/// A finding.
pub(super) fn one(world: &World, finding: &diag::Diagnostic) -> Diagnostic {
    let severity = match finding.severity {
        Severity::Allow => DiagnosticSeverity::HINT,
        Severity::Note => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    };
    let label = finding.primary.as_ref().and_then(|it| it.text.as_ref());
    let label = label.map_or_else(String::new, |it| format!(": {it}"));
    let help = finding.help.as_ref().map_or_else(String::new, |it| format!("\nhelp: {it}"));
    let related = finding.related.iter().filter_map(|it| {
        let location = Location::new(world.uri(it.span.file)?, place::range(world.sources(), it.span));
        Some(DiagnosticRelatedInformation { location, message: it.text.clone().unwrap_or_default() })
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: finding.primary.as_ref().map(|it| place::range(world.sources(), it.span)).unwrap_or_default(),
        severity: Some(severity),
        code: Some(NumberOrString::String(finding.code.id().to_owned())),
        source: Some("fieldtable".to_owned()),
        message: tame(&format!("{}{label}{help}", finding.message)),
        related_information: Some(related).filter(|it| !it.is_empty()),
        ..Diagnostic::default()
    }
}

/// What ends a run, at the place in the configuration that it names.
fn failed(message: &str) -> Diagnostic {
    let numbers = || message.match_indices(':').map(|it| &message[it.0 + 1..]);
    let leading = |it: &str| it.split(':').next().and_then(|it| it.parse::<u32>().ok());
    let start = numbers().find_map(|rest| {
        let (line, rest) = (leading(rest)?, rest.split_once(':')?.1);
        Some((Position::new(line.saturating_sub(1), leading(rest)?.saturating_sub(1)), rest.split_once(':')?.1))
    });
    let (start, message) = start.unwrap_or((Position::default(), message));
    Diagnostic {
        range: Range::new(start, Position::new(start.line, u32::MAX >> 1)),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("fieldtable".to_owned()),
        message: tame(message.trim()),
        ..Diagnostic::default()
    }
}

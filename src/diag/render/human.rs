use super::{Diagnostic, Severity, and_more, tame};
use crate::diag::Label;
use crate::text::{Source, SourceMap};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// Drawn in the page that it comes from, as rustc does.
pub(super) fn finding(sources: &SourceMap, finding: &Diagnostic, more: usize, color: bool, width: usize) -> String {
    let level = match finding.severity {
        Severity::Allow | Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(tame(&finding.message)).id(finding.code.id());
    let mut group = match &finding.primary {
        Some(primary) => title.elements(snippets(sources, primary, &finding.related)),
        None => Group::with_title(title),
    };
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(tame(help)));
    }
    if more > 0 {
        group = group.element(Level::NOTE.message(and_more(more)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(width).render(&[group]) + "\n\n"
}

/// A snippet for each place, the primary place first. Only the lines that are shown are handed over, whatever the size of
/// the page.
fn snippets<'a>(sources: &'a SourceMap, primary: &Label, related: &[Label]) -> Vec<Snippet<'a, Annotation<'a>>> {
    let mut places = vec![(primary, AnnotationKind::Primary)];
    places.extend(related.iter().map(|it| (it, AnnotationKind::Context)));
    let snippet = |(label, kind): (&Label, AnnotationKind)| {
        let file = sources.file(label.span.file);
        let range = label.span.range();
        let (first, lines) = lines(file, &range);
        let place = range.start - lines.start..range.end.clamp(range.start, lines.end.max(range.start)) - lines.start;
        let annotation = kind.span(place).label(label.text.as_ref().map(|it| tame(it)));
        Snippet::source(&file.text[lines]).path(file.path.as_str()).line_start(first).annotation(annotation)
    };
    places.into_iter().map(snippet).collect()
}

/// The lines that a place touches: the number of the first, and the bytes of at most `SHOWN` of them.
fn lines(file: &Source, range: &Range<usize>) -> (usize, Range<usize>) {
    const SHOWN: usize = 8;
    let (first, _) = file.line_column(range.start);
    let (last, _) = file.line_column(range.end.max(range.start + 1) - 1);
    let start = file.line_range(first).map_or(0, |it| it.start);
    let end = file.line_range(last.min(first + SHOWN - 1)).map_or(file.text.len(), |it| it.end);
    (first, start..end.max(range.start))
}

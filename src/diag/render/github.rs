use super::{Diagnostic, Severity, and_more, tame};
use crate::text::SourceMap;

/// A workflow command: `::warning file=…,line=…,title=…::message`.
pub(super) fn finding(sources: &SourceMap, finding: &Diagnostic, more: usize) -> String {
    let level = match finding.severity {
        Severity::Allow | Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut keys = String::new();
    if let Some(primary) = &finding.primary {
        let file = sources.file(primary.span.file);
        let (line, column) = file.line_column(primary.span.start as usize);
        let (end_line, _) = file.line_column(primary.span.end as usize);
        keys = format!("file={},line={line},col={column},endLine={end_line},", property(&file.path));
    }
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text += &format!("\nhelp: {help}");
    }
    if more > 0 {
        text += &format!("\n{}", and_more(more));
    }
    format!("::{level} {keys}title={}::{}\n", finding.code.id(), message(&tame(&text)))
}

/// A message, with what would end it escaped.
pub(crate) fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value of a key, with what would end it escaped.
pub(crate) fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

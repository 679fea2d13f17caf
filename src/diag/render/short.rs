use super::{Diagnostic, and_more, tame};
use crate::text::SourceMap;

/// One line: `path:line:column: level[code]: message; help`.
pub(super) fn finding(sources: &SourceMap, finding: &Diagnostic, more: usize) -> String {
    let place = finding.primary.as_ref().map_or_else(String::new, |it| format!("{}: ", sources.place(it.span)));
    let mut line = format!("{place}{}[{}]: {}", finding.severity.word(), finding.code.id(), finding.message);
    if let Some(help) = &finding.help {
        line += &format!("; help: {help}");
    }
    let mut out = tame(&line).replace('\n', " ") + "\n";
    if more > 0 {
        out += &format!("{}[{}]: {}\n", finding.severity.word(), finding.code.id(), and_more(more));
    }
    out
}

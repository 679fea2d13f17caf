use super::Diagnostic;
use crate::json::{Map, Value};
use crate::text::{SourceMap, Span};

/// An object on a line of its own.
pub(super) fn finding(sources: &SourceMap, finding: &Diagnostic) -> String {
    let mut object = Map::default();
    object.insert("code".into(), finding.code.id().into());
    object.insert("level".into(), finding.severity.word().into());
    object.insert("message".into(), finding.message.clone().into());
    if let Some(primary) = &finding.primary {
        place(&mut object, sources, primary.span);
        object.insert("label".into(), primary.text.clone().into());
    }
    object.insert("help".into(), finding.help.clone().into());
    object.insert("mends".into(), finding.mends.iter().map(|it| it.as_str().into()).collect());
    let related = finding.related.iter().map(|it| {
        let mut object = Map::default();
        place(&mut object, sources, it.span);
        object.insert("label".into(), it.text.clone().into());
        Value::Object(object)
    });
    object.insert("related".into(), related.collect());
    // Machines read the escape as the same character; a terminal that shows the line is not steered by it.
    let steers = |it: char| matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut line = String::new();
    for it in Value::Object(object).to_string().chars() {
        if steers(it) { line += &format!("\\u{:04x}", u32::from(it)) } else { line.push(it) }
    }
    line + "\n"
}

/// Lines and columns from 1; columns count characters, the end is one past the last.
fn place(object: &mut Map, sources: &SourceMap, span: Span) {
    let file = sources.file(span.file);
    let (line, column) = file.line_column(span.start as usize);
    let (end_line, end_column) = file.line_column(span.end as usize);
    object.insert("path".into(), file.path.clone().into());
    for (key, value) in [("line", line), ("column", column), ("endLine", end_line), ("endColumn", end_column)] {
        object.insert(key.into(), value.into());
    }
}

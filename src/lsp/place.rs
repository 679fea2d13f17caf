//! Places as editors count them: lines from 0, columns in UTF-16 code units; and files as URIs.

use crate::text::{Source, SourceMap, Span};
use lsp_types::{Position, Range, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::path::{Path, PathBuf};

/// The place of a byte.
pub(super) fn position(source: &Source, offset: usize) -> Position {
    let (line, _) = source.line_column(offset);
    let start = source.line_range(line).map_or(0, |it| it.start);
    let before = source.text.get(start..offset).unwrap_or_default();
    Position::new(number(line - 1), number(before.encode_utf16().count()))
}

pub(super) fn range(sources: &SourceMap, span: Span) -> Range {
    let source = sources.file(span.file);
    Range::new(position(source, span.start as usize), position(source, span.end as usize))
}

/// The byte at a place; what lies behind the end of a line is its end.
pub(super) fn offset(source: &Source, position: Position) -> usize {
    let Some(line) = source.line_range(position.line as usize + 1) else { return source.text.len() };
    line.start + within(&source.text[line], position.character)
}

/// The byte at a column of a line.
fn within(line: &str, character: u32) -> usize {
    let mut units = 0;
    for (at, it) in line.char_indices() {
        if units >= character {
            return at;
        }
        units += number(it.len_utf16());
    }
    line.len()
}

/// The text with another one in the place of a range.
pub(super) fn edited(text: &str, range: Range, new: &str) -> String {
    let at = |position: Position| {
        let mut start = 0;
        for _ in 0..position.line {
            match text[start..].find('\n') {
                Some(end) => start += end + 1,
                None => return text.len(),
            }
        }
        let line = text[start..].split('\n').next().unwrap_or_default();
        start + within(line.strip_suffix('\r').unwrap_or(line), position.character)
    };
    let (start, end) = (at(range.start), at(range.end));
    format!("{}{new}{}", &text[..start], &text[end.max(start)..])
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What may stand in a path of a URI as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The file that a URI names. `None` for what is no file, such as a text that was never saved.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let path = uri.as_str().strip_prefix("file://")?;
    // A host, mostly none, stands before the path.
    let path = percent_decode_str(&path[path.find('/')?..]).decode_utf8().ok()?.into_owned();
    let drive = path.as_bytes().get(2) == Some(&b':');
    let path = if drive { path.trim_start_matches('/') } else { &path };
    Some(PathBuf::from(path))
}

/// The URI of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, PLAIN)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{edited, offset, path, position, uri};
    use crate::text::SourceMap;
    use lsp_types::{Position, Range};
    use proptest::prelude::*;
    use std::path::Path;

    #[test]
    fn columns_are_utf_16() {
        let mut sources = SourceMap::new();
        let file = sources.add("A.md", "é\r\n🦀é|x\n");
        let source = sources.file(file);
        let crab = source.text.find('🦀').expect("it is there");
        assert_eq!(position(source, crab + 4), Position::new(1, 2));
        assert_eq!(position(source, crab + 6), Position::new(1, 3));
        assert_eq!(offset(source, Position::new(1, 3)), crab + 6);
        // Within a pair of units, at the end of a line, behind the text.
        assert_eq!(offset(source, Position::new(1, 1)), crab + 4);
        assert_eq!(offset(source, Position::new(0, 99)), 2);
        assert_eq!(offset(source, Position::new(99, 0)), source.text.len());
    }

    #[test]
    fn files_and_uris_are_each_others() {
        let file = Path::new("/docs of ours/Größe#1%.md");
        let uri = uri(file).expect("it has one");
        assert_eq!(uri.as_str(), "file:///docs%20of%20ours/Gr%C3%B6%C3%9Fe%231%25.md");
        assert_eq!(path(&uri).as_deref(), Some(file));
        let windows = "file:///c%3A/docs/A.md".parse().expect("it is one");
        assert_eq!(path(&windows).as_deref(), Some(Path::new("c:/docs/A.md")));
        assert_eq!(path(&"untitled:Untitled-1".parse().expect("it is one")), None);
    }

    proptest! {
        #[test]
        fn every_character_has_a_place_of_its_own(text in "[a-zé🦀\r\n|]{0,40}") {
            let mut sources = SourceMap::new();
            let file = sources.add("A.md", &text);
            let source = sources.file(file);
            for (at, it) in text.char_indices().filter(|it| !matches!(it.1, '\r' | '\n')) {
                prop_assert_eq!(offset(source, position(source, at)), at);
                let range = Range::new(position(source, at), position(source, at + it.len_utf8()));
                let other = edited(&text, range, "new");
                prop_assert_eq!(other, format!("{}new{}", &text[..at], &text[at + it.len_utf8()..]));
            }
        }
    }
}

//! Names that are not what they seem to be.

use crate::diag::{Code, Sink};
use crate::text::Spelling;

/// Reports characters that nobody sees, and letters of several scripts.
pub(super) fn check(name: &Spelling, sink: &mut Sink) {
    let text = name.as_str();
    if text.is_ascii() && !text.bytes().any(|it| it.is_ascii_control()) {
        return;
    }
    if let Some(hidden) = text.chars().find(|it| is_hidden(*it)) {
        let message = format!("the name holds U+{:04X}, which nobody sees", u32::from(hidden));
        sink.report(Code::HiddenCharacters, name.span(), message).help("remove it, or give the name with a `[[fix]]`");
    }
    // What is put behind the words of headings is no part of them.
    let text = ["Request", "Response", "Params", "Headers"].iter().find_map(|it| text.strip_suffix(it)).unwrap_or(text);
    let scripts = [script_of(text, &[('a', 'z'), ('A', 'Z')]), script_of(text, &GREEK), script_of(text, &CYRILLIC)];
    let mut found = scripts.into_iter().flatten();
    if let (Some(_), Some(other)) = (found.next(), found.next()) {
        let message = format!("the name mixes scripts: `{other}` (U+{:04X}) is no Latin letter", u32::from(other));
        sink.report(Code::LookalikeCharacters, name.span(), message).help("give the name with a `[[fix]]`");
    }
}

const GREEK: [(char, char); 1] = [('\u{370}', '\u{3ff}')];
const CYRILLIC: [(char, char); 1] = [('\u{400}', '\u{52f}')];

fn script_of(text: &str, ranges: &[(char, char)]) -> Option<char> {
    text.chars().find(|it| ranges.iter().any(|(first, last)| (*first..=*last).contains(it)))
}

fn is_hidden(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

//! Text → Markdown that shows it as it is.

/// Whether a text means the same as Markdown, and says nothing that a lint would want otherwise.
pub(super) fn is_plain(text: &str) -> bool {
    // Whether some word may have a second capital: what is seen at once.
    let mut may_be_camel = !text.is_ascii();
    let mut before = b'\n';
    for &it in text.as_bytes() {
        let is_doubled = it == before && matches!(it, b':' | b'-' | b' ');
        if is_doubled || (it.is_ascii() && !TAME[usize::from(it)]) {
            return false;
        }
        may_be_camel |= it.is_ascii_uppercase() && before.is_ascii_alphanumeric();
        before = it;
    }
    text.starts_with(char::is_alphabetic)
        && (text.is_ascii() || text.chars().all(|it| it.is_ascii() || it.is_alphanumeric()))
        && !(text.contains(':') && text.contains("://"))
        && (!may_be_camel || text.split(' ').all(|it| !is_camel(it.trim_matches(|it: char| !it.is_alphanumeric()))))
}

/// The characters of ASCII that are never markup.
const TAME: [bool; 128] = {
    let mut tame = [false; 128];
    let mut at = 0;
    while at < tame.len() {
        let it = at as u8;
        tame[at] = it.is_ascii_alphanumeric()
            || matches!(it, b' ' | b'.' | b',' | b'\'' | b'(' | b')' | b';' | b'?' | b'"' | b'/' | b'%' | b':' | b'-');
        at += 1;
    }
    tame
};

/// Writes the text so that Markdown shows it. `at_start`: whether a line begins here; `linkable`: whether addresses may
/// become links.
pub(super) fn escape(text: &str, at_start: bool, linkable: bool, out: &mut String) {
    let mut rest = text;
    let mut at_start = at_start;
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if !word.is_empty() {
            self::word(word, at_start, linkable, out);
            at_start = false;
        }
        let blank = after.len() - after.trim_start().len();
        out.push_str(&after[..blank]);
        rest = &after[blank..];
    }
}

fn word(word: &str, at_start: bool, linkable: bool, out: &mut String) {
    if word.bytes().all(|it| matches!(it, b'a'..=b'z' | b',' | b'.')) {
        return out.push_str(word);
    }
    if word.contains(':')
        && let Some(at) = ["http://", "https://"].iter().find_map(|it| word.find(it))
    {
        let (before, address) = word.split_at(at);
        let end = address.find(['<', '>', '"', '`', '\\', '|', '[', ']', '{', '}', '*']).unwrap_or(address.len());
        let end = address[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']).len();
        let (address, after) = address.split_at(end);
        characters(before, at_start, out);
        if linkable && address.len() > "https://".len() {
            out.extend(["<", address, ">"]);
        } else {
            characters(address, false, out);
        }
        characters(after, false, out);
        return;
    }
    let edge = |it: char| matches!(it, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '[' | ']' | '*' | '<' | '>');
    let inner = word.trim_matches(edge);
    // Brackets around a word are not its own.
    let inner = inner.strip_prefix('(').map_or(inner, |it| it.strip_suffix(')').unwrap_or(it));
    if is_name(inner) {
        let start = inner.as_ptr() as usize - word.as_ptr() as usize;
        characters(&word[..start], at_start, out);
        code(inner, out);
        characters(&word[start + inner.len()..], false, out);
        return;
    }
    characters(word, at_start, out);
}

/// Whether a word is a name of some code, which Markdown customarily marks: `source_id`, `OrderLine`, `std::mem`, `get()`.
fn is_name(word: &str) -> bool {
    let core = word.trim_matches(|it: char| !it.is_alphanumeric());
    let has_letters = core.contains(char::is_alphabetic);
    !word.contains('`')
        && has_letters
        && (core.contains('_')
            || (core.contains(':') && core.contains("::"))
            || is_camel(core)
            || (word.ends_with("()") && !core.contains(' ')))
}

/// Whether a word has two capitals and small letters: clippy takes it for a name.
fn is_camel(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphanumeric)
        && word.chars().filter(|it| it.is_uppercase()).count() > 1
        && word.chars().any(char::is_lowercase)
}

fn characters(text: &str, at_start: bool, out: &mut String) {
    let mut chars = text.char_indices().peekable();
    let mut before: Option<char> = None;
    while let Some((at, it)) = chars.next() {
        let next = chars.peek().map(|it| it.1);
        let special = match it {
            '[' | ']' | '<' | '>' | '`' | '*' | '|' | '~' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '\\' => true,
            '&' => next.is_some_and(|it| it.is_ascii_alphabetic() || it == '#'),
            '#' | '-' | '+' | '=' => at_start && at == 0,
            '.' | ')' => at_start && at > 0 && text[..at].chars().all(|it| it.is_ascii_digit()),
            ':' => before == Some(':') || (before.is_none() && next.is_some()),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(it);
        before = Some(it);
    }
}

/// Writes a span of code with this text.
pub(super) fn code(text: &str, out: &mut String) {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return };
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let mark = |out: &mut String| (0..=longest).for_each(|_| out.push('`'));
    mark(out);
    let trimmed = text.trim();
    let padded = trimmed.starts_with('`') || trimmed.ends_with('`');
    let pad = |out: &mut String| out.push_str(if padded { " " } else { "" });
    pad(out);
    out.push_str(first);
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    pad(out);
    mark(out);
}

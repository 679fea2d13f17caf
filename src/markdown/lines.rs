//! What a line of a page is, by itself. Comes in: a line. Goes out: its heading, its fence, the mark of its list.

/// Elements that stand in a line of text.
pub(super) fn is_phrase(lower: &str) -> bool {
    matches!(
        lower,
        "a" | "abbr"
            | "b"
            | "big"
            | "code"
            | "del"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "nobr"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "wbr"
            | "br"
            | "label"
            | "input"
            | "button"
    )
}

/// Where the line after the one that ends at a place begins.
pub(super) fn next(text: &str, end: usize) -> usize {
    text[end..].find('\n').map_or(text.len(), |it| end + it + 1)
}

/// The fence at the start of a line, and what follows it.
pub(super) fn fence(content: &str) -> Option<(&str, &str)> {
    let mark = content.chars().next().filter(|it| matches!(it, '`' | '~'))?;
    let length = content.len() - content.trim_start_matches(mark).len();
    let info = &content[length..];
    (length >= 3 && !(mark == '`' && info.contains('`'))).then(|| (&content[..length], info))
}

pub(super) fn heading(content: &str) -> Option<(u8, &str)> {
    let level = content.len() - content.trim_start_matches('#').len();
    let rest = &content[level..];
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']);
    if !(1..=6).contains(&level) || !(spaced || level > 1 && rest.starts_with(|it: char| it.is_alphanumeric())) {
        return None;
    }
    let title = rest.trim();
    let bare = title.trim_end_matches('#');
    let title = if bare.ends_with(' ') || bare.is_empty() { bare.trim() } else { title };
    // Some templates print the mark twice.
    Some((u8::try_from(level).unwrap_or(6), title.trim_start_matches("# ").trim_start_matches("## ").trim()))
}

pub(super) fn underline(content: &str) -> Option<u8> {
    let content = content.trim();
    let all = |mark: char| content.len() >= 3 && content.chars().all(|it| it == mark);
    if all('=') {
        Some(1)
    } else if all('-') {
        Some(2)
    } else {
        None
    }
}

/// How long the mark of a list item at the start of a line is.
pub(super) fn item(content: &str) -> Option<usize> {
    let digits = content.len() - content.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let mark = if (1..=9).contains(&digits) && content[digits..].starts_with(['.', ')']) {
        digits + 1
    } else if content.starts_with(['-', '*', '+']) {
        1
    } else {
        return None;
    };
    content[mark..].starts_with([' ', '\t']).then_some(mark + 1)
}

/// Whether a line is a thematic break, <https://spec.commonmark.org/0.31.2/#thematic-breaks>.
pub(super) fn is_break(content: &str) -> bool {
    let mut marks = content.chars().filter(|it| !it.is_whitespace());
    let Some(first) = marks.next().filter(|it| matches!(it, '-' | '_' | '*')) else { return false };
    let rest = marks.try_fold(0, |count, it| (it == first).then_some(count + 1));
    rest.is_some_and(|it| it > 1)
}

/// Lines that only steer what builds the pages.
pub(super) fn is_shortcode(content: &str) -> bool {
    let content = content.trim();
    let around = |open: &str, close: &str| content.starts_with(open) && content.ends_with(close);
    around("{{<", ">}}")
        || around("{{%", "%}}")
        || around("{%", "%}")
        || around("{/*", "*/}")
        || content.starts_with(":::")
        || content.starts_with("import ") && content.contains(" from ")
}

/// The length of the mark before a definition: `: what a term means`.
pub(super) fn definition(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(':')?;
    let text = rest.trim_start_matches([' ', '\t']);
    (text.len() < rest.len() && !text.is_empty()).then(|| line.len() - text.len())
}

/// The anchor and the title that a line below a table gives it: `{ #berth } What a berth is`.
pub(super) fn caption(content: &str) -> Option<(&str, &str)> {
    let (id, title) = content.strip_prefix('{')?.trim_start().strip_prefix('#')?.split_once('}')?;
    let id = id.trim();
    (!id.is_empty() && !id.contains(char::is_whitespace)).then(|| (id, title.trim()))
}

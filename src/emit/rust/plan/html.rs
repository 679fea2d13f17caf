//! HTML in prose → its tags and the text between them.

/// A part of a piece of HTML.
pub(super) enum Piece<'h> {
    Text(&'h str),
    /// A tag of HTML, by name; whether it opens or closes does not matter.
    Tag(&'h str),
    Comment,
}

/// The parts, in order. A `<` that starts no tag of HTML is text: `List<String>`.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    let mut text_from = html;
    while let Some(at) = rest.find('<') {
        let here = &rest[at..];
        let (piece, length) = match here.strip_prefix("<!--") {
            Some(comment) => (Some(Piece::Comment), comment.find("-->").map_or(here.len(), |it| it + 7)),
            None => match here.find('>').and_then(|end| Some((tag(&here[1..end])?, end + 1))) {
                Some((name, length)) => (Some(Piece::Tag(name)), length),
                None => (None, 1),
            },
        };
        if let Some(piece) = piece {
            let before = &text_from[..text_from.len() - here.len()];
            if !before.is_empty() {
                found.push(Piece::Text(before));
            }
            found.push(piece);
            text_from = &here[length..];
        }
        rest = &here[length..];
    }
    if !text_from.is_empty() {
        found.push(Piece::Text(text_from));
    }
    found
}

/// The name of the tag that stands between angle brackets, if HTML has it.
fn tag(inside: &str) -> Option<&str> {
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name = inside.split(|it: char| !it.is_ascii_alphanumeric()).next()?;
    let lower = name.to_ascii_lowercase();
    TAGS.contains(&lower.as_str()).then_some(name)
}

/// Elements that prose has.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn check(html: &str) -> String {
        let show = |it| match it {
            Piece::Text(text) => format!("{text:?}"),
            Piece::Tag(name) => format!("<{name}>"),
            Piece::Comment => "#".to_owned(),
        };
        pieces(html).into_iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_no_tag_of_html_is_text() {
        assert_eq!(check("<b>x</b> List<String> a < b"), r#"<b> "x" <b> " List<String> a < b""#);
        assert_eq!(check("<!-- no --><br/>y<!-- open"), r#"# <br> "y" #"#);
    }
}

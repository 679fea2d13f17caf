//! Cells of names. Comes in: what stands in a name's cell. Goes out: the names, how deep the row is nested, and what else
//! the cell says: marks, a type, a default.

use super::name_text::{is_identifier, is_series, names};
use crate::dialect::written::words::marks;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{MarkKind, Rich};
use crate::order;
use crate::schema::Presence;

/// What a name's cell says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NameCell {
    /// The names; several when rows describe members together.
    pub(crate) names: Vec<String>,
    /// How far the row is moved to the right, in marks; zero for a row of the table itself.
    pub(crate) width: usize,
    /// The mark before the name, where there is one.
    pub(crate) bullet: Option<char>,
    /// Whether the member must be there.
    pub(crate) presence: Option<Presence>,
    /// Whether a mark says so that holds at times.
    pub(crate) at_times: bool,
    /// Whether it may be null.
    pub(crate) nullable: bool,
    /// Whether it should no longer be used.
    pub(crate) deprecated: bool,
    /// Sent by the server only.
    pub(crate) read_only: bool,
    /// What stands beside the name: a type where no column has it.
    pub(crate) rest: Option<Rich>,
    /// Where the name links to.
    pub(crate) link: Option<String>,
    /// The default behind the name, `[size=20]`.
    pub(crate) default: Option<String>,
    /// Whether a star stands behind the name.
    pub(crate) star: bool,
}

/// Marks that move a row to the right.
const BULLETS: &[char] =
    &['»', '>', '-', '+', '↳', '└', '├', '┗', '┣', '─', '│', '•', '→', '⇒', '–', '∟', '↪', '⤷', '.'];

/// The length of the sign that stands before a name and says whether the member must be there: `:white_check_mark: name`.
fn sign(text: &str, cell: &mut NameCell) -> usize {
    let rest = text.trim_start();
    let Some((sign, name)) = rest.split_once(' ').filter(|it| !it.1.trim().is_empty()) else { return 0 };
    let shortcode = sign.len() > 2 && sign.starts_with(':') && sign.ends_with(':');
    let symbol = sign.chars().all(|it| !it.is_ascii() && !it.is_alphanumeric());
    let words = &vocabulary().words.presence;
    let is = |kind: &str| words[kind].iter().any(|it| it == sign);
    match (is("required"), is("optional")) {
        (true, _) if shortcode || symbol => cell.presence = Some(Presence::Required),
        (_, true) if shortcode || symbol => cell.presence = Some(Presence::Optional),
        _ if shortcode => {}
        _ => return 0,
    }
    text.len() - name.trim_start().len()
}

/// The length of a star before a name that is no part of it: `* name`, `*name`, and not `` `*name` ``, which is a pattern.
fn leading_star(rich: &Rich, start: usize, cell: &mut NameCell) -> usize {
    let text = &rich.text[start..];
    let name = text.trim_start().trim_start_matches('*').trim_start();
    let length = text.len() - name.len();
    let stars = start..start + length;
    let code = || rich.marks.iter().any(|it| it.kind == MarkKind::Code && it.range.contains(&stars.start));
    if !text.trim_start().starts_with('*')
        || !name.starts_with(char::is_alphabetic)
        || name.trim_end().ends_with('*')
        || code()
    {
        return 0;
    }
    cell.star = true;
    length
}

/// The length of the words in code before a name in code that say how a language declares it: `` `readonly` `name` ``.
fn modifiers(rich: &Rich, start: usize, cell: &mut NameCell) -> usize {
    let words = &vocabulary().words.marks;
    let codes = rich.marks.iter().filter(|it| it.kind == MarkKind::Code).map(|it| &it.range);
    let mut codes = codes.skip_while(|it| it.start < start).peekable();
    let mut at = start;
    while let Some(code) = codes.next_if(|it| it.start == at) {
        let word = &rich.text[code.clone()];
        let next = rich.text.len() - rich.text[code.end..].trim_start().len();
        if next == code.end || codes.peek().is_none_or(|it| it.start != next) {
            break;
        }
        let is = |kind: &str| words[kind].iter().any(|it| it == word);
        match (is("read_only"), is("optional")) {
            (true, _) => cell.read_only = true,
            (_, true) => cell.presence = Some(Presence::Optional),
            _ if is("modifiers") => {}
            _ => break,
        }
        at = next;
    }
    at - start
}

/// The length of a word in bold capitals before a name that says whether the member must be there: `**REQUIRED** name`.
fn leading_word(rich: &Rich, start: usize, cell: &mut NameCell) -> usize {
    let strong = rich.marks.iter().find(|it| it.kind == MarkKind::Strong && it.range.start == start);
    let Some(end) = strong.map(|it| it.range.end) else { return 0 };
    let word = &rich.text[start..end];
    let name = rich.text[end..].trim_start();
    let capitals = word.chars().all(char::is_uppercase);
    let Some(found) = marks::presence(&fold(word)).filter(|_| capitals && is_identifier(name)) else { return 0 };
    cell.presence = Some(found);
    rich.text.len() - start - name.len()
}

/// Spaces that move a row to the right.
fn is_indent(it: char) -> bool {
    it.is_whitespace() && !it.is_ascii() || it == '\u{3164}'
}

/// Reads a name's cell.
pub(crate) fn read(rich: &Rich) -> NameCell {
    let mut cell = NameCell::default();
    let rich = without_notes(rich);
    let start = indentation(&rich.text, &mut cell);
    let sign = sign(&rich.text[start..], &mut cell);
    let at = start + sign;
    let at = at + leading_star(&rich, at, &mut cell);
    let at = at + leading_word(&rich, at, &mut cell);
    let at = at + modifiers(&rich, at, &mut cell);
    let body = rich.part(at..rich.text.len());
    // `*`name`*`: stars in code around a name set it off.
    let stars = body.text.trim().strip_prefix('*').and_then(|it| it.strip_suffix('*')).filter(|it| is_identifier(it));
    let coded = body.marks.iter().filter(|it| it.kind == MarkKind::Code && &body.text[it.range.clone()] == "*").count();
    let unstarred = stars.filter(|_| coded == 2).map(Rich::plain);
    let body = unstarred.unwrap_or(body);
    let line_end = body.text.find('\n').unwrap_or(body.text.len());
    let first = body.part(0..line_end);
    let (mut shown, mut rest) = head(&first);
    if line_end < body.text.len() {
        let more = body.part(line_end + 1..body.text.len());
        rest.push("\n", &more);
    }
    cell.deprecated |= body.marks.iter().any(|it| it.kind == MarkKind::Struck);
    cell.link = body.links().map(|it| it.1).find(|it| !it.is_empty()).map(str::to_owned);
    let bracketed = rest.text.trim();
    if bracketed.starts_with('(') && bracketed.ends_with(')') && !bracketed[1..bracketed.len() - 1].contains(['(', ')'])
    {
        let start = rest.text.find('(').expect("it starts with one") + 1;
        let end = rest.text.rfind(')').expect("it ends with one");
        rest = rest.part(start..end).trimmed();
    }
    words(&mut rest, &mut cell);
    if shown.starts_with("~~") {
        shown = shown.trim_matches('~').to_owned();
        cell.deprecated = true;
    }
    cell.names = names(&shown, &mut cell);
    cell.rest = Some(rest).filter(|it| !it.is_blank());
    cell
}

/// Takes marks and spaces off the start; says where the name begins.
fn indentation(text: &str, cell: &mut NameCell) -> usize {
    let mut at = 0;
    let (mut bullets, mut spaces) = (0, 0);
    let mut chars = text.char_indices().peekable();
    while let Some(&(index, it)) = chars.peek() {
        if is_indent(it) {
            spaces += 1;
        } else if it.is_ascii_whitespace() {
            // Says nothing by itself.
        } else if BULLETS.contains(&it) {
            let run = text[index..].trim_start_matches(BULLETS);
            // `--flag`, `-1`, `.env` are names; `- name` and `»name` are moved to the right.
            let apart = run.starts_with(|it: char| it.is_whitespace())
                || matches!(it, '»' | '↳' | '└' | '├' | '┗' | '┣' | '>' | '│' | '→');
            if run.trim().is_empty() || !apart {
                break;
            }
            bullets += text[index..text.len() - run.len()].chars().filter(|it| *it != '─').count();
            cell.bullet = cell.bullet.or(Some(it));
            at = text.len() - run.len();
            while chars.peek().is_some_and(|it| it.0 < at) {
                chars.next();
            }
            continue;
        } else {
            break;
        }
        chars.next();
        at = index + it.len_utf8();
    }
    cell.width = bullets + spaces;
    at
}

/// Without raised notes and links that only mark an anchor.
pub(crate) fn without_notes(rich: &Rich) -> Rich {
    let mut cuts: Vec<_> = rich
        .marks
        .iter()
        .filter(|it| {
            let inner = rich.text[it.range.clone()].trim();
            match &it.kind {
                MarkKind::Raised => inner.len() <= 3,
                MarkKind::Link(_) => matches!(inner, "#" | "¶" | "🔗" | ""),
                _ => false,
            }
        })
        .map(|it| it.range.clone())
        .collect();
    if cuts.is_empty() {
        return rich.clone();
    }
    order::sort_by_key(&mut cuts, |it| it.start);
    let end = rich.text.len();
    cuts.push(end..end);
    let mut out = Rich { ids: rich.ids.clone(), ..Rich::default() };
    let mut at = 0;
    for cut in cuts {
        if cut.start < at {
            continue;
        }
        let shift = out.text.len();
        for mark in rich.marks.iter().filter(|it| it.range.start >= at && it.range.end <= cut.start) {
            let mut mark = mark.clone();
            mark.range = mark.range.start - at + shift..mark.range.end - at + shift;
            out.marks.push(mark);
        }
        out.text.push_str(&rich.text[at..cut.start]);
        at = cut.end;
    }
    out
}

/// The name at the start of a line, and what follows it.
fn head(line: &Rich) -> (String, Rich) {
    let text = &line.text;
    if is_series(text) {
        return (text.clone(), Rich::default());
    }
    let marked = line.marks.iter().filter(|it| {
        it.range.start == 0
            && matches!(
                it.kind,
                MarkKind::Code | MarkKind::Strong | MarkKind::Link(_) | MarkKind::Struck | MarkKind::Emphasis
            )
    });
    // The narrowest mark is the name; several codes with commas between are several names.
    if let Some(mark) = marked.min_by_key(|it| it.range.end) {
        let mut end = mark.range.end;
        for next in line.marks.iter().filter(|it| it.kind == mark.kind) {
            if next.range.start > end && matches!(text[end..next.range.start].trim(), "," | "/" | "or" | "and" | "、")
            {
                end = next.range.end;
            }
        }
        // `data`.id: a way whose first part alone is marked.
        let way =
            text[end..].strip_prefix('.').filter(|it| it.starts_with(|it: char| it.is_alphanumeric() || it == '_'));
        end += way.map_or(0, |it| 1 + it.find(char::is_whitespace).unwrap_or(it.len()));
        // Marks that belong to the name stand right behind it.
        let tail = text[end..].len() - text[end..].trim_start_matches(['?', '*', ':', '[', ']', '\u{200b}']).len();
        let tail = if text[end..].starts_with("[]") || !text[end..].starts_with('[') { tail } else { 0 };
        return (text[..end + tail].to_owned(), line.part(end + tail..text.len()));
    }
    let words = &vocabulary().words.marks;
    let kinds = ["required", "optional", "null", "not_null", "deprecated", "read_only", "write_only"];
    let is_mark = |word: String| kinds.iter().any(|it| words[*it].contains(&word));
    let plain = |it: &str| it.starts_with(char::is_alphanumeric) && !is_mark(bare(it));
    // `a / b` without marks are two names.
    if line.marks.is_empty() && text.contains(" / ") && text.split(" / ").all(|it| is_identifier(it.trim())) {
        return (text.clone(), Rich::default());
    }
    // Words without marks are one name of several words.
    if text.split_whitespace().skip(1).any(plain)
        && !text.contains(['(', '（', ',', '、', '/'])
        && line.marks.is_empty()
    {
        return (text.clone(), Rich::default());
    }
    let end = text.find(|it: char| it.is_whitespace() || matches!(it, '(' | '（')).unwrap_or(text.len());
    let end = if end == 0 || text[..end].ends_with(',') { text.len() } else { end };
    (text[..end].to_owned(), line.part(end..text.len()))
}

/// Takes words that mark the field off what stands beside its name.
fn words(rest: &mut Rich, cell: &mut NameCell) {
    let is = |kind: &str, word: &str| vocabulary().words.marks[kind].iter().any(|it| it == word);
    let mut kept = Rich::default();
    let mut found = false;
    for line in rest.lines() {
        let mut part = line.clone();
        let mut lost = true;
        while lost && !part.is_blank() {
            lost = false;
            let text = part.text.clone();
            // Several words before one: `not required` says something else than its last word.
            let several = [marks::trailing(&text).map(|it| &text[it..]), marks::leading(&text).map(|it| &text[..it])];
            let words = [
                text.rsplit([',', ';', '\u{a0}', ' ']).next(),
                text.split([',', ';', ' ']).next(),
                Some(text.as_str()),
            ];
            for piece in several.into_iter().chain(words) {
                let Some(piece) = piece.map(str::trim).filter(|it| !it.is_empty()) else { continue };
                let word = bare(piece);
                let known = if let Some(found) = marks::presence(&word) {
                    cell.presence = Some(found);
                    cell.at_times = marks::holds_at_times(&word);
                    true
                } else if is("deprecated", &word) {
                    cell.deprecated = true;
                    true
                } else if is("null", &word) {
                    cell.nullable = true;
                    true
                } else if is("read_only", &word) {
                    cell.read_only = true;
                    true
                } else {
                    piece == "*" && {
                        cell.star = true;
                        true
                    }
                };
                if known {
                    let at = piece.as_ptr() as usize - text.as_ptr() as usize;
                    let before = part.part(0..at);
                    let after = part.part(at + piece.len()..text.len());
                    part = if after.is_blank() { before } else { after };
                    let trimmed = part.text.trim_matches([',', ';', ' ', '-', '–']).to_owned();
                    let start = part.text.find(trimmed.as_str()).unwrap_or(0);
                    part = part.part(start..start + trimmed.len());
                    (lost, found) = (true, true);
                    break;
                }
            }
        }
        if !part.is_blank() {
            kept.push("\n", &part);
        }
    }
    if found {
        *rest = kept;
    }
}

/// A word without the brackets and marks around it.
fn bare(word: &str) -> String {
    fold(
        word.trim_matches(|it: char| {
            matches!(it, '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' | '*' | '_' | '.' | ':')
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::markdown::{References, inline};

    fn check(raw: &str) -> String {
        let cell = read(&inline(raw, &References::default()));
        let mut out = format!("{:?}", cell.names);
        let mut add = |said: bool, text: &str| {
            if said {
                out.push(' ');
                out.push_str(text);
            }
        };
        add(cell.width > 0, &format!("width {}", cell.width));
        add(cell.presence.is_some(), &format!("{:?}", cell.presence));
        add(cell.nullable, "nullable");
        add(cell.deprecated, "deprecated");
        add(cell.star, "star");
        add(cell.default.is_some(), &format!("default {:?}", cell.default));
        add(cell.rest.is_some(), &format!("rest {:?}", cell.rest.map(|it| it.text)));
        out
    }

    #[test]
    fn cells_of_names_say_more_than_names() {
        let cells = [
            "`colour`",
            "**weight**  <br>*optional*",
            "colour?",
            "?keyId",
            "[size=20]",
            "`a`, `b`",
            "»» name",
            "- name",
            "&nbsp;&nbsp; ↳ `title`",
            "> coin",
            "`labels` _object (keys:string, values:string)_",
            "*`metadata`* __[Meta](https://example.com)__",
            "clientID<a href=\"#x\" id=\"x\">#</a><br/>_string_",
            "<code>spec,omitempty</code>",
            "`qps` <b>[Required]</b><br/><code>float32</code>",
            "id? ^1^",
            "\\_type",
            "~~old~~",
            "name*",
            "`items[].from`",
            "<a name=\"x\"></a>title",
            "size (deprecated)",
            "`*`handle`*`",
            "`$ref`",
            "--flag",
            "`ids`[]",
            ":white_check_mark: `system`",
            "✅ name",
            ":warning: old",
            "✅",
        ];
        let all: Vec<_> = cells.iter().map(|it| format!("{it} → {}", check(it))).collect();
        insta::assert_snapshot!(all.join("\n"), @r##"
        `colour` → ["colour"]
        **weight**  <br>*optional* → ["weight"] Some(Optional)
        colour? → ["colour"] Some(Optional)
        ?keyId → ["keyId"] Some(Optional)
        [size=20] → ["size"] Some(Optional) default Some("20")
        `a`, `b` → ["a", "b"]
        »» name → ["name"] width 2
        - name → ["name"] width 1
        &nbsp;&nbsp; ↳ `title` → ["title"] width 3
        > coin → ["coin"] width 1
        `labels` _object (keys:string, values:string)_ → ["labels"] rest Some("object (keys:string, values:string)")
        *`metadata`* __[Meta](https://example.com)__ → ["metadata"] rest Some("Meta")
        clientID<a href="#x" id="x">#</a><br/>_string_ → ["clientID"] rest Some("string")
        <code>spec,omitempty</code> → ["spec"]
        `qps` <b>[Required]</b><br/><code>float32</code> → ["qps"] Some(Required) rest Some("float32")
        id? ^1^ → ["id"] Some(Optional) rest Some("^1^")
        \_type → ["_type"]
        ~~old~~ → ["old"] deprecated
        name* → ["name"] star
        `items[].from` → ["items[].from"]
        <a name="x"></a>title → ["title"]
        size (deprecated) → ["size"] deprecated
        `*`handle`*` → ["handle"]
        `$ref` → ["$ref"]
        --flag → ["--flag"]
        `ids`[] → ["ids[]"]
        :white_check_mark: `system` → ["system"] Some(Required)
        ✅ name → ["name"] Some(Required)
        :warning: old → ["old"]
        ✅ → ["✅"]
        "##);
    }
}

//! Shortcodes of site generators: `{{< … >}}`, `{% … %}`, `[!WORD …]`. Comes in: raw inline Markdown. Goes out: the same with
//! what they say.

use std::borrow::Cow;

/// Shortcodes that say something by their names alone.
const MARKS: &[&str] = &["optional", "required", "nullable", "deprecated", "readonly", "read-only"];

/// `{{< … >}}` and `{% … %}` say nothing, but for a mark, and for the target that `ref` and `relref` give.
pub(super) fn read(raw: &str) -> Cow<'_, str> {
    if !raw.contains("{{") && !raw.contains("{%") {
        return raw.into();
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let close = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")].into_iter().find(|it| rest.starts_with(it.0));
        match close.and_then(|(open, close)| Some((open, open.len() + rest[open.len()..].find(close)?, close))) {
            Some((open, end, close)) => {
                let inner = rest[open.len()..end].trim();
                if MARKS.contains(&inner) {
                    out.push('(');
                    out.push_str(inner);
                    out.push(')');
                }
                if inner.starts_with("ref ") || inner.starts_with("relref ") {
                    out.push_str(inner.split('"').nth(1).unwrap_or_default());
                }
                rest = &rest[end + close.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
                // Without an end there is none for the later ones either.
                if close.is_some() {
                    out.push_str(rest);
                    return out.into();
                }
            }
        }
    }
    out.push_str(rest);
    out.into()
}

/// `[!UICONTROL Save]` says how a text is to be translated, and shows it alone.
pub(super) fn unworded(raw: &str) -> Cow<'_, str> {
    if !raw.contains("[!") {
        return raw.into();
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, behind)) = rest.split_once("[!") {
        out.push_str(before);
        let word = behind.len() - behind.trim_start_matches(|it: char| it.is_ascii_uppercase()).len();
        let shown = behind[word..].strip_prefix(' ').filter(|_| word > 0);
        let closed = shown.and_then(|it| {
            let (text, after) = it.split_at(it.find(['[', ']'])?);
            Some((text, after.strip_prefix(']')?))
        });
        match closed {
            Some((text, after)) => {
                out.push_str(text);
                rest = after;
            }
            None => {
                out.push_str("[!");
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out.into()
}

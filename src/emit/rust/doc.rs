/// Prose of a document as rustdoc: nothing in it is a link, a tag or code that would be run.
pub(super) fn rustdoc(prose: &str) -> String {
    let mut out = String::new();
    for line in prose.lines() {
        let words: Vec<String> = line.split_whitespace().map(word).collect();
        out.push_str(&format!(" {}\n", words.join(" ")));
    }
    out.trim_end().to_owned()
}

fn word(word: &str) -> String {
    let mut out = String::new();
    for character in word.chars() {
        match character {
            '[' | ']' | '<' | '>' | '`' | '*' | '_' | '#' | '|' | '~' | '\\' | '&' => out.extend(['\\', character]),
            ':' => out.push_str("\\:"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

//! The code in a page: what each fence is, by the words after its backticks.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// What a fence holds, and how it is checked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// `console`: commands after `$`, `? N` for an exit status that is not 0, and what they print.
    Console,
    /// `LANGUAGE file=PATH`: a file that the reader writes at this point.
    File(String),
    /// `LANGUAGE part=PATH`: lines that stand in a file of the reader at this point.
    Part(String),
    /// `LANGUAGE from=PATH`: a file of the project.
    From(String),
    /// `rust`: compiled and run by rustdoc.
    Doctest,
    /// `toml`: a configuration, `fieldtable.toml`.
    Config,
    /// `json`: JSON.
    Json,
    /// `sh`: commands of `fieldtable`, checked for being understood; comments are left alone.
    Commands,
}

/// A fence of a page.
#[derive(Debug)]
pub(crate) struct Fence {
    /// What it is, or the words that are not understood.
    pub(crate) kind: Result<Kind, String>,
    /// The code.
    pub(crate) text: String,
    /// Where the code stands in the page.
    pub(crate) range: Range<usize>,
}

/// All fences of a page.
pub(crate) fn all(page: &str) -> Vec<Fence> {
    let mut found: Vec<Fence> = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new_ext(page, pulldown_cmark::Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(it)) => {
                inside = true;
                let kind = match it {
                    CodeBlockKind::Fenced(words) => kind(&words),
                    CodeBlockKind::Indented => Err("code that is no fence".to_owned()),
                };
                let start = page[range.clone()].find('\n').map_or(range.end, |it| range.start + it + 1);
                found.push(Fence { kind, text: String::new(), range: start..start });
            }
            Event::Text(it) if inside => {
                let fence = found.last_mut().expect("it has started");
                fence.text += &it;
                fence.range.end = range.end;
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            _ => {}
        }
    }
    found
}

fn kind(words: &str) -> Result<Kind, String> {
    let all: Vec<&str> = words.split([' ', ',']).collect();
    let place = |key: &str| all.iter().find_map(|it| it.strip_prefix(key)?.strip_prefix('=')).map(str::to_owned);
    let with_place = [("file", Kind::File as fn(String) -> Kind), ("part", Kind::Part), ("from", Kind::From)];
    if let Some(kind) = with_place.into_iter().find_map(|(key, kind)| Some(kind(place(key)?))) {
        // Rustdoc would take it for an example of its own.
        return if all[0] == "rust" && !all.contains(&"ignore") {
            Err(format!("{words}: without `ignore`"))
        } else {
            Ok(kind)
        };
    }
    match words {
        "console" => Ok(Kind::Console),
        "rust" => Ok(Kind::Doctest),
        "toml" => Ok(Kind::Config),
        "json" => Ok(Kind::Json),
        "sh" => Ok(Kind::Commands),
        _ => Err(words.to_owned()),
    }
}

//! Links between pages.

use super::text;
use crate::expected::root;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::path::Path;

/// A link: what it leads to, and the part of it.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) target: String,
    pub(crate) anchor: Option<String>,
}

/// The links of a page that lead to files here.
pub(crate) fn of(page: &str) -> Vec<Link> {
    let links = Parser::new_ext(page, Options::ENABLE_TABLES).filter_map(|it| match it {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    });
    let here = links.filter(|it| !it.contains("://"));
    let split = |it: String| match it.split_once('#') {
        Some((target, anchor)) => Link { target: target.to_owned(), anchor: Some(anchor.to_owned()) },
        None => Link { target: it, anchor: None },
    };
    here.map(split).collect()
}

/// What is wrong with the links of a page. Those of the book stay in the book, so that they work wherever it is put.
pub(crate) fn broken(path: &str) -> Vec<String> {
    let folder = Path::new(path).parent().expect("a path of a file");
    let mut wrong = Vec::new();
    for Link { target, anchor } in of(&text(path)) {
        let file = if target.is_empty() { path.into() } else { folder.join(&target) };
        let name = file.to_string_lossy();
        if !root(&name).exists() || name.contains("..") {
            wrong.push(format!("{path}: `{target}` leads nowhere, or out of the book"));
        } else if let Some(anchor) = anchor
            && !anchors(&text(&name)).contains(&anchor)
        {
            wrong.push(format!("{path}: `{name}` has no heading `{anchor}`"));
        }
    }
    wrong
}

/// The anchors of headings, as both readers of these pages make them.
fn anchors(page: &str) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(it) | Event::Code(it) => {
                if let Some(heading) = &mut heading {
                    *heading += &it;
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let title = heading.take().expect("it has started");
                let keep = |it: char| match it {
                    ' ' => Some('-'),
                    it if it.is_alphanumeric() || it == '-' || it == '_' => it.to_lowercase().next(),
                    _ => None,
                };
                let anchor: String = title.chars().filter_map(keep).collect();
                let times = seen.entry(anchor.clone()).and_modify(|it| *it += 1).or_insert(0);
                found.push(if *times == 0 { anchor } else { format!("{anchor}-{times}") });
            }
            _ => {}
        }
    }
    found
}

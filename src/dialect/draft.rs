//! Documents → drafts. Comes in: a page and its dialect. Goes out: one [`Draft`]: the model's name and what its page shows
//! of it, cells split but unread.

use super::file::{Dialect, within};
use super::row::{self, Row};
use crate::markdown::{Block, BlockKind, Document, decode};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a page shows of a model.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft<'t> {
    pub(crate) name: String,
    pub(crate) place: Range<usize>,
    pub(crate) description: Option<&'t str>,
    /// Whether there is a field table, empty or not.
    pub(crate) table: bool,
    pub(crate) rows: Vec<(Range<usize>, Row<'t>)>,
    /// Lines of field tables that are no rows.
    pub(crate) broken: Vec<Range<usize>>,
    /// Name and value.
    pub(crate) values: Vec<(Option<&'t str>, String)>,
    pub(crate) variants: Vec<String>,
    pub(crate) discriminator: Option<&'t str>,
    pub(crate) alias: Option<String>,
    /// Values of inline enums by the name in their heading.
    pub(crate) inline: BTreeMap<String, Listed>,
    /// Names of fields that may be null.
    pub(crate) nullable: BTreeSet<String>,
}

/// The values of an inline enum.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Listed {
    /// Name and value.
    pub(crate) values: Vec<(Option<String>, String)>,
    /// Whether strings stand without quotes.
    pub(crate) bare: bool,
}

/// Reads a page. `stem` names the model where no heading does.
pub(crate) fn recognise<'t>(text: &'t str, document: &Document, dialect: &Dialect, stem: &str) -> Draft<'t> {
    let mut draft = Draft {
        name: stem.to_owned(),
        place: 0..0,
        description: None,
        table: false,
        rows: Vec::new(),
        broken: Vec::new(),
        values: Vec::new(),
        variants: Vec::new(),
        discriminator: None,
        alias: None,
        inline: BTreeMap::new(),
        nullable: BTreeSet::new(),
    };
    let mut section: Option<&str> = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let raw = &text[block.range.clone()];
        match &block.kind {
            BlockKind::Heading { level: 1, text: title } => {
                if index > 0
                    && document.blocks[..index].iter().any(|it| matches!(it.kind, BlockKind::Heading { level: 1, .. }))
                {
                    break;
                }
                draft.place = block.range.clone();
                if let Some(name) = dialect.heading.iter().find_map(|it| within(title, it)) {
                    draft.name = name.to_owned();
                }
            }
            BlockKind::Heading { text, .. } => {
                if let Some(field) = dialect.nullable_heading.as_deref().and_then(|it| within(text, it)) {
                    draft.nullable.insert(field.to_owned());
                }
                section = Some(text);
            }
            BlockKind::Table { header, rows } => table(&mut draft, text, dialect, section, header, rows),
            BlockKind::Paragraph => paragraph(&mut draft, raw, dialect, section),
            BlockKind::Item => item(&mut draft, raw, dialect, section),
            BlockKind::Code if section.is_some() => {
                for line in raw.lines() {
                    value(&mut draft, line, dialect, section);
                }
            }
            BlockKind::Code | BlockKind::Html => {}
        }
    }
    draft
}

/// How many of the rows in field tables look as the dialect has them, and how many do not.
pub(crate) fn likeness(text: &str, document: &Document, dialect: &Dialect) -> (usize, usize) {
    let (mut like, mut unlike) = (0, 0);
    for block in &document.blocks {
        if let Block { kind: BlockKind::Table { header, rows }, .. } = block
            && is_header(header, &dialect.header)
        {
            let alike = rows.iter().filter(|it| text[(*it).clone()].starts_with(&dialect.row)).count();
            like += alike;
            unlike += rows.len() - alike;
        }
    }
    (like, unlike)
}

fn is_header(found: &[String], wanted: &[String]) -> bool {
    !wanted.is_empty()
        && found.len() == wanted.len()
        && found.iter().zip(wanted).all(|(found, wanted)| found.eq_ignore_ascii_case(wanted))
}

fn table<'t>(
    draft: &mut Draft<'t>,
    text: &'t str,
    dialect: &Dialect,
    section: Option<&str>,
    header: &[String],
    rows: &[Range<usize>],
) {
    if is_header(header, &dialect.header) && (dialect.section.is_none() || dialect.section.as_deref() == section) {
        draft.table = true;
        let columns: Vec<_> = header.iter().map(String::as_str).collect();
        for range in rows {
            match row::split(&text[range.clone()], dialect, &columns) {
                Some(row) => draft.rows.push((range.clone(), row)),
                None => draft.broken.push(range.clone()),
            }
        }
    } else if is_header(header, &dialect.variant_header) {
        let first =
            |it: &Range<usize>| text[it.clone()].trim().trim_matches('|').split('|').next().map(|it| decode(it).text);
        draft.variants.extend(rows.iter().filter_map(first));
    } else if is_header(header, &dialect.value_header) {
        for range in rows {
            let line = text[range.clone()].trim();
            let line = line.strip_prefix('|').unwrap_or(line);
            let line = line.strip_suffix('|').unwrap_or(line);
            if let Some((name, value)) = line.split_once('|') {
                add(draft, name.trim(), decode(value).text, dialect, section);
            }
        }
    }
}

fn paragraph<'t>(draft: &mut Draft<'t>, raw: &'t str, dialect: &Dialect, section: Option<&str>) {
    let line = raw.trim();
    if let Some(name) = dialect.discriminator.as_deref().and_then(|it| within(line, it)) {
        draft.discriminator = Some(name);
    } else if let (Some(section), Some([heading, text])) = (section, &dialect.value_section)
        && let (Some(name), Some(values)) = (within(section, heading), within(line, text))
    {
        let values = row::listed(values).into_iter().map(|it| (None, it.to_owned())).collect();
        draft.inline.insert(name.to_owned(), Listed { values, bare: true });
    } else if line.starts_with("[[") {
        // The line of links at the foot of a page.
    } else if section.is_some() && section == dialect.alias_section.as_deref() {
        draft.alias = Some(decode(line).text);
    } else if section.is_none()
        && draft.description.is_none()
        && !line.starts_with("[[")
        && !line.starts_with("(mapped")
    {
        draft.description = Some(line);
    }
}

fn item<'t>(draft: &mut Draft<'t>, raw: &'t str, dialect: &Dialect, section: Option<&str>) {
    if section.is_some_and(|it| dialect.variant_section.iter().any(|wanted| wanted == it)) {
        let raw = raw.trim_start();
        let bare = raw.strip_prefix("- ").or_else(|| raw.strip_prefix("* ")).unwrap_or(raw);
        draft.variants.push(decode(bare).text);
    } else {
        value(draft, raw, dialect, section);
    }
}

fn value<'t>(draft: &mut Draft<'t>, line: &'t str, dialect: &Dialect, section: Option<&str>) {
    let Some([before, between, after]) = &dialect.value_item else { return };
    let line = line.trim();
    let Some(inner) = line.strip_prefix(before.as_str()).and_then(|it| it.strip_suffix(after.as_str())) else { return };
    if let Some((name, value)) = inner.split_once(between.as_str()) {
        add(draft, name, crate::markdown::entities(value), dialect, section);
    }
}

fn add<'t>(draft: &mut Draft<'t>, name: &'t str, value: String, dialect: &Dialect, section: Option<&str>) {
    let inline = section.and_then(|it| dialect.inline_section.iter().find_map(|pattern| within(it, pattern)));
    match inline {
        Some(of) if section != Some("Enum") => {
            let listed = draft.inline.entry(of.to_owned()).or_default();
            if dialect.inline_joined {
                listed.bare = true;
                listed.values.extend(row::listed(&value).into_iter().map(|it| (None, it.to_owned())));
            } else {
                listed.values.push((Some(name.to_owned()), value));
            }
        }
        _ => draft.values.push((Some(name), value)),
    }
}

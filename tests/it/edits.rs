//! One edit of a page is one finding. Edits are drawn at random, by a generator that gives the same ones each time:
//! `EDIT_FOLDERS` names more folders of pages, with `:` between them, and `EDITS` how many edits each gets.

use fieldtable::config::{self, Config};
use fieldtable::diff::{Options, Side, compare};
use fieldtable::text::SourceMap;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Numbers that look random: xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        usize::try_from(number >> 33).expect("31 bits fit") % end.max(1)
    }
}

/// A page, as lines, and which of them are rows of its first field table.
struct Page {
    path: String,
    lines: Vec<String>,
    rows: Vec<usize>,
}

impl Page {
    fn new(path: &str, text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let delimiter = lines.iter().position(|it| {
            it.contains('|') && it.contains("---") && it.chars().all(|it| matches!(it, '|' | '-' | ':' | ' '))
        });
        let mut rows = Vec::new();
        if let Some(start) = delimiter.filter(|it| *it > 0 && lines[it - 1].contains("Type")) {
            let table = lines.iter().enumerate().skip(start + 1).take_while(|it| it.1.contains('|'));
            rows = table.map(|it| it.0).collect();
        }
        Self { path: path.to_owned(), lines, rows }
    }

    /// The cells of a row, where they can be told by bars alone.
    fn cells(&self, row: usize) -> Option<Vec<String>> {
        let line = &self.lines[row];
        let head = self.lines[self.rows[0] - 2].matches('|').count();
        (line.matches('|').count() == head && !line.contains("\\|"))
            .then(|| line.split('|').map(str::to_owned).collect())
    }

    /// The index of the first cell that is not empty for a leading bar.
    fn first(&self) -> usize {
        usize::from(self.lines[self.rows[0] - 2].trim_start().starts_with('|'))
    }

    fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }
}

/// A word that no page has.
const WORD: &str = "Zyx";

/// Puts another text into a cell, within what marks it up.
fn within(cell: &str, change: impl Fn(&str) -> String) -> Option<String> {
    let start = cell.find(|it: char| it.is_alphanumeric() || it == '_' || it == '$')?;
    let length = cell[start..].find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(cell.len() - start);
    (length > 0)
        .then(|| format!("{}{}{}", &cell[..start], change(&cell[start..start + length]), &cell[start + length..]))
}

/// One edit of a page: what it is called, and the page after it.
fn edit(page: &Page, random: &mut Random) -> Option<(String, String)> {
    let mut after = Page { path: page.path.clone(), lines: page.lines.clone(), rows: page.rows.clone() };
    let row = page.rows[random.below(page.rows.len())];
    let mut cells = page.cells(row)?;
    let (name, ty) = (page.first(), page.first() + 1);
    let what = match random.below(6) {
        0 if page.rows.len() > 1 => {
            after.lines.remove(row);
            "a row goes"
        }
        1 => {
            cells[name] = within(&cells[name], |_| format!("added{WORD}"))?;
            after.lines.insert(row + 1, cells.join("|"));
            "a row comes"
        }
        2 => {
            cells[name] = within(&cells[name], |it| format!("{it}{WORD}"))?;
            after.lines[row] = cells.join("|");
            "a name changes"
        }
        3 => {
            let others: Vec<String> = page
                .rows
                .iter()
                .filter_map(|it| Some(page.cells(*it)?.get(ty)?.clone()))
                .filter(|it| it.trim() != cells[ty].trim())
                .collect();
            cells[ty] = others.get(random.below(others.len()))?.clone();
            after.lines[row] = cells.join("|");
            "a type changes"
        }
        4 if page.rows.len() > 2 => {
            let line = after.lines.remove(row);
            let to = page.rows[random.below(page.rows.len() - 1)];
            after.lines.insert(if to == row { page.rows[page.rows.len() - 1] } else { to }, line);
            "a row moves"
        }
        5 => {
            let cell =
                cells.get_mut(ty + 1).filter(|it| it.trim().chars().filter(|it| it.is_alphabetic()).count() > 3)?;
            *cell = format!(" {WORD} {}", cell.trim_start());
            after.lines[row] = cells.join("|");
            "a text changes"
        }
        _ => return None,
    };
    let line = format!("{}:{}: {what}: {}", page.path, row + 1, page.lines[row]);
    (after.lines != page.lines).then(|| (line, after.text()))
}

fn side(pages: &BTreeMap<String, String>, options: &fieldtable::Options) -> Side {
    let mut sources = SourceMap::new();
    pages.iter().for_each(|(path, text)| {
        sources.add(path.clone(), text);
    });
    config::side(&fieldtable::compile(&sources, options), &sources, "")
}

/// Edits of the pages of a folder that are not one finding.
fn wrong(folder: &Path, edits: usize, random: &mut Random) -> (usize, Vec<String>) {
    let config = Config { sources: vec![folder.to_owned()], ..Config::default() };
    let loaded = config::load(&config).expect("pages");
    let pages: BTreeMap<String, String> =
        loaded.sources.iter().map(|(_, it)| (it.path.clone(), it.text.to_string())).collect();
    let old = side(&pages, &loaded.options);
    // Pages that are no model say nothing that could change.
    let models: std::collections::BTreeSet<&String> = old.pages.values().collect();
    let tables: Vec<Page> = pages
        .iter()
        .filter(|it| models.contains(&it.0.trim_start_matches('/').to_owned()))
        .map(|(path, text)| Page::new(path, text))
        .filter(|it| !it.rows.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut done = 0;
    for _ in 0..edits * 20 {
        if done == edits || tables.is_empty() {
            break;
        }
        let page = &tables[random.below(tables.len())];
        let Some((what, text)) = edit(page, random) else { continue };
        let mut after = pages.clone();
        after.insert(page.path.clone(), text);
        let new = side(&after, &loaded.options);
        done += 1;
        if new == old {
            // Two types that a language spells otherwise and that are one to the reader are no edit.
            continue;
        }
        let findings = compare(&old, &new, &Options::default()).findings;
        if findings.len() != 1 {
            let list: Vec<_> = findings
                .iter()
                .map(|it| {
                    format!("{} {}: {:?} → {:?}", it.rule.id, it.change.path(), it.change.before, it.change.after)
                })
                .collect();
            let mut text = what;
            list.iter().for_each(|it| write!(text, "\n    {it}").expect("a string takes all"));
            found.push(text);
        }
    }
    (done, found)
}

#[test]
fn an_edit_is_a_finding() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/openapi-generator");
    let own = ["php", "rust", "go", "python", "typescript-axios"].map(|it| own.join(it));
    let named = std::env::var("EDIT_FOLDERS").unwrap_or_default();
    let named: Vec<PathBuf> = named.split(':').filter(|it| !it.is_empty()).map(PathBuf::from).collect();
    let count = std::env::var("EDITS").ok().and_then(|it| it.parse().ok()).unwrap_or(6);
    let mut random = Random(0x5eed_5eed_5eed_5eed);
    let mut all = Vec::new();
    for folder in if named.is_empty() { own.to_vec() } else { named } {
        let (done, found) = wrong(&folder, count, &mut random);
        let line = format!("{}: {done} edits, {} not one finding\n", folder.display(), found.len());
        std::io::stderr().write_all(line.as_bytes()).expect("somebody measures");
        all.extend(found);
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

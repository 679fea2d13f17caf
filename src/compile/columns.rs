//! Columns of tables that people write, over all pages. Comes in: what became of each. Goes out: findings about those of which
//! nothing is in the models, and about settings for columns that no table has.

use super::Options;
use crate::diag::{Code, Sink};
use crate::dialect::{ColumnCoverage, Coverage, Outcome, Role, header};
use crate::json::Value;
use crate::name::Case;
use foldhash::HashSet;
use indexmap::IndexMap;

/// Tells of columns that were not read, once for each header.
pub(super) fn told(coverage: &Coverage, options: &Options, sink: &mut Sink) {
    let tables = || coverage.pages.iter().flat_map(|it| &it.tables);
    let read = tables().filter(|it| matches!(it.outcome, Outcome::Read { .. }));
    let mut unread: IndexMap<String, Vec<&ColumnCoverage>> = IndexMap::new();
    for column in read.flat_map(|it| &it.columns).filter(|it| !it.read) {
        unread.entry(header(&column.header)).or_default().push(column);
    }
    for (key, columns) in unread {
        let [first, more @ ..] = columns.as_slice() else { continue };
        let of = if more.is_empty() { String::new() } else { format!(" of {} tables", columns.len()) };
        let message = match first.header.as_str() {
            "" => format!("a column without a header{of} is not read"),
            header => format!("the column `{header}`{of} is not read"),
        };
        let finding = sink.report(Code::UnreadColumn, first.span, message);
        // The first of them show what there is.
        const SHOWN: usize = 3;
        more.iter().take(SHOWN).for_each(|it| {
            finding.also(it.span, "another");
        });
        let quoted = Value::from(key);
        // A column of yes and no may say anything of its rows, and what it is taken for should not be a guess.
        if first.looks == Role::Required {
            finding.mend(format!("[columns]\n{quoted} = \"nothing\""));
            finding.mend(format!("[columns]\n{quoted} = \"required\""));
            finding.help(format!(
                "write `{quoted} = \"nothing\"` below `[columns]` of `fieldtable.toml`, or `\"required\"` or another role if that \
                 is what it says"
            ));
            continue;
        }
        // The word for a role is its name here.
        let looks = Value::from(Case::Snake.apply(&format!("{:?}", first.looks)));
        finding.mend(format!("[columns]\n{quoted} = {looks}"));
        finding.mend(format!("[columns]\n{quoted} = \"nothing\""));
        finding.help(format!(
            "say what it holds in `[columns]` of `fieldtable.toml`: `{quoted} = {looks}`, another role, or `\"nothing\"`"
        ));
    }
    let headers: HashSet<String> = tables().flat_map(|it| &it.columns).map(|it| header(&it.header)).collect();
    for key in options.columns.keys().filter(|it| !headers.contains(&header(it))) {
        sink.report_all(Code::UnusedSetting, format!("no table has the column `{key}` that `columns` speaks of"))
            .help("headers are compared in lower case and without marks");
    }
}

//! Findings as text for people and machines. Comes in: sorted findings and the texts they are about. Goes out: text;
//! whoever calls prints it.

pub(crate) mod github;
#[cfg(feature = "render")]
mod human;
mod json;
mod short;
#[cfg(test)]
mod tests;

use super::{Code, Diagnostic, Severity};
use crate::text::SourceMap;

/// How findings are written.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::diag::render::{Format, render};
///
/// let json = render(&sources, &compilation.diagnostics, Format::Json, None);
/// assert!(json.lines().all(|it| it.starts_with('{')));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Drawn in the page they come from.
    #[cfg(feature = "render")]
    Human {
        /// With colours.
        color: bool,
        /// Columns of the terminal.
        width: usize,
    },
    /// A line each: `path:line:column: level[code]: message`.
    #[default]
    Short,
    /// An object each, on a line of its own: `code`, `level`, `message`, `path`, `line`, `column`, `endLine`, `endColumn`,
    /// `help`, `mends`, `related`.
    Json,
    /// Annotations of GitHub's workflows.
    Github,
}

/// The findings as text. At most `limit` of a code are shown, and then how many more there are.
///
/// ```
/// use fieldtable::diag::render::{Format, render};
/// use fieldtable::{Options, compile, text::SourceMap};
///
/// let mut sources = SourceMap::new();
/// sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| lines | Line[] | yes |\n");
/// let compilation = compile(&sources, &Options::default());
/// let text = render(&sources, &compilation.diagnostics, Format::Short, Some(5));
/// assert!(text.contains("Order.md:5:11: warning[FT0501]: no page describes the model `Line`"));
/// ```
#[must_use]
pub fn render(sources: &SourceMap, findings: &[Diagnostic], format: Format, limit: Option<usize>) -> String {
    let mut out = String::new();
    let mut counts = [0; Code::ALL.len()];
    for finding in findings {
        counts[finding.code as usize] += 1;
    }
    let mut shown = [0; Code::ALL.len()];
    for finding in findings {
        let seen = &mut shown[finding.code as usize];
        *seen += 1;
        let limit = limit.unwrap_or(usize::MAX);
        if *seen > limit {
            continue;
        }
        let all = counts[finding.code as usize];
        let more = if *seen == limit { all - limit } else { 0 };
        out += &match format {
            #[cfg(feature = "render")]
            Format::Human { color, width } => human::finding(sources, finding, more, color, width),
            Format::Short => short::finding(sources, finding, more),
            Format::Json => json::finding(sources, finding),
            Format::Github => github::finding(sources, finding, more),
        };
    }
    out
}

/// What stands in the place of findings that are not shown.
fn and_more(more: usize) -> String {
    format!("and {more} more like this")
}

impl Severity {
    /// The word that stands before a finding.
    ///
    /// ```
    /// use fieldtable::diag::Severity;
    ///
    /// assert_eq!(Severity::Warning.word(), "warning");
    /// ```
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allowed",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a document says, without anything that steers a terminal or turns the direction of writing, and of bearable length.
///
/// ```
/// use fieldtable::diag::render::tame;
///
/// assert!(!tame("\u{1b}[31mred").contains('\u{1b}'));
/// ```
#[must_use]
pub fn tame(text: &str) -> String {
    /// More than that is no message.
    const LONGEST: usize = 2000;
    let mut out = String::new();
    for (index, it) in text.chars().enumerate() {
        if index == LONGEST {
            out.push('…');
            break;
        }
        match it {
            '\n' => out.push(it),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.extend(it.escape_unicode());
            }
            it if it.is_control() => out.extend(it.escape_unicode()),
            it => out.push(it),
        }
    }
    out
}

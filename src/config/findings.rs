use super::Config;
use crate::compile::Compilation;
use crate::decode::{Word, table, words};
use crate::diag::{Code, Diagnostic, Label, Severity, Sink};
use crate::emit::Notice;
use crate::error::Error;
use crate::name::Glob;
use crate::order;
use crate::text::SourceMap;
use std::path::Path;

/// How much a kind of finding matters: `FT0501 = "error"`, or a table.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::diag::{Code, Severity};
///
/// let config = Config::from_toml("[findings]\nFT0301 = { level = \"error\", pages = [\"Order.md\"] }", "fieldtable.toml".as_ref())?;
/// let setting = &config.findings[&Code::UnknownType];
/// assert_eq!((setting.level, setting.pages.len()), (Severity::Error, 1));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FindingSetting {
    /// The level. To allow a finding, say why.
    pub level: Severity,
    /// Why; those who come later want to know.
    pub reason: Option<String>,
    /// Globs of the pages that this holds for; all when absent.
    pub pages: Vec<String>,
}

table! { FindingSetting { level, reason, pages, } needs "level"; word of_level }

impl Default for FindingSetting {
    fn default() -> Self {
        Self { level: Severity::Warning, reason: None, pages: Vec::new() }
    }
}

/// What a level alone says.
fn of_level(text: &str) -> Result<FindingSetting, String> {
    match Severity::from_word(text)? {
        Severity::Allow => {
            Err("a finding is allowed with a reason: `{ level = \"allow\", reason = \"…\" }`".to_owned())
        }
        level => Ok(FindingSetting { level, ..FindingSetting::default() }),
    }
}

/// All findings of a run, sorted by place: what reading the files said, what the documents said, what an emitter had to
/// decide (`None` when no code was made), each with the level that the configuration gives it. What it allows is left out;
/// an allowance that nothing needs is a finding itself.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::config::{Config, judge};
///
/// let findings = judge(&Config::default(), &sources, Vec::new(), &compilation, None);
/// assert_eq!(findings, compilation.diagnostics);
/// ```
#[must_use]
pub fn judge(
    config: &Config,
    sources: &SourceMap,
    reading: Vec<Diagnostic>,
    compilation: &Compilation,
    notices: Option<Vec<Notice>>,
) -> Vec<Diagnostic> {
    let code_was_made = notices.is_some();
    let mut all = reading;
    all.extend(compilation.diagnostics.iter().cloned());
    all.extend(notices.into_iter().flatten().map(|it| placed(it, compilation)));
    let settings: Vec<_> = config.findings.iter().map(|(code, it)| (*code, it, globs(&it.pages))).collect();
    let mut sink = Sink::new();
    for (code, setting, globs) in &settings {
        let looked_for = code_was_made || !code.is_about_code();
        if setting.level == Severity::Allow && looked_for && !all.iter().any(|it| is_about(it, *code, globs, sources)) {
            sink.report_all(Code::UnusedSetting, format!("`findings.{}` allows what is not found", code.id()))
                .help("remove it, or mend its `pages`");
        }
    }
    all.extend(sink.finish());
    all.retain_mut(|it| {
        for (code, setting, globs) in &settings {
            if is_about(it, *code, globs, sources) {
                it.severity = setting.level;
            }
        }
        it.severity != Severity::Allow
    });
    order::sort_by_key(&mut all, |it| (it.primary.as_ref().map(|label| label.span), it.code));
    all
}

/// Whether a finding is one of this code on these pages.
fn is_about(finding: &Diagnostic, code: Code, globs: &[Glob], sources: &SourceMap) -> bool {
    let page = finding.primary.as_ref().map(|label| sources.file(label.span.file).path.as_str());
    code == finding.code && (globs.is_empty() || page.is_some_and(|page| globs.iter().any(|it| it.matches(page))))
}

/// None for all pages. Globs were checked when the configuration was loaded.
fn globs(patterns: &[String]) -> Vec<Glob> {
    patterns.iter().filter_map(|it| Glob::new(&format!("**/{it}")).ok()).collect()
}

/// A notice at the place that its thing comes from.
fn placed(notice: Notice, compilation: &Compilation) -> Diagnostic {
    let Notice { code, path, message, help } = notice;
    let span = compilation.origins.of(&path).and_then(|it| it.span);
    let primary = span.map(|span| Label { span, text: None });
    Diagnostic { code, severity: code.severity(), message, primary, related: Vec::new(), help, mends: Vec::new() }
}

impl Word for Code {
    fn from_word(text: &str) -> Result<Self, String> {
        Self::from_id(text).ok_or_else(|| {
            let near = crate::name::did_you_mean(text, Self::ALL.iter().map(|it| it.id()));
            format!("`{text}` is the code of no finding{near}")
        })
    }
}

words! { Severity { Allow = "allow", Note = "note", Warning = "warning", Error = "error" } }

/// Whether every glob can be read and whatever is allowed has a reason.
pub(super) fn check(config: &Config) -> Result<(), Error> {
    for (code, setting) in &config.findings {
        let place = || config.path.as_deref().unwrap_or(Path::new("findings")).display().to_string();
        if setting.level == Severity::Allow && setting.reason.as_ref().is_none_or(|it| it.trim().is_empty()) {
            return Err(Error::config(place(), format!("findings.{} is allowed without a `reason`", code.id())));
        }
        for pattern in &setting.pages {
            let bad = |it: String| Error::config(place(), format!("findings.{}.pages: {it}", code.id()));
            Glob::new(pattern).map_err(bad)?;
        }
    }
    Ok(())
}

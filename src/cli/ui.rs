//! Every sentence that the command prints, and where it goes: results to standard output, all else to standard error.

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use fieldtable::Error;
use fieldtable::config::{FoundDialect, Survey};
use fieldtable::diag::render::{Format, render, tame};
use fieldtable::diag::{Code, Diagnostic, Severity};
use fieldtable::output::Written;
use fieldtable::text::SourceMap;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// The exit status when findings are at error level.
const FINDINGS: u8 = 1;
/// The exit status when the command could not do its work.
const COULD_NOT_RUN: u8 = 2;

/// What stands below `fieldtable --help`.
pub(super) const EXAMPLES: &str = "Examples:
  fieldtable generate docs/ -o src/models.rs     one file of Rust
  fieldtable generate docs/ --crate api-types    a crate of its own
  fieldtable export docs/ -o schema.json         JSON Schema 2020-12
  fieldtable inspect docs/                       what was read, what was left out and why
  fieldtable explain FT0401                      what a finding means

Exit status: 0 fine, 1 findings at error level (nothing is written), 2 could not run.";

/// How the command speaks.
#[derive(clap::Args)]
pub(super) struct View {
    /// When to use colours.
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN", help_heading = "Findings")]
    color: Color,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t, global = true, value_name = "FORMAT", help_heading = "Findings")]
    message_format: MessageFormat,
    /// Show every finding, not only the first few of a kind.
    #[arg(long, global = true, help_heading = "Findings")]
    all: bool,
    /// Say what is done: which configuration is used, which files are written.
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set; elsewhere when `CLICOLOR_FORCE` is.
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// Drawn in the page they come from.
    #[default]
    Human,
    /// An object a line.
    Json,
    /// `path:line:column: level[code]: message`.
    Short,
    /// Annotations of GitHub's workflows.
    Github,
}

/// Where the command speaks.
pub(super) struct Ui {
    view: View,
    color: bool,
}

impl Ui {
    pub(super) fn new(view: View) -> Self {
        let color = match view.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&std::io::stderr()) != ColorChoice::Never,
        };
        Self { view, color }
    }

    /// Whether everything is to be shown.
    pub(super) fn all(&self) -> bool {
        self.view.all
    }

    /// Whether somebody sits at a terminal and reads what is said there.
    pub(super) fn somebody_waits(&self) -> bool {
        let read = matches!(self.view.message_format, MessageFormat::Human | MessageFormat::Short);
        read && std::io::stderr().is_terminal()
    }

    /// The findings and a last line that counts them. Whether one of them is at error level.
    pub(super) fn findings(&self, sources: &SourceMap, findings: &[Diagnostic]) -> bool {
        /// Of one kind.
        const SHOWN: usize = 5;
        let format = match self.view.message_format {
            MessageFormat::Human => Format::Human { color: self.color, width: width() },
            MessageFormat::Json => Format::Json,
            MessageFormat::Short => Format::Short,
            MessageFormat::Github => Format::Github,
        };
        let whole = self.view.all || matches!(format, Format::Json);
        self.say(&render(sources, findings, format, (!whole).then_some(SHOWN)));
        if !findings.is_empty() && self.view.message_format != MessageFormat::Json {
            self.say(&format!("{}\n", counts(findings)));
        }
        // In a log it would stand in every run.
        let worst = findings.iter().rev().max_by_key(|it| it.severity).filter(|_| self.somebody_waits());
        if let Some(finding) = worst {
            self.say(&format!("`fieldtable explain {}` tells more\n", finding.code.id()));
        }
        failed(findings)
    }

    /// What a run of `watch` did.
    pub(super) fn ran(&self, files: &Written, models: usize, findings: &[Diagnostic], took: Duration) {
        let what = match files.written.as_slice() {
            [] if failed(findings) => "not written".to_owned(),
            [] => "unchanged".to_owned(),
            [one] => format!("written {}", one.display()),
            [first, rest @ ..] => format!("written {} and {} more", first.display(), rest.len()),
        };
        let counts = if findings.is_empty() { String::new() } else { format!(", {}", counts(findings)) };
        self.say(&format!("{what}: {}{counts} ({} ms)\n", plural(models, "model"), took.as_millis()));
    }

    /// Which configuration is used.
    pub(super) fn config(&self, path: Option<&Path>) {
        if self.view.verbose {
            self.say(&path.map_or("no fieldtable.toml\n".into(), |it| format!("using {}\n", it.display())));
        }
    }

    /// What was done to the files.
    pub(super) fn written(&self, files: &Written) {
        let Written { written, unchanged, removed } = files;
        if self.view.verbose {
            let line = |what: &str, it: &Path| self.say(&format!("{what} {}\n", it.display()));
            written.iter().for_each(|it| line("written", it));
            unchanged.iter().for_each(|it| line("unchanged", it));
        }
        removed.iter().for_each(|it| self.say(&format!("removed {}, which is no longer made\n", it.display())));
    }

    /// That a file was made for the user to edit.
    pub(super) fn wrote(&self, path: &Path) {
        self.say(&format!("wrote {}\n", path.display()));
    }

    /// Which lines use what was made.
    pub(super) fn to_be_added(&self, file: &Path, lines: &str) {
        self.say(&format!("to use it, put into {}:\n\n{lines}\n", file.display()));
    }

    /// What a look at the docs told.
    pub(super) fn surveyed(&self, survey: &Survey) {
        let Survey { pages, with_models, models, dialects, wire_names, .. } = survey;
        if *models == 0 {
            self.say(&format!("{} and no model; `sources` is for you to fill in\n", plural(*pages, "page")));
            return;
        }
        self.say(&format!("{} on {with_models} of {}\n", plural(*models, "model"), plural(*pages, "page")));
        for FoundDialect { id, folders, evidence, rivals } in dialects {
            let evidence = evidence.first().map_or_else(String::new, |it| format!(": {it}"));
            let rivals = if rivals.is_empty() { String::new() } else { format!("; it may be {}", rivals.join(", ")) };
            self.say(&(tame(&format!("dialect of {}: {id}{evidence}{rivals}", few(folders))) + "\n"));
        }
        if let Some(finding) = wire_names {
            let help = finding.help.as_ref().filter(|_| finding.code != Code::InferredCase);
            let help = help.map_or_else(String::new, |it| format!("\n  {it}"));
            self.say(&(tame(&format!("{}{help}", finding.message)) + "\n"));
        }
    }

    /// Asks, where there is somebody to ask.
    pub(super) fn yes(&self, question: &str) -> Result<bool, Error> {
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return Ok(false);
        }
        self.say(&format!("{question} [y/N] "));
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).map_err(|it| Error::io("read", Path::new("standard input"), it))?;
        Ok(["y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
    }

    /// Why the command could not do its work.
    pub(super) fn failure(&self, error: &Error) -> ExitCode {
        let (on, off) = if self.color { ("\u{1b}[1;91m", "\u{1b}[0m") } else { ("", "") };
        match self.view.message_format {
            MessageFormat::Json => {
                self.say(&format!("{}\n", serde_json::json!({ "level": "error", "message": error.to_string() })));
            }
            MessageFormat::Human | MessageFormat::Short => self.say(&format!("{on}error{off}: {error}\n")),
            MessageFormat::Github => self.say(&format!("::error::{}\n", error.to_string().replace('\n', "%0A"))),
        }
        ExitCode::from(COULD_NOT_RUN)
    }

    /// A result, to standard output. That nobody reads on is no failure.
    pub(super) fn result(&self, text: &str) -> Result<(), Error> {
        match std::io::stdout().lock().write_all(text.as_bytes()) {
            Err(it) if it.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Error::io("write", Path::new("standard output"), it))
            }
            _ => Ok(()),
        }
    }

    /// Something besides the result, to standard error. When that is gone, there is nobody to tell.
    pub(super) fn say(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

/// Whether a finding is at error level.
pub(super) fn failed(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|it| it.severity == Severity::Error)
}

/// How many findings of which level there are, and what follows.
fn counts(findings: &[Diagnostic]) -> String {
    let count = |level| findings.iter().filter(|it| it.severity == level).count();
    let all = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let all = all.into_iter().map(|(level, what)| (count(level), what)).filter(|(count, _)| *count > 0);
    let counts: Vec<_> = all.map(|(count, what)| plural(count, what)).collect();
    counts.join(", ") + if failed(findings) { "; nothing was written" } else { "" }
}

/// The exit status of a run that went through.
pub(super) fn status(failed: bool) -> ExitCode {
    if failed { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
}

/// Whether a path stands for standard output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The first of a list, and how many more there are.
pub(super) fn few(list: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown = list.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if list.len() > SHOWN { format!("{shown} and {} more", list.len() - SHOWN) } else { shown }
}

/// `1 model`, `2 models`.
pub(super) fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Columns of the terminal, as far as it or the environment says so.
fn width() -> usize {
    const UNKNOWN: usize = 120;
    let said = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let seen = || terminal_size::terminal_size_of(std::io::stderr()).map(|it| usize::from(it.0.0));
    said.or_else(seen).filter(|it| *it >= 40).unwrap_or(UNKNOWN)
}

use super::docs::Reading;
use super::interrupt::write_file;
use super::side::{self, Loaded};
use super::ui::{Ui, is_standard, status};
use fieldtable::Error;
use fieldtable::config::Config;
use fieldtable::diff::report::{Context, REPORTERS, Reporter};
use fieldtable::diff::rules::Axis;
use fieldtable::diff::{self, Comparison, Version};
use fieldtable::emit::rust;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

#[derive(clap::Args)]
#[command(
    after_help = "A side is a snapshot, pages (files, folders, globs), `REVISION:PATH`, an OpenAPI 3.x document or a JSON
Schema. Revisions are read through git; the work tree is not touched.

Examples:
  fieldtable diff fieldtable.lock.json docs/
  fieldtable diff main:docs/ docs/
  fieldtable diff v1.2..HEAD -- docs/
  fieldtable diff openapi.json docs/             where docs and spec disagree
  fieldtable diff main:docs/ docs/ --for read,write --require-bump Cargo.toml

Exit status: 0 nothing that is not accepted breaks, 1 something does (or the version is too low), 2 could not run."
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) sides: Sides,
    /// How the findings are written.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = reporter)]
    format: &'static Reporter,
    /// A line for each model instead of each finding.
    #[arg(long, conflicts_with = "format")]
    stat: bool,
    /// The file to write; standard output when `-` or absent.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Fail unless the version in this Cargo.toml has gone up as far as the changes ask for. The old version is that of the
    /// same file in the old revision, or the one after `@`: `Cargo.toml@1.2.0`.
    #[arg(long, value_name = "CARGO_TOML")]
    require_bump: Option<String>,
}

/// The two sides and how to read and judge them.
#[derive(clap::Args)]
pub(super) struct Sides {
    /// The old side, or `OLD..NEW` with paths after `--`.
    #[arg(value_name = "OLD")]
    old: String,
    /// The new side.
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// The paths to compare in two revisions.
    #[arg(last = true, value_name = "PATH")]
    below: Vec<String>,
    #[command(flatten)]
    reading: Reading,
    /// The questions that decide levels: read, write, wire, rust, silent. All of them when absent.
    #[arg(long = "for", value_name = "QUESTIONS", value_delimiter = ',', value_parser = axis)]
    axes: Vec<Axis>,
    /// The day of the run, YYYY-MM-DD, by which allowances end; today when absent.
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

fn axis(word: &str) -> Result<Axis, String> {
    let known = || Axis::ALL.iter().map(|it| it.name());
    Axis::ALL
        .iter()
        .copied()
        .find(|it| it.name() == word)
        .ok_or_else(|| format!("known are {}", known().collect::<Vec<_>>().join(", ")))
}

fn reporter(word: &str) -> Result<&'static Reporter, String> {
    let known: Vec<_> = REPORTERS.iter().map(|it| it.id).collect();
    Reporter::find(word).ok_or_else(|| format!("known are {}", known.join(", ")))
}

/// Two sides, compared.
pub(super) struct Compared {
    pub(super) old: Loaded,
    pub(super) new: Loaded,
    pub(super) comparison: Comparison,
    /// The configuration file, where there is one.
    pub(super) config: Option<PathBuf>,
    /// How code is made.
    pub(super) profile: Map<String, Value>,
}

impl Sides {
    /// Reads both sides and compares them.
    pub(super) fn compare(self, ui: &Ui) -> Result<Compared, Error> {
        let (old, new) = match (self.new, self.old.split_once("..")) {
            (Some(new), _) => (self.old, new),
            (None, Some((old, new))) if !self.below.is_empty() => {
                let head = |it: &str| if it.is_empty() { "HEAD".to_owned() } else { it.to_owned() };
                (head(old), head(new.trim_start_matches('.')))
            }
            (None, _) => {
                return Err(Error::other(
                    "one side is missing; write `fieldtable diff OLD NEW` or `fieldtable diff A..B -- PATHS`",
                ));
            }
        };
        let near: Vec<PathBuf> = [&new, &old].into_iter().map(PathBuf::from).filter(|it| it.exists()).collect();
        let config = self.reading.config(near, ui)?;
        let (old, new) = (side::load(&old, &self.below, &config)?, side::load(&new, &self.below, &config)?);
        let mut options = config.diff.clone();
        if !self.axes.is_empty() {
            options.axes = self.axes;
        }
        options.today = Some(self.today.unwrap_or_else(today));
        let comparison = diff::compare(&old.side, &new.side, &options);
        Ok(Compared { old, new, comparison, profile: profile(&config)?, config: config.path })
    }
}

impl Compared {
    /// What a report needs to know besides.
    pub(super) fn report(&self, reporter: &Reporter, all: bool, version: Option<(Version, Version)>) -> String {
        let context = Context {
            old: self.old.name.clone(),
            new: self.new.name.clone(),
            old_schema: &self.old.side.schema,
            new_schema: &self.new.side.schema,
            old_place: &|path, change| self.old.place(path, change),
            new_place: &|path, change| self.new.place(path, change),
            all,
            version,
        };
        (reporter.report)(&self.comparison, &context)
    }
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let revision = args.sides.old.split_once("..").map_or(args.sides.old.clone(), |it| it.0.to_owned());
    let compared = args.sides.compare(ui)?;
    let version = args.require_bump.as_deref().map(|it| versions(it, &revision)).transpose()?;
    let version = version.map(|(old, new)| (old, new, old.after(compared.comparison.bump)));
    let reporter = if args.stat { Reporter::find("stat").expect("it is among them") } else { args.format };
    let text = compared.report(reporter, ui.all(), version.map(|it| (it.0, it.2)));
    match args.output.as_ref().filter(|it| !is_standard(it)) {
        Some(file) => ui.written(&write_file(file, &text)?),
        None => ui.result(&text)?,
    }
    for (allowance, why) in &compared.comparison.stale {
        ui.say(&format!("warning: the allowance of `{}` at `{}` {why}\n", allowance.rule, allowance.path));
    }
    for id in &compared.comparison.unknown {
        ui.say(&format!("warning: `[diff]` names `{id}`, which is no rule\n"));
    }
    let low = version.filter(|(_, new, needed)| new < needed);
    if let Some((old, new, needed)) = low {
        ui.say(&format!("error: the version is {new}, and after {old} these changes need {needed} at least\n"));
    }
    Ok(status(compared.comparison.fails() || low.is_some()))
}

/// The version that the old side had, and the one that the manifest has now.
fn versions(manifest: &str, revision: &str) -> Result<(Version, Version), Error> {
    let (path, old) = manifest.split_once('@').map_or((manifest, None), |(path, old)| (path, Some(old)));
    let text = std::fs::read_to_string(path).map_err(|it| Error::io("read", Path::new(path), it))?;
    let read = |text: &str| -> Result<Version, Error> {
        let manifest: toml::Table =
            toml::from_str(text).map_err(|it| Error::other(format!("{path}: {}", it.message())))?;
        let version = manifest.get("package").and_then(|it| it.get("version")).and_then(toml::Value::as_str);
        version.and_then(Version::parse).ok_or_else(|| Error::other(format!("{path}: no `version` under `[package]`")))
    };
    let old = match old {
        Some(old) => {
            Version::parse(old).ok_or_else(|| Error::other(format!("`{old}` is no version; write `1.2.3`")))?
        }
        None => {
            let revision = revision.split_once(':').map_or(revision, |it| it.0);
            let files = super::git::files(revision, &format!("./{path}"), |_| true).map_err(|it| {
                Error::other(format!("{it}; write the old version behind the manifest: `{path}@1.2.3`"))
            })?;
            read(&String::from_utf8_lossy(files.first().map_or(&[], |it| it.1.as_slice())))?
        }
    };
    Ok((old, read(&text)?))
}

/// Keys of `[rust]` that decide how code looks and not what consumers can write.
const LOOKS: &[&str] = &["layout", "package", "header", "docs", "doc_aliases", "rustfmt_skip", "dependencies"];

/// What a snapshot says of how code is made: the `[rust]` table as the configuration has it.
pub(super) fn profile(config: &Config) -> Result<Map<String, Value>, Error> {
    let Some(path) = &config.path else { return Ok(Map::new()) };
    let text = std::fs::read_to_string(path).map_err(|it| Error::io("read", path, it))?;
    let table: toml::Table = toml::from_str(&text).map_err(|it| Error::config(path.display(), it.message()))?;
    let Some(toml::Value::Table(mut rust)) = table.get("rust").cloned() else { return Ok(Map::new()) };
    LOOKS.iter().for_each(|it| {
        rust.remove(*it);
    });
    let rust = serde_json::to_value(rust).map_err(|it| Error::other(it.to_string()))?;
    Ok(Map::from_iter([("rust".to_owned(), rust)]))
}

/// How Rust was made of a snapshot: as it says, or as the configuration does when it says nothing.
pub(super) fn made(emit: &Map<String, Value>, config: &Config) -> Result<rust::Options, Error> {
    if !emit.contains_key("rust") {
        return Ok(config.rust.clone());
    }
    let whose = "the emit profile of the snapshot";
    let text = toml::to_string(emit).map_err(|it| Error::config(whose, it.to_string()))?;
    Ok(Config::from_toml(&text, whose.as_ref())?.rust)
}

/// The day, in universal time.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    let (year, month, day) = date(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The date of a day counted from 1970-01-01, by the Gregorian calendar whose years begin in March.
fn date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (year, rest) = (era * 400 + year, day - (153 * month + 2) / 5 + 1);
    if month < 10 { (year, month + 3, rest) } else { (year + 1, month - 9, rest) }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_have_dates() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(11_016), (2000, 2, 29));
        assert_eq!(date(20_782), (2026, 11, 25));
    }
}

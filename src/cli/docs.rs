//! What all commands that read pages have in common: flags and the configuration file → what the pages say.

use super::progress::{self, Meter};
use super::ui::Ui;
use fieldtable::compile::{self, Session};
use fieldtable::config::{self, Config, Loaded};
use fieldtable::diag::Diagnostic;
use fieldtable::emit::{Links, Notice};
use fieldtable::progress::Progress;
use fieldtable::provenance::Pages;
use fieldtable::resolve::WireCase;
use fieldtable::text::SourceMap;
use fieldtable::{Compilation, Error, Options};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The pages and how to read them.
#[derive(Clone, clap::Args)]
pub(super) struct Docs {
    /// Files, folders (searched for .md, .mdx and .markdown, .gitignore respected), globs, or `-` for standard input. Without any,
    /// `sources` of fieldtable.toml.
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
    /// Say where the time goes.
    #[arg(long)]
    pub(super) timings: bool,
    /// What is read where neither flags nor file name any page.
    #[arg(skip)]
    otherwise: Option<PathBuf>,
}

/// How to read pages.
#[derive(Clone, clap::Args)]
pub(super) struct Reading {
    /// The dialect of the pages; recognised by evidence when absent.
    #[arg(long, value_name = "ID")]
    pub(super) dialect: Option<String>,
    /// The case of names on the wire: `snake_case`, `camelCase`, `PascalCase`, `kebab-case`, `SCREAMING_SNAKE_CASE` or
    /// `as-written`.
    #[arg(long, value_name = "CASE", value_parser = wire_case)]
    pub(super) wire_names: Option<WireCase>,
    /// Make a request type of each operation that the pages describe.
    #[arg(long)]
    pub(super) operations: bool,
    /// The configuration file. Without it, `fieldtable.toml` beside the pages or above, or in the current folder or above.
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
}

fn wire_case(word: &str) -> Result<WireCase, String> {
    word.parse()
}

/// The pages, before anybody read them.
pub(super) struct Unread {
    config: Config,
    loaded: Loaded,
    meter: Meter,
    timed: bool,
    /// Since when somebody waits.
    pub(super) start: Instant,
}

/// What the pages say.
pub(super) struct Read {
    pub(super) config: Config,
    pub(super) sources: SourceMap,
    pub(super) compilation: Compilation,
    pub(super) meter: Meter,
    reading: Vec<Diagnostic>,
    /// The findings that were reported.
    judged: Vec<Diagnostic>,
    timed: bool,
}

impl Docs {
    /// Reads the pages. `evidence` asks for the evidence of every fact.
    pub(super) fn read(self, evidence: bool, ui: &Ui) -> Result<Read, Error> {
        let mut unread = self.load(ui)?;
        unread.loaded.options.evidence = evidence;
        let Loaded { sources, options, .. } = &unread.loaded;
        let compilation = compile::compile_watched(sources, options, &unread.meter);
        Ok(unread.with(compilation))
    }

    /// Finds the pages and takes in their texts.
    pub(super) fn load(self, ui: &Ui) -> Result<Unread, Error> {
        let start = Instant::now();
        let meter = Meter::start(ui.somebody_waits());
        let timed = self.timings;
        let config = self.config(ui)?;
        let loaded = config::load_watched(&config, &meter)?;
        Ok(Unread { config, loaded, meter, timed, start })
    }

    /// Flags and file, as one.
    pub(super) fn config(self, ui: &Ui) -> Result<Config, Error> {
        let mut config = self.reading.config(self.paths, ui)?;
        if config.sources.is_empty() {
            config.sources.extend(self.otherwise);
        }
        Ok(config)
    }

    /// This page, where neither flags nor file name any.
    pub(super) fn or(self, page: Option<PathBuf>) -> Self {
        Self { otherwise: page, ..self }
    }
}

impl Reading {
    /// Flags and file, as one, for these pages.
    pub(super) fn config(self, paths: Vec<PathBuf>, ui: &Ui) -> Result<Config, Error> {
        let find = || {
            let beside = paths.first().and_then(|it| config::find(it));
            beside.or_else(|| config::find(Path::new(".")))
        };
        let place = self.config.or_else(|| if self.no_config { None } else { find() });
        ui.config(place.as_deref());
        let file = place.as_deref().map(Config::read).transpose()?.unwrap_or_default();
        let (dialect, operations) = (self.dialect, self.operations);
        let mut flags = Config { sources: paths, dialect, operations, ..Config::default() };
        flags.wire_names.case = self.wire_names;
        Ok(file.overlaid_with(flags))
    }
}

impl Unread {
    /// How they are to be read.
    pub(super) fn options(&self) -> &Options {
        &self.loaded.options
    }

    /// Every file that was read and every folder that was searched.
    pub(super) fn dependencies(&self) -> &[PathBuf] {
        &self.loaded.dependencies
    }

    /// Reads them as one of several runs.
    pub(super) fn read(self, session: &mut Session<'_>) -> Read {
        let compilation = session.compile(&self.loaded.sources, &self.meter);
        self.with(compilation)
    }

    fn with(self, compilation: Compilation) -> Read {
        let Self { config, loaded: Loaded { sources, findings: reading, .. }, meter, timed, start: _ } = self;
        Read { config, sources, compilation, meter, reading, judged: Vec::new(), timed }
    }
}

impl Read {
    /// All findings, with what the emitter of the code had to decide.
    pub(super) fn judge(&mut self, notices: Option<Vec<Notice>>) -> Vec<Diagnostic> {
        let reading = std::mem::take(&mut self.reading);
        config::judge(&self.config, &self.sources, reading, &self.compilation, notices)
    }

    /// Prints all findings; whether one of them is at error level.
    pub(super) fn report(&mut self, notices: Option<Vec<Notice>>, ui: &Ui) -> bool {
        self.settle(notices);
        self.report_settled(ui)
    }

    /// Takes the findings for those that are shown.
    pub(super) fn settle(&mut self, notices: Option<Vec<Notice>>) {
        self.meter.step("reporting", 0);
        self.judged = self.judge(notices);
    }

    /// Prints the findings that were settled; whether one of them is at error level.
    pub(super) fn report_settled(&self, ui: &Ui) -> bool {
        progress::hide();
        let failed = ui.findings(&self.sources, &self.judged);
        self.meter.step("output", 0);
        failed
    }

    /// The pages with what was read from them.
    pub(super) fn pages(&self) -> Pages<'_> {
        Pages::new(&self.sources, &self.compilation).findings(&self.judged)
    }

    /// Where a reader of a file finds the pages.
    pub(super) fn links(&self, file: Option<&Path>) -> Links {
        let folder = |it: Option<&Path>| it.and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
        match (&self.config.output.page_url, file) {
            (Some(url), _) => Links::At { url: url.clone(), folder: folder(self.config.path.as_deref()) },
            (None, Some(_)) => Links::From(folder(file)),
            (None, None) => Links::None,
        }
    }

    /// Says where the time went, when that was asked for.
    pub(super) fn finish(&self, ui: &Ui) {
        progress::hide();
        if self.timed {
            ui.say(&self.meter.report());
        }
    }
}

//! `fieldtable watch`: the code is made again whenever something changes that it depends on.

use super::docs::{Docs, Read};
use super::generate::Target;
use super::progress;
use super::ui::{Ui, failed};
use fieldtable::Error;
use fieldtable::config::Config;
use fieldtable::diag::Diagnostic;
use fieldtable::output::Written;
use fieldtable::text::SourceMap;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable watch docs/ -o src/models.rs
  fieldtable watch                               what fieldtable.toml says
  fieldtable watch docs/ --crate api-types

A line says what each run did; findings are shown when they are others than before. Ctrl-C ends it.")]
pub(super) struct Args {
    #[command(flatten)]
    docs: Docs,
    /// The file to write, or with `/` at its end the folder that gets a module a model.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a whole crate into this folder.
    #[arg(long = "crate", value_name = "DIR", conflicts_with = "output")]
    package: Option<PathBuf>,
}

/// Editors write a file in several steps; they are over when nothing comes for so long.
const QUIET: Duration = Duration::from_millis(100);
/// Where it is never quiet, no run waits longer.
const LONGEST: Duration = Duration::from_secs(2);

pub(super) fn run(args: &Args, ui: &Ui) -> Result<ExitCode, Error> {
    if args.docs.paths.iter().any(|it| it.as_os_str() == "-") {
        return Err(Error::other("standard input does not change; name files or folders"));
    }
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|it| cannot(&it))?;
    let mut state = State::default();
    loop {
        // What has changed until now, this run sees.
        while events.try_recv().is_ok() {}
        match once(args, &mut state, ui) {
            Ok(()) => {}
            // Before the first run went through, nobody knows what to wait for.
            Err(error) if state.watched.is_empty() => return Err(error),
            Err(error) => {
                progress::hide();
                ui.failure(&error);
                // That it is mended has to be told, though the outcome is the one from before.
                state.seen = None;
            }
        }
        // What changed before a folder was watched has to be looked for.
        let again = state.follow(&mut watcher)?;
        if !again && !wait(&events, &state) {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

fn cannot(why: &notify::Error) -> Error {
    Error::other(format!("cannot watch the pages: {why}"))
}

/// What is kept from run to run.
#[derive(Default)]
struct State {
    /// Every file that was read and every folder that was searched.
    dependencies: BTreeSet<PathBuf>,
    /// The folders that are watched.
    watched: BTreeSet<PathBuf>,
    /// The findings of the last run: page, code and message.
    told: Vec<(String, &'static str, String)>,
    /// What the last run read: the settings, and a digest of the pages.
    seen: Option<(Config, u64)>,
}

impl State {
    /// Watches the folders of the dependencies, and no others; whether there are new ones among them. A file is watched by
    /// its folder: editors write another one beside it, which then takes its name.
    fn follow(&mut self, watcher: &mut RecommendedWatcher) -> Result<bool, Error> {
        let folder = |it: &PathBuf| if it.is_dir() { Some(it.clone()) } else { it.parent().map(Path::to_owned) };
        let folders: BTreeSet<PathBuf> = self.dependencies.iter().filter_map(folder).filter(|it| it.is_dir()).collect();
        for gone in self.watched.difference(&folders) {
            // It may no longer be there.
            let _ = watcher.unwatch(gone);
        }
        let new = folders.difference(&self.watched);
        for new in new.clone() {
            watcher.watch(new, RecursiveMode::NonRecursive).map_err(|it| cannot(&it))?;
        }
        let more = new.count() > 0;
        self.watched = folders;
        Ok(more)
    }

    /// Whether the outcome may be another one after this event.
    fn concerns(&self, event: &Event) -> bool {
        let page = |it: &Path| {
            let ending = it.extension().and_then(|it| it.to_str()).unwrap_or_default();
            let searched = it.parent().is_some_and(|it| self.dependencies.contains(it));
            searched && (["md", "mdx", "json", "jsonl", "ndjson"].contains(&ending) || it.is_dir())
        };
        !event.kind.is_access() && event.paths.iter().any(|it| self.dependencies.contains(it) || page(it))
    }
}

/// Makes the code once, and says so unless all is as it was: systems tell of one change in several events, some of them late.
fn once(args: &Args, state: &mut State, ui: &Ui) -> Result<(), Error> {
    let start = Instant::now();
    let mut read = args.docs.clone().read(false, ui)?;
    // Events name whole paths.
    let whole = |it: &PathBuf| std::fs::canonicalize(it).ok();
    state.dependencies = read.dependencies.iter().filter_map(whole).collect();
    let target = Target::new(args.output.clone(), args.package.clone(), &read.config);
    if target.file.is_none() && target.folder.is_none() {
        return Err(Error::other("say where to write, with `-o`, `--crate` or `[output]` in `fieldtable.toml`"));
    }
    let emission = target.emit(&read.compilation.schema);
    let findings = read.judge(Some(emission.notices));
    progress::hide();
    let told = told(&read, &findings);
    let others = told != state.told;
    if others {
        ui.findings(&read.sources, &findings);
        state.told = told;
    }
    let files = if failed(&findings) { Written::default() } else { target.write(&emission.artifacts, ui)? };
    let seen = Some((read.config.clone(), digest(&read.sources)));
    if others || seen != state.seen || !files.written.is_empty() {
        ui.ran(&files, read.compilation.schema.models.len(), &findings, start.elapsed());
        read.finish(ui);
    }
    state.seen = seen;
    Ok(())
}

/// Differs when a page has another text, is gone or new.
fn digest(sources: &SourceMap) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (_, page) in sources.iter() {
        (&page.path, &page.text).hash(&mut hasher);
    }
    hasher.finish()
}

/// The findings without their places in a page, which every edit above them moves.
fn told(read: &Read, findings: &[Diagnostic]) -> Vec<(String, &'static str, String)> {
    let page = |it: &Diagnostic| it.primary.as_ref().map(|it| read.sources.file(it.span.file).path.clone());
    findings.iter().map(|it| (page(it).unwrap_or_default(), it.code.id(), it.message.clone())).collect()
}

/// Waits until something has changed and all is quiet again; `false` when nothing will ever come.
fn wait(events: &Receiver<notify::Result<Event>>, state: &State) -> bool {
    // What cannot be said about an event may concern us.
    let concerns = |it: &notify::Result<Event>| it.as_ref().map_or(true, |it| state.concerns(it));
    if !events.iter().any(|it| concerns(&it)) {
        return false;
    }
    let first = Instant::now();
    while first.elapsed() < LONGEST && events.recv_timeout(QUIET).is_ok() {}
    true
}

//! `fieldtable watch`: the code is made again whenever something changes that it depends on. Pages are read again only when
//! their text is another one.

use super::docs::{Docs, Read, Unread};
use super::generate::Target;
use super::progress;
use super::ui::{Ui, failed};
use fieldtable::Error;
use fieldtable::compile::{Prepared, Session};
use fieldtable::config::Config;
use fieldtable::diag::Diagnostic;
use fieldtable::emit::rust;
use fieldtable::output::Written;
use fieldtable::progress::Progress;
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
    let watcher = notify::recommended_watcher(sender).map_err(|it| cannot(&it))?;
    let (dependencies, watched) = (BTreeSet::new(), BTreeSet::new());
    let (code, told, seen) = (None, Vec::new(), None);
    let mut watch = Watch { args, ui, watcher, events, dependencies, watched, code, told, seen };
    let mut next = watch.load()?;
    while let Some(unread) = next {
        let prepared = Prepared::from(unread.options().clone());
        next = watch.serve(&mut Session::new(&prepared), unread)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn cannot(why: &notify::Error) -> Error {
    Error::other(format!("cannot watch the pages: {why}"))
}

/// What is kept from run to run.
struct Watch<'a> {
    args: &'a Args,
    ui: &'a Ui,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Every file that was read and every folder that was searched.
    dependencies: BTreeSet<PathBuf>,
    /// The folders that are watched.
    watched: BTreeSet<PathBuf>,
    /// What was made of the models.
    code: Option<rust::Session>,
    /// The findings of the last run: page, code and message.
    told: Vec<(String, &'static str, String)>,
    /// What the last run read: the settings, and a digest of the pages.
    seen: Option<(Config, u64)>,
}

impl Watch<'_> {
    /// The pages as they are now; when they cannot be read, as they are once they can. `None` when nothing will ever come.
    fn load(&mut self) -> Result<Option<Unread>, Error> {
        loop {
            // What has changed until now is seen.
            while self.events.try_recv().is_ok() {}
            match self.args.docs.clone().load(self.ui) {
                Ok(unread) => {
                    // Events name whole paths.
                    let whole = |it: &PathBuf| std::fs::canonicalize(it).ok();
                    self.dependencies = unread.dependencies().iter().filter_map(whole).collect();
                    return Ok(Some(unread));
                }
                Err(error) => self.fail(error)?,
            }
            if !self.wait()? {
                return Ok(None);
            }
        }
    }

    /// Makes the code again and again, for as long as pages are read with the options of the session; the pages that are
    /// to be read with others then.
    fn serve(&mut self, session: &mut Session<'_>, mut unread: Unread) -> Result<Option<Unread>, Error> {
        loop {
            if let Err(error) = self.once(session, unread) {
                self.fail(error)?;
            }
            if !self.wait()? {
                return Ok(None);
            }
            match self.load()? {
                Some(next) if next.options() == session.options() => unread = next,
                other => return Ok(other),
            }
        }
    }

    /// Says what is wrong with the world. That is the end only before the first run went through: nobody knows then what to
    /// wait for.
    fn fail(&mut self, error: Error) -> Result<(), Error> {
        if self.watched.is_empty() {
            return Err(error);
        }
        progress::hide();
        self.ui.failure(&error);
        // That it is mended has to be told, though the outcome is the one from before.
        self.seen = None;
        Ok(())
    }

    /// Makes the code once, and says so unless all is as it was: systems tell of one change in several events, some of them
    /// late.
    fn once(&mut self, session: &mut Session<'_>, unread: Unread) -> Result<(), Error> {
        let start = unread.start;
        let mut read = unread.read(session);
        let target = Target::new(self.args.output.clone(), self.args.package.clone(), &read.config);
        if target.file.is_none() && target.folder.is_none() {
            return Err(Error::other("say where to write, with `-o`, `--crate` or `[output]` in `fieldtable.toml`"));
        }
        let code = self.code.take().filter(|it| *it.options() == target.options);
        let code = self.code.insert(code.unwrap_or_else(|| rust::Session::new(target.options.clone())));
        read.meter.step("generating", 0);
        let emission = code.emit(&read.compilation.schema);
        let findings = read.judge(Some(emission.notices));
        progress::hide();
        let told = told(&read, &findings);
        let others = told != self.told;
        if others {
            self.ui.findings(&read.sources, &findings);
            self.told = told;
        }
        let files = if failed(&findings) { Written::default() } else { target.write(&emission.artifacts, self.ui)? };
        let seen = Some((read.config.clone(), digest(&read.sources)));
        if others || seen != self.seen || !files.written.is_empty() {
            self.ui.ran(&files, read.compilation.schema.models.len(), &findings, start.elapsed());
            read.finish(self.ui);
        }
        self.seen = seen;
        Ok(())
    }

    /// Waits until something has changed and all is quiet again; `false` when nothing will ever come.
    fn wait(&mut self) -> Result<bool, Error> {
        // What changed before a folder was watched has to be looked for.
        if self.follow()? {
            return Ok(true);
        }
        // What cannot be said about an event may concern us.
        let concerns = |it: &notify::Result<Event>| it.as_ref().map_or(true, |it| self.concerns(it));
        if !self.events.iter().any(|it| concerns(&it)) {
            return Ok(false);
        }
        let first = Instant::now();
        while first.elapsed() < LONGEST && self.events.recv_timeout(QUIET).is_ok() {}
        Ok(true)
    }

    /// Watches the folders of the dependencies, and no others; whether there are new ones among them. A file is watched by
    /// its folder: editors write another one beside it, which then takes its name.
    fn follow(&mut self) -> Result<bool, Error> {
        let folder = |it: &PathBuf| if it.is_dir() { Some(it.clone()) } else { it.parent().map(Path::to_owned) };
        let folders: BTreeSet<PathBuf> = self.dependencies.iter().filter_map(folder).filter(|it| it.is_dir()).collect();
        for gone in self.watched.difference(&folders) {
            // It may no longer be there.
            let _ = self.watcher.unwatch(gone);
        }
        let new = folders.difference(&self.watched);
        for new in new.clone() {
            self.watcher.watch(new, RecursiveMode::NonRecursive).map_err(|it| cannot(&it))?;
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
            searched && (["md", "mdx", "markdown", "json", "jsonl", "ndjson"].contains(&ending) || it.is_dir())
        };
        !event.kind.is_access() && event.paths.iter().any(|it| self.dependencies.contains(it) || page(it))
    }
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

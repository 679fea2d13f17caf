//! `fieldtable init`: a look at the docs, and files to start from. Nothing that is there is overwritten unasked.

mod texts;

use super::ci::Ci;
use super::interrupt::write_file;
use super::progress::{self, Meter};
use super::ui::Ui;
use fieldtable::Error;
use fieldtable::config::{self, Config, FILE_NAME, Survey};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use texts::OwnDialect;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable init
  fieldtable init --build-script
  fieldtable init --ci github --pre-commit
  fieldtable init --dialect openapi-generator-php

A fieldtable.toml that is there stays as it is when another file is asked for.")]
pub(super) struct Args {
    /// The folder to look at and to write into.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Write a build script too, and say what Cargo.toml and the crate need.
    #[arg(long)]
    build_script: bool,
    /// Write a workflow too that checks and compares in CI.
    #[arg(long, value_enum, value_name = "WHERE")]
    ci: Option<Ci>,
    /// Write pre-commit's hooks too; as `--ci pre-commit`.
    #[arg(long)]
    pre_commit: bool,
    /// Write this built-in dialect and its notation too, to be edited.
    #[arg(long, value_name = "ID")]
    dialect: Option<String>,
    /// Overwrite what is there, without asking.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<ExitCode, Error> {
    let path = |name: &str| if args.folder.as_os_str() == "." { name.into() } else { args.folder.join(name) };
    let dialect = args.dialect.as_deref().map(OwnDialect::new).transpose()?;
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    if let Some(dialect) = &dialect {
        files.extend(dialect.files.iter().map(|(name, text)| (path(name), text.clone())));
    }
    if args.build_script {
        files.push((path("build.rs"), texts::BUILD_SCRIPT.into()));
    }
    let target = path(FILE_NAME);
    let more = args.ci.is_some() || args.pre_commit || !files.is_empty();
    let there = target.exists() && more;
    let survey = if there { None } else { Some(look(&args.folder, ui)?) };
    let docs = match &survey {
        Some(survey) => survey.sources.first().cloned(),
        None => named(&target)?,
    };
    let docs = docs.unwrap_or_else(|| "docs".into());
    let hooks = args.pre_commit.then_some(Ci::PreCommit).filter(|it| args.ci != Some(*it));
    files.extend(args.ci.into_iter().chain(hooks).map(|it| (path(it.file()), it.text(&docs))));
    if let Some(survey) = &survey {
        let config = texts::config(survey);
        files.push((target.clone(), dialect.as_ref().map_or(config.clone(), |it| it.used_in(&config))));
    }
    for (path, _) in files.iter().filter(|it| !args.force && it.0.exists()) {
        if !ui.yes(&format!("`{}` is there already; overwrite it?", path.display()))? {
            return Err(Error::other(format!(
                "`{}` is there already and stays as it is; nothing was written (`--force` overwrites it)",
                path.display()
            )));
        }
    }
    for (path, text) in &files {
        write_file(path, text)?;
        ui.wrote(path);
    }
    if let Some(dialect) = dialect.filter(|_| there) {
        ui.to_be_added(&target, &dialect.lines());
    }
    if args.build_script {
        ui.to_be_added(&path("Cargo.toml"), &texts::dependencies());
        ui.to_be_added(&path("src/lib.rs"), texts::LIB);
    }
    Ok(ExitCode::SUCCESS)
}

/// Looks at the docs and says what is found.
fn look(folder: &Path, ui: &Ui) -> Result<Survey, Error> {
    let meter = Meter::start(ui.somebody_waits());
    let survey = if folder.is_dir() { config::survey(folder, &meter)? } else { Survey::default() };
    progress::hide();
    ui.surveyed(&survey);
    Ok(survey)
}

/// The folder with docs that a configuration names, as it names it.
fn named(config: &Path) -> Result<Option<PathBuf>, Error> {
    let base = config.parent().unwrap_or(Path::new(""));
    let sources = Config::read(config)?.sources;
    Ok(sources.iter().find(|it| it.is_dir()).map(|it| it.strip_prefix(base).unwrap_or(it).to_owned()))
}

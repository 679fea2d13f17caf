use super::ci::Ci;
use super::interrupt::write_file;
use super::ui::Ui;
use fieldtable::config::Config;
use fieldtable::error::did_you_mean;
use fieldtable::{Error, config, dialect, typexpr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable init
  fieldtable init --dialect openapi-generator-php
  fieldtable init --ci github")]
pub(super) struct Args {
    /// The folder to write into.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Write this built-in dialect and its notation too, to be edited.
    #[arg(long, value_name = "ID")]
    dialect: Option<String>,
    /// Write a workflow that checks and compares in CI.
    #[arg(long, value_enum, value_name = "WHERE", conflicts_with = "dialect")]
    ci: Option<Ci>,
}

const TEMPLATE: &str = include_str!("../../templates/init/fieldtable.toml");

pub(super) fn run(args: &Args, ui: &Ui) -> Result<ExitCode, Error> {
    if let Some(ci) = args.ci {
        return workflow(ci, &args.folder, ui);
    }
    let path = |name: &str| if args.folder.as_os_str() == "." { name.into() } else { args.folder.join(name) };
    let Made { config, files, keys } = args.dialect.as_deref().map_or_else(|| Ok(Made::plain()), with_dialect)?;
    let target = path(config::FILE_NAME);
    let there = target.exists();
    // What is there belongs to the user. With a dialect there is still something to write.
    let taken = files.iter().map(|it| path(&it.0)).find(|it| it.exists());
    if let Some(taken) = taken.or((there && files.is_empty()).then(|| target.clone())) {
        return Err(Error::other(format!("`{}` is there already; it stays as it is", taken.display())));
    }
    let config = (!there).then(|| (target.clone(), config));
    for (path, text) in files.into_iter().map(|(name, text)| (path(&name), text)).chain(config) {
        write_file(&path, &text)?;
        ui.wrote(&path);
    }
    if there {
        ui.to_be_added(&target, &keys);
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a workflow for the docs that the configuration names.
fn workflow(ci: Ci, folder: &Path, ui: &Ui) -> Result<ExitCode, Error> {
    let place = config::find(folder);
    let sources = place.as_deref().map(Config::read).transpose()?.map(|it| it.sources).unwrap_or_default();
    let root = place.as_deref().and_then(Path::parent).unwrap_or(folder);
    let docs = sources.iter().find(|it| it.is_dir()).map(|it| it.strip_prefix(root).unwrap_or(it).to_owned());
    let target = if folder.as_os_str() == "." { PathBuf::from(ci.file()) } else { folder.join(ci.file()) };
    if target.exists() {
        return Err(Error::other(format!("`{}` is there already; it stays as it is", target.display())));
    }
    write_file(&target, &ci.text(&docs.unwrap_or_else(|| "docs".into())))?;
    ui.wrote(&target);
    Ok(ExitCode::SUCCESS)
}

/// What is to be written, and the keys by which the configuration uses it.
struct Made {
    config: String,
    files: Vec<(String, String)>,
    keys: Vec<String>,
}

impl Made {
    fn plain() -> Self {
        Self { config: TEMPLATE.into(), files: Vec::new(), keys: Vec::new() }
    }
}

/// A dialect and its notations as files to be edited.
fn with_dialect(id: &str) -> Result<Made, Error> {
    let find = |all: &[(&str, &'static str)], id: &str| all.iter().find(|it| it.0 == id).map(|it| it.1);
    let (Some(text), Some(dialect)) = (find(dialect::BUILTIN, id), dialect::builtin().iter().find(|it| it.id == id))
    else {
        let near = did_you_mean(id, dialect::BUILTIN.iter().map(|it| it.0));
        return Err(Error::other(format!("there is no dialect `{id}`{near}")));
    };
    let name = |kind: &str, id: &str| format!("fieldtable/{kind}-{id}.toml");
    let mut files = vec![(name("dialect", id), text.to_owned())];
    let notation = dialect.notation.as_str();
    files.extend(find(typexpr::BUILTIN, notation).map(|text| (name("notation", notation), text.to_owned())));
    let keys = vec![
        format!("dialect = \"{id}\""),
        format!("dialects = [\"{}\"]", name("dialect", id)),
        format!("notations = [\"{}\"]", name("notation", notation)),
    ];
    let mut config = TEMPLATE.to_owned();
    for key in &keys {
        // The template has each of these keys once, as a comment.
        let start = format!("# {}=", key.split('=').next().unwrap_or_default());
        let lines = config.lines().map(|it| if it.starts_with(&start) { key.as_str() } else { it });
        config = lines.collect::<Vec<_>>().join("\n") + "\n";
    }
    Ok(Made { config, files, keys })
}

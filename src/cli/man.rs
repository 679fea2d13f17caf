use super::interrupt::write_file;
use super::ui::Ui;
use clap::CommandFactory;
use clap_mangen::Man;
use fieldtable::Error;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable man -o ~/.local/share/man/man1
  fieldtable man > fieldtable.1")]
pub(super) struct Args {
    /// The folder that gets a page for each command; without it, the first page goes to standard output.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<ExitCode, Error> {
    let mut command = super::Args::command();
    command.build();
    let Some(folder) = &args.output else {
        ui.result(&page(&command)?)?;
        return Ok(ExitCode::SUCCESS);
    };
    for command in command.get_subcommands().chain([&command]).filter(|it| it.get_name() != "help") {
        let name = command.get_display_name().unwrap_or(command.get_name());
        ui.written(&write_file(&folder.join(format!("{name}.1")), &page(command)?)?);
    }
    Ok(ExitCode::SUCCESS)
}

/// The day of the release, which readers of manual pages ask for: the same input gives the same pages on every day.
const RELEASED: &str = "2026-11-25";

fn page(command: &clap::Command) -> Result<String, Error> {
    let mut out = Vec::new();
    let source = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).date(RELEASED).source(source).manual("User Commands");
    man.render(&mut out).map_err(|it| Error::other(it.to_string()))?;
    // An empty line between two breaks is a space.
    Ok(String::from_utf8_lossy(&out).replace(".br\n\n.br\n", ".sp\n"))
}

//! The command. Comes in: argv. Goes out: files, text and an exit status: 0 fine, 1 findings at error level (nothing is
//! written), 2 could not run. A command is one file here and one variant of [`Command`].

mod check;
mod ci;
mod diff;
mod docs;
mod explain;
mod explain_field;
mod export;
mod generate;
mod git;
mod init;
mod inspect;
mod review;
mod settings;
mod side;
mod snapshot;
mod timings;
mod ui;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use ui::{Ui, View};

/// Turns the field tables of API docs into Rust types that accept and give back the real JSON.
#[derive(Parser)]
#[command(name = "fieldtable", version, max_term_width = 100, after_help = ui::EXAMPLES)]
struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    view: View,
}

#[derive(Subcommand)]
enum Command {
    /// Write Rust types.
    Generate(generate::Args),
    /// Write the schema in another format.
    Export(export::Args),
    /// Show what is recognised in the pages, and what is left out and why.
    Inspect(inspect::Args),
    /// Write what the pages say now, to be compared later.
    Snapshot(snapshot::Args),
    /// Fail when code, exports or the snapshot are stale, and show how they differ.
    Check(check::Args),
    /// Say what changed between two sets of docs, and whom it breaks.
    Diff(diff::Args),
    /// Step through the findings of a comparison and accept them.
    Review(review::Args),
    /// Say what a finding means and what to do about it.
    Explain(explain::Args),
    /// Compare real JSON with what the pages say.
    Verify(verify::Args),
    /// Write a commented fieldtable.toml, or a dialect to start from.
    Init(init::Args),
}

pub(crate) fn run() -> ExitCode {
    let Args { command, view } = Args::parse();
    let ui = Ui::new(view);
    let outcome = match command {
        Command::Generate(args) => generate::run(args, &ui),
        Command::Export(args) => export::run(args, &ui),
        Command::Inspect(args) => inspect::run(args, &ui),
        Command::Snapshot(args) => snapshot::run(args, &ui),
        Command::Check(args) => check::run(args, &ui),
        Command::Diff(args) => diff::run(args, &ui),
        Command::Review(args) => review::run(args, &ui),
        Command::Explain(args) => explain::run(args, &ui),
        Command::Verify(args) => verify::run(args, &ui),
        Command::Init(args) => init::run(&args, &ui),
    };
    outcome.unwrap_or_else(|error| ui.failure(&error))
}

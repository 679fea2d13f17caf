//! The command. Comes in: argv. Goes out: files, text and an exit status: 0 fine, 1 findings at error level (nothing is
//! written), 2 could not run. A command is one file here and one variant of [`Command`].

mod check;
mod ci;
mod completions;
mod diff;
mod docs;
mod explain;
mod explain_field;
mod export;
mod generate;
mod git;
mod init;
mod inspect;
mod interrupt;
mod lsp;
mod man;
#[cfg(feature = "play")]
mod play;
mod progress;
mod review;
mod side;
mod snapshot;
mod timings;
mod ui;
mod verify;
mod watch;

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
    /// Write Rust types, and again whenever the pages change.
    Watch(watch::Args),
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
    /// Serve a page on this machine that shows what becomes of a pasted table.
    #[cfg(feature = "play")]
    Play(play::Args),
    /// Look at the docs and write a commented fieldtable.toml; more on request.
    Init(init::Args),
    /// Serve an editor: findings as one types, hover, definitions, completion, quick fixes.
    Lsp(lsp::Args),
    /// Write what a shell needs to complete the command.
    Completions(completions::Args),
    /// Write manual pages.
    Man(man::Args),
}

pub(crate) fn run() -> ExitCode {
    let Args { command, view } = Args::parse();
    let ui = Ui::new(view);
    interrupt::wait_for_writing();
    let outcome = match command {
        Command::Generate(args) => generate::run(args, &ui),
        Command::Watch(args) => watch::run(&args, &ui),
        Command::Export(args) => export::run(args, &ui),
        Command::Inspect(args) => inspect::run(args, &ui),
        Command::Snapshot(args) => snapshot::run(args, &ui),
        Command::Check(args) => check::run(args, &ui),
        Command::Diff(args) => diff::run(args, &ui),
        Command::Review(args) => review::run(args, &ui),
        Command::Explain(args) => explain::run(args, &ui),
        Command::Verify(args) => verify::run(args, &ui),
        #[cfg(feature = "play")]
        Command::Play(args) => play::run(args, &ui),
        Command::Init(args) => init::run(&args, &ui),
        Command::Lsp(args) => lsp::run(&args),
        Command::Completions(args) => completions::run(&args, &ui),
        Command::Man(args) => man::run(&args, &ui),
    };
    outcome.unwrap_or_else(|error| ui.failure(&error))
}

#[cfg(test)]
mod tests {
    use super::Args;
    use clap::{CommandFactory, Parser};

    /// The words of a call as a shell splits them; what is explained beside it stands behind two spaces.
    fn words(call: &str) -> Vec<String> {
        let call = call.split("   ").next().unwrap_or_default();
        let call = call.split([';', '|', '<', '>']).next().unwrap_or_default();
        call.split_whitespace().map(|it| it.trim_matches(['\'', '"']).to_owned()).collect()
    }

    #[test]
    fn every_command_has_examples_that_are_calls() {
        let command = Args::command();
        for command in command.get_subcommands().chain([&command]) {
            let name = command.get_name();
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let (_, list) = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{name} has no examples"));
            let calls: Vec<_> = list.lines().take_while(|it| it.starts_with("  ")).map(words).collect();
            assert!(calls.iter().any(|it| name == "fieldtable" || it[1] == name), "{name} has no examples");
            for call in calls {
                if let Err(why) = Args::try_parse_from(&call) {
                    panic!("{name}: {call:?}: {why}");
                }
            }
        }
    }
}

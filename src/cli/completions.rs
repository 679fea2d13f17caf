use super::ui::Ui;
use clap::{CommandFactory, ValueEnum};
use clap_complete::{Generator, Shell as Plain, generate};
use clap_complete_nushell::Nushell;
use fieldtable::Error;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable completions bash > ~/.local/share/bash-completion/completions/fieldtable
  fieldtable completions zsh > ~/.zfunc/_fieldtable
  fieldtable completions fish > ~/.config/fish/completions/fieldtable.fish
  fieldtable completions powershell >> $PROFILE
  fieldtable completions nushell > ~/.config/nushell/completions/fieldtable.nu")]
pub(super) struct Args {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Clone, Copy, ValueEnum)]
#[expect(clippy::enum_variant_names, reason = "one of the shells has the word in its name")]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    #[value(name = "powershell")]
    PowerShell,
    Zsh,
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<ExitCode, Error> {
    ui.result(&match args.shell {
        Shell::Bash => script(Plain::Bash),
        Shell::Elvish => script(Plain::Elvish),
        Shell::Fish => script(Plain::Fish),
        Shell::Nushell => script(Nushell),
        Shell::PowerShell => script(Plain::PowerShell),
        Shell::Zsh => script(Plain::Zsh),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn script(shell: impl Generator) -> String {
    let mut command = super::Args::command();
    let name = command.get_name().to_owned();
    let mut out = Vec::new();
    generate(shell, &mut command, name, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

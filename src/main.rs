//! The command: argv in, exit status out.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}

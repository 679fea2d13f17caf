//! `fieldtable generate` and `fieldtable export`. Comes in: argv. Goes out: files and an exit status: 0 fine, 1 findings
//! at error level (nothing is written), 2 could not run.

use clap::{Parser, Subcommand, ValueEnum};
use fieldtable::diag::Severity;
use fieldtable::emit::rust::{self, Layout};
use fieldtable::text::SourceMap;
use fieldtable::{Compilation, Error};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Turns the field tables of API docs into Rust types.
#[derive(Parser)]
#[command(version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write Rust types.
    Generate {
        #[command(flatten)]
        docs: Docs,
        /// The file to write; standard output when absent.
        #[arg(short)]
        output: Option<PathBuf>,
        /// Write a whole crate into this folder.
        #[arg(long = "crate", conflicts_with = "output")]
        package: Option<PathBuf>,
    },
    /// Write the schema as JSON Schema 2020-12 or in our own form.
    Export {
        #[command(flatten)]
        docs: Docs,
        /// The format.
        #[arg(long, value_enum, default_value = "json-schema")]
        format: Format,
        /// The file to write; standard output when absent.
        #[arg(short)]
        output: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct Docs {
    /// Files, folders (searched for .md and .mdx), or `-` for standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The dialect of the pages; recognised by evidence when absent.
    #[arg(long)]
    dialect: Option<String>,
    /// The case of names on the wire, such as `snake_case`, or `as-written`.
    #[arg(long)]
    wire_names: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    JsonSchema,
    Schema,
}

pub(crate) fn run() -> ExitCode {
    match execute(Args::parse().command) {
        Ok(status) => status,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn execute(command: Command) -> Result<ExitCode, Error> {
    let docs = match &command {
        Command::Generate { docs, .. } | Command::Export { docs, .. } => docs,
    };
    let (sources, compilation) = compile(docs)?;
    if report(&sources, &compilation) {
        return Ok(ExitCode::from(1));
    }
    let schema = &compilation.schema;
    match command {
        Command::Generate { output, package, .. } => {
            let layout = if package.is_some() { Layout::Crate } else { Layout::File };
            for artifact in rust::emit(schema, &rust::Options { layout }).artifacts {
                let target = package.as_ref().map(|folder| folder.join(&artifact.path)).or_else(|| output.clone());
                write(target.as_deref(), &artifact.text)?;
            }
        }
        Command::Export { format, output, .. } => {
            let text = match format {
                Format::JsonSchema => fieldtable::emit::json_schema::emit(schema),
                Format::Schema => {
                    serde_json::to_string_pretty(schema).map_err(|it| Error::other(it.to_string()))? + "\n"
                }
            };
            write(output.as_deref(), &text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn compile(docs: &Docs) -> Result<(SourceMap, Compilation), Error> {
    let mut sources = SourceMap::new();
    for path in &docs.paths {
        if path.as_os_str() == "-" {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(|it| Error::io("read", path, it))?;
            sources.add("stdin.md", text);
            continue;
        }
        std::fs::metadata(path).map_err(|it| Error::io("read", path, it))?;
        for entry in ignore::WalkBuilder::new(path).sort_by_file_path(Path::cmp).build() {
            let entry = entry.map_err(|it| Error::other(it.to_string()))?;
            let page = entry.path();
            let marked = page.extension().is_some_and(|it| it == "md" || it == "mdx");
            if page.is_file() && (marked || page == path) {
                let text = std::fs::read_to_string(page).map_err(|it| Error::io("read", page, it))?;
                sources.add(page.to_string_lossy(), text);
            }
        }
    }
    let mut options = fieldtable::Options { dialect: docs.dialect.clone(), ..Default::default() };
    if let Some(case) = &docs.wire_names {
        let case = serde_json::from_value(serde_json::Value::from(case.as_str())).map_err(|_| {
            Error::other(format!("`{case}` is no case of names; write `snake_case`, `camelCase`, `PascalCase`, `kebab-case`, `SCREAMING_SNAKE_CASE` or `as-written`"))
        })?;
        options.schema.wire_names.case = Some(case);
    }
    let compilation = fieldtable::compile(&sources, &options);
    Ok((sources, compilation))
}

/// Prints the findings; whether one of them is an error.
fn report(sources: &SourceMap, compilation: &Compilation) -> bool {
    let mut err = std::io::stderr().lock();
    let mut failed = false;
    for finding in &compilation.diagnostics {
        let place = finding.primary.as_ref().map_or_else(String::new, |it| format!("{}: ", sources.place(it.span)));
        let severity = finding.code.severity();
        let _ = writeln!(err, "{place}{severity:?}[{}]: {}", finding.code.id(), finding.message);
        if let Some(help) = &finding.help {
            let _ = writeln!(err, "  help: {help}");
        }
        failed |= severity == Severity::Error;
    }
    failed
}

fn write(target: Option<&Path>, text: &str) -> Result<(), Error> {
    let Some(target) = target else {
        return std::io::stdout().write_all(text.as_bytes()).map_err(|it| Error::io("write", Path::new("-"), it));
    };
    if std::fs::read(target).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    if let Some(parent) = target.parent() {
        std::fs::create_dir_all(parent).map_err(|it| Error::io("create", parent, it))?;
    }
    let mut partial = target.as_os_str().to_owned();
    partial.push(".partial");
    std::fs::write(&partial, text).map_err(|it| Error::io("write", target, it))?;
    std::fs::rename(&partial, target).map_err(|it| Error::io("write", target, it))
}

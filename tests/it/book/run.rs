//! A chapter is worked through: its files are written, its commands are run.

use super::fence::{self, Kind};
use super::{FOLDER, text};
use crate::expected::{root, update};
use fieldtable::config::Config;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

/// Works through a chapter; says what is not so.
pub(crate) fn chapter(name: &str) -> Result<(), String> {
    let path = format!("{FOLDER}/{name}");
    let page = text(&path);
    let folder = tempfile::tempdir().expect("a folder");
    let mut shown = page.clone();
    let mut wrong = Vec::new();
    let mut grown = 0_isize;
    for fence in fence::all(&page) {
        let there = || format!("{path}:{}", page[..fence.range.start].lines().count());
        let kind = match &fence.kind {
            Ok(it) => it,
            Err(words) => {
                wrong.push(format!(
                    "{}: nothing checks a fence `{words}`; tests/it/book/fence.rs says what may be",
                    there()
                ));
                continue;
            }
        };
        match now(kind, &fence.text, folder.path()) {
            Err(it) => wrong.push(format!("{}: {it}", there())),
            Ok(now) => {
                let range = fence.range.start.wrapping_add_signed(grown)..fence.range.end.wrapping_add_signed(grown);
                shown.replace_range(range, &now);
                grown += now.len() as isize - fence.text.len() as isize;
            }
        }
    }
    if wrong.is_empty() && shown != page {
        update(&path, &shown);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The text that a fence should have, at this point of the chapter.
fn now(kind: &Kind, text: &str, folder: &Path) -> Result<String, String> {
    match kind {
        Kind::Console => return console(text, folder),
        Kind::From(path) => {
            let whole = fs::read_to_string(root(path)).map_err(|it| format!("{path}: {it}"))?;
            return Ok(format!("{}\n", whole.trim_end()));
        }
        Kind::File(path) => write(&folder.join(path), text),
        Kind::Part(path) => {
            let whole = fs::read_to_string(folder.join(path)).map_err(|it| format!("{path}: {it}"))?;
            if !format!("\n{whole}").contains(&format!("\n{text}")) {
                let first = text.lines().find(|it| !whole.lines().any(|line| line == *it));
                return Err(format!("{path} has no such lines, the first of them `{}`", first.unwrap_or(text)));
            }
        }
        Kind::Config => {
            let place = tempfile::tempdir().expect("a folder");
            let path = place.path().join("fieldtable.toml");
            write(&path, text);
            Config::read(&path).map_err(|it| it.to_string())?;
        }
        Kind::Json => {
            serde_json::from_str::<serde_json::Value>(text).map_err(|it| it.to_string())?;
        }
        Kind::Commands => understood(text)?,
        Kind::Doctest => {}
    }
    Ok(text.to_owned())
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// The commands of a console with what they print.
fn console(text: &str, folder: &Path) -> Result<String, String> {
    let commands: Vec<&str> = text.lines().filter_map(|it| it.strip_prefix("$ ")).collect();
    if commands.is_empty() || !text.starts_with("$ ") {
        return Err("a console starts with a command: `$ fieldtable …`".to_owned());
    }
    let mut out = Vec::new();
    for line in commands {
        let (status, printed) = run(&words(line), folder)?;
        let status = if status == 0 { String::new() } else { format!("? {status}\n") };
        out.push(format!("$ {line}\n{status}{printed}"));
    }
    Ok(out.join("\n"))
}

/// Runs a command; its exit status, and what it prints on both streams as a terminal shows it.
fn run(words: &[String], folder: &Path) -> Result<(i32, String), String> {
    let (program, arguments) = words.split_first().ok_or("there is no command")?;
    let program = match program.as_str() {
        "fieldtable" => env!("CARGO_BIN_EXE_fieldtable"),
        "cargo" => env!("CARGO"),
        "git" => "git",
        other => return Err(format!("a console runs `fieldtable`, `cargo` and `git`, not `{other}`")),
    };
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("printed");
    let file = File::create(&path).expect("a file");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env("NO_COLOR", "1").env("COLUMNS", "100");
    // The crates of generated code are built once for all tests.
    command.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/rust-light/target"));
    command.env("CARGO_NET_OFFLINE", "true").env_remove("RUSTFLAGS");
    let who = [("GIT_AUTHOR_NAME", "A"), ("GIT_COMMITTER_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@example.com")];
    command.envs(who).env("GIT_COMMITTER_EMAIL", "a@example.com").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.stdout(file.try_clone().expect("a file")).stderr(file);
    let status = command.status().map_err(|it| format!("{program}: {it}"))?;
    let printed = fs::read_to_string(&path).map_err(|it| it.to_string())?;
    let mut shown = String::new();
    for line in printed.trim_end().lines() {
        // How long tests took is not what a page is about.
        let line =
            if line.starts_with("test result:") { line.split("; finished").next().unwrap_or(line) } else { line };
        writeln!(shown, "{}", line.trim_end()).expect("a string takes all");
    }
    Ok((status.code().unwrap_or(-1), shown))
}

/// Each line is a command that would run if its files were there: its flags exist.
fn understood(text: &str) -> Result<(), String> {
    for line in text.lines().filter(|it| !it.trim().is_empty() && !it.starts_with('#')) {
        let words = words(line.split(" # ").next().unwrap_or(line));
        if words[0] != "fieldtable" {
            return Err(format!("`sh` shows commands of `fieldtable`, not `{line}`; a `console` is run"));
        }
        let asked: Vec<String> = words.into_iter().chain(["--help".to_owned()]).collect();
        let (status, printed) = run(&asked, &root(FOLDER))?;
        if status != 0 {
            return Err(format!("`{line}` is not understood: {printed}"));
        }
    }
    Ok(())
}

/// The words of a command as a shell splits them; quotes keep spaces.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for it in line.chars() {
        match (quote, it) {
            (None, '\'' | '"') => {
                quote = Some(it);
                word.get_or_insert_default();
            }
            (Some(open), it) if open == it => quote = None,
            (None, ' ') => words.extend(word.take()),
            (_, it) => word.get_or_insert_default().push(it),
        }
    }
    words.into_iter().chain(word).collect()
}

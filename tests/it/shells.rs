//! Completions and manual pages are read by the programs that they are for, as far as these are installed.

use std::path::Path;
use std::process::{Command, Output};

fn fieldtable(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldtable")).args(args).output().expect("the command was built");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

/// What a program says; nothing where it is not installed.
fn said(program: &str, args: &[&str]) -> Option<Output> {
    Command::new(program).args(args).output().ok()
}

fn fine(program: &str, output: &Output) {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && err.trim().is_empty(), "{program}: {out}{err}");
}

#[test]
fn shells_read_their_completions() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let check = |shell: &str, program: &str, args: &dyn Fn(&str) -> Vec<String>| {
        let path = folder.path().join(format!("fieldtable.{shell}"));
        std::fs::write(&path, fieldtable(&["completions", shell])).expect("it can be written");
        let args = args(&path.to_string_lossy());
        if let Some(output) = said(program, &args.iter().map(String::as_str).collect::<Vec<_>>()) {
            fine(program, &output);
        }
    };
    let unrun = |flag: &'static str| move |path: &str| vec![flag.to_owned(), path.to_owned()];
    check("bash", "bash", &unrun("-n"));
    check("zsh", "zsh", &unrun("-n"));
    check("fish", "fish", &unrun("--no-execute"));
    check("elvish", "elvish", &unrun("-compileonly"));
    check("nushell", "nu", &|path| vec!["--no-config-file".into(), "--commands".into(), format!("use {path}")]);
    check("powershell", "pwsh", &|path| vec!["-NoProfile".into(), "-Command".into(), format!(". '{path}'")]);
}

#[test]
fn fish_completes_commands_flags_and_values() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("fieldtable.fish");
    std::fs::write(&path, fieldtable(&["completions", "fish"])).expect("it can be written");
    for (line, expected) in [("gen", "generate"), ("generate --dia", "--dialect"), ("export --format mer", "mermaid")] {
        let script = format!("source {}; complete -C 'fieldtable {line}'", path.display());
        let Some(output) = said("fish", &["--no-config", "--command", &script]) else { return };
        fine("fish", &output);
        let offered = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(offered.split('\t').next(), Some(expected), "{line}: {offered}");
    }
}

#[test]
fn manual_pages_are_without_fault() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fieldtable(&["man", "--output", &folder.path().to_string_lossy()]);
    let mut count = 0;
    for entry in std::fs::read_dir(folder.path()).expect("it was written") {
        let path = entry.expect("it can be listed").path();
        let text = std::fs::read_to_string(&path).expect("it is a text");
        assert!(text.contains("\n.SH NAME\n") && text.contains("\n.TH "), "{}", path.display());
        lint(&path);
        count += 1;
    }
    assert!(count > 10, "each command has a page: {count}");
}

fn lint(page: &Path) {
    if let Some(output) = said("mandoc", &["-T", "lint", "-W", "warning", &page.to_string_lossy()]) {
        fine("mandoc", &output);
    }
}

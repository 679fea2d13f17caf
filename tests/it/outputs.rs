//! Files are written whole or not at all, whatever happens to the run or to the disk, and errors name the path.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// A folder with a page of so many rows.
fn docs(rows: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut page = "# Order\n\n| Field | Type | Description |\n|---|---|---|\n".to_owned();
    for row in 0..rows {
        let _ = writeln!(page, "| field_{row} | string | The field {row}. |");
    }
    fs::create_dir(folder.path().join("docs")).expect("can be made");
    fs::write(folder.path().join("docs/Order.md"), page).expect("can be written");
    folder
}

fn command(at: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldtable"));
    command.args(arguments).current_dir(at).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The command in a shell that sets something before.
fn after(setting: &str, at: &Path, arguments: &[&str]) -> Output {
    let script = format!("{setting}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_fieldtable")]).args(arguments).current_dir(at).stdin(Stdio::null());
    shell.output().expect("there is a shell")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<_> =
        entries.map(|it| it.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_disk_that_is_full_is_told_and_what_stood_before_stands() {
    let folder = docs(2000);
    fs::write(folder.path().join("models.rs"), "// before\n").expect("can be written");
    // No file may grow beyond a kilobyte or so, which fails as a full disk does: in the midst of a file.
    let output = after("trap '' XFSZ; ulimit -f 2", folder.path(), &["generate", "docs", "-o", "models.rs"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("cannot write") && said(&output).contains("models.rs"), "{}", said(&output));
    assert_eq!(fs::read_to_string(folder.path().join("models.rs")).expect("it is there"), "// before\n");
    assert_eq!(names(folder.path()), ["docs", "models.rs"], "nothing half is left");
    if Path::new("/dev/full").exists() {
        let output = after("true", folder.path(), &["generate", "docs", "-o", "/dev/full"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains("/dev/full"), "{}", said(&output));
    }
}

#[test]
fn a_folder_that_takes_no_file_is_told() {
    let folder = docs(1);
    fs::write(folder.path().join("file"), "").expect("can be written");
    for target in ["file/models.rs", "/proc/fieldtable/models.rs"] {
        let output = after("true", folder.path(), &["generate", "docs", "-o", target]);
        assert_eq!(output.status.code(), Some(2), "{target}");
        assert!(
            said(&output).contains(Path::new(target).parent().expect("it has one").to_str().expect("UTF-8")),
            "{}",
            said(&output)
        );
    }
}

#[test]
fn a_page_that_vanished_is_told() {
    let folder = docs(1);
    std::os::unix::fs::symlink("gone.md", folder.path().join("docs/Link.md")).expect("can be linked");
    let output = after("true", folder.path(), &["generate", "docs"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("docs/Link.md"), "{}", said(&output));
}

#[test]
fn killed_at_any_moment_what_stands_is_whole() {
    let folder = docs(3000);
    let target = folder.path().join("models.rs");
    let generate = ["generate", "docs", "-o", "models.rs"];
    assert!(command(folder.path(), &generate).status().expect("it runs").success());
    let whole = fs::read_to_string(&target).expect("it is there");
    let mut cut = 0;
    for moment in 0..16_u64 {
        fs::write(&target, "// before\n").expect("can be written");
        let mut child = command(folder.path(), &generate).spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis(moment * moment * 4));
        child.kill().expect("it can be killed");
        let killed = !child.wait().expect("it ends").success();
        cut += usize::from(killed);
        let now = fs::read_to_string(&target).expect("it is there");
        assert!(now == "// before\n" || now == whole, "half a file after {moment}");
    }
    assert!(cut > 0, "no run was killed");
    assert!(command(folder.path(), &generate).status().expect("it runs").success());
    assert_eq!(fs::read_to_string(&target).expect("it is there"), whole);
}

#[test]
fn two_runs_at_once_do_not_tear() {
    let folder = docs(2000);
    let crates = ["generate", "docs", "--crate", "api"];
    let mut runs: Vec<_> = (0..3).map(|_| command(folder.path(), &crates).spawn().expect("it runs")).collect();
    assert!(runs.iter_mut().all(|it| it.wait().expect("it ends").success()));
    let code = fs::read_to_string(folder.path().join("api/src/lib.rs")).expect("it is there");
    assert!(syn::parse_file(&code).is_ok());
    assert!(names(&folder.path().join("api/src")).iter().all(|it| !it.ends_with(".partial")));
}

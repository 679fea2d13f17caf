use super::{Pending, Written, write_file, write_folder};
use crate::emit::{Artifact, MARKER};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn artifacts(names: &[&str]) -> Vec<Artifact> {
    names.iter().map(|it| Artifact { path: (*it).into(), text: format!("// {MARKER}\n// {it}\n").into() }).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<_> =
        entries.map(|it| it.expect("can be listed").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

#[test]
fn a_file_is_written_only_when_its_text_changes() {
    let folder = folder();
    let path = folder.path().join("deep/er/models.rs");
    assert_eq!(write_file(&path, "a").expect("can be written").written.len(), 1);
    let before = fs::metadata(&path).and_then(|it| it.modified()).expect("it is there");
    assert_eq!(
        write_file(&path, "a").expect("can be written"),
        Written { unchanged: vec![path.clone()], ..Written::default() }
    );
    assert_eq!(fs::metadata(&path).and_then(|it| it.modified()).expect("it is there"), before);
    write_file(&path, "b").expect("can be written");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "b");
    assert_eq!(names(path.parent().expect("it has one")), ["models.rs"], "nothing else is left behind");
}

#[test]
fn stale_files_are_removed_only_when_they_are_ours() {
    let folder = folder();
    let root = folder.path();
    write_folder(root, &artifacts(&["mod.rs", "order.rs", "gone.rs"])).expect("can be written");
    fs::write(root.join("own.rs"), "// by hand\n").expect("can be written");
    fs::write(root.join("notes.txt"), MARKER).expect("can be written");
    let done = write_folder(root, &artifacts(&["mod.rs", "order.rs"])).expect("can be written");
    assert_eq!(done.removed, [Path::new("gone.rs")]);
    assert!(done.written.is_empty());
    assert_eq!(names(root), ["mod.rs", "notes.txt", "order.rs", "own.rs"]);
}

#[test]
fn what_somebody_else_wrote_is_not_overwritten_and_nothing_of_the_run_is_kept() {
    let folder = folder();
    let root = folder.path();
    fs::write(root.join("order.rs"), "// by hand\n").expect("can be written");
    let error = write_folder(root, &artifacts(&["mod.rs", "order.rs"])).expect_err("it is not ours").to_string();
    assert!(error.ends_with("order.rs`: it is there and was not written by fieldtable"), "{error}");
    assert_eq!(names(root), ["order.rs"]);
}

#[test]
fn nothing_is_written_outside_the_folder() {
    let folder = folder();
    let root = folder.path().join("target");
    for path in ["../out.rs", "/tmp/out.rs", "a/../../out.rs", "", "."] {
        assert!(write_folder(&root, &artifacts(&[path])).is_err(), "{path}");
    }
    assert_eq!(names(folder.path()), ["target"]);
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_not_followed_out_of_it() {
    let folder = folder();
    let (root, outside) = (folder.path().join("target"), folder.path().join("outside"));
    fs::create_dir_all(&root).expect("can be made");
    fs::create_dir_all(&outside).expect("can be made");
    fs::write(outside.join("precious.rs"), "// by hand\n").expect("can be written");
    std::os::unix::fs::symlink(&outside, root.join("src")).expect("can be linked");
    std::os::unix::fs::symlink(outside.join("precious.rs"), root.join("mod.rs")).expect("can be linked");
    let error = write_folder(&root, &artifacts(&["src/lib.rs"])).expect_err("it leads out").to_string();
    assert!(error.ends_with("a link leads out of the folder"), "{error}");
    write_folder(&root, &artifacts(&["mod.rs"])).expect("the link itself is in the folder");
    assert_eq!(fs::read_to_string(outside.join("precious.rs")).expect("it is there"), "// by hand\n");
    assert!(!fs::symlink_metadata(root.join("mod.rs")).expect("it is there").is_symlink());
}

#[test]
fn runs_at_the_same_time_leave_whole_files() {
    let folder = folder();
    let path = folder.path().join("models.rs");
    let texts: Vec<String> = (0..8).map(|it| format!("{it}").repeat(100_000)).collect();
    std::thread::scope(|scope| {
        for text in &texts {
            let path = &path;
            scope.spawn(move || write_file(path, text).expect("can be written"));
        }
    });
    assert!(texts.contains(&fs::read_to_string(&path).expect("it is there")));
    assert_eq!(names(folder.path()), ["models.rs"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_takes_the_text_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let folder = folder();
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status().expect("every Unix has it");
    assert!(made.success());
    let read = std::thread::scope(|scope| {
        let reader = scope.spawn(|| fs::read_to_string(&path).expect("can be read"));
        write_file(&path, "text").expect("can be written");
        reader.join().expect("it reads to the end")
    });
    assert_eq!(read, "text");
    assert!(fs::symlink_metadata(&path).expect("it is there").file_type().is_fifo());
}

#[test]
fn what_a_killed_run_left_is_removed_and_what_another_writes_is_not() {
    let folder = folder();
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
    for (name, age) in [
        (".models.rs.17.0.partial", Some(old)),
        (".models.rs.18.3.partial", None),
        (".other.rs.17.0.partial", Some(old)),
        (".models.rs.bak.partial", Some(old)),
    ] {
        let file = fs::File::create(folder.path().join(name)).expect("can be made");
        if let Some(age) = age {
            file.set_modified(age).expect("can be set");
        }
    }
    let left = [".models.rs.18.3.partial", ".models.rs.bak.partial", ".other.rs.17.0.partial", "models.rs"];
    write_file(&folder.path().join("models.rs"), "a").expect("can be written");
    assert_eq!(names(folder.path()), left);
    write_folder(folder.path(), &artifacts(&["other.rs"])).expect("can be written");
    assert!(!names(folder.path()).contains(&".other.rs.17.0.partial".to_owned()));
}

#[test]
fn what_is_not_kept_leaves_neither_file_nor_folder() {
    let folder = folder();
    let mut pending = Pending::new(&folder.path().join("deep/er/models.rs"));
    pending.write("a");
    assert!(folder.path().join("deep/er").is_dir(), "it is written beside its target");
    drop(pending);
    assert!(names(folder.path()).is_empty());
}

proptest! {
    /// Texts of few letters, some longer than what is read at a time: they often begin alike.
    #[test]
    fn a_text_in_pieces_takes_the_place_of_any_other(
        old in proptest::option::of(("[ab]{0,3}", 0_usize..3)),
        pieces in proptest::collection::vec(("[ab]{0,3}", 0_usize..3), 0..5),
    ) {
        let text = |(letters, length): &(String, usize)| letters.repeat(1 + length * 4000);
        let old = old.as_ref().map(text);
        let folder = folder();
        let path = folder.path().join("models.rs");
        if let Some(old) = &old {
            fs::write(&path, old).expect("can be written");
        }
        let mut pending = Pending::new(&path);
        pieces.iter().for_each(|it| pending.write(&text(it)));
        prop_assert_eq!(fs::read_to_string(&path).ok(), old.clone(), "what stood before stands");
        let done = pending.keep().expect("can be written");
        let new: String = pieces.iter().map(text).collect();
        prop_assert_eq!(done.unchanged.len(), usize::from(old.as_ref() == Some(&new)));
        prop_assert_eq!(fs::read_to_string(&path).expect("it is there"), new);
        prop_assert_eq!(names(folder.path()), ["models.rs"]);
    }
}

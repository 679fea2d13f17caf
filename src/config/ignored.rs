//! What `.gitignore` and `.ignore` leave out, as git reads them, whether or not there is a repository. The rules of `.ignore`
//! go before those of `.gitignore`, those of an inner folder before those of an outer one, later lines before earlier ones.

use crate::name::Glob;
use std::path::{Path, PathBuf};

/// The rules that hold in a folder.
#[derive(Debug, Default)]
pub(super) struct Ignored {
    /// From the root of the file system outwards.
    folders: Vec<Folder>,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    ignore: Vec<Rule>,
    gitignore: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    glob: Glob,
    /// Whether it takes back what a rule before it said.
    takes_back: bool,
    folders_only: bool,
}

impl Ignored {
    /// The rules of all folders above one, whose path has no link in it.
    pub(super) fn above(folder: &Path) -> Self {
        let mut above: Vec<_> = folder.ancestors().skip(1).collect();
        above.reverse();
        Self { folders: above.into_iter().map(Folder::read).collect() }
    }

    /// Goes into a folder of the one that the rules hold in.
    pub(super) fn enter(&mut self, folder: &Path) {
        self.folders.push(Folder::read(folder));
    }

    pub(super) fn leave(&mut self) {
        self.folders.pop();
    }

    /// Whether a file or folder is left out. What is hidden is, unless a rule takes that back.
    pub(super) fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let outwards = || self.folders.iter().rev();
        let ignore = outwards().find_map(|it| it.verdict(&it.ignore, path, is_folder));
        let gitignore = || outwards().find_map(|it| it.verdict(&it.gitignore, path, is_folder));
        let is_hidden = || path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."));
        ignore.or_else(gitignore).unwrap_or_else(is_hidden)
    }
}

impl Folder {
    fn read(path: &Path) -> Self {
        Self { path: path.to_owned(), ignore: rules(&path.join(".ignore")), gitignore: rules(&path.join(".gitignore")) }
    }

    /// What these rules say of a file or folder below, if they speak of it.
    fn verdict(&self, rules: &[Rule], path: &Path, is_folder: bool) -> Option<bool> {
        if rules.is_empty() {
            return None;
        }
        let relative = path.strip_prefix(&self.path).ok()?.as_os_str().as_encoded_bytes();
        let speaks = |it: &&Rule| (is_folder || !it.folders_only) && it.glob.matches_path(relative);
        rules.iter().rev().find(speaks).map(|it| !it.takes_back)
    }
}

/// A file that is not there, or cannot be read, has no rules.
fn rules(file: &Path) -> Vec<Rule> {
    let bytes = std::fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).lines().filter_map(rule).collect()
}

/// What a line says. One that is no glob says nothing.
fn rule(line: &str) -> Option<Rule> {
    let line = if line.ends_with("\\ ") { line } else { line.trim_end() };
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (takes_back, rest) = match line.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let rest = if line.starts_with("\\!") || line.starts_with("\\#") { &line[1..] } else { rest };
    let (folders_only, rest) = match rest.strip_suffix('/') {
        Some(rest) => (true, rest.strip_suffix('\\').unwrap_or(rest)),
        None => (false, rest),
    };
    // To git, braces are letters as any other.
    let rest = &braces_escaped(rest);
    // What has a slash in it is meant from here; anything else wherever it stands.
    let anchored = rest.strip_prefix('/').unwrap_or(rest);
    let mut glob = if rest.contains('/') { anchored.to_owned() } else { format!("**/{rest}") };
    if glob.ends_with("/**") {
        // What is in the folder, and not the folder.
        glob += "/*";
    }
    Some(Rule { glob: Glob::over_paths(&glob).ok()?, takes_back, folders_only })
}

fn braces_escaped(glob: &str) -> String {
    let mut out = String::with_capacity(glob.len());
    let (mut escaped, mut listed) = (false, false);
    for it in glob.chars() {
        // A list of letters has them as they are.
        if matches!(it, '{' | '}') && !escaped && !listed {
            out.push('\\');
        }
        listed = !escaped && (it == '[' || listed && it != ']');
        escaped = it == '\\' && !escaped;
        out.push(it);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::pages::search;
    use ignore::WalkBuilder;
    use proptest::prelude::*;
    use std::fs;
    use std::path::{Path, PathBuf};

    const FILES: &[&str] = &[
        "a.md",
        "b.md",
        ".c.md",
        "x/a.md",
        "x/b.md",
        "x/y/a.md",
        "x/y/é.md",
        "x/.h/a.md",
        "y/x/a.md",
        "y/!a.md",
        "y/#a.md",
        "y/x/b.md",
        "build/a.md",
    ];
    const LINES: &[&str] = &[
        "a.md",
        "/a.md",
        "x/",
        "x",
        "!x",
        "!a.md",
        "*.md",
        "!*.md",
        "**/a.md",
        "x/**",
        "/x/*.md",
        "!.c.md",
        "!.h",
        "# no",
        "\\#a.md",
        "\\!a.md",
        "y/x",
        "**/y",
        "x/**/a.md",
        "[ab].md",
        "[",
        "a.md ",
        "?.md",
        "build/",
        "*/",
        "!y/",
        "**",
        "\u{feff}b.md",
        "/**/x",
        "x\\/",
        "!/x/y/",
    ];
    const PLACES: &[&str] = &["", "x/", "y/", "x/y/", "y/x/"];

    fn oracle(root: &Path) -> Vec<PathBuf> {
        let mut walk = WalkBuilder::new(root);
        walk.require_git(false).git_global(false).git_exclude(false).sort_by_file_path(Ord::cmp);
        let all = walk.build().map(|it| it.expect("can be listed"));
        all.filter(|it| it.file_type().is_some_and(|it| it.is_file())).map(ignore::DirEntry::into_path).collect()
    }

    #[test]
    fn braces_are_letters_as_git_has_it() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for file in ["a.md", "b.md", "{a,b}.md", "{c.md", "d}.md"] {
            fs::write(folder.path().join(file), "").expect("can be written");
        }
        let lines = ["{a,b}.md", "{c.md", "[d]}.md"];
        fs::write(folder.path().join(".gitignore"), lines.join("\n")).expect("can be written");
        let found = search(folder.path(), None, &["md"]).expect("can be searched").files;
        assert_eq!(found, ["a.md", "b.md"].map(|it| folder.path().join(it)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        #[test]
        fn pages_are_those_that_the_crate_ignore_finds(
            files in proptest::collection::vec(
                (proptest::sample::select(PLACES), any::<bool>(), proptest::collection::vec(proptest::sample::select(LINES), 1..4)),
                0..4,
            ),
            repository in proptest::option::of(proptest::sample::select(PLACES)),
            start in proptest::sample::select(&["", "x", "y/x"][..]),
        ) {
            let folder = tempfile::tempdir().expect("a folder for the test");
            for file in FILES {
                let path = folder.path().join(file);
                fs::create_dir_all(path.parent().expect("it is in a folder")).expect("can be made");
                fs::write(path, "").expect("can be written");
            }
            for (place, git, lines) in &files {
                let name = if *git { ".gitignore" } else { ".ignore" };
                fs::write(folder.path().join(place).join(name), lines.join("\n")).expect("can be written");
            }
            if let Some(place) = repository {
                fs::create_dir(folder.path().join(place).join(".git")).expect("can be made");
            }
            let root = folder.path().join(start);
            let wanted: Vec<_> = oracle(&root).into_iter().filter(|it| it.extension().is_some_and(|it| it == "md")).collect();
            prop_assert_eq!(search(&root, None, &["md"]).expect("can be searched").files, wanted);
        }
    }
}

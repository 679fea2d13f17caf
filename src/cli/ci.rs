//! Workflows that run the command in CI, from `templates/init/ci`.

use clap::ValueEnum;
use std::path::Path;

/// Where the command is to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
    /// GitHub's workflows.
    Github,
    /// GitLab's pipelines.
    Gitlab,
    /// pre-commit's hooks.
    PreCommit,
}

impl Ci {
    /// The file that it reads.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Github => ".github/workflows/fieldtable.yml",
            Self::Gitlab => ".gitlab/fieldtable.yml",
            Self::PreCommit => ".pre-commit-config.yaml",
        }
    }

    /// The text of the file, for docs in this folder.
    pub(super) fn text(self, docs: &Path) -> String {
        let template = match self {
            Self::Github => include_str!("../../templates/init/ci/github.yml"),
            Self::Gitlab => include_str!("../../templates/init/ci/gitlab.yml"),
            Self::PreCommit => include_str!("../../templates/init/ci/pre-commit.yaml"),
        };
        template.replace("DOCS", docs.to_string_lossy().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::Ci;
    use clap::{Parser, ValueEnum};
    use std::path::Path;

    /// The words of each command of a text that calls us, as a shell would split them.
    fn commands(text: &str) -> Vec<Vec<String>> {
        let calls = text
            .lines()
            .filter(|it| !it.trim_start().starts_with('#'))
            .filter_map(|it| it.find("fieldtable ").map(|at| &it[at..]));
        let words = |it: &str| -> Vec<String> {
            let call = it.split(" || ").next().unwrap_or_default();
            call.split_whitespace().map(|it| it.trim_matches('"').to_owned()).take_while(|it| it != ">>").collect()
        };
        calls.filter(|it| !it.contains("--locked")).map(words).collect()
    }

    #[test]
    fn workflows_call_the_command_as_it_is() {
        for ci in Ci::value_variants() {
            let text = ci.text(Path::new("docs/api"));
            assert!(!text.contains("DOCS"), "{ci:?}");
            let calls = commands(&text);
            assert!(
                calls.iter().any(|it| it[1] == "check") && calls.iter().any(|it| it[1] == "diff"),
                "{ci:?}: {calls:?}"
            );
            for call in calls {
                if let Err(why) = super::super::Args::try_parse_from(&call) {
                    panic!("{ci:?}: {call:?}: {why}");
                }
            }
        }
    }

    #[test]
    fn a_call_that_is_none_is_found() {
        let calls = commands("  - run: fieldtable diff \"$BASE:docs/\" docs/ --form github || test $? -eq 1\n");
        assert_eq!(calls[0][1..4], ["diff", "$BASE:docs/", "docs/"]);
        assert!(super::super::Args::try_parse_from(&calls[0]).is_err());
    }

    #[test]
    fn workflows_are_yaml() {
        for ci in Ci::value_variants() {
            let document = fieldtable::import::document(&ci.text(Path::new("docs")));
            assert!(document.is_ok_and(|it| it.is_object()), "{ci:?}");
        }
    }
}

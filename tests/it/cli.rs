//! The pages of `fixtures/cli` and the README are what the command does. `TRYCMD=overwrite` writes them.

#[test]
fn the_command_does_what_its_pages_show() {
    trycmd::TestCases::new()
        .default_bin_name("fieldtable")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("fixtures/cli/*.md")
        .case("README.md");
}

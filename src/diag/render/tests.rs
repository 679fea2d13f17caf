use super::{Format, render};
use crate::diag::{Code, Sink};
use crate::text::{SourceMap, Span};

fn check(format: Format, limit: Option<usize>) -> String {
    let mut sources = SourceMap::new();
    let page = "# Order\n\n| id | strin\u{1b}[31mg\u{202e} |\n| x | é |\n| y | z |\n";
    let file = sources.add("docs/Order.md", page);
    let mut sink = Sink::new();
    let at = |text: &str| {
        let start = page.find(text).expect("it is on the page");
        Span::new(file, start..start + text.len())
    };
    sink.report(Code::UnknownType, at("strin\u{1b}[31mg\u{202e}"), "cannot read `strin\u{1b}[31mg\u{202e}` as a type")
        .help("write\na type")
        .also(at("| x"), "as in this row");
    sink.report(Code::UnknownType, at("é"), "cannot read `é` as a type, 100% sure");
    sink.report(Code::UnknownType, at("z"), "cannot read `z` as a type");
    sink.report_all(Code::UndocumentedModel, "no page describes `A`, `B`");
    render(&sources, &sink.finish(), format, limit)
}

#[test]
fn a_line_each() {
    insta::assert_snapshot!(check(Format::Short, Some(2)));
}

#[test]
fn an_object_each() {
    insta::assert_snapshot!(check(Format::Json, None));
}

#[test]
fn annotations() {
    insta::assert_snapshot!(check(Format::Github, Some(1)));
}

#[cfg(feature = "render")]
#[test]
fn drawn_in_the_page() {
    insta::assert_snapshot!(check(Format::Human { color: false, width: 100 }, Some(2)));
}

#[cfg(feature = "render")]
#[test]
fn a_million_characters_are_cut_to_what_is_around_the_place() {
    let mut sources = SourceMap::new();
    let page = format!("| {} | here | {} |\n", "é".repeat(500_000), "x".repeat(500_000));
    let file = sources.add("long.md", &page);
    let start = page.find("here").expect("it is on the page");
    let mut sink = Sink::new();
    sink.report(Code::UnknownType, Span::new(file, start..start + 4), "cannot read `here` as a type");
    insta::assert_snapshot!(render(&sources, &sink.finish(), Format::Human { color: false, width: 80 }, None));
    let place = Span::new(file, 2..1_000_002);
    let mut sink = Sink::new();
    sink.report(Code::UnknownType, place, "cannot read this as a type");
    insta::assert_snapshot!(render(&sources, &sink.finish(), Format::Human { color: false, width: 80 }, None));
}

//! Each stage, and the whole: `cargo bench --manifest-path benches/Cargo.toml`.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use fieldtable::Options;
use fieldtable::diff::{self, Side};
use fieldtable::emit::{json_schema, markdown, rust};
use fieldtable::markdown::scan;
use fieldtable::text::SourceMap;
use fieldtable_benches::{Text, pages, read, rows};

/// About as many pages as the docs of a large API have.
const PAGES: usize = 1000;

fn main() {
    divan::main();
}

fn sources(pages: &[Text]) -> SourceMap {
    let mut sources = SourceMap::new();
    pages.iter().for_each(|(path, text)| {
        sources.add(path.as_str(), text);
    });
    sources
}

#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    let pages = pages(PAGES);
    let walk = |text: &str| {
        let options = pulldown_cmark::Options::ENABLE_TABLES;
        pulldown_cmark::Parser::new_ext(text, options).into_offset_iter().map(black_box).count()
    };
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| pages.iter().map(|it| walk(&it.1)).sum::<usize>());
}

#[divan::bench]
fn markdown_to_tables(bencher: Bencher<'_, '_>) {
    let sources = sources(&pages(PAGES));
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| {
        sources.pages().for_each(|(id, source)| {
            black_box(scan(id, &source.text));
        });
    });
}

#[divan::bench]
fn pages_to_schema(bencher: Bencher<'_, '_>) {
    let sources = sources(&pages(PAGES));
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| fieldtable::compile(&sources, &Options::default()));
}

#[divan::bench]
fn schema_to_rust(bencher: Bencher<'_, '_>) {
    let schema = read(&pages(PAGES));
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| rust::emit(&schema, &rust::Options::default()));
}

#[divan::bench]
fn schema_to_json_schema(bencher: Bencher<'_, '_>) {
    let schema = read(&pages(PAGES));
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| json_schema::emit(&schema));
}

#[divan::bench]
fn schema_to_markdown(bencher: Bencher<'_, '_>) {
    let schema = read(&pages(PAGES));
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| markdown::emit(&schema));
}

#[divan::bench]
fn schema_against_itself(bencher: Bencher<'_, '_>) {
    let side = Side::new(read(&pages(PAGES)));
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| diff::compare(&side, &side, &diff::Options::default()));
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let pages = pages(PAGES);
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| {
        let schema = fieldtable::compile(&sources(&pages), &Options::default()).schema;
        rust::emit(&schema, &rust::Options::default())
    });
}

#[divan::bench]
fn one_page_of_ten_thousand_rows(bencher: Bencher<'_, '_>) {
    let page = [("Model.md".to_owned(), rows(10_000))];
    bencher.counter(ItemsCount::new(10_000_usize)).bench_local(|| read(&page));
}

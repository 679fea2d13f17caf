//! Graphviz: a node for each model, an edge for each mention. Source: <https://graphviz.org/doc/info/lang.html>.

use super::diagram::{Node, line, nodes};
use crate::schema::Schema;
use std::fmt::Write as _;

/// The graph, with a line end at the end.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// let text = fieldtable::emit::dot::emit(&schema);
/// assert!(text.contains("digraph"));
/// ```
#[must_use]
pub fn emit(schema: &Schema) -> String {
    let mut out = String::from("digraph models {\n  rankdir=LR;\n  node [shape=record, fontname=\"sans-serif\"];\n");
    let nodes = nodes(schema);
    for (index, node) in nodes.iter().enumerate() {
        let _ = writeln!(out, "  m{index} [label=\"{}\"];", label(node));
    }
    for (index, node) in nodes.iter().enumerate() {
        for arrow in &node.arrows {
            let head = if arrow.many { ", headlabel=\"*\"" } else { "" };
            let _ = writeln!(out, "  m{index} -> m{} [label=\"{}\"{head}];", arrow.to, quoted(arrow.label));
        }
    }
    out.push_str("}\n");
    out
}

fn label(node: &Node<'_>) -> String {
    let kind = node.kind.map_or_else(String::new, |it| format!("«{it}»\\n"));
    let mut lines = String::new();
    for member in &node.lines {
        lines += &record(member);
        lines += "\\l";
    }
    format!("{{{kind}{}|{lines}}}", record(node.title))
}

/// Within a record braces, bars, angle brackets and blanks are grammar: each gets a backslash.
fn record(raw: &str) -> String {
    let mut out = String::new();
    for it in line(raw).chars() {
        if matches!(it, '{' | '}' | '|' | '<' | '>' | ' ' | '\\') {
            out.push('\\');
        }
        push(&mut out, it);
    }
    out
}

fn quoted(raw: &str) -> String {
    let mut out = String::new();
    for it in line(raw).chars() {
        if it == '\\' {
            out.push('\\');
        }
        push(&mut out, it);
    }
    out
}

/// A quote would end the string; an ampersand would start an entity, which Graphviz decodes everywhere.
fn push(out: &mut String, it: char) {
    match it {
        '"' => out.push_str("\\\""),
        '&' => out.push_str("&amp;"),
        other => out.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{emit, quoted, record};
    use crate::emit::tests::shop;

    #[test]
    fn models_are_nodes_and_mentions_edges() {
        insta::assert_snapshot!(emit(&shop()), @r#"
digraph models {
  rankdir=LR;
  node [shape=record, fontname="sans-serif"];
  m0 [label="{Order|id:\ string\llines?:\ model(\"a\ \\\"line\\\"\")[]\ \|\ null\lpayment?:\ Payment\ \|\ null\l\{\<b\>\|~\}?:\ map\<Order\>\ \|\ null\l*:\ any\l}"];
  m1 [label="{«enum»\na\ \"line\"|\"a\\\"]b\"\l1\l}"];
  m2 [label="{«union»\nPayment|Gone\lOrder\l}"];
  m3 [label="{«any»\nGone|}"];
  m4 [label="{«alias»\nNames|Order[]\l}"];
  m0 -> m1 [label="lines", headlabel="*"];
  m0 -> m2 [label="payment"];
  m0 -> m0 [label="{<b>|~}", headlabel="*"];
  m2 -> m3 [label="Gone"];
  m2 -> m0 [label="Order"];
  m4 -> m0 [label="", headlabel="*"];
}
"#);
    }

    #[test]
    fn no_text_breaks_out() {
        let text = "a\"]; \\N {b|<c>} & &quot;\n//\u{2028}";
        insta::assert_snapshot!(quoted(text), @r#"a\"]; \\N {b|<c>} &amp; &amp;quot; //"#);
        insta::assert_snapshot!(record(text), @r#"a\"];\ \\N\ \{b\|\<c\>\}\ &amp;\ &amp;quot;\ //\"#);
    }
}

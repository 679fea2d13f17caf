//! Mermaid class diagram: a class for each model, an arrow for each mention.
//! Source: <https://mermaid.js.org/syntax/classDiagram.html>.

use super::diagram::{Node, line, nodes};
use crate::schema::Schema;
use std::fmt::Write as _;

/// The diagram, with a line end at the end.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// let text = fieldtable::emit::mermaid::emit(&schema);
/// assert!(text.contains("classDiagram"));
/// ```
#[must_use]
pub fn emit(schema: &Schema) -> String {
    let mut out = String::from("classDiagram\n");
    let nodes = nodes(schema);
    for (index, node) in nodes.iter().enumerate() {
        class(&mut out, index, node);
    }
    for (index, node) in nodes.iter().enumerate() {
        for arrow in &node.arrows {
            let many = if arrow.many { " \"*\"" } else { "" };
            let label = text(arrow.label);
            let label = if label.is_empty() { String::new() } else { format!(" : {label}") };
            let _ = writeln!(out, "  m{index} -->{many} m{}{label}", arrow.to);
        }
    }
    out
}

fn class(out: &mut String, index: usize, node: &Node<'_>) {
    let _ = writeln!(out, "  class m{index}[\"{}\"]", text(node.title));
    if let Some(kind) = node.kind {
        let _ = writeln!(out, "  <<{kind}>> m{index}");
    }
    for member in &node.lines {
        let _ = writeln!(out, "  m{index} : {}", text(member));
    }
}

/// Mermaid has no escapes but entities, which it writes as `#name;`; what its grammar or its Markdown could read is one.
/// A member that ends in `)` would be a method, one with `~` generic.
fn text(raw: &str) -> String {
    let mut out = String::new();
    for it in line(raw).chars() {
        if it.is_alphanumeric() || matches!(it, ' ' | '_' | '-' | '.' | ',' | '?' | '|' | '/' | '…') {
            out.push(it);
        } else {
            let _ = write!(out, "#{};", u32::from(it));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{emit, text};
    use crate::emit::tests::shop;

    #[test]
    fn models_are_classes_and_mentions_arrows() {
        insta::assert_snapshot!(emit(&shop()), @r#"
classDiagram
  class m0["Order"]
  m0 : id#58; string
  m0 : lines?#58; model#40;#34;a #92;#34;line#92;#34;#34;#41;#91;#93; | null
  m0 : payment?#58; Payment | null
  m0 : #123;#60;b#62;|#126;#125;?#58; map#60;Order#62; | null
  m0 : #42;#58; any
  class m1["a #34;line#34;"]
  <<enum>> m1
  m1 : #34;a#92;#34;#93;b#34;
  m1 : 1
  class m2["Payment"]
  <<union>> m2
  m2 : Gone
  m2 : Order
  class m3["Gone"]
  <<any>> m3
  class m4["Names"]
  <<alias>> m4
  m4 : Order#91;#93;
  m0 --> "*" m1 : lines
  m0 --> m2 : payment
  m0 --> "*" m0 : #123;#60;b#62;|#126;#125;
  m2 --> m3 : Gone
  m2 --> m0 : Order
  m4 --> "*" m0
"#);
    }

    #[test]
    fn no_text_breaks_out() {
        insta::assert_snapshot!(text("a\"]\n}%%{init}%% <b>~T~ `x` #quot; ()\u{202e}"), @"a#34;#93; #125;#37;#37;#123;init#125;#37;#37; #60;b#62;#126;T#126; #96;x#96; #35;quot#59; #40;#41;");
        assert_eq!(text(&"x".repeat(1_000_000)).chars().count(), 81);
    }
}

//! Intervals as mathematics writes them → bounds. Comes in: `[1, 2000]`, `(0,100]`. Goes out: keywords of JSON Schema and numbers.

use super::bounds::Bounds;

/// The bounds that an interval states of numbers; nothing of other texts.
pub(super) fn read(text: &str) -> Option<Bounds> {
    let text = text.trim().trim_matches('`').trim();
    let mut letters = text.chars();
    let above = match letters.next()? {
        '[' | '［' | '【' => "minimum",
        '(' | '（' => "exclusiveMinimum",
        _ => return None,
    };
    let below = match letters.next_back()? {
        ']' | '］' | '】' => "maximum",
        ')' | '）' => "exclusiveMaximum",
        _ => return None,
    };
    two(letters.as_str(), above, below)
}

/// `1,100`: the least and the most, where a header says that this is what stands below it.
pub(super) fn bare(text: &str) -> Option<Bounds> {
    two(text, "minimum", "maximum")
}

/// Two numbers with a comma between, the lesser one before the other; of the second there may be none.
fn two(text: &str, above: &'static str, below: &'static str) -> Option<Bounds> {
    let (least, most) = text.split_once([',', '，', ';', '；'])?;
    let number = |it: &str| it.trim().parse::<f64>().ok().filter(|it| it.is_finite());
    let (least, most) = (number(least)?, number(most)?);
    (least < most).then(|| vec![(above, least.to_string()), (below, most.to_string())])
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn brackets_say_whether_the_ends_belong_to_it() {
        let texts = ["[1,2000]", "[0, 1]", "(0,100]", "[-1.5，2)", "[1,2,3]", "[2,1]", "(a, b)", "[1]"];
        let all: Vec<_> = texts.into_iter().map(|it| format!("{it} → {:?}", read(it))).collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        [1,2000] → Some([("minimum", "1"), ("maximum", "2000")])
        [0, 1] → Some([("minimum", "0"), ("maximum", "1")])
        (0,100] → Some([("exclusiveMinimum", "0"), ("maximum", "100")])
        [-1.5，2) → Some([("minimum", "-1.5"), ("exclusiveMaximum", "2")])
        [1,2,3] → None
        [2,1] → None
        (a, b) → None
        [1] → None
        "#);
    }
}

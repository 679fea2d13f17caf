//! Intervals as mathematics writes them → bounds. Comes in: `[1, 2000]`, `(0,100]`, `[1,...]`. Goes out: keywords of JSON Schema and numbers.

use super::bounds::Bounds;

/// The bounds that an interval states of numbers; nothing of other texts.
pub(crate) fn read(text: &str) -> Option<Bounds> {
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
pub(crate) fn bare(text: &str) -> Option<Bounds> {
    two(text, "minimum", "maximum")
}

/// What stands for all between two numbers, or in the place of an end that there is none of.
const OPEN: &[&str] = &["...", "…", "..", "∞", "+∞", "-∞", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"];

/// Two numbers with a comma between, the lesser one before the other, or one and a sign that there is no other; a sign for what
/// is between may stand there too: `200,...,599`.
fn two(text: &str, above: &'static str, below: &'static str) -> Option<Bounds> {
    let mut parts = text.splitn(4, [',', '，', ';', '；']).map(str::trim);
    let (least, next) = (parts.next()?, parts.next()?);
    let most = match (parts.next(), parts.next()) {
        (None, _) => next,
        (Some(last), None) if OPEN[..3].contains(&next) => last,
        _ => return None,
    };
    let open = |it: &str| OPEN.contains(&it.to_ascii_lowercase().as_str());
    let number = |it: &str| it.parse::<f64>().ok().filter(|it| it.is_finite());
    let bound = |key: &'static str, number: f64| (key, number.to_string());
    match (number(least), number(most)) {
        (Some(least), Some(most)) => (least < most).then(|| vec![bound(above, least), bound(below, most)]),
        (Some(least), None) => open(most).then(|| vec![bound(above, least)]),
        (None, Some(most)) => open(least).then(|| vec![bound(below, most)]),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn brackets_say_whether_the_ends_belong_to_it() {
        let texts = ["[1,2000]", "[0, 1]", "(0,100]", "[-1.5，2)", "[1,2,3]", "[2,1]", "(a, b)", "[1]"];
        let open = ["[1,...]", "[200, ..., 599]", "[0,∞)", "[..., 5]", "[a, ...]"];
        let all: Vec<_> = texts.into_iter().chain(open).map(|it| format!("{it} → {:?}", read(it))).collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        [1,2000] → Some([("minimum", "1"), ("maximum", "2000")])
        [0, 1] → Some([("minimum", "0"), ("maximum", "1")])
        (0,100] → Some([("exclusiveMinimum", "0"), ("maximum", "100")])
        [-1.5，2) → Some([("minimum", "-1.5"), ("exclusiveMaximum", "2")])
        [1,2,3] → None
        [2,1] → None
        (a, b) → None
        [1] → None
        [1,...] → Some([("minimum", "1")])
        [200, ..., 599] → Some([("minimum", "200"), ("maximum", "599")])
        [0,∞) → Some([("minimum", "0")])
        [..., 5] → Some([("maximum", "5")])
        [a, ...] → None
        "#);
    }
}

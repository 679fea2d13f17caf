//! Headings above a table → what it is called. Comes in: the headings, from the page's title inward. Goes out: the name of the
//! model that the table shows, and which heading names it.

use super::title::{Kind, Title};
use crate::dialect::written::cells::naming::{append, capital, model_name};

/// The headings above a table, from the page's title inward.
pub(crate) struct Above<'a> {
    /// The headings.
    pub(crate) titles: &'a [Title],
    /// What names the page where no heading does.
    pub(crate) page: &'a str,
}

/// What the headings above a table call it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Called {
    /// The model's name.
    pub(crate) name: String,
    /// Which heading names it.
    pub(crate) by: Option<usize>,
    /// What the headings below that one say of it, from the innermost.
    pub(crate) kinds: Vec<Kind>,
}

/// The name of what stands below headings.
pub(crate) fn called(above: &Above<'_>) -> Called {
    let mut kinds = Vec::new();
    let mut by = None;
    for (index, title) in above.titles.iter().enumerate().rev() {
        if title.kind == Kind::Naming {
            by = Some(index);
            break;
        }
        kinds.push(title.kind);
    }
    let shown = by.map_or(above.page, |it| above.titles[it].name.as_str());
    let mut name = model_name(shown);
    let suffix = kinds.iter().find_map(|it| match it {
        Kind::Request => Some("Request"),
        Kind::Parameters | Kind::Query => Some("Params"),
        Kind::Response => Some("Response"),
        Kind::Headers => Some("Headers"),
        _ => None,
    });
    let below = &above.titles[by.map_or(0, |it| it + 1)..];
    if let Some(method) = below.iter().find(|it| it.method) {
        name = format!("{}{}", capital(&method.shown.to_lowercase()), capital(&name));
    }
    if let Some(suffix) = suffix
        && !name.to_lowercase().ends_with(&suffix.to_lowercase())
    {
        append(&mut name, suffix);
    }
    for title in below.iter().filter(|it| !it.variant.is_empty()) {
        append(&mut name, &model_name(&title.variant));
    }
    Called { name, by, kinds }
}

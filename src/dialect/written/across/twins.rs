//! Models of one name. Comes in: the drafts of all pages. Goes out: names of their own, and which drafts say nothing but what
//! others say.

use crate::dialect::draft::{Draft, FieldDraft};
use crate::dialect::written::cells::naming::model_name;
use crate::name::letters;
use crate::text::{FileId, SourceMap, Spelling};
use foldhash::{HashMap, HashMapExt};

/// Gives every model a name of its own. Goes out: drafts that say the same as another, and which.
pub(crate) fn name(drafts: &mut [Draft<'_>], sources: &SourceMap) -> HashMap<usize, usize> {
    let mut twins = HashMap::new();
    let mut taken: HashMap<String, Vec<usize>> = HashMap::new();
    let written = |it: &Draft<'_>| it.dialect.written().is_some();
    let mut pages = Pages::new(drafts);
    for index in 0..drafts.len() {
        let name = drafts[index].name.as_str().to_owned();
        let key = letters(&name);
        let known = taken.get(&key).cloned().unwrap_or_default();
        if !written(&drafts[index]) || known.is_empty() {
            taken.entry(key).or_default().push(index);
            continue;
        }
        // Copies of a page repeat its models.
        const ALIKE: usize = 32;
        if let Some(same) = known
            .iter()
            .rev()
            .take(ALIKE)
            .find(|it| !pages.apart(drafts, **it, index, sources) && same(&drafts[**it], &drafts[index]))
        {
            twins.insert(index, *same);
            continue;
        }
        taken.entry(key).or_default().push(index);
        let around = drafts[index].around.clone();
        let mut wanted = around
            .iter()
            .map(|it| model_name(it.rsplit('/').next().unwrap_or(it)))
            .map(|it| joined("", &it))
            .filter(|it| !it.is_empty() && letters(it) != letters(&name))
            .map(|it| joined(&it, &name));
        let free = wanted.find(|it| !taken.contains_key(&letters(it)));
        let free = free.unwrap_or_else(|| {
            let mut numbered = (known.len() + 1..).map(|it| format!("{name}{it}"));
            numbered.find(|it| !taken.contains_key(&letters(it))).expect("there are more numbers than models")
        });
        taken.entry(letters(&free)).or_default().push(index);
        let span = drafts[index].name.span();
        drafts[index].name = Spelling::made(free, span);
    }
    twins
}

/// Which pages are versions of each other.
struct Pages {
    /// The drafts of each page, by the letters of their names as pages have them.
    names: HashMap<FileId, HashMap<String, usize>>,
    known: HashMap<(FileId, FileId), bool>,
}

impl Pages {
    fn new(drafts: &[Draft<'_>]) -> Self {
        let mut names: HashMap<FileId, HashMap<String, usize>> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            names.entry(draft.span.file).or_default().entry(letters(draft.name.as_str())).or_insert(index);
        }
        Self { names, known: HashMap::new() }
    }

    /// Whether two models that say the same are two things all the same: they stand under different headings of a page, or
    /// on pages that are versions of each other. A page that says nothing but what another of its name says is a copy.
    fn apart(&mut self, drafts: &[Draft<'_>], a: usize, b: usize, sources: &SourceMap) -> bool {
        let (first, second) = (drafts[a].span.file, drafts[b].span.file);
        if first == second {
            return *drafts[a].around != *drafts[b].around;
        }
        // Few models that two pages share say nothing of the pages.
        const FEW: usize = 5;
        if let Some(known) = self.known.get(&(first, second)) {
            return *known;
        }
        let (one, other) = (&self.names[&first], &self.names[&second]);
        let shared: Vec<_> = other.iter().filter_map(|(name, at)| Some((*one.get(name)?, *at))).collect();
        let versions = shared.len() >= FEW && shared.len() * 3 >= other.len();
        let copy = shared.len() == other.len() && shared.iter().all(|(a, b)| same(&drafts[*a], &drafts[*b]));
        let one_name = sources.file(first).stem() == sources.file(second).stem();
        let apart = versions && !(copy && one_name);
        self.known.insert((first, second), apart);
        apart
    }
}

fn joined(around: &str, name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|it| it.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{around}{first}{}", chars.as_str())
}

/// Whether two drafts say the same.
fn same(a: &Draft<'_>, b: &Draft<'_>) -> bool {
    fn fields(a: &[FieldDraft], b: &[FieldDraft]) -> bool {
        let text = |it: &FieldDraft| it.ty.as_ref().map(|it| it.text.as_str().to_owned());
        a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| {
                a.name.as_str() == b.name.as_str()
                    && text(a) == text(b)
                    && a.presence.map(|it| it.value) == b.presence.map(|it| it.value)
                    && fields(&a.children, &b.children)
            })
    }
    let values = |it: &Draft<'_>| {
        it.body.values.as_ref().map(|it| it.values.iter().map(|it| it.value.as_str().to_owned()).collect::<Vec<_>>())
    };
    fields(a.body.fields.as_deref().unwrap_or_default(), b.body.fields.as_deref().unwrap_or_default())
        && values(a) == values(b)
        && a.body.union.is_some() == b.body.union.is_some()
        && a.body.alias.is_some() == b.body.alias.is_some()
}

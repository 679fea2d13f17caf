//! Names with facts below headings → runs of fields. Comes in: the names that stand below each other. Goes out: their tables, one
//! for each run of names below one heading, or the pieces that they were made of.

use super::lists::Part;
use super::record_tables::table;
use super::records::{LINE, Record};
use crate::dialect::written::cells::types;
use crate::markdown::PieceKind;
use crate::typexpr::Notation;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// The headings that are open, by their levels and their places on the page.
#[derive(Default)]
pub(crate) struct Scopes {
    open: Vec<(u8, usize)>,
    count: usize,
}

impl Scopes {
    /// Takes a part of the page in.
    pub(crate) fn see(&mut self, part: &Part) {
        let Part::Piece(piece) = part else { return };
        let PieceKind::Heading { level, .. } = piece.kind else { return };
        while self.open.last().is_some_and(|it| it.0 >= level) {
            self.open.pop();
        }
        self.count += 1;
        self.open.push((level, self.count));
    }

    /// The heading below which a name of this level stands; nought where there is none.
    pub(crate) fn above(&self, level: u8) -> usize {
        self.open.iter().rev().find(|it| it.0 < level).map_or(0, |it| it.1)
    }
}

/// What is known of the names of a page.
#[derive(Default)]
pub(crate) struct Runs {
    /// How many members tell types, by the heading above them, and how many of these have no members themselves.
    typed: HashMap<usize, (usize, usize)>,
    /// The headings below which a table stands already.
    told: HashSet<usize>,
}

impl Runs {
    pub(crate) fn new() -> Self {
        Self { typed: HashMap::new(), told: HashSet::new() }
    }

    /// Takes down that a name tells a type.
    pub(crate) fn tells_type(&mut self, record: &Record, notation: &Notation) {
        if record.is_member() {
            let (all, closed) = self.typed.entry(record.above).or_default();
            *all += 1;
            *closed += usize::from(!record.is_open(notation));
        }
    }

    /// Ends a group. What stands further below its last name, or in a table behind it, are the members of that.
    pub(crate) fn close(&mut self, group: &mut Vec<Record>, inside: bool, notation: &Notation, out: &mut Vec<Part>) {
        let heading = group.last().filter(|it| inside && it.is_open(notation)).map(|it| it.pieces[0].clone());
        let told = self.settle(group, notation, out);
        out.extend(heading.filter(|_| told).map(Part::Piece));
    }

    /// Puts the tables of a group out, or what the group is made of; whether it ends in a table.
    pub(crate) fn settle(&mut self, group: &mut Vec<Record>, notation: &Notation, out: &mut Vec<Part>) -> bool {
        let mut told = false;
        group.iter_mut().for_each(Record::settle_list);
        group.iter_mut().for_each(Record::settle_values);
        for run in cut(std::mem::take(group), true, notation) {
            // Names without a type beside the others are fields where there are few of them.
            let runs = if is_dense(&run, notation) { vec![run] } else { cut(run, false, notation) };
            for run in runs {
                told = self.run(run, notation, out);
            }
        }
        told
    }

    fn run(&mut self, mut records: Vec<Record>, notation: &Notation, out: &mut Vec<Part>) -> bool {
        let typed = |it: &Record| is_typed(it, notation);
        let told = records.iter().filter(|it| typed(it)).count();
        // What comes before the first typed name is a heading of its own.
        let first = records.iter().position(typed).unwrap_or(records.len());
        let last = records.iter().rposition(typed).map_or(0, |it| it + 1);
        let top = records.get(first..last).and_then(|it| it.iter().min_by_key(|it| it.level));
        let above = top.filter(|it| it.level < LINE).map(|it| it.above);
        // One alone is the detail of something that a table above lists, unless there are more behind tables of its members.
        let known = above.and_then(|it| self.typed.get(&it)).copied().unwrap_or_default();
        let beside = known.0 > 1 && known.1 > 0 && top.is_some_and(Record::is_member);
        let alone = told < 2 && !beside && !records.iter().any(|it| it.signed);
        if alone || !is_dense(&records, notation) {
            out.extend(records.into_iter().flat_map(|it| it.pieces).map(Part::Piece));
            return false;
        }
        let level = top.map(|it| it.level).filter(|it| *it < LINE);
        let mut fields = records.split_off(first);
        let rest = fields.split_off(last - first);
        out.extend(records.into_iter().flat_map(|it| it.pieces).map(Part::Piece));
        // Its names are headings: what stands below the ones before them has ended.
        out.extend(level.map(Part::Ends));
        let goes_on = above.is_some_and(|it| !self.told.insert(it));
        let grid = table(fields, notation);
        out.push(if goes_on { Part::More(grid) } else { Part::Fields(grid) });
        let whole = rest.is_empty();
        out.extend(rest.into_iter().flat_map(|it| it.pieces).map(Part::Piece));
        whole
    }
}

fn is_typed(record: &Record, notation: &Notation) -> bool {
    record.ty().is_some_and(|it| types::read(it, notation).ty.is_some())
}

/// Whether most names between the first and the last that tell a type do.
fn is_dense(records: &[Record], notation: &Notation) -> bool {
    let typed: Vec<usize> = (0..records.len()).filter(|it| is_typed(&records[*it], notation)).collect();
    let (Some(first), Some(last)) = (typed.first(), typed.last()) else { return false };
    typed.len() * 5 >= (last + 1 - first) * 4
}

/// Cuts a group where a heading above its typed names ends them. A name beside them goes on behind the members of another one.
/// One without a type goes on with them if `untyped` says so.
fn cut(group: Vec<Record>, untyped: bool, notation: &Notation) -> Vec<Vec<Record>> {
    let typed: Vec<bool> = group.iter().map(|it| is_typed(it, notation)).collect();
    let levels: Vec<u8> = group.iter().map(|it| it.level).collect();
    let mut runs: Vec<Vec<Record>> = Vec::new();
    // The levels of the highest and the lowest typed name of the run.
    let mut span: Option<(u8, u8)> = None;
    for (at, record) in group.into_iter().enumerate() {
        let level = record.level;
        let ends = span.is_some_and(|(highest, lowest)| {
            let members = levels.get(at + 1).is_some_and(|it| *it > level) && typed[at + 1];
            let beside = if typed[at] { highest <= level } else { untyped && highest == level && !members };
            lowest > level && !beside
        });
        if ends || runs.is_empty() {
            runs.push(Vec::new());
            span = None;
        }
        if typed[at] {
            span = Some(span.map_or((level, level), |it| (it.0.min(level), it.1.max(level))));
        }
        if let Some(run) = runs.last_mut() {
            run.push(record);
        }
    }
    runs
}

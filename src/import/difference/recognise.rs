//! Which record of the present network a record of the file means.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    By, Decision, Decisions, Key, Question, Reason,
    known::{Fit, Identity, Known, Part, identity},
    near::near,
    renamed, term_key,
};
use crate::{
    import::{Grade, Incoming, Origin},
    model::{Field, Id, Network, Record, TableName},
};

/// What the records of a file are taken for.
pub(super) struct Recognition<'a> {
    pub(super) incoming: &'a Incoming,
    pub(super) present: &'a Network,
    key: Key,
    decisions: &'a Decisions,
    /// Records that cannot be taken, and why: by place among the problems.
    refused: HashMap<(TableName, Id), usize>,
    /// By kind, as [`TableName::ALL`], and place in the file.
    pub(super) rows: Vec<Vec<Row>>,
    /// Terms and sectors of the file that are there already, of which it says nothing: see [`Self::leave_unused`].
    pub(super) silent: HashSet<(TableName, Id)>,
}

pub(super) struct Row {
    pub(super) target: Target,
    pub(super) question: Option<Question>,
    pub(super) is_decided: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    Present(Id, By),
    /// By the id that it has until it gets its own; all rows of one record have the same.
    New(Id),
    /// With the present records that it may mean.
    Aside(Reason, Vec<Id>),
}

impl Row {
    /// The present records that are meant, or may be.
    pub(super) fn meant(&self) -> &[Id] {
        match &self.target {
            Target::Present(id, _) => std::slice::from_ref(id),
            Target::New(_) => &[],
            Target::Aside(_, ids) => ids,
        }
    }
}

/// Rows of the file that are about one record.
struct Group {
    rows: Vec<usize>,
    identity: Identity,
    fit: Fit,
    places: Vec<usize>,
    decision: Option<Decision>,
}

impl<'a> Recognition<'a> {
    pub(super) fn new(
        incoming: &'a Incoming,
        present: &'a Network,
        key: Key,
        decisions: &'a Decisions,
    ) -> Self {
        // Without ids of its own a file is recognised by names.
        let key = if key == Key::Id && !incoming.has_ids { Key::Name } else { key };
        let refused = refused(incoming);
        let mut recognition =
            Self { incoming, present, key, decisions, refused, rows: Vec::new(), silent: HashSet::new() };
        for table in TableName::ALL {
            let rows = match table {
                TableName::Network => {
                    let about = present.about.id.clone();
                    vec![Row { target: Target::Present(about, By::Id), question: None, is_decided: false }]
                }
                _ => recognition.recognise(*table),
            };
            recognition.rows.push(rows);
        }
        recognition.leave_unused();
        renamed::ask(&mut recognition);
        recognition
    }

    /// Where a reference of the file leads.
    pub(super) fn lead(&self, table: TableName, id: &Id) -> Result<Id, Reason> {
        let without = || Reason::Without { table, id: id.clone() };
        match self.incoming.network.table(table).index_of(id) {
            Some(place) => match self.rows.get(table as usize).and_then(|rows| rows.get(place)) {
                Some(Row { target: Target::Present(id, _) | Target::New(id), .. }) => Ok(id.clone()),
                _ => Err(without()),
            },
            None if self.incoming.has_ids && self.present.get(table, id).is_some() => Ok(id.clone()),
            None => Err(without()),
        }
    }

    pub(super) fn decision(&self, record: &dyn Record) -> Option<&Decision> {
        let table = record.table();
        let of_record = || self.decisions.records.get(&(table, record.id().clone()));
        let of_term = || {
            let name = table.schema().fields.first().filter(|_| table == TableName::Competencies)?;
            self.decisions.terms.get(&term_key(record.texts(name).first()?))
        };
        let has = |map_is_empty: bool| !map_is_empty;
        let decision = has(self.decisions.records.is_empty()).then(of_record).flatten();
        let decision = decision.or_else(|| has(self.decisions.terms.is_empty()).then(of_term).flatten());
        decision.filter(|decision| match decision {
            Decision::Is(id) => self.present.get(table, id).is_some(),
            Decision::New | Decision::Aside => true,
        })
    }

    fn recognise(&self, table: TableName) -> Vec<Row> {
        let records = self.incoming.network.table(table);
        if records.is_empty() {
            return Vec::new();
        }
        let mut known = Known::new(self.present, table, self.key);
        let goes_by_id = table != TableName::Actors || self.key == Key::Id;
        let aside = |reason, ids| {
            let is_decided = reason == Reason::Decided;
            Row { target: Target::Aside(reason, ids), question: None, is_decided }
        };
        let mut rows: Vec<Option<Row>> = Vec::with_capacity(records.len());
        let mut by_id = HashSet::new();
        let mut not_taken: Vec<(usize, Reason, Identity)> = Vec::new();
        let mut open: Vec<(usize, Identity, bool)> = Vec::new();
        // What rows say that mean a record by its id or by decision, the first of each record.
        let mut called: BTreeMap<usize, (usize, Identity)> = BTreeMap::new();
        let mut call = |there: usize, row: usize, identity: Identity| {
            let first = called.entry(there).or_insert((row, identity.clone()));
            if row < first.0 {
                *first = (row, identity);
            }
        };
        for (place, record) in records.records().enumerate() {
            let is_own = self.incoming.is_own_id(table, record.id());
            let there = known.table.index_of(record.id()).filter(|_| goes_by_id && is_own);
            let decision = self.decision(record);
            let refused =
                self.refused.get(&(table, record.id().clone())).map(|problem| Reason::Problem(*problem));
            let reason = if decision == Some(&Decision::Aside) { Some(Reason::Decided) } else { refused };
            let row = match (identity(record, &mut |table, id| self.lead(table, id)), reason, there) {
                (Err(without @ Reason::Without { .. }), reason, _) => {
                    Some(aside(reason.unwrap_or(without), Vec::from_iter(there.map(|_| record.id().clone()))))
                }
                (_, Some(reason), Some(_)) => Some(aside(reason, vec![record.id().clone()])),
                (Ok(identity), Some(reason), None) => {
                    not_taken.push((place, reason, identity));
                    None
                }
                (Err(nameless), reason, None) => Some(aside(reason.unwrap_or(nameless), Vec::new())),
                (identity, None, Some(there)) if decision.is_none() => {
                    by_id.insert(there);
                    if let Ok(identity) = identity {
                        call(there, place, identity);
                    }
                    Some(Row {
                        target: Target::Present(record.id().clone(), By::Id),
                        question: None,
                        is_decided: false,
                    })
                }
                (Ok(identity), None, _) => {
                    open.push((place, identity, is_own));
                    None
                }
                // Decided otherwise, and without a name.
                (Err(nameless), None, Some(_)) => Some(aside(nameless, vec![record.id().clone()])),
            };
            rows.push(row);
        }
        let mut groups = grouped(open);
        let is_term = matches!(table, TableName::Sectors | TableName::Competencies);
        for group in &mut groups {
            let mut decided = group.rows.iter().filter_map(|row| self.decision(records.at(*row)?));
            group.decision = decided.next().cloned();
            if let Some(Decision::Is(id)) = &group.decision
                && let Some(there) = known.table.index_of(id).filter(|_| !is_term)
            {
                call(there, group.rows[0], group.identity.clone());
            }
        }
        for (there, (_, identity)) in called {
            known.rename(there, identity);
        }
        for group in &mut groups {
            (group.fit, group.places) = known.fitting(&group.identity);
            // A term that is there is not new, whatever was said when it was not.
            if is_term && !group.places.is_empty() {
                group.decision.take_if(|decision| *decision == Decision::New);
            }
        }
        for (row, reason, identity) in not_taken {
            rows[row] = Some(aside(reason, known.ids(&known.fitting(&identity).1)));
        }
        self.settle(table, &known, &by_id, groups, &mut rows);
        rows.into_iter().flatten().collect()
    }

    /// Gives each group its record. One that fits several, or that fits what another fits as well, is asked about.
    fn settle(
        &self,
        table: TableName,
        known: &Known,
        by_id: &HashSet<usize>,
        groups: Vec<Group>,
        rows: &mut [Option<Row>],
    ) {
        let records = self.incoming.network.table(table);
        // How well each present record is met at best, and by how many.
        let mut met: HashMap<usize, (Fit, usize)> =
            by_id.iter().map(|place| (*place, (Fit::Id, 1))).collect();
        for group in groups.iter().filter(|group| group.decision.is_none()) {
            if let [place] = group.places[..] {
                let (best, count) = met.entry(place).or_insert((group.fit, 0));
                if group.fit < *best {
                    (*best, *count) = (group.fit, 0);
                }
                *count += usize::from(group.fit == *best);
            }
        }
        let mut near = self.near(table, known, &groups);
        for group in groups {
            let candidates = known.ids(&group.places);
            let is_clear = match group.places[..] {
                [] => true,
                [place] => met.get(&place).is_none_or(|met| *met == (group.fit, 1)),
                _ => false,
            };
            let which = (!is_clear).then(|| Question::Which(candidates.clone()));
            let Some(first) = records.at(group.rows[0]) else { continue };
            let target = match (&group.decision, candidates.first()) {
                (Some(Decision::Is(id)), _) => Target::Present(id.clone(), By::Decision),
                (None, Some(_)) if !is_clear => Target::Aside(Reason::Several, candidates),
                (None, Some(id)) => Target::Present(id.clone(), By::Words),
                _ => Target::New(self.free_id(table, first.id())),
            };
            let near = near.remove(&group.rows[0]);
            for row in group.rows {
                let question = which.clone().or_else(|| near.clone());
                rows[row] =
                    Some(Row { target: target.clone(), question, is_decided: group.decision.is_some() });
            }
        }
    }

    /// Which terms that fit nothing are nearly called like some that are there, by the place of their first row.
    fn near(&self, table: TableName, known: &Known, groups: &[Group]) -> HashMap<usize, Question> {
        if table != TableName::Competencies || known.table.is_empty() {
            return HashMap::new();
        }
        let terms = self.incoming.network.competencies.iter().collect::<Vec<_>>();
        let first_rows = groups.iter().filter(|group| group.places.is_empty()).map(|group| group.rows[0]);
        let rows: Vec<usize> = first_rows.collect();
        let named: Vec<_> = rows.iter().map(|row| (&*terms[*row].name, &*terms[*row].also)).collect();
        let present = self.present.competencies.iter().map(|term| (&*term.name, &*term.also));
        let mut questions = HashMap::new();
        for (row, near) in rows.into_iter().zip(near(&named, present)) {
            let near = near
                .into_iter()
                .filter_map(|(place, likeness)| Some((known.table.at(place)?.id().clone(), likeness)));
            let near: Vec<_> = near.collect();
            if !near.is_empty() {
                questions.insert(row, Question::Near(near));
            }
        }
        questions
    }

    /// An id for a newcomer until it gets its own: the one in the file, unless another record has it.
    fn free_id(&self, table: TableName, id: &Id) -> Id {
        let (present, incoming) = (self.present.table(table), self.incoming.network.table(table));
        if present.get(id).is_none() {
            return id.clone();
        }
        let others = (2..).map(|number: usize| Id::from(format!("{id}~{number}").as_str()));
        let is_free = |id: &Id| present.get(id).is_none() && incoming.get(id).is_none();
        others.into_iter().find(is_free).unwrap_or_else(|| id.clone())
    }

    /// Puts aside new terms and sectors that stand in cells of records only that are put aside. Where they are there
    /// already, nothing is taken of what the file says of them: they may fit by another word of a term that came from
    /// the same file. Rows of one term go together in both cases.
    fn leave_unused(&mut self) {
        const TABLES: [TableName; 2] = [TableName::Sectors, TableName::Competencies];
        let network = &self.incoming.network;
        // With what rows of one term have in common.
        let mut in_cells: Vec<(TableName, &Id, Result<String, &Id>)> = Vec::new();
        // New ones by the id that all their rows have until they get their own.
        let mut alone: HashMap<(TableName, &Id), bool> = HashMap::new();
        for table in TABLES {
            for (record, row) in network.table(table).records().zip(&self.rows[table as usize]) {
                let origin = self.incoming.origins.get(&(table, record.id().clone()));
                let is_in_cell = origin.is_some_and(|at| at.column.is_some());
                match &row.target {
                    Target::New(id) => *alone.entry((table, id)).or_insert(true) &= is_in_cell,
                    Target::Present(_, By::Words) if is_in_cell => {
                        let is_own = self.incoming.is_own_id(table, record.id());
                        let name = || term_key(&network.name_of(table, record.id()));
                        in_cells.push((
                            table,
                            record.id(),
                            if is_own { Err(record.id()) } else { Ok(name()) },
                        ));
                    }
                    _ => {}
                }
            }
        }
        alone.retain(|_, is_alone| *is_alone);
        let is_aside = |row: &Row| matches!(row.target, Target::Aside(..));
        if alone.is_empty() && in_cells.is_empty() || !self.rows.iter().flatten().any(is_aside) {
            return;
        }
        // By where they lead, and by their ids in the file.
        let (mut used, mut mentioned) = (HashSet::new(), HashSet::new());
        let (mut used_here, mut mentioned_here) = (HashSet::new(), HashSet::new());
        for (records, rows) in network.tables().zip(&self.rows) {
            let points = |field: &&Field| TABLES.iter().any(|table| field.content.points_to(*table));
            let fields: Vec<_> = records.schema().fields.iter().filter(points).collect();
            for (record, row) in records.records().zip(rows).filter(|_| !fields.is_empty()) {
                let (found, found_here) = match is_aside(row) {
                    true => (&mut mentioned, &mut mentioned_here),
                    false => (&mut used, &mut used_here),
                };
                for field in &fields {
                    record.get(field).references(field.content, &mut |table, id| {
                        found_here.insert((table, id.clone()));
                        if let Ok(id) = self.lead(table, id) {
                            found.insert((table, id));
                        }
                    });
                }
            }
        }
        let mut groups: HashMap<_, (bool, bool)> = HashMap::new();
        for (table, id, group) in &in_cells {
            let place = (*table, Id::clone(id));
            let (is_mentioned, is_used) = groups.entry((*table, group)).or_default();
            *is_mentioned |= mentioned_here.contains(&place);
            *is_used |= used_here.contains(&place);
        }
        let is_unused = |table: TableName, group| groups.get(&(table, group)) == Some(&(true, false));
        let silent = in_cells.iter().filter(|(table, _, group)| is_unused(*table, group));
        let silent: HashSet<(TableName, Id)> = silent.map(|(table, id, _)| (*table, Id::clone(id))).collect();
        let unused = alone.into_keys().map(|(table, id)| (table, id.clone()));
        let unused: HashSet<(TableName, Id)> =
            unused.filter(|place| mentioned.contains(place) && !used.contains(place)).collect();
        self.silent = silent;
        for table in TABLES {
            for row in &mut self.rows[table as usize] {
                if matches!(&row.target, Target::New(id) if unused.contains(&(table, id.clone()))) {
                    row.target = Target::Aside(Reason::Unused, Vec::new());
                }
            }
        }
    }
}

/// Rows that are about one record: each that has an id, and those of one name, unless they are told apart by what two of
/// them say.
fn grouped(open: Vec<(usize, Identity, bool)>) -> Vec<Group> {
    // What the records of one base say beyond it, and whether they say more than one thing.
    let mut extras: HashMap<Vec<Part>, (String, bool)> = HashMap::new();
    for (_, Identity { base, extra }, _) in open.iter().filter(|(.., has_id)| !has_id) {
        match extras.get_mut(base) {
            None => {
                extras.insert(base.clone(), (extra.clone(), false));
            }
            Some((first, _)) if first.is_empty() => first.clone_from(extra),
            Some((first, differs)) => *differs |= !extra.is_empty() && extra != first,
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: HashMap<(Vec<Part>, String), usize> = HashMap::new();
    for (row, mut identity, has_id) in open {
        let mut place = groups.len();
        if !has_id {
            if let Some((only, false)) = extras.get(&identity.base) {
                identity.extra.clone_from(only);
            }
            place = *by_key.entry((identity.base.clone(), identity.extra.clone())).or_insert(place);
        }
        match groups.get_mut(place) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                rows: vec![row],
                identity,
                fit: Fit::Whole,
                places: Vec::new(),
                decision: None,
            }),
        }
    }
    groups
}

/// The records that cannot be taken, with the first problem that says so: those that stand where it is, or in whose row
/// it is when nothing stands in its cell.
fn refused(incoming: &Incoming) -> HashMap<(TableName, Id), usize> {
    let mut errors: HashMap<Origin, usize> = HashMap::new();
    for (place, problem) in incoming.problems.iter().enumerate() {
        if let Some(at) = problem.at.filter(|_| problem.grade == Grade::Error) {
            errors.entry(at).or_insert(place);
        }
    }
    if errors.is_empty() {
        return HashMap::new();
    }
    let places: HashSet<Origin> = incoming.origins.values().copied().collect();
    let of_rows: Vec<(Origin, usize)> = errors
        .iter()
        .filter(|(at, _)| !places.contains(at))
        .map(|(at, problem)| (Origin { column: None, ..*at }, *problem))
        .collect();
    for (row, problem) in of_rows {
        let first = errors.entry(row).or_insert(problem);
        *first = problem.min(*first);
    }
    let refused = incoming.origins.iter().filter_map(|(record, at)| Some((record.clone(), *errors.get(at)?)));
    refused.collect()
}

#[cfg(test)]
mod tests;

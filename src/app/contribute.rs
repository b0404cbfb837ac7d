//! Entering oneself: question by question, over any network, and nothing of it is changed by that.

mod draft;
mod told;

use std::sync::Arc;

use super::{Msg, Now, Source, State, Step, form::Choice};
use crate::{
    model::{
        Actor, ActorKind, Change, Competency, Confirmer, Day, FieldType, Id, Link, LinkKind, Need, Network,
        Offer, Record, TableName, Value, Visibility, packet,
    },
    query::fold,
};

pub use told::{Fact, Told};

/// What is asked, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Question {
    #[default]
    Who,
    /// What one is, and one's digital offering.
    About,
    Vision,
    Can,
    Needs,
    Knows,
    /// Who may see it.
    Shown,
    /// It is told what will be sent, and sent.
    Done,
}

impl Question {
    pub const ALL: [Self; 8] =
        [Self::Who, Self::About, Self::Vision, Self::Can, Self::Needs, Self::Knows, Self::Shown, Self::Done];

    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    pub fn previous(self) -> Option<Self> {
        (self as usize).checked_sub(1).map(|place| Self::ALL[place])
    }
}

/// Whether one can enter oneself into what is on the screen. Several maps side by side are none that could take it, and
/// what comes from a newer version could be misunderstood.
pub fn may_contribute(state: &State) -> bool {
    let is_clear = match &state.preview {
        Some(preview) => {
            !preview.newer && !matches!(&preview.source, Source::Published { names } if names.len() > 1)
        }
        None => !state.is_locked(),
    };
    state.viewer.is_none() && !state.is_absent() && state.printing.is_none() && is_clear
}

/// The answers so far: the network as it was, and as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    before: Arc<Network>,
    after: Network,
    me: Option<Id>,
    /// Who invited whoever is new.
    inviter: Option<Id>,
    pub question: Question,
}

impl Contribution {
    /// `me` is who one said to be.
    pub fn new(before: Arc<Network>, me: Option<Id>) -> Self {
        let me = me.filter(|id| before.actors.contains(id));
        Self { after: Network::clone(&before), before, me, inviter: None, question: Question::default() }
    }

    /// Somebody of the network invited to this. Who is in it already, or has named somebody, came another way.
    pub fn invited_by(&mut self, inviter: &Id, now: &Now) {
        if !self.before.actors.contains(inviter) || !self.is_new() || self.inviter().is_some() {
            return;
        }
        self.inviter = Some(inviter.clone());
        self.say("invited_by", self.inviter.clone().to_value(), now);
    }

    /// Nobody invited, or one does not want to say who.
    pub fn forget_inviter(&mut self, now: &Now) {
        self.inviter = None;
        self.say("invited_by", Value::Reference(None), now);
    }

    /// Who invited, as one says it as somebody new.
    pub fn inviter(&self) -> Option<&Actor> {
        let named = self.me().map_or(&self.inviter, |me| &me.invited_by);
        named.as_ref().filter(|_| self.is_new()).and_then(|id| self.before.actors.get(id)).map(|it| &**it)
    }

    /// As it was when it began.
    pub fn before(&self) -> &Arc<Network> {
        &self.before
    }

    /// As it would be.
    pub fn after(&self) -> &Network {
        &self.after
    }

    /// Who one is, once one has said so.
    pub fn me(&self) -> Option<&Actor> {
        self.after.actors.get(self.me.as_ref()?).map(|actor| &**actor)
    }

    pub fn name(&self) -> &str {
        self.me().map_or("", |me| &me.name)
    }

    /// Nobody is in the network yet as whom one enters oneself.
    pub fn is_new(&self) -> bool {
        self.me.as_ref().is_none_or(|id| !self.before.actors.contains(id))
    }

    /// Whether nothing was said yet.
    pub fn is_untouched(&self) -> bool {
        let packet = self.packet();
        packet.removed.is_empty() && packet.tables().skip(1).all(|table| table.is_empty())
    }

    /// What is sent.
    pub fn packet(&self) -> Network {
        packet(&self.before, &self.after)
    }

    /// The name of somebody who is not in the network. Nothing happens where one is somebody who is.
    pub fn call_me(&mut self, name: &str, now: &Now, new_id: impl FnOnce() -> Id) {
        if !self.is_new() || self.me.is_none() && name.trim().is_empty() {
            return;
        }
        let id = self.me.get_or_insert_with(new_id).clone();
        match self.after.actors.get(&id) {
            Some(_) => self.set(TableName::Actors, &id, "name", name.trim(), now),
            None => {
                let (joined, invited_by) = (Some(now.today.clone()), self.inviter.clone());
                self.after.put(Actor { joined, invited_by, ..Actor::new(id, name.trim()) }, now.stamp());
            }
        }
    }

    /// One is in the network already. What a new actor had said, this one says.
    pub fn be(&mut self, id: &Id, now: &Now) {
        let (said, before) = (self.clone(), Arc::clone(&self.before));
        let inviter = said.inviter.clone();
        *self = Self { question: said.question, inviter, ..Self::new(before, Some(id.clone())) };
        let Some(new) = said.me().filter(|_| said.is_new() && self.me.is_some()) else { return };
        for field in ["about", "offering", "vision"] {
            let value = TableName::Actors.schema().field(field).map(|field| new.get(field));
            if let Some(Value::Text(text)) = value.filter(|value| !value.is_empty()) {
                self.set(TableName::Actors, id, field, &*text, now);
            }
        }
        let is_mine = |actor: &Id| *actor == new.id;
        for competency in
            said.after.competencies.iter().filter(|it| !self.before.competencies.contains(&it.id))
        {
            self.after.put(Competency::clone(competency), now.stamp());
        }
        for offer in said.after.offers.iter().filter(|it| is_mine(&it.actor)) {
            if self.standing(TableName::Offers, &offer.competency).is_none() {
                self.after.put(Offer { actor: id.clone(), ..Offer::clone(offer) }, now.stamp());
            }
        }
        for need in said.after.needs.iter().filter(|it| is_mine(&it.actor)) {
            if self.standing(TableName::Needs, &need.competency).is_none() {
                self.after.put(Need { actor: id.clone(), ..Need::clone(need) }, now.stamp());
            }
        }
        for link in said.after.links.iter().filter(|it| is_mine(&it.from)) {
            if !self.known().contains(&link.to) && link.to != *id {
                self.after.put(Link { from: id.clone(), ..Link::clone(link) }, now.stamp());
            }
        }
    }

    /// What a field of a record says from now on; text without the spaces around it.
    pub fn set<V: Into<Answer>>(&mut self, table: TableName, id: &Id, field: &str, value: V, now: &Now) {
        let Some(field) = table.schema().field(field) else { return };
        let fields = vec![(field, value.into().0)];
        self.after.apply(Change::Set { table, id: id.clone(), fields }, now.stamp());
    }

    /// As [`set`](Self::set), of oneself.
    pub fn say<V: Into<Answer>>(&mut self, field: &str, value: V, now: &Now) {
        if let Some(id) = self.me.clone() {
            self.set(TableName::Actors, &id, field, value, now);
        }
    }

    /// A person who was none before is not public by what an organisation had said.
    pub fn be_of_kind(&mut self, kind: ActorKind, now: &Now) {
        let becomes_person = kind == ActorKind::Person && self.me().is_some_and(|me| me.kind != kind);
        self.say("kind", kind.to_value(), now);
        if becomes_person && self.me().is_some_and(|me| me.visibility == Some(Visibility::Public)) {
            self.say("visibility", Value::Word(None), now);
        }
    }

    /// Who may see it, as one said or as it is without a word.
    pub fn shown_to(&self) -> Visibility {
        self.me.as_ref().map_or(Visibility::Network, |me| self.after.reach(TableName::Actors, me))
    }

    /// One's offers, or the needs that were open when it began: those that were there, taken away or not, then new ones.
    pub fn mine(&self, table: TableName) -> Vec<Id> {
        let mine = |record: &&dyn Record| {
            let fields = record.table().schema();
            let is_mine =
                fields.field("actor").is_some_and(|it| record.get(it) == Value::Reference(self.me.clone()));
            let is_open = fields.field("closed_on").is_none_or(|it| record.get(it).is_empty());
            is_mine && is_open
        };
        let before = self.before.table(table).records().filter(mine);
        let mut ids: Vec<Id> = before.map(|record| record.id().clone()).collect();
        let new = self.after.table(table).records().filter(|it| self.before.get(table, it.id()).is_none());
        ids.extend(new.filter(mine).map(|record| record.id().clone()));
        ids
    }

    /// One's offer of a competency, or open need for it.
    fn standing(&self, table: TableName, competency: &Id) -> Option<Id> {
        let field = table.schema().field("competency")?;
        let is_it = |id: &&Id| {
            let record = self.after.get(table, id).or_else(|| self.before.get(table, id));
            record.is_some_and(|it| it.get(field) == Value::Reference(Some(competency.clone())))
        };
        self.mine(table).iter().find(is_it).cloned()
    }

    /// Offers a competency or looks for it, and says by which record: the one that is there, if it is.
    pub fn add(
        &mut self,
        table: TableName,
        choice: &Choice,
        now: &Now,
        new_id: &mut dyn FnMut() -> Id,
    ) -> Option<Id> {
        let me = self.me.clone()?;
        let competency = match choice {
            Choice::Existing(id) => id.clone(),
            Choice::New(name) => self.new_competency(name, now, new_id),
            Choice::Nothing | Choice::Typed(_) => return None,
        };
        if let Some(there) = self.standing(table, &competency) {
            self.give_back(table, &there);
            return Some(there);
        }
        let id = new_id();
        match table {
            TableName::Offers => self.after.put(Offer::new(id.clone(), me, competency), now.stamp()),
            _ => {
                let since = Some(now.today.clone());
                self.after.put(Need { since, ..Need::new(id.clone(), me, competency) }, now.stamp());
            }
        }
        Some(id)
    }

    fn new_competency(&mut self, name: &str, now: &Now, new_id: &mut dyn FnMut() -> Id) -> Id {
        let key = fold::key(name);
        if let Some(there) = self.after.competencies.iter().find(|it| fold::key(&it.name) == key) {
            return there.id.clone();
        }
        let id = new_id();
        self.after.put(Competency::new(id.clone(), name.trim()), now.stamp());
        id
    }

    /// Those of the network whom one is joined with already, and whom one names.
    pub fn known(&self) -> Vec<Id> {
        let other = |link: &Arc<Link>| {
            let me = self.me.as_ref()?;
            if link.from == *me {
                return Some(link.to.clone());
            }
            (link.to == *me).then(|| link.from.clone())
        };
        self.after.links.iter().filter_map(other).collect()
    }

    /// Those whom one names now, each by its link.
    pub fn newly_known(&self) -> Vec<(Id, Id)> {
        let new = self.after.links.iter().filter(|link| !self.before.links.contains(&link.id));
        new.map(|link| (link.id.clone(), link.to.clone())).collect()
    }

    /// One knows somebody of the network.
    pub fn know(&mut self, other: &Id, now: &Now, new_id: impl FnOnce() -> Id) {
        let Some(me) = self.me.clone() else { return };
        if me != *other && self.before.actors.contains(other) && !self.known().contains(other) {
            let link = Link::new(new_id(), me, other.clone());
            self.after.put(Link { kind: LinkKind::Knows, ..link }, now.stamp());
        }
    }

    /// Takes a record of one's own away, and a new competency that nobody means any more.
    pub fn take_away(&mut self, table: TableName, id: &Id, now: &Now) {
        self.after.apply(Change::Withdraw { table, ids: vec![id.clone()] }, now.stamp());
        let is_meant = |id: &Id| {
            self.after.offers.iter().any(|it| it.competency == *id)
                || self.after.needs.iter().any(|it| it.competency == *id)
        };
        let new = self.after.competencies.iter().filter(|it| !self.before.competencies.contains(&it.id));
        let ids: Vec<Id> = new.map(|it| it.id.clone()).filter(|id| !is_meant(id)).collect();
        self.after.apply(Change::Withdraw { table: TableName::Competencies, ids }, now.stamp());
    }

    /// Brings back what was taken away, as it was when it began.
    pub fn give_back(&mut self, table: TableName, id: &Id) {
        if self.after.get(table, id).is_none()
            && let Some(record) = self.before.table(table).shared(id)
            && let Some(place) = self.before.table(table).index_of(id)
        {
            self.after.table_mut(table).insert(place, record);
            self.after.removed.take(table, id);
        }
    }

    /// A need was met today, or not yet.
    pub fn close(&mut self, need: &Id, is_met: bool, now: &Now) {
        self.set(TableName::Needs, need, "closed_on", is_met.then(|| now.today.clone()).to_value(), now);
    }

    /// Goes on to the next question. What was gone through is true today, and oneself has said so.
    pub fn go_on(&mut self, now: &Now) {
        match self.question {
            Question::Can => self.confirm(TableName::Offers, &self.mine(TableName::Offers), now),
            Question::Needs => self.confirm(TableName::Needs, &self.mine(TableName::Needs), now),
            Question::Shown => self.confirm(TableName::Actors, self.me.clone().as_slice(), now),
            _ => {}
        }
        self.question = self.question.next().unwrap_or(self.question);
    }

    fn confirm(&mut self, table: TableName, ids: &[Id], now: &Now) {
        for id in ids {
            self.set(table, id, "confirmed_on", Some(now.today.clone()).to_value(), now);
            self.set(table, id, "confirmed_by", Some(Confirmer::Itself).to_value(), now);
        }
    }

    /// The one step that enters it into one's own network.
    pub fn entered(&self) -> Option<Msg> {
        let me = self.me()?;
        let (table, name) = (TableName::Actors, me.name.clone());
        let change =
            |(table, id): (TableName, Id)| match (self.before.get(table, &id), self.after.get(table, &id)) {
                (Some(before), Some(after)) => Change::between(before, after),
                (None, Some(new)) => Change::add(new),
                (_, None) => Change::Remove { table, id },
            };
        let changes = self.after.records_changed_since(&self.before).into_iter().map(change).collect();
        let step = if self.is_new() { Step::Added { table, name } } else { Step::Changed { table, name } };
        Some(Msg::Submit { step, changes, seen: Arc::clone(&self.before) })
    }
}

/// The content of a field, as it is said.
pub struct Answer(Value);

impl From<&str> for Answer {
    fn from(text: &str) -> Self {
        Self(Value::Text(text.trim().to_owned()))
    }
}

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

/// A day as an input of days gives it; nothing while it is not complete.
pub fn day_of(text: &str) -> Value {
    Some(Day::new(text)).filter(|day| day.parts().is_some()).to_value()
}

#[cfg(test)]
mod tests;

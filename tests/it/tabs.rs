//! Several tabs on one store, in every order that chance finds: edits, saves that end late or fail, news that come late,
//! reloads, killed tabs and browsers, undo, decisions. Nothing that was entered may vanish without somebody having
//! decided so, and nobody may be asked about a conflict that nobody made.

mod law;
mod machine;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, VecDeque},
    rc::Rc,
    sync::Arc,
};

use gosmart::{
    app::{Msg, Now, Saving, Settings, State, Step, StoreMsg, initial, update},
    exchange,
    model::{Actor, Change, Competency, Day, FieldType, Id, Network, Offer, TableName},
    store::{Head, Local, MemoryStorage, News, Saved, Slot, Storage, StorageError, head_of, unpack_other},
};

/// Histories in an ordinary run.
const HISTORIES: u64 = 10_000;
const STEPS: usize = 40;
/// Seeds that failed once.
const KEPT_SEEDS: &[(u64, bool)] = &[(761, false), (840, false), (1211, false), (8455, false)];

#[test]
fn nothing_entered_vanishes_and_nobody_is_asked_for_nothing() {
    let asked = std::env::var("GOSMART_SEED").ok().and_then(|seed| seed.parse().ok());
    let seeds: Vec<(u64, bool)> = match asked {
        Some(seed) => vec![(seed, false), (seed, true)],
        None => KEPT_SEEDS.iter().copied().chain((0..HISTORIES).map(|seed| (seed, seed % 5 == 4))).collect(),
    };
    let mut totals = BTreeMap::new();
    for (seed, alone) in seeds {
        let mut world = World::new(seed, alone);
        if let Err(fault) = world.run_all() {
            let mut told = World::new(seed, alone);
            told.log = Some(Vec::new());
            let _ = told.run_all();
            panic!("seed {seed}, alone {alone}: {fault}\n{}", told.log.unwrap_or_default().join("\n"));
        }
        for (what, times) in world.counts {
            *totals.entry(what).or_insert(0_u64) += times;
        }
    }
    println!("{totals:?}");
    // A history in which nothing happens proves nothing.
    for what in ["edit", "undo", "dispute", "decide", "kill", "crash", "behind", "failed", "orphan"] {
        assert!(asked.is_some() || totals.get(what).is_some_and(|times| *times > 100), "{what}: {totals:?}");
    }
}

/// Notes what happens, if somebody wants to know.
macro_rules! say {
    ($world:expr, $text:expr) => {
        if $world.log.is_some() {
            let text: String = $text.into();
            $world.log.get_or_insert_default().push(text);
        }
    };
}
use say;

use machine::{Database, Request};

struct Tab {
    name: String,
    state: State,
    local: Local<MemoryStorage>,
    /// What it knows of the database.
    saved: Option<Saved>,
    requests: VecDeque<Request>,
    answers: VecDeque<StoreMsg>,
    news: Rc<RefCell<Vec<News>>>,
    /// Tabs that had a journal when this one opened.
    watched: Vec<String>,
    /// What was on the screen when a form opened.
    form: Option<(Id, Arc<Network>)>,
    copy_due: bool,
}

struct World {
    random: u64,
    alone: bool,
    storage: MemoryStorage,
    /// Earlier states of local storage, to one of which a crash goes back.
    on_disk: BTreeMap<String, String>,
    database: Database,
    tabs: Vec<Tab>,
    dead: BTreeSet<String>,
    born: usize,
    clock: u64,
    kept: usize,
    entered: usize,
    /// What each entered value took the place of.
    parent: BTreeMap<String, String>,
    /// The tabs in which somebody who saw a value gave it up.
    given_up: BTreeMap<String, BTreeSet<String>>,
    /// Lost with a browser that never said it was saved.
    never_acknowledged: BTreeSet<String>,
    /// Brought back by undo, so that `parent` no longer tells who saw what.
    revived: BTreeSet<String>,
    removed: BTreeSet<Id>,
    /// Nothing fails any more.
    calm: bool,
    fault: Option<String>,
    /// What happened, once somebody wants to know.
    log: Option<Vec<String>>,
    counts: BTreeMap<&'static str, u64>,
}

fn network() -> Network {
    let mut network = Network::new("n".into());
    let stamp = gosmart::model::Stamp(1);
    for index in 0..3 {
        network.put(Actor::new(format!("a{index}").as_str().into(), format!("A{index}")), stamp);
        network.put(Competency::new(format!("c{index}").as_str().into(), format!("C{index}")), stamp);
    }
    network
}

/// Every entered value in a network.
fn values(network: &Network) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut take = |text: &str| {
        if text.starts_with('v') {
            found.insert(text.to_owned());
        }
    };
    for actor in network.actors.iter() {
        take(&actor.name);
        take(&actor.about);
        take(&actor.vision);
    }
    for offer in network.offers.iter() {
        take(&offer.note);
    }
    found
}

impl World {
    fn new(seed: u64, alone: bool) -> Self {
        let mut world = Self {
            random: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678_9abc_def1,
            alone,
            storage: MemoryStorage::default(),
            on_disk: BTreeMap::new(),
            database: Database::default(),
            tabs: Vec::new(),
            dead: BTreeSet::new(),
            born: 0,
            clock: 1_000,
            kept: 0,
            entered: 0,
            parent: BTreeMap::new(),
            given_up: BTreeMap::new(),
            never_acknowledged: BTreeSet::new(),
            revived: BTreeSet::new(),
            removed: BTreeSet::new(),
            calm: false,
            fault: None,
            log: None,
            counts: BTreeMap::new(),
        };
        // One state is stored already.
        let head = Head::after(None, "zero", 1, 1);
        let network = Arc::new(network());
        if !alone {
            let (saved, pieces) = Saved::new(head.clone(), network.clone(), None);
            world.database.heads.insert("current".into(), saved.directory());
            world.database.pieces.extend(pieces);
        }
        let local = Local::new(world.storage.clone(), "/", Slot::default(), "zero".into());
        local.write_copy(&head, &network).unwrap();
        world.on_disk = world.storage.texts();
        world.open();
        world
    }

    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    fn below(&mut self, limit: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random >> 11) as usize % limit
    }

    fn open(&mut self) {
        self.born += 1;
        let name = format!("t{}", self.born);
        let storage = self.storage.clone();
        let local = Local::new(storage, "/", Slot::default(), name.clone());
        let news: Rc<RefCell<Vec<News>>> = Rc::default();
        let heard = Rc::clone(&news);
        local.storage().subscribe(Rc::new(move |told| heard.borrow_mut().push(told)));
        let (loaded, example) = (local.load().unwrap_or_else(unpack_other), Arc::new(exchange::example()));
        let state = initial(name.clone(), loaded, example, Settings::default());
        let saved = None;
        let watched = local.journals();
        let requests = VecDeque::from([Request::Open]);
        say!(self, format!("{name} opens"));
        self.tabs.push(Tab {
            name,
            state,
            local,
            saved,
            requests,
            answers: VecDeque::new(),
            news,
            watched,
            form: None,
            copy_due: false,
        });
    }

    fn now(&mut self) -> Now {
        self.clock += 10;
        Now { millis: self.clock, today: Day::new("2026-11-27") }
    }

    /// Hands a message to a tab and does what it asks for.
    fn tell(&mut self, tab: usize, message: Msg) {
        let now = self.now();
        let had = self.tabs[tab].state.store.disputes.clone();
        let effects = update(&mut self.tabs[tab].state, message, &now);
        for effect in effects {
            self.run(tab, effect);
        }
        let new: Vec<_> =
            self.tabs[tab].state.store.disputes.iter().filter(|it| !had.contains(it)).cloned().collect();
        for dispute in new {
            self.count("dispute");
            say!(self, format!("  {} is asked: {dispute:?}", self.tabs[tab].name));
            if let Err(fault) = self.is_real(tab, &dispute) {
                self.fault.get_or_insert(fault);
            }
        }
    }

    /// Somebody does something, seeing `shown` on the screen.
    fn act_on(&mut self, tab: usize, message: Msg, shown: &Network) {
        // While a form is open nothing else can be done.
        self.tabs[tab].form = None;
        let before = values(&self.tabs[tab].state.network);
        let asked = self.tabs[tab].state.store.disputes.clone();
        self.tell(tab, message);
        let state = &self.tabs[tab].state;
        let after = values(&state.network);
        let (name, shown) = (self.tabs[tab].name.clone(), values(shown));
        // The question shows what the other side entered too: whoever changes the record has answered it.
        for dispute in asked.iter().filter(|it| !state.store.disputes.contains(it)) {
            let theirs = state.store.base.actors.get(&dispute.id);
            let texts = theirs.iter().flat_map(|it| [&it.name, &it.about, &it.vision]);
            let notes =
                state.store.base.offers.iter().filter(|it| it.actor == dispute.id || it.id == dispute.id);
            let texts = texts.chain(notes.map(|it| &it.note));
            for text in texts.filter(|text| !after.contains(*text)) {
                self.given_up.entry(text.clone()).or_default().insert(name.clone());
            }
        }
        for value in before.difference(&after).filter(|value| shown.contains(*value)) {
            self.given_up.entry(value.clone()).or_default().insert(name.clone());
        }
        for value in after.difference(&before) {
            if self.given_up.get_mut(value).is_some_and(|tabs| tabs.remove(&name)) {
                self.revived.insert(value.clone());
            }
        }
    }

    fn act(&mut self, tab: usize, message: Msg) {
        let shown = self.tabs[tab].state.network.clone();
        self.act_on(tab, message, &shown);
    }

    fn edit(&mut self, tab: usize) {
        let network = self.tabs[tab].state.network.clone();
        let count = network.actors.len();
        self.entered += 1;
        let value = format!("v{}", self.entered);
        let name = self.tabs[tab].name.clone();
        let choice = self.below(10);
        if self.tabs[tab].state.is_read_only() {
            return;
        }
        self.count("edit");
        if choice == 0 || count == 0 {
            let id = Id::from(format!("x{}", self.entered).as_str());
            say!(self, format!("{name} adds {id} {value}"));
            self.parent.insert(value.clone(), String::new());
            let changes = vec![Change::add(&Actor::new(id, value.clone()))];
            let step = Step::Added { table: TableName::Actors, name: value };
            return self.act(tab, Msg::Edit { step, changes });
        }
        let index = self.below(count);
        let actor = network.actors.iter().nth(index).unwrap().clone();
        let step = Step::Changed { table: TableName::Actors, name: actor.name.clone() };
        match choice {
            1 => {
                say!(self, format!("{name} removes {}", actor.id));
                self.removed.insert(actor.id.clone());
                for offer in network.offers.iter().filter(|offer| offer.actor == actor.id) {
                    self.removed.insert(offer.id.clone());
                }
                let change = Change::Remove { table: TableName::Actors, id: actor.id.clone() };
                self.act(tab, Msg::Edit { step, changes: vec![change] });
            }
            2 => {
                let Some(competency) = network.competencies.iter().next() else { return };
                let id = Id::from(format!("o{}", self.entered).as_str());
                say!(self, format!("{name} adds offer {id} of {} {value}", actor.id));
                let mut offer = Offer::new(id, actor.id.clone(), competency.id.clone());
                self.parent.insert(value.clone(), String::new());
                offer.note = value;
                self.act(tab, Msg::Edit { step, changes: vec![Change::add(&offer)] });
            }
            3 if !network.offers.is_empty() => {
                let index = self.below(network.offers.len());
                let Some(offer) = network.offers.iter().nth(index).cloned() else { return };
                let Some(field) = TableName::Offers.schema().field("note") else { return };
                self.parent.insert(value.clone(), offer.note.clone());
                say!(self, format!("{name} sets {}.note = {value}, was {}", offer.id, offer.note));
                let (table, fields) = (TableName::Offers, vec![(field, value.to_value())]);
                let change = Change::Set { table, id: offer.id.clone(), fields };
                self.act(tab, Msg::Edit { step, changes: vec![change] });
            }
            _ => {
                let field = if self.below(2) == 0 { "about" } else { "vision" };
                let field = TableName::Actors.schema().field(field).unwrap();
                let seen = match self.tabs[tab].form.take() {
                    Some((id, seen)) if self.below(2) == 0 => Some((id, seen)),
                    _ => None,
                };
                let (id, shown) = match &seen {
                    Some((id, seen)) => (id.clone(), seen.clone()),
                    None => (actor.id.clone(), network.clone()),
                };
                let old = shown.actors.get(&id).map(|actor| gosmart::model::Record::get(&**actor, field));
                if let Some(gosmart::model::Value::Text(old)) = &old {
                    self.parent.insert(value.clone(), old.clone());
                }
                say!(self, format!("{name} sets {id}.{} = {value}, was {old:?}", field.name));
                let change = Change::Set {
                    table: TableName::Actors,
                    id: id.clone(),
                    fields: vec![(field, value.to_value())],
                };
                match seen {
                    None => self.act(tab, Msg::Edit { step, changes: vec![change] }),
                    // What a form overwrites without showing it was not given up.
                    Some((_, seen)) => {
                        let message = Msg::Submit { step, changes: vec![change], seen: seen.clone() };
                        self.act_on(tab, message, &seen);
                    }
                }
            }
        }
    }

    fn kill(&mut self, tab: usize) {
        self.count("kill");
        let tab = self.tabs.remove(tab);
        say!(self, format!("{} is killed", tab.name));
        // What its journal could not hold was never said to be saved.
        let journal = self.journals().remove(&tab.name).unwrap_or_default();
        let stored = self.stored();
        let lost = |value: &String| !journal.contains(value) && !stored.contains(value);
        let shown = values(&tab.state.network);
        self.never_acknowledged.extend(shown.into_iter().filter(lost).filter(|_| tab.state.store.own));
        self.dead.insert(tab.name);
    }

    /// The browser ends, and local storage goes back to what was on disk.
    fn crash(&mut self) {
        self.count("crash");
        say!(self, "the browser is killed");
        let tabs = std::mem::take(&mut self.tabs);
        for tab in &tabs {
            let unsaved = tab.state.store.own || tab.state.saving == Saving::Pending;
            if unsaved {
                let stored = self.stored();
                self.never_acknowledged.extend(values(&tab.state.network).difference(&stored).cloned());
            }
            self.dead.insert(tab.name.clone());
        }
        // Journals of tabs that died before may go with it.
        let there = self.journals();
        self.storage.revert(self.on_disk.clone());
        let left = self.journals();
        for (tab, values) in there {
            if left.get(&tab) != Some(&values) {
                self.never_acknowledged.extend(values);
            }
        }
        self.open();
    }

    fn run_all(&mut self) -> Result<(), String> {
        self.live();
        self.judge()
    }

    fn live(&mut self) {
        for _ in 0..STEPS {
            if self.fault.is_some() {
                return;
            }
            if self.tabs.is_empty() {
                self.open();
            }
            let count = self.tabs.len();
            let tab = self.below(count);
            match self.below(100) {
                0..26 => self.edit(tab),
                26..32 => {
                    self.count("undo");
                    say!(self, format!("{} undoes", self.tabs[tab].name));
                    self.act(tab, Msg::Undo);
                }
                32..35 => {
                    say!(self, format!("{} redoes", self.tabs[tab].name));
                    self.act(tab, Msg::Redo);
                }
                35..50 => self.execute(tab),
                50..64 => self.deliver(tab),
                64..74 => self.deliver_news(tab),
                74..78 => self.copy(tab),
                78..81 => {
                    let places =
                        vec![("a0".into(), self.clock as f64, 1.0), ("a1".into(), 2.0, self.clock as f64)];
                    self.tell(tab, Msg::LayoutSettled(places));
                }
                81..84 if self.tabs.len() < 4 => self.open(),
                84..86 => self.kill(tab),
                86..87 if !self.alone => self.crash(),
                87..90 => self.decide(tab),
                90..92 => {
                    let error = if self.below(2) == 0 { Some(StorageError::Full { units: 9 }) } else { None };
                    self.storage.fail(error.filter(|_| !self.alone));
                }
                92..94 => self.on_disk = self.storage.texts(),
                94..96 => self.orphans(tab),
                _ => {
                    let network = self.tabs[tab].state.network.clone();
                    let index = self.below(network.actors.len().max(1));
                    self.tabs[tab].form =
                        network.actors.iter().nth(index).map(|it| (it.id.clone(), network.clone()));
                }
            }
        }
    }

    fn decide(&mut self, tab: usize) {
        if self.tabs[tab].state.store.disputes.is_empty() {
            return;
        }
        self.count("decide");
        let keep_mine = self.below(2) == 0;
        say!(self, format!("{} decides, mine: {keep_mine}", self.tabs[tab].name));
        self.tell(tab, Msg::Decide { keep_mine });
    }

    /// Lets all that is under way end.
    fn settle(&mut self) {
        self.storage.fail(None);
        self.calm = true;
        // A window that is looked at again asks whether it has missed something.
        let token = self.database.current().and_then(|it| head_of(it)).map(|(head, _)| head.token);
        for (tab, token) in token.iter().cycle().take(self.tabs.len()).enumerate() {
            self.tell(tab, Msg::Store(StoreMsg::News { token: token.clone() }));
        }
        for _ in 0..200 {
            let mut busy = false;
            for tab in 0..self.tabs.len() {
                self.orphans(tab);
                self.decide(tab);
                let it = &self.tabs[tab];
                busy |= !it.requests.is_empty() || !it.answers.is_empty() || !it.news.borrow().is_empty();
                busy |= !it.state.store.disputes.is_empty();
                busy |= it.watched.iter().any(|name| self.dead.contains(name));
                self.execute(tab);
                self.deliver(tab);
                self.deliver_news(tab);
                if matches!(self.tabs[tab].state.saving, Saving::Failed(_)) {
                    busy = true;
                    self.tell(tab, Msg::Store(StoreMsg::Retry));
                }
            }
            if !busy {
                return;
            }
        }
        self.fault.get_or_insert("it never comes to rest".into());
    }
}

//! What the address bar holds: the view and everything one would want to share of it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{LayoutKind, VIEWS, View};
use crate::{
    model::{ActorStatus, Day, Id},
    query::{
        coverage::{Few, State, Terms},
        filter::{Filter, Relation},
        roles::Role,
    },
};

#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    pub view: View,
    /// What the view shows, where it shows one record; of [`View::Nowhere`] the path that leads there.
    pub record: Option<Id>,
    /// Who wants to get to the actor that [`View::Way`] shows; oneself where nobody is named.
    pub from: Option<Id>,
    pub search: String,
    pub filter: Filter,
    /// Take away what does not match instead of fading it.
    pub hide: bool,
    /// Show only this node's surroundings.
    pub ego: Option<Id>,
    /// How far the surroundings reach, 0 to 5.
    pub steps: u8,
    /// Show only what this topic takes and who offers it.
    pub topic: Option<Id>,
    /// Show only the members of this group and what joins them.
    pub group: Option<Id>,
    /// Show only these nodes, and a line from each to the next.
    pub way: Vec<Id>,
    /// What size and colour of symbols tell instead of relations and sectors.
    pub role: Option<Role>,
    /// The node whose card lies open beside the graph.
    pub opened: Option<Id>,
    /// What the graph is ordered by.
    pub layout: LayoutKind,
    /// Which two days [`View::Impact`] compares.
    pub days: [Option<Day>; 2],
    /// The graph shows what was there on this day; of what is no day, on the first.
    pub day: Option<Day>,
}

impl Default for Address {
    fn default() -> Self {
        Self {
            view: View::Start,
            record: None,
            from: None,
            search: String::new(),
            filter: Filter::default(),
            hide: false,
            ego: None,
            steps: 1,
            topic: None,
            group: None,
            way: Vec::new(),
            role: None,
            opened: None,
            layout: LayoutKind::default(),
            days: [None, None],
            day: None,
        }
    }
}

/// What `encodeURIComponent` leaves alone, less the marks that would need a second look in a link.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

const STATUS: &[(&str, Option<ActorStatus>)] =
    &[("mitglied", Some(ActorStatus::Member)), ("gast", Some(ActorStatus::Guest))];
const RELATION: &[(&str, Option<Relation>)] =
    &[("bietet", Some(Relation::Offers)), ("sucht", Some(Relation::LooksFor))];
const COVERAGE: &[(&str, Option<State>)] = &[
    ("offen", Some(State::Unmet)),
    ("knapp", Some(State::OnlyOne)),
    ("gedeckt", Some(State::Covered)),
    ("ungefragt", Some(State::Unasked)),
];
const ROLE: &[(&str, Option<Role>)] = &[
    ("bruecken", Some(Role::Bridges)),
    ("knoten", Some(Role::Hubs)),
    ("gemeinschaften", Some(Role::Communities)),
    ("gruppen", Some(Role::Seats)),
    ("aktuell", Some(Role::Confirmations)),
];
const LAYOUT: &[(&str, LayoutKind)] = &[
    ("bereiche", LayoutKind::Sectors),
    ("ringe", LayoutKind::Rings),
    ("spalten", LayoutKind::Columns),
    ("einladung", LayoutKind::Invitations),
];

pub const MAX_STEPS: u8 = 5;

impl Address {
    pub fn of(view: View) -> Self {
        Self { view, ..Self::default() }
    }

    /// The same question asked in another view.
    pub fn in_view(&self, view: View) -> Self {
        Self { view, record: None, from: None, opened: None, day: None, days: [None, None], ..self.clone() }
    }

    /// The graph shows something else than who has to do with what today: who invited whom, or another day.
    pub fn is_of_growth(&self) -> bool {
        self.view.is_graph() && (self.day.is_some() || self.layout == LayoutKind::Invitations)
    }

    /// Nothing narrows the picture.
    pub fn shows_all(&self) -> bool {
        self.search.trim().is_empty()
            && self.filter.is_empty()
            && self.ego.is_none()
            && self.topic.is_none()
            && self.group.is_none()
            && self.way.is_empty()
    }

    /// Whether both leave the same of one network.
    pub fn leaves_as(&self, other: &Self) -> bool {
        self.search.trim() == other.search.trim()
            && self.filter == other.filter
            && (&self.ego, &self.topic, &self.group, &self.way)
                == (&other.ego, &other.topic, &other.group, &other.way)
            && (self.ego.is_none() || self.steps == other.steps)
    }

    /// Reads what stands behind the `#`. Never fails: what makes no sense is left out, an unknown view is
    /// [`View::Nowhere`].
    pub fn parse(hash: &str) -> Self {
        if super::shared_by(hash).is_some() {
            // It begins with a stroke, so it holds no further network.
            return super::led_to_by(hash).map_or_else(Self::default, Self::parse);
        }
        let hash = hash.trim_start_matches('#');
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let path = path.trim_matches('/');
        let (view, record) = read_path(path).unwrap_or((View::Nowhere, Id::try_from(path.to_owned()).ok()));
        let mut address = Self { record, ..Self::of(view) };
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let ids = || value.split(',').filter_map(|one| id(&unescape_comma(one))).collect::<Vec<_>>();
            match &*key {
                "von" => address.from = id(&value),
                "q" => address.search = value.into_owned(),
                "sektor" => address.filter.sectors = ids(),
                "kompetenz" => address.filter.competencies = ids(),
                "alle" => address.filter.every = value == "1",
                "status" => address.filter.status = meaning(STATUS, &value),
                "art" => address.filter.relation = meaning(RELATION, &value),
                "deckung" => address.filter.coverage = meaning(COVERAGE, &value),
                "knapp" if value == "2" => address.filter.measure.few = Few::Two,
                "unterbegriffe" if value == "1" => address.filter.measure.terms = Terms::WithNarrower,
                "ausblenden" => address.hide = value == "1",
                "fokus" => address.ego = id(&value),
                "schritte" => address.steps = value.parse().map_or(1, |steps: u8| steps.min(MAX_STEPS)),
                "thema" => address.topic = id(&value),
                "gruppe" => address.group = id(&value),
                "weg" => address.way = ids(),
                "rolle" => address.role = meaning(ROLE, &value),
                "anordnung" => address.layout = meaning(LAYOUT, &value),
                "tag" if !value.is_empty() => address.day = Some(Day::new(value)),
                "auswahl" => address.opened = id(&value),
                "seit" => address.days[0] = day(&value),
                "bis" => address.days[1] = day(&value),
                _ => {}
            }
        }
        address
    }

    /// The hash, beginning with `#/`.
    pub fn hash(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut add = |key: &str, value: &str| {
            if !value.is_empty() {
                query.append_pair(key, value);
            }
        };
        add("von", text(&self.from));
        add("q", self.search.trim());
        add("sektor", &join(&self.filter.sectors));
        add("kompetenz", &join(&self.filter.competencies));
        add("alle", if self.filter.every { "1" } else { "" });
        add("status", word(STATUS, &self.filter.status));
        add("art", word(RELATION, &self.filter.relation));
        add("deckung", word(COVERAGE, &self.filter.coverage));
        add("knapp", if self.filter.measure.few == Few::Two { "2" } else { "" });
        add("unterbegriffe", if self.filter.measure.terms == Terms::WithNarrower { "1" } else { "" });
        add("ausblenden", if self.hide { "1" } else { "" });
        if let Some(ego) = &self.ego {
            add("fokus", ego.as_str());
            add("schritte", &self.steps.to_string());
        }
        add("thema", text(&self.topic));
        add("gruppe", text(&self.group));
        add("weg", &join(&self.way));
        add("rolle", word(ROLE, &self.role));
        add("anordnung", word(LAYOUT, &self.layout));
        add("tag", self.day.as_ref().map_or("", Day::as_str));
        add("auswahl", text(&self.opened));
        for (key, day) in ["seit", "bis"].into_iter().zip(&self.days) {
            add(key, day.as_ref().map_or("", Day::as_str));
        }
        let query = query.finish();
        let path = self.view.row().path;
        let path = match &self.record {
            None => path.to_owned(),
            Some(as_it_came) if self.view == View::Nowhere => as_it_came.to_string(),
            Some(id) => format!("{path}/{}", utf8_percent_encode(id.as_str(), PATH)),
        };
        let mark = if query.is_empty() { "" } else { "?" };
        format!("#/{path}{mark}{query}")
    }
}

/// In the query of the hash: which of the networks that are kept here is meant. It is no part of an [`Address`], which
/// leads to the same in any of them.
const NETWORK: &str = "netzwerk=";

/// A hash without the name of a network, and that.
pub fn split_network(hash: &str) -> (String, Option<&str>) {
    let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
    let name = query.split('&').find_map(|pair| pair.strip_prefix(NETWORK));
    let rest: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(NETWORK)).collect();
    match name {
        None => (hash.to_owned(), None),
        Some(_) if rest.is_empty() => (path.to_owned(), name),
        Some(_) => (format!("{path}?{}", rest.join("&")), name),
    }
}

/// A hash that says which network is meant.
pub fn with_network(hash: &str, name: &str) -> String {
    let (hash, _) = split_network(hash);
    let path = if hash.is_empty() { "#/" } else { &hash };
    let mark = if path.contains('?') { "&" } else { "?" };
    format!("{path}{mark}{NETWORK}{name}")
}

fn read_path(path: &str) -> Option<(View, Option<Id>)> {
    VIEWS.iter().find_map(|row| {
        if row.record.is_none() {
            return (path == row.path).then_some((row.view, None));
        }
        let id = percent_decode_str(path.strip_prefix(row.path)?.strip_prefix('/')?).decode_utf8().ok()?;
        Some((row.view, Some(Id::try_from(id.into_owned()).ok()?)))
    })
}

fn id(text: &str) -> Option<Id> {
    Id::try_from(text.to_owned()).ok()
}

fn day(text: &str) -> Option<Day> {
    Some(Day::new(text)).filter(|day| day.parts().is_some())
}

fn text(id: &Option<Id>) -> &str {
    id.as_ref().map_or("", Id::as_str)
}

fn meaning<T: Copy + Default>(words: &[(&str, T)], word: &str) -> T {
    words.iter().find(|row| row.0 == word).map(|row| row.1).unwrap_or_default()
}

/// Empty for what goes without saying.
fn word<T: PartialEq>(words: &[(&'static str, T)], meaning: &T) -> &'static str {
    words.iter().find(|row| row.1 == *meaning).map_or("", |row| row.0)
}

/// Ids separated by commas; a comma or tilde inside an id is written `~c` or `~t`.
fn join(ids: &[Id]) -> String {
    let escaped: Vec<String> =
        ids.iter().map(|id| id.as_str().replace('~', "~t").replace(',', "~c")).collect();
    escaped.join(",")
}

fn unescape_comma(id: &str) -> String {
    id.replace("~c", ",").replace("~t", "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::coverage::Measure;

    #[test]
    fn every_address_reads_back_as_itself() {
        let odd = Id::from("a/ä, ~c?#&=%+");
        for row in VIEWS {
            let address = Address { record: row.record.map(|_| odd.clone()), ..Address::of(row.view) };
            assert_eq!(Address::parse(&address.hash()), address);
        }
        let mut address = Address::of(View::Network);
        address.search = "Straßenbau & „mehr“ 100%".into();
        address.filter.sectors = vec![odd.clone(), "b".into()];
        address.filter.competencies = vec!["x".into()];
        address.filter.every = true;
        address.filter.status = Some(ActorStatus::Guest);
        address.filter.relation = Some(Relation::LooksFor);
        address.filter.coverage = Some(State::OnlyOne);
        address.filter.measure = Measure { terms: Terms::WithNarrower, few: Few::Two };
        address.hide = true;
        address.ego = Some(odd.clone());
        address.steps = 3;
        address.topic = Some(odd.clone());
        address.group = Some(odd.clone());
        address.from = Some(odd.clone());
        address.way = vec!["a".into(), odd.clone()];
        address.opened = Some(odd);
        address.day = Some(Day::new("2018-05-01"));
        address.days = [Some(Day::new("2017-06-02")), Some(Day::new("2026-11-29"))];
        for role in [Role::Bridges, Role::Hubs, Role::Communities, Role::Seats, Role::Confirmations] {
            address.role = Some(role);
            assert_eq!(Address::parse(&address.hash()), address);
        }
        for layout in LayoutKind::ALL {
            address.layout = layout;
            assert_eq!(Address::parse(&address.hash()), address);
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_stays_what_it_is() {
        for hash in ["#/bogus", "#/akteur", "#/akteur/%ff", "#/netz/a%20b/c?q=x", "#/nirgendwo", "#/a#b"] {
            let address = Address::parse(hash);
            assert_eq!((address.view, address.hash().as_str()), (View::Nowhere, hash));
            assert_eq!(Address::parse(&address.hash()), address);
        }
        assert_eq!(Address::parse("#/netz?tag=anfang").in_view(View::Actors).day, None, "lists are of today");
        let left = Address::parse("#/bogus").in_view(View::Actors);
        assert_eq!(left.hash(), "#/akteure");
    }

    #[test]
    fn which_network_is_meant_goes_with_any_address_and_changes_none() {
        for (hash, rest, name) in [
            ("", "", None),
            ("#/netz", "#/netz", None),
            ("#/netz?netzwerk=b2", "#/netz", Some("b2")),
            ("#/netz?q=a+b&netzwerk=b2&alle=1", "#/netz?q=a+b&alle=1", Some("b2")),
            ("#/bogus?x&netzwerk=", "#/bogus?x", Some("")),
            ("#/netz?q=netzwerk%3Da", "#/netz?q=netzwerk%3Da", None),
        ] {
            assert_eq!(split_network(hash), (rest.to_owned(), name), "{hash}");
            let named = with_network(hash, "c3");
            assert_eq!(split_network(&named).1, Some("c3"));
            assert_eq!(Address::parse(&split_network(&named).0), Address::parse(rest));
        }
        assert_eq!(with_network("", "b2"), "#/?netzwerk=b2");
        assert_eq!(with_network("#/netz?q=a&netzwerk=1", "b2"), "#/netz?q=a&netzwerk=b2");
    }

    #[test]
    fn reads_what_people_type() {
        assert_eq!(Address::parse("").view, View::Start);
        assert_eq!(Address::parse("#/netz/").view, View::Network);
        assert_eq!(Address::parse("#/akteur").view, View::Nowhere);
        assert_eq!(Address::parse("#/akteur/%ff").view, View::Nowhere);
        assert_eq!(Address::parse("#/bogus").view, View::Nowhere);
        assert_eq!(Address::parse("#/netz?schritte=99&fokus=a").steps, MAX_STEPS);
        assert_eq!(Address::parse("#/netz?sektor=").filter.sectors, []);
        assert_eq!(Address::parse("#/netz?anordnung=spirale").layout, LayoutKind::Network);
        assert_eq!(Address::parse("#/auswertung?seit=gestern&bis=2026-02-30").days, [None, None]);
    }
}

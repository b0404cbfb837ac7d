//! What may join two nodes of the picture.

use super::FormState;
use crate::{
    app::Draft,
    model::{Day, Id, LinkKind, Network, TableName},
    query::filter::Relation,
};

/// What may join two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionKind {
    Relation(Relation),
    /// From the one joined first to the other, or the other way round.
    Link {
        kind: LinkKind,
        reversed: bool,
    },
    /// The one joined first is the broader term, or the other way round.
    Broader {
        reversed: bool,
    },
}

impl ConnectionKind {
    /// What may join these two, the most likely first; nothing if one of them is no node.
    pub fn between(network: &Network, from: &Id, to: &Id) -> Vec<Self> {
        let actor = |id| network.actors.contains(id);
        let competency = |id| network.competencies.contains(id);
        if from == to {
            Vec::new()
        } else if actor(from) && actor(to) {
            let link = |kind, reversed| Self::Link { kind, reversed };
            vec![
                link(LinkKind::Knows, false),
                link(LinkKind::WorksWith, false),
                link(LinkKind::Introduced, false),
                link(LinkKind::Introduced, true),
            ]
        } else if competency(from) && competency(to) {
            vec![Self::Broader { reversed: false }, Self::Broader { reversed: true }]
        } else if actor(from) && competency(to) || competency(from) && actor(to) {
            vec![Self::Relation(Relation::Offers), Self::Relation(Relation::LooksFor)]
        } else {
            Vec::new()
        }
    }

    /// The form of what joins the two. A broader term is a change of the narrower one.
    pub fn form(
        self,
        network: &Network,
        [from, to]: [&Id; 2],
        new_id: impl FnOnce() -> Id,
        today: Day,
    ) -> FormState {
        let turned = |reversed| if reversed { (to, from) } else { (from, to) };
        let draft = match self {
            Self::Relation(relation) => {
                let (actor, competency) = turned(!network.actors.contains(from));
                let table = match relation {
                    Relation::Offers => TableName::Offers,
                    Relation::LooksFor => TableName::Needs,
                };
                Draft::new(table).with("actor", actor).with("competency", competency)
            }
            Self::Link { kind, reversed } => {
                let (from, to) = turned(reversed);
                Draft::new(TableName::Links).with("from", from).with("to", to).with("kind", &kind)
            }
            Self::Broader { reversed } => {
                let (broader, narrower) = turned(reversed);
                Draft::edit(TableName::Competencies, narrower).with("broader", broader)
            }
        };
        FormState::open(&draft, network, new_id, today)
    }
}

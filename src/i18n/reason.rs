//! Why something was found, as a sentence.

use super::Language;
use crate::{
    model::{Id, Network},
    query::search::{Hit, Reason},
};

/// Says why a hit matches; empty when its own name says it.
pub fn reason(language: Language, hit: &Hit, network: &Network) -> String {
    use Language::{English, German};
    let competency = |id: &Id| network.competencies.get(id).map_or("", |competency| competency.name.as_str());
    let sector = |id: &Id| network.sectors.get(id).map_or("", |sector| sector.name.as_str());
    match (language, &hit.reason) {
        (German, Reason::Name) if hit.forgiven => "ähnlich geschrieben".into(),
        (English, Reason::Name) if hit.forgiven => "similar spelling".into(),
        (_, Reason::Name) => String::new(),
        (German, Reason::Synonym { text, .. }) => format!("auch: {text}"),
        (English, Reason::Synonym { text, .. }) => format!("also: {text}"),
        (German, Reason::NarrowerThan { competency: id }) => format!("gehört zu {}", competency(id)),
        (English, Reason::NarrowerThan { competency: id }) => format!("part of {}", competency(id)),
        (German, Reason::Offers { competency: id }) => format!("bietet {}", competency(id)),
        (English, Reason::Offers { competency: id }) => format!("offers {}", competency(id)),
        (German, Reason::LooksFor { competency: id }) => format!("sucht {}", competency(id)),
        (English, Reason::LooksFor { competency: id }) => format!("looks for {}", competency(id)),
        (German, Reason::Takes { competency: id }) => format!("braucht {}", competency(id)),
        (English, Reason::Takes { competency: id }) => format!("takes {}", competency(id)),
        (German, Reason::Sector { sector: id }) => format!("Bereich {}", sector(id)),
        (English, Reason::Sector { sector: id }) => format!("sector {}", sector(id)),
        (German, Reason::Text { excerpt, .. }) => format!("„{excerpt}“"),
        (English, Reason::Text { excerpt, .. }) => format!("“{excerpt}”"),
    }
}

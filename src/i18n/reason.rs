//! Why something was found, as a sentence.

use super::{Language, Name};
use crate::{
    model::{Id, Network},
    query::search::{Hit, Reason},
};

/// Says why a hit matches; empty when its own name says it.
pub fn reason(language: Language, hit: &Hit, network: &Network) -> String {
    use Language::{English, German};
    let competency = |id: &Id| Name(network.competencies.get(id).map_or("", |competency| &competency.name));
    let sector = |id: &Id| Name(network.sectors.get(id).map_or("", |sector| &sector.name));
    match (language, &hit.reason) {
        (German, Reason::Name) if hit.forgiven => "ähnlich geschrieben".into(),
        (English, Reason::Name) if hit.forgiven => "similar spelling".into(),
        (_, Reason::Name) => String::new(),
        (German, Reason::Synonym { text, .. }) => format!("auch: {}", Name(text)),
        (English, Reason::Synonym { text, .. }) => format!("also: {}", Name(text)),
        (German, Reason::NarrowerThan { competency: id }) => format!("gehört zu {}", competency(id)),
        (English, Reason::NarrowerThan { competency: id }) => format!("part of {}", competency(id)),
        (German, Reason::Offers { competency: id }) => format!("bietet {}", competency(id)),
        (English, Reason::Offers { competency: id }) => format!("offers {}", competency(id)),
        (German, Reason::OffersNarrower { competency: id, than }) => {
            format!("bietet {}, gehört zu {}", competency(id), competency(than))
        }
        (English, Reason::OffersNarrower { competency: id, than }) => {
            format!("offers {}, part of {}", competency(id), competency(than))
        }
        (German, Reason::OffersBroader { competency: id, than }) => {
            format!("bietet {}, dazu gehört {}", competency(id), competency(than))
        }
        (English, Reason::OffersBroader { competency: id, than }) => {
            format!("offers {}, which includes {}", competency(id), competency(than))
        }
        (German, Reason::LooksFor { competency: id }) => format!("sucht {}", competency(id)),
        (English, Reason::LooksFor { competency: id }) => format!("looks for {}", competency(id)),
        (German, Reason::Takes { competency: id }) => format!("braucht {}", competency(id)),
        (English, Reason::Takes { competency: id }) => format!("takes {}", competency(id)),
        (German, Reason::Sector { sector: id }) => format!("Bereich {}", sector(id)),
        (English, Reason::Sector { sector: id }) => format!("sector {}", sector(id)),
        (German, Reason::Text { excerpt, .. }) => format!("„{}“", Name(excerpt)),
        (English, Reason::Text { excerpt, .. }) => format!("“{}”", Name(excerpt)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Competency, Stamp, notation},
        query::search::Index,
    };

    #[test]
    fn who_offers_a_narrower_or_broader_term_says_both() {
        let mut network = notation::network("lab offers sensors; town offers gauges; #noise");
        for (term, broader) in [("gauges", "sensors"), ("noise", "sensors")] {
            let broader = Some(broader.into());
            network.put(Competency { broader, ..Competency::new(term.into(), term) }, Stamp(1));
        }
        let index = Index::new(&network);
        let said = |language, query| {
            let hits = index.find(query, 9).actors;
            hits.iter().map(|hit| reason(language, hit, &network)).collect::<Vec<_>>()
        };
        use Language::{English, German};
        assert_eq!(said(German, "sensors"), ["bietet sensors", "bietet gauges, gehört zu sensors"]);
        assert_eq!(said(English, "sensors"), ["offers sensors", "offers gauges, part of sensors"]);
        assert_eq!(said(German, "noise"), ["bietet sensors, dazu gehört noise"]);
        assert_eq!(said(English, "noise"), ["offers sensors, which includes noise"]);
    }
}

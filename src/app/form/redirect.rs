use crate::{
    app::{Address, View},
    model::{Id, TableName},
};

/// Where to go so that a new record is seen: opened beside the graph, on its own page from a list.
pub fn redirect_after_adding(address: &Address, table: TableName, id: &Id) -> Option<Address> {
    let node = matches!(table, TableName::Actors | TableName::Competencies);
    match (&address.view, table) {
        (View::Start | View::Network, _) if node => {
            Some(Address { opened: Some(id.clone()), ..address.clone() })
        }
        (View::Actors, TableName::Actors) => Some(Address::of(View::Actor(id.clone()))),
        (View::Competencies, TableName::Competencies) => Some(Address::of(View::Competency(id.clone()))),
        (View::Topics, TableName::Topics) => Some(Address::of(View::Topic(id.clone()))),
        _ => None,
    }
}

/// The address without a record that is gone; `None` if it did not name it.
pub fn redirect_after_removing(address: &Address, id: &Id) -> Option<Address> {
    let mut after = address.clone();
    after.view = match &address.view {
        View::Actor(shown) if shown == id => View::Actors,
        View::Competency(shown) if shown == id => View::Competencies,
        View::Topic(shown) if shown == id => View::Topics,
        view => view.clone(),
    };
    after.opened.take_if(|opened| opened == id);
    after.ego.take_if(|ego| ego == id);
    after.filter.sectors.retain(|sector| sector != id);
    after.filter.competencies.retain(|competency| competency != id);
    (after != *address).then_some(after)
}

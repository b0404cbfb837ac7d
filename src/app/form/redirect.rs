use crate::{
    app::{Address, View, address_of, page_of},
    model::{Id, TableName},
};

/// Where to go so that a new record is seen: opened beside the graph, on its own page from a list.
pub fn redirect_after_adding(address: &Address, table: TableName, id: &Id) -> Option<Address> {
    if address.view.is_graph() {
        let is_node = matches!(table, TableName::Actors | TableName::Competencies);
        return is_node.then(|| Address { opened: Some(id.clone()), ..address.clone() });
    }
    let list = page_of(table)?.view.without_record();
    // What was proposed is gone on with on the page of the group.
    let is_proposal = (address.view, table) == (View::WorkingGroup, TableName::Groups);
    (address.view == list || is_proposal).then(|| address_of(table, id))
}

/// The address without a record that is gone; `None` if it did not name it.
pub fn redirect_after_removing(address: &Address, id: &Id) -> Option<Address> {
    let mut after = address.clone();
    if after.record.take_if(|shown| shown == id).is_some() {
        after.view = after.view.without_record();
    }
    after.opened.take_if(|opened| opened == id);
    after.ego.take_if(|ego| ego == id);
    after.topic.take_if(|topic| topic == id);
    after.group.take_if(|group| group == id);
    after.from.take_if(|from| from == id);
    if after.way.contains(id) {
        after.way.clear();
    }
    after.filter.sectors.retain(|sector| sector != id);
    after.filter.competencies.retain(|competency| competency != id);
    (after != *address).then_some(after)
}

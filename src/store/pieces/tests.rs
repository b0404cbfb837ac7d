use super::*;
use crate::{
    exchange::read_part,
    model::{Actor, Change, Stamp},
};

fn head(number: u32) -> Head {
    Head::after(None, "tab", number, 1)
}

/// What is read from the pieces of a state.
fn read(saved: &Saved, pieces: &HashMap<String, String>, known: Option<Saved>) -> (Saved, usize) {
    let mut assembly = Assembly::new(&saved.directory(), known).unwrap();
    let missing = assembly.missing();
    for key in &missing {
        assert!(assembly.add(key.clone(), &pieces[key], read_part), "{}", pieces[key]);
    }
    (assembly.finish().unwrap(), missing.len())
}

fn large(actors: usize) -> Network {
    let mut network = Network::new("n".into());
    let ids = (0..actors).map(|number| format!("a{number}"));
    network.actors = ids.map(|id| Actor::new(id.as_str().into(), id)).collect();
    network.positions =
        Arc::new(network.actors.iter().map(|actor| (actor.id.clone(), Position::default())).collect());
    network
}

#[test]
fn every_document_comes_back_as_it_was() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut seen = 0;
    let folders = [folder.join("odd"), folder];
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let files = entries.filter_map(|entry| std::fs::read(entry.unwrap().path()).ok());
    for bytes in files.chain([include_bytes!("../../../data/goslar.json").to_vec()]) {
        let Ok(parsed) = exchange::read(&bytes) else { continue };
        seen += 1;
        let network = Arc::new(parsed.network);
        let (saved, pieces) = Saved::new(head(1), network.clone(), None);
        let (back, _) = read(&saved, &pieces.collect(), None);
        assert_eq!(exchange::store(&back.network), exchange::store(&network));
        assert_eq!(*back.network, *network);
        // Who has the network already needs no piece of it, and saving it again writes none.
        let known = Saved::known(&saved.directory(), network.clone()).unwrap();
        assert_eq!(read(&saved, &HashMap::new(), Some(known.clone())).1, 0);
        assert_eq!(Saved::new(head(2), network, Some(&known)).1.len(), 0);
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn a_change_writes_few_pieces_wherever_it_happens() {
    let network = Arc::new(large(5000));
    let (saved, pieces) = Saved::new(head(1), network.clone(), None);
    let mut pieces: HashMap<String, String> = pieces.collect();
    assert!(pieces.len() > 50, "{}", pieces.len());
    let name = TableName::Actors.schema().field("name").unwrap();
    let value = crate::model::Value::Text("anders".into());
    let id = |number: usize| Id::from(format!("a{number}").as_str());
    for (most, change) in [
        (1, Change::Set { table: TableName::Actors, id: id(2500), fields: vec![(name, value)] }),
        // A removal leaves a tombstone, and its node has no place any more.
        (5, Change::Remove { table: TableName::Actors, id: id(10) }),
        (1, Change::add(&Actor::new("neu".into(), "Neu"))),
        (1, Change::Place { id: id(77), position: Some(Position { x: 5.0, y: 6.0, pinned: true }) }),
    ] {
        let mut after = Network::clone(&network);
        after.apply(change, Stamp(2));
        let after = Arc::new(after);
        let (next, written) = Saved::new(head(2), after.clone(), Some(&saved));
        assert!((1..=most).contains(&written.len()), "{}", written.len());
        pieces.extend(written);
        // Whether one knows the state before or not.
        assert_eq!(*read(&next, &pieces, None).0.network, *after);
        let (back, missing) = read(&next, &pieces, Some(saved.clone()));
        assert_eq!(*back.network, *after);
        assert!(missing <= most);
        assert!(back.network.competencies.same(&network.competencies), "what stayed is shared");
    }
}

#[test]
fn what_does_not_fit_together_is_not_taken() {
    let network = Arc::new(large(200));
    let (saved, _) = Saved::new(head(1), network, None);
    assert!(Saved::known(&saved.directory(), Arc::new(large(199))).is_none());
    let assembly = Assembly::new(&saved.directory(), None).unwrap();
    assert!(assembly.finish().is_none(), "pieces are missing");
    assert!(Assembly::new("{}", None).is_none());
}

//! A network in pieces, of which a save writes those that changed.
//!
//! A piece is a document of its own with some records of one kind, so that reading it is reading a file. Where one ends
//! follows from the ids in it (content-defined chunking, as in LBFS, Muthitacharoen et al. 2001): an added record
//! changes one piece and leaves those after it as they are.

use std::{collections::HashMap, ops::Range, sync::Arc};

use crate::{
    exchange::{self, ReadPart, Scanner, once, quoted},
    model::{AnyRecord, AnyTable, Id, Network, Position, Record, TableName, order},
};

use super::{Head, envelope::STORE_VERSION};

/// A piece ends after an id of which one in so many is one.
const MEAN_RECORDS: u32 = 64;
const MOST_RECORDS: usize = 512;

/// What the title page, unknown fields and unreadable rows stand under.
const REST: &str = "rest";
const POSITIONS: &str = "positions";
const REMOVED: &str = "removed";

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Used for one text only.
    key: String,
    /// The section of the document.
    part: String,
    count: usize,
}

/// A state as it lies in a database: its head, its network, and which pieces that is in.
#[derive(Clone, Debug)]
pub struct Saved {
    pub head: Head,
    pub network: Arc<Network>,
    pieces: Vec<Piece>,
}

/// A [`Saved`] without its network.
#[derive(Clone, Debug)]
struct Directory {
    head: Head,
    /// What people call the network.
    title: String,
    pieces: Vec<Piece>,
}

impl Directory {
    /// `None` for one that cannot be read.
    fn of_text(text: &str) -> Option<Self> {
        let (mut title, mut pieces) = (None, None);
        let head = Head::of_text(text, &mut |scanner, name| match name {
            "title" => once(&mut title, scanner.text()),
            "pieces" => once(&mut pieces, read_pieces(scanner)),
            _ => scanner.skip(),
        })?;
        Some(Self { head, title: title.unwrap_or_default().into_owned(), pieces: pieces? })
    }
}

fn read_pieces(scanner: &mut Scanner) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    scanner.list(&mut |scanner| {
        let (mut key, mut part, mut count) = (None, None, None);
        scanner.object(&mut |scanner, name| match name {
            "key" => once(&mut key, scanner.text()),
            "part" => once(&mut part, scanner.text()),
            "count" => once(&mut count, scanner.whole()?.try_into().ok()),
            _ => scanner.skip(),
        })?;
        pieces.push(Piece { key: key?.into_owned(), part: part?.into_owned(), count: count? });
        Some(())
    })?;
    Some(pieces)
}

impl Saved {
    /// What has to be written so that the database has `network`, given what it has.
    pub fn new(head: Head, network: Arc<Network>, before: Option<&Self>) -> (Self, NewPieces) {
        let token = head.token.clone();
        let mut writer = Writer { token, before, pieces: Vec::new(), new: Vec::new() };
        writer.rest(&network);
        for table in network.tables().skip(1) {
            writer.table(table);
        }
        writer.positions(&network);
        writer.removed(&network);
        let Writer { pieces, new, .. } = writer;
        (Self { head, network, pieces }, NewPieces(new.into_iter()))
    }

    /// The state that a directory names, of which the network is known already; `None` if it is another one.
    pub fn known(directory: &str, network: Arc<Network>) -> Option<Self> {
        let Directory { head, pieces, .. } = Directory::of_text(directory)?;
        let saved = Self { head, network, pieces };
        let fits =
            |part: &str, count: usize| saved.of(part).map(|(_, piece)| piece.count).sum::<usize>() == count;
        let network = &saved.network;
        let all = network.tables().skip(1).all(|table| fits(table.schema().section, table.len()))
            && fits(POSITIONS, network.positions.len())
            && fits(REMOVED, network.removed.len());
        all.then_some(saved)
    }

    /// The entry that stands for the state in the database.
    pub fn directory(&self) -> String {
        let piece = |Piece { key, part, count }: &Piece| {
            format!(r#"{{"key":{},"part":{},"count":{count}}}"#, quoted(key), quoted(part))
        };
        let pieces: Vec<String> = self.pieces.iter().map(piece).collect();
        let title = quoted(&self.network.about.title);
        format!(r#"{{{},"title":{title},"pieces":[{}]}}"#, self.head.fields(), pieces.join(","))
    }

    /// The pieces of one part, each with the number of the first record in it.
    fn of(&self, part: &str) -> impl Iterator<Item = (usize, &Piece)> {
        let mut start = 0;
        self.pieces.iter().filter(move |piece| piece.part == part).map(move |piece| {
            let first = start;
            start += piece.count;
            (first, piece)
        })
    }
}

/// The keys of the pieces that a directory names; `None` for a directory that cannot be read.
pub fn keys_of(directory: &str) -> Option<Vec<String>> {
    Some(Directory::of_text(directory)?.pieces.into_iter().map(|piece| piece.key).collect())
}

/// Whether a directory that cannot be read comes from a newer version of this program.
pub fn is_of_newer_version(directory: &str) -> bool {
    let (mut scanner, mut version) = (Scanner::new(directory), None);
    let read = scanner.object(&mut |scanner, name| match name {
        "store" => once(&mut version, scanner.whole()),
        _ => scanner.skip(),
    });
    let is_read = read.and_then(|()| scanner.end()).is_some();
    is_read && version.is_some_and(|version| version > u64::from(STORE_VERSION))
}

/// The head of the state that a directory names, and what people call its network.
pub fn head_of(directory: &str) -> Option<(Head, String)> {
    let directory = Directory::of_text(directory)?;
    Some((directory.head, directory.title))
}

/// How many records of a kind the state has that a directory names.
pub fn count_of(directory: &str, table: TableName) -> Option<usize> {
    let part = table.schema().section;
    let pieces = Directory::of_text(directory)?.pieces;
    Some(pieces.iter().filter(|piece| piece.part == part).map(|piece| piece.count).sum())
}

/// Pieces that have to be written, by key. Each becomes a text when it is taken, which may be long after the last one.
#[derive(Debug)]
pub struct NewPieces(std::vec::IntoIter<(String, Network)>);

impl Iterator for NewPieces {
    type Item = (String, String);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, piece) = self.0.next()?;
        Some((key, exchange::store(&piece)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for NewPieces {}

struct Writer<'a> {
    token: String,
    before: Option<&'a Saved>,
    pieces: Vec<Piece>,
    new: Vec<(String, Network)>,
}

impl Writer<'_> {
    fn rest(&mut self, network: &Network) {
        let same = |before: &Network| {
            Arc::ptr_eq(&before.about, &network.about) && Arc::ptr_eq(&before.unknown, &network.unknown)
        };
        if !self.reuse(REST, same) {
            self.write(REST, 1, exchange::rest_of(network));
        }
    }

    fn table(&mut self, table: &dyn AnyTable) {
        let (name, part) = (table.schema().table, table.schema().section);
        if self.reuse(part, |before| before.table(name).identity() == table.identity()) {
            return;
        }
        let before = self.before;
        let earlier = before.map(|before| before.network.table(name));
        let starts = self.starts(part);
        for range in chunks(table.len(), |index| table.at(index).map(Record::id)) {
            let first = table.at(range.start).and_then(|record| earlier?.index_of(record.id()));
            let same = |start: usize, count: usize| {
                count == range.len()
                    && range.clone().enumerate().all(|(offset, index)| {
                        let there = earlier.and_then(|earlier| earlier.at(start + offset));
                        there.zip(table.at(index)).is_some_and(|(there, here)| {
                            std::ptr::addr_eq(std::ptr::from_ref(there), std::ptr::from_ref(here))
                        })
                    })
            };
            if self.reuse_piece(&starts, first, same) {
                continue;
            }
            let mut piece = Network::new("-".into());
            let records = range.clone().filter_map(|index| table.at(index).map(Record::to_any));
            piece.table_mut(name).replace_all(records.collect());
            self.write(part, range.len(), piece);
        }
    }

    fn positions(&mut self, network: &Network) {
        if self.reuse(POSITIONS, |before| Arc::ptr_eq(&before.positions, &network.positions)) {
            return;
        }
        let before = self.before;
        let earlier: Vec<(&Id, &Position)> =
            before.iter().flat_map(|before| before.network.positions.iter()).collect();
        let positions: Vec<(&Id, &Position)> = network.positions.iter().collect();
        let starts = self.starts(POSITIONS);
        for range in chunks(positions.len(), |index| positions.get(index).map(|(id, _)| *id)) {
            let of_range = &positions[range.clone()];
            let first = earlier.binary_search_by_key(&of_range[0].0, |(id, _)| *id).ok();
            let same = |start: usize, count: usize| {
                count == range.len() && earlier.get(start..start + count) == Some(of_range)
            };
            if self.reuse_piece(&starts, first, same) {
                continue;
            }
            let mut piece = Network::new("-".into());
            let places = of_range.iter().map(|(id, at)| ((*id).clone(), **at));
            piece.positions = Arc::new(order::map(places));
            self.write(POSITIONS, range.len(), piece);
        }
    }

    fn removed(&mut self, network: &Network) {
        if !self.reuse(REMOVED, |before| before.removed == network.removed) {
            let mut piece = Network::new("-".into());
            piece.removed = network.removed.clone();
            self.write(REMOVED, network.removed.len(), piece);
        }
    }

    /// Takes all pieces of a part over if nothing in it changed.
    fn reuse(&mut self, part: &str, same: impl Fn(&Network) -> bool) -> bool {
        let Some(before) = self.before.filter(|before| same(&before.network)) else { return false };
        self.pieces.extend(before.of(part).map(|(_, piece)| piece.clone()));
        true
    }

    /// The pieces of a part by the number of their first record.
    fn starts(&self, part: &str) -> HashMap<usize, Piece> {
        let pieces = self.before.iter().flat_map(|before| before.of(part));
        pieces.map(|(start, piece)| (start, piece.clone())).collect()
    }

    fn reuse_piece(
        &mut self,
        starts: &HashMap<usize, Piece>,
        first: Option<usize>,
        same: impl Fn(usize, usize) -> bool,
    ) -> bool {
        let Some((start, piece)) = first.and_then(|start| Some((start, starts.get(&start)?))) else {
            return false;
        };
        let is_same = same(start, piece.count);
        if is_same {
            self.pieces.push(piece.clone());
        }
        is_same
    }

    fn write(&mut self, part: &str, count: usize, piece: Network) {
        let key = format!("{}/{}", self.token, self.new.len());
        self.new.push((key.clone(), piece));
        self.pieces.push(Piece { key, part: part.to_owned(), count });
    }
}

/// Where pieces begin and end.
fn chunks<'a>(count: usize, id: impl Fn(usize) -> Option<&'a Id>) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = 0;
    for index in 0..count {
        let ends = id(index).is_none_or(|id| hash(id.as_str().as_bytes()).is_multiple_of(MEAN_RECORDS));
        let length = index + 1 - start;
        if ends && length >= MEAN_RECORDS as usize / 4 || length == MOST_RECORDS || index + 1 == count {
            chunks.push(start..index + 1);
            start = index + 1;
        }
    }
    chunks
}

/// FNV-1a (Fowler, Noll, Vo) of the end of an id, which is what differs between ids.
fn hash(bytes: &[u8]) -> u32 {
    let end = &bytes[bytes.len().saturating_sub(8)..];
    let hash =
        end.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    // Its low bits alone depend on the low bits of the bytes.
    hash ^ (hash >> 15)
}

/// A state being read, piece by piece. What is known of it already is not read again.
pub struct Assembly {
    directory: Directory,
    known: Option<Saved>,
    parts: HashMap<String, Network>,
    /// Some piece was written by a newer version of this program.
    pub newer: bool,
}

impl Assembly {
    /// `None` for a directory that cannot be read.
    pub fn new(directory: &str, known: Option<Saved>) -> Option<Self> {
        let directory = Directory::of_text(directory)?;
        let newer = directory.head.is_newer_format();
        Some(Self { directory, known, parts: HashMap::new(), newer })
    }

    /// The keys of the pieces that have to be read.
    pub fn missing(&self) -> Vec<String> {
        let known: std::collections::HashSet<&str> =
            self.known.iter().flat_map(|known| &known.pieces).map(|piece| piece.key.as_str()).collect();
        let pieces = self.directory.pieces.iter().filter(|piece| !known.contains(piece.key.as_str()));
        pieces.map(|piece| piece.key.clone()).collect()
    }

    /// Reads a piece. Returns whether it is one, as far as `read` knows.
    pub fn add(&mut self, key: String, text: &str, read: ReadPart) -> bool {
        let Some((network, newer)) = read(text) else { return false };
        self.newer |= newer;
        self.parts.insert(key, network);
        true
    }

    /// The state, if all of it was there.
    pub fn finish(mut self) -> Option<Saved> {
        let Directory { head, pieces, .. } = self.directory;
        let known = self.known.take();
        let mut network = match &known {
            Some(known) => Network::clone(&known.network),
            None => Network::new("-".into()),
        };
        let of = |part: &str| pieces.iter().filter(|piece| piece.part == part).collect::<Vec<_>>();
        let is_known = |part: &str| {
            let before = known.iter().flat_map(|known| known.of(part)).map(|(_, piece)| piece);
            known.is_some() && before.eq(of(part))
        };
        if !is_known(REST) {
            let rest = of(REST).first().and_then(|piece| self.parts.get(&piece.key))?;
            network.about = rest.about.clone();
            network.unknown = rest.unknown.clone();
        }
        for table in TableName::ALL.iter().skip(1) {
            let part = table.schema().section;
            if is_known(part) {
                continue;
            }
            let there = known.as_ref().map(|known| known.network.table(*table).to_vec()).unwrap_or_default();
            let starts: HashMap<&str, usize> = known
                .iter()
                .flat_map(|known| known.of(part))
                .map(|(start, piece)| (piece.key.as_str(), start))
                .collect();
            let mut records: Vec<AnyRecord> = Vec::new();
            for piece in of(part) {
                match (self.parts.get(&piece.key), starts.get(piece.key.as_str())) {
                    (Some(read), _) => records.extend(read.table(*table).to_vec()),
                    (None, Some(start)) => records.extend_from_slice(there.get(*start..start + piece.count)?),
                    (None, None) => return None,
                }
            }
            network.table_mut(*table).replace_all(records);
        }
        if !is_known(POSITIONS) {
            let there: Vec<(&Id, &Position)> =
                known.iter().flat_map(|known| known.network.positions.iter()).collect();
            let starts: HashMap<&str, usize> = known
                .iter()
                .flat_map(|known| known.of(POSITIONS))
                .map(|(start, piece)| (piece.key.as_str(), start))
                .collect();
            let mut positions = std::collections::BTreeMap::new();
            for piece in of(POSITIONS) {
                match (self.parts.get(&piece.key), starts.get(piece.key.as_str())) {
                    (Some(read), _) => {
                        positions.extend(read.positions.iter().map(|(id, at)| (id.clone(), *at)));
                    }
                    (None, Some(start)) => {
                        let places = there.get(*start..start + piece.count)?;
                        positions.extend(places.iter().map(|(id, at)| ((*id).clone(), **at)));
                    }
                    (None, None) => return None,
                }
            }
            network.positions = Arc::new(positions);
        }
        if !is_known(REMOVED) {
            let removed = of(REMOVED).first().and_then(|piece| self.parts.get(&piece.key));
            network.removed = removed.map(|read| read.removed.clone()).unwrap_or_default();
        }
        Some(Saved { head, network: Arc::new(network), pieces })
    }
}

#[cfg(test)]
mod tests;

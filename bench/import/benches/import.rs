//! Time and memory until a large file of another program is part of a network: as a workbook of three sheets, as a list
//! with a row for each pair, and the same once more where it is there already.
//!
//! `cargo bench --package gosmart-import-bench`. Memory is the most that a program of its own held, so each file is read
//! by one: this program calls itself with the name of the file.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on shall fail")]

use std::{
    env, fs,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use gosmart::{
    exchange::{ImportError, Profile, read_file, redact},
    foreign,
    i18n::Language,
    import::{
        self, Contents,
        difference::{Decisions, Difference, Key},
    },
    model::{Actor, Competency, Id, Network, Offer, Stamp},
};
use gosmart_formats::table::{Column, Table, write_csv, write_workbook};

const ACTORS: usize = 16_000;
const COMPETENCIES: usize = 3_000;
const OFFERS: usize = 120_000;

/// The constants of Knuth's MMIX: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "werk", "stadt", "ge", "be", "ung", "druck", "bau", "netz", "mu", "se", "um", "schu", "le", "ta",
            "ri", "strom", "wasser", "di", "gi", "tal", "ü", "pfle", "kin", "der",
        ];
        (0..2 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }
}

/// Names of two made-up words; a number tells those apart that are the same.
fn network() -> Network {
    let mut dice = Dice(7);
    let id = |kind: &str, number: usize| Id::from(format!("{kind}{number}").as_str());
    let mut network = Network::new("bench".into());
    network.competencies = (0..COMPETENCIES)
        .map(|number| Competency::new(id("k", number), format!("{} {} {number}", dice.word(), dice.word())))
        .collect();
    network.actors = (0..ACTORS)
        .map(|number| {
            let name = format!("{} {} {number}", dice.word(), dice.word());
            let place = ["Goslar", "Bad Harzburg", "Oker", "Seesen"][dice.below(4)].to_owned();
            let about = (0..12).map(|_| dice.word()).collect::<Vec<_>>().join(" ");
            Actor { place, about, ..Actor::new(id("a", number), name) }
        })
        .collect();
    // An actor offers nothing twice.
    let mut offers = Vec::with_capacity(OFFERS);
    for actor in 0..ACTORS {
        let first = dice.below(COMPETENCIES);
        for place in 0..OFFERS * (actor + 1) / ACTORS - OFFERS * actor / ACTORS {
            let competency = (first + place * (1 + actor % 7)) % COMPETENCIES;
            offers.push(Offer::new(id("o", offers.len()), id("a", actor), id("k", competency)));
        }
    }
    network.offers = offers.into_iter().collect();
    network
}

/// As people keep such a list by hand, without ids.
fn pairs(network: &Network) -> Table {
    let titles = ["Organisation", "Ort", "Kompetenz"];
    let columns = titles.map(|title| Column { title: title.to_owned(), ..Column::default() });
    let row = |offer: &Offer| {
        let actor = network.actors.get(&offer.actor).unwrap();
        let competency = network.competencies.get(&offer.competency).unwrap();
        vec![actor.name.clone(), actor.place.clone(), competency.name.clone()]
    };
    let rows = network.offers.iter().map(|offer| row(offer)).collect();
    Table { name: "Liste".to_owned(), columns: columns.into(), rows }
}

#[allow(clippy::disallowed_methods, reason = "this program runs natively and has no browser to ask")]
fn now() -> Instant {
    Instant::now()
}

/// Prints how long something takes.
fn stage<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = now();
    let done = work();
    let time: Duration = start.elapsed();
    println!("  {name:<28} {:>9.1} ms {:>7} MB", time.as_secs_f64() * 1e3, most_memory());
    done
}

/// The most memory this program has held so far, in megabytes; 0 where the system does not tell.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

fn read(file: &str) {
    let bytes = fs::read(file).unwrap();
    println!("  {} bytes", bytes.len());
    let format = stage("recognised", || match read_file(&bytes, file, None) {
        Err(ImportError::NotReadable { format }) => format,
        other => panic!("{other:?}"),
    });
    let reads = import::reader(format).unwrap();
    let Contents::Tables(sheets) = stage("read", || reads(&bytes).unwrap()) else { panic!("no tables") };
    let choices = stage("guess", || import::guess(&sheets));
    let incoming = stage("read_tables", || import::read_tables(&sheets, &choices));
    let mut network = Network::new("new".into());
    let difference = |network: &Network| {
        let key = Key::guess(&incoming, network);
        Difference::new(&incoming, network, key, &Decisions::default())
    };
    let first = stage("difference", || difference(&network));
    let mut ids = 0..;
    let changes =
        stage("changes", || first.changes(|| Id::from(format!("new-{}", ids.next().unwrap_or(0)).as_str())));
    println!("  {} changes", changes.len());
    stage("applied", || network.apply_all(changes, Stamp(1)));
    let again = stage("difference, all there", || difference(&network));
    let none = stage("changes, all there", || again.changes(|| Id::from("none")));
    println!(
        "  {} changes; {} actors, {} competencies, {} offers",
        none.len(),
        network.actors.len(),
        network.competencies.len(),
        network.offers.len()
    );
}

fn main() {
    // Cargo adds an option of its own.
    if let Some(file) = env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        return read(&file);
    }
    let network = network();
    let part = redact(&network, Profile::Full);
    let sheets = foreign::workbook(&part, Language::German);
    let list = pairs(&network);
    let formats: [(&str, Vec<u8>); 3] = [
        ("sheets.xlsx", write_workbook(&sheets).unwrap()),
        ("pairs.xlsx", write_workbook(std::slice::from_ref(&list)).unwrap()),
        ("pairs.csv", write_csv(&list)),
    ];
    for (name, bytes) in formats {
        let file: PathBuf = env::temp_dir().join(format!("gosmart-import-bench-{name}"));
        fs::write(&file, bytes).unwrap();
        println!("{name}:");
        let done = Command::new(env::current_exe().unwrap()).arg(&file).status();
        fs::remove_file(&file).unwrap();
        assert!(done.unwrap().success());
    }
}

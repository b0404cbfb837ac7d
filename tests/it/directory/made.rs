//! A made-up directory of a region, and files of it that our writers do not make.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
    sync::Arc,
};

use gosmart::{
    exchange::Redacted,
    foreign,
    i18n::Language,
    model::{
        Actor, ActorStatus, Competency, Id, Link, LinkKind, Need, Network, Offer, Position, Sector, TableName,
    },
};
use gosmart_formats::{
    table::Table,
    text::{self, Encoding},
};
use zip::write::SimpleFileOptions;

use crate::reading::xls;

pub const ACTORS: usize = 500;
pub const COMPETENCIES: usize = 40;
pub const OFFERS: usize = 550;
pub const NEEDS: usize = 200;
pub const LINKS: usize = 100;

const KINDS: [&str; 25] = [
    "Bäckerei",
    "Schützenverein",
    "Grundschule",
    "Autohaus",
    "Förderverein",
    "Kunstmühle",
    "Stadtbücherei",
    "Pflegedienst",
    "Tischlerei",
    "Musikschule",
    "Gärtnerei",
    "Bürgerstiftung",
    "Hörgeräte",
    "Reisebüro",
    "Kindertagesstätte",
    "Weberei",
    "Fahrradwerkstatt",
    "Ruderclub",
    "Druckhaus",
    "Imkerei",
    "Theatergruppe",
    "Zahnärzte",
    "Steinbruch",
    "Kanzlei",
    "Wohnungsgenossenschaft",
];
const FAMILIES: [&str; 20] = [
    "Müller",
    "Köhler",
    "Weiß",
    "Jäger",
    "Schäfer",
    "Brandes",
    "Hoffmeister",
    "Lüders",
    "Ahrens",
    "Voß",
    "Kötz & Söhne",
    "Dörge",
    "Wehmeyer",
    "Ülsmann",
    "Papenberg",
    "Zacharias",
    "Ehlers",
    "Niehoff",
    "Stövesandt",
    "Quast",
];
const PLACES: [&str; 9] = [
    "Goslar",
    "Bad Harzburg",
    "Langelsheim",
    "Vienenburg",
    "Hahnenklee",
    "Oker",
    "Jerstedt",
    "Wöltingerode",
    "Seesen",
];
const WORK: [&str; 10] = [
    "Beratung",
    "Ausleihe",
    "Reparatur",
    "Schulung",
    "Planung",
    "Pflege",
    "Förderung",
    "Prüfung",
    "Übersetzung",
    "Vermittlung",
];
const FIELDS: [&str; 4] = ["für Vereine", "von Geräten", "im Handwerk", "rund ums Wasser"];

pub fn id(kind: &str, number: usize) -> Id {
    Id::from(format!("{kind}{number}").as_str())
}

pub fn actor_name(number: usize) -> String {
    format!("{} {}", KINDS[number % KINDS.len()], FAMILIES[number / KINDS.len() % FAMILIES.len()])
}

pub fn place(number: usize) -> &'static str {
    PLACES[number * 7 % PLACES.len()]
}

pub fn competency_name(number: usize) -> String {
    format!("{} {}", WORK[number % WORK.len()], FIELDS[number / WORK.len() % FIELDS.len()])
}

/// No pair is offered twice or looked for twice; every name is another.
pub fn network() -> Network {
    let mut network = Network::new("directory".into());
    Arc::make_mut(&mut network.about).title = "Wer kann was im Harz?".into();
    network.sectors = ["Handel", "Bildung & Kultur", "Soziales"]
        .iter()
        .enumerate()
        .map(|(number, name)| Sector::new(id("s", number), *name))
        .collect();
    network.competencies =
        (0..COMPETENCIES).map(|number| Competency::new(id("k", number), competency_name(number))).collect();
    network.actors = (0..ACTORS)
        .map(|number| {
            let mut actor = Actor::new(id("a", number), actor_name(number));
            actor.place = place(number).to_owned();
            actor.about = format!(
                "Seit {} am Ort; fragen Sie nach \"Raum {number}\",\nauch abends.",
                1900 + number % 120
            );
            actor.website = format!("https://a{number}.example/gruß?nr={number}");
            actor.sector = Some(id("s", number % 3));
            actor.status = if number % 4 == 0 { ActorStatus::Guest } else { ActorStatus::Member };
            actor
        })
        .collect();
    let ends =
        |number: usize| (id("a", number % ACTORS), id("k", (number * 13 + number / ACTORS) % COMPETENCIES));
    network.offers = (0..OFFERS)
        .map(|number| {
            let (actor, competency) = ends(number);
            Offer { level: Some(1 + (number % 3) as u8), ..Offer::new(id("o", number), actor, competency) }
        })
        .collect();
    network.needs = (0..NEEDS)
        .map(|number| {
            let (actor, competency) = ends(number * 3 + 1_000_007);
            Need::new(id("n", number), actor, competency)
        })
        .collect();
    network.links = (0..LINKS)
        .map(|number| {
            let kind = LinkKind::ALL[number % LinkKind::ALL.len()];
            Link { kind, ..Link::new(id("l", number), id("a", number), id("a", 499 - number)) }
        })
        .collect();
    let position = |number: usize| {
        let [x, y] = [number % 25, number / 25].map(|at| at as f64 * 40.0);
        (id("a", number), Position { x, y, pinned: false })
    };
    network.positions = Arc::new((0..ACTORS).map(position).collect::<BTreeMap<_, _>>());
    network
}

/// As one row for each actor.
pub fn list(part: &Redacted) -> Table {
    foreign::actor_list(part, Language::German)
}

/// Text as many programs write it, not only a German Excel.
pub fn delimited(table: &Table, delimiter: char, says_which: bool) -> String {
    let titles: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    let cell = |cell: &String| match cell.contains([delimiter, '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string());
    let head = if says_which { format!("sep={delimiter}\r\n") } else { String::new() };
    let lines = [&titles].into_iter().chain(&table.rows).map(|row| line(row) + "\r\n");
    head + &lines.collect::<String>()
}

/// Bytes of a text in a code page, which has all of its letters.
fn in_page(text: &str, encoding: Encoding) -> Vec<u8> {
    let letters = page(encoding);
    let byte = |letter: char| letters.iter().position(|other| *other == letter).unwrap();
    text.chars().map(|letter| u8::try_from(byte(letter)).unwrap()).collect()
}

fn page(encoding: Encoding) -> Vec<char> {
    let bytes: Vec<u8> = (0..=255).collect();
    text::decode(&bytes, encoding).chars().collect()
}

/// The bytes of a text in UTF-8, taken for letters of a code page, in UTF-8 again.
fn twice(text: &str, encoding: Encoding) -> Vec<u8> {
    let letters = page(encoding);
    text.bytes().map(|byte| letters[usize::from(byte)]).collect::<String>().into_bytes()
}

/// The text in every encoding that is read.
pub fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let marked = format!("\u{feff}{text}");
    let utf16 =
        |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", marked.clone().into_bytes()),
        ("UTF-16 LE", utf16(&marked, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(&marked, u16::to_be_bytes)),
        ("UTF-16 LE without a mark", utf16(text, u16::to_le_bytes)),
        ("UTF-16 BE without a mark", utf16(text, u16::to_be_bytes)),
        ("Windows-1252", in_page(text, Encoding::Windows1252)),
        ("code page 850", in_page(text, Encoding::Cp850)),
        ("twice, by Windows-1252", twice(text, Encoding::Windows1252)),
        ("twice, by code page 850", twice(text, Encoding::Cp850)),
    ]
}

/// As LibreOffice would keep it: a paragraph for each line of a cell.
pub fn ods(table: &Table) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let cell = |cell: &String| {
        let lines: String =
            cell.split('\n').map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
        format!("<table:table-cell office:value-type=\"string\">{lines}</table:table-cell>")
    };
    let row = |cells: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let titles: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    let rows: String = [&titles].into_iter().chain(&table.rows).map(row).collect();
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
         <office:spreadsheet><table:table table:name=\"Akteure\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]
    {
        // The first file says what the archive is, so it stands as it is.
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// As Excel 97 kept it.
pub fn old_excel(table: &Table) -> Vec<u8> {
    let titles: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    let rows: Vec<&Vec<String>> = [&titles].into_iter().chain(&table.rows).collect();
    xls::of_texts("Akteure", &rows)
}

/// What people compare: how many of each kind, their names, and who offers, needs and knows what.
pub fn told(network: &Network, tables: &[TableName]) -> Vec<String> {
    let mut told = Vec::new();
    for table in tables {
        for record in network.table(*table).records() {
            let mut line = format!("{table:?}");
            for field in table.schema().fields.iter().filter(|field| field.required) {
                line += &format!(" {:?}", record.texts(field));
                record.get(field).references(field.content, &mut |to, id| {
                    line += &format!(" “{}”", network.name_of(to, id));
                });
            }
            told.push(line);
        }
    }
    told.sort();
    told
}

//! A workbook as Excel 97 wrote it: records in a stream, the stream in sectors of a compound file.

const SECTOR: usize = 512;
const END: u32 = 0xffff_fffe;

pub fn xls() -> Vec<u8> {
    compound_file("Workbook", &workbook())
}

fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), &data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Texts of Latin-1, one byte a letter.
fn shared_strings(texts: &[&str]) -> Vec<u8> {
    let mut data = [u32::try_from(texts.len()).unwrap().to_le_bytes(); 2].concat();
    for text in texts {
        let letters: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
        data.extend(u16::try_from(letters.len()).unwrap().to_le_bytes());
        data.push(0);
        data.extend(letters);
    }
    record(0x00fc, &[&data])
}

pub fn workbook() -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &[&words(&[0x0600, kind, 0, 0, 0, 0, 0, 0])]);
    let end = record(0x000a, &[]);
    let cell = |kind: u16, row: u16, column: u16, style: u16, value: &[u8]| {
        record(kind, &[&words(&[row, column, style]), value])
    };
    let text = |row, column, index: u32| cell(0x00fd, row, column, 0, &index.to_le_bytes());
    let first = [
        begin(0x0010),
        record(0x0200, &[&[0; 14]]),
        text(0, 0, 0),
        text(0, 1, 1),
        cell(0x0203, 0, 2, 1, &46353.0_f64.to_le_bytes()),
        text(1, 0, 2),
        // A hundredth of a whole number.
        cell(0x027e, 1, 1, 0, &((175_u32 << 2) | 3).to_le_bytes()),
        cell(0x0205, 1, 2, 0, &[1, 0]),
        cell(0x0205, 2, 1, 0, &[0x17, 1]),
        // A formula that is a number, and its result.
        cell(0x0006, 2, 2, 0, &[&(-3.0_f64).to_le_bytes()[..], &[0; 6], &words(&[3, 0x1e, 3])[..5]].concat()),
        record(0x00e5, &[&words(&[1, 1, 2, 0, 0])]),
        end.clone(),
    ]
    .concat();
    let second = [begin(0x0010), end.clone()].concat();
    let sheets = |first: u32, second: u32| {
        let sheet = |at: u32, hidden: u8, name: &[u8]| {
            record(0x0085, &[&at.to_le_bytes(), &[hidden, 0, u8::try_from(name.len()).unwrap(), 0], name])
        };
        [
            begin(0x0005),
            record(0x00e0, &[&[0; 20]]),
            record(0x00e0, &[&words(&[0, 14]), &[0; 16]]),
            sheet(first, 0, b"Eins"),
            sheet(second, 1, b"Zwei"),
            shared_strings(&["Name", "Größe", "Müller"]),
            end.clone(),
        ]
        .concat()
    };
    let at = u32::try_from(sheets(0, 0).len()).unwrap();
    [sheets(at, at + u32::try_from(first.len()).unwrap()), first, second].concat()
}

/// A workbook of one sheet in which texts stand, each in its cell.
#[allow(dead_code, reason = "the tests of the library include this file for it")]
pub fn of_texts(name: &str, rows: &[&Vec<String>]) -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &[&words(&[0x0600, kind, 0, 0, 0, 0, 0, 0])]);
    let end = record(0x000a, &[]);
    let mut sheet = begin(0x0010);
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            let letters: Vec<u16> = text.encode_utf16().collect();
            let length = u16::try_from(letters.len()).unwrap();
            let head = [&words(&[row, column, 0, length])[..], &[1]].concat();
            sheet.extend(record(0x0204, &[&head, &words(&letters)]));
        }
    }
    sheet.extend(&end);
    let globals = |at: u32| {
        let length = u8::try_from(name.len()).unwrap();
        let bound = record(0x0085, &[&at.to_le_bytes(), &[0, 0, length, 0], name.as_bytes()]);
        [begin(0x0005), record(0x00e0, &[&[0; 20]]), bound, end.clone()].concat()
    };
    let at = u32::try_from(globals(0).len()).unwrap();
    compound_file("Workbook", &[globals(at), sheet].concat())
}

pub fn compound_file(name: &str, stream: &[u8]) -> Vec<u8> {
    // Shorter ones stand in sectors of another size.
    let mut stream = stream.to_vec();
    stream.resize(stream.len().next_multiple_of(SECTOR).max(4096), 0);
    let sectors = u32::try_from(stream.len() / SECTOR).unwrap();
    // Tables say which sector follows which, each for so many; the directory comes behind them, then the stream.
    const ENTRIES: u32 = 128;
    let tables = (sectors + 1).div_ceil(ENTRIES - 1);
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.resize(24, 0);
    header.extend(words(&[0x3e, 3, 0xfffe, 9, 6, 0, 0, 0, 0, 0]));
    for number in [tables, tables, 0, 4096, END, 0, END, 0].into_iter().chain(0..tables) {
        header.extend(u32::to_le_bytes(number));
    }
    header.resize(SECTOR, 0xff);
    let last = tables + sectors;
    let chain = (tables + 1..=last).map(|sector| if sector == last { END } else { sector + 1 });
    let own = (0..tables).map(|_| 0xffff_fffd).chain([END]);
    let mut table: Vec<u8> = own.chain(chain).flat_map(u32::to_le_bytes).collect();
    table.resize(table.len().next_multiple_of(SECTOR), 0xff);
    let entry = |name: &str, kind: u8, child: u32, start: u32, length: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let letters = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(64, 0);
        entry.extend(letters.to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([u32::MAX, u32::MAX, child].iter().flat_map(|link| link.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend([start, length, 0].iter().flat_map(|number| number.to_le_bytes()));
        entry
    };
    let length = u32::try_from(stream.len()).unwrap();
    let mut directory =
        [entry("Root Entry", 5, 1, END, 0), entry(name, 2, u32::MAX, tables + 1, length)].concat();
    directory.resize(SECTOR, 0);
    [header, table, directory, stream].concat()
}

//! What may load, and when: the table of sizes, and the thresholds that a build must not exceed.

use crate::{
    files::Files,
    merge::{INTERFACE, Loads, SHARED},
    tools::Result,
};

/// In bytes as brotli sends them: of what the first picture waits for, wished to be 120 kB, and of all that comes
/// without a click, wished to be 300 kB. They go down, but for what a large part of the page may cost: files of other
/// programs cost 1.5 kB, what helps in the first minute (the ways in, the way back, the focus, what is found under two
/// headings) 7.9, what serves everyone (translated pages, languages of contents, announcements) 3.3, and several networks,
/// earlier states, links that hold a network and newer versions 7.5, of which 3.9 are in front of the picture; inbox, review
/// and published map 4.2, of which 0.6 are in front of it; meetings, groups and names that make room for one another 1.5
/// in front of it and 1.4 in all; names and lines in a crowd 2.1 in front. They stand above what was reached by what
/// another compiler may make of the same sources: their compressed size has differed by 2 kB where functions stood in
/// another order.
const FRONT_LIMIT: usize = 139_500;
const WITHOUT_CLICK_LIMIT: usize = 440_000;

/// Of what the first picture waits for.
const FRONT: [&str; 4] = ["boot.js", "app.js", "front.wasm", "front.css"];
/// What comes after it by itself.
const AFTER: [&str; 1] = ["page.css"];

/// Prints the table.
///
/// # Errors
/// When a threshold is exceeded.
pub fn check(files: &Files, loads: &Loads) -> Result {
    let interface = format!("{INTERFACE}.wasm");
    let when = |name: &str| match name {
        name if FRONT.contains(&name) => 0,
        name if AFTER.contains(&name) || name == interface => 1,
        _ => 2,
    };
    let of_doors = |name: &str| {
        let module = name.strip_suffix(".wasm").unwrap_or(name);
        let doors: Vec<&str> = loads
            .iter()
            .filter(|(_, files)| files.iter().any(|file| file == module))
            .map(|(door, _)| door.as_str())
            .collect();
        if module == SHARED { format!("with {}", doors.join(", ")) } else { "on demand".to_owned() }
    };
    let mut rows: Vec<_> = files.0.iter().map(|file| (when(&file.name), file)).collect();
    rows.sort_by_key(|(when, file)| (*when, std::cmp::Reverse(file.brotli_bytes)));
    println!("\n| file | raw kB | brotli kB | loads |\n|---|---:|---:|---|");
    for (when, file) in &rows {
        let loads = match when {
            0 => "first".to_owned(),
            1 => "then by itself".to_owned(),
            _ => of_doors(&file.name),
        };
        println!(
            "| {} | {} | {} | {loads} |",
            file.name,
            kilobytes(file.raw_bytes),
            kilobytes(file.brotli_bytes)
        );
    }
    let sum = |last: usize| {
        rows.iter().filter(|(when, _)| *when <= last).map(|(_, file)| file.brotli_bytes).sum::<usize>()
    };
    let mut exceeded = Vec::new();
    for (what, sum, limit) in
        [("to the first picture", sum(0), FRONT_LIMIT), ("without a click", sum(1), WITHOUT_CLICK_LIMIT)]
    {
        println!("| **{what}** | | **{}** | limit {} |", kilobytes(sum), kilobytes(limit));
        if sum > limit {
            exceeded.push(format!(
                "{what} {} kB load, and {} kB are the limit",
                kilobytes(sum),
                kilobytes(limit)
            ));
        }
    }
    println!();
    if exceeded.is_empty() { Ok(()) } else { Err(exceeded.join("; ")) }
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1_000, bytes % 1_000 / 100)
}

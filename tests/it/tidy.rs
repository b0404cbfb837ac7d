//! What no compiler checks: the map against the tree, generated files against the code.

use std::{collections::BTreeMap, fs, path::Path};

use expect_test::expect_file;
use gosmart::{app::View, i18n::Language};

/// Which rooms each room may use, read from the table in `src/lib.rs`.
fn map() -> BTreeMap<String, Vec<String>> {
    let text = include_str!("../../src/lib.rs");
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | ")).skip(1);
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_end_matches(" |").split(" | ").collect();
        let [room, _, may_use] = cells[..] else {
            panic!("a row of the map has other than three cells: {line}")
        };
        let room = room.trim_matches(['[', ']', '`']).to_owned();
        (
            room,
            may_use.split(", ").map(|room| room.split(' ').next().unwrap_or_default().to_owned()).collect(),
        )
    };
    rows.map(row).collect()
}

fn rust_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The rooms named after `crate::` in a source text, in single paths and in groups.
fn rooms_used(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (start, _) in text.match_indices("crate::") {
        let rest = &text[start + "crate::".len()..];
        let word = |text: &str| {
            text.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect::<String>()
        };
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut at_start = true;
            for (place, sign) in group.char_indices() {
                match sign {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => at_start = true,
                    sign if sign.is_whitespace() => {}
                    _ if depth == 0 && at_start => {
                        rooms.push(word(&group[place..]));
                        at_start = false;
                    }
                    _ => {}
                }
            }
        } else {
            rooms.push(word(rest));
        }
    }
    rooms
}

#[test]
fn rooms_use_what_the_map_allows() {
    let map = map();
    assert!(map.len() >= 10, "the map was not understood: {map:?}");
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let mut parts = file.strip_prefix("src").unwrap().components();
        let room = parts.next().unwrap().as_os_str().to_string_lossy().into_owned();
        // Tests of a room may look at it through a higher one: scenes are recorded by a painter.
        if parts.next().is_none() || room == "bin" || file.file_name().is_some_and(|name| name == "tests.rs")
        {
            continue;
        }
        let Some(allowed) = map.get(&room) else {
            wrong.push(format!("src/{room} is not on the map"));
            continue;
        };
        let text = fs::read_to_string(&file).unwrap();
        for used in rooms_used(&text) {
            let is_free = allowed.iter().any(|room| *room == used || room == "all" && used != "ui");
            if map.contains_key(&used) && used != room && !is_free {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sector_colours_of_the_page_are_those_of_the_picture() {
    expect_file!["../../style/sheets/sectors.css"].assert_eq(&gosmart::scene::sector_style_sheet());
}

/// A larger font of the browser counts as less room, and pixels do not grow with it.
#[test]
fn the_page_changes_at_widths_counted_in_em() {
    let mut sheets = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir("style/sheets").unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let conditions = text.split("@media").skip(1).filter_map(|rule| rule.split('{').next());
        let in_pixels = conditions.filter(|condition| condition.contains("px"));
        wrong.extend(in_pixels.map(|condition| format!("{}: @media{condition}", path.display())));
        sheets += 1;
    }
    assert!(sheets > 10, "the style sheets were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_outline_has_the_heading_of_the_interface() {
    let heading = format!(">{}</h1>", View::Network.title(Language::German));
    assert!(include_str!("../../index.html").contains(&heading), "index.html lacks {heading}");
}

/// A file that grows beyond this has begun to own too much.
const MOST_LINES: usize = 500;

#[test]
fn no_file_owns_everything() {
    let mut files = Vec::new();
    for folder in ["src", "bundle", "layout", "roles", "teams", "tests", "xtask"] {
        rust_files(Path::new(folder), &mut files);
    }
    let lines = |file: &std::path::PathBuf| fs::read_to_string(file).unwrap().lines().count();
    let long: Vec<String> = files
        .iter()
        .map(|file| (file, lines(file)))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(file, lines)| format!("{}: {lines}", file.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

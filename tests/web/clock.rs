use std::collections::HashSet;

use gosmart::{browser::clock, i18n::Language, model::Day};
use js_sys::Date;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{Undo, script};

#[test]
fn days_are_written_out_in_both_languages() {
    let day = Day::new("2017-06-02");
    assert_eq!(clock::day(&day, Language::German), "2. Juni 2017");
    assert_eq!(clock::day(&day, Language::English), "2 June 2017");
    assert_eq!(clock::day(&Day::new("2024-02-29"), Language::German), "29. Februar 2024");
    assert_eq!(clock::day(&Day::new("0099-12-31"), Language::German), "31. Dezember 99");
    assert_eq!(clock::day(&Day::new("0004-02-29"), Language::English), "29 February 4");
    assert_eq!(clock::day(&Day::new("0017-06-02"), Language::German), "2. Juni 17");
    for no_day in ["2017", "2023-02-29", "demnächst", "", "0000-01-01"] {
        assert_eq!(clock::day(&Day::new(no_day), Language::German), no_day);
    }
}

#[test]
fn times_have_24_hours() {
    for (hour, minute, expected) in [(10, 42, "10:42"), (0, 5, "00:05"), (21, 7, "21:07")] {
        let local = Date::new_with_year_month_day_hr_min(2026, 10, 22, hour, minute);
        assert_eq!(clock::time_of_day(local.get_time() as u64), expected);
    }
}

#[test]
fn today_is_the_users_day() {
    let before = script("return new Date().toLocaleDateString('sv-SE')", &[]).as_string().unwrap();
    let now = clock::now();
    let after = script("return new Date().toLocaleDateString('sv-SE')", &[]).as_string().unwrap();
    assert!([before, after].iter().any(|today| today == now.today.as_str()), "{:?}", now.today);
    assert!(now.today.parts().is_some());
}

#[test]
fn ids_are_unique_with_and_without_the_browsers_uuids() {
    let distinct = || (0..1_000).map(|_| clock::new_id()).collect::<HashSet<_>>();
    let uuids = distinct();
    assert_eq!(uuids.len(), 1_000);
    assert!(uuids.iter().all(|id| id.as_str().len() == 36));
    // As on a page that was opened over http.
    let _hidden = Undo::of(
        "Object.defineProperty(crypto, 'randomUUID', { configurable: true, value: undefined });
         return () => delete crypto.randomUUID;",
    );
    let own = distinct();
    assert_eq!(own.len(), 1_000);
    assert!(own.iter().all(|id| id.as_str().len() == 35 && !uuids.contains(id)));
}

#[test]
fn a_measure_gives_back_the_result_and_leaves_one_entry() {
    assert_eq!(clock::measure("test-measure", || 7), 7);
    let performance = web_sys::window().unwrap().performance().unwrap();
    assert_eq!(performance.get_entries_by_name("test-measure").length(), 1);
    assert_eq!(performance.get_entries_by_name("test-measure-start").length(), 0);
}

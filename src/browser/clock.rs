//! Time, random ids and User Timing entries.

use js_sys::{Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::{
    app::Now,
    i18n::Language,
    model::{Day, Id},
};

/// How long the page may stand still at a time for what is made meanwhile.
const SLICE_MILLIS: f64 = 8.0;

pub fn now() -> Now {
    let date = Date::new_0();
    let today = format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date());
    Now { millis: Date::now() as u64, today: Day::new(today) }
}

/// A random UUID; from weaker randomness where the page was not opened over https or localhost.
pub fn new_id() -> Id {
    let uuid = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| {
            Reflect::get(&crypto, &"randomUUID".into()).ok().filter(JsValue::is_function).map(|_| crypto)
        })
        .map(|crypto| crypto.random_uuid());
    let uuid = uuid.unwrap_or_else(|| {
        let part = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        format!("{:08x}-{:08x}-{:08x}-{:08x}", part(), part(), part(), part())
    });
    Id::from(uuid.as_str())
}

/// `10:42`, in the user's time zone. German and English write it alike; a formatter of the browser's would take longer
/// to make than the picture takes to paint.
pub fn time_of_day(millis: u64) -> String {
    let date = Date::new(&JsValue::from_f64(millis as f64));
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// `2. Juni 2017`; text that is no day is shown as it stands, and so is a day of the year 0, which has no name.
pub fn day(day: &Day, language: Language) -> String {
    let Some((year @ 1.., month, number)) = day.parts() else { return day.as_str().to_owned() };
    // Where a date is made of its parts, the years 0 to 99 mean those from 1900 on.
    let date = Date::new_with_year_month_day(2000, 0, 1);
    date.set_full_year_with_month_date(year.into(), i32::from(month) - 1, number.into());
    format(&date, language, &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// `2. Juni 2017, 10:42`, in the user's time zone.
pub fn day_and_time(millis: u64, language: Language) -> String {
    let date = Date::new(&JsValue::from_f64(millis as f64));
    let day = format(&date, language, &[("day", "numeric"), ("month", "long"), ("year", "numeric")]);
    format!("{day}, {}", time_of_day(millis))
}

fn format(date: &Date, language: Language, parts: &[(&str, &str)]) -> String {
    let locales = js_sys::Array::of1(&match language {
        Language::German => "de-DE".into(),
        Language::English => "en-GB".into(),
    });
    let options = Object::new();
    for (name, value) in parts {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    let formatter = Intl::DateTimeFormat::new(&locales, &options);
    let format = formatter.format();
    format.call1(&JsValue::UNDEFINED, date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Sets a User Timing mark, for measuring from outside.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// Runs `work` and records its duration as a User Timing measure.
pub fn measure<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = format!("{name}-start");
    mark(&start);
    let result = work();
    measured(name, &start);
    result
}

/// As [`measure`], with what else happens meanwhile.
pub async fn measure_async<T>(name: &str, work: impl Future<Output = T>) -> T {
    let start = format!("{name}-start");
    mark(&start);
    let result = work.await;
    measured(name, &start);
    result
}

/// Records as a User Timing measure what lies between a mark and now, and takes the mark away.
pub fn measured(name: &str, start: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.measure_with_start_mark(name, start);
        performance.clear_marks_with_mark_name(start);
    }
}

/// For measuring spans; starts at nought when the page does.
pub fn monotonic_millis() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Whether work in slices may go on: until this one is over.
pub fn for_a_slice() -> impl FnMut() -> bool {
    let end = monotonic_millis() + SLICE_MILLIS;
    move || monotonic_millis() < end
}

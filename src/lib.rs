//! GoSMART: a map of a region's people and what they can do.
//!
//! The rooms, in reading order. Each may use the ones above it, as far as its line says; `tests/it/tidy.rs`
//! holds the `use` lines against this list.
//!
//! | room | what lives there | may use |
//! |---|---|---|
//! | [`model`] | what a network is: records, ids, edits, stamps, tombstones | nothing |
//! | [`job`] | long jobs in a worker: messages, progress, cancelling; a package of its own | nothing |
//! | [`teams`] | the smallest team, proven: numbers only; a package of its own, compiled for speed | job |
//! | [`roles`] | bridge builders and communities: numbers only; a package of its own, compiled for speed | job |
//! | [`query`] | search, filter, graph, neighbourhood, coverage, matches, teams, ways, roles | model, teams, roles |
//! | [`exchange`] | bytes and networks: reading with a report, writing with a profile, the schema | model |
//! | [`merge`] | networks of several authors become one: latest values, conflicts, decisions | model, exchange |
//! | [`store`] | what a browser keeps: pieces, journal, copies, and the trait they go through | model, exchange |
//! | [`layout`] | where nodes go: numbers only, never an actor; a package of its own, compiled for speed | job |
//! | [`scene`] | graph, positions and view make a display list; camera, labels, picking, theme | model, query |
//! | [`paint`] | a display list becomes pixels or text | scene |
//! | [`app`] | state, messages, the one `update`, effects, undo, commands, addresses | model, query, exchange, merge, store, layout, scene, i18n (the language and pairs of words) |
//! | [`i18n`] | all words, German and English | model, query, exchange, merge, store, app, import, intake |
//! | [`foreign`] | networks as tables, graphs and linked data for other programs, natively and in a worker | model, job, exchange, scene (colours), app (web addresses), i18n |
//! | [`import`] | tables and graphs of other programs as records, and what they change, natively and in a worker | model, exchange, query, foreign, i18n |
//! | [`intake`] | an import as page and worker speak of it: questions, answers, the job | model, job, exchange, import, i18n |
//! | `browser` | one file per ability of the browser | all but ui |
//! | `front` | what loads first: it paints the picture and lets the interface follow | all but ui |
//! | `ui` | components that draw DOM and dispatch messages | all |
//! | `doors` | what opens on demand, a table of functions for each file; whoever opens one names it here | all |

pub use gosmart_job as job;
pub use gosmart_layout as layout;
pub use gosmart_roles as roles;
pub use gosmart_teams as teams;

pub mod app;
pub mod exchange;
pub mod foreign;
pub mod i18n;
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
pub mod import;
pub mod intake;
pub mod merge;
pub mod model;
pub mod paint;
pub mod query;
pub mod scene;
pub mod store;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "ui"))]
pub mod doors;
#[cfg(all(target_arch = "wasm32", feature = "ui"))]
pub mod front;
#[cfg(all(target_arch = "wasm32", feature = "ui"))]
pub mod ui;

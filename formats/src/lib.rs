//! Files of other programs, as far as that is a matter of bytes: [`table`]s (CSV, Excel) and [`graph`]s (GraphML,
//! GEXF, Kumu and others), and pictures with QR codes ([`codes`]). Knows nothing of actors and competencies; what a column
//! or an attribute means is decided elsewhere. A package of its own, so that what it builds on stays out of the page.

pub mod codes;
pub mod graph;
pub mod problem;
pub mod table;
pub mod text;

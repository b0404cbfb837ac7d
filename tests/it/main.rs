//! All native tests of the whole, in one binary.

mod cli;
mod example;
mod exchange;
mod tidy;

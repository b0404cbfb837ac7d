//! Sentences about files.

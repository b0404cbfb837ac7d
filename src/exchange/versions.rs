//! The versions of the document and the steps between them: the only place that knows older shapes.

use serde_json::Value;

use super::{
    ImportError,
    json::{read_stamp, shortened},
};
use crate::model::{Day, Stamp, Unknown};

/// The version this program writes.
pub const CURRENT_VERSION: u64 = 1;

/// The version a document says it has.
pub(super) fn version_of(value: Option<&Value>) -> Result<u64, ImportError> {
    let value = value.ok_or(ImportError::VersionMissing)?;
    match value.as_u64() {
        Some(version) if version >= 1 => Ok(version),
        _ => Err(ImportError::VersionUnknown { found: shortened(value) }),
    }
}

/// Brings a document of an earlier version into today's shape, one version at a time.
///
/// Version 1 is the first, so no document has to be changed; of its drafts only the time of a tombstone differs, see
/// [`stamp_of`]. A newer document passes unchanged.
pub(super) fn migrate(document: Unknown, _version: u64) -> Unknown {
    document
}

/// The time of a tombstone. Drafts of version 1 wrote it as RFC 3339 in UTC.
pub(super) fn stamp_of(value: &Value) -> Option<Stamp> {
    if let Some(stamp) = read_stamp(value) {
        return Some(stamp);
    }
    let (day, time) = value.as_str()?.strip_suffix('Z')?.split_once('T')?;
    // Fractions of a second say nothing about when something was removed.
    let mut parts = time.split([':', '.']).map(str::parse::<u64>);
    let mut next = |most| parts.next()?.ok().filter(|part| *part <= most);
    let (hour, minute, second) = (next(23)?, next(59)?, next(60)?);
    let days = Day::new(day).days_since_1970()?;
    Some(Stamp((((days * 24 + hour) * 60 + minute) * 60 + second) * 1000))
}

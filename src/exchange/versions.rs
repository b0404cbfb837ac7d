//! The versions of the document and the steps between them: the only place that knows older shapes.

use serde_json::Value;

use super::{ImportError, read::shortened};
use crate::model::Unknown;

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
/// Version 1 is the first, so there is nothing to do yet. A newer document passes unchanged.
pub(super) fn migrate(document: Unknown, _version: u64) -> Unknown {
    document
}

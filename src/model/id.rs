use std::{borrow::Borrow, fmt, sync::Arc};

/// Names one record. Any non-empty text on import, a random UUID when we make one; cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.is_empty() { Err("an id must not be empty") } else { Ok(Self(text.into())) }
    }
}

/// For ids known to be non-empty: literals and freshly drawn UUIDs.
impl From<&str> for Id {
    fn from(text: &str) -> Self {
        debug_assert!(!text.is_empty());
        Self(text.into())
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

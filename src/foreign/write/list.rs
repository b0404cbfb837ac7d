//! Several texts in one cell.

/// `Rat | Raum`. A stroke within a text gets a backslash before it; texts without a sign are left out.
pub fn join<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts = texts.into_iter().map(|text| escaped(text.as_ref().trim()));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" | ")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        // A backslash that would be taken for ours.
        let is_taken = sign == '\\' && rest.peek().is_some_and(|next| matches!(next, '\\' | '|'));
        if sign == '|' || is_taken {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

/// The texts of a cell, without spaces around them.
pub fn split(cell: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut rest = cell.chars().peekable();
    while let Some(sign) = rest.next() {
        let is_ours = sign == '\\' && rest.peek().is_some_and(|next| matches!(next, '\\' | '|'));
        let sign = if is_ours { rest.next() } else { Some(sign) };
        match sign {
            Some('|') if !is_ours => texts.push(String::new()),
            sign => {
                if let Some(text) = texts.last_mut() {
                    text.extend(sign);
                }
            }
        }
    }
    texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_joined_can_be_split(texts in prop::collection::vec(r"[\\|a ]{0,6}", 0..5)) {
            let plain: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
            prop_assert_eq!(split(&join(&texts)), plain);
        }
    }
}

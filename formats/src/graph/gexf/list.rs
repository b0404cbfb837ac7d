//! Lists as Gephi writes them, `[one, "two, three"]`, and as others do, `one|two`.

use std::borrow::Cow;

pub fn parse(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Some(inside) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return items(inside);
    }
    let separator = ['|', ';', ','].into_iter().find(|separator| text.contains(*separator)).unwrap_or('|');
    text.split(separator).map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

fn items(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut signs = text.chars().peekable();
    loop {
        while signs.next_if(|sign| sign.is_whitespace()).is_some() {}
        let mut item = String::new();
        match signs.next_if(|sign| matches!(sign, '"' | '\'')) {
            Some(quote) => {
                while let Some(sign) = signs.next().filter(|sign| *sign != quote) {
                    item.push(if sign == '\\' { signs.next().unwrap_or(sign) } else { sign });
                }
                while signs.next_if(|sign| *sign != ',').is_some() {}
                items.push(item);
            }
            None => {
                while let Some(sign) = signs.next_if(|sign| *sign != ',') {
                    item.push(sign);
                }
                let item = item.trim_end();
                if !item.is_empty() {
                    items.push(item.to_owned());
                }
            }
        }
        if signs.next().is_none() {
            return items;
        }
    }
}

pub fn write<'a>(items: impl Iterator<Item = Cow<'a, str>>) -> String {
    let is_plain = |item: &str| {
        !item.is_empty()
            && item != "null"
            && item.trim() == item
            && !item.contains([',', '[', ']', '"', '\'', '\\'])
    };
    let items = items.map(|item| match is_plain(&item) {
        true => item.into_owned(),
        false => format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\"")),
    });
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

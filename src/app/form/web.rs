/// An address fit for a link (http, https, mailto), completed where people leave out the beginning:
/// `www.goslar.de` becomes `https://www.goslar.de`. Empty stays empty; `None` for anything else.
pub fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some(String::new());
    }
    if text.contains(char::is_whitespace) {
        return None;
    }
    let rest_of = |scheme: &str| {
        text.get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .map(|_| &text[scheme.len()..])
    };
    if let Some(rest) = rest_of("https://").or_else(|| rest_of("http://")) {
        return is_host(host_of(rest)).then(|| text.to_owned());
    }
    if let Some(rest) = rest_of("mailto:") {
        return is_mailbox(rest).then(|| text.to_owned());
    }
    if is_mailbox(text) {
        return Some(format!("mailto:{text}"));
    }
    let host = host_of(text);
    (host.contains('.') && is_host(host)).then(|| format!("https://{text}"))
}

fn host_of(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Letters of any language, digits, dots and hyphens, perhaps with a port.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let labels = name.strip_suffix('.').unwrap_or(name).split('.');
    let is_label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
    };
    labels.clone().all(is_label) && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_mailbox(text: &str) -> bool {
    let address = text.split('?').next().unwrap_or_default();
    let Some((name, host)) = address.split_once('@') else { return false };
    let name_is_plain = !name.is_empty() && !name.contains(['/', ':', '\\', '"', '<', '>']);
    name_is_plain && host.contains('.') && !host.contains(':') && is_host(host)
}

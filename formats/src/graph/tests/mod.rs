mod foreign;
mod hostile;
mod round_trip;

use super::*;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn attribute(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}

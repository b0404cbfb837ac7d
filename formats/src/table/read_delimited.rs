pub(super) const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];

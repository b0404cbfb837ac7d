use std::fmt::{self, Display};

use crate::model::SectorColor;

/// Opaque colour with a share of coverage from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
    pub alpha: u8,
}

impl Color {
    /// From `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8, alpha: 255 }
    }

    /// This colour laid over `ground` with `share` of its strength, opaque again.
    ///
    /// Fading is done here and not by transparency, so that crossings of faded lines stay as faint as they are.
    #[must_use]
    pub fn over(self, ground: Self, share: f64) -> Self {
        let mix =
            |own: u8, ground: u8| (f64::from(own) * share + f64::from(ground) * (1.0 - share)).round() as u8;
        Self {
            red: mix(self.red, ground.red),
            green: mix(self.green, ground.green),
            blue: mix(self.blue, ground.blue),
            alpha: 255,
        }
    }

    /// Contrast as WCAG 2.2 defines it, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let [one, two] = [self, other].map(Self::luminance);
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)?;
        if self.alpha == 255 { Ok(()) } else { write!(f, "{:02x}", self.alpha) }
    }
}

/// After this many the colours begin again; the symbol still tells sectors apart.
pub const SECTOR_COUNT: usize = SectorColor::ALL.len();

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectorColors {
    pub fill: Color,
    /// Stands out from the background by 3:1 where the fill may not.
    pub border: Color,
    /// For the symbol on the fill.
    pub text: Color,
}

/// The colours of the picture by what they mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub background: Color,
    pub text: Color,
    pub muted: Color,
    pub focus: Color,
    pub offer: Color,
    pub need: Color,
    pub link: Color,
    /// A competency somebody offers.
    pub competency: SectorColors,
    /// Rings around what is offered by nobody or by one only.
    pub warning: Color,
    /// An actor without a sector.
    pub no_sector: SectorColors,
    sectors: [SectorColors; SECTOR_COUNT],
    /// Of each sector, by its number, the place of its colour in the palette; the others take them in turn.
    sector_colors: Vec<usize>,
}

const fn colors(fill: u32, border: u32, text: u32) -> SectorColors {
    SectorColors { fill: Color::hex(fill), border: Color::hex(border), text: Color::hex(text) }
}

impl Theme {
    /// Hues after Okabe and Ito (2008), which colour-blind people tell apart, ordered so that neighbours differ in
    /// lightness too.
    pub fn light() -> Self {
        Self {
            background: Color::hex(0xffffff),
            text: Color::hex(0x16202c),
            muted: Color::hex(0x566373),
            focus: Color::hex(0x0b3bd0),
            offer: Color::hex(0x728498),
            need: Color::hex(0xc2571a),
            link: Color::hex(0x9a79c9),
            competency: colors(0x5b6b7d, 0x445262, 0xffffff),
            warning: Color::hex(0xb3400a),
            no_sector: colors(0xdde3ea, 0x667484, 0x16202c),
            sectors: [
                colors(0x0072b2, 0x00527f, 0xffffff),
                colors(0xf0a830, 0x966000, 0x16202c),
                colors(0x00805d, 0x005c43, 0xffffff),
                colors(0xd88fb5, 0x8f4470, 0x16202c),
                colors(0x6cbfee, 0x21719f, 0x16202c),
                colors(0xc14f00, 0x8c3900, 0xffffff),
                colors(0xf0e05a, 0x837600, 0x16202c),
                colors(0x5a3e8e, 0x422c6b, 0xffffff),
            ],
            sector_colors: Vec::new(),
        }
    }

    pub fn dark() -> Self {
        Self {
            background: Color::hex(0x12181f),
            text: Color::hex(0xe9eef4),
            muted: Color::hex(0xa3b1c0),
            focus: Color::hex(0x9db8ff),
            offer: Color::hex(0x6a7c90),
            need: Color::hex(0xe08a4f),
            link: Color::hex(0x9678c4),
            competency: colors(0xa4b2c1, 0xc3ced9, 0x12181f),
            warning: Color::hex(0xff9d5c),
            no_sector: colors(0x3b4653, 0x8997a6, 0xe9eef4),
            sectors: [
                colors(0x2f86c9, 0x74b6e8, 0x0a0f14),
                colors(0xe09d2c, 0xf5c673, 0x0a0f14),
                colors(0x17946e, 0x55c7a3, 0x0a0f14),
                colors(0xcf86ac, 0xe9b6d0, 0x0a0f14),
                colors(0x6fbfec, 0xa9dcf8, 0x0a0f14),
                colors(0xd4641a, 0xf2a06a, 0x0a0f14),
                colors(0xe3d459, 0xf3ea9c, 0x0a0f14),
                colors(0x8f74cc, 0xb9a6e6, 0x0a0f14),
            ],
            sector_colors: Vec::new(),
        }
    }

    /// For forced colours and raised contrast: the ground black or white, every line and word at its strongest.
    pub fn high_contrast(dark: bool) -> Self {
        let (ground, text) = if dark { (0x000000, 0xffffff) } else { (0xffffff, 0x000000) };
        let plain = colors(ground, text, text);
        Self {
            background: Color::hex(ground),
            text: Color::hex(text),
            muted: Color::hex(text),
            focus: Color::hex(if dark { 0xffff00 } else { 0x0000ee }),
            offer: Color::hex(text),
            need: Color::hex(text),
            link: Color::hex(text),
            competency: colors(text, text, ground),
            warning: Color::hex(text),
            no_sector: plain,
            sectors: [plain; SECTOR_COUNT],
            sector_colors: Vec::new(),
        }
    }

    /// For the sector's name: its hue, dark enough (or light enough) to be read. Quiet ones stand beside their island.
    pub fn sector_name(&self, number: usize, is_quiet: bool) -> Color {
        let color = self.sector(Some(number)).border.over(self.text, 0.6);
        if is_quiet { color.over(self.background, 0.8) } else { color }
    }

    /// The ground of a sector's island; `strength` goes from 0, not there, to 1.
    pub fn island(&self, number: usize, strength: f64) -> Color {
        self.sector(Some(number)).fill.over(self.background, 0.14 * strength)
    }

    pub fn competency_name(&self) -> Color {
        self.muted.over(self.text, 0.6)
    }

    /// For the names of what search, filters and attention leave out. Whoever looks there can make them out.
    pub fn faded_name(&self) -> Color {
        self.text.over(self.background, 0.55)
    }

    /// For a word on the line of a need.
    pub fn need_word(&self) -> Color {
        self.need.over(self.text, 0.75)
    }

    /// From a topic to what it takes.
    pub fn topic_line(&self) -> Color {
        self.focus.over(self.background, 0.7)
    }

    /// Sectors have these colours, by their numbers; see [`Network::sector_color`](crate::model::Network::sector_color).
    pub fn with_sector_colors(self, sector_colors: Vec<usize>) -> Self {
        Self { sector_colors, ..self }
    }

    /// The colours of the sector with this number in the document.
    pub fn sector(&self, number: Option<usize>) -> SectorColors {
        let place = |number: usize| self.sector_colors.get(number).copied().unwrap_or(number);
        number.map_or(self.no_sector, |number| self.palette(place(number)))
    }

    /// The same with hardly any colour. Border and symbol stand out as they do.
    pub fn pale_sector(&self, number: Option<usize>) -> SectorColors {
        let colors = self.sector(number);
        SectorColors { fill: colors.fill.over(self.background, 0.15), border: colors.border, text: self.text }
    }

    /// After [`SECTOR_COUNT`] the colours begin again.
    pub fn palette(&self, place: usize) -> SectorColors {
        self.sectors[place % SECTOR_COUNT]
    }
}

/// The style sheet that gives lists and cards the sector colours of the picture, for both appearances.
pub fn sector_style_sheet() -> String {
    let (light, dark) = (Theme::light(), Theme::dark());
    let classes = (0..SECTOR_COUNT).map(Some).chain([None]).map(|number| {
        let name = number.map_or("none".to_owned(), |number| number.to_string());
        let (light, dark) = (light.sector(number), dark.sector(number));
        format!(
            "\n.sector-{name} {{\n  --sector-fill: light-dark({}, {});\n  --sector-border: light-dark({}, {});\n  \
             --sector-text: light-dark({}, {});\n}}\n",
            light.fill, dark.fill, light.border, dark.border, light.text, dark.text
        )
    });
    let head = "/* The colours of sectors as the picture has them. Written by scene::sector_style_sheet, checked by a test. */\n";
    [head.to_owned()].into_iter().chain(classes).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::edges, *};
    use crate::{model::LinkKind, query::graph::EdgeKind};

    /// Every kind of line, and whether somebody looks there for what nobody offers.
    const LINES: [(EdgeKind, bool); 5] = [
        (EdgeKind::Offer, false),
        (EdgeKind::Need, false),
        (EdgeKind::Need, true),
        (EdgeKind::Link(LinkKind::Knows), false),
        (EdgeKind::Invitation, false),
    ];

    #[test]
    fn every_colour_stands_out_as_much_as_its_use_asks() {
        let themes = [
            ("light", Theme::light()),
            ("dark", Theme::dark()),
            ("contrast light", Theme::high_contrast(false)),
            ("contrast dark", Theme::high_contrast(true)),
        ];
        for (name, theme) in themes {
            let mut pairs = Vec::new();
            let islands = (0..SECTOR_COUNT).map(|number| theme.island(number, 1.0));
            for ground in islands.chain([theme.background]) {
                pairs.extend([
                    ("actor's name", theme.text, ground, 4.5),
                    ("competency's name", theme.competency_name(), ground, 4.5),
                    ("faded name", theme.faded_name(), ground, 3.0),
                    ("word on an offer", theme.muted, ground, 4.5),
                    ("word on a need", theme.need_word(), ground, 4.5),
                    ("way", theme.focus, ground, 3.0),
                    ("line of a topic", theme.topic_line(), ground, 3.0),
                    ("ring", theme.warning, ground, 3.0),
                ]);
                for (kind, is_unmet) in LINES {
                    let plain = edges::plain_stroke(kind, is_unmet, 1.0, 1.0, &theme).color;
                    let loud = edges::loud_stroke(kind, is_unmet, 1.0, &theme).color;
                    // Who knows whom is told on attention alone, and in the legend.
                    if !matches!(kind, EdgeKind::Link(_)) || ground == theme.background {
                        pairs.push(("plain line", plain, ground, 3.0));
                    }
                    pairs.push(("loud line", loud, ground, 3.0));
                }
                let names = (0..SECTOR_COUNT).map(|number| theme.sector_name(number, false));
                pairs.extend(names.map(|color| ("sector's name", color, ground, 4.5)));
            }
            let quiet = (0..SECTOR_COUNT).map(|number| theme.sector_name(number, true));
            pairs.extend(quiet.map(|color| ("quiet sector's name", color, theme.background, 4.5)));
            let fills = theme.sectors.iter().chain([&theme.competency, &theme.no_sector]);
            for colors in fills {
                pairs.push(("border", colors.border, theme.background, 3.0));
                pairs.push(("symbol", colors.text, colors.fill, 4.5));
            }
            for number in (0..SECTOR_COUNT).map(Some).chain([None]) {
                let colors = theme.pale_sector(number);
                pairs.push(("pale symbol", colors.text, colors.fill, 4.5));
            }
            for (role, color, ground, least) in pairs {
                let contrast = color.contrast(ground);
                assert!(
                    contrast >= least,
                    "{name}: {role} {color} on {ground} has {contrast:.2}, needs {least}"
                );
            }
        }
    }

    #[test]
    fn lines_are_louder_the_more_they_ask_of_who_looks() {
        for theme in [Theme::light(), Theme::dark()] {
            // How much of the ground such a line covers, and how much it differs there.
            let loudness = |(kind, is_unmet)| {
                let stroke = edges::plain_stroke(kind, is_unmet, 1.0, 1.0, &theme);
                let covered = stroke.dash.map_or(1.0, |[line, gap]| line / (line + gap));
                stroke.width * covered * (stroke.color.contrast(theme.background) - 1.0)
            };
            let [offer, need, unmet, ..] = LINES.map(loudness);
            assert!(need < offer && 2.0 * offer < unmet, "{need} {offer} {unmet}");
        }
    }

    #[test]
    fn contrast_is_the_one_of_wcag() {
        assert_eq!(format!("{:.2}", Color::hex(0x777777).contrast(Color::hex(0xffffff))), "4.48");
    }
}

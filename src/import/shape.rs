//! What the sheets of a file are, where their headers stand, and what their columns mean.

use std::collections::{HashMap, HashSet};

use gosmart_formats::table::{Row, Sheet};

use super::{
    Certainty, Choices, Column, Meaning, Separator, Shape, SheetChoices, Target,
    across::{can_turn, is_across, letters, transposed},
    columns::{LANGUAGES, named},
    content::{self, Look, look},
    meaning::{NEEDS, OFFERS},
    values,
};
use crate::{
    i18n::records,
    model::{Content, TableName},
    query::fold,
};

/// What the sheets probably mean.
pub fn guess(sheets: &[Sheet]) -> Choices {
    Choices { sheets: sheets.iter().map(guess_sheet).collect() }
}

/// What the columns of a sheet probably mean, where it is known what its rows are and which one has the headers.
pub fn guess_as(sheet: &Sheet, shape: Shape, header: Option<u32>) -> SheetChoices {
    let place = header.and_then(|number| sheet.rows.iter().position(|row| row.number == number));
    let columns = match shape {
        Shape::Skip => Vec::new(),
        Shape::Across if !sheet.rows.is_empty() && can_turn(sheet) => across(sheet, header),
        Shape::Across => Vec::new(),
        _ => Body::new(sheet, place).columns(shape),
    };
    SheetChoices { name: sheet.name.clone(), shape, header: place.and(header), columns }
}

fn across(sheet: &Sheet, header: Option<u32>) -> Vec<Column> {
    let turned = transposed(sheet, header);
    let mut columns = Body::new(&turned, Some(0)).columns(Shape::Records(TableName::Actors));
    for (place, column) in columns.iter_mut().enumerate() {
        match column.meaning {
            _ if place == 0 => column.meaning = actor("name"),
            Meaning::Ignore => column.meaning = Meaning::OfferedIfCrossed,
            _ => {}
        }
    }
    columns
}

/// Headers stand within so many rows, below titles.
pub const MOST_ABOVE: usize = 20;
/// So many headers of a sheet are looked at; a matrix has more.
const MOST_HEADERS: usize = 300;
/// So many rows say what a column looks like.
const SAMPLE: usize = 2000;

fn guess_sheet(sheet: &Sheet) -> SheetChoices {
    let skipped =
        SheetChoices { name: sheet.name.clone(), shape: Shape::Skip, header: None, columns: Vec::new() };
    // So Kumu marks sheets that are not meant.
    if sheet.hidden || sheet.rows.is_empty() || sheet.name.to_lowercase().contains("(ignore)") {
        return skipped;
    }
    let (mut shape, header) = header(sheet);
    let body = Body::new(sheet, header);
    let mut columns = body.columns(shape);
    if let Shape::Records(TableName::Actors | TableName::Competencies) = shape {
        let actors = Shape::Records(TableName::Actors);
        let crossed = body.columns(actors);
        if is_across(&crossed, body.title(0), body.cells(0)) && can_turn(sheet) {
            shape = Shape::Across;
            columns = across(sheet, header.map(|place| sheet.rows[place].number));
        }
    }
    SheetChoices { shape, header: header.map(|place| sheet.rows[place].number), columns, ..skipped }
}

/// The shape whose words the headers know best, and the place of their row.
fn header(sheet: &Sheet) -> (Shape, Option<usize>) {
    let by_name = shape_named(&sheet.name);
    let mut candidates: Vec<Shape> = by_name.into_iter().collect();
    let usual = [TableName::Actors, TableName::Offers, TableName::Competencies].map(Shape::Records);
    candidates.extend(usual.into_iter().chain([Shape::Elements, Shape::Connections]));
    let mut best: Option<(i32, Shape, usize)> = None;
    for (place, row) in sheet.rows.iter().enumerate().take(MOST_ABOVE) {
        for shape in &candidates {
            let bonus = if by_name == Some(*shape) { 7 } else { 0 };
            let Some(score) = score(row, *shape).map(|score| score + bonus) else { continue };
            if best.is_none_or(|(known, ..)| score > known) {
                best = Some((score, *shape, place));
            }
        }
    }
    let Some((_, shape, place)) = best else {
        return (by_name.unwrap_or(Shape::Records(TableName::Actors)), plain_header(sheet));
    };
    let is_pair = shape == Shape::Records(TableName::Actors)
        && by_name != Some(shape)
        && score(&sheet.rows[place], shape) == score(&sheet.rows[place], Shape::Records(TableName::Offers))
        && repeats(sheet, place);
    (if is_pair { Shape::Records(TableName::Offers) } else { shape }, Some(place))
}

/// How well a row fits as the headers of a shape; `None` where what such a row cannot be without is not named.
fn score(row: &Row, shape: Shape) -> Option<i32> {
    let table = match shape {
        Shape::Records(table) => Some(table),
        Shape::Within(..) => None,
        _ => return kumu_score(row, shape),
    };
    let mut known = HashSet::new();
    let mut score = 0;
    for (meaning, certainty) in row.cells.iter().take(MOST_HEADERS).filter_map(|cell| named(cell, shape)) {
        if known.insert(meaning) {
            score += if certainty == Certainty::Named { 4 } else { 2 };
        }
    }
    let is_known = |target| known.contains(&Meaning::Field(target)) || known.contains(&Meaning::Ids(target));
    let required = table.map(|table| table.schema().fields.iter().filter(|field| field.required));
    let mut required = required
        .into_iter()
        .flatten()
        .map(|field| Target::new(table.unwrap_or(TableName::Actors), field.name));
    let is_person = table == Some(TableName::Actors) && known.contains(&Meaning::Person);
    let is_owned = table.is_some() || known.contains(&Meaning::Owner);
    let is_whole = is_owned && (is_person || required.all(is_known));
    (is_whole && score > 0).then_some(score + 6)
}

/// No other shape has these words together.
const SURE: i32 = 1000;

fn kumu_score(row: &Row, shape: Shape) -> Option<i32> {
    let keys: Vec<String> = row.cells.iter().map(|cell| fold::key(cell)).collect();
    let has = |names: &[&str]| names.iter().any(|name| keys.iter().any(|key| key == name));
    match shape {
        Shape::Elements if has(&["label"]) && has(&["type", "tags", "description"]) => Some(SURE),
        Shape::Connections
            if has(&["from", "von", "source", "quelle"])
                && has(&["to", "zu", "nach", "an", "target", "ziel"]) =>
        {
            Some(SURE)
        }
        _ => None,
    }
}

/// What the name of a sheet says, as our own workbooks and other people call theirs.
fn shape_named(name: &str) -> Option<Shape> {
    let key = fold::key(name);
    for table in TableName::ALL {
        for language in LANGUAGES {
            let many = match table {
                TableName::Network => records::one(language, *table),
                _ => records::many(language, *table),
            };
            if key == fold::key(many) || key == fold::key(records::one(language, *table)) {
                return Some(Shape::Records(*table));
            }
            for field in
                table.schema().fields.iter().filter(|field| matches!(field.content, Content::Rows(_)))
            {
                let label = records::label(language, *table, field.name).trim_end_matches('?');
                if key == fold::key(&format!("{many} {label}")) {
                    return Some(Shape::Within(*table, field.name));
                }
            }
        }
    }
    let others = [
        (
            "organisationen/organisation/vereine/firmen/mitglieder/partner/organizations/companies/members/orgs",
            TableName::Actors,
        ),
        ("bietet/offers/kompetenzmatrix", TableName::Offers),
        ("sucht/bedarf/bedarfe/needs/wanted", TableName::Needs),
        ("fahigkeiten/begriffe/skills/synonyme/vokabular/vocabulary", TableName::Competencies),
        ("kontakte/contacts/ansprechpartner", TableName::Contacts),
        ("beziehungen/relations/kooperationen", TableName::Links),
        ("branchen/sektoren/kategorien", TableName::Sectors),
    ];
    let found = others.iter().find(|(names, _)| names.split('/').any(|name| fold::key(name) == key));
    found.map(|(_, table)| Shape::Records(*table))
}

/// The first row that is as wide as a table and does not look like one of its rows.
fn plain_header(sheet: &Sheet) -> Option<usize> {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let widest = sheet.rows.iter().take(MOST_ABOVE).map(filled).max().unwrap_or(0);
    let is_wide = |row: &Row| widest > 1 && filled(row) * 10 >= widest * 6;
    let place = sheet.rows.iter().take(MOST_ABOVE).position(is_wide)?;
    let row = &sheet.rows[place];
    let is_value = |cell: &String| {
        content::is_email(cell)
            || content::is_web(cell)
            || content::is_phone(cell)
            || values::day(cell).is_some()
            || content::is_number(cell)
            || !cell.is_empty() && values::cross(cell).is_some()
    };
    let distinct: HashSet<&String> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let is_header =
        !row.cells.iter().any(is_value) && distinct.len() == filled(row) && place + 1 < sheet.rows.len();
    is_header.then_some(place)
}

/// Whether the first column names the same again and again, and none has lists: a row for each pair.
fn repeats(sheet: &Sheet, header: usize) -> bool {
    let body = Body::new(sheet, Some(header));
    let place = |target| {
        let is_it = |cell: &String| {
            named(cell, Shape::Records(TableName::Offers))
                .is_some_and(|(meaning, _)| meaning == Meaning::Field(target))
        };
        sheet.rows[header].cells.iter().position(is_it)
    };
    let (actor, competency) =
        (place(Target::new(TableName::Offers, "actor")), place(Target::new(TableName::Offers, "competency")));
    let (Some(actor), Some(competency)) = (actor, competency) else { return false };
    let names: Vec<&str> = body.cells(actor).filter(|cell| !cell.is_empty()).collect();
    let distinct: HashSet<&&str> = names.iter().collect();
    let is_plain = Separator::guess(body.cells(competency)) == Separator::Nothing;
    is_plain && (distinct.len() * 10 < names.len() * 8 || names.len() * 10 < body.rows.len() * 8)
}

/// The rows below the headers.
struct Body<'a> {
    header: Option<&'a Row>,
    rows: Vec<&'a Row>,
    width: usize,
}

impl<'a> Body<'a> {
    fn new(sheet: &'a Sheet, header: Option<usize>) -> Self {
        let below = &sheet.rows[header.map_or(0, |place| place + 1)..];
        let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let sample = SAMPLE.min(SAMPLE * 500 / width.max(1)).max(1);
        let step = below.len() / sample + 1;
        Self {
            header: header.map(|place| &sheet.rows[place]),
            rows: below.iter().step_by(step).collect(),
            width,
        }
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &'a str> + Clone + '_ {
        self.rows.iter().map(move |row| row.cells.get(column).map_or("", String::as_str))
    }

    fn title(&self, column: usize) -> &'a str {
        self.header.and_then(|row| row.cells.get(column)).map_or("", String::as_str)
    }

    fn columns(&self, shape: Shape) -> Vec<Column> {
        let words = match shape {
            Shape::Elements => Shape::Records(TableName::Actors),
            Shape::Connections => Shape::Records(TableName::Links),
            _ => shape,
        };
        let column = |place| {
            let known = if place < MOST_HEADERS { named(self.title(place), words) } else { None };
            let (meaning, certainty) = known.unwrap_or((Meaning::Ignore, Certainty::Unknown));
            let title = match self.title(place) {
                "" => letters(place),
                title => title.to_owned(),
            };
            let example = self.cells(place).find(|cell| !cell.is_empty()).unwrap_or_default();
            let example = example.chars().take(80).collect();
            Column { title, meaning, separator: Separator::Nothing, certainty, example }
        };
        let mut columns: Vec<Column> = (0..self.width).map(column).collect();
        if let Shape::Records(table @ (TableName::Actors | TableName::Offers | TableName::Needs)) = shape {
            let looks: Vec<Look> = (0..self.width).map(|place| look(self.cells(place))).collect();
            self.by_content(table, &mut columns, &looks);
        }
        self.once(&mut columns);
        let is_ours = self.is_ours(&columns);
        for (place, column) in columns.iter_mut().enumerate() {
            column.separator = match column.meaning {
                Meaning::Ids(_) => Separator::Bar,
                Meaning::Field(target) if target.is_list() && is_ours => Separator::Bar,
                Meaning::Field(target) if target.is_list() => Separator::guess(self.cells(place)),
                _ => Separator::Nothing,
            };
        }
        columns
    }

    /// Whether we wrote it: no other program has exactly our words and our ids.
    fn is_ours(&self, columns: &[Column]) -> bool {
        let has_ids = columns.iter().any(|column| matches!(column.meaning, Meaning::Id | Meaning::Owner));
        has_ids && columns.iter().all(Column::has_our_title)
    }

    /// Corrects what headers say by what stands below, and fills in what they leave open.
    fn by_content(&self, table: TableName, columns: &mut [Column], looks: &[Look]) {
        let name = match table {
            TableName::Actors => Target::new(table, "name"),
            _ => Target::new(table, "actor"),
        };
        self.names(columns, name);
        let crossed = looks.iter().filter(|look| **look == Look::Crosses).count();
        for (place, column) in columns.iter_mut().enumerate() {
            if let Some(meaning) = self.corrected(column, place, looks[place], table, crossed) {
                (column.meaning, column.certainty) = (meaning, Certainty::Content);
            }
        }
        self.once(columns);
        for (place, column) in columns.iter_mut().enumerate() {
            let meaning = match looks[place] {
                _ if column.certainty != Certainty::Unknown => continue,
                Look::Email => contact("email"),
                Look::Phone => contact("phone"),
                Look::Web => actor("website"),
                Look::Day => actor("joined"),
                Look::FewWords => actor("sector"),
                Look::Terms if table == TableName::Actors => Meaning::Field(OFFERS),
                Look::Prose => actor("about"),
                _ => continue,
            };
            (column.meaning, column.certainty) = (meaning, Certainty::Content);
        }
        let is_named =
            |column: &Column| column.meaning == Meaning::Field(name) || column.meaning == Meaning::Person;
        if !columns.iter().any(is_named) {
            let is_free = |place: &usize| columns[*place].certainty == Certainty::Unknown;
            let is_name =
                |place: &usize| !matches!(looks[*place], Look::Empty | Look::Number | Look::Crosses);
            let free: Vec<usize> = (0..columns.len()).filter(is_free).filter(is_name).collect();
            let distinct = free.iter().find(|place| looks[**place] == Look::Names).or(free.first());
            if let Some(place) = distinct {
                columns[*place].meaning = Meaning::Field(name);
                columns[*place].certainty = Certainty::Content;
            }
        }
    }

    /// Which of several names is that of the actor. People are contacts where an organisation is named, else actors.
    fn names(&self, columns: &mut [Column], name: Target) {
        let is_name = |column: &Column| column.meaning == Meaning::Field(name);
        let is_plain =
            |column: &Column| ["name", "label", "title"].contains(&fold::key(&column.title).as_str());
        let has_organisation = columns.iter().any(|column| is_name(column) && !is_plain(column));
        let has_person = columns.iter().any(|column| column.meaning == Meaning::Person);
        for column in columns {
            let is_plain = is_name(column) && is_plain(column);
            match column.meaning {
                Meaning::Person if has_organisation => column.meaning = contact("name"),
                _ if is_plain && has_organisation => column.meaning = contact("name"),
                _ if is_plain && has_person => column.meaning = Meaning::Person,
                _ => {}
            }
        }
    }

    fn corrected(
        &self,
        column: &Column,
        place: usize,
        look: Look,
        table: TableName,
        crossed: usize,
    ) -> Option<Meaning> {
        let field = match column.meaning {
            Meaning::Field(target) => Some(target),
            _ => None,
        };
        let definition = field.and_then(Target::definition);
        let is_terms = field.is_some_and(|field| field == OFFERS || field == NEEDS);
        let is_text = is_terms
            || definition.is_some_and(|field| {
                matches!(field.content, Content::Line | Content::Web | Content::Paragraph)
            });
        match look {
            // A number of offers is none.
            Look::Number | Look::Crosses
                if is_terms && self.cells(place).all(|cell| cell.is_empty() || content::is_number(cell)) =>
            {
                Some(Meaning::Ignore)
            }
            // Whether it is a member, not its name.
            Look::Crosses if crossed == 1 && field == Some(Target::new(TableName::Actors, "name")) => {
                Some(actor("status"))
            }
            Look::Crosses => {
                let takes = definition
                    .is_some_and(|field| matches!(field.content, Content::Word(_) | Content::Level));
                let is_cross = table == TableName::Actors
                    && !takes
                    && !matches!(column.meaning, Meaning::Id | Meaning::Relation);
                (is_cross && crossed > 1 && !self.title(place).is_empty())
                    .then_some(Meaning::OfferedIfCrossed)
            }
            Look::Email if is_text && field != Some(Target::new(TableName::Contacts, "email")) => {
                let is_web = field == Some(Target::new(TableName::Actors, "website"));
                (!is_web).then_some(contact("email"))
            }
            Look::Web if is_text => {
                (field != Some(Target::new(TableName::Actors, "website"))).then_some(actor("website"))
            }
            Look::Phone if is_text => {
                (field != Some(Target::new(TableName::Contacts, "phone"))).then_some(contact("phone"))
            }
            // Beside crossed columns one in which something else stands here and there.
            Look::FewWords | Look::Names | Look::Other
                if crossed > 1 && column.certainty == Certainty::Unknown && table == TableName::Actors =>
            {
                let filled = self.cells(place).filter(|cell| !cell.is_empty());
                let crosses = filled.clone().filter(|cell| values::cross(cell).is_some()).count();
                (crosses * 2 > filled.count() && !self.title(place).is_empty())
                    .then_some(Meaning::OfferedIfCrossed)
            }
            _ => {
                let Some(Content::Word(words)) = definition.map(|field| field.content) else { return None };
                let cells = || self.cells(place).filter(|cell| !cell.is_empty()).take(200);
                let understood = cells().filter(|cell| values::word(words, cell).is_some()).count();
                let is_sector =
                    field == Some(Target::new(TableName::Actors, "kind")) && look == Look::FewWords;
                (understood * 2 < cells().count() && is_sector).then_some(actor("sector"))
            }
        }
    }

    /// A field that holds one thing is filled by one column, the surest; texts of several columns are joined.
    fn once(&self, columns: &mut [Column]) {
        let takes_several = |target: Target| {
            target.is_list()
                || ["place", "about", "internal_note", "note", "description"].contains(&target.field)
                || target.table == TableName::Contacts && ["name", "email", "phone"].contains(&target.field)
        };
        let mut surest: HashMap<Target, usize> = HashMap::new();
        for place in 0..columns.len() {
            let Meaning::Field(target) = columns[place].meaning else { continue };
            if takes_several(target) {
                continue;
            }
            let other = *surest.entry(target).or_insert(place);
            let loser = if columns[place].certainty > columns[other].certainty { other } else { place };
            if other != place {
                columns[loser].meaning = Meaning::Ignore;
                surest.insert(target, other + place - loser);
            }
        }
    }
}

const fn actor(field: &'static str) -> Meaning {
    Meaning::Field(Target::new(TableName::Actors, field))
}

const fn contact(field: &'static str) -> Meaning {
    Meaning::Field(Target::new(TableName::Contacts, field))
}

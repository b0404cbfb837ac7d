//! What is said in paragraphs, lists and tables, as text to copy and as a page that word processors open.

use super::Language;

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Title(String),
    Heading(&'static str),
    Paragraph(String),
    /// A label and what it says.
    Fact(&'static str, String),
    /// A point of the agenda with its number, who brought it in, and what came of it.
    Point(usize, String, String),
    Item(String),
    /// Its heads, and rows that begin with what they are about.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// A4, and nothing that a word processor would have to guess.
const STYLE: &str = "\
@page { size: 21cm 29.7cm; margin: 2cm }
body, h1, h2 { font-family: \"Liberation Sans\", Arial, sans-serif }
body { font-size: 10.5pt }
table { border-collapse: collapse }
tbody th { font-weight: normal }";

/// With lines under headings.
pub fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Title(title) => text += &format!("{title}\n{}\n\n", "=".repeat(title.chars().count())),
            Block::Heading(heading) => {
                text += &format!("\n{heading}\n{}\n\n", "-".repeat(heading.chars().count()));
            }
            Block::Paragraph(paragraph) => text += &format!("{paragraph}\n"),
            Block::Fact(label, said) => text += &format!("{label}: {said}\n"),
            Block::Point(number, point, result) => {
                text += &format!("{number}. {point}\n");
                for line in result.lines() {
                    text += &format!("   {line}\n");
                }
            }
            Block::Item(item) => text += &format!("– {item}\n"),
            Block::Table(heads, rows) => {
                for row in std::iter::once(heads).chain(rows) {
                    let (about, cells) =
                        row.split_first().map_or(("", row.as_slice()), |(about, cells)| (about, cells));
                    text += &format!("{about}: {}\n", cells.join(" | "));
                }
            }
        }
    }
    text
}

/// How a page begins that word processors open, up to its body.
pub(super) fn head(language: Language, title: &str, style: &str) -> String {
    let (title, code) = (escaped(title), language.code());
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n"
    )
}

/// How it ends.
pub(super) const END: &str = "</body>\n</html>\n";

/// As HTML.
pub fn page(language: Language, title: &str, blocks: &[Block]) -> String {
    let mut page = head(language, title, STYLE);
    let mut is_list = "";
    let mut end = |page: &mut String, next: &'static str| {
        if is_list != next {
            if !is_list.is_empty() {
                *page += &format!("</{is_list}>\n");
            }
            if !next.is_empty() {
                *page += &format!("<{next}>\n");
            }
            is_list = next;
        }
    };
    for block in blocks {
        end(
            &mut page,
            match block {
                Block::Point(..) => "ol",
                Block::Item(_) => "ul",
                _ => "",
            },
        );
        page += &match block {
            // LibreOffice leaves out the first paragraph of a page that it makes a PDF of, and no table.
            Block::Title(title) => format!(
                "<table role=\"presentation\" width=\"100%\"><tr><td><h1>{}</h1></td></tr></table>\n",
                escaped(title)
            ),
            Block::Heading(heading) => format!("<h2>{}</h2>\n", escaped(heading)),
            Block::Paragraph(paragraph) => format!("<p>{}</p>\n", escaped(paragraph)),
            Block::Fact(label, said) => format!("<p><b>{}:</b> {}</p>\n", escaped(label), escaped(said)),
            Block::Point(_, point, result) => {
                let result =
                    if result.is_empty() { String::new() } else { format!("<br>{}", escaped(result)) };
                format!("<li><b>{}</b>{result}</li>\n", escaped(point))
            }
            Block::Item(item) => format!("<li>{}</li>\n", escaped(item)),
            Block::Table(heads, rows) => table(heads, rows),
        };
    }
    end(&mut page, "");
    page + END
}

/// Numbers to the right; word processors look at attributes rather than styles.
fn table(heads: &[String], rows: &[Vec<String>]) -> String {
    let side = |place: usize| if place == 0 { "left" } else { "right" };
    let heads = heads.iter().enumerate();
    let heads = heads
        .map(|(place, head)| format!("<th scope=\"col\" align=\"{}\">{}</th>", side(place), escaped(head)));
    let mut table = format!(
        "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">\n<thead><tr>{}</tr></thead>\n<tbody>\n",
        heads.collect::<String>()
    );
    for row in rows {
        let cells = row.iter().enumerate().map(|(place, cell)| match place {
            0 => format!("<th scope=\"row\" align=\"left\">{}</th>", escaped(cell)),
            _ => format!("<td align=\"right\">{}</td>", escaped(cell)),
        });
        table += &format!("<tr>{}</tr>\n", cells.collect::<String>());
    }
    table + "</tbody>\n</table>\n"
}

/// Text within HTML; line breaks stay.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '\n' => escaped += "<br>",
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_table_is_told_row_by_row_and_a_list_ends_before_it() {
        let cells = |row: [&str; 3]| row.map(str::to_owned).to_vec();
        let blocks = [
            Block::Item("eins".into()),
            Block::Table(cells(["Was", "2017", "2026"]), vec![cells(["A & B", "unter 3", "4"])]),
        ];
        expect![[r#"
            – eins
            Was: 2017 | 2026
            A & B: unter 3 | 4
        "#]]
        .assert_eq(&text(&blocks));
        let page = page(Language::German, "T", &blocks);
        expect![[r#"
            <ul>
            <li>eins</li>
            </ul>
            <table border="1" cellspacing="0" cellpadding="4" width="100%">
            <thead><tr><th scope="col" align="left">Was</th><th scope="col" align="right">2017</th><th scope="col" align="right">2026</th></tr></thead>
            <tbody>
            <tr><th scope="row" align="left">A &amp; B</th><td align="right">unter 3</td><td align="right">4</td></tr>
            </tbody>
            </table>
            </body>
            </html>
        "#]]
        .assert_eq(page.split_once("<body>\n").unwrap().1);
    }
}

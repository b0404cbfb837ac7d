//! Workbooks made by hand.

pub mod xls;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

pub const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Without a dimension.
pub fn sheet_xml(rows: &str) -> String {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")
}

/// With one shared text, and styles for days and for hours beyond a day.
pub fn xlsx(sheet: &str) -> Vec<u8> {
    xlsx_with(sheet, "<sst uniqueCount=\"1\"><si><r><t>get</t></r><r><t>eilt</t></r></si></sst>")
}

pub const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub fn xlsx_with(sheet: &str, strings: &str) -> Vec<u8> {
    xlsx_of(RELATIONSHIPS, sheet, strings)
}

pub fn xlsx_of(relationship: &str, sheet: &str, strings: &str) -> Vec<u8> {
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{relationship}/{kind}\" Target=\"{target}\"/>")
    };
    let links = |links: String| format!("<Relationships xmlns=\"{package}\">{links}</Relationships>");
    let root = links(link("rId1", "officeDocument", "xl/workbook.xml"));
    let parts = links(link("rId1", "worksheet", "worksheets/sheet1.xml"));
    let workbook = format!(
        "<workbook xmlns:r=\"{relationship}\"><sheets><sheet name=\"Tabelle\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let types = format!("<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"{main}\"/></Types>");
    let styles = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>";
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// With a style `ta2` for tables that are not shown.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" \
         xmlns:style=\"s\" xmlns:calcext=\"c\"><office:automatic-styles><style:style style:name=\"ta1\">\
         <style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"ta2\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    odf(ODS, &content, "")
}

pub fn odf(kind: &str, content: &str, manifest: &str) -> Vec<u8> {
    zip(&[
        ("mimetype", kind.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

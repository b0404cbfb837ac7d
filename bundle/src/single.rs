//! The template of a page that is one file and opens from a disk: what `index.html` names stands in it. The program asks
//! for it when somebody shares a network that way, and fills in the network and the modules, which the page has anyway.

use std::{fs, path::Path, process::Command};

use sha2::{Digest, Sha256};

use crate::{
    merge::Loads,
    tools::{self, Result},
};

pub const NAME: &str = "single.html";
/// The one program that runs beside the page; the others make or read files.
const WORKER: &str = "worker";
/// Doors that nobody opens who only looks, and the engines that the worker has.
const LEFT_OUT: [&str; 7] =
    ["earlier", "forms", "intake", "layout", "networks", "role_engine", "team_search"];
/// In the order of the cascade.
const SHEETS: [&str; 3] = ["front.css", "page.css", "demand.css"];
/// What the program adds as a file elsewhere, by the name that it has then.
const SHEET_ON_DEMAND: &str = "sheet-on-demand";
const ICON: &str = "icons/icon.svg";
/// Of `index.html`, and not true here.
const UNTRUE: [&str; 2] =
    ["Ihre Daten sind in diesem Browser gespeichert. ", "Your data are stored in this browser. "];
/// The first message is the program.
const WORKER_SCRIPT: &str = r#"import bind from "./worker.js";
const run = ({ data }) => bind({ module_or_path: data }).catch(reportError);
addEventListener("message", run, { once: true });
"#;

/// `index` is the page's own, as it stands in the sources; `files` are the page's, and `work` holds what `single.js`
/// imports.
pub fn template(
    index: &str,
    files: &[(String, Vec<u8>)],
    loads: &Loads,
    work: &Path,
    release: bool,
) -> Result<String> {
    let sheet = SHEETS.into_iter().map(|name| with_data(&text_of(files, name)?, files));
    let sheet = sheet.collect::<Result<Vec<_>>>()?.join("\n");
    fill_in(index, &script(work, release)?, &sheet, &data_address(ICON, files)?, &modules(loads))
}

/// The modules that go into the file.
fn modules(loads: &Loads) -> Vec<String> {
    let doors = loads.iter().filter(|(door, _)| !LEFT_OUT.contains(&door.as_str()));
    let mut modules: Vec<String> = doors.flat_map(|(_, files)| files.clone()).collect();
    modules.extend(["front".to_owned(), format!("{WORKER}_bg")]);
    modules.sort_unstable();
    modules.dedup();
    modules
}

/// `single.js` with all that it imports.
fn script(work: &Path, release: bool) -> Result<String> {
    let bundle = |entry: &str, out: &str, options: &[&str]| {
        let mut esbuild = Command::new("esbuild");
        esbuild.arg(work.join(entry)).args(["--bundle", "--log-level=warning"]).args(options);
        esbuild.args(release.then_some("--minify")).arg(format!("--outfile={}", work.join(out).display()));
        tools::run(&mut esbuild)
    };
    tools::write(&work.join("single_worker.js"), WORKER_SCRIPT.as_bytes())?;
    bundle("single_worker.js", "single_worker.txt", &["--format=iife", "--define:import.meta.url=\"\""])?;
    fs::copy("single.js", work.join("single.js")).map_err(tools::at(Path::new("single.js")))?;
    // A file has an address that nothing can be found by, and in some programs none.
    bundle("single.js", "bundled-single.js", &["--format=esm", "--define:import.meta.url=\"file:///\""])?;
    tools::read_text(&work.join("bundled-single.js"))
}

fn fill_in(index: &str, script: &str, sheet: &str, icon: &str, modules: &[String]) -> Result<String> {
    for (text, end) in
        [(script, "</script"), (script, "<!--"), (sheet, "</style"), (script, "\r"), (sheet, "\r")]
    {
        if text.to_ascii_lowercase().contains(end) {
            return Err(format!("{NAME}: what stands in it contains {end:?}"));
        }
    }
    let mut page = without_comments(index);
    for sentence in UNTRUE {
        page = replaced(&page, sentence, "")?;
    }
    page = replaced(&page, "<html ", "<html data-viewer=\"file\" ")?;
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; img-src data: blob:; \
         font-src data:; connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'",
        base_64(&Sha256::digest(script)),
        base_64(&Sha256::digest(sheet))
    );
    let lines = page.lines().filter(|line| !line.trim().is_empty() && !line.trim().starts_with("<link "));
    let lines: Vec<String> = lines
        .map(|line| match line.split_once("<meta http-equiv=\"Content-Security-Policy\"") {
            Some((indentation, _)) => {
                format!("{indentation}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
            }
            None => line.to_owned(),
        })
        .collect();
    page = lines.join("\n") + "\n";
    if !page.contains(&policy) {
        return Err(format!("{NAME}: index.html has no policy"));
    }
    let head = format!(
        "    <link rel=\"icon\" href=\"{icon}\">\n    <style id=\"{SHEET_ON_DEMAND}\">{sheet}</style>\n    \
         <script type=\"module\">{script}</script>\n  </head>"
    );
    page = replaced(&page, "  </head>", &head)?;
    let mut blocks = "    <script type=\"application/json\" id=\"network\"></script>\n".to_owned();
    for module in modules {
        blocks += &format!("    <script type=\"text/plain\" id=\"{module}.wasm\"></script>\n");
    }
    // The last one: the script may say the same.
    let (before, after) = page.rsplit_once("  </body>").ok_or(format!("{NAME}: index.html has no end"))?;
    Ok(format!("{before}{blocks}  </body>{after}"))
}

fn replaced(text: &str, what: &str, by: &str) -> Result<String> {
    match text.split_once(what) {
        Some((before, after)) => Ok(format!("{before}{by}{after}")),
        None => Err(format!("{NAME}: index.html has no {what:?}")),
    }
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept += before;
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// A sheet with the files it names in it.
fn with_data(sheet: &str, files: &[(String, Vec<u8>)]) -> Result<String> {
    const START: &str = "url(";
    let mut parts = sheet.split(START);
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        filled += START;
        let named = part.trim_start_matches(['"', '\'']);
        if named.starts_with("data:") {
            filled += part;
            continue;
        }
        let (name, after) = part.split_once(')').ok_or(format!("{NAME}: an address without an end"))?;
        filled += &format!("{}){after}", data_address(name.trim_matches(['"', '\'']), files)?);
    }
    Ok(filled)
}

fn data_address(name: &str, files: &[(String, Vec<u8>)]) -> Result<String> {
    let media_type = match name.rsplit('.').next() {
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => return Err(format!("{NAME}: of what kind is {name}?")),
    };
    Ok(format!("data:{media_type};base64,{}", base_64(bytes_of(files, name)?)))
}

fn bytes_of<'a>(files: &'a [(String, Vec<u8>)], name: &str) -> Result<&'a [u8]> {
    let file = files.iter().find(|(file, _)| file == name);
    file.map(|(_, bytes)| bytes.as_slice()).ok_or(format!("{NAME}: the page has no {name}"))
}

fn text_of(files: &[(String, Vec<u8>)], name: &str) -> Result<String> {
    String::from_utf8(bytes_of(files, name)?.to_vec()).map_err(|_| format!("{NAME}: {name} is no text"))
}

fn base_64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let number = group
            .iter()
            .enumerate()
            .fold(0, |sum, (place, byte)| sum | usize::from(*byte) << (16 - 8 * place));
        text.extend((0..=group.len()).map(|place| char::from(SIGNS[number >> (18 - 6 * place) & 63])));
        text.extend((group.len()..3).map(|_| '='));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = concat!(
        "<!DOCTYPE html>\n<html lang=\"de\">\n  <head>\n",
        "    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">\n",
        "    <link rel=\"manifest\" href=\"manifest.webmanifest\">\n    <!-- A word\n  on links. -->\n  </head>\n",
        "  <body>\n    <p>Ihre Daten sind in diesem Browser gespeichert. Neu laden.</p>\n",
        "    <p>Your data are stored in this browser. Reload.</p>\n  </body>\n</html>\n",
    );

    #[test]
    fn the_file_allows_what_stands_in_it_and_nothing_else() {
        let modules = ["front".to_owned()];
        let page = fill_in(INDEX, "go(\"  </body>\");", "p{}", "data:,", &modules).unwrap();
        // By `openssl dgst -sha256 -binary | base64`.
        let expected = concat!(
            "<!DOCTYPE html>\n<html data-viewer=\"file\" lang=\"de\">\n  <head>\n",
            "    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
            "script-src 'sha256-YewvUHPU9lQ3ZoqSlcpPutUgA/BxHqr5Wk0szOYYLuY=' 'wasm-unsafe-eval'; ",
            "style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='; img-src data: blob:; font-src data:; ",
            "connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'\">\n",
            "    <link rel=\"icon\" href=\"data:,\">\n    <style id=\"sheet-on-demand\">p{}</style>\n",
            "    <script type=\"module\">go(\"  </body>\");</script>\n  </head>\n",
            "  <body>\n    <p>Neu laden.</p>\n    <p>Reload.</p>\n",
            "    <script type=\"application/json\" id=\"network\"></script>\n",
            "    <script type=\"text/plain\" id=\"front.wasm\"></script>\n  </body>\n</html>\n",
        );
        assert_eq!(page, expected);
    }

    #[test]
    fn what_would_end_its_block_is_refused() {
        let fill_in = |script, sheet| fill_in(INDEX, script, sheet, "data:,", &[]);
        for (script, sheet) in [
            ("\"</SCRIPT>\"", ""),
            ("\"<!--<script\"", ""),
            ("", "</style>"),
            // Read as another text than the one whose hash is allowed.
            ("a;\r\nb;", ""),
        ] {
            assert!(fill_in(script, sheet).is_err(), "{script} {sheet}");
        }
        assert!(fill_in("\"<\\/script>\"", "").is_ok());
    }

    #[test]
    fn a_page_that_says_something_else_is_noticed() {
        for (part, by) in [("Content-Security", "Content"), ("Your data", "Data"), ("  </head>", "</head>")] {
            assert!(fill_in(&INDEX.replace(part, by), "", "", "", &[]).is_err(), "{part}");
        }
        assert!(fill_in(INDEX, "", "", "", &[]).is_ok());
    }

    #[test]
    fn sheets_hold_their_files() {
        let files = [("fonts/a.woff2".to_owned(), b"wOF2".to_vec())];
        let font = "url(data:font/woff2;base64,d09GMg==)";
        for sheet in
            ["{src:url(fonts/a.woff2) format(\"woff2\")}", "{src:url(\"fonts/a.woff2\") format(\"woff2\")}"]
        {
            let expected = format!("{{src:{font} format(\"woff2\")}}");
            assert_eq!(with_data(sheet, &files).as_ref(), Ok(&expected));
        }
        let icons = "a{b:url(data:image/svg+xml,%3Csvg\\ a=\\'\\'%3E)}c{d:url(\"data:,\")}";
        assert_eq!(with_data(icons, &files).as_deref(), Ok(icons));
        assert!(with_data("url(fonts/b.woff2)", &files).is_err());
        assert!(with_data("url(../secret.txt)", &files).is_err());
    }

    #[test]
    fn bytes_as_text() {
        // The examples of RFC 4648.
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base_64(bytes.as_bytes()), text);
        }
        assert_eq!(base_64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn who_only_looks_needs_no_forms() {
        let of =
            |door: &str, files: &[&str]| (door.to_owned(), files.iter().map(|it| (*it).to_owned()).collect());
        let loads = Loads::from([
            of("forms", &["interface", "forms"]),
            of("interface", &["interface"]),
            of("lists", &["interface", "lists", "shared"]),
        ]);
        assert_eq!(modules(&loads), ["front", "interface", "lists", "shared", "worker_bg"]);
    }
}

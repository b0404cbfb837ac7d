// How wide the letters of the page's font are, for a table in the source: the layout must give the same places in a
// browser, in a worker and on the command line, and only one of them has fonts to ask.
import { openSync } from "fontkit";
import { readFileSync, writeFileSync } from "node:fs";

/** From the first letter that is printed to the last of Latin-1, and what German and English set beside them. */
const FIRST = 0x20;
const LAST = 0xff;
const OTHERS = "–—‘’‚“”„•…€";
/** As fine as a letter is drawn, and small enough for a byte. */
const UNITS = 200;

/** Compares the table at `path` with the fonts, one for each weight; with UPDATE_EXPECT=1 writes it.
    @throws {Error} when they differ. */
export function checkAdvances(path, regular, bold) {
  const fonts = [regular, bold].map((file) => openSync(file));
  const row = (name, letters) => {
    const of = (font) => letters.map((letter) => advance(font, letter)).join(", ");
    return `pub(super) const ${name}: [[u8; ${letters.length}]; 2] = [\n    [${of(fonts[0])}],\n    [${of(fonts[1])}],\n];\n`;
  };
  const latin = Array.from({ length: LAST - FIRST + 1 }, (_, number) => String.fromCodePoint(FIRST + number));
  const text =
    "//! Advance widths of Fira Sans in two hundredths of an em, regular and semibold. Generated from the fonts by\n" +
    "//! `style/advances.mjs`, which ends the build where they differ; `UPDATE_EXPECT=1` writes it anew.\n\n" +
    `/// From U+0020 to U+00FF; 0 where the font has no letter.\n#[rustfmt::skip]\n${row("LATIN", latin)}\n` +
    `pub(super) const OTHERS: &str = "${OTHERS}";\n\n#[rustfmt::skip]\n${row("OF_OTHERS", [...OTHERS])}`;
  if (readFileSync(path, "utf8") === text) return;
  if (process.env.UPDATE_EXPECT !== "1") throw new Error(`${path} is not what the fonts say; UPDATE_EXPECT=1 writes it`);
  writeFileSync(path, text);
}

function advance(font, letter) {
  const code = letter.codePointAt(0);
  if (!font.hasGlyphForCodePoint(code)) return 0;
  return Math.round((font.glyphForCodePoint(code).advanceWidth * UNITS) / font.unitsPerEm);
}

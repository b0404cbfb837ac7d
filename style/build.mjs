// Writes into style/generated/ what the page's look is made of: one sheet of KERN's and ours, because thirteen
// requests take longer than one, and the fonts. Trunk calls this before every build (Trunk.toml). Nothing happens
// when nothing changed, and nothing of it is committed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const generated = join(root, "style/generated");
const stamp = join(generated, "stamp");
/** In the order of the cascade. */
const SHEETS = ["tokens", "base", "icons", "sectors", "shell", "ask", "graph", "lists", "forms", "dialogs", "print"].map((name) => `style/sheets/${name}.css`);

installPackages();
const inputs = fingerprint(["package-lock.json", "style/kern.scss", "style/build.mjs", ...SHEETS]);
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== inputs) {
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(join(generated, "fonts"), { recursive: true });
  copyFonts();
  const sheets = [await compileKern(), ...SHEETS.map((sheet) => readFileSync(join(root, sheet), "utf8"))];
  writeFileSync(join(generated, "page.css"), sheets.join("\n"));
  writeFileSync(stamp, inputs);
}

/** Brings node_modules in line with package-lock.json when it is missing or older. */
function installPackages() {
  const installed = join(root, "node_modules/.package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("style: npm ci");
  execFileSync("npm", ["ci"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

function copyFonts() {
  for (const weight of [400, 500, 600]) {
    const name = `fira-sans-latin-${weight}-normal.woff2`;
    cpSync(join(root, "node_modules/@fontsource/fira-sans/files", name), join(generated, "fonts", name));
  }
}

async function compileKern() {
  const sass = await import("sass");
  const { css } = sass.compile(join(root, "style/kern.scss"), {
    style: "compressed",
    loadPaths: [join(root, "node_modules")],
    // KERN's own use of older Sass; nothing here can be done about it.
    quietDeps: true,
  });
  return css;
}

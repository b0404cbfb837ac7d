// Writes into style/generated/ what the page's look is made of, and the fonts: front.css is all that the outline in
// index.html needs and applies before anything is painted, page.css is what the interface adds to it, demand.css what
// the first door brings along. Three sheets, because a request for each of KERN's and ours takes longer. Trunk calls this before every build (Trunk.toml).
// Nothing happens when nothing changed, and nothing of it is committed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const generated = join(root, "style/generated");
const stamp = join(generated, "stamp");
/** Each in the order of the cascade. The tokens stand in all, and each keeps those that it reads; paper has the last
    word wherever something else stands. */
const FRONT = sheets("tokens", "fonts", "frame");
const PAGE = sheets("tokens", "base", "icons", "sectors", "shell", "ask", "graph", "marks", "print");
const DEMAND = sheets("tokens", "lists", "matches", "team", "groups", "impact", "ways", "roles", "growth", "vocabulary", "meetings", "evening", "confirmation", "forms", "dialogs", "merging", "inbox", "intake", "contribute", "site", "print");

/** KERN's icons that nothing shows before a door has been opened; together they weigh 2 kB. */
const LATER = new Set([
  "arrow-down", "arrow-forward", "arrow-up", "check", "chevron-right", "content-copy", "delete", "drive-folder-upload", "edit", "help", "language", "mail",
  "open-in-new", "question-mark", "visibility", "visibility-off",
].map((icon) => `kern-icon--${icon}`));

/** The one file of the source that comes from what npm brings. */
const ADVANCES = "src/scene/labels/advances.rs";

installPackages();
const { named, begun, literals } = wordsOfSource();
const inputs = fingerprint([ADVANCES, "style/advances.mjs", "package-lock.json", "index.html", "style/kern.scss", "style/build.mjs", "style/purge.mjs", ...FRONT, ...PAGE, ...DEMAND]);
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== inputs) {
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(join(generated, "fonts"), { recursive: true });
  copyFonts();
  await checkAdvances();
  await writeSheets();
  writeFileSync(stamp, inputs);
}

async function writeSheets() {
  const { classesOf, purge } = await import("./purge.mjs");
  const kern = await compileKern();
  const outline = new Set(readFileSync(join(root, "index.html"), "utf8").match(/[\w-]+/g));
  const write = (name, isUsed, ours) => {
    const texts = ours.map((sheet) => readFileSync(join(root, sheet), "utf8"));
    const sheet = purge(kern, isUsed, texts.join("\n"));
    writeFileSync(join(generated, name), sheet);
    return sheet;
  };
  write("front.css", ({ name }) => outline.has(name), FRONT);
  const page = write("page.css", ({ type, name }) => type !== "ClassSelector" || isNamed(name) && !LATER.has(name), PAGE);
  const demand = write("demand.css", ({ name }) => LATER.has(name) && isNamed(name), DEMAND);
  const left = classesOf(page + demand);
  const bare = [...named].filter((name) => !left.has(name));
  if (bare.length > 0) {
    throw new Error(`style: src/ uses classes for which neither KERN nor style/sheets has a rule: ${bare.join(", ")}`);
  }
}

/** Of KERN's two hundred classes, some thirty are named in `src`. */
function isNamed(name) {
  const start = begun.find((start) => name.startsWith(start));
  return named.has(name) || start !== undefined && literals.has(name.slice(start.length));
}

function sheets(...names) {
  return names.map((name) => `style/sheets/${name}.css`);
}

/** KERN's classes that are named in `src`, the beginnings of those put together there (`kern-icon--{name}`), and
    every literal that may be their end. */
function wordsOfSource() {
  const files = readdirSync(join(root, "src"), { recursive: true }).filter((name) => name.endsWith(".rs"));
  const source = files.map((name) => readFileSync(join(root, "src", name), "utf8")).join("\n");
  const classes = source.match(/(?<![\w-])kern-[\w-]+\{?/g);
  return {
    named: new Set(classes.filter((name) => !name.endsWith("{")).sort()),
    begun: classes.filter((name) => name.endsWith("{")).map((name) => name.slice(0, -1)).sort(),
    literals: new Set(Array.from(source.matchAll(/"([a-z-]+)"/g), ([, word]) => word).sort()),
  };
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
  const hash = createHash("sha256").update([...named, ...begun, ...literals].join(" "));
  for (const path of paths) hash.update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

function copyFonts() {
  for (const weight of [400, 500, 600]) cpSync(font(weight), join(generated, "fonts", fontName(weight)));
}

async function checkAdvances() {
  const { checkAdvances } = await import("./advances.mjs");
  checkAdvances(join(root, ADVANCES), font(400), font(600));
}

function font(weight) {
  return join(root, "node_modules/@fontsource/fira-sans/files", fontName(weight));
}

function fontName(weight) {
  return `fira-sans-latin-${weight}-normal.woff2`;
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

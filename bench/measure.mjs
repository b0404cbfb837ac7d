// Measures the built site in a real browser and prints Markdown tables for the README.
//
//   cargo xtask build && node bench/measure.mjs [FOLDER [WHAT …]]
//
// WHAT is painting, searching, saving, matching or beside; all of them unless said otherwise.
// Needs dist/ as a release build and Chromium. All figures are medians of the runs named in the tables.
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import sirv from "sirv";
import { network } from "./network.mjs";

const RUNS = 7;
const SIZES = [100, 1_000, 10_000];
const SAVES = 15;
const QUESTIONS = ["Projektmanagement", "sensorik", "Müller", "druckwerk", "wer bietet wasserbau"];
/** What the browser's storage takes, in UTF-16 units; larger networks are opened as a file. */
const STORAGE_UNITS = 5_000_000;

const dist = process.argv[2] ?? fileURLToPath(new URL("../dist", import.meta.url));
if (!existsSync(`${dist}/index.html`)) throw new Error(`${dist} holds no build; run cargo xtask build first.`);

// What is compressed already is sent as such, as a good host does.
const files = sirv(dist, { brotli: true, gzip: true });
const server = createServer((request, response) => files(request, response, () => response.writeHead(404).end())).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const home = `http://127.0.0.1:${server.address().port}/`;
const debianChromium = "/usr/bin/chromium";
const browser = await chromium.launch({
  executablePath: existsSync(debianChromium) ? debianChromium : undefined,
  args: ["--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
try {
  const all = { painting, searching, saving, matching, beside };
  const wanted = process.argv.slice(3);
  for (const [what, measure] of Object.entries(all)) if (wanted.length === 0 || wanted.includes(what)) await measure();
  console.log(`\nChromium ${browser.version()}, ${cpus().length} × ${cpus()[0].model}.`);
} finally {
  await browser.close();
  server.close();
}

async function painting() {
  console.log(`\n| nodes | network painted | painted, without positions | layout at rest | median of |\n|---:|---:|---:|---:|---:|`);
  for (const nodes of SIZES) {
    const runs = { placed: [], unplaced: [], rest: [] };
    for (let run = 0; run < RUNS; run += 1) {
      runs.placed.push((await paint(nodes, true, false)).painted);
      const { painted, settled } = await paint(nodes, false, run === 0 || nodes < 10_000);
      runs.unplaced.push(painted);
      if (settled) runs.rest.push(settled);
    }
    const cells = [runs.placed, runs.unplaced, runs.rest].map((times) => milliseconds(median(times)));
    console.log(`| ${nodes.toLocaleString("en")} | ${cells.join(" | ")} | ${RUNS} |`);
  }
}

/** One load in a fresh browser context: milliseconds from the start of the navigation to the marks. */
async function paint(nodes, positions, toRest) {
  const page = await open(network(nodes, { positions }));
  const painted = await mark(page, "network-painted");
  const settled = toRest ? await mark(page, "layout-settled") : undefined;
  await page.context().close();
  return { painted: painted - page.begin, settled: settled && settled - page.begin };
}

async function searching() {
  const page = await open(network(10_000, { positions: true }), "akteure");
  await page.locator("#search").waitFor();
  // With the first letter the index has its first slice, if the page has not been idle enough to complete it.
  await type(page, "m");
  const [first] = await durations(page, "search");
  const times = [];
  for (const question of QUESTIONS) {
    await page.locator("#search").fill("");
    await type(page, question);
    times.push(...(await durations(page, "search")));
  }
  await page.context().close();
  console.log("\n| at 10,000 nodes | keystrokes | median | slowest |\n|---|---:|---:|---:|");
  console.log(`| search, the first letter, right after the start | 1 | ${milliseconds(first)} | |`);
  console.log(`| search, every further one | ${times.length} | ${milliseconds(median(times))} | ${milliseconds(Math.max(...times))} |`);
}

/** Types letter by letter into the search field, each after the one before was answered. */
async function type(page, question) {
  await page.evaluate(() => performance.clearMeasures("search"));
  await page.locator("#search").focus();
  for (const [number, letter] of [...question].entries()) {
    await page.keyboard.insertText(letter);
    await page.waitForFunction((number) => performance.getEntriesByName("search").length > number, number);
  }
}

async function saving() {
  console.log("\n| nodes | saves | median | slowest |\n|---:|---:|---:|---:|");
  for (const nodes of SIZES) {
    const page = await open(network(nodes, { positions: true }));
    await mark(page, "network-painted");
    // What was put into local storage is written to the database first.
    const saved = (number) =>
      page.waitForFunction((number) => {
        const said = document.querySelector("header [role=status]")?.textContent ?? "";
        return performance.getEntriesByName("save").length >= number && said.startsWith("gespeichert");
      }, number);
    await saved(1);
    await page.evaluate(() => performance.clearMeasures("save"));
    for (let save = 0; save < SAVES; save += 1) {
      if (save === 0) await change(page);
      else await page.keyboard.press(save % 2 ? "Control+z" : "Control+Shift+z");
      await saved(save + 1);
    }
    const times = await durations(page, "save");
    console.log(`| ${nodes.toLocaleString("en")} | ${times.length} | ${milliseconds(median(times))} | ${milliseconds(Math.max(...times))} |`);
    await page.context().close();
  }
}

/** Notes how far the first match is, and takes it back: each time all matches are found anew, in slices on the page's
 * thread. What names of competencies have in common is known from before. */
async function matching() {
  console.log("\n| actors, relations | rounds | matches found | slowest | from the key to the picture |\n|---:|---:|---:|---:|---:|");
  for (const [actors, relations] of [[1_000, 3_000], [3_000, 9_000]]) {
    const document = network(Math.round(actors / 0.6), { positions: true, relations, actors });
    const page = await open({ ...document, agreements: [] }, "treffer");
    const first = page.locator(".match").first();
    await first.getByLabel("Stand").selectOption("interessiert");
    await page.evaluate(() => {
      performance.clearMeasures("matches");
      window.frames_after = [];
      const note = (list) => window.frames_after.push(...list.getEntries().filter(({ name }) => name === "keydown").map(({ duration }) => duration));
      new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
    });
    await first.getByRole("button", { name: "Vermerken" }).click();
    for (let round = 1; round <= SAVES; round += 1) {
      await page.waitForFunction((number) => performance.getEntriesByName("matches").length >= number, round);
      await page.keyboard.press(round % 2 ? "Control+z" : "Control+Shift+z");
    }
    const times = await durations(page, "matches");
    const frames = await page.evaluate(() => window.frames_after);
    console.log(`| ${actors.toLocaleString("en")}, ${relations.toLocaleString("en")} | ${times.length} | ${milliseconds(median(times))} | ${milliseconds(Math.max(...times))} | ${milliseconds(median(frames))} |`);
    await page.context().close();
  }
}

/** What takes seconds goes on beside the page: how long until it stands, and how long the page stood still at a time. */
async function beside() {
  const [nodes, actors, relations] = [16_000, 9_600, 124_000];
  console.log(`\n| ${nodes.toLocaleString("en")} nodes, ${relations.toLocaleString("en")} relations | stands after | longest task of the page | tasks over 50 ms |\n|---|---:|---:|---:|`);
  const document = network(nodes, { positions: true, relations, actors });
  for (const [what, view, isThere] of [["matches", "treffer", ".match"], ["roles", "rollen", ".community"]]) {
    // Where nobody asks for either yet.
    const page = await open(document, "hilfe");
    await page.evaluate(() => {
      window.tasks = [];
      const note = (list) => window.tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ duration, end: startTime + duration })));
      new PerformanceObserver(note).observe({ type: "longtask" });
    });
    const rests = async () => {
      const since = await page.evaluate(() => performance.now());
      const isQuiet = (since) => performance.now() - Math.max(since, ...window.tasks.map(({ end }) => end)) > 3_000;
      await page.waitForFunction(isQuiet, since, { timeout: 180_000 });
    };
    await page.getByText(`„${document.network.title}“`).first().waitFor({ timeout: 180_000 });
    await rests();
    const begin = await page.evaluate((view) => {
      window.tasks.length = 0;
      location.hash = `#/${view}`;
      return performance.now();
    }, view);
    await page.locator(isThere).first().waitFor({ timeout: 180_000 });
    const after = (await page.evaluate(() => performance.now())) - begin;
    await rests();
    const tasks = await page.evaluate(() => window.tasks.map(({ duration }) => duration));
    console.log(`| ${what} | ${milliseconds(after)} | ${milliseconds(Math.max(0, ...tasks))} | ${tasks.length} |`);
    await page.context().close();
  }
}

/** Drags the picture's middle-most node a little: a change that needs no form, and that can be undone and redone. */
async function change(page) {
  await page.locator(".stage__node").first().waitFor();
  const { x, y } = await page.evaluate(() => {
    const canvas = document.querySelector(".stage canvas").getBoundingClientRect();
    const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
    const centre = (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    const far = ({ x, y }) => Math.hypot(x - middle.x, y - middle.y);
    const nodes = [...document.querySelectorAll(".stage__node")].map((node) => centre(node.getBoundingClientRect()));
    return nodes.sort((one, other) => far(one) - far(other))[0];
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 12, y + 9, { steps: 4 });
  await page.mouse.up();
}

/** A page in a context of its own that shows the document; `begin` is the time from which marks count. */
async function open(document, view = "netz") {
  const stored = envelope(document);
  const fits = stored.length <= STORAGE_UNITS;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "de-DE" });
  const settings = JSON.stringify({ language: "de", theme: "light", welcomed: true });
  // Written from the page's own origin but before its program runs.
  await context.addInitScript(
    ([stored, settings]) => {
      if (localStorage.length > 0) return;
      localStorage.setItem("gosmart/v1/settings", settings);
      if (stored) localStorage.setItem("gosmart/v1/current", stored);
    },
    [fits ? stored : "", settings],
  );
  const page = await context.newPage();
  await page.goto(`${home}#/${view}`);
  page.begin = 0;
  if (!fits) {
    if (view === "netz") await mark(page, "network-painted");
    page.begin = await page.evaluate(() => {
      performance.clearMarks();
      return performance.now();
    });
    const buffer = Buffer.from(JSON.stringify(document));
    await page.locator("#file-input").setInputFiles({ name: "network.json", mimeType: "application/json", buffer });
  }
  return page;
}

/** As the store writes it: a line that says whose state it is, then the document. */
function envelope(document) {
  const header = { store: 1, token: "measure-1", parent: null, saved_at: 1_700_000_000_000 };
  return `${JSON.stringify(header)}\n${JSON.stringify(document)}`;
}

async function mark(page, name) {
  const entry = await page.waitForFunction((name) => performance.getEntriesByName(name)[0]?.startTime, name, { timeout: 180_000 });
  return entry.jsonValue();
}

async function durations(page, name) {
  return page.evaluate((name) => performance.getEntriesByName(name).map((entry) => entry.duration), name);
}

function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

function milliseconds(time) {
  return Number.isFinite(time) ? `${time.toFixed(time < 10 ? 1 : 0)} ms` : "–";
}

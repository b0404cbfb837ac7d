// Kills the browser right after the page has said "gespeichert", opens it anew, and looks for what was entered.
//
//   cargo xtask bench kill [option …]     builds the page, then calls this file
//   node bench/kill.mjs [FOLDER] …        on a built site, dist/ unless said
//
// Options: --delays 0,20,100 (milliseconds from the word to the kill)   --runs 10   --large-runs 2 (0 leaves it out)
//          --switch-runs 20 (killed while the page changes to another network)
//          --nodes 16000   --relations 124000 (of the large network)
// Ends with 1 if anything was lost. What a power cut takes from the caches of the machine is beyond it: a killed
// program leaves these as they are. That a save goes through them is seen by `strace -f -e trace=fdatasync,fsync`.
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import sirv from "sirv";
import settings from "../tests/e2e/playwright.config.mjs";
import { addActor, command, counts, database, documentOf, header, go, openFile, slotOf, takeOver } from "../tests/e2e/steps.mjs";
import { network } from "./network.mjs";

const SAVED = /^gespeichert /;
const AT_REST = /^(gespeichert|Beispiel)/;
/**
 * The controls: killed before the word, where a new entry may be gone. The journal outlives a page; a browser writes it
 * to disk seconds later only.
 */
const CONTROLS = [
  { when: "with the click (control)", event: "click" },
  { when: "at “wird gespeichert” (control)", event: /^wird gespeichert/ },
];
/** Names an icon so that the browser does not ask for one that is not there. */
const BESIDE = '<link rel="icon" href="data:,"><title>beside</title>';
const PATIENCE = 60_000;
const LARGE_PATIENCE = 300_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    delays: { type: "string", default: "0,20,100,300,1000,4000" },
    runs: { type: "string", default: "10" },
    "large-runs": { type: "string", default: "2" },
    "switch-runs": { type: "string", default: "20" },
    nodes: { type: "string", default: "16000" },
    relations: { type: "string", default: "124000" },
  },
});
const delays = values.delays.split(",").map(Number);
const [runs, largeRuns, switchRuns, nodes, relations] = ["runs", "large-runs", "switch-runs", "nodes", "relations"].map((name) => Number(values[name]));
const site = positionals[0] ?? fileURLToPath(new URL("../dist", import.meta.url));
if (!existsSync(`${site}/index.html`)) throw new Error(`${site} holds no build; run cargo xtask build first.`);

const server = createServer(serve).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const home = `http://127.0.0.1:${server.address().port}/some/path/`;
const scratch = mkdtempSync(join(tmpdir(), "gosmart-kill-"));
let number = 0;
const lost = [];
const latencies = [];
try {
  const rows = runs > 0 ? await all("the example", runs, null, PATIENCE) : [];
  if (largeRuns > 0) {
    const imported = join(scratch, "imported");
    await importOnce(imported);
    rows.push(...(await all(`${nodes.toLocaleString("en")} nodes, ${relations.toLocaleString("en")} relations`, largeRuns, imported, LARGE_PATIENCE)));
  }
  if (switchRuns > 0) rows.push(await switching(switchRuns));
  console.log("\n| network | killed | runs | in the database | on the page | lost |\n|---|---|---:|---:|---:|---:|");
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
  console.log(`\nFrom the event to the kill at 0 ms: ${median(latencies) ?? 0} ms (median), ${Math.max(0, ...latencies)} ms at most.`);
  for (const loss of lost) console.log(`LOST: ${loss}`);
  process.exitCode = lost.length > 0 ? 1 : 0;
} finally {
  server.close();
  server.closeAllConnections();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** The site under a sub-path, and a page beside it that is none of ours. */
function serve(request, response) {
  const missing = () => response.writeHead(404).end();
  const path = new URL(request.url, home).pathname;
  if (path === "/some/path/beside") return response.writeHead(200, { "content-type": "text/html" }).end(BESIDE);
  if (!path.startsWith("/some/path/")) return missing();
  request.url = request.url.slice("/some/path".length);
  return sirv(site, { dev: true })(request, response, missing);
}

/** Every delay, then the controls, each in a chain of runs that begins with `imported` or an empty browser. */
async function all(name, count, imported, patience) {
  const rows = [];
  for (const delay of delays) {
    const told = (loss) => lost.push(`${name}, ${delay} ms: ${loss}`);
    const { kept, shown, losses } = await chain({ event: SAVED, delay, count, imported, patience, isSafe: true, told });
    rows.push([name, `${delay} ms after “gespeichert”`, count, kept, shown, losses]);
    progress(rows.at(-1));
  }
  for (const { when, event } of CONTROLS) {
    const told = (loss) => lost.push(`${name}, ${when}: ${loss}`);
    const { kept, shown, losses } = await chain({ event, delay: 0, count, imported, patience, isSafe: false, told });
    rows.push([name, when, count, kept, shown, losses || "–"]);
    progress(rows.at(-1));
  }
  return rows;
}

/**
 * Enters, kills, opens, looks; the next entry goes into the browser that looked. `isSafe` says that the entry had been
 * called saved; what was saved before has to be there in any case.
 */
async function chain({ event, delay, count, imported, patience, isSafe, told }) {
  const folder = join(scratch, `profile-${(number += 1)}`);
  if (imported) cpSync(imported, folder, { recursive: true });
  const result = { kept: 0, shown: 0, losses: 0 };
  let browser = await launch(folder);
  await open(browser, patience);
  // The first save writes what is shown; until then the database of a fresh browser has nothing.
  let before = imported ? await look(browser) : null;
  for (let run = 0; run < count; run += 1) {
    const name = `Bleibt ${number}-${run}`;
    await enterAndKill(browser, name, event, delay);
    browser = await launch(folder);
    const after = await lookBeside(browser);
    const isKept = after?.names.has(name) ?? false;
    await open(browser, patience);
    const isShown = await isOnPage(browser, name, isSafe || isKept ? 15_000 : 3_000);
    result.kept += isKept;
    result.shown += isShown;
    const missing = [];
    if (isSafe && !isKept) missing.push(`${name} is not in the database`);
    if (isSafe && !isShown) missing.push(`${name} is not on the page`);
    if (isKept && !isShown) missing.push(`${name} is in the database and not on the page`);
    const gone = [...(before?.names ?? [])].filter((name) => !after?.names.has(name));
    if (gone.length > 0) missing.push(`gone from what was saved before: ${gone.slice(0, 5).join(", ")} (${gone.length})`);
    const expected = before && JSON.stringify({ ...before.counts, actors: before.counts.actors + isKept });
    if (expected && after && expected !== JSON.stringify(after.counts)) missing.push(`${expected} became ${JSON.stringify(after.counts)}`);
    for (const complaint of browser.complaints) missing.push(complaint);
    for (const loss of missing) told(loss);
    result.losses += missing.length > 0;
    before = await look(browser);
    if (isShown && before && !before.names.has(name)) told(`${name} is on the page and was never saved`);
  }
  await browser.context.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  return result;
}

/** Two networks in turn: an entry in one is called saved, and the browser is killed while the page changes to the other. */
async function switching(count) {
  const folder = join(scratch, `profile-${(number += 1)}`);
  const result = { kept: 0, shown: 0, losses: 0 };
  let browser = await launch(folder);
  await open(browser, PATIENCE);
  await addActor(browser.page, "Anfang");
  await saved(browser.page);
  await command(browser.page, "Neues, leeres Netzwerk");
  await browser.page.locator("#network-title").fill("Zwei");
  await browser.page.keyboard.press("Enter");
  await browser.page.waitForURL(/netzwerk=/);
  await header(browser.page).filter({ hasText: "Zwei" }).waitFor({ timeout: PATIENCE });
  await saved(browser.page);
  const slots = ["1", slotOf(browser.page)];
  const entered = Object.fromEntries(slots.map((slot) => [slot, new Set()]));
  for (let run = 0; run < count; run += 1) {
    const [from, to] = run % 2 ? slots : [...slots].reverse();
    const name = `Wechselt ${run}`;
    await browser.page.goto("./beside");
    await browser.page.goto(`./#/akteure?netzwerk=${from}`);
    await header(browser.page).getByRole("status").filter({ hasText: AT_REST }).waitFor({ timeout: PATIENCE });
    await addActor(browser.page, name);
    await saved(browser.page);
    entered[from].add(name);
    const pids = processesOf(folder);
    const closed = new Promise((resolve) => browser.context.once("close", resolve));
    await browser.page.evaluate((to) => (location.hash = `#/netz?netzwerk=${to}`), to);
    await pause(delays[run % delays.length]);
    kill(pids);
    await allGone(folder, pids);
    await closed;
    browser = await launch(folder);
    await browser.page.goto("./beside");
    const missing = [];
    for (const slot of slots) {
      const there = await database(browser.page, slot);
      const names = new Set((documentOf(there)?.actors ?? []).map(({ name }) => name));
      const gone = [...entered[slot]].filter((name) => !names.has(name));
      if (gone.length > 0) missing.push(`gone from ${slot}: ${gone.join(", ")}`);
      const strange = [...entered[slots.find((other) => other !== slot)]].filter((name) => names.has(name));
      if (strange.length > 0) missing.push(`of the other network in ${slot}: ${strange.join(", ")}`);
      result.kept += slot === from && names.has(name);
    }
    await browser.page.goto(`./#/netz?netzwerk=${from}`);
    await header(browser.page).getByRole("status").filter({ hasText: AT_REST }).waitFor({ timeout: PATIENCE });
    const isShown = await isOnPage(browser, name, 15_000);
    result.shown += isShown;
    if (!isShown) missing.push(`${name} is not on the page`);
    missing.push(...browser.complaints.map((complaint) => `${name}: ${complaint}`));
    for (const loss of missing) lost.push(`switching, run ${run}: ${loss}`);
    result.losses += missing.length > 0;
  }
  await browser.context.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  const row = ["two small ones", "while the page changes to the other", count, result.kept, result.shown, result.losses];
  progress(row);
  return row;
}

function saved(page) {
  return header(page).getByRole("status").filter({ hasText: SAVED }).waitFor({ timeout: PATIENCE });
}

/** A browser that keeps its data in `folder`, and says what the header says and when. */
async function launch(folder) {
  const { executablePath, args } = settings.use.launchOptions;
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args,
    baseURL: home,
    locale: "de-DE",
    viewport: { width: 1280, height: 800 },
    // What it keeps for when there is no network is no entry of anybody's.
    serviceWorkers: "block",
  });
  const browser = { context, folder, page: context.pages()[0] ?? (await context.newPage()), hears: () => {}, complaints: [] };
  browser.page.on("pageerror", (error) => browser.complaints.push(`error: ${error.message}`));
  browser.page.on("console", (message) => {
    if (message.type() === "error") browser.complaints.push(`console: ${message.text()}`);
  });
  await context.exposeBinding("headerSays", (_source, text, at) => browser.hears(text, at));
  // Only what follows the click on the form's button counts: a word from before it is about something else.
  await context.addInitScript(() => {
    let said;
    const text = () => document.querySelector("header [role=status]")?.textContent ?? "";
    addEventListener(
      "submit",
      () => {
        globalThis.headerSays("click", Date.now());
        said = text();
      },
      { capture: true },
    );
    new MutationObserver(() => {
      const says = text();
      if (said === undefined || says === said) return;
      said = says;
      globalThis.headerSays(says, Date.now());
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return browser;
}

/** Opens the page and waits until what is kept is shown. */
async function open({ page }, patience) {
  await page.goto("./");
  await header(page).getByRole("status").filter({ hasText: AT_REST }).waitFor({ timeout: patience });
}

async function importOnce(folder) {
  const browser = await launch(folder);
  await open(browser, PATIENCE);
  const began = Date.now();
  await openFile(browser.page, network(nodes, { positions: true, relations }));
  await takeOver(browser.page);
  await header(browser.page).getByRole("status").filter({ hasText: SAVED }).waitFor({ timeout: LARGE_PATIENCE });
  console.error(`The large network was read and saved within ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  await pause(3_000);
  await browser.context.close();
}

/** Makes an actor as people do, and ends the browser `delay` milliseconds after the header said what `event` is. */
async function enterAndKill(browser, name, event, delay) {
  const { context, folder, page } = browser;
  const pids = processesOf(folder);
  let ended;
  const isOver = new Promise((resolve) => (ended = resolve));
  browser.hears = (text, at) => {
    if (event === "click" ? text !== event : !event.test(text)) return;
    browser.hears = () => {};
    const end = () => {
      kill(pids);
      if (delay === 0) latencies.push(Date.now() - at);
      ended();
    };
    if (delay === 0) end();
    else setTimeout(end, delay);
  };
  const closed = new Promise((resolve) => context.once("close", resolve));
  // What it waits for may not come any more.
  addActor(page, name).catch(() => {});
  const tooLate = pause(LARGE_PATIENCE, "too late", { ref: false });
  if ((await Promise.race([isOver, tooLate])) === "too late") throw new Error(`The header never said ${event} after the entry of ${name}.`);
  await allGone(folder, pids);
  await closed;
}

/** The browser with this folder, as `kill` takes it: its group at once, then all that name the folder and their children. */
function processesOf(folder) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(processOf).filter(Boolean);
  const pids = new Set(all.filter(({ command }) => command.includes(`--user-data-dir=${folder}\0`)).map(({ pid }) => pid));
  const first = all.find(({ pid, command }) => pids.has(pid) && !command.includes("\0--type="));
  for (let size = -1; size !== pids.size; ) {
    size = pids.size;
    for (const { pid, parent, group } of all) if (pids.has(parent) || group === first?.pid) pids.add(pid);
  }
  return first ? [-first.pid, ...pids] : [...pids];
}

function processOf(name) {
  try {
    const [state, parent, group] = readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    if (state === "Z" || state === "X") return null;
    return { pid: Number(name), parent: Number(parent), group: Number(group), command: readFileSync(`/proc/${name}/cmdline`, "utf8") };
  } catch {
    // It has ended meanwhile.
    return null;
  }
}

function kill(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Ends what was started meanwhile, too, and waits until the last one is gone. */
async function allGone(folder, pids) {
  for (let tries = 0; tries < 500; tries += 1) {
    const alive = [...new Set([...processesOf(folder), ...pids.filter((pid) => pid > 0 && processOf(pid))])];
    if (alive.length === 0) return;
    kill(alive);
    await pause(10);
  }
  throw new Error("The browser survived its end.");
}

/** What lies on disk, seen before our page could change anything. */
async function lookBeside(browser) {
  await browser.page.goto("./beside");
  return look(browser);
}

async function look({ page }) {
  const there = await database(page);
  const document = there && documentOf(there);
  return document && { names: new Set(document.actors.map(({ name }) => name)), counts: counts(document) };
}

/** Whether the search of the list finds it. Ends when all is saved. */
async function isOnPage({ page }, name, timeout) {
  await go(page, "#/akteure");
  const search = page.locator("#search");
  await search.fill(name);
  const found = page.getByRole("main").getByText(name, { exact: true }).first();
  const isShown = await found.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
  await search.fill("");
  await go(page, "#/netz");
  await header(page).getByRole("status").filter({ hasText: AT_REST }).waitFor({ timeout: LARGE_PATIENCE });
  return isShown;
}

function progress(row) {
  console.error(row.join(", "));
}

function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

// Kills the browser after the page has said "gespeichert", while it changes networks, keeps something beside, or takes a
// newer version; opens it anew, and looks for what was entered.
//
//   cargo xtask bench kill [option …]     builds the page, then calls this file
//   node bench/kill.mjs [FOLDER] …        on a built site, dist/ unless said
//
// Options: --delays 0,20,100 (milliseconds from the word to the kill)   --runs 10   --large-runs 2 (0 leaves it out)
//          --switch-runs 20 (killed while the page changes to another network)
//          --snapshot-runs 10 (of each kind: while a snapshot, or a copy before much changes, is written)
//          --update-runs 8 (of each kind: while a newer version of the page comes, is asked for, is loaded)
//          --nodes 16000   --relations 124000 (of the large network)
// Ends with 1 if anything was lost or went wrong. What a power cut takes from the caches of the machine is beyond it: a
// killed program leaves these as they are. That a save goes through them is seen by
// `strace -f -e trace=fdatasync,fsync`.
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sirv from "sirv";
import { addActor, command, counts, database, documentOf, header, go, openFile, slotOf, takeOver } from "../tests/e2e/steps.mjs";
import { AT_REST, Ledger, PATIENCE, SAVED, allGone, end, enter, gone, kill, launch as launched, processesOf, says } from "./kill/browser.mjs";
import { snapshots } from "./kill/snapshots.mjs";
import { updates } from "./kill/updates.mjs";
import { network } from "./network.mjs";

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
const LARGE_PATIENCE = 300_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    delays: { type: "string", default: "0,20,100,300,1000,4000" },
    runs: { type: "string", default: "10" },
    "large-runs": { type: "string", default: "2" },
    "switch-runs": { type: "string", default: "20" },
    "snapshot-runs": { type: "string", default: "10" },
    "update-runs": { type: "string", default: "8" },
    nodes: { type: "string", default: "16000" },
    relations: { type: "string", default: "124000" },
  },
});
const delays = values.delays.split(",").map(Number);
const numbers = ["runs", "large-runs", "switch-runs", "snapshot-runs", "update-runs", "nodes", "relations"];
const [runs, largeRuns, switchRuns, snapshotRuns, updateRuns, nodes, relations] = numbers.map((name) => Number(values[name]));
const site = positionals[0] ?? fileURLToPath(new URL("../dist", import.meta.url));
if (!existsSync(`${site}/index.html`)) throw new Error(`${site} holds no build; run cargo xtask build first.`);

const server = createServer(serve).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const home = `http://127.0.0.1:${server.address().port}/some/path/`;
/** What is served, whether it answers at all, and who hears what it is asked for. */
const host = { home, site, isGone: false, asked: () => {} };
const handlers = new Map();
const scratch = mkdtempSync(join(tmpdir(), "gosmart-kill-"));
let number = 0;
const latencies = [];
try {
  const rows = runs > 0 ? await all("the example", runs, null, PATIENCE) : [];
  if (largeRuns > 0) {
    const imported = join(scratch, "imported");
    await importOnce(imported);
    rows.push(...(await all(`${nodes.toLocaleString("en")} nodes, ${relations.toLocaleString("en")} relations`, largeRuns, imported, LARGE_PATIENCE)));
  }
  if (switchRuns > 0) rows.push(await switching(switchRuns));
  if (snapshotRuns > 0) rows.push(...(await snapshots({ count: snapshotRuns, home, scratch, progress })));
  if (updateRuns > 0) rows.push(...(await updates({ count: updateRuns, site, host, scratch, progress })));
  const sum = (name) => rows.reduce((sum, row) => sum + row[name], 0);
  const told = rows.flatMap(({ told }) => told);
  const total = { kind: "**all**", kills: sum("kills"), saved: sum("saved"), found: sum("found"), told };
  console.log("\n| killed | kills | records called saved | found again | lost | other faults |\n|---|---:|---:|---:|---:|---:|");
  for (const row of [...rows, total]) console.log(`| ${cells(row).join(" | ")} |`);
  console.log(`\nFrom the event to the kill at 0 ms: ${median(latencies) ?? 0} ms (median), ${Math.max(0, ...latencies)} ms at most.`);
  for (const { kind, told } of rows) for (const fault of told) console.log(`WRONG: ${kind}: ${fault}`);
  process.exitCode = told.length > 0 ? 1 : 0;
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
  if (host.isGone) return request.socket.destroy();
  host.asked(path.slice("/some/path/".length));
  request.url = request.url.slice("/some/path".length);
  if (!handlers.has(host.site)) handlers.set(host.site, sirv(host.site, { dev: true }));
  return handlers.get(host.site)(request, response, missing);
}

/** Every delay, then the controls, each in a chain of runs that begins with `imported` or an empty browser. */
async function all(name, count, imported, patience) {
  const rows = [];
  for (const delay of delays) {
    const { ledger } = await chain({ event: SAVED, delay, count, imported, patience, isSafe: true });
    rows.push(ledger.row(`${name}: ${delay} ms after “gespeichert”`));
    progress(rows.at(-1));
  }
  for (const { when, event } of CONTROLS) {
    const { ledger, kept } = await chain({ event, delay: 0, count, imported, patience, isSafe: false });
    rows.push(ledger.row(`${name}: ${when}: ${kept} of ${count} were there`));
    progress(rows.at(-1));
  }
  return rows;
}

/**
 * Enters, kills, opens, looks; the next entry goes into the browser that looked. `isSafe` says that the entry had been
 * called saved; what was saved before has to be there in any case.
 */
async function chain({ event, delay, count, imported, patience, isSafe }) {
  const folder = join(scratch, `profile-${(number += 1)}`);
  if (imported) cpSync(imported, folder, { recursive: true });
  const ledger = new Ledger();
  let keptOfAll = 0;
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
    ledger.kills += 1;
    keptOfAll += isKept;
    if (isSafe) ledger.saved.add(name);
    ledger.check(after?.names ?? new Set());
    const missing = ledger.faults;
    if (isSafe && !isKept) missing.push(`${name} is not in the database`);
    if (isSafe && !isShown) missing.push(`${name} is not on the page`);
    if (isKept && !isShown) missing.push(`${name} is in the database and not on the page`);
    const gone = [...(before?.names ?? [])].filter((name) => !after?.names.has(name));
    if (gone.length > 0) missing.push(`gone from what was saved before: ${gone.slice(0, 5).join(", ")} (${gone.length})`);
    const expected = before && JSON.stringify({ ...before.counts, actors: before.counts.actors + isKept });
    if (expected && after && expected !== JSON.stringify(after.counts)) missing.push(`${expected} became ${JSON.stringify(after.counts)}`);
    missing.push(...browser.complaints);
    before = await look(browser);
    if (isShown && before && !before.names.has(name)) missing.push(`${name} is on the page and was never saved`);
  }
  await browser.context.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  return { ledger, kept: keptOfAll };
}

/** Two networks in turn: an entry in one is called saved, and the browser is killed while the page changes to the other. */
async function switching(count) {
  const folder = join(scratch, `profile-${(number += 1)}`);
  const ledger = new Ledger();
  let browser = await launch(folder);
  await open(browser, PATIENCE);
  await enter(browser, "Anfang");
  await command(browser.page, "Neues, leeres Netzwerk");
  await browser.page.locator("#network-title").fill("Zwei");
  await browser.page.keyboard.press("Enter");
  await browser.page.waitForURL(/netzwerk=/);
  await header(browser.page).filter({ hasText: "Zwei" }).waitFor({ timeout: PATIENCE });
  await says(browser.page, SAVED);
  const slots = ["1", slotOf(browser.page)];
  const entered = Object.fromEntries(slots.map((slot) => [slot, new Set()]));
  for (let run = 0; run < count; run += 1) {
    const [from, to] = run % 2 ? slots : [...slots].reverse();
    const name = `Wechselt ${run}`;
    await browser.page.goto("./beside");
    await browser.page.goto(`./#/akteure?netzwerk=${from}`);
    await says(browser.page, AT_REST);
    await enter(browser, name);
    entered[from].add(name);
    ledger.saved.add(name);
    const pids = processesOf(folder);
    const closed = gone(browser.context);
    await browser.page.evaluate((to) => (location.hash = `#/netz?netzwerk=${to}`), to);
    await pause(delays[run % delays.length]);
    await end(browser, pids, closed);
    ledger.kills += 1;
    browser = await launch(folder);
    await browser.page.goto("./beside");
    const missing = ledger.faults;
    for (const slot of slots) {
      const there = await database(browser.page, slot);
      const names = new Set((documentOf(there)?.actors ?? []).map(({ name }) => name));
      const lost = [...entered[slot]].filter((name) => !names.has(name));
      for (const name of lost) ledger.lost.add(name);
      const strange = [...entered[slots.find((other) => other !== slot)]].filter((name) => names.has(name));
      if (strange.length > 0) missing.push(`of the other network in ${slot}: ${strange.join(", ")}`);
    }
    await browser.page.goto(`./#/netz?netzwerk=${from}`);
    await says(browser.page, AT_REST);
    const isShown = await isOnPage(browser, name, 15_000);
    if (!isShown) missing.push(`${name} is not on the page`);
    missing.push(...browser.complaints.map((complaint) => `${name}: ${complaint}`));
  }
  await browser.context.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  const row = ledger.row("two networks: while the page changes to the other");
  progress(row);
  return row;
}

/** Without a worker: what the page keeps for when there is no network is no entry of anybody's. */
function launch(folder) {
  return launched(folder, home);
}

/** Opens the page and waits until what is kept is shown. */
async function open({ page }, patience) {
  await page.goto("./");
  await says(page, AT_REST, patience);
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

function cells({ kind, kills, saved, found, told }) {
  return [kind, kills, saved, found, saved - found, told.length - (saved - found)];
}

function progress(row) {
  console.error(cells(row).join(", "));
  for (const fault of row.told) console.error(`  ${fault}`);
}

function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

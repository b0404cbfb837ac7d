// A browser that is killed: started with a folder of its own, listened to, ended by force.
import { readFileSync, readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "@playwright/test";
import settings from "../../tests/e2e/playwright.config.mjs";
import { addActor, header } from "../../tests/e2e/steps.mjs";

export const SAVED = /^gespeichert /;
export const AT_REST = /^(gespeichert|Beispiel)/;
export const PATIENCE = 60_000;
/** Milliseconds. */
const QUIET = 1_500;

/**
 * A browser that keeps its data in `folder`, and says what the header says and when. `later` says by how many
 * milliseconds its clock is ahead, `workers` whether the page is kept for when there is no network.
 */
export async function launch(folder, home, { later = 0, workers = "block" } = {}) {
  const { executablePath, args } = settings.use.launchOptions;
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args,
    baseURL: home,
    locale: "de-DE",
    viewport: { width: 1280, height: 800 },
    serviceWorkers: workers,
  });
  const browser = { context, folder, page: context.pages()[0] ?? (await context.newPage()), hears: () => {}, heardAt: 0, complaints: [] };
  browser.page.on("pageerror", (error) => browser.complaints.push(`error: ${error.message}`));
  browser.page.on("console", (message) => {
    if (message.type() === "error") browser.complaints.push(`console: ${message.text()}`);
  });
  await context.exposeBinding("pageSays", (_source, text, at) => {
    browser.heardAt = Date.now();
    browser.hears(text, at);
  });
  await context.addInitScript(watch);
  if (later > 0) await passes(browser, later);
  return browser;
}

/** From now on the clock of the page is ahead by so much; timers go on as they did. */
export const passes = (browser, later) => set(browser, { later });

/** From now on what is kept beside the network is put, and its transaction does not end. */
export const hold = (browser) => set(browser, { held: true });

/** In this page and in those that come after it. */
async function set({ context, page }, values) {
  const assign = (values) => void Object.assign(globalThis, values);
  await context.addInitScript(assign, values);
  await page.evaluate(assign, values);
}

/** In the page. */
function watch() {
  const now = Date.now;
  globalThis.later = 0;
  Date.now = () => now() + globalThis.later;
  let said;
  const says = (text) => globalThis.pageSays?.(text, now());
  const text = () => document.querySelector("header [role=status]")?.textContent ?? "";
  // Only what follows counts: a word from before it is about something else.
  globalThis.heed = () => (said = text());
  addEventListener(
    "submit",
    () => {
      says("click");
      globalThis.heed();
    },
    { capture: true },
  );
  new MutationObserver(() => {
    const spoken = text();
    if (said === undefined || spoken === said) return;
    said = spoken;
    says(spoken);
  }).observe(document, { subtree: true, childList: true, characterData: true });

  // What is kept beside the network: when it is put, and when its transaction is complete.
  globalThis.held = false;
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    const request = put.call(this, value, key);
    const [kind] = /^(snapshot|earlier)(?=\/)/.exec(key) ?? [];
    if (kind) {
      says(`put ${kind}`);
      this.transaction.addEventListener("complete", () => says(`complete ${kind}`));
      const again = () => globalThis.held && (this.get("nothing").onsuccess = again);
      again();
    }
    return request;
  };
}

/** Waits until the header says it. */
export const says = (page, text, timeout = PATIENCE) => header(page).getByRole("status").filter({ hasText: text }).waitFor({ timeout });

/** Makes an actor, and waits until the header has called just that saved. */
export async function enter(browser, name) {
  const isSaved = new Promise((resolve, reject) => {
    let wasClicked = false;
    browser.hears = (text) => {
      wasClicked ||= text === "click";
      if (wasClicked && SAVED.test(text)) resolve();
    };
    pause(PATIENCE, undefined, { ref: false }).then(() => reject(new Error(`${name} was never called saved.`)));
  });
  await Promise.all([isSaved, addActor(browser.page, name)]);
  browser.hears = () => {};
}

/** Waits until nothing that the page does by itself is on its way: computed places are saved, a snapshot after the start. */
export async function quiet(browser) {
  await browser.page.evaluate(() => globalThis.heed());
  const began = Date.now();
  do await pause(100);
  while (Date.now() - Math.max(began, browser.heardAt) < QUIET);
}

/** Once the browser is no longer there. */
export const gone = (context) => new Promise((resolve) => context.once("close", resolve));

/** Ends the browser by force, and waits until nothing of it is left. */
export async function end({ context, folder }, pids = processesOf(folder), closed = gone(context)) {
  kill(pids);
  await allGone(folder, pids);
  await closed;
}

/** What was called saved, what of it was not there afterwards, and what else went wrong. */
export class Ledger {
  kills = 0;
  saved = new Set();
  lost = new Set();
  faults = [];

  /** Holds what is there against what was called saved. */
  check(names) {
    for (const name of this.saved) if (!names.has(name)) this.lost.add(name);
  }

  row(kind) {
    const told = [...[...this.lost].map((name) => `${name} is gone`), ...this.faults];
    return { kind, kills: this.kills, saved: this.saved.size, found: this.saved.size - this.lost.size, told };
  }
}

/** The browser with this folder, as `kill` takes it: its group at once, then all that name the folder and their children. */
export function processesOf(folder) {
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

export function kill(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Ends what was started meanwhile, too, and waits until the last one is gone. */
export async function allGone(folder, pids) {
  for (let tries = 0; tries < 500; tries += 1) {
    const alive = [...new Set([...processesOf(folder), ...pids.filter((pid) => pid > 0 && processOf(pid))])];
    if (alive.length === 0) return;
    kill(alive);
    await pause(10);
  }
  throw new Error("The browser survived its end.");
}

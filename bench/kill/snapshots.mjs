// Killed while something is kept beside the network: a snapshot, a copy before an import or a replacement.
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { addActor, button, command, database, dialog, documentOf, go, openFile } from "../../tests/e2e/steps.mjs";
import { AT_REST, Ledger, PATIENCE, SAVED, end, enter, gone, hold, kill, launch, passes, processesOf, quiet, says } from "./browser.mjs";

/** More than lies between two snapshots. */
const MINUTES = 7 * 60_000;
/** After what, and by how many milliseconds; `held` while the transaction cannot end. */
const MOMENTS = [
  { after: "put", delay: 0 },
  { after: "complete", delay: 0 },
  { after: "put", delay: 30, held: true },
  { after: "put", delay: 3 },
  { after: "complete", delay: 5 },
  { after: "put", delay: 8 },
  { after: "complete", delay: 20 },
  { after: "put", delay: 1 },
  { after: "complete", delay: 60 },
  { after: "complete", delay: 250 },
];
const LIST = "Frühere Stände";

const rows = (page) => dialog(page).getByRole("listitem");

const also = (name) => [`${name}, dazu`, `${name}, zuletzt`];

/** What each kind does, up to the click or the load from which on something is kept. */
const KINDS = [
  {
    kind: "a snapshot after a save",
    folder: "snapshot",
    act: async (browser, { name, later }) => {
      await passes(browser, later + MINUTES);
      return () => addActor(browser.page, `${name}, danach`);
    },
    // Its word comes before the snapshot.
    enters: (name) => `${name}, danach`,
  },
  {
    kind: "a snapshot after the start",
    folder: "snapshot",
    act: async (browser, { name, later }) => {
      // One that the last snapshot has not got.
      await passes(browser, later + MINUTES);
      for (const more of also(name)) {
        await enter(browser, more);
        while (more === also(name)[0] && !(await isInSnapshot(browser.page, more))) await pause(20);
      }
      await browser.page.goto("./beside");
      await passes(browser, later + 2 * MINUTES);
      return () => browser.page.goto("./");
    },
    also,
  },
  {
    kind: "the copy before an import",
    folder: "earlier",
    act: async ({ page }, { name }) => {
      await openFile(page, `Name;Ort\n${name} aus der Liste;Goslar\n`, "liste.csv");
      await dialog(page).getByRole("heading", { name: "Was sich ändert" }).waitFor();
      return () => button(dialog(page), "Übernehmen").click();
    },
    enters: (name) => `${name} aus der Liste`,
  },
  {
    kind: "the copy before a replacement",
    folder: "earlier",
    replaces: true,
    act: async ({ page }, { name }) => {
      const other = { format: "gosmart-network", version: 1, network: { id: name, title: `Fremd ${name}` }, actors: [{ id: "x", name: "Fremd" }] };
      await openFile(page, other);
      await button(page, "Übernehmen").click();
      return () => button(page, "Ja, ersetzen").click();
    },
  },
  {
    kind: "the copy before an earlier state comes back",
    folder: "earlier",
    replaces: true,
    act: async ({ page }) => {
      await command(page, LIST);
      await button(rows(page).last(), "Ansehen").click();
      await button(page, "Diesen Stand zurückholen").click();
      return () => button(page, "Ja, zurückholen").click();
    },
  },
];

/** A row for each kind, `count` kills in each. */
export async function snapshots({ count, home, scratch, progress }) {
  const all = [];
  for (const [number, kind] of KINDS.entries()) {
    all.push(await chain(kind, { count, home, folder: join(scratch, `snapshots-${number}`) }));
    progress(all.at(-1));
  }
  return all;
}

async function chain({ kind, folder: keptIn, replaces, act, enters, also = () => [] }, { count, home, folder }) {
  const ledger = new Ledger();
  let written = 0;
  let later = 0;
  let browser = await launch(folder, home);
  await browser.page.goto("./");
  await says(browser.page, AT_REST);
  for (let run = 0; run < count; run += 1) {
    const { after, delay, held } = MOMENTS[run % MOMENTS.length];
    const name = `Eintrag ${run}`;
    await enter(browser, name);
    ledger.saved.add(name);
    await quiet(browser);
    const begin = await act(browser, { name, later });
    const before = new Set(await keptNames(browser.page));
    for (const more of also(name)) ledger.saved.add(more);
    if (held) await hold(browser);
    const wasSaid = await killed(browser, { begin, event: `${after} ${keptIn}`, delay });
    ledger.kills += 1;
    if (wasSaid && enters) ledger.saved.add(enters(name));

    later += 4 * MINUTES;
    browser = await launch(folder, home, { later });
    await browser.page.goto("./beside");
    const there = await database(browser.page, "1");
    const states = statesOf(there, (fault) => ledger.faults.push(`${name}: ${fault}`));
    written += [...states.keys()].some((state) => state.startsWith(`${keptIn}/`) && !before.has(state));
    const current = namesOf(documentOf(there));
    // What was replaced is called saved, too, and is an earlier state.
    ledger.check(replaces ? new Set([...current, ...[...states.values()].flatMap((names) => [...names])]) : current);
    await browser.page.goto("./");
    await says(browser.page, AT_REST);
    if (!replaces && !(await isShown(browser.page, name))) ledger.faults.push(`${name} is not on the page`);
    await quiet(browser);
    const unread = await unreadable(browser.page);
    if (unread) ledger.faults.push(`${name}: ${unread}`);
    if ([...ledger.saved].some((name) => !ledger.lost.has(name) && !current.has(name))) await bringBack(browser.page, [...states.values()], ledger);
    ledger.faults.push(...browser.complaints.map((complaint) => `${name}: ${complaint}`));
  }
  await browser.context.close();
  return ledger.row(`${kind} (in ${written} of ${count} it was there afterwards)`);
}

/** Begins, and kills when the page says `event`. Returns whether the header had called it saved. */
async function killed(browser, { begin, event, delay }) {
  const pids = processesOf(browser.folder);
  await browser.page.evaluate(() => globalThis.heed());
  let wasSaid = false;
  const happened = new Promise((resolve, reject) => {
    browser.hears = (text) => {
      wasSaid ||= SAVED.test(text);
      if (text !== event) return;
      if (delay > 0) return setTimeout(() => resolve(kill(pids)), delay);
      resolve(kill(pids));
    };
    pause(PATIENCE, undefined, { ref: false }).then(() => reject(new Error(`The page never said: ${event}.`)));
  });
  const closed = gone(browser.context);
  // What it waits for may not come any more.
  begin().catch(() => {});
  await happened;
  // Nothing counts that is heard from here on.
  browser.hears = () => {};
  const said = wasSaid;
  await end(browser, pids, closed);
  return said;
}

const isKept = (name) => /^(snapshot|earlier)\//.test(name);
const keptNames = async (page) => Object.keys((await database(page, "1"))?.heads ?? {}).filter(isKept);
const isInSnapshot = async (page, name) => [...statesOf(await database(page, "1"), () => {}).values()].some((names) => names.has(name));
const namesOf = (document) => new Set((document?.actors ?? []).map(({ name }) => name));

/** What lies beside the current network, and the names of the actors in it. */
function statesOf(there, told) {
  const states = new Map();
  for (const name of Object.keys(there?.heads ?? {}).filter(isKept)) {
    try {
      states.set(name, namesOf(documentOf(there, name)));
    } catch (error) {
      told(`${name} is not whole: ${error.message}`);
    }
  }
  return states;
}

/** Opens the list and compares each state with what is there now, which reads all of it. */
async function unreadable(page) {
  // What other tabs would do meanwhile is none of this.
  const before = (await keptNames(page)).length;
  await command(page, LIST);
  await dialog(page).locator(".dialog__lead").waitFor();
  if (before > 0) await rows(page).first().waitFor();
  const listed = await rows(page).count();
  const after = (await keptNames(page)).length;
  for (const row of await rows(page).all()) {
    await button(row, "Was hat sich geändert?").click();
    const answer = row.getByRole("status").filter({ hasText: /\S/ });
    await answer.waitFor();
    const text = await answer.textContent();
    if (/nicht lesen|nicht geladen/.test(text)) return text;
  }
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  return listed < Math.min(before, after) || listed > Math.max(before, after) ? `${listed} states are listed of ${before} to ${after}` : null;
}

async function isShown(page, name) {
  await go(page, "#/akteure");
  await page.locator("#search").fill(name);
  const found = page.getByRole("main").getByText(name, { exact: true }).first();
  const isThere = await found.waitFor({ timeout: 15_000 }).then(
    () => true,
    () => false,
  );
  await page.locator("#search").fill("");
  await go(page, "#/netz");
  await says(page, AT_REST);
  return isThere;
}

/** As somebody does who misses something: the last state that was replaced, and it has all that was called saved. */
async function bringBack(page, states, ledger) {
  const hasAll = (names) => [...ledger.saved].every((name) => ledger.lost.has(name) || names.has(name));
  if (!states.some(hasAll)) ledger.faults.push("No state has all that was called saved.");
  await command(page, LIST);
  await button(rows(page).filter({ hasText: "ersetzt" }).first(), "Ansehen").click();
  await button(page, "Diesen Stand zurückholen").click();
  await button(page, "Ja, zurückholen").click();
  await button(page, "Ja, zurückholen").waitFor({ state: "detached" });
  await says(page, SAVED);
}

// Killed while a newer version of the page is taken: as it comes, when it is asked for, as the page loads anew.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { button, command, database, dialog, documentOf, go } from "../../tests/e2e/steps.mjs";
import { folderOf, nextVersion } from "../../tests/e2e/site.mjs";
import { AT_REST, Ledger, PATIENCE, end, enter, gone, kill, launch, processesOf, says } from "./browser.mjs";

/** `share` of the files are asked for; milliseconds after the click, or after something of the load that follows it. */
const KINDS = [
  { kind: "a newer version comes", moments: [0, 0.1, 0.35, 0.6, 0.85, 1, "page", "waits"].map((share) => ({ share })) },
  { kind: "it is asked for", moments: [0, 2, 5, 10, 20, 50, 100, 200].map((delay) => ({ after: "click", delay })) },
  {
    kind: "the page loads anew",
    moments: [
      ...[0, 3, 10, 30].map((delay) => ({ after: "request", delay })),
      ...[0, 20, 100, 400].map((delay) => ({ after: "loaded", delay })),
    ],
  },
];
const VIEWS = ["#/akteure", "#/kompetenzen", "#/kompetenzen/matrix", "#/kompetenzen/pflege", "#/themen", "#/hilfe", "#/netz"];
/** What a browser says of a file that it asked for without a network. */
const WITHOUT_NETWORK = /net::ERR_|Failed to load resource|Failed to update a ServiceWorker/;

/** A row for each kind, `count` kills in each; each kill meets a version of its own. */
export async function updates({ count, site, host, scratch, progress }) {
  const all = [];
  for (const [number, { kind, moments }] of KINDS.entries()) {
    const ledger = new Ledger();
    const folder = join(scratch, `updates-${number}`);
    host.site = site;
    let browser = await launch(folder, host.home, { workers: "allow" });
    await browser.page.goto("./");
    await isKept(browser.page);
    let outcome = { old: 0, fresh: 0 };
    for (let run = 0; run < count; run += 1) {
      const name = `Version ${run}`;
      await enter(browser, name);
      ledger.saved.add(name);
      const old = host.site;
      const versions = [await folderOf(old), await folderOf((host.site = await nextVersion(old)))];
      await killed(browser, host, moments[run % moments.length], await filesOf(host.site));
      ledger.kills += 1;
      browser = await launch(folder, host.home, { workers: "allow" });
      const told = (fault) => ledger.faults.push(`${name}, ${JSON.stringify(moments[run % moments.length])}: ${fault}`);
      await browser.page.goto("./beside");
      ledger.check(new Set(documentOf(await database(browser.page, "1")).actors.map(({ name }) => name)));
      // Once with a network first, once without.
      const order = run % 2 ? [true, false] : [false, true];
      const first = await starts(browser, host, order[0], name, told);
      const second = await starts(browser, host, order[1], name, told);
      for (const version of [first, second]) if (!versions.includes(version)) told(`${version} is none of ${versions}`);
      if (first === versions[1] && second !== first) told(`${second} came after ${first}`);
      outcome[first === versions[1] ? "fresh" : "old"] += 1;
      await take(browser, versions[1], told);
      const broken = await spoiled(browser.page, await filesOf(host.site));
      if (broken.length > 0) told(`kept files are not what they should be: ${broken}`);
      ledger.faults.push(...browser.complaints.map((complaint) => `${name}: ${complaint}`));
      if (old !== site) await rm(old, { recursive: true });
    }
    await browser.context.close();
    if (host.site !== site) await rm(host.site, { recursive: true });
    host.site = site;
    all.push(ledger.row(`${kind} (afterwards ${outcome.old} times the old one, ${outcome.fresh} the new one)`));
    progress(all.at(-1));
  }
  return all;
}

/** What its worker keeps of a site, with the hashes. */
async function filesOf(site) {
  const text = await readFile(join(site, "service-worker.js"), "utf8");
  const build = text.match(/^const build = "([0-9a-f]+)";$/m)[1];
  return { build, files: JSON.parse(text.match(/^const files = (\{[^}]*\});$/m)[1]) };
}

const isKept = (page) => page.waitForFunction(() => Boolean(navigator.serviceWorker.controller), undefined, { timeout: PATIENCE });
const versionOf = (page) => page.evaluate(() => document.querySelector("script[data-wasm]")?.src.match(/([0-9a-f]{12})\/boot\.js$/)?.[1]);
const update = (page) => page.evaluate(async () => void (await navigator.serviceWorker.getRegistration()).update());
const ready = (page) => page.getByText("Eine neue Version liegt bereit.");

async function killed(browser, host, { share, after, delay = 0 }, { files }) {
  const { context, page, folder } = browser;
  const pids = processesOf(folder);
  const closed = gone(context);
  const happened = new Promise((resolve, reject) => {
    const now = () => {
      host.asked = () => {};
      if (delay > 0) setTimeout(() => resolve(kill(pids)), delay);
      else resolve(kill(pids));
    };
    pause(PATIENCE, undefined, { ref: false }).then(() => reject(new Error(`It never came to ${share ?? after}.`)));
    const asks = async () => {
      await update(page);
      if (share !== undefined && share !== "waits") return;
      await ready(page).waitFor({ timeout: PATIENCE });
      if (share === "waits") return now();
      if (after === "request") page.on("request", (request) => request.isNavigationRequest() && now());
      if (after === "loaded") page.once("domcontentloaded", now);
      await button(page, "Jetzt laden").click({ noWaitAfter: true });
      if (after === "click") now();
    };
    if (typeof share === "number" || share === "page") {
      const number = Object.keys(files).length;
      const wanted = share === "page" ? Infinity : Math.max(1, Math.round(share * number));
      const asked = new Set();
      host.asked = (path) => {
        if (path in files) asked.add(path);
        const isPage = path === "" && asked.size === number;
        if (isPage || asked.size === wanted) now();
      };
    }
    asks().catch(() => {});
  });
  await happened;
  await end(browser, pids, closed);
}

/** Opens the page and looks at every view. Returns the version that it is of. */
async function starts(browser, host, isOffline, name, told) {
  const { page, complaints } = browser;
  const words = isOffline ? "without a network" : "with a network";
  host.isGone = isOffline;
  const before = complaints.length;
  try {
    await page.goto("about:blank");
    await page.goto("./");
    await says(page, AT_REST);
    for (const view of VIEWS) {
      await go(page, view);
      await page.getByRole("heading", { level: 1 }).waitFor();
    }
    await command(page, "Neuer Akteur");
    await dialog(page).getByLabel(/^Name/).waitFor();
    await page.keyboard.press("Escape");
    await go(page, "#/akteure");
    await page.locator("#search").fill(name);
    await page.getByRole("main").getByText(name, { exact: true }).first().waitFor();
    await page.locator("#search").fill("");
    if ((await page.getByText("konnte nicht geladen werden").count()) > 0) told(`a part could not be loaded ${words}`);
  } catch (error) {
    told(`the page does not start ${words}: ${error.message.split("\n")[0]}`);
  }
  host.isGone = false;
  const version = await versionOf(page);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.match(/[0-9a-f]{12}\/.*$/)?.[0]));
  // Icons are named by the manifest, which comes from the network.
  const others = loaded.filter((other) => other && !other.startsWith(`${version}/`) && !other.includes("/icons/"));
  if (!version || others.length > 0) told(`a page of ${version} loaded ${others} ${words}`);
  if (isOffline) complaints.push(...complaints.splice(before).filter((complaint) => !WITHOUT_NETWORK.test(complaint)));
  return version;
}

/** Takes the newest version, by asking for it where it waits. */
async function take({ page }, fresh, told) {
  await page.goto("./");
  await says(page, AT_REST);
  await isKept(page);
  if ((await versionOf(page)) === fresh) return;
  await update(page);
  try {
    await ready(page).waitFor({ timeout: PATIENCE });
    await button(page, "Jetzt laden").click();
    await page.waitForFunction((fresh) => document.querySelector("script[data-wasm]")?.src.includes(`/${fresh}/`), fresh, { timeout: PATIENCE });
    await says(page, AT_REST);
  } catch (error) {
    told(`the newer version could not be taken: ${error.message.split("\n")[0]}`);
  }
}

/** The files of a version that are not kept, or not as they were built. */
function spoiled(page, { build, files }) {
  return page.evaluate(
    async ([build, files]) => {
      const cache = await caches.open(`gosmart/some/path/${build}`);
      const wrong = [];
      for (const [name, hash] of Object.entries(files)) {
        const bytes = await (await cache.match(name))?.arrayBuffer();
        const digest = bytes && new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        if (!digest || `sha256-${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}` !== hash) wrong.push(name);
      }
      return wrong;
    },
    [build, files],
  );
}

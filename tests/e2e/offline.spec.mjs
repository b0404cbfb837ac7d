// The page without a network, and what happens when a newer version of it is published.
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test as watched } from "./page.mjs";
import { button, command, dialog, go, header, keep, menu, openFile, small, start, storedActors } from "./steps.mjs";
import { built, folderOf, nextVersion, serverOf } from "./site.mjs";

const PATH = "/some/path/";
const NESTED = "/some/path/version/";

const test = watched.extend({
  /** A server that each journey has to itself. */
  site: async ({}, use) => {
    const sites = { [PATH]: built };
    const server = serverOf(sites);
    const listen = (port) => new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
    const close = () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    await listen(0);
    const { port } = server.address();
    const copies = [];
    await use({
      origin: `http://127.0.0.1:${port}`,
      close,
      /** Takes the place of what is published: nothing of that is left. */
      publish: async (change, path = PATH) => {
        const copy = await nextVersion(sites[path] ?? built, change);
        copies.push(copy);
        sites[path] = copy;
        return folderOf(copy);
      },
      /** Lies beside what was published last, which nobody has asked for yet. */
      put: (name, document) => writeFile(join(sites[PATH], name), JSON.stringify(document)),
    });
    if (server.listening) await close();
    for (const copy of copies) await rm(copy, { recursive: true });
  },
  baseURL: async ({ site }, use) => use(`${site.origin}${PATH}`),
});
test.use({ serviceWorkers: "allow" });

const main = (page) => page.getByRole("main");
const title = (page) => page.getByRole("heading", { level: 1 });
const ready = (page) => page.getByText("Eine neue Version liegt bereit.");
const loadNow = (page) => button(page, "Jetzt laden");

/** Waits until the page is kept. */
const isKept = (page) => expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), { timeout: 60_000 }).toBe(true);

/** Lets the browser look for a newer version, as it does at each visit. */
async function look(page) {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await expect(ready(page)).toBeVisible();
}

/** A worker with another hash of its first file. */
const shifted = (by) => (worker) => worker.replace(/(?<="sha256-)[0-9a-f]/, (digit) => ((Number.parseInt(digit, 16) + by + 16) % 16).toString(16));

/** The folder of the version that a page is of. */
const versionOf = (page) => page.evaluate(() => document.querySelector("script[data-wasm]").src.match(/([0-9a-f]{12})\/boot\.js$/)[1]);

/** The kept files that lie in a folder. */
const keptOf = (page, folder) =>
  page.evaluate(async (folder) => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().filter(({ url }) => url.includes(`/${folder}/`)).length;
  }, folder);

test("after the first visit every view and every module opens without a network", async ({ page, context, site }) => {
  await keep(page, small());
  await start(page);
  await isKept(page);
  await context.setOffline(true);
  await site.close();
  await page.reload();
  for (const [hash, name] of [
    ["#/akteure", "Akteure"],
    ["#/kompetenzen", "Kompetenzen"],
    ["#/kompetenzen/matrix", "Wer bietet was, wer sucht was"],
    ["#/themen", "Themen"],
    ["#/akteur/a1", "Werkstatt Nord"],
    ["#/kompetenz/k1", "Tischlern"],
    ["#/thema/t1", "Neuer Spielplatz"],
    ["#/hilfe", "Hilfe"],
    ["#/netz", "Netz"],
  ]) {
    await go(page, hash);
    await expect(title(page)).toHaveText(name);
  }
  await go(page, "#/kompetenzen/pflege");
  await expect(main(page).getByRole("region", { name: /^Nicht verwendet/ })).toBeVisible();

  // In workers: a team, the layout, a workbook, a list.
  await go(page, "#/team?thema=t1");
  await expect(page.locator(".team-answer")).toContainText("Werkstatt Nord bietet, was gebraucht wird.");
  await go(page, "#/netz");
  await command(page, "Neu anordnen");
  await button(header(page), "Exportieren").click();
  await dialog(page).getByLabel("Format", { exact: true }).selectOption({ label: "Excel-Datei" });
  const download = page.waitForEvent("download");
  await button(dialog(page), "Exportieren").click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await openFile(page, "Organisation;Ort\nMuseum;Goslar\n", "liste.csv");
  await expect(dialog(page).getByRole("heading", { name: "Was sich ändert" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);

  await menu(page).click();
  await expect(header(page).locator(".menu__entry").first()).toBeVisible();
  await menu(page).click();
  await command(page, "Neuer Akteur");
  await dialog(page).getByLabel(/^Name/).fill("Im Zug entstanden");
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toHaveCount(0);
  await expect.poll(() => storedActors(page)).toContain("Im Zug entstanden");
  await expect(page.getByText("konnte nicht geladen werden")).toHaveCount(0);
  await page.goto("./?lang=en#/akteure");
  await expect(title(page)).toHaveText("Actors");
  await expect(main(page).getByRole("link", { name: "Im Zug entstanden" })).toBeVisible();
});

test("a newer version waits while a form is open, and comes when it is asked for; nothing typed is lost", async ({ page, context, site }) => {
  await keep(page, small());
  await start(page);
  await isKept(page);
  const old = await versionOf(page);
  const other = await context.newPage();
  await start(other, { hash: "#/akteure" });
  await command(page, "Neuer Akteur");
  await dialog(page).getByLabel(/^Name/).fill("Halb getippt");
  const fresh = await site.publish();
  expect(fresh).not.toBe(old);
  await look(page);
  await expect(ready(other)).toBeVisible();
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue("Halb getippt");
  expect(await versionOf(page)).toBe(old);

  // Loading by hand is not asking for it.
  await other.reload();
  await expect(ready(other)).toBeVisible();
  expect(await versionOf(other)).toBe(old);

  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toHaveCount(0);
  await loadNow(page).click();
  await expect.poll(() => versionOf(page).catch(() => "")).toBe(fresh);
  await go(page, "#/akteure");
  await expect(main(page).getByRole("link", { name: "Halb getippt" })).toBeVisible();
  await expect.poll(() => storedActors(page)).toContain("Halb getippt");
  await expect(ready(page)).toHaveCount(0);

  // The other tab goes on with what was published before, which the server no longer has.
  expect(await versionOf(other)).toBe(old);
  await go(other, "#/kompetenzen/pflege");
  await expect(main(other).getByRole("region", { name: /^Nicht verwendet/ })).toBeVisible();
  await expect(ready(other)).toBeVisible();
  await loadNow(other).click();
  await expect.poll(() => versionOf(other).catch(() => "")).toBe(fresh);

  // What nobody needs any more goes with the next visit.
  expect(await keptOf(page, old)).toBeGreaterThan(0);
  const last = await context.newPage();
  await other.close();
  await page.close();
  await start(last);
  await expect.poll(() => keptOf(last, old)).toBe(0);
  expect(await keptOf(last, fresh)).toBeGreaterThan(0);
});

test("a newer version that is asked for waits for what is being typed, and says so", async ({ page, site }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await isKept(page);
  const fresh = await site.publish();
  await look(page);
  await main(page).getByRole("grid").getByRole("link", { name: "Werkstatt Nord" }).focus();
  await page.keyboard.press("F2");
  const name = main(page).getByRole("textbox", { name: /^Name/ });
  await name.fill("");
  await loadNow(page).click();
  await expect(page.getByText("Die neue Version wird geladen, sobald alles gespeichert ist.")).toBeVisible();
  expect(await versionOf(page)).not.toBe(fresh);
  await name.fill("Werkstatt Nordwest");
  await name.press("Enter");
  await expect.poll(() => versionOf(page).catch(() => "")).toBe(fresh);
  await expect(main(page).getByRole("link", { name: "Werkstatt Nordwest" })).toBeVisible();
});

test.describe("seen from beside the page", () => {
  test.use({ outside: "/outside" });

  test("a newer version comes without a question when all tabs are closed, and not at all when it is not whole", async ({ page, context, site }) => {
    await keep(page, small());
    await start(page);
    await isKept(page);
    const old = await versionOf(page);
    const broken = await site.publish(shifted(1));
    const outcome = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update();
      const worker = registration.installing;
      return new Promise((resolve) => {
        worker.addEventListener("statechange", () => ["installed", "redundant"].includes(worker.state) && resolve(worker.state));
      });
    });
    expect(outcome).toBe("redundant");
    await expect.poll(() => keptOf(page, broken)).toBe(0);
    await expect(ready(page)).toHaveCount(0);
    await page.reload();
    expect(await versionOf(page)).toBe(old);

    const fresh = await site.publish(shifted(-1));
    await look(page);
    await button(page, "Später").click();
    await expect(ready(page)).toHaveCount(0);
    // Of the same origin and outside of what the worker serves: from there one sees when the new one has taken over.
    const [outside, scope] = [new URL("/outside", page.url()).href, new URL("./", page.url()).pathname];
    await context.route(outside, (route) => route.fulfill({ contentType: "text/html", body: "<title>outside</title>" }));
    const later = await context.newPage();
    await later.goto(outside);
    await page.close();
    const waits = () => later.evaluate(async (scope) => (await navigator.serviceWorker.getRegistration(scope)).waiting !== null, scope);
    await expect.poll(waits).toBe(false);
    await start(later);
    expect(await versionOf(later)).toBe(fresh);
  });
});

test.describe("what lies beside the page", () => {
  test.use({ mayFail: ["never-asked.json"] });

  test("comes from the network, and else as it was last", async ({ page, context }) => {
    // Asked for before there is a worker.
    await page.goto("./?src=files.json");
    await expect(title(page)).toBeVisible();
    await isKept(page);
    const at = (name) => page.evaluate(async (name) => (await fetch(name)).text(), name);
    const before = await at("site.json");
    expect(before).toContain("imprint");
    // Of what comes last nothing else tells that it is there.
    await expect.poll(() => page.evaluate(async () => Boolean(await caches.match("files.json")))).toBe(true);
    await at("service-worker.js");
    await context.setOffline(true);
    expect(await at("site.json")).toBe(before);
    expect(await at("files.json")).toContain("sha256-");
    expect(await at("service-worker.js")).toContain("const build");
    await expect(at("never-asked.json")).rejects.toThrow("Failed to fetch");
  });
});

test("the map with which the page opens is the latest, and without a network that of the last visit", async ({ page, context, site }) => {
  const publish = async (title) => {
    await site.publish();
    await site.put("site.json", { map: "karte.json" });
    await site.put("karte.json", small({ network: { id: "karte", title, language: "de" } }));
  };
  await publish("Karte im Herbst");
  await start(page);
  await expect(header(page)).toContainText("Karte im Herbst");
  await isKept(page);
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match("karte.json")))).toBe(true);
  await context.setOffline(true);
  await page.reload();
  await expect(header(page)).toContainText("Karte im Herbst");
  await context.setOffline(false);
  await publish("Karte im Winter");
  await page.reload();
  await expect(header(page)).toContainText("Karte im Winter");
  await context.setOffline(true);
  await page.reload();
  await expect(header(page)).toContainText("Karte im Winter");
});

test("two pages at one host keep their own", async ({ page, site }) => {
  await start(page);
  await isKept(page);
  const outer = await versionOf(page);
  const inner = await site.publish(undefined, NESTED);
  await page.goto(`${site.origin}${NESTED}`);
  await expect(title(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL), { timeout: 60_000 }).toBe(`${site.origin}${NESTED}service-worker.js`);
  const names = await page.evaluate(() => caches.keys());
  expect(names.filter((name) => name.startsWith("gosmart/some/path/version/"))).toHaveLength(2);
  expect(names.filter((name) => /^gosmart\/some\/path\/[^/]+$/.test(name))).toHaveLength(2);
  // Of neither, a visit to the other takes anything away.
  for (const url of [`${site.origin}${PATH}`, `${site.origin}${NESTED}`]) {
    await page.goto("about:blank");
    await page.goto(url);
    await expect(title(page)).toBeVisible();
  }
  expect(await keptOf(page, outer)).toBeGreaterThan(0);
  expect(await keptOf(page, inner)).toBeGreaterThan(0);
});

/** Ends when the page has done what it does about versions, or about none. */
async function isThrough(frame) {
  const script = frame.locator("script[src$='/offline.js']");
  await expect(script).toBeAttached({ timeout: 60_000 });
  await script.evaluate(async (script) => import(script.src));
}

test("in a frame nothing is kept", async ({ page }) => {
  await page.addInitScript(() => {
    window.registered = 0;
    ServiceWorkerContainer.prototype.register = async () => void (window.registered += 1);
  });
  await page.route("**/some/path/beside", (route) => route.fulfill({ contentType: "text/html", body: "<iframe src='./' width='1000' height='700'></iframe>" }));
  await page.goto("./beside");
  const frame = page.frameLocator("iframe");
  await isThrough(frame);
  expect(await page.frames()[1].evaluate(() => window.registered)).toBe(0);
  await page.goto("./");
  await isThrough(page);
  expect(await page.evaluate(() => window.registered)).toBe(1);
});

test("where the browser forbids it the page is as it was", async ({ page }) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("no", "SecurityError"));
  });
  await start(page, { hash: "#/akteure" });
  await isThrough(page);
  await expect(main(page).getByRole("grid")).toBeVisible();
  await expect(ready(page)).toHaveCount(0);
});

test("the page can be installed", async ({ page, request }) => {
  await start(page);
  const manifest = await request.get("./manifest.webmanifest");
  const { name, short_name, start_url, scope, display, icons } = await manifest.json();
  expect({ short_name, start_url, scope, display }).toEqual({ short_name: "GoSMART", start_url: "./", scope: "./", display: "standalone" });
  expect(name).toContain("GoSMART");
  expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? "any"}`)).toEqual(["any any", "192x192 any", "512x512 any", "192x192 maskable", "512x512 maskable"]);
  for (const { src, sizes } of icons.slice(1)) {
    // Loaded by the page, so that a picture that is none fails.
    const measured = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(measured).toBe(sizes);
  }
});

// A map is published: as a file beside the page, which a short link shows, alone or among its neighbours, and a frame
// in somebody else's page.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { expect, test } from "./page.mjs";
import { decoded } from "./qr.mjs";
import { expectLetters, internal, members, withSecrets } from "./secrets.mjs";
import { alert, besides, button, card, command, dialog, go, graph, header, keep, node, ownData, small, start, status, storedActors, words } from "./steps.mjs";

const own = small({ network: { id: "eigen", title: "Eigenes Netz", language: "de" } });
const published = { ...small(), profile: "public", exported_at: "2026-11-02T08:00:00Z" };
const banner = (page) => status(page, "Sie sehen sich");
const main = (page) => page.getByRole("main");

/** Lies beside the page from now on. */
const publish = (page, name, document) =>
  page.route(`**/some/path/${name}`, (route) => route.fulfill({ contentType: "application/json", body: typeof document === "string" ? document : JSON.stringify(document) }));

/** Some other town that needs what the small network offers. */
const town = (number, title, need) =>
  small({
    network: { id: "n", title, language: "de" },
    sectors: [{ id: "s1", name: "Verwaltung" }],
    actors: [{ id: "a1", name: `${title} Stadt`, kind: "organisation", sector: "s1" }],
    competencies: [{ id: "z", name: need }],
    offers: [],
    needs: [{ id: "n1", actor: "a1", competency: "z" }],
    links: [],
    topics: [],
    positions: {},
  });

test("a published file is shown, again after a reload, and leaves what is there alone", async ({ page }) => {
  await publish(page, "teil.json", published);
  await keep(page, own);
  await start(page);
  const before = await ownData(page);
  await page.goto("?src=teil.json&lang=de#/akteure");
  await expect(banner(page)).toContainText("„Kleines Netz“ an (veröffentlicht als teil.json)");
  await expect(banner(page)).toContainText("Fassung: Öffentlich. Stand: 2. November 2026.");
  await expect(main(page)).toContainText("Werkstatt Nord");
  await go(page, "#/kompetenzen");
  await page.reload();
  await expect(banner(page)).toBeVisible();
  expect(await ownData(page)).toBe(before);
  await button(page, "Zurück zu meinem Netzwerk").click();
  await expect(header(page)).toContainText("Eigenes Netz");
  expect(new URL(page.url()).search).toBe("?lang=de");
  // The way back leads to one's own network, too.
  await page.goBack();
  await expect.poll(() => new URL(page.url()).search).toBe("?lang=de");
  await page.reload();
  await expect(header(page)).toContainText("Eigenes Netz");
  await expect(banner(page)).toHaveCount(0);
});

test("what is published is taken over as a step, and can lie beside one's own", async ({ page }) => {
  await publish(page, "teil.json", published);
  await keep(page, own);
  await page.goto("?src=teil.json");
  await button(page, words.de.takeOver).click();
  await expect(button(page, "Daneben ablegen")).toBeVisible();
  await button(page, words.de.confirm).click();
  await expect(header(page)).toContainText("Kleines Netz");
  await expect.poll(() => new URL(page.url()).search).toBe("");
  await expect.poll(() => storedActors(page)).toContain("Werkstatt Nord");
});

test("of several each is a sector in its colour, and search and matches go across the border", async ({ page }) => {
  const offered = small().competencies.find(({ id }) => id === small().offers[0].competency).name;
  await publish(page, "nord.json", published);
  await publish(page, "ost.json", town(2, "Osthausen", offered.toUpperCase()));
  await publish(page, "west.json", town(3, "Westheim", "Seilbahnbau"));
  await keep(page, own);
  await start(page);
  const before = await ownData(page);
  await page.goto("?src=nord.json&src=ost.json&src=west.json#/netz");
  await expect(banner(page)).toContainText("3 veröffentlichte Karten nebeneinander, jede in ihrer Farbe: nord.json, ost.json, west.json");
  await expect(header(page)).toContainText("Kleines Netz · Osthausen · Westheim");
  await expect(page).toHaveURL(/anordnung=bereiche/);
  const legend = page.locator(".legend");
  if (!(await legend.evaluate((it) => it.open))) await legend.locator("summary").click();
  for (const title of ["Kleines Netz", "Osthausen", "Westheim"]) await expect(legend.getByRole("listitem").filter({ hasText: title })).toBeVisible();
  await go(page, "#/treffer");
  const giver = small().actors.find(({ id }) => id === small().offers[0].actor).name;
  await expect(main(page).getByRole("heading", { name: new RegExp(`Osthausen Stadt.*${giver}|${giver}.*Osthausen Stadt`) })).toBeVisible();
  await page.getByRole("searchbox", { name: "Suchen" }).fill("Seilbahn");
  await expect(page.getByRole("complementary", { name: "Suchen und filtern" })).toContainText("Westheim Stadt");
  expect(await ownData(page)).toBe(before);
});

test.describe("what is wrong is said", () => {
  test.use({ mayFail: ["weg.json"] });

  test("and one's own network stays", async ({ page }) => {
    await page.route("**/some/path/weg.json", (route) => route.abort());
    await publish(page, "kaputt.json", "{ kein Netz");
    await keep(page, own);
    await start(page);
    for (const [query, sentence] of [
      ["weg.json", "„weg.json“ ist nicht zu finden oder gerade nicht zu laden"],
      ["https://fremd.example/netz.json", "„https://fremd.example/netz.json“ liegt auf einem anderen Server"],
      ["kaputt.json", "„kaputt.json“ konnte nicht geöffnet werden"],
    ]) {
      await besides(page);
      await page.goto(`?src=${encodeURIComponent(query)}#/akteure`);
      await expect(alert(page, sentence)).toBeVisible();
      await expect(header(page)).toContainText("Eigenes Netz");
    }
  });

  test("and the maps that can be had are shown", async ({ page }) => {
    await page.route("**/some/path/weg.json", (route) => route.abort());
    await publish(page, "nord.json", published);
    await page.goto("?src=weg.json&src=nord.json");
    await expect(alert(page, "„weg.json“ ist nicht zu finden")).toBeVisible();
    await expect(banner(page)).toContainText("veröffentlicht als nord.json");
  });
});

/** The dialog with the file to publish. */
async function toPublish(page, document, profile = "Öffentlich") {
  await keep(page, document);
  await start(page, { hash: "#/netz" });
  await command(page, "Teilen");
  await dialog(page).getByRole("radio", { name: "Datei auf dem Server" }).check();
  await dialog(page).getByRole("radio", { name: profile, exact: true }).check();
  const [download] = await Promise.all([page.waitForEvent("download"), button(dialog(page), "Datei speichern").click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

const text = (page, name) => dialog(page).getByRole("textbox", { name, exact: true }).inputValue();

for (const [profile, letters] of Object.entries({ Öffentlich: [], Netzwerk: [members] })) {
  test(`nothing that is private goes into a published file, its link or its frame for: ${profile}`, async ({ page, baseURL }) => {
    const file = await toPublish(page, withSecrets, profile);
    // One for the members never takes the place of a public one.
    const name = profile === "Netzwerk" ? "gosmart-kleines-netz-mitglieder.json" : "gosmart-kleines-netz.json";
    expect(file.name).toBe(name);
    expectLetters(file.text, letters, "file");
    const [link, code] = [await text(page, "Link"), await text(page, "Code für die Webseite")];
    expect(link).toBe(`${baseURL}?src=${name}#/netz`);
    expectLetters(link + code, [], "link and code");
    expect(await decoded(page)).toBe(link);
    const { profile: stated } = JSON.parse(file.text);
    expect(stated).toBe(profile === "Netzwerk" ? "network" : "public");
  });
}

test("the height of the frame is chosen, and one that makes no sense is refused", async ({ page }) => {
  await toPublish(page, small());
  const height = dialog(page).getByRole("spinbutton", { name: "Höhe in Pixeln" });
  expect(await text(page, "Code für die Webseite")).toContain('height="600"');
  await height.fill("480");
  expect(await text(page, "Code für die Webseite")).toContain('height="480"');
  await height.fill("12");
  await expect(status(page, "Geben Sie eine Zahl von 240 bis 2.000 an.")).toBeVisible();
  await expect(height).toHaveAttribute("aria-invalid", "true");
  expect(await text(page, "Code für die Webseite")).toContain('height="600"');
});

/** Somebody else's page with the code in it; at `localhost` browsers take the frame for a third party. */
async function embed(browser, code, documents, host = "127.0.0.1") {
  const context = await browser.newContext({ locale: "de-DE", viewport: { width: 1000, height: 800 } });
  const errors = [];
  context.on("page", (page) => {
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  });
  for (const [name, document] of Object.entries(documents)) await publish(context, name, document);
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html; charset=utf-8").end(`<!doctype html><title>Stadt</title><h1>Unsere Karte</h1>${code}`));
  await new Promise((listens) => server.listen(0, "127.0.0.1", listens));
  const page = await context.newPage();
  await page.goto(`http://${host}:${server.address().port}/`);
  const close = () => Promise.all([context.close(), new Promise((closed) => server.close(closed).closeAllConnections())]);
  return { close, page, frame: page.frameLocator("iframe"), errors, within: () => page.frames()[1] };
}

test("a frame in a foreign page shows its file, without controls, and stores nothing", async ({ page, browser }) => {
  const file = await toPublish(page, withSecrets);
  const code = await text(page, "Code für die Webseite");
  const foreign = await embed(browser, code, { [file.name]: file.text });
  await expect(graph(foreign.frame).getByRole("button", { name: /^Werkstatt Nord, / })).toBeAttached();
  await expect(foreign.page.locator("iframe")).toHaveAttribute("title", "Kleines Netz");
  await expect(main(foreign.frame)).toContainText("Kleines Netz Nur zum Ansehen. Fassung: Öffentlich.");
  for (const role of ["banner", "searchbox", "navigation"]) await expect(foreign.frame.getByRole(role)).toHaveCount(0);
  for (const name of ["Neuer Akteur", "Importieren", "Exportieren", "Neu anordnen"]) await expect(foreign.frame.getByRole("button", { name })).toHaveCount(0);
  await node(foreign.frame, "Werkstatt Nord").focus();
  await foreign.page.keyboard.press("Enter");
  await expect(card(foreign.frame)).toContainText("Werkstatt Nord");
  await expect(card(foreign.frame).getByRole("button", { name: /Bearbeiten|Löschen/ })).toHaveCount(0);
  expectLetters(await foreign.within().evaluate(() => document.documentElement.outerHTML), [], "frame");
  // How nodes are announced would be remembered elsewhere.
  await node(foreign.frame, "Werkstatt Nord").focus();
  await foreign.page.keyboard.press("v");
  const kept = await foreign.within().evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]);
  expect(kept).toEqual([0, 0, 0, 0]);
  expect(foreign.errors).toEqual([]);
  const whole = await foreign.frame.getByRole("link", { name: "In GoSMART öffnen" }).getAttribute("href");
  expect(new URL(whole).search).toBe(`?src=${file.name}`);
  await foreign.close();
});

test("keys that make or bring in something do nothing in a frame", async ({ page, browser }) => {
  const file = await toPublish(page, small());
  const foreign = await embed(browser, await text(page, "Code für die Webseite"), { [file.name]: file.text }, "localhost");
  await node(foreign.frame, "Werkstatt Nord").focus();
  for (const key of ["Control+o", "Control+s", "Control+z", "c", "p", "Control+ArrowRight"]) await foreign.page.keyboard.press(key);
  await expect(foreign.frame.getByRole("dialog")).toHaveCount(0);
  await foreign.page.keyboard.press("Enter");
  await expect(card(foreign.frame)).toContainText("Werkstatt Nord");
  await foreign.close();
});

test("without its file a frame says what is missing, and shows nothing else", async ({ page, browser }) => {
  await toPublish(page, small());
  const code = await text(page, "Code für die Webseite");
  const context = await browser.newContext({ locale: "de-DE" });
  await context.route("**/gosmart-kleines-netz.json", (route) => route.abort());
  const alone = await context.newPage();
  await alone.goto(code.match(/src="([^"]+)"/)[1].replaceAll("&amp;", "&"));
  await expect(alert(alone, "„gosmart-kleines-netz.json“ ist nicht zu finden")).toBeVisible();
  await expect(alone.getByRole("banner")).toHaveCount(0);
  await expect(alone.getByText("Hier entsteht Ihr Netz")).toHaveCount(0);
  await context.close();
});

test.describe("by touch", () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true });

  test("at 360 px: made, and shown", async ({ page }) => {
    await toPublish(page, small());
    const beyond = await dialog(page).evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(beyond).toBe(false);
    await publish(page, "teil.json", published);
    await page.goto("?src=teil.json&frame=1#/netz");
    await expect(graph(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await graph(page).scrollIntoViewIfNeeded();
    await node(page, "Werkstatt Nord").dispatchEvent("click");
    await expect(card(page)).toContainText("Werkstatt Nord");
  });
});

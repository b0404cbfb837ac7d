// A network goes into other people's hands: as a link that holds it, as a QR code of that.
import { randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { expect, test } from "./page.mjs";
import { decoded } from "./qr.mjs";
import { expectLetters, internal, members, withSecrets } from "./secrets.mjs";
import { alert, besides, button, command, dialog, go, header, keep, menu, ownData, small, start, status, tabTo } from "./steps.mjs";

const own = small({ network: { id: "eigen", title: "Eigenes Netz", language: "de" } });
const field = (page) => dialog(page).getByRole("textbox", { name: "Link" });
const banner = (page) => status(page, "Sie sehen sich");
const payload = (link) => new URL(link).hash.replace("#geteilt=", "");
const textOf = (link) => inflateRawSync(Buffer.from(payload(link), "base64url")).toString();
const linkOf = (baseURL, text) => `${baseURL}#geteilt=${deflateRawSync(Buffer.from(text)).toString("base64url")}`;

async function madeLink(page) {
  await expect(field(page)).toBeVisible();
  return field(page).inputValue();
}

/** Of a document that is put into the page first. */
async function linkTo(page, document, profile = "Öffentlich") {
  await keep(page, document);
  await start(page, { hash: "#/netz" });
  await command(page, "Teilen");
  await dialog(page).getByRole("radio", { name: profile }).check();
  return madeLink(page);
}

/** Somebody else's browser, with a network of its own, at the page. */
async function other(browser, baseURL) {
  const context = await browser.newContext({ baseURL, locale: "de-DE" });
  const page = await context.newPage();
  await keep(page, own);
  await start(page);
  await expect(header(page)).toContainText("Eigenes Netz");
  return page;
}

test("a link shows the network in another browser, and leaves what is there alone", async ({ page, browser, baseURL }) => {
  const link = await linkTo(page, small());
  await expect(status(page, /Zu sehen sind 3 Akteure, 3 Kompetenzen.* Fassung: Öffentlich/)).toBeVisible();
  await expect(status(page, /Zeichen; bis zu 32.000 sind möglich/)).toContainText(String(link.length).replace(/(\d)(\d{3})$/, "$1.$2"));
  const theirs = await other(browser, baseURL);
  const before = await ownData(theirs);
  // Followed from a page that is open.
  await theirs.goto(link);
  await expect(banner(theirs)).toContainText("„Kleines Netz“ an (aus einem Link)");
  await expect(header(theirs)).toContainText("Kleines Netz");
  expect(new URL(theirs.url()).hash).toBe("#/");
  await go(theirs, "#/akteure");
  await expect(theirs.getByRole("main")).toContainText("Werkstatt Nord");
  // A phone throws pages away.
  await theirs.reload();
  await expect(banner(theirs)).toBeVisible();
  await expect(theirs.getByRole("main")).toContainText("Werkstatt Nord");
  expect(await ownData(theirs)).toBe(before);
  await button(theirs, "Zurück zu meinem Netzwerk").click();
  await expect(header(theirs)).toContainText("Eigenes Netz");
  await theirs.reload();
  await expect(header(theirs)).toContainText("Eigenes Netz");
  await expect(banner(theirs)).toHaveCount(0);
  // The same once more.
  await theirs.goto(link);
  await expect(banner(theirs)).toBeVisible();
  expect(await ownData(theirs)).toBe(before);
  await theirs.context().close();
});

test("one's own network is never seen before what a link holds", async ({ page, browser, baseURL }) => {
  const link = await linkTo(page, small());
  const first = await other(browser, baseURL);
  const theirs = await first.context().newPage();
  await theirs.addInitScript(() => {
    window.seen = new Set();
    new MutationObserver(() => {
      window.seen.add(document.querySelector("#frame")?.dataset.view ?? "interface");
      window.seen.add(document.querySelector(".brand__network")?.textContent ?? "");
      window.seen.add(document.querySelector(".stage__node")?.getAttribute("aria-label") ?? "");
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await theirs.goto(link);
  await expect(banner(theirs)).toBeVisible();
  const seen = await theirs.evaluate(() => [...window.seen]);
  expect(seen).toContain("page");
  expect(seen).not.toContain("Eigenes Netz");
  await theirs.context().close();
});

test("the picture of a link is the picture it was made of", async ({ page }) => {
  const link = await linkTo(page, small());
  const { positions } = JSON.parse(textOf(link));
  expect(positions).toEqual(small().positions);
});

test("only what is chosen goes along", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz?sektor=s2" });
  await command(page, "Teilen");
  await expect(dialog(page).getByRole("radio", { name: "Nur, was Suche und Filter übrig lassen" })).toBeChecked();
  const part = JSON.parse(textOf(await madeLink(page)));
  expect(part.actors.map((actor) => actor.id)).toEqual(["a2"]);
  expect(part.competencies.map((competency) => competency.id)).toEqual(["k1"]);
  expect([part.offers, part.links, part.sectors.length]).toEqual([undefined, undefined, 1]);
  await dialog(page).getByRole("radio", { name: "Das ganze Netzwerk" }).check();
  await expect(status(page, "Zu sehen sind 3 Akteure")).toBeVisible();
  expect(JSON.parse(textOf(await madeLink(page))).actors).toHaveLength(3);
  await page.keyboard.press("Escape");
  await go(page, "#/akteure");
  await page.getByRole("checkbox", { name: /Tiefbau West/ }).check();
  await command(page, "Teilen");
  await expect(dialog(page).getByRole("radio", { name: "Nur die ausgewählten Einträge" })).toBeChecked();
  await expect(status(page, "Zu sehen sind 1 Akteur, 1 Kompetenz, 1 Angebot")).toBeVisible();
});

for (const [profile, letters] of Object.entries({ Öffentlich: [], Netzwerk: [members] })) {
  test(`nothing that is private goes into a link or its code for: ${profile}`, async ({ page }) => {
    const link = await linkTo(page, withSecrets, profile);
    expectLetters(textOf(link), letters, "link");
    expect(textOf(link)).toContain("Werkstatt Nord");
    expect(await decoded(page)).toBe(link);
  });
}

test("everything, internal things too, can be had as a file alone", async ({ page }) => {
  await linkTo(page, withSecrets);
  await expect(dialog(page).getByRole("group", { name: "Wer darf es sehen?" }).getByRole("radio")).toHaveCount(2);
  await expect(dialog(page).getByRole("radio", { name: "Öffentlich" })).toHaveAccessibleDescription(/Draußen bleiben: 2 Ansprechpersonen/);
});

test("the QR code is the link, on the screen and as a file", async ({ page }) => {
  const link = await linkTo(page, small());
  expect(await decoded(page)).toBe(link);
  const [download] = await Promise.all([page.waitForEvent("download"), button(dialog(page), "QR-Code speichern (SVG)").click()]);
  expect(download.suggestedFilename()).toMatch(/^gosmart-qr-kleines-netz-.*\.svg$/);
});

/** Texts that nothing makes shorter. */
const noise = (actors, bytes) =>
  small({
    actors: Array.from({ length: actors }, (_, number) => ({ id: `a${number}`, name: `Akteur ${number}`, kind: "organisation", sector: number === 0 ? "s1" : "s2", about: randomBytes(bytes).toString("base64") })),
    offers: [],
    needs: [],
    links: [],
    topics: [],
    positions: {},
  });

test("a link up to the limit is made, without a code; beyond it a sentence says what to do", async ({ page }) => {
  await keep(page, noise(100, 400));
  await start(page, { hash: "#/netz" });
  await command(page, "Teilen");
  await expect(status(page, /zu viel für einen Link: Er wäre \d\d\.\d{3} Zeichen lang, und bis zu 32\.000 sind möglich/)).toBeVisible();
  await expect(button(dialog(page), "Link kopieren")).toHaveCount(0);
  await expect(field(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await go(page, "#/netz?sektor=s1");
  await command(page, "Teilen");
  await expect(status(page, "Zu sehen sind 1 Akteur")).toBeVisible();
  await madeLink(page);
});

test("a long link opens, and is too long for a code", async ({ page, browser, baseURL }) => {
  const link = await linkTo(page, noise(50, 400));
  expect(link.length).toBeGreaterThan(20_000);
  expect(link.length).toBeLessThanOrEqual(32_000);
  await expect(dialog(page)).toContainText("Für einen QR-Code ist der Link zu lang");
  const theirs = await other(browser, baseURL);
  await theirs.goto(link);
  await expect(banner(theirs)).toContainText("50 Akteure");
  await theirs.context().close();
});

test("links that are damaged, empty or overfull end with a sentence", async ({ page, baseURL }) => {
  const link = linkOf(baseURL, JSON.stringify(small()));
  const damaged = "Der Link ist unvollständig oder wurde unterwegs verändert";
  await keep(page, own);
  await start(page);
  const before = await ownData(page);
  const cases = [
    [link.slice(0, -30), damaged],
    [link.slice(0, -1), damaged],
    [`${baseURL}#geteilt=`, damaged],
    [`${baseURL}#geteilt=%C3%A4`, damaged],
    [linkOf(baseURL, "kein Netz"), "Der Link konnte nicht geöffnet werden."],
    [linkOf(baseURL, " ".repeat(17_000_000)), "Der Link enthält mehr, als diese Seite öffnet"],
  ];
  for (const [link, sentence] of cases) {
    await page.goto(link);
    await expect(alert(page, sentence)).toBeVisible();
    await expect(header(page)).toContainText("Eigenes Netz");
    // And where the page begins with it.
    await besides(page);
    await page.goto(link);
    await expect(alert(page, sentence)).toBeVisible();
    await expect(header(page)).toContainText("Eigenes Netz");
    await page.reload();
    await expect(header(page)).toContainText("Eigenes Netz");
    await expect(alert(page, sentence)).toHaveCount(0);
  }
  expect(await ownData(page)).toBe(before);
});

test("a browser without compression says so", async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    delete window.CompressionStream;
    delete window.DecompressionStream;
  });
  await keep(page, own);
  await start(page);
  await command(page, "Teilen");
  await expect(status(page, "Dieser Browser kann keinen Link mit Inhalt erstellen")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(linkOf(baseURL, JSON.stringify(small())));
  await expect(alert(page, "Dieser Browser kann Links mit Inhalt nicht öffnen")).toBeVisible();
});

test("a half-filled form stays, and the link opens when that is done with", async ({ page, baseURL }) => {
  await keep(page, own);
  await start(page);
  await command(page, "Neuer Akteur");
  await dialog(page).getByLabel(/^Name/).fill("Neu");
  await page.goto(linkOf(baseURL, JSON.stringify(small())));
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue("Neu");
  await button(dialog(page), "Speichern").click();
  await expect(banner(page)).toContainText("Kleines Netz");
  await button(page, "Zurück zu meinem Netzwerk").click();
  await go(page, "#/akteure");
  await expect(page.getByRole("main")).toContainText("Neu");
});

test.describe("copied", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });
  const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

  test("by keyboard alone", async ({ page }) => {
    await keep(page, small());
    await start(page, { hash: "#/akteure" });
    await command(page, "Teilen");
    await expect(dialog(page).getByRole("radio", { name: "Öffentlich" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(dialog(page).getByRole("radio", { name: "Netzwerk" })).toBeChecked();
    const link = await madeLink(page);
    await tabTo(page, button(dialog(page), "Link kopieren"));
    await page.keyboard.press("Enter");
    await expect(status(page, "Ist in der Zwischenablage.")).toBeVisible();
    expect(await clipboard(page)).toBe(link);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
  });

  test.describe("by touch", () => {
    test.use({ viewport: { width: 360, height: 640 }, hasTouch: true });
    test("at 360 px", async ({ page }) => {
      await keep(page, small());
      await start(page, { hash: "#/akteure" });
      await menu(page).tap();
      await button(header(page), "Teilen").tap();
      const link = await madeLink(page);
      await button(dialog(page), "Link kopieren").tap();
      await expect(status(page, "Ist in der Zwischenablage.")).toBeVisible();
      expect(await clipboard(page)).toBe(link);
      const beyond = await dialog(page).evaluate((element) => element.scrollWidth > element.clientWidth);
      expect(beyond).toBe(false);
      await page.goto(link);
      await expect(banner(page)).toHaveCount(0);
      await page.keyboard.press("Escape");
      await expect(banner(page)).toBeVisible();
    });
  });
});

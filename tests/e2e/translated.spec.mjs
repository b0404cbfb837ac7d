// A page that the browser translates goes on telling the truth. Nothing here is asked from a translator: what Chromium's
// does to the document is done by hand.
import { expect, test } from "./page.mjs";
import { addActor, button, go, header, keep, openFile, small, start } from "./steps.mjs";

/** Puts another text in the place of each, as Chromium does; what stood there it keeps for whoever wants the original. */
async function translate(page) {
  await page.evaluate(() => {
    window.originals ??= [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const isOurs = text.data.trim() && !text.parentElement.closest("font, script, noscript, textarea");
      if (!isOurs) continue;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = `«${text.data}»`;
      outer.append(inner);
      text.replaceWith(outer);
      window.originals.push([outer, text]);
    }
  });
}

/** All that the page says, whether it is translated or not. Whether an announcement has come yet is a matter of time. */
const said = (page) =>
  page.evaluate(() => {
    const work = document.querySelector(".work").cloneNode(true);
    work.querySelectorAll(".kern-sr-only[role=status]").forEach((element) => element.remove());
    return work.textContent.replace(/[«»\s]/g, "");
  });

const search = (text) => (page) => page.getByRole("searchbox").fill(text);
const view = (hash, name) => async (page) => {
  await go(page, hash);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
};
const count = ".list-head__count";

test("what is counted and found stays true on a page that the browser translates", async ({ page, browser }) => {
  const plain = await (await browser.newContext()).newPage();
  const steps = [
    // What is done, and where the page then says what.
    [search("sensor"), ".ask", "Sensorik"],
    [search("museum"), ".ask", "Museum"],
    [search("qqqq"), ".ask", "Nichts gefunden"],
    [search(""), count, "29 Akteure"],
    [(page) => page.locator(".facet input[type=checkbox]").first().check(), count, "von 29 Akteuren"],
    [(page) => page.locator(".facet input[type=checkbox]").nth(1).check(), ".filters summary", "(2 gesetzt)"],
    [(page) => page.getByRole("button", { name: "Filter aufheben" }).click(), count, "29 Akteure"],
    [(page) => page.getByRole("columnheader", { name: "Angebote" }).getByRole("button").click(), count, "29 Akteure"],
    [view("#/kompetenzen", "Kompetenzen"), count, "64 Kompetenzen"],
    [(page) => page.locator(".coverage-tile").first().click(), count, "von 64"],
    [view("#/kompetenzen/matrix", "Wer bietet"), count, "Kompetenzen"],
    [search("sensor"), count, "Akteur"],
    [view("#/netz", "Netz"), ".network__head", "Akteur"],
    [search("museum"), ".network__head", "von 29"],
  ];
  for (const it of [plain, page]) await start(it, { hash: "#/akteure" });
  for (const [act, where, what] of steps) {
    await translate(page);
    for (const it of [plain, page]) await act(it);
    await expect(plain.locator(where).first()).toContainText(what);
    await expect.poll(async () => (await said(page)) === (await said(plain)), `after ${what}`).toBe(true);
  }
  await plain.context().close();
});

test("what is entered, saved and counted is told on a page that was translated before", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await expect(page.locator(count)).toHaveText("29 Akteure");
  await translate(page);
  await expect(page.locator(count)).toHaveText("«29 Akteure»");
  await addActor(page, "Drohnenwerkstatt");
  await expect(header(page).getByRole("status")).toHaveText(/^gespeichert /);
  await page.goBack();
  await expect(page.locator(count)).toHaveText("30 Akteure");
  await translate(page);
  await expect(page.getByRole("rowheader", { name: "Drohnenwerkstatt" })).toBeVisible();
  await header(page).getByRole("button", { name: /Drohnenwerkstatt/ }).click();
  await expect(page.locator(count)).toHaveText("29 Akteure");
});

test("who wants the original again gets it, with what has changed meanwhile", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await expect(page.getByRole("rowheader")).toHaveCount(29);
  const before = await said(page);
  await translate(page);
  await search("museum")(page);
  await expect(page.locator(count)).toHaveText(/von 29 Akteuren$/);
  await search("")(page);
  await expect(page.locator(count)).toHaveText("29 Akteure");
  await page.evaluate(() => window.originals.forEach(([font, text]) => font.isConnected && font.replaceWith(text)));
  await expect(page.locator("font")).toHaveCount(0);
  await expect.poll(() => said(page)).toBe(before);
});

test("contents in another language than that of the page say so, its own words do not", async ({ page }) => {
  const given = small();
  given.network.language = "en";
  await keep(page, given);
  await start(page, { hash: "#/akteure" });
  const name = given.actors[0].name;
  const link = page.getByRole("rowheader").getByRole("link", { name, exact: true });
  await expect(link).toHaveAttribute("lang", "en");
  await expect(page.locator(".sector__name[lang=en]").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveAttribute("lang");
  await expect(page.locator(count)).not.toHaveAttribute("lang");
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name }).locator("[lang=en]")).toHaveText(name);
  // As a page of English the same contents are in its own language.
  await start(page, { hash: "#/akteure", language: "en" });
  await expect(page.getByRole("rowheader").first()).toBeVisible();
  await expect(page.locator(".work [lang]")).toHaveCount(0);
});

test("a file in another language is marked as such while it is looked at", async ({ page }) => {
  const given = small();
  given.network.language = "en";
  await start(page, { hash: "#/akteure" });
  await expect(page.locator(".work [lang]")).toHaveCount(0);
  await openFile(page, given);
  await expect(page.getByRole("rowheader").getByRole("link")).toHaveCount(3);
  await expect(page.getByRole("rowheader").locator("a[lang=en]")).toHaveCount(3);
  await button(page, "Zurück zu meinem Netzwerk").click();
  await expect(page.locator(count)).toHaveText("29 Akteure");
  await expect(page.locator(".work [lang]")).toHaveCount(0);
});

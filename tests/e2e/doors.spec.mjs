// What opens on demand is a file of its own. Where it does not come, the page says so in its place and nothing else
// happens; once it can be had, a click is enough.
import { expect, test } from "./page.mjs";
import { button, command, dialog, downloaded, go, header, keep, menu, openFile, small, start, status } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const title = (page) => page.getByRole("heading", { level: 1 });
const sentence = (scope) => scope.getByText("konnte nicht geladen werden");
const searchbox = (page) => page.getByRole("searchbox", { name: "Suchen" });

/** A file that does not come until `letThrough` is called. */
async function block(page, file) {
  const url = `**/${file}.wasm`;
  await page.route(url, (route) => route.abort());
  return { letThrough: () => page.unroute(url) };
}

/** Says that it is not there, and is there after a click once it can be had. */
async function comesLater(page, scope, { letThrough }, content) {
  const retry = button(scope, "Erneut versuchen");
  await expect(sentence(scope)).toBeVisible();
  await retry.click();
  await expect(sentence(scope)).toBeVisible();
  await expect(content).toHaveCount(0);
  await letThrough();
  // The page may try just now by itself, because it is idle.
  await expect(async () => {
    if (await retry.isVisible()) await retry.click({ timeout: 1000 });
    await expect(content).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(sentence(scope)).toHaveCount(0);
  await expect(page.locator("#crashed")).toBeHidden();
}

test.describe("a view that does not come", () => {
  test.use({ mayFail: ["lists.wasm", "cards.wasm", "dialogs.wasm", "vocabulary.wasm"] });
  for (const [file, hash, name, content] of [
    ["lists", "#/akteure", "Akteure", (page) => main(page).getByRole("grid")],
    ["vocabulary", "#/kompetenzen/pflege", "Wortschatz", (page) => main(page).getByRole("region", { name: /^Nicht verwendet/ })],
    ["cards", "#/akteur/a1", "Akteur", (page) => main(page).getByRole("region", { name: "Bietet" })],
    ["dialogs", "#/hilfe", "Hilfe", (page) => main(page).getByText("Tastatur").first()],
  ]) {
    test(file, async ({ page }) => {
      const blocked = await block(page, file);
      await keep(page, small());
      await start(page, { hash });
      await expect(title(page)).toHaveText(name);
      await comesLater(page, main(page), blocked, content(page));
    });
  }
});

test.describe("a dialog that does not come", () => {
  test.use({ mayFail: ["dialogs.wasm", "forms.wasm"] });
  for (const [file, open, content] of [
    ["dialogs", (page) => button(header(page), "Exportieren"), (page) => dialog(page).getByRole("radio", { name: "Öffentlich" })],
    ["forms", (page) => button(main(page), "Neuer Akteur"), (page) => dialog(page).getByLabel(/^Name/)],
  ]) {
    test(file, async ({ page }) => {
      const blocked = await block(page, file);
      await keep(page, small());
      await start(page);
      await open(page).click();
      await comesLater(page, dialog(page), blocked, content(page));
      await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(0);
      await open(page).click();
      await expect(content(page)).toBeVisible();
    });
  }
});

/** Keeps the forms from coming until what it gives back is called. */
async function holdForms(page) {
  let letThrough;
  const held = new Promise((resolve) => { letThrough = resolve; });
  await page.route("**/forms.wasm", async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}

test("the way back leads out of a dialog that is still on its way", async ({ page }) => {
  const letThrough = await holdForms(page);
  await keep(page, small());
  await start(page, { hash: "#/kompetenzen" });
  await header(page).getByRole("link", { name: "Themen" }).click();
  await expect(title(page)).toHaveText("Themen");
  await button(main(page), "Neues Thema").click();
  await page.goBack();
  await expect(page).toHaveURL(/#\/themen$/);
  const loaded = page.waitForResponse("**/forms.wasm");
  letThrough();
  await loaded;
  await command(page, "Neues Thema");
  await expect(dialog(page).getByRole("heading", { level: 2 })).toHaveText("Neues Thema");
  await expect(title(page)).toHaveText("Themen");
  await page.keyboard.press("Escape");
  await page.goBack();
  await expect(title(page)).toHaveText("Kompetenzen");
});

test("Escape leads out of it, too", async ({ page }) => {
  const letThrough = await holdForms(page);
  await keep(page, small());
  await start(page, { hash: "#/themen" });
  await button(main(page), "Neues Thema").click();
  await page.keyboard.press("Escape");
  const loaded = page.waitForResponse("**/forms.wasm");
  letThrough();
  await loaded;
  // A dialog would keep what is behind it from being clicked.
  await header(page).getByRole("link", { name: "Kompetenzen" }).click();
  await expect(title(page)).toHaveText("Kompetenzen");
  await expect(dialog(page)).toHaveCount(0);
});

test.describe("a part that does not come", () => {
  test.use({ mayFail: ["dialogs.wasm", "cards.wasm", "search.wasm", "notes.wasm", "pictures.wasm"] });

  test("the menu", async ({ page }) => {
    const blocked = await block(page, "dialogs");
    await keep(page, small());
    await start(page);
    await menu(page).click();
    await comesLater(page, header(page), blocked, button(header(page), "Neues, leeres Netzwerk"));
  });

  test("the card beside the graph", async ({ page }) => {
    const blocked = await block(page, "cards");
    await keep(page, small());
    await start(page, { hash: "#/netz?auswahl=a1" });
    const aside = page.getByRole("complementary", { name: "Karte", exact: true });
    await comesLater(page, aside, blocked, aside.getByRole("heading", { name: "Werkstatt Nord", exact: true }));
  });

  test("the search: names answer, and what was typed stays", async ({ page }) => {
    const blocked = await block(page, "search");
    await keep(page, small());
    await start(page, { hash: "#/akteure" });
    await searchbox(page).fill("werkst");
    await expect(main(page).getByRole("row")).toHaveCount(2);
    const panel = page.getByRole("complementary").filter({ has: searchbox(page) });
    await comesLater(page, panel, blocked, panel.getByRole("link", { name: "Werkstatt Nord" }));
    await expect(searchbox(page)).toHaveValue("werkst");
    // With a mistake, which names alone do not forgive.
    await searchbox(page).fill("werkstadt");
    await expect(panel.getByRole("link", { name: "Werkstatt Nord" })).toBeVisible();
  });

  test("the notes: what a file is", async ({ page }) => {
    const blocked = await block(page, "notes");
    await keep(page, small());
    await start(page);
    await expect(header(page).getByRole("status")).toBeVisible();
    await openFile(page, small({ network: { ...small().network, title: "Anderes Netz" } }));
    await comesLater(page, page.locator("body"), blocked, button(page, "Übernehmen"));
  });

  test("the picture as a file and on paper", async ({ page }) => {
    const { letThrough } = await block(page, "pictures");
    await keep(page, small());
    await start(page);
    await button(page, "Bild speichern").click();
    await button(dialog(page), "Bild speichern").click();
    await expect(sentence(page)).toBeVisible();
    // At once, because the browser does not wait either.
    const onPaper = () =>
      page.evaluate(async () => {
        dispatchEvent(new Event("beforeprint"));
        await new Promise((resolve) => setTimeout(resolve));
        const written = document.querySelector(".stage__paper").innerHTML;
        dispatchEvent(new Event("afterprint"));
        return written;
      });
    expect(await onPaper()).toMatch(/^<p>Dieser Teil der Seite konnte nicht geladen werden[^<]*<\/p>$/);
    await letThrough();
    await button(page, "Bild speichern").click();
    const file = await downloaded(page, () => button(dialog(page), "Bild speichern").click());
    expect(file.text).toContain("Werkstatt Nord");
    expect(await onPaper()).toMatch(/^<svg/);
    await expect(page.locator("#crashed")).toBeHidden();
  });
});

test.describe("a page without its interface", () => {
  test.use({ mayFail: ["interface.wasm"] });
  test("says so", async ({ page }) => {
    await block(page, "interface");
    await page.goto("./");
    await expect(page.locator("#boot-failed")).toBeVisible();
    await expect(page.locator("#crashed")).toBeHidden();
  });
});

test("every view and every dialog opens", async ({ page }) => {
  await keep(page, small());
  await start(page);
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
  await menu(page).click();
  await expect(header(page).locator(".menu__entry").first()).toBeVisible();
  const entries = await header(page).locator(".menu__entry:enabled").allTextContents();
  await menu(page).click();
  const dialogs = entries.filter((name) => !["Beispiel Goslar ansehen", "Hilfe", "Verzeichnis ansehen"].includes(name));
  expect(dialogs.length).toBeGreaterThan(8);
  for (const name of dialogs) {
    await menu(page).click();
    await button(header(page), name).last().click();
    await expect(dialog(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
  }
  await command(page, "Bild speichern");
  await expect(dialog(page)).toHaveAccessibleName("Bild speichern");
  await expect(status(page, "konnte nicht")).toHaveCount(0);
});

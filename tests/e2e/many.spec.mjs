// Work on many: marked rows of a list, chosen nodes of the picture, and cells that are edited where they stand.
import { expect, test } from "./page.mjs";
import { button, choose, dialog, exported, go, graph, header, isSaved, keep, node, small, start, storedDocument, words } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const box = (page, name) => main(page).getByRole("checkbox", { name: `„${name}“ auswählen` });
const bar = (page) => main(page).locator(".foot-bar");
const line = (page, name) => main(page).getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
const cell = (page, name, field) => line(page, name).locator(`[data-field=${field}]`);
const undo = (page, t = words.de) => header(page).getByRole("button", { name: t.undo });

const spoken = {
  de: { box: (name) => `„${name}“ auswählen`, edit: "2 Akteure bearbeiten", sector: "Bereich", status: "Stand", guest: "Gast", offers: "Bietet", done: "2 Akteure geändert" },
  en: { box: (name) => `Select “${name}”`, edit: "Edit 2 actors", sector: "Sector", status: "Status", guest: "Guest", offers: "Offers", done: "Changed 2 actors" },
};

for (const language of ["de", "en"]) {
  test(`marked rows get a sector, a status and an offer in one step (${language})`, async ({ page }) => {
    const t = spoken[language];
    await keep(page, small());
    await start(page, { hash: "#/akteure", language });
    for (const name of ["Werkstatt Nord", "Tiefbau West"]) await page.getByRole("checkbox", { name: t.box(name) }).check();
    await button(bar(page), t.edit).click();
    await choose(dialog(page), t.sector, "Schu", "Schule");
    await dialog(page).getByLabel(t.status).selectOption(t.guest);
    await choose(dialog(page), t.offers, "Löt", "Löten");
    await button(dialog(page), words[language].save).click();
    await expect(dialog(page)).toHaveCount(0);
    const said = page.getByRole("status").filter({ hasText: t.done });
    await expect(said).toBeVisible();
    // What is said covers nothing that can be done, also where the window ends within the list.
    await page.setViewportSize({ width: 1280, height: 420 });
    const [below, above] = [await said.boundingBox(), await bar(page).boundingBox()];
    expect(above.y + above.height).toBeLessThanOrEqual(below.y);
    await page.setViewportSize({ width: 1280, height: 800 });
    await isSaved(page);
    const { actors, offers } = await storedDocument(page);
    expect(actors.map(({ id, sector, status }) => [id, sector, status])).toEqual([
      ["a1", "s2", "guest"],
      ["a2", "s2", "guest"],
      ["a3", "s2", "guest"],
    ]);
    expect(offers.map(({ actor, competency }) => `${actor} ${competency}`).sort()).toEqual(["a1 k1", "a1 k3", "a3 k2", "a3 k3"]);
    // One step, whatever its number of records.
    await undo(page, words[language]).click();
    await isSaved(page);
    expect((await storedDocument(page)).actors.map(({ sector }) => sector)).toEqual(["s1", "s2", "s1"]);
  });
}

test("with Shift all between are marked, and what search hides is left alone", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  // By name: Schule Süd, Tiefbau West, Werkstatt Nord.
  await box(page, "Schule Süd").check();
  await box(page, "Werkstatt Nord").click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("3 ausgewählt");
  await expect(main(page).getByRole("checkbox", { name: "Alle auswählen" })).toBeChecked();
  await page.getByRole("searchbox", { name: "Suchen" }).fill("Tiefbau");
  await expect(bar(page)).toContainText("1 ausgewählt");
  await button(bar(page), "Auswahl aufheben").click();
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Suchen" }).fill("");
  await expect(bar(page)).toContainText("2 ausgewählt");
  await expect(box(page, "Tiefbau West")).not.toBeChecked();
  await button(bar(page), "Löschen").click();
  await expect(dialog(page)).toContainText("2 Einträge löschen?");
  await expect(dialog(page)).toContainText("Schule Süd und Werkstatt Nord");
  await expect(dialog(page)).toContainText("1 Angebot, 1 Gesuch und 1 Verbindung");
  await button(dialog(page), "Löschen").click();
  await expect(main(page).getByRole("row")).toHaveCount(2);
  await undo(page).click();
  await expect(main(page).getByRole("row")).toHaveCount(4);
});

test("cells are edited by keyboard as in a spreadsheet", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  const names = main(page).locator("tbody a");
  await names.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press("Control+Home");
  await expect(box(page, "Schule Süd")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(box(page, "Schule Süd")).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F2");
  const name = main(page).getByRole("textbox", { name: /^Name/ });
  await expect(name).toBeFocused();
  await page.keyboard.type("Schule Ost");
  await page.keyboard.press("Tab");
  await expect(cell(page, "Schule Ost", "sector")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(main(page).getByRole("combobox", { name: "Bereich" })).toBeFocused();
  await page.keyboard.type("Kinder");
  // The suggestion that makes one, then on to the next row.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(cell(page, "Tiefbau West", "sector")).toBeFocused();
  await expect(cell(page, "Schule Ost", "sector")).toContainText("Kinder");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F2");
  await expect(main(page).getByRole("combobox", { name: "Stand" })).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Escape");
  await expect(cell(page, "Tiefbau West", "status")).toBeFocused();
  await expect(cell(page, "Tiefbau West", "status")).toHaveText("Mitglied");
  // A name is required: it stays open and says so.
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F2");
  await expect(name).toBeFocused();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Escape");
  await expect(names.nth(1)).toBeFocused();
  await isSaved(page);
  const { actors, sectors } = await storedDocument(page);
  expect(actors.map(({ name, status }) => [name, status])).toEqual([
    ["Werkstatt Nord", "member"],
    ["Schule Ost", "guest"],
    ["Tiefbau West", "member"],
  ]);
  expect(sectors.map(({ name }) => name)).toEqual(["Handwerk", "Schule", "Kinder"]);
  // One stop for the whole list, where the focus was.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(names.nth(1)).toBeFocused();
});

test("cells are edited by double click, and saved when one goes on", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await cell(page, "Schule Süd", "status").dblclick();
  await main(page).getByRole("combobox", { name: "Stand" }).selectOption("Mitglied");
  await cell(page, "Tiefbau West", "joined").dblclick();
  await expect(cell(page, "Schule Süd", "status")).toHaveText("Mitglied");
  await main(page).getByLabel("Dabei seit").fill("2021-03-02");
  await page.getByRole("heading", { level: 1 }).click();
  await expect(cell(page, "Tiefbau West", "joined")).toContainText("2. März 2021");
  // Numbers are counted, not entered.
  await line(page, "Tiefbau West").getByRole("gridcell", { name: "1", exact: true }).first().dblclick();
  await expect(main(page).locator(".list__editor")).toHaveCount(0);
  await undo(page).click();
  await undo(page).click();
  await expect(cell(page, "Schule Süd", "status")).toHaveText("Gast");
});

test("terms get a broader one together, and no circle", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/kompetenzen" });
  for (const name of ["Tischlern", "Löten"]) await box(page, name).check();
  await button(bar(page), "2 Kompetenzen bearbeiten").click();
  await choose(dialog(page), /^Oberbegriff/, "Str", "Straßenbau");
  await button(dialog(page), "Speichern").click();
  const { document } = await exported(page, "Vollsicherung");
  expect(document.competencies.map(({ broader }) => broader)).toEqual(["k2", undefined, "k2"]);
});

test("nodes of the picture and rows of the list are one selection", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  await node(page, "Werkstatt Nord").focus();
  await page.keyboard.press("Shift+Enter");
  await node(page, "Löten").focus();
  await page.keyboard.press("Shift+Enter");
  await expect(button(bar(page), "1 Akteur bearbeiten")).toBeVisible();
  await expect(button(bar(page), "1 Kompetenz bearbeiten")).toBeVisible();
  await go(page, "#/akteure");
  await expect(box(page, "Werkstatt Nord")).toBeChecked();
  await box(page, "Schule Süd").check();
  await go(page, "#/netz");
  await button(bar(page), "2 Akteure bearbeiten").click();
  await choose(dialog(page), "Gruppe", "Werkkreis", /Werkkreis/);
  await button(dialog(page), "Speichern").click();
  await isSaved(page);
  expect((await storedDocument(page)).groups).toMatchObject([{ name: "Werkkreis", members: ["a1", "a2"] }]);
  await button(bar(page), "Löschen").click();
  await expect(dialog(page)).toContainText("3 Einträge löschen?");
  await button(dialog(page), "Löschen").click();
  await expect(graph(page).getByRole("button")).toHaveCount(3);
  await expect(bar(page)).toHaveCount(0);
  await undo(page).click();
  await expect(graph(page).getByRole("button")).toHaveCount(6);
});

test("who only looks marks nothing and edits nothing", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await page.locator("#file-input").setInputFiles({ name: "netz.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(small({ network: { ...small().network, title: "Anderes" } }))) });
  await expect(button(page, "Übernehmen")).toBeVisible();
  await expect(main(page).getByRole("checkbox")).toHaveCount(0);
  await main(page).getByText("Gast", { exact: true }).dblclick();
  await expect(main(page).locator(".list__editor")).toHaveCount(0);
});

test.describe("at 360 px by finger", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("rows are marked and get something together", async ({ page }) => {
    await keep(page, small());
    await start(page, { hash: "#/akteure" });
    await box(page, "Werkstatt Nord").tap();
    await box(page, "Schule Süd").tap();
    await button(bar(page), "2 Akteure bearbeiten").tap();
    await choose(dialog(page), "Sucht", "Straß", "Straßenbau");
    await button(dialog(page), "Speichern").tap();
    await expect(dialog(page)).toHaveCount(0);
    await isSaved(page);
    expect((await storedDocument(page)).needs.map(({ actor, competency }) => `${actor} ${competency}`).sort()).toEqual(["a1 k2", "a2 k1", "a2 k2"]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

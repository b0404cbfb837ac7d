// The first minute, and what people try without thinking: a network begins with words to tick, sectors are made where
// they are needed, the way back leads out of a dialog, and the focus is never lost.
import { expect, test } from "./page.mjs";
import { at, button, card, choose, command, counts, dialog, exported, graph, header, isSaved, keep, listen, menu, small, start, status, told } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const search = (page) => page.getByRole("searchbox", { name: "Suchen" });
const title = (page) => page.getByRole("heading", { level: 1 });
const undo = (page) => button(header(page), /^Rückgängig/);

/** Something on the page has the focus, once all that followed is on the screen. */
async function hasFocus(page) {
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(shown)))));
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
}

async function emptyNetwork(page) {
  await start(page);
  await command(page, "Neues, leeres Netzwerk");
  await dialog(page).getByLabel("Name des Netzwerks").fill("Seesen");
  await button(dialog(page), "Leeres Netzwerk beginnen").click();
  await expect(main(page)).toContainText("Hier entsteht Ihr Netz.");
}

test("the network stays alive when one goes from the bare address to its own", async ({ page }) => {
  await keep(page, small());
  await start(page);
  await at(page, "Werkstatt Nord");
  await header(page).getByRole("link", { name: "Netz", exact: true }).click();
  await expect(page).toHaveURL(/#\/netz$/);
  const place = await at(page, "Werkstatt Nord");
  await page.mouse.click(place.x, place.y);
  await expect(card(page)).toContainText("Werkstatt Nord");
});

for (const [name, viewport] of [["wide", { width: 1280, height: 800 }], ["on a phone", { width: 360, height: 740 }]]) {
  test(`an empty network begins with words to tick, ${name}`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await emptyNetwork(page);
    await page.setViewportSize(viewport);
    await expect(page.getByRole("group", { name: "Stand" })).toHaveCount(0);
    await button(main(page), "Bereiche und Kompetenzen ankreuzen").click();
    const take = button(dialog(page), "Übernehmen");
    await expect(take).toBeDisabled();
    await dialog(page).getByLabel("Stadtverwaltung").check();
    const area = dialog(page).locator("details").filter({ hasText: "Künstliche Intelligenz" });
    await area.locator("summary").click();
    await area.getByLabel("Künstliche Intelligenz: Alle").check();
    await area.getByLabel(/^Chatbots/).uncheck();
    await expect(area.getByLabel("Künstliche Intelligenz: Alle")).not.toBeChecked();
    await expect(area.locator("summary")).toContainText("7 von 8");
    await take.click();
    await expect(dialog(page)).toHaveCount(0);
    await isSaved(page);
    const { document } = await exported(page, "Vollsicherung");
    expect(counts(document)).toMatchObject({ sectors: 1, competencies: 7, actors: 0 });
    expect(document.competencies.filter(({ broader }) => broader === "sk-ki").length).toBe(6);
    // What is there is not offered a second time.
    await command(page, "Bereiche und Kompetenzen ankreuzen");
    await expect(dialog(page).getByLabel("Stadtverwaltung")).toBeDisabled();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await expect(status(page, "„Wörter für den Anfang“ importiert")).toBeVisible();
    await expect(main(page)).toContainText("Hier entsteht Ihr Netz.");
  });
}

test("a sector is made where it is needed, with letters and a colour that can be chosen", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await button(main(page), "Neuer Akteur").click();
  await dialog(page).getByLabel(/^Name/).fill("Kita 1");
  await choose(dialog(page), "Bereich", "Kinder", /Kinder/);
  await expect(dialog(page)).toContainText("„Kinder“ wird neu angelegt.");
  await button(dialog(page), "Speichern").click();
  await expect(title(page)).toHaveText("Kita 1");
  await expect(main(page)).toContainText("Kinder");
  await command(page, "Bereiche bearbeiten");
  await button(dialog(page), /Kinder.*bearbeiten/).click();
  await expect(dialog(page).getByLabel("Zeichen")).toHaveValue("K");
  await dialog(page).getByLabel("Farbe").selectOption("Violett");
  await button(dialog(page), "Speichern").click();
  await page.keyboard.press("Escape");
  // The eighth of the palette, in lists as in the picture.
  await expect(main(page).locator(".sector-sign").first()).toHaveClass(/sector-7/);
  await isSaved(page);
  const { document } = await exported(page, "Vollsicherung");
  expect(document.sectors.find(({ name }) => name === "Kinder")).toMatchObject({ symbol: "K", color: "violet" });
});

test("the way back leads out of a dialog, with the question that Escape asks", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/kompetenzen" });
  await header(page).getByRole("link", { name: "Akteure" }).click();
  await header(page).getByRole("link", { name: "Themen" }).click();
  await expect(title(page)).toHaveText("Themen");
  await command(page, "Neuer Akteur");
  await expect(dialog(page).getByLabel(/^Name/)).toBeVisible();
  await page.goBack();
  await expect(dialog(page)).toHaveCount(0);
  await expect(title(page)).toHaveText("Themen");
  await command(page, "Neuer Akteur");
  await dialog(page).getByLabel(/^Name/).fill("Angefangen");
  await page.goBack();
  await expect(button(dialog(page), "Weiter bearbeiten")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue("Angefangen");
  await expect(page).toHaveURL(/#\/themen$/);
  await page.keyboard.press("Escape");
  await button(dialog(page), "Verwerfen").click();
  await page.goBack();
  await expect(title(page)).toHaveText("Akteure");
});

test("the focus stays on the page, whatever goes away under it", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteur/a1" });
  await button(main(page), "Bearbeiten").click();
  await dialog(page).getByLabel(/^Name/).fill("Werkstatt Süd");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await hasFocus(page);
  await button(page, "Schließen").click();
  await hasFocus(page);
  await undo(page).focus();
  await page.keyboard.press("Enter");
  await expect(undo(page)).toBeDisabled();
  await hasFocus(page);
  await button(header(page), /^Wiederholen/).focus();
  await page.keyboard.press("Enter");
  await hasFocus(page);
  await menu(page).focus();
  await page.keyboard.press("Enter");
  await button(header(page), "Bereiche bearbeiten").click();
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(menu(page)).toBeFocused();
});

test("undo works from a checkbox, and a message goes with the next thing", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await command(page, "Neuer Akteur");
  await dialog(page).getByLabel(/^Name/).fill("Chor");
  await button(dialog(page), "Speichern").click();
  const message = status(page, "Akteur „Chor“ hinzugefügt");
  await expect(message).toBeVisible();
  await header(page).getByRole("link", { name: "Akteure" }).click();
  await expect(title(page)).toHaveText("Akteure");
  await expect(message).toHaveCount(0);
  const box = page.getByRole("group", { name: "Bereich" }).getByRole("checkbox").first();
  await box.focus();
  await page.keyboard.press("Control+z");
  await expect(status(page, "Rückgängig gemacht: Akteur „Chor“ hinzugefügt")).toBeVisible();
});

test("the ways in stay until one is taken, and in the menu after that", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await button(page, /^Ich koordiniere/).click();
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await hasFocus(page);
  await button(page, /^Umsehen/).click();
  await expect(search(page)).toBeFocused();
  await expect(button(page, /^Umsehen/)).toHaveCount(0);
  await menu(page).click();
  await button(header(page), "Ich trage mich ein").click();
  await dialog(page).getByLabel(/^Name/).fill("Ich Muster");
  for (let question = 1; question < 4; question += 1) await button(dialog(page), "Weiter").click();
  await choose(dialog(page), /^Kompetenz/, "Löten", /Löten/);
  for (let question = 4; question < 8; question += 1) await button(dialog(page), "Weiter").click();
  await button(dialog(page), "In dieses Netzwerk eintragen").click();
  await expect(title(page)).toHaveText("Ich Muster");
  await expect(main(page)).toContainText("Was Sie hier über sich eintragen, steht zuerst nur in diesem Browser.");
  await expect(main(page)).toContainText("bestätigt am");
  await button(main(page), "Als Datei weitergeben").click();
  await expect(dialog(page)).toHaveAccessibleName("Exportieren");
});

test("on a phone the ways in stand in the menu of the picture", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await start(page);
  await menu(page).click();
  await button(header(page), "Ich trage mich ein").click();
  await expect(dialog(page)).toHaveAccessibleName("Ich trage mich ein");
});

test("what is searched for and not there can be looked for or made", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await search(page).fill("Glasbläserei");
  await button(page, "Kompetenz anlegen").click();
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue("Glasbläserei");
  await page.keyboard.press("Escape");
  await button(page, "Als Gesuch eintragen").click();
  await choose(dialog(page), /^Akteur/, "Tiefbau", /Tiefbau West/);
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  const { document } = await exported(page, "Vollsicherung");
  const made = document.competencies.find(({ name }) => name === "Glasbläserei");
  expect(document.needs.some(({ competency }) => competency === made.id)).toBe(true);
});

test("who offers and who looks for stand under two headings, and composing is not searching", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await search(page).fill("Tischlern");
  const results = page.locator(".ask__results");
  await expect(results.getByRole("heading", { name: "Bietet" })).toBeVisible();
  await expect(results.getByRole("heading", { name: "Sucht" })).toBeVisible();
  await expect(results.locator(".sector-sign").first()).toBeVisible();
  await search(page).evaluate((field) => {
    for (const key of ["Enter", "Escape"]) {
      field.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
    }
  });
  await expect(search(page)).toHaveValue("Tischlern");
  await expect(title(page)).toHaveText("Akteure");
});

test("what was found is told once one stops typing, and not after the field was emptied", async ({ page }) => {
  await page.clock.install();
  await keep(page, small());
  await start(page, { hash: "#/hilfe" });
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await listen(page);
  const results = page.locator(".ask__results");
  await search(page).fill("Tischlern");
  await expect(results).toBeVisible();
  await page.clock.runFor(1_000);
  const found = ["2 Akteure, 1 Kompetenz, 1 Thema"];
  await expect.poll(() => told(page)).toEqual(found);
  await search(page).fill("Löten");
  await expect(results).not.toContainText("Tischlern");
  await search(page).fill("");
  await expect(results).toHaveCount(0);
  await page.clock.runFor(1_000);
  expect(await told(page)).toEqual(found);
});

test("a heading that is there late takes the focus, but not from whoever has gone on", async ({ page }) => {
  await page.clock.install();
  await keep(page, small());
  await start(page, { hash: "#/hilfe" });
  await page.clock.pauseAt(Date.now() + 3_600_000);
  for (const goesOn of [false, true]) {
    const view = goesOn ? "Kompetenzen" : "Akteure";
    await header(page).getByRole("link", { name: view, exact: true }).press("Enter");
    await expect(title(page)).toHaveText(view);
    if (goesOn) await page.keyboard.press("Tab");
    await page.clock.runFor(1_000);
    await (goesOn ? expect(title(page)).not.toBeFocused() : expect(title(page)).toBeFocused());
  }
});

test("a file dropped over a form comes in when that is done with", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await command(page, "Neuer Akteur");
  await dialog(page).getByLabel(/^Name/).fill("Chor");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["Name;Ort\nMuseum;Goslar\n"], "liste.csv"));
    document.querySelector("dialog").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue("Chor");
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page).getByRole("heading", { name: "Was sich ändert" })).toBeVisible();
});

test("one after the other: saved, and the next begins", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await button(main(page), "Neuer Akteur").click();
  for (const name of ["Chor", "Kapelle"]) {
    const field = dialog(page).getByLabel(/^Name/);
    await expect(field).toHaveValue("");
    await expect(field).toBeFocused();
    await field.fill(name);
    await button(dialog(page), "Speichern und nächster").click();
  }
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(status(page, "Akteur „Kapelle“ hinzugefügt")).toBeVisible();
  await expect(title(page)).toHaveText("Akteure");
  await expect(main(page).getByRole("link", { name: "Kapelle" })).toBeVisible();
});

test("the directory names everybody by sector and everything by competency", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/verzeichnis" });
  const entry = (name) => main(page).getByRole("article").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(entry("Werkstatt Nord")).toContainText("Bietet: Tischlern");
  await expect(entry("Schule Süd")).toContainText("Sucht: Tischlern");
  await expect(entry("Tischlern")).toContainText("Bieten: Werkstatt Nord");
  await expect(entry("Tischlern")).toContainText("Suchen: Schule Süd");
  await expect(entry("Löten")).toHaveCount(0);
  const headings = await main(page).getByRole("heading", { level: 4 }).allTextContents();
  expect(headings).toEqual(["Tiefbau West", "Werkstatt Nord", "Schule Süd"]);
});

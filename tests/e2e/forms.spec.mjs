// Everything can be entered, changed and deleted by form; what goes along is said, and every step can be taken back.
import { expect, test } from "./page.mjs";
import { button, choose, command, counts, dialog, go, header, isSaved, keep, listen, small, start, status, storedDocument, told } from "./steps.mjs";

const title = (page) => page.getByRole("heading", { level: 1 });
const main = (page) => page.getByRole("main");
const save = (page) => button(dialog(page), "Speichern").click();
const undo = (page) => button(header(page), /^Rückgängig/);
const link = (page, name) => main(page).getByRole("link", { name, exact: true });
const region = (page, name) => main(page).getByRole("region", { name, exact: true });

async function begin(page, hash, document = small()) {
  await keep(page, document);
  await start(page, { hash });
}

async function closed(page) {
  await expect(dialog(page)).toHaveCount(0);
}

/** Undo says what it takes back, and takes it back. */
async function takesBack(page, step) {
  await expect(undo(page)).toHaveAccessibleName(`Rückgängig: ${step}`);
  await undo(page).click();
  await expect(status(page, `Rückgängig gemacht: ${step}`)).toBeVisible();
  await expect(button(header(page), /^Wiederholen/)).toHaveAccessibleName(`Wiederholen: ${step}`);
}

test("what is wrong is told once, and so is what was done", async ({ page }) => {
  await begin(page, "#/akteure");
  await button(main(page), "Neuer Akteur").click();
  const name = dialog(page).getByLabel(/^Name/);
  await expect(name).toBeFocused();
  await listen(page);
  await button(dialog(page), "Speichern").click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Bitte ausfüllen\.$/);
  await expect.poll(() => told(page)).toEqual(["Noch nicht gespeichert. Bitte prüfen Sie eine Angabe:"]);
  // Who is there already is told what is wrong where it stands.
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await told(page)).at(-1)).toMatch(/eine Angabe: Bitte ausfüllen\.$/);
  const before = (await told(page)).length;
  await name.fill("Fablab Ost");
  await page.keyboard.press("Control+Enter");
  await expect(title(page)).toHaveText("Fablab Ost");
  await expect.poll(async () => (await told(page)).slice(before)).toEqual(["Akteur „Fablab Ost“ hinzugefügt"]);
});

test("an actor: create, edit, delete", async ({ page }) => {
  await begin(page, "#/akteure");
  await button(main(page), "Neuer Akteur").click();
  await expect(dialog(page)).toHaveAccessibleName("Neuer Akteur");
  await save(page);
  await expect(dialog(page).getByRole("alert")).toContainText("Bitte prüfen Sie eine Angabe");
  const name = dialog(page).getByLabel(/^Name/);
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill("Fablab Ost");
  await choose(dialog(page), "Bereich", "Handwerk");
  await choose(dialog(page), /^Bietet/, "Löten");
  await choose(dialog(page), /^Sucht/, "Holzbau", /^Tischlern/);
  await save(page);
  await expect(title(page)).toHaveText("Fablab Ost");
  await expect(region(page, "Bietet").getByRole("link", { name: "Löten" })).toBeVisible();
  await expect(region(page, "Sucht").getByRole("link", { name: "Tischlern" })).toBeVisible();

  await button(main(page), "Bearbeiten").click();
  await dialog(page).getByLabel(/^Name/).fill("Fablab Ost e. V.");
  await dialog(page).getByText("Mehr angeben").click();
  await dialog(page).getByLabel("Website oder E-Mail-Adresse").fill("javascript:alert(1)");
  await save(page);
  await expect(dialog(page).locator(".form__summary")).toContainText("Das ist keine Adresse");
  await dialog(page).getByLabel("Website oder E-Mail-Adresse").fill("https://fablab.example");
  await save(page);
  await closed(page);
  await expect(title(page)).toHaveText("Fablab Ost e. V.");
  await expect(main(page).getByRole("link", { name: "fablab.example" })).toHaveAttribute("href", "https://fablab.example");
  await takesBack(page, "Akteur „Fablab Ost e. V.“ geändert");
  await expect(title(page)).toHaveText("Fablab Ost");

  await button(main(page), "Löschen").click();
  await expect(dialog(page)).toHaveAccessibleName("Akteur „Fablab Ost“ löschen?");
  await expect(dialog(page)).toContainText("Mit gelöscht werden 1 Angebot und 1 Gesuch.");
  await button(dialog(page), "Löschen").click();
  await expect(title(page)).toHaveText("Akteure");
  await expect(link(page, "Fablab Ost")).toHaveCount(0);
  await takesBack(page, "Akteur „Fablab Ost“ gelöscht");
  await link(page, "Fablab Ost").click();
  await expect(region(page, "Bietet").getByRole("link", { name: "Löten" })).toBeVisible();
});

test("several competencies, typed one after the other and pasted as a list", async ({ page }) => {
  await begin(page, "#/akteure");
  await button(main(page), "Neuer Akteur").click();
  await dialog(page).getByLabel(/^Name/).fill("Fablab Ost");
  const chosen = (label) => dialog(page).locator(".kern-form-input", { hasText: label }).locator(".chip > span:first-child");
  const offers = dialog(page).getByRole("combobox", { name: /^Bietet/ });
  await offers.click();
  await page.keyboard.type("Löten");
  await page.keyboard.press("Enter");
  await page.keyboard.type("tisch");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Drehen,");
  await expect(chosen("Bietet")).toHaveText(["Löten", "Tischlern", "Drehen"]);
  await expect(offers).toBeFocused();
  await expect(offers).toHaveValue("");
  await dialog(page).getByRole("combobox", { name: /^Sucht/ }).evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", "Strassenbau, Malen; Nähen\n Holzbau");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(chosen("Sucht")).toHaveText(["Straßenbau", "Malen", "Nähen", "Tischlern"]);
  await save(page);
  await expect(title(page)).toHaveText("Fablab Ost");
  await expect(region(page, "Bietet").getByRole("link", { name: "Drehen" })).toBeVisible();
  await isSaved(page);
  expect(counts(await storedDocument(page)).competencies).toBe(counts(small()).competencies + 3);
});

test("a twin of an actor is noticed while typing", async ({ page }) => {
  await begin(page, "#/akteure");
  await button(main(page), "Neuer Akteur").click();
  await dialog(page).getByLabel(/^Name/).fill("werkstatt nord");
  await expect(dialog(page).getByRole("status").filter({ hasText: "Gibt es schon:" })).toBeVisible();
  await button(dialog(page), "Werkstatt Nord").click();
  await expect(title(page)).toHaveText("Werkstatt Nord");
});

test("a competency: a near twin is noticed, then create, edit, delete", async ({ page }) => {
  await begin(page, "#/kompetenzen");
  const before = counts(small());
  await button(main(page), "Neue Kompetenz").click();
  await dialog(page).getByLabel(/^Name/).fill("Strassenbau");
  await expect(dialog(page)).toContainText("Meinten Sie „Straßenbau“?");
  await save(page);
  await expect(dialog(page).locator(".form__summary")).toContainText("Diese Kompetenz gibt es schon");
  await button(dialog(page), "Vorhandene nehmen").click();
  await expect(title(page)).toHaveText("Straßenbau");

  await go(page, "#/kompetenzen");
  await button(main(page), "Neue Kompetenz").click();
  await dialog(page).getByLabel(/^Name/).fill("Schweißen");
  const other = dialog(page).getByLabel("Andere Wörter dafür");
  await other.fill("Fügen");
  await other.press("Enter");
  await choose(dialog(page), "Oberbegriff", "Löten");
  await save(page);
  await expect(title(page)).toHaveText("Schweißen");
  await expect(main(page)).toContainText("Fügen");
  await isSaved(page);
  expect(counts(await storedDocument(page)).competencies).toBe(before.competencies + 1);

  await button(main(page), "Bearbeiten").click();
  await dialog(page).getByLabel("Beschreibung").fill("Metall verbinden");
  await save(page);
  await closed(page);
  await expect(main(page)).toContainText("Metall verbinden");
  await takesBack(page, "Kompetenz „Schweißen“ geändert");

  await go(page, "#/kompetenz/k1");
  await expect(title(page)).toHaveText("Tischlern");
  await button(main(page), "Löschen").click();
  await expect(dialog(page)).toContainText("Mit gelöscht werden 1 Angebot und 1 Gesuch.");
  await expect(dialog(page)).toContainText("1 weiterer Eintrag verliert einen Verweis.");
  await button(dialog(page), "Löschen").click();
  await expect(title(page)).toHaveText("Kompetenzen");
  await takesBack(page, "Kompetenz „Tischlern“ gelöscht");
  await expect(link(page, "Tischlern")).toBeVisible();
});

test("an offer: create with a new competency, edit, delete", async ({ page }) => {
  await begin(page, "#/akteur/a1");
  await button(main(page), "Angebot hinzufügen").click();
  await choose(dialog(page), /^Kompetenz/, "Lackieren", /als neue Kompetenz anlegen/);
  await dialog(page).getByLabel("besonders stark").check();
  await dialog(page).getByLabel("Anmerkung").fill("nur im Sommer");
  await save(page);
  await expect(region(page, "Bietet")).toContainText("nur im Sommer");
  await expect(region(page, "Bietet")).toContainText("besonders stark");
  await button(main(page), "Angebot „Werkstatt Nord: Lackieren“ bearbeiten").click();
  await dialog(page).getByLabel("Anmerkung").fill("das ganze Jahr");
  await save(page);
  await expect(region(page, "Bietet")).toContainText("das ganze Jahr");
  await undo(page).click();
  await expect(region(page, "Bietet")).toContainText("nur im Sommer");
  await button(main(page), "Angebot „Werkstatt Nord: Lackieren“ löschen").click();
  await button(dialog(page), "Löschen").click();
  await expect(region(page, "Bietet").getByRole("link", { name: "Lackieren" })).toHaveCount(0);
  await takesBack(page, "Angebot „Werkstatt Nord – Lackieren“ gelöscht");
  await expect(region(page, "Bietet").getByRole("link", { name: "Lackieren" })).toBeVisible();
});

test("an offer that is there already is not entered twice", async ({ page }) => {
  await begin(page, "#/akteur/a1");
  await button(main(page), "Angebot hinzufügen").click();
  await choose(dialog(page), /^Kompetenz/, "Tischlern");
  await expect(dialog(page)).toContainText("schon eingetragen");
  await save(page);
  await expect(dialog(page)).toHaveAccessibleName("Neues Angebot");
  await button(dialog(page), "Vorhandenes bearbeiten").click();
  await expect(dialog(page)).toHaveAccessibleName("Angebot bearbeiten");
});

test("a need: create, close, open again, delete", async ({ page }) => {
  await begin(page, "#/akteur/a3");
  await button(main(page), "Gesuch hinzufügen").click();
  await expect(dialog(page)).toHaveAccessibleName("Neues Gesuch");
  await choose(dialog(page), /^Kompetenz/, "Löten");
  await save(page);
  await expect(region(page, "Sucht").getByRole("link", { name: "Löten" })).toBeVisible();
  await button(main(page), "Gesuch „Löten“ ist erledigt").click();
  await expect(undo(page)).toHaveAccessibleName("Rückgängig: Gesuch „Löten“ als erfüllt vermerkt");
  await main(page).getByText("1 erledigtes Gesuch").click();
  await button(main(page), "Gesuch „Löten“ wieder öffnen").click();
  await expect(button(main(page), "Gesuch „Löten“ ist erledigt")).toBeVisible();
  await button(main(page), "Gesuch „Tiefbau West: Löten“ löschen").click();
  await button(dialog(page), "Löschen").click();
  await expect(region(page, "Sucht").getByRole("link", { name: "Löten" })).toHaveCount(0);
  await takesBack(page, "Gesuch „Tiefbau West – Löten“ gelöscht");
});

test("a link: create, edit, delete", async ({ page }) => {
  await begin(page, "#/akteur/a1");
  await button(main(page), "Verbindung hinzufügen").click();
  await choose(dialog(page), /^Akteur B/, "Tiefbau West");
  await dialog(page).getByLabel("A und B kennen sich").check();
  await save(page);
  await expect(region(page, "Verbindungen").getByRole("link", { name: "Tiefbau West" })).toBeVisible();
  await button(main(page), "Verbindung „Werkstatt Nord – Tiefbau West“ bearbeiten").click();
  await dialog(page).getByLabel("A hat B eingeführt").check();
  await save(page);
  await expect(region(page, "Verbindungen")).toContainText("hat eingeführt Tiefbau West");
  await button(main(page), "Verbindung „Werkstatt Nord – Tiefbau West“ löschen").click();
  await button(dialog(page), "Löschen").click();
  await expect(region(page, "Verbindungen").getByRole("link", { name: "Tiefbau West" })).toHaveCount(0);
  await takesBack(page, "Verbindung „Werkstatt Nord – Tiefbau West“ gelöscht");
});

test("a topic: create, edit, delete", async ({ page }) => {
  await begin(page, "#/themen");
  await button(main(page), "Neues Thema").click();
  await dialog(page).getByLabel(/^Titel/).fill("Reparaturcafé");
  await dialog(page).getByLabel("Frage").fill("Wo reparieren wir?");
  await choose(dialog(page), /^Kompetenzen/, "Löten");
  await button(dialog(page), "Akteur hinzufügen").click();
  await choose(dialog(page), "Akteur", "Werkstatt Nord");
  await dialog(page).getByLabel("Rolle").selectOption("kann helfen");
  await save(page);
  await expect(title(page)).toHaveText("Reparaturcafé");
  await expect(main(page)).toContainText("Wo reparieren wir?");
  await expect(region(page, "Was es dafür braucht").getByRole("link", { name: "Löten" })).toBeVisible();
  await expect(region(page, "Wer dabei ist")).toContainText("Werkstatt Nord");
  await button(main(page), "Bearbeiten").click();
  await dialog(page).getByLabel("Stand").selectOption("in Arbeit");
  await save(page);
  await closed(page);
  await expect(main(page).getByText("in Arbeit").first()).toBeVisible();
  // It began as an idea on the same day, of which the last state counts.
  await expect(region(page, "Verlauf").getByRole("list").first()).toHaveText(/^in Arbeit/);
  await button(main(page), "Löschen").click();
  await button(dialog(page), "Löschen").click();
  await expect(title(page)).toHaveText("Themen");
  await expect(link(page, "Reparaturcafé")).toHaveCount(0);
  await takesBack(page, "Thema „Reparaturcafé“ gelöscht");
  await expect(link(page, "Reparaturcafé")).toBeVisible();
});

test("sectors: create, edit, delete", async ({ page }) => {
  await begin(page, "#/akteure");
  await command(page, "Bereiche bearbeiten");
  await expect(dialog(page)).toHaveAccessibleName("Bereiche");
  await button(dialog(page), "Neuer Bereich").click();
  await dialog(page).getByLabel(/^Name/).fill("Kultur");
  await dialog(page).getByLabel("Zeichen").fill("K");
  await save(page);
  await expect(dialog(page)).toHaveAccessibleName("Bereiche");
  await button(dialog(page), "„Kultur“ bearbeiten").click();
  await dialog(page).getByLabel(/^Name/).fill("Kunst");
  await save(page);
  await expect(button(dialog(page), "„Kunst“ bearbeiten")).toBeVisible();
  await button(dialog(page), "„Handwerk“ löschen").click();
  await expect(dialog(page)).toContainText("2 weitere Einträge verlieren einen Verweis.");
  await button(dialog(page), "Löschen").click();
  await expect(dialog(page)).toHaveAccessibleName("Bereiche");
  await button(dialog(page), "Schließen").click();
  await closed(page);
  await takesBack(page, "Bereich „Handwerk“ gelöscht");
  await takesBack(page, "Bereich „Kunst“ geändert");
  await takesBack(page, "Bereich „Kultur“ hinzugefügt");
  await isSaved(page);
  expect((await storedDocument(page)).sectors.map((sector) => sector.name)).toEqual(["Handwerk", "Schule"]);
});

test("the network itself: title, region, welcome", async ({ page }) => {
  await begin(page, "#/akteure");
  await command(page, "Titel und Begrüßung bearbeiten");
  await dialog(page).getByLabel("Titel des Netzwerks").fill("Musterstadt kann was");
  await dialog(page).getByLabel("Region").fill("Musterland");
  await dialog(page).getByLabel("Begrüßung").fill("Guten Tag");
  await save(page);
  await closed(page);
  await expect(header(page)).toContainText("Musterstadt kann was");
  await expect(page).toHaveTitle("Akteure – Musterstadt kann was – GoSMART");
  await undo(page).click();
  await expect(header(page)).toContainText("Kleines Netz");
});

test("a new, empty network begins beside the old one", async ({ page }) => {
  await begin(page, "#/akteur/a1");
  await command(page, "Neues, leeres Netzwerk");
  await button(dialog(page), "Leeres Netzwerk beginnen").click();
  const name = dialog(page).getByLabel("Name des Netzwerks");
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Bitte geben Sie einen Namen ein\.$/);
  await expect(dialog(page).getByRole("alert")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toHaveText("Bitte geben Sie einen Namen ein.");
  await name.fill("Ganz neu");
  await button(dialog(page), "Leeres Netzwerk beginnen").click();
  await closed(page);
  await expect(header(page)).toContainText("Ganz neu");
  // The actor that was on the screen is not in the new network; that must not look like a broken link.
  await expect(page.getByText("Diese Adresse führt nirgendwohin")).toHaveCount(0);
  await isSaved(page);
  await page.goBack();
  await expect(header(page)).toContainText("Kleines Netz");
});

test("what was typed is not thrown away without a question", async ({ page }) => {
  await begin(page, "#/akteure");
  await button(main(page), "Neuer Akteur").click();
  await dialog(page).getByLabel(/^Name/).fill("Halb fertig");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toContainText("Eingaben verwerfen?");
  await button(dialog(page), "Weiter bearbeiten").click();
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue("Halb fertig");
  await page.keyboard.press("Escape");
  await button(dialog(page), "Verwerfen").click();
  await closed(page);
  await expect(button(main(page), "Neuer Akteur")).toBeFocused();
  await expect(undo(page)).toBeDisabled();
});

test("the three doors lead on, and vanish when one is gone through", async ({ page }) => {
  await start(page);
  await button(page, /^Ich trage mich ein/).click();
  await expect(dialog(page)).toHaveAccessibleName("Ich trage mich ein");
  await page.keyboard.press("Escape");
  await closed(page);
  await button(page, /^Umsehen/).click();
  await expect(button(page, /^Umsehen/)).toHaveCount(0);
  await page.reload();
  await expect(title(page)).toBeVisible();
  await expect(button(page, /^Ich koordiniere/)).toHaveCount(0);
});

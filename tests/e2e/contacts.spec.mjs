// Whom to turn to: contacts on the card of an actor, and a person's consent.
import { expect, test } from "./page.mjs";
import { button, dialog, header, isSaved, keep, openFile, small, start, storedDocument } from "./steps.mjs";

const contacts = [
  { id: "p1", actor: "a1", name: "Ada Beispiel", role: "Leitung", email: "ada@nord.example", phone: "05321 1234", visibility: "network", consent: { given_on: "2026-01-15", scope: ["network"] } },
  { id: "p2", actor: "a1", kind: "role", role: "Sekretariat", email: "post@nord.example" },
  { id: "p3", actor: "a2", name: "Bert Muster" },
];
const main = (page) => page.getByRole("main");
const region = (page) => main(page).getByRole("region", { name: "Ansprechpersonen", exact: true });
const row = (page, name) => region(page).getByRole("listitem").filter({ hasText: name }).first();

test("contacts stand on the card of their actor", async ({ page }) => {
  await keep(page, small({ contacts }));
  await start(page, { hash: "#/akteur/a1" });
  await expect(row(page, "Ada Beispiel")).toContainText("Einwilligung vom 15.");
  await expect(row(page, "Ada Beispiel")).toContainText("Sichtbarkeit: im Netzwerk");
  await expect(region(page).getByRole("link", { name: "ada@nord.example" })).toHaveAttribute("href", "mailto:ada@nord.example");
  await expect(region(page)).not.toContainText("Bert Muster");
  await expect(row(page, "Sekretariat")).toContainText("Sichtbarkeit: nur intern");
  await expect(row(page, "Sekretariat")).not.toContainText("Einwilligung");
});

test("a consent is withdrawn, given again, and taken back", async ({ page }) => {
  await keep(page, small({ contacts }));
  await start(page, { hash: "#/akteur/a1" });
  await button(region(page), "Einwilligung widerrufen: „Ada Beispiel“").click();
  await expect(row(page, "Ada Beispiel")).toContainText("widerrufen am");
  await expect(region(page).getByRole("heading")).toBeFocused();
  await button(region(page), "Einwilligung erteilen: „Ada Beispiel“").click();
  await expect(row(page, "Ada Beispiel")).not.toContainText("widerrufen am");
  await button(header(page), "Rückgängig: Einwilligung von „Ada Beispiel“ vermerkt").click();
  await expect(row(page, "Ada Beispiel")).toContainText("widerrufen am");
  await isSaved(page);
  const [saved] = (await storedDocument(page)).contacts;
  expect(saved.consent.given_on).toBe("2026-01-15");
  expect(saved.consent.withdrawn_on).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test("somebody else's network shows the contacts it has and nothing to press", async ({ page }) => {
  await start(page);
  await openFile(page, small({ contacts }));
  // Looking at it begins at the network.
  await expect(button(page, "Übernehmen")).toBeVisible();
  await page.evaluate(() => { location.hash = "#/akteur/a1"; });
  await expect(row(page, "Ada Beispiel")).toBeVisible();
  await expect(region(page).getByRole("button")).toHaveCount(0);
  await page.evaluate(() => { location.hash = "#/akteur/a3"; });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tiefbau West");
  await expect(region(page)).toHaveCount(0);
});

test("a contact is entered by its form, changed, deleted and brought back", async ({ page }) => {
  await keep(page, small({}));
  await start(page, { hash: "#/akteur/a1" });
  await button(region(page), "Ansprechperson hinzufügen").click();
  const form = dialog(page);
  await form.getByLabel("Name", { exact: true }).fill(" Cem Beispiel ");
  await form.getByLabel("E-Mail-Adresse").fill("cem@nord.example");
  await form.getByLabel("Sichtbarkeit").selectOption("im Netzwerk");
  await form.getByLabel("Erteilt am").fill("2026-02-03");
  await button(form, "Speichern").click();
  await expect(row(page, "Cem Beispiel")).toContainText("Einwilligung vom 3.");

  await button(region(page), "Ansprechperson „Cem Beispiel“ bearbeiten").click();
  await dialog(page).getByLabel("Telefon").fill("05321 99");
  await button(dialog(page), "Speichern").click();
  await expect(row(page, "Cem Beispiel")).toContainText("05321 99");
  await isSaved(page);
  const [saved] = (await storedDocument(page)).contacts;
  expect(saved).toMatchObject({ actor: "a1", name: "Cem Beispiel", phone: "05321 99", visibility: "network", consent: { given_on: "2026-02-03" } });
  expect(saved.changed.name).toBeLessThanOrEqual(saved.changed.phone);

  await button(region(page), "Ansprechperson „Cem Beispiel“ löschen").click();
  await dialog(page).getByRole("checkbox", { name: "Auch aus früheren Ständen löschen" }).uncheck();
  await button(dialog(page), "Löschen").click();
  await expect(region(page)).not.toContainText("Cem Beispiel");
  await isSaved(page);
  expect((await storedDocument(page)).removed).toMatchObject([{ kind: "contact", id: saved.id }]);
  await button(header(page), /^Rückgängig/).click();
  await expect(row(page, "Cem Beispiel")).toContainText("05321 99");
  await isSaved(page);
  const after = await storedDocument(page);
  expect(after.removed ?? []).toEqual([]);
  expect(after.contacts[0].changed.name).toBeGreaterThan(saved.changed.name);
});

test("an actor's visibility and internal note are entered and stay at home", async ({ page }) => {
  await keep(page, small({}));
  await start(page, { hash: "#/akteur/a1" });
  await button(main(page), "Bearbeiten").first().click();
  const form = dialog(page);
  await form.getByText("Mehr angeben").click();
  await form.getByLabel("Sichtbarkeit").selectOption("im Netzwerk");
  await form.getByLabel("Interne Notiz").fill("nur für uns");
  await button(form, "Speichern").click();
  await expect(main(page)).toContainText("nur für uns");
  await isSaved(page);
  const [saved] = (await storedDocument(page)).actors;
  expect(saved).toMatchObject({ visibility: "network", internal_note: "nur für uns" });
});

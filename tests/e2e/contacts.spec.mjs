// Whom to turn to: contacts on the card of an actor, and a person's consent.
import { expect, test } from "./page.mjs";
import { button, header, isSaved, keep, openFile, small, start, storedDocument } from "./steps.mjs";

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
  await page.evaluate(() => { location.hash = "#/akteur/a1"; });
  await expect(row(page, "Ada Beispiel")).toBeVisible();
  await expect(region(page).getByRole("button")).toHaveCount(0);
  await page.evaluate(() => { location.hash = "#/akteur/a3"; });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tiefbau West");
  await expect(region(page)).toHaveCount(0);
});

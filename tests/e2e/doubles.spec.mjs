// What a merge brings can be looked through value by value, and what is probably there already is made one.
import { expect, test } from "./page.mjs";
import { button, dialog, isSaved, keep, openFile, small, start, storedDocument } from "./steps.mjs";

const day = 1_700_000_000_000;
const group = (page, name) => dialog(page).getByRole("group", { name });
const value = (page, label) => dialog(page).locator("dl > div").filter({ hasText: label });

async function compare(page, content) {
  await openFile(page, content, "nachbar.json");
  await button(page, "Vergleichen, zusammenführen").click();
  await expect(dialog(page)).toBeVisible();
}

test("an actor that comes in twice becomes one with all that it offers, and does not come back", async ({ page }) => {
  const theirs = small();
  theirs.actors.push({
    id: "a9", name: "schule sued", kind: "organisation", status: "member", vision: "Alle lernen drucken",
    changed: { name: day, kind: day, status: day, vision: day },
  });
  theirs.offers.push({ id: "o9", actor: "a9", competency: "k1", level: 3, changed: { actor: day, competency: day, level: day } });
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  await compare(page, theirs);
  const double = group(page, /Schule Süd, schule sued/);
  await expect(double).toContainText("Gleicher Name.");
  await double.getByText("Beide im Netzwerk zeigen").click();
  await expect(double.getByRole("img", { name: /^Bild: Schule Süd, schule sued, verbunden mit .*Tischlern/ })).toBeVisible();
  await button(page, "Noch 1 Frage offen").click();
  await expect(double).toBeFocused();
  await double.getByRole("radio", { name: "Zwei verschiedene" }).check();
  await double.getByRole("radio", { name: "Dasselbe: eins daraus machen" }).check();
  await button(page, "Zusammenführen").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  const document = await storedDocument(page);
  expect(document.actors).toHaveLength(small().actors.length);
  expect(document.actors.find((actor) => actor.id === "a2")).toMatchObject({ name: "Schule Süd", vision: "Alle lernen drucken" });
  expect(document.offers.find((offer) => offer.id === "o9").actor).toBe("a2");

  await compare(page, theirs);
  await expect(dialog(page)).toContainText("Nichts: Alles, was hier steht, haben Sie schon.");
  await expect(group(page, /schule sued/)).toHaveCount(0);
});

test("what comes in is told value by value, fifty at first, and in a question the words that differ are lit", async ({ page }) => {
  const [ours, theirs] = [small(), small()];
  Object.assign(ours.actors[0], { about: "Möbel nach Maß aus der alten Schmiede", changed: { about: day + 2000, name: day } });
  Object.assign(theirs.actors[0], { about: "Möbel nach Maß aus der neuen Schmiede", changed: { about: day + 1000, name: day } });
  Object.assign(ours.actors[1], { place: "Oker", changed: { place: day } });
  Object.assign(theirs.actors[1], { place: "Oker bei Goslar", changed: { place: day + 1000 }, base: { place: [day] } });
  for (let number = 1; number <= 59; number++) {
    theirs.competencies.push({ id: `f${number}`, name: `Fach ${number}`, description: `Kurs ${number}`, changed: { name: day, description: day } });
  }
  await keep(page, ours);
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  await compare(page, theirs);
  const question = group(page, /Werkstatt Nord/);
  await expect(question.locator("mark")).toHaveText(["alten", "neuen"]);
  await question.getByText("Werkstatt Nord zeigen").click();
  await expect(value(page, "Bietet")).toContainText("Tischlern");

  const list = dialog(page).locator(".merging__records > li");
  await dialog(page).getByText(/^Kommt ohne Frage dazu/).click();
  await expect(list).toHaveCount(50);
  await dialog(page).getByText("Neu: Kompetenz Fach 1", { exact: true }).click();
  await expect(value(page, "Kurs 1")).toBeVisible();
  await button(dialog(page), /weitere zeigen$/).click();
  await expect(list.nth(50).locator("summary")).toBeFocused();
  await expect(button(dialog(page), /weitere zeigen$/)).toHaveCount(0);
  // What was opened stays open.
  await expect(value(page, "Kurs 1")).toBeVisible();
  await dialog(page).getByText("Geändert: Akteur Schule Süd").click();
  await expect(value(page, "Ort")).toContainText("Bisher: Oker");
  await expect(value(page, "Ort").locator("mark")).toHaveText("bei Goslar");
});

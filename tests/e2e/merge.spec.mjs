import { expect, test } from "./page.mjs";
import { alert, button, command, dialog, isSaved, keep, openFile, ownData, small, start, storedDocument, tabTo } from "./steps.mjs";

const day = 1_700_000_000_000;

/** One's own map: what was said of the workshop, and of a firm that the others have deleted. */
const ours = () => {
  const document = small();
  Object.assign(document.actors[0], { about: "Möbel nach Maß", changed: { about: day + 2000, name: day } });
  Object.assign(document.actors[2], { place: "Oker", changed: { place: day + 3000, name: day } });
  return document;
};

/** What somebody else made of the same map meanwhile. */
const theirs = () => {
  const document = small();
  Object.assign(document.actors[0], { about: "Möbel und Treppen", changed: { about: day + 1000, name: day } });
  document.actors[2] = { id: "a4", name: "Verein Ost", kind: "organisation", status: "member", changed: { name: day + 1000 } };
  document.offers[1] = { id: "o4", actor: "a4", competency: "k3", changed: { actor: day + 1000, competency: day + 1000 } };
  document.removed = [
    { id: "a3", kind: "actor", removed_at: day + 4000, visibility: "public", base: { name: day } },
    { id: "o2", kind: "offer", removed_at: day + 4000, visibility: "public", base: { actor: 0 } },
  ];
  return document;
};

const question = (page, name) => dialog(page).getByRole("group", { name: new RegExp(name) });

async function compare(page, label = "Vergleichen, zusammenführen") {
  await openFile(page, theirs(), "nachbar.json");
  await button(page, label).click();
  await expect(dialog(page)).toBeVisible();
}

test("looking and comparing change nothing, merging is one step that can be undone", async ({ page }) => {
  await keep(page, ours());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  const before = await ownData(page);
  await compare(page);
  await dialog(page).getByText("Kommt ohne Frage dazu").click();
  await expect(dialog(page)).toContainText("Neu: Akteur Verein Ost");
  const firm = question(page, "Tiefbau West");
  await expect(firm).toContainText("Dort wurde es gelöscht");
  const text = question(page, "Werkstatt Nord");
  await expect(text).toContainText("Möbel nach Maß");
  await expect(text).toContainText("Möbel und Treppen");

  // The button says what is open and leads there.
  await button(page, "Noch 2 Fragen offen").click();
  await expect(dialog(page).locator("fieldset").first()).toBeFocused();
  await text.getByRole("radio", { name: "Beides" }).check();
  await firm.getByRole("radio", { name: "Behalten" }).check();
  // A choice may be changed until the end.
  await text.getByRole("radio", { name: "Neu schreiben" }).check();
  await text.getByRole("textbox").fill("Möbel, Treppen und Tore");
  expect(await ownData(page)).toBe(before);
  await button(page, "Zusammenführen").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  const merged = await storedDocument(page);
  expect(merged.actors.map((actor) => actor.name).sort()).toEqual(["Schule Süd", "Tiefbau West", "Verein Ost", "Werkstatt Nord"]);
  expect(merged.actors.find((actor) => actor.id === "a1").about).toBe("Möbel, Treppen und Tore");
  expect(JSON.stringify(merged)).not.toContain("Möbel und Treppen");

  // The same once more has nothing to ask and nothing to bring.
  await compare(page);
  await expect(dialog(page)).toContainText("Nichts: Alles, was hier steht, haben Sie schon.");
  await expect(button(page, "Zusammenführen")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await button(page, "Zurück zu meinem Netzwerk").click();
  await command(page, "Rückgängig");
  await isSaved(page);
  const back = await storedDocument(page);
  expect(back.actors.map((actor) => actor.about ?? "")).toEqual(["Möbel nach Maß", "", ""]);
});

test("conflicts are decided by keyboard alone on a phone, in English", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await keep(page, ours());
  await start(page, { hash: "#/akteure", language: "en" });
  await isSaved(page);
  await openFile(page, theirs(), "neighbour.json");
  const open = button(page, "Compare, merge");
  await tabTo(page, open);
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeVisible();
  for (const [name, answer] of [["Werkstatt Nord", "Take theirs"], ["Tiefbau West", "Delete it"]]) {
    const radio = question(page, name).getByRole("radio", { name: new RegExp(answer) });
    await tabTo(page, question(page, name).getByRole("radio").first());
    for (let presses = 0; presses < 4 && !(await radio.isChecked()); presses += 1) {
      await page.keyboard.press(presses === 0 ? "Space" : "ArrowDown");
    }
    await expect(radio).toBeChecked();
  }
  await tabTo(page, button(page, "Merge"));
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  const merged = await storedDocument(page);
  expect(merged.actors.map((actor) => actor.name).sort()).toEqual(["Schule Süd", "Verein Ost", "Werkstatt Nord"]);
  expect(merged.actors.find((actor) => actor.id === "a1").about).toBe("Möbel und Treppen");
});

test("where no copy can be kept, nothing is merged", async ({ page }) => {
  await keep(page, ours());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  const before = await ownData(page);
  await compare(page);
  await page.evaluate(() => {
    const add = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (String(key).startsWith("earlier/")) throw new DOMException("full", "QuotaExceededError");
      return add.call(this, value, key);
    };
  });
  await question(page, "Werkstatt Nord").getByRole("radio", { name: "Meins behalten" }).check();
  await question(page, "Tiefbau West").getByRole("radio", { name: "Behalten" }).check();
  await button(page, "Zusammenführen").click();
  await expect(alert(page, "Kopie")).toBeVisible();
  expect(await ownData(page)).toBe(before);
});

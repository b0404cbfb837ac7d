// Earlier states: they come by themselves and before much changes at once, tell what changed, are looked at and brought
// back; and who is to be forgotten goes from them too.
import { expect, test } from "./page.mjs";
import {
  addActor, button, command, database, dialog, go, header, isSaved, keep, openFile, ownData, small, start, status, stored, storedActors, tabTo,
} from "./steps.mjs";

const main = (page) => page.getByRole("main");
const actor = (page, name) => main(page).getByText(name, { exact: true });
const rows = (page) => dialog(page).getByRole("listitem");
const kept = async (page, folder) => Object.keys((await database(page))?.heads ?? {}).filter((name) => name.startsWith(`${folder}/`));
const snapshots = (page, number) => expect.poll(async () => (await kept(page, "snapshot")).length).toBe(number);

/** A network of one's own, and some minutes pass whenever the journey says so. */
async function begin(page, hash, document = small()) {
  await page.clock.install();
  await keep(page, document);
  await start(page, { hash });
  await snapshots(page, 1);
}

const minutesPass = (page) => page.clock.fastForward("07:00");

async function rename(page, name) {
  await button(main(page), "Bearbeiten").first().click();
  await dialog(page).getByLabel(/^Name/).fill(name);
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
}

test("an earlier state tells what changed since, is looked at, and comes back as one step", async ({ page }) => {
  await begin(page, "#/akteur/a1");
  await minutesPass(page);
  await rename(page, "Werkstatt Nord und Süd");
  await snapshots(page, 2);
  // What follows at once is in the next one.
  await rename(page, "Werkstatt Mitte");
  await minutesPass(page);
  await addActor(page, "Bücherei");
  await isSaved(page);
  await snapshots(page, 3);

  await command(page, "Frühere Stände");
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText("4 Akteure, 3 Kompetenzen");
  const first = rows(page).last();
  await expect(first).toContainText(/automatisch.*Kleines Netz, 3 Akteure, 3 Kompetenzen/);
  await button(rows(page).first(), "Was hat sich geändert?").click();
  await expect(rows(page).first().getByRole("status")).toHaveText("Seitdem hat sich nichts geändert.");
  await button(first, "Was hat sich geändert?").click();
  await expect(first.getByRole("status")).toHaveText("Neu: 1 Akteur (Bücherei)Geändert: 1 Akteur (Werkstatt Mitte)");
  const before = await ownData(page);
  await button(first, "Ansehen").click();
  await expect(status(page, "Sie sehen sich „Kleines Netz“ an (Ihr Stand vom")).toBeVisible();
  await go(page, "#/akteure");
  await expect(actor(page, "Werkstatt Nord")).toBeVisible();
  await expect(actor(page, "Bücherei")).toHaveCount(0);
  expect(await ownData(page)).toBe(before);

  await button(page, "Diesen Stand zurückholen").click();
  await button(page, "Ja, zurückholen").click();
  await expect(button(page, "Ja, zurückholen")).toHaveCount(0);
  await isSaved(page);
  expect(await storedActors(page)).toEqual(["Werkstatt Nord", "Schule Süd", "Tiefbau West"]);
  await button(header(page), "Rückgängig: Früheren Stand von „Kleines Netz“ zurückgeholt").click();
  await expect(actor(page, "Bücherei")).toBeVisible();
  await isSaved(page);
  expect(await storedActors(page)).toContain("Werkstatt Mitte");
  // What was replaced is there too, and one that nobody needs can go.
  await command(page, "Frühere Stände");
  const replaced = rows(page).filter({ hasText: "ersetzt" });
  await expect(replaced).toHaveCount(1);
  await button(replaced, "Löschen").click();
  await button(replaced, "Endgültig löschen").click();
  await expect(replaced).toHaveCount(0);
  expect(await kept(page, "earlier")).toEqual([]);
});

const list = "Name;Ort\nChor;Goslar\n";

async function takeIn(page) {
  await openFile(page, list, "liste.csv");
  await expect(dialog(page).getByRole("heading", { name: "Was sich ändert" })).toBeVisible();
  await button(dialog(page), "Übernehmen").click();
}

test("before an import a copy is kept, and without room for it nothing comes in", async ({ page }) => {
  await begin(page, "#/akteure");
  await page.evaluate(() => {
    window.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await takeIn(page);
  await expect(dialog(page).getByText("Es wurde nichts geändert")).toBeVisible();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = window.put;
  });
  expect(await storedActors(page)).not.toContain("Chor");

  await button(dialog(page), "Übernehmen").click();
  await expect(button(dialog(page), "Fertig")).toBeFocused();
  await button(dialog(page), "Fertig").click();
  await isSaved(page);
  expect(await storedActors(page)).toContain("Chor");
  await command(page, "Frühere Stände");
  const before = rows(page).filter({ hasText: "vor einem Import" });
  await expect(before).toContainText("3 Akteure");
  await button(before, "Was hat sich geändert?").click();
  await expect(before.getByRole("status")).toContainText("Neu: 1 Akteur (Chor)");
});

const secret = "Geheim4711";
const withPerson = small({
  actors: [...small().actors, { id: "p1", name: `Ada ${secret}`, kind: "person", sector: "s1", internal_note: `${secret} privat` }],
  offers: [...small().offers, { id: "o9", actor: "p1", competency: "k1", note: secret }],
});

/** Everything that the browser keeps of us. */
const everything = async (page) => JSON.stringify([await database(page), await page.evaluate(() => ({ ...localStorage }))]);

test("a person who is to be forgotten goes from earlier states too", async ({ page }) => {
  await begin(page, "#/akteure", withPerson);
  await takeIn(page);
  await button(dialog(page), "Fertig").click();
  await isSaved(page);
  await go(page, "#/akteur/p1");
  expect(await kept(page, "earlier")).toHaveLength(1);
  expect(await everything(page)).toContain(secret);

  await button(main(page), "Löschen").click();
  const erases = dialog(page).getByRole("checkbox", { name: "Auch aus früheren Ständen löschen" });
  await expect(erases).toBeChecked();
  await expect(dialog(page)).not.toContainText("Sie können das rückgängig machen");
  await button(dialog(page), "Löschen").click();
  await expect(status(page, "Gelöscht, auch aus 2 früheren Ständen.")).toBeVisible();
  expect(await everything(page)).not.toContain(secret);
  await expect(button(header(page), /^Rückgängig/)).toBeDisabled();
  expect(await stored(page)).toContain("Werkstatt Nord");

  // The states themselves are still there, and whole.
  await command(page, "Frühere Stände");
  const before = rows(page).filter({ hasText: "vor einem Import" });
  await expect(before).toContainText("3 Akteure");
  await button(before, "Ansehen").click();
  await go(page, "#/akteure");
  await expect(actor(page, "Werkstatt Nord")).toBeVisible();
  await button(page, "Zurück zu meinem Netzwerk").click();

  // An organisation is only removed, unless somebody says otherwise.
  await go(page, "#/akteur/a2");
  await button(main(page), "Löschen").click();
  await expect(erases).not.toBeChecked();
  await button(dialog(page), "Löschen").click();
  await isSaved(page);
  await button(header(page), "Rückgängig: Akteur „Schule Süd“ gelöscht").click();
  await expect(actor(page, "Schule Süd").first()).toBeVisible();
});

test.describe("on a phone, by keyboard", () => {
  test.use({ viewport: { width: 360, height: 640 } });

  test("the list fits and tells what changed", async ({ page }) => {
    await begin(page, "#/akteure");
    await addActor(page, "Bücherei");
    await isSaved(page);
    await command(page, "Frühere Stände");
    await expect(rows(page)).toHaveCount(1);
    const beyond = await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(beyond).toBe(0);
    await tabTo(page, button(rows(page), "Was hat sich geändert?"));
    await page.keyboard.press("Enter");
    await expect(rows(page).getByRole("status")).toHaveText("Neu: 1 Akteur (Bücherei)");
    await tabTo(page, button(rows(page), "Ansehen"));
    await page.keyboard.press("Enter");
    await expect(status(page, "Ihr Stand vom")).toBeVisible();
    await tabTo(page, button(page, "Diesen Stand zurückholen"));
    await page.keyboard.press("Enter");
    await tabTo(page, button(page, "Ja, zurückholen"));
    await page.keyboard.press("Enter");
    await expect(button(page, "Ja, zurückholen")).toHaveCount(0);
    await isSaved(page);
    expect(await storedActors(page)).not.toContain("Bücherei");
  });
});

// Storage full, forbidden or emptied where several networks lie side by side, and with two tabs on one or on two of them:
// each journey ends by comparing all that was entered with all that is kept.
import { expect, test } from "./page.mjs";
import {
  addActor, alert, beginNetwork as begin, besides, button, database, dialog, go, header, isSaved, keep, listNetworks as list,
  networkRow as row, ownData, slotOf, small, start, status, stored, storedDocument,
} from "./steps.mjs";

const says = (page, text) => expect(header(page).getByRole("status")).toHaveText(text);
const FIRST = ["Werkstatt Nord", "Schule Süd", "Tiefbau West"];

/** In each tab, writes to the databases fail while it is called full. */
const mayBeFull = (context) =>
  context.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...values) {
      if (sessionStorage.getItem("full")) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, values);
    };
  });
const full = (page, is) => page.evaluate((is) => (is ? sessionStorage.setItem("full", "yes") : sessionStorage.removeItem("full")), is);

/** All actors of a network as it is kept, in the order of their names. */
const kept = async (page, slot) => ((await storedDocument(page, "current", slot))?.actors ?? []).map(({ name }) => name).sort();
const holds = (page, slot, names) => expect.poll(() => kept(page, slot)).toEqual([...names].sort());

/** All that local storage has of the networks. */
const clearLocalStorage = (page) => page.evaluate(() => localStorage.clear());

/** Takes all out of the databases, as a browser does that makes room. */
const emptyDatabases = (page) =>
  page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onerror = reject;
        request.onblocked = reject;
      });
    }
  });

/** Takes all out of one database that a page has open. */
const emptyOpen = (page, slot) =>
  page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const opened = indexedDB.open(name);
        opened.onerror = reject;
        opened.onsuccess = () => {
          const transaction = opened.result.transaction(["heads", "pieces"], "readwrite");
          for (const store of ["heads", "pieces"]) transaction.objectStore(store).clear();
          transaction.oncomplete = () => resolve(opened.result.close());
        };
      }),
    `gosmart/some/path/${slot === "1" ? "" : `network/${slot}`}`,
  );

/** Enters an actor, and waits until it is in the database. */
async function enter(page, name) {
  await addActor(page, name);
  await expect.poll(() => kept(page, slotOf(page))).toContain(name);
  await isSaved(page);
}

const openSlot = async (page, slot, title) => {
  await go(page, `#/akteure?netzwerk=${slot}`);
  await expect(header(page)).toContainText(title);
};

test.beforeEach(async ({ page, context }) => {
  await mayBeFull(context);
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  // What was put into local storage is the database's, too, from then on.
  await enter(page, "Eins");
});

test("full, one changes to another network: what is not saved is said, and there after the way back", async ({ page }) => {
  page.on("dialog", (question) => question.accept());
  await begin(page, "Zwei");
  await expect(header(page)).toContainText("Zwei");
  const second = slotOf(page);
  await enter(page, "In Zwei");
  await full(page, true);
  await addActor(page, "Ohne Platz in Zwei");
  await says(page, "nicht gespeichert");
  await expect(alert(page, "Der Speicher dieses Browsers ist voll")).toBeVisible();
  await openSlot(page, "1", "Kleines Netz");
  await addActor(page, "Ohne Platz in Eins");
  await says(page, "nicht gespeichert");
  await full(page, false);
  await openSlot(page, second, "Zwei");
  await expect(status(page, "wiederhergestellt")).toBeVisible();
  await holds(page, second, ["In Zwei", "Ohne Platz in Zwei"]);
  await openSlot(page, "1", "Kleines Netz");
  await expect(status(page, "wiederhergestellt")).toBeVisible();
  await holds(page, "1", [...FIRST, "Eins", "Ohne Platz in Eins"]);
});

test("full, a network is begun or copied: said, nothing is begun by halves, and the open one goes on", async ({ page }) => {
  await full(page, true);
  await begin(page, "Zwei");
  await expect(page.getByText("Das Netzwerk wurde nicht abgelegt.")).toBeVisible();
  expect(slotOf(page)).toBe("1");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  // Said until it is closed: else the next one would look as if it had been said already.
  await button(page.locator(".toast"), "Schließen").click();
  await expect(page.getByText("Das Netzwerk wurde nicht abgelegt.")).toHaveCount(0);
  await list(page);
  await button(row(page, "Kleines Netz"), "Kopieren: Kleines Netz").click();
  await expect(page.getByText("Das Netzwerk wurde nicht abgelegt.")).toBeVisible();
  await page.keyboard.press("Escape");
  await full(page, false);
  await list(page);
  await expect(dialog(page).locator("#networks-number")).toHaveText("1 Netzwerk");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await enter(page, "Danach");
  await holds(page, "1", [...FIRST, "Eins", "Danach"]);
});

test("full, another network gets a title: said, and it keeps its own with all that is in it", async ({ page }) => {
  await begin(page, "Zwei");
  await expect(header(page)).toContainText("Zwei");
  const second = slotOf(page);
  await enter(page, "In Zwei");
  await full(page, true);
  await list(page);
  await button(row(page, "Kleines Netz"), "Umbenennen: Kleines Netz").click();
  await dialog(page).getByLabel("Name des Netzwerks").fill("Umbenannt");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Das Netzwerk wurde nicht abgelegt.")).toBeVisible();
  await full(page, false);
  await page.reload();
  await says(page, /^gespeichert /);
  await openSlot(page, "1", "Kleines Netz");
  await holds(page, "1", [...FIRST, "Eins"]);
  await holds(page, second, ["In Zwei"]);
});

test("local storage emptied alone, while two networks are open and after: both are whole", async ({ page, context }) => {
  await begin(page, "Zwei");
  await expect(header(page)).toContainText("Zwei");
  const second = slotOf(page);
  await enter(page, "In Zwei");
  const other = await context.newPage();
  await other.goto("./#/akteure?netzwerk=1");
  await expect(header(other)).toContainText("Kleines Netz");
  await clearLocalStorage(other);
  await enter(other, "Danach in Eins");
  await page.bringToFront();
  await enter(page, "Danach in Zwei");
  await other.close();
  await besides(page);
  await clearLocalStorage(page);
  for (const [slot, title] of [["1", "Kleines Netz"], [second, "Zwei"]]) {
    await page.goto("./beside");
    await page.goto(`./#/akteure?netzwerk=${slot}`);
    await expect(header(page)).toContainText(title);
  }
  await enter(page, "Zuletzt in Zwei");
  await holds(page, "1", [...FIRST, "Eins", "Danach in Eins"]);
  await holds(page, second, ["In Zwei", "Danach in Zwei", "Zuletzt in Zwei"]);
});

test("databases emptied alone: both networks come back from their copies", async ({ page }) => {
  const copied = (name, slot) => expect.poll(() => stored(page, "current", slot)).toContain(name);
  await begin(page, "Zwei");
  await expect(header(page)).toContainText("Zwei");
  const second = slotOf(page);
  await enter(page, "In Zwei");
  await copied("Eins", "1");
  await copied("In Zwei", second);
  await besides(page);
  await emptyDatabases(page);
  expect(await database(page, "1")).toBeNull();
  for (const [slot, title, name] of [["1", "Kleines Netz", "Danach in Eins"], [second, "Zwei", "Danach in Zwei"]]) {
    await page.goto("./beside");
    await page.goto(`./#/akteure?netzwerk=${slot}`);
    await expect(header(page)).toContainText(title);
    await enter(page, name);
  }
  await holds(page, "1", [...FIRST, "Eins", "Danach in Eins"]);
  await holds(page, second, ["In Zwei", "Danach in Zwei"]);
});

test("the database emptied under two open tabs: the next save writes all, and both have it", async ({ page, context }) => {
  const other = await context.newPage();
  await start(other, { hash: "#/akteure" });
  await ownData(other);
  await emptyOpen(other, "1");
  await enter(other, "Von drüben");
  await holds(other, "1", [...FIRST, "Eins", "Von drüben"]);
  await page.bringToFront();
  await emptyOpen(page, "1");
  await enter(page, "Von hier");
  await holds(page, "1", [...FIRST, "Eins", "Von drüben", "Von hier"]);
});

test("full in one of two tabs: on one network and on two, the other saves, and nothing of either is lost", async ({ page, context }) => {
  const other = await context.newPage();
  await start(other, { hash: "#/akteure" });
  await full(page, true);
  await page.bringToFront();
  await addActor(page, "Ohne Platz");
  await says(page, "nicht gespeichert");
  await other.bringToFront();
  await enter(other, "Mit Platz");
  await begin(other, "Zwei");
  await expect(header(other)).toContainText("Zwei");
  const second = slotOf(other);
  await enter(other, "In Zwei");
  await page.bringToFront();
  await full(page, false);
  await addActor(page, "Wieder Platz");
  await isSaved(page);
  await holds(page, "1", [...FIRST, "Eins", "Ohne Platz", "Mit Platz", "Wieder Platz"]);
  await holds(page, second, ["In Zwei"]);
});

for (const [what, refuse] of Object.entries({
  "local storage": () => {
    Storage.prototype.setItem = function () {
      throw new DOMException("denied", "SecurityError");
    };
  },
  "the database": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  },
})) {
  test(`${what} forbidden from then on: two networks are told apart, and nothing that was saved goes`, async ({ page, context }) => {
    await begin(page, "Zwei");
    await expect(header(page)).toContainText("Zwei");
    const second = slotOf(page);
    await enter(page, "In Zwei");
    await expect.poll(() => stored(page, "current", second)).toContain("In Zwei");
    const later = await context.newPage();
    await later.addInitScript(refuse);
    await later.goto(`./#/akteure?netzwerk=${second}`);
    await expect(header(later)).toContainText("Zwei");
    await addActor(later, "Noch in Zwei");
    await says(later, /^(gespeichert|im Zwischenspeicher)/);
    await besides(later);
    await later.goto("./#/akteure?netzwerk=1");
    await expect(header(later)).toContainText("Kleines Netz");
    await addActor(later, "Noch in Eins");
    await says(later, /^(gespeichert|im Zwischenspeicher)/);
    await later.close();
    // Where it is allowed again, all of it is there, on disk.
    await besides(page);
    for (const [slot, title, names] of [["1", "Kleines Netz", [...FIRST, "Eins", "Noch in Eins"]], [second, "Zwei", ["In Zwei", "Noch in Zwei"]]]) {
      await page.goto("./beside");
      await page.goto(`./#/akteure?netzwerk=${slot}`);
      await expect(header(page)).toContainText(title);
      for (const name of names) await expect(page.getByRole("main").getByText(name, { exact: true })).toBeVisible();
      await addActor(page, "Danach");
      await isSaved(page);
      await holds(page, slot, [...names, "Danach"]);
    }
  });
}

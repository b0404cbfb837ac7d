// Several networks side by side in one browser: begun, switched, copied, renamed, removed; two tabs on two of them; found
// again where the list is lost; how safe the open one is.
import { expect, test } from "./page.mjs";
import { addActor, beginNetwork, besides, button, command, counts, database, dialog, exported, go, header, isSaved, keep, key, listNetworks as list, networkRow as row, openFile, slotOf, small, start, status, storedActors, storedDocument } from "./steps.mjs";

const act = (page, name, title) => button(row(page, title), `${name}: ${title}`).click();

/** Begins an empty network beside the open one. */
async function begin(page, title) {
  await beginNetwork(page, title);
  await expect(header(page)).toContainText(title);
}

const title = async (page, slot) => (await storedDocument(page, "current", slot))?.network.title;

test.describe("with a network of one's own", () => {
  test.beforeEach(async ({ page }) => {
    await keep(page, small());
    await start(page, { hash: "#/akteure" });
  });

  test("a new network lies beside it, and one switches by list, address, way back and palette", async ({ page }) => {
    await begin(page, "Ganz neu");
    const slot = slotOf(page);
    expect(slot).not.toBe("1");
    await addActor(page, "Verein Ost");
    await isSaved(page);
    await list(page);
    await expect(dialog(page).locator("#networks-number")).toHaveText("2 Netzwerke");
    await expect(row(page, "Ganz neu")).toContainText("geöffnet");
    await expect(row(page, "Ganz neu")).toContainText("1 Akteur, 0 Kompetenzen, 0 Beziehungen");
    await expect(row(page, "Kleines Netz")).toContainText("3 Akteure, 3 Kompetenzen, 4 Beziehungen");
    await dialog(page).getByRole("link", { name: "Öffnen: Kleines Netz" }).click();
    await expect(header(page)).toContainText("Kleines Netz");
    expect(slotOf(page)).toBe("1");
    await go(page, "#/akteure");
    await expect(page).toHaveURL(/#\/akteure\?netzwerk=1$/);
    await expect(page.getByRole("main")).not.toContainText("Verein Ost");
    await page.goBack();
    await page.goBack();
    await expect(header(page)).toContainText("Ganz neu");
    await page.keyboard.press("Control+k");
    await dialog(page).getByRole("combobox").fill("kleines");
    await dialog(page).getByRole("option", { name: "Kleines Netz" }).click();
    await expect(header(page)).toContainText("Kleines Netz");
    await go(page, `#/akteure?netzwerk=${slot}`);
    await expect(page.getByRole("main")).toContainText("Verein Ost");
    expect([await title(page, "1"), await title(page, slot)]).toEqual(["Kleines Netz", "Ganz neu"]);
  });

  test("an address that changes while the page starts is followed", async ({ page }) => {
    await begin(page, "Ganz neu");
    let go_on;
    const held = new Promise((resolve) => (go_on = resolve));
    await page.route("**/interface.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    // It has read which network is meant, and waits for the interface.
    await page.waitForFunction(() => document.querySelector("link[href$='page.css'][rel=stylesheet]"));
    await go(page, "#/akteure?netzwerk=1");
    go_on();
    await expect(header(page)).toContainText("Kleines Netz");
    await expect(page.getByRole("main")).toContainText("Werkstatt Nord");
    expect(slotOf(page)).toBe("1");
  });

  test("a network is copied, renamed, removed, brought back, and deleted for good", async ({ page }) => {
    await list(page);
    await act(page, "Kopieren", "Kleines Netz");
    await expect(dialog(page).locator("#networks-number")).toHaveText("2 Netzwerke");
    await expect(row(page, "Kopie von Kleines Netz")).toContainText("3 Akteure, 3 Kompetenzen, 4 Beziehungen");
    await act(page, "Umbenennen", "Kopie von Kleines Netz");
    const field = dialog(page).getByLabel("Name des Netzwerks");
    await expect(field).toBeFocused();
    await field.fill("Planspiel");
    await page.keyboard.press("Enter");
    await expect(row(page, "Planspiel")).toContainText("3 Akteure");
    await expect(row(page, "Kopie von")).toHaveCount(0);
    // The open one keeps its place: one opens another first.
    await expect(button(dialog(page), "Entfernen: Kleines Netz")).toHaveCount(0);
    await act(page, "Entfernen", "Planspiel");
    await expect(dialog(page).locator("#networks-number")).toHaveText("1 Netzwerk, 1 entfernt");
    await dialog(page).getByText("1 entferntes Netzwerk").click();
    await act(page, "Zurückholen", "Planspiel");
    await expect(dialog(page).locator("#networks-number")).toHaveText("2 Netzwerke");
    const link = dialog(page).getByRole("link", { name: "Öffnen: Planspiel" });
    const slot = (await link.getAttribute("href")).match(/netzwerk=(.+)/)[1];
    expect(await title(page, slot)).toBe("Planspiel");
    await act(page, "Entfernen", "Planspiel");
    await dialog(page).getByText("1 entferntes Netzwerk").click();
    await act(page, "Endgültig löschen", "Planspiel");
    await button(row(page, "Planspiel"), "Ja, endgültig löschen").click();
    await expect(dialog(page).locator("#networks-number")).toHaveText("1 Netzwerk");
    expect(await database(page, slot)).toEqual({ heads: {}, pieces: {} });
    expect(await page.evaluate((slot) => Object.keys(localStorage).filter((name) => name.includes(slot)), slot)).toEqual([]);
    expect(await title(page, "1")).toBe("Kleines Netz");
  });

  test("another title for the open one is written into its form", async ({ page }) => {
    await list(page);
    await act(page, "Umbenennen", "Kleines Netz");
    await dialog(page).getByLabel(/^Titel/).fill("Großes Netz");
    await button(dialog(page), "Speichern").click();
    await expect(header(page)).toContainText("Großes Netz");
    await isSaved(page);
    await list(page);
    await expect(row(page, "Großes Netz")).toContainText("geöffnet");
  });

  test("a file that is looked at may lie beside one's own network", async ({ page }) => {
    await openFile(page, small({ network: { id: "nachbar", title: "Nachbarn" }, actors: [{ id: "x", name: "Fremd" }], offers: [], needs: [], links: [], topics: [] }));
    await button(page, "Übernehmen").click();
    await button(page, "Daneben ablegen").click();
    await expect(page).toHaveURL(/netzwerk=(?!1$)./);
    await expect(header(page)).toContainText("Nachbarn");
    expect([await title(page, "1"), await title(page, slotOf(page))]).toEqual(["Kleines Netz", "Nachbarn"]);
    expect(counts(await storedDocument(page, "current", "1")).actors).toBe(3);
  });

  test("two tabs on two networks do not meet, and a page without a name opens the one seen last", async ({ page, context }) => {
    await begin(page, "Zwei");
    const other = await context.newPage();
    await other.goto("./#/akteure?netzwerk=1");
    await expect(header(other)).toContainText("Kleines Netz");
    for (const [tab, name] of [[page, "In Zwei"], [other, "In Eins"], [page, "Noch in Zwei"]]) {
      await tab.bringToFront();
      await addActor(tab, name);
      await isSaved(tab);
    }
    expect(await storedActors(other)).toContain("In Eins");
    expect(await storedActors(other)).not.toContain("In Zwei");
    expect(await storedActors(page)).toEqual(["In Zwei", "Noch in Zwei"]);
    // Whoever looks at a window and opens a link in a new one means the network of that window.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    const next = await context.newPage();
    await next.goto("./#/akteure");
    await expect(next.getByRole("main")).toContainText("Noch in Zwei");
    await next.goto("./#/akteure?netzwerk=1");
    await expect(next.getByRole("main")).toContainText("In Eins");
  });

  test("two tabs on one network that is not the first share it", async ({ page, context }) => {
    await begin(page, "Zwei");
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(header(other)).toContainText("Zwei");
    await addActor(other, "Von drüben");
    await isSaved(other);
    await page.bringToFront();
    await go(page, "#/akteure");
    await expect(page.getByRole("main")).toContainText("Von drüben");
  });

  test("a name that is not kept here is said, and changes nothing", async ({ page }) => {
    await besides(page);
    await page.goto("./#/akteure?netzwerk=deadbeef");
    await expect(status(page, "Das Netzwerk aus dem Link liegt nicht in diesem Browser")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Werkstatt Nord");
    expect(await database(page, "deadbeef")).toBeNull();
  });

  test("networks are found where the list and all of local storage are gone", async ({ page }) => {
    await begin(page, "Zwei");
    await addActor(page, "Bleibt");
    await isSaved(page);
    const url = page.url();
    await besides(page);
    await page.evaluate(() => localStorage.clear());
    await page.goto(url);
    await expect(header(page)).toContainText("Zwei");
    await list(page);
    await expect(row(page, "Zwei")).toContainText("1 Akteur");
    await expect(row(page, "Kleines Netz")).toContainText("3 Akteure");
    expect(await storedActors(page)).toEqual(["Bleibt"]);
  });

  test("the header says for how long there is no file copy, and a full export is one", async ({ page }) => {
    await addActor(page, "Neu");
    await isSaved(page);
    const age = (name, days) =>
      page.evaluate(
        ([entry, name, millis]) => localStorage.setItem(entry, JSON.stringify({ ...JSON.parse(localStorage.getItem(entry)), [name]: Date.now() - millis })),
        [key("networks/1"), name, days * 86_400_000],
      );
    await age("begun_at", 9);
    await page.reload();
    await expect(header(page)).toContainText("seit 9 Tagen ohne Dateikopie");
    await expect(button(header(page), /^gespeichert .* seit 9 Tagen ohne Dateikopie Netzwerke$/)).toBeVisible();
    await list(page);
    await expect(dialog(page)).toContainText("„Kleines Netz“ ist in diesem Browser auf diesem Gerät gespeichert");
    await expect(dialog(page)).toContainText("Noch keine Dateikopie.");
    await page.keyboard.press("Escape");
    // A public file has not got all.
    await exported(page, "Öffentlich");
    await expect(header(page)).toContainText("ohne Dateikopie");
    await exported(page, "Vollsicherung");
    await expect(header(page)).not.toContainText("ohne Dateikopie");
    await list(page);
    await expect(dialog(page)).toContainText("Dateikopie von heute.");
    await page.keyboard.press("Escape");
    await age("copied_at", 8);
    await page.reload();
    await expect(header(page)).toContainText("seit 8 Tagen ohne Dateikopie");
  });
});

test("before anything of one's own there is nothing to list", async ({ page }) => {
  await start(page);
  await command(page, "Netzwerke");
  await expect(dialog(page)).toContainText("Noch liegt kein eigenes Netzwerk in diesem Browser.");
  await button(dialog(page), "Neues, leeres Netzwerk").click();
  await dialog(page).getByLabel("Name des Netzwerks").fill("Erstes");
  await page.keyboard.press("Enter");
  await expect(header(page)).toContainText("Erstes");
  // It has taken the place of the example that nobody changed.
  expect(slotOf(page)).toBe("1");
  await isSaved(page);
  expect(await title(page, "1")).toBe("Erstes");
});

test("the list works by touch on a narrow phone, and by keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await keep(page, small());
  await start(page);
  await list(page);
  await act(page, "Kopieren", "Kleines Netz");
  await expect(dialog(page).locator("#networks-number")).toHaveText("2 Netzwerke");
  const link = dialog(page).getByRole("link", { name: "Öffnen: Kopie von Kleines Netz" });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(header(page)).toContainText("Kopie von Kleines Netz");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(wide).toBe(false);
});

test("one file on the device is kept up to date, where the browser lets a page write one", async ({ page }) => {
  // A real file of the browser's own file system stands for one that somebody chose.
  await page.addInitScript(() => {
    window.showSaveFilePicker = async ({ suggestedName }) => (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    FileSystemFileHandle.prototype.queryPermission = async () => localStorage.getItem("allowed") ?? "granted";
    FileSystemFileHandle.prototype.requestPermission = async () => (localStorage.setItem("allowed", "granted"), "granted");
  });
  const file = () =>
    page.evaluate(async () => {
      for await (const [name, handle] of (await navigator.storage.getDirectory()).entries()) {
        if (name.endsWith(".json")) return JSON.parse(await (await handle.getFile()).text());
      }
    });
  const names = async () => (await file()).actors.map((actor) => actor.name);
  await keep(page, small());
  await start(page);
  await addActor(page, "Erst");
  await isSaved(page);
  await list(page);
  await button(dialog(page), "Datei aktuell halten …").click();
  await expect(dialog(page)).toContainText("wird nach jeder Änderung neu geschrieben");
  await expect(dialog(page)).toContainText("Dateikopie von heute.");
  expect(await names()).toContain("Erst");
  await page.keyboard.press("Escape");
  await addActor(page, "Dann");
  await expect.poll(names).toContain("Dann");
  // Leave to write ends with the page in some browsers.
  await page.evaluate(() => localStorage.setItem("allowed", "prompt"));
  await page.reload();
  await isSaved(page);
  await addActor(page, "Zuletzt");
  await isSaved(page);
  await list(page);
  await expect(dialog(page)).toContainText("ist nicht aktuell: Der Browser verlangt");
  expect(await names()).not.toContain("Zuletzt");
  await button(dialog(page), "Weiter aktuell halten").click();
  await expect(dialog(page)).toContainText("wird nach jeder Änderung neu geschrieben");
  expect(await names()).toContain("Zuletzt");
  await button(dialog(page), "Nicht mehr aktuell halten").click();
  await expect(button(dialog(page), "Datei aktuell halten …")).toBeVisible();
});

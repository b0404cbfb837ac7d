// Files of other programs come in: what they say is shown and corrected, what changes is seen first, one step takes it
// in and one takes it back.
import { readFile } from "node:fs/promises";
import { expect, test } from "./page.mjs";
import { button, counts, dialog, downloaded, exported, go, header, isSaved, keep, openFile, small, start, stored } from "./steps.mjs";

const list = "Organisation;Ort;bietet;sucht;E-Mail\nMuseum;Goslar;Führungen, Ausstellungen;Löten;m@museum.example\nBäckerei Höfer;Vienenburg;Backen;;b@hoefer.example\n";
const latin = (text) => Buffer.from(text, "latin1");
const main = (page) => page.getByRole("main");
const row = (page, name) => dialog(page).locator(".intake__row").filter({ hasText: name });
const named = (scope, label) => scope.getByLabel(label, { exact: true });
const chosen = (select) => select.locator("option:checked");

/** Brings a file in and waits for what would change. */
async function review(page, content, name = "liste.csv") {
  await openFile(page, content, name);
  await expect(dialog(page).getByRole("heading", { name: /^(Was sich ändert|What changes)$/ })).toBeVisible();
}

async function takeIn(page) {
  await button(dialog(page), "Übernehmen").click();
  await expect(button(dialog(page), "Fertig")).toBeFocused();
}

test("a list becomes a network of its own in three clicks", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await review(page, latin(list));
  await expect(dialog(page).getByRole("radio", { name: /^Als neues Netzwerk/ })).toBeChecked();
  await expect(chosen(named(dialog(page), "Zeichenkodierung liste.csv"))).toHaveText("Windows-1252: Führungen");
  await takeIn(page);
  await button(dialog(page), "Fertig").click();
  await expect(main(page).getByRole("link", { name: "Bäckerei Höfer" })).toBeVisible();
  await expect(header(page)).toContainText("liste");
  const { document } = await exported(page, "Vollsicherung");
  expect(counts(document)).toMatchObject({ actors: 2, competencies: 4, offers: 3, needs: 1 });
  expect(document.contacts.map(({ email }) => email)).toEqual(["m@museum.example", "b@hoefer.example"]);
  await page.keyboard.press("Control+z");
  await expect(main(page).getByRole("link", { name: "Stadtbibliothek" })).toBeVisible();
});

test("the same list again changes nothing, an edited one what was edited, and one undo takes it back", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await review(page, list);
  await expect(dialog(page).getByRole("radio", { name: /^In „Kleines Netz“/ })).toBeChecked();
  await takeIn(page);
  await button(dialog(page), "Fertig").click();
  await review(page, list);
  await expect(dialog(page)).toContainText("Die Dateien sagen nichts, was nicht schon da ist.");
  await expect(button(dialog(page), "Übernehmen")).toBeDisabled();
  await page.keyboard.press("Escape");

  const edited = list.replace("Vienenburg", "Oker").replace("Löten;m@museum", ";m@museum").replace("Ausstellungen", "Ausstelungen");
  await review(page, `${edited}Chor;Goslar;Singen;;\n`);
  // At another place it would be another actor, unless only names count.
  await named(dialog(page), "Wiedererkannt an").selectOption({ label: "Name" });
  await expect(row(page, "Bäckerei Höfer").locator("del")).toHaveText("Vienenburg");
  await expect(row(page, "Bäckerei Höfer").locator("ins").first()).toHaveText("Oker");
  await expect(row(page, "Chor")).toContainText("neu");
  await button(dialog(page), /^nicht mehr in der Liste/).click();
  await expect(row(page, "Werkstatt Nord")).toBeVisible();
  const term = named(dialog(page), /^Ausstelungen: Meinten Sie/);
  await term.selectOption({ label: "gemeint ist: Ausstellungen" });
  await expect(chosen(named(dialog(page), /^Ausstelungen/))).toHaveText("gemeint ist: Ausstellungen");
  await takeIn(page);
  await button(dialog(page), "Fertig").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  const { document } = await exported(page, "Vollsicherung");
  const names = document.competencies.map(({ name }) => name);
  expect(names).not.toContain("Ausstelungen");
  expect(document.actors.find(({ name }) => name === "Bäckerei Höfer").place).toBe("Oker");
  expect(document.needs.length, "an empty cell erases nothing").toBe(2);
  await page.keyboard.press("Control+z");
  const back = (await exported(page, "Vollsicherung")).document;
  expect(back.actors.map(({ name }) => name)).not.toContain("Chor");
  expect(back.actors.find(({ name }) => name === "Bäckerei Höfer").place).toBe("Vienenburg");
});

test("columns and cells are corrected, and the preview follows; what is put aside is handed out", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await review(page, "Organisation;Art;Können\nMuseum;Wesen;Weben\nChor;Wesen;Singen\n;Wesen;Backen\n");
  await expect(row(page, "Museum")).toContainText("„Wesen“ wurde in der Spalte „Art“ nicht verstanden");
  await row(page, "Museum").getByLabel("Statt „Wesen“ in 3 Zellen").selectOption({ label: "Person" });
  await expect(dialog(page)).not.toContainText("nicht verstanden");
  await dialog(page).locator("summary").first().click();
  await named(dialog(page), "Bedeutung: Können").selectOption({ label: "Sucht" });
  await expect(row(page, "Museum")).toContainText("Gesuch „Museum – Weben“");
  await button(row(page, "Chor"), "Nicht übernehmen: Chor").click();
  await expect(button(row(page, "Chor"), "Doch übernehmen: Chor")).toBeFocused();
  await takeIn(page);
  const aside = await downloaded(page, () => button(dialog(page), /^2 nicht übernommene Zeilen herunterladen/).click());
  expect(aside.name).toBe("nicht-uebernommen.xlsx");
  const receipt = await downloaded(page, () => button(dialog(page), "Protokoll herunterladen").click());
  expect(receipt.name).toBe("import-protokoll.xlsx");
  await button(dialog(page), "Rückgängig machen").click();
  await expect(button(dialog(page), "Übernehmen")).toBeEnabled();
  await takeIn(page);
  await button(dialog(page), "Fertig").click();
  const { document } = await exported(page, "Vollsicherung");
  expect(document.actors.find(({ name }) => name === "Museum").kind).toBe("person");
  expect(document.actors.map(({ name }) => name)).not.toContain("Chor");

  // The next list with these headers is understood as this one was.
  await review(page, "Organisation;Art;Können\nVerein;Organisation;Malen\n");
  await expect(dialog(page)).toContainText("Zugeordnet wie bei der letzten Liste mit diesen Überschriften.");
  await expect(row(page, "Verein")).toContainText("Gesuch „Verein – Malen“");
  await button(dialog(page), "Neu erkennen").click();
  await expect(row(page, "Verein")).toContainText("Angebot „Verein – Malen“");
  expect(await stored(page, "columns")).not.toContain("Weben");
});

test("what was chosen is not thrown away without a question", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await review(page, list);
  await dialog(page).locator("summary").first().click();
  await named(dialog(page), "Bedeutung: bietet").selectOption({ label: "Nicht übernehmen" });
  await expect(row(page, "Museum")).not.toContainText("Angebot");
  await page.keyboard.press("Escape");
  await expect(button(dialog(page), "Verwerfen")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button(dialog(page), "Verwerfen")).toHaveCount(0);
  // Nor does another file sweep it away.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["Name;Ort\nAnderswer;Goslar\n"], "andere.csv"));
    document.getElementById("main").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(row(page, "Museum")).toBeVisible();
  await page.keyboard.press("Escape");
  await button(dialog(page), "Verwerfen").click();
  // It comes in when that is done with.
  await expect(row(page, "Anderswer")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

test("several files at once are one import, and what is none of it says so", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.locator("#file-input").setInputFiles([
    file("elements.csv", "Label,Type\nMuseum,Organisation\nBackstube,Organisation\n"),
    file("connections.csv", "From,To\nMuseum,Backstube\n"),
    file("bild.pdf", "%PDF-1.4"),
    file("andere.json", JSON.stringify(small({ network: { id: "anders", title: "Anderes Netz" } }))),
  ]);
  await expect(dialog(page)).toContainText("bild.pdf: Das ist offenbar eine PDF-Datei");
  await expect(row(page, "Backstube").first()).toBeVisible();
  await takeIn(page);
  await button(dialog(page), "Fertig").click();
  const { document } = await exported(page, "Vollsicherung");
  expect(counts(document)).toMatchObject({ actors: 5, links: 2 });
  await page.locator("#file-input").setInputFiles([file("bild.pdf", "%PDF-1.4"), file("andere.json", JSON.stringify(small({ network: { id: "anders", title: "Anderes Netz" } })))]);
  await button(dialog(page), "Öffnen andere.json").click();
  await expect(page.getByText("Sie sehen sich „Anderes Netz“ an")).toBeVisible();
});

test("each own export comes back as what is there", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  for (const format of ["xlsx", "csv", "graphml", "gexf", "kumu"]) {
    await test.step(format, async () => {
      await page.keyboard.press("Control+s");
      await named(dialog(page), "Format").selectOption(format);
      await dialog(page).getByRole("radio", { name: /^Vollsicherung/ }).check();
      const [download] = await Promise.all([page.waitForEvent("download"), button(dialog(page), "Exportieren").click()]);
      await review(page, await readFile(await download.path()), download.suggestedFilename());
      await expect(dialog(page)).toContainText("Die Dateien sagen nichts, was nicht schon da ist.");
      await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(0);
    });
  }
});

test("a graph is asked which nodes are competencies", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  const graph = { nodes: [{ id: "a", label: "Museum", art: "Haus" }, { id: "b", label: "Weben", art: "Thema" }], links: [{ source: "a", target: "b" }] };
  await review(page, graph, "graph.json");
  await dialog(page).locator("summary").first().click();
  await named(dialog(page), /^Akteure und Kompetenzen unterscheidet/).selectOption("art");
  await dialog(page).getByRole("checkbox", { name: "Thema" }).check();
  await takeIn(page);
  await button(dialog(page), "Fertig").click();
  const { document } = await exported(page, "Vollsicherung");
  expect(counts(document)).toMatchObject({ actors: 4, competencies: 4, offers: 3 });
});

test("cells are pasted and taken in by keyboard at 360 px, in English", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await keep(page, small());
  await start(page, { hash: "#/akteure", language: "en" });
  await page.keyboard.press("Control+o");
  await named(dialog(page), /^Or paste here/).fill("Organisation\tPlace\toffers\nMuseum\tGoslar\tWeaving\n");
  await button(dialog(page), "Look at it").press("Enter");
  await expect(row(page, "Museum")).toContainText("new");
  expect(await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await button(dialog(page), "Take in").press("Enter");
  await expect(button(dialog(page), "Done")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await go(page, "#/akteure?q=museum");
  await expect(main(page).getByRole("link", { name: "Museum" })).toBeVisible();
});

test("the template is at hand where files are chosen", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await page.keyboard.press("Control+o");
  const file = await downloaded(page, () => button(dialog(page), "Excel-Vorlage herunterladen").click());
  expect(file.name).toBe("gosmart-vorlage.xlsx");
});

test.describe("without a worker", () => {
  test.use({ mayFail: ["converter_loader.js"] });

  test("the page says that nothing could be read, and tries again", async ({ page }) => {
    await page.route("**/converter_loader.js", (route) => route.abort());
    await start(page, { hash: "#/akteure" });
    await openFile(page, list, "liste.csv");
    await expect(dialog(page).getByRole("alert").filter({ hasText: "konnten nicht gelesen werden" })).toBeVisible();
    await page.unroute("**/converter_loader.js");
    await button(dialog(page), "Erneut versuchen").click();
    await expect(row(page, "Museum")).toBeVisible();
  });
});

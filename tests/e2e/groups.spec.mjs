// Who sits where, what overlaps, who could sit together: with mouse, keyboard and finger, and back again.
import { expect, test } from "./page.mjs";
import { button, choose, command, dialog, example, go, graph, header, isSaved, keep, node, small, start, storedDocument, tabTo } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const entry = (page, name) => main(page).getByRole("list", { name: "Die Gruppen" }).getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
const part = (page, name) => main(page).getByRole("region", { name, exact: true });

const groups = [
  { id: "g1", name: "Beirat", kind: "committee", members: ["a1", "a2"], meetings_per_year: 6 },
  { id: "g2", name: "Runder Tisch", members: ["a1"], meetings_per_year: 12 },
];

test("with the mouse a group is made, its members are entered, and it says who is missing and what overlaps", async ({ page }) => {
  await keep(page, small({ groups }));
  await start(page, { hash: "#/gruppen" });
  await expect(entry(page, "Beirat")).toContainText("2 Mitglieder, 6 Treffen im Jahr");
  await expect(entry(page, "Beirat")).toContainText("Alle Bereiche sind vertreten.");
  await expect(entry(page, "Runder Tisch")).toContainText(/Es fehlt:.*Schule/);
  await expect(part(page, "Welche Gruppen überschneiden sich?")).toContainText("1 gemeinsames Mitglied: die ganze kleinere Gruppe");
  await expect(part(page, "Wer sitzt überall?").getByRole("row").nth(1)).toContainText(/Werkstatt Nord.*1,5 im Monat/);

  await button(main(page), "Neue Gruppe").click();
  await dialog(page).getByLabel(/^Name/).fill("Bauhütte");
  await dialog(page).getByLabel("Treffen im Jahr").fill("3");
  await button(dialog(page), "Speichern").click();
  await expect(page).toHaveURL(/#\/gruppe\//);
  await expect(main(page)).toContainText("Noch ist kein Mitglied eingetragen.");
  await button(main(page), "Mitglieder eintragen").click();
  await choose(dialog(page), /^Mitglieder/, "Werkstatt Nord");
  await choose(dialog(page), /^Mitglieder/, "Tiefbau West");
  await button(dialog(page), "Speichern").click();
  await expect(part(page, "Mitglieder").getByRole("link")).toHaveText(["Werkstatt Nord", "Tiefbau West"]);
  await expect(part(page, "Bereiche, die fehlen")).toContainText("Schule");
  await expect(part(page, "Gemeinsame Mitglieder").getByRole("link", { name: "Runder Tisch" })).toBeVisible();
  await isSaved(page);
  expect((await storedDocument(page)).groups.at(-1)).toMatchObject({ name: "Bauhütte", members: ["a1", "a3"], meetings_per_year: 3 });

  // An actor's card says where it sits and how many meetings that makes.
  await part(page, "Mitglieder").getByRole("link", { name: "Werkstatt Nord" }).click();
  await expect(part(page, "Gruppen").getByRole("link")).toHaveText(["Beirat", "Runder Tisch", "Bauhütte"]);
  await expect(part(page, "Gruppen")).toContainText("1,8 im Monat");
  await go(page, "#/gruppe/g2");
  await button(main(page), "Löschen").click();
  await button(dialog(page), "Löschen").click();
  await expect(page).toHaveURL(/#\/gruppen$/);
  await expect(main(page).getByRole("link", { name: "Runder Tisch" })).toHaveCount(0);
});

test("by keyboard the matrix says who sits where, and also who sits nowhere", async ({ page }) => {
  await keep(page, small({ groups }));
  await start(page, { hash: "#/gruppen" });
  await tabTo(page, main(page).getByRole("link", { name: "Matrix" }));
  await page.keyboard.press("Enter");
  // The focus goes there once the view is drawn.
  await expect(main(page).getByRole("heading", { level: 1 })).toBeFocused();
  const table = main(page).getByRole("table");
  await expect(table.getByRole("row")).toHaveCount(3);
  await expect(table.getByRole("row", { name: /Werkstatt Nord/ }).getByRole("cell", { name: "sitzt hier" })).toHaveCount(2);
  await expect(table.getByRole("row", { name: /Schule Süd/ }).getByRole("cell", { name: "sitzt hier" })).toHaveCount(1);
  await tabTo(page, table.getByRole("link", { name: "Beirat" }));
  await page.keyboard.press("ArrowRight");
  await expect(table.getByRole("link", { name: "Runder Tisch" })).toBeFocused();
  await main(page).getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await expect(table.getByRole("row")).toHaveCount(4);
  await expect(main(page).getByRole("status")).toHaveText("3 Akteure × 2 Gruppen");
});

test("the picture shows a group alone, and all again", async ({ page }) => {
  await keep(page, small({ groups }));
  await start(page, { hash: "#/gruppe/g1" });
  await main(page).getByRole("link", { name: "Im Netz zeigen" }).click();
  await expect(page).toHaveURL(/#\/netz\?gruppe=g1$/);
  await expect(node(page, "Werkstatt Nord")).toBeAttached();
  // One offers it, the other looks for it; nobody of the group has to do with the rest.
  await expect(node(page, "Tischlern")).toBeAttached();
  await expect(graph(page).getByRole("button", { name: /^(Tiefbau West|Löten|Straßenbau), / })).toHaveCount(0);
  const bar = page.getByRole("region", { name: "Ausschnitt" });
  await bar.getByRole("button").click();
  await expect(node(page, "Tiefbau West")).toBeAttached();
  await expect(page).toHaveURL(/#\/netz$/);
});

test("how many groups somebody sits in is a size in the picture, and words on the card", async ({ page }) => {
  await keep(page, example);
  await start(page, { hash: "#/gruppen" });
  await part(page, "Wer sitzt überall?").getByRole("link", { name: "Als Größe im Netz zeigen" }).click();
  const bar = page.getByRole("region", { name: "Was das Bild zeigt" });
  await expect(bar).toContainText("Größe: in wie vielen Gruppen jemand sitzt");
  await expect(bar.getByRole("link", { name: "Was heißt das?" })).toHaveAttribute("href", /^#\/gruppen/);
  const seats = example.groups.filter(({ members }) => members.includes("a-isse")).length;
  await node(page, "Institute for Software and Systems Engineering der TU Clausthal").press("Enter");
  await expect(page.getByText(`Sitzt in ${seats} Gruppen.`)).toBeVisible();
  await bar.getByRole("button", { name: "Beenden" }).click();
  await expect(page).not.toHaveURL(/rolle/);
});

for (const [language, words] of [
  ["de", { propose: "Arbeitsgruppe vorschlagen", proposal: "Vorschlag", seats: "Plätze (8 bis 15)", copy: "Einladung kopieren", copied: "Die Nachricht ist kopiert.", create: "Gruppe anlegen", save: "Speichern", members: "Mitglieder", undo: /^Rückgängig/ }],
  ["en", { propose: "Propose a working group", proposal: "Suggestion", seats: "Seats (8 to 15)", copy: "Copy the invitation", copied: "The note is copied.", create: "Create the group", save: "Save", members: "Members", undo: /^Undo/ }],
]) {
  test.describe(`by finger at 360 px (${language})`, () => {
    test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

    test("from a topic to a proposal, an invitation and a group in which nobody is yet", async ({ page, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await keep(page, example);
      const topic = example.topics.find(({ id }) => id === "t-sensoren");
      await start(page, { hash: `#/thema/${topic.id}`, language });
      await main(page).getByRole("link", { name: words.propose }).tap();
      const members = part(page, words.proposal).getByRole("listitem");
      await expect(members).toHaveCount(10);
      await expect(members.first()).toContainText(language === "de" ? "Hat Hilfe angeboten" : "Has offered help");
      const sectors = await part(page, words.proposal).locator(".sector__name").allTextContents();
      await main(page).getByLabel(words.seats).selectOption("8");
      await expect(members).toHaveCount(8);
      expect(new Set(sectors).size).toBeGreaterThan(4);
      await button(main(page), words.copy).tap();
      await expect(page.getByText(words.copied)).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(topic.title);
      await button(main(page), words.create).tap();
      await expect(dialog(page).getByLabel(/^Name/)).toHaveValue(`Arbeitsgruppe ${topic.title}`);
      await dialog(page).getByLabel(/^Name/).fill("Arbeitsgruppe Karten");
      await button(dialog(page), words.save).tap();
      await expect(page).toHaveURL(/#\/gruppe\//);
      await isSaved(page);
      const made = (await storedDocument(page)).groups.at(-1);
      expect(made).toMatchObject({ name: "Arbeitsgruppe Karten", kind: "working_group", purpose: topic.question });
      expect(made.members ?? []).toEqual([]);
      await button(header(page), words.undo).tap();
      await isSaved(page);
      expect((await storedDocument(page)).groups).toHaveLength(example.groups.length);
    });
  });
}

test("without groups the page says so, and a proposal begins with topics and what is looked for", async ({ page }) => {
  await keep(page, small());
  await start(page);
  await command(page, "Gruppen ansehen");
  await expect(main(page)).toContainText("Noch ist keine Gruppe eingetragen.");
  await main(page).getByRole("link", { name: "Arbeitsgruppe vorschlagen" }).click();
  await expect(main(page).getByRole("link", { name: "Neuer Spielplatz" })).toBeVisible();
  await main(page).getByRole("link", { name: "Tischlern" }).click();
  await expect(page).toHaveURL(/#\/arbeitsgruppe\?kompetenz=k1$/);
  await expect(part(page, "Vorschlag").getByRole("listitem")).toHaveCount(2);
  await expect(part(page, "Vorschlag")).toContainText("2 Akteure für 10 Plätze");
});

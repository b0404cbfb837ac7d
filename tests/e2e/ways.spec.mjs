// Who introduces whom: from a card to the one to ask, the note, and the way in the picture. And who follows whom.
import { expect, test } from "./page.mjs";
import { at, button, dialog, go, keep, node, small, start, status, tabTo } from "./steps.mjs";

/** Werkstatt Nord works with Schule Süd, which knows Museum Ost; that shares a competency with Tiefbau West. */
const given = () =>
  small({
    competencies: [
      { id: "k1", name: "Tischlern", also: ["Holzbau"] },
      { id: "k2", name: "Straßenbau" },
      { id: "k3", name: "Löten", broader: "k1" },
    ],
    actors: [
      { id: "a1", name: "Werkstatt Nord", kind: "organisation", sector: "s1", status: "member" },
      { id: "a2", name: "Schule Süd", kind: "organisation", sector: "s2", status: "guest" },
      { id: "a3", name: "Tiefbau West", kind: "organisation", sector: "s1", status: "member" },
      { id: "a4", name: "Museum Ost", kind: "organisation", sector: "s2", status: "member" },
      { id: "a5", name: "Verein Mitte", kind: "organisation", sector: "s2", status: "member" },
      { id: "a6", name: "Anna Amsel", kind: "person", status: "member" },
    ],
    offers: [
      { id: "o1", actor: "a1", competency: "k1", level: 3 },
      { id: "o2", actor: "a3", competency: "k2" },
      { id: "o3", actor: "a6", competency: "k3" },
    ],
    needs: [
      { id: "n1", actor: "a2", competency: "k1" },
      { id: "n2", actor: "a4", competency: "k2" },
    ],
    links: [
      { id: "l1", from: "a1", to: "a2", kind: "works_with" },
      { id: "l2", from: "a2", to: "a4", kind: "knows" },
      { id: "l3", from: "a1", to: "a6", kind: "knows", note: "vom Stadtfest" },
    ],
    groups: [{ id: "g1", name: "Runder Tisch", purpose: "Für den Spielplatz", members: ["a1"] }],
    topics: [
      {
        id: "t1",
        title: "Neuer Spielplatz",
        status: "idea",
        competencies: ["k1"],
        people: [
          { actor: "a1", role: "can_help" },
          { actor: "a5", role: "can_help" },
        ],
      },
    ],
  });

const advice = (page) => page.getByRole("main").getByRole("status").first();
const note = (page, name) => page.getByRole("textbox", { name });

test("from a card to who introduces one, to the note and into the picture", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await keep(page, given());
  await start(page, { hash: "#/akteur/a1" });
  await button(page, "Das bin ich").click();
  await expect(page.getByRole("link", { name: "Wer stellt mich vor?" })).toHaveCount(0);
  await go(page, "#/akteur/a4");
  await page.getByRole("link", { name: "Wer stellt mich vor?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Wer stellt mich bei Museum Ost vor?");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle(/^Wer stellt wen vor\? – /);
  await expect(advice(page)).toContainText("Am besten stellt Schule Süd Sie vor.");
  await expect(advice(page)).toContainText("Sie arbeiten mit Schule Süd zusammen; Schule Süd kennt Museum Ost.");
  await expect(note(page, "Nachricht an Schule Süd")).toHaveValue(/Könnten Sie uns miteinander bekannt machen\?/);
  await button(page, "Nachricht kopieren").click();
  await expect(status(page, "Die Nachricht ist kopiert.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("ich möchte gern mit Museum Ost ins Gespräch kommen");

  await page.getByRole("link", { name: "Im Netz zeigen" }).click();
  await expect(page).toHaveURL(/#\/netz\?weg=a1%2Ca2%2Ca4$/);
  await expect(page.getByText("Weg von „Werkstatt Nord“ zu „Museum Ost“")).toBeVisible();
  await expect(page.locator("#graph-summary")).toContainText("3 von 6 Akteuren");
  // What is said of it lies over none of them, whatever room it takes.
  for (const size of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
    await page.setViewportSize(size);
    await expect
      .poll(async () => {
        const words = await page.locator(".narrowed").boundingBox();
        const places = await Promise.all(["Werkstatt Nord", "Schule Süd", "Museum Ost"].map((name) => at(page, name)));
        return Math.max(...places.map((place) => place.y)) < words.y - 16;
      })
      .toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await node(page, "Schule Süd").focus();
  for (const [key, name, place] of [[".", "Museum Ost", /^3 von 3$/], [",", "Schule Süd", /^2 von 3$/], [",", "Werkstatt Nord", /^1 von 3$/]]) {
    await page.keyboard.press(key);
    await expect(node(page, name)).toBeFocused();
    await expect(status(page, place)).toBeVisible();
  }
  await button(page, "Wieder alles zeigen").click();
  await expect(page).toHaveURL(/#\/netz$/);
  await expect(page.locator("#graph-summary")).toContainText("6 Akteure");
});

for (const [language, t] of [
  [
    "de",
    {
      from: "Wer möchte vorgestellt werden?",
      find: "Weg suchen",
      other: "Wer stellt Werkstatt Nord bei Tiefbau West vor?",
      advice: "Am besten stellt Schule Süd die beiden einander vor.",
      shared: "Museum Ost und Tiefbau West haben beide mit „Straßenbau“ zu tun.",
      switch: "auch über gemeinsame Kompetenzen, Gruppen und Treffen",
      none: "Werkstatt Nord und Tiefbau West sind noch nicht verbunden. Einen Weg gäbe es, wenn Museum Ost und Tiefbau West sich kennenlernten. Gemeinsam haben die beiden: „Straßenbau“.",
      show: "Im Netz zeigen",
      note: "Nachricht an Schule Süd",
    },
  ],
  [
    "en",
    {
      from: "Who would like to be introduced?",
      find: "Find the way",
      other: "Who introduces Werkstatt Nord to Tiefbau West?",
      advice: "Schule Süd is the best one to introduce the two.",
      shared: "Museum Ost and Tiefbau West both have to do with “Straßenbau”.",
      switch: "also by competencies, groups and meetings they share",
      none: "Werkstatt Nord and Tiefbau West are not connected yet. There would be a way if Museum Ost and Tiefbau West got to know each other. The two have in common: “Straßenbau”.",
      show: "Show in the network",
      note: "Note to Schule Süd",
    },
  ],
]) {
  test(`who is nobody here says from whom, by keyboard at 360 px (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await keep(page, given());
    await start(page, { hash: "#/weg/a3", language });
    const from = page.getByLabel(t.from);
    await expect(button(page, t.find)).toBeDisabled();
    await tabTo(page, from);
    await page.keyboard.type("Werk");
    await expect(from).toHaveValue("a1");
    await page.keyboard.press("Tab");
    await expect(button(page, t.find)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/weg\/a3\?von=a1$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.other);
    await expect(advice(page)).toContainText(t.advice);
    await expect(advice(page)).toContainText(t.shared);
    await expect(note(page, t.note)).toHaveValue(/Museum Ost/);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(360);

    await tabTo(page, page.getByRole("checkbox", { name: t.switch }));
    await page.keyboard.press("Space");
    await expect(advice(page)).toContainText(t.none);
    await expect(note(page, t.note)).toHaveCount(0);
    await page.keyboard.press("Space");
    await tabTo(page, page.getByRole("link", { name: t.show }));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/netz\?weg=a1%2Ca2%2Ca4%2Ck2%2Ca3$/);
    await expect(page.locator("#graph-summary")).toContainText(language === "de" ? "4 von 6 Akteuren, 1 von 3 Kompetenzen" : "4 of 6 actors, 1 of 3 competencies");
  });
}

test("the two of a match, and a note that names no more than its readers know", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/treffer" });
  const matches = page.getByRole("main").getByRole("listitem");
  const strangers = matches.filter({ hasText: "Museum Ost – Tiefbau West" });
  await strangers.getByRole("link", { name: "Weg zueinander" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Wer stellt Museum Ost bei Tiefbau West vor?");
  await expect(advice(page)).toContainText("Die beiden können direkt aufeinander zugehen.");
  // A person who is not public: members may know.
  await go(page, "#/weg/a6?von=a2");
  await expect(advice(page)).toContainText("Am besten stellt Werkstatt Nord die beiden einander vor.");
  await expect(page.getByText("Die Nachricht nennt auch, was nur das Netzwerk sehen darf.")).toBeVisible();
  await go(page, "#/weg/gone");
  await expect(page.getByText("Diese Adresse führt nirgendwohin")).toBeVisible();
});

test("what would be missing without an actor, who could take over, and on paper what is public", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      window.printed = document.querySelector("main").innerText;
    };
  });
  await keep(page, given());
  await start(page, { hash: "#/akteur/a1" });
  await page.getByRole("link", { name: "Was würde ohne diesen Akteur fehlen?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nachfolge für Werkstatt Nord");
  const lost = page.getByRole("region", { name: "Was niemand mehr bieten würde" });
  await expect(lost).toContainText("Tischlern böte dann niemand mehr, und 1 Akteur sucht es.");
  await expect(lost.getByRole("listitem")).toContainText(["Tischlern", "Anna Amsel (bietet „Löten“, einen Teil davon)", "Verein Mitte (kann beim Thema „Neuer Spielplatz“ helfen)"]);
  await expect(page.getByRole("region", { name: "Verbindungen, die weiterzugeben sind" })).toContainText("arbeitet zusammen mit Schule Süd");
  await expect(page.getByRole("region", { name: "Gruppen, in denen ein Platz frei würde" })).toContainText("Runder Tisch");
  await expect(page.getByRole("region", { name: "Themen, bei denen jemand fehlen würde" })).toContainText("Neuer Spielplatz");

  await button(page.getByRole("main"), "Drucken").click();
  await button(dialog(page), "Drucken").click();
  await expect.poll(() => page.evaluate(() => window.printed)).toContain("Verein Mitte");
  expect(await page.evaluate(() => window.printed)).not.toContain("Anna Amsel");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(lost).toContainText("Anna Amsel");
});

// A marketplace evening: planned from mutual matches, ticked off on the phone, handed in and taken in, told on the wall.
import { expect, test } from "./page.mjs";
import { button, command, dialog, downloaded, go, header, isSaved, keep, small, start, status, storedDocument, tabTo } from "./steps.mjs";

/** Nord and Süd have what the other looks for; West looks for what Nord has; Ost has nobody to talk with. */
const given = (changes = {}) =>
  small({
    actors: [
      { id: "a1", name: "Werkstatt Nord", kind: "organisation", sector: "s1", status: "member" },
      { id: "a2", name: "Schule Süd", kind: "organisation", sector: "s2", status: "member" },
      { id: "a3", name: "Tiefbau West", kind: "organisation", sector: "s1", status: "member" },
      { id: "a4", name: "Museum Ost", kind: "organisation", sector: "s2", status: "member" },
    ],
    offers: [
      { id: "o1", actor: "a1", competency: "k1" },
      { id: "o2", actor: "a2", competency: "k2" },
    ],
    needs: [
      { id: "n1", actor: "a2", competency: "k1" },
      { id: "n2", actor: "a1", competency: "k2" },
      { id: "n3", actor: "a3", competency: "k1" },
    ],
    links: [],
    meetings: [{ id: "m1", date: "2099-12-03", start: "18:00", kind: "marketplace", title: "Marktplatz im Rathaus", coming: ["a1", "a2", "a3", "a4"] }],
    ...changes,
  });
const talks = [
  { one: "a1", other: "a2", round: 1 },
  { one: "a3", other: "a1", round: 2 },
];
const planned = () => given({ meetings: [{ ...given().meetings[0], talks }] });

const section = (page, name) => page.getByRole("region", { name, exact: true });
const mine = (page, name) => section(page, "Meine Gespräche").getByRole("listitem").filter({ has: page.getByRole("link", { name }) });

test("planned, ticked off, agreed in one line, taken back, and told on the wall", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await keep(page, given());
  await start(page, { hash: "#/treffen/m1" });
  await page.getByRole("link", { name: "Marktplatz", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Marktplatz im Rathaus");
  await expect(page.getByText("4 Akteure nehmen teil.")).toBeVisible();
  const plan = section(page, "Gespräche planen");
  await plan.getByLabel("Runden").fill("1");
  await plan.getByLabel("Runden").blur();
  await button(plan, "Gesprächsliste erstellen").click();
  await expect(plan.getByRole("status")).toHaveText("1 Gespräch. Alle gegenseitigen Treffer (1) sind dabei.");
  await expect(plan.getByText("Ohne Treffer unter den Teilnehmenden: Museum Ost.")).toBeVisible();
  await plan.getByText("Was nicht stattfindet, und warum (1)").click();
  await expect(plan.getByRole("listitem")).toContainText("Werkstatt Nord hat schon in jeder Runde ein Gespräch.");
  await plan.getByLabel("Runden").fill("2");
  await plan.getByLabel("Runden").blur();
  await button(plan, "Gesprächsliste ersetzen").click();
  await expect(plan.getByRole("status")).toContainText("2 Gespräche.");
  await expect(section(page, "Alle Gespräche").getByRole("heading", { level: 3 })).toHaveText(["Runde 1", "Runde 2"]);

  await page.getByLabel("Wessen Gespräche?").selectOption("Werkstatt Nord");
  await expect(section(page, "Meine Gespräche").getByRole("listitem")).toHaveCount(2);
  await button(page, "Das bin ich").click();
  const talk = mine(page, "Schule Süd");
  await expect(talk).toContainText("Werkstatt Nord sucht „Straßenbau“");
  await expect(talk).toContainText("Schule Süd sucht „Tischlern“");
  const tick = button(talk, "Schule Süd und Werkstatt Nord haben gesprochen");
  await tick.click();
  await expect(tick).toHaveAttribute("aria-pressed", "true");
  await expect(tick).toBeFocused();
  await expect(talk).toContainText("Vermerkt von Werkstatt Nord.");
  await button(talk, "Vereinbart …").click();
  // What is being written stays, whatever else changes meanwhile.
  await talk.getByLabel("Was ist vereinbart?").fill("Ent");
  const other = button(mine(page, "Tiefbau West"), "Tiefbau West und Werkstatt Nord haben gesprochen");
  await other.click();
  await other.click();
  await expect(other).toHaveAttribute("aria-pressed", "false");
  await expect(talk.getByLabel("Was ist vereinbart?")).toHaveValue("Ent");
  await talk.getByLabel("Was ist vereinbart?").fill(" ");
  await button(talk, "Festhalten").click();
  await expect(talk.getByRole("alert")).toHaveText("Bitte schreiben Sie in einer Zeile, was vereinbart ist.");
  await talk.getByLabel("Was ist vereinbart?").fill("Bänke bauen");
  await talk.getByLabel("Wer tut es?").selectOption("Werkstatt Nord");
  await button(talk, "Festhalten").click();
  await expect(talk).toContainText("Vereinbart: Bänke bauen (Werkstatt Nord).");
  await expect(status(page, "1 von 2 Gesprächen geführt, 1 Vereinbarung.")).toBeVisible();
  await isSaved(page);
  const { agreements } = await storedDocument(page);
  expect(agreements.map(({ state, giver, meeting, history }) => [state, giver, meeting, history[0].by]).sort()).toEqual([
    ["agreed", "a1", "m1", "a1"],
    ["talked", expect.any(String), "m1", "a1"],
  ]);

  await button(page, "Stand groß zeigen").click();
  await expect(status(page, "1 von 2 Gesprächen geführt, 1 Vereinbarung.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Runde 1" })).toContainText("1 / 1");
  await command(page, "Rückgängig");
  await expect(status(page, "1 von 2 Gesprächen geführt, 0 Vereinbarungen.")).toBeVisible();
  await button(page, "Zurück zur Liste").click();
  for (let steps = 0; steps < 5; steps += 1) await button(header(page), /^Rückgängig/).click();
  await expect(section(page, "Alle Gespräche")).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test("one's own talks are ticked by touch, handed in, and taken in by who keeps the map", async ({ page, browser, baseURL }) => {
    await keep(page, planned());
    await start(page, { hash: "#/marktplatz/m1", language: "en" });
    await page.getByLabel("Whose talks?").selectOption("Schule Süd");
    await button(page, "This is me").tap();
    const tick = button(section(page, "My talks"), "Werkstatt Nord and Schule Süd have talked");
    expect((await tick.boundingBox()).height).toBeGreaterThanOrEqual(44);
    await tick.tap();
    await expect(tick).toHaveAttribute("aria-pressed", "true");
    await button(section(page, "My talks"), "Agreed …").tap();
    await page.getByLabel("What is agreed?").fill("Visit the workshop");
    await button(page, "Write it down").tap();
    await expect(section(page, "My talks")).toContainText("Agreed: Visit the workshop");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await button(page, "Hand in my talks").tap();
    const packet = await downloaded(page, () => button(page, "Save the file").tap());
    expect(packet.name).toMatch(/^gosmart-beitrag-schule-sued-/);

    const desk = await browser.newPage({ baseURL });
    await keep(desk, planned());
    await start(desk, { hash: "#/marktplatz/m1" });
    await expect(status(desk, "0 von 2 Gesprächen geführt, 0 Vereinbarungen.")).toBeVisible();
    await command(desk, "Beiträge einsammeln");
    await expect(dialog(desk)).toHaveAccessibleName("Beiträge einsammeln");
    await desk.locator("#file-input").setInputFiles({ name: packet.name, mimeType: "application/json", buffer: Buffer.from(packet.text) });
    await expect(dialog(desk)).toContainText("Schule Süd");
    await button(dialog(desk), "Zusammenführen").click();
    await expect(dialog(desk)).toHaveCount(0);
    await go(desk, "#/marktplatz/m1");
    await expect(status(desk, "1 von 2 Gesprächen geführt, 1 Vereinbarung.")).toBeVisible();
    await isSaved(desk);
    expect((await storedDocument(desk)).agreements).toHaveLength(2);
    await desk.close();
  });
});

test("by keyboard, in both languages, and on paper", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await keep(page, planned());
  await start(page, { hash: "#/marktplatz/m1" });
  const all = section(page, "Alle Gespräche");
  const tick = button(all, "Tiefbau West und Werkstatt Nord haben gesprochen");
  await tabTo(page, tick);
  await page.keyboard.press("Space");
  await expect(tick).toHaveAttribute("aria-pressed", "true");
  await expect(all).toContainText("Vermerkt von der Koordination.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Was ist vereinbart?"));
  await page.keyboard.type("Zaun setzen");
  await page.keyboard.press("Enter");
  await expect(all).toContainText("Vereinbart: Zaun setzen (Werkstatt Nord).");
  await expect(tick).toBeFocused();

  // The talks are for the members: what is printed for everyone has none.
  await page.evaluate(() => {
    window.print = () => {};
  });
  await button(page, "Gesprächszettel").click();
  await print(page, "Netzwerk");
  await expect(page.locator(".slip")).toHaveCount(4);
  await expect(page.locator(".slip").first()).toContainText("Werkstatt Nord");
  await expect(page.locator(".slip").first()).toContainText("Runde 1Schule Süd");
  await expect(all).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await print(page, "Öffentlich");
  await expect(page.getByText("Gesprächszettel sind für die Mitglieder")).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await button(page, "Namensschilder").click();
  await print(page, "Öffentlich");
  await expect(page.locator(".badge").first()).toContainText("Bietet: Tischlern");
  await expect(page.locator(".badge").first()).toContainText("Sucht: Straßenbau");
});

async function print(page, profile) {
  await command(page, "Drucken");
  await dialog(page).getByRole("radio", { name: profile }).check();
  await button(dialog(page), "Drucken").click();
  await expect(dialog(page)).toHaveCount(0);
  await page.emulateMedia({ media: "print" });
}

test("an empty meeting, and one that is gone, say so", async ({ page }) => {
  await keep(page, given({ meetings: [{ id: "m1", date: "2099-12-03", kind: "marketplace" }] }));
  await start(page, { hash: "#/marktplatz/m1" });
  await expect(page.getByText("Noch nimmt niemand teil.")).toBeVisible();
  await expect(button(page, "Gesprächsliste erstellen")).toBeDisabled();
  await go(page, "#/marktplatz/nichts");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Diese Adresse führt nirgendwohin");
});

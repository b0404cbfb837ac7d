// Who could help whom: from a need to a match, a note, an agreement, and back.
import { expect, test } from "./page.mjs";
import { at, button, card, choose, command, dialog, go, header, keep, node, small, start, status, storedDocument } from "./steps.mjs";

const matches = (page) => page.getByRole("main").getByRole("listitem").filter({ has: page.locator(".match__who") });
const of = (page, name) => matches(page).filter({ hasText: name }).first();
async function note(match, state) {
  await match.getByLabel("Stand").selectOption(state);
  await button(match, "Vermerken").click();
}
/** Werkstatt Nord offers what Schule Süd looks for. */
const given = () =>
  small({
    offers: [{ id: "o1", actor: "a1", competency: "k1", evidence: "Bühne für das Stadtfest, 2019" }],
    needs: [{ id: "n1", actor: "a2", competency: "k1" }],
    links: [],
    agreements: [],
  });

test("the example has matches that surprise, each with a sentence", async ({ page }) => {
  await start(page, { hash: "#/treffer" });
  await expect(matches(page).first()).toBeVisible();
  await button(page, "überraschend").click();
  await expect(button(page, "überraschend")).toHaveAttribute("aria-pressed", "true");
  const sentences = await matches(page).locator("p:nth-child(2)").allTextContents();
  expect(sentences.length).toBeGreaterThanOrEqual(8);
  for (const sentence of sentences) expect(sentence).toMatch(/ sucht „.+“, und .+ bietet .+\./);
  await button(page, "gegenseitig").click();
  await expect(matches(page).first()).toContainText("Umgekehrt sucht");
  await page.getByText("Wie die Reihenfolge entsteht").click();
  await expect(page.getByRole("rowheader", { name: "Gegenseitig" })).toBeVisible();
});

for (const [language, words] of [
  ["de", { introduce: "Bekannt machen", note: "Nachricht an beide", copy: "Nachricht kopieren", copied: "Die Nachricht ist kopiert.", why: "Werkstatt Nord bietet das und hat es schon gemacht: Bühne für das Stadtfest, 2019" }],
  ["en", { introduce: "Introduce", note: "Note to both", copy: "Copy the note", copied: "The note is copied.", why: "Werkstatt Nord offers that and has done it before: Bühne für das Stadtfest, 2019" }],
]) {
  test(`from a need to a note for both, by keyboard at 360 px (${language})`, async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.setViewportSize({ width: 360, height: 740 });
    await keep(page, given());
    await start(page, { hash: "#/kompetenz/k1", language });
    const introduce = page.getByRole("button", { name: words.introduce });
    await introduce.focus();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toContainText(words.note);
    await expect(button(dialog(page), words.copy)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog(page).getByRole("status")).toHaveText(words.copied);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(words.why);
    await page.keyboard.press("Escape");
    await expect(introduce).toBeFocused();
  });
}

test("from a match to an agreement, a need that is met, and back", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/treffer" });
  const mark = () => of(page, "Schule Süd").getByLabel("Stand");
  await note(of(page, "Schule Süd"), "interested");
  await expect(mark()).toBeFocused();
  await expect(status(page, "Vermerkt bei „Schule Süd – Werkstatt Nord“: interessiert")).toBeVisible();
  await expect(of(page, "Schule Süd")).toContainText("vermerkt von der Koordination");
  await note(of(page, "Schule Süd"), "agreed");
  // What was agreed is asked for at once.
  await dialog(page).getByLabel("Was").fill("Bühne für das Schulfest");
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toBeHidden();
  await expect
    .poll(async () => (await storedDocument(page)).agreements.map(({ what, state, need, giver }) => ({ what, state, need, giver })))
    .toEqual([{ what: "Bühne für das Schulfest", state: "agreed", need: "n1", giver: "a1" }]);

  await note(of(page, "Schule Süd"), "kept");
  // The two know each other now.
  await button(dialog(page), "Speichern").click();
  await expect
    .poll(async () => (await storedDocument(page)).links?.map(({ from, to, kind }) => ({ from, to, kind })))
    .toEqual([{ from: "a2", to: "a1", kind: "works_with" }]);
  await page.keyboard.press("Control+z");
  await expect(matches(page)).toHaveCount(0);
  await expect.poll(async () => Boolean((await storedDocument(page)).needs[0].closed_on)).toBe(true);
  await page.keyboard.press("Control+z");
  await expect(mark()).toHaveValue("agreed");
  await note(of(page, "Schule Süd"), "no_fit");
  await expect(matches(page)).toHaveCount(0);
  await button(page, "nicht passend").click();
  await expect(mark()).toHaveValue("no_fit");
  await note(of(page, "Schule Süd"), "");
  await button(page, "alle").click();
  await expect(mark()).toHaveValue("");
  await expect.poll(async () => (await storedDocument(page)).agreements ?? []).toEqual([]);
});

test("what is entered brings its match, and entries that say the same stay as they are", async ({ page }) => {
  await keep(page, small({
    offers: [{ id: "o1", actor: "a1", competency: "k1" }, { id: "o2", actor: "a3", competency: "k2" }],
    needs: [{ id: "n1", actor: "a2", competency: "k1" }, { id: "n2", actor: "a1", competency: "k2" }],
    links: [],
    agreements: [],
  }));
  await start(page, { hash: "#/treffer" });
  const marked = page.locator(".match[data-marked]");
  await of(page, "Schule Süd sucht").evaluate((element) => element.setAttribute("data-marked", ""));
  // Chosen and not noted yet: what was begun in an entry stays with it.
  await marked.getByLabel("Stand").selectOption("talked");
  await note(of(page, "Werkstatt Nord sucht"), "interested");
  await expect(of(page, "Werkstatt Nord sucht")).toContainText("vermerkt von der Koordination");
  await expect(marked).toHaveCount(1);

  await command(page, "Neues Gesuch");
  await choose(dialog(page), /^Akteur/, "Schule Süd");
  await choose(dialog(page), /^Kompetenz/, "Straßenbau");
  await button(dialog(page), "Speichern").click();
  await expect(of(page, "Schule Süd sucht „Straßenbau“")).toBeVisible();
  await expect(matches(page)).toHaveCount(3);
  await expect(marked).toContainText("Schule Süd sucht „Tischlern“");
  await expect(marked.getByLabel("Stand")).toHaveValue("talked");
  await page.keyboard.press("Control+z");
  await expect(matches(page)).toHaveCount(2);
  await expect(marked).toHaveCount(1);
});

test("who one is stays in this browser, and marks say it", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/akteur/a2" });
  await button(page, "Das bin ich").click();
  await expect(button(page, "Das bin ich")).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(button(page, "Das bin ich")).toHaveAttribute("aria-pressed", "true");
  await go(page, "#/treffer");
  await page.getByRole("link", { name: "Meine Treffer" }).click();
  await expect(page.getByText("Nur Treffer zu „Schule Süd“.")).toBeVisible();
  await note(of(page, "Werkstatt Nord"), "talked");
  await expect(of(page, "Werkstatt Nord")).toContainText("vermerkt von Schule Süd");
  await expect.poll(async () => (await storedDocument(page)).agreements?.[0].history[0].by).toBe("a2");
  expect(JSON.stringify(await storedDocument(page))).not.toContain('"me"');
});

test("a match is shown in the picture", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/treffer" });
  await of(page, "Schule Süd").getByRole("link", { name: "Im Netz zeigen" }).click();
  await expect(page).toHaveURL(/weg=a2%2Ck1%2Ca1/);
  await expect(node(page, "Tischlern")).toBeAttached();
  await button(page, "Wieder alles zeigen").click();
  await expect(page).not.toHaveURL(/weg=/);
});

test("a match speaks of the names that are there now", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/akteur/a2" });
  await expect(of(page, "Werkstatt Nord")).toContainText("Schule Süd sucht „Tischlern“");
  await button(page, "Bearbeiten").first().click();
  await dialog(page).getByLabel("Name").first().fill("Schule Ost");
  await button(dialog(page), "Speichern").click();
  await expect(of(page, "Werkstatt Nord")).toContainText("Schule Ost sucht „Tischlern“");
});

test("a wish that nobody has recorded is answered as it is typed", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/treffer" });
  await page.getByLabel("Ich suche …").fill("tischlern");
  await expect(of(page, "Gesucht: „Tischlern“.")).toContainText("Werkstatt Nord bietet das");
  await page.getByLabel("Ich suche …").fill("Raumfahrt");
  await expect(page.getByText("Das bietet bisher niemand.")).toBeVisible();
});

test("a search leads to who could help, on a page of its own", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/netz" });
  await page.getByRole("searchbox", { name: "Suchen" }).fill("tischlern");
  await page.getByRole("link", { name: "Ich suche das: wer könnte helfen?" }).click();
  await expect(page.getByLabel("Ich suche …")).toHaveValue("tischlern");
  await expect(of(page, "Gesucht: „Tischlern“.")).toContainText("Werkstatt Nord bietet das");
});

test("on a phone the matches of the day open over the picture", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await start(page, { hash: "#/netz" });
  const today = page.getByRole("region", { name: "Wer könnte sich heute kennenlernen?" });
  await expect(today.getByRole("listitem")).toHaveCount(0);
  const stage = page.locator(".stage");
  const before = await stage.boundingBox();
  await today.locator("summary").click();
  await expect(today.getByRole("listitem")).toHaveCount(3);
  expect(await stage.boundingBox()).toEqual(before);
  await button(today, "Bekannt machen").first().click();
  await expect(dialog(page).getByRole("textbox", { name: "Nachricht an beide" })).toHaveValue(/Möchten Sie einmal miteinander sprechen\?/);
});

test("three matches of the day stand beside the picture, one tap from the note", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await start(page, { hash: "#/netz" });
  const today = page.getByRole("region", { name: "Wer könnte sich heute kennenlernen?" });
  await expect(today.getByRole("listitem")).toHaveCount(3);
  await button(today, "Bekannt machen").first().click();
  await expect(dialog(page).getByRole("textbox", { name: "Nachricht an beide" })).toHaveValue(/Möchten Sie einmal miteinander sprechen\?/);
  await page.keyboard.press("Escape");
  await today.getByRole("link", { name: "Alle Treffer" }).click();
  await expect(header(page).getByRole("link", { name: "Treffer" })).toHaveAttribute("aria-current", "page");
});

test("a card shows its matches beside the picture", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/netz" });
  await expect(node(page, "Schule Süd")).toBeAttached();
  const place = await at(page, "Schule Süd");
  await page.mouse.click(place.x, place.y);
  await expect(card(page).getByRole("heading", { name: "Treffer" })).toBeVisible();
  await expect(card(page)).toContainText("Schule Süd sucht „Tischlern“, und Werkstatt Nord bietet das");
});

// Who can do something together: from a topic to a team, without somebody, and to an invitation.
import { expect, test } from "./page.mjs";
import { at, button, example, go, keep, node, small, start } from "./steps.mjs";

const region = (page, name) => page.getByRole("main").getByRole("region", { name, exact: true });
const members = (proposal) => proposal.getByRole("listitem");

test("each topic of the example has a team that is proven to be the smallest", async ({ page }) => {
  await start(page, { hash: "#/team" });
  for (const topic of example.topics) {
    await go(page, `#/team?thema=${topic.id}`);
    await expect(page.locator(".team-subject").getByRole("link", { name: topic.title, exact: true })).toBeVisible();
    const answer = page.locator(".team-answer");
    // Of a single actor nobody asks whether fewer would do.
    await expect(answer).toContainText(/bewiesen das kleinste Team|bietet allein alle/);
    await expect(answer).toContainText(String(topic.competencies.length));
    const names = await members(region(page, "Vorschlag")).getByRole("link").allTextContents();
    const actors = names.map((name) => example.actors.find((actor) => actor.name === name).id);
    const offered = new Set(example.offers.filter((offer) => actors.includes(offer.actor)).map((offer) => offer.competency));
    const all = new Set(example.offers.map((offer) => offer.competency));
    expect(topic.competencies.filter((id) => all.has(id) && !offered.has(id))).toEqual([]);
  }
});

/** Only all three together can do it; Verein Ost could stand in for Werkstatt Nord. */
const given = () => {
  const actors = [
    { id: "a1", kind: "organisation", name: "Werkstatt Nord", sector: "s1" },
    { id: "a2", kind: "organisation", name: "Schule Süd", sector: "s1" },
    { id: "a3", kind: "organisation", name: "Verein Ost" },
  ];
  const competencies = [
    { id: "k1", name: "Tischlern" },
    { id: "k2", name: "Unterricht" },
    { id: "k3", name: "Raumfahrt" },
  ];
  const offers = [
    { id: "o1", actor: "a1", competency: "k1", level: 3 },
    { id: "o2", actor: "a2", competency: "k2" },
    { id: "o3", actor: "a3", competency: "k1", level: 1 },
  ];
  const topics = [{ id: "t1", title: "Bühne", question: "Wer baut eine Bühne?", competencies: ["k1", "k2", "k3"], people: [{ actor: "a1", role: "can_help" }] }];
  return small({ actors, competencies, offers, topics, needs: [], links: [] });
};

for (const [language, words] of [
  ["de", { look: "Wer zusammen kann das?", proposal: "Vorschlag", helps: "hat Hilfe angeboten", without: "Ohne Werkstatt Nord suchen", remove: "ohne Werkstatt Nord", copy: "Einladung kopieren", copied: "Die Nachricht ist kopiert.", invites: "– Verein Ost: Tischlern", open: "Noch gesucht: Raumfahrt.", of: "2 von 3 Kompetenzen" }],
  ["en", { look: "Who can do it together?", proposal: "Suggestion", helps: "has offered help", without: "Search without Werkstatt Nord", remove: "without Werkstatt Nord", copy: "Copy the invitation", copied: "The note is copied.", invites: "– Verein Ost: Tischlern", open: "Still looked for: Raumfahrt.", of: "2 of 3 competencies" }],
]) {
  test(`from a topic to a team without somebody and an invitation, by keyboard at 360 px (${language})`, async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.setViewportSize({ width: 360, height: 740 });
    await keep(page, given());
    await start(page, { hash: "#/thema/t1", language });
    const look = page.getByRole("main").getByRole("link", { name: words.look });
    await look.focus();
    await page.keyboard.press("Enter");
    const team = region(page, words.proposal);
    await expect(members(team)).toHaveCount(2);
    await expect(members(team).filter({ hasText: "Werkstatt Nord" })).toContainText(words.helps);
    await expect(page.locator(".team-answer")).toContainText(words.of);
    const without = page.getByRole("button", { name: words.without });
    await without.focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("#team-answer")).toBeFocused();
    await expect(members(team).filter({ hasText: "Verein Ost" })).toBeVisible();
    await expect(page.getByRole("button", { name: new RegExp(words.remove) })).toBeVisible();
    const copy = page.getByRole("button", { name: words.copy });
    await copy.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText(words.copied)).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain(words.invites);
    expect(text).toContain(words.open);
    await page.getByRole("button", { name: new RegExp(words.remove) }).click();
    await expect(members(team).filter({ hasText: "Werkstatt Nord" })).toBeVisible();
  });
}

test("conditions change the team, and what nobody offers says who comes nearest", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/team?thema=t1" });
  const team = region(page, "Vorschlag");
  await expect(members(team)).toHaveCount(2);
  const row = (name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  await expect(row("Tischlern")).toContainText("Verein Ost");
  await expect(row("Raumfahrt")).toContainText("Werkstatt Nord (hat beim Thema „Bühne“ Hilfe angeboten)");
  await page.getByText("Bedingungen", { exact: true }).click();
  await page.getByLabel("Mindestens").selectOption("3");
  await expect(members(team)).toHaveCount(1);
  await expect(page.getByText("Bedingungen (1)")).toBeVisible();
  await page.getByLabel("Mindestens").selectOption("");
  await page.getByLabel("Höchstens je Bereich").selectOption("1");
  await expect(members(team).filter({ hasText: "Verein Ost" })).toBeVisible();
  await page.getByLabel("Höchstens je Bereich").selectOption("");
  await page.getByLabel("Akteur", { exact: true }).fill("Niemand");
  await button(page, "Muss dabei sein").click();
  await expect(page.getByText("Diesen Namen gibt es hier nicht.")).toBeVisible();
  await page.getByLabel("Akteur", { exact: true }).fill("verein ost");
  await button(page, "Muss dabei sein").click();
  await expect(members(team).filter({ hasText: "Verein Ost" })).toBeVisible();
});

/** A Steiner triple system on 45 points (Bose): each triple is a competency that its three points offer. */
const hard = () => {
  const size = 15;
  const point = (number, level) => `a${level * size + number}`;
  const triples = Array.from({ length: size }, (_, number) => [0, 1, 2].map((level) => point(number, level)));
  for (let one = 0; one < size; one++) {
    for (let other = 0; other < one; other++) {
      const middle = ((one + other) * ((size + 1) / 2)) % size;
      for (const level of [0, 1, 2]) triples.push([point(one, level), point(other, level), point(middle, (level + 1) % 3)]);
    }
  }
  return small({
    actors: Array.from({ length: 3 * size }, (_, number) => ({ id: `a${number}`, name: `Punkt ${number}`, kind: "organisation" })),
    competencies: triples.map((_, number) => ({ id: `k${number}`, name: `Tripel ${number}` })),
    offers: triples.flatMap((points, number) => points.map((actor) => ({ id: `o-${number}-${actor}`, actor, competency: `k${number}` }))),
    topics: [{ id: "t1", title: "Steiner", competencies: triples.map((_, number) => `k${number}`) }],
    needs: [],
    links: [],
  });
};

test("a search that takes long is ended by hand or by time, and says what is proven", async ({ page }) => {
  await keep(page, hard());
  await page.clock.install();
  await start(page, { hash: "#/team?thema=t1" });
  const progress = page.getByRole("progressbar", { name: "Die Suche läuft …" });
  const answer = page.locator("#team-answer");
  const unproven = /alle 330 Kompetenzen ab\. Ob es kleiner geht, ist nicht bewiesen; weniger als \d+ Akteure können es nicht sein\./;
  await page.clock.runFor(1_000);
  await expect(progress).toBeVisible();
  await expect(members(region(page, "Vorschlag")).first()).toBeVisible();
  await button(page, "Abbrechen").click();
  await expect(answer).toBeFocused();
  await expect(answer).toHaveText(unproven);
  await expect(progress).toHaveCount(0);

  await page.getByText("Bedingungen", { exact: true }).click();
  // Nobody has a sector, so it is as hard as before.
  await page.getByLabel("Höchstens je Bereich").selectOption("1");
  await page.clock.runFor(1_000);
  await expect(progress).toBeVisible();
  await expect(members(region(page, "Vorschlag")).first()).toBeVisible();
  await page.clock.runFor(19_500);
  await expect(progress).toHaveCount(0);
  await expect(answer).toHaveText(unproven);
});

test.describe("without an engine", () => {
  test.use({ mayFail: ["worker_loader.js", "team_search.wasm"] });

  test("a search says at once that it cannot be done, and begins anew once it can", async ({ page }) => {
    const files = /\/(worker_loader\.js|team_search\.wasm)$/;
    await page.route(files, (route) => route.abort());
    await keep(page, given());
    await start(page, { hash: "#/team?thema=t1" });
    await expect(page.locator("#team-answer")).toContainText("Die Suche ist abgebrochen.");
    await page.unroute(files);
    await page.getByText("Bedingungen", { exact: true }).click();
    await page.getByLabel("Höchstens je Bereich").selectOption("2");
    await expect(members(region(page, "Vorschlag"))).toHaveCount(2);
  });
});

test("a team for what is selected in the picture, and for what is named", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/netz" });
  await expect(node(page, "Tischlern")).toBeAttached();
  for (const name of ["Tischlern", "Unterricht"]) {
    const place = await at(page, name);
    await page.keyboard.down("Shift");
    await page.mouse.click(place.x, place.y);
    await page.keyboard.up("Shift");
  }
  await page.getByRole("link", { name: "Wer zusammen kann das?" }).click();
  await expect(page.locator(".team-answer")).toHaveText(/2 Akteure decken zusammen alle 2 Kompetenzen ab\. Das ist bewiesen/);
  await button(page, "„Unterricht“ entfernen").click();
  await expect(page.locator(".team-answer")).toContainText("bietet, was gebraucht wird");
  await page.getByLabel("Was gebraucht wird").fill("raumfahrt");
  await button(page, "Hinzufügen").click();
  await expect(page.getByRole("rowheader", { name: "Raumfahrt" })).toBeVisible();
  await expect(page).toHaveURL(/kompetenz=k1%2Ck3/);
});

// Who joins others, who knows most, which communities there are, and how close sectors are.
import { expect, test } from "./page.mjs";
import { button, go, keep, small, start, status, tabTo } from "./steps.mjs";

const part = (page, name) => page.getByRole("region", { name, exact: true });
const items = (region) => region.locator(".roles-list > li");

for (const [language, words] of [
  ["de", { title: "Rollen im Netz", bridges: "Brückenbauer", hubs: "Gut vernetzt", communities: "Gemeinschaften", sectors: "Wie nah sich Bereiche sind", whole: "29 Akteure, 32 Verbindungen", five: "Diese fünf verbinden die meisten anderen:", lies: "Liegt auf 62 von 100 kürzesten Wegen zwischen zwei anderen. Verbindet drei Gemeinschaften: rund um", what: "Was ist ein Brückenbauer?", term: "Betweenness", around: "Rund um „IT-Sicherheit“", pairs: "Alle Paare von Bereichen", within: "Innerhalb von" }],
  ["en", { title: "Roles in the network", bridges: "Bridge builders", hubs: "Well connected", communities: "Communities", sectors: "How close sectors are", whole: "29 actors, 32 links", five: "These five join most others:", lies: "Lies on 62 of 100 shortest ways between two others. Joins three communities: around", what: "What is a bridge builder?", term: "betweenness", around: "Around “IT-Sicherheit”", pairs: "All pairs of sectors", within: "Within" }],
]) {
  test(`the roles of the example in plain words, by keyboard at 360 px (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await start(page, { hash: "#/rollen", language });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.title);
    await expect(page.getByRole("main")).toContainText(words.whole);
    const bridges = part(page, words.bridges);
    await expect(bridges).toContainText(words.five);
    await expect(items(bridges)).toHaveCount(5);
    await expect(items(bridges).first()).toContainText(words.lies);
    await expect(items(part(page, words.hubs))).toHaveCount(5);
    const communities = part(page, words.communities).locator(".community");
    await expect(communities).toHaveCount(6);
    await expect(communities.first().getByRole("heading")).toHaveText(new RegExp(words.around, "i"));

    const meaning = bridges.getByText(words.term);
    await expect(meaning).toBeHidden();
    await tabTo(page, bridges.getByText(words.what));
    await page.keyboard.press("Enter");
    await expect(meaning).toBeVisible();
    const pairs = part(page, words.sectors).getByText(words.pairs);
    await tabTo(page, pairs);
    await page.keyboard.press("Enter");
    await expect(part(page, words.sectors).getByRole("rowheader", { name: words.within }).first()).toBeVisible();

    const first = items(bridges).first().getByRole("link");
    await first.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Wirtschaftsförderung");
    await page.goBack();
    await expect(items(bridges)).toHaveCount(5);
  });
}

test("the legend leads there, and filters leave whom they leave", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await start(page, { hash: "#/netz" });
  await page.getByText("Legende", { exact: true }).click();
  await page.getByRole("link", { name: "Rollen im Netz" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rollen im Netz");
  await expect(page.getByRole("banner").getByRole("link", { name: "Netz", exact: true })).toHaveAttribute("aria-current", "page");
  await go(page, "#/rollen?sektor=s-wissenschaft");
  await expect(items(part(page, "Gut vernetzt"))).toHaveCount(2);
  await expect(page.getByText("Gezählt wird immer im ganzen Netz.")).toBeVisible();
  await expect(items(part(page, "Brückenbauer")).first()).toContainText("Institute for Software and Systems Engineering");
});

test("a community is shown in the picture", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await start(page, { hash: "#/rollen" });
  await page.getByRole("link", { name: "Im Netz zeigen: rund um „IT-Sicherheit“" }).click();
  await expect(status(page, "8 ausgewählt")).toHaveCount(1);
  await go(page, "#/akteure");
  await go(page, "#/netz");
  await expect(page.getByRole("application")).toBeVisible();
  await expect(status(page, "8 ausgewählt")).toHaveCount(0);
});

test("a network without links says what is missing", async ({ page }) => {
  await keep(page, small({ links: [] }));
  await start(page, { hash: "#/rollen" });
  await expect(page.getByText("Noch ist niemand mit jemandem verbunden.")).toBeVisible();
  await expect(part(page, "Brückenbauer")).toHaveCount(0);
});

test("who has no link is named", async ({ page }) => {
  await keep(page, small({ actors: ["A", "B", "C"].map((name) => ({ id: name, name, kind: "organisation" })), offers: [], needs: [], topics: [], links: [{ id: "l", from: "A", to: "B", kind: "knows" }] }));
  await start(page, { hash: "#/rollen" });
  await expect(part(page, "Brückenbauer")).toContainText("Bisher liegt niemand zwischen zwei anderen.");
  await page.getByText("Noch ohne Verbindung: 1").click();
  await expect(page.getByRole("link", { name: "C", exact: true })).toBeVisible();
});

test("a large network shows how far it is, and can be stopped and begun again", async ({ page }) => {
  const count = 8000;
  const many = (length, make) => Array.from({ length }, (_, number) => make(number));
  const to = (number) => ((number % count) * 7919 + 31 * (1 + Math.floor(number / count))) % count;
  const links = many(5 * count, (number) => ({ id: `l${number}`, from: `a${number % count}`, to: `a${to(number)}`, kind: "knows" }));
  await keep(page, small({ actors: many(count, (number) => ({ id: `a${number}`, name: `Akteur ${number}`, kind: "organisation" })), offers: [], needs: [], topics: [], links }));
  await start(page, { hash: "#/rollen" });
  const bridges = part(page, "Brückenbauer");
  // What takes no time is there meanwhile.
  await expect(items(part(page, "Gut vernetzt"))).toHaveCount(5);
  await expect(bridges.getByRole("progressbar")).toBeVisible();
  await button(bridges, "Abbrechen").click();
  await expect(bridges.getByRole("status")).toHaveText("Abgebrochen.");
  await expect(bridges.getByRole("heading")).toBeFocused();
  await button(bridges, "Noch einmal rechnen").click();
  await expect(items(bridges)).toHaveCount(5, { timeout: 60_000 });
  await expect(bridges.getByRole("progressbar")).toHaveCount(0);
  await expect(items(bridges).first()).toContainText("(geschätzt)");
  await button(bridges, "Mehr anzeigen").click();
  await expect(items(bridges)).toHaveCount(10);
});

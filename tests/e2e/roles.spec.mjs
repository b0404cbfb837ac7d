// Who joins others, who knows most, which communities there are, and how close sectors are.
import { expect, test } from "./page.mjs";
import { alert, at, button, card, dialog, downloaded, go, graph, keep, node, small, start, status, tabTo } from "./steps.mjs";

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
  // Lists and picture mark the same.
  await go(page, "#/akteure");
  await expect(page.getByRole("main").getByRole("checkbox", { name: "„IT-Service“ auswählen" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("checkbox", { checked: true })).toHaveCount(8);
  await go(page, "#/netz");
  await expect(page.getByRole("application")).toBeVisible();
  await button(page, "Auswahl aufheben").click();
  await expect(status(page, /ausgewählt/)).toHaveCount(0);
});

/** The symbols of actors on the picture as it is seen, with their letters. */
async function symbols(page) {
  await button(page, "Bild speichern").click();
  await dialog(page).getByRole("radio", { name: "Der Ausschnitt" }).check();
  await dialog(page).getByRole("radio", { name: "Alles (INTERN)" }).check();
  const { text } = await downloaded(page, () => button(dialog(page), "Bild speichern").click());
  const circle = /<circle cx="([-\d.]+)" cy="[-\d.]+" r="([-\d.]+)" fill="(#\w+)" stroke[^>]*>(?:\s*<text[^>]*>(\w+)<)?/g;
  const all = [...text.matchAll(circle)].map(([, x, radius, color, letters]) => ({ x: Number(x), radius: Number(radius), color, letters }));
  const { x: left } = await graph(page).boundingBox();
  return { all, text, of: async (name) => {
    const { x } = await at(page, name);
    const far = (one) => Math.abs(one.x - (x - left));
    return all.reduce((nearest, one) => (far(one) < far(nearest) ? one : nearest));
  } };
}
const radii = ({ all }) => all.map(({ radius }) => radius);
const shows = (page) => page.getByRole("region", { name: "Was das Bild zeigt" });

test("the picture shows who has most links by size, until that is ended", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await start(page, { hash: "#/netz" });
  const usual = await symbols(page);
  await go(page, "#/rollen");
  await tabTo(page, page.getByRole("link", { name: "Im Netz zeigen: Gut vernetzt" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/netz\?rolle=knoten$/);
  await expect(shows(page)).toContainText("Größe: mit wie vielen jemand verbunden ist");
  await expect(node(page, "Wirtschaftsförderung")).toHaveAccessibleName(/\. Mit 5 anderen verbunden\.$/);
  for (const again of [() => {}, () => page.reload()]) {
    await again();
    await expect(node(page, "Wirtschaftsförderung")).toHaveAccessibleName(/Mit 5 anderen verbunden/);
    const sized = await symbols(page);
    const [most, second, third] = radii(sized).toSorted((one, other) => other - one);
    expect(second).toBe(most);
    expect(third).toBeLessThan(most);
    for (const name of ["Wirtschaftsförderung", "Institute for Software and Systems Engineering der TU Clausthal"]) expect((await sized.of(name)).radius).toBe(most);
    expect(most / Math.min(...radii(sized))).toBeCloseTo(Math.sqrt(5), 1);
    expect(sized.text).toContain("je größer, mit desto mehr anderen verbunden");
  }
  await shows(page).getByRole("link", { name: "Was heißt das?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rollen im Netz");
  await page.goBack();
  const { x, y } = await at(page, "Wirtschaftsförderung");
  await page.mouse.click(x, y);
  await expect(card(page)).toContainText("Mit 5 anderen verbunden.");
  await button(card(page), "Schließen").click();
  await button(shows(page), "Beenden").click();
  await expect(shows(page)).toHaveCount(0);
  await expect(page).toHaveURL(/#\/netz$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  expect(radii(await symbols(page))).toEqual(radii(usual));
  await page.goBack();
  await expect(shows(page)).toBeVisible();
});

test("the picture shows who joins others by size, also after an edit", async ({ page }) => {
  const actors = [...small().actors, { id: "a4", name: "Archiv Ost", kind: "organisation" }];
  await keep(page, small({ actors, positions: { ...small().positions, a4: { x: 300, y: 100 } }, links: [["a1", "a2"], ["a2", "a3"], ["a3", "a4"]].map(([from, to], number) => ({ id: `l${number}`, from, to, kind: "knows" })) }));
  await start(page, { hash: "#/netz?rolle=bruecken" });
  await expect(shows(page)).toContainText("Größe: auf wie vielen kürzesten Wegen jemand liegt");
  const says = (actor) => node(page, actors.find(({ id }) => id === actor).name);
  await expect(says("a2")).toHaveAccessibleName(/Liegt auf 67 von 100 kürzesten Wegen zwischen zwei anderen\.$/);
  await expect(says("a1")).not.toHaveAccessibleName(/Liegt auf/);
  const [one, other] = radii(await symbols(page)).toSorted((one, other) => other - one);
  expect(one).toBe(other);
  // Who is in the middle when the last one is gone.
  await go(page, "#/akteur/a4");
  await button(page, "Löschen").click();
  await button(dialog(page), "Löschen").click();
  await go(page, "#/netz?rolle=bruecken");
  await expect(says("a2")).toHaveAccessibleName(/Liegt auf 100 von 100/);
  const [most, second] = radii(await symbols(page)).toSorted((one, other) => other - one);
  expect(most).toBeGreaterThan(2 * second);
});

test.describe("what does not come", () => {
  test.use({ mayFail: ["worker_loader.js", "role_engine.wasm", "roles.wasm"] });
  test("is said at the foot of the picture, which stands, and can be tried again", async ({ page }) => {
    const links = [{ id: "l1", from: "a1", to: "a2", kind: "knows" }, { id: "l2", from: "a2", to: "a3", kind: "knows" }];
    await keep(page, small({ links }));
    const files = /worker_loader\.js|role_engine\.wasm|roles\.wasm/;
    await page.route(files, (route) => route.abort());
    await start(page, { hash: "#/netz?rolle=bruecken" });
    await expect(alert(page, "konnte nicht geladen werden")).toBeVisible();
    await page.unroute(files);
    await page.route(/worker_loader\.js|role_engine\.wasm/, (route) => route.abort());
    await button(page, "Erneut versuchen").click();
    await expect(shows(page)).toContainText("Das ließ sich nicht ausrechnen.");
    await expect(node(page, "Schule Süd")).toBeAttached();
    await page.unrouteAll();
    await button(shows(page), "Noch einmal rechnen").click();
    await expect(node(page, "Schule Süd")).toHaveAccessibleName(/Liegt auf 100 von 100/);
    await expect(shows(page)).not.toContainText("ausrechnen");
    await expect(shows(page)).toBeFocused();
  });
});

test("the picture shows communities by colour and digit", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await start(page, { hash: "#/rollen" });
  await page.getByRole("link", { name: "Im Netz zeigen: Gemeinschaften" }).click();
  await expect(page).toHaveURL(/#\/netz\?rolle=gemeinschaften$/);
  await expect(shows(page)).toContainText("zu welcher Gemeinschaft jemand gehört");
  await page.getByText("Legende", { exact: true }).click();
  const legend = page.getByRole("group").filter({ hasText: "Legende" });
  await expect(legend.getByText(/^1?rund um „IT-Sicherheit“$/)).toBeVisible();
  await expect(legend.getByText(/rund um/)).toHaveCount(6);
  const { all } = await symbols(page);
  const first = all.filter(({ letters }) => letters === "1");
  expect(new Set(first.map(({ color }) => color)).size).toBe(1);
  expect(all.filter(({ color }) => color === first[0].color).length).toBe(first.length);
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

// What thousands of entries must not do: fill a page with rows that nobody asked for, or hang it.
import { expect, test } from "./page.mjs";
import { button, dialog, go, isSaved, keep, small, start, storedDocument } from "./steps.mjs";

const count = 3000;
const many = (make) => Array.from({ length: count }, (_, number) => make(number));
const place = (number) => ({ x: 40 * (number % 60), y: 40 * Math.floor(number / 60) });

/** One competency that all offer, one actor that knows all, a topic for each, and all at the first. */
const hub = () =>
  small({
    actors: [{ id: "hub", name: "Nabe", kind: "organisation" }, ...many((number) => ({ id: `a${number}`, name: `Akteur ${number}`, kind: "organisation" }))],
    competencies: [{ id: "k1", name: "Tischlern" }],
    offers: many((number) => ({ id: `o${number}`, actor: `a${number}`, competency: "k1" })),
    needs: [{ id: "n1", actor: "hub", competency: "k1" }],
    links: many((number) => ({ id: `l${number}`, from: "hub", to: `a${number}`, kind: "knows" })),
    topics: many((number) => ({ id: `t${number}`, title: `Thema ${number}`, status: "idea", people: number ? [] : many((number) => ({ actor: `a${number}`, role: "curious" })) })),
    positions: { k1: { x: -80, y: 0 }, hub: { x: -80, y: 80 }, ...Object.fromEntries(many((number) => [`a${number}`, place(number)])) },
  });

test("a card and a list begin with a part of what there is, and say how much that is", async ({ page }) => {
  await keep(page, hub());
  await start(page, { hash: "#/kompetenz/k1" });
  const main = page.getByRole("main");
  const rows = main.locator(".rows > li");
  await expect(rows).toHaveCount(50 + 1);
  await expect(main).toContainText("50 von 3.000");
  await button(main, "Alle 3.000 zeigen").click();
  await expect(rows).toHaveCount(count + 1, { timeout: 60_000 });
  await expect(button(main, /^Alle/)).toHaveCount(0);

  await go(page, "#/akteur/hub");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nabe");
  await expect(main.locator(".rows > li")).toHaveCount(50 + 1);
  await expect(main.locator(".row__named")).toContainText("und 2.960 weitere");

  await go(page, "#/themen");
  await expect(main.locator(".topic")).toHaveCount(100);
  await expect(main).toContainText("100 von 3.000");
  await go(page, "#/akteure");
  await expect(main.locator("tbody tr")).toHaveCount(500);
});

test("a form of many rows begins with a part of them, and keeps all", async ({ page }) => {
  await keep(page, hub());
  await start(page, { hash: "#/thema/t0" });
  await button(page.getByRole("main"), "Bearbeiten").first().click();
  const rows = dialog(page).locator(".form__entry");
  await expect(rows).toHaveCount(50);
  await button(dialog(page), /hinzufügen$/).last().click();
  await expect(rows).toHaveCount(51);
  await rows.last().getByRole("button").last().click();
  await rows.first().getByRole("button").last().click();
  await expect(rows).toHaveCount(49);
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  expect((await storedDocument(page)).topics[0].people.length).toBe(count - 1);
});

test("a search answers from names at once, and from everything once the page was idle", async ({ page }) => {
  // The browser is never idle until it is told to be.
  await page.addInitScript(() => {
    const waiting = [];
    window.requestIdleCallback = (callback) => waiting.push(callback);
    window.beIdle = () => {
      window.requestIdleCallback = (callback) => setTimeout(callback);
      waiting.splice(0).forEach((callback) => callback());
    };
  });
  const text = (number) => Array.from({ length: 50 }, (_, word) => `wort${(50 * number + word).toString(36)}`).join(" ");
  await keep(
    page,
    small({
      actors: [{ id: "hub", name: "Nabe", kind: "organisation" }, ...many((number) => ({ id: `a${number}`, name: `Akteur ${number}`, kind: "organisation", about: text(number) }))],
      offers: [{ id: "o1", actor: "hub", competency: "k1" }],
      needs: [],
    }),
  );
  await start(page, { hash: "#/akteure" });
  const search = page.getByRole("searchbox");
  const ask = page.locator(".ask");
  const rows = page.getByRole("main").locator("tbody tr");
  // In no name; that it is nowhere cannot be said yet.
  await search.fill("wort7");
  await expect(ask.locator(".hits, [role=status]")).toHaveCount(0);
  await expect(rows).toHaveCount(500);
  await search.fill("tischl");
  await expect(ask.getByRole("link", { name: "Tischlern" })).toBeVisible();
  await expect(ask.getByRole("link", { name: "Nabe" })).toHaveCount(0);
  await expect(rows).toHaveCount(0);

  await page.evaluate(() => window.beIdle());
  await expect(ask.getByRole("link", { name: "Nabe" })).toBeVisible();
  await expect(rows).toHaveCount(1);
});

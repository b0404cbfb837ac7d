// How often Tab is pressed before the content, and that what stands in a row is one stop with arrows within.
import { expect, test } from "./page.mjs";
import { button, graph, header, keep, menu, openFile, small, start } from "./steps.mjs";

const toolbar = (page) => page.getByRole("toolbar", { name: "Ansicht des Netzes" });
const chips = (page) => page.getByRole("toolbar", { name: "Oft angeboten" });
const focusedIn = (scope) => scope.evaluate((element) => element.contains(document.activeElement));
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
/** All of a toolbar that can be used now, by their words. */
const tools = (scope) => scope.locator("a, button:enabled, select").evaluateAll((all) => all.map((tool) => tool.textContent.trim()));

/** The page is idle, and toolbars answer. */
async function ready(page) {
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/site.json")));
}

/** Presses Tab from the first stop of the page to `content`; says how often, and how often in each toolbar. */
async function walk(page, content) {
  await button(page, "Zum Inhalt springen").focus();
  const stops = [];
  let presses = 1;
  while (!(await focusedIn(content))) {
    expect(presses).toBeLessThan(100);
    await page.keyboard.press("Tab");
    presses += 1;
    const name = await page.evaluate(() => {
      const toolbar = document.activeElement.closest("[role=toolbar]");
      return toolbar && (toolbar.getAttribute("aria-label") ?? document.getElementById(toolbar.getAttribute("aria-labelledby")).textContent);
    });
    if (name) stops.push(name);
  }
  return { presses, stops };
}

test("to the picture Tab passes each toolbar at once", async ({ page }) => {
  await start(page, { hash: "#/netz" });
  await ready(page);
  await expect(graph(page).getByRole("button").first()).toBeAttached();
  await expect(chips(page)).toBeVisible();
  const among = (await tools(toolbar(page))).length + (await tools(chips(page))).length;
  expect(among).toBeGreaterThan(15);
  const { presses, stops } = await walk(page, graph(page));
  expect(stops).toEqual(["Oft angeboten", "Ansicht des Netzes"]);
  // It was 59 when each of them was a stop.
  expect(presses).toBeLessThanOrEqual(45);
});

test("to a list, Tab passes competencies at once, those that are offered and those that are chosen", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await ready(page);
  const table = page.getByRole("main").getByRole("grid");
  await expect(table).toBeVisible();
  await expect(chips(page)).toBeVisible();
  const { presses, stops } = await walk(page, table);
  expect(stops).toEqual(["Oft angeboten"]);
  // It was 42, without the two links that lead from here to growth and confirmations.
  expect(presses).toBeLessThanOrEqual(39);
  const add = page.getByRole("combobox", { name: "Kompetenz" });
  const chosen = page.getByRole("toolbar", { name: "Kompetenz", exact: true });
  await expect(chosen).toHaveCount(0);
  for (const place of [1, 2]) await add.selectOption({ index: place });
  await expect(chosen.getByRole("button")).toHaveCount(2);
  expect((await walk(page, table)).stops).toEqual(["Oft angeboten", "Kompetenz"]);
});

test("arrows reach every tool, the focus is remembered, and what is dark is passed", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  await ready(page);
  await expect(graph(page).getByRole("button").first()).toBeAttached();
  const all = await tools(toolbar(page));
  const first = button(toolbar(page), "Alles zeigen");
  await first.focus();
  for (const next of all.slice(1)) {
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toBe(next);
  }
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toBe(all.at(-1));
  for (const next of all.slice(0, -1).reverse()) {
    await page.keyboard.press("ArrowLeft");
    expect(await focused(page)).toBe(next);
  }
  // Passing the choice chose nothing; its own keys do.
  const choice = toolbar(page).getByRole("combobox");
  await expect(choice).toHaveValue("0");
  await page.keyboard.press("End");
  expect(await focused(page)).toBe(all.at(-1));
  await page.keyboard.press("Home");
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowRight");
  const larger = button(toolbar(page), "Vergrößern");
  await expect(larger).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await focusedIn(toolbar(page))).toBe(false);
  await page.keyboard.press("Shift+Tab");
  await expect(larger).toBeFocused();
});

test("a toolbar is reached too when the tool that had the focus last is not to be had any more", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  await ready(page);
  const last = button(toolbar(page), "Neu anordnen");
  const before = button(page.locator(".network__head"), "Neue Kompetenz");
  await last.focus();
  await page.keyboard.press("Shift+Tab");
  expect(await focusedIn(toolbar(page))).toBe(false);
  await page.keyboard.press("Tab");
  await expect(last).toBeFocused();
  await openFile(page, small({ network: { ...small().network, title: "Anderes Netz" } }));
  await expect(last).toBeDisabled();
  await page.getByRole("link", { name: "Als Liste anzeigen" }).focus();
  await expect(before).toBeDisabled();
  await page.keyboard.press("Tab");
  await expect(button(toolbar(page), "Alles zeigen")).toBeFocused();
  await page.keyboard.press("End");
  await expect(button(toolbar(page), "Bild speichern")).toBeFocused();
});

test("a competency in a row is reached by arrows and followed", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await ready(page);
  const links = chips(page).getByRole("link");
  await links.first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(links.nth(2)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Alle Kompetenzen" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(links.nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/kompetenz\//);
});

test("Escape closes the menu, also when a heading got the focus after it was opened", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await menu(page).click();
  await expect(button(header(page), "Ich trage mich ein")).toBeVisible();
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("Escape");
  await expect(button(header(page), "Ich trage mich ein")).toBeHidden();
});

test.describe("where the file does not come", () => {
  test.use({ mayFail: ["notes.wasm"] });
  test("every tool is a stop of its own", async ({ page }) => {
    await page.route("**/notes.wasm", (route) => route.abort());
    await start(page, { hash: "#/netz" });
    await expect(graph(page).getByRole("button").first()).toBeAttached();
    await expect(chips(page)).toBeVisible();
    const { stops } = await walk(page, graph(page));
    expect(stops.length).toBe((await tools(toolbar(page))).length + (await tools(chips(page))).length);
  });
});

// The picture has its room: beside a column that folds, below tools of their own, under a card, on a phone. So have the
// matrix and lists.
import { expect, test } from "./page.mjs";
import { at, button, card, graph, header, keep, key, node, small, start, tabTo } from "./steps.mjs";

const canvas = (page) => page.locator(".stage__host > canvas");
const box = (page) => canvas(page).boundingBox();
const search = (page) => page.getByRole("searchbox");
const fold = (page) => button(page, "Einklappen");
const unfold = (page) => button(page, "Suche und Filter");
const scrolls = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { across: scrollWidth > clientWidth, down: scrollHeight > clientHeight };
  });

test.describe("the column", () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test("folds by one button, and stays folded", async ({ page }) => {
    await start(page, { hash: "#/netz" });
    const narrow = await box(page);
    await fold(page).click();
    await expect(unfold(page)).toBeFocused();
    await expect(search(page)).toBeHidden();
    await expect.poll(async () => (await box(page)).width).toBeGreaterThanOrEqual(1366 - 44);
    const wide = await box(page);
    expect(wide.height).toBe(narrow.height);
    expect(JSON.parse(await page.evaluate((key) => localStorage.getItem(key), key("settings"))).folded).toBe(true);
    await page.reload();
    await expect(unfold(page)).toBeVisible();
    await expect(search(page)).toBeHidden();
    expect(await box(page)).toEqual(wide);
    await unfold(page).click();
    await expect(search(page)).toBeVisible();
    await expect.poll(() => box(page)).toEqual(narrow);
  });

  test("comes back for a search", async ({ page }) => {
    await keep(page, small());
    await start(page, { hash: "#/netz" });
    await fold(page).click();
    await node(page, "Löten").focus();
    await page.keyboard.press("/");
    await expect(search(page)).toBeFocused();
    await expect(fold(page)).toBeVisible();
  });
});

for (const [width, height] of [[1366, 768], [1000, 700], [820, 1100], [360, 740]]) {
  test(`a card lies over the picture, which keeps its size, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await keep(page, small());
    await start(page, { hash: "#/netz" });
    await expect(node(page, "Werkstatt Nord")).toBeAttached();
    const before = await box(page);
    const place = await at(page, "Werkstatt Nord");
    await page.mouse.click(place.x, place.y);
    await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Werkstatt Nord");
    expect(await box(page)).toEqual(before);
    // What was chosen is beside it.
    await expect(async () => {
      const [over, chosen] = [await card(page).boundingBox(), await at(page, "Werkstatt Nord")];
      expect(chosen.x < over.x || chosen.y < over.y).toBe(true);
      expect(chosen.y).toBeGreaterThan(before.y);
    }).toPass();
    await button(card(page), "Schließen").click();
    await expect(card(page)).toHaveCount(0);
    expect(await box(page)).toEqual(before);
  });
}

for (const language of ["de", "en"]) {
  test(`the tools stand in one row above the picture, ${language}`, async ({ page }) => {
    for (const [width, height, folded] of [[1366, 768, true], [1366, 768, false], [1280, 800, false], [1240, 800, false], [901, 700, false]]) {
      await page.setViewportSize({ width, height });
      await start(page, { hash: "#/netz", language });
      await page.evaluate((folded) => document.documentElement.toggleAttribute("data-folded", folded), folded);
      const tools = page.getByRole("toolbar", { name: /^(Ansicht des Netzes|View of the network)$/ });
      const [row, picture] = [await tools.boundingBox(), await box(page)];
      expect(row.y + row.height, `${width} px`).toBe(picture.y);
      expect(row.height, `${width} px`).toBe(41);
      const last = await tools.getByRole("button").last().boundingBox();
      expect(last.x + last.width, `${width} px`).toBeLessThanOrEqual(row.x + row.width);
    }
  });
}

test("around whom, and how many steps far, stands on the picture", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  const before = await box(page);
  await start(page, { hash: "#/netz?fokus=k1&schritte=1" });
  const steps = page.getByRole("region", { name: "Schritte" });
  await expect(steps.getByRole("paragraph")).toHaveText("Umgebung von „Tischlern“: 1 Schritt");
  const [over, picture] = [await steps.boundingBox(), await box(page)];
  expect(picture).toEqual(before);
  expect(over.y).toBeGreaterThan(picture.y);
  expect(over.y + over.height).toBeLessThan(picture.y + picture.height);
  await tabTo(page, button(steps, "Mehr Schritte"));
  await page.keyboard.press("Enter");
  await expect(steps.getByRole("paragraph")).toHaveText("Umgebung von „Tischlern“: 2 Schritte");
  await button(steps, "Wieder alles zeigen").click();
  await expect(page.getByText(/^Umgebung von/)).toHaveCount(0);
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  for (const [name, hash] of [["the start", ""], ["the network", "#/netz"]]) {
    test(`begins with the picture: ${name}`, async ({ page }) => {
      await start(page, { hash });
      await expect(header(page).getByRole("link", { name: "Netz", exact: true })).toHaveAttribute("aria-current", "page");
      const picture = await box(page);
      expect(picture.height).toBeGreaterThanOrEqual(0.6 * 740);
      expect(await scrolls(page)).toEqual({ across: false, down: false });
      await expect(canvas(page)).toBeInViewport({ ratio: 1 });
    });
  }

  test("search, filters and tools open over the picture", async ({ page }) => {
    await start(page, { hash: "#/netz" });
    const picture = await box(page);
    await search(page).fill("Sensorik");
    const hit = page.getByRole("complementary", { name: "Suchen und filtern" }).getByRole("link", { name: /Sensorik/ }).first();
    await expect(hit).toBeInViewport();
    expect(await box(page)).toEqual(picture);
    await page.touchscreen.tap(180, picture.y + picture.height - 20);
    await expect(hit).toBeHidden();
    await search(page).fill("");
    await page.getByText("Filter", { exact: true }).tap();
    await expect(page.getByRole("checkbox", { name: /Wissenschaft/ })).toBeInViewport();
    await page.getByText("Filter", { exact: true }).tap();
    const tools = page.getByRole("toolbar", { name: /^(Ansicht des Netzes|View of the network)$/ });
    await expect(tools).toBeHidden();
    await button(page, "Werkzeuge").tap();
    await expect(button(tools, "Neu anordnen")).toBeInViewport({ ratio: 1 });
    await button(page, "Werkzeuge").tap();
    await expect(tools).toBeHidden();
    expect(await box(page)).toEqual(picture);
  });

  // The first list has first steps above it, a line for each.
  for (const [hash, below] of [["#/akteure", 330], ["#/kompetenzen", 200], ["#/themen", 200], ["#/treffer", 200]]) {
    test(`a list begins high, ${hash}`, async ({ page }) => {
      await start(page, { hash });
      // What is asked for comes with the column.
      await expect(search(page)).toBeVisible();
      await page.evaluate(() => document.fonts.ready);
      // There may be no heading while one view takes the place of another.
      await expect.poll(async () => (await page.getByRole("heading", { level: 1 }).boundingBox())?.y ?? Infinity).toBeLessThan(below);
      expect(await page.evaluate(() => scrollY)).toBe(0);
      expect(await scrolls(page)).toMatchObject({ across: false });
    });
  }
});

test("a common screen shows twenty rows and forty columns of the matrix, and their heads", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await start(page, { hash: "#/kompetenzen/matrix" });
  await page.evaluate(() => document.fonts.ready);
  /** How many heads nothing lies over, from corner to corner. */
  const uncovered = (role) =>
    page.getByRole("table").getByRole(role).filter({ has: page.getByRole("link") }).evaluateAll((heads) => {
      const isUncovered = (head) => {
        const { left, right, top, bottom } = head.getBoundingClientRect();
        const corners = [left + 2, right - 2].flatMap((x) => [top + 2, bottom - 2].map((y) => [x, y]));
        return corners.every(([x, y]) => head.contains(document.elementFromPoint(x, y)));
      };
      return heads.filter(isUncovered).length;
    });
  await expect.poll(() => uncovered("rowheader")).toBeGreaterThanOrEqual(20);
  await expect.poll(() => uncovered("columnheader")).toBeGreaterThanOrEqual(40);
});

test("320 px are wide enough, and a low window scrolls", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 480 });
  await start(page, { hash: "#/netz" });
  expect((await scrolls(page)).across).toBe(false);
  expect((await box(page)).height).toBeGreaterThanOrEqual(288);
});

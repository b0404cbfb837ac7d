// What moves the picture, and what does not.
import { expect, test } from "./page.mjs";
import { at, button, card, example, go, graph, isSaved, keep, node, small, start, status, storedDocument } from "./steps.mjs";

const stage = async (page) => graph(page).boundingBox();

/** Where a node is drawn, whether in view or not, from the place and scale of two others. */
async function scale(page, one, other) {
  const [a, b] = [await at(page, one), await at(page, other)];
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The part of the stage that the card leaves. */
async function expectClear(page, name) {
  await expect(async () => {
    const [place, box, over] = [await at(page, name), await stage(page), await card(page).boundingBox()];
    expect(place.x).toBeGreaterThan(box.x);
    expect(place.y).toBeGreaterThan(box.y);
    expect(place.y).toBeLessThan(box.y + box.height);
    const isUnder = place.x > over.x && place.x < over.x + over.width && place.y > over.y && place.y < over.y + over.height;
    expect(isUnder).toBe(false);
  }).toPass();
}

async function zoomAway(page) {
  const box = await stage(page);
  await page.mouse.move(box.x + 60, box.y + box.height - 60);
  for (let turns = 0; turns < 5; turns += 1) await page.mouse.wheel(0, -400);
}

test.describe("choosing", () => {
  test.beforeEach(async ({ page }) => {
    await keep(page, small());
    await start(page, { hash: "#/netz" });
    await expect(node(page, "Werkstatt Nord")).toBeAttached();
  });

  test("a click on what is in view moves nothing", async ({ page }) => {
    const places = async () => [await at(page, "Werkstatt Nord"), await at(page, "Straßenbau"), await at(page, "Tiefbau West")];
    const before = await places();
    await page.mouse.click(before[0].x, before[0].y);
    await expect(card(page)).toBeVisible();
    expect(await places()).toEqual(before);
  });

  test("a search hit comes into view beside the card, at the same scale", async ({ page }) => {
    await zoomAway(page);
    await page.getByRole("searchbox").fill("Löten");
    await page.getByRole("complementary", { name: "Suchen und filtern" }).getByRole("link", { name: /Löten/ }).first().click();
    await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Löten");
    await expectClear(page, "Löten");
  });

  test("the keyboard brings a node into view beside its card", async ({ page }) => {
    // It stands where the card will be.
    await node(page, "Löten").focus();
    await page.keyboard.press("Enter");
    await expectClear(page, "Löten");
  });
});

test("steps around a node fit what they leave, and back again", async ({ page }) => {
  const wide = Object.fromEntries(Object.entries(small().positions).map(([id, { x, y }]) => [id, { x: 4 * x, y: 4 * y }]));
  await keep(page, small({ positions: wide }));
  await start(page, { hash: "#/netz" });
  const whole = await scale(page, "Tiefbau West", "Straßenbau");
  await go(page, "#/netz?fokus=a3&schritte=1");
  await expect.poll(() => scale(page, "Tiefbau West", "Straßenbau")).toBeGreaterThan(whole * 1.2);
  await button(page, "Zurück zur vorigen Ansicht").click();
  await expect.poll(() => scale(page, "Tiefbau West", "Straßenbau")).toBeCloseTo(whole, -1);
  await go(page, "#/netz?fokus=a3&schritte=2");
  await go(page, "#/netz");
  await expect.poll(() => scale(page, "Tiefbau West", "Straßenbau")).toBeCloseTo(whole, -1);
});

test("a topic is shown in the network by what it takes and who offers it", async ({ page }) => {
  await keep(page, small({ topics: [{ ...small().topics[0], competencies: ["k1", "k3"] }] }));
  await start(page, { hash: "#/thema/t1" });
  await page.getByRole("link", { name: "Im Netz zeigen" }).click();
  await expect(page.getByText("Thema „Neuer Spielplatz“")).toBeVisible();
  await expect(page.locator("#graph-summary")).toHaveText(/^1 von 3 Akteuren, 2 von 3 Kompetenzen/);
  await button(page, "Wieder alles zeigen").click();
  await expect(page.locator("#graph-summary")).toHaveText(/^3 Akteure, 3 Kompetenzen/);
});

const names = ["Werkstatt Nord", "Schule Süd", "Tiefbau West", "Tischlern", "Straßenbau", "Löten"];
const ids = ["a1", "a2", "a3", "k1", "k2", "k3"];
const spread = (place) => Object.fromEntries(ids.map((id, number) => [id, place(number)]));
for (const [what, positions, leftOut] of [
  ["beyond all measure", spread((number) => ({ x: number * 1e15, y: (number % 2) * 1e15 })), 0],
  ["far from each other", spread((number) => ({ x: number * 200_000, y: 0 })), 0],
  ["on one spot", spread(() => ({ x: 7, y: 7 })), 0],
  ["but for one near each other", { ...small().positions, k3: { x: 1e9, y: 0 } }, 1],
]) {
  test(`places ${what}: all is shown, or it is said what is not, and a drag throws nobody`, async ({ page }) => {
    await keep(page, small({ positions }));
    await start(page, { hash: "#/netz" });
    await button(page, "Alles zeigen").click();
    await expect(graph(page).getByRole("button")).toHaveCount(names.length - leftOut);
    if (leftOut) {
      await expect(status(page, "1 Eintrag steht weit abseits")).toBeVisible();
      await expect(button(page, "Neu anordnen").last()).toBeEnabled();
    }
    const from = await at(page, "Tiefbau West");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 30, from.y + 30, { steps: 4 });
    await page.mouse.up();
    await isSaved(page);
    const after = (await storedDocument(page)).positions;
    const way = (id) => Math.hypot(after[id].x - positions[id].x, after[id].y - positions[id].y);
    const dragged = ids.find((id) => after[id].pinned);
    expect(way(dragged)).toBeGreaterThan(0);
    for (const id of ids) expect(way(id)).toBeLessThanOrEqual(way(dragged));
  });
}

test("a pointer that is lost takes its drag back", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  const before = await at(page, "Tiefbau West");
  const canvas = graph(page).locator("canvas");
  for (const lose of [
    () => page.evaluate(() => window.dispatchEvent(new Event("blur"))),
    () => canvas.dispatchEvent("lostpointercapture", { pointerId: 1 }),
    () => canvas.dispatchEvent("pointercancel", { pointerId: 1 }),
    () => canvas.dispatchEvent("pointermove", { pointerId: 1, buttons: 0 }),
  ]) {
    await page.mouse.move(before.x, before.y);
    await page.mouse.down();
    await page.mouse.move(before.x + 80, before.y - 40, { steps: 4 });
    await lose();
    await page.mouse.up();
    expect(await at(page, "Tiefbau West")).toEqual(before);
  }
  expect((await storedDocument(page)).positions).toEqual(small().positions);
});

// A name stands at one side of its symbol and stays there.
import { recordPainting } from "../../bench/picture/record.mjs";
import { expect, test } from "./page.mjs";
import { at, button, card, node, start } from "./steps.mjs";

const canvas = (page) => page.locator(".stage__host > canvas").last();

/** The rows of all names in the picture, and where they stand. */
const names = (page) =>
  canvas(page).evaluate((canvas) => {
    const texts = window.painted(canvas).items.filter(({ kind, text }) => kind === "text" && text.length > 1);
    return texts.map(({ text, at: [x, y] }) => `${text} ${Math.round(x)} ${Math.round(y)}`).sort();
  });

test("names keep their sides: after choosing, after another arrangement, after coming back", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.addInitScript(recordPainting);
  await start(page, { hash: "#/netz" });
  await at(page, "Tiefbau");
  await expect.poll(() => names(page)).toContainEqual(expect.stringMatching(/^Tiefbau /));
  // Names come with their font.
  let before = [];
  await expect(async () => {
    const now = await names(page);
    const isSame = JSON.stringify(now) === JSON.stringify(before);
    before = now;
    expect(isSame).toBe(true);
  }).toPass({ intervals: [500] });
  expect(before.length).toBeGreaterThan(90);

  const place = await at(page, "Tiefbau");
  await page.mouse.click(place.x, place.y);
  await expect(card(page)).toBeVisible();
  await button(card(page), "Schließen").click();
  await expect(card(page)).toBeHidden();
  await page.mouse.move(place.x, 5);
  await node(page, "Tiefbau").evaluate((node) => node.blur());
  await expect.poll(() => names(page)).toEqual(before);

  const arrangement = page.getByLabel("Anordnung");
  await arrangement.selectOption({ label: "Nach Bereichen" });
  await expect.poll(() => names(page)).not.toEqual(before);
  await arrangement.selectOption({ label: "Netz" });
  await expect.poll(() => names(page)).toEqual(before);

  await page.reload();
  await expect.poll(() => names(page)).toEqual(before);
});

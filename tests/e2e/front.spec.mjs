// What loads first paints before the interface is there; what people do meanwhile is not lost.
import { test as unwatched } from "@playwright/test";
import { expect, test } from "./page.mjs";
import { at, card, go, header, keep, small, start } from "./steps.mjs";

/** Opens the page and keeps the interface from coming until the function it gives is called. */
async function withoutInterface(page, address = "./#/netz") {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/interface.wasm", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("network-painted").length > 0);
  return release;
}

/** How many of the canvas's pixels are not of its most frequent colour. */
const inked = (page) =>
  page.locator(".stage__host > canvas").evaluate((canvas) => {
    const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    return pixels.length - Math.max(...counts.values());
  });

test("a click before the interface stands opens the card", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  const place = await at(page, "Tiefbau West");
  await page.goto("about:blank");
  const release = await withoutInterface(page);
  await expect(header(page)).toHaveCount(0);
  await page.mouse.click(place.x, place.y);
  release();
  await expect(card(page)).toContainText("Tiefbau West");
});

test("the picture can be zoomed before the interface stands, and stays as it is", async ({ page }) => {
  await keep(page, small());
  const release = await withoutInterface(page);
  const host = await page.locator(".stage__host").boundingBox();
  const before = await inked(page);
  await page.mouse.move(host.x + host.width / 2, host.y + host.height / 2);
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, -240);
  await expect.poll(() => inked(page)).not.toBe(before);
  release();
  await expect(header(page)).toBeVisible();
  const zoomed = await at(page, "Tiefbau West");
  await page.reload();
  await expect(header(page)).toBeVisible();
  expect(await at(page, "Tiefbau West")).not.toEqual(zoomed);
});

test("a link followed before the interface stands counts", async ({ page }) => {
  await keep(page, small());
  const release = await withoutInterface(page);
  await go(page, "#/akteure");
  release();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Akteure");
});

test("at another address the outline is that of the view", async ({ page }) => {
  await keep(page, small());
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/interface.wasm", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("./#/akteure", { waitUntil: "commit" });
  await expect(page.locator("#frame-title")).toHaveText("Akteure");
  await expect(page.locator("#frame-canvas")).toBeHidden();
  release();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Akteure");
});

test("a network of our own needs no lenient reader, and one of others has it", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url().split("/").pop()));
  await keep(page, small());
  await withoutInterface(page);
  expect(asked).not.toContain("reader.wasm");
  await keep(page, { ...small(), something: "from another program" });
  await page.goto("about:blank");
  await withoutInterface(page);
  expect(asked).toContain("reader.wasm");
});

unwatched("a trap says what a crash says", async ({ page }) => {
  await page.goto("./");
  await expect(header(page)).toBeVisible();
  await expect(page.locator("#crashed")).toBeHidden();
  await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
  await expect(page.locator("#crashed")).toBeVisible();
});

unwatched("without the example the page begins empty", async ({ page }) => {
  await page.route("**/goslar.json", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByText("Noch ist niemand eingetragen.")).toBeVisible();
});

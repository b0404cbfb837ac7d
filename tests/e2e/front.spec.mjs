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

test("a click before the interface stands opens the card", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  const place = await at(page, "Tiefbau West");
  const release = await withoutInterface(page, "./?again#/netz");
  await expect(header(page)).toHaveCount(0);
  await page.mouse.click(place.x, place.y);
  release();
  await expect(card(page)).toContainText("Tiefbau West");
});

test("the picture can be zoomed before the interface stands, and stays as it is", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  const [place, other] = [await at(page, "Tiefbau West"), await at(page, "Werkstatt Nord")];
  const release = await withoutInterface(page, "./?again#/netz");
  await page.mouse.move(place.x, place.y);
  await page.mouse.wheel(0, -60);
  release();
  await expect(header(page)).toBeVisible();
  const zoomed = await at(page, "Tiefbau West");
  expect(Math.hypot(zoomed.x - place.x, zoomed.y - place.y)).toBeLessThan(3);
  expect(await at(page, "Werkstatt Nord")).not.toEqual(other);
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

for (const [whose, extra, wanted] of [["our own", {}, false], ["others", { something: "of another program" }, true]]) {
  test(`a network of ${whose} ${wanted ? "has" : "needs no"} lenient reader`, async ({ page }) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url().split("/").pop()));
    await keep(page, { ...small(), ...extra });
    await page.goto("./#/netz");
    await expect(header(page)).toBeVisible();
    expect(asked.includes("reader.wasm")).toBe(wanted);
  });
}

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
  await expect(page.getByText("Hier entsteht Ihr Netz. Womit beginnen Sie?")).toBeVisible();
});

test("a picture that nobody has asked for whom stays off paper", async ({ page }) => {
  await keep(page, small());
  const release = await withoutInterface(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#frame-canvas")).toBeHidden();
  release();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

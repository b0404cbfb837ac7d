import { expect, test } from "./page.mjs";

test("the page starts under a sub-path", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("#boot-failed")).toBeHidden();
});

test("KERN and the fonts are there", async ({ page }) => {
  await page.goto("./");
  const faces = await page.evaluate(async () => {
    const loaded = await Promise.all([400, 500, 600].map((weight) => document.fonts.load(`${weight} 1rem "Fira Sans"`)));
    return loaded.flat().map((face) => `${face.weight} ${face.status}`);
  });
  expect(faces).toEqual(["400 loaded", "500 loaded", "600 loaded"]);
  const text = await page.evaluate(() => getComputedStyle(document.body).color);
  expect(text).toContain("oklch");
});

test("the layout worker starts under the policy", async ({ page }) => {
  await page.goto("./");
  const program = page.waitForResponse(/layout-worker_bg\.wasm$/);
  await page.evaluate(() => {
    const worker = new Worker("./layout-worker_loader.js", { type: "module" });
    worker.addEventListener("error", () => console.error("the layout worker failed"));
  });
  expect((await program).ok()).toBe(true);
});

test("the picture stands before the rest of the page is built", async ({ page }) => {
  await page.addInitScript(() => {
    const { mark } = performance;
    performance.mark = (name, ...options) => {
      if (name === "network-painted") window.builtWithThePicture = document.querySelectorAll(".filters, .menu, .banners").length;
      return mark.call(performance, name, ...options);
    };
  });
  await page.goto("./#/netz");
  await expect(page.locator("#search")).toBeFocused();
  await expect(page.locator(".filters")).toBeVisible();
  expect(await page.evaluate(() => window.builtWithThePicture)).toBe(0);
});

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

test("the worker starts under the policy", async ({ page }) => {
  await page.goto("./");
  const program = page.waitForResponse(/worker_bg\.wasm$/);
  await page.evaluate(() => {
    const script = new URL("worker_loader.js", document.querySelector("script[data-wasm]").src);
    const worker = new Worker(script, { type: "module" });
    worker.addEventListener("error", () => console.error("the worker failed"));
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

test("an address that waits to be written gives way to the link that was followed", async ({ page }) => {
  await page.goto("./#/akteure");
  const search = page.getByRole("searchbox");
  await expect(search).toBeVisible();
  await page.evaluate(() => {
    const field = document.getElementById("search");
    field.value = "druck";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    location.hash = "#/hilfe";
  });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hilfe");
  // Longer than an address waits.
  await page.waitForTimeout(600);
  expect(new URL(page.url()).hash).toBe("#/hilfe");

  // Where the page itself goes on, the way back leads to what was seen.
  await page.evaluate(() => {
    location.hash = "#/akteure";
  });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Akteure");
  await search.fill("druck");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/kompetenz\//);
  await page.goBack();
  await expect(search).toHaveValue("druck");
});

test("an address that leads nowhere is kept", async ({ page }) => {
  await page.goto("./#/gibt/es%20nicht");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Diese Adresse führt nirgendwohin");
  await page.getByRole("searchbox").fill("druck");
  await expect(page).toHaveURL(/#\/gibt\/es%20nicht\?q=druck$/);
});

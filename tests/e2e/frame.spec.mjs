// The outline in index.html stands for the page until the interface does: the picture must not move, and nothing may
// be seen without its styles.
import { test as unwatched } from "@playwright/test";
import { expect, test } from "./page.mjs";
import { header, keep, put, small } from "./steps.mjs";

/** The legend is open from the start in the second row only, which is decided when the interface comes. */
const windows = [
  [[901, 700], [1239, 1000], [1240, 800], [1280, 800], [1366, 768], [1920, 900]],
  [[1440, 901], [1920, 1080]],
];

const many = (count) => Array.from({ length: count }, (_, number) => number);
const networks = {
  example: { of: null },
  empty: { of: small({ competencies: [], actors: [], offers: [], needs: [], links: [], topics: [], sectors: [], positions: {} }) },
  many: {
    of: small({
      sectors: many(12).map((number) => ({ id: `s${number}`, name: `Bereich mit langem Namen Nummer ${number}` })),
      actors: many(1200).map((number) => ({ id: `a${number}`, name: `Akteur ${number}`, kind: "organisation", sector: `s${number % 12}`, status: "member" })),
      competencies: many(1200).map((number) => ({ id: `k${number}`, name: `Kompetenz ${number}` })),
      offers: many(1200).map((number) => ({ id: `o${number}`, actor: `a${number}`, competency: `k${number}` })),
      needs: [],
      links: [],
      topics: [],
      positions: Object.fromEntries(many(1200).flatMap((number) => [[`a${number}`, { x: 40 * number, y: 0 }], [`k${number}`, { x: 40 * number, y: 40 }]])),
    }),
    hash: "#/netz?q=akteur",
  },
  card: { of: small(), hash: "#/netz?auswahl=a1" },
  folded: { of: null, folded: true },
};

/** Holds back what matches until the function it gives is called. */
async function holdBack(page, pattern) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

async function boxesOf(page, canvas, sizes) {
  const boxes = {};
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    boxes[`${width}×${height}`] = await canvas.boundingBox();
  }
  return boxes;
}

for (const language of ["de", "en"]) {
  for (const [name, { of: network, hash = "", folded = false }] of Object.entries(networks)) {
    test(`the picture's place is the same before and after the interface, ${name}, ${language}`, async ({ page }) => {
      if (network) await keep(page, network);
      if (folded) await put(page, "settings", JSON.stringify({ folded }));
      for (const sizes of windows) {
        await page.setViewportSize({ width: sizes[0][0], height: sizes[0][1] });
        const release = await holdBack(page, "**/boot.js");
        const address = `./?lang=${language}${hash}`;
        await (sizes === windows[0] ? page.goto(address, { waitUntil: "commit" }) : page.reload({ waitUntil: "commit" }));
        await page.waitForFunction(() => document.styleSheets.length > 0 && document.getElementById("frame-canvas"));
        // As the front does, which is held back.
        await page.evaluate(
          ([own, folded]) => {
            document.getElementById("frame").toggleAttribute("data-noted", !own);
            document.documentElement.toggleAttribute("data-folded", folded);
          },
          [network !== null, folded],
        );
        const before = await boxesOf(page, page.locator("#frame-canvas"), sizes);
        await page.setViewportSize({ width: sizes[0][0], height: sizes[0][1] });
        release();
        await expect(header(page).getByRole("status")).toBeVisible();
        await page.evaluate(() => document.fonts.ready);
        await expect(page.locator("#frame")).toHaveCount(0);
        expect(await boxesOf(page, page.locator(".stage__host > canvas"), sizes)).toEqual(before);
      }
    });
  }
}

test("the interface comes with all of its styles and in place of the outline", async ({ page }) => {
  await page.addInitScript(() => {
    window.seen = new Set();
    const look = () => {
      const views = document.querySelector(".bar__views");
      const styled = views && getComputedStyle(views).display;
      window.seen.add(`headers: ${document.querySelectorAll(".bar").length}, navigation: ${styled}`);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const release = await holdBack(page, "**/page*.css");
  await page.goto("./", { waitUntil: "commit" });
  await expect(page.locator("link[rel=stylesheet][href*=page]")).toBeAttached();
  await expect(page.locator("#frame-canvas")).toBeVisible();
  // For those who cannot see it, it is not there.
  await expect(page.getByRole("heading")).toHaveCount(0);
  await expect(header(page)).toHaveCount(0);
  release();
  await expect(header(page)).toBeVisible();
  await expect(page.locator("#frame")).toHaveCount(0);
  // The last look is taken with the next frame.
  const seen = () => page.evaluate(() => [...window.seen].filter((look) => !look.startsWith("headers: 0")));
  await expect.poll(seen).toEqual(["headers: 1, navigation: null", "headers: 1, navigation: flex"]);
});

unwatched("without its sheet the interface comes all the same", async ({ page }) => {
  await page.route("**/page*.css", (route) => route.abort());
  await page.goto("./");
  await expect(header(page)).toBeVisible();
  await expect(page.locator("#frame")).toHaveCount(0);
});

unwatched("when the program cannot be had, the outline makes room for the reason", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByRole("alert").first()).toContainText("GoSMART konnte nicht starten");
  await expect(page.locator("#frame-canvas")).toBeHidden();
});

test("beside the column the view scrolls, and never the page under its header", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const hash of ["#/akteure", "#/kompetenzen", "#/hilfe"]) {
    await page.goto(`./${hash}`);
    await expect(page.getByRole("main").getByRole(hash === "#/hilfe" ? "table" : "grid").first()).toBeVisible();
    expect(await page.evaluate(() => document.scrollingElement.scrollHeight - innerHeight)).toBe(0);
  }
});

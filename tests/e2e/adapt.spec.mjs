// What people set up for themselves: colours of their own, a very low or narrow window, letters and lines set wider.
import { expect, test } from "./page.mjs";
import { button, command, dialog, example, go, header, menu, openFile, start, takeOver, words } from "./steps.mjs";

/** What is painted, in a colour's own terms; the colours of a theme may differ from machine to machine. */
const painted = (locator, property = "backgroundColor", part = null) =>
  locator.evaluate((element, [property, part]) => getComputedStyle(element, part)[property], [property, part]);

/** How much two colours differ, as WCAG counts it. */
const contrast = (page, colors) =>
  page.evaluate((colors) => {
    const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    const [one, other] = colors.map((color) => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const linear = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    });
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }, colors);

const nothing = /^rgba\(.*, 0\)$/;

/** The ground on which an element's words stand: its own, or that of the nearest one around it that has any. */
const ground = (locator) =>
  locator.evaluate((element) => {
    const grounds = [];
    for (let around = element; around; around = around.parentElement) grounds.push(getComputedStyle(around).backgroundColor);
    return grounds.find((color) => !/^rgba\(.*, 0\)$/.test(color)) ?? "Canvas";
  });
const groundAround = (locator) => ground(locator.locator(".."));

/** Every sign in sight that cannot be told from its ground. */
async function unseenSigns(page, scope) {
  const unseen = [];
  for (const sign of await scope.locator(".kern-icon").filter({ visible: true }).all()) {
    const colors = [await painted(sign), await groundAround(sign)];
    if ((await contrast(page, colors)) < 3) unseen.push(`${await sign.getAttribute("class")}: ${colors.join(" on ")}`);
  }
  return unseen;
}

/** The wider letters and lines of WCAG 1.4.12, as a reader's own sheet would ask for them. */
const spaced = (page) =>
  page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*:not(svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
    document.adoptedStyleSheets.push(sheet);
  });

const edges = (locator) =>
  locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  });

for (const colorScheme of ["light", "dark"]) {
  test.describe(`colours of one's own, ${colorScheme}`, () => {
    test.use({ colorScheme, forcedColors: "active", reducedMotion: "reduce" });

    test("signs are seen on whatever they stand", async ({ page }) => {
      await start(page, { hash: "#/netz" });
      await expect(button(page, "Bild speichern")).toBeVisible();
      await page.locator(".tools__toggle").first().click();
      await expect(page.locator('.tools__toggle[aria-pressed="true"]')).toHaveCount(1);
      expect(await unseenSigns(page, page)).toEqual([]);
      await command(page, "Neuer Akteur");
      await expect(dialog(page).getByRole("combobox", { name: "Bereich" })).toBeVisible();
      expect(await unseenSigns(page, dialog(page))).toEqual([]);
      const arrow = dialog(page).locator(".kern-form-input__select-wrapper").first();
      const colors = [await painted(arrow, "backgroundColor", "::after"), await groundAround(arrow)];
      expect(await contrast(page, colors)).toBeGreaterThan(3);
    });

    test("what is chosen looks chosen", async ({ page }) => {
      await start(page, { hash: "#/netz" });
      const views = page.locator(".bar__view");
      const [current, another] = [views.and(page.locator("[aria-current]")), views.and(page.locator(":not([aria-current])")).first()];
      const line = async (view) => contrast(page, [await painted(view, "borderBottomColor"), await groundAround(view)]);
      expect(await line(current)).toBeGreaterThan(3);
      expect(await line(another)).toBe(1);

      const differ = async (one, other) => {
        await expect.poll(async () => contrast(page, [await ground(one), await ground(other)])).toBeGreaterThan(2);
        expect(await contrast(page, [await ground(one), await painted(one, "color")])).toBeGreaterThan(4.5);
      };
      await menu(page).click();
      await differ(button(header(page), "Deutsch"), button(header(page), "English"));
      await page.keyboard.press("Escape");
      await go(page, "#/treffer");
      await differ(page.getByRole("main").locator('[aria-pressed="true"]'), page.getByRole("main").locator('[aria-pressed="false"]').first());

      await command(page, "Neues Angebot");
      await dialog(page).getByRole("combobox", { name: /^Akteur/ }).fill("stadt");
      await expect(dialog(page).getByRole("option").nth(1)).toBeVisible();
      await page.keyboard.press("ArrowDown");
      await differ(dialog(page).getByRole("option", { selected: true }), dialog(page).getByRole("option", { selected: false }).last());
    });

    test("a chosen radio button has its dot, and what has the focus its ring", async ({ page }) => {
      await start(page, { hash: "#/hilfe" });
      await command(page, "Exportieren");
      const radio = dialog(page).getByRole("radio", { name: "Netzwerk" });
      const ring = async (field) => {
        expect(await painted(field, "outlineStyle")).not.toBe("none");
        expect(await contrast(page, [await painted(field, "outlineColor"), await groundAround(field)])).toBeGreaterThan(3);
        expect(await painted(field, "outlineColor")).not.toMatch(nothing);
      };
      for (const _ of ["with the focus", "without"]) {
        await radio.check();
        const dot = async () => contrast(page, [await painted(radio, "backgroundColor", "::before"), await ground(radio)]);
        await expect.poll(dot).toBeGreaterThan(3);
        if (await radio.evaluate((field) => field === document.activeElement)) await ring(radio);
        await button(dialog(page), "Exportieren").focus();
      }
      await page.keyboard.press("Escape");
      await command(page, "Bereiche und Kompetenzen ankreuzen");
      const box = dialog(page).getByRole("checkbox").first();
      await box.focus();
      await ring(box);
    });

    test("what a search found is marked and can be read", async ({ page }) => {
      await start(page, { hash: "#/akteure?q=druck" });
      const mark = page.locator("mark").first();
      await expect(mark).toBeVisible();
      expect(await painted(mark)).not.toMatch(nothing);
      expect(await contrast(page, [await ground(mark), await painted(mark, "color")])).toBeGreaterThan(4.5);
    });
  });
}

test.describe("a phone with colours of one's own", () => {
  test.use({ colorScheme: "light", forcedColors: "active", viewport: { width: 360, height: 740 } });

  test("the line that marks the current view stands above it and nowhere else", async ({ page }) => {
    await start(page, { hash: "#/akteure" });
    const lines = page.locator(".bar__view").evaluateAll((views) => {
      const ground = getComputedStyle(document.querySelector(".bar__views")).backgroundColor;
      const seen = (view) => ["borderTopColor", "borderBottomColor"].map((side) => getComputedStyle(view)[side] !== ground);
      return views.map((view) => [view.ariaCurrent !== null || view.hasAttribute("aria-current"), ...seen(view)]);
    });
    for (const [isCurrent, above, below] of await lines) expect([above, below]).toEqual([isCurrent, false]);
  });
});

test.describe("a very small window", () => {
  test.use({ viewport: { width: 320, height: 256 }, reducedMotion: "reduce" });

  const editActor = async (page) => {
    await go(page, `#/akteur/${example.actors[0].id}`);
    await button(page.getByRole("main"), "Bearbeiten").first().click();
    await dialog(page).locator("summary").click();
    await expect(dialog(page).getByLabel(/^Webseite|^Website/).first()).toBeVisible();
  };
  const forms = {
    "Akteur bearbeiten": editActor,
    "Neues Angebot": (page) => command(page, "Neues Angebot"),
    "Bereiche und Kompetenzen zum Anfang": (page) => command(page, "Bereiche und Kompetenzen ankreuzen"),
  };
  for (const [name, open] of Object.entries(forms)) {
    test(`no field lies below the foot of its form, ${name}`, async ({ page }) => {
      await start(page, { hash: "#/hilfe" });
      await open(page);
      await expect(dialog(page)).toHaveAccessibleName(name);
      await expect(dialog(page).locator("input").first()).toBeVisible();
      await dialog(page).locator("input").first().focus();
      const covered = [];
      const seen = new Set();
      for (;;) {
        const stop = await page.evaluate(() => {
          const field = document.activeElement;
          window.stops ??= new Map();
          if (!window.stops.has(field)) window.stops.set(field, window.stops.size);
          const { left, right, top, bottom } = field.getBoundingClientRect();
          const [above, below] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
          const there = document.elementFromPoint((left + right) / 2, (above + below) / 2);
          const own = there && (field.contains(there) || [...(field.labels ?? [])].some((label) => label.contains(there)));
          const isPart = field.matches("dialog *");
          return { number: window.stops.get(field), covered: isPart && !own && `${field.id || field.textContent} by ${there?.className}` };
        });
        if (seen.has(stop.number)) break;
        seen.add(stop.number);
        if (stop.covered) covered.push(stop.covered);
        await page.keyboard.press("Tab");
      }
      expect(seen.size).toBeGreaterThan(3);
      expect(covered).toEqual([]);
    });
  }

  test("what went wrong leaves half of the window", async ({ page }) => {
    await start(page, { hash: "#/akteure" });
    await openFile(page, "{");
    await expect(button(page, "Schließen")).toBeInViewport();
    const { top, bottom } = await edges(page.locator(".toast--shown"));
    expect(bottom - top).toBeLessThanOrEqual(128);
  });
});

for (const [width, height] of [[320, 256], [640, 512], [1280, 500]]) {
  test(`the first steps of an empty network lie in the picture's place, ${width}×${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await start(page, { hash: "#/akteure" });
    await openFile(page, { format: "gosmart-network", version: 1, network: { id: "leer", title: "Leer" } });
    await takeOver(page);
    await go(page, "#/netz");
    await expect(page.getByText(words.de.empty)).toBeVisible();
    // What is longer than its place may scroll in it, and then each of its ends can be brought into sight.
    const beyond = (words, block) =>
      page.locator(words).last().evaluate((words, block) => {
        words.scrollIntoView({ block });
        const [inner, place] = [words, document.querySelector(".stage")].map((element) => element.getBoundingClientRect());
        return Math.max(0, Math.round(place.top - inner.top), Math.round(inner.bottom - place.bottom));
      }, block);
    await expect.poll(() => beyond(".first-steps li", "end")).toBe(0);
    await expect.poll(() => beyond(".stage__begin", "start")).toBe(0);
  });
}

test.describe("letters and lines set wider", () => {
  test.use({ reducedMotion: "reduce" });

  for (const width of [1240, 1280]) {
    test(`the header stays in the window, ${width} px`, async ({ page }) => {
      await spaced(page);
      await page.setViewportSize({ width, height: 800 });
      await start(page);
      await page.evaluate(() => document.fonts.ready);
      expect((await edges(menu(page))).right).toBeLessThanOrEqual(width);
    });
  }

  for (const language of ["de", "en"]) {
    test(`the words of a phone's bar stand beside each other, ${language}`, async ({ page }) => {
      await spaced(page);
      await page.setViewportSize({ width: 360, height: 740 });
      await start(page, { language });
      await page.evaluate(() => document.fonts.ready);
      const views = await page.locator(".bar__view > :last-child").evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().toJSON()));
      expect(views).toHaveLength(6);
      views.forEach(({ left, right, top }, number) => {
        const before = views[number - 1];
        const isNextRow = before !== undefined && top >= before.bottom;
        expect(left).toBeGreaterThanOrEqual(isNextRow ? 0 : (before?.right ?? 0));
        expect(right).toBeLessThanOrEqual(360);
      });
    });
  }

  test("a list has room for its days", async ({ page }) => {
    await spaced(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await start(page, { hash: "#/akteure" });
    await expect(page.getByRole("grid").getByRole("link", { name: example.actors[0].name })).toBeVisible();
    const main = page.getByRole("main");
    expect(await main.evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
  });

  test("a phone's tools have room for their words", async ({ page }) => {
    await spaced(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await start(page);
    await button(page, "Werkzeuge").click();
    await expect(button(page, "Bild speichern")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  test("names in the picture keep the widths they were placed by", async ({ page }) => {
    await spaced(page);
    await start(page);
    const widths = await page.locator(".stage__host > canvas").evaluate((canvas) => {
      const { letterSpacing, wordSpacing } = getComputedStyle(canvas);
      return [letterSpacing, wordSpacing];
    });
    for (const width of widths) expect(["0px", "normal"]).toContain(width);
  });
});

test.describe("more contrast", () => {
  test.use({ contrast: "more" });

  test("quiet words are as dark as all others", async ({ page }) => {
    await start(page, { hash: "#/akteure" });
    const count = page.locator(".list-head__count");
    await expect(count).toBeVisible();
    expect(await painted(count, "color")).toBe(await painted(page.locator("body"), "color"));
  });
});

test("a chip has the same room at both ends, whatever has been opened", async ({ page }) => {
  await start(page);
  const chip = page.locator(".ask__chips .chip").first();
  await expect(chip).toBeVisible();
  await command(page, "Neuer Akteur");
  await expect(dialog(page).getByRole("combobox", { name: "Bereich" })).toBeVisible();
  expect(await painted(chip, "paddingRight")).toBe(await painted(chip, "paddingLeft"));
});

// The picture: by keyboard and by mouse, from an address and back again.
import { expect, test } from "./page.mjs";
import { button, dialog, example, go, header, isSaved, keep, ownData, small, start, status, storedDocument } from "./steps.mjs";

const graph = (page) => page.getByRole("application", { name: "Netzwerkkarte" });
const nodes = (page) => graph(page).getByRole("button");
const node = (page, name) => graph(page).getByRole("button", { name: new RegExp(`^${name}, `) });
const card = (page) => page.getByRole("complementary", { name: "Karte", exact: true });
const summary = (page) => page.locator("#graph-summary");
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? "");
const hash = (page) => decodeURIComponent(new URL(page.url()).hash);

async function begin(page, address = "#/netz") {
  await keep(page, small());
  await start(page, { hash: address });
  await expect(node(page, "Werkstatt Nord")).toBeAttached();
}

/** Where a node is drawn, when the picture has come to rest. */
async function at(page, name) {
  const place = async () => {
    const box = await node(page, name).boundingBox();
    return box && { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  };
  let before;
  await expect(async () => {
    const now = await place();
    const same = JSON.stringify(now) === JSON.stringify(before);
    before = now;
    expect(now).not.toBeNull();
    expect(same).toBe(true);
  }).toPass({ intervals: [300] });
  return before;
}

test("the first frame with the network is marked for measuring", async ({ page }) => {
  await start(page, { hash: "#/netz" });
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName("network-painted", "mark").length)).toBe(1);
  const relations = example.offers.length + example.needs.filter((need) => !need.closed_on).length + example.links.length;
  await expect(summary(page)).toHaveText(`29 Akteure, 64 Kompetenzen, ${relations} Beziehungen`);
  const painted = await graph(page).locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  expect(painted).toBeGreaterThan(20);
});

test("arrows walk, Enter opens the card, Escape closes it and then leaves", async ({ page }) => {
  await begin(page);
  await node(page, "Werkstatt Nord").focus();
  expect(await focused(page)).toBe("Werkstatt Nord, Akteur, Handwerk, bietet 1, sucht 0, 1 Verbindung");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => focused(page)).toMatch(/^(Schule Süd|Tischlern), /);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => focused(page)).toMatch(/^Werkstatt Nord, /);
  await page.keyboard.press("End");
  await expect.poll(() => focused(page)).toMatch(/^Werkstatt Nord, /);
  await page.keyboard.press("Home");
  await expect.poll(() => focused(page)).toMatch(/^Löten, /);
  await page.keyboard.press("PageDown");
  await expect.poll(() => focused(page)).toMatch(/^Tiefbau West, /);
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Tiefbau West");
  expect(hash(page)).toBe("#/netz?auswahl=a3");
  await node(page, "Tiefbau West").focus();
  await page.keyboard.press("Escape");
  await expect(card(page)).toHaveCount(0);
  await node(page, "Tiefbau West").focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Als Liste anzeigen" })).toBeFocused();
});

test("Tab goes in once and out again", async ({ page }) => {
  await begin(page);
  await page.getByRole("toolbar", { name: "Kartenansicht" }).getByRole("button").last().focus();
  await page.keyboard.press("Tab");
  await expect.poll(() => focused(page)).toMatch(/, (Akteur|Kompetenz), /);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.closest("[role=application]"))).toBeNull();
});

test("two nodes are joined by keyboard", async ({ page }) => {
  await begin(page);
  await node(page, "Tiefbau West").focus();
  await page.keyboard.press("c");
  await expect(status(page, "Gehen Sie mit den Pfeiltasten zum Ziel")).toBeAttached();
  await page.keyboard.press("Home");
  await expect.poll(() => focused(page)).toMatch(/^Löten, /);
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveAccessibleName("Verbinden");
  await dialog(page).getByLabel("Tiefbau West sucht Löten").check();
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  expect((await storedDocument(page)).needs).toHaveLength(2);
  await node(page, "Tiefbau West").focus();
  await page.keyboard.press("c");
  await page.keyboard.press("Escape");
  await expect(status(page, "Gehen Sie mit den Pfeiltasten")).toHaveCount(0);
});

test("two nodes are joined by dragging with Shift", async ({ page }) => {
  await begin(page);
  const [from, to] = [await at(page, "Schule Süd"), await at(page, "Löten")];
  await page.mouse.move(from.x, from.y);
  await page.keyboard.down("Shift");
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await expect(dialog(page)).toHaveAccessibleName("Verbinden");
  await expect(dialog(page).getByLabel("Schule Süd bietet Löten")).toBeVisible();
});

test("a dragged node stays where it was put, and can be released", async ({ page }) => {
  await begin(page);
  const from = await at(page, "Tiefbau West");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y - 30, { steps: 5 });
  await page.mouse.move(from.x + 60, from.y - 50, { steps: 5 });
  await page.mouse.up();
  await isSaved(page);
  const position = (await storedDocument(page)).positions.a3;
  expect(position).toMatchObject({ pinned: true });
  expect([position.x, position.y]).not.toEqual([0, 220]);
  await expect(button(header(page), /^Rückgängig/)).toHaveAccessibleName("Rückgängig: „Tiefbau West“ verschoben");
  await page.reload();
  await go(page, "#/netz?auswahl=a3");
  await expect(card(page)).toBeVisible();
  expect((await storedDocument(page)).positions.a3).toEqual(position);
  await button(page, "Lösen").click();
  await expect.poll(async () => (await storedDocument(page)).positions.a3?.pinned ?? false).toBe(false);
});

test("a node is moved and pinned by keyboard", async ({ page }) => {
  await begin(page);
  await node(page, "Löten").focus();
  await page.keyboard.press("Control+ArrowRight");
  await isSaved(page);
  await expect.poll(async () => (await storedDocument(page)).positions.k3).toMatchObject({ x: 280, y: 220, pinned: true });
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await storedDocument(page)).positions.k3).toMatchObject({ x: 260, y: 220 });
});

test("a click opens the card, a double click shows the surroundings, back goes back", async ({ page }) => {
  await begin(page);
  const place = await at(page, "Tischlern");
  await page.mouse.click(place.x, place.y);
  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Tischlern");
  const moved = await at(page, "Tischlern");
  await page.mouse.dblclick(moved.x, moved.y);
  await expect(status(page, "Umgebung von „Tischlern“: 1 Schritt")).toBeVisible();
  await expect(summary(page)).toHaveText(/^2 von 3 Akteuren, 1 von 3 Kompetenzen/);
  await button(page, "Mehr Schritte").click();
  await expect.poll(() => hash(page)).toContain("schritte=2");
  await page.goBack();
  await expect(status(page, "Umgebung von „Tischlern“: 1 Schritt")).toBeVisible();
  await page.goBack();
  await expect(status(page, "Umgebung von")).toHaveCount(0);
  await expect(summary(page)).toHaveText("3 Akteure, 3 Kompetenzen, 4 Beziehungen");
});

test("the buttons move the picture; the wheel too", async ({ page }) => {
  await begin(page);
  const distance = async () => {
    const [one, two] = [await at(page, "Werkstatt Nord"), await at(page, "Schule Süd")];
    return Math.hypot(one.x - two.x, one.y - two.y);
  };
  const whole = await distance();
  await button(page, "Vergrößern").click();
  await expect.poll(distance).toBeGreaterThan(whole * 1.1);
  await button(page, "Alles zeigen").click();
  await expect.poll(distance).toBeCloseTo(whole, -1);
  await button(page, "Verkleinern").click();
  await expect.poll(distance).toBeLessThan(whole * 0.95);
  await button(page, "Alles zeigen").click();
  const place = await at(page, "Werkstatt Nord");
  await page.mouse.move(place.x, place.y);
  await page.mouse.wheel(0, -300);
  await expect.poll(distance).toBeGreaterThan(whole * 1.1);
});

test("an address brings back search, filter, focus and card", async ({ page }) => {
  await begin(page, "#/netz?q=tischl");
  await expect(page.getByRole("searchbox")).toHaveValue("tischl");
  await expect(summary(page)).toHaveText(/1 von 3 Kompetenzen/);
  await go(page, "#/netz?sektor=s1");
  await expect(page.getByRole("checkbox", { name: /^Handwerk/ })).toBeChecked();
  await expect(summary(page)).toHaveText(/^2 von 3 Akteuren/);
  await go(page, "#/netz?fokus=k1&schritte=0");
  await expect(summary(page)).toHaveText(/^0 von 3 Akteuren, 1 von 3 Kompetenzen/);
  await go(page, "#/netz?auswahl=k2&art=bietet&ausblenden=1");
  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Straßenbau");
  await expect(page.getByRole("radio", { name: /^bietet \d/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: "ausblenden" })).toBeChecked();
  await page.reload();
  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Straßenbau");
});

test("filters say their counts, and the address follows", async ({ page }) => {
  await begin(page);
  const sector = page.getByRole("group", { name: "Bereich" });
  await expect(sector.getByRole("checkbox", { name: /Handwerk\s*2$/ })).toBeVisible();
  await sector.getByRole("checkbox", { name: /Schule\s*1$/ }).check();
  await expect.poll(() => hash(page)).toBe("#/netz?sektor=s2");
  await expect(summary(page)).toHaveText(/^1 von 3 Akteuren/);
  await header(page).getByRole("link", { name: "Akteure", exact: true }).click();
  await expect(page.getByRole("main").getByRole("row")).toHaveCount(2);
  await page.getByLabel("Kompetenz", { exact: true }).selectOption({ label: "Tischlern (1)" });
  await expect.poll(() => hash(page)).toBe("#/akteure?sektor=s2&kompetenz=k1");
  await button(page, "Filter aufheben").click();
  await expect(page.getByRole("main").getByRole("row")).toHaveCount(4);
});

test("a search that finds nothing says so, and leads back", async ({ page }) => {
  await begin(page);
  await page.getByRole("searchbox").fill("qqqq");
  await expect(page.getByText("Nichts gefunden.")).toBeVisible();
  await expect(page.getByText("Nichts passt zu Suche und Filtern.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Suche und Filter aufheben" }).click();
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(summary(page)).toHaveText(/^3 Akteure/);
});

test("looking around changes nothing", async ({ page }) => {
  await begin(page);
  const before = await ownData(page);
  await button(page, "Vergrößern").click();
  await go(page, "#/netz?fokus=a1&schritte=1");
  await go(page, "#/netz?q=schule");
  await go(page, "#/netz");
  await at(page, "Werkstatt Nord");
  expect(await ownData(page)).toBe(before);
});

test("all is there without the graph: lists, matrix, cards", async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await start(page, { hash: "#/netz" });
  await page.getByRole("link", { name: "Als Liste anzeigen" }).click();
  await expect(page.getByRole("main").getByRole("row")).toHaveCount(example.actors.length + 1);
  const offers = page.getByRole("columnheader", { name: /Angebote/ });
  await offers.getByRole("button").click();
  await expect(offers).toHaveAttribute("aria-sort", /ascending|descending/);
  await go(page, "#/kompetenzen/matrix");
  await expect(page.getByRole("main").getByRole("table")).toBeVisible();
  await expect(page.getByRole("main").getByText("29 Akteure × 64 Kompetenzen")).toBeVisible();
});

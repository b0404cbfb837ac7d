// The picture: by keyboard and by mouse, from an address and back again.
import { expect, test } from "./page.mjs";
import { at, button, card, dialog, example, go, graph, header, isSaved, keep, listen, node, ownData, small, start, status, storedDocument, told } from "./steps.mjs";

const nodes = (page) => graph(page).getByRole("button");
const summary = (page) => page.locator("#graph-summary");
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? "");
const hash = (page) => decodeURIComponent(new URL(page.url()).hash);

async function begin(page, address = "#/netz") {
  await keep(page, small());
  await start(page, { hash: address });
  await expect(node(page, "Werkstatt Nord")).toBeAttached();
}

/** Where all nodes in view are drawn, by name, when the picture has come to rest. */
async function places(page) {
  const now = () =>
    nodes(page).evaluateAll((buttons) =>
      Object.fromEntries(
        buttons.map((button) => {
          const { left, top } = button.getBoundingClientRect();
          return [button.getAttribute("aria-label").split(",")[0], [Math.round(left), Math.round(top)]];
        }),
      ),
    );
  let before;
  await expect(async () => {
    const places = await now();
    const same = JSON.stringify(places) === JSON.stringify(before);
    before = places;
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
  await page.getByRole("toolbar", { name: "Ansicht des Netzes" }).getByRole("button").last().focus();
  await page.keyboard.press("Tab");
  await expect.poll(() => focused(page)).toMatch(/, (Akteur|Kompetenz), /);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.closest("[role=application]"))).toBeNull();
});

test("two nodes are joined by keyboard", async ({ page }) => {
  await begin(page);
  await node(page, "Tiefbau West").focus();
  await page.keyboard.press("c");
  await expect(status(page, "Womit verbinden Sie „Tiefbau West“?")).toBeAttached();
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
  await expect(status(page, "Womit verbinden Sie")).toHaveCount(0);
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

test("one action is told once: a word, a filter, moving a node, choosing several", async ({ page }) => {
  await begin(page);
  await listen(page);
  const since = async (number) => (await told(page)).slice(number);
  await page.getByRole("searchbox").pressSequentially("tischl", { delay: 40 });
  await expect.poll(() => told(page)).toEqual([expect.stringMatching(/1 Kompetenz/)]);
  await page.getByRole("searchbox").fill("");
  await expect.poll(() => since(1)).toEqual(["3 Akteure, 3 Kompetenzen, 4 Beziehungen"]);
  const craft = page.getByRole("checkbox", { name: /^Schule/ });
  await craft.check();
  await expect.poll(() => since(2)).toEqual([expect.stringMatching(/^1 von 3 Akteuren/)]);
  await craft.uncheck();
  await expect.poll(() => since(3)).toEqual(["3 Akteure, 3 Kompetenzen, 4 Beziehungen"]);

  await node(page, "Löten").focus();
  await page.keyboard.down("Control");
  for (const arrow of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowUp"]) {
    await page.keyboard.press(arrow);
    await expect(status(page, `„Löten“ nach ${arrow === "ArrowUp" ? "oben" : "rechts"} verschoben`)).toBeVisible();
  }
  await page.keyboard.up("Control");
  await expect.poll(() => since(4)).toEqual(["„Löten“ nach rechts verschoben", "„Löten“ nach oben verschoben"]);
  await page.keyboard.press("Control+ArrowUp");
  await expect.poll(() => since(6)).toEqual(["„Löten“ nach oben verschoben"]);

  await page.keyboard.press("Shift+Enter");
  await expect.poll(() => since(7)).toEqual(["1 ausgewählt"]);
  expect(await focused(page)).toBe("Löten, ausgewählt, Kompetenz, 0 bieten, 0 suchen");
  await node(page, "Schule Süd").focus();
  await page.keyboard.press("Shift+Enter");
  await expect.poll(() => since(8)).toEqual(["2 ausgewählt"]);
  await expect(node(page, "Löten")).toHaveAccessibleName(/^Löten, ausgewählt, /);
  await page.keyboard.press("Escape");
  await expect.poll(() => focused(page)).toMatch(/^Schule Süd, Akteur, /);
});

test("the keyboard is told what is near, and goes by short names if one likes", async ({ page }) => {
  await begin(page);
  await node(page, "Löten").focus();
  await page.keyboard.press("n");
  const near = status(page, /^In der Nähe von „Löten“: (rechts|links|oben|unten)/);
  await expect(near).toBeVisible();
  await expect(near).toContainText("Tischlern (Kompetenz)");
  expect((await near.textContent()).match(/\((Akteur|Kompetenz)\)/g)).toHaveLength(5);
  await page.keyboard.press("Home");
  await expect(near).toHaveCount(0);
  // A letter is a key while the picture has the focus, and nowhere else.
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("n");
  await expect(page.getByRole("searchbox")).toHaveValue("n");
  await page.getByRole("searchbox").fill("");
  // The page loads anew what the address says, and that follows a little later.
  await expect(page).toHaveURL(/#\/netz$/);

  await node(page, "Werkstatt Nord").focus();
  await page.keyboard.press("v");
  await expect(status(page, "Einträge im Netz werden jetzt kurz angesagt.")).toBeVisible();
  await expect.poll(() => focused(page)).toBe("Werkstatt Nord, Akteur");
  await page.reload();
  await expect(graph(page).getByRole("button", { name: "Löten, Kompetenz", exact: true })).toBeAttached();
  await node(page, "Werkstatt Nord").focus();
  await page.keyboard.press("v");
  await expect.poll(() => focused(page)).toBe("Werkstatt Nord, Akteur, Handwerk, bietet 1, sucht 0, 1 Verbindung");
});

test("a click opens the card, a double click shows the surroundings, back goes back", async ({ page }) => {
  await begin(page);
  const place = await at(page, "Tischlern");
  await page.mouse.click(place.x, place.y);
  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Tischlern");
  const moved = await at(page, "Tischlern");
  await page.mouse.dblclick(moved.x, moved.y);
  await expect(page.getByText("Umgebung von „Tischlern“: 1 Schritt")).toBeVisible();
  await expect(summary(page)).toHaveText(/^2 von 3 Akteuren, 1 von 3 Kompetenzen/);
  await button(page, "Mehr Schritte").click();
  await expect.poll(() => hash(page)).toContain("schritte=2");
  await page.goBack();
  await expect(page.getByText("Umgebung von „Tischlern“: 1 Schritt")).toBeVisible();
  await page.goBack();
  await expect(page.getByText(/^Umgebung von/)).toHaveCount(0);
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
  await expect.poll(distance).toBeCloseTo(whole, -1);
  const place = await at(page, "Werkstatt Nord");
  await page.mouse.move(place.x, place.y);
  await page.mouse.wheel(0, -100);
  await expect.poll(distance).toBeGreaterThan(whole * 1.1);
});

test("two fingers on a trackpad move the picture, a double click on the ground brings it nearer", async ({ page }) => {
  await begin(page);
  const before = await at(page, "Tischlern");
  await page.mouse.move(before.x, before.y);
  await page.mouse.wheel(-30, 4);
  await page.mouse.wheel(-30, 4);
  await expect.poll(() => at(page, "Tischlern")).toEqual({ x: before.x + 60, y: before.y - 8 });
  await button(page, "Alles zeigen").click();
  const picture = await places(page);
  const ground = await page.getByRole("application").boundingBox();
  await page.mouse.dblclick(ground.x + ground.width - 20, ground.y + ground.height - 20);
  await expect.poll(() => places(page)).not.toEqual(picture);
});

test("one can go back to the view before", async ({ page }) => {
  await begin(page);
  const whole = await places(page);
  await node(page, "Löten").focus();
  await page.keyboard.press("f");
  await expect.poll(() => places(page)).not.toEqual(whole);
  await page.keyboard.press("b");
  await expect.poll(() => places(page)).toEqual(whole);
  expect(await focused(page)).toMatch(/^Löten, /);
  await page.keyboard.press("f");
  await button(page, "Alles zeigen").click();
  await expect.poll(() => places(page)).toEqual(whole);
  await button(page, "Zurück zur vorigen Ansicht").click();
  await expect.poll(() => places(page)).not.toEqual(whole);
});

test("each arrangement is in the address, and the network comes back as it was", async ({ page }) => {
  await begin(page);
  const [whole, data] = [await places(page), await ownData(page)];
  const choice = page.getByLabel("Anordnung");
  for (const [label, word] of [
    ["Nach Bereichen", "bereiche"],
    ["Ringe um einen Eintrag", "ringe"],
    ["Wer und was", "spalten"],
  ]) {
    await choice.selectOption({ label });
    await expect.poll(() => hash(page)).toBe(`#/netz?anordnung=${word}`);
    await expect.poll(() => places(page)).not.toEqual(whole);
    const arranged = await places(page);
    await header(page).getByRole("link", { name: "Akteure", exact: true }).click();
    await expect(page.getByRole("main").getByRole("row")).toHaveCount(4);
    await page.goBack();
    await expect(choice.getByRole("option", { selected: true })).toHaveText(label);
    await expect.poll(() => places(page)).toEqual(arranged);
    await choice.selectOption({ label: "Netz" });
    await expect.poll(() => hash(page)).toBe("#/netz");
    await expect.poll(() => places(page)).toEqual(whole);
  }
  expect(await ownData(page)).toBe(data);
});

test("rings follow the entry whose card is open, and keep their places", async ({ page }) => {
  await begin(page, "#/netz?anordnung=ringe&auswahl=a3");
  const around = await places(page);
  const place = await at(page, "Schule Süd");
  await page.mouse.click(place.x, place.y);
  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Schule Süd");
  await expect.poll(() => places(page)).not.toEqual(around);
  const data = await ownData(page);
  const from = await at(page, "Tiefbau West");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 30, { steps: 4 });
  await page.mouse.up();
  await expect(status(page, "In dieser Anordnung hat jeder Eintrag seinen festen Platz.")).toBeVisible();
  await node(page, "Tiefbau West").focus();
  await page.keyboard.press("Control+ArrowRight");
  expect(await ownData(page)).toBe(data);
});

test("neighbours follow a drag; Escape and undo put all of them back", async ({ page }) => {
  await begin(page);
  const [whole, { positions }] = [await places(page), await storedDocument(page)];
  const drag = async () => {
    const from = await at(page, "Tischlern");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x - 60, from.y + 60, { steps: 4 });
    // Nothing but the layout moves the others.
    await expect.poll(async () => (await places(page))["Werkstatt Nord"]).not.toEqual(whole["Werkstatt Nord"]);
  };
  await drag();
  await node(page, "Löten").focus();
  await page.keyboard.press("Escape");
  await expect.poll(() => places(page)).toEqual(whole);
  await page.mouse.up();
  expect((await storedDocument(page)).positions).toEqual(positions);
  await drag();
  await page.mouse.up();
  await isSaved(page);
  await expect.poll(async () => (await storedDocument(page)).positions.k1.pinned).toBe(true);
  const { positions: after } = await storedDocument(page);
  expect(after.a1).not.toEqual(positions.a1);
  expect(after.a1.pinned ?? false).toBe(false);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await storedDocument(page)).positions).toEqual(positions);
  await expect.poll(() => places(page)).toEqual(whole);
});

test("entries are gathered by rectangle, freehand and keyboard, and moved together", async ({ page }) => {
  await begin(page);
  const west = [await at(page, "Tiefbau West"), await at(page, "Straßenbau")];
  const frame = {
    left: Math.min(...west.map(({ x }) => x)) - 30,
    right: Math.max(...west.map(({ x }) => x)) + 30,
    top: Math.min(...west.map(({ y }) => y)) - 30,
    bottom: Math.max(...west.map(({ y }) => y)) + 30,
  };
  await page.mouse.move(frame.left, frame.top);
  await page.keyboard.down("Shift");
  await page.mouse.down();
  await page.mouse.move(frame.right, frame.bottom, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await expect(status(page, "2 ausgewählt")).toBeAttached();

  await node(page, "Löten").focus();
  await page.keyboard.press("Shift+Enter");
  await expect(status(page, "3 ausgewählt")).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(status(page, /ausgewählt/)).toHaveCount(0);
  expect(await focused(page)).toMatch(/^Löten, /);

  const lasso = button(page, "Freihand auswählen");
  await lasso.click();
  await expect(lasso).toHaveAttribute("aria-pressed", "true");
  await page.mouse.move(frame.left, frame.top);
  await page.mouse.down();
  for (const [x, y] of [["right", "top"], ["right", "bottom"], ["left", "bottom"]]) {
    await page.mouse.move(frame[x], frame[y], { steps: 6 });
  }
  await page.mouse.up();
  await expect(status(page, "2 ausgewählt")).toBeAttached();
  await lasso.click();

  const { positions } = await storedDocument(page);
  // The focus on another node may have moved the picture, and below lies the bar of what is selected.
  const { x, y } = await at(page, "Straßenbau");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 50, y - 20, { steps: 5 });
  await page.mouse.up();
  await expect(button(header(page), /^Rückgängig/)).toHaveAccessibleName("Rückgängig: 2 Einträge verschoben");
  await isSaved(page);
  const moved = (await storedDocument(page)).positions;
  for (const axis of ["x", "y"]) {
    expect(moved.a3[axis] - positions.a3[axis]).toBeCloseTo(moved.k2[axis] - positions.k2[axis], 0);
    expect(moved.a3[axis]).not.toBe(positions.a3[axis]);
  }
  await button(page, "Lösen").click();
  await expect.poll(async () => (await storedDocument(page)).positions.k2.pinned ?? false).toBe(false);
  await button(page, "Auswahl aufheben").click();
  await expect(status(page, /ausgewählt/)).toHaveCount(0);
  await expect(button(page, "Mit einem Rechteck auswählen")).toBeFocused();
});

test("a large network has a small picture of the whole to move by", async ({ page }) => {
  const actors = [...Array(500).keys()];
  const places = actors.map((number) => [`a${number}`, { x: (number % 25) * 90, y: Math.floor(number / 25) * 70 }]);
  await keep(page, small({
    actors: actors.map((number) => ({ id: `a${number}`, name: `Akteur ${number}`, kind: "organisation", status: "member" })),
    offers: [],
    needs: [],
    links: [],
    topics: [],
    positions: Object.fromEntries([...places, ["k1", { x: 0, y: -70 }], ["k2", { x: 90, y: -70 }], ["k3", { x: 180, y: -70 }]]),
  }));
  await start(page, { hash: "#/netz" });
  await expect(nodes(page).first()).toBeAttached();
  for (let times = 0; times < 6; times += 1) await button(page, "Vergrößern").click();
  const minimap = await page.locator(".minimap canvas").boundingBox();
  await page.mouse.click(minimap.x + 14, minimap.y + minimap.height - 14);
  await expect(node(page, "Akteur 475")).toBeAttached();
  await page.mouse.click(minimap.x + minimap.width - 14, minimap.y + minimap.height - 14);
  await expect(node(page, "Akteur 499")).toBeAttached();
  await expect(node(page, "Akteur 475")).toHaveCount(0);
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
  const competency = page.getByLabel("Kompetenz", { exact: true });
  // A large network has thousands: they are there for whoever turns to them.
  await expect(competency.locator("option")).toHaveCount(1);
  await competency.focus();
  await expect(competency.locator("option")).not.toHaveCount(1);
  await competency.selectOption({ label: "Tischlern (1)" });
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

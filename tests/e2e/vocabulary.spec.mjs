// Care of the vocabulary: two terms become one and two again, terms find their place, by mouse and by keyboard.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./page.mjs";
import { button, dialog, go, keep, openFile, small, start, status, storedDocument, tabTo } from "./steps.mjs";

const hash = "#/kompetenzen/pflege";
const main = (page) => page.getByRole("main");
const part = (page, name) => main(page).getByRole("region", { name });
const rows = (page, name) => part(page, name).getByRole("listitem");
const row = (page, name) => main(page).locator("li[draggable]").filter({ has: page.getByRole("link", { name, exact: true }) });
const refusal = (page) => main(page).getByRole("alert");

/** Two spellings of one thing, both offered by the same actor, and terms without an order. */
const untidy = () =>
  small({
    competencies: [
      { id: "k1", name: "3D-Druck", also: ["Additive Fertigung"] },
      { id: "k2", name: "Druck 3D", description: "Auch mit Harz." },
      { id: "k3", name: "Löten" },
      { id: "k4", name: "Prototypenbau" },
      { id: "k5", name: "Tischlern" },
      { id: "k6", name: "Tischlerrn" },
    ],
    offers: [
      { id: "o1", actor: "a1", competency: "k1", level: 3 },
      { id: "o2", actor: "a1", competency: "k2", note: "nur samstags" },
      { id: "o3", actor: "a3", competency: "k1" },
    ],
    needs: [
      { id: "n1", actor: "a2", competency: "k2" },
      { id: "n2", actor: "a2", competency: "k3" },
    ],
    topics: [{ id: "t1", title: "Neuer Spielplatz", status: "idea", competencies: ["k2"] }],
    positions: undefined,
  });

test("two terms become one, and two again", async ({ page }) => {
  await keep(page, untidy());
  await start(page, { hash: "#/kompetenzen" });
  await page.getByRole("link", { name: "Wortschatz pflegen" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Wortschatz");
  const pairs = rows(page, /^Vermutlich dasselbe/);
  await expect(part(page, "Vermutlich dasselbe (2)")).toBeVisible();
  const pair = pairs.filter({ hasText: "3D-Druck" });
  await expect(pair).toContainText("dieselben Wörter in anderer Reihenfolge");
  await expect(pair.getByRole("radio", { name: "Druck 3D 1 × geboten, 1 × gesucht, 1 × sonst genannt" })).toBeChecked();
  // The other one may stay as well.
  await pair.getByRole("radio", { name: /^3D-Druck 2 × geboten/ }).check();
  await button(pair, /^Zusammenführen/).click();
  await expect(status(page, "„Druck 3D“ mit „3D-Druck“ zusammengeführt")).toBeVisible();
  await expect(pairs).toHaveCount(1);
  await expect(button(pairs, /^Zusammenführen/)).toBeFocused();
  await expect
    .poll(async () => {
      const { competencies, offers, needs, topics } = await storedDocument(page);
      return [competencies.find(({ id }) => id === "k1"), offers.map(({ id, competency, note }) => ({ id, competency, note })), needs[0].competency, topics[0].competencies];
    })
    .toEqual([
      expect.objectContaining({ name: "3D-Druck", also: ["Additive Fertigung", "Druck 3D"], description: "Auch mit Harz." }),
      [{ id: "o1", competency: "k1", note: "nur samstags" }, { id: "o3", competency: "k1" }],
      "k1",
      ["k1"],
    ]);
  await button(page.locator(".toast"), /^Rückgängig/).click();
  await expect(pairs).toHaveCount(2);
  await expect
    .poll(async () => {
      const { competencies, offers, needs, topics } = await storedDocument(page);
      return [competencies.map(({ id }) => id), offers.map(({ competency, note }) => ({ competency, note })), needs[0].competency, topics[0].competencies];
    })
    .toEqual([
      ["k1", "k2", "k3", "k4", "k5", "k6"],
      [{ competency: "k1" }, { competency: "k2", note: "nur samstags" }, { competency: "k1" }],
      "k2",
      ["k2"],
    ]);
});

test("a pair that is not the same stays hidden, also when the page opens anew", async ({ page }) => {
  await keep(page, untidy());
  await start(page, { hash });
  const pairs = rows(page, /^Vermutlich dasselbe/);
  await button(pairs.filter({ hasText: "Druck 3D" }), /^Das ist nicht dasselbe/).click();
  await expect(part(page, "Vermutlich dasselbe (1)")).toBeVisible();
  await expect(button(pairs, /^Zusammenführen/)).toBeFocused();
  await go(page, "#/kompetenzen");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kompetenzen");
  await go(page, hash);
  await expect(pairs).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.reload();
  await expect(part(page, "Vermutlich dasselbe (1)")).toBeVisible();
  await expect(pairs).toHaveCount(1);
  await button(main(page), "Wieder zeigen").click();
  await expect(pairs).toHaveCount(2);
  await expect(page.getByRole("heading", { name: "Vermutlich dasselbe (2)" })).toBeFocused();
});

for (const [language, t] of [
  ["de", { merge: /^Zusammenführen: Tischlern/, twins: /^Vermutlich dasselbe/, place: "Einordnen: Löten", above: "Einordnen: Prototypenbau", broader: "Oberbegriff", circle: "„Löten“ gehört schon zu „Prototypenbau“.", none: "Diesen Begriff gibt es nicht." }],
  ["en", { merge: /^Merge: Tischlern/, twins: /^Probably the same/, place: "Place it: Löten", above: "Place it: Prototypenbau", broader: "Broader term", circle: "“Löten” belongs to “Prototypenbau” already.", none: "There is no such term." }],
]) {
  test(`merged and put in order by keyboard at 360 px (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await keep(page, untidy());
    await start(page, { hash, language });
    await tabTo(page, page.getByRole("button", { name: t.merge }));
    await page.keyboard.press("Enter");
    await expect(rows(page, t.twins)).toHaveCount(1);
    await page.keyboard.press("Control+z");
    await expect(rows(page, t.twins)).toHaveCount(2);

    const broader = page.getByRole("combobox", { name: t.broader });
    await tabTo(page, button(page, t.place));
    await page.keyboard.press("Enter");
    await expect(broader).toBeFocused();
    await page.keyboard.type("Weben");
    await page.keyboard.press("Enter");
    await expect(refusal(page)).toHaveText(t.none);
    await broader.fill("prototypenbau");
    await page.keyboard.press("Enter");
    await expect(broader).toHaveCount(0);
    await expect(refusal(page)).toHaveCount(0);
    await expect.poll(async () => (await storedDocument(page)).competencies[2].broader).toBe("k4");

    // It cannot belong to what belongs to it.
    await button(page, t.above).focus();
    await page.keyboard.press("Enter");
    await broader.fill("Löten");
    await page.keyboard.press("Enter");
    await expect(refusal(page)).toContainText(t.circle);
    await expect(broader).toHaveAttribute("aria-invalid", "true");
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ rules: { "target-size": { enabled: true } } }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0].target}`)).toEqual([]);

    // Nothing there stands for no broader term.
    await button(page, t.place).focus();
    await page.keyboard.press("Enter");
    await expect(broader).toHaveValue("Prototypenbau");
    await broader.fill("");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await storedDocument(page)).competencies[2].broader).toBeUndefined();
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await storedDocument(page)).competencies[2].broader).toBe("k4");
  });
}

test("a term is dragged onto its broader one, but not in a circle", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1600 });
  await keep(page, untidy());
  await start(page, { hash });
  await row(page, "Löten").dragTo(row(page, "Prototypenbau"));
  await expect(status(page, "Kompetenz „Löten“ geändert")).toBeVisible();
  await expect(row(page, "Löten")).toContainText("gehört zu „Prototypenbau“");
  await expect.poll(async () => (await storedDocument(page)).competencies[2].broader).toBe("k4");
  // The notice would lie over the rows.
  await button(page.locator(".toast"), "Schließen").click();
  await row(page, "Prototypenbau").dragTo(row(page, "Löten"));
  await expect(refusal(page)).toContainText("„Löten“ gehört schon zu „Prototypenbau“.");
  await expect(row(page, "Prototypenbau")).not.toContainText("gehört zu");
});

test("what is not used can be deleted there", async ({ page }) => {
  await keep(page, untidy());
  await start(page, { hash });
  await expect(rows(page, "Nur einmal verwendet (1)")).toContainText("Löten");
  await button(part(page, "Nicht verwendet (3)"), "Löschen: Prototypenbau").click();
  await button(dialog(page), "Löschen").click();
  await expect(part(page, "Nicht verwendet (2)")).toBeVisible();
});

test("who only looks changes nothing", async ({ page }) => {
  await start(page, { hash });
  await openFile(page, untidy());
  await expect(rows(page, "Vermutlich dasselbe (2)")).toHaveCount(2);
  await expect(main(page).getByRole("button")).toHaveCount(0);
  await expect(main(page).locator("[draggable]")).toHaveCount(0);
});

test("a match of near-twins leads here, and a tidy vocabulary says so", async ({ page }) => {
  const broader = "k3";
  await keep(
    page,
    small({
      competencies: [{ id: "k1", name: "Sensorik", broader }, { id: "k2", name: "Sensorick", broader }, { id: "k3", name: "Technik" }],
      offers: ["a1", "a3"].map((actor) => ({ id: `o-${actor}`, actor, competency: "k2" })),
      needs: ["n1", "n2"].map((id) => ({ id, actor: "a2", competency: "k1" })),
      topics: [{ id: "t1", title: "Neuer Spielplatz", status: "idea", competencies: ["k3"] }],
    }),
  );
  await start(page, { hash: "#/treffer" });
  const match = main(page).getByRole("listitem").filter({ hasText: "vermutlich dasselbe" });
  await match.first().getByRole("link", { name: "Begriffe zusammenführen?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Wortschatz");
  await button(rows(page, "Vermutlich dasselbe (1)"), /^Zusammenführen/).click();
  await expect(main(page)).toContainText("Der Wortschatz ist gepflegt");
});

// What is covered, and by how many: tiles narrow lists, matrix and picture alike.
import { expect, test } from "./page.mjs";
import { graph, keep, small, start } from "./steps.mjs";

/** One each that is unmet, offered by one, by two, and unasked; a narrower term of what nobody offers. */
const given = () => {
  const names = { k1: "Tischlern", k2: "Raumfahrt", k3: "Unterricht", k4: "Chor", k5: "Raketenbau" };
  const competencies = Object.entries(names).map(([id, name]) => ({ id, name, ...(id === "k5" && { broader: "k2" }) }));
  const offers = [["a1", "k1"], ["a1", "k3"], ["a2", "k3"], ["a3", "k5"]].map(([actor, competency], place) => ({ id: `o${place}`, actor, competency }));
  const needs = [["a2", "k1"], ["a1", "k2"], ["a3", "k3"]].map(([actor, competency], place) => ({ id: `n${place}`, actor, competency }));
  return small({ competencies, offers, needs, links: [], topics: [] });
};
const tile = (page, name) => page.getByRole("group", { name: "Abdeckung" }).getByRole("button", { name });
const rows = (page) => page.getByRole("main").getByRole("rowheader");

test("tiles count, and narrow list, matrix and picture alike", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/kompetenzen" });
  await expect(tile(page, "1 gesucht, niemand bietet")).toBeVisible();
  await expect(tile(page, "2 nur ein Akteur bietet")).toBeVisible();
  await expect(tile(page, "1 gedeckt")).toBeVisible();
  await expect(tile(page, "1 niemand sucht")).toBeVisible();
  await tile(page, "gesucht, niemand bietet").focus();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveText(["Raumfahrt"]);
  await expect(tile(page, "gesucht, niemand bietet")).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("link", { name: "Matrix" }).click();
  await expect(page.getByRole("columnheader", { name: "Raumfahrt" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Tischlern" })).toBeHidden();
  await page.getByRole("link", { name: "Netz", exact: true }).click();
  await expect(graph(page)).toBeVisible();
  await expect(page).toHaveURL(/#\/netz\?deckung=offen/);
  await page.goBack();
  await tile(page, "gesucht, niemand bietet").click();
  await expect(page.getByRole("columnheader", { name: "Tischlern" })).toBeVisible();
});

test("what is scarce, and whether narrower terms count, can be set", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await keep(page, given());
  await start(page, { hash: "#/kompetenzen" });
  await page.getByLabel("was höchstens zwei bieten").check();
  await expect(tile(page, "3 höchstens zwei Akteure bieten")).toBeVisible();
  await expect(tile(page, "0 gedeckt")).toBeVisible();
  await page.getByLabel("Engere Begriffe zählen mit").check();
  await expect(tile(page, "0 gesucht, niemand bietet")).toBeVisible();
  await tile(page, "4 höchstens zwei Akteure bieten").click();
  await expect(rows(page)).toHaveCount(4);
  await page.reload();
  await expect(tile(page, "4 höchstens zwei Akteure bieten")).toHaveAttribute("aria-pressed", "true");
});

// What those who operate a page write beside it, in `site.json`: at the foot of every view and in the help, late, and
// without harm when it is broken or missing.
import { test as unwatched } from "@playwright/test";
import { expect, test } from "./page.mjs";
import { go, header, keep, key, menu, button, small, start } from "./steps.mjs";

const foot = (page) => page.getByRole("contentinfo");
const main = (page) => page.getByRole("main");
const texts = (scope) => scope.getByRole("link").allTextContents();
const title = (page) => page.getByRole("heading", { level: 1 });

const filled = {
  imprint: "https://stadt.example/impressum",
  privacy: "datenschutz.html",
  accessibility: { de: "/barrierefreiheit", en: "/accessibility" },
  feedback: "mailto:barriere@stadt.example",
  plain_language: { de: "../leicht/" },
  sign_language: "#/hilfe",
};
const german = ["Impressum", "Datenschutz", "Barrierefreiheit", "Barriere melden", "Leichte Sprache", "Gebärdensprache"];
const english = ["Imprint", "Privacy", "Accessibility", "Report a barrier", "Easy read", "Sign language"];

/** What the page is given for the file. */
const give = (page, body) =>
  page.route("**/site.json", (route) => route.fulfill({ contentType: "application/json", body: typeof body === "string" ? body : JSON.stringify(body) }));

/** The page has asked, and what follows is on the screen. */
async function hasAsked(page) {
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/site.json")));
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(shown)))));
}

test("as it is shipped it lies beside the page, is listed nowhere, and nothing stands there", async ({ page, request }) => {
  await keep(page, small());
  await start(page);
  await hasAsked(page);
  await expect(foot(page)).toHaveCount(0);
  const [asked, painted] = await page.evaluate(() => [
    performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/some/path/site.json")).startTime,
    performance.getEntriesByName("network-painted")[0].startTime,
  ]);
  expect(asked).toBeGreaterThan(painted);
  await go(page, "#/hilfe");
  await expect(main(page)).toContainText("Barrierefreiheit");
  await expect(main(page).getByRole("heading", { name: "Wer diese Seite betreibt" })).toHaveCount(0);
  const shipped = await (await request.get("./site.json")).json();
  expect(Object.keys(shipped)).toEqual([...Object.keys(filled), "map"]);
  expect(new Set(Object.values(shipped))).toEqual(new Set([""]));
  expect(await (await request.get("./files.json")).text()).not.toContain("site.json");
});

test("what is written stands at the foot of every view, and in the help, in both languages", async ({ page }) => {
  await give(page, filled);
  await keep(page, small());
  await start(page);
  await expect(foot(page).getByRole("link")).toHaveText(german);
  const place = await foot(page).boundingBox();
  for (const hash of ["#/akteure", "#/kompetenzen/matrix", "#/themen", "#/team", "#/akteur/a1", "#/nirgendwo", "#/hilfe"]) {
    await go(page, hash);
    await expect(title(page)).toBeFocused();
    expect(await texts(foot(page))).toEqual(german);
    expect(await foot(page).boundingBox()).toEqual(place);
  }
  await expect(title(page)).toHaveText("Hilfe");
  const list = main(page).getByRole("list").filter({ has: page.getByRole("link", { name: "Impressum" }) });
  await expect(list.getByRole("link")).toHaveText(german);
  const addresses = () => foot(page).getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(await addresses()).toEqual([filled.imprint, filled.privacy, "/barrierefreiheit", filled.feedback, "../leicht/", "#/hilfe"]);
  await menu(page).click();
  await button(header(page), "English").click();
  await expect(foot(page).getByRole("link")).toHaveText(english);
  // What is there in German only is better than nothing.
  expect(await addresses()).toEqual([filled.imprint, filled.privacy, "/accessibility", filled.feedback, "../leicht/", "#/hilfe"]);
});

test("the links lead away in the same window, from beside the page", async ({ page }) => {
  await give(page, filled);
  await page.route("**/some/path/datenschutz.html", (route) => route.fulfill({ contentType: "text/html", body: "<title>Datenschutz</title>" }));
  await start(page);
  await foot(page).getByRole("link", { name: "Datenschutz" }).click();
  await expect(page).toHaveTitle("Datenschutz");
  expect(page.context().pages().length).toBe(1);
});

for (const [name, viewport, folded] of [
  ["wide", { width: 1280, height: 800 }, false],
  ["wide, with the column folded", { width: 1280, height: 800 }, true],
  ["on a tablet", { width: 768, height: 1024 }, false],
  ["on a phone", { width: 360, height: 740 }, false],
]) {
  test(`the picture stays where it is when the foot comes, ${name}`, async ({ page }) => {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await page.route("**/site.json", async (route) => {
      await released;
      await route.fulfill({ json: filled });
    });
    await page.setViewportSize(viewport);
    // Who has no network of their own waits for the file.
    await keep(page, small());
    if (folded) await page.addInitScript(([name, text]) => localStorage.setItem(name, text), [key("settings"), JSON.stringify({ folded })]);
    await start(page);
    // Above it may come what narrows or hints, but that is there by now.
    await expect(header(page).getByRole("status")).not.toBeEmpty();
    await page.evaluate(() => document.fonts.ready);
    const canvas = page.locator(".stage__host > canvas");
    const before = await canvas.boundingBox();
    release();
    await expect(foot(page)).toHaveCount(folded ? 0 : 1);
    if (folded) await expect(page.locator("footer")).toBeAttached();
    expect(await canvas.boundingBox()).toEqual(before);
    if (folded) return;
    const last = foot(page).getByRole("link").last();
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
    // Nothing lies above it.
    await last.click();
    await expect(title(page)).toHaveText("Hilfe");
  });
}

for (const [name, body] of [
  ["empty", ""],
  ["no JSON", "{ imprint: "],
  ["HTML", "<!DOCTYPE html><title>Startseite</title><script>window.harmed = true</script>"],
  ["a list", [filled]],
  ["of 1 MB", JSON.stringify({ ...filled, more: "x".repeat(1_000_000) })],
  ["full of values that are none", { imprint: "javascript:window.harmed=true", privacy: 7, accessibility: ["/a"], feedback: "<b>an alle</b>", plain_language: { fr: "/a" }, sign_language: "data:text/html,<script>window.harmed=true</script>" }],
]) {
  test(`a file that is ${name} shows nothing and harms nobody`, async ({ page }) => {
    await give(page, body);
    await keep(page, small());
    await start(page, { hash: "#/hilfe" });
    await hasAsked(page);
    await expect(main(page)).toContainText("Barrierefreiheit");
    await expect(page.locator("footer")).toHaveCount(0);
    await go(page, "#/netz");
    await expect(page.getByRole("application").getByRole("button").first()).toBeAttached();
    await expect(page.locator("footer")).toHaveCount(0);
    expect(await page.evaluate(() => window.harmed)).toBeUndefined();
    await expect(page.locator("#crashed")).toBeHidden();
  });
}

test.describe("a file that does not come", () => {
  test.use({ mayFail: ["site.json"] });

  test("keeps nobody from the example", async ({ page }) => {
    await page.route("**/site.json", () => {});
    await start(page, { hash: "#/netz" });
    await expect(header(page)).toContainText("Goslar");
  });
});

test("one value that makes no sense leaves the others", async ({ page }) => {
  await give(page, { ...filled, privacy: "javascript:alert(1)", feedback: { de: "", en: null } });
  await start(page);
  await expect(foot(page).getByRole("link")).toHaveText(german.filter((words) => !["Datenschutz", "Barriere melden"].includes(words)));
});

for (const [name, answer] of [
  ["is not there", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>404</h1>" })],
  ["cannot be had", (route) => route.abort()],
]) {
  // The browser logs it.
  unwatched(`a file that ${name} harms nobody`, async ({ page }) => {
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.route("**/site.json", answer);
    const asked = page.waitForRequest("**/site.json");
    await start(page, { hash: "#/hilfe" });
    await asked;
    await expect(main(page)).toContainText("Barrierefreiheit");
    await go(page, "#/akteure");
    await expect(main(page).getByRole("grid")).toBeVisible();
    await expect(page.locator("footer")).toHaveCount(0);
    expect(errors).toEqual([]);
  });
}

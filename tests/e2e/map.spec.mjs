// `site.json` names a map: the page opens with it for those who have none of their own, and those who have changed
// something in it hear of newer editions.
import { test as unwatched } from "@playwright/test";
import { expect, test } from "./page.mjs";
import { addActor, alert, besides, button, dialog, go, header, isSaved, keep, menu, small, start, status, stored, storedActors, storedDocument, takeOver } from "./steps.mjs";

const day = 1_700_000_000_000;
const note = (page) => page.locator(".example-note");
const banner = (page) => status(page, /Von dieser Karte gibt es eine neuere Fassung|There is a newer edition of this map/);
const main = (page) => page.getByRole("main");

/** A public file as it is published; `actors` come on top. */
const edition = (exported_at, actors = [], changes = {}) => {
  const document = small();
  return { ...document, exported_at, profile: "public", actors: [...document.actors.map((actor) => ({ ...actor, ...changes[actor.id] })), ...actors] };
};
const first = edition("2026-11-02T08:00:00Z");
const verein = { id: "a4", name: "Verein Ost", kind: "organisation", status: "member", changed: { name: day } };
const second = edition("2026-12-01T08:00:00Z", [verein], { a1: { about: "Möbel und Treppen", changed: { about: day } } });

/** From now on `site.json` names a file, which is this; gives a function that publishes another one there. */
async function publish(page, document, address = "karte.json") {
  let body;
  const put = (document) => (body = typeof document === "string" ? document : JSON.stringify(document));
  put(document);
  await page.route("**/some/path/site.json", (route) => route.fulfill({ json: { imprint: "/impressum", map: address } }));
  await page.route("**/some/path/karte.json", (route) => route.fulfill({ contentType: "application/json", body }));
  return put;
}

/** A visit after which nothing of the page is left but what the browser keeps. */
async function visit(page, options) {
  await besides(page);
  await start(page, options);
  // What comes late is there.
  await expect(page.getByRole("contentinfo").or(page.locator("footer"))).toBeAttached();
}

for (const [language, said, enter, title] of [
  ["de", "Das ist die veröffentlichte Karte, Stand: 2. November 2026. Was Sie hier ändern, bleibt in diesem Browser.", "Ich trage mich ein", "Ich trage mich ein"],
  ["en", "This is the published map, as of 2 November 2026. What you change here stays in this browser.", "Enter myself", "Enter myself"],
]) {
  test(`the page opens with the map, and one finds oneself in it, in ${language}`, async ({ page }) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url().split("/").pop()));
    await publish(page, first);
    await start(page, { language, hash: "#/netz" });
    await expect(header(page)).toContainText("Kleines Netz");
    await expect(note(page)).toContainText(said);
    await expect(note(page)).not.toContainText(/Beispiel|example/i);
    // Each once, and no example.
    expect(asked.filter((name) => ["site.json", "karte.json", "goslar.json", "reader.wasm"].includes(name))).toEqual(["site.json", "karte.json"]);
    await button(note(page), enter).click();
    await expect(dialog(page)).toHaveAccessibleName(title);
    await dialog(page).getByRole("textbox").first().fill("Werkstatt N");
    await dialog(page).getByRole("button", { name: /^Werkstatt Nord/ }).click();
    await expect(dialog(page)).toContainText("Werkstatt Nord");
    // Nothing of it is one's own by that.
    expect(await stored(page)).toBeNull();
  });
}

for (const [language, width, height] of [
  ["de", 1440, 900],
  ["en", 1280, 800],
  ["de", 920, 700],
]) {
  test(`the picture stays where it is when the note comes, ${width} px wide`, async ({ page }) => {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await page.route("**/notes.wasm", async (route) => {
      await released;
      await route.continue();
    });
    await page.setViewportSize({ width, height });
    await publish(page, first);
    await start(page, { language, hash: "#/netz" });
    await expect(header(page).getByRole("status")).not.toBeEmpty();
    await page.evaluate(() => document.fonts.ready);
    const canvas = page.locator(".stage__host > canvas");
    const before = await canvas.boundingBox();
    release();
    await expect(note(page).getByRole("button")).toBeVisible();
    expect(await canvas.boundingBox()).toEqual(before);
  });
}

test("who has changed nothing sees the newer edition at the next visit, and is not asked", async ({ page }) => {
  const put = await publish(page, first);
  await visit(page, { hash: "#/akteure" });
  await expect(main(page)).not.toContainText("Verein Ost");
  await go(page, "#/akteur/a1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Werkstatt Nord");
  put(second);
  await visit(page, { hash: "#/akteure" });
  await expect(main(page)).toContainText("Verein Ost");
  await expect(note(page)).toContainText("Stand: 1. Dezember 2026");
  await expect(banner(page)).toHaveCount(0);
});

test("who has changed something is asked about a newer edition, merges it, and is not asked again", async ({ page }) => {
  const put = await publish(page, first);
  await visit(page, { hash: "#/akteure" });
  await addActor(page, "Im Kurs entstanden");
  await isSaved(page);
  // The same edition says nothing new.
  await visit(page, { hash: "#/akteure" });
  await expect.poll(() => stored(page, "edition/klein", "1")).not.toBeNull();
  await expect(banner(page)).toHaveCount(0);
  await expect(note(page)).toHaveCount(0);

  put(second);
  await visit(page, { hash: "#/akteure" });
  await expect(banner(page)).toContainText("Stand: 1. Dezember 2026");
  await button(page, "Später").click();
  await expect(banner(page)).toHaveCount(0);

  await visit(page, { hash: "#/akteure" });
  await button(page, "Ansehen").click();
  await expect(status(page, "veröffentlicht als karte.json")).toBeVisible();
  await expect(main(page)).toContainText("Verein Ost");
  await expect(main(page)).not.toContainText("Im Kurs entstanden");
  await expect(banner(page)).toHaveCount(0);
  await button(page, "Zurück zu meinem Netzwerk").click();
  await button(page, "Vergleichen, zusammenführen").click();
  await expect(dialog(page)).toContainText("Kommt ohne Frage dazu (2)");
  await button(dialog(page), "Zusammenführen").click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(banner(page)).toHaveCount(0);
  await isSaved(page);
  await expect.poll(() => storedActors(page)).toEqual(expect.arrayContaining(["Im Kurs entstanden", "Verein Ost"]));

  await visit(page, { hash: "#/akteure" });
  await expect(main(page)).toContainText("Verein Ost");
  await expect(banner(page)).toHaveCount(0);
});

test("what was decided against is not asked again, in English", async ({ page }) => {
  const put = await publish(page, first);
  await keep(page, edition(undefined, [], { a1: { about: "Nach Maß", changed: { about: day + 5 } } }));
  put(second);
  await visit(page, { language: "en", hash: "#/akteure" });
  await button(page, "Compare, merge").click();
  await dialog(page).getByRole("radio", { name: "Keep mine" }).check();
  await button(dialog(page), "Merge").click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(banner(page)).toHaveCount(0);
  await isSaved(page);
  expect((await storedDocument(page)).actors[0].about).toBe("Nach Maß");
  await visit(page, { language: "en", hash: "#/akteure" });
  await expect(main(page)).toContainText("Verein Ost");
  await expect(banner(page)).toHaveCount(0);
});

test("a network that is not of this map is left alone", async ({ page }) => {
  await publish(page, second);
  await keep(page, small({ network: { id: "eigen", title: "Eigenes Netz", language: "de" } }));
  await visit(page, { hash: "#/akteure" });
  await expect(header(page)).toContainText("Eigenes Netz");
  await expect.poll(() => stored(page, "edition/eigen", "1")).not.toBeNull();
  await expect(banner(page)).toHaveCount(0);
});

test("a map that is not as we write it is shown to look at, and can be taken over", async ({ page }) => {
  await publish(page, { ...first, more: "of another program" });
  await start(page, { hash: "#/akteure" });
  await expect(status(page, "veröffentlicht als karte.json")).toBeVisible();
  await expect(main(page)).toContainText("Werkstatt Nord");
  await takeOver(page);
  await expect.poll(() => storedActors(page)).toContain("Werkstatt Nord");
});

for (const [name, address, document, sentence] of [
  ["is no network", "karte.json", "{ kein Netz", "„karte.json“ konnte nicht geöffnet werden"],
  ["lies elsewhere", "https://fremd.example/karte.json", first, "„https://fremd.example/karte.json“ liegt auf einem anderen Server"],
]) {
  test(`a map that ${name} is told, and nothing else is shown as if it was the map`, async ({ page }) => {
    await publish(page, document, address);
    await start(page, { hash: "#/netz" });
    await expect(alert(page, sentence)).toBeVisible();
    await expect(page.getByText("Hier entsteht Ihr Netz.")).toBeVisible();
    await expect(header(page)).not.toContainText("Goslar");
  });
}

// The browser logs it.
unwatched("a map that is not there is told", async ({ page }) => {
  await publish(page, first);
  await page.route("**/some/path/karte.json", (route) => route.fulfill({ status: 404, body: "" }));
  await start(page, { hash: "#/netz", language: "en" });
  await expect(alert(page, "“karte.json” cannot be found")).toBeVisible();
  await expect(page.getByText("Your network begins here.")).toBeVisible();
});

test("an empty network takes the place of the map, and it is said where that stays", async ({ page }) => {
  await publish(page, first);
  await visit(page);
  await menu(page).click();
  await button(header(page), "Neues, leeres Netzwerk").click();
  await expect(dialog(page)).toContainText("Die veröffentlichte Karte bleibt, wo sie ist (karte.json)");
});

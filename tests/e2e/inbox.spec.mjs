// A coordinator takes in what many members sent: files, links amid words, and pictures of QR codes.
import { deflateRawSync } from "node:zlib";
import { expect, test } from "./page.mjs";
import { addActor, alert, button, command, dialog, exported, go, isSaved, keep, ownData, small, start, status, storedDocument, tabTo } from "./steps.mjs";

const day = 1_700_000_000_000;
const title = { de: "Beiträge einsammeln", en: "Collect contributions" };

/** What a member sends: itself, a term of its own and one that is there, and a word on an actor that is there. */
const contribution = (number) => {
  const at = day + (number % 7) * 1000;
  const [actor, term] = [`m${number}`, `f${number}`];
  return {
    format: "gosmart-network",
    version: 1,
    exported_at: "2026-11-20T09:00:00Z",
    profile: "full",
    by: `Mitglied ${number}`,
    network: { id: "klein", title: "Kleines Netz" },
    competencies: [{ id: term, name: `Fach ${number}`, changed: { name: at } }],
    actors: [{
      id: actor, name: `Mitglied ${number}`, kind: "organisation", status: "member", confirmed_on: "2026-11-20", confirmed_by: "self",
      changed: { name: at, kind: at, status: at, confirmed_on: at, confirmed_by: at },
    }],
    offers: [
      { id: `p${number}`, actor, competency: term, changed: { actor: at, competency: at } },
      { id: `q${number}`, actor, competency: "k1", changed: { actor: at, competency: at } },
    ],
  };
};

const thirty = Array.from({ length: 30 }, (_, number) => contribution(number));
const file = (content, name = `${content.by ?? "karte"}.json`) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
const link = (content) => `https://goslar.example/karte/#geteilt=${deflateRawSync(JSON.stringify(content)).toString("base64url")}`;
const choose = (page, files) => page.locator("#file-input").setInputFiles(files);
const entry = (page, name) => dialog(page).getByRole("listitem").filter({ has: page.getByRole("checkbox", { name: new RegExp(`^${name}( |$)`) }) });
const entries = (page) => dialog(page).locator(".inbox__entry");

async function paste(page, text, [label, add] = ["Links oder Text einfügen", "Dazunehmen"]) {
  await dialog(page).getByLabel(label).fill(text);
  await button(dialog(page), add).click();
}

/** A map with what is merged into it the same way everywhere: without where anything stands. */
async function merged(page) {
  await isSaved(page);
  const { positions, exported_at, ...document } = await storedDocument(page);
  return JSON.stringify(document);
}

async function open(page, language = "de") {
  await command(page, title[language]);
  await expect(dialog(page)).toHaveAccessibleName(title[language]);
}

test("thirty come in by files, links and text; in any order, singly or together, they give the same", async ({ page, browser, baseURL }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  const before = await ownData(page);
  // Several files of ours open the inbox by themselves.
  await choose(page, thirty.slice(0, 20).map((content) => file(content)));
  await expect(dialog(page)).toHaveAccessibleName("Beiträge einsammeln");
  await expect(status(page, "20 Beiträge dazugekommen.")).toBeVisible();
  const words = thirty.slice(18, 25).map((content) => `Hallo {Ines}, hier ist ${content.by}:\n${link(content)} Viele Grüße!`);
  await paste(page, [...words, ...thirty.slice(25).map((content) => JSON.stringify(content))].join("\n\n"));
  await expect(status(page, "10 Beiträge dazugekommen. 2 waren schon da.")).toBeVisible();
  await expect(entries(page)).toHaveCount(30);
  await expect(entry(page, "Mitglied 7")).toContainText("20. November 2026");
  await expect(entry(page, "Mitglied 7")).toContainText("4 neu");
  await entry(page, "Mitglied 7").getByText("Was darin steht").click();
  await expect(entry(page, "Mitglied 7")).toContainText("Neu: Akteur Mitglied 7");
  expect(await ownData(page)).toBe(before);
  await button(dialog(page), "Zusammenführen").click();
  await expect(dialog(page)).toHaveCount(0);
  const together = await merged(page);
  expect(JSON.parse(together).actors).toHaveLength(33);

  await open(page);
  await choose(page, [file(thirty[3])]);
  await expect(status(page, "1 war schon da.")).toBeVisible();
  await expect(entry(page, "Mitglied 3")).toContainText("Übernommen");
  await expect(button(dialog(page), "Zusammenführen")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await command(page, "Rückgängig");
  await expect(page.getByRole("link", { name: "Werkstatt Nord" })).toBeVisible();
  await isSaved(page);
  expect((await storedDocument(page)).actors).toHaveLength(3);

  // Elsewhere one by one, the last first.
  const other = await (await browser.newContext({ baseURL })).newPage();
  await keep(other, small());
  await start(other, { hash: "#/akteure" });
  await isSaved(other);
  await open(other);
  await choose(other, [...thirty].reverse().map((content) => file(content)));
  await dialog(other).getByLabel("Alle (30)").uncheck();
  await expect(button(dialog(other), "Zusammenführen")).toHaveCount(0);
  for (const number of [29, 4, 17]) {
    await entry(other, `Mitglied ${number}`).getByRole("checkbox").check();
    await button(dialog(other), "Zusammenführen").click();
    await expect(entry(other, `Mitglied ${number}`)).toContainText("Übernommen");
    await expect(status(other, "1 Beitrag übernommen.")).toBeVisible();
  }
  await dialog(other).getByLabel("Alle (27)").check();
  await button(dialog(other), "Zusammenführen").click();
  await expect(dialog(other)).toHaveCount(0);
  expect(await merged(other)).toBe(together);
  await other.context().close();
});

test("three who worked apart have the same map wherever they merge", async ({ browser, baseURL }) => {
  const pages = [];
  const files = [];
  const edits = [
    async (page) => addActor(page, "Verein Ost"),
    async (page) => {
      await addActor(page, "Labor Süd");
      await go(page, "#/akteur/a1");
      await button(page.getByRole("main"), "Bearbeiten").first().click();
      await dialog(page).locator("summary").click();
      await dialog(page).getByLabel("Wer sind Sie und was tun Sie?").fill("Wir tischlern.");
      await button(dialog(page), "Speichern").click();
    },
    async (page) => {
      await go(page, "#/akteur/a3");
      await button(page.getByRole("main"), "Löschen").click();
      await button(dialog(page), "Löschen").click();
    },
  ];
  for (const edit of edits) {
    const page = await (await browser.newContext({ baseURL })).newPage();
    await keep(page, small());
    await start(page, { hash: "#/akteure" });
    await isSaved(page);
    await edit(page);
    await expect(dialog(page)).toHaveCount(0);
    await isSaved(page);
    files.push((await exported(page, "Vollsicherung (INTERN)")).document);
    pages.push(page);
  }
  const maps = [];
  for (const [number, page] of pages.entries()) {
    const others = files.filter((_, other) => other !== number);
    if (number === 1) others.reverse();
    await open(page);
    await choose(page, others.map((content, place) => file(content, `karte-${place}.json`)));
    await expect(entries(page)).toHaveCount(2);
    await button(dialog(page), "Zusammenführen").click();
    await expect(dialog(page)).toHaveCount(0);
    maps.push(await merged(page));
    await page.context().close();
  }
  expect(JSON.parse(maps[0]).actors.map((actor) => [actor.name, actor.about ?? ""]).sort()).toEqual([
    ["Labor Süd", ""], ["Schule Süd", ""], ["Verein Ost", ""], ["Werkstatt Nord", "Wir tischlern."],
  ]);
  expect(maps[1]).toBe(maps[0]);
  expect(maps[2]).toBe(maps[0]);
});

test("what is there already is proposed side by side, and one of both comes of it", async ({ page }) => {
  const at = day;
  const double = {
    ...contribution(1),
    actors: [{ id: "m1", name: "tiefbau-west", kind: "organisation", status: "member", about: "Wir bauen Straßen.", changed: { name: at, about: at } }],
    competencies: [{ id: "f1", name: "Holzbau", changed: { name: at } }, { id: "f2", name: "Gärtnern", changed: { name: at } }],
    offers: [
      { id: "p1", actor: "m1", competency: "f2", changed: { actor: at, competency: at } },
      { id: "q1", actor: "m1", competency: "k2", level: 2, changed: { actor: at, competency: at, level: at } },
    ],
  };
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  await open(page);
  await choose(page, [file(double)]);
  const actors = dialog(page).getByRole("group", { name: /Tiefbau West, tiefbau-west/ });
  await expect(actors).toContainText("Gleicher Name.");
  await expect(actors).toContainText("Wir bauen Straßen.");
  const terms = dialog(page).getByRole("group", { name: /Tischlern, Holzbau/ });
  await button(dialog(page), "Noch 2 Fragen offen").click();
  await expect(dialog(page).locator("fieldset").first()).toBeFocused();
  await actors.getByRole("radio", { name: "Dasselbe" }).check();
  await terms.getByRole("radio", { name: "Zwei verschiedene" }).check();
  await terms.getByText("Beide im Netzwerk zeigen").click();
  await expect(terms.getByRole("img", { name: /^Bild: / })).toBeVisible();
  await button(dialog(page), "Zusammenführen").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  const { actors: all, competencies, offers } = await storedDocument(page);
  expect(all.map((actor) => [actor.id, actor.about ?? ""])).toEqual([["a1", ""], ["a2", ""], ["a3", "Wir bauen Straßen."]]);
  expect(competencies.map((term) => term.name)).toEqual(["Tischlern", "Straßenbau", "Löten", "Holzbau", "Gärtnern"]);
  expect(offers.filter((offer) => offer.actor === "a3").map((offer) => [offer.competency, offer.level ?? null]).sort()).toEqual([["f2", null], ["k2", 2]]);

  // What became one stays one.
  await open(page);
  await button(dialog(page), "Mitglied 1 entfernen").click();
  await choose(page, [file(double)]);
  await expect(entry(page, "Mitglied 1")).toContainText("Schon enthalten");
});

test("what one tab looks through changes nothing in it or another, until it is merged and both have it", async ({ page, context }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  const other = await context.newPage();
  await start(other, { hash: "#/akteure" });
  await isSaved(other);
  const before = await ownData(page);
  await choose(page, [1, 2].map((number) => file(contribution(number))));
  await expect(entry(page, "Mitglied 2")).toContainText("4 neu");
  await page.keyboard.press("Escape");
  // One by itself is shown in the place of one's own.
  await choose(page, [file(contribution(3))]);
  await expect(page.getByRole("main").getByText("Mitglied 3")).toBeVisible();
  await expect(button(page, "Übernehmen")).toHaveCount(0);
  await button(page, "Zurück zu meinem Netzwerk").click();
  expect(await ownData(page)).toBe(before);
  expect(await ownData(other)).toBe(before);
  await expect(other.getByText(/Mitglied \d/)).toHaveCount(0);

  // What the other tab enters meanwhile is a part of what comes of it.
  await open(page);
  await addActor(other, "Verein Ost");
  await isSaved(other);
  await button(dialog(page), "Zusammenführen").click();
  await expect(dialog(page)).toHaveCount(0);
  await isSaved(page);
  const names = (await storedDocument(page)).actors.map((actor) => actor.name);
  expect(names.slice(3).sort()).toEqual(["Mitglied 1", "Mitglied 2", "Verein Ost"]);
  await go(other, "#/akteure");
  await expect(other.getByText("Mitglied 2")).toBeVisible();
});

test("a QR code is read from a picture that was taken, and from one that is pasted", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  await command(page, "Ich trage mich ein");
  await dialog(page).getByLabel(/^Name/).fill("Verein Ost");
  for (let step = 0; step < 7; step += 1) await button(dialog(page), "Weiter").click();
  const picture = await dialog(page).getByRole("img", { name: "QR-Code mit dem Link" }).screenshot();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  const photograph = (name, buffer = picture) => ({ name, mimeType: "image/png", buffer });
  await choose(page, [photograph("zettel.png")]);
  await expect(entry(page, "Verein Ost")).toContainText("1 neu");
  await choose(page, [photograph("leer.png", await page.locator("#dialog-title").screenshot()), photograph("kaputt.png", Buffer.from("kein Bild"))]);
  await expect(alert(page, "In „leer.png“ ist kein QR-Code zu erkennen.")).toContainText("Dieser Browser kann „kaputt.png“ nicht als Bild öffnen.");
  await dialog(page).getByLabel("Links oder Text einfügen").focus();
  await page.evaluate((bytes) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, [...picture]);
  await expect(status(page, "1 war schon da.")).toBeVisible();
  await expect(button(dialog(page), "Zusammenführen")).toBeVisible();
  await button(dialog(page), "Verein Ost entfernen").click();
  await expect(entries(page)).toHaveCount(0);
  await expect(button(dialog(page), "Zusammenführen")).toHaveCount(0);
});

test("what is no contribution is said, and what is one comes in all the same", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  await open(page);
  await button(dialog(page), "Dazunehmen").click();
  await expect(alert(page, "Bitte fügen Sie zuerst")).toBeVisible();
  await paste(page, "Guten Tag!");
  await expect(alert(page, "In dem Text steht weder ein Link noch ein Beitrag.")).toBeVisible();
  const cut = link(contribution(2)).slice(0, -40);
  await paste(page, `${cut}\n${link(contribution(1))}\n{"format": "gosmart-net`);
  await expect(entry(page, "Mitglied 1")).toContainText("4 neu");
  await expect(dialog(page).getByRole("alert").locator("p")).toHaveCount(2);
  const newer = { ...contribution(5), version: 99 };
  const foreign = { ...contribution(6), network: { id: "anderswo", title: "Anderswo" } };
  await choose(page, [file(newer), file(foreign), { name: "brief.txt", mimeType: "text/plain", buffer: Buffer.from(`Bitte: ${link(contribution(8))}`) }, { name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from("Name;Ort\nA;B\n") }]);
  await expect(entry(page, "Mitglied 5")).toContainText("aus einer neueren Version");
  await expect(entry(page, "Mitglied 5").getByRole("checkbox")).toBeDisabled();
  await expect(entry(page, "Mitglied 6")).toContainText("gehört zu einem anderen Netzwerk");
  await expect(entry(page, "Mitglied 8")).toContainText("4 neu");
  await expect(alert(page, "In „liste.csv“ steht weder ein Link noch ein Beitrag.")).toBeVisible();
});

test("who has answered is told, with a reminder for the others", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => (window.copied = text) } });
  });
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await isSaved(page);
  await open(page);
  await choose(page, [file(contribution(1)), file(contribution(2))]);
  await dialog(page).getByText("Wer hat geantwortet?").click();
  await dialog(page).getByLabel("Antworten seit").fill("2026-11-20");
  await expect(status(page, "2 von 5 haben geantwortet")).toBeVisible();
  const list = (name) => dialog(page).locator(".inbox__answers > div").filter({ hasText: name }).getByRole("listitem");
  await expect(list("Noch keine Antwort (3)")).toHaveText(["Schule Süd", "Tiefbau West", "Werkstatt Nord"]);
  await expect(list("Geantwortet (2)")).toHaveText(["Mitglied 1", "Mitglied 2"]);
  await dialog(page).getByLabel("Antworten seit").fill("2026-11-21");
  await expect(status(page, "0 von 5 haben geantwortet")).toBeVisible();
  await dialog(page).getByRole("textbox", { name: "Freundliche Erinnerung" }).fill("Bitte antworten!");
  await button(dialog(page), "Erinnerung kopieren").click();
  expect(await page.evaluate(() => window.copied)).toBe("Bitte antworten!");
});

test.describe("on a phone, in English", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("two who say different things are decided by touch", async ({ page }) => {
    const about = (text, at) => ({
      ...contribution(at),
      actors: [{ id: "a1", name: "Werkstatt Nord", about: text, kind: "organisation", status: "member", changed: { about: day + at } }],
      competencies: [],
      offers: [],
    });
    const ours = small();
    Object.assign(ours.actors[0], { about: "Mine", changed: { about: day } });
    await keep(page, ours);
    await start(page, { hash: "#/akteure", language: "en" });
    await isSaved(page);
    await open(page, "en");
    await paste(page, [about("First", 1), about("Second", 2)].map(link).join(" "), ["Paste links or text", "Add"]);
    await expect(status(page, "2 contributions added.")).toBeVisible();
    const question = dialog(page).getByRole("group", { name: /Werkstatt Nord/ });
    await expect(question).toContainText("Second");
    await expect(question).toContainText("Mitglied 2, ");
    await question.getByRole("radio", { name: "Take theirs" }).tap();
    // Without the second, the question is another one.
    await dialog(page).getByRole("checkbox", { name: /^Mitglied 2/ }).tap();
    await expect(question).toContainText("First");
    await expect(question.getByRole("radio", { name: "Take theirs" })).not.toBeChecked();
    await button(dialog(page), "1 question still open").tap();
    await expect(question).toBeFocused();
    // What is written oneself outlives a change of what is merged.
    await question.getByRole("radio", { name: "Write anew" }).tap();
    await question.getByRole("textbox").fill("Third");
    const other = dialog(page).getByRole("checkbox", { name: /^Mitglied 3/ });
    await paste(page, link(contribution(3)), ["Paste links or text", "Add"]);
    await expect(other).toBeChecked();
    await expect(question.getByRole("radio", { name: "Write anew" })).toBeChecked();
    await expect(question.getByRole("textbox")).toHaveValue("Third");
    await other.tap();
    await question.getByRole("radio", { name: "Take theirs" }).tap();
    await button(dialog(page), "Merge").tap();
    await expect(entry(page, "Mitglied 1")).toContainText("Taken in");
    await isSaved(page);
    expect((await storedDocument(page)).actors[0].about).toBe("First");
  });

  test("all of it goes by keyboard", async ({ page }) => {
    await keep(page, small());
    await start(page, { hash: "#/akteure", language: "en" });
    await isSaved(page);
    await open(page, "en");
    await tabTo(page, dialog(page).getByLabel("Paste links or text"));
    await page.keyboard.insertText([0, 1].map((number) => link(contribution(number))).join("\n"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(status(page, "2 contributions added.")).toBeVisible();
    const second = dialog(page).getByRole("checkbox", { name: /^Mitglied 1/ });
    await tabTo(page, second);
    await page.keyboard.press("Space");
    await expect(second).not.toBeChecked();
    await expect(second).toBeFocused();
    await tabTo(page, button(dialog(page), "Merge"));
    await page.keyboard.press("Enter");
    await expect(entry(page, "Mitglied 0")).toContainText("Taken in");
    await isSaved(page);
    expect((await storedDocument(page)).actors.map((actor) => actor.name)).toContain("Mitglied 0");
  });
});

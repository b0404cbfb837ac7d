// What the network achieved between two days, and the report for council or funder: with mouse, keyboard and finger.
import { expect, test } from "./page.mjs";
import { expectLetters, internal, members, withSecrets } from "./secrets.mjs";
import { button, command, dialog, downloaded, go, keep, ownData, small, start, tabTo } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const figure = (page, name) => main(page).getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name, exact: true }) });
const numbers = (page, name) => figure(page, name).getByRole("definition");
const days = "#/auswertung?seit=2017-06-02&bis=2018-06-30";

/** What was done, beside what every small network has: two meetings, a topic that moved on, agreements of all kinds. */
const achieved = (document) => ({
  ...document,
  meetings: [
    { id: "m1", date: "2020-02-01", title: "Auftakt", present: ["a1", "a2"] },
    { id: "m2", date: "2021-02-01", title: "Rückblick", present: ["a1", "a2", "a3"] },
  ],
  topics: document.topics.map((topic) => ({
    ...topic,
    status: "done",
    history: [{ status: "idea", on: "2020-02-01" }, { status: "done", on: "2021-02-01", meeting: "m2" }],
  })),
  agreements: [
    { id: "v1", giver: "a1", taker: "a2", what: "Werkbank bauen", state: "kept", agreed_by: ["a1", "a2"], visibility: "public", history: [{ state: "agreed", on: "2020-02-01" }, { state: "kept", on: "2020-05-01" }] },
    { id: "v2", giver: "a3", taker: "a1", what: `${internal} Vereinbarung`, state: "not_kept", agreed_by: ["a1", "a3"], meeting: "m2" },
    { id: "v3", giver: "a3", taker: "a2", what: `${members} Absprache`, state: "talked", visibility: "network", meeting: "m1" },
  ],
});

test("with the mouse two days of the example are compared, and each figure says what is behind it", async ({ page }) => {
  await start(page, { hash: "#/treffen" });
  await main(page).getByRole("link", { name: "Auswertung" }).click();
  await expect(main(page).getByRole("heading", { level: 1 })).toHaveText("Auswertung");
  // Nothing happened within a year, so it is all the time.
  await expect(main(page).getByLabel("Erster Tag")).toHaveValue("2017-06-02");
  await main(page).getByLabel("Zweiter Tag").fill("2018-06-30");
  await main(page).getByLabel("Zweiter Tag").blur();
  await expect(page).toHaveURL(/#\/auswertung\?bis=2018-06-30$/);
  for (const [name, expected] of Object.entries({
    Mitglieder: ["10", "25", "+15"],
    Gäste: ["0", "0", "±0"],
    "Bereiche mit Akteuren": ["3", "8", "+5"],
    "Angebotene Kompetenzen": ["25", "55", "+30"],
    Angebote: ["35", "95", "+60"],
    Verbindungen: ["6", "18", "+12"],
    "Verbindungen über Bereiche hinweg": ["1", "8", "+7"],
    "Vermittelte Kontakte": ["0", "1", "+1"],
    "Offene Gesuche": ["0", "12", "+12"],
    "Treffen bisher": ["1", "2", "+1"],
    Teilnahmen: ["10", "17", "+7"],
    "Akteure, die schon einmal da waren": ["10", "14", "+4"],
    "Erfüllte Gesuche": ["0", "0", "±0"],
    Vereinbarungen: ["0", "1", "+1"],
    "Eingehaltene Vereinbarungen": ["0", "0", "±0"],
  })) {
    await expect(numbers(page, name), name).toHaveText(expected);
  }
  await expect(figure(page, "Mitglieder").getByRole("img")).toHaveAccessibleName(/^Mitglieder: 10 am 2\. Juni 2017, 29 am /);
  await expect(figure(page, "Themen nach Stand").getByRole("row", { name: /in Arbeit/ })).toContainText(/0\s*1\s*\+1/);

  const met = figure(page, "Treffen bisher");
  await met.locator("summary").click();
  await expect(met).toContainText("Treffen, deren Datum nicht nach diesem Tag liegt.");
  await expect(met.getByRole("row", { name: /^2\. Juni 2017/ })).toContainText("1");
  await expect(met.getByRole("link")).toHaveText(["Auftakt der Arbeitsgruppe", /^Workshop: Sensoren/]);
  await met.getByRole("link").first().click();
  await expect(page).toHaveURL(/#\/treffen\/m-2017-06-02$/);
  await page.goBack();
  await expect(main(page).getByLabel("Zweiter Tag")).toHaveValue("2018-06-30");

  // What is made up says so in the report, too.
  await main(page).getByLabel("Erster Tag").fill("2017-06-02");
  await main(page).getByLabel("Zweiter Tag").fill("2019-12-31");
  await main(page).getByLabel("Zweiter Tag").blur();
  await button(main(page), "Bericht").click();
  const sheet = main(page).getByRole("article");
  await expect(sheet).toContainText(/Eingehalten: InvMan OHG hilft .* \(zur Veranschaulichung erfunden\)\./);
  const measures = sheet.getByRole("table").filter({ hasText: "Thema" });
  await expect(measures.getByRole("row")).toHaveCount(14);
  await expect(measures.getByRole("row", { name: /^Knöllchen online/ })).toHaveText(/–\s*erledigt/);
});

test("an earlier file is compared, one of another network says so, and nothing is kept of it", async ({ page }) => {
  await keep(page, achieved(small()));
  await start(page, { hash: "#/auswertung" });
  const before = await ownData(page);
  const section = main(page).getByRole("region", { name: "Mit einer Datei vergleichen" });
  const choose = async (name, text) => {
    const chooser = page.waitForEvent("filechooser");
    await button(section, "Datei wählen").click();
    await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  };
  await choose("kaputt.json", "{");
  await expect(section.getByRole("status")).toHaveText(/^„kaputt\.json“ konnte nicht geöffnet werden\. Zeile 1/);
  await expect(section.getByRole("table")).toHaveCount(0);

  const earlier = { ...small(), exported_at: "2020-06-01T10:00:00Z", profile: "public" };
  await choose("netz-2020.json", JSON.stringify(earlier));
  await expect(section.getByRole("columnheader")).toHaveText(["Zahl", /^Datei\s*1\. Juni 2020$/, /^Diese Karte/, "Veränderung"]);
  await expect(section.getByRole("row", { name: /^Treffen bisher/ })).toHaveText(/Treffen bisher\s*0\s*2\s*\+2/);
  // Of this map, too, only what is public counts: one of three agreements.
  await expect(section.getByRole("row", { name: /^Vereinbarungen/ })).toHaveText(/Vereinbarungen\s*0\s*1\s*\+1/);
  await expect(section.getByRole("status")).toHaveText(/^Die Datei „netz-2020\.json“ und diese Karte, die ältere zuerst\. .*zählt auch von dieser Karte: nur, was öffentlich ist\.$/);
  await choose("spaeter.json", JSON.stringify({ ...earlier, exported_at: "2099-06-01T10:00:00Z", network: { id: "anders", title: "Nachbarort" } }));
  await expect(section.getByRole("status")).toContainText("Die Datei enthält ein anderes Netzwerk: „Nachbarort“.");
  await expect(section.getByRole("columnheader").nth(2)).toHaveText(/^Datei/);

  await go(page, "#/themen");
  await go(page, "#/auswertung");
  await expect(button(section, "Datei wählen")).toBeVisible();
  await expect(section.getByRole("table")).toHaveCount(0);
  expect(await ownData(page)).toEqual(before);
});

test("who coordinates finds it, and an empty network says that there is nothing to count", async ({ page }) => {
  await keep(page, small({ actors: [], offers: [], needs: [], links: [], topics: [], positions: {} }));
  await start(page);
  await command(page, "Ich koordiniere");
  await button(dialog(page), /^Auswertung/).click();
  await expect(page).toHaveURL(/#\/auswertung$/);
  await expect(main(page)).toContainText("Noch gibt es nichts zu zählen.");
  await expect(button(main(page), "Bericht")).toHaveCount(0);
});

test("where nothing has a date the page says so", async ({ page }) => {
  await keep(page, small({ actors: small().actors.map(({ joined, ...actor }) => actor) }));
  await start(page, { hash: "#/auswertung" });
  await expect(main(page)).toContainText("Kein Eintrag hat ein Datum.");
  await expect(numbers(page, "Mitglieder")).toHaveText(["2", "2", "±0"]);
  await figure(page, "Mitglieder").locator("summary").click();
  await expect(figure(page, "Mitglieder")).toContainText("2 Einträge haben kein Datum und zählen von Anfang an.");
});

test.describe("by keyboard at 360 px in English", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the report is opened, its example chosen, and it is copied in German", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await keep(page, achieved(small()));
    await start(page, { hash: "#/auswertung?seit=2020-01-01&bis=2021-12-31", language: "en" });
    await expect(numbers(page, "Members")).toHaveText(["1", "2", "+1"]);
    await expect(numbers(page, "Agreements kept")).toHaveText(["0", "1", "+1"]);
    await expect(numbers(page, "Introductions")).toHaveText(["0", "3", "+3"]);
    const bars = figure(page, "Topics by state").getByRole("img");
    await expect(bars.last()).toHaveAccessibleName(/^Topics by state on 31 December 2021: 0 idea.* 1 done/i);
    await tabTo(page, button(main(page), "Report"));
    await page.keyboard.press("Enter");
    await expect(main(page).getByRole("heading", { name: "Report for council or funder" })).toBeFocused();
    const sheet = main(page).getByRole("article");
    await expect(sheet).toContainText("Kept: Werkstatt Nord helps Schule Süd: Werkbank bauen.");
    const story = main(page).getByLabel("Example: something that worked");
    await tabTo(page, story);
    await page.keyboard.press("End");
    await expect(sheet).not.toContainText("Werkbank");
    await tabTo(page, button(main(page), "Deutsch"));
    await page.keyboard.press("Enter");
    await expect(sheet).toHaveAttribute("lang", "de");
    await tabTo(page, button(main(page), "Copy the report"));
    await page.keyboard.press("Enter");
    await expect(main(page).getByText("The note is copied.")).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain("Mitglieder: 1 | 2 | +1");
    expect(text).toContain("Zeitraum: 1. Januar 2020 bis 31. Dezember 2021");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test("the report holds nothing that is not public, whatever is counted, and blurs what might tell of persons", async ({ page }) => {
  await keep(page, achieved(withSecrets));
  await start(page, { hash: "#/auswertung?seit=2020-01-01&bis=2021-12-31" });
  await button(main(page), "Bericht").click();
  const handOut = () => downloaded(page, () => button(main(page), "Bericht für Word").click());
  const told = {};
  for (const counted of ["nur, was öffentlich ist", "auch, was nur Mitglieder sehen", "alles, was eingetragen ist (nur Summen)"]) {
    await main(page).getByLabel("Was zählt mit?").selectOption(counted);
    const { name, text } = await handOut();
    expect(name).toMatch(/^auswertung-\d{4}-\d\d-\d\d\.html$/);
    expectLetters(text, [], counted);
    expect(text).toContain("Werkbank bauen");
    told[counted] = text.match(/>Vereinbarungen<.*?<\/tr>/)[0].match(/(?<=right">)[^<]*/g);
    for (const select of await main(page).getByRole("combobox").all()) expectLetters(await select.innerText(), [], "a choice");
  }
  expect(Object.values(told)).toEqual([["0", "1", "+1"], ["0", "unter 3", "–"], ["0", "unter 3", "–"]]);
});

test("paper is the report alone", async ({ page }) => {
  await keep(page, achieved(withSecrets));
  await start(page, { hash: "#/auswertung" });
  await expect(figure(page, "Mitglieder")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  const sheet = main(page).getByRole("article");
  await expect(sheet.getByRole("heading", { name: "Was das Netzwerk bewirkt hat" })).toBeVisible();
  await expect(main(page).getByRole("heading", { level: 1 })).toBeHidden();
  await expect(button(main(page), "Bericht kopieren")).toBeHidden();
  expectLetters(await main(page).innerText(), [], "paper");
  await page.emulateMedia({ media: "screen" });
  await expect(sheet).toHaveCount(0);
});

test.describe("by finger", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("a figure shows its list, and a link leads to the card", async ({ page }) => {
    await start(page, { hash: days });
    const links = figure(page, "Verbindungen über Bereiche hinweg");
    await links.locator("summary").tap();
    await expect(links.getByRole("link")).toHaveCount(8);
    await links.getByRole("link").first().tap();
    await expect(page).toHaveURL(/#\/akteur\//);
  });
});

// A meeting prepared from data, held on the big screen, and written up; what was agreed, and what became of it.
import { expect, test } from "./page.mjs";
import { button, command, dialog, downloaded, isSaved, keep, small, start, status, storedDocument, tabTo } from "./steps.mjs";

/** A meeting before, one to come; somebody joined between them, and two could help each other. */
const given = () =>
  small({
    competencies: [
      { id: "k1", name: "Tischlern" },
      { id: "k2", name: "Straßenbau" },
      { id: "k3", name: "Löten" },
    ],
    actors: [
      { id: "a1", name: "Werkstatt Nord", kind: "organisation", sector: "s1", status: "member", joined: "2025-01-01" },
      { id: "a2", name: "Schule Süd", kind: "organisation", sector: "s2", status: "member", joined: "2026-10-15" },
      { id: "a3", name: "Tiefbau West", kind: "organisation", sector: "s1", status: "member", joined: "2025-01-01" },
    ],
    offers: [
      { id: "o1", actor: "a1", competency: "k1" },
      { id: "o2", actor: "a2", competency: "k2" },
    ],
    needs: [
      { id: "n1", actor: "a2", competency: "k1", since: "2026-01-01" },
      { id: "n2", actor: "a1", competency: "k2", since: "2026-01-01" },
      { id: "n3", actor: "a3", competency: "k3", since: "2025-01-01" },
    ],
    links: [],
    topics: [{ id: "t1", title: "Spielplatz", question: "Wo bauen wir den Spielplatz?", status: "idea", competencies: ["k1"], people: [] }],
    meetings: [
      { id: "m1", date: "2026-10-01", title: "Herbsttreffen", host: "a3", agenda: [{ text: "Begrüßung" }] },
      { id: "m2", date: "2099-12-03", start: "18:00", end: "20:30", kind: "sitting", title: "Wintertreffen", place: "Rathaus", coming: ["a1", "a2", "a3"] },
    ],
  });

const section = (page, name) => page.getByRole("region", { name, exact: true });
/** Points have lists of their own. */
const agenda = (page, name = "Tagesordnung") => section(page, name).locator(".agenda__point");
const suggestion = (page, text) => section(page, "Die Karte schlägt vor").getByRole("listitem").filter({ hasText: text });

test("prepared from data, held on the big screen, written up, and handed out", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await keep(page, given());
  await start(page, { hash: "#/treffen" });
  await expect(section(page, "Kommende").getByRole("listitem")).toContainText("0 Punkte, 3 zugesagt");
  await page.getByRole("link", { name: "Wintertreffen" }).click();

  // Each suggestion says why.
  await expect(suggestion(page, "Schule Süd stellt sich vor")).toContainText("Seit dem letzten Treffen dazugekommen, am 15. Oktober 2026.");
  await expect(suggestion(page, "Schule Süd und Werkstatt Nord").or(suggestion(page, "Werkstatt Nord und Schule Süd"))).toContainText("Umgekehrt sucht");
  await expect(suggestion(page, "Gesucht: Löten")).toContainText("Seit 1. Januar 2025 gesucht von Tiefbau West; bisher bietet es niemand.");
  await expect(suggestion(page, "nächste Mal")).toContainText("Bei Werkstatt Nord waren wir noch nie zu Gast.");
  await suggestion(page, "stellt sich vor").getByRole("button").click();
  await suggestion(page, "Wo bauen wir den Spielplatz?").getByRole("button").click();
  await expect(agenda(page)).toHaveCount(2);
  await expect(suggestion(page, "Spielplatz")).toHaveCount(0);

  // Members add points, and order them.
  await page.getByLabel("Neuer Punkt").fill("Weihnachtsmarkt");
  await page.keyboard.press("Enter");
  await expect(agenda(page)).toHaveCount(3);
  await button(page, "Nach oben: Weihnachtsmarkt").click();
  await expect(agenda(page).nth(1)).toContainText("Weihnachtsmarkt");
  await button(page, "Von der Tagesordnung nehmen: Weihnachtsmarkt").click();
  await expect(agenda(page)).toHaveCount(2);

  await button(page, "Einladung").click();
  const text = page.getByRole("textbox", { name: "Einladung" });
  await expect(text).toHaveValue(/Wintertreffen[\s\S]*3\. Dezember 2099, 18:00–20:30 Uhr[\s\S]*Rathaus[\s\S]*1\. Neu dabei: Schule Süd stellt sich vor \(Schule Süd\)[\s\S]*2\. Wo bauen wir/);
  await button(page, "English").click();
  await expect(text).toHaveValue(/you are invited: Wintertreffen/);
  const file = await downloaded(page, () => button(page, "Kalenderdatei").click());
  expect(file.name).toBe("2099-12-03.ics");
  expect(file.text).toContain("DTSTART:20991203T180000\r\nDTEND:20991203T203000\r\n");

  // The big screen: presenter's keys, minutes as they are typed, an agreement in one line.
  await page.getByRole("link", { name: "Auf der Leinwand" }).click();
  const point = page.getByRole("heading", { level: 1 });
  await expect(point).toHaveText("Neu dabei: Schule Süd stellt sich vor");
  await expect(page.getByRole("img", { name: /Schule Süd/ })).toBeVisible();
  await page.getByLabel("Ergebnis").fill("Sucht einen Raum.");
  await page.keyboard.press("PageDown");
  await expect(point).toHaveText("Wo bauen wir den Spielplatz?");
  await expect(status(page, "Punkt 2 von 2")).toBeVisible();
  await page.getByText("Vereinbarung festhalten").click();
  await page.getByLabel("Wer hilft").selectOption("Werkstatt Nord");
  await page.getByLabel("Wem", { exact: true }).selectOption("Schule Süd");
  await page.getByLabel("Was", { exact: true }).fill("Bank für den Spielplatz");
  await page.getByLabel("Bis wann").fill("2099-12-31");
  await button(page, "Festhalten").click();
  await expect(status(page, "Die Vereinbarung ist festgehalten.")).toBeVisible();
  await point.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByLabel("Ergebnis")).toHaveValue("Sucht einen Raum.");
  await isSaved(page);
  await page.reload();
  // What has a result is behind one.
  await expect(point).toHaveText("Wo bauen wir den Spielplatz?");

  await page.getByRole("link", { name: "Zum Treffen" }).click();
  await button(page, "Alle, die zugesagt haben, sind da").click();
  await expect(section(page, "Was hier vereinbart wurde")).toContainText("Werkstatt Nord hilft Schule Süd: Bank für den Spielplatz, bis 31. Dezember 2099");
  const minutes = await downloaded(page, () => button(page, "Protokoll für Word").click());
  expect(minutes.name).toBe("protokoll-2099-12-03.html");
  for (const part of ["<b>Anwesend:</b> Werkstatt Nord, Schule Süd, Tiefbau West", "<br>Sucht einen Raum.", "Bank für den Spielplatz"]) {
    expect(minutes.text).toContain(part);
  }
});

test("what was agreed becomes done, and its need is met; all by keyboard", async ({ page }) => {
  const network = given();
  network.agreements = [
    { id: "v1", giver: "a1", taker: "a2", need: "n1", what: "Regale bauen", until: "2026-01-01", state: "agreed", meeting: "m1" },
    { id: "v2", giver: "a3", taker: "a1", what: "Weg pflastern", state: "talked" },
  ];
  await keep(page, network);
  await start(page, { hash: "#/vereinbarungen" });
  await expect(section(page, "Überfällig")).toContainText("Werkstatt Nord hilft Schule Süd: Regale bauen, bis 1. Januar 2026");
  await expect(section(page, "Überfällig").getByRole("link", { name: "Herbsttreffen" })).toBeVisible();
  await expect(section(page, "Im Gespräch")).toContainText("Weg pflastern");
  // Who keeps the map is told, wherever they are.
  await command(page, "Ich koordiniere");
  await expect(dialog(page).getByRole("button", { name: /^Vereinbarungen/ })).toContainText("1 fällig");
  await page.keyboard.press("Escape");
  await tabTo(page, section(page, "Überfällig").getByRole("button", { name: /^Erledigt: / }));
  await page.keyboard.press("Enter");
  await expect(section(page, "Überfällig")).toHaveCount(0);
  await expect(section(page, "Erledigt")).toContainText("Regale bauen");
  await isSaved(page);
  expect((await storedDocument(page)).needs.find(({ id }) => id === "n1").closed_on).toBeTruthy();
  await page.keyboard.press("Control+z");
  await expect(section(page, "Überfällig")).toContainText("Regale bauen");
});

test("on a phone, in English: a meeting is made, and a time that is none is told", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await keep(page, given());
  await start(page, { hash: "#/treffen", language: "en" });
  await button(page, "New meeting").click();
  await dialog(page).getByLabel("Title").fill("Spring");
  await dialog(page).getByLabel("Start").fill("evening");
  await button(dialog(page), "Save").click();
  await expect(dialog(page)).toContainText("This is no time of day.");
  await dialog(page).getByLabel("Start").fill("18:30");
  await button(dialog(page), "Save").click();
  await expect(page.getByRole("heading", { level: 1, name: "Spring" })).toBeVisible();
  await page.getByLabel("New point").fill("Garden");
  await button(page, "Add").click();
  await expect(agenda(page, "Agenda")).toHaveCount(1);
  await page.getByRole("link", { name: "On the big screen" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Garden");
  const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(scroll).toBeLessThanOrEqual(client);
});

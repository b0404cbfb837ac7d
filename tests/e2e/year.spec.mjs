// A year of the example lived through: somebody is invited, enters itself, comes to a meeting, agrees on something and
// keeps it; a year later it says that all is still true, and the council gets a report of all that.
import { expect, test } from "./page.mjs";
import { button, choose, command, dialog, downloaded, go, isSaved, start, storedDocument } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const section = (page, name) => page.getByRole("region", { name });
const inviter = "Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH";

test("invited, entered, met, agreed, kept, confirmed, reported", async ({ page, browser }) => {
  await page.clock.setFixedTime(new Date("2027-01-10T10:00:00Z"));
  await start(page, { hash: "#/akteur/a-rammelsberg" });
  await button(main(page), "Einladen").click();
  const link = await dialog(page).getByLabel("Link zum Weitergeben").inputValue();
  await page.keyboard.press("Escape");

  const context = await browser.newContext({ locale: "de-DE" });
  const guest = await context.newPage();
  await guest.clock.setFixedTime(new Date("2027-01-12T10:00:00Z"));
  await guest.goto(link);
  await dialog(guest).getByLabel(/^Name/).fill("Heimatchor");
  const last = dialog(guest).getByRole("heading", { level: 3, name: "Ihr Eintrag" });
  for (let step = 0; step < 8 && (await last.count()) === 0; step += 1) {
    const chooser = dialog(guest).getByRole("combobox", { name: /^Kompetenz/ });
    if ((await chooser.count()) > 0 && step < 4) await choose(dialog(guest), /^Kompetenz/, "Moderation");
    await button(dialog(guest), "Weiter").click();
  }
  const packet = await downloaded(guest, () => button(dialog(guest), "Datei speichern").click());
  await context.close();

  await command(page, "Beiträge einsammeln");
  await expect(dialog(page)).toHaveAccessibleName("Beiträge einsammeln");
  await page.locator("#file-input").setInputFiles({ name: packet.name, mimeType: "application/json", buffer: Buffer.from(packet.text) });
  await expect(dialog(page)).toContainText("Heimatchor");
  await button(dialog(page), "Zusammenführen").click();
  await expect(dialog(page)).toHaveCount(0);
  await go(page, "#/wachstum");
  await expect(main(page).getByRole("list", { name: `Durch „${inviter}“ gekommen` })).toContainText("Heimatchor");

  await page.clock.setFixedTime(new Date("2027-02-01T10:00:00Z"));
  await command(page, "Neues Treffen");
  await dialog(page).getByLabel("Titel").fill("Winterabend");
  await dialog(page).getByLabel(/^Datum/).fill("2027-02-10");
  await choose(dialog(page), /^Zugesagt/, "Heimatchor");
  await choose(dialog(page), /^Zugesagt/, inviter);
  await button(dialog(page), "Speichern").click();
  await go(page, "#/treffen");
  await main(page).getByRole("link", { name: "Winterabend" }).click();
  // Newcomers introduce themselves.
  await section(page, "Die Karte schlägt vor").getByRole("listitem").filter({ hasText: "Heimatchor stellt sich vor" }).getByRole("button").click();
  await page.clock.setFixedTime(new Date("2027-02-10T17:00:00Z"));
  await button(page, "Alle, die zugesagt haben, sind da").click();
  await page.getByRole("link", { name: "Auf der Leinwand" }).click();
  await page.getByText("Vereinbarung festhalten").click();
  await page.getByLabel("Wer hilft").selectOption(inviter);
  await page.getByLabel("Wem", { exact: true }).selectOption("Heimatchor");
  await page.getByLabel("Was", { exact: true }).fill("Konzert im Bergwerk");
  await page.getByLabel("Bis wann").fill("2027-06-30");
  await button(page, "Festhalten").click();

  await page.clock.setFixedTime(new Date("2027-06-20T10:00:00Z"));
  await go(page, "#/vereinbarungen");
  await button(main(page), /^Erledigt: .*Konzert im Bergwerk/).click();
  await expect(section(page, "Erledigt")).toContainText("Konzert im Bergwerk");

  // A year later the entry is old.
  await isSaved(page);
  await page.clock.setFixedTime(new Date("2028-02-12T10:00:00Z"));
  await page.reload();
  await isSaved(page);
  await go(page, "#/aktuell?q=Heimatchor");
  await button(section(page, /^Lange nicht bestätigt/), "Stimmt noch: Heimatchor").click();
  await expect(section(page, /^Bestätigt/)).toContainText("Heimatchor");
  await isSaved(page);
  expect((await storedDocument(page)).actors.find(({ name }) => name === "Heimatchor")).toMatchObject({ joined: "2027-01-12", invited_by: "a-rammelsberg", confirmed_on: "2028-02-12" });

  await go(page, "#/auswertung?seit=2027-01-01&bis=2027-12-31");
  const numbers = (name) => main(page).getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name, exact: true }) }).getByRole("definition");
  for (const [name, expected] of Object.entries({
    Mitglieder: ["29", "30", "+1"],
    "Treffen bisher": ["5", "6", "+1"],
    Vereinbarungen: ["6", "7", "+1"],
    "Eingehaltene Vereinbarungen": ["4", "5", "+1"],
    "Vermittelte Kontakte": ["8", "9", "+1"],
  })) {
    await expect(numbers(name), name).toHaveText(expected);
  }
  await button(main(page), "Bericht").click();
  await main(page).getByLabel("Was zählt mit?").selectOption({ label: "alles, was eingetragen ist (nur Summen)" });
  const report = await downloaded(page, () => button(main(page), "Bericht für Word").click());
  for (const part of ["GoSMART Goslar", "31. Dezember 2027", "Eingehaltene Vereinbarungen"]) expect(report.text).toContain(part);
});

// What the text tells of the working group, row by row: somebody who opens the example for the first time finds it by
// clicks alone.
import { expect, test } from "./page.mjs";
import { button, dialog, example, start } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const region = (page, name) => main(page).getByRole("region", { name, exact: true });
const link = (scope, name) => scope.getByRole("link", { name, exact: true }).first();
const { offering, vision, name: institute } = example.actors.find(({ id }) => id === "a-isse");

/** From the first screen by the links of these names, one after the other; each says where it leads. */
async function walk(page, ...names) {
  await start(page);
  let scope = page.getByRole("navigation", { name: "Ansichten" });
  for (const name of names) {
    await link(scope, name).click();
    await expect(main(page).getByRole("heading", { level: 1 })).toHaveText(name);
    scope = main(page);
  }
}

test("members in named sectors", async ({ page }) => {
  await walk(page, "Akteure");
  await expect(main(page)).toContainText(`${example.actors.length} Akteure`);
  const sector = (id) => example.sectors.find((sector) => sector.id === id).name;
  for (const { name, sector: id } of example.actors) {
    await expect(main(page).getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) })).toContainText(sector(id));
  }
});

test("begun on 2 June 2017 with ten, and grown because one knew one", async ({ page }) => {
  await walk(page, "Treffen", "Auftakt der Arbeitsgruppe");
  await expect(main(page)).toContainText("2. Juni 2017 · Weltkulturerbe Rammelsberg");
  await expect(region(page, "Wer dabei ist").getByRole("link")).toHaveCount(10);
  await walk(page, "Akteure", "Wachstum");
  await expect(main(page)).toContainText(`${example.actors.length} Akteure, davon ${example.actors.filter((actor) => actor.invited_by).length} durch andere gekommen`);
  await button(main(page), "Wachstum abspielen").click();
  await expect(region(page, "Wachstum")).toContainText("2. Juni 2017");
  await expect(main(page)).toContainText("10 von 29 Akteuren");
});

test("each new member introduces itself", async ({ page }) => {
  await walk(page, "Akteure", institute);
  await expect(main(page)).toContainText(offering);
  await expect(main(page)).toContainText(vision);
  await walk(page, "Treffen", "Auftakt der Arbeitsgruppe");
  await expect(region(page, "Tagesordnung")).toContainText("Vorstellungsrunde");
});

test("somebody nearby has a competency one could well use", async ({ page }) => {
  await walk(page, "Treffer");
  await button(main(page), "überraschend").click();
  const first = main(page).getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) }).first();
  await expect(first).toContainText(/ sucht „.+“, und .+ bietet das\./);
  await expect(button(first, "Bekannt machen")).toBeVisible();
});

test("contacts between members, and what they agreed", async ({ page }) => {
  await walk(page, "Akteure", institute);
  await expect(region(page, "Verbindungen").getByRole("link").first()).toBeVisible();
  await walk(page, "Treffen", "Vereinbarungen");
  await expect(main(page)).toContainText(`${example.agreements.length} Vereinbarungen`);
  await expect(main(page)).toContainText("zur Veranschaulichung erfunden");
});

test("anyone may, nobody must", async ({ page }) => {
  await walk(page, "Treffer");
  await expect(main(page)).toContainText("Jeder Treffer ist ein Vorschlag: Ob etwas daraus wird, entscheiden die beiden.");
  await walk(page, "Themen", "Hochwasser und KI", "Wer zusammen kann das?");
  await expect(main(page)).toContainText("Es ist ein Vorschlag: Wer mitmacht, entscheiden die Gefragten.");
});

test("an agenda to which members add, and guests", async ({ page }) => {
  await walk(page, "Treffen", "Rückblick und Ausblick auf 2020");
  await expect(region(page, "Tagesordnung")).toContainText("von at//design");
  await expect(main(page).getByLabel("Neuer Punkt")).toBeVisible();
  await button(main(page), "Bearbeiten").first().click();
  await expect(dialog(page).getByRole("combobox", { name: "Gäste" })).toBeVisible();
});

test("thirteen questions of the town, each with state, roles and what it takes", async ({ page }) => {
  await walk(page, "Themen");
  await expect(main(page).getByRole("heading", { level: 2 })).toHaveText(example.topics.map((topic) => topic.title));
  await link(main(page), "Hochwasser und KI").click();
  await expect(region(page, "Wer dabei ist")).toContainText("kann helfen");
  await expect(region(page, "Was es dafür braucht")).toContainText("bieten");
});

test("a team across institutions", async ({ page }) => {
  await walk(page, "Themen", "Hochwasser und KI", "Wer zusammen kann das?");
  await expect(region(page, "Vorschlag")).toContainText("4 Akteure aus 4 Bereichen");
  await expect(main(page)).toContainText("Das ist bewiesen das kleinste Team");
});

test("a workshop, an event with the council, and a report for it", async ({ page }) => {
  await walk(page, "Treffen");
  const past = region(page, "Vergangene").getByRole("listitem");
  await expect(past.filter({ hasText: "Workshop: Sensoren" })).toContainText("Workshop");
  await expect(past.filter({ hasText: "mit dem Rat der Stadt" })).toContainText("Veranstaltung");
  await link(main(page), "Auswertung").click();
  await button(main(page), "Bericht").click();
  await expect(region(page, "Bericht für Rat oder Förderstelle")).toContainText("GoSMART Goslar");
});

test("measure by measure", async ({ page }) => {
  await walk(page, "Themen", "Knöllchen online");
  const course = region(page, "Verlauf");
  await expect(course).toHaveText(/Idee.*9\. Februar 2018.*wird besprochen.*14\. September 2018.*in Arbeit.*18\. Januar 2019.*erledigt.*24\. Mai 2019/s);
  await expect(course.getByRole("link")).toHaveText(["Informationsveranstaltung mit dem Rat der Stadt (Tag und Ablauf: Illustration)"]);
  // And so does one's own network: who changes a state notes the day.
  await page.clock.setFixedTime(new Date("2027-03-04T10:00:00Z"));
  await button(main(page), "Bearbeiten").first().click();
  await dialog(page).getByLabel("Stand").selectOption("nicht weiterverfolgt");
  await button(dialog(page), "Speichern").click();
  await expect(course).toHaveText(/24\. Mai 2019.*nicht weiterverfolgt.*4\. März 2027/s);
});

test("where the town stands, where it wants to go, and how it gets there", async ({ page }) => {
  await walk(page, "Kompetenzen");
  await expect(main(page)).toContainText("nur ein Akteur bietet");
  await walk(page, "Treffen", "Auswertung");
  await expect(region(page, "Ergebnisse")).toContainText("Eingehaltene Vereinbarungen");
});

// Whether entries are still true: the coordinator's list, a question to copy, and one tap that renews one's own entry.
import { expect, test } from "./page.mjs";
import { button, command, dialog, header, isSaved, keep, node, small, start, storedDocument, tabTo } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const part = (page, name) => main(page).getByRole("region", { name });
// Where the page is said to be, it is tomorrow already for some hours.
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format();

/** One confirmed long ago, one never, one today. */
const given = () =>
  small({
    actors: [
      { id: "a1", name: "Werkstatt Nord", kind: "organisation", sector: "s1", status: "member", confirmed_on: "2019-05-10", confirmed_by: "self" },
      { id: "a2", name: "Schule Süd", kind: "organisation", sector: "s2", status: "member" },
      { id: "a3", name: "Tiefbau West", kind: "organisation", sector: "s1", status: "member", confirmed_on: today() },
    ],
    links: [],
  });

test("who keeps the map sees what is old, asks with a text, and notes the answer", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await keep(page, given());
  await start(page);
  await command(page, "Ich koordiniere");
  await dialog(page).getByRole("button", { name: /^Noch aktuell\?/ }).click();
  await expect(main(page)).toContainText("2 von 3 Einträgen hat seit 12 Monaten niemand bestätigt.");
  const old = part(page, /^Lange nicht bestätigt/);
  await expect(old.locator(".confirmation")).toHaveText([/^Schule Süd.*Noch nie bestätigt/, /^Werkstatt Nord.*Zuletzt bestätigt am 10\. Mai 2019\..*Ebenso alt/]);
  await button(old, "Nachfragen: Werkstatt Nord").click();
  const text = old.getByRole("textbox", { name: "Nachfrage" });
  await expect(text).toHaveValue(/steht zu „Werkstatt Nord“:\n\n(Bietet|Sucht): /);
  await button(old, "English").click();
  await expect(text).toHaveValue(/Is this still true\?/);
  await button(old, "Text kopieren").click();
  await expect(old.getByRole("status")).toContainText("kopiert");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Last confirmed on 10 May 2019.");
  await button(old, "Als gefragt vermerken").click();
  // Not twice in a quarter.
  await expect(old).toContainText("nach einem Vierteljahr wieder.");
  await expect(old.getByRole("button", { name: "Nachfragen: Werkstatt Nord" })).toHaveCount(0);
  await button(old, "Stimmt noch: Werkstatt Nord").click();
  await expect(main(page)).toContainText("Einen von 3 Einträgen");
  await expect(part(page, /^Bestätigt/)).toContainText("von der Koordination.");
  await isSaved(page);
  const document = await storedDocument(page);
  const dated = [...document.actors, ...document.offers, ...document.needs].filter((record) => (record.actor ?? record.id) === "a1" && !record.closed_on);
  expect(dated.length).toBeGreaterThan(1);
  for (const record of dated) expect(record).toMatchObject({ confirmed_on: today(), confirmed_by: "keeper" });
  await button(header(page), /^Rückgängig: „Werkstatt Nord“ bestätigt/).click();
  await expect(main(page)).toContainText("2 von 3 Einträgen");

  await main(page).getByRole("link", { name: "Im Netz zeigen" }).click();
  const bar = page.getByRole("region", { name: "Was das Bild zeigt" });
  await expect(bar).toContainText("Blass: lange nicht bestätigt");
  await node(page, "Schule Süd").press("Enter");
  await expect(page.getByText("Lange nicht bestätigt.", { exact: true })).toBeVisible();
  await page.goto(page.url().replace(/#.*/, "#/akteure"));
  await expect(main(page).getByRole("row", { name: /Werkstatt Nord/ })).toContainText("zuletzt bestätigt 2019");
  await expect(main(page).getByRole("row", { name: /Tiefbau West/ })).not.toContainText("bestätigt");
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test("one is asked once, puts it off, and renews one's own entry with one tap", async ({ page }) => {
    await keep(page, given());
    await start(page, { hash: "#/akteur/a1", language: "en" });
    await button(page, "This is me").tap();
    const asked = page.getByRole("status").filter({ hasText: "Your entry: Last confirmed on 10 May 2019. Is all still true?" });
    await expect(asked).toBeVisible();
    await button(page, "Later").tap();
    await expect(asked).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Werkstatt Nord", level: 1 })).toBeVisible();
    const renew = button(main(page), "All still true");
    await expect(renew).toBeVisible();
    await expect(asked).toHaveCount(0);
    await renew.tap();
    await expect(renew).toHaveCount(0);
    await isSaved(page);
    expect((await storedDocument(page)).actors.find(({ id }) => id === "a1")).toMatchObject({ confirmed_on: today(), confirmed_by: "self" });
  });
});

test("by keyboard at 360 px: a question opens, and the answer is noted", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await keep(page, given());
  await start(page, { hash: "#/aktuell" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await tabTo(page, button(page, "Nachfragen: Schule Süd"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Nachfrage" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await tabTo(page, button(page, "Stimmt noch: Schule Süd"));
  await page.keyboard.press("Enter");
  await expect(part(page, /^Bestätigt/)).toContainText("Schule Süd");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

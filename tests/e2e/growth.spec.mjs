// Inviting somebody, who came through whom, and the network from its first day on.
import { expect, test } from "./page.mjs";
import { button, dialog, downloaded, go, keep, node, small, start, tabTo } from "./steps.mjs";

const main = (page) => page.getByRole("main");
const replay = (page, name = "Wachstum") => main(page).getByRole("region", { name, exact: true });

test("with the mouse: a link invites, whoever opens it says who invited, and stands in the tree once taken in", async ({ page, browser, baseURL }) => {
  await start(page, { hash: "#/akteur/a-rammelsberg" });
  await button(main(page), "Einladen").click();
  await expect(dialog(page)).toHaveAccessibleName("Einladen – durch „Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH“");
  const link = await dialog(page).getByLabel("Link zum Weitergeben").inputValue();
  expect(link).toBe(`${baseURL}#/mitmachen/a-rammelsberg`);
  await expect(dialog(page).getByRole("textbox", { name: "Text zum Weitergeben" })).toHaveValue(new RegExp(link.replace(/[.?*/]/g, "\\$&")));
  await expect(dialog(page).getByRole("img", { name: "QR-Code" })).toBeVisible();

  const context = await browser.newContext({ locale: "de-DE" });
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(dialog(guest)).toHaveAccessibleName("Ich trage mich ein");
  await expect(dialog(guest)).toContainText("Durch „Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH“ eingeladen.");
  await dialog(guest).getByLabel(/^Name/).fill("Heimatchor");
  const last = dialog(guest).getByRole("heading", { level: 3, name: "Ihr Eintrag" });
  for (let step = 0; step < 8 && (await last.count()) === 0; step += 1) await button(dialog(guest), "Weiter").click();
  const { text } = await downloaded(guest, () => button(dialog(guest), "Datei speichern").click());
  expect(JSON.parse(text).actors).toMatchObject([{ name: "Heimatchor", invited_by: "a-rammelsberg", joined: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }]);
  await button(dialog(guest), "In dieses Netzwerk eintragen").click();
  await expect(dialog(guest)).toHaveCount(0);
  await go(guest, "#/wachstum");
  const branch = main(guest).getByRole("list", { name: "Durch „Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH“ gekommen" });
  await expect(branch.getByRole("link", { name: "Heimatchor" })).toBeVisible();
  await context.close();
});

test("a small map that is nowhere published travels in the invitation itself", async ({ page, browser }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteur/a1" });
  await button(main(page), "Einladen").click();
  const text = dialog(page).getByRole("textbox", { name: "Text zum Weitergeben" }).first();
  await expect(text).toHaveValue(/#geteilt=[\w-]+&\/mitmachen\/a1/);
  const [link] = (await text.inputValue()).match(/http\S+/);
  const context = await browser.newContext({ locale: "de-DE", viewport: { width: 360, height: 740 } });
  const guest = await context.newPage();
  // Also who has the page open already.
  for (const before of ["", "#/netz"]) {
    if (before) {
      await guest.goto(link.replace(/#.*/, before));
      await expect(main(guest).getByRole("heading", { level: 1 })).toBeVisible();
    }
    await guest.goto(link);
    await expect(dialog(guest)).toHaveAccessibleName("Ich trage mich ein");
    await expect(dialog(guest)).toContainText("Durch „Werkstatt Nord“ eingeladen.");
    await expect(guest).toHaveURL(/#\/mitmachen\/a1$/);
    await guest.keyboard.press("Escape");
    await expect(main(guest)).toContainText("Werkstatt Nord");
  }
  await context.close();
});

test("who does not want to say who invited takes it away, and an inviter whom nobody knows harms nothing", async ({ page }) => {
  await start(page, { hash: "#/mitmachen/a-isse" });
  await button(dialog(page), "Ohne Einladung eintragen").click();
  await expect(dialog(page).getByText(/eingeladen\.$/)).toHaveCount(0);
  await expect(dialog(page).getByLabel(/^Name/)).toBeFocused();
  await page.keyboard.press("Escape");
  await go(page, "#/mitmachen/niemand");
  await expect(dialog(page)).toContainText("Wer Sie einlädt, steht nicht in dieser Karte. Eintragen können Sie sich trotzdem.");
});

test.describe("at 360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("by keyboard alone the list folds, leads to cards, and the days go by arrows", async ({ page }) => {
    await start(page, { hash: "#/wachstum", language: "en" });
    await expect(main(page)).toContainText("29 actors, 19 of whom came through others");
    const fold = button(main(page), "Came through “Wirtschaftsförderung”");
    await tabTo(page, fold);
    await expect(fold).toHaveAttribute("aria-expanded", "true");
    await expect(main(page).getByRole("link", { name: "Bornemann AG" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await expect(main(page).getByRole("link", { name: "Bornemann AG" })).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

    await go(page, "#/netz?tag=anfang");
    // The focus goes there once the view is drawn.
    await expect(main(page).getByRole("heading", { level: 1 })).toBeFocused();
    const slider = replay(page, "Growth").getByRole("slider", { name: "Day" });
    await slider.focus();
    await expect(slider).toHaveAttribute("aria-valuetext", "2 June 2017");
    await page.keyboard.press("ArrowRight");
    await expect(slider).toHaveAttribute("aria-valuetext", "25 August 2017");
    await expect(page).toHaveURL(/tag=2017-08-25/);
    await page.keyboard.press("End");
    await expect(replay(page, "Growth")).toContainText("21 of 21");
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await expect(button(replay(page, "Growth"), "Pause")).toBeVisible();
    await page.keyboard.press("Space");
    await expect(button(replay(page, "Growth"), "Play")).toBeVisible();
  });
});

test("a day shows who was there, says what is new, and moves nobody", async ({ page }) => {
  await start(page, { hash: "#/netz?tag=2018-05-01" });
  const bar = replay(page);
  await expect(bar.getByRole("slider", { name: "Tag" })).toHaveAttribute("aria-valuetext", "20. April 2018");
  await expect(bar.getByRole("status")).toHaveText(/^20\. April 2018\. Neu: t-systems, at\/\/design, /);
  await expect(node(page, "t-systems")).toBeAttached();
  await expect(node(page, "InvMan OHG")).toHaveCount(0);
  await bar.getByRole("slider").fill("0");
  await expect(bar.getByRole("status")).toHaveText(/^2\. Juni 2017\. Neu: Wirtschaftsförderung, IT-Service, Stadtplanung und 7 weitere Akteure, /);
  await expect(page).toHaveURL(/tag=2017-06-02/);
  await button(bar, "Beenden").click();
  await expect(page).toHaveURL(/#\/netz$/);
  await expect(node(page, "InvMan OHG")).toBeAttached();
});

test("the tree in the picture draws who invited whom, and leads to the list and back", async ({ page }) => {
  await start(page, { hash: "#/netz" });
  await main(page).getByLabel("Anordnung").selectOption("Nach Einladung");
  await expect(page).toHaveURL(/anordnung=einladung/);
  const bar = main(page).getByRole("region", { name: "Netz nach Einladung" });
  await expect(bar).toContainText("Eine Linie führt von wem eingeladen hat zu wem gekommen ist.");
  await expect(page.locator("#graph-summary")).toContainText("29 Akteure, 0 von 64 Kompetenzen, 19 Beziehungen");
  await bar.getByRole("link", { name: "Als Liste" }).click();
  await expect(main(page).getByRole("heading", { level: 1, name: "Wachstum" })).toBeVisible();
  await main(page).getByRole("link", { name: "Als Baum im Netz zeigen" }).click();
  await button(bar, "Zurück zum Netz").click();
  await expect(page.locator("#graph-summary")).toContainText("64 Kompetenzen");
  await expect(bar).toHaveCount(0);
});

test("chosen days leave side by side as one picture, each with who was there", async ({ page }) => {
  await start(page, { hash: "#/netz?tag=2018-05-01" });
  await button(page, "Bild speichern").click();
  const days = dialog(page).getByRole("radio", { name: "Mehrere Tage nebeneinander" });
  await expect(dialog(page).getByLabel("1. Tag")).toHaveCount(0);
  await days.check();
  const chosen = (number) => dialog(page).getByLabel(`${number}. Tag`).locator("option:checked");
  await expect(chosen(1)).toHaveText("2. Juni 2017");
  await expect(chosen(2)).toHaveText("20. April 2018");
  await expect(chosen(4)).toHaveText("kein weiterer Tag");
  await dialog(page).getByLabel("3. Tag").selectOption("16. November 2018");
  const { text } = await downloaded(page, () => button(dialog(page), "Bild speichern").click());
  const heads = [...text.matchAll(/font-size="18"[^>]*>([^<]+)</g)].map(([, words]) => words);
  expect(heads).toEqual(["2. Juni 2017", "20. April 2018", "16. November 2018"]);
  const [width, height] = text.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/).slice(1).map(Number);
  expect(width / height).toBeCloseTo(16 / 9, 1);
  // Who was there from the beginning stands in all three, who came in October 2017 in two of them.
  expect(text.match(/>Stadtjugendpflege</g)).toHaveLength(3);
  expect(text.match(/>Jugendzentrum</g)).toHaveLength(2);
});

test("there are no days to choose where no day is shown", async ({ page }) => {
  await start(page, { hash: "#/netz" });
  await button(page, "Bild speichern").click();
  await expect(dialog(page).getByRole("radio", { name: "Das ganze Netz" })).toBeVisible();
  await expect(dialog(page).getByRole("radio", { name: "Mehrere Tage nebeneinander" })).toHaveCount(0);
});

test("where nobody is entered nothing is offered that would be empty", async ({ page }) => {
  await keep(page, small({ actors: [], offers: [], needs: [], links: [], topics: [], positions: {} }));
  await start(page, { hash: "#/wachstum" });
  await expect(main(page)).toContainText("Noch ist niemand eingetragen.");
  await expect(main(page).getByRole("link", { name: "Als Baum im Netz zeigen" })).toHaveCount(0);
  await expect(button(main(page), "Wachstum abspielen")).toHaveCount(0);
  await go(page, "#/aktuell");
  await expect(main(page)).toContainText("Noch ist kein Akteur eingetragen.");
  await expect(main(page).getByRole("link", { name: "Im Netz zeigen" })).toHaveCount(0);
});

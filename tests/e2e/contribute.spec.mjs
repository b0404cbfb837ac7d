// A member enters itself, question by question, and sends what it said, and nothing else, to whom keeps the network.
import { inflateRawSync } from "node:zlib";
import { expect, test } from "./page.mjs";
import { decoded } from "./qr.mjs";
import { expectLetters, withSecrets } from "./secrets.mjs";
import { button, choose, dialog, downloaded, go, header, isSaved, keep, key, menu, openFile, ownData, small, start, status, stored, tabTo } from "./steps.mjs";

const heading = (page, text) => dialog(page).getByRole("heading", { level: 3, name: text });
const title = (page) => page.getByRole("heading", { level: 1 });
const name = (page) => dialog(page).getByLabel(/^Name/);
const next = (page) => button(dialog(page), "Weiter");
const like = (page, actor) => button(dialog(page), `${actor}: Das bin ich`);
const competency = (page) => dialog(page).getByRole("combobox", { name: "Kompetenz suchen oder neu anlegen" });
const entry = (page, name) => dialog(page).getByRole("listitem").filter({ hasText: name });
const draft = (page, network = "klein") => stored(page, `contribution/${network}`, "1");
const today = /^\d{4}-\d\d-\d\d$/;

/** By the menu, as on a phone. */
async function open(page) {
  await menu(page).click();
  await button(header(page), "Ich trage mich ein").click();
  await expect(dialog(page)).toHaveAccessibleName("Ich trage mich ein");
}

/** Goes on to a question. */
async function goOn(page, to) {
  await next(page).click();
  await expect(heading(page, to)).toBeFocused();
}

async function toTheEnd(page) {
  const last = heading(page, "Ihr Eintrag");
  for (let step = 0; step < 8 && (await last.count()) === 0; step += 1) await next(page).click();
  await expect(last).toBeFocused();
}

/** A record without its stamps. */
const plain = ({ id, changed, base, ...fields }) => fields;
const saved = async (page) => {
  const file = await downloaded(page, () => button(dialog(page), "Datei speichern").click());
  return { ...file, document: JSON.parse(file.text) };
};
/** All that lies in the browser's storage but the answers. */
const storage = (page) =>
  page.evaluate(
    (draft) => JSON.stringify(Object.entries(localStorage).filter(([name]) => !name.startsWith(draft)).sort()),
    key("contribution/"),
  );

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("somebody new enters itself; what was answered outlives the page, and nothing else is sent", async ({ page }) => {
    await keep(page, withSecrets);
    await start(page);
    await menu(page).tap();
    await button(header(page), "Ich trage mich ein").tap();
    await expect(name(page)).toBeFocused();
    const box = await dialog(page).boundingBox();
    expect([box.width, box.height]).toEqual([360, 740]);
    await next(page).tap();
    await expect(dialog(page).getByRole("alert").filter({ hasText: "Bitte geben Sie Ihren Namen an." })).toBeVisible();
    await expect(name(page)).toHaveAttribute("aria-invalid", "true");
    await name(page).fill("Erika Muster");
    await dialog(page).getByRole("radio", { name: "Person", exact: true }).tap();
    await dialog(page).getByLabel("Bereich").selectOption("Schule");
    await next(page).tap();
    await expect(heading(page, "2 von 8: Was sind Sie")).toBeFocused();
    await dialog(page).getByLabel("Wer sind Sie und was tun Sie?").fill("Ich repariere.");
    await next(page).tap();
    await next(page).tap();
    await expect(heading(page, "Was können Sie?")).toBeFocused();
    await competency(page).fill("holzbau");
    await dialog(page).getByRole("option", { name: /^Tischlern/ }).tap();
    await entry(page, "Tischlern").getByLabel("Wie gut?").selectOption("erfahren");
    await entry(page, "Tischlern").getByLabel("Schon einmal gemacht").fill("Bänke für den Markt, 2025");

    await page.reload();
    await open(page);
    await expect(status(page, "Ihre Antworten vom letzten Mal sind noch da.")).toBeVisible();
    await expect(heading(page, "Was können Sie?")).toBeVisible();
    await expect(entry(page, "Tischlern").getByLabel("Schon einmal gemacht")).toHaveValue("Bänke für den Markt, 2025");
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await open(page);

    // What was typed to the end and not chosen is not left behind.
    await competency(page).fill("Fahrräder flicken");
    await next(page).tap();
    await expect(entry(page, "Fahrräder flicken")).toContainText("neu");
    await goOn(page, "Was suchen Sie?");
    await choose(dialog(page), /^Kompetenz/, "Straßenb", "Straßenbau");
    await entry(page, "Straßenbau").getByLabel("Anmerkung").fill("Ein Radweg");
    await entry(page, "Straßenbau").getByLabel("Gebraucht bis").fill("2027-03-01");
    await entry(page, "Straßenbau").locator("summary").tap();
    await entry(page, "Straßenbau").getByLabel("Rat", { exact: true }).tap();
    await goOn(page, "Wen kennen Sie hier?");
    await choose(dialog(page), "Akteur suchen", "Tiefbau", "Tiefbau West");
    await choose(dialog(page), "Akteur suchen", "Schule", "Schule Süd");
    await button(dialog(page), "„Schule Süd“ entfernen").tap();
    await goOn(page, "Wer darf Ihren Eintrag sehen?");
    await expect(dialog(page).getByRole("radio", { name: "Das Netzwerk", exact: true })).toBeChecked();
    const yes = dialog(page).getByRole("radio", { name: "Alle" });
    await expect(yes).toHaveAccessibleDescription(/^Ja, mein Name darf/);
    await yes.tap();
    await goOn(page, "Ihr Eintrag");
    await expect(dialog(page)).toContainText("Fahrräder flicken neu");
    await expect(dialog(page)).toContainText("Schon einmal gemacht: Bänke für den Markt, 2025");

    const { name: fileName, text, document } = await saved(page);
    expect(fileName).toMatch(/^gosmart-beitrag-erika-muster-\d{4}-\d\d-\d\d\.json$/);
    expectLetters(text, [], fileName);
    expect(document).toMatchObject({ profile: "full", by: "Erika Muster" });
    expect(document.network).toEqual({ id: "klein", title: "Kleines Netz" });
    expect(Object.keys(document).sort()).toEqual(
      ["actors", "by", "competencies", "contains_personal_data", "exported_at", "format", "links", "needs", "network", "offers", "profile", "version"].sort(),
    );
    const confirmed = { confirmed_on: expect.stringMatching(today), confirmed_by: "self" };
    const [me] = document.actors;
    expect(document.actors.map(plain)).toEqual([
      { name: "Erika Muster", kind: "person", sector: "s2", status: "member", about: "Ich repariere.", visibility: "public", joined: expect.stringMatching(today), ...confirmed },
    ]);
    expect(me.base).toBeUndefined();
    expect(document.competencies.map(plain)).toEqual([{ name: "Fahrräder flicken" }]);
    expect(document.offers.map(plain)).toEqual([
      { actor: me.id, competency: "k1", level: 2, evidence: "Bänke für den Markt, 2025", ...confirmed },
      { actor: me.id, competency: document.competencies[0].id, ...confirmed },
    ]);
    const since = expect.stringMatching(today);
    expect(document.needs.map(plain)).toEqual([
      { actor: me.id, competency: "k2", forms: ["advice"], wanted_by: "2027-03-01", note: "Ein Radweg", since, ...confirmed },
    ]);
    expect(document.links.map(plain)).toEqual([{ from: me.id, to: "a3", kind: "knows" }]);

    // Sent and closed, they are gone.
    await expect(status(page, `„${fileName}“ ist gespeichert.`)).toBeVisible();
    expect(await draft(page)).not.toBeNull();
    await button(dialog(page), "Fertig").tap();
    expect(await draft(page)).toBeNull();
  });

  test("a device that takes no JSON is handed text, and who calls it off has sent nothing", async ({ page }) => {
    await page.addInitScript(() => {
      window.handedOn = [];
      navigator.canShare = ({ files }) => files.every(({ name }) => name.endsWith(".txt"));
      navigator.share = async ({ files, title }) => {
        if (window.handedOn.push([files[0].name, title, await files[0].text()]) === 1) throw new DOMException("", "AbortError");
      };
    });
    await keep(page, small());
    await start(page);
    await open(page);
    await name(page).fill("Chor");
    await toTheEnd(page);
    await button(dialog(page), "Teilen").tap();
    await expect.poll(() => page.evaluate(() => window.handedOn.length)).toBe(1);
    await expect(status(page, "Weitergegeben.")).toHaveCount(0);
    await button(dialog(page), "Teilen").tap();
    await expect(status(page, "Weitergegeben.")).toBeVisible();
    const [file, about, text] = await page.evaluate(() => window.handedOn[1]);
    expect(file).toMatch(/^gosmart-beitrag-chor-.*\.txt$/);
    expect(about).toBe("Mein Eintrag für „Kleines Netz“");
    expect(JSON.parse(text).actors[0].name).toBe("Chor");
    // What is changed then was not sent.
    await button(dialog(page), "Zurück").tap();
    await dialog(page).getByRole("radio", { name: "Das Netzwerk", exact: true }).tap();
    await page.keyboard.press("Escape");
    expect(await draft(page)).toContain("Chor");
  });
});

test("who is there already goes through what it said, in English and by the keyboard alone", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await keep(page, { ...withSecrets, needs: [...withSecrets.needs, { id: "n2", actor: "a1", competency: "k2", note: "Zufahrt", since: "2020-02-02" }] });
  await start(page, { language: "en", hash: "#/akteure" });
  const onward = button(dialog(page), "Next");
  const press = async (target, key = "Enter") => {
    await tabTo(page, target);
    await page.keyboard.press(key);
  };
  const question = (text) => expect(heading(page, text)).toBeFocused();
  await press(menu(page));
  await press(button(header(page), "Enter myself"));
  await expect(name(page)).toBeFocused();
  await page.keyboard.type("werkstat nord");
  await press(button(dialog(page), "Werkstatt Nord: this is me"));
  await expect(dialog(page).getByText("You are “Werkstatt Nord”.")).toBeFocused();
  await press(onward);
  await question("What are you");
  await tabTo(page, dialog(page).getByLabel("Digital offering"));
  await page.keyboard.type("Lasercutter");
  await press(onward);
  await press(onward);
  await question("What can you do?");
  await press(button(dialog(page), "Take away: Tischlern"));
  await expect(entry(page, "Tischlern")).toContainText("will be taken away");
  await press(button(dialog(page), "Bring back: Tischlern"));
  await tabTo(page, entry(page, "Tischlern").getByLabel("Done before"));
  await page.keyboard.type("Kulissen");
  // Enter leads back to where the next one is found.
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("combobox", { name: /^Find a competency/ })).toBeFocused();
  await page.keyboard.type("Löten");
  await page.keyboard.press("Enter");
  await expect(entry(page, "Löten")).toContainText("new");
  await press(button(dialog(page), "Take away: Löten"));
  await expect(entry(page, "Löten")).toHaveCount(0);
  await press(onward);
  await question("What do you look for?");
  await press(button(dialog(page), "It is met: Straßenbau"));
  await expect(entry(page, "Straßenbau")).toContainText("counts as met");
  await press(onward);
  await question("Whom do you know here?");
  await expect(dialog(page)).toContainText("Entered already: Schule Süd");
  await press(onward);
  await press(onward);
  await question("Your entry");
  const file = await downloaded(page, () => press(button(dialog(page), "Save the file")));
  expectLetters(file.text, [], file.name);
  const { actors, offers, needs, removed, links, competencies } = JSON.parse(file.text);
  expect([removed, links, competencies]).toEqual([undefined, undefined, undefined]);
  const confirmed = { confirmed_on: expect.stringMatching(today), confirmed_by: "self" };
  expect(actors.map(plain)).toEqual([{ name: "Werkstatt Nord", kind: "organisation", status: "member", offering: "Lasercutter", ...confirmed }]);
  expect(Object.keys(actors[0].changed).sort()).toEqual(["confirmed_by", "confirmed_on", "offering"]);
  expect(offers.map(plain)).toEqual([{ actor: "a1", competency: "k1", level: 3, evidence: "Kulissen", ...confirmed }]);
  expect(needs.map(plain)).toEqual([
    { actor: "a1", competency: "k2", note: "Zufahrt", since: "2020-02-02", closed_on: expect.stringMatching(today), ...confirmed },
  ]);
  // Whom the map knows may invite the next.
  await press(button(dialog(page), "Invite"));
  await expect(dialog(page)).toHaveAccessibleName(/^Invite – through “Werkstatt Nord”/);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

test("over a map that is only looked at, nothing of one's own changes but the answers", async ({ page, browser, baseURL }) => {
  await keep(page, small({ network: { id: "eigen", title: "Eigenes Netz", language: "de" } }));
  await start(page, { hash: "#/akteure" });
  await openFile(page, small());
  await expect(status(page, "Sie sehen sich")).toBeVisible();
  // Once what was put into the page lies there as it writes it itself.
  await expect.poll(() => stored(page)).toContain('"store":2');
  const before = [await ownData(page), await storage(page)];
  await open(page);
  await name(page).fill("Chor");
  await goOn(page, "Was sind Sie");
  expect(await draft(page)).toContain("Chor");
  await toTheEnd(page);
  await expect(button(dialog(page), "In dieses Netzwerk eintragen")).toHaveCount(0);
  const field = dialog(page).getByRole("textbox", { name: "Link" });
  await expect(field).toBeVisible();
  const link = await field.inputValue();
  const packet = JSON.parse(inflateRawSync(Buffer.from(new URL(link).hash.replace("#geteilt=", ""), "base64url")).toString());
  expect(packet).toMatchObject({ profile: "full", by: "Chor", network: { id: "klein", title: "Kleines Netz" } });
  expect(link.length).toBeLessThanOrEqual(1200);
  expect(await decoded(page)).toBe(link);

  // So much has no room in a code that a phone reads.
  await button(dialog(page), "Zurück").click();
  for (let step = 0; step < 5; step += 1) await button(dialog(page), "Zurück").click();
  const long = Array.from({ length: 700 }, (_, number) => ((number * 7919) % 65521).toString(36)).join(" ");
  await dialog(page).getByLabel("Wer sind Sie und was tun Sie?").fill(long);
  await toTheEnd(page);
  await expect(dialog(page)).toContainText("Für einen QR-Code ist der Link zu lang; bis zu 1.200 Zeichen haben darin Platz.");
  await page.keyboard.press("Escape");
  expect([await ownData(page), await storage(page)]).toEqual(before);

  const context = await browser.newContext({ baseURL, locale: "de-DE" });
  const theirs = await context.newPage();
  await theirs.goto(link);
  await expect(status(theirs, "Sie sehen sich")).toContainText("„Kleines Netz“");
  await go(theirs, "#/akteure");
  await expect(theirs.getByRole("main")).toContainText("Chor");
  await context.close();
});

test("in one's own network it is one step, that can be undone, and one is there from now on", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await open(page);
  // Whoever is called as somebody is asked once.
  await name(page).fill("Werkstatt Nord");
  await next(page).click();
  await expect(like(page, "Werkstatt Nord")).toBeFocused();
  await page.keyboard.press("Enter");
  for (const question of ["Was sind Sie", "Wie sieht Ihre", "Was können Sie?"]) await goOn(page, question);
  await choose(dialog(page), /^Kompetenz/, "Glasblasen", /Glasblasen.*neue Kompetenz/);
  await button(dialog(page), "Wegnehmen: Tischlern").click();
  await toTheEnd(page);
  await expect(dialog(page)).toContainText("Tischlern nicht mehr");
  await button(dialog(page), "In dieses Netzwerk eintragen").click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(title(page)).toHaveText("Werkstatt Nord");
  await expect(button(page.getByRole("main"), "Das bin ich")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("main")).toContainText("Glasblasen");
  await expect(page.getByRole("main")).not.toContainText("Tischlern");
  await isSaved(page);
  expect(await draft(page)).toBeNull();
  await button(header(page), /^Rückgängig/).click();
  await expect(page.getByRole("main")).toContainText("Tischlern");
  await expect(page.getByRole("main")).not.toContainText("Glasblasen");
  // Next time it is known who one is.
  await open(page);
  await expect(dialog(page)).toContainText("Sie sind „Werkstatt Nord“.");
});

test("one can start over, after a question", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await open(page);
  await name(page).fill("Chor");
  await goOn(page, "Was sind Sie");
  await page.keyboard.press("Escape");
  await open(page);
  await button(dialog(page), "Von vorn beginnen").click();
  await expect(button(dialog(page), "Weitermachen")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Was sind Sie")).toBeFocused();
  expect(await draft(page)).toContain("Chor");
  await button(dialog(page), "Von vorn beginnen").click();
  await button(dialog(page), "Verwerfen").click();
  await expect(heading(page, "Wer sind Sie?")).toBeFocused();
  await expect(name(page)).toHaveValue("");
  expect(await draft(page)).toBeNull();
});

test("a published map can be entered into, one in a frame and several at once cannot", async ({ page }) => {
  await page.route((url) => url.pathname.endsWith("-map.json"), (route) => route.fulfill({ json: small() }));
  const command = button(header(page), "Ich trage mich ein");
  await page.goto("./?src=a-map.json#/akteure");
  await expect(status(page, "Sie sehen sich")).toBeVisible();
  await open(page);
  await page.keyboard.press("Escape");
  await page.goto("./?src=a-map.json&src=b-map.json#/akteure");
  await expect(status(page, "Sie sehen sich")).toBeVisible();
  await menu(page).click();
  await expect(command).toBeDisabled();
  await page.goto("./?src=a-map.json&frame=1#/akteure");
  await expect(title(page)).toBeVisible();
  await expect(command).toHaveCount(0);
});

test("a browser that keeps nothing says so, and asks before answers are lost", async ({ page }) => {
  await page.addInitScript((start) => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (name, text) {
      if (name.startsWith(start)) throw new DOMException("", "QuotaExceededError");
      setItem.call(this, name, text);
    };
  }, key("contribution/"));
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await open(page);
  await name(page).fill("Chor");
  await expect(dialog(page).getByRole("alert").filter({ hasText: "Dieser Browser merkt sich Ihre Antworten nicht." })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button(dialog(page), "Weitermachen")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(name(page)).toHaveValue("Chor");
});

// What several journeys do: start, search, take files in and out, look into the browser's storage.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect } from "./page.mjs";

/** The built-in example, as the repository keeps it. */
export const example = JSON.parse(await readFile(fileURLToPath(new URL("../../data/goslar.json", import.meta.url)), "utf8"));

const prefix = "gosmart/some/path/v1/";
/** A page of the same address that is none of ours. */
export async function besides(page) {
  await page.route("**/some/path/beside", (route) => route.fulfill({ contentType: "text/html", body: "<title>beside</title>" }));
  await page.goto("./beside");
}

/** Which of the networks that lie side by side is open: the one that the address names; the first has no name. */
export const slotOf = (page) => new URL(page.url()).hash.match(/[?&]netzwerk=([^&]+)/)?.[1] ?? "1";
const databaseName = (slot) => `gosmart/some/path/${slot === "1" ? "" : `network/${slot}`}`;
export const key = (name) => `${prefix}${name}`;

/** The words of the interface that journeys in both languages need. */
export const words = {
  de: {
    search: "Suchen",
    what: "Was",
    card: "Karte",
    whoOffers: "Wer bietet das",
    offers: "Bietet",
    addOffer: "Angebot hinzufügen",
    newOffer: "Neues Angebot",
    competency: /^Kompetenz/,
    save: "Speichern",
    undo: /^Rückgängig/,
    redo: /^Wiederholen/,
    saved: /^gespeichert /,
    export: "Exportieren",
    import: "Importieren",
    chooseFile: "Dateien auswählen",
    newNetwork: "Neues, leeres Netzwerk",
    networkName: "Name des Netzwerks",
    begin: "Leeres Netzwerk beginnen",
    takeOver: "Übernehmen",
    confirm: "Ja, ersetzen",
    actors: "Akteure",
    network: "Netz",
    empty: "Hier entsteht Ihr Netz.",
  },
  en: {
    search: "Search",
    what: "What",
    card: "Card",
    whoOffers: "Who offers it",
    offers: "Offers",
    addOffer: "Add an offer",
    newOffer: "New offer",
    competency: /^Competency/,
    save: "Save",
    undo: /^Undo/,
    redo: /^Redo/,
    saved: /^saved /,
    export: "Export",
    import: "Import",
    chooseFile: "Choose files",
    newNetwork: "New, empty network",
    networkName: "Name of the network",
    begin: "Begin an empty network",
    takeOver: "Take over",
    confirm: "Yes, replace",
    actors: "Actors",
    network: "Network",
    empty: "Your network begins here.",
  },
};

/** Opens the page and waits until it can be used. */
export async function start(page, { hash = "", language = "de" } = {}) {
  await page.goto(`./${language === "de" ? "" : `?lang=${language}`}${hash}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Goes to another view as a link would. */
export async function go(page, hash) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, hash);
}

export const header = (page) => page.getByRole("banner");
/** The button of the menu: a `summary`, which has no role of its own. */
export const menu = (page) => header(page).locator("summary");
export const dialog = (page) => page.getByRole("dialog");
export const button = (scope, name) => scope.getByRole("button", { name, exact: typeof name === "string" });
export const alert = (page, text) => page.getByRole("alert").filter({ hasText: text });
export const status = (page, text) => page.getByRole("status").filter({ hasText: text });

/** From now on, what a screen reader tells of changes in the page, in order. */
export async function listen(page) {
  await page.evaluate(() => {
    window.told = [];
    const last = new WeakMap();
    const around = ({ target }) => (target.closest ? target : target.parentElement)?.closest("[role=status], [role=alert]");
    new MutationObserver((changes) => {
      for (const region of new Set(changes.map(around))) {
        const text = region?.textContent.replace(/\s+/g, " ").trim();
        if (region && region.getAttribute("aria-live") !== "off" && last.get(region) !== text) {
          last.set(region, text);
          if (text) window.told.push(text);
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** Since [`listen`], without when it was saved. */
export const told = (page) => page.evaluate(() => window.told.filter((text) => !text.startsWith("gespeichert")));

export const graph = (page) => page.getByRole("application", { name: "Netzwerkkarte" });
export const node = (page, name) => graph(page).getByRole("button", { name: new RegExp(`^${name}, `) });
export const card = (page) => page.getByRole("complementary", { name: "Karte", exact: true });

/** Where a node is drawn, when the picture has come to rest. */
export async function at(page, name) {
  const place = async () => {
    const box = await node(page, name).boundingBox();
    return box && { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  };
  let before;
  await expect(async () => {
    const now = await place();
    const same = JSON.stringify(now) === JSON.stringify(before);
    before = now;
    expect(now).not.toBeNull();
    expect(same).toBe(true);
  }).toPass({ intervals: [300] });
  return before;
}

/** Calls a command by its name in the palette. */
export async function command(page, name) {
  await page.keyboard.press("Control+k");
  const query = dialog(page).getByRole("combobox");
  await expect(query).toBeFocused();
  await query.fill(name);
  await expect(dialog(page).getByRole("option").first()).toContainText(name);
  await page.keyboard.press("Enter");
}

/** Chooses a suggestion of a field that knows the records. */
export async function choose(scope, label, typed, suggestion = typed) {
  const field = scope.getByRole("combobox", { name: label });
  await field.fill(typed);
  await scope.getByRole("option", { name: suggestion }).first().click();
}

/** Makes an actor with a name and nothing else. */
export async function addActor(page, name) {
  await command(page, "Neuer Akteur");
  await dialog(page).getByLabel(/^Name/).fill(name);
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toHaveCount(0);
}

export const isSaved = (page) => expect(header(page).getByRole("status")).toHaveText(/^(gespeichert|saved) /);

/** Opens the list of networks by the header, where it says whether all is saved. */
export async function listNetworks(page) {
  await button(header(page), /Netzwerke$/).click();
  await expect(dialog(page).locator("#networks-number")).toBeAttached();
}

/** A network in that list. */
export const networkRow = (page, title) => dialog(page).getByRole("listitem").filter({ hasText: title });

/** Asks for an empty network beside the open one. */
export async function beginNetwork(page, title) {
  await command(page, "Neues, leeres Netzwerk");
  await dialog(page).getByLabel("Name des Netzwerks").fill(title);
  await button(dialog(page), "Leeres Netzwerk beginnen").click();
}

/** Brings a file in as if it was chosen. */
export async function openFile(page, content, name = "netz.json") {
  const buffer = Buffer.isBuffer(content) ? content : Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
  await page.locator("#file-input").setInputFiles({ name, mimeType: "application/json", buffer });
}

export async function takeOver(page, t = words.de) {
  await button(page, t.takeOver).click();
  await button(page, t.confirm).click();
  await expect(button(page, t.confirm)).toHaveCount(0);
}

/** What a click or a key lets the browser download. */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Exports by the dialog; `profile` as its radio button is called. */
export async function exported(page, profile = "Öffentlich") {
  await page.keyboard.press("Control+s");
  await dialog(page).getByRole("radio", { name: profile }).check();
  const file = await downloaded(page, () => button(dialog(page), "Exportieren").click());
  await expect(dialog(page)).toHaveCount(0);
  return { ...file, document: JSON.parse(file.text) };
}

const tables = ["sectors", "competencies", "actors", "offers", "needs", "links", "topics", "meetings"];

/** How many records of each kind a document has. */
export const counts = (document) => Object.fromEntries(tables.map((table) => [table, document[table]?.length ?? 0]));

/** What lies in the browser's local storage under a key of ours. */
export const stored = (page, name = "current", slot = slotOf(page)) =>
  page.evaluate((key) => localStorage.getItem(key), key(slot === "1" ? name : `network/${slot}/${name}`));

/** What the browser's database has: directories by name, pieces by key; `null` where there is no database. */
export const database = (page, slot = slotOf(page)) =>
  page.evaluate(async (name) => {
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return null;
    const answer = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const opened = await answer(indexedDB.open(name));
    const transaction = opened.transaction(["heads", "pieces"]);
    const all = async (store) => {
      const [keys, values] = [transaction.objectStore(store).getAllKeys(), transaction.objectStore(store).getAll()];
      const [names, texts] = [await answer(keys), await answer(values)];
      return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
    };
    const [heads, pieces] = [await all("heads"), await all("pieces")];
    opened.close();
    return { heads, pieces };
  }, databaseName(slot));

/** The document of a state in the database; `null` if it is not there. */
export function documentOf({ heads, pieces }, name = "current") {
  if (!heads[name]) return null;
  const document = {};
  for (const { key } of JSON.parse(heads[name]).pieces) {
    for (const [field, value] of Object.entries(JSON.parse(pieces[key]))) {
      if (Array.isArray(value)) document[field] = [...(document[field] ?? []), ...value];
      else if (field === "positions") document[field] = { ...document[field], ...value };
      else document[field] ??= value;
    }
  }
  return document;
}

/** The document on disk; `null` if there is none. */
export async function storedDocument(page, name = "current", slot = slotOf(page)) {
  const there = await database(page, slot);
  return there && documentOf(there, name);
}

export const storedActors = async (page, name) => ((await storedDocument(page, name))?.actors ?? []).map((actor) => actor.name);

/** The networks that were kept when others took their place, the latest first. */
export async function earlierDocuments(page) {
  const there = await database(page);
  const names = Object.keys(there?.heads ?? {}).filter((name) => name.startsWith("earlier/"));
  return names.sort().reverse().map((name) => documentOf(there, name));
}

/** Everything that is kept except settings and snapshots, which come by themselves, to the byte, once the database has what was put into local storage. */
export async function ownData(page) {
  const beside = () =>
    page.evaluate(
      (prefix) => Object.entries(localStorage).filter(([name]) => /\/(journal|earlier|unreadable)/.test(name) && name.startsWith(prefix)),
      prefix,
    );
  let heads = {};
  await expect(async () => {
    heads = (await database(page))?.heads ?? {};
    if ((await stored(page)) !== null) expect(heads.current).toBeTruthy();
  }).toPass();
  const kept = Object.entries(heads).filter(([name]) => !name.startsWith("snapshot/"));
  return JSON.stringify([kept.sort(), (await beside()).sort()]);
}

/** Presses Tab until `target` has the focus, once it is there: Tab leaves a menu whose entries are still on their way. */
export async function tabTo(page, target, { key = "Tab", atMost = 150 } = {}) {
  await expect(target.first()).toBeAttached();
  for (let presses = 0; presses < atMost; presses += 1) {
    if ((await target.count()) > 0 && (await target.first().evaluate((element) => element === document.activeElement))) return;
    await page.keyboard.press(key);
  }
  await expect(target.first()).toBeFocused();
}

/** A network of few records, for what needs no big one. */
export const small = (changes = {}) => ({
  format: "gosmart-network",
  version: 1,
  network: { id: "klein", title: "Kleines Netz", region: "Musterstadt", language: "de", welcome: "Willkommen" },
  sectors: [
    { id: "s1", name: "Handwerk", symbol: "H" },
    { id: "s2", name: "Schule", symbol: "S" },
  ],
  competencies: [
    { id: "k1", name: "Tischlern", also: ["Holzbau"] },
    { id: "k2", name: "Straßenbau" },
    { id: "k3", name: "Löten" },
  ],
  actors: [
    { id: "a1", name: "Werkstatt Nord", kind: "organisation", sector: "s1", status: "member", joined: "2020-01-15" },
    { id: "a2", name: "Schule Süd", kind: "organisation", sector: "s2", status: "guest" },
    { id: "a3", name: "Tiefbau West", kind: "organisation", sector: "s1", status: "member" },
  ],
  offers: [
    { id: "o1", actor: "a1", competency: "k1", level: 3 },
    { id: "o2", actor: "a3", competency: "k2" },
  ],
  needs: [{ id: "n1", actor: "a2", competency: "k1" }],
  links: [{ id: "l1", from: "a1", to: "a2", kind: "works_with" }],
  topics: [{ id: "t1", title: "Neuer Spielplatz", question: "Wer baut mit?", status: "idea", competencies: ["k1"], people: [{ actor: "a2", role: "needs_this" }] }],
  positions: {
    a1: { x: 0, y: 0 },
    a2: { x: 220, y: 0 },
    a3: { x: 0, y: 220 },
    k1: { x: 110, y: -120 },
    k2: { x: -160, y: 120 },
    k3: { x: 260, y: 220 },
  },
  ...changes,
});

/** Puts text into the browser's storage before the page starts for the first time. */
export const put = (page, name, text) =>
  page.addInitScript(
    ([name, text]) => {
      if (sessionStorage.getItem("put") === null) {
        sessionStorage.setItem("put", "once");
        localStorage.setItem(name, text);
      }
    },
    [key(name), text],
  );

/** Puts a document where the page keeps its own, before the page starts for the first time. */
export async function keep(page, document, head = {}) {
  const header = JSON.stringify({ store: 1, token: "before-1", saved_at: 1_700_000_000_000, ...head });
  await put(page, "current", `${header}\n${JSON.stringify(document)}`);
}

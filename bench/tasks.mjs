// Plays what people want first, by real clicks, taps and keys on a built site, counts what it takes, and estimates how
// long by the Keystroke-Level Model (Card, Moran, Newell: Communications of the ACM 23, 1980, pages 396–410).
//
//   cargo xtask build && node bench/tasks.mjs [FOLDER]      FOLDER: dist/ or GOSMART_SITE unless said
//
// Options: --tasks answer,actor,sector,meeting,myself   --runs 3 (the one in the middle is shown)   --json FILE (every step, too)
//          --pictures FOLDER (how each task ends, to look at)
//
// The model is for those who know the way and make no mistake: it compares ways, and says nothing of how one is found.
// The page's own time is measured beside it. A window turned by wheel or finger takes as long as a click. Letters on glass
// take as long as keys, and the keyboard that opens over a phone's page covers nothing.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import sirv from "sirv";
import settings from "../tests/e2e/playwright.config.mjs";
import { button, dialog, header, menu } from "../tests/e2e/steps.mjs";
import { Hand } from "./tasks/hand.mjs";

const WIDE = { viewport: { width: 1366, height: 768 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const PATIENCE = 60_000;

const main = (page) => page.getByRole("main");
/** Of an actor's card, whether it lies on the picture or fills the view. */
const heading = (page, text) => page.getByRole("heading", { name: text, exact: true });
const related = (page, kind) => page.getByRole("region", { name: kind, exact: true }).getByRole("link");
const nameField = (page) => dialog(page).getByLabel(/^Name/);
const field = (page, label) => dialog(page).getByRole("combobox", { name: label });

/** Each begins where its page can be used, and ends when what was wanted can be seen. */
const TASKS = {
  answer: {
    title: "first answer: who offers LoRaWAN",
    device: WIDE,
    async play(hand, page) {
      await hand.write(page.getByRole("searchbox", { name: "Suchen" }), "LoRaWAN");
      const answer = page.locator(".ask__results");
      for (const name of ["t-systems", "HarzEnergie"]) await hand.see(answer.getByRole("link", { name: new RegExp(name) }));
    },
  },
  actor: {
    title: "first actor, with four relations",
    device: WIDE,
    network: { format: "gosmart-network", version: 1, network: { id: "seesen", title: "Seesen", language: "de" } },
    async play(hand, page) {
      await hand.press(button(main(page), "Neuer Akteur").first());
      await hand.write(nameField(page), "Kita Nord");
      await hand.write(field(page, /^Bietet/), "Musik", "Enter");
      await hand.write(field(page, /^Bietet/), "Garten", "Enter");
      await hand.write(field(page, /^Sucht/), "Sport", "Enter");
      await hand.write(field(page, /^Sucht/), "Technik", "Enter");
      await hand.press(button(dialog(page), "Speichern"));
      await hand.await(heading(page, "Kita Nord"));
      for (const kind of ["Bietet", "Sucht"]) await hand.await(related(page, kind).nth(1));
    },
  },
  sector: {
    title: "a sector for six actors",
    device: WIDE,
    hash: "#/akteure",
    async play(hand, page) {
      for (let row = 0; row < 6; row += 1) await hand.press(main(page).locator("tbody").getByRole("checkbox").nth(row));
      await hand.press(button(main(page), "6 Akteure bearbeiten"));
      await hand.press(field(page, "Bereich"));
      await hand.press(dialog(page).getByRole("option", { name: "Stadtmarketing" }));
      await hand.press(button(dialog(page), "Speichern"));
      // One had it before.
      await hand.await(main(page).getByRole("row").filter({ hasText: "Stadtmarketing" }).nth(6));
    },
  },
  meeting: {
    title: "a meeting prepared: five points of which the map suggests four, invitation copied, calendar file",
    device: WIDE,
    hash: "#/treffen",
    async play(hand, page) {
      await hand.press(button(main(page), "Neues Treffen"));
      await hand.write(dialog(page).getByLabel("Titel"), "Wintertreffen");
      // A click would fall into the year.
      await hand.key("Tab");
      await hand.write(dialog(page).getByLabel(/^Datum/), "14012027");
      await hand.write(dialog(page).getByLabel("Beginn"), "18:00");
      await hand.write(dialog(page).getByLabel("Ort"), "Rathaus");
      await hand.press(button(dialog(page), "Speichern"));
      await hand.await(heading(page, "Wintertreffen"));
      const suggestions = page.getByRole("region", { name: "Die Karte schlägt vor", exact: true }).getByRole("listitem");
      for (let point = 0; point < 4; point += 1) await hand.press(suggestions.first().getByRole("button"));
      await hand.write(page.getByLabel("Neuer Punkt"), "Sommerfest", "Enter");
      await hand.await(page.locator(".agenda__point").nth(4));
      await hand.press(button(main(page), "Einladung"));
      await hand.press(button(main(page), "Text kopieren"));
      const file = page.waitForEvent("download");
      await hand.press(button(main(page), "Kalenderdatei"));
      await hand.await({ waitFor: () => file });
    },
  },
  myself: {
    title: "oneself, on a phone, with two offers",
    device: PHONE,
    async play(hand, page) {
      await hand.press(menu(page));
      await hand.press(button(header(page), "Ich trage mich ein"));
      await hand.write(nameField(page), "Erika Muster");
      for (let question = 1; question < 4; question += 1) await hand.press(button(dialog(page), "Weiter"));
      await hand.write(field(page, /^Kompetenz/), "Moderation", "Enter");
      await hand.write(field(page, /^Kompetenz/), "Gestaltung", "Enter");
      for (let question = 4; question < 8; question += 1) await hand.press(button(dialog(page), "Weiter"));
      await hand.press(button(dialog(page), "In dieses Netzwerk eintragen"));
      await hand.await(heading(page, "Erika Muster"));
      await hand.await(related(page, "Bietet").nth(1));
    },
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tasks: { type: "string", default: Object.keys(TASKS).join(",") },
    runs: { type: "string", default: "3" },
    json: { type: "string" },
    pictures: { type: "string" },
  },
});
const site = positionals[0] ?? process.env.GOSMART_SITE ?? fileURLToPath(new URL("../dist", import.meta.url));
if (!existsSync(`${site}/index.html`)) throw new Error(`${site} holds no build; run cargo xtask build first.`);
const files = sirv(site, { dev: true });
const server = createServer((request, response) => files(request, response, () => response.writeHead(404).end())).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const browser = await chromium.launch(settings.use.launchOptions);
const results = [];
try {
  for (const name of values.tasks.split(",")) {
    const runs = [];
    for (let run = 0; run < Number(values.runs); run += 1) runs.push(await play(name));
    runs.sort((one, other) => one.start + one.waiting - (other.start + other.waiting));
    results.push({ task: name, ...runs[Math.floor(runs.length / 2)] });
  }
} finally {
  await browser.close();
  server.close();
}
print(results);
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 1)}\n`);

async function play(name) {
  const { device, hash = "", network, play } = TASKS[name];
  const context = await browser.newContext({ ...device, locale: "de-DE", reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    if (network) await page.addInitScript(store, envelope(network));
    const hand = new Hand(page, Boolean(device.hasTouch));
    await page.goto(`http://127.0.0.1:${server.address().port}/${hash}`, { waitUntil: "commit" });
    await hand.await(page.getByRole("searchbox", { name: "Suchen" }));
    const start = hand.account().waiting;
    await play(hand, page);
    if (values.pictures) {
      mkdirSync(values.pictures, { recursive: true });
      await page.screenshot({ path: join(values.pictures, `${name}.png`) });
    }
    const account = hand.account();
    return { ...account, start, waiting: account.waiting - start };
  } finally {
    await context.close();
  }
}

/** Runs in the page, before its program and once only. */
function store(stored) {
  if (localStorage.length === 0) localStorage.setItem("gosmart/v1/current", stored);
}

/** As the store writes it: a line that says whose state it is, then the document. */
function envelope(document) {
  return `${JSON.stringify({ store: 1, token: "measure-1", parent: null, saved_at: 1_700_000_000_000 })}\n${JSON.stringify(document)}`;
}

function print(results) {
  const columns = ["task", "clicks, taps", "turns of the window", "keys", "letters", "estimated, s", "until usable, s", "waited after that, s"];
  console.log(`| ${columns.join(" | ")} |\n|---|${"---:|".repeat(columns.length - 1)}`);
  for (const { task, clicks, turns, keys, letters, seconds, start, waiting } of results) {
    const cells = [TASKS[task].title, clicks, turns, keys, letters, ...[seconds, start, waiting].map((time) => time.toFixed(1))];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

// Measures the picture as the built page paints it: how far names stand from their symbols, what lines run through, how
// much of the place it takes. Everything is read from the drawing calls of the settled frame; nothing of the page's own
// is asked but where nodes are in the document.
//
//   cargo xtask build && node bench/picture.mjs [FOLDER]      FOLDER: dist/ or GOSMART_SITE unless said
//
// Options: --networks goslar,30,100,300,1000 (numbers of actors)   --screens 1366x768,1920x1080,360x740
//          --folded (folds the left column, where a button does that)   --json FILE (all figures, too)
//          --pictures FOLDER (what was measured, to look at)
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import sirv from "sirv";
import settings from "../tests/e2e/playwright.config.mjs";
import { network } from "./network.mjs";
import { figuresOf } from "./picture/figures.mjs";
import { readPicture } from "./picture/read.mjs";
import { recordPainting } from "./picture/record.mjs";

const COMPETENCIES_PER_ACTOR = 0.7;
const FOLD = /Spalte (ein|zu)klappen|einklappen|zuklappen/i;
/** So long nothing new is painted in a picture that has settled. */
const QUIET_MILLIS = 1_000;
const PATIENCE = 120_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    networks: { type: "string", default: "goslar,30,100,300,1000" },
    screens: { type: "string", default: "1366x768,1920x1080,360x740" },
    folded: { type: "boolean", default: false },
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
  for (const name of values.networks.split(",")) {
    for (const screen of values.screens.split(",")) {
      const figures = await measure(name, screen);
      results.push({ network: name, screen, ...figures });
      complain(results.at(-1));
    }
  }
} finally {
  await browser.close();
  server.close();
}
print(results);
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 1)}\n`);

async function measure(name, screen) {
  const [width, height] = screen.split("x").map(Number);
  const context = await browser.newContext({ viewport: { width, height }, locale: "de-DE" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.addInitScript(recordPainting);
    const given = documentOf(name);
    await page.addInitScript(store, envelope(given));
    await page.goto(`http://127.0.0.1:${server.address().port}/#/netz`);
    await page.waitForFunction(() => performance.getEntriesByName("network-painted")[0]);
    if (!given.positions) await page.waitForFunction(() => performance.getEntriesByName("layout-settled")[0]);
    await page.locator(".stage__node").first().waitFor({ state: "attached" });
    if (values.folded) await fold(page);
    await settle(page);
    const document = await (await page.waitForFunction(placedDocument)).jsonValue();
    const canvas = await stageOf(page);
    const painted = await canvas.evaluate((canvas) => window.painted(canvas));
    const size = await canvas.evaluate(({ clientWidth, clientHeight }) => ({ width: clientWidth, height: clientHeight }));
    if (values.pictures) {
      mkdirSync(values.pictures, { recursive: true });
      await page.screenshot({ path: join(values.pictures, `${name}-${screen}.png`) });
    }
    return figuresOf(readPicture(painted, document), size);
  } finally {
    await context.close();
  }
}

/** Runs in the page, before its program and once only. */
function store(stored) {
  if (localStorage.length > 0) return;
  localStorage.setItem("gosmart/v1/settings", JSON.stringify({ language: "de", theme: "light", welcomed: true }));
  localStorage.setItem("gosmart/v1/current", stored);
}

/** Runs in the page: what is stored, once every node has a place. */
function placedDocument() {
  const stored = localStorage.getItem("gosmart/v1/current") ?? "";
  const document = JSON.parse(stored.slice(stored.indexOf("\n") + 1));
  return [...document.actors, ...document.competencies].every(({ id }) => document.positions?.[id]) && document;
}

async function fold(page) {
  const button = page.getByRole("button", { name: FOLD }).first();
  if (await button.isVisible()) await button.click();
}

/** The canvas of the picture; the map of the whole lies in the same place. */
function stageOf(page) {
  return page.evaluateHandle(() => {
    const area = ({ width, height }) => width * height;
    return [...document.querySelectorAll(".stage canvas")].reduce((largest, one) => (area(one) >= area(largest) ? one : largest));
  });
}

async function settle(page) {
  const canvas = await stageOf(page);
  await page.evaluate(() => document.fonts.ready);
  const frames = () => canvas.evaluate((canvas) => window.framesPainted(canvas));
  for (let before = -1, now = await frames(); now !== before; now = await frames()) {
    before = now;
    await page.waitForTimeout(QUIET_MILLIS);
  }
}

/** The example as the site serves it, or a made-up network with so many actors. */
function documentOf(name) {
  if (name !== "goslar") {
    const actors = Number(name);
    return network(Math.round(actors * (1 + COMPETENCIES_PER_ACTOR)), { actors });
  }
  const folder = readdirSync(site, { withFileTypes: true }).find((entry) => entry.isDirectory() && existsSync(join(site, entry.name, "goslar.json")));
  return JSON.parse(readFileSync(join(site, folder.name, "goslar.json"), "utf8"));
}

/** As the store writes it: a line that says whose state it is, then the document. */
function envelope(document) {
  return `${JSON.stringify({ store: 1, token: "measure-1", parent: null, saved_at: 1_700_000_000_000 })}\n${JSON.stringify(document)}`;
}

/** What was not found again makes the figures worth less, so it is said. */
function complain({ network, screen, nodes, nodesFound, relations, relationsInDocument, unread }) {
  if (nodesFound < nodes) console.error(`${network}, ${screen}: ${nodesFound} of ${nodes} nodes were found in the picture.`);
  if (relations !== relationsInDocument) console.error(`${network}, ${screen}: ${relations} lines for ${relationsInDocument} relations.`);
  if (unread.length > 0) console.error(`${network}, ${screen}: no node's name: ${unread.slice(0, 5).join(" | ")} (${unread.length})`);
}

function print(results) {
  const columns = ["network, screen", "names", "> 8 px", "> 20 px", "farthest, px", "nearer to another", "lines through symbols", "lines through names", "names crossed", "actors named", "nodes named", "symbols of canvas, px", "actors ⌀", "competencies ⌀"];
  const percent = (share) => (Number.isFinite(share) ? `${Math.round(100 * share)} %` : "–");
  const diameters = (range) => (range ? `${range.smallest.toFixed(1)}–${range.largest.toFixed(1)}` : "–");
  const size = ({ width, height }) => `${Math.round(width)} × ${Math.round(height)}`;
  console.log(`| ${columns.join(" | ")} |\n|---|${"---:|".repeat(columns.length - 1)}`);
  for (const row of results) {
    const { network, screen, labels, over8, over20, farthest, nearerToOther, throughSymbols, throughNames, namesCrossed, namedActors, named, extent, canvas, actors, competencies } = row;
    const title = `${network === "goslar" ? "Goslar" : `${Number(network).toLocaleString("en")} actors`}, ${screen.replace("x", " × ")}`;
    const shares = [nearerToOther, throughSymbols, throughNames, namesCrossed, namedActors, named].map(percent);
    const cells = [title, labels, percent(over8), percent(over20), Math.round(farthest), ...shares, `${size(extent)} of ${size(canvas)}`, diameters(actors), diameters(competencies)];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

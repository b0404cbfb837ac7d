// Drawing: frames really drawn in five seconds of zooming and dragging over a network at fixed places, then in two of
// dragging a node in the middle, where a page lets one.
//
// Peers run with their usual labels: sigma its own grid, cytoscape all that are large enough, vis-network all above
// its threshold, d3 the hubs, force-graph and cosmos.gl none. Chromium paints canvases and SVG in software and
// WebGL in a software renderer, as on an office computer without a usable graphics card.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SOFTWARE_WEBGL, WORK, launch, processorProbe, writeWork } from "./lib/browser.mjs";
import { openCandidates } from "./lib/peers.mjs";
import { placedDocument, prepareRenderData } from "./lib/render-data.mjs";
import { playDrag, playSession } from "./lib/session.mjs";
import { digits, median, printTable } from "./lib/tables.mjs";
import { watchDrawing } from "./lib/watch.mjs";

const LONGEST_MILLIS = 90_000;
/** After the first picture, for what pages do once at their start. */
const SETTLING_MILLIS = { few: 1_200, many: 2_500 };
const MANY_NODES = 10_000;
/** Up to so many nodes a network of ours fits into local storage. */
const MOST_KEPT = 3_000;
/** In CSS pixels: a node that was dragged moved at least as far. */
const LEAST_MOVED = 20;

export async function measureRendering({ sizes = [1_000, 3_000, 10_000, 30_000], peers, rounds = 3, dist }) {
  sizes.forEach(prepareRenderData);
  const { candidates, close } = await openCandidates(peers, dist);
  const runs = [];
  try {
    for (const size of sizes) {
      const failed = new Set();
      for (let round = 0; round < rounds; round += 1) {
        for (const number of candidates.keys()) {
          const candidate = candidates[(number + 3 * round) % candidates.length];
          if (failed.has(candidate.name)) continue;
          try {
            const run = await measureOne(candidate, size);
            runs.push({ name: candidate.name, size, round, ...run });
            console.error(`${candidate.name} at ${size}: ${digits(run.drawnPerSecond)} frames a second`);
          } catch (error) {
            failed.add(candidate.name);
            console.error(`${candidate.name} at ${size}: ${error.message.split("\n")[0]}`);
          }
        }
      }
    }
  } finally {
    close();
  }
  writeWork("results/render.json", JSON.stringify(runs, null, 1));
  print(candidates, sizes, runs);
}

async function measureOne(candidate, size) {
  const browser = await launch(SOFTWARE_WEBGL);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: "de-DE" });
    const page = await context.newPage();
    page.setDefaultTimeout(LONGEST_MILLIS);
    await page.addInitScript(watchDrawing);
    const isKept = candidate.isOurs && size <= MOST_KEPT;
    if (isKept) await page.addInitScript(keep, envelope(placedDocument(size)));
    await page.goto(candidate.address(size));
    if (candidate.isOurs && !isKept) await openAsFile(page, prepareRenderData(size));
    await page.waitForFunction(() => window.watch.firstPaint > 0);
    await page.waitForTimeout(size < MANY_NODES ? SETTLING_MILLIS.few : SETTLING_MILLIS.many);
    const probe = await processorProbe(browser);
    const before = await probe();
    const session = await Promise.race([playSession(page, candidate.selector, candidate.wheel), noAnswer()]);
    const after = await probe();
    const drag = await dragOf(page, candidate, size);
    return { ...session, drag, processorMillisPerFrame: (after.renderer - before.renderer + after.gpu - before.gpu) / Math.max(1, session.drawn) };
  } finally {
    await browser.close();
  }
}

/** Frames of dragging a node in a fresh page; nothing where its nodes stay. What is only looked at cannot be changed. */
async function dragOf(page, candidate, size) {
  if (size > MOST_KEPT) return undefined;
  await page.reload();
  await page.waitForFunction(() => window.watch.firstPaint > 0);
  await page.waitForTimeout(SETTLING_MILLIS.many);
  if (candidate.isOurs) await page.locator(".stage__node").first().waitFor({ state: "attached" });
  else if (!(await page.evaluate(() => Boolean(window.nodeAt)))) return undefined;
  const found = await page.evaluateHandle(([selector, id]) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const middle = (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    };
    const far = ({ x, y }) => Math.hypot(x - centre.x, y - centre.y);
    const button = [...document.querySelectorAll(".stage__node")].sort((one, other) => far(middle(one)) - far(middle(other)))[0];
    return button ? () => middle(button) : () => { const { x, y } = window.nodeAt(id); return { x: x + box.x, y: y + box.y }; };
  }, [candidate.selector, middleNode(size)]);
  const drag = await playDrag(page, () => found.evaluate((at) => at()));
  return drag.moved > LEAST_MOVED ? drag : undefined;
}

function middleNode(size) {
  const { nodes, box } = JSON.parse(readFileSync(join(WORK, `data/placed-${size}.json`), "utf8"));
  const far = ({ x, y }) => Math.hypot(x - box.centre.x, y - box.centre.y);
  return nodes.reduce((nearest, node) => (far(node) < far(nearest) ? node : nearest)).id;
}

/** Runs in the page before its program: what is kept there, once. */
function keep(stored) {
  if (localStorage.length > 0) return;
  localStorage.setItem("gosmart/app/v1/settings", JSON.stringify({ language: "de", theme: "light", welcomed: true }));
  localStorage.setItem("gosmart/app/v1/current", stored);
}

function envelope(document) {
  return `${JSON.stringify({ store: 1, token: "measure-1", parent: null, saved_at: 1_700_000_000_000 })}\n${document}`;
}

/** Large networks do not fit into local storage; a file opens beside one's own. */
export async function openAsFile(page, file) {
  const shown = (title) => document.title.includes(title);
  await page.waitForFunction(() => performance.getEntriesByName("network-painted")[0]);
  await page.locator("#file-input").setInputFiles(file);
  const title = `${file.match(/(\d+)\.json$/)[1]} Knoten`;
  await page.waitForFunction(shown, title);
}

function noAnswer() {
  return new Promise((_, fail) => {
    setTimeout(() => fail(new Error("no answer for 60 s")), 60_000).unref();
  });
}

function print(candidates, sizes, runs) {
  const rows = sizes.flatMap((size) => {
    const frames = (name) => median(of(name, size, runs, "drawnPerSecond")) ?? Number.NaN;
    const best = Math.max(...candidates.filter(({ isOurs }) => !isOurs).map(({ name }) => frames(name)).filter(Number.isFinite));
    return candidates.map(({ name }) => {
      const cell = (field) => digits(median(of(name, size, runs, field)));
      const drag = (field) => digits(median(runs.filter((run) => run.name === name && run.size === size && run.drag).map((run) => run.drag[field])));
      return [`${size.toLocaleString("en")}, ${name}`, digits(frames(name)), digits(frames(name) / best), cell("gap95Millis"), cell("longTasks"), cell("processorMillisPerFrame"), cell("sent"), drag("drawnPerSecond"), drag("gap95Millis")];
    });
  });
  const columns = ["nodes, page", "frames drawn a second", "of the best peer", "95 % of frames within ms", "long tasks", "CPU ms per frame", "events", "frames dragging a node", "95 % of these within ms"];
  printTable("Drawing", columns, rows);
}

function of(name, size, runs, field) {
  return runs.filter((run) => run.name === name && run.size === size).map((run) => run[field]);
}

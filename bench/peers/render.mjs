// Drawing: frames really drawn in five seconds of zooming and dragging over a network at fixed places.
//
// Peers run with their usual labels: sigma its own grid, cytoscape all that are large enough, vis-network all above
// its threshold, d3 the hubs, force-graph and cosmos.gl none. Chromium paints canvases and SVG in software and
// WebGL in a software renderer, as on an office computer without a usable graphics card.
import { SOFTWARE_WEBGL, launch, processorProbe, writeWork } from "./lib/browser.mjs";
import { openCandidates } from "./lib/peers.mjs";
import { prepareRenderData } from "./lib/render-data.mjs";
import { playSession } from "./lib/session.mjs";
import { digits, median, printTable } from "./lib/tables.mjs";
import { watchDrawing } from "./lib/watch.mjs";

const LONGEST_MILLIS = 90_000;
/** After the first picture, for what pages do once at their start. */
const SETTLING_MILLIS = { few: 1_200, many: 2_500 };
const MANY_NODES = 10_000;

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
    await page.goto(candidate.address(size));
    if (candidate.isOurs) await openAsFile(page, prepareRenderData(size));
    await page.waitForFunction(() => window.watch.firstPaint > 0);
    await page.waitForTimeout(size < MANY_NODES ? SETTLING_MILLIS.few : SETTLING_MILLIS.many);
    const probe = await processorProbe(browser);
    const before = await probe();
    const session = await Promise.race([playSession(page, candidate.selector, candidate.wheel), noAnswer()]);
    const after = await probe();
    return { ...session, processorMillisPerFrame: (after.renderer - before.renderer + after.gpu - before.gpu) / Math.max(1, session.drawn) };
  } finally {
    await browser.close();
  }
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
      return [`${size.toLocaleString("en")}, ${name}`, digits(frames(name)), digits(frames(name) / best), cell("gap95Millis"), cell("longTasks"), cell("processorMillisPerFrame"), cell("sent")];
    });
  });
  const columns = ["nodes, page", "frames drawn a second", "of the best peer", "95 % of frames within ms", "long tasks", "CPU ms per frame", "events"];
  printTable("Drawing", columns, rows);
}

function of(name, size, runs, field) {
  return runs.filter((run) => run.name === name && run.size === size).map((run) => run[field]);
}

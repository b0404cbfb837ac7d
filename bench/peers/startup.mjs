// Start: time from the navigation to the first frame that shows the network, in a fresh browser with empty caches,
// and the bytes of each smallest page. Peers fetch the network as a file; ours finds it in local storage, where
// it keeps what people enter. Ours counts from its own mark when that comes later than the first drawing.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { SOFTWARE_WEBGL, launch, processorProbe, writeWork } from "./lib/browser.mjs";
import { openCandidates } from "./lib/peers.mjs";
import { placedDocument, prepareRenderData } from "./lib/render-data.mjs";
import { digits, median, printTable } from "./lib/tables.mjs";
import { watchDrawing } from "./lib/watch.mjs";

/** Lets the browser's processes come up before anything is timed. */
const WARM_UP_MILLIS = 300;
const LONGEST_MILLIS = 60_000;

export async function measureStartup({ sizes = [100, 1_000], peers, rounds = 7, dist }) {
  sizes.forEach(prepareRenderData);
  const { candidates, blank, close } = await openCandidates(peers, dist);
  const runs = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const size of sizes) {
        for (const number of candidates.keys()) {
          const candidate = candidates[(number + 3 * round) % candidates.length];
          const run = await measureOne(candidate, size, blank);
          runs.push({ name: candidate.name, size, round, ...run });
          console.error(`${candidate.name} at ${size}: ${digits(run.paintedMillis)} ms`);
        }
      }
    }
  } finally {
    close();
  }
  writeWork("results/startup.json", JSON.stringify(runs, null, 1));
  print(candidates, sizes, runs);
}

async function measureOne({ address, isOurs }, size, blank) {
  const browser = await launch(SOFTWARE_WEBGL);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: "de-DE" });
    const earlier = await context.newPage();
    await earlier.goto(blank);
    await earlier.evaluate(warmUp, isOurs ? stored(placedDocument(size)) : {});
    await earlier.waitForTimeout(WARM_UP_MILLIS);

    const page = await context.newPage();
    await page.addInitScript(watchDrawing);
    await page.addInitScript(watchStart);
    const probe = await processorProbe(browser);
    const before = await probe();
    await page.goto(address(size), { waitUntil: "commit" });
    await page.waitForFunction((ours) => window.watch?.firstPaint > 0 && (!ours || performance.getEntriesByName("network-painted")[0]), isOurs, { timeout: LONGEST_MILLIS });
    if (isOurs) await page.waitForFunction(() => window.start.readyMillis > 0, null, { timeout: LONGEST_MILLIS });
    await page.waitForTimeout(WARM_UP_MILLIS);
    const after = await probe();
    const paintedMillis = await page.evaluate(() => {
      const named = (name) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
      return Math.max(window.watch.firstPaint, named("first-contentful-paint"), named("network-painted"));
    });
    const start = await page.evaluate(() => window.start);
    return { paintedMillis, ...start, processorMillis: after.renderer - before.renderer + after.gpu - before.gpu };
  } finally {
    await browser.close();
  }
}

/** When one can type into the search, and the longest task until then. */
function watchStart() {
  window.start = { readyMillis: 0, longestTaskMillis: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.start.longestTaskMillis = Math.max(window.start.longestTaskMillis, duration);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.getElementById("search")) window.start.readyMillis = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Fills local storage, and wakes the process that draws. */
function warmUp(items) {
  for (const [key, value] of Object.entries(items)) localStorage.setItem(key, value);
  document.createElement("canvas").getContext("webgl2")?.clear(0);
  document.createElement("canvas").getContext("2d").fillRect(0, 0, 1, 1);
}

/** As the application stores it: a line that says whose state it is, then the document. */
function stored(document) {
  const header = { store: 1, token: "bench-1", parent: null, saved_at: 1_700_000_000_000 };
  return {
    "gosmart/app/v1/settings": JSON.stringify({ language: "de", theme: "light", welcomed: true }),
    "gosmart/app/v1/current": `${JSON.stringify(header)}\n${document}`,
  };
}

function brotliBytes(files) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file), { params }).length, 0);
}

function print(candidates, sizes, runs) {
  const rows = candidates.map(({ name, files }) => {
    const of = (size) => runs.filter((run) => run.name === name && run.size === size);
    const cells = sizes.flatMap((size) => [median(of(size).map((run) => run.paintedMillis)), median(of(size).map((run) => run.processorMillis))]);
    return [name, ...cells.map(digits), digits(brotliBytes(files) / 1_000)];
  });
  const columns = sizes.flatMap((size) => [`painted, ${size.toLocaleString("en")} nodes, ms`, "CPU ms"]);
  const ours = sizes.map((size) => {
    const of = runs.filter((run) => run.name === "ours" && run.size === size);
    const after = of.map((run) => run.readyMillis - run.paintedMillis);
    return [size.toLocaleString("en"), digits(median(after)), digits(median(of.map((run) => run.longestTaskMillis)))];
  });
  printTable("Our page after the picture", ["nodes", "search ready, ms after it", "longest task of the start, ms"], ours);
  printTable(`Start, median of ${runs.filter(({ name }) => name === "ours").length / sizes.length}`, ["page", ...columns, "brotli kB"], rows);
}

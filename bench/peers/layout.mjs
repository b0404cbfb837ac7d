// Layouts: how long a step takes, how good the finished layout is, and how long it takes to be as good as a
// finished ForceAtlas2 (600 iterations, Barnes-Hut) in stress, neighbourhood and silhouette all at once.
//
// All libraries run with their defaults and from the same random disc, except those that make a start of their
// own (ours, fcose). The first round runs to the end and is scored on the way, which says at which step the
// quality is reached; layouts are deterministic, so the other rounds only go as far and are timed by the
// processor time of the page's main thread. Building the library's own structures counts.
import { SOFTWARE_WEBGL, bundle, launch, networkOf, processorProbe, serve, writeWork } from "./lib/browser.mjs";
import { startPositions } from "./lib/networks.mjs";
import { makeScorer } from "./lib/scorer.mjs";
import { digits, median, printTable } from "./lib/tables.mjs";

const REFERENCE = "forceatlas2-default";
/** Most steps and nodes, and seconds allowed, per library; Infinity steps run until the library says "at rest". */
export const LIBRARIES = {
  ours: { steps: Infinity, nodes: Infinity, seconds: 240 },
  [REFERENCE]: { steps: 600, nodes: Infinity, seconds: 240 },
  "forceatlas2-coarse": { steps: 600, nodes: Infinity, seconds: 240 },
  "d3-force": { steps: Infinity, nodes: Infinity, seconds: 240 },
  ngraph: { steps: 1_000, nodes: 10_000, seconds: 60 },
  "vis-network": { steps: 1_000, nodes: 3_000, seconds: 60 },
  fcose: { nodes: 1_000, seconds: 60 },
  umap: { steps: Infinity, nodes: 10_000, seconds: 120 },
  webcola: { nodes: 100, seconds: 60 },
};
/** Steps at which the first round looks at the positions. */
const CHECKPOINTS = [...Array(30).keys(), 30, 35, 40, 50, 60, 70, 80, 90, 100, 120, 150, 175, 200, 225, 250, 275, 300, 350, 400, 450, 500, 550, 600, 700, 800, 900];
/** So far go the timed rounds of a library that does not reach the quality. */
const TIMED_STEPS = 100;
/** How much worse than the reference still counts as reached. */
const TOLERANCE = { stress: 1.02, neighbourhood: 0.98, silhouette: 0.02 };

export async function measureLayouts({ sizes = [100, 1_000, 3_000, 10_000, 30_000], peers, rounds = 5 }) {
  const names = Object.keys(LIBRARIES).filter((name) => !peers || name === "ours" || name === REFERENCE || peers.includes(name));
  for (const name of names) writePage(name, await bundle(`layout/${name}.js`, "esm"));
  const server = await serve();
  const results = [];
  try {
    for (const size of sizes) results.push(...(await measureSize(server, size, names, rounds)));
  } finally {
    server.close();
  }
  writeWork("results/layout.json", JSON.stringify(results, null, 1));
  print(results);
}

function writePage(name) {
  writeWork(`pages/layout/${name}.html`, `<!doctype html><meta charset="utf-8"><title>${name}</title><body><script type="module" src="${name}.js"></script>`);
}

async function measureSize(server, size, all, rounds) {
  const network = networkOf(size);
  const score = makeScorer(network);
  const names = all.filter((name) => LIBRARIES[name].nodes >= size);
  const finished = new Map();
  for (const name of names) finished.set(name, await attempt(name, size, () => scoredRun(server, name, size, score)));
  const goal = finished.get(REFERENCE)?.quality;
  const results = names.filter((name) => finished.get(name)).map((name) => ({ name, size, ...finished.get(name), reachedStep: reaches(finished.get(name), goal), timed: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const number of results.keys()) {
      // In turn, and each round with another one first.
      const result = results[(number + round) % results.length];
      const steps = result.reachedStep ?? Math.min(TIMED_STEPS, result.steps);
      const run = await attempt(result.name, size, () => timedRun(server, result.name, size, steps));
      if (run) result.timed.push(run);
    }
  }
  return results;
}

/** What fails or takes too long is said and left out. */
async function attempt(name, size, work) {
  const began = Date.now();
  try {
    const result = await work();
    console.error(`${name} at ${size}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.error(`${name} at ${size}: ${error.message.split("\n")[0]}`);
    return undefined;
  }
}

async function scoredRun(server, name, size, score) {
  const { run, processorMillis } = await runInBrowser(server, name, size, LIBRARIES[name].steps ?? 0, CHECKPOINTS);
  const curve = run.samples.map(({ step, positions }) => ({ step, ...score(decoded(positions)) }));
  return { quality: curve.at(-1), curve, steps: run.steps, cut: run.cut, wholeProcessorMillis: processorMillis - run.samplingMillis };
}

async function timedRun(server, name, size, steps) {
  const { run, processorMillis } = await runInBrowser(server, name, size, steps, []);
  return { processorMillis, stepMillis: run.stepMillis };
}

async function runInBrowser(server, name, size, steps, checkpoints) {
  const browser = await launch(SOFTWARE_WEBGL);
  try {
    const page = await browser.newPage();
    await page.goto(`${server.address}/pages/layout/${name}.html`);
    await page.waitForFunction(() => window.load);
    await page.evaluate(([size, start]) => window.load(size, start), [size, startPositions(size)]);
    const probe = await processorProbe(browser);
    const { seconds } = LIBRARIES[name];
    const before = await probe();
    const work = page.evaluate((task) => window.run(task), { steps, checkpoints, limitMillis: seconds * 1_000 });
    const run = await Promise.race([work, tooLong(2 * seconds)]);
    return { run, processorMillis: (await probe()).main - before.main };
  } finally {
    await browser.close();
  }
}

function tooLong(seconds) {
  return new Promise((_, fail) => {
    setTimeout(() => fail(new Error(`not finished after ${seconds} s`)), seconds * 1_000).unref();
  });
}

function decoded(text) {
  const bytes = Buffer.from(text, "base64");
  return Float64Array.from(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)));
}

/** The step at which a run is as good as `goal` in everything, if it ever is. */
function reaches({ curve }, goal) {
  return goal && curve.find((quality) => isAsGoodAs(quality, goal))?.step;
}

function isAsGoodAs(quality, goal) {
  return (
    quality.stress <= goal.stress * TOLERANCE.stress &&
    quality.neighbourhood >= goal.neighbourhood * TOLERANCE.neighbourhood &&
    quality.silhouette >= goal.silhouette - TOLERANCE.silhouette
  );
}

function print(results) {
  const columns = ["nodes, library", "ms per step", "steps", "whole run, CPU s", "as good as ForceAtlas2 after CPU ms", "of the fastest peer", "stress", "neighbourhood", "silhouette", "crossings"];
  const rows = results.map((result) => {
    const { name, size, quality, steps, cut, reachedStep, wholeProcessorMillis } = result;
    const step = median(result.timed.map(({ stepMillis }) => stepMillis));
    const fastest = Math.min(...results.filter((peer) => peer.size === size && peer.name !== "ours").map(timeToQuality).filter(Number.isFinite));
    return [
      `${size.toLocaleString("en")}, ${name}`,
      digits(step),
      `${steps || "–"}${cut ? " (cut)" : ""}`,
      digits(wholeProcessorMillis / 1_000),
      reachedStep === undefined ? "never" : digits(timeToQuality(result)),
      digits(timeToQuality(result) / fastest),
      ...[quality.stress, quality.neighbourhood, quality.silhouette, quality.crossings].map(digits),
    ];
  });
  printTable("Layout", columns, rows);
}

function timeToQuality({ reachedStep, timed }) {
  return reachedStep === undefined ? Number.NaN : median(timed.map(({ processorMillis }) => processorMillis));
}

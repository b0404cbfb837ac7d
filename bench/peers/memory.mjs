// Memory with a large network on the screen, and whether any is lost when networks are opened one after the other.
import { launch, writeWork } from "./lib/browser.mjs";
import { openCandidates } from "./lib/peers.mjs";
import { openAsFile } from "./render.mjs";
import { prepareRenderData } from "./lib/render-data.mjs";
import { digits, printTable } from "./lib/tables.mjs";

const LARGE = 30_000;
const SWITCHED = [100, 300];
/** Networks opened until the first and the last look. */
const LOOKS = [10, 100];
const SETTLING_MILLIS = 1_000;

export async function measureMemory({ dist, sizes = [LARGE] }) {
  const { candidates, close } = await openCandidates([], dist);
  const [ours] = candidates;
  const rows = [];
  try {
    const largest = Math.max(...sizes);
    rows.push(await withPage(ours, async (page, memory) => {
      await openAsFile(page, prepareRenderData(largest));
      return row(`${largest.toLocaleString("en")} nodes on the screen`, await memory());
    }));
    rows.push(...(await withPage(ours, switchNetworks)));
  } finally {
    close();
  }
  writeWork("results/memory.json", JSON.stringify(rows, null, 1));
  printTable("Memory, after a collection of garbage", ["", "JavaScript MB", "WebAssembly MB", "elements", "listeners"], rows);
}

async function switchNetworks(page, memory) {
  const rows = [];
  for (let opened = 1; opened <= LOOKS.at(-1); opened += 1) {
    await openAsFile(page, prepareRenderData(SWITCHED[opened % SWITCHED.length]));
    if (LOOKS.includes(opened)) rows.push(row(`${opened} networks opened in turn`, await memory()));
  }
  return rows;
}

function row(name, { heapBytes, wasmBytes, elements, listeners }) {
  return [name, digits(heapBytes / 1e6), digits(wasmBytes / 1e6), elements.toLocaleString("en"), listeners.toLocaleString("en")];
}

async function withPage(ours, work) {
  const browser = await launch();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: "de-DE" });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.addInitScript(keepWasmMemory);
    await page.goto(ours.address());
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable");
    const memory = async () => {
      await page.waitForTimeout(SETTLING_MILLIS);
      await session.send("HeapProfiler.collectGarbage");
      const { metrics } = await session.send("Performance.getMetrics");
      const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
      const wasmBytes = await page.evaluate(() => window.wasmMemory.buffer.byteLength);
      return { heapBytes: metric("JSHeapUsedSize"), wasmBytes, elements: metric("Nodes"), listeners: metric("JSEventListeners") };
    };
    return await work(page, memory);
  } finally {
    await browser.close();
  }
}

/** Runs before the page's own scripts, because the page keeps its memory to itself. */
function keepWasmMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...values) => {
      const result = await original.apply(WebAssembly, values);
      const { exports } = result.instance ?? result;
      window.wasmMemory = exports.memory;
      return result;
    };
  }
}

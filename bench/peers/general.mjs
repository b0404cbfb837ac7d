// General graphs of 20 to 100 nodes: stress against SGD² with all pairs, edge crossings against Graphviz's neato
// where that is installed (Debian: apt-get install graphviz). Our engine runs as compiled for the browser.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { WORK, writeWork } from "./lib/browser.mjs";
import { generalGraphs } from "./lib/general-graphs.mjs";
import { countCrossings, makeScorer } from "./lib/scorer.mjs";
import { stressByGradient } from "./lib/stress-gradient.mjs";
import { digits, mean, printTable } from "./lib/tables.mjs";

/** SGD² is random; its figures are means over so many runs. */
const RUNS = 10;

export async function measureGeneralGraphs() {
  const layOut = await ourEngine();
  const hasNeato = spawnSync("neato", ["-V"]).status === 0;
  const results = generalGraphs().map((graph) => {
    const score = makeScorer(graph);
    const quality = (positions) => ({ stress: score(positions).stress, crossings: countCrossings(graph, positions) });
    const gradient = Array.from({ length: RUNS }, (_, run) => quality(stressByGradient(graph, run + 1)));
    return {
      name: graph.name,
      ours: quality(layOut(graph)),
      gradient: { stress: mean(gradient.map(({ stress }) => stress)), crossings: mean(gradient.map(({ crossings }) => crossings)) },
      neato: hasNeato ? quality(neato(graph)) : undefined,
    };
  });
  writeWork("results/general.json", JSON.stringify(results, null, 1));
  const methods = ["ours", "gradient", ...(hasNeato ? ["neato"] : [])];
  const row = (name, of) => [name, ...methods.map((method) => digits(of(method, "stress"))), ...methods.map((method) => digits(of(method, "crossings")))];
  const rows = results.map((result) => row(result.name, (method, field) => result[method][field]));
  const sums = row("**mean**", (method, field) => mean(results.map((result) => result[method][field])));
  const titles = { ours: "ours", gradient: "SGD²", neato: "neato" };
  const columns = ["stress", "crossings"].flatMap((field) => methods.map((method) => `${field}, ${titles[method]}`));
  printTable("General graphs", ["graph", ...columns], [...rows, sums]);
  if (!hasNeato) console.log("\nGraphviz is not installed, so there is no neato to compare with.");
}

async function ourEngine() {
  const folder = join(WORK, "engine");
  const { initSync, Engine } = await import(pathToFileURL(join(folder, "gosmart_bench.js")));
  initSync({ module: readFileSync(join(folder, "gosmart_bench_bg.wasm")) });
  return ({ nodes, edges }) => {
    const engine = Engine.of_edges(nodes.length, Uint32Array.from(edges.flatMap(({ source, target }) => [source, target])));
    engine.start();
    while (!engine.step());
    return Array.from(engine.positions());
  };
}

/** Graphviz's stress majorization, with its defaults. */
function neato({ nodes, edges }) {
  const lines = edges.map(({ source, target }) => `${source} -- ${target};`);
  const { stdout } = spawnSync("neato", ["-Tplain"], { input: `graph { node [shape=point]; ${lines.join(" ")} }`, encoding: "utf8", maxBuffer: 1e8 });
  const positions = new Array(2 * nodes.length);
  for (const line of stdout.split("\n")) {
    const [kind, id, x, y] = line.split(" ");
    if (kind === "node") [positions[2 * id], positions[2 * id + 1]] = [Number(x), Number(y)];
  }
  return positions;
}

// Networks with one fixed layout, the same for every renderer: ForceAtlas2, scaled so that nearest neighbours are
// about 40 units apart.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { WORK, networkOf, writeWork } from "./browser.mjs";
import { documentOf, startPositions } from "./networks.mjs";

// These come as CommonJS only.
const require = createRequire(import.meta.url);
const NODE_NUMBERS = 10;
const SPACING = 40;
/** The best connected nodes, which the d3 pages label: 5 %, at most so many. */
const HUBS_SHARE = 0.05;
const MOST_HUBS = 150;

/** Makes both files of a size once; returns the path of the GoSMART document. */
export function prepareRenderData(nodeCount) {
  const documentFile = join(WORK, `data/placed-document-${nodeCount}.json`);
  if (existsSync(documentFile)) return documentFile;
  const network = networkOf(nodeCount);
  const points = spread(layOut(network), SPACING * Math.sqrt(nodeCount));
  const degrees = new Map(network.nodes.map(({ id }) => [id, 0]));
  for (const { source, target } of network.edges) for (const end of [source, target]) degrees.set(end, degrees.get(end) + 1);
  const byDegree = [...degrees].sort((one, other) => other[1] - one[1]).map(([id]) => id);
  const hubs = new Set(byDegree.slice(0, Math.min(MOST_HUBS, Math.round(nodeCount * HUBS_SHARE))));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const box = {
    width: extent(xs).size,
    height: extent(ys).size,
    centre: { x: extent(xs).middle, y: extent(ys).middle },
  };
  const nodes = network.nodes.map((node, number) => ({ ...node, ...points[number], degree: degrees.get(node.id), hub: hubs.has(node.id) }));
  writeWork(`data/placed-${nodeCount}.json`, JSON.stringify({ box, nodes, edges: network.edges }));
  const positions = Object.fromEntries(nodes.map(({ id, x, y }) => [id, { x, y }]));
  return writeWork(`data/placed-document-${nodeCount}.json`, JSON.stringify(documentOf(network, positions)));
}

export function placedDocument(nodeCount) {
  return readFileSync(prepareRenderData(nodeCount), "utf8");
}

function layOut({ nodes, edges }) {
  const Graph = require("graphology");
  const forceAtlas2 = require("graphology-layout-forceatlas2");
  const defaults = require("graphology-layout-forceatlas2/defaults.js");
  const helpers = require("graphology-layout-forceatlas2/helpers.js");
  const iterate = require("graphology-layout-forceatlas2/iterate.js");
  const start = startPositions(nodes.length);
  const graph = new Graph({ type: "undirected" });
  for (const [number, { id }] of nodes.entries()) graph.addNode(id, { x: start[2 * number], y: start[2 * number + 1] });
  for (const { source, target } of edges) graph.mergeEdge(source, target);
  const settings = { ...defaults, ...forceAtlas2.inferSettings(graph), barnesHutOptimize: nodes.length > 500, barnesHutTheta: 0.9 };
  const matrices = helpers.graphToByteArrays(graph, () => 1);
  const iterations = nodes.length <= 3_000 ? 400 : nodes.length <= 10_000 ? 200 : 120;
  for (let iteration = 0; iteration < iterations; iteration += 1) iterate(settings, matrices.nodes, matrices.edges);
  return nodes.map((_, number) => ({ x: matrices.nodes[NODE_NUMBERS * number], y: matrices.nodes[NODE_NUMBERS * number + 1] }));
}

/** Scales to the area of a square with this side; a tenth of a unit is enough. */
function spread(points, side) {
  const area = extent(points.map(({ x }) => x)).size * extent(points.map(({ y }) => y)).size;
  const rounded = (coordinate) => Math.round((coordinate * 10 * side) / Math.sqrt(area)) / 10;
  return points.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }));
}

function extent(numbers) {
  const low = numbers.reduce((least, number) => Math.min(least, number));
  const high = numbers.reduce((most, number) => Math.max(most, number));
  return { size: high - low, middle: (low + high) / 2 };
}

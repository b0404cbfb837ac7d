import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import defaults from "graphology-layout-forceatlas2/defaults.js";
import helpers from "graphology-layout-forceatlas2/helpers.js";
import iterate from "graphology-layout-forceatlas2/iterate.js";
import { measureLayout } from "./run.js";

/** Numbers per node in the library's own matrix; the first two are x and y. */
const NODE_NUMBERS = 10;

export function measureForceAtlas2(overrides) {
  measureLayout({
    begin({ nodes, edges }, start) {
      const graph = new Graph({ type: "undirected" });
      for (const [number, { id }] of nodes.entries()) graph.addNode(id, { x: start[2 * number], y: start[2 * number + 1] });
      for (const { source, target } of edges) graph.mergeEdge(source, target);
      const settings = { ...defaults, ...forceAtlas2.inferSettings(graph), barnesHutOptimize: true, ...overrides };
      const matrices = helpers.graphToByteArrays(graph, () => 1);
      return {
        step: () => void iterate(settings, matrices.nodes, matrices.edges),
        positions: () => nodes.flatMap((_, number) => [matrices.nodes[NODE_NUMBERS * number], matrices.nodes[NODE_NUMBERS * number + 1]]),
      };
    },
  });
}

// Uniform manifold approximation as a reference for neighbourhoods: the nearest by steps along the edges are handed
// over, not computed from vectors.
import { UMAP } from "umap-js";
import { randomNumbers } from "../../lib/random.mjs";
import { measureLayout } from "./run.js";

/** The library's own choice, a node being among its nearest. */
const NEAREST = 15;
const SEED = 1;

measureLayout({
  begin({ nodes, ends }) {
    const neighbours = nodes.map(() => []);
    for (const [source, target] of ends) {
      neighbours[source].push(target);
      neighbours[target].push(source);
    }
    const nearest = nodes.map((_, node) => nearestBySteps(node, neighbours, Math.min(NEAREST, nodes.length)));
    const umap = new UMAP({ nNeighbors: NEAREST, random: randomNumbers(SEED) });
    umap.setPrecomputedKNN(nearest.map(({ found }) => found), nearest.map(({ steps }) => steps));
    const epochs = umap.initializeFit(nodes.map((_, node) => [node]));
    return { step: () => umap.step() >= epochs, positions: () => umap.getEmbedding().flat() };
  },
});

/** Breadth first, itself among them. */
function nearestBySteps(start, neighbours, count) {
  const found = [start];
  const steps = [0];
  const known = new Set(found);
  for (let head = 0; head < found.length && found.length < count; head += 1) {
    for (const next of neighbours[found[head]]) {
      if (known.has(next) || found.length === count) continue;
      known.add(next);
      found.push(next);
      steps.push(steps[head] + 1);
    }
  }
  return { found, steps };
}

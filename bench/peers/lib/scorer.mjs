// How good a layout is, in numbers that do not depend on its scale, turn or place.
import { randomNumbers, shuffledIndices } from "./random.mjs";

const SEED = 99;
/** Up to here every pair counts in the stress; above, pairs are sampled. */
const ALL_PAIRS_UP_TO = 200;
const PAIR_SOURCES = 200;
const PAIRS_PER_SOURCE = 60;
const NEIGHBOURHOOD_SAMPLE = 800;
const SILHOUETTE_SAMPLE = 1_500;
const CROSSING_SAMPLE = 200_000;

/**
 * Prepares a network once; the returned function then scores positions (x, y, x, y):
 * - `stress` (lower is better): mean of (1 - distance on paper / distance in the graph)² after the best scaling;
 * - `neighbourhood` (higher): Jaccard index of a node's neighbours and as many nearest nodes on paper;
 * - `silhouette` (higher): how well sectors stand apart (Rousseeuw 1987);
 * - `crossings` (lower): share of sampled pairs of edges that cross.
 */
export function makeScorer({ nodes, edges }) {
  const graph = indexed(nodes, edges);
  const random = randomNumbers(SEED);
  const pairs = samplePairs(graph, random);
  const neighbourhoodNodes = shuffledIndices(random, graph.count).slice(0, NEIGHBOURHOOD_SAMPLE);
  const silhouetteNodes = shuffledIndices(random, graph.count).slice(0, SILHOUETTE_SAMPLE);
  const edgePairs = sampleEdgePairs(graph, random);
  const groups = nodes.map(({ group }) => group);
  return (positions) => {
    if (positions.length < 2 * graph.count || !positions.every(Number.isFinite)) throw new Error("positions are missing or not finite");
    return {
      stress: stress(pairs, positions),
      neighbourhood: neighbourhood(graph, neighbourhoodNodes, positions),
      silhouette: groups.every((group) => group === undefined) ? undefined : silhouette(groups, silhouetteNodes, positions),
      crossings: shareOfCrossings(edgePairs, positions),
    };
  };
}

/** Every crossing of two edges that share no end; for small graphs. */
export function countCrossings({ nodes, edges }, positions) {
  const { sources, targets } = indexed(nodes, edges);
  let count = 0;
  for (let one = 0; one < sources.length; one += 1) {
    for (let other = one + 1; other < sources.length; other += 1) {
      const ends = [sources[one], targets[one], sources[other], targets[other]];
      if (new Set(ends).size === 4 && cross(positions, ...ends)) count += 1;
    }
  }
  return count;
}

/** Ends by number without loops, and each node's neighbours. */
export function indexed(nodes, edges) {
  const index = new Map(nodes.map(({ id }, number) => [id, number]));
  const ends = edges.map(({ source, target }) => [index.get(source), index.get(target)]).filter(([source, target]) => source !== target);
  const neighbours = nodes.map(() => []);
  for (const [source, target] of ends) {
    neighbours[source].push(target);
    neighbours[target].push(source);
  }
  return { count: nodes.length, sources: ends.map(([source]) => source), targets: ends.map(([, target]) => target), neighbours };
}

/** Steps from a node to every other, -1 where no path leads; by breadth-first search. */
export function stepsFrom(source, neighbours) {
  const steps = new Int32Array(neighbours.length).fill(-1);
  steps[source] = 0;
  const queue = [source];
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head];
    for (const next of neighbours[node]) {
      if (steps[next] >= 0) continue;
      steps[next] = steps[node] + 1;
      queue.push(next);
    }
  }
  return steps;
}

function samplePairs({ count, neighbours }, random) {
  const pairs = [];
  for (const source of shuffledIndices(random, count).slice(0, PAIR_SOURCES)) {
    const steps = stepsFrom(source, neighbours);
    const add = (target) => {
      if (steps[target] > 0) pairs.push([source, target, steps[target]]);
    };
    if (count <= ALL_PAIRS_UP_TO) {
      for (let target = 0; target < count; target += 1) add(target);
    } else {
      for (let pair = 0; pair < PAIRS_PER_SOURCE; pair += 1) add(Math.floor(random() * count));
    }
  }
  return pairs;
}

function stress(pairs, positions) {
  let [sum, squares] = [0, 0];
  const ratios = pairs.map(([one, other, steps]) => distance(positions, one, other) / steps);
  for (const ratio of ratios) {
    sum += ratio;
    squares += ratio * ratio;
  }
  const scale = sum / squares;
  return ratios.reduce((all, ratio) => all + (1 - scale * ratio) ** 2, 0) / ratios.length;
}

function neighbourhood({ count, neighbours }, sample, positions) {
  let sum = 0;
  for (const node of sample) {
    const wanted = new Set(neighbours[node]);
    if (wanted.size === 0) continue;
    let shared = 0;
    for (const near of nearest(node, wanted.size, count, positions)) if (wanted.has(near)) shared += 1;
    sum += shared / (2 * wanted.size - shared);
  }
  return sum / sample.length;
}

/** The `wanted` nodes nearest on paper, kept in a heap with the farthest of them on top. */
function nearest(node, wanted, count, positions) {
  const squares = new Float64Array(wanted).fill(Infinity);
  const nodes = new Int32Array(wanted).fill(-1);
  for (let other = 0; other < count; other += 1) {
    if (other === node) continue;
    const dx = positions[2 * other] - positions[2 * node];
    const dy = positions[2 * other + 1] - positions[2 * node + 1];
    const square = dx * dx + dy * dy;
    if (square >= squares[0]) continue;
    let at = 0;
    for (let child = 1; child < wanted; child = 2 * at + 1) {
      if (child + 1 < wanted && squares[child + 1] > squares[child]) child += 1;
      if (squares[child] <= square) break;
      squares[at] = squares[child];
      nodes[at] = nodes[child];
      at = child;
    }
    squares[at] = square;
    nodes[at] = other;
  }
  return nodes;
}

function silhouette(groups, sample, positions) {
  const numbers = new Map([...new Set(Array.from(sample, (node) => groups[node]))].map((group, number) => [group, number]));
  const groupOf = Array.from(sample, (node) => numbers.get(groups[node]));
  const sizes = new Float64Array(numbers.size);
  for (const group of groupOf) sizes[group] += 1;
  let [sum, counted] = [0, 0];
  for (const [one, node] of sample.entries()) {
    const own = groupOf[one];
    if (sizes[own] < 2) continue;
    const sums = new Float64Array(numbers.size);
    for (const [other, far] of sample.entries()) sums[groupOf[other]] += distance(positions, node, far);
    const inside = sums[own] / (sizes[own] - 1);
    const outside = sums.reduce((least, all, group) => (group === own ? least : Math.min(least, all / sizes[group])), Infinity);
    sum += (outside - inside) / Math.max(inside, outside);
    counted += 1;
  }
  return sum / counted;
}

function sampleEdgePairs({ sources, targets }, random) {
  const pairs = [];
  const wanted = Math.min(CROSSING_SAMPLE, 60 * sources.length);
  for (let pair = 0; pair < wanted; pair += 1) {
    const [one, other] = [Math.floor(random() * sources.length), Math.floor(random() * sources.length)];
    const ends = [sources[one], targets[one], sources[other], targets[other]];
    if (new Set(ends).size === 4) pairs.push(ends);
  }
  return pairs;
}

function shareOfCrossings(edgePairs, positions) {
  return edgePairs.filter((ends) => cross(positions, ...ends)).length / edgePairs.length;
}

function cross(positions, a, b, c, d) {
  const side = (from, to, of) =>
    (positions[2 * to] - positions[2 * from]) * (positions[2 * of + 1] - positions[2 * from + 1]) -
    (positions[2 * to + 1] - positions[2 * from + 1]) * (positions[2 * of] - positions[2 * from]);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function distance(positions, one, other) {
  return Math.hypot(positions[2 * one] - positions[2 * other], positions[2 * one + 1] - positions[2 * other + 1]);
}

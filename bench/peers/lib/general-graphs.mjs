// Small general graphs of the kinds on which layouts are usually compared, the same on every machine; all connected.
import { pick, randomNumbers, shuffledIndices } from "./random.mjs";

/** `[{ name, nodes: [{ id }], edges: [{ source, target }] }]` of 20 to 100 nodes. */
export function generalGraphs() {
  return [
    ...[20, 40, 70, 100].map((count) => graph("random", count, erdosRenyi(count, 2.5 / count, count))),
    ...[20, 40, 70, 100].map((count) => graph("scale-free", count, barabasiAlbert(count, 2, count))),
    ...[20, 50, 100].map((count) => graph("small world", count, wattsStrogatz(count, 4, 0.1, count))),
    ...[31, 63].map((count) => graph("binary tree", count, tree(count, (node) => (node - 1) >> 1))),
    ...[40, 90].map((count) => graph("random tree", count, randomTree(count))),
    ...[20, 60].map((count) => graph("ring", count, ring(count))),
    ...[[5, 5], [7, 7], [10, 10]].map(([columns, rows]) => graph("grid", columns * rows, grid(columns, rows))),
  ];
}

function graph(kind, count, edges) {
  const nodes = Array.from({ length: count }, (_, id) => ({ id }));
  return { name: `${kind} ${count}`, nodes, edges: edges.map(([source, target]) => ({ source, target })) };
}

/** Each pair with the same probability (Erdős and Rényi 1959), over a random tree that holds all together. */
function erdosRenyi(count, probability, seed) {
  const random = randomNumbers(seed);
  const edges = randomTree(count);
  const known = new Set(edges.map(([one, other]) => one * count + other));
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      if (random() < probability && !known.has(one * count + other)) edges.push([one, other]);
    }
  }
  return edges;
}

/** Newcomers join those who are well joined already (Barabási and Albert 1999). */
function barabasiAlbert(count, perNode, seed) {
  const random = randomNumbers(seed);
  const ends = [0, 1];
  const edges = [[0, 1]];
  for (let node = 2; node < count; node += 1) {
    const chosen = new Set();
    while (chosen.size < Math.min(perNode, node)) chosen.add(pick(random, ends));
    for (const other of chosen) {
      edges.push([other, node]);
      ends.push(other, node);
    }
  }
  return edges;
}

/** A ring of near neighbours, some of whose edges lead far away (Watts and Strogatz 1998); the ring itself stays. */
function wattsStrogatz(count, neighbours, probability, seed) {
  const random = randomNumbers(seed);
  const edges = new Map();
  const add = (one, other) => edges.set(Math.min(one, other) * count + Math.max(one, other), [Math.min(one, other), Math.max(one, other)]);
  for (let node = 0; node < count; node += 1) {
    add(node, (node + 1) % count);
    for (let step = 2; step <= neighbours / 2; step += 1) {
      const far = Math.floor(random() * count);
      add(node, random() < probability && far !== node ? far : (node + step) % count);
    }
  }
  return [...edges.values()];
}

function randomTree(count) {
  const random = randomNumbers(count + 1);
  const names = shuffledIndices(random, count);
  return tree(count, (node) => Math.floor(random() * node)).map((ends) => ends.map((end) => names[end]).sort((one, other) => one - other));
}

function tree(count, parentOf) {
  return Array.from({ length: count - 1 }, (_, number) => [parentOf(number + 1), number + 1]);
}

function ring(count) {
  return Array.from({ length: count }, (_, node) => [node, (node + 1) % count]);
}

function grid(columns, rows) {
  const edges = [];
  for (let node = 0; node < columns * rows; node += 1) {
    if ((node + 1) % columns > 0) edges.push([node, node + 1]);
    if (node + columns < columns * rows) edges.push([node, node + columns]);
  }
  return edges;
}

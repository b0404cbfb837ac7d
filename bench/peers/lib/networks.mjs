// Made-up regional networks, the same on every machine: actors (60 %) and competencies (40 %), three relations
// per node, sectors as communities (6 at 100 nodes, 62 at 30,000) that hold about 82 % of the relations, few
// competencies in many hands (Zipf), one connected piece.
import { labelMaker } from "./labels.mjs";
import { pick, randomNumbers } from "./random.mjs";

const SEED = 42;
const ACTOR_SHARE = 0.6;
const EDGES_PER_NODE = 3;
const INSIDE_SECTOR = 0.82;
const ZIPF_EXPONENT = 0.9;
/** The larger, the more of the relations belong to few actors. */
const ACTIVITY_SKEW = 1.6;
const OFFER_SHARE = 0.75;

/** `{ nodes: [{ id, kind, label, group }], edges: [{ source, target, kind }] }`, actors first. */
export function makeNetwork(nodeCount) {
  const random = randomNumbers(SEED + nodeCount);
  const labels = labelMaker(SEED + nodeCount);
  const sectorCount = Math.max(4, Math.round(nodeCount ** 0.4));
  const actorCount = Math.round(nodeCount * ACTOR_SHARE);
  const pickSector = weighted(Array.from({ length: sectorCount }, () => 0.5 + 1.5 * random()), random);
  // No sector stays without an actor and a competency.
  const sectorOf = (number) => (number < sectorCount ? number : pickSector());

  const nodes = [];
  const actorsOf = Array.from({ length: sectorCount }, () => []);
  const competenciesOf = Array.from({ length: sectorCount }, () => []);
  for (let number = 0; number < actorCount; number += 1) {
    const group = sectorOf(number);
    actorsOf[group].push(nodes.length);
    nodes.push({ id: `a${number}`, kind: "actor", label: labels.actor(group), group });
  }
  for (let number = 0; number < nodeCount - actorCount; number += 1) {
    const group = sectorOf(number);
    competenciesOf[group].push(nodes.length);
    nodes.push({ id: `c${number}`, kind: "competency", label: labels.competency(), group });
  }
  const pickers = competenciesOf.map((list) => weighted(list.map((_, rank) => (rank + 1) ** -ZIPF_EXPONENT), random));
  const competencyIn = (sector) => competenciesOf[sector][pickers[sector]()];

  const edges = [];
  const known = new Set();
  const parts = new Parts(nodeCount);
  const join = (actor, competency) => {
    const key = actor * nodeCount + competency;
    if (known.has(key)) return;
    known.add(key);
    edges.push({ source: nodes[actor].id, target: nodes[competency].id, kind: random() < OFFER_SHARE ? "offer" : "need" });
    parts.join(actor, competency);
  };
  for (let actor = 0; actor < actorCount; actor += 1) join(actor, competencyIn(nodes[actor].group));
  for (const [sector, competencies] of competenciesOf.entries()) {
    for (const competency of competencies) join(pick(random, actorsOf[sector]), competency);
  }
  for (let tries = 0; edges.length < nodeCount * EDGES_PER_NODE && tries < nodeCount * 150; tries += 1) {
    const actor = Math.floor(random() ** ACTIVITY_SKEW * actorCount);
    const home = nodes[actor].group;
    join(actor, competencyIn(random() < INSIDE_SECTOR ? home : pickSector()));
  }
  const main = parts.largest();
  for (let actor = 0; actor < actorCount; actor += 1) {
    if (parts.of(actor) === parts.of(main)) continue;
    const reaches = (competency) => parts.of(competency) === parts.of(main);
    join(actor, competenciesOf[nodes[actor].group].find(reaches) ?? competenciesOf.flat().find(reaches));
  }
  return { nodes, edges };
}

/** The common start of the libraries that need one: uniform in a disc, as x, y, x, y. */
export function startPositions(nodeCount) {
  const random = randomNumbers(7_919 + nodeCount);
  const radius = 10 * Math.sqrt(nodeCount);
  return Array.from({ length: nodeCount }).flatMap(() => {
    const angle = random() * 2 * Math.PI;
    const distance = Math.sqrt(random()) * radius;
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  });
}

/** A GoSMART document of the network; with `positions` (by node id) there is nothing left to lay out. */
export function documentOf({ nodes, edges }, positions) {
  const of = (kind) => nodes.filter((node) => node.kind === kind);
  const relations = (kind) =>
    edges.filter((edge) => edge.kind === kind).map(({ source, target }, number) => ({ id: `${kind}${number}`, actor: source, competency: target }));
  const sectors = [...new Set(nodes.map(({ group }) => group))].sort((one, other) => one - other);
  return {
    format: "gosmart-network",
    version: 1,
    profile: "full",
    network: { id: `peers-${nodes.length}`, title: `${nodes.length} Knoten`, language: "de" },
    sectors: sectors.map((group) => ({ id: `s${group}`, name: `Bereich ${group + 1}`, symbol: String(group + 1) })),
    competencies: of("competency").map(({ id, label }) => ({ id, name: label })),
    actors: of("actor").map(({ id, label, group }) => ({ id, name: label, kind: "organisation", sector: `s${group}` })),
    offers: relations("offer"),
    needs: relations("need"),
    ...(positions && { positions }),
  };
}

/** A function that draws an index with the probability of its weight. */
function weighted(weights, random) {
  let sum = 0;
  const sums = weights.map((weight) => (sum += weight));
  return () => {
    const at = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Which nodes hang together: union-find. */
class Parts {
  constructor(count) {
    this.parent = Array.from({ length: count }, (_, index) => index);
  }

  of(node) {
    let at = node;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]];
      at = this.parent[at];
    }
    return at;
  }

  join(one, other) {
    this.parent[this.of(one)] = this.of(other);
  }

  largest() {
    const sizes = new Map();
    for (let node = 0; node < this.parent.length; node += 1) {
      sizes.set(this.of(node), (sizes.get(this.of(node)) ?? 0) + 1);
    }
    return [...sizes].sort((one, other) => other[1] - one[1])[0][0];
  }
}

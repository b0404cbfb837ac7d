// What every peer's page shows: the same nodes and edges at the same places.
export const COLORS = { actor: "#3366cc", competency: "#dc7633" };
export const LINE_COLOR = "#bbbbbb";
export const box = document.getElementById("graph");

const nodeCount = new URLSearchParams(location.search).get("nodes");
export const data = await (await fetch(`/data/placed-${nodeCount}.json`)).json();

/** Largest scale at which the whole picture fits the window, with a little room. */
export function fittingScale() {
  return 0.95 * Math.min(innerWidth / data.box.width, innerHeight / data.box.height);
}

/** By id, with the ends of edges as objects. */
export function joined() {
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  return data.edges.map(({ source, target }) => [byId.get(source), byId.get(target)]);
}

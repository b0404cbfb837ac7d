import cytoscape from "cytoscape";
import { COLORS, box, data } from "./data.js";

const graph = cytoscape({
  container: box,
  elements: {
    nodes: data.nodes.map(({ id, label, kind, x, y }) => ({ data: { id, label, kind }, position: { x, y } })),
    edges: data.edges.map(({ source, target }) => ({ data: { source, target } })),
  },
  style: [
    { selector: "node", style: { label: "data(label)", "min-zoomed-font-size": 8, width: 20, height: 20, "background-color": COLORS.actor } },
    { selector: 'node[kind="competency"]', style: { "background-color": COLORS.competency } },
    { selector: "edge", style: { width: 1, "curve-style": "haystack" } },
  ],
  layout: { name: "preset", fit: true },
});
const begin = graph.zoom();
window.nodeAt = (id) => graph.getElementById(id).renderedPosition();
window.magnification = () => graph.zoom() / begin;

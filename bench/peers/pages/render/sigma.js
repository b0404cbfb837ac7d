import Graph from "graphology";
import Sigma from "sigma";
import { COLORS, box, data } from "./data.js";

const graph = new Graph({ type: "undirected" });
for (const { id, x, y, label, kind, degree } of data.nodes) graph.addNode(id, { x, y, label, color: COLORS[kind], size: 2 + Math.sqrt(degree) });
for (const { source, target } of data.edges) graph.mergeEdge(source, target);
const sigma = new Sigma(graph, box, { settings: { enableNodeDrag: true } });
window.nodeAt = (id) => sigma.graphToViewport(graph.getNodeAttributes(id));
window.magnification = () => 1 / sigma.getCamera().ratio;

import ForceGraph from "force-graph";
import { COLORS, box, data } from "./data.js";

const nodes = data.nodes.map(({ id, label, kind, x, y }) => ({ id, name: label, kind, x, y, fx: x, fy: y }));
const links = data.edges.map(({ source, target }) => ({ source, target }));
const graph = new ForceGraph(box)
  .cooldownTicks(0)
  .nodeRelSize(6)
  .nodeColor(({ kind }) => COLORS[kind])
  .graphData({ nodes, links });
graph.zoomToFit(0, 10);
const begin = graph.zoom();
const byId = new Map(nodes.map((node) => [node.id, node]));
window.nodeAt = (id) => graph.graph2ScreenCoords(byId.get(id).x, byId.get(id).y);
window.magnification = () => graph.zoom() / begin;

import { Network } from "vis-network/standalone";
import { COLORS, box, data } from "./data.js";

const network = new Network(
  box,
  {
    nodes: data.nodes.map(({ id, label, kind, x, y }) => ({ id, label, x, y, color: COLORS[kind] })),
    edges: data.edges.map(({ source, target }, id) => ({ id, from: source, to: target })),
  },
  { physics: false, layout: { improvedLayout: false }, nodes: { shape: "dot", size: 10 }, edges: { smooth: false } },
);
network.fit({ animation: false });
const begin = network.getScale();
window.nodeAt = (id) => network.canvasToDOM(network.getPosition(id));
window.magnification = () => network.getScale() / begin;

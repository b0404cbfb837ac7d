import { Graph } from "@cosmos.gl/graph";
import { COLORS, LINE_COLOR, box, data } from "./data.js";

/** The library's own space is a square of this side. */
const SPACE = 4_096;
const scale = (0.93 * SPACE) / Math.max(data.box.width, data.box.height);
const index = new Map(data.nodes.map(({ id }, number) => [id, number]));
const { centre } = data.box;
const points = data.nodes.flatMap(({ x, y }) => [(x - centre.x) * scale + SPACE / 2, (y - centre.y) * scale + SPACE / 2]);
const channels = (color) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
const colors = data.nodes.flatMap(({ kind }) => [...channels(COLORS[kind]), 1]);

const graph = new Graph(box, {
  enableSimulation: false,
  fitViewOnInit: true,
  fitViewDelay: 0,
  fitViewDuration: 0,
  transitionDuration: 0,
  rescalePositions: false,
  backgroundColor: "#ffffff",
  linkDefaultColor: LINE_COLOR,
  pointDefaultSize: 5,
});
await graph.ready;
graph.setPointPositions(Float32Array.from(points));
graph.setPointColors(Float32Array.from(colors));
graph.setLinks(Float32Array.from(data.edges.flatMap(({ source, target }) => [index.get(source), index.get(target)])));
graph.render(0, 0);
graph.fitView(0);
let begin;
window.magnification = () => graph.getZoomLevel() / (begin ??= graph.getZoomLevel());

// Written by hand, as tutorials do it: three passes over everything, labels for the hubs.
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { COLORS, LINE_COLOR, box, data, fittingScale, joined } from "./data.js";

const RADIUS = 8;
const canvas = select(box).append("canvas").attr("width", innerWidth).attr("height", innerHeight);
const context = canvas.node().getContext("2d");
const edges = joined();
const hubs = data.nodes.filter(({ hub }) => hub);
const kinds = Object.entries(COLORS).map(([kind, color]) => [color, data.nodes.filter((node) => node.kind === kind)]);
let view = zoomIdentity;
let frame = 0;

function draw() {
  frame = 0;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, innerWidth, innerHeight);
  context.setTransform(view.k, 0, 0, view.k, view.x, view.y);
  context.strokeStyle = LINE_COLOR;
  context.lineWidth = 1;
  context.beginPath();
  for (const [from, to] of edges) {
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
  }
  context.stroke();
  for (const [color, nodes] of kinds) {
    context.fillStyle = color;
    context.beginPath();
    for (const { x, y } of nodes) {
      context.moveTo(x + RADIUS, y);
      context.arc(x, y, RADIUS, 0, 2 * Math.PI);
    }
    context.fill();
  }
  context.fillStyle = "#000";
  context.font = "14px sans-serif";
  for (const { label, x, y } of hubs) context.fillText(label, x + 10, y);
}

const zooming = zoom()
  .scaleExtent([0.001, 100])
  .on("zoom", ({ transform }) => {
    view = transform;
    frame ||= requestAnimationFrame(draw);
  });
const begin = fittingScale();
const { x, y } = data.box.centre;
canvas.call(zooming).call(zooming.transform, zoomIdentity.translate(innerWidth / 2, innerHeight / 2).scale(begin).translate(-x, -y));
window.magnification = () => view.k / begin;

import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { COLORS, LINE_COLOR, box, data, fittingScale, joined } from "./data.js";

const svg = select(box).append("svg").attr("width", innerWidth).attr("height", innerHeight);
const picture = svg.append("g");
picture
  .append("g")
  .attr("stroke", LINE_COLOR)
  .selectAll("line")
  .data(joined())
  .join("line")
  .attr("x1", ([from]) => from.x)
  .attr("y1", ([from]) => from.y)
  .attr("x2", ([, to]) => to.x)
  .attr("y2", ([, to]) => to.y);
picture
  .append("g")
  .selectAll("circle")
  .data(data.nodes)
  .join("circle")
  .attr("r", 8)
  .attr("cx", ({ x }) => x)
  .attr("cy", ({ y }) => y)
  .attr("fill", ({ kind }) => COLORS[kind]);
picture
  .append("g")
  .attr("font-size", 14)
  .selectAll("text")
  .data(data.nodes.filter(({ hub }) => hub))
  .join("text")
  .attr("x", ({ x }) => x + 10)
  .attr("y", ({ y }) => y)
  .text(({ label }) => label);

let scale = 1;
const zooming = zoom()
  .scaleExtent([0.001, 100])
  .on("zoom", ({ transform }) => {
    scale = transform.k;
    picture.attr("transform", transform);
  });
const begin = fittingScale();
const { x, y } = data.box.centre;
svg.call(zooming).call(zooming.transform, zoomIdentity.translate(innerWidth / 2, innerHeight / 2).scale(begin).translate(-x, -y));
window.magnification = () => scale / begin;

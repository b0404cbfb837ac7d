import { Layout } from "webcola";
import { flat, measureLayout, pointsOf } from "./run.js";

const LINK_LENGTH = 30;
const ITERATIONS = 50;

measureLayout({
  begin({ ends }, start) {
    const nodes = pointsOf(start);
    new Layout()
      .nodes(nodes)
      .links(ends.map(([source, target]) => ({ source, target })))
      .linkDistance(LINK_LENGTH)
      .handleDisconnected(false)
      .avoidOverlaps(false)
      .start(ITERATIONS, 0, 0, 0, false);
    return { positions: () => flat(nodes) };
  },
});

import { forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { flat, measureLayout, pointsOf } from "./run.js";

measureLayout({
  begin({ ends }, start) {
    const nodes = pointsOf(start);
    const links = ends.map(([source, target]) => ({ source, target }));
    const simulation = forceSimulation(nodes)
      .force("charge", forceManyBody())
      .force("link", forceLink(links))
      .force("x", forceX())
      .force("y", forceY())
      .stop();
    return {
      step() {
        simulation.tick();
        return simulation.alpha() < simulation.alphaMin();
      },
      positions: () => flat(nodes),
    };
  },
});

import { Network } from "vis-network/standalone";
import { flat, measureLayout } from "./run.js";

measureLayout({
  begin({ nodes, ends }, start) {
    const box = document.body.appendChild(document.createElement("div"));
    const data = {
      nodes: nodes.map((_, id) => ({ id, x: start[2 * id], y: start[2 * id + 1] })),
      edges: ends.map(([from, to], id) => ({ id, from, to })),
    };
    const physics = { solver: "barnesHut", stabilization: { enabled: false } };
    const network = new Network(box, data, { layout: { improvedLayout: false }, edges: { smooth: false }, physics });
    // Its engine by hand, without the drawing it does in between.
    const engine = network.physics;
    network.stopSimulation();
    engine.stopSimulation(false);
    engine.body.emitter.emit("_blockRedraw");
    engine.adaptiveTimestep = engine.options.adaptiveTimestep;
    engine.stabilized = false;
    engine.stabilizationIterations = 0;
    engine.targetIterations = 1_000;
    return {
      step() {
        engine.physicsTick();
        return engine.stabilized;
      },
      positions: () => flat(nodes.map((_, id) => engine.body.nodes[id])),
      end: () => network.destroy(),
    };
  },
});

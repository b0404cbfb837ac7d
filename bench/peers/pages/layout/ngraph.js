import createLayout from "ngraph.forcelayout";
import createGraph from "ngraph.graph";
import { flat, measureLayout } from "./run.js";

measureLayout({
  begin({ nodes, ends }, start) {
    const graph = createGraph();
    for (const number of nodes.keys()) graph.addNode(number);
    for (const [source, target] of ends) graph.addLink(source, target);
    const layout = createLayout(graph);
    for (const number of nodes.keys()) layout.setNodePosition(number, start[2 * number], start[2 * number + 1]);
    return { step: () => layout.step(), positions: () => flat(nodes.map((_, number) => layout.getNodePosition(number))) };
  },
});

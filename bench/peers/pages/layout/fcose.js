// The compound spring embedder of Cytoscape.js; it makes its own draft first and runs as a whole.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { flat, measureLayout } from "./run.js";

cytoscape.use(fcose);

measureLayout({
  async begin({ nodes, edges }) {
    const elements = [...nodes.map(({ id }) => ({ data: { id } })), ...edges.map(({ source, target }) => ({ data: { source, target } }))];
    const graph = cytoscape({ headless: true, styleEnabled: true, elements, layout: { name: "null" } });
    const layout = graph.layout({ name: "fcose", animate: false, fit: false });
    const stops = layout.promiseOn("layoutstop");
    layout.run();
    await stops;
    return { positions: () => flat(graph.nodes().map((node) => node.position())) };
  },
});

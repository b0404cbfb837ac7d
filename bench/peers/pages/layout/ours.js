// Our engine, compiled as in the application, on the input the application makes of the document. It has a start
// of its own, whose time counts.
import { measureLayout } from "./run.js";

let engine;

measureLayout({
  async prepare(address) {
    const { default: load, Engine } = await import("/engine/gosmart_bench.js");
    await load();
    engine = Engine.of_document(await (await fetch(address)).text());
  },
  begin() {
    engine.start();
    return { step: () => engine.step(), positions: () => engine.positions() };
  },
});

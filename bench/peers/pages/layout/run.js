// The page's side of the layout benchmark. Each adapter hands over how it is begun:
// `begin(graph, start)` returns `{ step(), positions() }`, where `step` says whether the layout is at rest, or
// `{ positions() }` alone for a library that only knows whole runs. `prepare(address)` may load what it needs.
export function measureLayout(adapter) {
  let graph;
  let start;
  window.load = async (nodeCount, positions) => {
    start = Float64Array.from(positions);
    const { nodes, edges } = await (await fetch(`/data/network-${nodeCount}.json`)).json();
    const index = new Map(nodes.map(({ id }, number) => [id, number]));
    graph = { nodes, edges, ends: edges.map(({ source, target }) => [index.get(source), index.get(target)]) };
    await adapter.prepare?.(`/data/document-${nodeCount}.json`);
  };

  /** Runs the layout; the time is that of building and stepping, without that of reading positions out. */
  window.run = async ({ steps, checkpoints, limitMillis }) => {
    const samples = [];
    const stepMillis = [];
    let began = performance.now();
    const layout = await adapter.begin(graph, start);
    let millis = performance.now() - began;
    let samplingMillis = 0;
    const sample = (step) => {
      const from = performance.now();
      samples.push({ step, positions: base64(Float32Array.from(layout.positions())) });
      samplingMillis += performance.now() - from;
    };
    let step = 0;
    let rests = !layout.step;
    for (; !rests && step < steps && millis < limitMillis; step += 1) {
      if (checkpoints.includes(step)) sample(step);
      began = performance.now();
      rests = layout.step();
      stepMillis.push(performance.now() - began);
      millis += stepMillis.at(-1);
      // Let the page breathe; not counted.
      if (step % 20 === 19) await new Promise((resume) => setTimeout(resume));
    }
    sample(step);
    layout.end?.();
    return { samples, steps: step, cut: millis >= limitMillis, samplingMillis, stepMillis: stepMillis.sort((one, other) => one - other)[stepMillis.length >> 1] };
  };
}

/** Points from x, y objects. */
export function flat(points) {
  return points.flatMap(({ x, y }) => [x, y]);
}

export function pointsOf(start) {
  return Array.from({ length: start.length / 2 }, (_, number) => ({ x: start[2 * number], y: start[2 * number + 1] }));
}

function base64(numbers) {
  const bytes = new Uint8Array(numbers.buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

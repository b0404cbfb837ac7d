/**
 * Runs in every measured page before its own scripts: notes the first frame with a drawing in it, and on request
 * counts frames, frames in which the page really drew, and long tasks.
 *
 * A drawing is a fill, stroke, text or image on a 2D canvas, a WebGL or WebGPU draw, or a change inside an SVG.
 * What a worker draws on an OffscreenCanvas is not seen.
 */
export function watchDrawing() {
  const watch = { firstDraw: 0, firstPaint: 0, drew: false, recording: undefined };
  window.watch = watch;

  const drawn = () => {
    watch.drew = true;
    if (watch.firstDraw > 0) return;
    watch.firstDraw = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => (watch.firstPaint = performance.now())));
  };
  const before = (type, names, notice) => {
    if (!type) return;
    for (const name of names) {
      const original = type.prototype[name];
      if (!original) continue;
      type.prototype[name] = function (...values) {
        notice(() => (type.prototype[name] = original));
        return original.apply(this, values);
      };
    }
  };
  // Each frame begins with one of these; the others are unhooked after the first, as they are called too often.
  before(window.CanvasRenderingContext2D, ["clearRect", "fillRect", "reset"], () => (watch.drew = true));
  before(window.CanvasRenderingContext2D, ["fill", "stroke", "fillText", "drawImage", "putImageData"], (unhook) => {
    unhook();
    drawn();
  });
  for (const type of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    before(type, ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"], drawn);
  }
  before(window.GPUQueue, ["submit"], drawn);
  const inSvg = ({ target, addedNodes }) => target instanceof SVGElement || [...addedNodes].some((node) => node instanceof SVGElement);
  new MutationObserver((changes) => changes.some(inSvg) && drawn()).observe(document, { subtree: true, childList: true, attributes: true });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watch.recording?.longTasks.push({ startTime, duration });
  }).observe({ entryTypes: ["longtask"] });
  const frame = () => {
    if (watch.recording) {
      watch.recording.frames.push(performance.now());
      if (watch.drew) watch.recording.drawn += 1;
      watch.drew = false;
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  watch.start = () => {
    watch.drew = false;
    watch.recording = { start: performance.now(), frames: [], drawn: 0, longTasks: [] };
  };
  watch.stop = () => {
    const { recording } = watch;
    watch.recording = undefined;
    return recording;
  };
}

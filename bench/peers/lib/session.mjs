// The session every renderer goes through: 1.5 s wheel in, 1 s drag, 1.5 s wheel out, 1 s drag, by the browser's
// real mouse on a fixed clock.

const SESSION_MILLIS = 5_000;
const POINTER_MILLIS = 16;
/** The drag of a node, in CSS pixels. */
const DRAG = { millis: 2_000, restMillis: 300, width: 150, height: 100 };
/** An event may be so late, and so many may wait, before it is left out as a busy browser does. */
const LATEST_MILLIS = 40;
const MOST_WAITING = 2;

/** Plays the session over the element and returns figures about frames and events. */
export async function playSession(page, selector, wheel) {
  const box = await page.locator(selector).first().boundingBox();
  await page.evaluate(() => window.watch.start());
  const { sent, dropped } = await play(page, script(box, wheel));
  const recording = await page.evaluate(() => window.watch.stop());
  return { ...figures(recording), sent, dropped };
}

/**
 * Takes a node and moves it about for two seconds: frames, and how far the node had moved halfway, in pixels. `nodeAt`
 * asks the page where the node is.
 */
export async function playDrag(page, nodeAt) {
  const from = await nodeAt();
  await page.mouse.move(from.x, from.y);
  await page.waitForTimeout(DRAG.restMillis);
  await page.evaluate(() => window.watch.start());
  const at = (part) => [from.x + DRAG.width * Math.sin(2 * Math.PI * part), from.y + DRAG.height * Math.sin(Math.PI * part)];
  const events = [{ at: 0, must: true, send: (mouse) => mouse.down() }];
  for (let millis = POINTER_MILLIS; millis < DRAG.millis; millis += POINTER_MILLIS) events.push({ at: millis, send: (mouse) => mouse.move(...at(millis / DRAG.millis)) });
  const { sent, dropped } = await play(page, events, DRAG.millis);
  const recording = await page.evaluate(() => window.watch.stop());
  // Somewhere else than it came from, so that a page whose nodes stay is found out.
  await page.mouse.move(from.x + DRAG.width, from.y + DRAG.height);
  await page.waitForTimeout(DRAG.restMillis);
  const to = await nodeAt();
  await page.mouse.up();
  return { ...figures(recording, DRAG.millis), sent, dropped, moved: Math.hypot(to.x - from.x, to.y - from.y) };
}

/** The events as `{ at, send, turn, must }`, `at` in milliseconds. */
function script(box, { delta, everyMillis }) {
  const centre = [box.x + box.width / 2, box.y + box.height / 2];
  const events = [{ at: 0, must: true, send: (mouse) => mouse.move(...centre) }];
  const turnWheel = (from, to, turn) => {
    for (let at = from; at < to; at += everyMillis) events.push({ at, turn, send: (mouse, owed) => mouse.wheel(0, turn + owed) });
  };
  const drag = (from, to) => {
    const corner = { x: box.x + 0.04 * box.width, y: box.y + 0.94 * box.height };
    events.push({ at: from, must: true, send: (mouse) => mouse.move(corner.x, corner.y) });
    events.push({ at: from + 8, must: true, send: (mouse) => mouse.down() });
    for (let at = from + POINTER_MILLIS; at < to - 30; at += POINTER_MILLIS) {
      const part = (at - from) / (to - from);
      const x = corner.x + 300 * Math.sin(2 * Math.PI * part) + 20 * part;
      const y = corner.y - 250 * Math.abs(Math.sin(Math.PI * part));
      events.push({ at, send: (mouse) => mouse.move(x, y) });
    }
    events.push({ at: to - 20, must: true, send: (mouse) => mouse.up() });
    events.push({ at: to - 10, must: true, send: (mouse) => mouse.move(...centre) });
  };
  turnWheel(20, 1_500, -delta);
  drag(1_500, 2_500);
  turnWheel(2_520, 4_000, delta);
  drag(4_000, 5_000);
  return events;
}

async function play(page, events, lengthMillis = SESSION_MILLIS) {
  const began = performance.now();
  const sleepUntil = async (at) => {
    const rest = at - (performance.now() - began);
    if (rest > 0) await new Promise((resume) => setTimeout(resume, rest));
    return rest;
  };
  let queue = Promise.resolve();
  let [waiting, sent, dropped, owed] = [0, 0, 0, 0];
  for (const { at, must, turn, send } of events) {
    const rest = await sleepUntil(at);
    if (!must && (rest < -LATEST_MILLIS || waiting > MOST_WAITING)) {
      // A turn of the wheel that comes too late is added to the next one, as browsers do.
      dropped += 1;
      owed += turn ?? 0;
      continue;
    }
    const extra = owed;
    if (turn !== undefined) owed = 0;
    waiting += 1;
    sent += 1;
    queue = queue.then(() => send(page.mouse, extra)).finally(() => (waiting -= 1));
  }
  await sleepUntil(lengthMillis);
  await queue;
  return { sent, dropped };
}

function figures({ start, frames, drawn, longTasks }, lengthMillis = SESSION_MILLIS) {
  const end = start + lengthMillis;
  const inTime = frames.filter((frame) => frame <= end);
  const gaps = inTime.map((frame, number) => frame - (inTime[number - 1] ?? start)).sort((one, other) => one - other);
  const rest = end - (inTime.at(-1) ?? start);
  // Nothing came until the end: that gap counts too.
  if (rest > 50) gaps.push(rest);
  gaps.sort((one, other) => one - other);
  const seconds = Math.max(lengthMillis, (frames.at(-1) ?? start) - start) / 1_000;
  return {
    drawnPerSecond: Math.min(drawn, frames.length) / seconds,
    gap95Millis: gaps[Math.min(gaps.length - 1, Math.floor(0.95 * gaps.length))],
    longTasks: longTasks.filter(({ startTime }) => startTime <= end).length,
    drawn,
  };
}

// Finds nodes, names and relations again in what was painted.
import { boxOf, far, fromBox, middleOf } from "./geometry.mjs";

/** Two copies of a symbol may be rounded to other pixels; in CSS pixels. */
const SAME_PLACE = 1.2;
const LARGEST_SYMBOL = 90;
/** From a line's end to the outline it belongs to, where it does not end in the middle. */
const AT_OUTLINE = 4;
/** From row to row of a name, in sizes of its type. */
const ROW_HEIGHT = { least: 0.9, most: 1.6 };

/**
 * `{ nodes, labels, relations, covers, unread, otherLines }`. A node has `outline`, `middle` and `kind`; a label its `rows`
 * (boxes) and the `candidates` of that name; a relation its `line` and both `ends`; numbers of nodes are their places in
 * `nodes`. Covers are opaque surfaces with the `order` in which they were painted.
 */
export function readPicture({ ground, items }, document) {
  const nodes = nodesOf(document);
  const symbols = symbolsOf(items);
  const rows = items.filter(({ kind }) => kind === "text").filter((row) => !symbols.some((symbol) => isLetterOf(row, symbol)));
  const camera = findCamera(nodes, symbols, namesOf(rows, nodes).labels);
  for (const node of nodes) {
    const at = camera(node.world);
    const own = symbols.filter(({ middle }) => far(middle, at) < SAME_PLACE);
    const bodies = own.filter(({ item }) => item.stroke || item.fill.color !== ground);
    node.symbol = [...(bodies.length > 0 ? bodies : own)].sort((one, other) => other.size - one.size)[0];
    if (node.symbol) Object.assign(node, { middle: node.symbol.middle, size: node.symbol.size, outline: node.symbol.outline });
  }
  const { labels, unread } = namesOf(rows, nodes, document);
  const covers = items.flatMap((item, order) => (item.fill?.opaque ? item.subpaths.map(({ points }) => ({ outline: points, box: boxOf(points), order })) : []));
  return { nodes, labels, unread, covers, ...relationsOf(items, nodes, document) };
}

function nodesOf({ actors, competencies, positions }) {
  const of = (kind, records) => records.filter(({ id }) => positions[id]).map(({ id, name }) => ({ id, name, kind, world: [positions[id].x, positions[id].y] }));
  return [...of("actor", actors), ...of("competency", competencies)];
}

/** Filled shapes as wide as high: the surfaces of symbols, several around one middle. */
function symbolsOf(items) {
  const symbols = [];
  for (const item of items) {
    if (!item.fill || item.subpaths.length !== 1) continue;
    const [{ points }] = item.subpaths;
    const box = boxOf(points);
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    if (Math.abs(width - height) < 0.5 && width > 0 && width < LARGEST_SYMBOL) symbols.push({ item, outline: points, middle: middleOf(box), size: width });
  }
  return symbols;
}

function isLetterOf({ box, text }, { middle, size }) {
  return text.length <= 3 && fromBox(box, middle) === 0 && box.right - box.left < size;
}

/** Without what is lost or added where rows are broken. */
function keyOf(text) {
  return text.replaceAll(/[\s\u00ad-]/g, "").toLowerCase();
}

/** Rows that stand below one another and together are a name. */
function namesOf(rows, nodes, document) {
  const byKey = grouped(nodes, ({ name }) => keyOf(name));
  const sectors = new Set(document?.sectors?.map(({ name }) => keyOf(name)));
  const labels = [];
  const unread = [];
  for (let start = 0; start < rows.length; ) {
    let most = 1;
    while (start + most < rows.length && goesOn(rows[start + most - 1], rows[start + most])) most += 1;
    let taken = 1;
    let found;
    for (let count = most; count >= 1 && !found; count -= 1) {
      const text = rows.slice(start, start + count).map(({ text }) => text).join("");
      const key = keyOf(text);
      const candidates = text.endsWith("…") ? nodes.filter(({ name }) => keyOf(name).startsWith(key.slice(0, -1))) : byKey.get(key);
      if (candidates?.length > 0) [found, taken] = [candidates, count];
      else if (sectors.has(key)) taken = count;
    }
    const own = rows.slice(start, start + taken);
    if (found) labels.push({ candidates: found, rows: own.map(({ box }) => box) });
    else if (!sectors.has(keyOf(own.map(({ text }) => text).join("")))) unread.push(own[0].text);
    start += taken;
  }
  return { labels, unread };
}

function goesOn(above, below) {
  const step = (below.at[1] - above.at[1]) / above.size;
  return above.font === below.font && above.align === below.align && Math.abs(above.at[0] - below.at[0]) < 0.5 && step > ROW_HEIGHT.least && step < ROW_HEIGHT.most;
}

/**
 * From the world to the screen: the scales across and down, and the x and y they take, that put most nodes where a
 * symbol is. Tried are those that show all, and those under which two names stand near their own symbols.
 */
function findCamera(nodes, symbols, labels) {
  const taken = new Set(symbols.flatMap(({ middle: [x, y] }) => [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => key(Math.round(x) + dx, Math.round(y) + dy)))));
  const sample = nodes.filter((_, number) => number % Math.ceil(nodes.length / 200) === 0);
  let best = { hits: 0 };
  const attempt = (scales, x, y, world, screen) => {
    if (!scales.every((scale) => scale > 0.001 && scale < 10)) return;
    const camera = (at) => [screen[0] + (at[x] - world[0]) * scales[0], screen[1] + (at[y] - world[1]) * scales[1]];
    const hits = sample.filter(({ world }) => taken.has(key(...camera(world).map(Math.round)))).length;
    if (hits > best.hits) best = { hits, camera, x, y };
  };
  const [screen, world] = [boxOf(symbols.map(({ middle }) => middle)), boxOf(nodes.map(({ world }) => world))];
  const middle = middleOf(world);
  const [across, down] = [screen.right - screen.left, screen.bottom - screen.top];
  const [wide, high] = [world.right - world.left, world.bottom - world.top];
  attempt([across / wide, down / high], 0, 1, middle, middleOf(screen));
  attempt([across / high, down / wide], 1, 0, [middle[1], middle[0]], middleOf(screen));
  const certain = labels.filter(({ candidates }) => candidates.length === 1);
  const near = ({ rows }) => nearest(symbols, middleOf(rows[0]), 12);
  for (let one = 0; one < Math.min(certain.length, 25) && best.hits < 0.97 * sample.length; one += 1) {
    const other = certain[certain.length - 1 - one];
    const [a, b] = [certain[one].candidates[0].world, other.candidates[0].world];
    for (const from of near(certain[one])) {
      for (const to of near(other)) {
        for (const [x, y] of [[0, 1], [1, 0]]) {
          attempt([(to[0] - from[0]) / (b[x] - a[x]), (to[1] - from[1]) / (b[y] - a[y])], x, y, [a[x], a[y]], from);
        }
      }
    }
  }
  if (!best.camera || best.hits < 0.5 * sample.length) throw new Error(`The camera was not found: ${best.hits} of ${sample.length} nodes are where a symbol is.`);
  return refined(refined(best, nodes, symbols), nodes, symbols).camera;
}

function key(x, y) {
  return x * 65_536 + y;
}

/** The camera that fits all pairs of node and symbol which `best` brings together, by least squares. */
function refined({ camera, x, y }, nodes, symbols) {
  const pairs = nodes.map(({ world }) => ({ world, at: nearest(symbols, camera(world), 1)[0] })).filter(({ world, at }) => far(camera(world), at) < 3);
  const mean = (of) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const world = [mean((pair) => pair.world[x]), mean((pair) => pair.world[y])];
  const screen = [mean(({ at }) => at[0]), mean(({ at }) => at[1])];
  const scales = [x, y].map((axis, number) => {
    const covariance = mean((pair) => (pair.world[axis] - world[number]) * (pair.at[number] - screen[number]));
    return covariance / mean((pair) => (pair.world[axis] - world[number]) ** 2);
  });
  return { x, y, camera: (at) => [screen[0] + (at[x] - world[0]) * scales[0], screen[1] + (at[y] - world[1]) * scales[1]] };
}

function nearest(symbols, at, count) {
  const places = new Map(symbols.map(({ middle }) => [middle.map(Math.round).join(), middle]));
  return [...places.values()].sort((one, other) => far(one, at) - far(other, at)).slice(0, count);
}

/** Segments that go on where the one before ended are one line, up to the middle of a symbol. */
function relationsOf(items, nodes, { offers, needs, links }) {
  const shown = nodes.filter(({ middle }) => middle);
  const inCell = grouped(shown, ({ middle }) => cell(middle));
  const centred = (at) => [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => inCell.get(cell([at[0] + 2 * dx, at[1] + 2 * dy])) ?? [])).find(({ middle }) => far(middle, at) < SAME_PLACE);
  const lines = [];
  let open;
  items.forEach((item, order) => {
    if (!item.stroke || item.fill) {
      open = undefined;
      return;
    }
    const look = JSON.stringify(item.stroke);
    for (const { points, closed } of item.subpaths) {
      if (closed) continue;
      const goesOn = open && open.look === look && far(open.line.at(-1), points[0]) < 0.05 && !centred(points[0]);
      if (goesOn) open.line.push(...points.slice(1));
      else lines.push((open = { line: [...points], look, order }));
    }
  });
  const wanted = new Map();
  const pair = (one, other) => [one, other].sort().join("\n");
  for (const { actor, competency } of [...offers, ...needs.filter(({ closed_on }) => !closed_on)]) wanted.set(pair(actor, competency), (wanted.get(pair(actor, competency)) ?? 0) + 1);
  for (const { from, to } of links ?? []) wanted.set(pair(from, to), (wanted.get(pair(from, to)) ?? 0) + 1);
  const atOutline = (at) => shown.filter(({ middle, size }) => far(middle, at) < size / Math.SQRT2 + AT_OUTLINE);
  const relationsInDocument = [...wanted.values()].reduce((sum, count) => sum + count, 0);
  const relations = [];
  let otherLines = 0;
  for (const { line, order } of lines) {
    const ends = [line[0], line.at(-1)].map((at) => [centred(at)].filter(Boolean));
    if (ends[0].length + ends[1].length < 2) for (const end of [0, 1]) if (ends[end].length === 0) ends[end] = atOutline(line.at(-end));
    const found = ends[0].flatMap((one) => ends[1].map((other) => [one, other])).find(([one, other]) => wanted.get(pair(one.id, other.id)) > 0);
    if (found) {
      relations.push({ line, order, ends: found });
      const name = pair(found[0].id, found[1].id);
      wanted.set(name, wanted.get(name) - 1);
    } else otherLines += 1;
  }
  return { relations, otherLines, relationsInDocument };
}

function cell([x, y]) {
  return key(Math.floor(x / 2), Math.floor(y / 2));
}

function grouped(list, key) {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

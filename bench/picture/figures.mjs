// What is asked of a picture, from what `readPicture` found in it.
import { between, boxOf, boxToOutline, crosses, far, fromBox, isInside, shareInBox } from "./geometry.mjs";

/** A name in CSS pixels from its symbol: no longer beside it, and away from it. */
const BESIDE = 8;
const AWAY = 20;

export function figuresOf(picture, { width, height }) {
  const nodes = picture.nodes.filter(({ outline }) => outline);
  const labels = picture.labels.map((label) => placed(label, nodes)).filter(({ own }) => own);
  const share = (some, all) => (all.length === 0 ? Number.NaN : some.length / all.length);
  const count = (kind) => nodes.filter((node) => !kind || node.kind === kind);
  const named = new Set(labels.map(({ own }) => own));
  const throughSymbols = picture.relations.filter(({ line, ends }) => hits(line, ends, nodes));
  const boxes = labels.flatMap(({ rows }, label) => rows.map((box) => ({ box, label })));
  const crossed = new Set();
  const throughNames = picture.relations.filter((relation) => {
    const seen = boxes.filter(({ box }) => shows(relation, box, picture.covers));
    seen.forEach(({ label }) => crossed.add(label));
    return seen.length > 0;
  });
  const extent = boxOf(nodes.flatMap(({ outline }) => outline));
  const diameters = (kind) => {
    const sizes = count(kind).map(({ size }) => size);
    return sizes.length > 0 ? { smallest: Math.min(...sizes), largest: Math.max(...sizes) } : undefined;
  };
  return {
    labels: labels.length,
    over8: share(labels.filter(({ distance }) => distance > BESIDE), labels),
    over20: share(labels.filter(({ distance }) => distance > AWAY), labels),
    farthest: Math.max(...labels.map(({ distance }) => distance)),
    nearerToOther: share(labels.filter(({ isNearerToOther }) => isNearerToOther), labels),
    throughSymbols: share(throughSymbols, picture.relations),
    throughNames: share(throughNames, picture.relations),
    namesCrossed: crossed.size / labels.length,
    namedActors: share(count("actor").filter((node) => named.has(node)), picture.nodes.filter(({ kind }) => kind === "actor")),
    named: share(nodes.filter((node) => named.has(node)), picture.nodes),
    extent: { width: extent.right - extent.left, height: extent.bottom - extent.top },
    canvas: { width, height },
    actors: diameters("actor"),
    competencies: diameters("competency"),
    nodes: picture.nodes.length,
    nodesFound: nodes.length,
    relations: picture.relations.length,
    relationsInDocument: picture.relationsInDocument,
    otherLines: picture.otherLines,
    unread: picture.unread,
  };
}

/** The label with its node, the nearest of that name, and whether another one is nearer still. */
function placed({ candidates, rows }, nodes) {
  const from = ({ outline }) => Math.min(...rows.map((box) => boxToOutline(box, outline)));
  const shown = candidates.filter(({ outline }) => outline).map((node) => ({ node, distance: from(node) }));
  if (shown.length === 0) return {};
  const { node: own, distance } = shown.reduce((least, one) => (one.distance < least.distance ? one : least));
  const mayBeNearer = (node) => node !== own && rows.some((box) => fromBox(box, node.middle) < distance + node.size);
  return { own, rows, distance, isNearerToOther: nodes.some((node) => mayBeNearer(node) && from(node) < distance) };
}

/** Whether a line reaches into the symbol of a node it does not join. */
function hits(line, ends, nodes) {
  const { left, top, right, bottom } = boxOf(line);
  return nodes.some((node) => {
    const [x, y] = node.middle;
    const half = node.size / 2;
    if (x + half < left || x - half > right || y + half < top || y - half > bottom) return false;
    return !ends.includes(node) && crosses(line, node.outline);
  });
}

/** Whether a line can be seen inside a box: nothing opaque was painted over all of it later. */
function shows({ line, order }, box, covers) {
  let over;
  for (let corner = 1; corner < line.length; corner += 1) {
    const [from, to] = [line[corner - 1], line[corner]];
    const inside = shareInBox(from, to, box);
    if (!inside) continue;
    over ??= covers.filter((cover) => cover.order > order && overlaps(cover.box, box));
    const steps = Math.ceil(far(from, to) * (inside[1] - inside[0]));
    for (let step = 0; step < steps; step += 1) {
      const at = between(from, to, inside[0] + ((step + 0.5) / steps) * (inside[1] - inside[0]));
      if (!over.some(({ outline }) => isInside(at, outline))) return true;
    }
  }
  return false;
}

function overlaps(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

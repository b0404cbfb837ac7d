// Distances and crossings of boxes, closed outlines and lines, all in one plane; points are `[x, y]`.

export function boxOf(points) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

export function middleOf({ left, top, right, bottom }) {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** From a box to a point, 0 inside. */
export function fromBox({ left, top, right, bottom }, [x, y]) {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

/** From a box to a closed outline, 0 where they overlap. */
export function boxToOutline(box, outline) {
  const { left, top, right, bottom } = box;
  if (isInside(middleOf(box), outline)) return 0;
  const corners = [[left, top], [right, top], [right, bottom], [left, bottom]];
  let least = Infinity;
  for (const [from, to] of sides(outline)) {
    if (shareInBox(from, to, box)) return 0;
    least = Math.min(least, fromBox(box, from), ...corners.map((corner) => fromSegment(corner, from, to)));
  }
  return least;
}

export function isInside([x, y], outline) {
  let inside = false;
  for (const [[fromX, fromY], [toX, toY]] of sides(outline)) {
    if (fromY > y !== toY > y && x < fromX + ((y - fromY) * (toX - fromX)) / (toY - fromY)) inside = !inside;
  }
  return inside;
}

/** From where to where, in shares of its length, a line is in a box, after Liang and Barsky (1984); or nothing. */
export function shareInBox([fromX, fromY], [toX, toY], { left, top, right, bottom }) {
  let [enter, leave] = [0, 1];
  for (const [step, room] of [[fromX - toX, fromX - left], [toX - fromX, right - fromX], [fromY - toY, fromY - top], [toY - fromY, bottom - fromY]]) {
    if (step === 0 && room < 0) return undefined;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter <= leave ? [enter, leave] : undefined;
}

/** Whether a line with corners reaches into a closed outline. */
export function crosses(line, outline) {
  const box = boxOf(outline);
  for (let corner = 1; corner < line.length; corner += 1) {
    const [from, to] = [line[corner - 1], line[corner]];
    if (!shareInBox(from, to, box)) continue;
    if (isInside(from, outline) || isInside(to, outline)) return true;
    for (const [one, other] of sides(outline)) if (meet(from, to, one, other)) return true;
  }
  return false;
}

export function between([x, y], [toX, toY], share) {
  return [x + (toX - x) * share, y + (toY - y) * share];
}

export function far([x, y], [toX, toY]) {
  return Math.hypot(toX - x, toY - y);
}

function fromSegment(point, from, to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length;
  return far(point, between(from, to, Math.max(0, Math.min(1, share))));
}

function* sides(outline) {
  for (let corner = 0; corner < outline.length; corner += 1) yield [outline[corner], outline[(corner + 1) % outline.length]];
}

function meet(a, b, c, d) {
  const side = (from, to, of) => (to[0] - from[0]) * (of[1] - from[1]) - (to[1] - from[1]) * (of[0] - from[0]);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

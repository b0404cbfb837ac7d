/**
 * Runs in the page before its own scripts: notes what is painted on every canvas since it was last empty, in paint
 * order and in its own pixels. `window.painted(canvas)` answers with `{ ground, frames, items }`; an item is a path
 * (`points` of each subpath, `fill` and `stroke` where it has them) or a text with the box of its ink.
 *
 * What is copied from another canvas is what was painted there. Paths made of `Path2D`, clips and gradients are not
 * noted; a page that uses them is refused.
 */
export function recordPainting() {
  /** Of a full circle; the chord lies a quarter of a per cent inside. */
  const CORNERS = 48;
  const CURVE = 16;
  const logs = new WeakMap();
  const paths = new WeakMap();
  let refused;
  const logOf = (canvas) => {
    if (!logs.has(canvas)) logs.set(canvas, { ground: undefined, frames: 0, items: [] });
    return logs.get(canvas);
  };
  const empty = (canvas, ground) => Object.assign(logOf(canvas), { ground, items: [], frames: logOf(canvas).frames + 1 });
  const pathOf = (context) => {
    if (!paths.has(context)) paths.set(context, []);
    return paths.get(context);
  };
  const placed = (context, x, y) => {
    const { a, b, c, d, e, f } = context.getTransform();
    return [a * x + c * y + e, b * x + d * y + f];
  };
  const scaleOf = (context) => Math.hypot(context.getTransform().a, context.getTransform().b);
  const begin = (context, x, y) => pathOf(context).push({ points: [placed(context, x, y)], first: [x, y], user: [x, y], closed: false });
  const extend = (context, x, y) => {
    const subpath = pathOf(context).at(-1);
    if (!subpath) return begin(context, x, y);
    if (subpath.closed) {
      begin(context, ...subpath.first);
      return extend(context, x, y);
    }
    subpath.points.push(placed(context, x, y));
    subpath.user = [x, y];
  };
  const userOf = (context, x, y) => pathOf(context).at(-1)?.user ?? [x, y];
  const close = (context) => {
    const subpath = pathOf(context).at(-1);
    if (subpath) subpath.closed = true;
  };
  const rectangle = (context, x, y, width, height) => {
    begin(context, x, y);
    for (const corner of [[x + width, y], [x + width, y + height], [x, y + height]]) extend(context, ...corner);
    close(context);
  };
  const arc = (context, x, y, radiusX, radiusY, from, to, backwards) => {
    const turn = 2 * Math.PI;
    let sweep = to - from;
    if (Math.abs(sweep) >= turn) sweep = Math.sign(sweep) * turn;
    else if (backwards && sweep > 0) sweep -= turn;
    else if (!backwards && sweep < 0) sweep += turn;
    const corners = Math.max(2, Math.ceil((CORNERS * Math.abs(sweep)) / turn));
    for (let corner = 0; corner <= corners; corner += 1) {
      const angle = from + (sweep * corner) / corners;
      extend(context, x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle));
    }
  };
  /** Rounds the corner between where the path is, (x1, y1) and (x2, y2). */
  const arcTo = (context, x1, y1, x2, y2, radius) => {
    const [x0, y0] = userOf(context, x1, y1);
    const [back, on] = [Math.hypot(x0 - x1, y0 - y1), Math.hypot(x2 - x1, y2 - y1)];
    if (back === 0 || on === 0 || radius === 0) return extend(context, x1, y1);
    const [ux, uy, vx, vy] = [(x0 - x1) / back, (y0 - y1) / back, (x2 - x1) / on, (y2 - y1) / on];
    const angle = Math.acos(Math.max(-1, Math.min(1, ux * vx + uy * vy)));
    if (angle < 1e-6 || Math.PI - angle < 1e-6) return extend(context, x1, y1);
    const reach = radius / Math.tan(angle / 2);
    const [startX, startY, endX, endY] = [x1 + ux * reach, y1 + uy * reach, x1 + vx * reach, y1 + vy * reach];
    extend(context, startX, startY);
    const middle = Math.hypot(ux + vx, uy + vy);
    const far = radius / Math.sin(angle / 2);
    const [centreX, centreY] = [x1 + ((ux + vx) / middle) * far, y1 + ((uy + vy) / middle) * far];
    const from = Math.atan2(startY - centreY, startX - centreX);
    let sweep = Math.atan2(endY - centreY, endX - centreX) - from;
    if (sweep > Math.PI) sweep -= 2 * Math.PI;
    if (sweep < -Math.PI) sweep += 2 * Math.PI;
    for (let step = 1; step <= 6; step += 1) {
      extend(context, centreX + radius * Math.cos(from + (sweep * step) / 6), centreY + radius * Math.sin(from + (sweep * step) / 6));
    }
  };
  const curve = (context, at, x, y) => {
    const from = userOf(context, x, y);
    for (let step = 1; step <= CURVE; step += 1) extend(context, ...at(from, step / CURVE));
  };
  const copyOf = (path) => path.filter(({ points }) => points.length > 1).map(({ points, closed }) => ({ points: [...points], closed }));
  const note = (context, item) => logOf(context.canvas).items.push(item);
  const isOpaque = (context) => context.globalAlpha === 1 && context.globalCompositeOperation === "source-over" && /^#.{6}$/.test(String(context.fillStyle));
  /** A path that is filled and then stroked is one item, as long as it is not begun anew. */
  const notePath = (context, what) => {
    const path = pathOf(context);
    const last = logOf(context.canvas).items.at(-1);
    if (last?.path === path && last.count === path.length && !last.stroke && what.stroke) return Object.assign(last, what);
    note(context, { kind: "path", path, count: path.length, subpaths: copyOf(path), ...what });
  };
  const strokeOf = (context) => ({ color: String(context.strokeStyle), width: context.lineWidth * scaleOf(context), dash: context.getLineDash() });
  const fillOf = (context) => ({ color: String(context.fillStyle), opaque: isOpaque(context) });
  const coversAll = (context, x, y, width, height) => {
    const [left, top] = placed(context, x, y);
    const [right, bottom] = placed(context, x + width, y + height);
    return left <= 0.5 && top <= 0.5 && right >= context.canvas.width - 0.5 && bottom >= context.canvas.height - 0.5;
  };

  const wraps = {
    beginPath: (context) => paths.set(context, []),
    moveTo: begin,
    lineTo: extend,
    closePath: close,
    rect: rectangle,
    roundRect(context, x, y, width, height, radii = 0) {
      const radius = Math.min(typeof radii === "number" ? radii : (radii[0] ?? 0), width / 2, height / 2);
      begin(context, x + radius, y);
      arcTo(context, x + width, y, x + width, y + height, radius);
      arcTo(context, x + width, y + height, x, y + height, radius);
      arcTo(context, x, y + height, x, y, radius);
      arcTo(context, x, y, x + width, y, radius);
      close(context);
    },
    arc: (context, x, y, radius, from, to, backwards) => arc(context, x, y, radius, radius, from, to, backwards),
    ellipse: (context, x, y, radiusX, radiusY, _turned, from, to, backwards) => arc(context, x, y, radiusX, radiusY, from, to, backwards),
    arcTo,
    quadraticCurveTo: (context, cx, cy, x, y) =>
      curve(context, ([x0, y0], t) => [(1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t * t * x, (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t * t * y], x, y),
    bezierCurveTo: (context, c1x, c1y, c2x, c2y, x, y) =>
      curve(
        context,
        ([x0, y0], t) => {
          const parts = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
          const mixed = (...values) => values.reduce((sum, value, number) => sum + parts[number] * value, 0);
          return [mixed(x0, c1x, c2x, x), mixed(y0, c1y, c2y, y)];
        },
        x,
        y,
      ),
    clip: () => (refused = "a clip"),
    fill(context, path) {
      if (path instanceof Path2D) refused = "a Path2D";
      notePath(context, { fill: fillOf(context) });
    },
    stroke(context, path) {
      if (path instanceof Path2D) refused = "a Path2D";
      notePath(context, { stroke: strokeOf(context) });
    },
    clearRect(context, ...area) {
      if (coversAll(context, ...area)) empty(context.canvas);
    },
    fillRect(context, x, y, width, height) {
      if (isOpaque(context) && coversAll(context, x, y, width, height)) return empty(context.canvas, context.fillStyle);
      const corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]].map((corner) => placed(context, ...corner));
      note(context, { kind: "path", subpaths: [{ points: corners, closed: true }], fill: fillOf(context) });
    },
    fillText(context, text, x, y) {
      const box = context.measureText(text);
      const [left, top] = placed(context, x - box.actualBoundingBoxLeft, y - box.actualBoundingBoxAscent);
      const [right, bottom] = placed(context, x + box.actualBoundingBoxRight, y + box.actualBoundingBoxDescent);
      const [anchorX, anchorY] = placed(context, x, y);
      note(context, { kind: "text", text, box: { left, top, right, bottom }, at: [anchorX, anchorY], font: context.font, align: context.textAlign, size: Number.parseFloat(context.font.match(/([\d.]+)px/)[1]) * scaleOf(context) });
    },
    drawImage(context, source, ...place) {
      const from = logs.get(source);
      if (!from) return;
      let [, , width, height, x, y] = [0, 0, source.width, source.height, place[0], place[1]];
      if (place.length === 4) [, , width, height] = place;
      if (place.length === 8) refused = "a part of an image";
      const [left, top] = placed(context, x, y);
      const [right, bottom] = placed(context, x + width, y + height);
      const scale = [(right - left) / source.width, (bottom - top) / source.height];
      if (from.ground && left <= 0.5 && top <= 0.5 && right >= context.canvas.width - 0.5 && bottom >= context.canvas.height - 0.5) empty(context.canvas, from.ground);
      note(context, { kind: "image", items: from.items, count: from.items.length, left, top, scale });
    },
  };
  for (const type of [window.CanvasRenderingContext2D, window.OffscreenCanvasRenderingContext2D]) {
    for (const [name, notice] of Object.entries(wraps)) {
      const original = type?.prototype[name];
      if (!original) continue;
      type.prototype[name] = function (...values) {
        notice(this, ...values);
        return original.apply(this, values);
      };
    }
  }
  for (const type of [window.HTMLCanvasElement, window.OffscreenCanvas]) {
    for (const side of ["width", "height"]) {
      const property = Object.getOwnPropertyDescriptor(type.prototype, side);
      Object.defineProperty(type.prototype, side, {
        ...property,
        set(value) {
          property.set.call(this, value);
          empty(this);
        },
      });
    }
  }

  /** A copy moved and scaled to where its image lies. */
  const flat = (items, count, left, top, [scaleX, scaleY], into) => {
    const move = ([x, y]) => [x * scaleX + left, y * scaleY + top];
    for (const item of items.slice(0, count)) {
      if (item.kind === "image") {
        const [x, y] = move([item.left, item.top]);
        flat(item.items, item.count, x, y, [item.scale[0] * scaleX, item.scale[1] * scaleY], into);
      } else if (item.kind === "text") {
        const { box } = item;
        const [[boxLeft, boxTop], [right, bottom]] = [move([box.left, box.top]), move([box.right, box.bottom])];
        into.push({ ...item, at: move(item.at), box: { left: boxLeft, top: boxTop, right, bottom }, size: item.size * scaleY });
      } else {
        const subpaths = item.subpaths.map(({ points, closed }) => ({ points: points.map(move), closed }));
        into.push({ kind: "path", subpaths, fill: item.fill, stroke: item.stroke && { ...item.stroke, width: item.stroke.width * scaleX } });
      }
    }
    return into;
  };
  window.framesPainted = (canvas) => logs.get(canvas)?.frames ?? 0;
  window.painted = (canvas) => {
    if (refused) throw new Error(`The page paints ${refused}, which is not noted.`);
    const { ground, frames, items } = logOf(canvas);
    return { ground, frames, items: flat(items, items.length, 0, 0, [1, 1], []) };
  };
}

// What lies under a position in a scene: a dot, otherwise a text or an area, otherwise a link.

const REACH = 6;

// Returns { node }, { edge } or { target }, or null.
export function hitIn(scene, x, y) {
  if (!scene) return null;
  return dotAt(scene, x, y) ?? boxAt(scene, x, y) ?? areaAt(scene, x, y) ?? linkAt(scene, x, y);
}

function dotAt({ targets = [] }, x, y) {
  let found = null;
  let nearest = Infinity;
  for (const dot of targets) {
    const gap = Math.hypot(dot.x - x, dot.y - y) - Math.max(dot.radius, 3);
    if (gap < Math.min(3, nearest)) [nearest, found] = [gap, dot];
  }
  return found && (found.node === undefined ? { target: found.target } : { node: found.node });
}

function boxAt({ texts = [] }, x, y) {
  const found = texts.find(({ box, node, target }) => box && (node !== undefined || target) && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  return found ? (found.node === undefined ? { target: found.target } : { node: found.node }) : null;
}

function areaAt({ areas = [] }, x, y) {
  const context = document.createElement("canvas").getContext("2d");
  const found = areas.findLast(({ target, d, stroke, width }) => {
    context.lineWidth = width ?? 1;
    return target && (stroke ? context.isPointInStroke(new Path2D(d), x, y) : context.isPointInPath(new Path2D(d), x, y));
  });
  return found ? { target: found.target } : null;
}

function linkAt({ links = [], strong = [] }, x, y) {
  let nearest = REACH;
  let found = null;
  for (const link of strong.length ? strong : links) {
    const gap = distance(link, x, y, nearest);
    if (gap < nearest) [nearest, found] = [gap, link];
  }
  return found && { edge: found.edge };
}

function distance({ x1, y1, x2, y2, cx, cy }, x, y, limit) {
  if (x < Math.min(x1, x2, cx) - limit || x > Math.max(x1, x2, cx) + limit || y < Math.min(y1, y2, cy) - limit || y > Math.max(y1, y2, cy) + limit) return Infinity;
  let least = Infinity;
  let [px, py] = [x1, y1];
  for (let step = 1; step <= 12; step++) {
    const t = step / 12;
    const qx = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2;
    const qy = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2;
    least = Math.min(least, toSegment(x, y, px, py, qx, qy));
    [px, py] = [qx, qy];
  }
  return least;
}

function toSegment(x, y, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

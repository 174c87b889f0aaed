// Part of the plane that is visible: the position in the middle of the picture and the number of pixels per unit.

export const MARGIN = { side: 70, narrow: 24, end: 44 };

export function fitted(network, nodes, { width, height }) {
  if (!nodes.length) return { x: 0, y: 0, scale: 1 };
  const [left, right] = span(network.x, nodes);
  const [bottom, top] = span(network.y, nodes);
  const side = width < 600 ? MARGIN.narrow : MARGIN.side;
  const scale = Math.min((width - 2 * side) / Math.max(right - left, 1), (height - 2 * MARGIN.end) / Math.max(top - bottom, 1));
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale: Math.max(scale, 1e-6) };
}

function span(axis, nodes) {
  let [low, high] = [Infinity, -Infinity];
  for (const node of nodes) {
    low = Math.min(low, axis[node]);
    high = Math.max(high, axis[node]);
  }
  return [low, high];
}

// Returns a function that converts a position of the plane, where y points upwards, to pixels.
export const projection = (camera, { width, height }) => (x, y) => [width / 2 + (x - camera.x) * camera.scale, height / 2 - (y - camera.y) * camera.scale];

export const moved = (camera, across, down) => ({ ...camera, x: camera.x - across / camera.scale, y: camera.y + down / camera.scale });

// Returns a camera with another scale; the position under the given pixel, relative to the middle, stays where it is.
export function zoomed(camera, factor, across = 0, down = 0) {
  const scale = Math.max(1e-6, Math.min(1e4, camera.scale * factor));
  const shift = 1 / camera.scale - 1 / scale;
  return { x: camera.x + across * shift, y: camera.y - down * shift, scale };
}

export const between = (from, to, share) => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  scale: from.scale * (to.scale / from.scale) ** share,
});

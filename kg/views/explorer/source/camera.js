// Part of the map that is visible: the position in the middle of the picture and the number of pixels per unit.

const MARGIN = { side: 70, narrow: 24, end: 44 };
const SQUARE = 0.95; // ratio of width to height below which a map is higher than wide

const upright = matchMedia("(max-width: 50rem) and (orientation: portrait)");

let wide = true; // whether the present map is wider than high

// A map that is wider than high is turned by a right angle on a phone that is held upright: the left comes to the top.
const isTurned = () => wide && upright.matches;
const turned = (x, y) => (isTurned() ? [y, -x] : [x, y]);
const turnedBack = (x, y) => (isTurned() ? [-y, x] : [x, y]);

// Sets the network whose map the other functions are about.
export function orient(network) {
  network.extent ??= extentOf(network);
  wide = !(network.extent[0] < SQUARE * network.extent[1]);
}

function extentOf(network) {
  const nodes = Array.from(network.x.keys()).filter((node) => !network.aside[node]);
  return [network.x, network.y].map((axis) => span(axis, nodes)).map(([low, high]) => high - low);
}

export function fitted(network, nodes, { width, height }) {
  if (!nodes.length) return { x: 0, y: 0, scale: 1 };
  const [left, right] = span(network.x, nodes);
  const [bottom, top] = span(network.y, nodes);
  const [across, up] = turned(right - left, top - bottom).map((length) => Math.max(Math.abs(length), 1));
  const side = width < 600 ? MARGIN.narrow : MARGIN.side;
  const scale = Math.min((width - 2 * side) / across, (height - 2 * MARGIN.end) / up);
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

// Returns a function that converts a position of the map, where y points upwards, to pixels.
export function projection(camera, { width, height }) {
  const { scale } = camera;
  if (isTurned()) return (x, y) => [width / 2 + (y - camera.y) * scale, height / 2 + (x - camera.x) * scale];
  return (x, y) => [width / 2 + (x - camera.x) * scale, height / 2 - (y - camera.y) * scale];
}

// Returns a camera whose picture is moved by these numbers of pixels.
export function moved(camera, across, down) {
  const [x, y] = turnedBack(across / camera.scale, -down / camera.scale);
  return { ...camera, x: camera.x - x, y: camera.y - y };
}

// Returns a camera with another scale; the position under the given pixel, relative to the middle, stays where it is.
export function zoomed(camera, factor, across = 0, down = 0) {
  const scale = Math.max(1e-6, Math.min(1e4, camera.scale * factor));
  const shift = 1 / camera.scale - 1 / scale;
  const [x, y] = turnedBack(across * shift, -down * shift);
  return { x: camera.x + x, y: camera.y + y, scale };
}

export const between = (from, to, share) => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  scale: from.scale * (to.scale / from.scale) ** share,
});

// Radii of dots and sizes of labels.

import { computedValues } from "./overlay.js";

const LEAST = 2.2;
const RANGE = 15;
const MOST_COVER = 0.09; // share of the picture that dots may cover

// Returns the radius of each node in pixels for a picture that is not magnified.
export function radii(app, { width, height }) {
  const { network, picture, state } = app;
  const values = state.size === "uniform" ? null : computedValues(app, state.size);
  const shown = picture.nodes;
  let [low, high] = [Infinity, 0];
  for (const node of shown) [low, high] = [Math.min(low, values?.[node] ?? 0), Math.max(high, values?.[node] ?? 0)];
  const plain = (node) => (values ? LEAST + RANGE * Math.sqrt(Math.max(0, ((values[node] ?? low) - low) / (high - low || 1))) : LEAST + 2);
  let area = 0;
  for (const node of shown) area += Math.PI * plain(node) ** 2;
  const shrink = Math.min(1, Math.sqrt((MOST_COVER * width * height) / (area || 1)));
  const made = new Float32Array(network.count).fill(LEAST * shrink);
  for (const node of shown) made[node] = Math.max(0.7, plain(node) * shrink);
  return made;
}

// Returns the font size of the label of a node, from its radius relative to the largest one.
export const labelSize = (radius, largest, compact) => Math.round((10.5 + (compact ? 4 : 8.5) * (radius / largest) ** 0.8) * 2) / 2;

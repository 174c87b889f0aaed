// Radii of dots, the legend of their sizes, and sizes of labels.

import { measureLabel } from "./dom.js";
import { computedValues, valueText } from "./overlay.js";

const LEAST = 2.2;
const RANGE = 15;
const MOST_COVER = 0.09; // share of the picture that dots may cover

// Returns the radius of each node in pixels for a picture that is not magnified, the function from values to radii, and
// the least and the largest value. Without values, all dots have the same size.
export function sizing(app, { width, height }) {
  const { network, picture, state } = app;
  const values = state.size === "uniform" ? null : computedValues(app, state.size);
  const shown = picture.nodes;
  let [low, high] = [Infinity, 0];
  for (const node of shown) [low, high] = [Math.min(low, values?.[node] ?? 0), Math.max(high, values?.[node] ?? 0)];
  const plain = (value) => (values ? LEAST + RANGE * Math.sqrt(Math.max(0, ((value ?? low) - low) / (high - low || 1))) : LEAST + 2);
  let area = 0;
  for (const node of shown) area += Math.PI * plain(values?.[node]) ** 2;
  const shrink = Math.min(1, Math.sqrt((MOST_COVER * width * height) / (area || 1)));
  const radiusOf = (value) => Math.max(0.7, plain(value) * shrink);
  const radii = new Float32Array(network.count).fill(LEAST * shrink);
  for (const node of shown) radii[node] = radiusOf(values?.[node]);
  return { radii, radiusOf, low, high };
}

// Returns the title and the entries { radius, label } of the legend of sizes, or null if all dots have the same size.
export function sizeLegend({ app: { state }, sizes: { radiusOf, low, high }, grow }) {
  if (state.size === "uniform" || !(high > low)) return null;
  const title = `Size: ${measureLabel(state.size)}`;
  return { title, entries: samples(low, high).map((value) => ({ radius: radiusOf(value) * grow, label: valueText(state.size, value) })) };
}

// Returns up to three round values between the least and the largest value, the largest of them first.
export function samples(low, high) {
  const wanted = [1, 0.3, 0.06].map((share) => roundedDown(low + share * (high - low)));
  return [...new Set(wanted)].filter((value) => value >= low && value > 0);
}

// Returns the largest of 1, 2 or 5 times a power of ten that is not larger than a value.
function roundedDown(value) {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const factor = [5, 2, 1].find((each) => each * power <= value * (1 + 1e-9)) ?? 1;
  return Number((factor * power).toPrecision(1));
}

// Returns the font size of the label of a node, from its radius relative to the largest one.
export const labelSize = (radius, largest, compact) => Math.round((10.5 + (compact ? 4 : 8.5) * (radius / largest) ** 0.8) * 2) / 2;

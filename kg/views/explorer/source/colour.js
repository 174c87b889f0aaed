// Colours and sizes of nodes by community, kind or measure, and the entries of the legend.

import { kindLabel, number } from "./dom.js";

// Ten colours that are distinguishable on light and dark backgrounds, also with red-green colour blindness.
export const HUES = ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#ee8866", "#44bb99", "#9988dd", "#997744"];
const REST = { light: "#c3c8cf", dark: "#535a66" };
const KINDS = { person: HUES[0], method: HUES[0], dataset: HUES[6] };
const SCALE = ["#3b4cc0", "#2f88b8", "#2fb08a", "#b3bd35", "#f0a32c", "#d9482b"];

export const isGroup = (name) => name === "community" || name === "kind";

export function colours(network, name, theme) {
  if (name === "kind") return byKind(network);
  if (name === "community") return byCommunity(network, theme);
  return byMeasure(network, name, theme);
}

function byKind(network) {
  const legend = network.kinds.table.map((kind) => ({ colour: KINDS[kind] ?? HUES[7], label: kindLabel(kind), filter: { kind } }));
  return { of: (node) => KINDS[network.kindOf(node)] ?? HUES[7], legend };
}

function byCommunity(network, theme) {
  const place = new Map(network.communities.slice(0, HUES.length).map(([number], at) => [number, at]));
  const legend = network.communities.slice(0, HUES.length).map(([community, size, label], at) => ({
    colour: HUES[at],
    label,
    count: size,
    filter: { community },
  }));
  const others = network.communities.length - legend.length;
  if (others > 0) legend.push({ colour: REST[theme], label: `${others.toLocaleString("en")} smaller communities` });
  return { of: (node) => HUES[place.get(network.community[node])] ?? REST[theme], legend };
}

// Colours depend on ranks, because most measures are so skewed that colours by value would be equal for nearly all nodes.
function byMeasure(network, name, theme) {
  const values = network.measures[name];
  const known = [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b);
  const rank = new Map(known.map((value, at) => [value, known.length > 1 ? at / (known.length - 1) : 0.5]));
  const at = (share) => SCALE[Math.min(SCALE.length - 1, Math.floor(share * SCALE.length))];
  const bounds = SCALE.map((_, step) => known[Math.min(known.length - 1, Math.ceil((step * known.length) / SCALE.length))]);
  const legend = known.length ? SCALE.map((colour, step) => ({ colour, label: `from ${show(name, bounds[step])}` })) : [];
  return { of: (node) => (rank.has(values[node]) ? at(rank.get(values[node])) : REST[theme]), legend: distinct(legend) };
}

const distinct = (legend) => legend.filter((entry, at) => at === legend.length - 1 || entry.label !== legend[at + 1].label);

export const show = (name, value) => (value === null || value === undefined ? "unknown" : name === "mean year" ? value.toFixed(1) : number(value));

const MAX_AREA = 45_000; // limit of the sum of squared radii, at which dots cover less than a third of 800 by 600 pixels

// Returns the radius of each node. Radii decrease with the number of nodes, so that thousands of dots do not overlap.
export function sizes(network, name) {
  const radius = radii(network, name);
  let area = 0;
  for (let node = 0; node < network.count; node++) area += radius(node) ** 2;
  const shrink = Math.min(1, Math.sqrt(MAX_AREA / area));
  return (node) => Math.max(0.8, radius(node) * shrink);
}

function radii(network, name) {
  const least = 1.6;
  if (name === "uniform") return () => least + 1.5;
  const values = network.measures[name];
  let most = 0;
  let low = Infinity;
  for (const value of values) if (value !== null) [most, low] = [Math.max(most, value), Math.min(low, value)];
  const base = low;
  const range = most - base || 1;
  return (node) => least + 11 * Math.sqrt(Math.max(0, (values[node] ?? base) - base) / range);
}

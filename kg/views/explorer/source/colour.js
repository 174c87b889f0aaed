// Colours and sizes of nodes by any measure, and what the legend says of them.

import { number } from "./dom.js";

// Ten hues apart from each other on light and on dark paper, also for the commonest colour blindness.
export const HUES = ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#ee8866", "#44bb99", "#9988dd", "#997744"];
const REST = { light: "#c3c8cf", dark: "#535a66" };
const KINDS = { person: HUES[0], method: HUES[0], dataset: HUES[6] };
const SCALE = ["#3b4cc0", "#2f88b8", "#2fb08a", "#b3bd35", "#f0a32c", "#d9482b"];

export const isGroup = (name) => name === "community" || name === "kind";

export function colours(plane, name, theme) {
  if (name === "kind") return byKind(plane);
  if (name === "community") return byCommunity(plane, theme);
  return byMeasure(plane, name, theme);
}

function byKind(plane) {
  const legend = plane.kinds.table.map((kind) => ({ colour: KINDS[kind] ?? HUES[7], label: kind, filter: { kind } }));
  return { of: (node) => KINDS[plane.kindOf(node)] ?? HUES[7], legend };
}

function byCommunity(plane, theme) {
  const place = new Map(plane.communities.slice(0, HUES.length).map(([number], at) => [number, at]));
  const legend = plane.communities.slice(0, HUES.length).map(([community, size, label], at) => ({
    colour: HUES[at],
    label,
    count: size,
    filter: { community },
  }));
  const others = plane.communities.length - legend.length;
  if (others > 0) legend.push({ colour: REST[theme], label: `${others.toLocaleString("en")} smaller communities` });
  return { of: (node) => HUES[place.get(plane.community[node])] ?? REST[theme], legend };
}

// Ranks, not values: most measures of a network are so skewed that by value nearly all nodes would look the same.
function byMeasure(plane, name, theme) {
  const values = plane.measures[name];
  const known = [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b);
  const rank = new Map(known.map((value, at) => [value, known.length > 1 ? at / (known.length - 1) : 0.5]));
  const at = (share) => SCALE[Math.min(SCALE.length - 1, Math.floor(share * SCALE.length))];
  const bounds = SCALE.map((_, step) => known[Math.min(known.length - 1, Math.ceil((step * known.length) / SCALE.length))]);
  const legend = known.length ? SCALE.map((colour, step) => ({ colour, label: `from ${show(name, bounds[step])}` })) : [];
  return { of: (node) => (rank.has(values[node]) ? at(rank.get(values[node])) : REST[theme]), legend: distinct(legend) };
}

const distinct = (legend) => legend.filter((entry, at) => at === legend.length - 1 || entry.label !== legend[at + 1].label);

export const show = (name, value) => (value === null || value === undefined ? "not known" : name === "mean year" ? value.toFixed(1) : number(value));

const ROOM = 45_000; // what the squares of all radii may add up to: dots on less than a third of a picture of 800 by 600

// Smaller where there are many, so that those of thousands do not run together.
export function sizes(plane, name) {
  const radius = radii(plane, name);
  let taken = 0;
  for (let node = 0; node < plane.count; node++) taken += radius(node) ** 2;
  const crowd = Math.min(1, Math.sqrt(ROOM / taken));
  return (node) => Math.max(0.8, radius(node) * crowd);
}

function radii(plane, name) {
  const least = 1.6;
  if (name === "all the same") return () => least + 1.5;
  const values = plane.measures[name];
  let most = 0;
  let low = Infinity;
  for (const value of values) if (value !== null) [most, low] = [Math.max(most, value), Math.min(low, value)];
  const base = low;
  const range = most - base || 1;
  return (node) => least + 11 * Math.sqrt(Math.max(0, (values[node] ?? base) - base) / range);
}

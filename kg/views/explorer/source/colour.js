// Colours of nodes by community, kind or value, and the legend that explains them.

import { kindLabel, measureLabel, sentenceCase, whole } from "./dom.js";
import { inkOf, mix } from "./ink.js";
import { NAMED, OTHERS, coloured, communityName, communityOf, isOther } from "./levels.js";
import { computedValues, overlayLabel, valueText } from "./overlay.js";

const KINDS = ["person", "method", "dataset"];
const SCALE = ["#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#e8d51f"];

export const isGroup = (name) => name === "community" || name === "kind";

export const paletteColour = ({ values }, index, theme) => (index < 0 ? values.palette.other[theme] : values.palette[theme][index % values.palette[theme].length]);

export const kindColour = (app, kind, theme) => paletteColour(app, [0, 0, 4][KINDS.indexOf(kind)] ?? 8, theme);

export function communityColour(app, community, theme) {
  const small = !community || isOther(app.level, community.number, app.state.smallest);
  return paletteColour(app, small ? -1 : community.colour, theme);
}

// Returns the colour of each node and the legend: entries, or a continuous scale.
export function colours(app, theme) {
  const name = app.state.colour;
  if (name === "kind") return byKind(app, theme);
  if (name === "community") return byCommunity(app, theme);
  return byValue(app, name, theme);
}

function byKind(app, theme) {
  const entries = app.network.kinds.table.map((kind) => ({ colour: kindColour(app, kind, theme), label: sentenceCase(kindLabel(kind)), filter: { kind } }));
  return { of: (node) => kindColour(app, app.network.kindOf(node), theme), legend: { title: "Kind", entries } };
}

// Returns the entries of a legend for communities in these colours; the other communities come last.
export function communityEntries(app, used) {
  const entry = ({ colour, community }) => ({ colour, label: communityName(community), count: community.size, filter: { community: community.number } });
  const isSmall = ({ community }) => !community || isOther(app.level, community.number, app.state.smallest);
  const named = used.filter((each) => !isSmall(each)).sort((a, b) => a.community.number - b.community.number);
  const small = used.find(isSmall);
  return [...named.map(entry), ...(small ? [{ colour: small.colour, label: "Other communities", filter: { community: OTHERS } }] : [])];
}

function byCommunity(app, theme) {
  const { level, state } = app;
  const listed = coloured(level, state.smallest);
  const others = level.communities.length - listed.length;
  const label = `Other: ${whole(others)} small ${others === 1 ? "community" : "communities"}`;
  const entries = communityEntries(app, listed.map((community) => ({ community, colour: communityColour(app, community, theme) })));
  if (others > 0) entries.push({ colour: paletteColour(app, -1, theme), label, filter: { community: OTHERS } });
  return { of: (node) => communityColour(app, communityOf(app, node), theme), legend: { title: "Communities", entries, first: NAMED } };
}

function byValue(app, name, theme) {
  const values = computedValues(app, name);
  const scale = scaleOf(values, app.picture.nodes);
  const none = inkOf(theme).dim;
  const of = (node) => (values[node] === null || values[node] === undefined ? none : colourAt(scale.share(values[node])));
  const ticks = scale.ticks.map((value, at) => ({ at: at / Math.max(1, scale.ticks.length - 1), label: valueText(name, value) }));
  return { of, legend: { title: sentenceCase(overlayLabel(name)), scale: colourAt, ticks } };
}

export function colourAt(share) {
  const place = Math.max(0, Math.min(1, share)) * (SCALE.length - 1);
  const low = Math.min(SCALE.length - 2, Math.floor(place));
  return mix(SCALE[low], SCALE[low + 1], place - low);
}

// Returns a scale between the 2nd and the 98th percentile of the values in the picture; logarithmic if they are skewed.
export function scaleOf(values, nodes) {
  const known = nodes.map((node) => values[node]).filter((value) => value !== null && value !== undefined);
  known.sort((a, b) => a - b);
  if (!known.length) return { share: () => 0.5, ticks: [] };
  const at = (share) => known[Math.round(share * (known.length - 1))];
  const [low, middle, high] = [at(0.02), at(0.5), at(0.98)];
  const skewed = low > 0 && high / middle > 8;
  const bend = skewed ? Math.log : (value) => value;
  const back = skewed ? Math.exp : (value) => value;
  const [from, to] = [bend(low), bend(high)];
  if (from === to) return { share: () => 0.5, ticks: [low] };
  const ticks = [0, 0.5, 1].map((share) => back(from + share * (to - from)));
  return { share: (value) => (bend(Math.max(value, low)) - from) / (to - from), ticks };
}

export const colourLabel = (name) => (isGroup(name) ? measureLabel(name) : overlayLabel(name));

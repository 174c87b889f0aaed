// Scene of a network: links and dots in the colours of communities or of a value, labels, and names of communities.

import { projection } from "./camera.js";
import { inkOf, mix } from "./ink.js";
import { createGrid, dotGrid, inside, placeLabels } from "./labels.js";
import { communityName, isOther } from "./levels.js";
import { labelSize, radii } from "./size.js";
import { textWidth } from "./text.js";
import { edgeBetween } from "./values.js";

const BEND = 0.13; // distance of the control point of a curved link, relative to the length of the link
const CURVED = 4_000; // with more links, all are straight
const MOST_LABELLED = 1_500;
const NAMES = { most: 12, members: 4, until: 2.2 }; // names of communities: number, smallest size, and magnification

export function networkScene(app, size, { camera, theme, brush }) {
  const frame = frameOf(app, size, camera, theme, brush);
  const dots = dotsOf(frame);
  const taken = reserved(size);
  const names = app.focused || app.state.colour !== "community" ? [] : communityNames(frame, taken, dotGrid(dots.slice(0, MOST_LABELLED)));
  return {
    ...size,
    background: frame.ink.paper,
    under: names,
    links: linksOf(frame),
    dots: [...dots].reverse(),
    strong: strongLinks(frame),
    rings: focusDots(frame),
    texts: labelsOf(frame, dots, taken),
    targets: [...dots, ...focusDots(frame)],
  };
}

// Returns a grid with the corner of the buttons, which texts leave free.
export function reserved({ width, height }) {
  const taken = createGrid();
  taken.add({ left: width - 62, right: width, top: height - 160, bottom: height });
  return taken;
}

export function frameOf(app, size, camera, theme, brush) {
  const magnified = camera.scale / app.fit.scale;
  const grow = Math.max(0.4, Math.min(3, magnified ** 0.45));
  app.picture.radii ??= radii(app, size);
  const { radii: base } = app.picture;
  const project = projection(camera, size);
  const { network } = app;
  const place = (node) => project(network.x[node], network.y[node]);
  const dot = (node) => {
    const [x, y] = place(node);
    return { node, x, y, radius: base[node] * grow, colour: brush(node) };
  };
  return { app, size, network, project, magnified, grow, place, dot, brush, base, ink: inkOf(theme), theme, focused: app.focused, compact: size.width < 600 };
}

export function dotsOf({ app, size, dot, focused, ink }) {
  const visible = ({ x, y, radius }) => x > -radius && y > -radius && x < size.width + radius && y < size.height + radius;
  const found = [];
  for (const node of app.picture.nodes) {
    const each = dot(node);
    if (!visible(each)) continue;
    if (focused && !focused.nodes.has(node)) each.colour = mix(each.colour, ink.paper, 0.78);
    else if (each.radius > 3) Object.assign(each, { edge: mix(each.colour, ink.paper, 0.55), edgeWidth: 1 });
    found.push(each);
  }
  return found;
}

// Returns the links that do not belong to the selection, the weakest first.
function linksOf({ app, network, place, brush, size, focused, theme, magnified }) {
  const { edges } = app.picture;
  const straight = edges.length > CURVED;
  const dense = Math.max(0.35, Math.min(1, Math.sqrt(600 / Math.max(1, edges.length))));
  const opacity = (theme === "light" ? 0.36 : 0.34) * dense * (focused ? 0.2 : 1) * Math.min(1.4, Math.max(1, magnified ** 0.2));
  const found = [];
  for (let at = edges.length - 1; at >= 0; at--) {
    const edge = edges[at];
    if (focused?.edges.has(edge)) continue;
    const link = curve(place(network.left[edge]), place(network.right[edge]), straight ? 0 : BEND);
    if (outside(link, size)) continue;
    found.push({ ...link, edge, width: 0.6 + 0.55 * Math.log2(app.passing.weightOf(edge)), colour: brush(network.left[edge]), opacity });
  }
  return found;
}

function curve([x1, y1], [x2, y2], bend) {
  return { x1, y1, x2, y2, cx: (x1 + x2) / 2 + bend * (y2 - y1), cy: (y1 + y2) / 2 - bend * (x2 - x1) };
}

const outside = ({ x1, y1, x2, y2 }, { width, height }) => Math.max(x1, x2) < 0 || Math.min(x1, x2) > width || Math.max(y1, y2) < 0 || Math.min(y1, y2) > height;

function strongLinks({ app, network, place, focused, ink }) {
  return [...(focused?.edges ?? [])].map((edge) => ({
    ...curve(place(network.left[edge]), place(network.right[edge]), BEND),
    edge,
    width: 1.4 + 0.6 * Math.log2(Math.max(1, app.passing.weightOf(edge))),
    colour: ink.strong,
    opacity: focused.edges.size > 25 ? 0.45 : 0.75,
  }));
}

function focusDots({ focused, dot, ink }) {
  if (!focused) return [];
  return [...focused.nodes].map((node) => {
    const each = dot(node);
    const chosen = focused.chosen.has(node);
    return { ...each, radius: Math.max(each.radius, chosen ? 6 : 3.5), edge: chosen ? ink.strong : ink.paper, edgeWidth: chosen ? 3 : 1 };
  });
}

export function labelsOf(frame, dots, taken, centred = false) {
  const { app, size, focused, ink, compact } = frame;
  const largest = Math.max(1, ...app.picture.nodes.slice(0, 50).map((node) => frame.base[node] * frame.grow));
  const shown = focused ? orderedFocus(app, focused).map((node) => frame.dot(node)) : dots.slice(0, MOST_LABELLED);
  const label = (each) => ({
    ...each,
    text: app.network.labels[each.node],
    own: each.box,
    centred,
    weight: focused?.chosen.has(each.node) ? 700 : 400,
    size: labelSize(Math.min(each.radius, largest), largest, compact),
  });
  const bounds = { left: 4, top: 4, right: size.width - 4, bottom: size.height - 4 };
  const grid = dots.length > 5_000 ? createGrid() : dotGrid(focused ? shown : dots);
  const wanted = shown.map(label).filter(({ text }) => text);
  const placed = placeLabels(wanted, { bounds, taken, dots: grid, most: compact ? 60 : 250 });
  return placed.map((each) => ({ ...each, colour: ink.text, halo: ink.paper, edge: null, opacity: 1 }));
}

// Returns the selected nodes first, then the others by the weight of their links and their importance.
function orderedFocus(app, focused) {
  const [only] = focused.chosen.size === 1 ? focused.chosen : [];
  const weight = (node) => {
    if (focused.chosen.has(node)) return Infinity;
    const edge = only === undefined ? null : edgeBetween(app.network, only, node);
    return edge === null ? 0 : app.passing.weightOf(edge);
  };
  return [...focused.nodes].sort((a, b) => (weight(b) === weight(a) ? a - b : weight(b) - weight(a)));
}

// Returns the names of the largest communities in the picture, large and faint, near the middle of their members.
function communityNames({ app, project: place, size, ink, theme, magnified, base, brush, compact }, taken, dots) {
  if (magnified > NAMES.until) return [];
  const groups = new Map();
  for (const node of app.picture.nodes) {
    const number = app.level.of[node];
    if (!groups.has(number)) groups.set(number, { community: app.level.byNumber.get(number), weight: 0, count: 0, colour: brush(node) });
    const group = groups.get(number);
    Object.assign(group, { weight: group.weight + base[node] ** 2, count: group.count + 1 });
  }
  const named = [...groups.values()].filter(({ community, count }) => community && count >= NAMES.members && !isOther(app.level, community.number, app.state.smallest));
  const largest = named.sort((a, b) => b.weight - a.weight).slice(0, compact ? 6 : NAMES.most);
  const bounds = { left: 8, top: 8, right: size.width - 8, bottom: size.height - 8 };
  return largest.flatMap((group) => {
    const height = (compact ? 12 : 15) + (compact ? 3 : 7) * Math.sqrt(group.weight / largest[0].weight);
    const lines = communityName(group.community).split(", ").slice(0, compact ? 1 : 2);
    return nameInPlace(place(group.community.x, group.community.y), lines, height, { bounds, taken, dots }).map((line) => ({
      ...line,
      weight: 700,
      colour: mix(group.colour, theme === "light" ? "#000000" : "#ffffff", 0.25),
      opacity: 0.6,
      halo: ink.paper,
    }));
  });
}

// Returns the lines of a name near the middle of the community, where it covers few dots and no other name; or none.
function nameInPlace([x, y], lines, size, { bounds, taken, dots }) {
  const width = Math.max(...lines.map((line) => textWidth(line, size, 700))) + 12;
  const height = size * 1.15 * lines.length + 6;
  let best = null;
  for (const [across, down] of SPOTS) {
    const left = Math.max(bounds.left, Math.min(bounds.right - width, x - width / 2 + across * width));
    const top = y - height / 2 + down * height;
    const box = { left, right: left + width, top, bottom: top + height };
    if (!inside(box, bounds) || taken.overlapping(box).size) continue;
    const cost = dots.overlapping(box).size + 7 * Math.hypot(across * 2, down);
    if (!best || cost < best.cost) best = { box, cost };
  }
  if (!best) return [];
  const { box } = best;
  taken.add(box);
  return lines.map((text, at) => ({ text, size, x: box.left + (width - textWidth(text, size, 700)) / 2, y: box.top + 3 + size * (0.92 + 1.15 * at), box }));
}

const SPOTS = [0, -0.5, 0.5, -1, 1, -1.5, 1.5, -2, 2].flatMap((down) => [0, -0.25, 0.25, -0.5, 0.5].map((across) => [across, down]));

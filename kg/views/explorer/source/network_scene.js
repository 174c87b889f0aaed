// Scene of a network: links and dots in the colours of communities or of a value, labels, and names of communities.

import { projection } from "./camera.js";
import { inkOf, mix } from "./ink.js";
import { createGrid, dotGrid, placeLabels } from "./labels.js";
import { communityNames } from "./names.js";
import { labelSize, sizeLegend, sizing } from "./size.js";
import { edgeBetween } from "./values.js";

const BEND = 0.13; // distance of the control point of a curved link, relative to the length of the link
const CURVED = 4_000; // with more links, all are straight
const MOST_LABELLED = 1_500;
const BETWEEN = 0.45; // opacity of a link between communities, relative to one within a community

export function networkScene(app, size, { camera, theme, brush }) {
  const frame = frameOf(app, size, camera, theme, brush);
  const dots = dotsOf(frame);
  const taken = reserved(size);
  const grid = dotGrid(dots.slice(0, MOST_LABELLED));
  const named = app.state.names && !app.focused && app.state.colour === "community";
  return {
    ...size,
    background: frame.ink.paper,
    names: named ? communityNames(frame, dots, { taken, grid }) : [],
    links: linksOf(frame),
    dots: [...dots].reverse(),
    strong: strongLinks(frame),
    rings: focusDots(frame),
    texts: labelsOf(frame, dots, taken),
    targets: [...dots, ...focusDots(frame)],
    sizes: sizeLegend(frame),
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
  const sizes = (app.picture.sizes ??= sizing(app, size));
  const project = projection(camera, size);
  const { network } = app;
  const place = (node) => project(network.x[node], network.y[node]);
  const dot = (node) => {
    const [x, y] = place(node);
    return { node, x, y, radius: sizes.radii[node] * grow, colour: brush(node) };
  };
  return { app, size, network, project, magnified, grow, place, dot, brush, sizes, ink: inkOf(theme), theme, focused: app.focused, compact: size.width < 600 };
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
  const opacity = (theme === "light" ? 0.36 : 0.27) * dense * (focused ? 0.2 : 1) * Math.min(1.4, Math.max(1, magnified ** 0.2));
  const found = [];
  for (let at = edges.length - 1; at >= 0; at--) {
    const edge = edges[at];
    if (focused?.edges.has(edge)) continue;
    const link = curve(place(network.left[edge]), place(network.right[edge]), straight ? 0 : BEND);
    if (outside(link, size)) continue;
    const within = app.level.of[network.left[edge]] === app.level.of[network.right[edge]];
    const width = 0.6 + 0.55 * Math.log2(app.passing.weightOf(edge));
    found.push({ ...link, edge, width, colour: brush(network.left[edge]), opacity: within ? opacity : opacity * BETWEEN });
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
  const largest = Math.max(1, ...app.picture.nodes.slice(0, 50).map((node) => frame.sizes.radii[node] * frame.grow));
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

// Map of a network, drawn by sigma, with the selection highlighted.

import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram, NodePointProgram } from "sigma/rendering";

export const MAX_LINKS = 20_000; // maximum number of drawn links; the order of links keeps the network connected
const MAX_KEPT_LINKS = 3 * MAX_LINKS; // maximum number of links in the graph of sigma, including hidden ones
const MAX_WIDE_LINKS = 9_000; // with more links, all are hairlines, which draw five times as fast without a graphics card
const CARD = 24; // height of the label card of a selected node
const LABEL_FROM = 0.4; // minimum radius of labelled nodes, relative to the largest, before zooming in

const FULL_VIEW = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };

// The colours are opaque, because sigma adds translucent colours, so that a thousand of them would become white.
const INK = {
  light: { label: "#1d2430", card: "#ffffff", link: "#cfd4db", dim: "#dcdfe4", dimLink: "#eef0f3", strong: "#c2410c" },
  dark: { label: "#e7e9ee", card: "#1c2027", link: "#3a414d", dim: "#343a45", dimLink: "#242932", strong: "#ffa25e" },
};

export function createMap(container, picked) {
  const view = { sigma: null, network: null, drawn: [], theme: "light", focus: null, labels: [], labelFrom: 0, cards: new Map(), container };
  const settings = {
    allowInvalidContainer: true,
    autoRescale: true,
    defaultDrawNodeLabel: (context, node, options) => view.labels.push({ context, node, options }),
    defaultDrawNodeHover: (context, node, options) => drawHover(context, node, options, view),
    defaultEdgeType: "wide",
    edgeProgramClasses: { wide: EdgeRectangleProgram, hair: EdgeLineProgram },
    edgeReducer: (edge, given) => reduceEdge(view, edge, given),
    hideEdgesOnMove: true,
    labelFont: getComputedStyle(document.body).fontFamily,
    labelDensity: 0.7,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 0,
    labelSize: 13,
    maxCameraRatio: 3,
    minCameraRatio: 0.005,
    nodeProgramClasses: { circle: NodePointProgram },
    nodeReducer: (node, given) => reduceNode(view, node, given),
    renderEdgeLabels: false,
    stagePadding: 24,
    zIndex: true,
  };
  try {
    view.sigma = new Sigma(new UndirectedGraph(), container, settings);
  } catch (error) {
    return { ...silent(view), problem: String(error) };
  }
  view.sigma.on("beforeRender", () => (view.labels = []));
  view.sigma.on("afterRender", () => drawLabels(view));
  view.sigma.on("clickNode", ({ node }) => picked({ kind: "node", nodes: [Number(node)] }));
  view.sigma.on("clickStage", ({ event }) => picked(linkAt(view, event)));
  return live(view);
}

// Replacement of the map in a browser without WebGL, so that everything else works.
const silent = (view) => ({ draw() {}, focus() {}, show() {}, move() {}, zoom() {}, fit() {}, drawn: () => view.drawn });

function live(view) {
  const camera = view.sigma.getCamera();
  return {
    draw: (network, shown, paint, theme) => draw(view, network, shown, paint, theme),
    focus: (focus) => setFocus(view, focus),
    show: (nodes) => show(view, nodes),
    move: (x, y) => camera.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio }),
    zoom: (factor) => camera.animate({ ratio: camera.ratio * factor }, { duration: 150 }),
    fit: () => camera.animate(FULL_VIEW, { duration: 200 }),
    drawn: () => view.drawn,
    at: (node) => view.sigma.graphToViewport({ x: view.network.x[node], y: view.network.y[node] }),
    problem: null,
  };
}

// Draws the network. Nodes and links that do not match the filters are hidden and not removed, because creating 50,000 of
// them again would take longer than drawing them.
function draw(view, network, shown, paint, theme) {
  view.sigma.setGraph(new UndirectedGraph()); // otherwise sigma would process each change separately
  const before = view.network;
  if (before !== network) Object.assign(view, { network, ...graphOf(network) });
  if (view.lines.size > MAX_KEPT_LINKS) clearLines(view);
  for (const line of view.lines.values()) line.hidden = true;
  const scale = Math.min(1, Math.sqrt(view.container.clientWidth / 900)) || 1;
  let largest = 0;
  for (const [node, dot] of view.dots) {
    dot.hidden = !shown.nodes[node];
    if (dot.hidden) continue;
    dot.size = paint.size(node) * scale;
    dot.color = paint.colour(node);
    largest = Math.max(largest, dot.size);
  }
  Object.assign(view, { shown, theme, drawn: [], focus: null, labelFrom: largest * LABEL_FROM });
  for (let edge = 0; edge < shown.edges.length && view.drawn.length < MAX_LINKS; edge++) if (shown.edges[edge]) addLink(view, edge);
  view.sigma.setCustomBBox(extent(network));
  view.sigma.setGraph(view.graph);
  if (before && before !== network) view.sigma.getCamera().animate(FULL_VIEW, { duration: 200 }); // reset the camera after a change of network
}

// Returns a graph of all nodes and the attributes of each node, which `draw` modifies; the last node is drawn first.
function graphOf(network) {
  const graph = new UndirectedGraph();
  const dots = [];
  for (let node = network.count - 1; node >= 0; node--) {
    const key = graph.addNode(String(node), { x: network.x[node], y: network.y[node], label: network.labels[node], size: 1, color: "", hidden: true });
    dots.push([node, graph.getNodeAttributes(key)]);
  }
  return { graph, dots, lines: new Map() };
}

function clearLines(view) {
  view.graph.clearEdges();
  view.lines.clear();
}

function addLink(view, edge) {
  const { network, shown, graph, lines } = view;
  if (!lines.has(edge)) {
    const key = graph.addEdgeWithKey(String(edge), String(network.left[edge]), String(network.right[edge]));
    lines.set(edge, graph.getEdgeAttributes(key));
  }
  Object.assign(lines.get(edge), {
    size: 0.4 + Math.log2(1 + shown.weight[edge]) * 0.6,
    color: INK[view.theme].link,
    type: shown.edgeCount > MAX_WIDE_LINKS ? "hair" : "wide",
    hidden: false,
  });
  view.drawn.push(edge);
}

function extent(network) {
  if (network.extent) return network.extent;
  const span = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [0, 1]);
  network.extent = { x: span(network.x), y: span(network.y) };
  return network.extent;
}

function setFocus(view, focus) {
  if (!focus && !view.focus) return; // no change; a refresh of 50,000 nodes takes 0.1 s
  view.focus = focus;
  for (const edge of focus?.edges ?? []) if (view.shown.edges[edge] && view.lines.get(edge)?.hidden !== false) addLink(view, edge);
  view.sigma.refresh({ skipIndexation: false });
}

function reduceNode(view, node, given) {
  if (!view.focus) return given;
  const at = Number(node);
  if (view.focus.chosen.has(at)) return { ...given, highlighted: true, forceLabel: true, zIndex: 2 };
  if (view.focus.nodes.has(at)) return { ...given, forceLabel: view.focus.nodes.size < 12, zIndex: 1 };
  return { ...given, color: INK[view.theme].dim, label: "", zIndex: 0 };
}

function reduceEdge(view, edge, given) {
  if (!view.focus) return given;
  if (view.focus.edges.has(Number(edge))) {
    return { ...given, type: "wide", color: INK[view.theme].strong, size: given.size + 1.4, zIndex: 1 };
  }
  return { ...given, color: INK[view.theme].dimLink, hidden: given.hidden || view.drawn.length > 8_000, zIndex: 0 };
}

function show(view, nodes) {
  const camera = view.sigma.getCamera();
  const spots = nodes.map((node) => view.sigma.getNodeDisplayData(String(node))).filter(Boolean);
  if (!spots.length) return;
  const [x, y] = ["x", "y"].map((axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length);
  const spread = Math.max(...spots.map((spot) => Math.max(Math.abs(spot.x - x), Math.abs(spot.y - y))));
  camera.animate({ x, y, ratio: Math.min(1, Math.max(0.15, spread * 3.4)) }, { duration: 250 });
}

// Returns the visible link nearest to a click, within 7 pixels, or null.
function linkAt(view, event) {
  const { network, sigma } = view;
  const point = sigma.viewportToGraph(event);
  const aside = sigma.viewportToGraph({ x: event.x + 7, y: event.y });
  let nearest = (aside.x - point.x) ** 2 + (aside.y - point.y) ** 2;
  let found = null;
  for (const edge of view.drawn) {
    if (view.focus && !view.focus.edges.has(edge)) continue;
    const gap = distanceSquared(point, network, network.left[edge], network.right[edge]);
    if (gap < nearest) [nearest, found] = [gap, edge];
  }
  return found === null ? null : { kind: "edge", nodes: [network.left[found], network.right[found]] };
}

function distanceSquared(point, network, one, other) {
  const [ax, ay] = [network.x[one], network.y[one]];
  const [dx, dy] = [network.x[other] - ax, network.y[other] - ay];
  const along = Math.max(0, Math.min(1, ((point.x - ax) * dx + (point.y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return (point.x - ax - along * dx) ** 2 + (point.y - ay - along * dy) ** 2;
}

// Draws labels in descending order of size and without overlaps; sigma itself considers only the positions of nodes.
function drawLabels(view) {
  const taken = [];
  for (const { context, node, options } of view.labels.sort((a, b) => b.node.size - a.node.size || a.node.key - b.node.key)) {
    if (!node.label || node.highlighted || !(node.forceLabel || node.size >= view.labelFrom)) continue;
    context.font = `${options.labelWeight} ${options.labelSize}px ${options.labelFont}`;
    const box = labelBox(view, node, context.measureText(node.label).width, options.labelSize + 2);
    if (!node.forceLabel && taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = INK[view.theme].card;
    context.fillStyle = INK[view.theme].label;
    for (const draw of ["strokeText", "fillText"]) context[draw](node.label, box.left, node.y + options.labelSize / 3);
  }
}

// Returns the box of a label: to the right of the node, or to the left if it would extend beyond the map.
function labelBox(view, node, width, height) {
  const right = node.x + node.size + 7;
  const left = right + width + 8 > view.container.clientWidth && node.x - node.size - 7 > width ? node.x - node.size - 7 - width : right;
  return { left, right: left + width, top: node.y - height / 2, bottom: node.y + height / 2 };
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Returns the box of the card of a selected node, moved up or down so that it does not cover the cards drawn before.
function cardBox(view, node, width) {
  if (view.cards.has(node.key)) view.cards.clear(); // a new drawing of all cards begins
  const first = labelBox(view, node, width, CARD);
  const boxes = [0, 1, -1, 2, -2, 3, -3].map((step) => ({ ...first, top: first.top + step * CARD, bottom: first.bottom + step * CARD }));
  const free = boxes.find((box) => [...view.cards.values()].every((other) => !overlap(box, other))) ?? first;
  view.cards.set(node.key, free);
  return free;
}

function drawHover(context, node, options, view) {
  const ink = INK[view.theme];
  context.font = `600 ${options.labelSize}px ${options.labelFont}`;
  const width = context.measureText(node.label || "").width;
  context.beginPath();
  context.arc(node.x, node.y, node.size + 3, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = ink.strong;
  context.stroke();
  if (!node.label) return;
  context.fillStyle = ink.card;
  context.strokeStyle = ink.dim;
  context.lineWidth = 1;
  context.beginPath();
  const { left, top } = cardBox(view, node, width + 12);
  context.roundRect(left, top, width + 12, CARD, 5);
  context.fill();
  context.stroke();
  context.fillStyle = ink.label;
  context.fillText(node.label, left + 6, top + CARD / 2 + options.labelSize / 3);
}

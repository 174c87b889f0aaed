// Drawing of pairs of resources as a graph; the table of the result contains the same information as text.

import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import { counted, make } from "./dom.js";

const MAX_NODES = 800; // nodes; larger drawings are unreadable, and their layout takes seconds
const INK = {
  light: { label: "#1d2430", card: "#ffffff", node: "#1f5f8b", link: "#c3c9d2", strong: "#c2410c" },
  dark: { label: "#e7e9ee", card: "#1c2027", node: "#8cc4ec", link: "#3f4754", strong: "#ffa25e" },
};

// Inserts a drawing into `parent`, before the element `next` if given, and returns its element. `fetchLabels` is called
// with the nodes and returns a promise of a map from nodes to labels.
export function drawGraph(parent, pairs, { next = null, fetchLabels = null } = {}) {
  const graph = graphOf(pairs);
  const left = graph.order - MAX_NODES;
  if (left > 0) keepMostConnected(graph);
  layOut(graph);
  const canvas = make("div", { class: "canvas", role: "img", "aria-label": `${counted(graph.order, "node")}, ${counted(graph.size, "link")}` });
  const caption = make("p", { class: "soft", role: "status" }, sentence(graph, left));
  const shell = make("div", { class: "drawing" }, canvas, caption);
  parent.insertBefore(shell, next);
  let view = null;
  try {
    view = show(graph, canvas, caption);
  } catch (error) {
    canvas.replaceWith(make("p", { class: "warning" }, `This browser cannot draw the graph (${error.message}); use the table instead.`));
    return shell;
  }
  caption.before(controls(view.getCamera()));
  if (fetchLabels) fetchLabels(graph.nodes()).then((names) => names.forEach((label, node) => graph.setNodeAttribute(node, "label", label)));
  return shell;
}

const sentence = (graph, left) =>
  `${counted(graph.order, "node")}, ${counted(graph.size, "link")}${left > 0 ? `; ${counted(left, "node")} with fewer links are not drawn` : ""}.${graph.someNode((_, given) => given.address) ? " Click a node to open its page." : ""}`;

function graphOf(pairs) {
  const graph = new UndirectedGraph();
  for (const { left, right, weight, property } of pairs) {
    for (const { id, label, address } of [left, right]) graph.mergeNode(id, { label: label.slice(0, 80), address });
    if (left.id === right.id) continue;
    graph.updateEdge(left.id, right.id, (known) => ({ weight: (known.weight ?? 0) + weight, property: property ?? known.property }));
  }
  return graph;
}

function keepMostConnected(graph) {
  const order = graph.nodes().sort((one, other) => graph.degree(other) - graph.degree(one) || (one < other ? -1 : 1));
  for (const node of order.slice(MAX_NODES)) graph.dropNode(node);
}

// Computes the layout. It starts from a circle in the order of the rows, so that equal results give equal drawings.
function layOut(graph) {
  const count = graph.order;
  const ink = INK[theme()];
  let at = 0;
  graph.forEachNode((node) => {
    const angle = (2 * Math.PI * at++) / count;
    const size = 3 + 1.1 * Math.sqrt(graph.degree(node));
    graph.mergeNodeAttributes(node, { x: Math.cos(angle), y: Math.sin(angle), size: Math.min(size, 12), color: ink.node });
  });
  graph.forEachEdge((edge, { weight }) => graph.mergeEdgeAttributes(edge, { size: Math.min(6, 0.8 + Math.log2(1 + weight) * 0.6), color: ink.link }));
  const settings = { barnesHutOptimize: count > 200, edgeWeightInfluence: 0, gravity: 0.08, scalingRatio: 12, slowDown: 3, strongGravityMode: true };
  if (count > 1) forceAtlas2.assign(graph, { iterations: count > 300 ? 150 : 300, settings });
}

function show(graph, canvas, caption) {
  const ink = INK[theme()];
  const view = new Sigma(graph, canvas, {
    allowInvalidContainer: true,
    defaultDrawNodeHover: (context, node, options) => drawHover(context, node, options, ink),
    labelColor: { color: ink.label },
    labelFont: getComputedStyle(document.body).fontFamily,
    labelRenderedSizeThreshold: graph.order > 60 ? 5.2 : 3,
    labelSize: 13,
    stagePadding: 40,
  });
  view.on("enterNode", ({ node }) => {
    caption.textContent = `${graph.getNodeAttribute(node, "label")}: ${counted(graph.degree(node), "link")}`;
  });
  view.on("clickNode", ({ node }) => {
    const address = graph.getNodeAttribute(node, "address");
    if (address) location.href = address;
  });
  return view;
}

function controls(camera) {
  const button = (name, sign, act) => make("button", { type: "button", "aria-label": name, title: name, onclick: act }, sign);
  return make(
    "div",
    { class: "zoom" },
    button("Zoom in", "+", () => camera.animatedZoom({ duration: 150 })),
    button("Zoom out", "−", () => camera.animatedUnzoom({ duration: 150 })),
    button("Show all", "⤢", () => camera.animatedReset({ duration: 150 })),
  );
}

const theme = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

function drawHover(context, node, options, ink) {
  context.font = `600 ${options.labelSize}px ${options.labelFont}`;
  const width = context.measureText(node.label || "").width;
  context.fillStyle = ink.card;
  context.strokeStyle = ink.strong;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(node.x, node.y, node.size + 3, 0, 2 * Math.PI);
  context.stroke();
  context.beginPath();
  context.roundRect(node.x + node.size + 6, node.y - 12, width + 12, 24, 5);
  context.fill();
  context.stroke();
  context.fillStyle = ink.label;
  context.fillText(node.label || "", node.x + node.size + 12, node.y + options.labelSize / 3);
}

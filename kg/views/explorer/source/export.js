// Export of the selection or the visible graph as image, table or graph file.

import { download } from "./dom.js";

const WIDTH = 2400;

export const WRITERS = {
  png: (part) => drawPng(part),
  svg: (part) => download(`${part.name}.svg`, "image/svg+xml", svg(part)),
  csv: (part) => download(`${part.name}.csv`, "text/csv", nodesCsv(part)),
  links: (part) => download(`${part.name}-links.csv`, "text/csv", linksCsv(part)),
  graphml: (part) => download(`${part.name}.graphml`, "application/graphml+xml", graphml(part)),
};

// Returns dots, lines and non-overlapping labels of the exported part in image coordinates.
function drawing({ network, nodes, edges, weight, paint }) {
  const span = (axis) => nodes.reduce(([low, high], node) => [Math.min(low, axis[node]), Math.max(high, axis[node])], [Infinity, -Infinity]);
  const [[left, right], [bottom, top]] = [span(network.x), span(network.y)];
  const margin = 120;
  const scale = (WIDTH - 2 * margin) / Math.max(right - left, top - bottom, 1);
  const at = (node) => [margin + (network.x[node] - left) * scale, margin + (top - network.y[node]) * scale];
  const dots = nodes.map((node) => ({ node, at: at(node), radius: paint.size(node) * 1.8, colour: paint.colour(node), label: network.labels[node] }));
  const lines = edges.map((edge) => ({ from: at(network.left[edge]), to: at(network.right[edge]), width: 0.6 + Math.log2(1 + weight[edge]) }));
  return { width: WIDTH, height: Math.round(2 * margin + (top - bottom) * scale), dots, lines, labels: withRoom(dots) };
}

function withRoom(dots) {
  const taken = new Set();
  return [...dots]
    .sort((a, b) => b.radius - a.radius)
    .slice(0, 400)
    .filter(({ at: [x, y], label, radius }) => {
      const cells = [];
      for (let across = 0; across <= (radius + label.length * 12) / 40; across++) cells.push(`${Math.floor(x / 40) + across} ${Math.floor(y / 26)}`);
      if (cells.some((cell) => taken.has(cell))) return false;
      for (const cell of cells) taken.add(cell);
      return true;
    });
}

function drawPng(part) {
  const { width, height, dots, lines, labels } = drawing(part);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context.fillStyle = part.ink.paper;
  context.fillRect(0, 0, width, height);
  context.strokeStyle = part.ink.link;
  for (const line of lines) {
    context.lineWidth = line.width;
    context.beginPath();
    context.moveTo(...line.from);
    context.lineTo(...line.to);
    context.stroke();
  }
  for (const dot of dots) {
    context.fillStyle = dot.colour;
    context.beginPath();
    context.arc(...dot.at, dot.radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.font = "22px sans-serif";
  context.fillStyle = part.ink.label;
  for (const { at, radius, label } of labels) context.fillText(label, at[0] + radius + 4, at[1] + 7);
  canvas.toBlob((blob) => download(`${part.name}.png`, "image/png", blob), "image/png");
}

export function svg(part) {
  const { width, height, dots, lines, labels } = drawing(part);
  const round = (value) => Math.round(value * 10) / 10;
  const line = ({ from, to, width: w }) => `<line x1="${round(from[0])}" y1="${round(from[1])}" x2="${round(to[0])}" y2="${round(to[1])}" stroke-width="${round(w)}"/>`;
  const dot = ({ at, radius, colour, label }) => `<circle cx="${round(at[0])}" cy="${round(at[1])}" r="${round(radius)}" fill="${colour}"><title>${xml(label)}</title></circle>`;
  const text = ({ at, radius, label }) => `<text x="${round(at[0] + radius + 4)}" y="${round(at[1] + 7)}">${xml(label)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="22">`,
    `<rect width="${width}" height="${height}" fill="${part.ink.paper}"/>`,
    `<g stroke="${part.ink.link}">${lines.map(line).join("\n")}</g>`,
    `<g>${dots.map(dot).join("\n")}</g>`,
    `<g fill="${part.ink.label}">${labels.map(text).join("\n")}</g></svg>\n`,
  ].join("\n");
}

export function nodesCsv({ network, nodes, papers }) {
  const names = Object.keys(network.measures);
  const rows = nodes.map((node) => [network.ids[node], network.labels[node], network.kindOf(node), papers[node], ...names.map((name) => network.measures[name][node])]);
  return csv([["iri", "label", "kind", "papers shown", ...names], ...rows]);
}

export function linksCsv({ network, edges, weight }) {
  const end = (node) => [network.ids[node], network.labels[node]];
  return csv([
    ["iri_a", "label_a", "iri_b", "label_b", "weight"],
    ...edges.map((edge) => [...end(network.left[edge]), ...end(network.right[edge]), weight[edge]]),
  ]);
}

const csv = (rows) => `${rows.map((row) => row.map(cell).join(",")).join("\n")}\n`;

// Returns a cell of CSV. A text that a spreadsheet would interpret as a formula is prefixed with an apostrophe.
function cell(value) {
  if (typeof value === "number") return String(value);
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function graphml({ network, nodes, edges, weight }) {
  const names = Object.keys(network.measures);
  const key = (name, at) => `<key id="m${at}" for="node" attr.name="${xml(name)}" attr.type="double"/>`;
  const value = (node, at) => (network.measures[names[at]][node] === null ? "" : `<data key="m${at}">${network.measures[names[at]][node]}</data>`);
  const node = (each) => `<node id="${xml(network.ids[each])}"><data key="label">${xml(network.labels[each])}</data><data key="kind">${xml(network.kindOf(each))}</data>${names.map((_, at) => value(each, at)).join("")}</node>`;
  const edge = (each) => `<edge source="${xml(network.ids[network.left[each]])}" target="${xml(network.ids[network.right[each]])}"><data key="weight">${weight[each]}</data></edge>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '<key id="label" for="node" attr.name="label" attr.type="string"/>',
    '<key id="kind" for="node" attr.name="kind" attr.type="string"/>',
    ...names.map(key),
    '<key id="weight" for="edge" attr.name="weight" attr.type="double"/>',
    '<graph edgedefault="undirected">',
    ...nodes.map(node),
    ...edges.map(edge),
    "</graph></graphml>\n",
  ].join("\n");
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const xml = (text) =>
  String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark]);

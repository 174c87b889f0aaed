// Export of the selection or of the picture as tables and as GraphML.

import { download } from "./dom.js";
import { xml } from "./svg.js";

export const TABLES = {
  csv: (part) => download(`${part.name}.csv`, "text/csv", nodesCsv(part)),
  links: (part) => download(`${part.name}-links.csv`, "text/csv", linksCsv(part)),
  graphml: (part) => download(`${part.name}.graphml`, "application/graphml+xml", graphml(part)),
};

export function nodesCsv({ network, nodes, papers }) {
  const names = Object.keys(network.measures);
  const rows = nodes.map((node) => [network.ids[node], network.labels[node], network.kindOf(node), papers[node], ...names.map((name) => network.measures[name][node])]);
  return csv([["iri", "label", "kind", "papers shown", ...names], ...rows]);
}

export function linksCsv({ network, edges, weightOf }) {
  const end = (node) => [network.ids[node], network.labels[node]];
  return csv([
    ["iri_a", "label_a", "iri_b", "label_b", "weight"],
    ...edges.map((edge) => [...end(network.left[edge]), ...end(network.right[edge]), weightOf(edge)]),
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

export function graphml({ network, nodes, edges, weightOf }) {
  const names = Object.keys(network.measures);
  const key = (name, at) => `<key id="m${at}" for="node" attr.name="${xml(name)}" attr.type="double"/>`;
  const value = (node, at) => (network.measures[names[at]][node] === null ? "" : `<data key="m${at}">${network.measures[names[at]][node]}</data>`);
  const node = (each) => `<node id="${xml(network.ids[each])}"><data key="label">${xml(network.labels[each])}</data><data key="kind">${xml(network.kindOf(each))}</data>${names.map((_, at) => value(each, at)).join("")}</node>`;
  const edge = (each) => `<edge source="${xml(network.ids[network.left[each]])}" target="${xml(network.ids[network.right[each]])}"><data key="weight">${weightOf(each)}</data></edge>`;
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

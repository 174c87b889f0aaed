// Scene of a Sankey diagram: columns of nodes, and flows between neighbouring columns.

import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import { whole } from "./dom.js";
import { inkOf } from "./ink.js";
import { createGrid } from "./labels.js";
import { samples } from "./size.js";
import { shortened, textWidth, wrapped } from "./text.js";

const NODE = 14; // width of a node in pixels
const ASIDE = 5; // pixels between a node and its name
const MOST_LINES = 3; // lines of a name

// `nodes` have { id, layer, label, value, colour, target }, `links` { source, target, value, pick }, by the ids of nodes.
// `key` is the title of the legend of the widths of bands, unless the legend of the view has this title.
export function sankeyScene({ titles, nodes, links, key = "", empty }, size, themeName) {
  const ink = inkOf(themeName);
  const compact = size.width < 600;
  const frame = { ...size, compact, ink, columns: titles.length, left: 12, right: size.width - 12, top: compact ? 34 : 44, bottom: size.height - 34 };
  if (!nodes.length || !links.length) return { ...size, background: ink.paper, texts: [], targets: [], empty };
  const laid = layOut(nodes, links, frame);
  return {
    ...size,
    background: ink.paper,
    areas: [...laid.links.map(flow), ...laid.nodes.map((node) => bar(node))],
    texts: [...headings(titles, frame), ...names(laid.nodes, frame)],
    targets: [],
    hintOf: (target) => target.hint ?? "",
    bands: bandLegend(key, laid.links),
    empty: "",
  };
}

function layOut(nodes, links, { left, right, top, bottom, columns }) {
  const most = Math.max(...Array.from({ length: columns }, (_, layer) => nodes.filter((node) => node.layer === layer).length));
  const padding = Math.max(3, Math.min(18, (bottom - top) / (most + 1) - 4));
  const layout = sankey()
    .nodeId(({ id }) => id)
    .nodeWidth(NODE)
    .nodePadding(padding)
    .nodeAlign(({ layer }) => layer)
    .extent([[left, top], [right, bottom]]);
  return layout({ nodes: nodes.map((node) => ({ ...node, fixedValue: node.value })), links: links.map((link) => ({ ...link })) });
}

const path = sankeyLinkHorizontal();

const flow = (link) => ({ d: path(link), stroke: link.source.colour, width: Math.max(1, link.width), opacity: 0.32, target: link.pick });

function bar({ x0, x1, y0, y1, colour, target }) {
  const bottom = Math.max(y1, y0 + 1.5);
  return { d: `M${x0} ${y0}H${x1}V${bottom}H${x0}Z`, fill: colour, target };
}

function bandLegend(title, links) {
  const widest = links.reduce((most, link) => (link.value > most.value ? link : most));
  return { title, entries: samples(0, widest.value).map((value) => ({ width: (widest.width * value) / widest.value, label: whole(value) })) };
}

function headings(titles, { left, right, top, columns, ink, compact }) {
  const size = compact ? 11.5 : 14;
  return titles.map((title, at) => {
    const width = textWidth(title, size, 700);
    const middle = left + NODE / 2 + (at * (right - left - NODE)) / Math.max(1, columns - 1);
    const x = Math.max(left, Math.min(right - width, middle - width / 2));
    return { text: title, x, y: top - 14, size, weight: 700, colour: ink.soft };
  });
}

// Returns the names beside their nodes, to the left of those in the last column: in one line, otherwise in several,
// otherwise shortened. Names without room are left out.
function names(nodes, { left, right, columns, ink, compact }) {
  const size = compact ? 10.5 : 12.5;
  const gap = (right - left - NODE) / Math.max(1, columns - 1) - NODE;
  const taken = createGrid();
  return [...nodes]
    .sort((a, b) => b.value - a.value)
    .flatMap((node) => {
      const last = node.layer === columns - 1;
      const room = (node.layer >= columns - 2 ? gap / 2 : gap) - ASIDE - 4;
      for (const lines of divisions(node.label, room, size)) {
        const width = Math.max(...lines.map((line) => textWidth(line, size)));
        const x = last ? node.x0 - ASIDE - width : node.x1 + ASIDE;
        const middle = (node.y0 + node.y1) / 2;
        const half = size * (0.62 * lines.length);
        const box = { left: x - 2, right: x + width + 2, top: middle - half, bottom: middle + half };
        if (taken.overlapping(box).size) continue;
        taken.add(box);
        const start = (text) => (last ? x + width - textWidth(text, size) : x);
        return lines.map((text, at) => ({ text, x: start(text), y: box.top + size * (0.97 + 1.24 * at), size, colour: ink.text, halo: ink.paper, box, target: node.target }));
      }
      return [];
    });
}

// Returns the ways to write a name, the best first: in one line, divided after a comma, between words, and shortened.
function divisions(label, room, size) {
  const [first, ...rest] = label.split(", ");
  const two = rest.length ? [`${first},`, rest.join(", ")] : [label];
  const complete = [[label], two, wrapped(label, room, size)].filter((lines) => lines.length <= MOST_LINES && lines.every((line) => textWidth(line, size) <= room && !line.endsWith("…")));
  return [...complete, two.map((line) => shortened(line, room, size)), [shortened(label, room, size)]];
}

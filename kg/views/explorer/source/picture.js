// Selection of the nodes and links in the picture: the most important nodes, and the strongest links between them.

import { incidence, otherEnd } from "./values.js";

export const FIRST = 300; // number of nodes shown at first
export const MAX_LINKS = 20_000;
const MAX_NEIGHBOURS = 60; // neighbours of a selected node that are added to the picture

// Returns the settings of the picture at first. A small network has all its links.
export const firstPicture = (network) => ({ limit: FIRST, weight: network.count > FIRST ? 2 : 1, apart: false });

// Separate components do not take the place of nodes of the main part; as many of their nodes are added on demand.
export function choosePicture(app) {
  const { state, network, passing } = app;
  const order = importance(app);
  const apart = state.apart || state.filters.community !== 0;
  const main = [];
  const separate = [];
  for (const node of order) if (passing.nodes[node]) (network.aside[node] ? separate : main).push(node);
  const nodes = [...main.slice(0, state.limit), ...(apart ? separate.slice(0, state.limit) : [])];
  const left = apart ? 0 : separate.length;
  const picture = { nodes, has: new Uint8Array(network.count), left, extra: [] };
  for (const node of nodes) picture.has[node] = 1;
  Object.assign(picture, strongest(app, picture, state.weight));
  return picture;
}

// Returns the nodes in order of importance, which is the order of their numbers; with filters of papers, the nodes with
// the most matching papers come first.
function importance({ network, passing }) {
  const order = Uint32Array.from({ length: network.count }, (_, node) => node);
  if (!passing.paper && !passing.role) return order;
  return order.sort((a, b) => passing.paperCounts[b] - passing.paperCounts[a] || a - b);
}

function strongest({ network, passing }, { has }, least) {
  const edges = [];
  for (let edge = 0; edge < network.left.length; edge++) {
    if (has[network.left[edge]] && has[network.right[edge]] && passing.weightOf(edge) >= Math.max(least, 1e-9)) edges.push(edge);
  }
  if (edges.length <= MAX_LINKS) return { edges, edgeCount: edges.length };
  return { edges: edges.slice(0, MAX_LINKS), edgeCount: edges.length };
}

// Returns the links of a node that match the filters, the strongest first.
export function neighboursOf(app, node) {
  const { network, passing } = app;
  const { start, edges } = incidence(network);
  const found = Array.from(edges.subarray(start[node], start[node + 1])).filter((edge) => passing.weightOf(edge) > 0);
  return found.sort((a, b) => passing.weightOf(b) - passing.weightOf(a) || otherEnd(network, a, node) - otherEnd(network, b, node));
}

// Returns the neighbours of a selected node that the picture shows: those in it, and the most strongly linked.
export function shownNeighbours(app, node) {
  return neighboursOf(app, node).filter((edge, at) => at < MAX_NEIGHBOURS || app.picture.has[otherEnd(app.network, edge, node)]);
}

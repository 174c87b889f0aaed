// Nodes and links that match the filters, with their numbers of matching papers.

import { eachShared } from "./values.js";

export const NO_FILTERS = Object.freeze({ kind: "", venue: "", from: 0, to: 0, roles: [], community: 0, weight: 1 });

export const isActive = (filters) =>
  Boolean(filters.kind || filters.venue || filters.from || filters.to || filters.roles.length || filters.community) ||
  filters.weight > 1;

export function applyFilters(network, papers, filters) {
  const paper = passingPapers(papers, filters);
  const role = passingRoles(network, papers, filters);
  const nodes = new Uint8Array(network.count);
  const paperCounts = new Uint32Array(network.count);
  for (let node = 0; node < network.count; node++) {
    paperCounts[node] = countPapers(network, node, paper, role);
    nodes[node] = paperCounts[node] > 0 && nodePasses(network, node, filters) ? 1 : 0;
  }
  const edges = passingEdges(network, nodes, filters, paper, role);
  if (filters.weight > 1) dropIsolated(network, nodes, edges.shown);
  return { nodes, paperCounts, edges: edges.shown, weight: edges.weight, ...totals(nodes, edges.shown) };
}

function passingPapers(papers, { venue, from, to }) {
  if (!venue && !from && !to) return null;
  const wanted = venue ? papers.venues.table.indexOf(venue) : -1;
  const passes = new Uint8Array(papers.count);
  for (let paper = 0; paper < papers.count; paper++) {
    const year = papers.years[paper];
    const inTime = (!from || (year && year >= from)) && (!to || (year && year <= to));
    passes[paper] = inTime && (!venue || papers.venues.places[paper] === wanted) ? 1 : 0;
  }
  return passes;
}

function passingRoles(network, papers, { roles }) {
  if (network.name === "authors" || !roles.length) return null;
  return Uint8Array.from(papers.roles, (role) => (roles.includes(role) ? 1 : 0));
}

function nodePasses(network, node, filters) {
  if (filters.kind && network.kindOf(node) !== filters.kind) return false;
  return !filters.community || network.community[node] === filters.community;
}

function countPapers(network, node, paper, role) {
  const end = network.paperStart[node + 1];
  const start = network.paperStart[node];
  if (!paper && !role) return end - start || 1;
  let count = 0;
  for (let at = start; at < end; at++) {
    if ((!paper || paper[network.paperOf[at]]) && (!role || role[network.roleOf[at]])) count++;
  }
  return count;
}

function passingEdges(network, nodes, filters, paper, role) {
  const shown = new Uint8Array(network.left.length);
  const weight = new Float64Array(network.left.length);
  for (let edge = 0; edge < shown.length; edge++) {
    const one = network.left[edge];
    const other = network.right[edge];
    if (!nodes[one] || !nodes[other]) continue;
    weight[edge] = paper || role ? countShared(network, one, other, paper, role) : network.weight[edge];
    shown[edge] = weight[edge] >= Math.max(filters.weight, 1e-9) ? 1 : 0;
  }
  return { shown, weight };
}

function countShared(network, one, other, paper, role) {
  let count = 0;
  eachShared(network, one, other, (shared, left, right) => {
    if (paper && !paper[shared]) return;
    if (!role || (role[network.roleOf[left]] && role[network.roleOf[right]])) count++;
  });
  return count;
}

function dropIsolated(network, nodes, shown) {
  const linked = new Uint8Array(nodes.length);
  for (let edge = 0; edge < shown.length; edge++) if (shown[edge]) linked[network.left[edge]] = linked[network.right[edge]] = 1;
  for (let node = 0; node < nodes.length; node++) nodes[node] &= linked[node];
}

function totals(nodes, edges) {
  let nodeCount = 0;
  let edgeCount = 0;
  for (const shown of nodes) nodeCount += shown;
  for (const shown of edges) edgeCount += shown;
  return { nodeCount, edgeCount };
}

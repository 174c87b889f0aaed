// Which nodes and edges the filters let through, and how many papers each keeps.

import { eachShared } from "./values.js";

export const NOTHING = Object.freeze({ kind: "", venue: "", from: 0, to: 0, roles: [], community: 0, weight: 1 });

export const isActive = (filters) =>
  Boolean(filters.kind || filters.venue || filters.from || filters.to || filters.roles.length || filters.community) ||
  filters.weight > 1;

export function applied(plane, papers, filters) {
  const paper = passingPapers(papers, filters);
  const role = passingRoles(plane, papers, filters);
  const nodes = new Uint8Array(plane.count);
  const works = new Uint32Array(plane.count);
  for (let node = 0; node < plane.count; node++) {
    works[node] = countWorks(plane, node, paper, role);
    nodes[node] = works[node] > 0 && nodePasses(plane, node, filters) ? 1 : 0;
  }
  const edges = passingEdges(plane, nodes, filters, paper, role);
  if (filters.weight > 1) dropLonely(plane, nodes, edges.shown);
  return { nodes, works, edges: edges.shown, weight: edges.weight, ...totals(nodes, edges.shown) };
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

function passingRoles(plane, papers, { roles }) {
  if (plane.name === "people" || !roles.length) return null;
  return Uint8Array.from(papers.roles, (role) => (roles.includes(role) ? 1 : 0));
}

function nodePasses(plane, node, filters) {
  if (filters.kind && plane.kindOf(node) !== filters.kind) return false;
  return !filters.community || plane.community[node] === filters.community;
}

function countWorks(plane, node, paper, role) {
  const end = plane.paperStart[node + 1];
  const start = plane.paperStart[node];
  if (!paper && !role) return end - start || 1;
  let count = 0;
  for (let at = start; at < end; at++) {
    if ((!paper || paper[plane.paperOf[at]]) && (!role || role[plane.roleOf[at]])) count++;
  }
  return count;
}

function passingEdges(plane, nodes, filters, paper, role) {
  const shown = new Uint8Array(plane.left.length);
  const weight = new Float64Array(plane.left.length);
  for (let edge = 0; edge < shown.length; edge++) {
    const one = plane.left[edge];
    const other = plane.right[edge];
    if (!nodes[one] || !nodes[other]) continue;
    weight[edge] = paper || role ? countShared(plane, one, other, paper, role) : plane.weight[edge];
    shown[edge] = weight[edge] >= Math.max(filters.weight, 1e-9) ? 1 : 0;
  }
  return { shown, weight };
}

function countShared(plane, one, other, paper, role) {
  let count = 0;
  eachShared(plane, one, other, (shared, left, right) => {
    if (paper && !paper[shared]) return;
    if (!role || (role[plane.roleOf[left]] && role[plane.roleOf[right]])) count++;
  });
  return count;
}

function dropLonely(plane, nodes, shown) {
  const linked = new Uint8Array(nodes.length);
  for (let edge = 0; edge < shown.length; edge++) if (shown[edge]) linked[plane.left[edge]] = linked[plane.right[edge]] = 1;
  for (let node = 0; node < nodes.length; node++) nodes[node] &= linked[node];
}

function totals(nodes, edges) {
  let nodeCount = 0;
  let edgeCount = 0;
  for (const shown of nodes) nodeCount += shown;
  for (const shown of edges) edgeCount += shown;
  return { nodeCount, edgeCount };
}

// Papers, nodes and links that match the filters.

import { OTHERS, isOther } from "./levels.js";
import { eachShared } from "./values.js";

export const NO_FILTERS = Object.freeze({ kind: "", venue: "", from: 0, to: 0, roles: [], community: 0 });

export const isActive = (filters) => Boolean(filters.kind || filters.venue || filters.from || filters.to || filters.roles.length || filters.community);

// Returns the filters with the years in order: the year that was changed last moves the other one.
export function inOrder(filters, changed = {}) {
  const { from, to } = filters;
  if (!from || !to || from <= to) return filters;
  return "to" in changed ? { ...filters, from: to } : { ...filters, to: from };
}

// Returns the matching papers and roles (null if all match), the matching nodes, and the number of matching papers of
// each node. `weightOf` returns the number of matching papers of a link.
export function applyFilters({ network, values: { papers }, level, state: { filters, smallest } }) {
  const paper = passingPapers(papers, filters);
  const role = passingRoles(network, papers, filters);
  const passing = { paper, role, nodes: new Uint8Array(network.count), paperCounts: new Uint32Array(network.count), nodeCount: 0 };
  const inCommunity = communityTest(level, filters.community, smallest);
  for (let node = 0; node < network.count; node++) {
    passing.paperCounts[node] = countPapers(network, node, passing);
    passing.nodes[node] = passing.paperCounts[node] > 0 && (!filters.kind || network.kindOf(node) === filters.kind) && inCommunity(level.of[node]) ? 1 : 0;
    passing.nodeCount += passing.nodes[node];
  }
  passing.weightOf = weights(network, passing);
  return passing;
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

function communityTest(level, community, smallest) {
  if (!community) return () => true;
  return community === OTHERS ? (number) => isOther(level, number, smallest) : (number) => number === community;
}

// Calls `act` with each matching paper of a node, and with the role of the node in it.
export function eachPaper(network, node, { paper, role }, act) {
  const { paperStart, paperOf, roleOf } = network;
  for (let at = paperStart[node]; at < paperStart[node + 1]; at++) {
    if ((!paper || paper[paperOf[at]]) && (!role || role[roleOf[at]])) act(paperOf[at], roleOf[at]);
  }
}

function countPapers(network, node, passing) {
  const all = network.paperStart[node + 1] - network.paperStart[node];
  if (!passing.paper && !passing.role) return all || 1;
  let count = 0;
  eachPaper(network, node, passing, () => count++);
  return count;
}

// Returns a function that counts the matching papers of a link once, when they are first needed.
function weights(network, { paper, role, nodes }) {
  const known = new Float64Array(network.left.length).fill(-1);
  return (edge) => {
    if (known[edge] < 0) {
      const [one, other] = [network.left[edge], network.right[edge]];
      if (!nodes[one] || !nodes[other]) known[edge] = 0;
      else known[edge] = paper || role ? countShared(network, one, other, paper, role) : network.weight[edge];
    }
    return known[edge];
  };
}

function countShared(network, one, other, paper, role) {
  let count = 0;
  eachShared(network, one, other, (shared, left, right) => {
    if (paper && !paper[shared]) return;
    if (!role || (role[network.roleOf[left]] && role[network.roleOf[right]])) count++;
  });
  return count;
}

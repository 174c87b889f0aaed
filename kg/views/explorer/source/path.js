// Shortest path between two nodes along visible links; of several shortest paths, the one with the strongest links.

import { incidence, otherEnd } from "./values.js";

export function shortestPath(network, shown, from, to) {
  const { start, edges } = incidence(network);
  const distance = new Int32Array(network.count).fill(-1);
  distance[to] = 0;
  let ring = [to];
  while (ring.length && distance[from] < 0) {
    const next = [];
    for (const node of ring) {
      for (let at = start[node]; at < start[node + 1]; at++) {
        const other = otherEnd(network, edges[at], node);
        if (!shown.edges[edges[at]] || distance[other] >= 0) continue;
        distance[other] = distance[node] + 1;
        next.push(other);
      }
    }
    ring = next;
  }
  return distance[from] < 0 ? null : walk(network, shown, distance, from);
}

function walk(network, shown, distance, from) {
  const { start, edges } = incidence(network);
  const nodes = [from];
  const links = [];
  for (let node = from; distance[node] > 0; ) {
    let best = -1;
    for (let at = start[node]; at < start[node + 1]; at++) {
      const edge = edges[at];
      if (!shown.edges[edge] || distance[otherEnd(network, edge, node)] !== distance[node] - 1) continue;
      if (best < 0 || shown.weight[edge] > shown.weight[best]) best = edge;
    }
    links.push(best);
    node = otherEnd(network, best, node);
    nodes.push(node);
  }
  return { nodes, edges: links };
}

// All shortest paths between two nodes along the links that match the filters; those with the strongest links first.

import { incidence, otherEnd } from "./values.js";

export const MAX_PATHS = 100;

// Returns { steps, count, paths }; each path has nodes and edges, and at most MAX_PATHS are returned. Null if there is none.
export function shortestPaths(network, passing, from, to) {
  const distance = distances(network, passing, from, to);
  if (distance[from] < 0) return null;
  const paths = [];
  follow(network, passing, distance, { nodes: [from], edges: [] }, paths);
  const strength = ({ edges }) => Math.min(...edges.map((edge) => passing.weightOf(edge)));
  return { steps: distance[from], count: counted(network, passing, distance, from), paths: paths.sort((a, b) => strength(b) - strength(a)) };
}

function distances(network, passing, from, to) {
  const distance = new Int32Array(network.count).fill(-1);
  distance[to] = 0;
  let ring = [to];
  while (ring.length && distance[from] < 0) {
    const next = [];
    for (const node of ring) {
      for (const [edge, other] of links(network, node)) {
        if (distance[other] >= 0 || !passing.weightOf(edge)) continue;
        distance[other] = distance[node] + 1;
        next.push(other);
      }
    }
    ring = next;
  }
  return distance;
}

function* links(network, node) {
  const { start, edges } = incidence(network);
  for (let at = start[node]; at < start[node + 1]; at++) yield [edges[at], otherEnd(network, edges[at], node)];
}

// Returns the links that lead one step nearer to the end, the strongest first.
function nearer(network, passing, distance, node) {
  const found = [...links(network, node)].filter(([edge, other]) => distance[other] === distance[node] - 1 && passing.weightOf(edge) > 0);
  return found.sort(([a], [b]) => passing.weightOf(b) - passing.weightOf(a));
}

function follow(network, passing, distance, path, paths) {
  const node = path.nodes.at(-1);
  if (!distance[node]) paths.push(path);
  for (const [edge, other] of distance[node] ? nearer(network, passing, distance, node) : []) {
    if (paths.length >= MAX_PATHS) return;
    follow(network, passing, distance, { nodes: [...path.nodes, other], edges: [...path.edges, edge] }, paths);
  }
}

// Returns the number of shortest paths, which is a sum along the steps and can exceed the number that is listed.
function counted(network, passing, distance, from) {
  let ring = new Map([[from, 1]]);
  for (let left = distance[from]; left > 0; left--) {
    const next = new Map();
    for (const [node, count] of ring) for (const [, other] of nearer(network, passing, distance, node)) next.set(other, (next.get(other) ?? 0) + count);
    ring = next;
  }
  return [...ring.values()].reduce((sum, count) => sum + count, 0);
}

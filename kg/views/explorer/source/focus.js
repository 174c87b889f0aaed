// Nodes and links that belong to a selection, which the picture emphasises.

import { shortestPaths } from "./paths.js";
import { shownNeighbours } from "./picture.js";
import { edgeBetween, otherEnd } from "./values.js";

// Returns { focus } with the chosen nodes, all nodes and the links of a selection; for a path also all paths found.
export function focusOf(app, { kind, nodes, key }) {
  const { network } = app;
  if (kind === "path") {
    const found = shortestPaths(network, app.passing, ...nodes);
    const all = new Set(found ? found.paths.flatMap((path) => path.nodes) : nodes);
    return { found, focus: { chosen: new Set(nodes), nodes: all, edges: new Set(found?.paths.flatMap((path) => path.edges)) } };
  }
  if (kind === "edge") return { focus: between(network, nodes) };
  if (kind === "paper") return { focus: between(network, nodesOfPaper(app, nodes[0])) };
  if (kind === "node") {
    const edges = shownNeighbours(app, nodes[0]);
    return { focus: { chosen: new Set(nodes), nodes: new Set([...nodes, ...edges.map((edge) => otherEnd(network, edge, nodes[0]))]), edges: new Set(edges) } };
  }
  if (kind === "group") {
    const members = app.picture.nodes.filter((node) => app.level.of[node] === Number(key));
    const within = app.picture.edges.filter((edge) => app.level.of[network.left[edge]] === Number(key) && app.level.of[network.right[edge]] === Number(key));
    return { focus: { chosen: new Set(), nodes: new Set(members), edges: new Set(within), plain: true } };
  }
  return { focus: null };
}

function nodesOfPaper({ network, values: { papers } }, paper) {
  return network.name === "authors" ? papers.authors[paper] : papers.concepts[paper].filter((_, at) => at % 2 === 0);
}

function between(network, nodes) {
  const edges = nodes.flatMap((one, at) => nodes.slice(at + 1).map((other) => edgeBetween(network, one, other)));
  return { chosen: new Set(nodes), nodes: new Set(nodes), edges: new Set(edges.filter((edge) => edge !== null)) };
}
